"""Copies are thinned out as they age, and never all of them."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.rotation import ALL_SECONDS, DAILY, MONTHLY, WEEKLY, kept

DAY = 86400
NOW = int(datetime(2026, 11, 26, 12, tzinfo=UTC).timestamp())


def test_ten_years_of_daily_copies() -> None:
    staying: set[int] = set()
    for day in range(3650):
        now = NOW + day * DAY
        staying = set(kept({*staying, now, now - 3600}, now))
    ages = sorted((NOW + 3649 * DAY - moment) / DAY for moment in staying)
    assert len([age for age in ages if age < 2]) == 4
    assert len(ages) == 4 + DAILY + WEEKLY + MONTHLY
    assert 300 < ages[-1] < 400
    gaps = [later - earlier for earlier, later in pairwise(ages)]
    assert max(gaps) <= 45


def test_all_of_two_days_stay() -> None:
    moments = [NOW - hour * 600 for hour in range(1000)]
    staying = kept(moments, NOW)
    assert {moment for moment in moments if NOW - moment < ALL_SECONDS} <= staying
    assert len([moment for moment in staying if NOW - moment >= ALL_SECONDS]) <= 6


def test_the_newest_of_a_day_stays() -> None:
    day = NOW - 5 * DAY
    assert kept([day, day + 60, day + 120], NOW) == {day + 120}


def test_a_long_pause_drops_nothing() -> None:
    moments = [NOW - year * 365 * DAY for year in range(1, 9)]
    assert kept(moments, NOW) == set(moments)


@given(st.lists(st.integers(NOW - 900 * DAY, NOW + 9 * DAY), max_size=60), st.integers(0, 400))
def test_never_all_and_never_too_many(moments: list[int], later: int) -> None:
    now = NOW + later * DAY
    staying = kept(moments, now)
    assert staying <= set(moments)
    if moments:
        assert max(moments) in staying
    assert len([moment for moment in staying if now - moment >= ALL_SECONDS]) <= DAILY + WEEKLY + MONTHLY
    assert kept(staying, now) == staying
