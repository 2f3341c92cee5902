"""Thousands of sizes and keys at random: nothing crashes, and the data stays sound."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Input

from studytui.services.clock import FixedClock
from studytui.services.demo import fill
from studytui.services.study import Study
from studytui.store.home import Home
from studytui.tui.app import StudyApp
from tests.tui.screen import press, send, settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.pilot import Pilot

AT = 1795283400
"""Saturday 21 November 2026, 18:50 in Berlin."""

KEYS = (
    *"1234567tpTjkhlGgnaAexiowOcvbrPdDsyuUzfm,.[]{}<>()?:/ JK-+",
    "up", "down", "left", "right", "enter", "escape", "tab", "shift+tab", "home", "end", "pageup", "pagedown",
    "ctrl+s", "ctrl+r", "ctrl+p", "f1", "f3", "f4", "f5", "delete", "backspace", "ctrl+g", "E",
)  # fmt: skip


@pytest.fixture
def demo(tmp_path: Path) -> Study:
    """A study with the made-up year."""
    study = Study(Home(str(tmp_path / "studytui")), FixedClock(AT, "Europe/Berlin"))
    fill(study)
    return study


async def test_two_thousand_sizes(demo: Study) -> None:
    random = Random(1)
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        for at in range(2000):
            if at % 200 == 0:
                await press(pilot, random.choice("1234567"))
            width, height = random.choice(((1, 1), (20, 5), (40, 12), (250, 80), (80, 24)))
            size = Size(max(1, random.randrange(width) + 1), max(1, random.randrange(height) + 1))
            app.post_message(Resize(size, size))
            if at % 16 == 0:
                await settle(pilot)
        await settle(pilot)
    demo.close()


async def press_all(pilot: Pilot[int], keys: list[str]) -> None:
    """Press keys, each when the one before has had its say."""
    for key in keys:
        if not pilot.app.is_running:
            return
        send(pilot.app, key)
        await settle(pilot)


async def keys_at_random(demo: Study, seed: int, presses: int) -> None:
    """Press that many keys, four at a time."""
    random = Random(seed)
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24) if seed % 2 else (120, 40)) as pilot:
        for _ in range(presses // 4):
            await press_all(pilot, random.choices(KEYS, k=4))
            if app.return_value is not None or not app.is_running:
                break
        await settle(pilot)
    assert not demo.store.replaced()
    demo.close()


async def test_five_hundred_keys(demo: Study) -> None:
    await keys_at_random(demo, 0, 500)


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(1, 21))
async def test_twenty_thousand_keys(demo: Study, seed: int) -> None:
    await keys_at_random(demo, seed, 1000)


OWN_KEYS = (
    *"aedJKOuxUtcpslgcinDRm+-/ XY", "up", "down", "left", "right", "enter", "enter", "escape", "tab", "home",
    "end", "ctrl+s", "ctrl+r", "backspace", "delete", "/", "7", "2",
)  # fmt: skip


def a_list(demo: Study) -> str:
    """A file that can be imported."""
    file = Path(demo.home.folder, "list.md")
    file.write_text("# L\n## A\n- [x] Git\n  - [ ] s\n## B\n- [ ] SQL\n", "utf-8")
    return str(file)


async def roadmaps_at_random(demo: Study, seed: int, presses: int) -> None:
    """Change, import, link and compare roadmaps at random, at sizes at random."""
    random = Random(seed)
    file = a_list(demo)
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "7")
        for at in range(presses // 4):
            await press_all(pilot, random.choices(OWN_KEYS, k=4))
            for path in app.screen.query("#path").results(Input):
                path.value = file
            if at % 10 == 0:
                size = Size(random.randrange(20, 200), random.randrange(6, 60))
                app.post_message(Resize(size, size))
        await settle(pilot)
    demo.close()


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(30, 42))
async def test_ten_thousand_keys_on_roadmaps(demo: Study, seed: int) -> None:
    await roadmaps_at_random(demo, seed, 800)
