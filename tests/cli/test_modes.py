"""Modes, breaks, forgotten timers, hooks and several ids on the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.harness import NOW, Cli

TIMER_KEYS = {
    "id", "state", "start", "seconds", "mode", "phase", "left_seconds", "roadmap", "stage", "item", "target",
}  # fmt: skip
ROOT = Path(__file__).parents[2]


def test_a_pomodoro_from_start_to_break_and_on(cli: Cli) -> None:
    found = cli.good("start", "joins", "--mode", "pomodoro", "--json").json()
    assert found.keys() == TIMER_KEYS | {"stopped"}
    assert (found["state"], found["mode"], found["phase"], found["left_seconds"]) == (
        "running", "pomodoro", "work", 1500,
    )  # fmt: skip
    cli.clock.advance(1560)
    assert cli.good("status").lines[0].endswith("· pomodoro 1, work, 1m over")
    assert cli.good("status", "--json").json()["running"]["left_seconds"] == -60
    assert cli.good("pause").lines[0].startswith("break: 26m ·")
    cli.clock.advance(60)
    running = cli.good("status", "--json").json()["running"]
    assert (running["state"], running["phase"], running["left_seconds"]) == ("break", "break", 240)
    assert running["seconds"] == 1560
    assert cli.good("status").lines[0].startswith("break at 26m ·")
    assert cli.good("resume", "--json").json()["state"] == "running"
    cli.clock.advance(600)
    saved = cli.good("stop", "--json").json()
    assert (saved["seconds"], saved["mode"]) == (2160, "pomodoro")
    cli.good("continue")
    assert cli.good("status", "--json").json()["running"]["left_seconds"] == 1500


def test_pause_before_the_interval_is_over_is_a_pause(cli: Cli) -> None:
    cli.good("start", "joins", "--mode", "pomodoro", "--for", "50m")
    cli.clock.advance(600)
    assert cli.good("pause", "--json").json()["state"] == "paused"
    cli.clock.advance(600)
    assert cli.good("resume", "--json").json()["left_seconds"] == 2400


def test_flow_and_countdown(cli: Cli) -> None:
    found = cli.good("start", "joins", "--mode", "flow", "--json").json()
    assert (found["phase"], found["left_seconds"]) == ("work", None)
    cli.clock.advance(3000)
    assert cli.good("pause", "--json").json()["left_seconds"] == 600
    assert cli("continue").status == 1
    assert "studytui resume" in cli("continue").err
    found = cli.good("start", "git", "--for", "45m", "--json").json()
    assert (found["mode"], found["left_seconds"], found["stopped"]["seconds"]) == ("countdown", 2700, 3000)
    assert cli.good("pause", "--json").json()["state"] == "paused"


def test_the_fields_of_a_phase(cli: Cli) -> None:
    form = "{state}|{mode}|{phase}|{elapsed}|{left}"
    assert cli("status", "--format", form).out == "idle||||\n"
    cli.good("start", "joins", "--mode", "countdown", "--for", "90s")
    assert cli.good("status", "--format", form).out == "running|countdown|work|0m|1m\n"
    cli.clock.advance(45)
    assert cli.good("status", "--format", "{left}").out == "45s\n"
    cli.clock.advance(300)
    assert cli.good("status", "--format", form).out == "running|countdown|work|5m|+4m\n"


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["--mode", "juggling"], 'there is no mode "juggling"', "stopwatch, pomodoro, flow, countdown"),
        (["--mode", "flow", "--for", "20m"], "a flow timer has no length", "leave it out"),
        (["--mode", "stopwatch", "--for", "20m"], "a stopwatch timer has no length", "leave it out"),
        (["--for", "0m"], "is no time at all", "25m"),
        (["--for", "25h"], "at most 24h", "--force"),
        (["--for", "soon"], "was not understood as a duration", "1h30m"),
    ],
)
def test_modes_that_are_refused(cli: Cli, words: list[str], message: str, hint: str) -> None:
    answer = cli("start", "joins", *words)
    assert answer.status == 2
    assert message in answer.err
    assert hint in answer.err
    assert cli("status").status == 1


def test_the_settings_choose_the_mode(cli: Cli) -> None:
    for key, value in (("timer_mode", "pomodoro"), ("pomodoro_work", "40"), ("auto_start", "true")):
        cli.good("config", "set", key, value)
    cli.good("start", "joins")
    cli.clock.advance(41 * 60)
    found = cli.good("status", "--json").json()["running"]
    assert (found["state"], found["seconds"], found["left_seconds"]) == ("break", 2400, 240)


def test_a_forgotten_timer_is_asked_about(cli: Cli) -> None:
    cli.good("start", "joins", "--ago", "10h")
    cli.clock.advance(3600)
    assert "It has run for more than 10h. If it ended before" in cli.good("status").out
    answer = cli("stop")
    assert answer.status == 2
    assert "that is more than 10h" in answer.err
    asked = cli("stop", stdin="8:30\n", terminal=True)
    assert asked.status == 0
    assert "when did it end?" in asked.out
    assert "2h 30m" in asked.out
    cli.good("undo")
    assert cli("stop", stdin="\n", terminal=True).status == 1
    assert cli("stop", stdin="17:30\n", terminal=True).status == 2
    assert cli.good("stop", stdin="now\n", terminal=True).lines[1].count("11h") == 1


def test_starting_something_else_does_not_save_a_forgotten_one(cli: Cli) -> None:
    cli.good("start", "joins", "--ago", "10h")
    cli.clock.advance(3600)
    assert cli("start", "git").status == 2
    cli.good("start", "git", "--at", "9:00")
    assert cli.good("sessions", "--json").json()[1]["seconds"] == 3 * 3600


def test_sleep_while_a_timer_ran_is_said(cli: Cli) -> None:
    cli.good("start", "joins")
    cli.clock.sleep(3 * 3600)
    assert "The computer slept for 3h while the timer ran." in cli.good("status").out
    answer = cli.good("stop")
    assert "The computer slept for 3h" in answer.err
    assert "studytui edit last --end MOMENT" in answer.err


def test_several_are_deleted_at_once_and_brought_back_at_once(cli: Cli) -> None:
    ids = [cli.good("log", f"{hour}:00-{hour}:30", "joins", "--json").json()["id"] for hour in (9, 11, 13)]
    gone = cli.good("rm", ids[0], ids[1][-6:], "last", "--json").json()
    assert [session["id"] for session in gone] == ids
    assert cli.good("sessions", "--json").json() == []
    cli.good("undo")
    assert len(cli.good("sessions", "--json").json()) == 3
    assert cli("rm", ids[0], "zzzz").status == 2
    assert len(cli.good("sessions", "--json").json()) == 3


def test_a_session_of_another_zone_says_so(cli: Cli) -> None:
    cli.clock.travel("Asia/Tokyo")
    cli.good("log", "22:00-23:00", "joins")
    assert "22:00-23:00  " in cli.good("sessions").out
    assert "Tokyo" not in cli.good("sessions").out
    cli.clock.travel("Europe/Berlin")
    assert "22:00-23:00 Asia/Tokyo" in cli.good("sessions").out
    assert cli.good("sessions", "--json").json()[0]["start"] == "2026-11-19T22:00:00+09:00"
    changed = cli.good("edit", "last", "--start", "2026-11-19 21:30").lines[0]
    assert "21:30-23:00 Asia/Tokyo" in changed
    cli.clock.travel("Europe/Madrid")
    cli.good("log", "10m", "joins")
    cli.clock.travel("Europe/Berlin")
    assert "Madrid" not in cli.good("sessions").out


def test_a_hook_that_fails_is_told_by_the_next_command_once(cli: Cli) -> None:
    from studytui.services import hooks

    folder = cli.home / "hooks"
    folder.mkdir(parents=True, mode=0o700)
    hook = folder / "start"
    hook.write_text("#!/bin/sh\nexit 7\n")
    hook.chmod(0o700)
    assert "hook" not in cli.good("start", "joins").err
    for pid in hooks._waiting:
        os.waitpid(pid, 0)
    hooks._waiting.clear()
    assert "the hook start failed: exit status 7" in cli.good("status").err
    assert "hook" not in cli.good("status").err


def call(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "studytui", *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=60,
        env={**os.environ, "STUDYTUI_HOME": str(home), "TZ": "UTC", **environment},
    )


def faked(home: Path, offset: str, *words: str) -> subprocess.CompletedProcess[str]:
    """The program with the time of day changed, and the machine's own clocks left alone."""
    program = shutil.which("faketime")
    assert program is not None
    return subprocess.run(
        [program, "-f", offset, sys.executable, "-m", "studytui", *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=60,
        env={
            **os.environ,
            "STUDYTUI_HOME": str(home),
            "TZ": "UTC",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        },
    )


@pytest.mark.skipif(shutil.which("faketime") is None, reason="faketime is not installed")
@pytest.mark.parametrize(("offset", "way"), [("+18000", "forward by 5h"), ("-18000", "back by 5h")])
def test_a_clock_that_was_really_changed(tmp_path: Path, offset: str, way: str) -> None:
    assert call(tmp_path, "start", "joins").returncode == 0
    assert "clock" not in call(tmp_path, "status").stdout
    assert f"The computer's clock was set {way}." in faked(tmp_path, offset, "status").stdout


def sleeping(*words: str) -> list[str]:
    """A call on a machine whose clock since boot is eight hours ahead of the one that sleep stops."""
    return ["unshare", "-T", "--fork", "--boottime", "28800", *words]


def can_sleep() -> bool:
    if shutil.which("unshare") is None or shutil.which("faketime") is None:
        return False
    return subprocess.run(sleeping("true"), capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_sleep(), reason="time namespaces or faketime are not to be had here")
def test_real_clocks_tell_sleep_from_a_changed_clock(tmp_path: Path) -> None:
    assert call(tmp_path, "start", "joins").returncode == 0
    program = shutil.which("faketime") or ""
    done = subprocess.run(
        sleeping(program, "-f", "+8h", sys.executable, "-m", "studytui", "status"),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=60,
        env={
            **os.environ,
            "STUDYTUI_HOME": str(tmp_path),
            "TZ": "UTC",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        },
    )
    assert "The computer slept for" in done.stdout
    assert "while the timer ran." in done.stdout


def test_a_plan_that_is_damaged_counts_on(cli: Cli) -> None:
    import sqlite3

    cli.good("start", "joins", "--mode", "pomodoro")
    connection = sqlite3.connect(cli.home / "study.db")
    connection.execute("UPDATE session SET plan = '{'")
    connection.commit()
    connection.close()
    cli.clock.advance(60)
    found = cli.good("status", "--json").json()["running"]
    assert (found["seconds"], found["phase"]) == (60, None)
    assert json.loads(cli.good("stop", "--json").out)["seconds"] == 60
    assert cli.clock.seconds() == NOW + 60
