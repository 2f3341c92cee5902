"""The tables whose rows people change: their keys and columns, as the operation log names them.

What is reckoned from a row (a session's seconds and study day) is no column here, and so in no operation.
"""

from __future__ import annotations

import json

from studytui.domain.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    Value = str | int | float | None
    Row = Mapping[str, Value]


@dataclass(frozen=True)
class Table:
    """A table whose changes are logged; `keys` are its primary key's columns, `columns` the others."""

    name: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def all_columns(self) -> tuple[str, ...]:
        """Keys first."""
        return self.keys + self.columns

    def key_text(self, row: Row) -> str:
        """The key of `row` as the operation log writes it."""
        return json.dumps([row[key] for key in self.keys], ensure_ascii=False)

    def is_key(self, text: str) -> bool:
        """Whether a text can be a key of this table in the operation log."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return False
        return (
            isinstance(found, list)
            and len(found) == len(self.keys)
            and all(isinstance(one, str | int) for one in found)
        )

    def read(self, connection: sqlite3.Connection, key: str) -> dict[str, Value] | None:
        """The row under `key` as it stands now, none without one."""
        where = " AND ".join(f'"{name}" = ?' for name in self.keys)
        names = ", ".join(f'"{name}"' for name in self.all_columns)
        found = connection.execute(
            f"SELECT {names} FROM {self.name} WHERE {where}", json.loads(key)
        ).fetchone()
        return None if found is None else dict(zip(self.all_columns, found, strict=True))

    def write(self, connection: sqlite3.Connection, key: str, row: Row | None) -> None:
        """Put `row` under `key`, or take it away where it is none."""
        if row is None:
            where = " AND ".join(f'"{name}" = ?' for name in self.keys)
            connection.execute(f"DELETE FROM {self.name} WHERE {where}", json.loads(key))
            return
        names = ", ".join(f'"{name}"' for name in self.all_columns)
        marks = ", ".join("?" for _ in self.all_columns)
        updates = ", ".join(f'"{name}" = excluded."{name}"' for name in self.columns)
        keys = ", ".join(f'"{name}"' for name in self.keys)
        connection.execute(
            f"INSERT INTO {self.name} ({names}) VALUES ({marks}) "
            f"ON CONFLICT ({keys}) DO UPDATE SET {updates}",
            [row[name] for name in self.all_columns],
        )


SESSION = Table(
    "session",
    ("id",),
    (
        "start",
        "end",
        "zone",
        "pauses",
        "approximate",
        "roadmap",
        "stage",
        "item",
        "title",
        "mode",
        "note",
        "source",
        "plan",
    ),
)
MARK = Table("mark", ("item",), ("status", "done_at", "title"))
NOTE = Table("note", ("target",), ("title", "body", "updated"))
GOAL = Table("goal", ("scope", "since"), ("seconds", "per_day"))
ESTIMATE = Table("estimate", ("item",), ("seconds", "title"))
CHOICE = Table("choice", ("key",), ("value",))
GRADING = Table("grading", ("id",), ("topic", "at", "grade", "title"))
POSTPONED = Table("postponed", ("topic",), ("until",))
DEADLINE = Table("deadline", ("scope",), ("day",))
REST = Table("rest", ("first",), ("last",))
WEEK = Table("week", ("first",), ("step", "reflection", "plan_seconds", "aims", "summary", "finished_at"))
TWIN = Table("twin", ("topic",), ("same_as", "title"))
HIDDEN = Table("hidden", ("roadmap",), ("title",))
TABLES = {
    table.name: table
    for table in (
        SESSION, MARK, NOTE, GOAL, ESTIMATE, CHOICE, GRADING, POSTPONED, DEADLINE, REST, WEEK, TWIN, HIDDEN,
    )
}  # fmt: skip
