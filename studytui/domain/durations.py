"""Durations: the ways a person may write one, and the ways it is written back. All are whole seconds."""

from __future__ import annotations

import re

from studytui.domain.faults import Refused
from studytui.domain.wording import not_understood, quoted, typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

MINUTE, HOUR, DAY = 60, 3600, 86400
LONGEST_EVER = 100 * 366 * DAY
DURATION_FORMS = "Write 1h30m, 1h 30m, 90m, 1.5h, 1:30 (h:mm), 1:30:00, 45 (minutes), 45s, 2 hrs or PT1H30M."
_UNITS = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), HOUR),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
}
_NAMES = {HOUR: "hours", MINUTE: "minutes", 1: "seconds"}
_NUMBER = r"[0-9]*[.,]?[0-9]+"


def parse_duration(text: str, *, longest: int | None = DAY) -> int:
    """Seconds of a written duration, more than none and at most `longest` seconds (None: 100 years)."""
    words = typed(text, "a duration", DURATION_FORMS)
    negative = words.startswith("-")
    body = words[1:].lstrip() if negative else words
    seconds = _clock(body, text)
    if seconds is None:
        seconds = _bare(body, text)
    if seconds is None:
        seconds = _iso(body)
    if seconds is None:
        seconds = _units(body, text)
    if seconds is None:
        raise not_understood(text, "a duration", DURATION_FORMS)
    if negative:
        raise Refused(f"{quoted(text)} is less than no time.", "Write it without the minus sign.")
    if seconds == 0:
        raise Refused(f"{quoted(text)} is no time at all.", "Give at least one second, such as 25m.")
    refuse_longer(seconds, longest, quoted(text))
    return seconds


def refuse_longer(seconds: int, longest: int | None, words: str) -> None:
    """Refuse a session of more than `longest` seconds, naming the way to allow it."""
    if seconds > LONGEST_EVER:
        raise Refused(f"{words} is longer than 100 years.", "Check the number.")
    if longest is not None and seconds > longest:
        raise Refused(
            f"{words} is {format_duration(seconds)} long; a session is at most {format_duration(longest)}.",
            "If it is meant, allow it with --force.",
        )


def _clock(words: str, text: str) -> int | None:
    """Seconds of 1:30 or 1:30:00."""
    match = None
    if ":" in words:
        match = re.fullmatch("([0-9]{1,3}):([0-9]{1,2})(?::([0-9]{1,2}))?", words)
    if match is None:
        return None
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    if len(match[2]) == 1 or (match[3] and len(match[3]) == 1):
        raise Refused(_padded(match.groups(), text), "Write the one that is meant, with two digits.")
    if minutes > 59 or seconds > 59:
        raise Refused(
            f"In {quoted(text)} the minutes and seconds go from 00 to 59.", "Write 1:30 for 1h 30m, or 90m."
        )
    if match[3] is None and hours > 24:
        raise Refused(
            f"{quoted(text)} can mean {hours}h {minutes}m or {hours}m {minutes}s.",
            "Write the one that is meant, with its units.",
        )
    return hours * HOUR + minutes * MINUTE + seconds


def _padded(parts: Sequence[str | None], text: str) -> str:
    """The message about 1:5, which can mean 1:05 or 1:50."""
    given = [part for part in parts if part is not None]
    early = ":".join([given[0], *(part.zfill(2) for part in given[1:])])
    late = ":".join([given[0], *(part.ljust(2, "0") for part in given[1:])])
    if early == late:
        return f"{quoted(text)} has one digit where two are needed."
    return f"{quoted(text)} can mean {early} or {late}."


def _bare(words: str, text: str) -> int | None:
    """Seconds of a whole number of minutes; what could be hours or a time of day is refused."""
    if any(letter.isalpha() for letter in words):
        return None
    if re.fullmatch("[0-9]*[.,][0-9]+", words):
        raise Refused(
            f"{quoted(text)} can mean {words} hours or {words} minutes.",
            f"Write {words}h or {words}m.",
        )
    if not re.fullmatch("[0-9]+", words):
        return None
    hour, minute = words[:-2], words[-2:]
    like_a_time = len(words) == 4 or (len(words) == 3 and words[0] == "0")
    if like_a_time and 0 < int(hour) < 24 and int(minute) < 60:
        raise Refused(
            f"{quoted(text)} can mean {int(words)} minutes or {int(hour)}:{minute}.",
            f"Write {int(words)}m, or {int(hour)}h {int(minute)}m; a time of day needs its end, 14:00-15:30.",
        )
    return int(words) * MINUTE


def _iso(words: str) -> int | None:
    """Seconds of PT1H30M."""
    if not words.startswith("pt") or words == "pt":
        return None
    pattern = f"pt(?:({_NUMBER})h)?(?:({_NUMBER})m)?(?:({_NUMBER})s)?"
    match = re.fullmatch(pattern, words)
    if match is None:
        return None
    parts = list(zip(match.groups(), (HOUR, MINUTE, 1), strict=True))
    given = [(number, unit) for number, unit in parts if number is not None]
    if any("." in number or "," in number for number, _ in given[:-1]):
        return None
    return sum(_times(number, unit) for number, unit in given)


def _units(words: str, text: str) -> int | None:
    """Seconds of numbers with their units, the largest first: 1h30m, 1h30, 90 min, 1 hour and 30 minutes."""
    parts = _parts(words)
    if not parts:
        return None
    total = 0
    before = 0
    for index, (number, unit) in enumerate(parts):
        broken = "." in number or "," in number
        if unit == 0 and before == HOUR and index == len(parts) - 1 and not broken:
            unit = MINUTE  # 1h30
        if unit == 0 or (before and unit >= before) or (broken and len(parts) > 1):
            return None
        if broken:
            _refuse_thousands(number, unit, text)
        count = _times(number, unit)
        if before and count >= unit * 60:
            raise Refused(
                f"In {quoted(text)} the {_NAMES[unit]} after the {_NAMES[before]} go to 59.",
                f"If it is meant, write {_exact(total + count)}.",
            )
        total += count
        before = unit
    return total


def _parts(words: str) -> list[tuple[str, int]]:
    """Each number with its unit in seconds, 0 where it has none; empty if anything else stands between."""
    parts: list[tuple[str, int]] = []
    step = re.compile(rf"({_NUMBER}) ?([a-z]*)(?: and (?=[0-9]))? ?")
    at = 0
    while at < len(words):
        match = step.match(words, at)
        if match is None or (match[2] and match[2] not in _UNITS):
            return []
        parts.append((match[1], _UNITS.get(match[2], 0)))
        at = match.end()
    return parts


def _refuse_thousands(number: str, unit: int, text: str) -> None:
    """Refuse 1,500m: the comma can be a decimal one or one between thousands."""
    whole, comma, digits = number.partition(",")
    if comma and len(digits) == 3 and whole.lstrip("0"):
        raise Refused(
            f"{quoted(text)} can mean {whole}.{digits} {_NAMES[unit]} or {whole}{digits} {_NAMES[unit]}.",
            "Write the one that is meant, without a comma.",
        )


def _times(number: str, unit: int) -> int:
    """`number` units in whole seconds, half a second rounded up."""
    whole, _, digits = number.replace(",", ".").partition(".")
    scale: int = 10 ** len(digits)
    tail = int(digits or "0") * unit
    return int(whole or "0") * unit + (2 * tail + scale) // (2 * scale)


def _exact(seconds: int) -> str:
    words = format_duration(seconds)
    return f"{words} {seconds % MINUTE}s" if seconds % MINUTE else words


def format_duration(seconds: int) -> str:
    """Seconds as "1h 30m", "12h" or "45m": whole minutes, rounded down, and never less than "0m"."""
    hours, minutes = divmod(max(seconds, 0) // MINUTE, 60)
    if not hours:
        return f"{minutes}m"
    return f"{hours}h {minutes}m" if minutes else f"{hours}h"


def format_length(seconds: int) -> str:
    """As `format_duration`, and "45s" below a minute: for what was just done, where 0m would look lost."""
    return f"{seconds}s" if 0 < seconds < MINUTE else format_duration(seconds)


def format_compact(seconds: int) -> str:
    """Seconds as "1h05", "9h" or "45m", for narrow places: whole minutes, rounded down."""
    hours, minutes = divmod(max(seconds, 0) // MINUTE, 60)
    if not hours:
        return f"{minutes}m"
    return f"{hours}h{minutes:02}" if minutes else f"{hours}h"


def format_clock(seconds: int) -> str:
    """Seconds as "00:25:13", for a running clock; hours go on past 99, and nothing is below 00:00:00."""
    minutes, rest = divmod(max(seconds, 0), MINUTE)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


def shares(parts: Sequence[int], unit: int = MINUTE) -> tuple[int, ...]:
    """Seconds as whole units (minutes), by largest remainder: they add up to the whole units of the sum."""
    wholes = [part // unit for part in parts]
    missing = sum(parts) // unit - sum(wholes)
    by_remainder = sorted(range(len(parts)), key=lambda index: (-(parts[index] % unit), index))
    for index in by_remainder[:missing]:
        wholes[index] += 1
    return tuple(wholes)
