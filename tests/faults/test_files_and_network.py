"""Who may read what, which links are followed, and that nothing is ever sent: traced in real processes."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults.table import Figures, Goal
from tests.journeys.terminal import Terminal, program_environment

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "studytui")
TRACED = ("strace", "-f", "-qq", "-e", "trace=socket,connect,sendto,bind", "-o")
COMMANDS = (
    *(["log", "1h", "joins"], ["start", "git"], ["stop"], ["done", "git"], ["note", "git", "text"]),
    *(["undo"], ["redo"], ["backup"], ["config", "set", "clock", "12h"], ["roadmap", "new", "mine"]),
    *(["goal", "5h"], ["report"], ["forecast"], ["roadmap", "list"], ["roadmap", "use", "path-2025"]),
    *(["export"], ["history"], ["doctor"], ["keys"], ["completions", "bash"]),
)
WRITING = 11
"""How many of them write."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that is not there yet."""
    return tmp_path / "studytui"


def call(data: Path, *words: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, with the loosest of umasks."""
    return subprocess.run(
        [*before, *PROGRAM, *words],
        env=program_environment(data),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        umask=0,
    )


def needs(program: str) -> None:
    """Skip where a program is missing, but not where it is certain to be there."""
    if shutil.which(program) is None:
        if os.environ.get("CI"):
            raise AssertionError(f"{program} is missing")
        pytest.skip(f"{program} is not installed")


def sockets(trace: Path) -> list[str]:
    """Calls that could reach another machine; sockets of this one (AF_UNIX) are none."""
    return [
        line for line in trace.read_text().splitlines() if re.search("AF_INET|AF_NETLINK|AF_PACKET", line)
    ]


@pytest.mark.faults
def test_no_command_opens_a_connection(data: Path, tmp_path: Path, figures: Figures) -> None:
    needs("strace")
    found: list[str] = []
    for number, words in enumerate(COMMANDS):
        trace = tmp_path / f"trace-{number}"
        done = call(data, *words, before=(*TRACED, str(trace)))
        assert done.returncode in (0, 1), (words, done.stderr)
        found += sockets(trace)
    assert not found
    figures.add(Goal.FILES, "commands without a connection", len(COMMANDS), least=15)


@pytest.mark.faults
def test_the_dashboard_opens_no_connection(data: Path, tmp_path: Path, figures: Figures) -> None:
    needs("strace")
    trace = tmp_path / "trace"
    call(data, "roadmap", "use", "backend-developer")
    one = Terminal([], data, 100, 30, program=(*TRACED, str(trace), *PROGRAM))
    try:
        one.wait_for("Programming foundations", "help")
        for key in "1234567":
            one.press(key)
            one.settle()
        one.press("1", "t")
        one.wait_for("● 00:")
        one.press("q")
        assert one.wait_for_end() == 0
    finally:
        one.close()
    assert trace.exists()
    assert not sockets(trace)
    figures.add(Goal.FILES, "dashboards without a connection", 1)


def test_all_files_are_the_owners_alone(data: Path) -> None:
    for words in COMMANDS[:WRITING]:
        done = call(data, *words)
        assert done.returncode == 0, (words, done.stderr)
    modes = {
        os.path.relpath(path, data): stat.S_IMODE(os.lstat(path).st_mode)
        for folder, folders, files in os.walk(data)
        for path in (folder, *(os.path.join(folder, name) for name in (*folders, *files)))
    }
    wrong = {name: oct(mode) for name, mode in modes.items() if mode not in (0o700, 0o600)}
    assert not wrong
    assert len(modes) > 5


LINKED = ("study.db", "study.db-journal", "backups", "config.toml", "roadmaps")


@pytest.mark.parametrize("name", LINKED)
def test_what_a_link_leads_to(data: Path, tmp_path: Path, name: str) -> None:
    """In the place of the database and of backups none is followed; settings and roadmaps may be links."""
    outside = tmp_path / "outside"
    outside.mkdir()
    victim = outside / "victim"
    victim.write_text("precious\n")
    data.mkdir(mode=0o700)
    target = outside if name in ("backups", "roadmaps") else victim
    (data / name).symlink_to(target)
    if name == "config.toml":
        victim.write_text('clock = "12h"\n')
    done = [call(data, *words) for words in (["log", "1h", "joins"], ["backup"], ["roadmap", "new", "mine"])]
    assert all("Traceback" not in one.stderr for one in done)
    assert (data / name).is_symlink()
    if name == "config.toml":
        assert call(data, "config", "set", "clock", "24h").returncode == 0
        assert "24h" in victim.read_text()
        assert (data / name).is_symlink()
    else:
        assert victim.read_text() == "precious\n"
    expected = {"victim", "mine.toml"} if name == "roadmaps" else {"victim"}
    assert set(os.listdir(outside)) <= expected


@pytest.mark.parametrize("what", ["file", "fifo", "folder", "dangling", "socket"])
def test_what_stands_where_the_database_should_be(data: Path, what: str, tmp_path: Path) -> None:
    data.mkdir()
    place = data / "study.db"
    if what == "file":
        place.write_text("not a database, and long enough to be read as one" * 100)
    elif what == "fifo":
        os.mkfifo(place)
    elif what == "folder":
        place.mkdir()
    elif what == "dangling":
        place.symlink_to(tmp_path / "nowhere")
    else:
        os.mknod(place, 0o600 | stat.S_IFSOCK)
    for words in (["status"], ["log", "1h"], ["backup"]):
        done = call(data, *words)
        assert done.returncode == 3, (words, done.stdout, done.stderr)
        assert str(place) in done.stderr
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("what", ["file", "dangling", "parent"])
def test_what_stands_where_the_folder_should_be(tmp_path: Path, what: str) -> None:
    data = tmp_path / "studytui"
    if what == "file":
        data.write_text("a file")
    elif what == "dangling":
        data.symlink_to(tmp_path / "nowhere")
    else:
        data.write_text("a file")
        data = data / "below"
    done = call(data, "log", "1h", "joins")
    assert done.returncode in (3, 4), done.stdout + done.stderr
    assert "studytui:" in done.stderr
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
def test_a_folder_of_somebody_else(data: Path) -> None:
    needs("setpriv")
    assert call(data, "log", "1h", "joins").returncode == 0
    nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    for path in (data.parent.parent, data.parent):
        path.chmod(0o755)
    for words in (["status"], ["log", "1h"]):
        done = call(data, *words, before=nobody)
        assert done.returncode in (3, 4), done.stdout + done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.faults
@pytest.mark.parametrize("megabytes", [24, 32, 40, 48, 64, 96])
def test_too_little_memory(data: Path, megabytes: int, figures: Figures) -> None:
    """A command ends by itself with its status, or the system ends it; what was there is there still."""
    assert call(data, "log", "1h", "joins").returncode == 0
    limit = f'ulimit -v {megabytes * 1024}; exec "$@"'
    done = call(data, "log", "2h", "joins", before=("bash", "-c", limit, "bash"))
    assert "Traceback (most recent call last)" not in done.stderr or "studytui/" not in done.stderr, (
        done.stderr
    )
    kept = call(data, "sessions", "--json")
    assert kept.returncode == 0
    assert kept.stdout.count('"seconds": 3600') == 1
    assert kept.stdout.count('"seconds": 7200') == (done.returncode == 0)
    figures.add(Goal.ERRORS, "limits of memory", 1)
