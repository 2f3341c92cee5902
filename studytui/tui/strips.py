"""Lines of a screen from pieces of text, cut at the borders of characters as wide as they are drawn."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

Piece = tuple[str, Style]


def fit(text: str, width: int, ellipsis: str) -> str:
    """`text` in at most `width` cells, its cut marked."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis)
    if room <= 0:
        return set_cell_size(text, width)
    return set_cell_size(text, room).rstrip() + ellipsis


def line(pieces: Iterable[Piece], width: int, blank: Style) -> Strip:
    """A strip of exactly `width` cells from pieces, cut or filled with `blank`; those alike become one."""
    segments: list[Segment] = []
    used = 0
    for text, style in pieces:
        room = width - used
        if room <= 0:
            break
        size = cell_len(text)
        if size > room:
            text, size = set_cell_size(text, room), room
        if not size:
            continue
        if segments and segments[-1].style is style:
            text = segments.pop().text + text
        segments.append(Segment(text, style))
        used += size
    if used < width:
        segments.append(Segment(" " * (width - used), blank))
    return Strip(segments, width)


def spread(left: Iterable[Piece], right: Iterable[Piece], width: int, blank: Style, ellipsis: str) -> Strip:
    """A strip with pieces at both ends; the last piece on the left is shortened where room is short.

    Between them, or at the right edge, a cell stays free.
    """
    lefts, rights = list(left), list(right)
    right_size = sum(cell_len(text) for text, _ in rights)
    room = width - right_size - 1
    if room < 6:
        rights, right_size, room = [], 0, width - 1
    fixed = sum(cell_len(text) for text, _ in lefts[:-1])
    if lefts:
        text, style = lefts[-1]
        lefts[-1] = (fit(text, room - fixed, ellipsis), style)
    used = sum(cell_len(text) for text, _ in lefts)
    gap = max(0, width - used - right_size)
    return line([*lefts, (" " * gap, blank), *rights], width, blank)


def meter(done: float, width: int, full: Piece, empty: Piece) -> list[Piece]:
    """A bar of `width` cells, filled to the share `done` (0 to 1); something done shows at least one cell."""
    share = min(1.0, max(0.0, done))
    cells = min(width, max(round(share * width), 1 if share > 0 else 0))
    if share < 1:
        cells = min(cells, max(width - 1, 0))
    return [(full[0] * cells, full[1]), (empty[0] * (width - cells), empty[1])]


def changed_span(old: Strip, new: Strip) -> tuple[int, int] | None:
    """The cells from the first to behind the last that differ between two lines; none where none does."""
    if old == new:
        return None
    before, after = _cells(old), _cells(new)
    if len(before) != len(after):
        return 0, max(len(before), len(after))
    differing = [at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    return (differing[0], differing[-1] + 1) if differing else None


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """What stands in each cell; the second cell of a wide sign is empty."""
    cells: list[tuple[str, Style | None]] = []
    for text, style, _ in strip:
        if cell_len(text) == len(text):
            cells += [(sign, style) for sign in text]
            continue
        for sign in text:
            size = cell_len(sign)
            if size:
                cells += [(sign, style), *[("", style)] * (size - 1)]
            elif cells:
                cells[-1] = cells[-1][0] + sign, style
    return cells
