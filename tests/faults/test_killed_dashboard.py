"""The real dashboard in a real terminal, killed at the system calls by which its keys save."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from studytui.store.home import Home
from tests.faults import soundness
from tests.faults.table import Figures, Goal
from tests.faults.test_at_once import kept, studytui
from tests.faults.tracing import TRACED, Call, calls, need_strace
from tests.journeys.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

KEYS = (("t", "Running"), ("space", ""), ("t", ""))
"""Start the timer, tick what is selected, stop the timer; and what is then on the screen."""


def _attached(terminal: Terminal, trace: Path, *faults: str) -> subprocess.Popen[bytes]:
    words = ["strace", "-f", "-y", "-s", "0", "-p", str(terminal.child.pid), "-o", str(trace)]
    words += ["-e", f"trace={TRACED}", *(f"--inject={fault}" for fault in faults)]
    tracer = subprocess.Popen(words, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert tracer.stderr is not None
    assert b"attached" in tracer.stderr.readline()
    return tracer


def _journey(home: Path, trace: Path, *faults: str) -> int | None:
    """Press the keys in a dashboard that is traced; its exit status if it ended on the way."""
    terminal = Terminal([], home)
    try:
        terminal.wait_for("Programming foundations")
        terminal.settle()
        tracer = _attached(terminal, trace, *faults)
        for key, _ in KEYS:
            if not terminal.child.isalive():
                break
            terminal.press(key)
            terminal.settle()
        terminal.press("q")
        status = terminal.wait_for_end()
        tracer.wait(20)
        if tracer.stderr is not None:
            tracer.stderr.close()
        return status
    finally:
        terminal.close()


def _killed_at(points: list[Call], tmp_path: Path) -> tuple[int, list[str]]:
    """How many of the points were reached, and what was wrong afterwards."""
    wrong, reached = [], 0
    for number, call in enumerate(points):
        home = tmp_path / f"home-{number}"
        studytui(home, "log", "30m", "git", "-m", "before")
        status = _journey(home, tmp_path / "trace", call.fault("signal=KILL"))
        reached += status == 137
        if status not in (137, 0):  # a beat of the clock may have come between, so that it was never reached
            wrong.append(f"{call.line[:100]}: ended with {status}")
        studytui(home, "log", "5m", "git", "-m", "after")
        wrong += [f"{call.line[:100]}: {fault}" for fault in soundness.wrong_in(Home(str(home)))]
        if not {"before", "after"} <= kept(home):
            wrong.append(f"{call.line[:100]}: {kept(home)}")
    return reached, wrong


def _points(tmp_path: Path) -> list[Call]:
    need_strace()
    home = tmp_path / "home"
    studytui(home, "log", "30m", "git", "-m", "before")
    assert _journey(home, tmp_path / "trace") == 0
    found = [call for call in calls(tmp_path / "trace", home) if call.writes]
    assert len(found) > 100
    return found


def test_killed_at_two_of_the_calls(tmp_path: Path) -> None:
    points = _points(tmp_path)
    flushes = [call for call in points if call.name == "fdatasync"]
    reached, wrong = _killed_at([points[len(points) // 2], flushes[len(flushes) // 2]], tmp_path)
    assert wrong == []
    assert reached


@pytest.mark.faults
def test_killed_at_many_of_the_calls(tmp_path: Path, figures: Figures) -> None:
    points = _points(tmp_path)[::5]
    reached, wrong = _killed_at(points, tmp_path)
    figures.add(Goal.KILLS, "points of a dashboard in a terminal", reached, least=20)
    figures.add(Goal.KILLS, "lost or half-applied", len(wrong), most=0)
    assert not wrong, "\n".join(wrong)
