"""doctor names what is intact and what is not, changes nothing, and puts it in order when it is told to."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.store.damage import lose_page
from tests.store.samples import picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.harness import Answer, Cli


@pytest.fixture
def used(cli: Cli) -> Cli:
    """A data folder with three sessions, a note and a backup from before the last of them."""
    cli.good("log", "30m", "git")
    cli.good("log", "45m", "joins")
    cli.good("note", "joins", "LEFT JOIN keeps every left row")
    cli.good("backup")
    cli.clock.advance(86400)
    cli.good("log", "20m", "git")
    for daily in (cli.home / "backups").glob("*-daily.db"):
        daily.unlink()
    return cli


def found(answer: Answer) -> dict[str, list[dict[str, Any]]]:
    by: dict[str, list[dict[str, Any]]] = {}
    for one in answer.json():
        assert one.keys() == {"what", "severity", "message", "hint"}
        assert one["severity"] in ("ok", "notice", "warning", "error")
        by.setdefault(one["what"], []).append(one)
    return by


def test_before_the_first_start(cli: Cli) -> None:
    answer = cli.good("doctor")
    assert "is not there yet" in answer.out
    assert answer.lines[-1] == "all is intact"
    assert not cli.home.exists()


def test_all_is_intact(used: Cli) -> None:
    before = picture(str(used.home))
    answer = used.good("doctor")
    assert answer.lines[-1] == "all is intact"
    said = found(used.good("doctor", "--json"))
    assert said["sessions"][0]["message"] == "3 can be read"
    assert said["rows"][0]["message"].startswith("all ")
    assert {one["severity"] for group in said.values() for one in group} == {"ok"}
    assert picture(str(used.home)) == before
    nothing = used("doctor", "--repair")
    assert (nothing.status, nothing.err) == (1, "studytui: nothing needs repair\n")
    assert picture(str(used.home)) == before


def silent(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE session SET note = 'by nobody' WHERE rowid = 1")
        connection.commit()


def lost_page(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'session'").fetchone()
    lose_page(str(database), page, bytes(4096))


def header(database: Path) -> None:
    lose_page(str(database), 1, b"\xfe" * 100)


def other_program(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA application_id = 7")


@pytest.mark.parametrize("spoil", [silent, lost_page, header, other_program])
def test_damage_is_named_and_put_in_order(used: Cli, spoil: Callable[[Path], None]) -> None:
    sessions = used.good("ls", "--json").json()
    spoil(used.home / "study.db")
    before = picture(str(used.home))
    answer = used("doctor")
    assert answer.status == 3
    assert "can save 3 sessions, 1 note, " in answer.out
    assert "studytui doctor --repair" in answer.out
    assert "the newest good backup is 1 day old: 2 sessions, 1 note" in answer.out
    assert answer.lines[-1].endswith("at fault; nothing was changed")
    assert picture(str(used.home)) == before
    mended = used.good("doctor", "--repair")
    assert "saved 3 sessions, 1 note" in mended.out
    (kept,) = [line for line in mended.lines if "the old file, as it was: " in line]
    assert Path(kept.partition("was: ")[2]).is_file()
    assert used.good("ls", "--json").json() == sessions
    assert used("undo").status == 1
    assert used.good("doctor").lines[-1] == "all is intact"
    used.good("log", "10m", "git")
    used.good("undo")
    assert used.good("notes", "left").out


@pytest.mark.parametrize("content", [b"", b"\xff" * 30_000, None], ids=["empty", "noise", "gone"])
def test_where_nothing_is_left_the_backup_is_named(used: Cli, content: bytes | None) -> None:
    database = used.home / "study.db"
    if content is None:
        database.unlink()
    else:
        database.write_bytes(content)
    before = picture(str(used.home))
    for words in (("doctor",), ("doctor", "--repair"), ("status",), ("log", "5m", "git")):
        answer = used(*words)
        assert answer.status == 3, words
        told = answer.out + answer.err
        assert "1 day old" in told
        assert "studytui restore " in told
    assert picture(str(used.home)) == before


def test_a_repair_that_saves_less_than_a_backup_says_so(used: Cli) -> None:
    database = used.home / "study.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DELETE FROM session")
        connection.execute("DELETE FROM operation")
        connection.commit()
    answer = used("doctor", "--repair")
    assert "a backup holds more: 2 sessions" in answer.out


def test_a_newer_database_is_not_repaired(used: Cli) -> None:
    with closing(sqlite3.connect(used.home / "study.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert "it is only read" in used.good("doctor").out
    assert used("doctor", "--repair").status == 3


def test_what_stands_in_the_folder_is_named(used: Cli) -> None:
    home = used.home
    shutil.copy(home / "study.db", home / "study (1).db")
    used.good("log", "5m", "git")
    shutil.copy(home / "study.db", home / "study (Me's conflicted copy 2026-11-20).db")
    used.good("undo")
    shutil.copy(next((home / "backups").iterdir()), home / "study.db.new-123")
    (home / "config (1).toml").write_text("x = ")
    (home / "config.toml").write_text("theme = 3\n")
    (home / "roadmaps").mkdir()
    (home / "roadmaps" / "mine.toml").write_text("id = ")
    (home / "backups" / "20000101-000000-daily.db").write_text("noise")
    os.chmod(home, 0o755)
    said = found(used.good("doctor", "--json"))
    copies = {one["message"].split("/")[-1]: one["severity"] for one in said["conflict copy"]}
    assert copies == {
        "study (1).db holds nothing that is not here": "notice",
        "study (Me's conflicted copy 2026-11-20).db holds nothing that is not here": "notice",
        "config (1).toml was made by a synchronising program": "warning",
    }
    assert "study.db.new-123" in said["left behind"][0]["message"]
    assert "theme" in said["settings"][0]["message"]
    assert "mine.toml" in said["roadmap"][0]["message"]
    assert "20000101-000000-daily.db" in said["backup"][0]["message"]
    assert "chmod 700" in said["folder"][0]["hint"]


def test_a_conflict_copy_with_more_in_it_is_named(used: Cli) -> None:
    home = used.home
    shutil.copy(home / "study.db", kept := home / "kept.db")
    used.good("log", "5m", "git")
    os.rename(home / "study.db", home / "study-LAPTOP.db")
    os.rename(kept, home / "study.db")
    said = found(used.good("doctor", "--json"))
    (copy,) = said["conflict copy"]
    assert "study-LAPTOP.db holds 1 change that is not here" in copy["message"]
    assert "restore" in copy["hint"]


def test_the_place_is_told_once_and_by_doctor(cli: Cli, tmp_path: Path) -> None:
    folder = str(tmp_path / "Dropbox" / "studytui")
    assert "is synchronised by Dropbox" in cli.good("--home", folder, "log", "5m", "git").err
    assert "Dropbox:" not in cli.good("--home", folder, "log", "5m", "joins").err
    assert "is synchronised by Dropbox" in cli.good("--home", folder, "doctor").out


def test_what_should_never_happen_is_blamed_on_damage_only_where_there_is_some(
    used: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise TypeError

    monkeypatch.setattr("studytui.services.notebook.Notebook.listed", fail, raising=False)
    monkeypatch.setattr("studytui.store.notes.Notes.all", fail)
    with pytest.raises(AssertionError, match="should not have happened"):
        used("notes")
    silent(used.home / "study.db")
    answer = used("notes")
    assert answer.status == 3
    assert "is damaged (it holds what was never written)" in answer.err
    assert "studytui restore" in answer.err


def test_a_damaged_index_of_roadmaps_is_made_anew(used: Cli) -> None:
    plain = used.good("show", "1").out
    with closing(sqlite3.connect(used.home / "study.db")) as connection:
        connection.execute("UPDATE line SET kind = 'to`ic' WHERE kind = 'topic'")
        connection.commit()
    assert used.good("show", "1").out == plain
    with closing(sqlite3.connect(used.home / "study.db")) as connection:
        assert connection.execute("SELECT count(*) FROM line WHERE kind = 'to`ic'").fetchone() == (0,)
