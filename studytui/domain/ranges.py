"""Ranges: from a moment to another, as a person may write them. Lengths are exact, in UTC seconds."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from studytui.domain.durations import DAY, parse_duration, refuse_longer
from studytui.domain.faults import Refused
from studytui.domain.moments import Moment, at_wall, is_moment, parse_moment, time_of_day
from studytui.domain.records import dataclass
from studytui.domain.wording import not_understood, quoted, refuse_other_dates, say_day, typed
from studytui.domain.zones import local, say_clock, say_gap, to_instant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo

RANGE_FORMS = (
    "Write 14:00-15:30, 9:00-now, yesterday 14:00 to 15:30, 2026-11-18 14:00-15:30 or yesterday 14:00 +90m."
)
_SIGN = " to | ?- ?| ?[+] ?"


@dataclass(frozen=True)
class Range:
    """From `start` to `end`, in UTC seconds, and `said`: what the person should hear about it, or ""."""

    start: int
    end: int
    said: str = ""


def names_day(text: str) -> bool:
    """Whether `text` begins with a day."""
    days = "(today|yesterday|tomorrow|(mon|tue|wed|thu|fri|sat|sun)[a-z]*|[0-9]{4}-)"
    return re.match(days, text[:200].strip().lower()) is not None


def looks_like_range(text: str) -> bool:
    """Whether `text` is meant as times of day, right or wrong, rather than as a duration."""
    words = text[:200].strip().lower()
    if words.isalnum() and words[0].isdigit() and "am" not in words and "pm" not in words:
        return False  # such as 90m, the most usual one
    if names_day(words) or words.startswith("now"):
        return True
    return re.search("([0-9]|[ap]m|ago) ?([-–—+−]| to )|^[0-9:]+ ?[ap]m|[0-9]/[0-9]", words) is not None


def parse_range(text: str, now: int, zone: tzinfo, *, longest: int | None = DAY) -> Range:
    """The past range that `text` means at `now` (UTC seconds) for somebody in `zone`, at most `longest` s."""
    words = typed(text, "a range", RANGE_FORMS)
    refuse_other_dates(words)
    left, sign, right = _halves(words, text)
    _refuse_half_missing(left, sign, right, text)
    start = parse_moment(left, now, zone)
    if sign == "+":
        end = Moment(start.at + parse_duration(right, longest=None))
    else:
        end = _end(left, right, start, now, zone, text)
    if end.at > now:
        raise _future(left, sign, right, end.at, now, zone, text)
    if end.at <= start.at:
        raise Refused(f"{quoted(text)} ends before it starts.", "Give the earlier moment first.")
    refuse_longer(end.at - start.at, longest, quoted(text))
    said = dict.fromkeys(remark for remark in (start.said, end.said) if remark)
    return Range(start.at, end.at, "; ".join(said))


def _halves(words: str, text: str) -> tuple[str, str, str]:
    """The words before and after the sign, and between them the sign, "-" or "+"."""
    found = []
    for match in re.finditer(_SIGN, words):
        left, right = words[: match.start()], words[match.end() :]
        sign = "+" if match[0].strip() == "+" else "-"
        ends = is_moment(right) if sign == "-" else _is_length(right)
        if ends and left != "now" and is_moment(left):
            found.append((left, sign, right))
    if not found:
        raise _no_halves(words, text)
    left, sign, right = found[0]
    if len(found) > 1 or _is_offset(words):
        reading = f"an end at {right}" if sign == "-" else f"a length of {right}"
        raise Refused(
            f"{quoted(text)} can mean {reading}, or the offset {sign}{right} from UTC.",
            "For the range write the word to between its ends, or a length with its unit, such as +90m.",
        )
    return left, sign, right


def _is_length(words: str) -> bool:
    """Whether `words` have the look of a duration, right or not."""
    return re.fullmatch("(?:pt)?[0-9.,][0-9a-z.,: ]*", words) is not None and " to " not in words


def _no_halves(words: str, text: str) -> Refused:
    """Why `words` are no range: without an end, with bare hours, or not understood."""
    if is_moment(words) and words != "now":
        return Refused(f"{quoted(text)} has no end.", f"Write {words}-now or {words} +90m.")
    clock = "[0-9]{1,2}(:[0-9]{2})?"
    if re.fullmatch(f"(.* )?{clock}( ?- ?| to ){clock} ?([ap]m)?", words):
        return Refused(
            f"{quoted(text)} has an hour without minutes.",
            "Write both ends in full, such as 9:00-11:00 or 9am-11am.",
        )
    return not_understood(text, "a range", RANGE_FORMS)


def _is_offset(words: str) -> bool:
    """Whether the whole of `words` is also a date and time with an offset from UTC."""
    match = re.fullmatch(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}(t| )[0-9]{2}:[0-9]{2}(:[0-9]{2}(?:\.[0-9]+)?)? ?([+-])[0-9:]{2,5}", words
    )
    if match is None or not is_moment(words):
        return False
    return match[1] == "t" or match[2] is not None or match[3] == "+"


def _refuse_half_missing(left: str, sign: str, right: str, text: str) -> None:
    """Refuse 2:00-3:30pm, which can be from 2 at night or from 2 in the afternoon."""
    if sign == "+":
        return
    for one, other in ((left, right), (right, left)):
        half = one[-2:] if one[-2:] in {"am", "pm"} else ""
        match = re.search("(?:^| )([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)$", other)
        if not half or match is None or not 1 <= int(match[1].split(":")[0]) <= 12:
            continue
        clock = match[1]
        if time_of_day(clock) != time_of_day(clock + half):
            raise Refused(
                f"In {quoted(text)}, {clock} can mean {clock}am or {clock}pm.",
                "Write am or pm after both, or after neither, counting to 24.",
            )


def _end(left: str, right: str, start: Moment, now: int, zone: tzinfo, text: str) -> Moment:
    """The end; without a day of its own it is the first such time after the start, or the same day's."""
    seconds = time_of_day(right)
    if seconds is None:
        return parse_moment(right, now, zone)
    if re.search("([0-9]{2}|[ap]m)(z| ?[+-][0-9:]+)$", left) and re.search("[0-9][t ][0-9]", left):
        raise Refused(
            f"In {quoted(text)} the end can mean {right} there or {right} here.",
            "Give the offset from UTC at both ends, or at neither.",
        )
    began = local(start.at, zone)
    wall = datetime.combine(began.date(), time()) + timedelta(seconds=seconds)
    instant = to_instant(wall, zone)
    if wall == began.replace(tzinfo=None, fold=0):
        raise Refused(
            f"{quoted(text)} can mean no time at all or a whole day: both ends are {say_clock(wall)}.",
            "Write the end with its day, or a length such as +90m.",
        )
    if instant.at > start.at:
        if not instant.exists:
            raise Refused(say_gap(wall, instant, zone), "Give an end that the clocks showed.")
        return at_wall(began.date(), seconds, zone)
    if instant.later > start.at:
        raise Refused(
            f"{say_clock(wall)} occurs twice that night, so {quoted(text)} can mean "
            f"{(instant.later - start.at) // 60} minutes or an end on the next day.",
            "Write a length, such as +45m, or the end with its day.",
        )
    return at_wall(began.date() + timedelta(days=1), seconds, zone)


def _future(left: str, sign: str, right: str, end: int, now: int, zone: tzinfo, text: str) -> Refused:
    """The refusal of a range that is not over yet, with the two things that may have been meant."""
    then, here = local(end, zone), local(now, zone)
    day = "" if then.date() == here.date() else f" on {say_day(then.date())}"
    hint = f"If you mean until now, write {left}-now"
    if time_of_day(left) is not None:
        joint = " +" if sign == "+" else "-"
        hint += f"; if you mean yesterday, write yesterday {left}{joint}{right}"
    return Refused(
        f"{quoted(text)} ends at {say_clock(then)}{day}, in the future: it is {say_clock(here)} now.",
        f"{hint}.",
    )
