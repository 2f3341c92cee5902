"""Naughty strings through every command: words on the screen are harmless, nothing is run, nothing breaks."""

from __future__ import annotations

import csv
import io
import os
import time
import tomllib
from typing import TYPE_CHECKING

import pytest

from studytui.cli.parser import parser_for
from studytui.cli.registry import COMMANDS
from tests.naughty import INJECTIONS, MARKUP, NAUGHTY, big_list, harmful

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Answer, Cli
    from tests.faults.table import Figures

LISTS = (
    *(
        ["ls"],
        ["show", "joins"],
        ["notes"],
        ["history"],
        ["status"],
        ["export"],
        ["next"],
        ["config", "list"],
    ),
    *(["ls", "--json"], ["show", "git", "--json"], ["notes", "--json"], ["history", "--json"]),
    *(["report", "--by", "item"], ["report", "--by", "item", "--json"]),
    *(["roadmap", "export", "mine", "--format", "toml"], ["roadmap", "export", "mine", "--format", "md"]),
    *(["roadmap", "show", "mine"], ["roadmap", "show", "mine", "--json"], ["roadmap", "list"]),
)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, for files that naughty names may make."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def assert_harmless(answer: Answer, terminal: bool = False) -> None:
    """Fail where what was printed could be an order to a terminal."""
    out = answer.out.replace("\x1b[1m", "").replace("\x1b[0m", "") if terminal else answer.out
    assert not harmful(out, "\n\t"), ascii(out[-300:])
    assert not harmful(answer.err), ascii(answer.err[-300:])
    answer.out.encode()
    answer.err.encode()


def outline(text: str) -> str:
    """A Markdown outline in which everything is called `text`."""
    line = " ".join(text.split())
    return f"# Mine\n\n## {line}\n\n- [ ] {line}\n- {line}\n  - [x] {line}\n"


@pytest.mark.parametrize("listed", ["ours", pytest.param("the big one", marks=pytest.mark.faults)])
def test_naughty_strings_as_notes_titles_and_sessions(cli: Cli, listed: str) -> None:
    """Every string at once in every text that is kept, and every output of it."""
    strings = NAUGHTY if listed == "ours" else big_list()
    texts = [text.encode("utf-8", "replace").decode() for text in strings]
    for at in range(0, len(texts), 6):
        words = " | ".join(texts[at : at + 6]).replace("\0", "")
        cli.good("log", f"{at + 1}m", "joins", "-m", words)
    for at in range(0, len(texts), 40):
        cli.good("note", "git", "-", stdin="\n\n".join(texts[at : at + 40]))
    whole = "".join(outline(text).replace("# Mine\n", "") for text in texts)
    answer = cli("roadmap", "import", "-", "--id", "mine", "--title", "Mine [/]", stdin="# Mine\n" + whole)
    assert answer.status == 0, answer.err
    assert_harmless(answer)
    cli.good("start", "joins")
    for words_of_list in LISTS:
        for terminal in (False, True):
            assert_harmless(cli.good(*words_of_list, terminal=terminal), terminal)
    tomllib.loads(cli.good("roadmap", "export", "mine", "--format", "toml").out)
    assert not (cli.home / "PWNED").exists()
    assert not os.path.exists("PWNED")


def uses(name: str, text: str) -> list[list[str]]:
    """Calls of a command with `text` in the place of each argument and each option's value."""
    found = [
        [name, text],
        [name, "joins", text],
        [name, text, text],
        [name, "last", text],
        [name, f"--{text}"],
    ]
    parser = parser_for(name)
    for action in parser._actions:
        for flag in action.option_strings[-1:]:
            if action.nargs != 0 and flag not in ("-h", "--help"):
                found += [[name, flag, text], [name, "joins", flag, text], [name, f"{flag}={text}"]]
    for choice in ("use", "new", "show", "check", "edit", "import", "export", "diff", "get", "set"):
        if name in ("roadmap", "config"):
            found += [[name, choice, text], [name, choice, text, text], [name, choice, "theme", text]]
    return found


def call_with(cli: Cli, text: str) -> int:
    """Every command with `text` everywhere; how many calls that were."""
    calls = 0
    for name in COMMANDS:
        for words in uses(name, text):
            answer = cli(*words, stdin=text)
            assert answer.status in range(5), (words, answer.err)
            assert_harmless(answer)
            assert len(answer.err) < 20_000
            calls += 1
    return calls


@pytest.mark.parametrize(
    "text", ["[/]", "\x1b]0;PWN\x07\x9b31m", "$(touch PWNED)", "\u202e\u0301🧑‍💻", "9" * 400]
)
def test_every_command_with_naughty_words(cli: Cli, text: str, elsewhere: Path) -> None:
    cli.good("log", "30m", "joins")
    assert call_with(cli, text) > 100
    assert not list(elsewhere.glob("PWNED"))
    cli.good("ls")


@pytest.mark.faults
@pytest.mark.parametrize("part", range(16))
def test_every_command_with_every_naughty_word(
    cli: Cli, part: int, elsewhere: Path, figures: Figures
) -> None:
    from tests.faults.table import Goal

    cli.good("log", "30m", "joins")
    calls = sum(call_with(cli, text) for text in (*NAUGHTY, *big_list())[part::16])
    assert not list(elsewhere.glob("PWNED"))
    cli.good("ls")
    figures.add(Goal.INJECTION, "calls of commands", calls, least=50_000)


@pytest.mark.parametrize("text", [*MARKUP[:8], *INJECTIONS[-20:]])
def test_names_of_files_and_folders(cli: Cli, text: str, elsewhere: Path) -> None:
    """A name that a file system has may be anything but a path and zero."""
    name = text.replace("/", "-").replace("\0", "") or "x"
    (elsewhere / f"{name}.toml").write_text("schema = 1\nid = [", encoding="utf-8")
    (elsewhere / f"{name}.md").write_text(outline(text), encoding="utf-8", errors="replace")
    for words in (
        ["roadmap", "check", f"./{name}.toml"],
        ["roadmap", "import", f"./{name}.md", "--dry-run"],
        ["roadmap", "import", f"./{name}.md", "--id", "mine"],
        ["--home", str(elsewhere / name), "paths"],
        ["--home", str(elsewhere / name), "log", "1h", "joins"],
        ["restore", f"./{name}.toml"],
        ["backup", f"./{name}.db"],
    ):
        answer = cli(*words)
        assert_harmless(answer)
        assert answer.status in range(5), (words, answer.err)


def test_csv_is_not_made_yet(cli: Cli) -> None:
    """Whoever adds CSV must keep formulas from being run: see `naughty.INJECTIONS`."""
    answer = cli("export", "--format", "csv")
    if answer.status == 0:
        cells = [cell for row in csv.reader(io.StringIO(answer.out)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


REPEATED = (
    "a",
    "1",
    " ",
    "-",
    ":",
    "[",
    "\\",
    '"',
    "1:",
    "1 ",
    "1h ",
    "12:00 ",
    "- ",
    "`",
    "[a](",
    "é",
    "漢",
    "-12:00",
)


@pytest.mark.faults
@pytest.mark.parametrize("piece", REPEATED)
def test_a_hundred_thousand_letters_are_read_at_once(cli: Cli, piece: str) -> None:
    """No pattern of the program, and nothing else, takes long over what somebody typed or piped."""
    cli.good("log", "30m", "joins")
    for text in (piece * (100_000 // len(piece)), "1" + piece * (100_000 // len(piece)) + "!"):
        for words in (
            *(["log", text], ["log", "30m", "--on", text], ["log", "30m", "joins", "-m", text]),
            *(
                ["start", "--at", text],
                ["start", "--ago", text],
                ["start", text],
                ["done", text],
                ["show", text],
            ),
            *(["report", text], ["goal", text], ["notes", text], ["note", "git", text], ["sessions", text]),
            *(["edit", text], ["edit", "last", "--start", text], ["roadmap", "use", text], [text]),
            *(["config", "set", "theme", text], ["status", "--format", text]),
            *(
                ["roadmap", "import", "-", "--dry-run"],
                ["roadmap", "import", "-", "--id", "mine", "--dry-run"],
            ),
        ):
            begun = time.process_time()
            answer = cli(*words, stdin=text)
            assert time.process_time() - begun < 3, words[:-1]
            assert answer.status in range(5)
            assert len(answer.err) < 10_000
