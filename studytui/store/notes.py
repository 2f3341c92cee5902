"""Notes, their drafts and their full-text index."""

from __future__ import annotations

from studytui.domain.ids import NoteTarget
from studytui.domain.records import dataclass
from studytui.domain.text import clean
from studytui.store.connection import transaction
from studytui.store.errors import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3


_MOST_WORDS = 50
"""Words of a search that are looked for; more than anybody means."""


@dataclass(frozen=True)
class Note:
    """One note in Markdown; `title` is the last title seen of its target, `updated` is UTC seconds."""

    target: NoteTarget
    title: str
    body: str
    updated: int


@told
class Notes:
    """Queries on the notes of one database."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        """Ask through `connection`; `path` is the file that errors name."""
        self._connection = connection
        self.path = path

    def of(self, target: NoteTarget) -> Note | None:
        """The note on `target`."""
        row = self._connection.execute(
            "SELECT target, title, body, updated FROM note WHERE target = ?", (target,)
        ).fetchone()
        return None if row is None else _note(row)

    def all(self) -> tuple[Note, ...]:
        """Every note, the newest first."""
        rows = self._connection.execute(
            "SELECT target, title, body, updated FROM note ORDER BY updated DESC, target"
        ).fetchall()
        return tuple(_note(row) for row in rows)

    def search(self, words: str) -> tuple[Note, ...]:
        """Notes that hold all of `words` (the last one as a beginning), best first.

        Where no note does, those that hold them anywhere, such as inside of words or as signs.
        """
        wanted = words.replace("\0", " ").split()[:_MOST_WORDS]
        terms = ['"' + word.replace('"', '""') + '"' for word in wanted]
        if not terms:
            return self.all()
        rows = self._connection.execute(
            "SELECT note.target, note.title, note.body, note.updated FROM note_words "
            "JOIN note ON note.rowid = note_words.rowid WHERE note_words MATCH ? ORDER BY rank",
            (" ".join(terms) + "*",),
        ).fetchall()
        return tuple(_note(row) for row in rows) or self._holding(wanted)

    def _holding(self, words: list[str]) -> tuple[Note, ...]:
        """Notes in which each of `words` stands somewhere, the newest first."""
        where = " AND ".join("instr(lower(title || char(10) || body), lower(?))" for _ in words)
        rows = self._connection.execute(
            f"SELECT target, title, body, updated FROM note WHERE {where} ORDER BY updated DESC, target",
            words,
        ).fetchall()
        return tuple(_note(row) for row in rows)

    def draft(self, target: NoteTarget) -> str | None:
        """What was being typed on `target` when it was last seen."""
        row = self._connection.execute("SELECT body FROM draft WHERE target = ?", (target,)).fetchone()
        return None if row is None else clean(str(row[0]))

    def drafts(self) -> tuple[tuple[NoteTarget, int], ...]:
        """What drafts are kept under, with the time of each, the newest first."""
        return tuple(
            self._connection.execute("SELECT target, updated FROM draft ORDER BY updated DESC").fetchall()
        )

    def keep_draft(self, target: NoteTarget, body: str, now: int) -> None:
        """Store what is being typed; no operation, and not in the history."""
        with transaction(self._connection):
            self._connection.execute(
                "INSERT INTO draft VALUES (?, ?, ?) ON CONFLICT (target) DO UPDATE "
                "SET body = excluded.body, updated = excluded.updated",
                (target, body, now),
            )

    def drop_draft(self, target: NoteTarget) -> None:
        """Forget a draft, inside the caller's transaction or alone."""
        self._connection.execute("DELETE FROM draft WHERE target = ?", (target,))


def _note(row: tuple[str, str, str, int]) -> Note:
    """A note from its columns; its texts are fit for a screen, whoever wrote the file."""
    target, title, body, updated = row
    return Note(NoteTarget(target), clean(title), clean(body), updated)


def index_note(connection: sqlite3.Connection, rowid: int | None, title: str, body: str) -> None:
    """Put a note's words under its row number."""
    connection.execute("DELETE FROM note_words WHERE rowid = ?", (rowid,))
    connection.execute("INSERT INTO note_words (rowid, title, body) VALUES (?, ?, ?)", (rowid, title, body))


def forget_words(connection: sqlite3.Connection, everything: bool = False) -> None:
    """Drop the words of notes that are no longer there, or of all."""
    if everything:
        connection.execute("DELETE FROM note_words")
        return
    connection.execute("DELETE FROM note_words WHERE rowid NOT IN (SELECT rowid FROM note)")
