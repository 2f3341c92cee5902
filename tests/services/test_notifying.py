"""Telling somebody: the right bytes for each terminal, and none that a title could smuggle in."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace

import pytest

from studytui.domain.modes import Phase
from studytui.domain.settings import Settings
from studytui.services.notifying import (
    RESTORE_TITLE,
    SAVE_TITLE,
    command,
    kind_for,
    message,
    run_command,
    sequence,
    title_sequence,
    wanted,
)
from tests.conftest import NOON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from studytui.services.clock import FixedClock
    from studytui.services.study import Study

E = "\x1b"


@pytest.mark.parametrize(
    ("environment", "kind"),
    [
        ({"TERM": "xterm-kitty"}, "osc99"),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "3", "TMUX": "x"}, "osc99"),
        ({"TERM_PROGRAM": "iTerm.app"}, "osc9"),
        ({"TERM_PROGRAM": "tmux", "ITERM_SESSION_ID": "w0"}, "osc9"),
        ({"TERM_PROGRAM": "WezTerm"}, "osc9"),
        ({"TERM_PROGRAM": "ghostty", "TERM": "xterm-ghostty"}, "osc9"),
        ({"TERM": "foot-extra"}, "osc777"),
        ({"TERM": "rxvt-unicode-256color"}, "osc777"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230800"}, "osc777"),
        ({"TERM_PROGRAM": "Apple_Terminal", "TERM": "xterm-256color"}, "bell"),
        ({"TERM_PROGRAM": "vscode", "TERM": "xterm-256color"}, "bell"),
        ({"TERM": "alacritty"}, "bell"),
        ({"WT_SESSION": "1", "TERM": "xterm-256color"}, "bell"),
        ({}, "bell"),
    ],
)
def test_auto_takes_what_the_terminal_knows(environment: dict[str, str], kind: str) -> None:
    assert kind_for("auto", environment) == kind
    assert kind_for("bell", environment) == "bell"


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("bell", "\a"),
        ("osc9", f"{E}]9;Git: over{E}\\"),
        ("osc99", f"{E}]99;i=studytui:d=0;Git{E}\\{E}]99;i=studytui:p=body;over{E}\\"),
        ("osc777", f"{E}]777;notify;Git;over{E}\\"),
        ("command", ""),
        ("off", ""),
    ],
)
def test_each_kind_has_its_bytes(kind: str, made: str) -> None:
    assert sequence(kind, "Git", "over", {}) == made


def test_in_tmux_the_sequence_is_wrapped_and_the_bell_goes_with_it() -> None:
    made = sequence("osc9", "Git", "over", {"TMUX": "/tmp/tmux"})
    assert made == f"{E}Ptmux;{E}{E}]9;Git: over{E}{E}\\{E}\\\a"
    assert sequence("bell", "Git", "over", {"TMUX": "/tmp/tmux"}) == "\a"


@pytest.mark.parametrize(
    "hostile", ["a\x1b]52;c;eA==\x07b", "a\x9b31m", "a\x07b", "a\nb\x00", "\u202ea\u2066"]
)
@pytest.mark.parametrize("kind", ["osc9", "osc99", "osc777"])
def test_a_title_gives_the_terminal_no_orders(kind: str, hostile: str) -> None:
    shape = sequence(kind, "", "", {})
    for made in (sequence(kind, hostile, "", {}), sequence(kind, "", hostile, {})):
        assert [letter for letter in made if not letter.isprintable()] == [
            letter for letter in shape if not letter.isprintable()
        ]
    assert title_sequence(hostile).count(E) == 2
    assert command(Settings(notify_command="tell"), hostile, "")[1].isprintable()


def test_fields_cannot_be_added_to_osc_777() -> None:
    assert sequence("osc777", "a;b", "c;d", {}) == f"{E}]777;notify;a,b;c,d{E}\\"


def test_a_long_title_is_cut() -> None:
    assert len(title_sequence("x" * 10_000)) < 220


def test_the_title_is_saved_and_brought_back() -> None:
    assert f"{SAVE_TITLE}{RESTORE_TITLE}" == f"{E}[22;2t{E}[23;2t"
    assert title_sequence("● 25:13 Git") == f"{E}]2;● 25:13 Git{E}\\"


@pytest.mark.parametrize(
    ("notify", "when", "focused", "told"),
    [
        ("auto", "blurred", True, False),
        ("auto", "blurred", False, True),
        ("auto", "always", True, True),
        ("off", "always", False, False),
    ],
)
def test_only_who_looks_elsewhere_is_told(notify: str, when: str, focused: bool, told: bool) -> None:
    assert wanted(Settings(notify=notify, notify_when=when), focused) is told


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("notify-send -u low", ["notify-send", "-u", "low", "Git", "over; rm -rf /"]),
        ("notify-send '{title} now' {text}", ["notify-send", "Git now", "over; rm -rf /"]),
        ("say {text}", ["say", "over; rm -rf /"]),
        ("", []),
    ],
)
def test_the_command_is_a_list_that_no_shell_reads(line: str, words: list[str]) -> None:
    assert command(Settings(notify_command=line), "Git", "over; rm -rf /") == words


def test_a_command_runs_and_what_is_wrong_with_it_is_said(tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = tmp_path / "tell.py"
    program.write_text(f"import sys; open({str(told)!r}, 'w').write(repr(sys.argv[1:]))")
    line = f"{sys.executable} -S -E {program}"
    assert run_command(Settings(notify_command=line), "Git", "$(id) over") == ""
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(20)
    assert told.read_text() == "['Git', '$(id) over']"
    assert "could not be run" in run_command(Settings(notify_command="/no/such/program"), "a", "b")
    assert "could not be run" in run_command(Settings(notify_command="say 'open"), "a", "b")
    assert "is empty" in run_command(Settings(), "a", "b")


def test_the_words_of_a_message(small: Study, clock: FixedClock) -> None:
    timer = small.timer.start(small.target("git"), mode="pomodoro").timer
    clock.advance(1500)
    phase = small.timer.phase(timer)
    assert phase is not None
    assert message(timer, phase) == ("Basics › Git", "interval 1 is over: take 5m off")
    assert message(timer, Phase(1, NOON, 0, 300, 300))[1] == "interval 1 is over: 5m break"
    assert message(timer, Phase(1, NOON, 300, 300, 300))[1] == "the break is over"
    assert message(timer, Phase(2, NOON, 0, 1500, 300))[1] == "the break is over: interval 2 begins"
    assert message(replace(timer, mode="countdown"), Phase(0, NOON, 2400, 2400, 0))[1] == "40m are over"
