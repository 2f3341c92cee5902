"""Study days: when one begins and ends in a zone, and how UTC seconds fall into them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from studytui.domain.zones import local, to_instant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo

_ONE_DAY = timedelta(days=1)
_DAY = 86400
_HOUR = 3600


def day_start(day: date, zone: tzinfo, day_hour: int) -> int:
    """The UTC second at which study day `day` begins: the first that shows `day_hour` or past it."""
    return to_instant(datetime.combine(day, time(day_hour)), zone).at


def study_day(instant: int, zone: tzinfo, day_hour: int) -> date:
    """The study day that holds `instant`. A clock put back over the day's start does not bring a day back."""
    return _day_and_end(instant, zone, day_hour)[0]


def _day_and_end(instant: int, zone: tzinfo, day_hour: int) -> tuple[date, int]:
    """The study day of `instant`, and the UTC second at which the next one that is not empty begins."""
    day = (local(instant, zone) - timedelta(hours=day_hour)).date()
    end = day_start(day + _ONE_DAY, zone, day_hour)
    while end <= instant:
        day += _ONE_DAY
        end = day_start(day + _ONE_DAY, zone, day_hour)
    return day, end


def split(segments: Sequence[tuple[int, int]], zone: tzinfo, day_hour: int) -> tuple[tuple[date, int], ...]:
    """Seconds for each study day, in order, of stretches (start, end); days without any are left out."""
    totals: dict[date, int] = {}
    for start, end in segments:
        at = start
        while at < end:
            day, day_end = _day_and_end(at, zone, day_hour)
            stop = min(end, day_end)
            totals[day] = totals.get(day, 0) + stop - at
            at = stop
    return tuple(sorted(totals.items()))


def clock_hours(stretch: tuple[int, int], zone: tzinfo) -> Iterator[tuple[int, int, int]]:
    """A stretch cut at full clock hours: the hour, and where its part starts and ends (UTC seconds)."""
    at, end = stretch
    while at < end:
        wall = local(at, zone)
        edge = min(end, at + 3600 - wall.minute * 60 - wall.second)
        yield wall.hour, at, edge
        at = edge


def seconds_by_hour(stretches: Iterable[tuple[int, int]], zone: tzinfo) -> list[int]:
    """The seconds of many stretches (UTC) by the 24 hours that the clocks of a zone show."""
    found = [0] * 24
    offsets: dict[int, int | None] = {}
    for start, end in stretches:
        day = start // _DAY
        if day not in offsets:
            offsets[day] = _steady_offset(day * _DAY, (day + 2) * _DAY, zone)
        offset = offsets[day]
        if offset is None or end > (day + 2) * _DAY:
            for hour, low, high in clock_hours((start, end), zone):
                found[hour] += high - low
            continue
        at, last = start + offset, end + offset
        while at < last:
            edge = min(last, at - at % _HOUR + _HOUR)
            found[at // _HOUR % 24] += edge - at
            at = edge
    return found


def _steady_offset(start: int, end: int, zone: tzinfo) -> int | None:
    """What the clocks of a zone are ahead of UTC, none where they may change between two instants."""
    first, last = local(start, zone).utcoffset(), local(end, zone).utcoffset()
    return None if first is None or first != last else int(first.total_seconds())


def week_start(day: date, first_weekday: int) -> date:
    """The first day of the study week of `day`; weeks begin on `first_weekday`, 0 for Monday."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def week_days(day: date, first_weekday: int) -> tuple[date, ...]:
    """The seven days of the study week of `day`, in order."""
    first = week_start(day, first_weekday)
    return tuple(first + timedelta(days=number) for number in range(7))
