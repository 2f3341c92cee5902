"""One line to type in, which narrows a list while it is typed."""

from __future__ import annotations

from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, Static

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.tui.widgets.rows import RowList


class FilterBar(Horizontal):
    """Above the hints: Enter keeps the filter, Esc clears it."""

    DEFAULT_CSS = """
    FilterBar { height: 1; width: 100%; background: $panel; }
    FilterBar Static { width: auto; color: $accent; padding: 0 1; }
    FilterBar Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    FilterBar Input:focus { border: none; background: $panel; }
    FilterBar #filter-keys { color: $muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", priority=True, show=False),
        Binding("down", "keep", priority=True, show=False),
        Binding("tab", "keep", priority=True, show=False),
    ]

    def __init__(self, rows: RowList) -> None:
        """Filter `rows`, from the words it is filtered by already."""
        super().__init__(id="filter")
        self._rows = rows
        self._leaving = False

    def compose(self) -> ComposeResult:
        """A sign, the input, its keys."""
        yield Static("/", markup=False)
        yield Input(self._rows.filter_words, id="filter-words", placeholder=self._rows.FILTER_HINT)
        yield Static("enter keep, esc clear", id="filter-keys", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        words = self.query_one(Input)
        words.cursor_blink = False
        words.focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Narrow the list."""
        message.stop()
        if not self._leaving:
            self._rows.filter(message.value)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Keep it."""
        message.stop()
        self._leave()

    def on_input_blurred(self) -> None:
        """Whoever clicks elsewhere keeps it."""
        if not self._leaving:
            self._leaving = True
            self.remove()

    def action_keep(self) -> None:
        """Keep it, and go on in the list."""
        self._leave()

    def action_clear(self) -> None:
        """Show all rows again."""
        self._rows.filter("")
        self._leave()

    def _leave(self) -> None:
        self._leaving = True
        self._rows.focus()
        self.remove()
