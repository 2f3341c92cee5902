"""Pictures of the main views from demo data at a fixed date: `python -m tests.screenshots`.

SVGs are always written; PNGs where a headless Chromium is at hand. Pictures are compared under the one
Textual version that pyproject.toml names for development.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from studytui.services.clock import FixedClock
from studytui.services.demo import fill
from studytui.services.study import Study
from studytui.store.home import Home
from studytui.tui.app import StudyApp
from studytui.tui.views.dashboard import DashboardView
from tests.tui.screen import press

FOLDER = Path(__file__).parent.parent / "screenshots"
AT = 1795283400
"""Saturday 21 November 2026, 18:50 in Berlin."""


@dataclass(frozen=True)
class Picture:
    """A name, a size, the theme, and the keys that lead there."""

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 40)
    theme: str = "studytui-dark"
    fresh: bool = False


PICTURES = (
    Picture("dashboard"),
    Picture("dashboard-80x24", size=(80, 24)),
    Picture("dashboard-200x50", size=(200, 50)),
    Picture("dashboard-light", theme="studytui-light"),
    Picture("stage", ("2", "G", "up", "enter")),
    Picture("notes", ("3",)),
    Picture("log", ("4", "down", "down")),
    Picture("log-add", ("a", *"14:00-15:30")),
    Picture("review", ("5", "enter", "space")),
    Picture("stats", ("6", "left", "up")),
    Picture("roadmaps", ("7",)),
    Picture("settings", ("comma",)),
    Picture("help", ("question_mark",)),
    Picture("palette", ("ctrl+p", *"tim")),
    Picture("focus", ("f",)),
    Picture("first-run", size=(80, 24), fresh=True),
)


async def draw(picture: Picture) -> str:
    """The SVG of a picture, as a terminal of many colours shows it."""
    os.environ["TERM"] = "xterm-256color"
    with tempfile.TemporaryDirectory() as folder:
        study = Study(Home(os.path.join(folder, "studytui")), FixedClock(AT, "Europe/Berlin"))
        if not picture.fresh:
            fill(study)
        if picture.theme != study.settings.theme:
            study.history.set_setting("theme", picture.theme)
        app = StudyApp(study)
        async with app.run_test(size=picture.size) as pilot:
            await press(pilot)
            app.query_one(DashboardView).look_ahead()
            await press(pilot, *picture.keys)
            before, svg = "", app.export_screenshot(title="studytui")
            while svg != before:  # what is drawn a moment later, such as a preview, is in the picture
                await pilot.pause(0.2)
                await press(pilot)
                before, svg = svg, app.export_screenshot(title="studytui")
        study.close()
    return svg


def to_png(svg: Path, browser: str) -> None:
    """Let a browser draw an SVG, at the size it has."""
    found = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg.read_text(encoding="utf-8"))
    assert found is not None
    width, height = (int(float(number)) + 1 for number in found.groups())
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--hide-scrollbars", "--default-background-color=00000000", f"--user-data-dir={profile}",
                f"--window-size={width},{height}", f"--screenshot={svg.with_suffix('.png')}", svg.as_uri(),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip


def main() -> int:
    """Write all pictures, or those named."""
    FOLDER.mkdir(exist_ok=True)
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    wanted = sys.argv[1:]
    for picture in PICTURES:
        if wanted and picture.name not in wanted:
            continue
        file = FOLDER / f"{picture.name}.svg"
        file.write_text(asyncio.run(draw(picture)), encoding="utf-8")
        if browser is not None:
            to_png(file, browser)
        print(file.name)  # noqa: T201
    if browser is None:
        print("no Chromium here: the PNGs were not made")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
