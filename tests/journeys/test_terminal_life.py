"""All that can happen to a terminal: it is given back as it was, the status is right, nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from studytui.services.clock import Clock
from studytui.services.study import Study
from studytui.store.home import Home
from tests.faults.table import Figures, Goal
from tests.journeys.terminal import Terminal, program_environment

Opener = Callable[..., Terminal]
STARTED = "Programming foundations"
PROGRAM = (sys.executable, "-m", "studytui")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a roadmap in use and a timer that runs."""
    folder = tmp_path / "studytui"
    study = Study(Home(str(folder)), Clock())
    study.roadmaps.use("backend-developer")
    study.timer.start(study.target("1"), study.clock.seconds() - 600)
    study.close()
    return folder


@pytest.fixture
def terminal(data: Path, figures: Figures) -> Iterator[Opener]:
    """Opens terminals on the data folder, and closes them."""
    opened: list[Terminal] = []

    def open_terminal(*arguments: str, columns: int = 80, rows: int = 24, **settings: Any) -> Terminal:  # noqa: ANN401  # words and the program
        opened.append(Terminal(list(arguments), data, columns, rows, **settings))
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.close()
    figures.add(Goal.TERMINAL, "cases", 1, least=20)


def shell(data: Path, words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run words of a shell in which `studytui` is the program, with no terminal anywhere."""
    return subprocess.run(
        ["bash", "-c", f'studytui() {{ "{sys.executable}" -m studytui "$@"; }}\n{words}'],
        env=program_environment(data, **environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )


def timer_runs(data: Path) -> bool:
    """Whether the timer of the fixture is still there."""
    study = Study(Home(str(data)), Clock())
    try:
        timer = study.timer.running()
        return timer is not None and timer.title == STARTED
    finally:
        study.close()


def draft_of_stage(data: Path) -> str:
    """What is kept of a note that was being typed."""
    study = Study(Home(str(data)), Clock())
    try:
        key = study.notebook.key(study.target("1"))
        found = study.notebook.of(key)
        return study.notebook.draft(key) or ("" if found is None else found.body)
    finally:
        study.close()


SIGNALS = [
    signal.SIGTERM,
    pytest.param(signal.SIGINT, marks=pytest.mark.faults),
    pytest.param(signal.SIGHUP, marks=pytest.mark.faults),
    pytest.param(signal.SIGQUIT, marks=pytest.mark.faults),
]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_the_dashboard_in_order(terminal: Opener, data: Path, number: signal.Signals) -> None:
    one = terminal()
    one.wait_for(STARTED, "help")
    one.press("\x1b[?2048;2$y")
    one.press("n")
    one.wait_for("Note on")
    one.press("Half a thou")
    one.wait_for("Half a thou")
    assert b"\x1b[?1016h" in one.raw
    one.kill(number)
    assert one.wait_for_end() == 128 + number
    one.assert_restored()
    assert timer_runs(data)
    assert draft_of_stage(data) == "Half a thou"


@pytest.mark.faults
@pytest.mark.parametrize("tenths", range(1, 16))
def test_a_signal_at_any_time_of_the_start(terminal: Opener, data: Path, tenths: int) -> None:
    one = terminal()
    time.sleep(tenths / 10)
    one.kill(signal.SIGTERM)
    assert one.wait_for_end() == 128 + signal.SIGTERM
    one.assert_restored()
    assert timer_runs(data)


def test_a_signal_ends_it_even_while_another_program_holds_the_data(terminal: Opener, data: Path) -> None:
    one = terminal()
    one.wait_for(STARTED, "help")
    holder = Study(Home(str(data)), Clock())
    with holder.store.change("long"):
        one.press("tab", "space")
        one.settle()
        one.kill(signal.SIGTERM)
        assert one.wait_for_end() == 128 + signal.SIGTERM
    holder.close()
    one.assert_restored()
    assert timer_runs(data)


def test_a_closed_terminal_ends_the_program(terminal: Opener, data: Path) -> None:
    one = terminal()
    one.wait_for(STARTED, "help")
    assert one.hang_up() == 128 + signal.SIGHUP
    assert timer_runs(data)


@pytest.mark.faults
@pytest.mark.parametrize("wrapped", ["trap '' HUP", "setsid"])
def test_a_closed_terminal_that_sends_no_signal(
    terminal: Opener, data: Path, tmp_path: Path, wrapped: str
) -> None:
    status = tmp_path / "status"
    words = f'"{sys.executable}" -m studytui; echo $? > {status}'
    started = (
        ("setsid", "--wait", "sh", "-c", words)
        if wrapped == "setsid"
        else ("sh", "-c", f"{wrapped}; {words}")
    )
    one = terminal(program=started)
    one.wait_for(STARTED, "help")
    one.hang_up()
    wait_until(status.exists)
    wait_until(lambda: status.read_text() != "")
    assert status.read_text() == "129\n"
    assert timer_runs(data)


@pytest.mark.faults
def test_a_connection_that_drops(terminal: Opener, data: Path, tmp_path: Path) -> None:
    number = tmp_path / "number"
    words = f'echo $$ > {number}; exec "{sys.executable}" -m studytui'
    one = terminal(program=("bash", "--norc", "--noprofile", "-i"))
    one.press(f"sh -c '{words}'\n")
    one.wait_for(STARTED, "help")
    one.kill(signal.SIGKILL)
    one.hang_up()
    wait_until(lambda: not Path(f"/proc/{number.read_text().strip()}").exists())
    assert timer_runs(data)


def wait_until(there: Callable[[], bool], seconds: float = 15) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_stop_and_continue(terminal: Opener, data: Path) -> None:
    one = terminal()
    one.wait_for(STARTED, "help")
    one.press("\x1a")
    one.wait_until(lambda: state_of(one) == "T")
    one.settle()
    one.assert_restored()
    one.screen.reset()
    one.kill(signal.SIGCONT)
    one.wait_for(STARTED, "help")
    one.press("q")
    assert one.wait_for_end() == 0
    one.assert_restored()


@pytest.mark.faults
def test_stopped_from_outside_and_ended_before_it_goes_on(terminal: Opener, data: Path) -> None:
    one = terminal()
    one.wait_for(STARTED, "help")
    one.kill(signal.SIGTSTP)
    one.wait_until(lambda: state_of(one) == "T")
    one.kill(signal.SIGTERM)
    one.kill(signal.SIGCONT)
    assert one.wait_for_end() == 128 + signal.SIGTERM
    one.assert_restored()


@pytest.mark.faults
def test_stopped_and_then_the_terminal_goes(terminal: Opener, data: Path) -> None:
    one = terminal()
    one.wait_for(STARTED, "help")
    one.kill(signal.SIGTSTP)
    one.wait_until(lambda: state_of(one) == "T")
    assert one.hang_up() == 128 + signal.SIGHUP
    assert timer_runs(data)


@pytest.mark.faults
def test_frozen_and_thawed(terminal: Opener) -> None:
    one = terminal()
    one.wait_for(STARTED, "help")
    one.kill(signal.SIGSTOP)
    one.wait_until(lambda: state_of(one) == "T")
    one.kill(signal.SIGCONT)
    one.press("2")
    one.wait_for("Programming", "space done")
    one.press("q")
    assert one.wait_for_end() == 0
    one.assert_restored()


def state_of(one: Terminal) -> str:
    """The state of the process: R, S, T and so on."""
    return Path(f"/proc/{one.child.pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_five_hundred_sizes_in_two_seconds(terminal: Opener) -> None:
    one = terminal()
    one.wait_for(STARTED, "help")
    one.drawn = False
    for number in range(500):
        one.resize(1 + number * 37 % 200, 1 + number * 17 % 60)
        one._read(0.004)
    one.settle()
    one.drawn = True
    one.resize(100, 30)
    one.wait_for(STARTED, "help")
    one.press("q")
    assert one.wait_for_end() == 0
    one.assert_restored()


SIZES = [
    (1, 1),
    pytest.param((0, 0), marks=pytest.mark.faults),
    pytest.param((20, 5), marks=pytest.mark.faults),
]


@pytest.mark.parametrize("size", SIZES)
def test_terminals_of_no_size(terminal: Opener, size: tuple[int, int]) -> None:
    one = terminal(columns=size[0], rows=size[1])
    one.wait_until(lambda: b"\x1b[?1049h" in one.raw)
    for key in ("2", "tab", "?", "escape", "q"):
        one.settle()
        one.press(key)
    assert one.wait_for_end() == 0
    one.assert_restored()


@pytest.mark.faults
def test_a_terminal_of_no_name(terminal: Opener) -> None:
    one = terminal(program=("env", "-u", "TERM", *PROGRAM))
    one.wait_for(STARTED, "help")
    one.press("q")
    assert one.wait_for_end() == 0
    one.assert_restored()


def test_a_dumb_terminal_gets_the_status(terminal: Opener) -> None:
    one = terminal(TERM="dumb")
    assert one.wait_for_end() == 0
    assert "needs a terminal" in one.text()
    assert STARTED in one.text()
    assert b"\x1b" not in one.raw


@pytest.mark.faults
@pytest.mark.parametrize("closed", ["</dev/null", "<&-", ">/dev/null", ">&-"])
def test_a_stream_that_is_no_terminal(terminal: Opener, closed: str) -> None:
    one = terminal(program=("bash", "-c", f'"{sys.executable}" -m studytui {closed}'))
    assert one.wait_for_end() == 0
    assert b"\x1b[?1049h" not in one.raw
    assert "needs a terminal" in one.text()
    assert closed.startswith(">") or STARTED in one.text()


@pytest.mark.faults
@pytest.mark.parametrize("closed", ["2>/dev/null", "2>&-"])
def test_errors_may_go_elsewhere(terminal: Opener, closed: str) -> None:
    one = terminal(program=("bash", "-c", f'"{sys.executable}" -m studytui {closed}'))
    one.wait_for(STARTED, "help")
    one.press("q")
    assert one.wait_for_end() == 0
    one.assert_restored()


@pytest.mark.faults
def test_nohup_says_the_status_and_ends(terminal: Opener, tmp_path: Path) -> None:
    one = terminal(program=("env", "-C", str(tmp_path), "nohup", *PROGRAM))
    assert one.wait_for_end() == 0
    assert STARTED in (tmp_path / "nohup.out").read_text()


@pytest.mark.faults
@pytest.mark.parametrize("language", ["C", "POSIX", "de_DE.ISO-8859-1", ""])
def test_a_language_that_has_no_signs(terminal: Opener, language: str) -> None:
    one = terminal(LANG=language, LC_ALL=language, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    one.wait_for("1 Programming", "help")
    assert one.text().isascii(), [sign for sign in one.text() if not sign.isascii()]
    one.press("q")
    assert one.wait_for_end() == 0


def test_bytes_that_are_no_text_and_orders_that_make_no_sense(terminal: Opener) -> None:
    one = terminal()
    one.wait_for(STARTED, "help")
    for data in (b"\xff\xfe\xe4", b"\x1b[48;0;0;0;0t", b"\x1b[1114112u", b"\x1b[<" + b"9" * 5000 + b";1;1M"):
        one.child.send(data)
        one.settle()
    one.press("escape", "escape", "2")
    one.wait_for("Programming", "space done")
    one.press("q")
    assert one.wait_for_end() == 0
    one.assert_restored()


@pytest.mark.faults
def test_killed_while_the_timer_runs(terminal: Opener, data: Path) -> None:
    one = terminal()
    one.wait_for(STARTED, "help")
    one.kill(signal.SIGKILL)
    assert one.wait_for_end() == 128 + signal.SIGKILL
    assert timer_runs(data)
    again = terminal()
    again.wait_for("● 00:1", STARTED)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("studytui status > /dev/full; echo $?", "4"),
        ("studytui status >&-; echo $?", "0"),
        ("studytui stop --json <&- 2>&- | tail -1; echo ${PIPESTATUS[0]}", "}\n0"),
    ],
)
def test_pipes_that_break_and_streams_that_are_closed(data: Path, words: str, said: str) -> None:
    done = shell(data, words)
    assert done.stdout == said + "\n"
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("words", [["keys", "--json"], ["status"], ["--help"]])
def test_a_reader_that_has_gone(data: Path, words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        done = subprocess.run(
            [*PROGRAM, *words],
            env=program_environment(data),
            stdout=gone,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 128 + signal.SIGPIPE
    assert done.stderr == b""


def test_without_a_home(data: Path, tmp_path: Path) -> None:
    done = shell(data, f"cd {tmp_path}; unset HOME STUDYTUI_HOME; studytui paths --json")
    assert done.returncode == 0, done.stderr
    assert str(tmp_path) not in done.stdout
    assert "~" not in done.stdout
    assert os.listdir(tmp_path) == ["studytui"]
