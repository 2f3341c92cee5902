"""Hostile text from every place it can come from, as the bytes that really reach a terminal."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.journeys.terminal import Terminal, program_environment
from tests.naughty import CONTROLS, INJECTIONS, MARKUP, harmful

if TYPE_CHECKING:
    from pathlib import Path

PWN = "PWN\x1b]0;PWN\x07\x1b]52;c;UFdO\x1b\\\x9b31m\x9d0;PWN\x9c\x1bP1$r\x1bc\0\b\u202e[/][@click=app.quit]"
FEW = ("4", ",", "\x10", "n", "a")
ALL = (*FEW, *"123567?UA/g")
OURS = re.compile(r"\x1b\](?:2;|22;)[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\)")
"""The operating system commands that are ours: the title, and Textual's shape of the pointer."""
SEQUENCES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\\")
ROADMAP = """
schema = 1
id = "hostile"
title = "{0}"
summary = "{0}"
[source]
title = "{0}"
[[stages]]
id = "one"
title = "{0}"
topics = [{{ id = "a", title = "{0}", details = ["{0}"] }}]
projects = [{{ id = "p", title = "{0}", steps = [{{ id = "s", text = "{0}" }}] }}]
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in which everything that can hold text holds orders to the terminal."""
    folder = tmp_path / "studytui"
    for words in (
        ["log", "1h", "joins", "-m", "x"],
        ["note", "git", "x"],
        ["start", "git"],
        ["review", "--list"],
    ):
        subprocess.run(
            [sys.executable, "-m", "studytui", *words],
            env=program_environment(folder),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    escaped = "".join(
        f"\\u{ord(sign):04x}" if harmful(sign, "") else sign for sign in PWN.replace("\x00", "")
    )
    (folder / "roadmaps").mkdir(exist_ok=True)
    (folder / "roadmaps" / "hostile.toml").write_text(ROADMAP.format(escaped))
    (folder / "roadmaps" / "broken\x1b]0;PWN\x07.toml").write_text("schema = [")
    (folder / "config.toml").write_text(f'theme = "{escaped}"\n[keys]\n"{escaped}" = "{escaped}"\n')
    text = PWN + "".join((*MARKUP, *INJECTIONS, *CONTROLS[:2]))
    with sqlite3.connect(folder / "study.db") as connection:
        connection.execute("UPDATE session SET title = ?, note = ?", (text, text))
        connection.execute("UPDATE note SET title = ?, body = ?", (text, text))
        connection.execute("UPDATE change SET label = ?", (PWN,))
    connection.close()
    return folder


def orders(raw: bytes) -> list[str]:
    """What of the bytes is neither text nor a sequence that draws, moves, or sets our own modes."""
    text = raw.decode("utf-8")  # a stray byte would be a fault of its own
    text = SEQUENCES.sub("", OURS.sub("", text))
    harm = harmful(text, "\r\n")
    return [ascii(text[max(0, at - 40) : at + 40]) for at, sign in enumerate(text) if sign in harm]


@pytest.mark.parametrize("roadmap", ["backend-developer", pytest.param("hostile", marks=pytest.mark.faults)])
def test_no_order_reaches_the_terminal(data: Path, roadmap: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "studytui", "roadmap", "use", roadmap],
        env=program_environment(data),
        capture_output=True,
        check=False,
    )
    one = Terminal([], data, 120, 40)
    one.drawn = False
    try:
        one.wait_until(lambda: b"commands" in one.raw)
        for keys in FEW if roadmap == "backend-developer" else ALL:
            one.press(keys)
            one.settle()
            one.child.send("\x1b[200~" + PWN.replace("\x1b", "") + "\x1b[201~")  # as terminals send it
            one.settle()
            one.press("escape")
            one.settle()
            one.press("escape")
            one.settle()
            assert one.child.isalive(), (keys, one.raw[-1500:])
        assert one.child.isalive(), (keys, one.raw[-3000:])
        one.press("1")
        one.settle()
        one.press("q")
        assert one.wait_for_end() == 0
        assert not orders(one.raw)
        one.assert_restored()
    finally:
        one.close()
