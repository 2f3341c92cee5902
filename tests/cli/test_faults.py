"""Data folders and databases that are not as they should be: a message, and nothing is overwritten."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.harness import Cli

COMMANDS = (
    ["status"],
    ["log", "30m", "joins"],
    ["start", "joins"],
    ["ls"],
    ["undo"],
    ["backup"],
    ["done", "git"],
)


def _fresh(cli: Cli) -> Path:
    cli.good("log", "30m", "joins")
    return cli.home / "study.db"


def _text(file: Path) -> None:
    file.write_text("dear diary\n" * 500)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _foreign(file: Path) -> None:
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE cookie (value)")
    connection.commit()
    connection.close()


def _newer(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _cut(file: Path) -> None:
    os.truncate(file, 1000)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _link(file: Path) -> None:
    file.rename(file.with_name("elsewhere.db"))
    file.symlink_to(file.with_name("elsewhere.db"))


def _state(home: Path) -> dict[str, bytes | str | None]:
    found: dict[str, bytes | str | None] = {}
    for path in sorted(home.rglob("*")):
        name = str(path.relative_to(home))
        found[name] = (
            os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        )
    return found


@pytest.mark.parametrize("damage", [_text, _empty, _foreign, _cut, _folder, _link])
def test_a_database_that_cannot_be_used_is_named_and_left_alone(cli: Cli, damage: object) -> None:
    database = _fresh(cli)
    assert callable(damage)
    damage(database)
    before = _state(cli.home)
    for words in COMMANDS:
        for more in ([], ["--json"]):
            answer = cli(*words, *more)
            assert answer.status == 3, (words, answer.out, answer.err)
            assert answer.out == ""
            first, hint = answer.err.splitlines()
            assert str(database) in first
            assert hint
    assert _state(cli.home) == before
    assert cli.good("paths").status == 0
    assert cli.good("backup", "--list").status == 0


def test_a_newer_database_is_read_and_not_written(cli: Cli) -> None:
    database = _fresh(cli)
    _newer(database)
    before = _state(cli.home)
    shown = cli.good("ls", "--json")
    assert len(shown.json()) == 1
    assert shown.err.startswith(f"read-only: {database} was written by a newer studytui (data version 99")
    refused = cli("log", "30m", "git")
    assert refused.status == 3
    assert refused.err.splitlines()[-1].startswith("update studytui")
    assert len(refused.err.splitlines()) == 2
    assert _state(cli.home) == before


def test_a_missing_database_beside_backups_is_no_new_start(cli: Cli) -> None:
    database = _fresh(cli)
    cli.good("backup")
    database.unlink()
    answer = cli("status")
    assert answer.status == 3
    assert "studytui restore" in answer.err
    assert not database.exists()


def test_a_data_folder_that_is_a_file(cli: Cli) -> None:
    cli.home.write_text("a file")
    for words in COMMANDS:
        answer = cli(*words)
        assert answer.status == 4
        assert str(cli.home) in answer.err
        assert "--home DIR" in answer.err
    assert cli.home.read_text() == "a file"


def test_a_data_folder_below_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert cli("--home", str(tmp_path / "file" / "deep"), "status").status == 4


def test_a_linked_data_folder_stays_a_link(cli: Cli, tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    cli.home.symlink_to(real)
    cli.good("log", "30m", "joins")
    assert cli.home.is_symlink()
    assert (real / "study.db").is_file()


def test_a_broken_own_roadmap_does_not_stop_anything(cli: Cli) -> None:
    (cli.home / "roadmaps").mkdir(parents=True)
    (cli.home / "roadmaps" / "backend-developer.toml").write_text("schema = ")
    assert cli("status").status == 1
    cli.good("log", "30m", "joins")


def _as_nobody(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "studytui", "--home", str(home), *words]
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("root may write everywhere, and there is no setpriv")
        command = [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups", *command]
    environment = {"PATH": os.environ["PATH"], "TZ": "Europe/Berlin", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def _readable_by_nobody() -> bool:
    probe = _as_nobody(Path("/nonexistent"), "--version")
    return probe.returncode == 0


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/") and "pytest" in str(folder):
            folder.chmod(0o755)
    if not _readable_by_nobody():
        pytest.skip("another user cannot run this Python")
    home = tmp_path / "home"
    made = Cli(tmp_path)
    made.good("log", "30m", "joins")
    home.chmod(0o555)
    (home / "study.db").chmod(0o444)
    before = _state(home)
    read = _as_nobody(home, "ls")
    assert read.returncode == 0, read.stderr
    assert "Joins" in read.stdout
    for words in (["log", "30m", "joins"], ["start", "git"], ["done", "git"], ["undo"], ["goal", "3h"]):
        done = _as_nobody(home, *words)
        assert done.returncode == 4, (words, done.stdout, done.stderr)
        assert str(home) in done.stderr
        assert "Traceback" not in done.stderr
    assert _state(home) == before
    home.chmod(0o755)
    refused = _as_nobody(tmp_path / "new", "status")
    assert refused.returncode == 4
    assert str(tmp_path / "new") in refused.stderr
