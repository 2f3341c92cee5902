"""The tables, and the forward-only steps that led to them; a step that has landed is never edited."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID = 0x53545459
"""`STTY`, in the database's header."""

_FIRST = (
    """CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE session (
        id TEXT PRIMARY KEY,
        start INTEGER NOT NULL,
        end INTEGER,
        seconds INTEGER NOT NULL DEFAULT 0,
        day INTEGER NOT NULL DEFAULT 0,
        day_seconds INTEGER NOT NULL DEFAULT 0,
        zone TEXT NOT NULL,
        pauses TEXT NOT NULL,
        approximate INTEGER NOT NULL,
        roadmap TEXT,
        stage TEXT,
        item TEXT,
        title TEXT NOT NULL,
        mode TEXT NOT NULL,
        note TEXT NOT NULL,
        source TEXT NOT NULL,
        plan TEXT NOT NULL DEFAULT '',
        CHECK (end IS NULL OR end > start)
    ) STRICT""",
    "CREATE INDEX session_by_day ON session (day, day_seconds)",
    "CREATE INDEX session_by_item ON session (item, stage, roadmap, seconds)",
    "CREATE INDEX session_by_start ON session (start)",
    "CREATE UNIQUE INDEX session_open ON session ((1)) WHERE end IS NULL",
    """CREATE TABLE spill (
        day INTEGER NOT NULL,
        session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        seconds INTEGER NOT NULL,
        PRIMARY KEY (day, session)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX spill_by_session ON spill (session)",
    """CREATE TABLE mark (
        item TEXT PRIMARY KEY,
        status TEXT NOT NULL,
        done_at INTEGER,
        title TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE note (
        target TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        updated INTEGER NOT NULL
    ) STRICT""",
    "CREATE VIRTUAL TABLE note_words USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2')",
    """CREATE TABLE draft (
        target TEXT PRIMARY KEY,
        body TEXT NOT NULL,
        updated INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE goal (
        scope TEXT NOT NULL,
        since INTEGER NOT NULL,
        seconds INTEGER NOT NULL,
        per_day INTEGER NOT NULL,
        PRIMARY KEY (scope, since)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE estimate (
        item TEXT PRIMARY KEY,
        seconds INTEGER NOT NULL,
        title TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE choice (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE change (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        at INTEGER NOT NULL,
        device TEXT NOT NULL,
        kind TEXT NOT NULL,
        refers TEXT,
        label TEXT NOT NULL,
        state TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX change_to_undo ON change (device, seq) WHERE state = 'done'",
    "CREATE INDEX change_to_redo ON change (device, seq) WHERE state = 'undone'",
    """CREATE TABLE operation (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        change INTEGER NOT NULL REFERENCES change (seq),
        "table" TEXT NOT NULL,
        key TEXT NOT NULL,
        old TEXT,
        new TEXT,
        chain BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX operation_by_change ON operation (change)",
    """CREATE TABLE line (
        roadmap TEXT NOT NULL,
        place INTEGER NOT NULL,
        kind TEXT NOT NULL,
        id TEXT,
        slug TEXT NOT NULL,
        title TEXT NOT NULL,
        stage TEXT NOT NULL,
        number INTEGER NOT NULL,
        parent TEXT,
        optional INTEGER NOT NULL,
        choice TEXT,
        has_steps INTEGER NOT NULL,
        hours REAL,
        aliases TEXT NOT NULL,
        PRIMARY KEY (roadmap, place)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE line_stamp (
        roadmap TEXT PRIMARY KEY,
        stamp TEXT NOT NULL,
        title TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

_TIME = (
    """CREATE TABLE pulse (
        session TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        input_at INTEGER NOT NULL,
        monotonic REAL,
        boot REAL,
        boot_id TEXT,
        zone TEXT NOT NULL,
        watched INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
_PROGRESS = (
    """CREATE TABLE grading (
        id TEXT PRIMARY KEY,
        topic TEXT NOT NULL,
        at INTEGER NOT NULL,
        grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 4),
        title TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX grading_by_topic ON grading (topic, at)",
    "CREATE INDEX grading_by_time ON grading (at)",
    """CREATE TABLE card (
        topic TEXT PRIMARY KEY,
        due INTEGER NOT NULL,
        last INTEGER NOT NULL,
        stability REAL NOT NULL,
        difficulty REAL NOT NULL,
        gradings INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX card_by_due ON card (due)",
    "CREATE TABLE postponed (topic TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE deadline (scope TEXT PRIMARY KEY, day INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE rest (first INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT",
    """CREATE TABLE week (
        first INTEGER PRIMARY KEY,
        step INTEGER NOT NULL,
        reflection TEXT NOT NULL,
        plan_seconds INTEGER,
        aims TEXT NOT NULL,
        summary TEXT NOT NULL,
        finished_at INTEGER
    ) STRICT""",
)
_CURRICULA = (
    """CREATE TABLE twin (
        topic TEXT PRIMARY KEY,
        same_as TEXT,
        title TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE hidden (roadmap TEXT PRIMARY KEY, title TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE news (roadmap TEXT PRIMARY KEY, changes TEXT NOT NULL) STRICT, WITHOUT ROWID",
)
_SEALED = ("INSERT INTO meta SELECT 'sealed_from', coalesce(max(seq), 0) + 1 FROM change",)
_TOTALS = (
    """CREATE TABLE total (
        item TEXT NOT NULL,
        stage TEXT NOT NULL,
        roadmap TEXT NOT NULL,
        seconds INTEGER NOT NULL,
        sessions INTEGER NOT NULL,
        PRIMARY KEY (item, stage, roadmap)
    ) STRICT, WITHOUT ROWID""",
    """INSERT INTO total
        SELECT coalesce(item, ''), coalesce(stage, ''), coalesce(roadmap, ''), sum(seconds), count(*)
        FROM session WHERE end IS NOT NULL GROUP BY item, stage, roadmap""",
)

STEPS: tuple[tuple[str, ...], ...] = (_FIRST, _TIME, _PROGRESS, _CURRICULA, _SEALED, _TOTALS)
"""The statements that lead from version n to n+1, by n."""

VERSION = len(STEPS)


def migrate(connection: sqlite3.Connection, found: int) -> None:
    """Run the steps from version `found` on, inside the caller's transaction."""
    for step in STEPS[found:]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def foreign_objects(connection: sqlite3.Connection) -> int:
    """How many triggers and views there are; this program makes none."""
    (found,) = connection.execute(
        "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')"
    ).fetchone()
    return int(found)


def holds_all_we_read(connection: sqlite3.Connection) -> bool:
    """Whether a newer version's database still has every table and column of this one."""
    import sqlite3

    ours = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(ours, 0)
        return _columns(ours) <= _columns(connection)
    finally:
        ours.close()


def _columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(
        connection.execute(
            "SELECT s.name, c.name FROM sqlite_schema AS s, pragma_table_info(s.name) AS c "
            "WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite_%'"
        ).fetchall()
    )
