"""Versions, and where the data lives."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version

from studytui import __version__
from studytui.tui.screens.dialog import Dialog
from studytui.tui.verbs import bindings_of
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.services.study import Study


class Facts(RowList):
    """A name and a value on each line; a copy is of the value."""

    def copied(self) -> str:
        """The value."""
        return self.current.right if self.current is not None else ""


def facts(study: Study) -> list[tuple[str, str]]:
    """Everything that a report of a fault should hold, and no more."""
    home = study.home
    return [
        ("studytui", __version__),
        ("Python", platform.python_version()),
        ("Textual", version("textual")),
        ("SQLite", study.store.sqlite_version()),
        ("System", f"{platform.system()} {platform.release()}"),
        ("Terminal", _terminal()),
        ("Data folder", home.folder),
        ("Settings", home.config),
        ("Database", home.database),
        ("Own roadmaps", home.roadmaps),
        ("Backups", home.backups),
        ("Sessions", f"{study.store.sessions.count():,}"),
    ]


def _terminal() -> str:
    import os

    names = [os.environ.get(name, "") for name in ("TERM_PROGRAM", "TERM", "COLORTERM")]
    return ", ".join(name for name in names if name) or sys.platform


class AboutScreen(Dialog[None]):
    """Facts about this program and its data."""

    DEFAULT_CSS = """
    AboutScreen RowList { width: 84; max-width: 100%; height: 14; max-height: 100%; }
    """
    PASSES: ClassVar[frozenset[str]] = frozenset(("list.copy",))
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("list.copy")]

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield Facts(id="facts", classes="pane")

    def on_mount(self) -> None:
        """Fill it."""
        about = self.query_one(Facts)
        about.border_title = "About studytui"
        about.border_subtitle = "y copy, esc close"
        about.show(
            [Row(name, name, right=value, right_role="text") for name, value in facts(self.app.study)],
            keep=False,
        )
        about.focus()
        super().on_mount()

    def on_row_list_left(self) -> None:
        """One step back."""
        self.dismiss(None)
