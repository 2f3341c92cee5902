"""Goals: set from this week on, so that a past week is judged by the goal it had."""

from __future__ import annotations

from datetime import timedelta

from studytui.domain.days import week_start
from studytui.domain.durations import format_duration
from studytui.domain.faults import Refused
from studytui.domain.goals import SCOPE_ALL, Goal, goal_for
from studytui.domain.ids import stage_target
from studytui.domain.records import dataclass
from studytui.domain.status import Kind
from studytui.services.timing import put_in_use
from studytui.store.tables import GOAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from studytui.domain.ids import RoadmapId, StageId
    from studytui.domain.target import Target
    from studytui.services.study import Study

DAY = 24 * 3600


@dataclass(frozen=True)
class StageGoal:
    """A stage's own goal: seconds a week, and those of the running week with the timer up to now."""

    stage: StageId
    number: int
    title: str
    goal_seconds: int
    week_seconds: int


class Goalkeeping:
    """The use-cases of goals of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def this_week(self) -> date:
        """The first day of the running week."""
        return week_start(self._study.today(), self._study.settings.first_weekday)

    def standing(self) -> Goal | None:
        """The goal that holds now."""
        return goal_for(self._study.store.marks.goals(), self.this_week())

    def by_stage(self) -> tuple[Goal, ...]:
        """The stages' own goals that hold now."""
        goals = self._study.store.marks.goals()
        scopes = dict.fromkeys(goal.scope for goal in goals if goal.scope != SCOPE_ALL)
        held = (goal_for(goals, self.this_week(), scope) for scope in scopes)
        return tuple(goal for goal in held if goal is not None)

    def of_stages(self, roadmap: RoadmapId | None = None) -> tuple[StageGoal, ...]:
        """The stages of a roadmap (the one in use) that have a goal, with what is done of it this week."""
        from studytui.domain.hours import TimeSum, attribute

        held = {goal.scope: goal.week_seconds for goal in self.by_stage()}
        if not held:
            return ()
        study = self._study
        identity, _, lines = study.lines(roadmap)
        first = self.this_week()
        last = first + timedelta(days=6)
        sums = list(study.store.progress.week_sums(first, last).get(first, ()))
        timer = study.timer.running()
        if timer is not None:
            shares = study.figures.timer_shares(timer, study.clock.seconds())
            here = sum(seconds for day, seconds in shares.items() if first <= day <= last)
            sums.append(TimeSum(timer.roadmap, timer.stage, timer.item, here))
        hours = attribute(sums, identity, lines).stages
        return tuple(
            StageGoal(entry.stage, entry.number, entry.title, held[scope], hours.get(entry.stage, 0))
            for entry in lines
            if entry.kind is Kind.STAGE and (scope := stage_target(identity, entry.stage)) in held
        )

    def set(self, seconds: int, per_day: bool = False, stage: Target | None = None) -> Goal:
        """Set a goal of that many seconds a week or a day from this week on; 0 means none."""
        if seconds > (DAY if per_day else 7 * DAY):
            raise Refused(
                f"a {'day' if per_day else 'week'} has fewer hours than that",
                "name a goal that can be reached",
            )
        scope: str = SCOPE_ALL
        name = ""
        if stage is not None:
            if stage.stage is None or stage.item is not None:
                raise Refused(
                    "only a stage can have a goal of its own", "name a stage by its number or title"
                )
            if per_day:
                raise Refused("a stage's goal is by the week", "leave out --per day")
            scope, name = stage_target(stage.roadmap, stage.stage), f" for {stage.title}"
        goal = Goal(scope, self.this_week(), seconds, per_day)
        what = f"{format_duration(seconds)} a {'day' if per_day else 'week'}" if seconds else "none"
        with self._study.store.change(f"goal{name}: {what}") as writer:
            put_in_use(self._study, writer)
            writer.put(
                GOAL,
                {
                    "scope": goal.scope,
                    "since": goal.since.toordinal(),
                    "seconds": goal.seconds,
                    "per_day": int(goal.per_day),
                },
            )
        return goal
