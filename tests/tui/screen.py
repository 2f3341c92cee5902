"""The text of a screen, as it would stand in a terminal."""

from __future__ import annotations

import unicodedata

from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.pilot import Pilot

    from studytui.tui.app import StudyApp


_PATIENCE = 200
"""Rounds of messages that one key may cause."""


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
        send(pilot.app, key)
        await settle(pilot)
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)
    return screen_text(pilot.app)


def send(app: App[int], key: str) -> None:
    """Put a key into the queue of `app`, as its driver would."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    character: str | None
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        character = key if len(key) == 1 else None
    event = Key(name, character)
    event.set_sender(app)
    assert app._driver is not None
    app._driver.send_message(event)


async def settle(pilot: Pilot[int]) -> None:
    """Wait until nobody has a message left, however slow the machine is: what was asked for is done then."""
    app = pilot.app
    for _ in range(_PATIENCE):
        await pilot._wait_for_screen()
        app.screen._on_timer_update()
        if not any(
            _is_busy(node)
            for screen in app.screen_stack
            for node in (app, *screen.walk_children(with_self=True))
        ):
            return
    raise AssertionError("the dashboard does not come to rest")


def _is_busy(node: MessagePump) -> bool:
    return bool(node.message_queue_size or node._next_callbacks)


async def choose_roadmap(pilot: Pilot[int]) -> None:
    """Take the default roadmap and five hours a week."""
    await press(pilot, "enter", "enter")


def words_said(app: StudyApp) -> str:
    """The newest toast."""
    return app.messages[0] if app.messages else ""
