"""One database, opened: its rooms for reading, and the one way in which anything is changed."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cached_property

from studytui.domain.ids import ItemId, uuid7
from studytui.store import operations, schema
from studytui.store.connection import changing, open_database, reading, transaction
from studytui.store.curricula import CurriculaRows
from studytui.store.errors import Replaced, TooNew, damaged, translated
from studytui.store.lines import Lines
from studytui.store.marks import Marks
from studytui.store.notes import Notes, forget_words, index_note
from studytui.store.operations import ChangeWriter, Group
from studytui.store.sessions import Sessions, day_shares, session_row
from studytui.store.tables import GRADING, NOTE, SESSION
from studytui.store.totals import follow_session, sum_up_again

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from studytui.domain.absence import Pulse
    from studytui.domain.faults import Fault
    from studytui.domain.reviewing import Card
    from studytui.domain.session import Session
    from studytui.store.backups import Backup
    from studytui.store.home import Home
    from studytui.store.progress import Progress
    from studytui.store.pulse import Pulses
    from studytui.store.sifter import Sifter
    from studytui.store.tables import Row, Table

_DAY_HOUR = "day_hour"


class Store:
    """The state of one data folder; every change is on disk when its call returns."""

    def __init__(self, home: Home, now: Callable[[], float], day_hour: int, begin: bool = True) -> None:
        """Open the database of `home`; `now` gives UTC seconds, `day_hour` begins a study day.

        Raises a Fault when it cannot be used, or is not there and must not `begin`; nothing is overwritten.
        """
        self.home = home
        self._now = now
        self._connection, self.unwritable = open_database(home, self.new_id(), now(), begin)
        self.unsettled: Fault | None = None
        self._writer: ChangeWriter | None = None
        self.wrote = False
        self._identity = self._file_identity()
        self.sessions = Sessions(self._connection, home.database)
        self.marks = Marks(self._connection, home.database)
        self.notes = Notes(self._connection, home.database)
        self.lines = Lines(self._connection, home.database)
        self.curricula = CurriculaRows(self._connection, home.database)
        try:
            self.device = self._device()
            self.use_day_hour(day_hour)
        except BaseException:
            self._connection.close()
            raise

    @cached_property
    def progress(self) -> Progress:
        """Reviews, plans, and the weeks that forecasts look at."""
        from studytui.store.progress import Progress

        return Progress(self._connection, self.home.database)

    def keep_cards(self, cards: Iterable[Card]) -> None:
        """Keep cards made anew from their gradings, where anything can be kept; a cache, no operation."""
        if self.unwritable is not None:
            return
        with self._transaction():
            self.progress.keep_cards(cards)

    @cached_property
    def pulses(self) -> Pulses:
        """The heartbeat of the timer."""
        from studytui.store.pulse import Pulses

        return Pulses(self._connection, self.home.database)

    @cached_property
    def sifter(self) -> Sifter:
        """The log's filter."""
        from studytui.store.sifter import Sifter

        return Sifter(self._connection, self.home.database)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def new_id(self) -> str:
        """A new UUIDv7."""
        return uuid7(int(self._now() * 1000), os.urandom(10))

    @contextmanager
    def change(self, label: str) -> Iterator[ChangeWriter]:
        """One user action: all of its rows and its line in the history are committed together, or none.

        A change that turns out to change nothing leaves no line. One within another is part of that one.
        """
        if self._writer is not None:
            yield self._writer
            return
        with self._transaction():
            seq = operations.begin_change(
                self._connection, self.new_id(), int(self._now()), self.device, label
            )
            writer = self._writer = ChangeWriter(self._connection, seq, self._follow_up)
            try:
                yield writer
            finally:
                self._writer = None
            if writer.count:
                operations.end_redo(self._connection, self.device)
            else:
                operations.drop_empty(self._connection, seq)

    def turn(self, backwards: bool, write_file: Callable[[str, str | None, str | None], None]) -> Group:
        """Undo the newest change of this device, or redo the last one undone; NothingToDo at the end."""
        with self._transaction():
            find = operations.to_undo if backwards else operations.to_redo
            group = find(self._connection, self.device)
            if group is None:
                raise operations.nothing_to_turn(backwards)
            return operations.turn(
                self._connection,
                group,
                backwards,
                lambda seq: ChangeWriter(self._connection, seq, self._follow_up),
                write_file,
                self.new_id(),
                int(self._now()),
                self.device,
            )

    def keep_file(self, name: str, text: str | None) -> None:
        """Keep a file of the folder as it stands, before the change that is being written makes it `text`."""
        from studytui.store.replacing import keep, settle

        with self._errors_told():
            (change,) = self._connection.execute("SELECT id FROM change ORDER BY seq DESC LIMIT 1").fetchone()
            settle(self.home, self._committed, but=str(change))
            keep(self.home, str(change), name, text)

    def settle_files(self) -> bool:
        """Bring files in step with what is committed, where a change of them was interrupted or refused.

        Whether there was any. Where that is refused, `unsettled` says why, and it is tried before any change.
        """
        if self.unwritable is not None:
            return False
        from studytui.domain.faults import Fault

        settled = False
        try:
            with self._errors_told():
                if not self.home.interrupted():
                    return False
            from studytui.store.replacing import settle

            with self._transaction():
                settle(self.home, self._committed)
                settled = True
        except Fault as fault:
            if not settled:  # else only the lock, under which nothing was written, went with an error
                said = f"what an interrupted change left behind could not be put in order: {fault.message}"
                self.unsettled = type(fault)(said, fault.hint)
        return settled

    def settled(self) -> None:
        """Bring files in step, before one is read that will be replaced; the Fault where that is refused."""
        if not changing(self._connection):
            self.unsettled = None
            self.settle_files()
            if self.unsettled is not None:
                raise self.unsettled

    def _refuse_if_unwritable(self) -> None:
        if self.unsettled is not None:
            self.unsettled = None
            self.settle_files()
        if why := self.unwritable or self.unsettled:
            raise type(why)(why.message, why.hint)

    def _committed(self, change: str) -> bool:
        return self._connection.execute("SELECT 1 FROM change WHERE id = ?", (change,)).fetchone() is not None

    def history(self, limit: int | None) -> tuple[Group, ...]:
        """The newest changes first."""
        with self._errors_told():
            return operations.history(self._connection, limit)

    def put_session(self, writer: ChangeWriter, session: Session) -> None:
        """Write a session or the timer."""
        writer.put(SESSION, session_row(session))

    def keep_pulse(self, pulse: Pulse) -> None:
        """Keep a heartbeat of the timer; no operation, and not in the history."""
        with self._transaction():
            self.pulses.put(pulse)

    def claim_call(self, call: str) -> bool:
        """Whether this program is the first to make a call to the person; no operation."""
        with self._transaction():
            return self.pulses.claim(call)

    def remove_session(self, writer: ChangeWriter, session: Session) -> None:
        """Delete a session or the timer."""
        writer.remove(SESSION, {"id": session.id})

    def made_together(self, one: tuple[Table, Row], other: tuple[Table, Row]) -> bool:
        """Whether two rows, named by their keys, were made by the same change."""
        with self._errors_told():
            makers = [
                operations.maker(self._connection, table.name, table.key_text(row))
                for table, row in (one, other)
            ]
            return makers[0] == makers[1]

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read within is of one moment, whatever others write; a change within ends that."""
        with self._errors_told(), reading(self._connection):
            yield

    def data_version(self) -> int:
        """A number that changes when another program has written; 3 µs."""
        with self._errors_told():
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            return int(version)

    def schema_version(self) -> int:
        """The data version that the file has now, which a newer program may have raised."""
        with self._errors_told():
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            return int(version)

    def sqlite_version(self) -> str:
        """The version of SQLite that reads and writes."""
        with self._errors_told():
            (version,) = self._connection.execute("SELECT sqlite_version()").fetchone()
            return str(version)

    def replaced(self) -> bool:
        """Whether another file stands where the database was opened."""
        return self._file_identity() != self._identity

    def exists(self) -> bool:
        """Whether any file stands where the database was opened."""
        return self._file_identity() is not None

    def back_up(self, why: str, pages: int = -1) -> Backup:
        """Copy the database into the folder's backups, checked; with `pages`, so many at a time."""
        from studytui.store.backups import back_up

        with self._errors_told():
            return back_up(self.home, self._connection, why, self._now(), pages)

    def copy_to(self, file: str) -> Backup:
        """Copy the database to a file that the user named, checked."""
        from studytui.store.backups import copy_to

        return copy_to(self._connection, file)

    def use_day_hour(self, day_hour: int) -> None:
        """Let study days begin at that hour; all are reckoned anew when it was another before."""
        with self._errors_told():
            if self._day_hour() == day_hour or self.unwritable is not None:
                return
        with self._transaction():
            self._put_fact(_DAY_HOUR, str(day_hour))
            for found in self.sessions.listed():
                self._reckon(found, day_hour)

    def renew_derived(self) -> None:
        """Reckon anew all that follows from rows: seconds, days, totals, words of notes, cards, lines."""
        from studytui.store.progress import follow_gradings

        with self._transaction():
            for found in self.sessions.listed():
                self._reckon(found, self._day_hour() or 0)
            sum_up_again(self._connection)
            forget_words(self._connection, everything=True)
            for rowid, title, body in self._connection.execute(
                "SELECT rowid, title, body FROM note"
            ).fetchall():
                index_note(self._connection, rowid, title, body)
            for table in ("card", "line", "line_stamp"):
                self._connection.execute(f"DELETE FROM {table}")
            for (topic,) in self._connection.execute("SELECT DISTINCT topic FROM grading").fetchall():
                follow_gradings(self._connection, ItemId(topic))

    def _day_hour(self) -> int | None:
        """The hour by which the stored study days were reckoned, by whatever program."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (_DAY_HOUR,)).fetchone()
        return None if row is None else int(row[0])

    def facts(self) -> dict[str, str]:
        """What the database says of itself, such as its device and when it was looked after last."""
        with self._errors_told():
            return dict(self._connection.execute("SELECT key, value FROM meta").fetchall())

    def keep_fact(self, key: str, value: str) -> None:
        """Keep such a fact; no operation, and not in the history."""
        with self._transaction():
            self._put_fact(key, value)

    def _put_fact(self, key: str, value: str) -> None:
        self._connection.execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def first_change(self) -> int | None:
        """When the first change was made (UTC seconds), none before it."""
        with self._errors_told():
            row = self._connection.execute("SELECT at FROM change ORDER BY seq LIMIT 1").fetchone()
        return None if row is None else int(row[0])

    def _device(self) -> str:
        with self._errors_told():
            row = self._connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
        if row is None:
            raise damaged(self.home.database, "it does not say which device it is")
        return str(row[0])

    def _file_identity(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self.home.database)
        except OSError:
            return None
        return found.st_dev, found.st_ino

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        with translated(self.home.database):
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._refuse_if_unwritable()
        with self._errors_told(), transaction(self._connection):
            self._refuse_if_not_the_same()
            yield
        self.wrote = True

    def _refuse_if_not_the_same(self) -> None:
        """Write no more into a file that was put aside, or that a newer program has brought further."""
        if self.replaced():
            raise Replaced(
                f"{self.home.database} was replaced by another file; nothing was written",
                "start studytui again to go on with the file that is there now",
            )
        version = self.schema_version()
        if version != schema.VERSION:
            raise TooNew(
                f"{self.home.database} was brought to data version {version} by another studytui; "
                "nothing was written",
                "update studytui, and start it again",
            )

    def _follow_up(self, table: Table, old: Row | None, row: Row | None) -> None:
        """Keep what is derived from a row true: totals, days it spills over to, words, its topic's card."""
        if table is SESSION:
            follow_session(self._connection, old, row)
            if row is not None:
                self._reckon(self.sessions.of(str(row["id"])), self._day_hour() or 0)
        elif table is GRADING:
            from studytui.store.progress import follow_gradings

            follow_gradings(self._connection, None if row is None else ItemId(str(row["topic"])))
        elif table is NOTE:
            if row is None:
                forget_words(self._connection)
            else:
                (rowid,) = self._connection.execute(
                    "SELECT rowid FROM note WHERE target = ?", (row["target"],)
                ).fetchone()
                index_note(self._connection, rowid, str(row["title"]), str(row["body"]))

    def _reckon(self, session: Session, day_hour: int) -> None:
        """Store a session's seconds, its study day, and what it spills over to later days."""
        first, shares = day_shares(session, day_hour)
        self._connection.execute(
            "UPDATE session SET seconds = ?, day = ?, day_seconds = ? WHERE id = ?",
            (session.seconds, first.toordinal(), dict(shares).get(first, 0), session.id),
        )
        self._connection.execute("DELETE FROM spill WHERE session = ?", (session.id,))
        self._connection.executemany(
            "INSERT INTO spill VALUES (?, ?, ?)",
            [(day.toordinal(), session.id, part) for day, part in shares if day != first],
        )
