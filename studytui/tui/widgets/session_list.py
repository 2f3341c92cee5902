"""The list of sessions, which is shown a part at a time."""

from __future__ import annotations

from textual.message import Message

from studytui.tui.telling import say_session
from studytui.tui.verbs import Place, bindings
from studytui.tui.widgets.rows import RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import ClassVar

    from textual.binding import BindingType

    from studytui.domain.session import Session
    from studytui.tui.widgets.rows import Row


_FORMS = "words, =ITEM, this week, 2026-11, monday..today"


class SessionList(RowList):
    """The sessions; it may show only a part of them, and asks for more."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.LOG, Place.LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.LOG])]

    FILTER_HINT = _FORMS

    class Wanted(Message):
        """Other rows are wanted: more near those seen, or `which` the first, the last, the fitting."""

        def __init__(self, which: str = "") -> None:
            """Tell which."""
            super().__init__()
            self.which = which

    def __init__(self, *, id: str | None = None, classes: str | None = None, empty: str = "") -> None:  # noqa: A002
        """Nothing is shown yet."""
        super().__init__(id=id, classes=classes, empty=empty)
        self.sessions: Mapping[str, Session] = {}
        self.today: date | None = None

    def perform(self, verb: str) -> bool:
        """Go to an end of the log, which may not have been read yet; else as any list."""
        if verb in ("list.top", "list.bottom"):
            self.post_message(self.Wanted(verb))
            return True
        return super().perform(verb)

    def to_end(self, *, first: bool) -> None:
        """Put the cursor on the first or the last row of those that are here."""
        super().perform("list.top" if first else "list.bottom")

    def nothing_fits(self) -> list[str]:
        """What can be looked for."""
        return [f"No session fits: {self.filter_words}", "", f"Look for {_FORMS}"]

    def fitting(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """All rows: the view shows only sessions that fit."""
        return rows

    def filter(self, words: str) -> None:
        """Show only the sessions that fit, of all that there are."""
        super().filter(words)
        self.post_message(self.Wanted("filter"))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """More rows are wanted when the wheel nears an end."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Wanted())

    def copied(self) -> str:
        """The session in words."""
        session = self.sessions.get(self.current.key) if self.current is not None else None
        if session is None or session.end is None or self.today is None:
            return super().copied()
        return say_session(session, self.today)
