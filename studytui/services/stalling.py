"""What was begun and then left for a while: stages and projects of the roadmap in use."""

from __future__ import annotations

from datetime import timedelta

from studytui.domain.days import study_day
from studytui.domain.status import Kind, Status
from studytui.domain.target import Target
from studytui.domain.weekly import STALLED_DAYS, Stalled

_FORGOTTEN_DAYS = 366

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from studytui.domain.ids import ItemId, RoadmapId
    from studytui.services.figures import ItemFigures, RoadmapFigures, StageFigures
    from studytui.services.study import Study

    _Part = tuple[ItemId | None, str, Status, list[ItemFigures], int, int]


def stalled(study: Study, figures: RoadmapFigures) -> tuple[Stalled, ...]:
    """Stages and projects that are begun, not done, and neither studied nor ticked for two weeks.

    What was left for longer than a year is left in peace.
    """
    today = study.today()
    deadlines = study.planning.deadlines(figures.id)
    last = _last_days(study, figures.id, today)
    found = []
    for stage in figures.stages:
        where, number = stage.entry.stage, stage.progress
        parts: list[_Part] = [
            (None, stage.entry.title, stage.status, list(stage.items), number.done, number.total)
        ]
        parts += [
            (item.entry.id, item.entry.title, item.status, members, item.steps_done, item.steps_total)
            for item, members in _projects(stage)
        ]
        for item, title, status, members, done, total in parts:
            days = [day for one in members if (day := _last_day(study, one, last)) is not None]
            if item is None and where in last:
                days.append(last[where])
            if status is not Status.DOING or stage.entry.optional or not days:
                continue
            away = (today - max(days)).days
            if STALLED_DAYS <= away <= _FORGOTTEN_DAYS:
                deadline = deadlines.get(where)
                found.append(Stalled(figures.id, where, item, title, max(days), away, done, total, deadline))
    return tuple(found)


def _last_days(study: Study, roadmap: RoadmapId, today: date) -> dict[str, date]:
    """When each item, and each stage of a roadmap by itself, was last studied; the timer is today's."""
    found: dict[str, date] = {}
    days = study.store.progress.last_days(today - timedelta(days=_FORGOTTEN_DAYS))
    running = study.timer.running()
    if running is not None:
        days[running.roadmap, running.stage, running.item] = today
    for (of_roadmap, stage, item), day in days.items():
        key = item if item is not None else stage if of_roadmap == roadmap else None
        if key is not None:
            found[key] = max(found.get(key, day), day)
    return found


def _last_day(study: Study, item: ItemFigures, last: Mapping[str, date]) -> date | None:
    """The last study day on which an item was studied or ticked."""
    studied = last.get(item.entry.id or "")
    if item.done_at is None:
        return studied
    ticked = study_day(item.done_at, study.zone(), study.settings.day_start)
    return ticked if studied is None else max(studied, ticked)


def target_of(study: Study, one: Stalled) -> Target:
    """What the verbs for a stalled stage or project work on: start, skip, a new target date."""
    kind = Kind.STAGE if one.item is None else Kind.PROJECT
    if one.item is None:
        return Target(one.roadmap, one.stage, None, kind, one.title)
    _, _, lines = study.lines(one.roadmap)
    stage = next((entry.title for entry in lines if entry.stage == one.stage and entry.id is None), "")
    return Target(one.roadmap, one.stage, one.item, kind, one.title, stage)


def _projects(stage: StageFigures) -> list[tuple[ItemFigures, list[ItemFigures]]]:
    """Each project of a stage that counts, with itself and its steps."""
    return [
        (item, [item, *(step for step in stage.items if step.entry.parent == item.entry.id)])
        for item in stage.items
        if item.entry.kind is Kind.PROJECT and not item.entry.optional
    ]
