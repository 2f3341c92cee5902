"""What every dialog is: a modal screen in the program's look, which Esc leaves."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.reactive import reactive
from textual.screen import ModalScreen

from studytui.tui.widgets.panes import Pane
from studytui.tui.widgets.rows import RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.binding import BindingType

    from studytui.tui.app import StudyApp
    from studytui.tui.look import Look

Answer = TypeVar("Answer")


class AnswersOnce(ModalScreen[Answer]):
    """A modal screen that answers once: keys typed on, while it is being left, leave nothing else too."""

    _answered = False

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave with an answer; nothing where one was given before."""
        if self._answered:
            return AwaitComplete()
        self._answered = True
        return super().dismiss(result)


class Dialog(AnswersOnce[Answer | None]):
    """A modal screen; `PASSES` are the verbs that the program carries out while it is open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "close", priority=True, show=False)]
    PASSES: ClassVar[frozenset[str]] = frozenset()
    if TYPE_CHECKING:
        app: StudyApp

    look: reactive[Look | None] = reactive(None, init=False)

    def on_mount(self) -> None:
        """Take the program's look, now and whenever it changes."""
        self.watch(self.app, "look", self.take_look)

    def take_look(self, look: Look | None) -> None:
        """Hand the look down."""
        for rows in self.query(RowList):
            rows.look = look
        for pane in self.query(Pane):
            pane.look = look
        self.look = look

    def perform(self, verb: str) -> bool:
        """Carry out a verb that is this dialog's own; whether it was one."""
        return False

    def action_verb(self, verb: str) -> None:
        """Carry out a verb that a key of this dialog stands for."""
        self.app.perform(verb)

    def action_leave(self) -> None:
        """One step back."""
        self.dismiss(None)
