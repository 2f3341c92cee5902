"""Local wall time and UTC seconds, both ways, for any zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from studytui.domain.faults import Refused
from studytui.domain.records import dataclass
from studytui.domain.wording import quoted, say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE_EPOCH = datetime(1970, 1, 1)
_SECOND = timedelta(seconds=1)
_NAME_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/-")


@dataclass(frozen=True)
class Instant:
    """When a wall time is, in UTC seconds: `at` first, `later` the second time (else the same).

    Where the wall time does not exist, `at` is the first second after the clock change.
    """

    at: int
    later: int
    exists: bool

    @property
    def twice(self) -> bool:
        """Whether the clocks show this wall time two times."""
        return self.later != self.at


def local(instant: int, zone: tzinfo) -> datetime:
    """The aware local time in `zone` at `instant`, UTC seconds."""
    return (_EPOCH + timedelta(seconds=instant)).astimezone(zone)


def to_instant(wall: datetime, zone: tzinfo) -> Instant:
    """When the clocks of `zone` show the naive `wall`, found by trying both folds and reading them back."""
    aware = wall.replace(microsecond=0, tzinfo=zone, fold=0)
    wall = aware.replace(tzinfo=None)
    seconds = (wall - _NAIVE_EPOCH) // _SECOND
    tries = {seconds - _offset(aware), seconds - _offset(aware.replace(fold=1))}
    found = [at for at in tries if _shows(at, zone) == wall]
    if found:
        return Instant(min(found), max(found), True)
    at = _end_of_gap(wall, min(tries) - 1, max(tries), zone)
    return Instant(at, at, False)


def _offset(aware: datetime) -> int:
    return (aware.utcoffset() or timedelta()) // _SECOND


def _shows(at: int, zone: tzinfo) -> datetime:
    return local(at, zone).replace(tzinfo=None, fold=0)


def _end_of_gap(wall: datetime, before: int, after: int, zone: tzinfo) -> int:
    """The first second that shows a time past `wall`, by halving from `before` it to `after` it."""
    while _shows(before, zone) >= wall:
        before -= 3600
    while _shows(after, zone) < wall:
        after += 3600
    while after - before > 1:
        middle = (before + after) // 2
        if _shows(middle, zone) < wall:
            before = middle
        else:
            after = middle
    return after


def say_clock(wall: datetime) -> str:
    """The time of day in words: 14:00, or 14:00:30 where there are seconds."""
    return f"{wall:%H:%M:%S}" if wall.second else f"{wall:%H:%M}"


def say_gap(wall: datetime, instant: Instant, zone: tzinfo) -> str:
    """One sentence on why `wall` does not exist in `zone`: the clock change that left it out."""
    last = _shows(instant.at - 1, zone) + _SECOND
    first = _shows(instant.at, zone)
    one_day = last.date() == first.date() == wall.date()
    change = (
        f"from {say_clock(last)} to {say_clock(first)}"
        if one_day
        else f"from {say_day(last.date())} {say_clock(last)} to {say_day(first.date())} {say_clock(first)}"
    )
    return f"{say_clock(wall)} on {say_day(wall.date())} does not exist: the clocks went {change}."


def zone_named(name: str) -> tzinfo:
    """The zone of an IANA name such as Europe/Berlin, of "UTC", or of an offset such as +05:30."""
    if name in {"UTC", "Z"}:
        return UTC
    match = None
    if "+" in name or "-" in name:
        match = re.fullmatch("(?:UTC)?([+-])([0-9]{1,2})(?::?([0-9]{2})(?::([0-9]{2}))?)?", name)
    if match is not None:
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0), seconds=int(match[4] or 0))
        if offset < timedelta(days=1) and int(match[3] or 0) < 60 and int(match[4] or 0) < 60:
            return timezone(-offset if match[1] == "-" else offset)
    elif _may_be_a_name(name):
        import zoneinfo  # only a named zone needs it

        try:
            return zoneinfo.ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            pass
    raise Refused(
        f"There is no time zone {quoted(name)} here.",
        "Write a name such as Europe/Berlin, or the offset from UTC, such as +01:00.",
    )


def _may_be_a_name(name: str) -> bool:
    """Whether `name` has the form of an IANA name; anything else is never looked up in the file system."""
    return (
        0 < len(name) <= 64
        and _NAME_LETTERS.issuperset(name)
        and name[0] not in "_+/-"
        and not name.startswith("right/")
    )
