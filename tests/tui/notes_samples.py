"""Three notes, and what the store and the list say of them."""

from __future__ import annotations

from studytui.domain.ids import NoteTarget
from studytui.tui.views.notes import NotesList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from studytui.tui.app import StudyApp

JOINS = NoteTarget("topic/joins")
GIT = NoteTarget("topic/git")
GONE = NoteTarget("topic/perl-one-liners")
SIZES = [(80, 24), (120, 40), (200, 50)]


def fill(made: Study, clock: FixedClock) -> Study:
    """Three notes: on Git long ago, on something gone last week, on Joins a moment ago."""
    made.roadmaps.use("backend-developer")
    now = clock.at
    clock.at = now - 40 * 86400
    made.notebook.write(GIT, "Git, version control", "Rebase or **merge**?\n")
    clock.at = now - 5 * 86400
    made.notebook.write(GONE, "Perl one-liners", "Old tricks\n")
    clock.at = now - 60
    made.notebook.write(JOINS, "Joins", "# Left\n\n`LEFT JOIN` keeps every row.\n")
    clock.at = now
    return made


def body(study: Study, key: NoteTarget = JOINS) -> str:
    """What a note says."""
    note = study.notebook.of(key)
    return "" if note is None else note.body


def right(app: StudyApp, key: NoteTarget) -> str:
    """What stands at the right of a note in the list."""
    return next(row.right for row in app.query_one(NotesList).rows if row.key == key)


def changes(study: Study) -> int:
    """How many changes there are to undo."""
    return sum(not group.undone for group in study.history.listed())
