"""Statuses of items, the user's estimates, and what was chosen."""

from __future__ import annotations

from datetime import date

from studytui.domain.goals import Goal
from studytui.domain.ids import ItemId
from studytui.domain.status import Mark, Status
from studytui.domain.text import clean
from studytui.store.errors import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


@told
class Marks:
    """Queries on statuses, estimates, goals and choices of one database."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        """Ask through `connection`; `path` is the file that errors name."""
        self._connection = connection
        self.path = path

    def of(self, item: ItemId) -> Mark | None:
        """The stored status of an item, none while it is todo and was never touched."""
        row = self._connection.execute(
            "SELECT item, status, done_at, title FROM mark WHERE item = ?", (item,)
        ).fetchone()
        return None if row is None else Mark(ItemId(row[0]), Status(row[1]), row[2], clean(row[3]))

    def all(self) -> dict[ItemId, Mark]:
        """Every stored status by item."""
        return {
            item: Mark(item, Status(status), done_at, clean(title))
            for item, status, done_at, title in self._connection.execute(
                "SELECT item, status, done_at, title FROM mark"
            )
        }

    def statuses(self, items: Iterable[ItemId]) -> dict[ItemId, Status]:
        """The statuses of the items that have one stored."""
        wanted = list(items)
        found: dict[ItemId, Status] = {}
        for low in range(0, len(wanted), 500):
            part = wanted[low : low + 500]
            marks = ", ".join("?" for _ in part)
            for item, status in self._connection.execute(
                f"SELECT item, status FROM mark WHERE item IN ({marks})", part
            ):
                found[ItemId(item)] = Status(status)
        return found

    def estimates(self) -> dict[ItemId, int]:
        """The user's own estimates in seconds."""
        return dict(self._connection.execute("SELECT item, seconds FROM estimate").fetchall())

    def goals(self) -> tuple[Goal, ...]:
        """Every goal that was ever set, by the week from which it holds."""
        rows = self._connection.execute(
            "SELECT scope, since, seconds, per_day FROM goal ORDER BY scope, since"
        )
        return tuple(
            Goal(scope, date.fromordinal(since), seconds, bool(per_day))
            for scope, since, seconds, per_day in rows.fetchall()
        )

    def choice(self, key: str) -> str | None:
        """What was chosen under `key`, such as the roadmap in use."""
        row = self._connection.execute("SELECT value FROM choice WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])
