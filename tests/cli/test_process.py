"""The program as a process: what it imports, its streams, and many of it at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

TOO_DEAR = [
    "argparse",
    "asyncio",
    "dataclasses",
    "email",
    "humanize",
    "importlib.metadata",
    "inspect",
    "locale",
    "logging",
    "pathlib",
    "platformdirs",
    "rich",
    "shtab",
    "subprocess",
    "textual",
    "tomlkit",
    "tomllib",
    "typing",
    "urllib.parse",
]
QUICK = (
    ["start", "joins"],
    ["status"],
    ["stop"],
    ["log", "30m", "joins"],
    ["log", "yesterday 14:00-15:30", "joins", "-m", "x"],
    ["done", "joins"],
)


def _environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("STUDYTUI", "PYTHON", "LC_", "LANG"))
    }
    return {
        **kept,
        "STUDYTUI_HOME": str(home),
        "TZ": "Europe/Berlin",
        "PYTHONDONTWRITEBYTECODE": "1",
        **(extra or {}),
    }


def _run(
    home: Path, *words: str | bytes, extra: Mapping[str, str] | None = None, stdin: bytes | None = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "studytui", *words],
        env=_environment(home, extra),
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_a_day_with_the_real_program(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for words, status in (
        (["status"], 1),
        (["start", "joins"], 0),
        (["status", "--json"], 0),
        (["pause"], 0),
        (["resume"], 0),
        (["stop"], 0),
        (["stop"], 1),
        (["log", "30m", "git"], 0),
        (["done", "git"], 0),
        (["ls", "--json"], 0),
        (["undo"], 0),
        (["nonsense"], 2),
        (["--version"], 0),
        ([], 1),
    ):
        done = _run(home, *words)
        assert done.returncode == status, (words, done.stderr)
        assert b"Traceback" not in done.stderr
    assert oct(home.stat().st_mode & 0o777) == "0o700"
    assert oct((home / "study.db").stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("words", QUICK, ids=lambda words: " ".join(words))
def test_a_quick_command_imports_nothing_dear(tmp_path: Path, words: list[str]) -> None:
    home = tmp_path / "home"
    _run(home, "log", "1m", "sql")
    script = (
        "import os, sys\n"
        "def leave(status):\n"
        "    os.write(1, ('\\n!' + ' '.join(sorted(sys.modules))).encode())\n"
        "    real(0)\n"
        "real, os._exit = os._exit, leave\n"
        f"sys.argv[1:] = {words!r}\n"
        "from studytui.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", script],
        env={**_environment(home), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.rpartition("!")[2].split())
    assert "studytui.services.study" in loaded
    assert not loaded & set(TOO_DEAR)


def test_importing_the_program_does_nothing(tmp_path: Path) -> None:
    script = (
        "import sys, studytui.__main__; print(sorted(m for m in sys.modules if m.startswith('studytui')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=_environment(tmp_path / "home"),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "['studytui', 'studytui.__main__']\n"
    assert not (tmp_path / "home").exists()


def test_twenty_at_once_are_all_kept(tmp_path: Path) -> None:
    home = tmp_path / "home"
    calls = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "studytui",
                "log",
                f"2026-01-{day:02d} 10:00 +30m",
                "joins",
                "-m",
                str(day),
            ],
            env=_environment(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for day in range(1, 21)
    ]
    for call in calls:
        _, err = call.communicate(timeout=120)
        assert (call.returncode, err) == (0, b"")
    kept = json.loads(_run(home, "ls", "--json").stdout)
    assert sorted(int(one["note"]) for one in kept) == list(range(1, 21))
    assert len(json.loads(_run(home, "history", "--json").stdout)) == 20


def test_stray_bytes_in_the_arguments(tmp_path: Path) -> None:
    for words in ([b"\xff"], [b"log", b"30m", b"joins", b"-m", b"\xff"], [b"--home", b"\xff", b"status"]):
        done = _run(tmp_path / "home", *words)
        assert done.returncode == 2
        assert b"is not readable text" in done.stderr


def test_stray_bytes_on_stdin(tmp_path: Path) -> None:
    assert _run(tmp_path / "home", "note", "joins", "-", stdin=b"caf\xff\xfe ok").returncode == 0
    assert b"ok" in _run(tmp_path / "home", "notes").stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_encoding_of_the_output(tmp_path: Path, encoding: str) -> None:
    extra = {"PYTHONIOENCODING": encoding}
    done = _run(tmp_path / "home", "log", "30m", "joins", "-m", "naïve 学ぶ", extra=extra)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode(encoding).startswith("logged 30m ")
    assert json.loads(_run(tmp_path / "home", "ls", "--json", extra=extra).stdout)[0]["note"] == "naïve 学ぶ"


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    home = tmp_path / "home"
    _run(home, "log", "30m", "joins")
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "studytui", "roadmap", "show", "--json"],
        env=_environment(home),
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_a_full_output(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "studytui", "next"],
            env=_environment(tmp_path / "home"),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 4
    said = (
        b"studytui: No space left on device\ncheck the disk and try again; what was saved before is intact\n"
    )
    assert done.stderr == said


def test_streams_that_are_closed(tmp_path: Path) -> None:
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        script = f'"{sys.executable}" -m studytui log 30m joins {closed}'
        done = subprocess.run(
            ["sh", "-c", script], env=_environment(tmp_path / "home"), capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
    assert len(json.loads(_run(tmp_path / "home", "ls", "--json").stdout)) == 4


def test_interrupted_while_it_waits(tmp_path: Path) -> None:
    call = subprocess.Popen(
        [sys.executable, "-m", "studytui", "note", "joins", "-"],
        env=_environment(tmp_path / "home"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    database = tmp_path / "home" / "study.db"
    while not database.exists() and call.poll() is None:
        pass
    call.send_signal(signal.SIGINT)
    _, err = call.communicate(timeout=30)
    assert (call.returncode, err) == (130, b"")
