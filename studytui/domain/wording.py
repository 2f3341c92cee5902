"""Words that a person typed, made ready to be read strictly, and the words that say a day back."""

from __future__ import annotations

import re
from datetime import date

from studytui.domain.faults import Refused
from studytui.domain.text import clean_line

LONGEST_INPUT = 100
FIRST_YEAR, LAST_YEAR = 1970, 2999
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5}
_SHORT_DAYS["sun"] = 6
_DASHES_AND_BLANKS = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_DASHES_AND_BLANKS |= dict.fromkeys((0xA0, 0x2009, 0x202F), " ")
_SHOWN = 40


def quoted(text: str) -> str:
    """`text` in quotation marks for a message: cleaned, on one line, and cut."""
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in clean_line(text[:200]))
    if len(shown) > _SHOWN or len(text) > 200:
        shown = shown[: _SHOWN - 1] + "…"
    return f'"{shown}"'


def not_understood(text: str, what: str, forms: str) -> Refused:
    """The refusal of words that are no `what`, such as "a duration"; `forms` lists those that are."""
    return Refused(f"{quoted(text)} was not understood as {what}.", forms)


def typed(text: str, what: str, forms: str) -> str:
    """`text` in small letters, with single blanks and plain dashes; refused if it cannot be a `what`."""
    if len(text) > LONGEST_INPUT:
        raise Refused(f"{quoted(text)} is {len(text):,} characters long, too long for {what}.", forms)
    words = text.strip(" \t\r\n").translate(_DASHES_AND_BLANKS)
    if not words:
        raise Refused(f"Nothing was given where {what} is needed.", forms)
    if not (words.isascii() and words.isprintable()):
        raise Refused(
            f"{quoted(text)} has characters that are not read in {what}.",
            f"Use plain letters and the digits 0 to 9. {forms}",
        )
    return " ".join(words.lower().split())


def weekday(word: str) -> int | None:
    """The number of a weekday, 0 for monday or mon; None if `word` is none."""
    if word in WEEKDAYS:
        return WEEKDAYS.index(word)
    return _SHORT_DAYS.get(word)


def calendar_year(digits: str) -> int:
    """The year written as four digits; refused outside 1970 to 2999."""
    year = int(digits)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(f"The year {digits} is out of reach.", f"Years go from {FIRST_YEAR} to {LAST_YEAR}.")
    return year


def calendar_day(words: str) -> date | None:
    """The day written as 2026-11-20; None if it is not of that form, refused if there is no such day."""
    match = re.fullmatch("([0-9]{4})-([0-9]{2})-([0-9]{2})", words)
    if match is None:
        return None
    year = calendar_year(match[1])
    try:
        return date(year, int(match[2]), int(match[3]))
    except ValueError:
        raise Refused(
            f"{quoted(words)} is no day of the calendar.", "Write year-month-day, such as 2026-11-20."
        ) from None


def refuse_other_dates(words: str) -> None:
    """Refuse 20/11/2026 and its kind, naming the day or days that it can mean."""
    match = re.search(r"(?<![0-9])([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?![0-9])", words)
    if match is not None:
        one, two, year = (int(part) for part in match.groups())
        readings = []
        for month, day in {(two, one): 0, (one, two): 0}:
            try:
                readings.append(date(year, month, day).isoformat())
            except ValueError:
                continue
        if len(readings) == 2:
            raise Refused(
                f"{quoted(match[0])} can mean {readings[0]} or {readings[1]}.",
                "Write the one that is meant, as year-month-day.",
            )
        example = readings[0] if readings else "2026-11-20"
        raise Refused(
            f"{quoted(match[0])} is not how a day is written here.", f"Write {example}, year-month-day."
        )
    match = re.search("(?<![0-9])[0-9]{1,4}/[0-9]{1,4}(/[0-9]{1,4})?(?![0-9])", words)
    if match is not None:
        raise Refused(
            f"{quoted(match[0])} is not how a day is written here.",
            "Write year-month-day, such as 2026-11-20.",
        )


def say_date(day: date) -> str:
    """A day without its weekday, "20 Nov 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_day(day: date, *, year: bool = True) -> str:
    """A day in words, "Fri 20 Nov 2026", or "Fri 20 Nov" without its year."""
    words = f"{WEEKDAYS[day.weekday()][:3].title()} {day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words
