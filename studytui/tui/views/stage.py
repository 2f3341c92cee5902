"""The Stage view: one stage whole, with its item's particulars and its notes beside it."""

from __future__ import annotations

from contextlib import suppress

from rich.cells import cell_len
from textual.containers import Horizontal, Vertical
from textual.content import Content

from studytui.domain.durations import format_compact
from studytui.domain.faults import Fault
from studytui.domain.ids import ItemId
from studytui.domain.status import Kind, Status
from studytui.domain.wording import say_day
from studytui.domain.zones import local, zone_named
from studytui.tui.border_keys import key_words
from studytui.tui.strips import fit
from studytui.tui.views.dashboard import Checklist, StageBrowser, StageList
from studytui.tui.views.view import entitle
from studytui.tui.widgets.panes import NotesPane, Pane
from studytui.tui.widgets.sparing import Shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rich.style import Style
    from textual.app import ComposeResult

    from studytui.domain.roadmap import Course, Project, Roadmap, Topic
    from studytui.services.figures import ItemFigures, StageFigures
    from studytui.services.snapshot import Snapshot
    from studytui.services.study import Study
    from studytui.tui.look import Look
    from studytui.tui.strips import Piece
    from studytui.tui.widgets.rows import RowList

_UNHURRIED = 0.3
"""Seconds until what may take a moment is looked for, when the view has been drawn."""
_WORDS = {
    Status.TODO: "to do",
    Status.DOING: "in progress",
    Status.DONE: "done",
    Status.SKIPPED: "skipped",
}


class ItemPane(Pane):
    """What is known of the selected item: status, time, what the roadmap says of it, links."""

    item: Shown[ItemFigures | None] = Shown(None)
    stage: Shown[StageFigures | None] = Shown(None)
    roadmap: Shown[Roadmap | None] = Shown(None)
    elsewhere: Shown[tuple[str, ...]] = Shown(())
    """The other roadmaps that teach the item, by title; what is done in one is done in all."""

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """Of an item its particulars, of a stage what the roadmap says."""
        if self.item is None:
            return self._of_stage(look, width)
        item = self.item
        drawn = _whole(item.entry.title, look, width)
        drawn += [
            self._pair(look, "Status", _WORDS[item.status] if not item.known else "known before"),
            self._pair(look, "Time", _time(item)),
        ]
        if item.done_at is not None:
            zone = local(item.done_at, zone_named(snapshot.zone))
            drawn.append(self._pair(look, "Done", say_day(zone.date())))
        for at, title in enumerate(self.elsewhere):
            drawn.append(
                self._pair(look, "" if at else "Also in", fit(title, width - 10, look.glyphs.ellipsis))
            )
        found = self._found(item)
        if found is not None:
            drawn += self._told(found, look, width)
        return drawn

    def _pair(self, look: Look, word: str, value: str) -> list[Piece]:
        return [(f" {word:8}", look.muted), (value, look.text)]

    def _found(self, item: ItemFigures) -> Topic | Course | Project | None:
        if self.roadmap is None:
            return None
        for stage in self.roadmap.stages:
            if stage.id == item.entry.stage:
                for member in stage.members:
                    if member.id in (item.entry.id, item.entry.parent):
                        return member
        return None

    def _told(self, found: Topic | Course | Project, look: Look, width: int) -> list[list[Piece]]:
        drawn: list[list[Piece]] = []
        for name in ("summary", "shows"):
            text = getattr(found, name, None)
            if text:
                drawn += [[], *_wrapped(text, width, look.text)]
        weeks = getattr(found, "weeks", None)
        if weeks:
            level = ", ".join(getattr(found, "level", ()))
            drawn.append(
                [(f" {weeks[0]:g} weeks {look.glyphs.dot} {level}".rstrip(f" {look.glyphs.dot}"), look.muted)]
            )
        details = getattr(found, "details", ())
        if details:
            drawn.append([])
            for detail in details:
                drawn += _wrapped(f"{look.glyphs.dot} {detail}", width, look.text)
        links = [(found.title, found.url)] if found.url else []
        links += [(resource.title, resource.url) for resource in found.resources if resource.url]
        if links:
            drawn += [[], [(" LINKS", look.muted), ("  o open", look.accent)]]
            for title, address in links:
                words = title if title != found.title else str(address)
                drawn.append([(" " + fit(words, width - 2, look.glyphs.ellipsis), look.accent)])
        return drawn

    def _of_stage(self, look: Look, width: int) -> list[list[Piece]]:
        if self.stage is None or self.roadmap is None:
            return []
        stage = next((found for found in self.roadmap.stages if found.id == self.stage.entry.stage), None)
        if stage is None:
            return []
        drawn: list[list[Piece]] = []
        if stage.weeks:
            low, high = stage.weeks
            span = f"{low:g}" if low == high else f"{low:g}{look.glyphs.dash}{high:g}"
            drawn.append(self._pair(look, "Weeks", span))
        if stage.hours:
            drawn.append(self._pair(look, "Plan", f"~{stage.hours:g}h"))
        if stage.summary:
            drawn += [*([[]] if drawn else []), *_wrapped(stage.summary, width, look.text)]
        for tip in stage.tips:
            drawn += [[], *_wrapped(tip, width, look.muted)]
        return drawn


def _whole(title: str, look: Look, width: int) -> list[list[Piece]]:
    """A title that the border has no room for."""
    words = look.words(title)
    return [*_wrapped(words, width, look.strong), []] if cell_len(words) > width - 2 else []


def _time(item: ItemFigures) -> str:
    words = format_compact(item.seconds)
    return f"{words} of ~{format_compact(item.estimate)}" if item.estimate else words


def _wrapped(text: str, width: int, style: Style) -> list[list[Piece]]:
    from textwrap import wrap

    return [[(" " + part, style)] for part in wrap(text, max(8, width - 2))]


class StageView(StageBrowser):
    """One stage with room for everything it holds."""

    DEFAULT_CSS = """
    #stage-stages { width: 36; }
    #stage-items { width: 1fr; }
    #stage-side { width: 40; }
    #particulars { height: 1fr; }
    #stage-notes { height: 1fr; }
    .-narrow #stage-stages, .-tiny #stage-stages, .-narrow #stage-side, .-tiny #stage-side { display: none; }
    .-wide #stage-stages { width: 46; }
    .-wide #stage-side { width: 70; }
    """
    SCOPED_CSS = False
    first_focus = "#stage-items"
    wants_roadmap = True

    def compose(self) -> ComposeResult:
        """The stages (where there is room), the checklist, and at the right what the cursor is on."""
        with Horizontal():
            yield StageList(id="stage-stages", classes="pane").data_bind(StageView.look)
            yield Checklist(id="stage-items", classes="pane").data_bind(StageView.look)
            with Vertical(id="stage-side"):
                item = ItemPane(id="particulars", classes="pane")
                yield item.data_bind(StageView.look, StageView.snapshot, StageView.now, StageView.roadmap)
                notes = NotesPane(id="stage-notes", classes="pane")
                notes.border_title = "Notes on this stage"
                yield notes.data_bind(StageView.look, StageView.snapshot)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Nothing is known of other roadmaps yet."""
        super().__init__(id=id)
        self._elsewhere: Mapping[ItemId, tuple[str, ...]] = {}
        self._find: Callable[[], Mapping[ItemId, tuple[str, ...]]] | None = None
        self._looked_at = ""

    def on_mount(self) -> None:
        """Draw at once."""
        self.redraw()

    def read(self, study: Study) -> None:
        """Find out which other roadmaps teach the items, once for each and not before all is drawn."""
        active = study.active_id()
        if active != self._looked_at:
            self._looked_at, self._elsewhere = active, {}
            self._find = lambda: study.updates.elsewhere(active)
            self.set_timer(_UNHURRIED, self._look_elsewhere)

    def _look_elsewhere(self) -> None:
        if self._find is not None:
            with suppress(Fault):
                self._elsewhere = self._find()
            self._find = None
            self._draw_side()

    def watch_roadmap(self) -> None:
        """Draw the headings, which only the file knows."""
        if self.is_mounted:
            self.draw_items(keep=True)

    def headings(self) -> dict[str, str]:
        """What the topics stand under."""
        stages = self.roadmap.stages if self.roadmap is not None else ()
        return {
            topic.id: topic.heading
            for stage in stages
            if stage.id == self.stage
            for topic in stage.topics
            if topic.heading
        }

    def draw_items(self, keep: bool) -> None:
        """Draw the checklist, and what stands beside it."""
        super().draw_items(keep)
        self._draw_side()

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show the particulars of another item."""
        super().on_row_list_moved(message)
        self._draw_side()

    def _draw_side(self) -> None:
        if not self.is_mounted:
            return
        row = self.query_one("#stage-items", Checklist).current
        item = self.item(row.key) if row is not None else None
        pane = self.query_one("#particulars", ItemPane)
        pane.stage = self.query_one("#stage-notes", NotesPane).stage = self.figures
        pane.item = item
        pane.elsewhere = () if item is None else self._elsewhere.get(item.entry.id or ItemId(""), ())
        stage = self.figures
        title = item.entry.title if item is not None else stage.entry.title if stage else ""
        if self.look is not None:
            entitle(pane, title, self.look)
        if self.snapshot is not None:
            words = key_words(self.snapshot.settings.keys, ("note.open", "write"))
            self.query_one("#stage-notes").border_subtitle = Content(words)
        pane.border_subtitle = Kind(item.entry.kind).value if item is not None else "stage"
