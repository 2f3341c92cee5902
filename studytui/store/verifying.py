"""Whether every committed row is still as it was committed: the chain of operations, and the tables by it."""

from __future__ import annotations

import json
from json.encoder import encode_basestring

from studytui.domain.faults import Refused
from studytui.domain.records import dataclass
from studytui.store.operations import CHAIN_BYTES, FILES, LOG, link_of, row_sum, sealed_from
from studytui.store.sessions import COLUMNS, day_shares, from_row
from studytui.store.tables import SESSION, TABLES
from studytui.store.totals import wrong_totals

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from typing import Any

    from studytui.domain.session import Session
    from studytui.store.tables import Table, Value

_BATCH = 100
_NAMED = 100
_SUM = 1 << 128


@dataclass(frozen=True)
class Verdict:
    """What is not as it was committed; all is when everything but the two counts is empty.

    `links` are operations whose checksum does not fit, `changed` rows (table, key) that are not what the
    last operation on them left, `reckoned` sessions whose seconds or days are wrong and items
    whose totals are, `states` lines of the
    history in no state there is, `cut` how many operations the end of the log lacks. The first hundred each.
    """

    operations: int
    rows: int
    links: tuple[int, ...]
    changed: tuple[tuple[str, str], ...]
    reckoned: tuple[str, ...]
    states: tuple[int, ...]
    cut: int

    @property
    def good(self) -> bool:
        """Whether nothing was found."""
        return not (self.links or self.changed or self.reckoned or self.states or self.cut)


def readable(text: bytes) -> str:
    """A text of the database, whatever became of it."""
    return text.decode("utf-8", "replace")


def verify(connection: sqlite3.Connection, nap: Callable[[], None] = lambda: None) -> Verdict:
    """Compare every row with the operations that made it, and those with their checksums.

    What is added and taken by the operations must sum up to what stands in the tables; only where it does
    not are keys remembered. `nap` is called every hundred rows, for a caller that works beside others.
    Raises sqlite3.Error where the file cannot be read.
    """
    connection.text_factory = readable
    links: list[int] = []
    left = operations = rows = 0
    for seq, fits, name, _, old, new in _operations(connection, nap):
        operations += 1
        if not fits:
            links.append(seq)
        if name != FILES:
            left += row_sum(name, new) - row_sum(name, old)
    for table in TABLES.values():
        for _, text in _rows(connection, table, nap):
            rows += 1
            left -= row_sum(table.name, text)
    changed = _changed(connection, nap) if left % _SUM or links else ()
    return Verdict(
        operations,
        rows,
        tuple(links[:_NAMED]),
        changed[:_NAMED],
        (*_badly_reckoned(connection, nap), *wrong_totals(connection))[:_NAMED],
        _states(connection),
        _cut(connection),
    )


def broken_links(connection: sqlite3.Connection) -> Iterator[int]:
    """The numbers of operations whose checksum does not fit: rows that changed silently."""
    return (seq for seq, fits, *_ in _operations(connection, lambda: None) if not fits)


_Step = tuple[int, bool, str, str, str | None, str | None]


def _operations(connection: sqlite3.Connection, nap: Callable[[], None]) -> Iterator[_Step]:
    """Each operation with whether its checksum fits."""
    since = sealed_from(connection)
    chain, last = bytes(CHAIN_BYTES), 0
    cursor = connection.execute(LOG)
    while batch := cursor.fetchmany(_BATCH):
        for row in batch:
            yield row[0], link_of(row, chain, last, since) == row[6], row[2], row[3], row[4], row[5]
            chain, last = row[6] if isinstance(row[6], bytes) else b"", row[1]
        nap()


def _rows(
    connection: sqlite3.Connection, table: Table, nap: Callable[[], None]
) -> Iterator[tuple[str, str | None]]:
    """Key and text of every row, as the operation log writes them."""
    names = ", ".join(f'"{name}"' for name in table.all_columns)
    places = {name: at for at, name in enumerate(table.all_columns)}
    names_in_order = [(encode_basestring(name), places[name]) for name in sorted(places)]
    cursor = connection.execute(f"SELECT {names} FROM {table.name} NOT INDEXED")
    while batch := cursor.fetchmany(_BATCH):
        for values in batch:
            try:
                yield _keyed(table, values), _rendered(names_in_order, values)
            except TypeError:  # a value of a kind that was never written
                yield repr(values[: len(table.keys)]), repr(values)
        nap()


def _keyed(table: Table, values: Sequence[Value]) -> str:
    return f"[{', '.join([_shown(value) for value in values[: len(table.keys)]])}]"


def _rendered(names: Sequence[tuple[str, int]], values: Sequence[Value]) -> str:
    """What `row_text` gives for the row, without a dict; `names` are quoted, in order, with their columns."""
    return f"{{{', '.join([f'{name}: {_shown(values[at])}' for name, at in names])}}}"


def _shown(value: Value) -> str:
    if value is None:
        return "null"
    if type(value) is int:
        return str(value)
    return encode_basestring(value) if type(value) is str else json.dumps(value)


def _changed(connection: sqlite3.Connection, nap: Callable[[], None]) -> tuple[tuple[str, str], ...]:
    """Rows that are not what the last operation on them left, or that no operation made."""
    last: dict[tuple[str, str], int] = {}
    found: dict[tuple[str, str], None] = {}
    for _, _, name, key, old, new in _operations(connection, nap):
        if name in TABLES:
            if last.get((name, key), 0) != row_sum(name, old):
                found[name, key] = None
            last[name, key] = row_sum(name, new)
    for table in TABLES.values():
        for key, text in _rows(connection, table, nap):
            if last.pop((table.name, key), 0) != row_sum(table.name, text):
                found[table.name, key] = None
    found |= dict.fromkeys(key for key, left in last.items() if left)
    return tuple(found)


def _badly_reckoned(connection: sqlite3.Connection, nap: Callable[[], None]) -> tuple[str, ...]:
    """Sessions whose stored seconds, study day or days after it do not follow from their times."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'day_hour'").fetchone()
    if row is None or not str(row[0]).isdecimal() or int(row[0]) > 23:
        return ()
    reckon = _Reckoner(int(row[0]))
    spilled: dict[str, dict[int, int]] = {}
    for day, session, seconds in connection.execute("SELECT day, session, seconds FROM spill"):
        spilled.setdefault(session, {})[day] = seconds
    found: list[str] = []
    cursor = connection.execute(f"SELECT seconds, day, day_seconds, {COLUMNS} FROM {SESSION.name}")
    while batch := cursor.fetchmany(_BATCH):
        for seconds, day, day_seconds, *columns in batch:
            spill = spilled.pop(columns[0], {})
            if not spill and reckon.plainly(seconds, day, day_seconds, columns):
                continue
            stored = (seconds, day, day_seconds, spill)
            try:
                good = stored == reckon(from_row(columns))
            except Refused:
                good = True  # a zone that this machine does not know; the row itself is sealed
            except (ValueError, OverflowError, TypeError):
                good = False
            if not good:
                found.append(str(columns[0]))
        nap()
    return (*found, *spilled)


class _Reckoner:
    """Seconds, study day, its seconds and those of other days; sessions of one day are quick."""

    def __init__(self, day_hour: int) -> None:
        self._day_hour = day_hour
        self._zone = ""
        self._ordinal = self._begin = self._end = 0

    def plainly(self, seconds: object, day: object, day_seconds: object, columns: Sequence[Any]) -> bool:
        """Whether a session without pauses lies within the day of the one before it, and is reckoned so."""
        start, end, zone, pauses = columns[1], columns[2], columns[3], columns[8]
        return (
            zone == self._zone
            and pauses == "[]"
            and type(start) is type(end) is int
            and self._begin <= start < end <= self._end
            and seconds == day_seconds == end - start
            and day == self._ordinal
        )

    def __call__(self, session: Session) -> tuple[int, int, int, dict[int, int]]:
        first, shares = day_shares(session, self._day_hour)
        self._remember(session, first)
        spill = {day.toordinal(): part for day, part in shares if day != first}
        return session.seconds, first.toordinal(), dict(shares).get(first, 0), spill

    def _remember(self, session: Session, day: date) -> None:
        from datetime import timedelta

        from studytui.domain.days import day_start, study_day
        from studytui.domain.zones import zone_named

        zone = zone_named(session.zone)
        begin = day_start(day, zone, self._day_hour)
        end = day_start(day + timedelta(days=1), zone, self._day_hour)
        sound = study_day(begin, zone, self._day_hour) == study_day(end - 1, zone, self._day_hour) == day
        self._zone = session.zone if sound else ""
        self._ordinal, self._begin, self._end = day.toordinal(), begin, end


def _states(connection: sqlite3.Connection) -> tuple[int, ...]:
    rows = connection.execute(
        "SELECT seq FROM change WHERE NOT (kind = 'change' AND state IN ('done', 'undone', 'gone', 'final') "
        f"OR kind IN ('undo', 'redo') AND state = 'turn') LIMIT {_NAMED}"
    ).fetchall()
    return tuple(seq for (seq,) in rows)


def _cut(connection: sqlite3.Connection) -> int:
    """How many operations the log has lost at its end."""
    given = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'operation'").fetchone()
    (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM operation").fetchone()
    return 0 if given is None else max(0, int(given[0]) - int(last))
