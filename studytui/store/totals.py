"""Seconds by item, stage and roadmap, kept in the transaction that changes a session.

Summing a million sessions takes longer than all else that a first paint needs. What is none stands as an
empty text, since a primary key knows no equal nulls.
"""

from __future__ import annotations

import json

from studytui.domain.ids import ItemId, RoadmapId, SessionId, StageId
from studytui.domain.session import Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from studytui.domain.hours import TimeSum
    from studytui.store.tables import Row

_SUMMED = (
    "SELECT coalesce(item, ''), coalesce(stage, ''), coalesce(roadmap, ''), sum(seconds), count(*) "
    "FROM session WHERE end IS NOT NULL GROUP BY 1, 2, 3"
)


def follow_session(connection: sqlite3.Connection, old: Row | None, new: Row | None) -> None:
    """Take away what a session's row counted for, and add what it counts for now; the timer is in none."""
    for row, sign in ((old, -1), (new, 1)):
        if row is not None and row["end"] is not None:
            _add(connection, row, sign)


def all_totals(connection: sqlite3.Connection) -> tuple[TimeSum, ...]:
    """The finished sessions' seconds by roadmap, stage and item."""
    from studytui.domain.hours import TimeSum

    return tuple(
        TimeSum(RoadmapId(roadmap) or None, StageId(stage) or None, ItemId(item) or None, seconds)
        for roadmap, stage, item, seconds in connection.execute(
            "SELECT roadmap, stage, item, seconds FROM total"
        )
    )


def item_total(connection: sqlite3.Connection, item: ItemId) -> int:
    """Seconds of all finished sessions that name `item`, in any roadmap."""
    (seconds,) = connection.execute(
        "SELECT coalesce(sum(seconds), 0) FROM total WHERE item = ?", (item,)
    ).fetchone()
    return int(seconds)


def sum_up_again(connection: sqlite3.Connection) -> None:
    """Make all totals anew from the sessions' seconds."""
    connection.execute("DELETE FROM total")
    connection.execute(f"INSERT INTO total {_SUMMED}")


def wrong_totals(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The item, else the stage, else the roadmap of each total that is not the sum of its sessions."""
    kept = "SELECT item, stage, roadmap, seconds, sessions FROM total"
    rows = connection.execute(
        f"SELECT * FROM ({kept} EXCEPT {_SUMMED}) UNION SELECT * FROM ({_SUMMED} EXCEPT {kept})"
    )
    return tuple(dict.fromkeys(str(item or stage or roadmap) for item, stage, roadmap, *_ in rows))


def _add(connection: sqlite3.Connection, row: Row, sign: int) -> None:
    key = tuple(str(row[name] or "") for name in ("item", "stage", "roadmap"))
    connection.execute(
        "INSERT INTO total VALUES (?, ?, ?, ?, ?) ON CONFLICT (item, stage, roadmap) DO UPDATE "
        "SET seconds = seconds + excluded.seconds, sessions = sessions + excluded.sessions",
        (*key, sign * _seconds(row), sign),
    )
    if sign < 0:
        connection.execute(
            "DELETE FROM total WHERE item = ? AND stage = ? AND roadmap = ? AND sessions = 0", key
        )


def _seconds(row: Row) -> int:
    pauses = tuple((low, high) for low, high in json.loads(str(row["pauses"])))
    return Session(
        SessionId(str(row["id"])),
        int(str(row["start"])),
        int(str(row["end"])),
        str(row["zone"]),
        pauses=pauses,
    ).seconds
