"""The weekly review: the week as its five steps show it, and what they store."""

from __future__ import annotations

from datetime import timedelta

from studytui.domain.days import day_start, study_day
from studytui.domain.faults import Refused
from studytui.domain.goals import SCOPE_ALL, goal_for, rested
from studytui.domain.ids import stage_target
from studytui.domain.merging import merged
from studytui.domain.periods import Period
from studytui.domain.records import dataclass
from studytui.domain.text import clean_line
from studytui.domain.weekly import (
    Finished,
    Loose,
    StageTime,
    Step,
    Tick,
    WeeklyReview,
    WeekNumbers,
    WeekPlan,
    markdown,
    week_meant,
    week_note,
    week_title,
)
from studytui.services.planning import put_week
from studytui.store.tables import NOTE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from studytui.domain.ids import ItemId
    from studytui.services.figures import ItemFigures, RoadmapFigures
    from studytui.services.logbook import Logged
    from studytui.services.study import Study
    from studytui.store.notes import Note

WEEKS_BEFORE = 4
REFLECTION_LENGTH = 500


@dataclass(frozen=True)
class PastReview:
    """A finished review: its week, when it was finished (UTC seconds), its line, its summary in Markdown."""

    first: date
    title: str
    finished_at: int
    reflection: str
    summary: str


class WeeklyReviews:
    """The use-cases of the weekly review of one Study; weeks are named by any day of them."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def meant(self) -> date:
        """The first day of the week to review now."""
        return week_meant(self._study.today(), self._study.settings.first_weekday)

    def review(self, week: date | None = None) -> WeeklyReview:
        """The review of a week, of the one to review now where none is named; nothing is stored."""
        study = self._study
        meant = self.meant()
        first = meant if week is None else study.planning.week_of(week)
        if first > study.today():
            raise Refused(f"the {_lower(week_title(first))} has not begun", "name a week that has")
        last = first + timedelta(days=6)
        stored = study.store.progress.week(first)
        weeks = [first - timedelta(weeks=back) for back in range(WEEKS_BEFORE + 1)]
        numbers = self._numbers(weeks)
        figures = study.figures.roadmap()
        finished = self._finished(first, figures)
        forecast = ""
        if study.settings.forecast and first == meant:
            from studytui.domain.forecast_words import headline

            forecast = headline(study.forecasting.forecast())
        from studytui.services.stalling import stalled

        return WeeklyReview(
            first,
            last,
            0 if stored is None else stored.step,
            None if stored is None else stored.finished_at,
            "" if stored is None else stored.reflection,
            numbers[0],
            tuple(numbers[1:]),
            () if stored is None else stored.aims,
            self._stages(first, last),
            finished,
            stalled(study, figures),
            self._loose(first, last),
            self._ticks(finished, figures),
            study.reviewing.due_count(),
            self._plan(first + timedelta(weeks=1)),
            study.figures.streak(first),
            forecast,
        )

    def go_to(self, week: date, step: int) -> None:
        """Keep at which step (1 to 5) the review of a week stands, so that it can be resumed there."""
        if step not in tuple(Step):
            raise Refused("a weekly review has the steps 1 to 5", "name one of them")
        first = self._begun(week)
        with self._study.store.change(f"weekly review: {Step(step).title.lower()}") as writer:
            put_week(self._study, writer, first, {"step": step})

    def reflect(self, week: date, text: str) -> None:
        """Keep one line of reflection on a week; an empty one takes it away."""
        line = clean_line(text).strip()
        if len(line) > REFLECTION_LENGTH:
            raise Refused(
                f"a reflection has {REFLECTION_LENGTH} characters at most", "write the rest into a note"
            )
        first = self._begun(week)
        with self._study.store.change(f"reflection on {_lower(week_title(first))}") as writer:
            put_week(self._study, writer, first, {"reflection": line})

    def plan(self, week: date, seconds: int | None = None, aims: Sequence[str] | None = None) -> None:
        """Plan the week after the one that is reviewed: its seconds of study and up to three aims."""
        self._study.planning.plan_week(self._begun(week) + timedelta(weeks=1), seconds, aims)

    def steps_together(self, week: date) -> AbstractContextManager[object]:
        """What is done within is one change: all of it is kept, and taken back, at once."""
        return self._study.store.change(f"review of {_lower(week_title(week))}")

    def finish(self, week: date | None = None) -> Note:
        """End the review: its summary is kept as a note, with what was written there since the last time."""
        from studytui.store.notes import Note

        study = self._study
        review = self.review(week)
        now = study.clock.seconds()
        summary = markdown(review)
        key, title = week_note(review.first), week_title(review.first)
        old = study.notebook.of(key)
        stored = study.store.progress.week(review.first)
        body = summary
        if old is not None:
            body = merged("" if stored is None else stored.summary, old.body, summary)
        with study.store.change(f"finish the review of {_lower(title)}") as writer:
            put_week(
                study,
                writer,
                review.first,
                {"step": int(Step.FINISH), "summary": summary, "finished_at": now},
            )
            if old is None or old.body != body:
                writer.put(NOTE, {"target": key, "title": title, "body": body, "updated": now})
        return study.notebook.of(key) or Note(key, title, body, now)

    def past(self) -> tuple[PastReview, ...]:
        """The finished reviews, the newest first; the summary is the note where it still stands."""
        study = self._study
        found = []
        for week in study.store.progress.finished_weeks():
            title = week_title(week.first)
            found.append(
                PastReview(week.first, title, week.finished_at or 0, week.reflection, self.kept(week.first))
            )
        return tuple(found)

    def kept(self, week: date) -> str:
        """The summary of a week as it is kept: the note where it still stands, empty before the end."""
        stored = self._study.store.progress.week(week)
        if stored is None or stored.finished_at is None:
            return ""
        note = self._study.notebook.of(week_note(week))
        return stored.summary if note is None else note.body

    def log_tick(self, tick: Tick, seconds: int) -> Logged:
        """Log time on an item that was ticked without any, on the day it was done, at no certain hour."""
        study = self._study
        day = study_day(tick.done_at, study.zone(), study.settings.day_start)
        return study.log.add(study.log.understand(f"{max(1, seconds // 60)}m", day), study.target(tick.item))

    def _begun(self, week: date) -> date:
        first = self._study.planning.week_of(week)
        if first > self._study.today():
            raise Refused(f"the {_lower(week_title(first))} has not begun", "name a week that has")
        return first

    def _plan(self, first: date) -> WeekPlan:
        stored = self._study.store.progress.week(first)
        standing = goal_for(self._study.store.marks.goals(), first)
        return WeekPlan(
            first,
            None if stored is None else stored.plan_seconds,
            () if stored is None else stored.aims,
            None if standing is None else standing.week_seconds,
        )

    def _numbers(self, weeks: Sequence[date]) -> list[WeekNumbers]:
        """The numbers of weeks, the running timer included."""
        study = self._study
        last = weeks[0] + timedelta(days=6)
        totals = study.store.sessions.day_totals(weeks[-1], last)
        counts = study.store.sessions.day_counts(weeks[-1], last)
        for day, seconds in study.figures.timer_shares(study.timer.running(), study.clock.seconds()).items():
            totals[day] = totals.get(day, 0) + seconds
        goals, progress = study.store.marks.goals(), study.store.progress
        plans, rests = progress.plans(), progress.rests()
        found = []
        for first in weeks:
            days = [first + timedelta(days=number) for number in range(7)]
            start, end = self._bounds(first)
            goal = goal_for(goals, first, plans=plans)
            done = progress.done_between(start, end)
            found.append(
                WeekNumbers(
                    first,
                    sum(totals.get(day, 0) for day in days),
                    None if goal is None else goal.week_seconds,
                    sum(counts.get(day, 0) for day in days),
                    sum(totals.get(day, 0) > 0 for day in days),
                    len(done),
                    sum(item.startswith("topic/") for item, _, _ in done),
                    progress.reviews_between(start, end),
                    progress.notes_between(start, end),
                    rested(first, rests),
                )
            )
        return found

    def _bounds(self, first: date) -> tuple[int, int]:
        study = self._study
        zone, hour = study.zone(), study.settings.day_start
        return day_start(first, zone, hour), day_start(first + timedelta(days=7), zone, hour)

    def _stages(self, first: date, last: date) -> tuple[StageTime, ...]:
        """The time of each stage, with the goals of stages that had one in that week."""
        rows = self._study.reports.report(Period(first, last), "stage").rows
        goals = self._study.store.marks.goals()
        scopes = dict.fromkeys(goal.scope for goal in goals if goal.scope != SCOPE_ALL)
        held = {scope: goal for scope in scopes if (goal := goal_for(goals, first, scope)) is not None}
        found = []
        for row in rows:
            goal = held.pop(f"stage/{row.key}", None)
            found.append(StageTime(row.label, row.seconds, None if goal is None else goal.week_seconds))
        roadmap, _, lines = self._study.lines()
        for entry in lines:
            goal = held.pop(stage_target(roadmap, entry.stage), None)
            if goal is not None:
                found.append(StageTime(entry.title, 0, goal.week_seconds))
        return tuple(found)

    def _finished(self, first: date, figures: RoadmapFigures) -> tuple[Finished, ...]:
        stages: dict[ItemId, str] = {}
        for stage in figures.stages:
            for item in stage.items:
                if item.entry.id is not None:
                    stages.setdefault(item.entry.id, stage.entry.title)
        return tuple(
            Finished(item, title, stages.get(item, ""), at, self._study.store.sessions.item_seconds(item))
            for item, at, title in self._study.store.progress.done_between(*self._bounds(first))
        )

    def _loose(self, first: date, last: date) -> tuple[Loose, ...]:
        found = self._study.store.sessions.listed(first, last)
        return tuple(
            Loose(one.id, one.start, one.zone, one.seconds, one.title)
            for one in reversed(found)
            if one.item is None and one.end is not None
        )

    def _ticks(self, finished: Sequence[Finished], figures: RoadmapFigures) -> tuple[Tick, ...]:
        """Items of the roadmap in use that were ticked without time, neither theirs nor their project's."""
        known: dict[ItemId, ItemFigures] = {}
        for stage in figures.stages:
            for item in stage.items:
                if item.entry.id is not None:
                    known.setdefault(item.entry.id, item)
        found = []
        for one in finished:
            here = known.get(one.item)
            if here is None or here.seconds:
                continue
            owner = None if here.entry.parent is None else known.get(here.entry.parent)
            if owner is None or not owner.seconds:
                found.append(Tick(one.item, one.title, here.entry.stage, one.done_at, here.estimate))
        return tuple(found)


def _lower(title: str) -> str:
    return title[0].lower() + title[1:]
