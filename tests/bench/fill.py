"""Data folders with many sessions, made at once."""

from __future__ import annotations

import sqlite3
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from studytui.domain.ids import uuid7
from studytui.services.clock import Clock
from studytui.services.study import CHOSEN, DEFAULT_ROADMAP, Study
from studytui.store.home import Home
from studytui.store.tables import CHOICE

DAY = 86400


def fill(folder: Path, sessions: int) -> None:
    """Make a data folder with that many sessions, ten a day, ending now; the default roadmap is in use."""
    study = Study(Home(str(folder)), Clock())
    with study.store.change("use") as writer:
        writer.put(CHOICE, {"key": CHOSEN, "value": DEFAULT_ROADMAP})
    _, _, lines = study.lines(DEFAULT_ROADMAP)
    items = [entry for entry in lines if entry.id is not None]
    study.close()
    random = Random(7)
    now = int(time.time())
    connection = sqlite3.connect(folder / "study.db", isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    rows = []
    for at in range(sessions):
        back, place = divmod(at, 10)
        start = now - now % DAY - back * DAY - (place + 1) * 5400
        seconds = random.randrange(600, 4800, 60)
        item = items[(sessions - at) * len(items) // (sessions + 1)]
        day = datetime.fromtimestamp(start, UTC).toordinal()
        rows.append(
            (
                uuid7(start * 1000, random.randbytes(10)),
                start,
                start + seconds,
                seconds,
                day,
                seconds,
                "UTC",
                "[]",
                0,
                DEFAULT_ROADMAP,
                item.stage,
                item.id,
                item.title,
                "stopwatch",
                "",
                "timer",
                "",
            )
        )
    connection.executemany(f"INSERT INTO session VALUES ({', '.join('?' * 17)})", rows)
    connection.execute(
        "INSERT INTO total SELECT item, stage, roadmap, sum(seconds), count(*) FROM session GROUP BY 1, 2, 3"
    )
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
