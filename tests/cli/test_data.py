"""undo, redo, history, backup, restore, paths."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.harness import Cli


def test_undo_and_redo_say_what_was_turned(cli: Cli) -> None:
    nothing = cli("undo")
    assert (nothing.status, nothing.err) == (1, "studytui: nothing to undo\n")
    cli.good("log", "30m", "joins")
    assert cli.good("undo").out == (
        "undone: log Databases and SQL › Joins · Thu 19 Nov 16:00\nundo: studytui redo\n"
    )
    assert cli.good("ls", "--json").json() == []
    (group,) = cli.good("redo", "--json").json()
    assert group.keys() == {"id", "at", "label", "undone"}
    assert group["undone"] is False
    assert cli("redo").status == 1
    assert len(cli.good("ls", "--json").json()) == 1


def test_several_at_once_and_no_more_than_there_are(cli: Cli) -> None:
    for target in ("git", "joins", "sql"):
        cli.good("log", "30m", target)
    answer = cli.good("undo", "5", "--json")
    assert [group["undone"] for group in answer.json()] == [True, True, True]
    assert "no more than 3" in answer.err
    assert len(cli.good("redo", "3", "--json").json()) == 3
    for count in ("0", "-1", "x", "1.5"):
        assert cli("undo", count).status == 2, count


def test_an_undone_stop_lets_the_timer_run_and_says_so(cli: Cli) -> None:
    cli.good("start", "joins")
    cli.clock.advance(600)
    cli.good("stop")
    cli.clock.advance(3000)
    lines = cli.good("undo").lines
    assert lines[1] == (
        "the timer runs on Databases and SQL › Joins since Thu 19 Nov 16:00, "
        "the time between included: 1h so far"
    )
    assert cli.good("status", "--json").json()["running"]["seconds"] == 3600


def test_history(cli: Cli) -> None:
    assert cli.good("history").out == "no changes\n"
    cli.good("log", "30m", "joins")
    cli.good("done", "git")
    cli.good("undo")
    found = cli.good("history", "--json").json()
    assert all(group.keys() == {"id", "at", "label", "undone"} for group in found)
    assert [(group["label"], group["undone"]) for group in found] == [
        ("done: Git, version control", True),
        ("log Databases and SQL › Joins", False),
    ]
    assert found[0]["at"] == "2026-11-19T16:00:00+01:00"
    assert len(cli.good("history", "--limit", "1", "--json").json()) == 1
    assert "undone" in cli.good("history").out


def test_backup_and_restore(cli: Cli, tmp_path: Path) -> None:
    assert cli.good("backup", "--list").out == "no backups\n"
    cli.good("log", "30m", "joins")
    made = cli.good("backup", "--json").json()
    assert made.keys() == {"file", "sessions"}
    assert made["sessions"] == 1
    (listed,) = cli.good("backup", "--list", "--json").json()
    assert listed.items() >= made.items()
    assert (listed["notes"], listed["operations"], listed["made"]) == (0, 3, "2026-11-19T16:00:00+01:00")
    assert cli.good("backup", "--list").lines[1].startswith("Thu 19 Nov 2026 16:00")
    elsewhere = str(tmp_path / "copy.db")
    assert f"backed up and checked: {elsewhere}" in cli.good("backup", elsewhere).out
    assert cli("backup", elsewhere).status == 2
    cli.good("log", "30m", "git")
    assert cli("restore", made["file"]).status == 2
    assert "--yes" in cli("restore", made["file"]).err
    assert cli("restore", made["file"], terminal=True, stdin="n\n").status == 1
    assert len(cli.good("ls", "--json").json()) == 2
    done = cli.good("restore", made["file"], "--yes", "--json").json()
    assert done.keys() == {"file", "sessions", "backup", "kept"}
    assert Path(done["backup"]).is_file()
    assert Path(done["kept"]).is_file()
    assert len(cli.good("ls", "--json").json()) == 1
    assert cli("undo").status == 1
    words = cli.good("restore", done["backup"], terminal=True, stdin="yes\n").out
    assert "the way back: studytui restore " in words
    assert "and its file is kept: " in words
    assert len(cli.good("ls", "--json").json()) == 2


def test_restore_where_the_present_data_cannot_be_read(cli: Cli) -> None:
    cli.good("log", "30m", "joins")
    made = cli.good("backup", "--json").json()
    database = cli.home / "study.db"
    database.write_bytes(b"broken" * 1000)
    answer = cli("status")
    assert answer.status == 3
    assert "restore" in answer.err
    out = cli.good("restore", made["file"], "--yes").out
    assert "could not be read" in out
    kept = Path(out.split("its file is kept: ")[1].strip())
    assert kept.read_bytes() == b"broken" * 1000
    assert len(cli.good("ls", "--json").json()) == 1


@pytest.mark.parametrize("kind", ["missing", "folder", "text", "empty", "foreign"])
def test_what_is_no_backup_is_not_restored(cli: Cli, tmp_path: Path, kind: str) -> None:
    cli.good("log", "30m", "joins")
    before = (cli.home / "study.db").read_bytes()
    file = tmp_path / "file.db"
    if kind == "folder":
        file.mkdir()
    elif kind == "text":
        file.write_text("hello " * 100)
    elif kind == "empty":
        file.touch()
    elif kind == "foreign":
        connection = sqlite3.connect(file)
        connection.execute("CREATE TABLE x (y)")
        connection.close()
    answer = cli("restore", str(file), "--yes")
    assert answer.status in (2, 3)
    assert str(file) in answer.err
    assert (cli.home / "study.db").read_bytes() == before


def test_a_bad_backup_is_named_beside_the_list(cli: Cli) -> None:
    cli.good("log", "30m", "joins")
    cli.good("backup")
    (cli.home / "backups" / "20000101-000000-bad.db").write_text("no")
    answer = cli.good("backup", "--list")
    assert "20000101-000000-bad.db" in answer.err
    assert "manual.db" in answer.out


def test_paths(cli: Cli) -> None:
    found = cli.good("paths", "--json").json()
    assert list(found) == ["home", "config", "database", "roadmaps", "backups", "hooks"]
    assert found["home"] == str(cli.home)
    assert str(cli.home / "study.db") in cli.good("paths").out
    assert not cli.home.exists()


def test_the_way_back_names_the_folder_that_was_named(cli: Cli, tmp_path: Path) -> None:
    other = str(tmp_path / "other home")
    out = cli.good("--home", other, "log", "30m", "joins").out
    assert f"undo: studytui --home '{other}' undo" in out
    assert len(cli.good(f"--home={other}", "ls", "--json").json()) == 1
    assert cli.good("ls", "--json").json() == []
