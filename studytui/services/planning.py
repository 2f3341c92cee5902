"""Plans beside the goal: target dates of stages, planned pauses, and the hours and aims of one week."""

from __future__ import annotations

import json
from datetime import timedelta

from studytui.domain.days import week_start
from studytui.domain.durations import format_duration
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.goals import Rest
from studytui.domain.ids import stage_target
from studytui.domain.text import clean_line
from studytui.domain.wording import say_day
from studytui.services.timing import put_in_use
from studytui.store.tables import DEADLINE, REST, WEEK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from studytui.domain.ids import RoadmapId, StageId
    from studytui.domain.target import Target
    from studytui.services.study import Study
    from studytui.store.operations import ChangeWriter
    from studytui.store.progress import StoredWeek
    from studytui.store.tables import Value

MOST_AIMS = 3
AIM_LENGTH = 200
_WEEK_SECONDS = 7 * 86400
_LONGEST_REST = 366


class Planning:
    """The use-cases of plans of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def deadline(self, target: Target) -> date | None:
        """The target date of a stage, none where none was set."""
        return self._study.store.progress.deadlines().get(_scope(target))

    def deadlines(self, roadmap: RoadmapId) -> dict[StageId, date]:
        """The target dates of a roadmap's stages."""
        found = self._study.store.progress.deadlines()
        if not found:
            return {}
        _, _, lines = self._study.lines(roadmap)
        stages = dict.fromkeys(entry.stage for entry in lines)
        scopes = {stage: stage_target(roadmap, stage) for stage in stages}
        return {stage: found[scope] for stage, scope in scopes.items() if scope in found}

    def set_deadline(self, target: Target, day: date | None) -> None:
        """Set the day by which a stage is to be done, or take it away; a day gone by is refused."""
        scope = _scope(target)
        today = self._study.today()
        if day is not None and day < today:
            raise Refused(f"{say_day(day)} has gone by", "name today or a later day")
        words = "no target date" if day is None else f"target date {say_day(day)}"
        with self._study.store.change(f"{words}: {target.title}") as writer:
            put_in_use(self._study, writer)
            if day is None:
                writer.remove(DEADLINE, {"scope": scope})
            else:
                writer.put(DEADLINE, {"scope": scope, "day": day.toordinal()})

    def rests(self) -> tuple[Rest, ...]:
        """The planned pauses, the first one first."""
        return self._study.store.progress.rests()

    def rest(self, first: date, last: date) -> Rest:
        """Plan a pause over whole days, past or to come; pauses that it touches become one with it."""
        if last < first:
            raise Refused("the pause ends before it begins", "name the earlier day first")
        merged = Rest(first, last)
        touching = []
        for other in self.rests():
            if other.first <= merged.last + timedelta(days=1) and other.last >= merged.first - timedelta(
                days=1
            ):
                merged = Rest(min(merged.first, other.first), max(merged.last, other.last))
                touching.append(other)
        if (merged.last - merged.first).days >= _LONGEST_REST:
            raise Refused("a pause is a year long at most", "take the goal away instead: studytui goal 0")
        words = f"pause {say_day(merged.first, year=False)} to {say_day(merged.last, year=False)}"
        with self._study.store.change(words) as writer:
            for other in touching:
                writer.remove(REST, {"first": other.first.toordinal()})
            writer.put(REST, {"first": merged.first.toordinal(), "last": merged.last.toordinal()})
        return merged

    def end_rest(self, day: date) -> Rest:
        """Take away the planned pause that holds a day; NothingToDo without one."""
        for rest in self.rests():
            if rest.first <= day <= rest.last:
                with self._study.store.change(f"no pause from {say_day(rest.first, year=False)}") as writer:
                    writer.remove(REST, {"first": rest.first.toordinal()})
                return rest
        raise NothingToDo(f"there is no planned pause on {say_day(day)}")

    def plan_week(self, week: date, seconds: int | None = None, aims: Sequence[str] | None = None) -> None:
        """Plan the week that holds the day `week`: its seconds of study and up to three aims.

        What is none stays as it is; 0 seconds means a week off. The plan is that week's alone.
        """
        if seconds is not None and not 0 <= seconds <= _WEEK_SECONDS:
            raise Refused("a week has 168 hours", "plan fewer hours")
        kept = None if aims is None else _aims(aims)
        changes: dict[str, Value] = {}
        words = []
        if seconds is not None:
            changes["plan_seconds"] = seconds
            words.append(format_duration(seconds))
        if kept is not None:
            changes["aims"] = json.dumps(kept, ensure_ascii=False)
            words.append(f"{len(kept)} aim{'' if len(kept) == 1 else 's'}")
        first = self.week_of(week)
        with self._study.store.change(f"plan {say_day(first, year=False)}: {', '.join(words)}") as writer:
            put_week(self._study, writer, first, changes)

    def clear_week(self, week: date) -> None:
        """Let a week have the standing goal again."""
        first = self.week_of(week)
        with self._study.store.change(f"no plan for {say_day(first, year=False)}") as writer:
            put_week(self._study, writer, first, {"plan_seconds": None})

    def week_of(self, day: date) -> date:
        """The first day of the study week that holds a day."""
        return week_start(day, self._study.settings.first_weekday)

    def this_week(self) -> StoredWeek | None:
        """The plan of the running week."""
        return self._study.store.progress.week(self.week_of(self._study.today()))


def put_week(study: Study, writer: ChangeWriter, first: date, changes: Mapping[str, Value]) -> None:
    """Change what is kept of a week, as part of a change."""
    found = study.store.progress.week(first)
    row: dict[str, Value] = {
        "first": first.toordinal(),
        "step": 0 if found is None else found.step,
        "reflection": "" if found is None else found.reflection,
        "plan_seconds": None if found is None else found.plan_seconds,
        "aims": json.dumps([] if found is None else list(found.aims), ensure_ascii=False),
        "summary": "" if found is None else found.summary,
        "finished_at": None if found is None else found.finished_at,
    }
    writer.put(WEEK, {**row, **changes})


def _scope(target: Target) -> str:
    if target.stage is None or target.item is not None:
        raise Refused("only a stage can have a target date", "name a stage by its number or title")
    return stage_target(target.roadmap, target.stage)


def _aims(aims: Sequence[str]) -> list[str]:
    kept = [aim for aim in (clean_line(aim).strip() for aim in aims) if aim]
    if len(kept) > MOST_AIMS:
        raise Refused(f"a week has {MOST_AIMS} aims at most", "keep those that matter most")
    for aim in kept:
        if len(aim) > AIM_LENGTH:
            raise Refused(f"an aim has {AIM_LENGTH} characters at most", "write the rest into a note")
    return kept
