"""What every view is: a container that is handed a snapshot and tells what is selected in it."""

from __future__ import annotations

from textual.containers import Container
from textual.reactive import reactive

from studytui.domain.status import Kind
from studytui.domain.target import Target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.figures import ItemFigures, StageFigures
    from studytui.services.snapshot import Snapshot
    from studytui.tui.look import Look


class View(Container):
    """A view; `first_focus` names the widget that takes the keys when it is shown."""

    DEFAULT_CSS = "View { height: 1fr; width: 1fr; }"
    first_focus = ""

    snapshot: reactive[Snapshot | None] = reactive(None)
    look: reactive[Look | None] = reactive(None)
    now: reactive[int] = reactive(0)

    def selection(self) -> Target | None:
        """What a timer, a note or a status would be for."""
        return None

    def perform(self, verb: str) -> bool:
        """Carry out a verb that is this view's own; whether it was one."""
        return False

    def shown(self) -> None:
        """The view has come to the front."""

    def take_over(self, before: View) -> None:
        """Take up what the view before this one was looking at."""


def target_of_stage(snapshot: Snapshot, stage: StageFigures) -> Target:
    """A stage as a target."""
    entry = stage.entry
    return Target(snapshot.roadmap.id, entry.stage, None, Kind.STAGE, entry.title, entry.title)


def target_of_item(snapshot: Snapshot, stage: StageFigures, item: ItemFigures) -> Target:
    """An item of a stage as a target."""
    entry = item.entry
    return Target(snapshot.roadmap.id, entry.stage, entry.id, entry.kind, entry.title, stage.entry.title)
