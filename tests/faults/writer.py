"""One of several command lines that write at once: what was acknowledged, what refused, how long it took."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import time

from studytui.cli.main import run
from studytui.cli.world import World
from studytui.services.clock import Clock
from tests.cli.harness import FakeFront

_SPAWNED = 10
"""Every so manieth command is a process of its own; the others open and close the data as one does."""


def command(home: str, words: list[str], spawn: bool) -> tuple[int, str, float]:
    """Run a command: its status, what it said on stderr, and the milliseconds it took."""
    before = time.perf_counter()
    if spawn:
        environment = {**os.environ, "STUDYTUI_HOME": home}
        done = subprocess.run(
            [sys.executable, "-m", "studytui", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr, 0.0
    err = io.StringIO()
    status = run(words, World({"STUDYTUI_HOME": home}, Clock(), None, io.StringIO(), err, FakeFront()))
    return status, err.getvalue(), (time.perf_counter() - before) * 1000


def write(home: str, number: int, count: int, pace: float) -> dict[str, object]:
    """Log so many sessions, each with a note of its own, at a pace in seconds between them."""
    chance = random.Random(number)
    acknowledged, refused, took = [], [], []
    for entry in range(count):
        note = f"writer {number} entry {entry}"
        status, said, milliseconds = command(
            home, ["log", "1m", "git", "--on", "2026-10-01", "-m", note], entry % _SPAWNED == _SPAWNED - 1
        )
        if status:
            refused.append(said)
        else:
            acknowledged.append(note)
        if "locked" in said or "in use" in said:
            refused.append(said)
        if milliseconds:
            took.append(milliseconds)
        time.sleep(chance.random() * 2 * pace)
    return {"acknowledged": acknowledged, "refused": refused, "took": took}


if __name__ == "__main__":
    sys.stdin.readline()
    print(json.dumps(write(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))))  # noqa: T201
