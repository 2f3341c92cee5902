"""Every view says the same in every colour mode: nothing is told by colour alone."""

from __future__ import annotations

import re
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
    "2": "Also in",
    "3": "branches are names",
    "4": "this week",
    "5": "1 · Look back",
    "6": "Burn-up",
    "7": "Career",
    ",": "APPEARANCE",
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
    """Read until nothing is drawn for a second: some panes look things up a moment later."""
    while one._read(1.0):
        pass


def screens(data: Path, environment: dict[str, str], *options: str) -> list[str]:
    """What each view shows."""
    one = Terminal([*options], data, 120, 40, **environment)
    try:
        one.wait_for("Stages", "commands")
        found = []
        for key, words in VIEWS.items():
            one.press(key)
            one.wait_for(words if not options else words.split(" · ")[0])
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
            assert shown == expected, "\n".join(
                [f"view {view} differs with {name}:", *differing(expected, shown)]
            )


@pytest.mark.faults
def test_ascii_has_the_same_words_in_the_same_rows(data: Path) -> None:
    reference = screens(data, MODES["true colours"])
    shown = screens(data, MODES["no colours"], "--ascii")
    for view, rich, plain in zip(VIEWS, reference, shown, strict=True):
        assert plain.isascii(), f"view {view} has {sorted({sign for sign in plain if not sign.isascii()})}"
        for above, below in zip(rich.splitlines(), plain.splitlines(), strict=True):
            same = within if "…" in above else list.__eq__
            assert same(words_of(below), words_of(above)), f"view {view}:\n{above}\n{below}"


def words_of(line: str) -> list[str]:
    """The words and numbers of a line, without those that are cut, and without signs."""
    whole = re.sub(r"\w*(…|\.\.\.)| 1/5 ", " ", line)
    return [word for word in re.findall(r"[^\W_]+", whole) if not set(word) <= set("xov")]


def within(some: list[str], every: list[str]) -> bool:
    """Whether nearly all are the same: three dots need more room than one, and a cut word may stay."""
    rest = iter(every)
    foreign = [word for word in some if word not in every]
    return (
        len(foreign) <= 1
        and all(word in rest for word in some if word in every)
        and len(every) - len(some) <= 3
    )


def differing(expected: str, shown: str) -> list[str]:
    """The lines that are not the same."""
    pairs = zip(expected.splitlines(), shown.splitlines(), strict=True)
    return [line for pair in pairs if pair[0] != pair[1] for line in pair]
