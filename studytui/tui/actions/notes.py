"""Writing notes: here, and in the user's own editor."""

from __future__ import annotations

import os

from studytui.domain.faults import NothingToDo
from studytui.domain.ids import is_slug
from studytui.domain.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.ids import NoteTarget
    from studytui.tui.app import StudyApp
    from studytui.tui.widgets.editor import NoteEditor


def write(app: StudyApp) -> None:
    """Open the note on what is selected."""
    from studytui.tui.screens.note import NoteScreen

    target = app.selection() or app.study.roadmap_target()
    notebook = app.study.notebook
    app.push_screen(
        NoteScreen(app.study, notebook.key(target), notebook.title(target)), lambda _: app.renew()
    )


def search(app: StudyApp) -> None:
    """Go to the notes, and search all of them."""
    app.call_later(_in_notes, app, "list.filter")


def begin(app: StudyApp) -> None:
    """Go to the notes, and begin one."""
    app.call_later(_in_notes, app, "note.open")


async def _in_notes(app: StudyApp, verb: str) -> None:
    await app.go("notes")
    app.perform(verb)


def write_outside(app: StudyApp) -> None:
    """Open the note on what is selected in the user's own editor."""
    from studytui.services.editor import edited
    from studytui.tui.lending import lender

    target = app.selection() or app.study.roadmap_target()
    notebook = app.study.notebook
    key, title = notebook.key(target), notebook.title(target)
    note = notebook.of(key)
    body = note.body if note is not None else ""
    draft = notebook.draft(key)
    text = body if draft is None else draft
    with edited(app.study.home, text, os.environ, _file_name(key), lender(app)) as new:
        if _same(new, text) and draft is None:
            app.say(f"The note on {title} is as it was.")
            return
        notebook.write(key, title, new, body)
    app.renew()
    app.say(f"Saved the note on {title}. u undo")


def rewrite(app: StudyApp, editor: NoteEditor) -> None:
    """Open the text of an editor of ours in the user's own, and take what comes back."""
    from studytui.services.editor import edited
    from studytui.tui.lending import lender

    if editor.key is None:
        raise NothingToDo("no note is selected", "n begins one")
    text = editor.text
    with edited(app.study.home, text, os.environ, _file_name(editor.key), lender(app)) as new:
        if _same(new, text):
            app.say(f"The note on {editor.called} is as it was.")
            return
        editor.replace_text(new)
        editor.save()


def _same(new: str, old: str) -> bool:
    """Whether two texts differ in nothing but the line break that editors put at the end."""
    return clean(new).rstrip("\n") == old.rstrip("\n")


def _file_name(key: NoteTarget) -> str:
    name = key.rpartition("/")[2]
    return f"{name if is_slug(name) else 'note'}.md"


PERFORMERS = {
    "note.open": write,
    "note.editor": write_outside,
    "notes.search": search,
    "notes.new": begin,
}
