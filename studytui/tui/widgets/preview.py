"""A note as it is meant to be read: its Markdown laid out, which the keys of lists scroll."""

from __future__ import annotations

from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from studytui.tui.strips import line
from studytui.tui.verbs import Place, bindings
from studytui.tui.widgets.reading import Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.binding import BindingType

    from studytui.tui.look import Look

_AT_ONCE = 6_000
"""Characters that are laid out before the next frame; more than that, in a thread."""
_EMPTY = "Nothing written yet."


class Preview(Reading):
    """The preview of one text."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.EDITOR, Place.LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.EDITOR])]

    class LaidOut(Message):
        """A thread has laid out a text."""

        def __init__(self, strips: list[Strip], text: str, width: int) -> None:
            """Say what, and of which text in which width."""
            super().__init__()
            self.strips = strips
            self.text = text
            self.width = width

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Nothing is shown yet."""
        super().__init__(id=id, classes=classes)
        self._text = ""
        self._strips: list[Strip] = []

    def show_text(self, text: str, keep: bool = True) -> None:
        """Show another text; from its top unless the place is kept."""
        if text != self._text or not keep:
            self._text = text
            self.redraw(keep)

    def redraw(self, keep: bool = True) -> None:
        """Lay the text out anew, where there is room for it."""
        width = self.scrollable_content_region.width
        if self.look is None or not width or not self.display:
            return
        self._laid_out = width
        if not keep:
            self.scroll_to(y=0, animate=False)
        if len(self._text) <= _AT_ONCE:
            self._take(_laid_out(self._text, width, self.look))
            return
        text, look = self._text, self.look
        self.run_worker(lambda: self._lay_out(text, width, look), exclusive=True, thread=True)

    def _lay_out(self, text: str, width: int, look: Look) -> None:
        self.post_message(self.LaidOut(_laid_out(text, width, look), text, width))

    def on_preview_laid_out(self, message: LaidOut) -> None:
        """Take what a thread has made, unless the text or the width is another by now."""
        message.stop()
        if message.text == self._text and message.width == self._laid_out:
            self._take(message.strips)

    def _take(self, strips: list[Strip]) -> None:
        self._strips = strips
        self.virtual_size = Size(0, len(strips))
        self.refresh()

    def perform(self, verb: str) -> bool:
        """Scroll, or leave; Enter is for the editor, and a search for the view."""
        return verb not in ("list.open", "list.filter") and super().perform(verb)

    def on_show(self) -> None:
        """Lay out what was not on screen before."""
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """One line."""
        width = self.scrollable_content_region.width
        if self.look is None:
            return Strip.blank(width)
        at = y + self.scroll_offset.y
        if not self._strips and y == 0:
            return line([(f" {_EMPTY}", self.look.muted)], width, self.look.text)
        if at >= len(self._strips):
            return Strip.blank(width, self.look.text)
        return self._strips[at].crop_extend(0, width, self.look.text)


def _laid_out(text: str, width: int, look: Look) -> list[Strip]:
    from studytui.tui.markdown import render

    return render(text, width, look)
