"""Figures: today and the week against the goal, and how far a roadmap is."""

from __future__ import annotations

from datetime import date, timedelta

from studytui.domain.counting import Tally, derived, tally
from studytui.domain.days import split, week_start
from studytui.domain.goals import Goal, goal_for, planned_for, resting, row_on_goal, todays_share
from studytui.domain.hours import TimeSum, attribute, estimates
from studytui.domain.records import dataclass
from studytui.domain.session import Session, elapsed, segments
from studytui.domain.status import Kind, Status
from studytui.domain.zones import zone_named
from studytui.services.shape import shape_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from studytui.domain.counting import Unit
    from studytui.domain.entry import Entry
    from studytui.domain.goals import Rest
    from studytui.domain.hours import Hours
    from studytui.domain.ids import ItemId, RoadmapId, StageId
    from studytui.domain.settings import Settings
    from studytui.domain.status import Mark
    from studytui.services.shape import Shape, StageShape
    from studytui.services.study import Study

_YEAR_OF_WEEKS = 53


@dataclass(frozen=True)
class Week:
    """Today and the running week in seconds, the timer left out, and what the goal asks for.

    `today_goal` is today's share; both goals and the streak are none without a goal, the share on days of a
    planned pause and the streak where it is switched off as well. `planned` tells that the goal is this
    week's own plan.
    """

    today: date
    first_day: date
    today_seconds: int
    week_seconds: int
    week_goal: int | None
    today_goal: int | None
    streak: int | None
    planned: bool = False


@dataclass(frozen=True)
class ItemFigures:
    """An item of a stage: its line, status, time and estimate in seconds, and when it was done.

    Of its steps: the done, those that are not skipped, and all.
    """

    entry: Entry
    status: Status
    seconds: int
    estimate: int | None
    done_at: int | None
    steps_done: int = 0
    steps_total: int = 0
    steps_shown: int = 0

    @property
    def known(self) -> bool:
        """Done before, without a date."""
        return self.status is Status.DONE and self.done_at is None and not self.entry.has_steps


@dataclass(frozen=True)
class StageFigures:
    """A stage: its line, its items in order, what is done of them, and its time in seconds."""

    entry: Entry
    items: tuple[ItemFigures, ...]
    progress: Tally
    status: Status
    seconds: int

    @property
    def planned(self) -> int | None:
        """Planned seconds: its own, else those its members say together; none without a plan."""
        hours = self.entry.hours
        if hours is None:
            lines = (item.entry for item in self.items)
            hours = sum(line.hours or 0 for line in lines if line.parent is None and not line.optional)
        return round(hours * 3600) or None


@dataclass(frozen=True)
class RoadmapFigures:
    """A roadmap: its stages, what is done of it, its time and planned time in seconds."""

    id: RoadmapId
    title: str
    stages: tuple[StageFigures, ...]
    progress: Tally
    seconds: int
    planned: int


@dataclass(frozen=True)
class Next:
    """A thing to study next, and why."""

    item: ItemFigures
    stage_title: str
    why: str


class Figures:
    """The reckonings of one Study; nothing is changed here."""

    def __init__(self, study: Study) -> None:
        """Reckon for `study`."""
        self._study = study
        self._lines: tuple[Entry, ...] | None = None
        self._shape: Shape | None = None
        self._kept: dict[StageId, tuple[object, StageFigures]] = {}

    def week(self) -> Week:
        """Today and the running week."""
        study = self._study
        today = study.today()
        first = week_start(today, study.settings.first_weekday)
        totals = study.store.sessions.day_totals(first, first + timedelta(days=6))
        week_seconds = sum(totals.values())
        today_seconds = totals.get(today, 0)
        goals = study.store.marks.goals()
        plans, rests = study.store.progress.plans(), study.store.progress.rests()
        goal = goal_for(goals, first, plans=plans)
        if goal is None:
            return Week(today, first, today_seconds, week_seconds, None, None, None)
        days = (today + timedelta(days=number) for number in range(7 - (today - first).days))
        days_left = sum(not resting(day, rests) for day in days)
        before = week_seconds - today_seconds
        for day, seconds in self.timer_shares(study.timer.running(), study.clock.seconds()).items():
            before += seconds if first <= day < today else 0
        return Week(
            today,
            first,
            today_seconds,
            week_seconds,
            goal.week_seconds,
            None if resting(today, rests) else todays_share(goal, before, days_left),
            self._streak(goals, first, rests, plans) if study.settings.streaks else None,
            planned_for(first, plans) is not None,
        )

    def streak(self, week: date) -> int | None:
        """Weeks on goal at the end of a week, or now in the running one; none without a goal or streaks."""
        goals, progress = self._study.store.marks.goals(), self._study.store.progress
        plans = progress.plans()
        if not self._study.settings.streaks or goal_for(goals, week, plans=plans) is None:
            return None
        return self._streak(goals, week, progress.rests(), plans)

    def _streak(
        self, goals: tuple[Goal, ...], this_week: date, rests: tuple[Rest, ...], plans: Mapping[date, int]
    ) -> int:
        """Weeks on goal, looking back a year at a time for as long as the row goes on."""
        over = this_week + timedelta(days=6) < self._study.today()
        weeks = _YEAR_OF_WEEKS
        while True:
            first = this_week - timedelta(weeks=weeks)
            totals: dict[date, int] = {}
            for day, seconds in self._study.store.sessions.day_totals(
                first, this_week + timedelta(days=6)
            ).items():
                start = week_start(day, self._study.settings.first_weekday)
                totals[start] = totals.get(start, 0) + seconds
            for day, seconds in self.timer_shares(
                self._study.timer.running(), self._study.clock.seconds()
            ).items():
                start = week_start(day, self._study.settings.first_weekday)
                totals[start] = totals.get(start, 0) + seconds
            count, ended = row_on_goal(goals, totals, this_week, rests, plans, over)
            if ended >= first:
                return count
            weeks *= 2

    def timer_shares(self, timer: Session | None, now: int) -> dict[date, int]:
        """The running timer's seconds up to `now` by study day."""
        if timer is None:
            return {}
        return running_shares(timer, now, self._study.settings)

    def year(self) -> dict[date, int]:
        """Seconds by study day of the last 53 weeks, the timer left out."""
        today = self._study.today()
        first = week_start(today, self._study.settings.first_weekday) - timedelta(weeks=_YEAR_OF_WEEKS - 1)
        return self._study.store.sessions.day_totals(first, today)

    def roadmap(self, roadmap: RoadmapId | None = None, timer: bool = True) -> RoadmapFigures:
        """A roadmap with the status, time and estimate of all in it, the running timer included if wanted."""
        study = self._study
        identity, title, lines = study.lines(roadmap)
        if self._lines is not lines:
            self._lines, self._shape, self._kept = lines, shape_of(lines), {}
        shape = self._shape
        assert shape is not None
        marks = study.store.marks.all()
        statuses = {item: mark.status for item, mark in marks.items()}
        sums = self._sums() if timer else study.store.sessions.sums()
        hours = attribute(sums, identity, lines, shape.homes)
        own = study.store.marks.estimates()
        stages = tuple(self._stage(stage, marks, statuses, hours, own) for stage in shape.stages)
        planned_seconds = sum(stage.planned or 0 for stage in stages if not stage.entry.optional)
        return RoadmapFigures(
            identity,
            title,
            stages,
            tally(shape.units, statuses),
            hours.roadmap,
            planned_seconds,
        )

    def _stage(
        self,
        shape: StageShape,
        marks: Mapping[ItemId, Mark],
        statuses: Mapping[ItemId, Status],
        hours: Hours,
        own: Mapping[ItemId, int],
    ) -> StageFigures:
        """A stage's figures: those of last time where nothing in it has changed since."""
        entry = shape.lines[0]
        seconds = hours.stages.get(entry.stage, 0)
        spent = hours.items
        state = (seconds, [(marks.get(item), spent.get(item), own.get(item)) for item in shape.items])
        kept = self._kept.get(entry.stage)
        if kept is not None and kept[0] == state:
            return kept[1]
        planned = estimates(shape.lines, own)
        items = tuple(
            self._item(line, shape.steps, statuses, spent, planned, marks.get(line.id))
            for line in shape.lines
            if line.id is not None
        )
        progress = tally(shape.units, statuses)
        made = StageFigures(entry, items, progress, derived(progress, seconds), seconds)
        self._kept[entry.stage] = state, made
        return made

    def _sums(self) -> tuple[TimeSum, ...]:
        sums = self._study.store.sessions.sums()
        timer = self._study.timer.running()
        if timer is None:
            return sums
        seconds = elapsed(timer, self._study.clock.seconds())
        return (*sums, TimeSum(timer.roadmap, timer.stage, timer.item, seconds))

    def _item(
        self,
        entry: Entry,
        steps_of: Mapping[ItemId, tuple[Unit, ...]],
        statuses: Mapping[ItemId, Status],
        seconds: Mapping[ItemId, int],
        planned: Mapping[ItemId, int],
        mark: Mark | None,
    ) -> ItemFigures:
        assert entry.id is not None
        spent = seconds.get(entry.id, 0)
        done_at = None if mark is None else mark.done_at
        status = statuses.get(entry.id, Status.TODO)
        done = total = shown = 0
        if entry.has_steps:
            steps = tally(steps_of.get(entry.id, ()), statuses)
            done, total, shown = steps.done, steps.total, steps.counted
            if entry.kind is Kind.PROJECT:
                status = derived(steps, spent)
        return ItemFigures(entry, status, spent, planned.get(entry.id), done_at, done, total, shown)

    def next(self, limit: int = 5, roadmap: RoadmapFigures | None = None) -> tuple[Next, ...]:
        """The next things to study in a roadmap (the one in use), and why."""
        from studytui.services.upcoming import upcoming

        return upcoming(self._study, roadmap or self.roadmap(), limit)


def running_shares(timer: Session, now: int, settings: Settings) -> dict[date, int]:
    """A running timer's seconds up to `now` by study day, in the zone in which it was started."""
    zone = zone_named(timer.zone)
    return dict(split(segments(timer, now), zone, settings.day_start))


def with_timer(
    days: Mapping[date, int], timer: Session | None, now: int, settings: Settings
) -> dict[date, int]:
    """Seconds by study day with those of the running timer up to `now`, where there is one."""
    found = dict(days)
    if timer is not None:
        for day, seconds in running_shares(timer, now, settings).items():
            found[day] = found.get(day, 0) + seconds
    return found
