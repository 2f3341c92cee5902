"""Panes that only show: their parts add up to what stands above them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studytui.tui.widgets.panes import minutes_of_days


@given(st.lists(st.integers(0, 86_400), min_size=7, max_size=7), st.integers(0, 6))
def test_days_add_up_to_the_week_and_today_stands_as_it_is(totals: list[int], today: int) -> None:
    minutes = minutes_of_days(totals, today)
    assert sum(minutes) == sum(totals) // 60
    assert minutes[today] == totals[today] // 60
    for seconds, shown in zip(totals, minutes, strict=True):
        assert shown - seconds // 60 in (0, 1)
        assert seconds or not shown


def test_the_minute_goes_to_the_day_that_lacks_the_least() -> None:
    assert minutes_of_days([0, 90, 100, 80, 0, 0, 0], 3) == [0, 1, 2, 1, 0, 0, 0]
