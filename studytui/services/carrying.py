"""State that moves from one item to another: to its new id, or to the topic that it turned out to be."""

from __future__ import annotations

from studytui.domain.ids import ItemId, NoteTarget, stage_target
from studytui.domain.status import Status
from studytui.store.tables import ESTIMATE, GRADING, MARK, NOTE, POSTPONED, SESSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studytui.domain.roadmap import Roadmap
    from studytui.services.study import Study
    from studytui.store.operations import ChangeWriter
    from studytui.store.tables import Value

_FURTHER = {None: 0, Status.TODO: 0, Status.SKIPPED: 1, Status.DOING: 2, Status.DONE: 3}


def former_items(roadmap: Roadmap) -> dict[ItemId, ItemId]:
    """The items that went by other ids, the new id by each old one; steps go with their owners."""
    return dict(_former(roadmap))


def _former(roadmap: Roadmap) -> Iterator[tuple[ItemId, ItemId]]:
    for stage in roadmap.stages:
        for kind, items in (("topic", stage.topics), ("course", stage.courses), ("project", stage.projects)):
            for item in items:
                owners = [item.slug, *item.was]
                for old in item.was:
                    yield ItemId(f"{kind}/{old}"), item.id
                if kind == "course":
                    continue
                for step in getattr(item, "steps", ()):
                    for owner in owners:
                        for slug in (step.slug, *step.was):
                            if (owner, slug) != (item.slug, step.slug):
                                yield ItemId(f"step/{owner}/{slug}"), step.id


def former_stages(roadmap: Roadmap) -> dict[str, str]:
    """The stages that went by other ids, the new id by each old one."""
    return {old: stage.id for stage in roadmap.stages for old in stage.was}


def carry_item(study: Study, writer: ChangeWriter, old: ItemId, new: ItemId, *, leave: bool = False) -> int:
    """Move what is kept of the item `old` to `new`; how many rows. `leave` copies, for another has it too."""
    rows = study.store.curricula.state_of(old)
    for table, row in rows:
        if table is SESSION:
            if not leave:
                writer.put(SESSION, {**row, "item": new})
        elif table is MARK:
            _mark(study, writer, row, new)
        elif table is NOTE:
            _note(study, writer, row, NoteTarget(new))
        elif table is ESTIMATE:
            if new not in study.store.marks.estimates():
                writer.put(ESTIMATE, {**row, "item": new})
        elif table is GRADING:
            if not leave:
                writer.put(GRADING, {**row, "topic": new})
        elif table is POSTPONED:
            writer.put(POSTPONED, {**row, "topic": new})
        if not leave and table in (MARK, NOTE, ESTIMATE, POSTPONED):
            writer.remove(table, row)
    return len(rows)


def _mark(study: Study, writer: ChangeWriter, row: Mapping[str, Value], new: ItemId) -> None:
    """The further of two statuses holds; of two that are done, the one that stood there."""
    there = study.store.marks.of(new)
    if _FURTHER[Status(str(row["status"]))] > _FURTHER[None if there is None else there.status]:
        writer.put(MARK, {**row, "item": new})


def _note(study: Study, writer: ChangeWriter, row: Mapping[str, Value], new: NoteTarget) -> None:
    there = study.store.notes.of(new)
    body = str(row["body"])
    if there is not None and there.body.strip() and there.body != body:
        body = f"{there.body.rstrip()}\n\n{body}"
    writer.put(NOTE, {**row, "target": new, "body": body})


def carry_stage(study: Study, writer: ChangeWriter, roadmap: Roadmap, old: str, new: str) -> int:
    """Move what is kept of a stage itself: its note, its goals, and the sessions that name it."""
    from studytui.domain.ids import StageId

    target = stage_target(roadmap.id, StageId(old))
    fresh = stage_target(roadmap.id, StageId(new))
    moved = 0
    for table, row in study.store.curricula.state_of(target):
        if table is NOTE:
            _note(study, writer, row, fresh)
            writer.remove(NOTE, row)
            moved += 1
    for table, row in study.store.curricula.state_of_stage(roadmap.id, old):
        if table is SESSION:
            writer.put(SESSION, {**row, "stage": new})
        else:
            writer.remove(table, row)
            writer.put(table, {**row, "scope": fresh})
        moved += 1
    return moved
