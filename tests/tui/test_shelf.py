"""Roadmap files that change while the dashboard is open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studytui.domain.status import Status
from studytui.tui.app import StudyApp
from tests.tui.screen import press, screen_text, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.study import Study
    from studytui.store.home import Home
    from tests.conftest import OpenStudy

SMALL = """schema = 1
id = "small"
title = "Small"

[[stages]]
id = "one"
title = "One"

[[stages.topics]]
id = "small-alpha"
title = "Alpha"
"""


@pytest.fixture
def own(study: OpenStudy, home: Home) -> Study:
    """A study with a roadmap of its own in use."""
    Path(home.roadmaps).mkdir(parents=True)
    write(home, SMALL)
    made = study()
    made.roadmaps.use("small")
    return made


def write(home: Home, text: str, name: str = "small") -> None:
    """Change a file from outside, as an editor does that puts another in its place."""
    new = Path(home.roadmaps, f"{name}.new")
    new.write_text(text, "utf-8")
    new.rename(Path(home.roadmaps, f"{name}.toml"))


def delete(home: Home) -> None:
    """Let the file be gone."""
    Path(home.roadmaps, "small.toml").unlink()


async def test_a_changed_file_is_taken_up(own: Study, home: Home) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "space")
        app.poll()
        write(home, SMALL.replace('"Alpha"', '"Alpha and more"'))
        app.poll()
        assert "✓ Alpha and more" in await press(pilot)


async def test_a_broken_file_is_told_once_and_what_was_read_before_holds(own: Study, home: Home) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "2")
        app.poll()
        write(home, SMALL.replace('title = "One"', 'title = "One'))
        app.poll()
        assert words_said(app).startswith("small.toml: line 7, column 13: not valid TOML")
        assert "What is shown is as it was read before" in words_said(app)
        app.poll()
        assert len(app.messages) == 1
        assert "Alpha" in await press(pilot, "space")
        assert own.statuses() == {own.lines()[2][1].id: Status.DONE}, "it can still be ticked"
        for view in "1234567":
            await press(pilot, view, "down", "up")
        assert "CANNOT BE OPENED" in screen_text(app)
        await press(pilot, "2", "a", "t", *"x", "enter")
        assert "not valid TOML" in screen_text(app), "it is not written while it is broken"
        await press(pilot, "escape", "escape")
        write(home, SMALL)
        app.poll()
        assert words_said(app) == "The roadmaps are read again."
        assert "✓ Alpha" in await press(pilot)


async def test_a_file_that_is_gone_leaves_what_was_read(own: Study, home: Home) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "2")
        app.poll()
        delete(home)
        app.poll()
        assert "Alpha" in await press(pilot, "space")
        for view in "1234567":
            await press(pilot, view)
        write(home, SMALL)
        app.poll()
        assert "✓ Alpha" in await press(pilot, "2")


async def test_another_file_that_breaks_is_told_and_its_row_appears(own: Study, home: Home) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "7")
        app.poll()
        write(home, "oops", "other")
        app.poll()
        assert "other.toml" in words_said(app)
        assert "as it was read before" not in words_said(app)
        assert "CANNOT BE OPENED" in await press(pilot)


async def test_news_of_an_update_are_told_at_the_start(own: Study) -> None:
    own.store.curricula.keep_news("ten-topics", json.dumps([["A", "B"], [], [], []]))
    app = StudyApp(own)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.poll()
        assert words_said(app) == "Ten topics has come in a new version: 2 added. 7 shows what"
        await press(pilot)
        app.poll()
        assert len(app.messages) == 1


async def test_a_file_that_is_broken_at_the_start_is_told(own: Study, home: Home) -> None:
    write(home, "oops", "other")
    app = StudyApp(own)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.poll()
        await press(pilot)
        assert "other.toml" in words_said(app)
