"""Widgets that repaint only the cells a change has changed: a second of the clock is then a few bytes."""

from __future__ import annotations

from typing import Generic, TypeVar

from rich.cells import cell_len
from textual.geometry import Region
from textual.reactive import Reactive
from textual.widget import Widget

from studytui.tui.strips import changed_span
from studytui.tui.widgets.remembering import Remembering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.strip import Strip
    from textual.visual import VisualType

Value = TypeVar("Value")
_CORNERS = 4
"""Cells of a border beside its title."""


class Shown(Reactive[Value], Generic[Value]):
    """An attribute of a sparing widget that is drawn; another value repaints the cells it changes."""

    def __init__(self, default: Value | Callable[[], Value], *, init: bool = True) -> None:
        """`default` is the first value, or makes it."""
        super().__init__(default, repaint=False, init=init)

    def __set__(self, obj: Sparing, value: Value) -> None:  # type: ignore[override]  # only sparing widgets have it
        """Take the value, and look at what that changes."""
        kept = obj.__dict__
        before = kept.get(self.internal_name)
        super().__set__(obj, value)
        if kept.get(self.internal_name) is not before:
            obj.repaint_changed()


class _Edge:
    """A title in the border, which repaints its own line."""

    def __init__(self, name: str, *, top: bool) -> None:
        self._title = vars(Widget)[name]
        self._top = top

    def __get__(self, obj: Sparing, owner: type[Sparing] | None = None) -> str | None:
        found: str | None = self._title.__get__(obj, owner)
        return found

    def __set__(self, obj: Sparing, title: VisualType | None) -> None:
        before = self._title.__get__(obj) or ""
        with obj.silent():
            self._title.__set__(obj, title)
        after = self._title.__get__(obj) or ""
        if after != before:
            obj.repaint_edge(max(cell_len(before), cell_len(after)) + _CORNERS, top=self._top)


class _Silence:
    """While it lasts nothing is repainted."""

    def __init__(self, widget: Sparing) -> None:
        self._widget = widget

    def __enter__(self) -> None:
        self._widget.is_silent = True

    def __exit__(self, *_: object) -> None:
        self._widget.is_silent = False


class Sparing(Remembering):
    """A widget of lines; subclasses draw them in `draw_line`, and declare what they draw as `Shown`."""

    border_title = _Edge("border_title", top=True)
    border_subtitle = _Edge("border_subtitle", top=False)
    is_silent = False
    _compare_later = False
    _lines: dict[int, Strip]

    @property
    def _compared(self) -> set[int]:
        """The lines that were drawn for a comparison and wait to be painted."""
        found: set[int] = self.__dict__.setdefault("_drawn_already", set())
        return found

    def draw_line(self, y: int) -> Strip:
        """The line at `y`, as what is `Shown` wants it now; asked from the top down."""
        raise NotImplementedError

    def lines_in_doubt(self, height: int) -> Iterable[int]:
        """Which of so many lines may have changed since they were drawn, from the top down."""
        return range(height)

    def render_line(self, y: int) -> Strip:
        """The line at `y`, remembered for the next comparison."""
        kept: dict[int, Strip] = self.__dict__.setdefault("_lines", {})
        if y in self._compared:
            self._compared.discard(y)
            if kept[y].cell_length == self.size.width:
                return kept[y]
        kept[y] = self.draw_line(y)
        return kept[y]

    def repaint_changed(self) -> None:
        """Repaint what is not as it was drawn, once all changes of this moment are made."""
        if self.__dict__.get("_lines") and not self._compare_later:
            self._compare_later = True
            self.call_later(self._repaint_changed)

    def _repaint_changed(self) -> None:
        self._compare_later = False
        height, drawn = self.size.height, self._lines
        if not height:  # hidden: what was kept of it is of no more use
            drawn.clear()
            self.refresh()
            return
        regions = []
        for y in self.lines_in_doubt(height):
            now = self.draw_line(y)
            span = changed_span(drawn[y], now) if y in drawn else (0, self.size.width)
            if span is not None:
                drawn[y] = now
                self._compared.add(y)
                regions.append(Region(span[0], y, span[1] - span[0], 1))
        if regions:
            self.refresh(*regions)

    def silent(self) -> _Silence:
        """Keep what Textual does by itself from repainting the whole widget."""
        return _Silence(self)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Sparing:
        """As every widget's, unless it is silent."""
        if not self.is_silent:
            if not regions:
                self._compared.clear()
            super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def repaint_edge(self, cells: int, *, top: bool) -> None:
        """Repaint the beginning of the upper border, or the end of the lower one: where titles stand."""
        start = -1 if top else max(-1, self.outer_size.width - 1 - cells)
        self.refresh(Region(start, -1 if top else self.size.height, cells, 1))
