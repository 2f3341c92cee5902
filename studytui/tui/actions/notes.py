"""Writing notes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.app import StudyApp


def write(app: StudyApp) -> None:
    """Open the note on what is selected."""
    from studytui.tui.screens.note import NoteScreen

    target = app.selection() or app.study.roadmap_target()
    notebook = app.study.notebook
    app.push_screen(NoteScreen(app.study, notebook.key(target), notebook.title(target)), lambda _: app.renew())


PERFORMERS = {"note.open": write}
