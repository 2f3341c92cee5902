"""The one list of the dashboard: rows drawn line by line, a cursor that knows headings, and nothing else."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from studytui.domain.records import dataclass
from studytui.domain.text import fold
from studytui.tui.strips import line, meter, spread
from studytui.tui.verbs import Place, bindings
from studytui.tui.widgets.sparing import Shown, Sparing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import ClassVar

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

    from studytui.tui.look import Look
    from studytui.tui.strips import Piece


_FILTERED = "filter: "
_GAUGE = 8


def _told(words: str) -> Content:
    """The border's words about a filter."""
    return Content(f"{_FILTERED}{words}, esc clears")


@dataclass(frozen=True)
class Row:
    """One line: a sign, a title and figures at the right; roles are names of styles of the look.

    Without a `key` it is a heading or a text, which the cursor passes over; an `attached` one belongs to the
    row above it. `bar` (0 to 1) makes it a meter, `gauge` puts a short one before the figures. `lead` stands
    muted between sign and title.
    """

    key: str = ""
    title: str = ""
    sign: str = ""
    right: str = ""
    role: str = "text"
    sign_role: str = "muted"
    right_role: str = "muted"
    indent: int = 0
    bar: float | None = None
    rule: bool = False
    attached: bool = False
    lead: str = ""
    gauge: float | None = None


def with_words(rows: Sequence[Row], words: str) -> tuple[Row, ...]:
    """The rows whose titles hold all the words, without regard to case and accents, and their headings."""
    wanted = fold(words).split()
    kept: list[Row] = []
    heading: Row | None = None
    for at, row in enumerate(rows):
        if row.attached:
            if kept and kept[-1] is rows[at - 1]:
                kept.append(row)
        elif not row.key:
            heading = row if row.title else None
        elif all(word in fold(row.title) for word in wanted):
            kept += [row] if heading is None else [heading, row]
            heading = None
    return tuple(kept)


class RowList(ScrollView, Sparing, can_focus=True):
    """A list with a cursor; answers with Moved, Opened and Left.

    A `lit` list belongs to an input above it: its cursor shows although it has no focus, and a click opens.
    """

    DEFAULT_CSS = """
    RowList { scrollbar-size: 1 1; min-width: 10; overflow-x: hidden; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.LIST])]
    PLACES: ClassVar[tuple[Place, ...]] = (Place.LIST,)

    rows: Shown[tuple[Row, ...]] = Shown(tuple, init=False)
    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    look: Shown[Look | None] = Shown(None, init=False)

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, control: RowList, row: Row) -> None:
            """Tell which."""
            super().__init__()
            self.rows = control
            self.row = row

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    class Opened(Moved):
        """A row was opened by Enter or a click on the cursor's row."""

    class Left(Moved):
        """The user wants to go back from a row."""

    FILTER_HINT = "words that a line must have"
    """What stands in the filter while nothing is typed."""

    def __init__(self, *, id: str | None = None, classes: str | None = None, empty: str = "") -> None:  # noqa: A002
        """Say what is shown while there are no rows."""
        super().__init__(id=id, classes=classes)
        self._empty = empty
        self._every: tuple[Row, ...] = ()
        self._subtitle: Content | None = None
        self.filter_words = ""
        self.lit = False

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        if 0 <= self.cursor < len(self.rows) and self.rows[self.cursor].key:
            return self.rows[self.cursor]
        return None

    def show(self, rows: Sequence[Row], keep: bool = True) -> None:
        """Draw other rows; the cursor stays on the row with the same key, or where it was."""
        old = self.current
        self._every = tuple(rows)
        self.rows = self.fitting(self._every) if self.filter_words else self._every
        if self.filter_words:
            self.call_next(self._tell_filter)
        place = self.cursor
        if keep and old is not None:
            place = next((at for at, row in enumerate(self.rows) if row.key == old.key), place)
        elif not keep:
            place = 0
        self.set_reactive(RowList.cursor, self._nearest(place))
        self.virtual_size = Size(0, len(self.rows))
        self.repaint_changed()
        if not keep:
            self.scroll_to(y=0, animate=False)
        self._keep_in_sight()

    def nothing_fits(self) -> list[str]:
        """The lines that are shown where the filter leaves no row."""
        return [f"No line has: {self.filter_words}"]

    def fitting(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Those of the rows that the filter leaves."""
        return with_words(rows, self.filter_words)

    def filter(self, words: str) -> None:
        """Show only the rows that hold these words, and say so in the border; all again without words."""
        old = self.current
        was = self.filter_words
        self.filter_words = " ".join(words.split())
        self.show(self._every)
        if was and not self.filter_words and self.border_subtitle == _told(was).markup:
            self.border_subtitle = self._subtitle
        if self.current is not None and self.current != old:
            self.post_message(self.Moved(self, self.current))

    def _tell_filter(self) -> None:
        """Put the filter into the border, over what the view has written there."""
        if not self.filter_words or self.border_subtitle == _told(self.filter_words).markup:
            return
        if not str(self.border_subtitle).startswith(_FILTERED):
            self._subtitle = getattr(self, "_border_subtitle", None)
        self.border_subtitle = _told(self.filter_words)

    def copied(self) -> str:
        """What a copy of the row under the cursor is."""
        return self.current.title if self.current is not None else ""

    def go_to(self, key: str) -> bool:
        """Put the cursor on the row with that key; whether there is one."""
        for at, row in enumerate(self.rows):
            if row.key == key:
                self.cursor = at
                return True
        return False

    def _nearest(self, place: int) -> int:
        """The row with a key that is nearest to `place`."""
        keyed = [at for at, row in enumerate(self.rows) if row.key]
        return min(keyed, key=lambda at: abs(at - place)) if keyed else 0

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows that changed, and tell."""
        self.refresh_lines(old, 1)
        self.refresh_lines(new, 1)
        self._keep_in_sight()
        if self.current is not None:
            self.post_message(self.Moved(self, self.current))

    def watch_look(self) -> None:
        """Draw all in the other look."""
        self.refresh()

    def on_focus(self) -> None:
        """The cursor shows where the keys go."""
        self.refresh_lines(self.cursor, 1)

    def on_blur(self) -> None:
        """The cursor pales."""
        self.refresh_lines(self.cursor, 1)

    def on_resize(self) -> None:
        """Keep the cursor's row in sight."""
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        if not self.size.height:
            return
        above = self.cursor
        while above > 0 and not self.rows[above - 1].key and self.cursor - above < 2:
            above -= 1
        below = self.cursor
        while below + 1 < len(self.rows) and self.rows[below + 1].attached and below - self.cursor < 2:
            below += 1
        top = self.scroll_offset.y
        if above < top:
            self.scroll_to(y=above, animate=False)
        elif below >= top + self.size.height:
            self.scroll_to(y=min(below - self.size.height + 1, self.cursor), animate=False)

    def reveal(self, after: int) -> None:
        """Bring the rows behind the cursor into sight, as far as the cursor stays in it."""
        last = min(self.cursor + after, len(self.rows) - 1)
        top = self.scroll_offset.y
        if self.size.height and last >= top + self.size.height:
            self.scroll_to(y=min(self.cursor, last - self.size.height + 1), animate=False)

    def perform(self, verb: str) -> bool:
        """Move or open; whether the verb was one of these."""
        page = max(1, self.size.height - 1)
        steps = {"list.up": -1, "list.down": 1, "list.page.up": -page, "list.page.down": page}
        if verb in steps:
            self._step(steps[verb])
        elif verb == "list.top":
            self.cursor = self._nearest(0)
            self.scroll_to(y=0, animate=False)
        elif verb == "list.bottom":
            self.cursor = self._nearest(len(self.rows))
        elif verb == "list.open" and self.current is not None:
            self.post_message(self.Opened(self, self.current))
        elif verb == "app.back" and self.filter_words:
            self.filter("")
        elif verb == "list.leave":
            self.post_message(self.Left(self, self.current or Row()))
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        keyed = [at for at, row in enumerate(self.rows) if row.key]
        if not keyed:
            return
        here = next((place for place, at in enumerate(keyed) if at >= self.cursor), len(keyed) - 1)
        if abs(by) == 1:
            self.cursor = keyed[min(max(here + by, 0), len(keyed) - 1)]
        else:
            self.cursor = self._nearest(min(max(self.cursor + by, 0), len(self.rows) - 1))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row; on the cursor's row, open it."""
        at = event.get_content_offset_capture(self).y + self.scroll_offset.y
        while 0 < at < len(self.rows) and self.rows[at].attached:
            at -= 1
        if 0 <= at < len(self.rows) and self.rows[at].key:
            if self.lit or (at == self.cursor and event.chain > 1):
                self.post_message(self.Opened(self, self.rows[at]))
            self.cursor = at
        self.focus()

    def draw_line(self, y: int) -> Strip:
        """One line of the list."""
        width = self.scrollable_content_region.width
        look = self.look
        if look is None:
            return Strip.blank(width)
        at = y + self.scroll_offset.y
        if not self.rows and (self._empty or self.filter_words):
            words = self.nothing_fits() if self.filter_words else self._empty.split("\n")
            return line([(" " + words[y] if y < len(words) else "", look.muted)], width, look.text)
        if at >= len(self.rows):
            return Strip.blank(width, look.text)
        return self._draw(self.rows[at], at == self.cursor, width, look)

    def _draw(self, row: Row, under_cursor: bool, width: int, look: Look) -> Strip:
        if row.bar is not None:
            return self._draw_bar(row, width, look)
        mark = under_cursor and bool(row.key)
        chosen = look.selected if self.has_focus or self.lit else look.selected_idle

        def ink(role: str) -> Style:
            style: Style = getattr(look, role)
            return chosen if mark else style

        blank = chosen if mark else look.text
        lead = look.glyphs.cursor if mark and look.glyphs.ascii else " "
        left: list[Piece] = [(lead + "  " * row.indent, blank)]
        if row.sign:
            left.append((row.sign + " ", ink(row.sign_role)))
        if row.lead:
            left.append((row.lead, ink("muted")))
        left.append((row.title, ink(row.role)))
        right: list[Piece] = [(row.right + " ", ink(row.right_role))] if row.right else []
        if row.gauge is not None:
            full, empty = (look.glyphs.full, ink("accent")), (look.glyphs.empty, ink("muted"))
            right = [*meter(row.gauge, _GAUGE, full, empty), ("  ", blank), *right]
        if row.rule:
            size = width - cell_len(row.title) - cell_len(row.right) - 5
            left.append((" " + look.glyphs.empty * max(0, size), look.muted))
        return spread(left, right, width, blank, look.glyphs.ellipsis).simplify()

    def _draw_bar(self, row: Row, width: int, look: Look) -> Strip:
        tail = f" {row.right} " if row.right else " "
        head = f" {row.title} " if row.title else " "
        cells = max(4, width - cell_len(head) - cell_len(tail))
        bar = meter(row.bar or 0.0, cells, (look.glyphs.full, look.accent), (look.glyphs.empty, look.muted))
        return line([(head, look.text), *bar, (tail, look.muted)], width, look.text)

    def row_region(self, at: int) -> Region:
        """Where a row is drawn, in the widget."""
        return Region(0, at - self.scroll_offset.y, self.size.width, 1)
