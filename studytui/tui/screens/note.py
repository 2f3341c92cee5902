"""Writing one note: a draft is kept on every pause in typing, leaving saves it."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import TextArea

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from studytui.domain.ids import NoteTarget
    from studytui.services.study import Study

_PAUSE_SECONDS = 0.4


class NoteScreen(ModalScreen[None]):
    """A note in an editor; Esc saves and closes."""

    DEFAULT_CSS = """
    NoteScreen TextArea { width: 90%; max-width: 92; height: 80%; border: round $edge-focused; background: $background; padding: 0 1; }
    NoteScreen TextArea .text-area--cursor-line { background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "save and close", priority=True),
        Binding("ctrl+s", "save", "save"),
    ]

    def __init__(self, study: Study, key: NoteTarget, title: str) -> None:
        """Write the note under `key`, whose target is called `title`."""
        super().__init__()
        self._study = study
        self._key = key
        self._called = title
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """The editor alone."""
        note = self._study.notebook.of(self._key)
        draft = self._study.notebook.draft(self._key)
        editor = TextArea(draft if draft is not None else note.body if note else "", soft_wrap=True, show_line_numbers=False)
        editor.cursor_blink = False
        editor.border_title = Content(f"Note on {self._called}")
        editor.border_subtitle = "ctrl+s save · esc save and close" if draft is None else "taken up from a draft · esc save and close"
        yield editor

    def on_mount(self) -> None:
        """Write on at the end."""
        editor = self.query_one(TextArea)
        editor.move_cursor(editor.document.end)
        editor.focus()

    def on_text_area_changed(self) -> None:
        """Keep a draft when the typing pauses."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE_SECONDS, self._keep_draft)

    def _keep_draft(self) -> None:
        self._study.notebook.keep_draft(self._key, self.query_one(TextArea).text)
        self.query_one(TextArea).border_subtitle = "draft kept · esc save and close"

    def action_save(self) -> None:
        """Save, and go on writing."""
        self._write()
        self.query_one(TextArea).border_subtitle = "saved · esc close"

    def action_leave(self) -> None:
        """Save and close."""
        if self._pause is not None:
            self._pause.stop()
        self._write()
        self.dismiss(None)

    def _write(self) -> None:
        self._study.notebook.write(self._key, self._called, self.query_one(TextArea).text)
