"""What does this key send? Each key pressed is named as config.toml has it, with the verbs it stands for."""

from __future__ import annotations

from studytui.tui.keyprobe import told
from studytui.tui.screens.dialog import Dialog
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_KEPT = 12
_WORDS = "Press any key: its name is shown, as it is written below [keys] in config.toml."


class PressedKeys(RowList, inherit_bindings=False):
    """A list that has no keys of its own."""


class KeysScreen(Dialog[None]):
    """Shows the names of keys; only Esc does what it does elsewhere."""

    DEFAULT_CSS = """
    KeysScreen PressedKeys { width: 84; max-width: 100%; height: 17; max-height: 100%; }
    """

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield PressedKeys(id="pressed", classes="pane")

    def on_mount(self) -> None:
        """Nothing was pressed yet."""
        self._lines: list[str] = []
        pressed = self.query_one(PressedKeys)
        pressed.border_title = "What does this key send?"
        pressed.border_subtitle = "esc close"
        pressed.focus()
        self._show()
        super().on_mount()

    def _show(self) -> None:
        from studytui.tui.widgets.reading import paragraph

        width = self.query_one(PressedKeys).size.width or 80
        rows = [*paragraph(_WORDS, width, "muted"), Row()]
        self.query_one(PressedKeys).show([*rows, *(Row(title=line) for line in reversed(self._lines))])

    def on_resize(self) -> None:
        """Break the words anew."""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Name the key, and let it do nothing else."""
        event.stop()
        event.prevent_default()
        self._lines = [*self._lines, told(event.key, self.app.study.settings.keys)][-_KEPT:]
        self._show()
