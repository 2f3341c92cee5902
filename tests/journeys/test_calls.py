"""Calls at the end of an interval, byte by byte: in a terminal, and through tmux to the one around it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.journeys.terminal import PATIENCE, Terminal, program_environment
from tests.journeys.test_journeys import command, data, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.test_journeys import Opener

__all__ = ["data", "terminal"]

WHAT = b"Databases and SQL \xe2\x80\xba Joins"
TEXT = b"3s are over"
BYTES = {
    "osc9": b"\x1b]9;" + WHAT + b": " + TEXT + b"\x1b\\",
    "osc99": b"\x1b]99;i=studytui:d=0;" + WHAT + b"\x1b\\\x1b]99;i=studytui:p=body;" + TEXT + b"\x1b\\",
    "osc777": b"\x1b]777;notify;" + WHAT + b";" + TEXT + b"\x1b\\",
}


def sent(one: Terminal, wanted: bytes) -> bool:
    """Whether the program sends these bytes, before patience ends."""
    end = time.monotonic() + PATIENCE
    while wanted not in one.raw and time.monotonic() < end:
        one._read(0.05)
    return wanted in one.raw


def count_down(data: Path) -> None:
    """A countdown of three seconds, whatever ran before."""
    assert command(data, "start", "joins", "--for", "3s").returncode == 0


@pytest.mark.faults
def test_each_kind_of_call_in_a_terminal_that_lost_the_focus(data: Path, terminal: Opener) -> None:
    command(data, "roadmap", "use", "backend-developer")
    one = terminal()
    one.wait_for("no timer")
    one.press("\x1b[O")
    for kind, wanted in BYTES.items():
        command(data, "config", "set", "notify", kind)
        count_down(data)
        assert sent(one, wanted), one.raw[-2000:]
    command(data, "config", "set", "notify", "bell")
    one.raw = b""
    count_down(data)
    assert sent(one, b"\a")
    one.press("\x1b[I")
    one.raw = b""
    command(data, "config", "set", "notify", "osc9")
    count_down(data)
    one.wait_for("! +00:00:0")
    one.settle()
    assert b"\x1b]9;" not in one.raw, "the window is in focus"


@pytest.mark.faults
def test_a_command_of_the_users_is_run_once_by_two_dashboards(data: Path, terminal: Opener) -> None:
    command(data, "roadmap", "use", "backend-developer")
    script = data / "call"
    script.write_text(f'#!/bin/sh\nprintf "%s|" "$@" >> "{data}/called"\n')
    script.chmod(0o700)
    for name, value in (("notify", "command"), ("notify_command", str(script)), ("notify_when", "always")):
        assert command(data, "config", "set", name, value).returncode == 0
    both = [terminal(), terminal()]
    for one in both:
        one.wait_for("no timer")
    count_down(data)
    for one in both:
        one.wait_for("! +00:00:03")
    assert (data / "called").read_bytes() == WHAT + b"|" + TEXT + b"|"


@pytest.mark.faults
def test_the_title_shows_the_clock_and_is_given_back(data: Path, terminal: Opener) -> None:
    command(data, "roadmap", "use", "backend-developer")
    command(data, "start", "joins")
    for end in ("q", signal.SIGTERM, signal.SIGHUP):
        one = terminal()
        one.wait_for("Joins")
        assert sent(one, b"\x1b[22;2t\x1b]2;\xe2\x97\x8f 00:0")
        one.raw = b""
        if isinstance(end, str):
            one.press(end)
        else:
            one.kill(end)
        one.wait_for_end()
        assert b"\x1b[23;2t" in one.raw, end


@pytest.mark.faults
@pytest.mark.skipif(shutil.which("tmux") is None and "CI" not in os.environ, reason="tmux is not installed")
def test_calls_reach_the_terminal_around_tmux_with_its_bell(data: Path, tmp_path: Path) -> None:
    command(data, "roadmap", "use", "backend-developer")
    for name, value in (("notify", "auto"), ("notify_when", "always")):
        command(data, "config", "set", name, value)
    (tmp_path / "tmux.conf").write_text("set -g allow-passthrough on\nset -g status off\n")
    socket = tmp_path / "socket"
    within = ("tmux", "-S", str(socket), "-f", str(tmp_path / "tmux.conf"), "new-session")
    program = (*within, sys.executable, "-m", "studytui")
    one = Terminal([], data, 100, 30, program, TERM="xterm-256color", KITTY_WINDOW_ID="1")
    try:
        one.wait_for("no timer")
        count_down(data)
        assert sent(one, BYTES["osc99"]), one.raw[-2000:]
        assert re.search(rb"\x1b\\\x07|\x07", one.raw), "and the bell, for monitor-bell"
    finally:
        one.press("q")
        one.wait_for_end()
        assert program_environment(data)
