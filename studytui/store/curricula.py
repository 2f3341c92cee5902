"""What is kept of roadmaps beside their files: links between topics, hidden ones, news, and state by item."""

from __future__ import annotations

from studytui.store.connection import transaction
from studytui.store.errors import told
from studytui.store.tables import DEADLINE, ESTIMATE, GOAL, GRADING, MARK, NOTE, POSTPONED, SESSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from studytui.store.tables import Table, Value

    Kept = tuple[Table, dict[str, Value]]

_STATE = (
    (SESSION, "item"),
    (MARK, "item"),
    (NOTE, "target"),
    (ESTIMATE, "item"),
    (GRADING, "topic"),
    (POSTPONED, "topic"),
)


@told
class CurriculaRows:
    """Queries on the rows of one database that belong to roadmaps and their items."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        """Ask through `connection`; `path` is the file that errors name."""
        self._connection = connection
        self.path = path

    def links(self) -> dict[str, str]:
        """The topics that are linked to one of the catalogue, by slug."""
        return dict(
            self._connection.execute("SELECT topic, same_as FROM twin WHERE same_as IS NOT NULL").fetchall()
        )

    def asked(self) -> dict[str, str | None]:
        """Every topic of which it was asked whether it is one of the catalogue, and what was answered."""
        return dict(self._connection.execute("SELECT topic, same_as FROM twin").fetchall())

    def hidden(self) -> frozenset[str]:
        """The roadmaps that lists leave out."""
        return frozenset(row[0] for row in self._connection.execute("SELECT roadmap FROM hidden"))

    def choices(self, prefix: str) -> dict[str, str]:
        """What was chosen under keys that begin so, by the rest of the key."""
        rows = self._connection.execute(
            "SELECT key, value FROM choice WHERE substr(key, 1, ?) = ?", (len(prefix), prefix)
        )
        return {key[len(prefix) :]: value for key, value in rows.fetchall()}

    def state_of(self, item: str) -> list[Kept]:
        """Every row that belongs to an item: sessions, status, note, estimate, reviews."""
        return [
            (table, row) for table, column in _STATE for row in self._rows(table, f'"{column}" = ?', (item,))
        ]

    def state_of_stage(self, roadmap: str, stage: str) -> list[Kept]:
        """The sessions that name a stage, its goals and its target date."""
        scope = (f"stage/{roadmap}/{stage}",)
        return [
            *((SESSION, row) for row in self._rows(SESSION, "roadmap = ? AND stage = ?", (roadmap, stage))),
            *((GOAL, row) for row in self._rows(GOAL, "scope = ?", scope)),
            *((DEADLINE, row) for row in self._rows(DEADLINE, "scope = ?", scope)),
        ]

    def _rows(self, table: Table, where: str, values: tuple[str, ...]) -> list[dict[str, Value]]:
        names = ", ".join(f'"{name}"' for name in table.all_columns)
        rows = self._connection.execute(f"SELECT {names} FROM {table.name} WHERE {where}", values).fetchall()
        return [dict(zip(table.all_columns, row, strict=True)) for row in rows]

    def titles_of_state(self) -> dict[str, str]:
        """Every item that has any state, with the title last seen; stages' and roadmaps' notes left out."""
        found: dict[str, str] = {}
        for query in (
            "SELECT item, title FROM estimate",
            "SELECT target, title FROM note",
            "SELECT item, title FROM mark",
            "SELECT item, max(title) FROM session WHERE item IS NOT NULL GROUP BY item",
        ):
            for item, title in self._connection.execute(query):
                if not str(item).startswith(("stage/", "roadmap/")):
                    found.setdefault(item, title)
        return found

    def news(self) -> dict[str, str]:
        """What bundled roadmaps became at an update and nobody has been told yet, by roadmap (JSON)."""
        return dict(self._connection.execute("SELECT roadmap, changes FROM news").fetchall())

    def keep_news(self, roadmap: str, changes: str | None) -> None:
        """Keep what a roadmap became until it has been told; none forgets it. No change of the user's."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM news WHERE roadmap = ?", (roadmap,))
            if changes is not None:
                self._connection.execute("INSERT INTO news VALUES (?, ?)", (roadmap, changes))
