"""The last messages, to be read again."""

from __future__ import annotations

from studytui.tui.screens.dialog import Dialog
from studytui.tui.verbs import bindings_of
from studytui.tui.widgets.reading import paragraph
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType


class MessagesScreen(Dialog[None]):
    """Messages, the newest first; each in as many lines as it takes."""

    DEFAULT_CSS = """
    MessagesScreen RowList { width: 76; max-width: 100%; height: 80%; max-height: 30; }
    """
    PASSES: ClassVar[frozenset[str]] = frozenset(("list.copy",))
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("list.copy")]

    def __init__(self, messages: Sequence[str]) -> None:
        """Show these."""
        super().__init__()
        self._messages = messages

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield RowList(id="messages", classes="pane", empty="Nothing has been said yet.")

    def on_mount(self) -> None:
        """Fill it."""
        messages = self.query_one(RowList)
        messages.border_title = "Messages, newest first"
        messages.border_subtitle = "y copy, esc close"
        messages.focus()
        super().on_mount()

    def on_resize(self) -> None:
        """Break the lines where the width wants it."""
        messages = self.query_one(RowList)
        width = messages.scrollable_content_region.width
        rows: list[Row] = []
        for at, message in enumerate(self._messages):
            first, *others = paragraph(message, width)
            rows.append(Row(f"{at}", first.title))
            rows += [Row(title=other.title, indent=1, attached=True) for other in others]
        messages.show(rows)

    def on_row_list_left(self) -> None:
        """One step back."""
        self.dismiss(None)
