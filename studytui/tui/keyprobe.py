"""What does this key send? A small program that names each key pressed, and the verb it stands for."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.content import Content
from textual.widgets import Static

from studytui.tui.screens.goto import is_modifier
from studytui.tui.verbs import VERBS, keys_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

_INTRODUCTION = (
    "Press any key: its name is shown, as it is written in config.toml below [keys].\n"
    "q or ctrl+c twice in a row leaves.\n"
)
_LEAVING = ("q", "ctrl+c", "ctrl+q")
_KEPT = 100


def told(key: str, own: Mapping[str, str]) -> str:
    """A key's name, and every verb it stands for."""
    verbs = [verb for verb in VERBS if key in keys_of(verb, own)]
    if not verbs:
        return f"{key:22} " + ("only a modifier" if is_modifier(key) else "free")
    places = [f"{verb.id} ({verb.place.value})" for verb in verbs]
    return f"{key:22} {', '.join(places)}"


class KeyProbe(App[int], inherit_bindings=False):
    """Shows the names of keys; nothing else happens."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Static { padding: 1 2; }"

    def __init__(self, own: Mapping[str, str]) -> None:
        """Name verbs by the user's `own` keys."""
        super().__init__()
        self._own = own
        self.lines: list[str] = []
        self._last = ""

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(_INTRODUCTION, id="keys", markup=False)

    async def on_event(self, event: events.Event) -> None:
        """Take every key before anything else does."""
        if not isinstance(event, events.Key):
            await super().on_event(event)
            return
        if event.key in _LEAVING and event.key == self._last:
            self.exit(0)
            return
        self._last = event.key
        self.lines = [*self.lines, told(event.key, self._own)][-_KEPT:]
        room = max(1, self.size.height - 6)
        self.query_one("#keys", Static).update(Content("\n".join([_INTRODUCTION, *self.lines[-room:]])))


def run(own: Mapping[str, str] | None = None) -> int:
    """Show keys until the user leaves; returns the exit status."""
    return KeyProbe(own or {}).run() or 0
