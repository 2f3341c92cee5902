"""What was begun and then left for a while: stages and projects of the roadmap in use."""

from __future__ import annotations

from datetime import timedelta

from studytui.domain.days import study_day
from studytui.domain.status import Kind, Status
from studytui.domain.target import Target
from studytui.domain.weekly import STALLED_DAYS, Stalled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studytui.domain.ids import ItemId, RoadmapId, StageId
    from studytui.services.figures import ItemFigures, RoadmapFigures, StageFigures
    from studytui.services.study import Study


def stalled(study: Study, figures: RoadmapFigures) -> tuple[Stalled, ...]:
    """Stages and projects that are begun, not done, and neither studied nor ticked for two weeks."""
    today = study.today()
    recent = study.store.progress.touched_since(today - timedelta(days=STALLED_DAYS - 1))
    deadlines = study.planning.deadlines(figures.id)
    running = study.timer.running()
    touched_items = {item for _, _, item in recent if item is not None}
    touched_stages = {(roadmap, stage) for roadmap, stage, item in recent if item is None}
    if running is not None:
        touched_items.update([running.item] if running.item is not None else [])
        touched_stages.add((running.roadmap, running.stage))
    found = []
    for stage in figures.stages:
        deadline = deadlines.get(stage.entry.stage)
        if stage.status is Status.DOING and not stage.entry.optional:
            ids = _ids(stage.items)
            if touched_items.isdisjoint(ids) and (figures.id, stage.entry.stage) not in touched_stages:
                last = _last(study, stage.items, figures.id, stage.entry.stage)
                if last is not None and (today - last).days >= STALLED_DAYS:
                    found.append(_of_stage(stage, figures.id, last, today, deadline))
        for project, members in _projects(stage):
            if project.status is Status.DOING and touched_items.isdisjoint(_ids(members)):
                last = _last(study, members, figures.id, None)
                if last is not None and (today - last).days >= STALLED_DAYS:
                    found.append(_of_project(project, stage, figures.id, last, today, deadline))
    return tuple(found)


def target_of(study: Study, one: Stalled) -> Target:
    """What the verbs for a stalled stage or project work on: start, skip, a new target date."""
    kind = Kind.STAGE if one.item is None else Kind.PROJECT
    if one.item is None:
        return Target(one.roadmap, one.stage, None, kind, one.title)
    _, _, lines = study.lines(one.roadmap)
    stage = next((entry.title for entry in lines if entry.stage == one.stage and entry.id is None), "")
    return Target(one.roadmap, one.stage, one.item, kind, one.title, stage)


def _ids(items: Sequence[ItemFigures]) -> list[ItemId]:
    return [item.entry.id for item in items if item.entry.id is not None]


def _projects(stage: StageFigures) -> list[tuple[ItemFigures, list[ItemFigures]]]:
    """Each project of a stage that counts, with itself and its steps."""
    return [
        (item, [item, *(step for step in stage.items if step.entry.parent == item.entry.id)])
        for item in stage.items
        if item.entry.kind is Kind.PROJECT and not item.entry.optional
    ]


def _last(
    study: Study, items: Sequence[ItemFigures], roadmap: RoadmapId, stage: StageId | None
) -> date | None:
    """The last study day on which any of `items`, or the stage itself, was studied or ticked."""
    days = [
        study_day(item.done_at, study.zone(), study.settings.day_start)
        for item in items
        if item.done_at is not None
    ]
    studied = study.store.progress.last_day(_ids(items), roadmap, stage)
    return max([*days, *([] if studied is None else [studied])], default=None)


def _of_stage(
    stage: StageFigures, roadmap: RoadmapId, last: date, today: date, deadline: date | None
) -> Stalled:
    done, total = stage.progress.done, stage.progress.total
    days = (today - last).days
    return Stalled(roadmap, stage.entry.stage, None, stage.entry.title, last, days, done, total, deadline)


def _of_project(
    project: ItemFigures,
    stage: StageFigures,
    roadmap: RoadmapId,
    last: date,
    today: date,
    deadline: date | None,
) -> Stalled:
    done, total = project.steps_done, project.steps_total
    days = (today - last).days
    where, title = stage.entry.stage, project.entry.title
    return Stalled(roadmap, where, project.entry.id, title, last, days, done, total, deadline)
