"""The menu behind `g`: a second key says where to."""

from __future__ import annotations

from textual.binding import Binding

from studytui.tui.screens.dialog import Dialog
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

WAYS = (
    ("g", "top of the list", "list.top"),
    ("d", "Dashboard", "go.dashboard"),
    ("s", "Stage", "go.stage"),
    ("n", "Notes", "go.notes"),
    ("l", "Log", "go.log"),
    ("m", "Roadmaps", "go.roadmaps"),
)
_STAYING = frozenset(("up", "down", "j", "k", "home", "end", "pageup", "pagedown", "tab", "shift+tab"))
_MODIFIERS = (
    "shift",
    "ctrl",
    "control",
    "alt",
    "super",
    "hyper",
    "meta",
    "caps_lock",
    "num_lock",
    "scroll_lock",
)


def is_modifier(key: str) -> bool:
    """Whether a key is only Shift, Ctrl and the like, which some terminals send on their own."""
    return key.removeprefix("left_").removeprefix("right_").removeprefix("iso_level3_") in _MODIFIERS


class GoToScreen(Dialog[str]):
    """Answers with the id of a verb; any key that is none of these closes it."""

    DEFAULT_CSS = """
    GoToScreen { align: center bottom; }
    GoToScreen RowList { width: 30; height: 8; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"take('{verb}')", priority=True, show=False) for key, _, verb in WAYS
    ]

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield RowList(id="ways", classes="pane")

    def on_mount(self) -> None:
        """Fill it."""
        ways = self.query_one(RowList)
        ways.border_title = "Go to"
        ways.border_subtitle = "esc back"
        ways.show([Row(verb, words, key, sign_role="accent") for key, words, verb in WAYS], keep=False)
        ways.focus()
        super().on_mount()

    def action_take(self, verb: str) -> None:
        """Go there."""
        self.dismiss(verb)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Go there."""
        self.dismiss(message.row.key)

    def on_row_list_left(self) -> None:
        """One step back."""
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Another key closes the menu; Shift and its like alone do nothing."""
        if event.key in _STAYING or event.key in ("enter", "right", "left", "h") or is_modifier(event.key):
            return
        event.stop()
        self.dismiss(None)
