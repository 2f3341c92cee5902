"""Choosing the colours: each is shown at once, Esc brings the old ones back."""

from __future__ import annotations

from studytui.tui.look import THEMES
from studytui.tui.screens.dialog import Dialog
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.app import ComposeResult

    from studytui.tui.app import StudyApp
    from studytui.tui.look import Look

_OURS = tuple(theme.name for theme in THEMES)


def theme_names(app: StudyApp) -> tuple[str, ...]:
    """Every theme with colours of its own, ours first."""
    return (
        *_OURS,
        *sorted(name for name in app.available_themes if name not in _OURS and "ansi" not in name),
    )


class ThemeScreen(Dialog[str]):
    """Answers with the name of a theme."""

    DEFAULT_CSS = """
    ThemeScreen { align: right middle; background: transparent; }
    ThemeScreen RowList { width: 34; height: 100%; max-height: 30; }
    """

    def __init__(self) -> None:
        """Remember what to go back to when it is known."""
        super().__init__()
        self._before = ""

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield RowList(id="themes", classes="pane")

    def on_mount(self) -> None:
        """Begin at the theme in use."""
        self._before = self.app.theme
        themes = self.query_one(RowList)
        themes.border_title = "Theme"
        themes.show(self._rows(), keep=False)
        themes.go_to(self._before)
        themes.focus()
        super().on_mount()

    def _rows(self) -> list[Row]:
        others = [name for name in theme_names(self.app) if name not in _OURS]
        rows = [Row(title="OURS", role="muted"), *(self._row(name) for name in _OURS)]
        return [*rows, Row(), Row(title="TEXTUAL'S", role="muted"), *(self._row(name) for name in others)]

    def _row(self, name: str) -> Row:
        kind = "dark" if self.app.available_themes[name].dark else "light"
        return Row(name, name, right=kind + (", in use" if name == self._before else ""))

    def take_look(self, look: Look | None) -> None:
        """Say the keys with this look's signs."""
        super().take_look(look)
        if look is not None:
            self.query_one(RowList).border_subtitle = f"enter keep {look.glyphs.dot} esc back"

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show it at once."""
        self.app.theme = message.row.key

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Keep it."""
        self.app.theme = message.row.key
        self.dismiss(message.row.key)

    def on_row_list_left(self) -> None:
        """One step back."""
        self.action_leave()

    def action_leave(self) -> None:
        """The colours from before."""
        self.app.theme = self._before
        self.dismiss(None)
