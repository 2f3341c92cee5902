"""What a note should be on: the roadmap, a stage, or anything in one, found by typing."""

from __future__ import annotations

from studytui.domain.ids import NoteTarget, roadmap_target, stage_target
from studytui.domain.status import Kind
from studytui.domain.text import fold
from studytui.tui.screens.finder import Finder
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from studytui.services.snapshot import Snapshot
    from studytui.tui.look import Look


class PickScreen(Finder):
    """Answers with what a note is kept under; what has one already is marked."""

    CALLED = "Write a note on"
    EMPTY = "Nothing in this roadmap is called that."

    def __init__(self, snapshot: Snapshot, taken: Container[NoteTarget], at: str = "") -> None:
        """Offer what is in the roadmap in use; the cursor begins at `at`."""
        super().__init__()
        self._every = list(_offered(snapshot, taken))
        self._at = at

    def take_look(self, look: Look | None) -> None:
        """Draw in this look."""
        super().take_look(look)
        if look is not None:
            dot = f" {look.glyphs.dot} "
            self.query_one("#finder").border_subtitle = dot.join(("type to find", "enter write", "esc back"))

    def rows(self, words: str) -> list[Row]:
        """What holds all the words, in the roadmap's order."""
        wanted = fold(words).split()
        return [row for row in self._every if all(word in fold(row.title) for word in wanted)]

    def find(self) -> None:
        """Show what fits; while nothing is typed, from where one was."""
        super().find()
        if self._at:
            self.query_one("#found", RowList).go_to(self._at)
            self._at = ""


def _offered(snapshot: Snapshot, taken: Container[NoteTarget]) -> Iterator[Row]:
    roadmap = snapshot.roadmap
    yield _row(roadmap_target(roadmap.id), roadmap.title, 0, taken)
    for stage in roadmap.stages:
        entry = stage.entry
        yield _row(stage_target(roadmap.id, entry.stage), f"{entry.number} {entry.title}", 0, taken)
        for item in stage.items:
            if item.entry.kind is not Kind.STEP and item.entry.id is not None:
                yield _row(NoteTarget(item.entry.id), item.entry.title, 1, taken)


def _row(key: NoteTarget, title: str, indent: int, taken: Container[NoteTarget]) -> Row:
    role = "text" if indent else "strong"
    return Row(str(key), title, right="has a note" if key in taken else "", role=role, indent=indent)
