"""A text that came back with faults: what they are, and whether it is edited again."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content

from studytui.tui.screens.dialog import Dialog
from studytui.tui.telling import drawable
from studytui.tui.widgets.reading import Reading, paragraph
from studytui.tui.widgets.rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.tui.look import Look


class Faults(Reading):
    """The faults, one below the other."""

    def __init__(self, faults: Sequence[str], file: str) -> None:
        """Tell these; `file` holds the text meanwhile."""
        super().__init__(id="faults", classes="pane")
        self._faults = faults
        self._file = file

    def text(self, width: int) -> list[Row]:
        """The faults, then what can be done."""
        rows: list[Row] = []
        for fault in self._faults:
            rows += [*paragraph(fault, width), Row()]
        again = "Enter opens it again with these faults marked above their lines."
        kept = f"Until then what you wrote is in {self._file}"
        return [*rows, *paragraph(again, width, "strong"), *paragraph(kept, width, "muted")]


class FaultyScreen(Dialog[bool]):
    """Answers True when it is to be edited again."""

    DEFAULT_CSS = """
    FaultyScreen Faults { width: 80; max-width: 100%; height: 60%; max-height: 24; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "again", priority=True, show=False)]

    def __init__(self, title: str, faults: Sequence[str], file: str) -> None:
        """Tell the faults of a text that is kept in `file`."""
        super().__init__()
        self._called = title
        self._shown = Faults(faults, file)

    def compose(self) -> ComposeResult:
        """The faults."""
        yield self._shown

    def on_mount(self) -> None:
        """Ready to be scrolled."""
        self._shown.border_title = Content(self._called)
        self._shown.focus()
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Say the keys with this look's signs."""
        super().take_look(look)
        if look is not None:
            self._shown.border_subtitle = drawable("enter edit again · esc leave it there", look)

    def action_again(self) -> None:
        """Edit again."""
        self.dismiss(True)
