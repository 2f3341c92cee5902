"""Periods of study days: every form, every refusal."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.faults import Refused
from studytui.domain.periods import (
    DAY_FORMS,
    PERIOD_FORMS,
    Period,
    between,
    last_days,
    last_week,
    parse_day,
    parse_period,
    this_month,
    this_week,
)

TODAY = date(2026, 11, 19)  # a Thursday

FORMS = {
    "today": ("2026-11-19", "2026-11-19"),
    "Yesterday": ("2026-11-18", "2026-11-18"),
    "monday": ("2026-11-16", "2026-11-16"),
    "thursday": ("2026-11-19", "2026-11-19"),
    "fri": ("2026-11-13", "2026-11-13"),
    "2026-11-18": ("2026-11-18", "2026-11-18"),
    "2026-W47": ("2026-11-16", "2026-11-22"),
    "2026-w01": ("2025-12-29", "2026-01-04"),
    "2020-W53": ("2020-12-28", "2021-01-03"),
    "2026-11": ("2026-11-01", "2026-11-30"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2025-12": ("2025-12-01", "2025-12-31"),
    "2026-Q4": ("2026-10-01", "2026-12-31"),
    "2026-q1": ("2026-01-01", "2026-03-31"),
    "2026": ("2026-01-01", "2026-12-31"),
    "1970": ("1970-01-01", "1970-12-31"),
}

REFUSALS = {
    "2026-11-20": '"2026-11-20" is in the future: today is Thu 19 Nov 2026.',
    "2026-12": '"2026-12" is in the future: today is Thu 19 Nov 2026.',
    "2026-W48": '"2026-W48" is in the future: today is Thu 19 Nov 2026.',
    "2027": '"2027" is in the future: today is Thu 19 Nov 2026.',
    "tomorrow": '"tomorrow" is in the future: today is Thu 19 Nov 2026.',
    "2026-W54": 'There is no "2026-W54".',
    "2025-W53": 'There is no "2025-W53".',
    "2026-W0": 'There is no "2026-W0".',
    "2026-13": 'There is no "2026-13".',
    "2026-00": 'There is no "2026-00".',
    "2026-Q5": 'There is no "2026-Q5".',
    "2026-02-30": '"2026-02-30" is no day of the calendar.',
    "1969": "The year 1969 is out of reach.",
    "0000-01-01": "The year 0000 is out of reach.",
    "9999-W52": "The year 9999 is out of reach.",
    "20/11/2026": '"20/11/2026" is not how a day is written here.',
    "5.6.2026": '"5.6.2026" can mean 2026-06-05 or 2026-05-06.',
    "foo": '"foo" was not understood as a day or period.',
    "week": '"week" was not understood as a day or period.',
    "2026-W": '"2026-W" was not understood as a day or period.',
    "yesterday 14:00": '"yesterday 14:00" was not understood as a day or period.',
    "": "Nothing was given where a day or period is needed.",
    "२०२६": '"२०२६" has characters that are not read in a day or period.',
    "2026\x00": '"2026" has characters that are not read in a day or period.',
    "9" * 10_000: f'"{"9" * 39}…" is 10,000 characters long, too long for a day or period.',
}


def period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(("text", "ends"), FORMS.items())
def test_each_form_is_read(text: str, ends: tuple[str, str]) -> None:
    assert parse_period(text, TODAY) == period(*ends)


@pytest.mark.parametrize(("text", "message"), REFUSALS.items(), ids=[text[:20] for text in REFUSALS])
def test_each_refusal_says_why(text: str, message: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_period(text, TODAY)
    assert refusal.value.message == message
    assert refusal.value.hint


def test_hints_say_which_there_are() -> None:
    hints = []
    for text in ("2025-W53", "2026-W54", "2026-Q5", "2026-13", "foo"):
        with pytest.raises(Refused) as refusal:
            parse_period(text, TODAY)
        hints.append(refusal.value.hint)
    assert hints == [
        "The year 2025 has the weeks W01 to W52.",
        "The year 2026 has the weeks W01 to W53.",
        "Quarters are Q1 to Q4.",
        "Months are 01 to 12.",
        PERIOD_FORMS,
    ]


def test_the_forms_named_in_the_hint_are_read() -> None:
    forms = PERIOD_FORMS.removeprefix("Write ").removesuffix(".").replace(" or ", ", ").split(", ")
    assert len(forms) == 8
    for form in forms:
        assert parse_period(form, date(2026, 11, 20)).days >= 1


def test_the_future_is_read_where_it_may_be_meant() -> None:
    assert parse_day("2027-03-01", TODAY, future=True) == date(2027, 3, 1)
    assert parse_day("tomorrow", TODAY, future=True) == date(2026, 11, 20)
    assert parse_period("tomorrow", TODAY, future=True) == period("2026-11-20", "2026-11-20")
    assert parse_period("2999-Q4", TODAY, future=True) == period("2999-10-01", "2999-12-31")


def test_a_day_is_one_day() -> None:
    assert parse_day("today", TODAY) == TODAY
    assert parse_day("sunday", TODAY) == date(2026, 11, 15)
    for text in ("2026-11", "2026-W47", "foo"):
        with pytest.raises(Refused) as refusal:
            parse_day(text, TODAY)
        assert refusal.value.message == f'"{text}" was not understood as a day.'
        assert refusal.value.hint == DAY_FORMS
    with pytest.raises(Refused, match="in the future"):
        parse_day("2026-11-20", TODAY)


def test_weeks_and_months_of_today() -> None:
    assert this_week(TODAY, 0) == period("2026-11-16", "2026-11-22")
    assert this_week(TODAY, 6) == period("2026-11-15", "2026-11-21")
    assert last_week(TODAY, 0) == period("2026-11-09", "2026-11-15")
    assert this_month(TODAY) == period("2026-11-01", "2026-11-30")
    assert this_month(date(2026, 12, 31)) == period("2026-12-01", "2026-12-31")
    assert this_week(TODAY, 0).days == 7


def test_the_last_days_include_today() -> None:
    assert last_days(1, TODAY) == period("2026-11-19", "2026-11-19")
    assert last_days("7", TODAY) == period("2026-11-13", "2026-11-19")


@pytest.mark.parametrize("count", [0, -3, "0", "-3", "", "x", "7.5", "٧", "1_0", "99999", "9" * 10_000])
def test_a_wrong_number_of_days_is_refused(count: int | str) -> None:
    with pytest.raises(Refused, match="is no number of days") as refusal:
        last_days(count, TODAY)
    assert refusal.value.hint == "Give a whole number from 1 to 36600."


def test_from_one_day_to_another() -> None:
    assert between("2026-11-01", "yesterday", TODAY) == period("2026-11-01", "2026-11-18")
    assert between("monday", None, TODAY) == period("2026-11-16", "2026-11-19")
    assert between(None, "monday", TODAY) == period("1970-01-01", "2026-11-16")
    assert between("today", "2026-12-24", TODAY) == period("2026-11-19", "2026-12-24")
    with pytest.raises(Refused) as refusal:
        between("2026-11-18", "2026-11-17", TODAY)
    assert refusal.value.message == (
        "The period ends, on Tue 17 Nov 2026, before it starts, on Wed 18 Nov 2026."
    )
    with pytest.raises(Refused, match="in the future"):
        between("2026-11-20", None, TODAY)


@given(st.text(max_size=120) | st.text("0123456789-WQ/.", max_size=12), st.booleans())
def test_garbage_is_refused_or_a_period(text: str, future: bool) -> None:
    try:
        found = parse_period(text, TODAY, future=future)
    except Refused as refusal:
        words = refusal.message + refusal.hint
        assert words.isprintable()
    else:
        assert found.first <= found.last
        assert future or found.first <= TODAY


@given(st.dates(date(1970, 1, 5), date(2999, 12, 24)))
def test_each_day_is_in_its_week_month_and_quarter(day: date) -> None:
    year, week, _ = day.isocalendar()
    for text in (f"{year}-W{week:02}", f"{day:%Y-%m}", f"{day.year}-Q{(day.month + 2) // 3}", f"{day.year}"):
        found = parse_period(text, TODAY, future=True)
        assert found.first <= day <= found.last
