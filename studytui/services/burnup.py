"""The burn-up of a roadmap: what was done by week, the whole of it, and by when that may be reached."""

from __future__ import annotations

from datetime import timedelta

from studytui.domain.counting import roadmap_units, unit_status
from studytui.domain.days import study_day, week_start
from studytui.domain.forecast import Measure
from studytui.domain.hours import attribute, belongs
from studytui.domain.records import dataclass
from studytui.domain.status import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studytui.domain.entry import Entry
    from studytui.domain.forecast import Forecast
    from studytui.domain.ids import RoadmapId
    from studytui.services.study import Study

_LONGEST = 260
"""Weeks that are looked back; what was done before them stands at the beginning."""


@dataclass(frozen=True)
class BurnUp:
    """What is done of a roadmap, in seconds or counted items as `unit` says, the running timer left out.

    `done` is the sum at the beginning of the first week, then at the end of each week, the running one last;
    `scope` is the whole, and never less than what is done. The forecast is none where it is switched off.
    """

    unit: Measure
    done: tuple[int, ...]
    scope: int
    today: date
    forecast: Forecast | None


def burn_up(study: Study) -> BurnUp:
    """The burn-up of the roadmap in use."""
    roadmap, _, lines = study.lines()
    told = study.forecasting.forecast()
    this_week = week_start(study.today(), study.settings.first_weekday)
    weeks = [this_week - timedelta(weeks=back) for back in reversed(range(_LONGEST))]
    if told.unit is Measure.HOURS or not told.left_items:
        whole, by_week = _seconds(study, roadmap, lines, weeks)
        scope = whole + (told.left_seconds or max(0, study.figures.roadmap().planned - whole))
        unit = Measure.HOURS
    else:
        whole, by_week = _items(study, lines, weeks)
        scope, unit = whole + told.left_items, Measure.ITEMS
    before = whole - sum(by_week)
    begun = next((at for at, part in enumerate(by_week) if part), len(weeks) - 1)
    done = [before]
    for part in by_week[begun:]:
        done.append(done[-1] + part)
    return BurnUp(unit, tuple(done), scope, study.today(), told if study.settings.forecast else None)


def _seconds(
    study: Study, roadmap: RoadmapId, lines: Sequence[Entry], weeks: Sequence[date]
) -> tuple[int, list[int]]:
    """The roadmap's seconds in all, and those of each week."""
    items = {entry.id for entry in lines if entry.id is not None}
    stages = {entry.stage for entry in lines}
    sums = study.store.progress.week_sums(weeks[0], weeks[-1] + timedelta(days=6))
    by_week = [
        sum(part.seconds for part in sums.get(week, ()) if belongs(part, roadmap, items, stages))
        for week in weeks
    ]
    return attribute(study.store.sessions.sums(), roadmap, lines).roadmap, by_week


def _items(study: Study, lines: Sequence[Entry], weeks: Sequence[date]) -> tuple[int, list[int]]:
    """The counted items that are done in all, and those done with a date in each week."""
    marks = study.store.marks.all()
    statuses = {item: mark.status for item, mark in marks.items()}
    places = {week: at for at, week in enumerate(weeks)}
    by_week = [0] * len(weeks)
    whole = 0
    for unit in roadmap_units(lines):
        if unit_status(unit, statuses) is not Status.DONE:
            continue
        whole += 1
        moments = [
            mark.done_at for mark in map(marks.get, unit) if mark is not None and mark.status is Status.DONE
        ]
        known = [at for at in moments if at is not None]
        if len(known) < len(moments):
            continue
        day = study_day(min(known), study.zone(), study.settings.day_start)
        at = places.get(week_start(day, study.settings.first_weekday))
        if at is not None:
            by_week[at] += 1
    return whole, by_week
