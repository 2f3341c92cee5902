"""A text to be read: lines without a cursor, which the keys of lists scroll."""

from __future__ import annotations

from textwrap import wrap

from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST = 88


def paragraph(text: str, width: int, role: str = "text", indent: int = 0) -> Iterator[Row]:
    """A text in lines of at most `width` cells, never so wide that it is hard to read."""
    room = max(10, min(width, _WIDEST) - 2 - 2 * indent)
    for part in text.splitlines():
        for words in wrap(part, room) or [""]:
            yield Row(title=words, role=role, indent=indent)


class Reading(RowList):
    """Lines that are scrolled; none is chosen."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Nothing is shown yet."""
        super().__init__(id=id, classes=classes)
        self._laid_out = 0

    def text(self, width: int) -> list[Row]:
        """The lines for a width; subclasses say which."""
        return []

    def redraw(self, keep: bool = True) -> None:
        """Lay the text out anew; from its top unless the place is kept."""
        self._laid_out = self.scrollable_content_region.width
        place = self.scroll_offset.y
        self.show(self.text(self._laid_out), keep=False)
        if keep:
            self.scroll_to(y=place, animate=False)

    def on_resize(self) -> None:
        """Break the lines where the width now wants it."""
        if self.scrollable_content_region.width != self._laid_out:
            self.redraw()

    def watch_look(self) -> None:
        """Some signs are part of the text."""
        self.redraw()

    def perform(self, verb: str) -> bool:
        """Scroll, or leave; a text has nothing to open."""
        page = max(1, self.size.height - 1)
        steps = {"list.up": -1, "list.down": 1, "list.page.up": -page, "list.page.down": page}
        if verb in steps:
            self.scroll_to(y=self.scroll_offset.y + steps[verb], animate=False)
        elif verb in ("list.top", "list.bottom"):
            self.scroll_to(y=0 if verb == "list.top" else self.max_scroll_y, animate=False)
        elif verb == "list.leave":
            self.post_message(self.Left(self, Row()))
        else:
            return verb in ("list.open", "list.filter")
        return True
