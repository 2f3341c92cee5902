"""One line to be typed, read while it is typed."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from studytui.domain.faults import Fault
from studytui.tui.screens.dialog import Dialog

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class AskScreen(Dialog[str]):
    """Answers with what was typed, once it is understood."""

    DEFAULT_CSS = """
    AskScreen Vertical { width: 60; max-width: 100%; height: 6; padding: 0 1; }
    AskScreen Input { border: none; height: 1; padding: 0; background: $surface; }
    AskScreen Input:focus { border: none; }
    AskScreen #understood { height: 2; margin-top: 1; color: $muted; }
    AskScreen #understood.-fault { color: $error; }
    """

    def __init__(self, question: str, value: str, understand: Callable[[str], str]) -> None:
        """Ask `question`; `understand` says back what was typed, or raises a Fault."""
        super().__init__()
        self._question = question
        self._value = value
        self._understand = understand

    def compose(self) -> ComposeResult:
        """The line, and what was understood."""
        with Vertical(classes="pane", id="ask"):
            yield Input(self._value, id="answer")
            yield Static(id="understood", markup=False)

    def on_mount(self) -> None:
        """Read what stands there at first."""
        box = self.query_one("#ask")
        box.border_title = Content(self._question)
        box.border_subtitle = "enter save, esc back"
        self.query_one(Input).cursor_blink = False
        super().on_mount()

    def on_input_changed(self) -> None:
        """Say what is understood."""
        self._read()

    def _read(self) -> bool:
        told = self.query_one("#understood", Static)
        try:
            words = self._understand(self.query_one(Input).value)
        except Fault as fault:
            told.set_class(True, "-fault")
            told.update(f"{fault.message} {fault.hint}")
            return False
        told.set_class(False, "-fault")
        told.update(words)
        return True

    def on_input_submitted(self) -> None:
        """Take it, if it is understood."""
        if self._read():
            self.dismiss(self.query_one(Input).value)
