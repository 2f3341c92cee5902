"""The changes that were made, newest first."""

from __future__ import annotations

from studytui.domain.wording import say_day
from studytui.domain.zones import local
from studytui.tui.screens.dialog import Dialog
from studytui.tui.verbs import bindings_of
from studytui.tui.widgets.panes import clock_time
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.store.operations import Group
    from studytui.tui.look import Look

_MOST = 500


class HistoryScreen(Dialog[None]):
    """Changes by day; undo and redo work here."""

    DEFAULT_CSS = """
    HistoryScreen RowList { width: 90; max-width: 100%; height: 80%; }
    """
    PASSES: ClassVar[frozenset[str]] = frozenset(("change.undo", "change.redo", "list.copy"))
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("change.undo", "change.redo", "list.copy")]

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield RowList(id="changes", classes="pane", empty="Nothing has been changed yet.")

    def on_mount(self) -> None:
        """Fill it, and again after each undo."""
        changes = self.query_one(RowList)
        changes.border_title = "What was changed"
        changes.focus()
        super().on_mount()
        self.watch(self.app, "snapshot", self._redraw)

    def take_look(self, look: Look | None) -> None:
        """Draw in this look."""
        super().take_look(look)
        self._redraw()

    def _redraw(self) -> None:
        if self.look is None or self.app.snapshot is None:
            return
        groups = self.app.study.history.listed(_MOST)
        rows: list[Row] = []
        day = ""
        for group in groups:
            wall = local(group.at, self.app.study.zone())
            if (that := say_day(wall.date())) != day:
                rows += [*([Row()] if rows else []), Row(title=that, role="muted")]
                day = that
            rows.append(self._row(group, self.look))
        changes = self.query_one(RowList)
        changes.show(rows)
        dot = f" {self.look.glyphs.dot} "
        changes.border_subtitle = dot.join(("u undo", "^r redo", "y copy", "esc close"))

    def _row(self, group: Group, look: Look) -> Row:
        snapshot = self.app.snapshot
        assert snapshot is not None
        time = clock_time(group.at, snapshot, self.app.study.clock.zone_name())
        sign = look.glyphs.skipped if group.undone else look.glyphs.done
        told = {"undone": "undone, ^r brings it back", "gone": "undone", "final": "stands"}.get(
            group.state, ""
        )
        role = "muted" if group.undone else "text"
        label = group.label[:1].upper() + group.label[1:]
        return Row(
            str(group.seq),
            label,
            sign,
            f"{told}  {time}".strip(),
            role,
            "muted" if group.undone else "success",
        )

    def on_row_list_left(self) -> None:
        """One step back."""
        self.dismiss(None)
