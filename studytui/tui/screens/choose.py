"""One question with a few answers in a list."""

from __future__ import annotations

from textual.content import Content

from studytui.tui.screens.dialog import Dialog
from studytui.tui.widgets.rows import RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from studytui.tui.look import Look
    from studytui.tui.widgets.rows import Row


class ChooseScreen(Dialog[str]):
    """Answers with the key of the row that was chosen."""

    DEFAULT_CSS = """
    ChooseScreen RowList { width: 44; max-width: 100%; height: auto; max-height: 80%; }
    """

    def __init__(self, question: str, rows: Sequence[Row], at: str = "") -> None:
        """Ask `question`, with the cursor on the row `at`."""
        super().__init__()
        self._question = question
        self._rows = rows
        self._at = at

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield RowList(id="choices", classes="pane")

    def on_mount(self) -> None:
        """Fill it."""
        choices = self.query_one(RowList)
        choices.border_title = Content(self._question)
        choices.styles.height = len(self._rows) + 2
        choices.show(self._rows, keep=False)
        choices.go_to(self._at)
        choices.focus()
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Say the keys with this look's signs."""
        super().take_look(look)
        if look is not None:
            self.query_one(RowList).border_subtitle = f"enter choose {look.glyphs.dot} esc back"

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Chosen."""
        self.dismiss(message.row.key)

    def on_row_list_left(self) -> None:
        """One step back."""
        self.dismiss(None)
