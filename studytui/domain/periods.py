"""Periods: stretches of whole study days, as a person may write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from studytui.domain.days import week_start
from studytui.domain.faults import Refused
from studytui.domain.records import dataclass
from studytui.domain.wording import (
    FIRST_YEAR,
    calendar_day,
    calendar_year,
    not_understood,
    quoted,
    refuse_other_dates,
    say_day,
    typed,
    weekday,
)

DAY_FORMS = "Write today, yesterday, monday or 2026-11-20."
PERIOD_FORMS = "Write today, yesterday, monday, 2026-11-20, 2026-W47, 2026-11, 2026-Q4 or 2026."
MOST_DAYS = 36600
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The study days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def parse_day(text: str, today: date, *, future: bool = False) -> date:
    """The study day that `text` means; a weekday is the latest one, today's included."""
    words = typed(text, "a day", DAY_FORMS)
    refuse_other_dates(words)
    day = _one_day(words, today)
    if day is None:
        if words == "tomorrow":
            day = today + _ONE_DAY
        else:
            raise not_understood(text, "a day", DAY_FORMS)
    _refuse_future(day, today, future, text)
    return day


def parse_period(text: str, today: date, *, future: bool = False) -> Period:
    """The study days that `text` means; one that lies wholly after `today` only with `future`."""
    words = typed(text, "a day or period", PERIOD_FORMS)
    refuse_other_dates(words)
    day = _one_day(words, today)
    if day is None and words == "tomorrow":
        day = today + _ONE_DAY
    period = Period(day, day) if day is not None else _dated(words, text)
    if period is None:
        raise not_understood(text, "a day or period", PERIOD_FORMS)
    _refuse_future(period.first, today, future, text)
    return period


def _one_day(words: str, today: date) -> date | None:
    if words == "today":
        return today
    if words == "yesterday":
        return today - _ONE_DAY
    number = weekday(words)
    return week_start(today, number) if number is not None else calendar_day(words)


def _refuse_future(day: date, today: date, future: bool, text: str) -> None:
    if day > today and not future:
        raise Refused(
            f"{quoted(text)} is in the future: today is {say_day(today)}.", "Give a day that has begun."
        )


def _dated(words: str, text: str) -> Period | None:
    """2026-W47, 2026-11, 2026-Q4 and 2026."""
    match = re.fullmatch("([0-9]{4})(?:-(w|q)?([0-9]{1,2}))?", words)
    if match is None:
        return None
    year = calendar_year(match[1])
    if match[3] is None:
        return Period(date(year, 1, 1), date(year, 12, 31))
    number = int(match[3])
    if match[2] == "w":
        weeks = date(year, 12, 28).isocalendar().week
        _refuse_number(number, weeks, f"The year {year} has the weeks W01 to W{weeks}", text)
        monday = date.fromisocalendar(year, number, 1)
        return Period(monday, monday + 6 * _ONE_DAY)
    if match[2] == "q":
        _refuse_number(number, 4, "Quarters are Q1 to Q4", text)
        return _months(year, 3 * number - 2, 3 * number)
    _refuse_number(number, 12, "Months are 01 to 12", text)
    return _months(year, number, number)


def _refuse_number(number: int, most: int, rule: str, text: str) -> None:
    if not 1 <= number <= most:
        raise Refused(f"There is no {quoted(text)}.", f"{rule}.")


def _months(year: int, first: int, last: int) -> Period:
    """Whole calendar months of a year, by their numbers."""
    after = date(year + last // 12, last % 12 + 1, 1)
    return Period(date(year, first, 1), after - _ONE_DAY)


def this_week(today: date, first_weekday: int) -> Period:
    """The running study week; weeks begin on `first_weekday`, 0 for Monday."""
    first = week_start(today, first_weekday)
    return Period(first, first + 6 * _ONE_DAY)


def last_week(today: date, first_weekday: int) -> Period:
    """The study week before the running one."""
    return this_week(today - 7 * _ONE_DAY, first_weekday)


def this_month(today: date) -> Period:
    """The running calendar month."""
    return _months(today.year, today.month, today.month)


def last_month(today: date) -> Period:
    """The calendar month before the running one."""
    return this_month(today.replace(day=1) - _ONE_DAY)


def last_days(count: int | str, today: date) -> Period:
    """The last `count` days, today included."""
    words = str(count).strip()
    if not re.fullmatch("[0-9]{1,9}", words) or not 1 <= int(words) <= MOST_DAYS:
        raise Refused(f"{quoted(words)} is no number of days.", f"Give a whole number from 1 to {MOST_DAYS}.")
    return Period(today - (int(words) - 1) * _ONE_DAY, today)


def between(first: str | None, last: str | None, today: date) -> Period:
    """From one written day to another, both included; else from 1970, and to today."""
    start = date(FIRST_YEAR, 1, 1) if first is None else parse_day(first, today)
    end = today if last is None else parse_day(last, today, future=True)
    if end < start:
        raise Refused(
            f"The period ends, on {say_day(end)}, before it starts, on {say_day(start)}.",
            "Give the earlier day first: --from 2026-11-01 --to 2026-11-20.",
        )
    return Period(start, end)
