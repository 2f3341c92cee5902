"""The heartbeat of the timer: overwritten as it beats, so no operation and in no history."""

from __future__ import annotations

from studytui.domain.absence import Pulse
from studytui.domain.ids import SessionId
from studytui.store.errors import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3


_KEPT_SECONDS = 30 * 86400
_KEPT, _CALLED = "kept_absence", "called"


@told
class Pulses:
    """The last heartbeat in one database."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        """Ask through `connection`; `path` is the file that errors name."""
        self._connection = connection
        self.path = path

    def of(self, session: SessionId) -> Pulse | None:
        """The last heartbeat of a timer, none without one."""
        row = self._connection.execute(
            "SELECT session, at, input_at, monotonic, boot, boot_id, zone, watched FROM pulse "
            "WHERE session = ?",
            (session,),
        ).fetchone()
        if row is None:
            return None
        identity, at, input_at, monotonic, boot, boot_id, zone, watched = row
        return Pulse(SessionId(identity), at, input_at, monotonic, boot, boot_id, zone, bool(watched))

    def put(self, pulse: Pulse) -> None:
        """Keep a heartbeat, within the caller's transaction; those of timers long gone are dropped.

        A timer that undo brings back finds its own.
        """
        self._connection.execute("DELETE FROM pulse WHERE at < ?", (pulse.at - _KEPT_SECONDS,))
        self._connection.execute(
            "INSERT INTO pulse VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session) DO UPDATE SET "
            "at = excluded.at, input_at = excluded.input_at, monotonic = excluded.monotonic, "
            "boot = excluded.boot, boot_id = excluded.boot_id, zone = excluded.zone, "
            "watched = excluded.watched",
            (
                pulse.session,
                pulse.at,
                pulse.input_at,
                pulse.monotonic,
                pulse.boot,
                pulse.boot_id,
                pulse.zone,
                int(pulse.watched),
            ),
        )

    def kept(self) -> str | None:
        """The last absence of which all was kept, as it was written; it may have been taken back since."""
        return self._remembered(_KEPT)

    def keep(self, absence: str) -> None:
        """Remember the absence of which all is kept, within the caller's transaction."""
        self._remember(_KEPT, absence)

    def claim(self, call: str) -> bool:
        """Whether nobody has made that call to the person yet, within the caller's transaction."""
        if self._remembered(_CALLED) == call:
            return False
        self._remember(_CALLED, call)
        return True

    def _remembered(self, key: str) -> str | None:
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def _remember(self, key: str, value: str) -> None:
        self._connection.execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )
