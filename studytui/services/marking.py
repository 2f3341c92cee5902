"""Statuses, as parts of a change: shared by ticking, logging and the timer."""

from __future__ import annotations

from studytui.domain.status import Kind, Status
from studytui.store.tables import GRADING, MARK, SESSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.ids import ItemId
    from studytui.domain.session import Session
    from studytui.domain.target import Target
    from studytui.services.study import Study
    from studytui.store.operations import ChangeWriter


def mark(writer: ChangeWriter, item: ItemId, status: Status, title: str, done_at: int | None = None) -> None:
    """Store a status; `done_at` is UTC seconds, none for what is not done or was known before."""
    if status is Status.TODO:
        writer.remove(MARK, {"item": item})
    else:
        writer.put(MARK, {"item": item, "status": status.value, "done_at": done_at, "title": title})


def enter_review(study: Study, writer: ChangeWriter, topic: ItemId, title: str, at: int) -> None:
    """A topic's first dated `done` is its first review, graded 3 (good)."""
    if not study.store.progress.graded(topic):
        keep_grading(study, writer, topic, 3, title, at)


def keep_grading(study: Study, writer: ChangeWriter, topic: ItemId, grade: int, title: str, at: int) -> None:
    """Store one review of a topic, 1 to 4, at UTC seconds."""
    identity = study.store.new_id()
    writer.put(GRADING, {"id": identity, "topic": topic, "at": at, "grade": grade, "title": title})


def begin_item(study: Study, writer: ChangeWriter, target: Target) -> None:
    """Time on a todo item makes it doing; stages and projects with steps store no status."""
    if target.item is None or stores_none(study, target):
        return
    if study.store.marks.of(target.item) is None:
        mark(writer, target.item, Status.DOING, target.title)


def forget_begun(study: Study, writer: ChangeWriter, session: Session) -> None:
    """Take back the `doing` that a session gave its item by beginning, when nothing is left of it."""
    item = session.item
    if item is None or study.store.sessions.item_seconds(item):
        return
    found = study.store.marks.of(item)
    if found is None or found.status is not Status.DOING:
        return
    if study.store.made_together((SESSION, {"id": session.id}), (MARK, {"item": item})):
        mark(writer, item, Status.TODO, found.title)


def stores_none(study: Study, target: Target) -> bool:
    """Whether the target's status is derived from its steps, or would be if its roadmap were still there."""
    if target.kind is not Kind.PROJECT:
        return False
    if target.roadmap not in study.library.ids():
        return True
    _, _, lines = study.lines(target.roadmap)
    return any(entry.parent == target.item for entry in lines)
