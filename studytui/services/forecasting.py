"""Finish dates: what is left of a roadmap, the weeks that were studied, and the forecast from both."""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta

from studytui.domain.counting import roadmap_units
from studytui.domain.days import day_start, week_start
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.forecast import SAMPLE_WEEKS, Forecast, Sample, forecast, hours_needed
from studytui.domain.goals import rested
from studytui.domain.hours import attribute, belongs, estimates
from studytui.domain.records import dataclass
from studytui.domain.remaining import by_stage, calibration, left_by_stage
from studytui.domain.status import Status
from studytui.domain.wording import say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from studytui.domain.entry import Entry
    from studytui.domain.hours import TimeSum
    from studytui.domain.ids import ItemId, RoadmapId
    from studytui.domain.remaining import Calibration
    from studytui.domain.status import Mark
    from studytui.services.study import Study

_WEEK_SECONDS = 7 * 86400
_LOOK_BACK = 52
"""Weeks that are looked through for a sample, when planned pauses lie between."""


@dataclass(frozen=True)
class Needed:
    """The seconds a week with which what is left is done by a day, beside the mean of the weeks so far."""

    by: date
    left_seconds: int
    week_seconds: int
    so_far: int | None


@dataclass(frozen=True)
class _Ground:
    """What a forecast of a roadmap stands on."""

    roadmap: RoadmapId
    lines: tuple[Entry, ...]
    marks: Mapping[ItemId, Mark]
    planned: Mapping[ItemId, int]
    spent: Mapping[ItemId, int]
    calibration: Calibration | None


class Forecasting:
    """The forecasts of one Study; nothing is changed here, and the running timer is left out."""

    def __init__(self, study: Study) -> None:
        """Reckon for `study`."""
        self._study = study

    def forecast(self, week_seconds: int | None = None, roadmap: RoadmapId | None = None) -> Forecast:
        """The forecast of a roadmap (the one in use); planned by so many seconds a week, else the goal."""
        study = self._study
        if week_seconds is not None and not 0 < week_seconds <= _WEEK_SECONDS:
            raise Refused(
                "a week has 168 hours" if week_seconds > 0 else "no hours a week lead to no date",
                "name more than 0 and at most 168: studytui forecast --hours 8",
            )
        ground = self._ground(roadmap)
        statuses = {item: mark.status for item, mark in ground.marks.items()}
        goal = study.goals.standing() if week_seconds is None else None
        pace = week_seconds if goal is None else goal.week_seconds
        sample, undated = self._sample(ground)
        return forecast(
            study.today(),
            left_by_stage(ground.lines, statuses, ground.planned, ground.spent),
            sample,
            pace,
            study.planning.deadlines(ground.roadmap),
            ground.calibration,
            undated,
        )

    def needed(self, by: date, roadmap: RoadmapId | None = None) -> Needed:
        """The hours a week with which the roadmap is done by a day."""
        today = self._study.today()
        if by < today:
            raise Refused(
                f"{say_day(by)} has gone by", "name a day to come: studytui forecast --by 2027-06-30"
            )
        if by == today:
            raise Refused("today is too near to plan weeks", "name a later day")
        found = self.forecast(roadmap=roadmap)
        if not found.left_items:
            raise NothingToDo("everything that counts here is done")
        if not found.left_seconds:
            raise NothingToDo(
                "too few open items have an estimate to tell hours", "estimates make it possible"
            )
        told = found.unit.value == "hours" and found.weeks_used
        return Needed(
            by, found.left_seconds, hours_needed(found.left_seconds, today, by), found.mean if told else None
        )

    def _ground(self, roadmap: RoadmapId | None) -> _Ground:
        store = self._study.store
        identity, _, lines = self._study.lines(roadmap)
        marks = store.marks.all()
        spent = attribute(store.sessions.sums(), identity, lines).items
        own = store.marks.estimates()
        planned: dict[ItemId, int] = {}
        for _, of_stage in by_stage(lines):
            for item, seconds in estimates(of_stage, own).items():
                planned.setdefault(item, seconds)
        finished = [
            mark.item for mark in marks.values() if mark.status is Status.DONE and mark.done_at is not None
        ]
        told = calibration(lines, finished, planned, spent)
        if told is not None:
            planned = {
                item: seconds if item in own else seconds * told.percent // 100
                for item, seconds in planned.items()
            }
        return _Ground(identity, lines, marks, planned, spent, told)

    def _sample(self, ground: _Ground) -> tuple[Sample, int]:
        """The complete weeks since the first activity, and how many items are done without a date."""
        weeks = self._complete_weeks()
        done, undated = self._done_by_week(ground, weeks)
        if not weeks:
            return Sample((), (), ()), undated
        sums = self._study.store.progress.week_sums(weeks[0], weeks[-1] + timedelta(days=6))
        ids = {entry.id for entry in ground.lines if entry.id is not None}
        stages = {entry.stage for entry in ground.lines}
        seconds = [
            sum(part.seconds for part in sums.get(week, ()) if belongs(part, ground.roadmap, ids, stages))
            for week in weeks
        ]
        first = 0
        if not self._began_before(ground, weeks[0], [part for week in weeks for part in sums.get(week, ())]):
            active = (at for at in range(len(weeks)) if seconds[at] or done[at])
            first = next(active, len(weeks))
        return Sample(tuple(weeks[first:]), tuple(seconds[first:]), tuple(done[first:])), undated

    def _complete_weeks(self) -> list[date]:
        """The last twelve weeks before the running one without a planned pause, oldest first."""
        study = self._study
        running = week_start(study.today(), study.settings.first_weekday)
        rests = study.planning.rests()
        back = (running - timedelta(weeks=number) for number in range(1, _LOOK_BACK + 1))
        return sorted([week for week in back if not rested(week, rests)][:SAMPLE_WEEKS])

    def _done_by_week(self, ground: _Ground, weeks: Sequence[date]) -> tuple[list[int], int]:
        """The counted items done with a date in each week, and those done without any."""
        study = self._study
        starts = [day_start(week, study.zone(), study.settings.day_start) for week in weeks]
        ends = [day_start(week + timedelta(days=7), study.zone(), study.settings.day_start) for week in weeks]
        found = [0] * len(weeks)
        undated = 0
        for unit in roadmap_units(ground.lines):
            moments = [
                mark.done_at
                for mark in map(ground.marks.get, unit)
                if mark is not None and mark.status is Status.DONE
            ]
            if not moments:
                continue
            known = [at for at in moments if at is not None]
            if len(known) < len(moments):
                undated += 1
                continue
            at = bisect_right(starts, min(known)) - 1
            if at >= 0 and min(known) < ends[at]:
                found[at] += 1
        return found, undated

    def _began_before(self, ground: _Ground, week: date, sampled: Sequence[TimeSum]) -> bool:
        """Whether the roadmap was studied before the sampled weeks.

        Ticks alone tell it only where no session in the weeks names the roadmap: an item that two roadmaps
        share may have been done for the other one.
        """
        study = self._study
        items = [entry.id for entry in ground.lines if entry.id is not None]
        if study.store.progress.studied_before(week, ground.roadmap, items):
            return True
        if any(part.roadmap == ground.roadmap for part in sampled):
            return False
        start = day_start(week, study.zone(), study.settings.day_start)
        marks = (ground.marks.get(item) for item in items)
        return any(mark is not None and mark.done_at is not None and mark.done_at < start for mark in marks)
