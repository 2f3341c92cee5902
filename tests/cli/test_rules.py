"""The rules that hold for every command."""

from __future__ import annotations

import errno
import io

import pytest

from studytui import __version__
from studytui.cli.errors import Errors
from studytui.cli.main import run
from studytui.cli.registry import COMMANDS, loaded
from studytui.cli.world import World
from studytui.domain.faults import DataFault, NothingToDo, Refused, SystemRefused
from studytui.services.clock import FixedClock
from tests.cli.harness import NOW, Cli, FakeFront, Terminal

LATER = ("import", "sync", "hooks")
ALL = [
    "start",
    "stop",
    "pause",
    "resume",
    "cancel",
    "continue",
    "status",
    "log",
    "sessions",
    "edit",
    "split",
    "join",
    "duplicate",
    "nudge",
    "rm",
    "gaps",
    "overlaps",
    "away",
    "done",
    "todo",
    "doing",
    "skip",
    "show",
    "next",
    "note",
    "notes",
    "report",
    "goal",
    "forecast",
    "review",
    "grade",
    "undo",
    "redo",
    "history",
    "export",
    "backup",
    "restore",
    "doctor",
    "paths",
    "config",
    "themes",
    "keys",
    "roadmap",
    "completions",
]


def test_the_commands_are_these() -> None:
    assert sorted(COMMANDS) == sorted(ALL)
    for name in COMMANDS:
        assert loaded(name)


def test_help_names_every_command_and_none_that_is_not_there(cli: Cli) -> None:
    for words in (["--help"], ["-h"], ["--plain", "--help"]):
        out = cli.good(*words).out
        for name in ALL:
            assert f"\n  {name} " in out
        for name in LATER:
            assert f"\n  {name} " not in out
    assert cli.good("--version").out == f"studytui {__version__}\n"
    assert not cli.home.exists()


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_its_help(cli: Cli, name: str) -> None:
    out = cli.good(name, "--help").out
    assert out.startswith(f"usage: studytui {name} ")
    assert COMMANDS[name][2] in " ".join(out.split())
    assert "--json" in out
    usage, _, rest = out.partition("\n\n")
    if "positional arguments:" in rest and name not in ("roadmap", "config"):
        word = rest.partition("positional arguments:\n")[2].split()[0]
        assert f" {word}" in usage or f"[{word}" in usage, usage
    assert not cli.home.exists()


@pytest.mark.parametrize("name", LATER)
def test_later_commands_are_unknown(cli: Cli, name: str) -> None:
    assert cli(name).status == 2


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["strat"], 'no command "strat"', "did you mean start"),
        (["qqqqq"], 'no command "qqqqq"', "studytui --help"),
        (["status", "--jsn"], "no option --jsn", "usage: studytui status"),
        (["status", "--jsn"], "did you mean --json?", "usage:"),
        (["status", "extra"], '"extra" is one word too many', "usage:"),
        (["log"], "required: DURATION|RANGE", "usage: studytui log"),
        (["log", "30m", "-m"], "expected one argument", "usage:"),
        (["--hom", "x"], "no option --hom", "--help"),
        (["--home"], "--home needs a folder", "studytui --home DIR"),
        (["--home="], "--home needs a folder", "studytui --home DIR"),
        (["status", "--home", "x"], "--home goes before the command", "studytui --home DIR"),
        (["--demo", "status"], "takes no command", "studytui --demo"),
        (["completions", "bahs"], "did you mean bash?", "usage:"),
    ],
)
def test_wrong_use_is_met_with_the_right_form(cli: Cli, words: list[str], message: str, hint: str) -> None:
    answer = cli(*words)
    assert (answer.status, answer.out) == (2, "")
    first, second = answer.err.splitlines()
    assert message in first
    assert hint in second


def test_alone_on_a_terminal_it_opens_the_dashboard(cli: Cli) -> None:
    cli.good(terminal=True)
    cli.good("--demo", terminal=True)
    cli.good("--ascii", "--no-color", terminal=True)
    cli.good("--plain", terminal=True)
    home = str(cli.home)
    assert cli.front.opened == [
        (home, False, False, False),
        (home, True, False, False),
        (home, False, True, True),
        (home, False, False, True),
    ]


@pytest.mark.parametrize("stdin", ["", None])
def test_alone_without_a_terminal_it_says_status(cli: Cli, stdin: str | None) -> None:
    answer = cli(stdin=stdin)
    assert answer.status == 1
    assert answer.lines[0] == "no timer is running"
    assert answer.err == "the dashboard needs a terminal; this is what `studytui status` says\n"
    cli.good("start", "joins")
    assert cli.good().lines[0].startswith("running")
    cli.environment["TERM"] = "dumb"
    assert cli.good(terminal=True).lines[0].startswith("running")
    assert cli.front.opened == []
    assert cli("--demo").status == 2


def test_streams_that_are_not_there(cli: Cli) -> None:
    world = World(cli.environment, cli.clock, None, None, None, FakeFront())
    assert run(["log", "30m", "joins"], world) == 0
    assert run(["nonsense"], world) == 2
    assert len(cli.good("ls", "--json").json()) == 1


DISK = "check the disk and try again; what was saved before is intact\n"


@pytest.mark.parametrize(
    ("fault", "status", "text"),
    [
        (NothingToDo("a", "b"), 1, "studytui: a\nb\n"),
        (Refused("a"), 2, "studytui: a\n"),
        (DataFault("a", "b"), 3, "studytui: a\nb\n"),
        (SystemRefused("a", "b"), 4, "studytui: a\nb\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 141, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 4, f"studytui: No space left on device\n{DISK}"),
        (
            PermissionError(errno.EACCES, "Permission denied", "/x"),
            4,
            f"studytui: /x: Permission denied\n{DISK}",
        ),
    ],
)
def test_exit_statuses(fault: BaseException, status: int, text: str) -> None:
    stream = io.StringIO()
    assert Errors(stream).status_after(fault) == status
    assert stream.getvalue() == text


def test_too_little_memory_and_what_nobody_thought_of() -> None:
    stream = io.StringIO()
    assert Errors(stream).status_after(MemoryError()) == 4
    assert Errors(stream).status_after(ValueError("\x1b[31mx")) == 4
    assert "\x1b" not in stream.getvalue()
    assert "Traceback" not in stream.getvalue()


class Failing(io.StringIO):
    """A stream that cannot be written."""

    def __init__(self, fault: OSError) -> None:
        super().__init__()
        self.fault = fault

    def write(self, text: str) -> int:
        raise self.fault


@pytest.mark.parametrize(("number", "status"), [(errno.EPIPE, 141), (errno.ENOSPC, 4)])
def test_an_answer_that_cannot_be_written(cli: Cli, number: int, status: int) -> None:
    cli.good("log", "30m", "joins")
    out = Failing(OSError(number, "gone"))
    world = World(cli.environment, cli.clock, io.StringIO(), out, io.StringIO(), FakeFront())
    assert run(["ls"], world) == status
    world = World(cli.environment, cli.clock, io.StringIO(), io.StringIO(), out, FakeFront())
    assert run(["nonsense"], world) == 2


def test_signs_where_the_stream_knows_none(cli: Cli) -> None:
    cli.good("log", "30m", "joins")
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    world = World(cli.environment, FixedClock(NOW, "UTC"), io.StringIO(), out, io.StringIO(), FakeFront())
    assert run(["ls"], world) == 0
    assert b"Databases and SQL > Joins" in raw.getvalue()
    assert run(["ls", "--json"], world) == 0
    assert b"\\u203a" in raw.getvalue()
    assert "Databases and SQL > Joins" in cli.good("ls", "--ascii").out
    assert cli.good("--ascii", "next").out.isascii()


def test_colour_is_never_alone_and_tables_are_only_drawn_on_a_terminal(cli: Cli) -> None:
    cli.good("log", "30m", "joins")
    cli.environment["COLUMNS"] = "200"
    for words in (["ls"], ["history"], ["roadmap", "list"], ["config"], ["backup", "--list"]):
        piped = cli.good(*words).out
        assert "\x1b" not in piped
        drawn = cli.good(*words, terminal=True).out
        assert "\x1b[3" not in drawn
        assert set(piped.split()) <= set(drawn.replace("\x1b[1m", "").replace("\x1b[0m", "").split())


def test_a_question_is_on_stdout_and_stays_open(cli: Cli) -> None:
    out = Terminal()
    world = World(cli.environment, cli.clock, Terminal("n\n"), out, io.StringIO(), FakeFront())
    assert run(["done", "4", "--yes", "--json"], world) == 0
    cli.good("undo")
    assert run(["done", "4"], world) == 1
    assert out.getvalue().endswith("mark 24 items of Databases and SQL as done? [y/N] ")
