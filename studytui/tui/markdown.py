"""Markdown as lines of a screen, in the program's own look: no pictures, no links that a click would open."""

from __future__ import annotations

from markdown_it import MarkdownIt
from rich.console import Console
from rich.markdown import BlockQuote, CodeBlock, Heading, HorizontalRule, ListItem, Markdown
from rich.padding import Padding
from rich.segment import Segment
from rich.text import Text
from rich.theme import Theme
from textual.strip import Strip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.console import ConsoleOptions, RenderResult

    from studytui.tui.look import Look

_NARROWEST = 8
_UNDERLINE, _RULE, _QUOTE, _BULLET = "═", "─", "│", "·"
_ASCII = str.maketrans({_UNDERLINE: "=", _RULE: "-", _QUOTE: "|", _BULLET: "*"})


class _Heading(Heading):
    """A heading at the left; the first level is underlined."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Its words, and the line below."""
        yield self.text
        if self.tag == "h1":
            yield Text(_UNDERLINE * min(self.text.cell_len, options.max_width), self.style_name)


class _Code(CodeBlock):
    """Code as it stands, indented and folded, in one colour."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Its lines."""
        code = Text(str(self.text).rstrip("\n"), "markdown.code_block", overflow="fold")
        yield Padding(code, (0, 0, 0, 2))


class _Quote(BlockQuote):
    """A quotation behind a thin line."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Its lines, each with the sign before it."""
        room = options.update(width=max(_NARROWEST, options.max_width - 2))
        style = console.get_style("markdown.item.bullet")
        for line in console.render_lines(self.elements, room, style=self.style):
            yield Segment(f"{_QUOTE} ", style)
            yield from line
            yield Segment("\n")


class _Rule(HorizontalRule):
    """A line across."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The line."""
        yield Text(_RULE * options.max_width, "markdown.hr")


class _Item(ListItem):
    """A point of a list."""

    def render_bullet(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Its lines behind our own sign."""
        yield from self._behind(f" {_BULLET} ", console, options)

    def render_number(
        self, console: Console, options: ConsoleOptions, number: int, last_number: int
    ) -> RenderResult:
        """Its lines behind its number."""
        yield from self._behind(f" {number:>{len(str(last_number))}}. ", console, options)

    def _behind(self, sign: str, console: Console, options: ConsoleOptions) -> RenderResult:
        style = console.get_style("markdown.item.bullet")
        room = options.update(width=max(_NARROWEST, options.max_width - len(sign)))
        for at, line in enumerate(console.render_lines(self.elements, room, style=self.style)):
            yield Segment(sign if at == 0 else " " * len(sign), style)
            yield from line
            yield Segment("\n")


class _Document(Markdown):
    """Markdown in our elements; HTML in it is text, a picture is its address, and addresses are shown."""

    elements = {  # noqa: RUF012  # as Rich has it
        **Markdown.elements,
        "heading_open": _Heading,
        "fence": _Code,
        "code_block": _Code,
        "blockquote_open": _Quote,
        "hr": _Rule,
        "list_item_open": _Item,
    }

    def __init__(self, text: str) -> None:
        """Read the text."""
        super().__init__("", hyperlinks=False)
        self.markup = text
        parser = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"]).disable("image")
        self.parsed = parser.parse(text)


def render(text: str, width: int, look: Look) -> list[Strip]:
    """The lines of `text` in `width` cells; whatever cannot be laid out is shown as it was typed."""
    width = max(_NARROWEST, width)
    console = Console(
        width=width, theme=_theme(look), color_system="truecolor", legacy_windows=False, markup=False
    )
    try:
        lines = console.render_lines(_Document(text), console.options, style=look.text, pad=True)
    except (ValueError, IndexError, AssertionError, RuntimeError, AttributeError):
        lines = console.render_lines(Text(text), console.options, style=look.text, pad=True)
    if look.glyphs.ascii:
        lines = [[Segment(part.text.translate(_ASCII), part.style) for part in line] for line in lines]
    return [Strip(line, width) for line in lines]


def _theme(look: Look) -> Theme:
    """What Rich calls the parts of a text, in the look's styles."""
    heading = look.accent + look.strong.without_color
    return Theme(
        {
            "markdown.paragraph": look.text,
            "markdown.item": look.text,
            "markdown.item.bullet": look.muted,
            "markdown.item.number": look.muted,
            "markdown.h1": heading,
            "markdown.h2": heading,
            **{f"markdown.h{level}": look.strong for level in (3, 4, 5, 6)},
            "markdown.code": look.success,
            "markdown.code_block": look.success,
            "markdown.block_quote": look.text,
            "markdown.hr": look.muted,
            "markdown.link": look.accent,
            "markdown.link_url": look.muted,
            "markdown.table.border": look.muted,
            "markdown.table.header": look.strong,
        }
    )
