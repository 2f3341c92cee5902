"""The title of a document that says it in HTML, as many a read-me does that centres it."""

from __future__ import annotations

from studytui.domain.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.exchange.blocks import Block

_HEADINGS = ("h1", "h2", "h3")
_MOST = 10_000


def html_title(blocks: Sequence[Block]) -> str:
    """The first HTML heading with words that stands before all headings of the Markdown; "" without one."""
    for block in blocks:
        if block.kind == "heading":
            return ""
        if block.kind == "html" and (title := _first_heading(block.words.plain)):
            return title
    return ""


def _first_heading(html: str) -> str:
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        """Takes down what stands in the first heading that has words."""

        def __init__(self) -> None:
            super().__init__()
            self.title = ""
            self._inside = ""
            self._said: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag in _HEADINGS and not self._inside:
                self._inside, self._said = tag, []

        def handle_endtag(self, tag: str) -> None:
            if tag == self._inside:
                self._inside = ""
                self.title = self.title or clean_line(" ".join(self._said))

        def handle_data(self, data: str) -> None:
            if self._inside:
                self._said.append(data)

    reader = Reader()
    try:
        reader.feed(html[:_MOST])
    except AssertionError:  # the parser's answer to "<![" that opens nothing it knows
        return ""
    return reader.title
