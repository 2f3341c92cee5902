"""Gradings and cards, planned pauses, target dates, weekly reviews, and the weeks that forecasts look at."""

from __future__ import annotations

import json
from datetime import date

from studytui.domain.goals import Rest
from studytui.domain.hours import TimeSum
from studytui.domain.records import dataclass
from studytui.domain.reviewing import Awaiting, Card, Grading, first_card
from studytui.store.errors import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from studytui.domain.ids import ItemId, RoadmapId, StageId

_CARD_NAMES = "topic, due, last, stability, difficulty, gradings"
_CARD = "card.topic, card.due, card.last, card.stability, card.difficulty, card.gradings"
_WEEK = "first, step, reflection, plan_seconds, aims, summary, finished_at"
_WAITING = (
    "FROM card CROSS JOIN mark ON mark.item = card.topic LEFT JOIN postponed ON postponed.topic = card.topic "
    "WHERE card.due < ? AND mark.status = 'done' AND mark.done_at IS NOT NULL "
    "AND coalesce(postponed.until, 0) <= ?"
)


@dataclass(frozen=True)
class StoredWeek:
    """What a weekly review has kept of the week that begins on `first`; the plan is for that week itself."""

    first: date
    step: int
    reflection: str
    plan_seconds: int | None
    aims: tuple[str, ...]
    summary: str
    finished_at: int | None


@told
class Progress:
    """Queries on reviews, plans and weeks of one database."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        """Ask through `connection`; `path` is the file that errors name."""
        self._connection = connection
        self.path = path

    def waiting(self, before: int, today: date) -> tuple[Awaiting, ...]:
        """Topics due before an instant (UTC seconds) and not postponed past a day, first due first."""
        rows = self._connection.execute(
            f"SELECT mark.title, {_CARD} {_WAITING} ORDER BY card.due, card.topic",
            (before, today.toordinal()),
        ).fetchall()
        return tuple(Awaiting(Card(*row[1:]), row[0]) for row in rows)

    def waiting_count(self, before: int, today: date) -> int:
        """How many topics `waiting` would give."""
        (number,) = self._connection.execute(
            f"SELECT count(*) {_WAITING}", (before, today.toordinal())
        ).fetchone()
        return int(number)

    def card(self, topic: ItemId) -> Card | None:
        """The card of a topic."""
        row = self._connection.execute(f"SELECT {_CARD} FROM card WHERE topic = ?", (topic,)).fetchone()
        return None if row is None else Card(*row)

    def stale(self) -> tuple[ItemId, ...]:
        """Topics whose card must be made anew from their gradings."""
        rows = self._connection.execute("SELECT topic FROM card WHERE due < 0 ORDER BY topic").fetchall()
        return tuple(topic for (topic,) in rows)

    def gradings(self, topic: ItemId) -> tuple[Grading, ...]:
        """The reviews of a topic, the first one first."""
        rows = self._connection.execute(
            "SELECT topic, at, grade FROM grading WHERE topic = ? ORDER BY at, id", (topic,)
        ).fetchall()
        return tuple(Grading(*row) for row in rows)

    def graded(self, topic: ItemId) -> bool:
        """Whether a topic was ever reviewed, its `done` included."""
        found = self._connection.execute("SELECT 1 FROM grading WHERE topic = ? LIMIT 1", (topic,)).fetchone()
        return found is not None

    def last_grading(self, topic: ItemId) -> str | None:
        """The id of a topic's newest grading."""
        found = self._connection.execute(
            "SELECT id FROM grading WHERE topic = ? ORDER BY at DESC, id DESC LIMIT 1", (topic,)
        ).fetchone()
        return None if found is None else str(found[0])

    def reviews_between(self, start: int, end: int) -> int:
        """How many reviews there were from one instant up to another; entering by `done` is none."""
        (number,) = self._connection.execute(
            "SELECT count(*) FROM grading INDEXED BY grading_by_time WHERE at >= ? AND at < ? AND EXISTS "
            "(SELECT 1 FROM grading AS earlier WHERE earlier.topic = grading.topic "
            "AND (earlier.at, earlier.id) < (grading.at, grading.id))",
            (start, end),
        ).fetchone()
        return int(number)

    def keep_cards(self, cards: Iterable[Card]) -> None:
        """Store cards made anew; they are a cache, no operations."""
        self._connection.executemany(
            f"INSERT OR REPLACE INTO card ({_CARD_NAMES}) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (card.topic, card.due, card.last, card.stability, card.difficulty, card.gradings)
                for card in cards
            ],
        )

    def deadlines(self) -> dict[str, date]:
        """The target dates that were set, by stage (as `stage/<roadmap>/<stage>`)."""
        rows = self._connection.execute("SELECT scope, day FROM deadline").fetchall()
        return {scope: date.fromordinal(day) for scope, day in rows}

    def rests(self) -> tuple[Rest, ...]:
        """The planned pauses, the first one first."""
        rows = self._connection.execute("SELECT first, last FROM rest ORDER BY first").fetchall()
        return tuple(Rest(date.fromordinal(first), date.fromordinal(last)) for first, last in rows)

    def week(self, first: date) -> StoredWeek | None:
        """What is kept of the week that begins on `first`."""
        row = self._connection.execute(
            f"SELECT {_WEEK} FROM week WHERE first = ?",
            (first.toordinal(),),
        ).fetchone()
        return None if row is None else _week(row)

    def finished_weeks(self) -> tuple[StoredWeek, ...]:
        """The weeks whose review was finished, the newest first."""
        rows = self._connection.execute(
            f"SELECT {_WEEK} FROM week WHERE finished_at IS NOT NULL ORDER BY first DESC"
        ).fetchall()
        return tuple(_week(row) for row in rows)

    def plans(self) -> dict[date, int]:
        """The seconds planned for single weeks, by their first day."""
        rows = self._connection.execute("SELECT first, plan_seconds FROM week WHERE plan_seconds IS NOT NULL")
        return {date.fromordinal(first): seconds for first, seconds in rows.fetchall()}

    def done_between(self, start: int, end: int) -> tuple[tuple[ItemId, int, str], ...]:
        """Items done with a date from one instant up to another: id, instant, title; in that order."""
        return tuple(
            self._connection.execute(
                "SELECT item, done_at, title FROM mark "
                "WHERE status = 'done' AND done_at >= ? AND done_at < ? ORDER BY done_at, item",
                (start, end),
            ).fetchall()
        )

    def week_sums(self, first: date, last: date) -> dict[date, tuple[TimeSum, ...]]:
        """Seconds by roadmap, stage and item of each seven days from `first` on, up to `last`."""
        bounds = (first.toordinal(), first.toordinal(), last.toordinal())
        found: dict[date, list[TimeSum]] = {}
        for query in (
            "SELECT (day - ?) / 7 AS week, roadmap, stage, item, sum(day_seconds) "
            "FROM session INDEXED BY session_by_day WHERE day BETWEEN ? AND ? "
            "GROUP BY week, item, stage, roadmap",
            "SELECT (spill.day - ?) / 7 AS week, roadmap, stage, item, sum(spill.seconds) FROM spill "
            "JOIN session ON session.id = spill.session WHERE spill.day BETWEEN ? AND ? "
            "GROUP BY week, item, stage, roadmap",
        ):
            for week, roadmap, stage, item, seconds in self._connection.execute(query, bounds):
                key = date.fromordinal(first.toordinal() + 7 * week)
                found.setdefault(key, []).append(TimeSum(roadmap, stage, item, seconds))
        return {week: tuple(sums) for week, sums in found.items()}

    def studied_before(self, day: date, roadmap: RoadmapId, items: Sequence[ItemId]) -> bool:
        """Whether there is a session on a roadmap, naming one of `items` or none, from before a day."""
        queries: list[tuple[str, Sequence[str | int]]] = [("item IS NULL", ())]
        if items:
            queries.append((f"item IN ({', '.join('?' for _ in items)})", items))
        for where, values in queries:
            if self._connection.execute(
                f"SELECT 1 FROM session INDEXED BY session_by_item WHERE {where} "
                "AND roadmap = ? AND day < ? AND end IS NOT NULL LIMIT 1",
                (*values, roadmap, day.toordinal()),
            ).fetchone():
                return True
        return False

    def last_days(self, since: date) -> dict[tuple[RoadmapId | None, StageId | None, ItemId | None], date]:
        """When each roadmap, stage and item that sessions name was last begun, of the days since one."""
        rows = self._connection.execute(
            "SELECT roadmap, stage, item, max(day) FROM session INDEXED BY session_by_day WHERE day >= ? "
            "GROUP BY roadmap, stage, item",
            (since.toordinal(),),
        ).fetchall()
        return {(roadmap, stage, item): date.fromordinal(day) for roadmap, stage, item, day in rows}

    def notes_between(self, start: int, end: int) -> int:
        """How many notes were written last between two instants, summaries of weeks left out."""
        (number,) = self._connection.execute(
            "SELECT count(*) FROM note WHERE updated >= ? AND updated < ? AND target NOT LIKE 'week/%'",
            (start, end),
        ).fetchone()
        return int(number)


def follow_gradings(connection: sqlite3.Connection, topic: ItemId | None) -> None:
    """Let cards follow the gradings of a topic, or of all where none is named.

    A card of one grading is written here; of several ones it is left to be made anew (due before 0), so that
    no change has to wait for the scheduler.
    """
    if topic is not None:
        topics = [topic]
    else:
        topics = [
            found
            for (found,) in connection.execute(
                "SELECT topic FROM card WHERE gradings <> "
                "(SELECT count(*) FROM grading WHERE grading.topic = card.topic)"
            ).fetchall()
        ]
    for one in topics:
        gradings = [
            Grading(*row)
            for row in connection.execute(
                "SELECT topic, at, grade FROM grading WHERE topic = ? ORDER BY at, id", (one,)
            )
        ]
        connection.execute("DELETE FROM card WHERE topic = ?", (one,))
        if gradings:
            card = first_card(gradings[0])
            due = card.due if len(gradings) == 1 else -1
            connection.execute(
                f"INSERT INTO card ({_CARD_NAMES}) VALUES (?, ?, ?, ?, ?, ?)",
                (one, due, gradings[-1].at, card.stability, card.difficulty, len(gradings)),
            )


def _week(row: Sequence[object]) -> StoredWeek:
    first, step, reflection, plan, aims, summary, finished = row
    return StoredWeek(
        date.fromordinal(int(str(first))),
        int(str(step)),
        str(reflection),
        None if plan is None else int(str(plan)),
        tuple(str(aim) for aim in json.loads(str(aims))),
        str(summary),
        None if finished is None else int(str(finished)),
    )
