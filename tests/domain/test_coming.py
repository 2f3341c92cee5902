"""Days to come and the days of a pause, as they may be written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.coming import coming_day, coming_days, how_far
from studytui.domain.faults import Refused
from studytui.domain.goals import Rest

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-06-30", date(2027, 6, 30)),
        ("today", SATURDAY),
        ("Tomorrow", date(2026, 11, 22)),
        ("sunday", date(2026, 11, 22)),
        ("sat", date(2026, 11, 28)),
        ("6 weeks", date(2027, 1, 2)),
        ("in 6w", date(2027, 1, 2)),
        ("90 days", date(2027, 2, 19)),
        ("1 day", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 20)),
        ("2999-12-31", date(2999, 12, 31)),
    ],
)
def test_a_day_to_come(text: str, expected: date) -> None:
    assert coming_day(text, SATURDAY) == expected


@pytest.mark.parametrize(
    "text", ["", "soon", "30/06/2027", "2027-02-30", "9999-01-01", "6 months", "-3 days"]
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(Refused):
        coming_day(text, SATURDAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-12-24", "2026-12-24", "2026-12-24"),
        ("tomorrow", "2026-11-22", "2026-11-22"),
        ("2026-W52", "2026-12-21", "2026-12-27"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2 weeks", "2026-11-21", "2026-12-04"),
        ("2026-12-24 to 2027-01-03", "2026-12-24", "2027-01-03"),
        ("2026-12-24 – 2027-01-03", "2026-12-24", "2027-01-03"),
        ("2026-12-24..2027-01-03", "2026-12-24", "2027-01-03"),
        ("monday to friday", "2026-11-23", "2026-11-27"),
    ],
)
def test_the_days_of_a_pause(text: str, first: str, last: str) -> None:
    assert coming_days(text, SATURDAY) == Rest(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "christmas", "2026-12-24 to", "to 2026-12-24", "a to b"])
def test_what_is_no_pause(text: str) -> None:
    with pytest.raises(Refused):
        coming_days(text, SATURDAY)


@given(st.integers(-400, 4000))
def test_how_far_away_is_never_called_late(days: int) -> None:
    words = how_far(SATURDAY + timedelta(days=days), SATURDAY)
    assert words
    assert "late" not in words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "in 1 day"),
        (13, "in 13 days"),
        (14, "in 2 weeks"),
        (-1, "1 day ago"),
        (-9, "9 days ago"),
    ],
)
def test_how_far_away(days: int, words: str) -> None:
    assert how_far(SATURDAY + timedelta(days=days), SATURDAY) == words
