"""The text of a screen, as it would stand in a terminal."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot

    from studytui.tui.app import StudyApp


def screen_text(app: App[int]) -> str:
    """Every line of the screen, overlays included."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def row_with(app: App[int], words: str) -> str:
    """The first line of the screen that holds `words`; fails with the screen otherwise."""
    text = screen_text(app)
    found = next((line for line in text.splitlines() if words in line), None)
    assert found is not None, f"{words!r} is not on the screen:\n{text}"
    return found


async def press(pilot: Pilot[int], *keys: str) -> str:
    """Press keys, let everything settle, and read the screen."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return screen_text(pilot.app)


async def choose_roadmap(pilot: Pilot[int]) -> None:
    """Take the default roadmap and five hours a week."""
    await press(pilot, "enter", "enter")


def words_said(app: StudyApp) -> str:
    """The newest toast."""
    return app.messages[0] if app.messages else ""
