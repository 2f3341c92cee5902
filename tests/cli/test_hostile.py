"""Text that wants to be more than text."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.harness import Cli

TEXTS = (
    "[red]x[/red] [/] [@click=app.quit]",
    "\x1b]0;title\x07\x1b[31mred",
    "\x9b31m c1",
    "bell\x07 back\x08space",
    "\u202eright to left\u202c",
    "a\u2028b\u2029c\x0bd",
    "🧑‍💻 ｗｉｄｅ e\u0301",
    "%s {x} {0} \\n $HOME `id`",
    "'; DROP TABLE session; --",
    "x" * 20_000,
    "line\r\nline\rline",
)


def _harmless(text: str) -> bool:
    return all(letter == "\n" or letter.isprintable() or letter == "\u200d" for letter in text)


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_as_note_target_and_search(cli: Cli, text: str) -> None:
    cli.good("log", "30m", "joins", "-m", text)
    cli.good("note", "git", text)
    for words in (["ls"], ["show", "joins"], ["show", "git"], ["notes"], ["history"], ["ls", "--json"]):
        for terminal in (False, True):
            out = cli.good(*words, terminal=terminal).out
            cleaned = out.replace("\x1b[1m", "").replace("\x1b[0m", "") if terminal else out
            assert _harmless(cleaned), ascii(out)
    for words in (
        ["start", text],
        ["done", text],
        ["notes", text],
        ["roadmap", "use", text],
        ["rm", text],
        ["log", text],
        ["log", "30m", "--on", text],
        ["start", "--at", text],
        ["status", "--format", text + "{"],
        ["config", "get", text],
        ["goal", text],
        ["report", text],
        [text],
        ["status", f"--{text}"],
        ["completions", text],
        ["undo", text],
    ):
        answer = cli(*words)
        assert answer.status in ((0, 1) if words[0] == "notes" else (1, 2)), (words, answer.out)
        assert _harmless(answer.err), ascii(answer.err)
        assert len(answer.err) < 60_000


@pytest.mark.parametrize("text", ["\udcff", "a\udcffb", "nul\x00byte"])
def test_stray_bytes_are_refused_everywhere(cli: Cli, text: str) -> None:
    for words in (
        ["log", "30m", "joins", "-m", text],
        [text],
        ["--home", text, "status"],
        ["note", "git", text],
    ):
        answer = cli(*words)
        assert answer.status == 2
        assert "is not readable text" in answer.err
        answer.err.encode()
    assert cli.good("ls", "--json").json() == []


def test_huge_numbers(cli: Cli) -> None:
    for words in (
        ["log", "9" * 90 + "h"],
        ["log", "99999999999999h", "--force"],
        ["start", "--ago", "99999h", "joins"],
        ["undo", "9" * 30],
        ["ls", "--limit", "9" * 30],
        ["report", "--days", "9" * 30],
        ["report", "9999-12"],
        ["start", "--at", "9999-12-31 23:59"],
        ["start", "9" * 5000],
    ):
        assert cli(*words).status in (0, 2), words


def test_a_pipe_with_hostile_bytes(cli: Cli) -> None:
    assert cli.good("note", "git", "-", stdin="\x1b[31mred\x00\n").status == 0
    assert "\x1b" not in cli.good("notes").out


def test_what_stands_in_the_database_is_cleaned_too(cli: Cli) -> None:
    cli.good("log", "30m", "joins", "-m", "harmless")
    connection = sqlite3.connect(cli.home / "study.db")
    connection.execute("UPDATE session SET title = ?, note = ?", ("\x1b[31mred\x07", "a\u202eb\x9bc"))
    connection.commit()
    connection.close()
    for words in (["ls"], ["show", "joins"], ["report", "--by", "item"], ["ls", "--json"], ["rm", "last"]):
        assert _harmless(cli.good(*words).out), words
