"""Writing one note from wherever one is: a draft is kept on every pause in typing, leaving saves it."""

from __future__ import annotations

from textual.containers import Container
from textual.content import Content

from studytui.tui.screens.dialog import Dialog
from studytui.tui.verbs import bindings_of
from studytui.tui.widgets.editor import NoteEditor
from studytui.tui.widgets.preview import Preview

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.domain.ids import NoteTarget
    from studytui.services.study import Study
    from studytui.tui.look import Look


class NoteScreen(Dialog[None]):
    """A note in an editor, or as it reads; Esc saves and closes."""

    DEFAULT_CSS = """
    NoteScreen #note { width: 90%; max-width: 94; height: 80%; }
    NoteScreen #note-preview { display: none; padding: 0 1; }
    NoteScreen #note-preview, NoteScreen #note-text { width: 1fr; height: 1fr; }
    NoteScreen.-low #note, NoteScreen.-tiny #note { width: 100%; height: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("note.editor", "notes.save", "notes.preview")]

    def __init__(self, study: Study, key: NoteTarget, title: str) -> None:
        """Write the note under `key`, whose target is called `title`."""
        super().__init__()
        self._study = study
        self._key = key
        self._called = title

    def compose(self) -> ComposeResult:
        """The editor, and the preview in its place."""
        with Container(id="note"):
            yield NoteEditor(id="note-text", classes="pane")
            yield Preview(id="note-preview", classes="pane")

    def on_mount(self) -> None:
        """Write on at the end."""
        super().on_mount()
        editor = self.query_one(NoteEditor)
        editor.border_title = Content(f"Note on {self._called}")
        editor.ending = "f4 preview, esc save and close"
        editor.open(self._study, self._key, self._called)
        editor.write_at_end()
        preview = self.query_one(Preview)
        preview.border_title = Content(f"Note on {self._called}")
        preview.border_subtitle = "f4 write"

    def take_look(self, look: Look | None) -> None:
        """Draw in this look."""
        super().take_look(look)
        self.query_one(NoteEditor).look = look

    def perform(self, verb: str) -> bool:
        """Save, show the preview or the editor, or hand the text to the user's own editor."""
        editor = self.query_one(NoteEditor)
        if verb == "notes.save":
            editor.save()
        elif verb == "notes.preview":
            self._turn(editor)
        elif verb == "note.editor":
            from studytui.tui.actions.notes import rewrite

            rewrite(self.app, editor)
        else:
            return False
        return True

    def _turn(self, editor: NoteEditor) -> None:
        preview = self.query_one(Preview)
        reading = editor.display
        editor.display, preview.display = not reading, reading
        if reading:
            preview.show_text(editor.text)
        self.call_after_refresh((preview if reading else editor).focus)

    def action_leave(self) -> None:
        """Save and close; stay where that would lose what was typed."""
        if self.query_one(NoteEditor).leave():
            self.dismiss(None)
