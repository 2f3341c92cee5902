"""Moments: the ways a person may say when something was. The latest past moment is meant."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from studytui.domain.durations import parse_duration
from studytui.domain.faults import Refused
from studytui.domain.records import dataclass
from studytui.domain.wording import (
    calendar_day,
    not_understood,
    quoted,
    refuse_other_dates,
    say_day,
    typed,
    weekday,
)
from studytui.domain.zones import local, say_clock, say_gap, to_instant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

MOMENT_FORMS = (
    "Write now, 14:00, 9am, 9:30pm, 2h ago, 3 days ago, yesterday 14:00, monday 18:00, "
    "2026-11-20 14:00 or 2026-11-20T14:00+01:00."
)
_DAY = "(?:(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}|[a-z]+)(?P<between>t| at | ))?"
_TIME = r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{1,2})(?::(?P<second>[0-9]{2})(?P<part>\.[0-9]+)?)?)?"
_OFFSET = "(?P<offset>z|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)"
_POINT = f"{_DAY}{_TIME}(?: ?(?P<half>[ap]m)| ?{_OFFSET})?"


@dataclass(frozen=True)
class Moment:
    """An instant, `at` in UTC seconds, and `said`: what the person should hear about it, or ""."""

    at: int
    said: str = ""


def parse_moment(text: str, now: int, zone: tzinfo) -> Moment:
    """The past moment that `text` means at `now` (UTC seconds) for somebody in `zone`."""
    words = typed(text, "a moment", MOMENT_FORMS)
    if words == "now":
        return Moment(now)
    refuse_other_dates(words)
    moment = _ago(words, text, now, zone) if words.endswith(" ago") else _point(words, text, now, zone)
    if moment.at > now:
        here = local(now, zone)
        raise Refused(
            f"{quoted(text)} is in the future: it is {say_day(here.date())} {say_clock(here)} now.",
            "Give a time that is already past.",
        )
    if moment.at < 0:
        raise Refused(f"{quoted(text)} is before 1970.", "Check the number.")
    return moment


def is_moment(words: str) -> bool:
    """Whether `words` (small letters, single blanks) have the form of a moment, right or not."""
    if words == "now" or re.fullmatch("[0-9a-z:., ]+ ago", words):
        return True
    match = re.fullmatch(_POINT, words)
    if match is None or (match["offset"] and not (match["day"] or "")[-1:].isdigit()):
        return False
    return bool(match["minute"] or match["half"])


def time_of_day(words: str) -> int | None:
    """Seconds after midnight of a time without a day, such as 14:00 or 9am; None if it is no such form."""
    match = re.fullmatch(_POINT, words)
    if match is None or match["day"] or match["offset"]:
        return None
    return _seconds(match, words)


def at_wall(day: date, seconds: int, zone: tzinfo) -> Moment:
    """The moment `seconds` after midnight on the clocks of that calendar day; refused where there is none."""
    wall = datetime.combine(day, time()) + timedelta(seconds=seconds)
    instant = to_instant(wall, zone)
    if not instant.exists:
        raise Refused(say_gap(wall, instant, zone), "Give a time that the clocks showed.")
    said = f"{say_clock(wall)} occurs twice that night; the first is taken" if instant.twice else ""
    return Moment(instant.at, said)


def _ago(words: str, text: str, now: int, zone: tzinfo) -> Moment:
    """2h ago, to the second; 3 days ago and 2 weeks ago, at the same time of the day."""
    amount = words.removesuffix(" ago")
    match = re.fullmatch("([0-9]{1,9}) ?(d|days?|w|weeks?)", amount)
    if match is None:
        return Moment(now - parse_duration(amount, longest=None))
    count = int(match[1]) * (7 if match[2][0] == "w" else 1)
    here = local(now, zone)
    if count == 0:
        raise Refused(f"{quoted(text)} is no time at all.", "Write now, or such as 3 days ago.")
    if count >= here.date().toordinal() - date(1970, 1, 1).toordinal():
        raise Refused(f"{quoted(text)} is before 1970.", "Check the number.")
    return at_wall(here.date() - timedelta(days=count), _since_midnight(here), zone)


def _since_midnight(wall: datetime) -> int:
    return wall.hour * 3600 + wall.minute * 60 + wall.second


def _point(words: str, text: str, now: int, zone: tzinfo) -> Moment:
    """A time of day, with or without its day, or an ISO moment with its offset."""
    match = re.fullmatch(_POINT, words)
    if match is None:
        _explain_day_alone(words, text)
        _explain_duration(words, text)
        raise not_understood(text, "a moment", MOMENT_FORMS)
    if match["day"] is None and match["minute"] is None and match["half"] is None:
        raise Refused(
            f"{quoted(text)} can mean {words}:00 or {words} minutes ago.",
            f"Write {words}:00 or {words}m ago.",
        )
    seconds = _seconds(match, text)
    if match["offset"] is not None:
        return _with_offset(match, seconds, text)
    today = local(now, zone).date()
    if match["day"] is None:
        return _latest([today - timedelta(days=back) for back in range(3)], seconds, now, zone)
    day = calendar_day(match["day"])
    if day is not None:
        return at_wall(day, seconds, zone)
    number = weekday(match["day"])
    if match["between"] == "t" or (number is None and match["day"] not in {"today", "yesterday"}):
        _explain_tomorrow(match["day"], text)
        raise not_understood(text, "a moment", MOMENT_FORMS)
    if number is None:
        return at_wall(today - timedelta(days=match["day"] == "yesterday"), seconds, zone)
    back = (today.weekday() - number) % 7
    return _latest([today - timedelta(days=back), today - timedelta(days=back + 7)], seconds, now, zone)


def _latest(days: Sequence[date], seconds: int, now: int, zone: tzinfo) -> Moment:
    """The moment on the first of `days` on which it is past; a clock change that is past may refuse it."""
    for day in days[:-1]:
        wall = datetime.combine(day, time()) + timedelta(seconds=seconds)
        if to_instant(wall, zone).at <= now:
            return at_wall(day, seconds, zone)
    return at_wall(days[-1], seconds, zone)


def _seconds(match: re.Match[str], text: str) -> int:
    """Seconds after midnight of a matched time, 24:00 included."""
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
    if match["minute"] is None and match["half"] is None:
        before = f"{match['day']} " if match["day"] else ""
        raise Refused(f"{quoted(text)} has an hour without minutes.", f"Write {before}{hour}:00.")
    if match["minute"] is not None and len(match["minute"]) == 1:
        digit = match["minute"]
        readings = f"can mean {hour}:0{digit} or {hour}:{digit}0." if minute else "has minutes of one digit."
        raise Refused(f"{quoted(text)} {readings}", "Write minutes with two digits.")
    if match["half"] is not None:
        if not 1 <= hour <= 12 or minute > 59 or second > 59:
            raise Refused(f"{quoted(text)} is no time of day.", "With am or pm the hours go from 1 to 12.")
        hour = hour % 12 + (12 if match["half"] == "pm" else 0)
    total = hour * 3600 + minute * 60 + second
    if minute > 59 or second > 59 or total > 86400:
        raise Refused(f"{quoted(text)} is no time of day.", "Times go from 0:00 to 23:59.")
    return total


def _with_offset(match: re.Match[str], seconds: int, text: str) -> Moment:
    """A date and time with Z or an offset from UTC."""
    day = calendar_day(match["day"] or "")
    if day is None or match["between"] == " at " or len(match["hour"]) == 1 or match["minute"] is None:
        raise not_understood(text, "a moment", MOMENT_FORMS)
    offset = match["offset"]
    if offset[0] == "-" and match["between"] == " " and match["second"] is None:
        hours = f"{match['hour']}:{match['minute']}"
        raise Refused(
            f"{quoted(text)} can mean {hours} at UTC{offset}, or a range that ends at {offset[1:]}.",
            f"For the moment write {day.isoformat()}T{hours}{offset}.",
        )
    digits = offset[1:].replace(":", "").ljust(4, "0")
    ahead = 0 if offset == "z" else int(digits[:2]) * 3600 + int(digits[2:]) * 60
    midnight = (day - date(1970, 1, 1)).days * 86400
    return Moment(midnight + seconds - (-ahead if offset[0] == "-" else ahead))


def _explain_tomorrow(word: str, text: str) -> None:
    if word == "tomorrow":
        raise Refused(f"{quoted(text)} is in the future.", "Give a time that is already past.")


def _explain_day_alone(words: str, text: str) -> None:
    """Refuse a day without a time of day."""
    _explain_tomorrow(words, text)
    if words in {"today", "yesterday"} or weekday(words) is not None or calendar_day(words) is not None:
        raise Refused(f"{quoted(text)} has no time of day.", f"Write {words} 14:00.")


def _explain_duration(words: str, text: str) -> None:
    """Refuse 5m, 90m or 1430, with what was probably meant."""
    if re.fullmatch("[0-9]{3,4}", words) and int(words[:-2]) < 24 and int(words[-2:]) < 60:
        clock = f"{int(words[:-2])}:{words[-2:]}"
        raise Refused(
            f"{quoted(text)} can mean {clock} or {int(words)} minutes ago.",
            f"Write {clock} or {int(words)}m ago.",
        )
    try:
        parse_duration(words, longest=None)
    except Refused:
        return
    raise Refused(
        f"{quoted(text)} is a duration, not a moment.", f"If that long ago is meant, write {words} ago."
    )
