"""The Dashboard: the stages, the selected stage's checklists, the timer, today, and the year."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive

from studytui.domain.faults import Fault
from studytui.tui.border_keys import key_words
from studytui.tui.listing import item_rows, percent, planned, stage_rows
from studytui.tui.phases import p_does
from studytui.tui.verbs import Place, bindings
from studytui.tui.views.view import View, entitle, target_of_item, target_of_stage
from studytui.tui.widgets.panes import NotesPane, TimerPane, TodayPane
from studytui.tui.widgets.rows import RowList
from studytui.tui.widgets.year import YearPane, legend

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size
    from textual.timer import Timer
    from textual.widget import Widget

    from studytui.domain.ids import StageId
    from studytui.domain.target import Target
    from studytui.services.figures import ItemFigures, StageFigures
    from studytui.tui.app import StudyApp
    from studytui.tui.widgets.burnup import Course


_WIDE = 180
_PATIENCE = 0.6
"""Seconds between a change and the look ahead, which may take a tenth of one."""


class StageList(RowList):
    """The stages of the roadmap."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.STAGES, Place.PARTS, Place.LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.STAGES, Place.PARTS])]


class Checklist(RowList):
    """Topics, courses, projects and steps of one stage."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.CHECKLIST, Place.PARTS, Place.LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.CHECKLIST, Place.PARTS])]


class StageBrowser(View):
    """A view in which a stage is chosen and its checklist shown: what Dashboard and Stage have in common."""

    stage: reactive[StageId | None] = reactive(None, init=False, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """All projects are closed."""
        super().__init__(id=id)
        self._opened: set[str] = set()

    @property
    def figures(self) -> StageFigures | None:
        """The chosen stage."""
        if self.snapshot is None:
            return None
        stages = self.snapshot.roadmap.stages
        return next(
            (stage for stage in stages if stage.entry.stage == self.stage), stages[0] if stages else None
        )

    def watch_snapshot(self) -> None:
        """Draw what has changed."""
        self.redraw()

    def watch_look(self) -> None:
        """Draw in the other look."""
        self.redraw()

    def watch_stage(self) -> None:
        """Draw the other stage's checklist from its top."""
        self.draw_items(keep=False)

    def redraw(self) -> None:
        """Draw the lists anew."""
        if not self.is_mounted or self.snapshot is None or self.look is None:
            return
        if self.stage is None or all(
            stage.entry.stage != self.stage for stage in self.snapshot.roadmap.stages
        ):
            first = self.figures
            last = self.snapshot.last_stage
            chosen = last or (None if first is None else first.entry.stage)
            self.set_reactive(StageBrowser.stage, chosen)
        self.draw_stages()
        self.draw_items(keep=True)

    def draw_stages(self) -> None:
        """Draw the list of stages, where the view has one."""
        for stages in self.query(StageList):
            if self.snapshot is not None and self.look is not None:
                stages.show(stage_rows(self.snapshot, self.look, self.roomy, self.room.width >= _WIDE))
                if self.stage is not None:
                    stages.go_to(self.stage)
                stages.border_title = "Stages"
                number = self.figures.entry.number if self.figures else 0
                stages.border_subtitle = f"{number} of {len(self.snapshot.roadmap.stages)}"

    def draw_items(self, keep: bool) -> None:
        """Draw the checklist of the chosen stage."""
        stage = self.figures
        for checklist in self.query(Checklist):
            if stage is None or self.snapshot is None or self.look is None:
                continue
            rows = item_rows(
                stage, self.snapshot, self.look, self._opened, spaced=self.airy, headings=self.headings()
            )
            checklist.show(rows, keep)
            entitle(checklist, f"{stage.entry.number} {stage.entry.title}", self.look)
            parts = [percent(stage), f"{len(stage.items)} items", *planned(stage, self.snapshot)]
            checklist.border_subtitle = f" {self.look.glyphs.dot} ".join(parts)

    def headings(self) -> dict[str, str]:
        """What the topics of the chosen stage stand under, where the view knows it."""
        return {}

    def take_over(self, before: View) -> None:
        """Look at the same stage as the view before."""
        if isinstance(before, StageBrowser) and before.stage is not None:
            self._opened |= before._opened
            self.stage = before.stage
            self.redraw()

    @property
    def room(self) -> Size:
        """The space that the view has, or will have once it is laid out between the two bars."""
        return self.size if self.size.width else self.app.size - (0, 2)

    @property
    def roomy(self) -> bool:
        """Whether there is room for more than the narrowest layout."""
        return self.room.width >= 112

    @property
    def airy(self) -> bool:
        """Whether empty lines part the lists."""
        comfortable = self.snapshot is not None and self.snapshot.settings.spacing == "comfortable"
        return comfortable and self.room.height >= 28

    def on_resize(self) -> None:
        """Rows and titles say more where there is room."""
        self.draw_stages()
        self.call_after_refresh(self.draw_items, keep=True)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Another stage is looked at."""
        if isinstance(message.rows, StageList) and self.snapshot is not None:
            chosen = next(
                (
                    stage.entry.stage
                    for stage in self.snapshot.roadmap.stages
                    if stage.entry.stage == message.row.key
                ),
                None,
            )
            if chosen is not None and chosen != self.stage:
                self.stage = chosen
                self.draw_stages()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Enter on a stage goes to its checklist; on a project it shows or hides the steps."""
        if isinstance(message.rows, StageList):
            self.query_one(Checklist).focus()
        elif isinstance(message.rows, Checklist):
            self.unfold(message.row.key)

    def on_row_list_left(self, message: RowList.Left) -> None:
        """Leave a project's steps, then the checklist."""
        if not isinstance(message.rows, Checklist):
            return
        key = message.row.key
        item = self.item(key)
        if key in self._opened:
            self.unfold(key)
        elif item is not None and item.entry.parent is not None:
            message.rows.go_to(item.entry.parent)
            self.unfold(item.entry.parent)
        else:
            for stages in self.query(StageList):
                if stages.display:
                    stages.focus()

    def unfold(self, key: str) -> None:
        """Show or hide a project's steps."""
        item = self.item(key)
        if item is None or not item.entry.has_steps:
            return
        self._opened.symmetric_difference_update({key})
        self.draw_items(keep=True)
        if key in self._opened:
            self.query_one(Checklist).reveal(item.steps_shown)

    def item(self, key: str) -> ItemFigures | None:
        """An item of the chosen stage."""
        stage = self.figures
        if stage is None:
            return None
        return next((item for item in stage.items if item.entry.id == key), None)

    def look_at(self, part: str) -> None:
        """Put the cursor on a stage or an item by its id, wherever it stands now."""
        if self.snapshot is None:
            return
        stages = sorted(self.snapshot.roadmap.stages, key=lambda stage: stage.entry.stage != self.stage)
        for stage in stages:
            if stage.entry.stage == part:
                self.stage = stage.entry.stage
                self.draw_stages()
                return
            found = next((item for item in stage.items if item.entry.id == part), None)
            if found is not None:
                self.stage = stage.entry.stage
                if found.entry.parent is not None:
                    self._opened.add(found.entry.parent)
                self.draw_stages()
                self.draw_items(keep=True)
                self.query_one(Checklist).go_to(part)
                return

    def selection(self) -> Target | None:
        """The row under the cursor of the checklist where that has the focus, else the stage."""
        stage = self.figures
        if stage is None or self.snapshot is None:
            return None
        checklist = self.query_one(Checklist)
        if checklist.has_focus and checklist.current is not None:
            item = self.item(checklist.current.key)
            if item is not None:
                return target_of_item(self.snapshot, stage, item)
        return target_of_stage(self.snapshot, stage)

    def perform(self, verb: str) -> bool:
        """Go from stage to stage, and into the checklist."""
        if verb in ("list.previous", "list.next") and self.snapshot is not None:
            self.step_stage(-1 if verb == "list.previous" else 1)
        elif verb == "stage.open":
            self.query_one(Checklist).focus()
        else:
            return False
        return True

    def step_stage(self, by: int) -> None:
        """Go to the stage before or after."""
        if self.snapshot is None or self.figures is None:
            return
        stages = self.snapshot.roadmap.stages
        at = stages.index(self.figures) + by
        if 0 <= at < len(stages):
            self.stage = stages[at].entry.stage
            self.draw_stages()


class DashboardView(StageBrowser):
    """Everything at one glance."""

    first_focus = "#stages"

    outlook: reactive[tuple[str, ...]] = reactive(tuple, repaint=False)
    course: reactive[Course | None] = reactive(None, repaint=False)
    if TYPE_CHECKING:
        app: StudyApp

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Nothing was looked ahead at yet."""
        super().__init__(id=id)
        self._ahead_of: tuple[object, ...] = ()
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Three columns and the year below; by width some are hidden."""
        with Horizontal(id="top"):
            yield StageList(id="stages", classes="pane").data_bind(DashboardView.look)
            yield Checklist(id="items", classes="pane").data_bind(DashboardView.look)
            with Vertical(id="side"):
                timer = TimerPane(id="timer", classes="pane")
                timer.border_title = "Timer"
                yield timer.data_bind(DashboardView.look, DashboardView.snapshot, DashboardView.now)
                today = TodayPane(id="today", classes="pane")
                today.border_title = "Today"
                yield today.data_bind(
                    DashboardView.look, DashboardView.snapshot, DashboardView.now, DashboardView.outlook
                )
            notes = NotesPane(id="dashboard-notes", classes="pane")
            notes.border_title = "Notes"
            yield notes.data_bind(DashboardView.look, DashboardView.snapshot)
        with Horizontal(id="bottom"):
            low = TodayPane(id="today-low", classes="pane")
            low.border_title = "Today"
            low.names_timer = True
            yield low.data_bind(
                DashboardView.look, DashboardView.snapshot, DashboardView.now, DashboardView.outlook
            )
            year = YearPane(id="year", classes="pane")
            yield year.data_bind(DashboardView.look, DashboardView.snapshot, DashboardView.now)
            if self.app.size.width >= _WIDE:
                yield self._burn_up()

    def _burn_up(self) -> Widget:
        from studytui.tui.widgets.burnup import BurnUp

        made = BurnUp(id="dashboard-burnup", classes="pane")
        made.border_title = "Burn-up"
        return made.data_bind(DashboardView.look, DashboardView.course)

    def on_mount(self) -> None:
        """Draw at once; look ahead when that has been seen."""
        self.watch_look()
        self._wait()

    def on_resize(self) -> None:
        """The burn-up joins where there is room for it."""
        super().on_resize()
        if self.size.width >= _WIDE and not self.query("#dashboard-burnup"):
            self.query_one("#bottom").mount(self._burn_up())
            self._ahead_of = ()
            self._wait()

    def watch_look(self) -> None:
        """Draw in the other look, with the meaning of its signs."""
        super().watch_look()
        if self.is_mounted and self.look is not None:
            self.query_one("#year").border_subtitle = legend(self.look)

    def _wait(self) -> None:
        """Look ahead in a moment, so that keys that follow each other are not held up by it."""
        if self._waiting is None:
            self._waiting = self.set_timer(_PATIENCE, self.look_ahead)

    def look_ahead(self) -> None:
        """Reckon the finish and what is due, if anything has changed that they follow from."""
        self._waiting = None
        snapshot = self.snapshot
        if snapshot is None or not self.is_mounted:
            return
        roadmap = snapshot.roadmap
        stand = (
            roadmap.id,
            roadmap.progress,
            roadmap.seconds,
            roadmap.planned,
            snapshot.week,
            snapshot.settings,
        )
        if stand == self._ahead_of:
            return
        from studytui.tui.outlook import outlook

        self._ahead_of = stand
        try:
            self.outlook = outlook(self.app.study)
            if self.query("#dashboard-burnup"):
                from studytui.services.burnup import burn_up
                from studytui.tui.course import course

                self.course = course(burn_up(self.app.study))
        except Fault:
            self.outlook = ()  # what cannot be read is told by what needs it

    def watch_snapshot(self) -> None:
        """Draw what has changed, and the keys of the timer that work now."""
        super().watch_snapshot()
        if self.is_mounted and self.snapshot is not None:
            self._show_timer_keys()
            if self._ahead_of and self._ahead_of[-1] != self.snapshot.settings:
                self.look_ahead()  # what was switched off goes at once
            else:
                self._wait()
            day = self.snapshot.week.today
            self.query_one("#today").border_subtitle = f"{day:%a} {day.day} {day:%b}".lower()

    def watch_now(self) -> None:
        """Tell what the timer's keys do now."""
        if self.is_mounted and self.snapshot is not None and self.snapshot.timer is not None:
            self._show_timer_keys()

    def _show_timer_keys(self) -> None:
        if self.snapshot is None or self.look is None:
            return
        timer, own = self.snapshot.timer, self.snapshot.settings.keys
        words = key_words(own, ("timer.toggle", "start"))
        if timer is not None:
            pausing = ("timer.pause", p_does(timer, self.now))
            words = key_words(own, ("timer.toggle", "stop"), pausing, ("view.focus", "focus"))
        self.query_one("#timer").border_subtitle = Content(self.look.words(words))
        self.query_one("#dashboard-notes").border_subtitle = Content(key_words(own, ("note.open", "write")))
