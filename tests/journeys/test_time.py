"""Hours that pass, sleep, a clock that is set, a machine that restarts: as the system itself shows them.

libfaketime moves what a program sees of the clocks, also while it runs; `unshare` gives a program a machine
that has slept, or that was started anew.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal, program_environment
from tests.journeys.test_journeys import answer

Opener = Callable[..., Terminal]

LIBRARY = str(next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), ""))
SLEPT_8_HOURS = ("unshare", "--time", "--fork", "--boottime", "28800")
PROGRAM = (sys.executable, "-m", "studytui")
BOOT_ID = "/proc/sys/kernel/random/boot_id"


def works(*words: str) -> bool:
    """Whether a command is there, and allowed."""
    if shutil.which(words[0]) is None:
        return False
    return subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0


pytestmark = [
    pytest.mark.skipif(
        not LIBRARY and "CI" not in os.environ, reason="faketime is not installed (Debian: faketime)"
    ),
    pytest.mark.skipif(
        not works(*SLEPT_8_HOURS) and "CI" not in os.environ,
        reason="unshare cannot make a time namespace here (needs Linux and root)",
    ),
]


class Machine:
    """A data folder on a machine whose clocks the test moves."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "studytui"
        self._offset = folder / "offset"
        self.opened: list[Terminal] = []
        self.wall_only = False
        self.move_to(0)

    def begin(self, *, wall_only: bool = False) -> None:
        """Start a timer an hour ago; from now on all clocks move, or `wall_only` the time of day."""
        self.wall_only = wall_only
        self.run("roadmap", "use", "backend-developer")
        assert self.run("start", "joins", "--ago", "1h").startswith("started")

    def move_to(self, seconds: int) -> None:
        """Let every program see its clocks that far ahead; for one that runs, that much time passes."""
        fresh = self._offset.with_suffix(".new")
        fresh.write_text(f"+{seconds}\n")
        fresh.replace(self._offset)

    def environment(self) -> dict[str, str]:
        """What makes a program see them: all of its clocks, or the time of day alone."""
        return {
            "LD_PRELOAD": LIBRARY,
            "FAKETIME_TIMESTAMP_FILE": str(self._offset),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1" if self.wall_only else "0",
        }

    def open(self, *within: str) -> Terminal:
        """The dashboard, with the timer on the screen."""
        environment = self.environment()
        program = (*within, *PROGRAM)
        self.opened.append(Terminal([], self.home, 100, 30, program, **environment))
        return self.opened[-1]

    def run(self, *words: str, within: tuple[str, ...] = ()) -> str:
        """What a command says, on whichever stream."""
        done = subprocess.run(
            [*within, *PROGRAM, *words],
            env=program_environment(self.home, **self.environment()),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout + done.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path)
    yield made
    for one in made.opened:
        if one.child.isalive():
            one.kill(signal.SIGCONT)
        one.close()


def ticks(one: Terminal, times: int = 2) -> None:
    """The clock on the screen goes on."""
    for _ in range(times):
        shown = re.search(r"[0-9]{2}:[0-9]{2}:[0-9]{2}", one.text())
        assert shown is not None, one.text()
        one.wait_for("Stages", gone=shown[0])


def seen_at_the_timer(one: Terminal) -> None:
    """The dashboard runs, and a key is pressed at it."""
    one.wait_for("Joins", "01:00:")
    ticks(one)
    one.press("down")
    one.wait_for("─ 5 Auth and security")


def finished(machine: Machine) -> list[int]:
    """The minutes of the finished sessions."""
    return [one["seconds"] // 60 for one in answer(machine.home, "sessions") if one["end"] is not None]


def test_a_dashboard_that_was_held_asks_when_it_goes_on(machine: Machine) -> None:
    machine.begin()
    one = machine.open()
    seen_at_the_timer(one)
    one.kill(signal.SIGSTOP)
    machine.move_to(40 * 60)
    one.kill(signal.SIGCONT)
    reason = "The dashboard was ended or held while the timer ran."
    one.wait_for("Where did the time go?", reason, "Of that time 40m count as study now.")
    one.press("c")
    one.wait_for("Saved 1h", gone="Where did the time go?")
    assert finished(machine) == [60]
    one.press("u")
    one.wait_for("Undone: stop", "Where did the time go?")
    one.press("k")
    one.wait_for("All of the time counts", gone="Where did the time go?")
    assert finished(machine) == []


def test_a_killed_dashboard_after_a_night_of_sleep(machine: Machine) -> None:
    machine.begin(wall_only=True)
    one = machine.open()
    seen_at_the_timer(one)
    one.kill()
    one.wait_for_end()
    machine.move_to(8 * 3600)
    said = machine.run("away", within=SLEPT_8_HOURS)
    assert "The computer slept for 8h while the timer ran." in said
    again = machine.open(*SLEPT_8_HOURS)
    again.wait_for("Where did the time go?", "The computer slept for 8h while the timer ran.")
    again.press("s")
    again.wait_for("Saved 1h", gone="Where did the time go?")
    assert finished(machine) == [60]
    again.press("q")
    assert again.wait_for_end() == 0


@pytest.mark.parametrize(
    ("hours", "way"), [(2, "forward"), pytest.param(-2, "back", marks=pytest.mark.faults)]
)
def test_a_clock_that_is_set_is_told_from_time_that_passes(machine: Machine, hours: int, way: str) -> None:
    machine.begin(wall_only=True)
    machine.move_to(4 * 3600)
    one = machine.open()
    one.wait_for("Where did the time go?")
    one.press("k")
    one.wait_for("All of the time counts")
    machine.move_to((4 + hours) * 3600)
    one.wait_for(f"The computer's clock was set {way} by 2h.", "m move the start")
    one.press("m")
    one.wait_for("Stages", gone="Where did the time go?")
    assert "5h " in machine.run("status").splitlines()[0]
    one.press("q")
    assert one.wait_for_end() == 0


@pytest.mark.faults
def test_a_machine_that_was_started_anew(machine: Machine, tmp_path: Path) -> None:
    other = tmp_path / "boot_id"
    other.write_text("00000000-0000-4000-8000-000000000000\n")
    restarted = ("unshare", "--mount", "sh", "-c", f'mount --bind {other} {BOOT_ID} && exec "$@"', "sh")
    assert works(*restarted), "no mount namespace here"
    machine.begin()
    one = machine.open()
    seen_at_the_timer(one)
    one.kill()
    one.wait_for_end()
    machine.move_to(3 * 3600)
    assert "The computer was restarted while the timer ran." in machine.run("status", within=restarted)
    again = machine.open(*restarted)
    again.wait_for("Where did the time go?", "The computer was restarted while the timer ran.")
    again.press("d")
    again.wait_for("Discarded the timer")
    assert machine.run("status").startswith("no timer is running")


@pytest.mark.faults
def test_a_forgotten_timer_is_neither_dropped_nor_counted_without_a_word(machine: Machine) -> None:
    machine.begin()
    machine.move_to(14 * 3600)
    assert "It has run for more than 10h." in machine.run("status")
    said = machine.run("stop")
    assert "say when it ended" in said
    assert finished(machine) == []
    one = machine.open()
    one.wait_for("Where did the time go?", "The timer has run for long, and nobody was seen at it.")
    one.press("escape")
    one.wait_for("asked again in 10m", gone="Where did the time go?")
    one.press("t")
    one.wait_for("When did you stop?")
    one.press("escape")
    one.wait_for("Stages", gone="When did you stop?")
    one.press("q")
    assert one.wait_for_end() == 0
    saved = machine.run("stop", "--at", "13h ago")
    assert "saved 2h" in saved


@pytest.mark.faults
def test_the_hook_of_an_interval_runs_once_for_two_dashboards(machine: Machine) -> None:
    machine.begin()
    machine.run("cancel")
    hooks = machine.home / "hooks"
    hooks.mkdir(mode=0o700, exist_ok=True)
    hook = hooks / "interval"
    hook.write_text(f"#!/bin/sh\ncat >> {machine.home}/told\necho >> {machine.home}/told\n")
    hook.chmod(0o700)
    both = [machine.open(), machine.open()]
    for one in both:
        one.wait_for("no timer")
    machine.run("start", "joins", "--mode", "pomodoro", "--for", "4s")
    for one in both:
        one.wait_for("! +00:00:")
        ticks(one)
    told = (machine.home / "told").read_text().splitlines()
    assert len([line for line in told if '"event": "interval"' in line]) == 1
