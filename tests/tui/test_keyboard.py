"""Through every view by the keyboard alone, screen by screen, on a clock that stands still."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from studytui.services.clock import FixedClock
from studytui.services.demo import fill
from studytui.services.study import Study
from studytui.tui.app import StudyApp
from studytui.tui.views.dashboard import DashboardView
from tests.tui.screen import press, screen_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.store.home import Home

AT = 1795283400
"""Saturday 21 November 2026, 18:50 in Berlin."""
SCREENS = Path(__file__).parent / "screens"


@pytest.fixture
def demo(home: Home) -> Iterator[Study]:
    """The made-up year."""
    study = Study(home, FixedClock(AT, "Europe/Berlin"))
    fill(study)
    yield study
    study.close()


def same(app: StudyApp, name: str) -> None:
    """Compare the whole screen with the one that is kept; STUDYTUI_SCREENS=write keeps it anew."""
    shown = "\n".join(line.rstrip() for line in screen_text(app).splitlines()) + "\n"
    shown = re.sub(r"of \d{3} commands", "of ... commands", shown)
    kept = SCREENS / f"keyboard-{name}.txt"
    if os.environ.get("STUDYTUI_SCREENS") == "write":
        kept.write_text(shown, encoding="utf-8")
    assert shown == kept.read_text(encoding="utf-8"), f"{name} looks different:\n{shown}"


async def test_through_every_view_by_the_keyboard_alone(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        app.query_one(DashboardView).look_ahead()
        await press(pilot, "p")
        timer = demo.timer.running()
        assert timer is not None
        assert timer.paused
        await press(pilot, "p")
        same(app, "1-dashboard")
        await press(pilot, "2", "end", "up", "enter", "down", "down", "space")
        same(app, "2-stage")
        await press(pilot, "u", "h")
        await press(pilot, "3", "down", "enter", *"Ids", "f4")
        same(app, "3-notes")
        await press(pilot, "escape", "4", "down", "down", "D", "u", "v")
        same(app, "4-log")
        await press(pilot, "5")
        same(app, "5-review")
        await press(pilot, "shift+tab", "6", "left", "up")
        same(app, "6-stats")
        await press(pilot, "7", "down")
        same(app, "7-roadmaps")
        await press(pilot, "comma", "down", "down", "enter")
        same(app, "settings")
        await press(pilot, "u", "1", "question_mark", *"split")
        same(app, "help")
        await press(pilot, "escape", "escape", "ctrl+p", *"gap")
        same(app, "palette")
        await press(pilot, "escape", "escape", "f")
        same(app, "focus")
        await press(pilot, "escape")
        assert not app.screen.is_modal
        assert app.view == "dashboard"
