"""Two dashboards and eight command lines at once: all is kept, none is refused, all is soon on screen."""

from __future__ import annotations

import json
import os
import select
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studytui.store.home import Home
from tests.faults import soundness
from tests.faults.table import Figures, Goal
from tests.journeys.terminal import Terminal, program_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
WRITERS = 8
SIZE = (120, 40)


def studytui(home: Path, *words: str) -> None:
    """One command that must end well."""
    done = subprocess.run(
        [sys.executable, "-m", "studytui", *words],
        env=program_environment(home),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr


class Watched:
    """A dashboard whose terminal is read all the time, so that it never waits for its reader.

    Once it is there, only its bytes are looked at: to keep a screen of them takes longer than to draw it.
    """

    def __init__(self, home: Path) -> None:
        self.terminal = Terminal([], home, *SIZE)
        self.terminal.wait_for("Programming foundations")
        self.said_locked = 0
        self._wanted = threading.Event()
        self._over = threading.Event()
        self._word = b""
        self._tail = b""
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        handle = self.terminal.child.child_fd
        while not self._over.is_set():
            if not select.select([handle], [], [], 0.05)[0]:
                continue
            try:
                self._tail = self._tail[-100_000:] + os.read(handle, 1 << 16)
            except OSError:
                return
            self.said_locked += b"locked" in self._tail or b"in use by" in self._tail
            self._look()

    def _look(self) -> None:
        if self._word and self._word in self._tail:
            self._word = b""
            self._wanted.set()

    def seconds_until(self, word: str, patience: float = 30.0) -> float:
        """How long it takes until a word that was not there before is drawn."""
        begun = time.perf_counter()
        self._wanted.clear()
        self._word = word.encode()
        self._look()
        assert self._wanted.wait(patience), f"{word} was not drawn"
        return time.perf_counter() - begun

    def close(self) -> None:
        self._over.set()
        self._thread.join()
        self.terminal.close()


@contextmanager
def dashboards(home: Path, number: int) -> Iterator[list[Watched]]:
    opened: list[Watched] = []
    try:
        for _ in range(number):
            opened.append(Watched(home))
        yield opened
    finally:
        for one in opened:
            one.close()


def writers(home: Path, each: int, pace: float) -> list[subprocess.Popen[str]]:
    return [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.writer", str(home), str(number), str(each), str(pace)],
            env={**program_environment(home), "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for number in range(WRITERS)
    ]


def at_once(home: Path, number: int, each: int, pace: float, probes: int) -> dict[str, Any]:
    """Let all write at once, and look how soon other programs' changes are on the screens."""
    studytui(home, "log", "30m", "git")
    with dashboards(home, number) as screens:
        running = writers(home, each, pace)
        for one in running:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        seen = [_probed(home, screens, probe) for probe in range(probes)]
        said = [json.loads(one.communicate(timeout=900)[0]) for one in running]
        shown = sum(screen.said_locked for screen in screens)
    took = sorted(milliseconds for one in said for milliseconds in one["took"])
    return {
        "acknowledged": {note for one in said for note in one["acknowledged"]},
        "refused": [line for one in said for line in one["refused"]],
        "p99": took[int(len(took) * 0.99)] if took else 0.0,
        "seen": max((seconds for one in seen for seconds in one), default=0.0),
        "locked": shown,
    }


def _probed(home: Path, screens: list[Watched], probe: int) -> list[float]:
    """Set another goal by a command, and wait for its digits, which alone are drawn anew, on every screen."""
    hours = 71 + probe
    studytui(home, "goal", f"{hours}h")
    return [screen.seconds_until(f"/ {hours}") for screen in screens]


def kept(home: Path) -> set[str]:
    with closing(sqlite3.connect(Home(str(home)).database)) as connection:
        return {note for (note,) in connection.execute("SELECT note FROM session WHERE note != ''")}


def test_a_dashboard_and_eight_command_lines(tmp_path: Path) -> None:
    home = tmp_path / "home"
    found = at_once(home, 1, 6, 0.0, 1)
    assert (found["refused"], found["locked"]) == ([], 0)
    assert len(found["acknowledged"]) == WRITERS * 6
    assert found["acknowledged"] == kept(home)
    assert soundness.wrong_in(Home(str(home))) == []


@pytest.mark.faults
def test_two_dashboards_and_eight_command_lines_for_minutes(tmp_path: Path, figures: Figures) -> None:
    home = tmp_path / "home"
    found = at_once(home, 2, 300, 0.2, 20)
    wrong = soundness.wrong_in(Home(str(home)))
    lost = found["acknowledged"] - kept(home)
    figures.add(Goal.CONCURRENCY, "entries", len(found["acknowledged"]), least=WRITERS * 300)
    figures.add(Goal.CONCURRENCY, "lost", len(lost), most=0)
    figures.add(Goal.CONCURRENCY, "refused", len(found["refused"]), most=0)
    figures.add(Goal.CONCURRENCY, "screens that said locked", found["locked"], most=0)
    figures.top(Goal.CONCURRENCY, "ms p99 of a command in all", round(found["p99"], 1), most=50)
    figures.top(Goal.CONCURRENCY, "s until a foreign change was on screen", round(found["seen"], 2), most=1)
    assert not lost
    assert (found["refused"], found["locked"], wrong) == ([], 0, [])


def test_the_file_replaced_under_an_open_dashboard_is_noticed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    studytui(home, "log", "30m", "git")
    studytui(home, "backup", str(tmp_path / "old.db"))
    with dashboards(home, 1) as (screen,):
        studytui(home, "restore", str(tmp_path / "old.db"), "--yes")
        assert screen.seconds_until("Another file stands in the place of the data") < 30
    assert os.path.exists(home / "study.db")
