"""How far an item is."""

from __future__ import annotations

from enum import StrEnum

from studytui.domain.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.ids import ItemId


class Status(StrEnum):
    """The four states of an item; skipped leaves the total."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    SKIPPED = "skipped"


class Kind(StrEnum):
    """What stands in a roadmap."""

    ROADMAP = "roadmap"
    STAGE = "stage"
    TOPIC = "topic"
    COURSE = "course"
    PROJECT = "project"
    STEP = "step"


@dataclass(frozen=True)
class Mark:
    """The stored status of one item; `done_at` is UTC seconds, none when it was known before."""

    item: ItemId
    status: Status
    done_at: int | None
    title: str


def after_space(status: Status, seconds: int) -> Status:
    """What `space` makes of an item with that much time: done, or back to doing or todo."""
    if status is not Status.DONE:
        return Status.DONE
    return Status.DOING if seconds > 0 else Status.TODO


def after_skip(status: Status, seconds: int) -> Status:
    """What `x` makes of an item with that much time: skipped, or back to doing or todo."""
    if status is not Status.SKIPPED:
        return Status.SKIPPED
    return Status.DOING if seconds > 0 else Status.TODO
