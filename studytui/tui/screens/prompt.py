"""One question, one line: what is typed is read at once, and what was understood is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from studytui.domain.faults import Fault
from studytui.tui.screens.dialog import Answer, Dialog
from studytui.tui.telling import drawable, say_fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.tui.look import Look


@dataclass(frozen=True)
class Read(Generic[Answer]):
    """What was understood of a line: its value, in words, and what to beware of."""

    value: Answer
    words: str
    warning: str = ""


class Prompt(Dialog[Read[Answer]]):
    """Answers with what was understood; Esc answers nothing."""

    DEFAULT_CSS = """
    Prompt #prompt { width: 64; max-width: 100%; height: auto; max-height: 100%; padding: 0 1; }
    Prompt #prompt Static { height: auto; width: 1fr; }
    Prompt #question { color: $muted; margin-bottom: 1; }
    Prompt Input, Prompt Input:focus { border: none; height: 1; padding: 0 1; background: $surface; }
    Prompt #prompt #told { min-height: 2; margin-top: 1; }
    Prompt #told.-fault { color: $error; }
    Prompt #told.-warned { color: $warning; }
    Prompt.-low #prompt Static { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "save", show=False)]

    def __init__(
        self,
        title: str,
        question: str,
        read: Callable[[str], Read[Answer]],
        typed: str = "",
        keys: str = "enter save · esc cancel",
    ) -> None:
        """Ask `question`; `read` understands a line or raises a Fault; `typed` is the line at first.

        `keys` are the words of the border.
        """
        super().__init__()
        self._called = title
        self._question = question
        self._read = read
        self._keys = keys
        self._typed = typed
        self._insists = bool(typed)

    def compose(self) -> ComposeResult:
        """The question, the line, and what was understood."""
        with VerticalScroll(id="prompt", classes="pane", can_focus=False):
            if self._question:
                yield Static(id="question", markup=False)
            yield Input(self._typed, id="line")
            yield Static(id="told", markup=False)

    def on_mount(self) -> None:
        """Read what stands there already."""
        line = self.query_one(Input)
        line.cursor_blink = False
        line.focus()
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Write with the signs of this look."""
        super().take_look(look)
        if look is None:
            return
        box = self.query_one("#prompt")
        box.border_title = Content(drawable(self._called, look))
        box.border_subtitle = drawable(self._keys, look)
        for question in self.query("#question").results(Static):
            question.update(drawable(self._question, look))
        self._tell()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Say what is understood now."""
        message.stop()
        self._insists = self._insists or bool(message.value)
        self._tell()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter saves."""
        message.stop()
        self.action_save()

    def _tell(self) -> Read[Answer] | None:
        """Say what is understood, or why it is not; nothing is held against a line not yet begun."""
        if self.look is None:
            return None
        told = self.query_one("#told", Static)
        found: Read[Answer] | None = None
        try:
            found = self._read(self.query_one(Input).value)
        except Fault as fault:
            words = f"{self.look.glyphs.cross} {say_fault(fault)}" if self._insists else ""
        else:
            words = f"= {found.words}"
            if found.warning:
                words += f"\n{self.look.glyphs.due} {found.warning}"
        told.set_class(found is None and self._insists, "-fault")
        told.set_class(found is not None and bool(found.warning), "-warned")
        told.update(drawable(words, self.look))
        return found

    def action_save(self) -> None:
        """Answer, if what is typed is understood."""
        self._insists = True
        found = self._tell()
        if found is not None:
            self.dismiss(found)
