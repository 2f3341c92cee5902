"""Figures over a stretch of weeks: pace, rhythm, the best day, and how the hours added up."""

from __future__ import annotations

from datetime import timedelta
from statistics import median

from studytui.domain.days import day_start, seconds_by_hour, split, week_start
from studytui.domain.records import dataclass
from studytui.domain.session import segments, studied
from studytui.domain.zones import zone_named
from studytui.store.sessions import day_shares

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from studytui.services.study import Study
    from studytui.store.sessions import Stretch

_PACE_WEEKS = 4


@dataclass(frozen=True)
class Statistics:
    """Seconds and days from `first` to `last`, the running timer left out.

    `weeks` holds the seconds of each week by its first day, `weekdays` seven sums from Monday, `hours` 24
    sums by the clock, sessions without an hour left out. `pace` is seconds a week over the last four complete
    weeks, `trend` how much more than the four before; both are none with fewer weeks.
    """

    first: date
    last: date
    total: int
    days_studied: int
    weeks: tuple[tuple[date, int], ...]
    weekdays: tuple[int, ...]
    hours: tuple[int, ...]
    median_session: int
    best_day: tuple[date, int] | None
    best_week: tuple[date, int] | None
    pace: int | None
    trend: int | None

    @property
    def mean_study_day(self) -> int:
        """Seconds on a day on which anything was studied."""
        return self.total // self.days_studied if self.days_studied else 0


def statistics(study: Study, weeks: int) -> Statistics:
    """The figures of the last `weeks` weeks, the running one included."""
    today = study.today()
    this_week = week_start(today, study.settings.first_weekday)
    first = this_week - timedelta(weeks=weeks - 1)
    totals = study.store.sessions.day_totals(first, today)
    sessions = study.store.sessions.stretches(first, today)
    by_week = {this_week - timedelta(weeks=back): 0 for back in reversed(range(weeks))}
    weekdays = [0] * 7
    for day, seconds in totals.items():
        by_week[week_start(day, study.settings.first_weekday)] += seconds
        weekdays[day.weekday()] += seconds
    complete = [seconds for week, seconds in by_week.items() if week != this_week]
    pace, trend = _pace(complete)
    return Statistics(
        first,
        today,
        sum(totals.values()),
        len(totals),
        tuple(by_week.items()),
        tuple(weekdays),
        _hours(study, sessions, first),
        round(median(found.seconds for found in sessions)) if sessions else 0,
        max(totals.items(), key=lambda pair: pair[1], default=None),
        _best(by_week),
        pace,
        trend,
    )


def _pace(complete: list[int]) -> tuple[int | None, int | None]:
    studied = _from_first_studied(complete)
    if len(studied) < _PACE_WEEKS:
        return None, None
    pace = sum(studied[-_PACE_WEEKS:]) // _PACE_WEEKS
    if len(studied) < 2 * _PACE_WEEKS:
        return pace, None
    return pace, pace - sum(studied[-2 * _PACE_WEEKS : -_PACE_WEEKS]) // _PACE_WEEKS


def _from_first_studied(complete: list[int]) -> list[int]:
    """The weeks from the first in which anything was studied."""
    begun = next((at for at, seconds in enumerate(complete) if seconds), len(complete))
    return complete[begun:]


def _best(by_week: dict[date, int]) -> tuple[date, int] | None:
    best = max(by_week.items(), key=lambda pair: pair[1])
    return best if best[1] else None


def _hours(study: Study, sessions: list[Stretch], first: date) -> tuple[int, ...]:
    """Seconds by clock hour, with what sessions from before `first` reach into it."""
    by_zone: dict[str, list[tuple[int, int]]] = {}
    for session in sessions:
        if not session.approximate:
            of_zone = by_zone.setdefault(session.zone, [])
            of_zone += studied(session.start, session.end, session.pauses)
    for spilled in study.store.sessions.spilling(first, study.today()):
        day, _ = day_shares(spilled, study.settings.day_start)
        if spilled.approximate or spilled.end is None or day >= first:
            continue
        zone = zone_named(spilled.zone)
        begin = day_start(first, zone, study.settings.day_start)
        of_zone = by_zone.setdefault(spilled.zone, [])
        of_zone += [(max(low, begin), high) for low, high in segments(spilled, spilled.end) if high > begin]
    found = [0] * 24
    for name, stretches in by_zone.items():
        for hour, seconds in enumerate(seconds_by_hour(stretches, zone_named(name))):
            found[hour] += seconds
    return tuple(found)


def day_words(study: Study, day: date) -> tuple[int, int, tuple[tuple[str, int], ...]]:
    """Of one study day: seconds, sessions, and the seconds of each stage, most first; the timer counts."""
    sums: dict[str, int] = {}
    sessions = study.store.sessions
    timer = study.timer.running()
    found = [*sessions.listed(day, day), *sessions.spilling(day, day), *([] if timer is None else [timer])]
    for session in {session.id: session for session in found}.values():
        studied = segments(session, study.clock.seconds())
        shares = dict(split(studied, zone_named(session.zone), study.settings.day_start))
        if day in shares:
            title = session.title.partition(" › ")[0]
            sums[title] = sums.get(title, 0) + shares[day]
    ordered = sorted(sums.items(), key=lambda pair: -pair[1])
    return sum(sums.values()), sessions.count(day, day), tuple(ordered)
