"""Sessions in the database: rows, lists and sums, always from an index."""

from __future__ import annotations

import json
from datetime import date

from studytui.domain.days import split, study_day
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.ids import ItemId, RoadmapId, SessionId, StageId
from studytui.domain.records import dataclass
from studytui.domain.session import Session, segments
from studytui.domain.text import clean
from studytui.domain.zones import zone_named
from studytui.store.errors import told
from studytui.store.totals import all_totals, item_total

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from studytui.domain.hours import TimeSum
    from studytui.domain.session import Pause
    from studytui.store.tables import Row

COLUMNS = "id, start, end, zone, roadmap, stage, item, title, pauses, approximate, mode, note, source, plan"


@dataclass(frozen=True)
class Stretch:
    """When a session was, in UTC seconds; `seconds` are those without pauses."""

    start: int
    end: int
    zone: str
    pauses: tuple[Pause, ...]
    seconds: int
    approximate: bool


def session_row(session: Session) -> Row:
    """The row of a session, less what is reckoned from it."""
    return {
        "id": session.id,
        "start": session.start,
        "end": session.end,
        "zone": session.zone,
        "pauses": json.dumps(session.pauses),
        "approximate": int(session.approximate),
        "roadmap": session.roadmap,
        "stage": session.stage,
        "item": session.item,
        "title": session.title,
        "mode": session.mode,
        "note": session.note,
        "source": session.source,
        "plan": session.plan,
    }


def day_shares(session: Session, day_hour: int) -> tuple[date, tuple[tuple[date, int], ...]]:
    """The study day on which a session starts, and its seconds by study day, in its own zone."""
    zone = zone_named(session.zone)
    shares = () if session.end is None else split(segments(session, session.end), zone, day_hour)
    return study_day(session.start, zone, day_hour), shares


def from_row(row: Sequence[object]) -> Session:
    """A session from the columns of a query, in the order of `COLUMNS`; its texts are fit for a screen."""
    identity, start, end, zone, roadmap, stage, item, title, pauses, *rest = row
    approximate, mode, note, source, plan = rest
    return Session(
        SessionId(str(identity)),
        int(str(start)),
        None if end is None else int(str(end)),
        str(zone),
        None if roadmap is None else RoadmapId(str(roadmap)),
        None if stage is None else StageId(str(stage)),
        None if item is None else ItemId(str(item)),
        clean(str(title)),
        _pauses(str(pauses)),
        bool(approximate),
        str(mode),
        clean(str(note)),
        str(source),
        str(plan),
    )


def _pauses(text: str) -> tuple[Pause, ...]:
    return () if text == "[]" else tuple((low, high) for low, high in json.loads(text))


@told
class Sessions:
    """Queries on the sessions of one database."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        """Ask through `connection`; `path` is the file that errors name."""
        self._connection = connection
        self.path = path

    def open_timer(self) -> Session | None:
        """The one open session."""
        found = self._connection.execute(
            f"SELECT {COLUMNS} FROM session INDEXED BY session_open WHERE end IS NULL"
        ).fetchone()
        return None if found is None else from_row(found)

    def last_closed(self) -> Session | None:
        """The closed session that started last."""
        found = self._connection.execute(
            f"SELECT {COLUMNS} FROM session WHERE end IS NOT NULL ORDER BY start DESC, rowid DESC LIMIT 1"
        ).fetchone()
        return None if found is None else from_row(found)

    def last_touched(self) -> tuple[RoadmapId | None, StageId | None] | None:
        """Roadmap and stage of the newest session that names a stage."""
        found = self._connection.execute(
            "SELECT roadmap, stage FROM session WHERE stage IS NOT NULL ORDER BY start DESC LIMIT 1"
        ).fetchone()
        return None if found is None else (RoadmapId(found[0]), StageId(found[1]))

    def any(self) -> bool:
        """Whether anything was ever logged."""
        return self._connection.execute("SELECT 1 FROM session LIMIT 1").fetchone() is not None

    def of(self, identity: str) -> Session:
        """The session with that whole id, which is known to be there."""
        return from_row(
            self._connection.execute(f"SELECT {COLUMNS} FROM session WHERE id = ?", (identity,)).fetchone()
        )

    def found(self, identity: str) -> Session | None:
        """The finished session with that whole id, if it is there still."""
        row = self._connection.execute(
            f"SELECT {COLUMNS} FROM session WHERE id = ? AND end IS NOT NULL", (identity,)
        ).fetchone()
        return None if row is None else from_row(row)

    def named(self, words: str) -> Session:
        """The session with that id or ending of four or more characters, `last`, `timer`; else Refused."""
        if words == "last":
            found = self.last_closed()
            if found is None:
                raise Refused(
                    "there is no finished session yet",
                    "log one with: studytui log 30m TARGET; the running one is called `timer`",
                )
            return found
        if words == "timer":
            found = self.open_timer()
            if found is None:
                raise NothingToDo("no timer is running", "start one with: studytui start TARGET")
            return found
        ending = words.lower()
        rows = self._connection.execute("SELECT id FROM session WHERE id = ?", (ending,)).fetchall()
        if not rows and len(ending) >= 4:
            rows = self._connection.execute(
                "SELECT id FROM session WHERE substr(id, -?) = ? LIMIT 3", (len(ending), ending)
            ).fetchall()
        if len(rows) == 1:
            return self.of(rows[0][0])
        quoted = f'"{words[:80]}"'
        if not rows:
            hint = (
                "lists print the ids: studytui sessions"
                if len(words) >= 4
                else "write at least four characters of it"
            )
            raise Refused(f"no session has the id {quoted}", hint)
        raise Refused(
            f"several sessions end in {quoted}",
            "write more of the id: " + ", ".join(str(row[0]) for row in rows),
        )

    def endings(self, ids: Iterable[SessionId]) -> dict[SessionId, str]:
        """Of each id the shortest ending, four characters at least, that no other session has."""
        wanted = list(ids)
        tails = sorted({identity[-4:] for identity in wanted})
        rivals: dict[str, list[str]] = {tail: [] for tail in tails}
        for low in range(0, len(tails), 500):
            part = tails[low : low + 500]
            marks = ", ".join("?" for _ in part)
            for (identity,) in self._connection.execute(
                f"SELECT id FROM session WHERE substr(id, -4) IN ({marks})", part
            ):
                rivals[identity[-4:]].append(identity)
        return {identity: _ending(identity, rivals[identity[-4:]]) for identity in wanted}

    def listed(
        self,
        first: date | None = None,
        last: date | None = None,
        items: Iterable[ItemId] | None = None,
        stage: tuple[RoadmapId, StageId] | None = None,
        roadmap: RoadmapId | None = None,
        limit: int | None = None,
    ) -> tuple[Session, ...]:
        """Sessions newest first: those of any of `items`, or on the `stage`; by study day of their start."""
        where, values = conditions(first, last, items, stage, roadmap)
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM session {where} ORDER BY start DESC, rowid DESC LIMIT ?",
            [*values, -1 if limit is None else limit],
        ).fetchall()
        return tuple(from_row(row) for row in rows)

    def older(self, before: int, limit: int) -> tuple[Session, ...]:
        """Finished sessions that began before an instant, newest first."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM session INDEXED BY session_by_start "
            "WHERE start < ? AND end IS NOT NULL ORDER BY start DESC, rowid DESC LIMIT ?",
            (before, limit),
        ).fetchall()
        return tuple(from_row(row) for row in rows)

    def newer(self, since: int, limit: int) -> tuple[Session, ...]:
        """The first finished sessions that began at an instant or later, newest first."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM session INDEXED BY session_by_start "
            "WHERE start >= ? AND end IS NOT NULL ORDER BY start, rowid LIMIT ?",
            (since, limit),
        ).fetchall()
        return tuple(from_row(row) for row in reversed(rows))

    def all_titles(self) -> tuple[str, ...]:
        """Every title that a session has, once."""
        return tuple(title for (title,) in self._connection.execute("SELECT DISTINCT title FROM session"))

    def count_since(self, since: int) -> int:
        """How many sessions began at an instant or later."""
        (number,) = self._connection.execute(
            "SELECT count(*) FROM session WHERE start >= ?", (since,)
        ).fetchone()
        return int(number)

    def count(
        self,
        first: date | None = None,
        last: date | None = None,
        items: Iterable[ItemId] | None = None,
        stage: tuple[RoadmapId, StageId] | None = None,
        roadmap: RoadmapId | None = None,
    ) -> int:
        """How many sessions `listed` would give without a limit."""
        where, values = conditions(first, last, items, stage, roadmap)
        (number,) = self._connection.execute(f"SELECT count(*) FROM session {where}", values).fetchone()
        return int(number)

    def overlapping(self, start: int, end: int, but: SessionId | None = None) -> tuple[Session, ...]:
        """Closed sessions that share time with a stretch, approximate ones left out, oldest first."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM session INDEXED BY session_by_start WHERE start < ? AND start > ? "
            "AND end > ? AND approximate = 0 AND id <> ? ORDER BY start",
            (end, start - 8 * 86400, start, but or ""),
        ).fetchall()
        return tuple(from_row(row) for row in rows)

    def spilling(self, first: date, last: date) -> tuple[Session, ...]:
        """Sessions that began before a day and reach into the study days from `first` to `last`."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM session "
            "WHERE id IN (SELECT session FROM spill WHERE day BETWEEN ? AND ?)",
            (first.toordinal(), last.toordinal()),
        ).fetchall()
        return tuple(from_row(row) for row in rows)

    def stretches(self, first: date, last: date) -> list[Stretch]:
        """The finished sessions that began on study days, with no more than what a rhythm needs."""
        rows = self._connection.execute(
            "SELECT start, end, zone, pauses, seconds, approximate FROM session INDEXED BY session_by_day "
            "WHERE day BETWEEN ? AND ? AND end IS NOT NULL",
            (first.toordinal(), last.toordinal()),
        ).fetchall()
        return [
            Stretch(start, end, zone, _pauses(pauses), seconds, bool(approximate))
            for start, end, zone, pauses, seconds, approximate in rows
        ]

    def day_totals(self, first: date, last: date) -> dict[date, int]:
        """Seconds by study day, sessions over a boundary split, from the covering indexes."""
        bounds = (first.toordinal(), last.toordinal())
        totals: dict[date, int] = {}
        for query in (
            "SELECT day, sum(day_seconds) FROM session WHERE day BETWEEN ? AND ? GROUP BY day",
            "SELECT day, sum(seconds) FROM spill WHERE day BETWEEN ? AND ? GROUP BY day",
        ):
            for day, seconds in self._connection.execute(query, bounds):
                if seconds:
                    when = date.fromordinal(day)
                    totals[when] = totals.get(when, 0) + seconds
        return totals

    def day_counts(self, first: date, last: date) -> dict[date, int]:
        """How many sessions started on each study day."""
        rows = self._connection.execute(
            "SELECT day, count(*) FROM session WHERE day BETWEEN ? AND ? GROUP BY day",
            (first.toordinal(), last.toordinal()),
        )
        return {date.fromordinal(day): number for day, number in rows}

    def item_seconds(self, item: ItemId) -> int:
        """Seconds of all sessions that name `item`, in any roadmap."""
        return item_total(self._connection, item)

    def sums(self) -> tuple[TimeSum, ...]:
        """Seconds by roadmap, stage and item."""
        return all_totals(self._connection)

    def titles(self, items: Iterable[ItemId]) -> dict[ItemId, str]:
        """The last title seen of items, from their sessions."""
        found = {}
        for item in items:
            row = self._connection.execute(
                "SELECT title FROM session WHERE item = ? ORDER BY start DESC LIMIT 1", (item,)
            ).fetchone()
            if row is not None:
                found[item] = row[0]
        return found


def _ending(identity: str, rivals: Iterable[str]) -> str:
    others = [rival for rival in rivals if rival != identity]
    size = 4
    while size < len(identity) and any(other.endswith(identity[-size:]) for other in others):
        size += 1
    return identity[-size:]


def conditions(
    first: date | None,
    last: date | None,
    items: Iterable[ItemId] | None,
    stage: tuple[RoadmapId, StageId] | None,
    roadmap: RoadmapId | None,
) -> tuple[str, list[str | int]]:
    """The WHERE of a query, "" for all sessions, and its values; days are those of the start."""
    parts: list[str] = []
    values: list[str | int] = []
    if first is not None:
        parts.append("day >= ?")
        values.append(first.toordinal())
    if last is not None:
        parts.append("day <= ?")
        values.append(last.toordinal())
    if roadmap is not None:
        parts.append("roadmap = ?")
        values.append(roadmap)
    either: list[str] = []
    if items is not None:
        wanted = list(items)
        either.append(f"item IN ({', '.join('?' for _ in wanted)})")
        values.extend(wanted)
    if stage is not None:
        either.append("(roadmap = ? AND stage = ? AND item IS NULL)")
        values.extend(stage)
    if either:
        parts.append(f"({' OR '.join(either)})")
    return (f"WHERE {' AND '.join(parts)}" if parts else "", values)
