"""Days to come, as a person may write them: target dates, planned pauses, and how far away they are."""

from __future__ import annotations

import re
from datetime import timedelta

from studytui.domain.goals import Rest
from studytui.domain.periods import parse_day, parse_period
from studytui.domain.wording import typed, weekday

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

COMING_FORMS = "Write 2027-06-30, tomorrow, friday (the next one), 6 weeks or 90 days."
PAUSE_FORMS = "Write 2026-12-24, 2026-W52, 2 weeks, or 2026-12-24 to 2027-01-03."
_SPAN = re.compile("(?:in )?([0-9]{1,4}) ?(days?|d|weeks?|w)")
_BETWEEN = re.compile(r" to | - | \.\. |\.\.")


def coming_day(text: str, today: date) -> date:
    """The study day that `text` means; a weekday is the next one. One gone by is not refused here."""
    words = typed(text, "a day to come", COMING_FORMS)
    number = weekday(words)
    if number is not None:
        return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    span = _SPAN.fullmatch(words)
    if span is not None:
        return today + timedelta(days=int(span[1]) * (7 if span[2].startswith("w") else 1))
    return parse_day(text, today, future=True)


def coming_days(text: str, today: date) -> Rest:
    """The days of a planned pause: a day, a period, a length from today on, or from one day to another."""
    words = typed(text, "the days of a pause", PAUSE_FORMS)
    parts = _BETWEEN.split(words)
    if len(parts) == 2:
        return Rest(coming_day(parts[0], today), coming_day(parts[1], today))
    span = _SPAN.fullmatch(words)
    if span is not None:
        return Rest(today, coming_day(words, today) - timedelta(days=1))
    if words == "tomorrow" or weekday(words) is not None:
        return Rest(coming_day(words, today), coming_day(words, today))
    period = parse_period(text, today, future=True)
    return Rest(period.first, period.last)


def how_far(day: date, today: date) -> str:
    """How far away a day is, in words: today, in 5 days, in 3 weeks, 4 days ago."""
    days = (day - today).days
    if days == 0:
        return "today"
    if days < 0:
        return f"{-days} day{'' if days == -1 else 's'} ago"
    if days < 14:
        return f"in {days} day{'' if days == 1 else 's'}"
    return f"in {days // 7} weeks"
