"""What takes a moment to find out, found in the background: the backups, the check of all data."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from studytui.domain.faults import Fault
from studytui.domain.records import dataclass
from studytui.store.home import VARIABLE
from studytui.tui.screens.dialog import Dialog
from studytui.tui.verbs import bindings_of
from studytui.tui.widgets.reading import paragraph
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.services.clock import Clock
    from studytui.store.home import Home
    from studytui.tui.look import Look


@dataclass(frozen=True)
class Line:
    """One thing that was found: `more` stands below it, `copy` is what a copy takes, `good` if it is well."""

    text: str
    more: str = ""
    copy: str = ""
    good: bool | None = True


def backups(home: Home, clock: Clock) -> list[Line]:
    """The backups of the folder, each reopened and checked; the way back is copied."""
    from studytui.domain.wording import say_day
    from studytui.domain.zones import local
    from studytui.services.safekeeping import counted, listed

    lines: list[Line] = []
    for one in listed(home):
        if isinstance(one, Fault):
            lines.append(Line(one.message.replace("; nothing was written", ""), good=False))
            continue
        wall = local(one.made, clock.zone())
        held = (
            counted(one.sessions, "session"),
            counted(one.notes, "note"),
            counted(one.operations, "operation"),
            f"{one.bytes / 1e6:,.1f} MB",
        )
        text = f"{say_day(wall.date(), year=True)} {wall:%H:%M} · {', '.join(held)}"
        lines.append(Line(text, one.file, home.called(f"restore {one.file}")))
    return lines


def findings(home: Home, clock: Clock) -> list[Line]:
    """Everything that `studytui doctor` looks at, by that program itself.

    It reads the data file past SQLite, which must not be done where the dashboard has it open.
    """
    done = subprocess.run(
        [sys.executable, "-m", "studytui", "doctor", "--json"],
        env=os.environ | {VARIABLE: home.folder},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    lines: list[Line] = []
    for one in json.loads(done.stdout or "[]"):
        good = {"ok": True, "notice": None}.get(one["severity"], False)
        hint = one["hint"]
        lines.append(Line(f"{one['what']}: {one['message']}", hint, hint or one["message"], good))
    return lines or [Line(done.stderr.strip() or "the check did not answer", good=False)]


class Found(RowList):
    """The lines; a copy is of what the line names."""

    def __init__(self) -> None:
        """Nothing is found yet."""
        super().__init__(id="found", classes="pane", empty="This takes a moment.")
        self.copies: dict[str, str] = {}

    def end(self, empty: str) -> None:
        """Say `empty` where nothing was found."""
        self._empty = empty

    def copied(self) -> str:
        """What the selected line stands for."""
        return self.copies.get(self.current.key, "") if self.current is not None else ""


class ReportScreen(Dialog[None]):
    """Lines that were found in the background."""

    DEFAULT_CSS = """
    ReportScreen RowList { width: 96; max-width: 100%; height: 80%; max-height: 34; }
    """
    PASSES: ClassVar[frozenset[str]] = frozenset(("list.copy",))
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("list.copy")]

    def __init__(self, title: str, find: Callable[[Home, Clock], list[Line]], empty: str) -> None:
        """Show under `title` what `find` finds; `empty` stands there when that is nothing."""
        super().__init__()
        self._title = title
        self._find = find
        self._empty = empty
        self._lines: Sequence[Line] | None = None

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield Found()

    def on_mount(self) -> None:
        """Begin to look."""
        found = self.query_one(Found)
        found.border_title = self._title
        found.border_subtitle = "y copy, esc close"
        found.focus()
        super().on_mount()
        self.run_worker(self._look_for, thread=True, exit_on_error=False)

    def _look_for(self) -> None:
        study = self.app.study
        try:
            lines = self._find(study.home, study.clock)
        except Fault as fault:
            lines = [Line(fault.message, fault.hint, good=False)]
        if self.is_attached and self.app.is_running:
            self.app.call_from_thread(self._show, lines)

    def _show(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._draw()

    def on_resize(self) -> None:
        """Break the lines where the width wants it."""
        if self._lines is not None:
            self._draw()

    def take_look(self, look: Look | None) -> None:
        """Draw anew in the program's look."""
        super().take_look(look)
        if self._lines is not None:
            self._draw()

    def _draw(self) -> None:
        found, look = self.query_one(Found), self.look
        if look is None or self._lines is None:
            return
        signs = {True: look.glyphs.done, False: "!", None: look.glyphs.dot}
        roles = {True: "success", False: "error", None: "muted"}
        width = found.scrollable_content_region.width
        rows: list[Row] = []
        for at, line in enumerate(self._lines):
            words = line.text.replace("·", look.glyphs.dot)
            first, *others = paragraph(words, width - 2)
            rows.append(Row(f"{at}", first.title, sign=signs[line.good], sign_role=roles[line.good]))
            more = [*others, *paragraph(line.more, width - 4, "muted")] if line.more else others
            rows += [Row(title=other.title, role=other.role, indent=1, attached=True) for other in more]
            found.copies[f"{at}"] = line.copy or line.text
        found.end(self._empty)
        found.show(rows)

    def on_row_list_left(self) -> None:
        """One step back."""
        self.dismiss(None)
