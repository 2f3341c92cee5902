"""What every view is: a container that is handed a snapshot and tells what is selected in it."""

from __future__ import annotations

from textual.containers import Container
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from studytui.domain.status import Kind
from studytui.domain.target import Target
from studytui.tui.strips import fit
from studytui.tui.widgets.remembering import Remembering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import ClassVar

    from textual import events

    from studytui.domain.roadmap import Roadmap
    from studytui.services.figures import ItemFigures, StageFigures
    from studytui.services.snapshot import Snapshot
    from studytui.services.study import Study
    from studytui.tui.app import StudyApp
    from studytui.tui.look import Look
    from studytui.tui.widgets.rows import Row, RowList


class View(Container, Remembering):
    """A view; `first_focus` names the widget that takes the keys when it is shown."""

    DEFAULT_CSS = "View { height: 1fr; width: 1fr; }"
    first_focus = ""
    wants_roadmap = False
    hints: ClassVar[Mapping[str, str]] = {}
    """Other words in the hint bar for verbs that do something of their own here; none hides one."""

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    look: reactive[Look | None] = reactive(None, repaint=False)
    now: reactive[int] = reactive(0, repaint=False)
    roadmap: reactive[Roadmap | None] = reactive(None, repaint=False)
    """The roadmap in use, with all that its file says; only views with `wants_roadmap` are given it."""

    if TYPE_CHECKING:
        app: StudyApp

    zoomed: Widget | None = None
    """The pane that has the whole view, if one has."""
    panes: Sequence[Widget] = ()
    """What could take the keys before a pane was zoomed."""

    def zoom(self, pane: Widget | None) -> None:
        """Give the whole view to a pane; none brings the others back."""
        if self.zoomed is None:
            self.panes = tuple(self.screen.focus_chain)
        for hidden in self.query(".-behind"):
            hidden.remove_class("-behind")
        for grown in self.query(".-zoomed"):
            grown.remove_class("-zoomed")
        self.zoomed = pane
        while pane is not None and pane is not self and isinstance(pane.parent, Widget):
            for other in pane.parent.children:
                other.set_class(other is not pane, "-behind")
            pane.add_class("-zoomed")
            pane = pane.parent

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What has the keys is seen, in a zoomed view too."""
        pane = pane_of(event.widget)
        if self.zoomed is not None and pane is not self.zoomed:
            self.zoom(pane)

    def show_rows(self, rows: RowList, drawn: Sequence[Row]) -> None:
        """Show rows in a list; the hints change where it was empty, or is now."""
        was_empty = not rows.rows
        rows.show(drawn)
        if was_empty != (not rows.rows):
            self.app.show_hints()

    def selection(self) -> Target | None:
        """What a timer, a note or a status would be for."""
        return None

    def perform(self, verb: str) -> bool:
        """Carry out a verb that is this view's own; whether it was one."""
        return False

    def read(self, study: Study) -> None:
        """Read what the snapshot does not hold; asked when the view is shown, and after each change."""

    def shown(self) -> None:
        """The view has come to the front."""

    def left(self) -> None:
        """Another view comes to the front."""

    def take_over(self, before: View) -> None:
        """Take up what the view before this one was looking at."""


def pane_of(widget: Widget | None) -> Widget | None:
    """The pane that a widget is, or stands in."""
    while isinstance(widget, Widget) and not widget.has_class("pane"):
        widget = widget.parent if isinstance(widget.parent, Widget) else None
    return widget


def entitle(pane: Widget, title: str, look: Look) -> None:
    """Put a title into a pane's border, shortened with our own sign where it does not fit."""
    unknown = 16 if look.glyphs.ascii else 200  # before the first layout; Textual would cut with its own sign
    room = pane.size.width - 4 if pane.size.width else unknown
    pane.border_title = Content(fit(look.words(title), room, look.glyphs.ellipsis))


def target_of_stage(snapshot: Snapshot, stage: StageFigures) -> Target:
    """A stage as a target."""
    entry = stage.entry
    return Target(snapshot.roadmap.id, entry.stage, None, Kind.STAGE, entry.title, entry.title)


def target_of_item(snapshot: Snapshot, stage: StageFigures, item: ItemFigures) -> Target:
    """An item of a stage as a target."""
    entry = item.entry
    return Target(snapshot.roadmap.id, entry.stage, entry.id, entry.kind, entry.title, stage.entry.title)
