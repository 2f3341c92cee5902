"""Sessions of some titles, notes, days and targets, and what they add up to."""

from __future__ import annotations

import json
from datetime import date

from studytui.domain.records import dataclass
from studytui.store.errors import told
from studytui.store.sessions import COLUMNS, conditions, from_row

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from studytui.domain.ids import ItemId, RoadmapId, StageId
    from studytui.domain.session import Session

    Scope = tuple[list[ItemId] | None, tuple[RoadmapId, StageId] | None, RoadmapId | None]


@dataclass(frozen=True)
class Heap:
    """Some sessions, newest first; of all that fit their number, seconds, and seconds by study day."""

    sessions: tuple[Session, ...]
    number: int
    seconds: int
    days: Mapping[date, int]


@told
class Sifter:
    """Queries of the log's filter on one database."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        """Ask through `connection`; `path` is the file that errors name."""
        self._connection = connection
        self.path = path

    def notes(self) -> tuple[tuple[str, str, str], ...]:
        """Id, title and note of every finished session that has a note."""
        return tuple(
            self._connection.execute(
                "SELECT id, title, note FROM session WHERE note <> '' AND end IS NOT NULL"
            ).fetchall()
        )

    def found(
        self,
        titles: Sequence[str] | None,
        ids: Sequence[str],
        first: date | None,
        last: date | None,
        scope: Scope,
        limit: int,
    ) -> Heap:
        """Finished sessions of any of `titles` (None: all) or `ids`, that began on these study days."""
        where, values = conditions(first, last, *scope)
        where = f"{where} AND end IS NOT NULL" if where else "WHERE end IS NOT NULL"
        if titles is not None:
            where += (
                " AND (title IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?)))"
            )
            values += [json.dumps(list(titles)), json.dumps(list(ids))]
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM session {where} ORDER BY start DESC, rowid DESC LIMIT ?", [*values, limit]
        ).fetchall()
        days: dict[date, int] = {}
        number = seconds = 0
        for day, count, whole, part in self._connection.execute(
            f"SELECT day, count(*), sum(seconds), sum(day_seconds) FROM session {where} GROUP BY day", values
        ):
            number, seconds = number + count, seconds + whole
            days[date.fromordinal(day)] = part
        for day, part in self._connection.execute(
            "SELECT day, sum(seconds) FROM spill WHERE session IN "
            f"(SELECT id FROM session {where}) GROUP BY day",
            values,
        ):
            when = date.fromordinal(day)
            days[when] = days.get(when, 0) + part
        return Heap(tuple(from_row(row) for row in rows), number, seconds, days)
