"""Checks of single values: each says what is wrong with one field of a table."""

from __future__ import annotations

import re
from math import isfinite

from studytui.domain.ids import is_slug
from studytui.domain.slugs import slug_of
from studytui.roadmaps.findings import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.roadmaps.report import Place, Report

    Check = Callable[[Report, Place, str, object], None]

LEVELS = ("beginner", "intermediate", "advanced")
MAX_TEXT = 2000
MAX_NUMBER = 1_000_000_000
HOURS_IN_A_WEEK = 168
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def described(value: object) -> str:
    """A value of the wrong type, as a message names it."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return figure(value)
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else "a date or time"


def is_number(value: object) -> bool:
    """Whether `value` is a plain number; true and false are none, nor are infinity and nan."""
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, float) and isfinite(value))


def figure(number: float) -> str:
    """A number as one writes it, without a useless fraction."""
    if isinstance(number, float) and not isfinite(number):
        return str(number)
    return f"{number:.10g}" if abs(number) <= MAX_NUMBER else "so large a number"


def text(report: Report, place: Place, key: str, value: object) -> None:
    """Any text that may reach a terminal."""
    if not isinstance(value, str):
        report.error(place.field(key), f"expected text, not {described(value)}")
    elif fault := _text_fault(value):
        report.error(place.field(key), fault)


def texts(report: Report, place: Place, key: str, value: object) -> None:
    """A list of texts."""
    if not isinstance(value, list):
        report.error(place.field(key), f"expected a list of texts, not {described(value)}")
        return
    for number, one in enumerate(value, 1):
        if not isinstance(one, str):
            report.error(place.field(key, number), f"expected text, not {described(one)}")
        elif fault := _text_fault(one):
            report.error(place.field(key, number), fault)


def text_or_texts(report: Report, place: Place, key: str, value: object) -> None:
    """One text, or a list of them."""
    (texts if isinstance(value, list) else text)(report, place, key, value)


def flag(report: Report, place: Place, key: str, value: object) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report.error(place.field(key), f"expected true or false, not {described(value)}")


def slug(report: Report, place: Place, key: str, value: object) -> None:
    """An id."""
    if not isinstance(value, str):
        report.error(place.field(key), f"expected an id, not {described(value)}")
    elif value and not is_slug(value):
        _bad_slug(report, place.field(key), value)


def slugs(report: Report, place: Place, key: str, value: object) -> None:
    """A list of ids."""
    if not isinstance(value, list):
        report.error(place.field(key), f"expected a list of ids, not {described(value)}")
        return
    for number, one in enumerate(value, 1):
        if not isinstance(one, str):
            report.error(place.field(key, number), f"expected an id, not {described(one)}")
        elif not is_slug(one):
            _bad_slug(report, place.field(key, number), one)


def url(report: Report, place: Place, key: str, value: object) -> None:
    """An address of the web; nothing else is ever opened."""
    text(report, place, key, value)
    if isinstance(value, str) and not _WEB.match(value):
        report.error(place.field(key), "only http and https")


def level(report: Report, place: Place, key: str, value: object) -> None:
    """One level, or two: from and to."""
    levels = value if isinstance(value, list) else [value]
    if not 1 <= len(levels) <= 2 or not all(isinstance(one, str) for one in levels):
        expected = "expected one or two of beginner, intermediate, advanced"
        report.error(place.field(key), f"{expected}, not {described(value)}")
        return
    for one in levels:
        if isinstance(one, str) and one not in LEVELS:
            report.error(place.field(key), quoted(one), "beginner, intermediate or advanced")


def number(report: Report, place: Place, key: str, value: object) -> None:
    """A number above zero."""
    if not is_number(value):
        report.error(place.field(key), f"expected a number, not {described(value)}")
    else:
        _positive(report, place, key, value)


def span(report: Report, place: Place, key: str, value: object) -> None:
    """A number above zero, or a range of them."""
    if _is_range(report, place, key, value) and isinstance(value, list):
        for one in value:
            _positive(report, place, key, one)
    elif is_number(value):
        _positive(report, place, key, value)


def any_span(report: Report, place: Place, key: str, value: object) -> None:
    """A number or a range, of what may also fall."""
    _is_range(report, place, key, value)


def number_or_text(report: Report, place: Place, key: str, value: object) -> None:
    """A figure, or words for one."""
    if isinstance(value, str):
        text(report, place, key, value)
    else:
        number(report, place, key, value)


def hours_per_week(report: Report, place: Place, key: str, value: object) -> None:
    """Hours that fit into a week."""
    number(report, place, key, value)
    if is_number(value) and isinstance(value, (int, float)) and HOURS_IN_A_WEEK < value <= MAX_NUMBER:
        report.error(place.field(key), f"{figure(value)} hours are more than a week has", "168")


def _text_fault(value: str) -> str | None:
    if len(value) > MAX_TEXT:
        return f"{len(value):,} characters are more than {MAX_TEXT:,}"
    if control := _CONTROL.search(value):
        return f"control character at {control.start() + 1}"
    return None


def _bad_slug(report: Report, place: Place, value: str) -> None:
    better = slug_of(value)
    hint = f'try "{better}"' if better else "a-z, 0-9 and -, at most 64"
    report.error(place, f"{quoted(value)} is not an id", hint)


def _positive(report: Report, place: Place, key: str, value: object) -> None:
    if not isinstance(value, (int, float)):
        return
    if value <= 0:
        shown = figure(value) if value >= -MAX_NUMBER else "a negative number"
        report.error(place.field(key), f"{shown} is not above zero")
    elif value > MAX_NUMBER:
        report.error(place.field(key), "so large a number cannot be meant")


def _is_range(report: Report, place: Place, key: str, value: object) -> bool:
    """Whether a number or a range that goes upward; says so where not."""
    if is_number(value):
        return True
    expected = "expected a number or [low, high]"
    if not isinstance(value, list):
        report.error(place.field(key), f"{expected}, not {described(value)}")
        return False
    wrong = [one for one in value if not is_number(one)]
    if wrong or len(value) != 2:
        shown = described(wrong[0]) if wrong else f"a list of {len(value)}"
        report.error(place.field(key), f"{expected}, not {shown}")
        return False
    low, high = value
    if low > high:
        shown_low, shown_high = figure(low), figure(high)
        report.error(
            place.field(key), f"{shown_low} comes before {shown_high}", f"write [{shown_high}, {shown_low}]"
        )
        return False
    return True
