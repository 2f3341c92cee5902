"""What people do, in a real terminal: from the first start over crashes to the next morning."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.terminal import Terminal, program_environment

if TYPE_CHECKING:
    from pathlib import Path

Opener = Callable[..., Terminal]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that is not there yet."""
    return tmp_path / "studytui"


@pytest.fixture
def terminal(data: Path) -> Iterator[Opener]:
    """Opens terminals on the data folder, and closes them."""
    opened: list[Terminal] = []

    def open_terminal(*arguments: str, columns: int = 120, rows: int = 40, **environment: str) -> Terminal:
        opened.append(Terminal(list(arguments), data, columns, rows, **environment))
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.close()


def command(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command on the data folder."""
    return subprocess.run(
        [sys.executable, "-m", "studytui", *arguments],
        env=program_environment(data),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def answer(data: Path, *arguments: str) -> Any:  # noqa: ANN401  # a JSON document
    """The JSON of a command."""
    done = command(data, *arguments, "--json")
    assert not done.stderr, done.stderr
    return json.loads(done.stdout)


def past_first_run(one: Terminal) -> None:
    """Take the default roadmap and five hours a week."""
    one.wait_for("Choose a roadmap")
    one.press("enter")
    one.wait_for("How many hours a week")
    one.press("enter")
    one.wait_for("Three keys are enough", gone="How many hours")


def test_the_first_evening_and_the_next_morning(data: Path, terminal: Opener) -> None:
    one = terminal()
    past_first_run(one)
    one.press("t")
    one.wait_for("Timer started on Programming foundations", "t stop")
    one.press("tab")
    one.wait_for("space done")
    one.press("space")
    one.wait_for("✓ Python")
    one.press("n")
    one.wait_for("Note on Python")
    one.press("Indentation is syntax")
    one.press("escape")
    one.wait_for("TOPICS  1 of 10", gone="Note on Python")
    one.press("q")
    assert one.wait_for_end() == 0
    assert "The timer goes on" in one.text()

    again = terminal()
    shown = again.wait_for("✓ Python", "● 00:00", "TOPICS  1 of 10")
    assert "Choose a roadmap" not in shown
    again.press("t")
    again.wait_for("no timer")
    again.press("q")
    assert again.wait_for_end() == 0
    [note] = answer(data, "notes", "indentation")
    assert note["target"] == "topic/python"
    [session] = answer(data, "sessions")
    assert session["target"] == "Programming foundations"
    assert answer(data, "show", "python")["status"] == "done"


def test_project_steps_undo_and_redo(terminal: Opener, data: Path) -> None:
    one = terminal()
    past_first_run(one)
    one.press("tab")
    one.wait_for("space done")
    one.press("G", "enter")
    one.wait_for("Write a linked list and a hash map")
    one.press("down", "space")
    one.wait_for("✓ Write a linked list", "1/6")
    one.press("up", "space")
    one.wait_for("5 steps done", "6/6")
    one.press("u")
    one.wait_for("Undone: done: Classic algorithms by hand", "1/6")
    one.press("ctrl+r")
    one.wait_for("Done again", "6/6")
    one.press("q")
    assert one.wait_for_end() == 0
    assert answer(data, "show", "algorithms-by-hand")["status"] == "done"


def test_a_kill_loses_nothing(terminal: Opener, data: Path) -> None:
    one = terminal()
    past_first_run(one)
    one.press("t")
    one.wait_for("t stop")
    one.press("n")
    one.wait_for("Note on Programming foundations")
    one.press("Half a thou")
    one.wait_for("draft kept")
    one.kill(signal.SIGKILL)
    assert one.wait_for_end() == 128 + signal.SIGKILL
    assert answer(data, "status")["running"]["target"] == "Programming foundations"
    again = terminal()
    again.wait_for("● 00:00")
    again.press("n")
    again.wait_for("Half a thou", "draft")
    again.press("escape")
    again.wait_for("Stages", gone="Half a thou")
    assert len(answer(data, "notes", "half thou")) == 1


def test_a_command_is_on_the_screen_within_a_second(terminal: Opener, data: Path) -> None:
    one = terminal()
    past_first_run(one)
    assert command(data, "log", "1h30m", "joins").returncode == 0
    one.wait_for("1h30")
    assert command(data, "done", "python").returncode == 0
    one.wait_for("✓ Python")
    assert command(data, "undo").returncode == 0
    one.wait_for("○ Python")


def test_two_dashboards_see_each_other(terminal: Opener) -> None:
    one = terminal()
    past_first_run(one)
    other = terminal(columns=80, rows=24)
    other.wait_for("1 Programming foun")
    one.press("tab")
    one.wait_for("space done")
    one.press("space")
    other.wait_for("4%")
    other.press("u")
    other.wait_for("Undone: done: Python")
    one.wait_for("○ Python")


def test_twenty_logs_at_once_are_all_kept(data: Path, terminal: Opener) -> None:
    one = terminal()
    past_first_run(one)
    with ThreadPoolExecutor(8) as pool:
        ended = list(pool.map(lambda at: command(data, "log", f"{at + 1}m", "joins"), range(20)))
    assert [done.returncode for done in ended] == [0] * 20, [done.stderr for done in ended]
    sessions = answer(data, "sessions", "joins")
    assert sorted(session["seconds"] for session in sessions) == [60 * at for at in range(1, 21)]
    one.wait_for("3h30")


def test_no_terminal_means_status(data: Path) -> None:
    done = command(data)
    assert done.returncode == 1
    assert "needs a terminal" in done.stderr
    dumb = subprocess.run(
        [sys.executable, "-m", "studytui"],
        env=program_environment(data, TERM="dumb"),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert dumb.returncode == 1


def test_demo_writes_nothing_of_the_users(terminal: Opener, data: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    one = terminal("--demo", TMPDIR=str(temporary))
    one.wait_for("demo", "Auth and security", "SESSIONS TODAY")
    one.press("q")
    assert one.wait_for_end() == 0
    assert not data.exists()
    assert os.listdir(temporary) == []


def test_ascii_mode_draws_ascii_only(terminal: Opener) -> None:
    one = terminal("--ascii", "--demo", columns=80, rows=24)
    one.wait_for("Auth and security", "commands")
    assert one.text().isascii(), [sign for sign in one.text() if not sign.isascii()]


MADE = """
import sys
from studytui.services.clock import Clock
from studytui.services.demo import fill
from studytui.services.study import Study
from studytui.store.home import Home
study = Study(Home(sys.argv[1]), Clock())
fill(study)
study.close()
"""


def test_the_week_of_the_made_up_year_is_reviewed_to_the_end(data: Path, terminal: Opener) -> None:
    """By keyboard alone, in 80 columns and 24 rows; the command line tells the same afterwards."""
    subprocess.run([sys.executable, "-c", MADE, str(data)], env=program_environment(data), check=True)
    one = terminal(columns=80, rows=24)
    one.wait_for("Stages", "Today")
    one.press("r")
    one.wait_for("1 · Look back", "THE WEEKS BEFORE")
    one.press("\x1b[F", "enter")
    one.wait_for("What went well")
    one.press("Less is more", "enter")
    one.wait_for("Less is more", gone="What went well")
    one.press("enter")
    one.wait_for("2 · Due topics")
    for _ in range(6):
        one.settle()
        if "Go on to stages" in one.text():
            break
        one.press("space")
        one.wait_for("again in")
        one.press("3")
        one.wait_for("2 · Due topics", gone="again in")
    one.press("enter")
    one.wait_for("3 · Stages", "Go on to the plan")
    one.press("enter")
    one.wait_for("4 · Plan next week", "UP TO THREE AIMS")
    one.press("\x1b[F", "enter")
    one.wait_for("by the end of that week")
    one.press("A quiet week", "enter")
    one.wait_for("A quiet week", gone="by the end of that week")
    one.press("enter")
    one.wait_for("5 · Finish", "Finish, and keep this")
    one.press("enter")
    one.wait_for("Kept as the note")
    one.press("escape")
    one.wait_for("╭─ Stages")
    one.press("q")
    assert one.wait_for_end() == 0
    kept = answer(data, "review", "--past")
    assert [week["reflection"] for week in kept] == ["Less is more"]
    told = answer(data, "review", "--week", kept[0]["week"])
    assert told["summary"] == kept[0]["summary"]
    assert "A quiet week" in told["plan"]["aims"]
    week = ("--from", told["week"], "--to", told["last"])
    assert answer(data, "report", *week)["total_seconds"] == told["seconds"]
