"""The Stage view: one stage whole, with its item's particulars and its notes beside it."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive

from studytui.domain.durations import format_compact
from studytui.domain.status import Kind, Status
from studytui.domain.wording import say_day
from studytui.domain.zones import local, zone_named
from studytui.tui.border_keys import key_words
from studytui.tui.strips import fit
from studytui.tui.views.dashboard import Checklist, StageBrowser, StageList
from studytui.tui.views.view import entitle
from studytui.tui.widgets.panes import NotesPane, Pane

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.style import Style
    from textual.app import ComposeResult

    from studytui.domain.roadmap import Course, Project, Roadmap, Topic
    from studytui.services.figures import ItemFigures, StageFigures
    from studytui.services.snapshot import Snapshot
    from studytui.tui.look import Look
    from studytui.tui.strips import Piece
    from studytui.tui.widgets.rows import RowList

_WORDS = {
    Status.TODO: "to do",
    Status.DOING: "in progress",
    Status.DONE: "done",
    Status.SKIPPED: "skipped",
}


class ItemPane(Pane):
    """What is known of the selected item: status, time, what the roadmap says of it, links."""

    item: reactive[ItemFigures | None] = reactive(None)
    stage: reactive[StageFigures | None] = reactive(None)
    roadmap: reactive[Roadmap | None] = reactive(None)

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """Of an item its particulars, of a stage what the roadmap says."""
        if self.item is None:
            return self._of_stage(look, width)
        item = self.item
        drawn = [
            self._pair(look, "Status", _WORDS[item.status] if not item.known else "known before"),
            self._pair(look, "Time", _time(item)),
        ]
        if item.done_at is not None:
            zone = local(item.done_at, zone_named(snapshot.zone))
            drawn.append(self._pair(look, "Done", say_day(zone.date())))
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

    def on_mount(self) -> None:
        """Draw at once."""
        self.redraw()

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
        stage = self.figures
        title = item.entry.title if item is not None else stage.entry.title if stage else ""
        if self.look is not None:
            entitle(pane, title, self.look)
        if self.snapshot is not None:
            words = key_words(self.snapshot.settings.keys, ("note.open", "write"))
            self.query_one("#stage-notes").border_subtitle = Content(words)
        pane.border_subtitle = Kind(item.entry.kind).value if item is not None else "stage"
