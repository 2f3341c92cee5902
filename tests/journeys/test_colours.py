"""Every view says the same in every colour mode: nothing is told by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.terminal import Terminal
from tests.journeys.test_journeys import command

if TYPE_CHECKING:
    from pathlib import Path

MODES = {
    "true colours": {"COLORTERM": "truecolor", "TERM": "xterm-256color"},
    "256 colours": {"COLORTERM": "", "TERM": "xterm-256color"},
    "16 colours": {"COLORTERM": "", "TERM": "linux"},
    "no colours": {"NO_COLOR": "1", "TERM": "xterm-256color"},
}
HEAT = str.maketrans(dict.fromkeys("■▀░▒▓█", "·"))
"""The year is told by colours where there are many, else by the density of signs; nothing else differs."""
VIEWS = {
    "1": "after four weeks",
    "2": "Notes on this stage",
    "3": "branches are names",
    "4": "this week",
    "6": "Burn-up",
    "7": "Career",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with something of everything."""
    folder = tmp_path / "studytui"
    for arguments in (
        ["log", "yesterday 14:00-15:30", "command-line"],
        ["done", "python"],
        ["skip", "oop"],
        ["doing", "git"],
        ["note", "git", "branches are names"],
        ["goal", "5h"],
    ):
        assert command(folder, *arguments).returncode == 0
    return folder


def steady(one: Terminal) -> None:
    """Read until the screen has stayed the same for a second: some panes look things up a moment later."""
    shown = ""
    while shown != one.text():
        shown = one.text()
        for _ in range(10):
            one._read(0.1)


def screens(data: Path, environment: dict[str, str]) -> list[str]:
    """What each view shows."""
    one = Terminal([], data, 120, 40, **environment)
    try:
        one.wait_for("Stages", "commands")
        found = []
        for key, words in VIEWS.items():
            one.press(key)
            one.wait_for(words)
            steady(one)
            found.append(one.text().translate(HEAT))
        return found
    finally:
        one.close()


@pytest.mark.faults
def test_every_mode_shows_the_same_words_and_signs(data: Path) -> None:
    seen = {name: screens(data, environment) for name, environment in MODES.items()}
    reference = seen["true colours"]
    assert "✓ Python" in reference[0]
    assert "– Object-oriented" in reference[0]
    assert "◐ Git" in reference[0]
    for name, found in seen.items():
        for view, expected, shown in zip(VIEWS, reference, found, strict=True):
            assert shown == expected, f"view {view} differs with {name}"
