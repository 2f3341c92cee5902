"""A box of keys, shown after a first key: a second one says what to do."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from studytui.tui.screens.dialog import Dialog
from studytui.tui.screens.goto import is_modifier
from studytui.tui.telling import drawable
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from studytui.tui.look import Look


@dataclass(frozen=True)
class Way:
    """A key, what it does in words, the verb it stands for, and why not where it does nothing now."""

    key: str
    words: str
    verb: str
    why_not: str = ""


class KeyList(RowList, inherit_bindings=False):
    """A list that leaves all letters to its dialog."""


class WhichKey(Dialog[str]):
    """Answers with a verb; another key closes it."""

    DEFAULT_CSS = """
    WhichKey KeyList { width: 50; max-width: 100%; max-height: 100%; }
    """

    def __init__(self, title: str, ways: Sequence[Way]) -> None:
        """Offer these."""
        super().__init__()
        self._called = title
        self._ways = {way.key: way for way in ways}

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield KeyList(id="ways", classes="pane")

    def on_mount(self) -> None:
        """Fill it."""
        ways = self.query_one(KeyList)
        ways.border_subtitle = "esc back"
        ways.styles.height = len(self._ways) + 2
        ways.lit = True
        ways.focus()
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Draw with the signs of this look."""
        super().take_look(look)
        if look is None:
            return
        rows = [
            Row(
                way.verb,
                drawable(way.words, look),
                way.key,
                right=way.why_not,
                role="muted" if way.why_not else "text",
                sign_role="muted" if way.why_not else "accent",
            )
            for way in self._ways.values()
        ]
        ways = self.query_one(KeyList)
        ways.show(rows)
        ways.border_title = Content(drawable(self._called, look))

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Chosen by Enter or the mouse."""
        self.dismiss(message.row.key)

    def on_key(self, event: events.Key) -> None:
        """A key of the list is taken, arrows and Enter work, any other closes; Shift alone does nothing."""
        if is_modifier(event.key):
            return
        event.stop()
        ways = self.query_one(KeyList)
        if event.key in self._ways:
            self.dismiss(self._ways[event.key].verb)
        elif event.key in ("up", "down"):
            ways.perform(f"list.{event.key}")
        elif event.key == "enter":
            ways.perform("list.open")
        elif event.key not in ("tab", "shift+tab"):
            self.dismiss(None)
