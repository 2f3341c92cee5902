"""Lists in columns: drawn by rich on a terminal, else lines with the columns under each other."""

from __future__ import annotations

from studytui.domain.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.cli.context import Context

    Row = tuple[str, ...]


def show(context: Context, titles: Row, rows: Sequence[Row], right: Sequence[int] = ()) -> None:
    """Print `rows` under `titles`; the columns named in `right` are set flush right."""
    cleaned = [tuple(clean_line(cell) for cell in row) for row in rows]
    if context.draws:
        _draw(context, titles, cleaned, right)
    else:
        _print(context, titles, cleaned, right)


def _print(context: Context, titles: Row, rows: Sequence[Row], right: Sequence[int]) -> None:
    lines = [tuple(context.out.fit(cell) for cell in row) for row in (titles, *rows)]
    widths = [max(cells(line[column]) for line in lines) for column in range(len(titles))]
    for line in lines:
        parts = []
        for column, cell in enumerate(line):
            gap = " " * (widths[column] - cells(cell))
            parts.append(gap + cell if column in right else cell + gap)
        context.out.line("  ".join(parts).rstrip())


def _draw(context: Context, titles: Row, rows: Sequence[Row], right: Sequence[int]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column, title in enumerate(titles):
        table.add_column(
            Text(title),
            justify="right" if column in right else "left",
            overflow="fold",
            no_wrap=column in right,
        )
    for row in rows:
        table.add_row(*(Text(context.out.fit(cell)) for cell in row))
    console = Console(
        file=context.out.stream,
        no_color=context.options.no_color,
        highlight=False,
        _environ=context.world.environment,
    )
    console.print(table)


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    import unicodedata

    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(bool(unicodedata.combining(letter)) for letter in text)
