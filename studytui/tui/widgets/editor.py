"""The editor of one note: keeps a draft on every pause in typing, and saves when it is left."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import TextArea

from studytui.domain.faults import Fault
from studytui.domain.text import clean
from studytui.tui.note_rows import say_when
from studytui.tui.strips import fit
from studytui.tui.telling import say_fault
from studytui.tui.verbs import Place, bindings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.binding import BindingType
    from textual.document._document import EditResult
    from textual.document._edit import Edit
    from textual.timer import Timer
    from textual.widget import Widget

    from studytui.domain.ids import NoteTarget
    from studytui.services.study import Study
    from studytui.tui.look import Look

_CORNERS = 6
_PAUSE_SECONDS = 0.4
_LONGEST_UNSAVED = 300


def in_border(widget: Widget, look: Look | None, *versions: str) -> Content:
    """The first of some words that fits into the border of a widget; the last one is cut where none does."""
    room = widget.outer_size.width - _CORNERS
    if look is None or room <= 0:
        return Content(versions[0])
    return Content(
        next(
            (one for one in versions if cell_len(one) <= room), fit(versions[-1], room, look.glyphs.ellipsis)
        )
    )


class NoteEditor(TextArea):
    """A text area on one note; what is typed is a draft on disk at once, and an operation when it is left."""

    DEFAULT_CSS = """
    NoteEditor { min-width: 10; padding: 0 1; background: $background; scrollbar-size: 1 1; }
    NoteEditor .text-area--cursor-line { background: $background; }
    """
    PLACES: ClassVar[tuple[Place, ...]] = (Place.EDITOR,)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.EDITOR])]
    TYPES: ClassVar[bool] = True
    """Letters are text here; other keys still mean what they mean."""

    look: reactive[Look | None] = reactive(None)

    class Paused(Message):
        """The typing has paused, or another text was taken up."""

        def __init__(self, text: str, other: bool = False) -> None:
            """Tell the text as it stands, and whether it is another one than before."""
            super().__init__()
            self.text = text
            self.other = other

    class Written(Message):
        """The note was saved, or taken away because nothing is left of it."""

        def __init__(self, title: str, removed: bool) -> None:
            """Tell which."""
            super().__init__()
            self.title = title
            self.removed = removed

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """No note is open yet."""
        super().__init__(id=id, classes=classes, soft_wrap=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.read_only = True
        self.key: NoteTarget | None = None
        self.called = ""
        self.ending = ""
        """A word on how to leave, at the end of the line of status."""
        self._study: Study | None = None
        self._base = ""
        self._from_draft = False
        self._used = False
        self._pause: Timer | None = None
        self._unsaved_since: float | None = None
        self._state = ""
        self._words = 0
        self._failed = False

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not in the note."""
        text = self.text
        return text != self._base and bool(text.strip() or self._base)

    def open(self, study: Study, key: NoteTarget, title: str) -> None:
        """Show the note under `key`, whose target is called `title`; with what was typed and never saved."""
        note = study.notebook.of(key)
        draft = study.notebook.draft(key)
        self._study, self.key, self.called = study, key, title
        self.placeholder = ""
        self._base = note.body if note is not None else ""
        self._from_draft = draft is not None
        self._used = self.has_focus
        self._failed = False
        self._state = "draft taken up" if draft is not None else "" if note is not None else "new"
        if note is not None and draft is None:
            self._state = f"saved {self._when(note.updated)}"
        self.read_only = study.store.unwritable is not None
        if self.read_only:
            self._state = "read-only"
        self._load(self._base if draft is None else draft)

    def close(self, words: str = "") -> None:
        """Show no note, but `words` on how to come by one."""
        self.placeholder = words
        self.key, self.called, self._base, self._state = None, "", "", ""
        self._from_draft = self._used = False
        self.read_only = True
        self._load("")

    def _load(self, text: str) -> None:
        self._stop_pausing()
        self._unsaved_since = None
        with self.prevent(TextArea.Changed):
            self.load_text(text)
        self._words = len(text.split())
        self._tell()
        self.post_message(self.Paused(text, other=True))

    def write_at_end(self) -> None:
        """Take the keys, with the cursor behind the last character."""
        self.move_cursor(self.document.end)
        self.focus()

    def replace_text(self, text: str) -> None:
        """Make another text of it, as one edit that ctrl+z takes back; the cursor stays where it was."""
        place = self.cursor_location
        self.replace(clean(text), (0, 0), self.document.end, maintain_selection_offset=False)
        self.move_cursor(self.clamp_visitable((min(place[0], self.document.line_count - 1), place[1])))

    def renew(self) -> None:
        """Take up what others have made of the note, unless something is being typed."""
        if self._study is None or self.key is None:
            return
        note = self._study.notebook.of(self.key)
        body = note.body if note is not None else ""
        if body == self._base or self.unsaved:
            return
        place = self.cursor_location
        self.open(self._study, self.key, self.called)
        self.move_cursor(self.clamp_visitable((min(place[0], self.document.line_count - 1), place[1])))

    def edit(self, edit: Edit) -> EditResult:
        """Let nothing in that no screen should see, whatever was pasted."""
        edit.text = clean(edit.text)
        return super().edit(edit)

    def watch_has_focus(self, focused: bool) -> None:
        """What is in a draft is meant to be saved, once somebody works on it."""
        self._used = self._used or focused
        self._tell()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep a draft when the typing pauses; save after long typing."""
        event.stop()
        if self._study is None or not (self.unsaved or self._from_draft):
            return
        self._used = True
        self._failed = False
        self._stop_pausing()
        self._pause = self.set_timer(_PAUSE_SECONDS, self.keep_draft)
        now = self._study.clock.now()
        if self._unsaved_since is None:
            self._unsaved_since = now
        elif now - self._unsaved_since >= _LONGEST_UNSAVED:
            self.save()
        else:
            self._state = ""

    def on_text_area_selection_changed(self) -> None:
        """Tell where the cursor is."""
        self._tell()

    def keep_draft(self) -> None:
        """Put what is typed on the disk; it is no operation yet."""
        self._stop_pausing()
        if self._study is None or self.key is None:
            return
        text = self.text
        try:
            self._study.notebook.keep_draft(self.key, text)
        except Fault as fault:
            self._tell_fault(fault)
        else:
            self._from_draft = True
            self._state = "draft kept" if self.unsaved else ""
            self._words = len(text.split())
            self._tell()
        self.post_message(self.Paused(text))

    def leave(self) -> bool:
        """Save what was worked on; whether nothing would be lost by going."""
        if not self._used:
            return True
        saved = self.save()
        self._used = self.has_focus or not saved
        return saved

    def save(self) -> bool:
        """Make an operation of what was typed; False, and said in the border, where that cannot be."""
        self._stop_pausing()
        if self._study is None or self.key is None:
            return True
        if not self.unsaved and not self._from_draft:
            return True
        text, changed = self.text, self.unsaved
        try:
            note = self._study.notebook.write(self.key, self.called, text, self._base)
        except Fault as fault:
            self._keep_what_cannot_be_saved(text)
            self._tell_fault(fault)
            return False
        self._base, self._from_draft, self._unsaved_since, self._failed = note.body, False, None, False
        if note.body.strip() and note.body != text:
            self._take_merged(note.body)
        self._state = f"saved {self._when(self._study.clock.seconds())}"
        self._words = len(self.text.split())
        self._tell()
        if changed:
            self.post_message(self.Written(self.called, not note.body))
        return True

    def _take_merged(self, body: str) -> None:
        with self.prevent(TextArea.Changed):
            self.replace_text(body)
        self.post_message(self.Paused(body))

    def _keep_what_cannot_be_saved(self, text: str) -> None:
        from contextlib import suppress

        if self._study is not None and self.key is not None:
            with suppress(Fault):
                self._study.notebook.keep_draft(self.key, text)

    def on_unmount(self) -> None:
        """The program is left: save what was worked on."""
        self._stop_pausing()
        if self.key is not None:
            self.leave()

    def _stop_pausing(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def _when(self, instant: int) -> str:
        return "" if self._study is None else say_when(instant, self._study)

    def on_resize(self) -> None:
        """Tell as much of the status as there is room for."""
        self._tell()

    def watch_look(self) -> None:
        """Tell the status with the look's signs."""
        self._tell()

    def _tell_fault(self, fault: Fault) -> None:
        self._failed = True
        cross = self.look.glyphs.cross if self.look is not None else "!"
        self._state = f"{cross} {say_fault(fault)}"
        self._tell()

    def _tell(self) -> None:
        """The line of status: where the cursor is, how many words there are, what is on the disk."""
        dot = self.look.glyphs.dot if self.look is not None else "·"
        if self.key is None:
            self.border_subtitle = ""
            return
        row, column = self.cursor_location
        words = f"{self._words:,} word{'' if self._words == 1 else 's'}"
        place = f"{row + 1}:{column + 1}"
        ending = self.ending if self.has_focus else ""
        versions = [[place, words, self._state, ending], [place, words, self._state], [place, self._state]]
        if self._failed:
            versions = [[self._state]]
        told = (f" {dot} ".join(part for part in parts if part) for parts in versions)
        self.border_subtitle = in_border(self, self.look, *told)
