"""An input above a list: what is typed narrows the list, Enter takes the line under the cursor."""

from __future__ import annotations

from abc import abstractmethod

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from studytui.tui.screens.dialog import Dialog
from studytui.tui.widgets.rows import RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.tui.look import Look
    from studytui.tui.widgets.rows import Row


class Finder(Dialog[str]):
    """A dialog that answers with the key of a row; subclasses say which rows fit what was typed."""

    DEFAULT_CSS = """
    Finder #finder { width: 66; max-width: 100%; height: 80%; max-height: 26; }
    Finder #typed { height: 1; padding: 0 1; }
    Finder #prompt { width: 2; color: $accent; }
    Finder Input { width: 1fr; height: 1; border: none; padding: 0; background: $background; }
    Finder Input:focus { border: none; background: $background; }
    Finder RowList { height: 1fr; margin: 1 0; }
    Finder #told { height: 1; padding: 0 1; color: $muted; }
    Finder.-low RowList { margin: 0; }
    Finder.-low #told { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('list.up')", priority=True, show=False),
        Binding("down", "move('list.down')", priority=True, show=False),
        Binding("pageup", "move('list.page.up')", priority=True, show=False),
        Binding("pagedown", "move('list.page.down')", priority=True, show=False),
    ]
    SCOPED_CSS = False
    CALLED = ""
    EMPTY = ""

    def compose(self) -> ComposeResult:
        """Input, list, and a line below."""
        with Vertical(id="finder", classes="pane"):
            with Horizontal(id="typed"):
                yield Static(id="prompt", markup=False)
                yield Input(id="words", placeholder="type to find", select_on_focus=False)
            yield RowList(id="found", empty=self.EMPTY)
            yield Static(id="told", markup=False)

    def on_mount(self) -> None:
        """All rows are shown before anything is typed."""
        found = self.query_one("#found", RowList)
        found.can_focus = False
        found.lit = True
        box = self.query_one("#finder")
        box.border_title = self.CALLED
        self.query_one(Input).cursor_blink = False
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Draw in this look."""
        super().take_look(look)
        if look is not None:
            self.query_one("#prompt", Static).update(look.glyphs.then)
            dot = f" {look.glyphs.dot} "
            self.query_one("#finder").border_subtitle = dot.join(
                ("type to filter", "enter runs it", "esc close")
            )
        self.find()

    @abstractmethod
    def rows(self, words: str) -> list[Row]:
        """The rows that fit what was typed."""

    def told(self) -> str:
        """The line below the list."""
        return ""

    def find(self) -> None:
        """Show what fits."""
        self.query_one("#found", RowList).show(self.rows(self.query_one(Input).value), keep=False)
        self.query_one("#told", Static).update(self.told())

    def on_input_changed(self) -> None:
        """Other words, other rows."""
        self.find()

    def on_input_submitted(self) -> None:
        """Take the row under the cursor."""
        row = self.query_one("#found", RowList).current
        if row is not None:
            self.dismiss(row.key)

    def on_row_list_moved(self) -> None:
        """The line below may speak of the row."""
        self.query_one("#told", Static).update(self.told())

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Take the row that was clicked."""
        self.dismiss(message.row.key)

    def action_move(self, verb: str) -> None:
        """Move the cursor of the list while the input has the keys."""
        self.query_one("#found", RowList).perform(verb)
