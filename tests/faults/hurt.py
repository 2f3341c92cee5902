"""A program that opens damaged databases one after the other, as a person would, and tells what came of each.

It runs as a process of its own: a crash ends it and is seen by the caller, a hang is cut off. On its input
comes a file name a line; for each it answers with a line of JSON.
"""

from __future__ import annotations

import contextlib
import faulthandler
import hashlib
import io
import json
import os
import sys
import time

from studytui.cli.main import run
from studytui.cli.world import World
from studytui.services.clock import FixedClock
from tests.cli.harness import NOW, ZONE, FakeFront

READING = (("status",), ("ls", "--json"), ("notes",), ("history", "--limit", "5"), ("doctor",))
MARKS = ("Traceback", "should not have happened")


def call(home: str, words: tuple[str, ...]) -> tuple[int, str]:
    """Exit status and everything that one call says."""
    out, err = io.StringIO(), io.StringIO()
    world = World({"STUDYTUI_HOME": home}, FixedClock(NOW, ZONE), io.StringIO(), out, err, FakeFront())
    status = run(words, world)
    return status, out.getvalue() + err.getvalue()


def digest(home: str) -> str:
    """The database and what stands beside it, less the empty files that SQLite makes for one in WAL mode."""
    found = hashlib.sha256()
    for name in sorted(os.listdir(home)):
        path = os.path.join(home, name)
        if os.path.isfile(path) and not name.endswith(("-wal", "-shm")):
            found.update(name.encode())
            with open(path, "rb") as file:
                found.update(file.read())
    return found.hexdigest()


def tried(home: str, write: bool) -> dict[str, object]:
    """What reading commands, then one that writes and a repair, make of a folder."""
    before, began = digest(home), time.monotonic()
    raw: list[str] = []
    statuses: list[int] = []
    said = ""
    for words in READING:
        status, said = call(home, words)
        statuses.append(status)
        raw += [said[-300:] for mark in MARKS if mark in said]
        if status not in (0, 1, 3, 4):
            raw.append(f"{words}: exit status {status}")
    found = {
        "raw": raw,
        "changed": digest(home) != before,
        "refused": 3 in statuses[:-1],
        "named": statuses[-1] != 3 or "studytui restore" in said,
        "seconds": time.monotonic() - began,
    }
    if write:
        for words in (("log", "5m", "git"), ("doctor", "--repair")):
            status, said = call(home, words)
            raw += [said[-300:] for mark in MARKS if mark in said]
            shut = all(one == 3 for one in statuses)
            if shut and words[0] == "log" and status == 0:
                raw.append("a database that could not be opened was written to")
    return found


def main() -> None:
    """Answer until there is no more input."""
    faulthandler.enable()
    with contextlib.suppress(BrokenPipeError):
        for line in sys.stdin:
            home, write = json.loads(line)
            print(json.dumps(tried(home, write)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
