"""note and notes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.harness import Cli

NOTE_KEYS = {"id", "target", "title", "text", "updated"}


def test_a_paragraph_is_added(cli: Cli) -> None:
    assert (
        cli.good("note", "joins", "inner", "first").out == "added to the note on Joins\nundo: studytui undo\n"
    )
    found = cli.good("note", "joins", "left next", "--json").json()
    assert found.keys() == NOTE_KEYS
    assert found["text"] == "inner first\n\nleft next\n"
    assert (found["id"], found["target"], found["title"]) == ("topic/joins", "topic/joins", "Joins")
    assert found["updated"] == "2026-11-19T16:00:00+01:00"


def test_stdin_and_what_a_note_may_be_on(cli: Cli) -> None:
    assert (
        cli.good("note", "4", "-", "--json", stdin="a\nb\n").json()["target"] == "backend-developer:databases"
    )
    assert cli.good("note", ".", "x", "--json").json()["target"] == "backend-developer:."
    assert cli.good("note", "shop-database/ddl", "x", "--json").json()["id"] == "project/shop-database"
    for note in cli.good("notes", "--json").json():
        again = cli.good("note", note["target"], "again", "--json").json()
        assert again["id"] == note["id"]
    assert cli("note", "4", "-", stdin="  \n").status == 2
    assert cli("note", "4", "-", stdin=None).status == 2


def test_search(cli: Cli) -> None:
    assert cli.good("notes").out == "no notes\n"
    assert cli.good("notes", "--json").json() == []
    cli.good("note", "joins", "LEFT JOIN keeps every left row")
    cli.good("note", "git", "rebase rewrites")
    assert cli.good("notes", "left", "kee").lines == [
        "Joins (topic/joins) · Thu 19 Nov 16:00",
        "  LEFT JOIN keeps every left row",
    ]
    assert len(cli.good("notes", "--json").json()) == 2
    assert [one["id"] for one in cli.good("notes", "rebase", "--json").json()] == ["topic/git"]
    none = cli("notes", "nowhere")
    assert (none.status, none.out) == (1, "")
    assert 'no note holds "nowhere"' in none.err
    assert cli("notes", "nowhere", "--json").json() == []
    for odd in ('"', "AND", "a:b", "(", "*", "NEAR(", "^"):
        assert cli("notes", odd).status in (0, 1)


def test_without_a_terminal_the_editor_becomes_an_error_with_the_way(cli: Cli) -> None:
    answer = cli("note", "joins")
    assert answer.status == 2
    assert "an editor needs a terminal" in answer.err
    assert "studytui note TARGET -" in answer.err
    answer = cli("note", "joins", terminal=True)
    assert answer.status == 2
    assert "EDITOR" in answer.err
    assert not cli.launched


def test_the_editor_gets_a_private_file_and_no_shell(cli: Cli) -> None:
    cli.environment["EDITOR"] = "vim -c 'set tw=80; echo $HOME'"
    cli.good("note", "joins", "before")
    modes = []

    def play(file: str) -> int:
        modes.append(os.stat(file).st_mode & 0o777)
        assert Path(file).read_text() == "before\n"
        assert Path(file).parent.parent == cli.home
        modes.append(os.stat(Path(file).parent).st_mode & 0o777)
        Path(file).write_text("after\n")
        return 0

    assert cli.good("note", "joins", terminal=True, play=play).lines[0] == "saved the note on Joins"
    assert modes == [0o600, 0o700]
    assert cli.launched[0][:3] == ["vim", "-c", "set tw=80; echo $HOME"]
    assert cli.good("notes", "--json").json()[0]["text"] == "after\n"
    assert not list(cli.home.glob("edit-*"))


@pytest.mark.parametrize("text", ["", " \n", "before\n", None])
def test_an_empty_or_failed_edit_changes_nothing(cli: Cli, text: str | None) -> None:
    cli.environment["VISUAL"] = "ed"
    cli.good("note", "joins", "before")

    def play(file: str) -> int:
        if text is None:
            Path(file).write_text("half a thought")
            return 1
        Path(file).write_text(text)
        return 0

    assert cli("note", "joins", terminal=True, play=play).status == 1
    assert cli.good("notes", "--json").json()[0]["text"] == "before\n"
    assert not list(cli.home.glob("edit-*"))


def test_a_note_that_changed_meanwhile_is_not_overwritten(cli: Cli) -> None:
    cli.environment["VISUAL"] = "ed"

    def play(file: str) -> int:
        cli.good("note", "joins", "from elsewhere")
        Path(file).write_text("mine")
        return 0

    answer = cli("note", "joins", terminal=True, play=play)
    assert answer.status == 1
    assert "changed elsewhere" in answer.err
    (kept,) = cli.home.glob("edit-*/*")
    assert kept.read_text() == "mine"
    assert str(kept) in answer.err
    assert cli.good("notes", "--json").json()[0]["text"] == "from elsewhere\n"


def test_an_editor_that_is_not_there(cli: Cli) -> None:
    cli.environment["VISUAL"] = "/nowhere/editor"

    def play(file: str) -> int:
        raise FileNotFoundError(2, "No such file", "/nowhere/editor")

    answer = cli("note", "joins", terminal=True, play=play)
    assert answer.status == 4
    assert "/nowhere/editor was not found" in answer.err
