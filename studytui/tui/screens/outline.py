"""A whole roadmap as an outline that can be changed, whether it is in use or not."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content

from studytui.domain.status import Kind
from studytui.domain.target import Target, target_of
from studytui.tui.screens.dialog import Dialog
from studytui.tui.telling import drawable
from studytui.tui.verbs import Place, bindings, bindings_of
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.domain.entry import Entry
    from studytui.domain.ids import RoadmapId
    from studytui.services.study import Study
    from studytui.tui.look import Look

_OPEN_AT_FIRST = 40
"""A roadmap of so many lines at most is shown whole."""
_PASSED = ("change.undo", "change.redo", "list.copy", "item.link", "list.filter")


class OutlineList(RowList):
    """Stages, items and steps."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.PARTS, Place.LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.PARTS])]


class OutlineScreen(Dialog[None]):
    """Everything in a roadmap; each change is written at once and can be undone."""

    DEFAULT_CSS = """
    OutlineScreen #outline-box { width: 96; max-width: 100%; height: 90%; }
    OutlineScreen #outline-rows { height: 1fr; }
    OutlineScreen.-low #outline-box, OutlineScreen.-tiny #outline-box { height: 100%; }
    """
    SCOPED_CSS = False
    PASSES: ClassVar[frozenset[str]] = frozenset(("list.copy",))
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(*_PASSED)]

    def __init__(self, study: Study, roadmap: RoadmapId) -> None:
        """Show `roadmap`."""
        super().__init__()
        self._study = study
        self._roadmap = roadmap
        self._title = ""
        self._lines: tuple[Entry, ...] = ()
        self._by_key: dict[str, Entry] = {}
        self._opened: set[str] = set()

    def compose(self) -> ComposeResult:
        """The list alone."""
        with Vertical(id="outline-box", classes="pane"):
            yield OutlineList(id="outline-rows")

    def on_mount(self) -> None:
        """Read it."""
        self._read()
        if len(self._lines) <= _OPEN_AT_FIRST:
            self._open_all()
        self.query_one(RowList).focus()
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Draw in this look."""
        super().take_look(look)
        self._redraw()

    def _read(self) -> None:
        _, self._title, self._lines = self._study.lines(self._roadmap)
        self._by_key = {_key(entry): entry for entry in self._lines}

    def _open_all(self) -> None:
        self._opened = {key for key, entry in self._by_key.items() if _holds(entry)}

    def reread(self, part: str | None = None) -> None:
        """Read the roadmap again after a change, and go to the part that was changed."""
        self._read()
        rows = self.query_one(RowList)
        at = self._by_key.get(rows.current.key) if rows.current is not None else None
        here = at.stage if at is not None else None
        found = [entry for entry in self._lines if part in (entry.id, None if entry.id else entry.stage)]
        entry = next((one for one in found if one.stage == here), found[0] if found else None)
        if entry is not None:
            self._opened |= set(_above(entry))
        self._redraw()
        if entry is not None:
            rows.go_to(_key(entry))

    def _redraw(self) -> None:
        look = self.look
        if look is None:
            return
        shown = [entry for entry in self._lines if all(key in self._opened for key in _above(entry))]
        rows = self.query_one(RowList)
        rows.show([self._row(entry, look) for entry in shown])
        box = self.query_one("#outline-box")
        own = "" if self._study.authoring.is_own(self._roadmap) else " · copied as yours on the first change"
        box.border_title = Content(drawable(f"Edit {self._title}{own}", look))
        box.border_subtitle = drawable("a add · e edit · J K move · d remove · O links · u undo · esc", look)

    def _row(self, entry: Entry, look: Look) -> Row:
        key = _key(entry)
        holds = _holds(entry)
        sign = (
            (look.glyphs.opened if key in self._opened else look.glyphs.closed) if holds else look.glyphs.dot
        )
        indent = 0 if entry.id is None else 1 if entry.parent is None else 2
        hours = f"{entry.hours:g}h" if entry.hours is not None else ""
        kind = entry.kind.value if entry.kind in (Kind.COURSE, Kind.PROJECT) else ""
        optional = "optional" if entry.optional and entry.parent is None else ""
        title = f"{entry.number} {entry.title}" if entry.id is None else entry.title
        right = "  ".join(part for part in (optional, kind, hours) if part)
        return Row(key, title, sign, right, role="strong" if entry.id is None else "text", indent=indent)

    def selection(self) -> Target | None:
        """The line under the cursor."""
        row = self.query_one(RowList).current
        if row is None:
            return None
        entry = self._by_key[row.key]
        stage = next(one.title for one in self._lines if one.id is None and one.stage == entry.stage)
        return target_of(entry, self._roadmap, stage)

    def perform(self, verb: str) -> bool:
        """Undo and redo, links, the filter; the changes themselves are the program's."""
        from studytui.tui.actions import performers

        if verb.startswith("part."):
            performers()[verb](self.app)
        elif verb in ("change.undo", "change.redo"):
            performers()[verb](self.app)
            self.reread()
        elif verb == "item.link":
            performers()["part.links"](self.app)
        elif verb == "list.filter":
            self._filter()
        elif verb == "app.back" and self.query_one(RowList).filter_words:
            self.query_one(RowList).filter("")
        else:
            return False
        return True

    def _filter(self) -> None:
        from studytui.tui.widgets.filter import FilterBar

        self._open_all()
        self._redraw()
        for open_already in self.query(FilterBar):
            open_already.remove()
        self.query_one("#outline-box").mount(FilterBar(self.query_one(RowList)))

    def action_leave(self) -> None:
        """Clear the filter, then close."""
        from studytui.tui.widgets.filter import FilterBar

        rows = self.query_one(RowList)
        bars = self.query(FilterBar)
        if bars:
            bars.first().action_clear()
        elif rows.filter_words:
            rows.filter("")
        else:
            self.dismiss(None)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Show or hide what a line holds."""
        key = message.row.key
        if _holds(self._by_key[key]):
            self._opened.symmetric_difference_update({key})
            self._redraw()

    def on_row_list_left(self, message: RowList.Left) -> None:
        """Hide what a line holds, then go to what holds it, then close."""
        key = message.row.key
        entry = self._by_key.get(key)
        if entry is not None and key in self._opened:
            self._opened.discard(key)
            self._redraw()
        elif entry is not None and entry.id is not None:
            message.rows.go_to(_above(entry)[-1])
        else:
            self.dismiss(None)


def _key(entry: Entry) -> str:
    """A line's name in the list; an item may stand in two stages."""
    return f"{entry.stage} {entry.id or ''}"


def _above(entry: Entry) -> tuple[str, ...]:
    """The keys of what must be open for a line to be seen, the nearest last."""
    if entry.id is None:
        return ()
    stage = f"{entry.stage} "
    return (stage,) if entry.parent is None else (stage, f"{entry.stage} {entry.parent}")


def _holds(entry: Entry) -> bool:
    return entry.id is None or entry.has_steps
