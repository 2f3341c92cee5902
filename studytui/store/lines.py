"""A roadmap's lines kept in the database, so that a quick command reads no TOML."""

from __future__ import annotations

import json

from studytui.domain.entry import Entry
from studytui.domain.status import Kind
from studytui.store.connection import transaction
from studytui.store.errors import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from studytui.domain.ids import RoadmapId


@told
class Lines:
    """The index of roadmaps in one database; derived from files, so never in the history."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        """Ask through `connection`; `path` is the file that errors name."""
        self._connection = connection
        self.path = path

    def title(self, roadmap: RoadmapId, stamp: str) -> str | None:
        """The roadmap's title, none unless the index was made from files with that `stamp`."""
        row = self._connection.execute(
            "SELECT title FROM line_stamp WHERE roadmap = ? AND stamp = ?", (roadmap, stamp)
        ).fetchone()
        return None if row is None else str(row[0])

    def of(self, roadmap: RoadmapId) -> tuple[Entry, ...]:
        """The lines kept for a roadmap."""
        rows = self._connection.execute(
            "SELECT kind, id, slug, title, stage, number, parent, optional, choice, has_steps, hours, "
            "aliases FROM line WHERE roadmap = ? ORDER BY place",
            (roadmap,),
        ).fetchall()
        kinds = {kind.value: kind for kind in Kind}
        aliases = json.loads(f"[{','.join([row[-1] for row in rows])}]")  # at once: a fifth of the time
        return tuple(
            Entry(
                kinds[kind],
                identity,
                slug,
                title,
                stage,
                number,
                parent,
                bool(optional),
                choice,
                bool(has_steps),
                hours,
                tuple(names),
            )
            for (
                kind,
                identity,
                slug,
                title,
                stage,
                number,
                parent,
                optional,
                choice,
                has_steps,
                hours,
                _,
            ), names in zip(rows, aliases, strict=True)
        )

    def keep(self, roadmap: RoadmapId, title: str, stamp: str, entries: Sequence[Entry]) -> None:
        """Replace the lines kept for a roadmap."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM line WHERE roadmap = ?", (roadmap,))
            self._connection.executemany(
                "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        roadmap,
                        place,
                        entry.kind.value,
                        entry.id,
                        entry.slug,
                        entry.title,
                        entry.stage,
                        entry.number,
                        entry.parent,
                        int(entry.optional),
                        entry.choice,
                        int(entry.has_steps),
                        entry.hours,
                        json.dumps(entry.aliases, ensure_ascii=False),
                    )
                    for place, entry in enumerate(entries)
                ],
            )
            self._connection.execute(
                "INSERT INTO line_stamp VALUES (?, ?, ?) ON CONFLICT (roadmap) DO UPDATE "
                "SET stamp = excluded.stamp, title = excluded.title",
                (roadmap, stamp, title),
            )
