"""The Notes view: all notes, newest first or by a search, the one under the cursor, and how it reads."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from studytui.domain.faults import Fault
from studytui.domain.ids import NoteTarget
from studytui.tui.note_rows import note_rows, read_list
from studytui.tui.telling import say_fault
from studytui.tui.verbs import Place, bindings
from studytui.tui.views.view import View
from studytui.tui.widgets.editor import NoteEditor, in_border
from studytui.tui.widgets.preview import Preview
from studytui.tui.widgets.rows import RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.domain.target import Target
    from studytui.services.study import Study
    from studytui.tui.app import StudyApp
    from studytui.tui.note_rows import Listed

_BESIDE = 112
_EMPTY = "No notes yet.\nn begins one."
_NOTHING_WRITTEN = "A note is written here.\n\nn  chooses what to write it on\n/  searches all notes"


class NotesList(RowList):
    """The notes."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.NOTES, Place.EDITOR, Place.LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.NOTES, Place.EDITOR])]

    def say_if_empty(self, words: str) -> None:
        """What stands here while there are no rows."""
        self._empty = words


class SearchField(Input):
    """Where a search is typed; Enter and down go to what was found."""

    BINDINGS: ClassVar[list[BindingType]] = []
    TYPES: ClassVar[bool] = True

    class Done(Message):
        """What was found is wanted."""

    def key_down(self) -> None:
        """To the list."""
        self.post_message(self.Done())


class NotesView(View):
    """List, editor, and preview; what is narrow shows the preview in place of the editor."""

    DEFAULT_CSS = """
    NotesView Horizontal { height: 1fr; align-horizontal: left; }
    NotesView #notes-side { width: 32; }
    NotesView #notes-search { height: 1; border: none; padding: 0 1; background: $background; }
    NotesView #notes-search:focus { border: none; background: $surface; }
    NotesView #notes-list { height: 1fr; margin-top: 1; }
    NotesView #notes-text, NotesView #notes-preview { width: 1fr; max-width: 94; }
    NotesView #notes-preview { display: none; padding: 0 1; }
    .-narrow NotesView #notes-side { width: 27; }
    .-wide NotesView #notes-side { width: 46; }
    NotesView.-reading #notes-preview { display: block; }
    .-narrow NotesView.-reading #notes-text, .-tiny NotesView.-reading #notes-text { display: none; }
    NotesView.-alone #notes-side, NotesView.-alone #notes-preview { display: none; }
    NotesView.-alone Horizontal { align-horizontal: center; }
    .-tiny NotesView #notes-side { width: 1fr; }
    .-tiny NotesView #notes-text, .-tiny NotesView #notes-preview { display: none; }
    .-tiny NotesView.-open #notes-side { display: none; }
    .-tiny NotesView.-open #notes-text { display: block; }
    .-tiny NotesView.-reading.-open #notes-text { display: none; }
    .-tiny NotesView.-reading.-open #notes-preview { display: block; }
    .-low NotesView #notes-list { margin-top: 0; }
    """
    SCOPED_CSS = False
    first_focus = "#notes-list"
    hints: ClassVar[Mapping[str, str]] = {
        "note.open": "new note",
        "list.add": "",
        "list.open": "write",
        "list.filter": "search",
        "list.previous": "",
        "notes.save": "",
        "notes.wide": "",
    }
    if TYPE_CHECKING:
        app: StudyApp

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Nothing has been read yet."""
        super().__init__(id=id)
        self._study: Study | None = None
        self._listed: dict[NoteTarget, Listed] = {}
        self._fresh: dict[NoteTarget, str] = {}
        self._reading: bool | None = None

    def compose(self) -> ComposeResult:
        """Search and list at the left, then the note twice: as it is written, and as it reads."""
        with Horizontal():
            with Vertical(id="notes-side", classes="pane"):
                yield SearchField(id="notes-search", placeholder="/ search all notes", select_on_focus=False)
                yield NotesList(id="notes-list", empty=_EMPTY).data_bind(NotesView.look)
            yield NoteEditor(id="notes-text", classes="pane").data_bind(NotesView.look)
            yield Preview(id="notes-preview", classes="pane").data_bind(NotesView.look)

    def on_mount(self) -> None:
        """Name the panes."""
        self.query_one("#notes-side").border_title = "Notes"
        self.editor.ending = "esc list"
        preview = self.query_one(Preview)
        preview.border_title, preview.border_subtitle = "Preview", "f4 hide"
        self.query_one(SearchField).cursor_blink = False

    @property
    def editor(self) -> NoteEditor:
        """The editor."""
        return self.query_one(NoteEditor)

    @property
    def notes(self) -> NotesList:
        """The list."""
        return self.query_one(NotesList)

    def read(self, study: Study) -> None:
        """Read the list, and what others have made of the note that is open."""
        self._study = study
        self.show_list()
        self.editor.renew()

    def watch_look(self) -> None:
        """Draw in the other look."""
        if self.is_mounted:
            self.show_list()

    def show_list(self) -> None:
        """Draw the notes that fit what is searched for, and open the one under the cursor."""
        study, look = self._study, self.look
        if study is None or look is None:
            return
        words = self.query_one(SearchField).value
        side = self.query_one("#notes-side")
        try:
            found = read_list(study, words, self._fresh)
        except Fault as fault:
            side.border_subtitle = in_border(side, look, f"{look.glyphs.cross} {say_fault(fault)}")
            return
        self._listed = {one.key: one for one in found}
        self.notes.say_if_empty(f"No note has: {words}" if words.strip() else _EMPTY)
        self.show_rows(self.notes, note_rows(found, study, study.active_id(), bool(words.strip())))
        dot = look.glyphs.dot
        told = (
            (f"{len(found)} found", "esc clears") if words.strip() else (str(len(found)), "/ search", "n new")
        )
        side.border_subtitle = in_border(side, look, f" {dot} ".join(told), told[0])
        self._open_chosen()

    def _open_chosen(self) -> None:
        """Open the note under the cursor, unless another is being written."""
        row, editor = self.notes.current, self.editor
        busy = editor.has_focus or editor.unsaved
        if editor.key is not None and busy:
            self.notes.go_to(str(editor.key))
        elif row is not None:
            self.open(NoteTarget(row.key))
        else:
            editor.close("" if self.query_one(SearchField).value.strip() else _NOTHING_WRITTEN)
            editor.border_title = ""
        self._title()

    def open(self, key: NoteTarget) -> None:
        """Show a note of the list."""
        listed = self._listed.get(key)
        if self._study is None or listed is None or self.editor.key == key:
            return
        self.editor.open(self._study, key, listed.title)
        self._title()

    def _title(self) -> None:
        editor = self.editor
        listed = self._listed.get(editor.key) if editor.key is not None else None
        if listed is not None and self.look is not None:
            where = f" {self.look.glyphs.dot} {listed.where}" if listed.where else ""
            editor.border_title = in_border(editor, self.look, listed.title + where, listed.title)

    def selection(self) -> Target | None:
        """What the open note is on."""
        key = self.editor.key
        listed = self._listed.get(key) if key is not None else None
        return listed.place if listed is not None else None

    def copied(self) -> str:
        """The text of the open note."""
        return self.editor.selected_text or self.editor.text

    def shown(self) -> None:
        """Show the preview where there is room for it."""
        self._lay_out()

    def left(self) -> None:
        """Save what was written; what cannot be saved stays in the editor."""
        self._leave_editor()

    def on_resize(self) -> None:
        """Show the preview where there is room for it, until somebody says otherwise."""
        self._lay_out()
        self.call_after_refresh(self._title)

    def _lay_out(self) -> None:
        reading = self._reading if self._reading is not None else self.size.width >= _BESIDE
        self.set_class(reading, "-reading")
        if reading:
            self.query_one(Preview).show_text(self.editor.text)

    def perform(self, verb: str) -> bool:
        """Carry out what is different in the notes."""
        writing = self.editor.has_focus
        if verb in ("note.open", "list.add"):
            self.pick()
        elif verb == "list.filter":
            self.remove_class("-alone", "-open")
            self.query_one(SearchField).focus()
        elif verb == "list.open":
            self.write()
        elif verb == "notes.save":
            self.editor.save()
        elif verb == "notes.preview":
            self._turn()
        elif verb == "notes.wide":
            self.toggle_class("-alone")
            self.write()
        elif verb == "notes.delete":
            self.delete()
        elif verb == "note.editor":
            from studytui.tui.actions.notes import rewrite

            rewrite(self.app, self.editor)
        elif verb == "change.redo" and writing:
            self.editor.redo()
        elif verb == "change.undo" and writing:
            return not self._leave_editor()
        elif verb == "app.back":
            return self._back()
        else:
            return False
        return True

    def _back(self) -> bool:
        """From the note to the list, out of the search; whether there was somewhere to go."""
        search = self.query_one(SearchField)
        if self.zoomed is not None:
            return False
        if self.has_class("-open") or not self.notes.has_focus:
            if not self._leave_editor():
                return True
            self.remove_class("-alone", "-open")
            if search.has_focus:
                search.value = ""
            self.notes.focus()
            return True
        if search.value:
            search.value = ""
            return True
        return False

    def _leave_editor(self) -> bool:
        """Save what was written, and forget a new note in which nothing is written."""
        left = self.editor.leave()
        if left and self._fresh:
            self._fresh = {}
            self.call_later(self.show_list)
        return left

    def write(self) -> None:
        """Give the keys to the editor."""
        if self.editor.key is None:
            return
        self.add_class("-open")
        if self.has_class("-reading") and self.size.width < _BESIDE:
            self._reading = False
            self._lay_out()
        self.editor.write_at_end()

    def _turn(self) -> None:
        """Show the preview, or hide it."""
        self._reading = not self.has_class("-reading")
        self.remove_class("-alone")
        writing = self.editor.has_focus
        self._lay_out()
        if self.size.width >= _BESIDE:
            return
        if self._reading and writing:
            self.call_after_refresh(self.query_one(Preview).focus)
        elif not self._reading and not self.notes.has_focus:
            self.call_after_refresh(self.editor.focus)

    def pick(self) -> None:
        """Choose what to write a note on."""
        from studytui.tui.screens.pick import PickScreen

        if self.snapshot is None or not self._leave_editor():
            return
        self.app.push_screen(PickScreen(self.snapshot, set(self.snapshot.notes)), self._begin)

    def _begin(self, key: str | None) -> None:
        if key is None or self._study is None:
            return
        chosen = NoteTarget(key)
        place = self._study.notebook.places([chosen]).get(chosen)
        if self._study.notebook.of(chosen) is None and place is not None:
            self._fresh = {chosen: place.title}
        search = self.query_one(SearchField)
        with self.prevent(Input.Changed):
            search.value = ""
        self.notes.focus()
        self.show_list()
        self.notes.go_to(key)
        self.open(chosen)
        self.write()

    def delete(self) -> None:
        """Take the note away; undo brings it back, with what was only a draft of it."""
        editor = self.editor
        if self._study is None or editor.key is None:
            return
        key = editor.key
        if key in self._fresh and not editor.unsaved:
            self._fresh = {}
            self.show_list()
            return
        if self._listed[key].unsaved and not editor.save():
            return
        note = self._study.notebook.delete(key)
        self._fresh = {}
        editor.close()
        self.app.renew()
        self.app.say(f"Deleted the note on {note.title}. u undo")

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show another note; the one before is saved first, or stays."""
        if not isinstance(message.rows, NotesList) or message.row.key == self.editor.key:
            return
        if self.editor.leave():
            self.open(NoteTarget(message.row.key))
        elif self.editor.key is not None:
            self.notes.go_to(str(self.editor.key))

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Write in the note."""
        if isinstance(message.rows, NotesList):
            self.write()

    def on_row_list_left(self, message: RowList.Left) -> None:
        """Back from the preview to the list."""
        if isinstance(message.rows, Preview):
            self._back()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Search while it is typed; the note that was written in is saved first."""
        message.stop()
        if self._leave_editor():
            self.show_list()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """To what was found."""
        message.stop()
        self.notes.focus()

    def on_search_field_done(self) -> None:
        """To what was found."""
        self.notes.focus()

    def on_note_editor_paused(self, message: NoteEditor.Paused) -> None:
        """Show in the preview what was typed."""
        if self.has_class("-reading"):
            self.query_one(Preview).show_text(message.text, keep=not message.other)

    def on_note_editor_written(self, message: NoteEditor.Written) -> None:
        """The note is saved: show it where it belongs now."""
        self.app.renew()
        if message.removed:
            self.app.say(f"Deleted the note on {message.title}, since nothing is left of it. u undo")
