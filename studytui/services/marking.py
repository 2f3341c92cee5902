"""Statuses, as parts of a change: shared by ticking, logging and the timer."""

from __future__ import annotations

from studytui.domain.status import Kind, Status
from studytui.store.tables import MARK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.ids import ItemId
    from studytui.domain.target import Target
    from studytui.services.study import Study
    from studytui.store.operations import ChangeWriter


def mark(writer: ChangeWriter, item: ItemId, status: Status, title: str, done_at: int | None = None) -> None:
    """Store a status; `done_at` is UTC seconds, none for what is not done or was known before."""
    if status is Status.TODO:
        writer.remove(MARK, {"item": item})
    else:
        writer.put(MARK, {"item": item, "status": status.value, "done_at": done_at, "title": title})


def begin_item(study: Study, writer: ChangeWriter, target: Target) -> None:
    """Time on a todo item makes it doing; stages and projects with steps store no status."""
    if target.item is None or stores_none(study, target):
        return
    if study.store.marks.of(target.item) is None:
        mark(writer, target.item, Status.DOING, target.title)


def stores_none(study: Study, target: Target) -> bool:
    """Whether the target's status is derived from its steps."""
    if target.kind is not Kind.PROJECT:
        return False
    _, _, lines = study.lines(target.roadmap)
    return any(entry.parent == target.item for entry in lines)
