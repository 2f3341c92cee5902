"""The dashboard: owns the study, hands a snapshot down, and carries out verbs."""

from __future__ import annotations

import gc
from contextlib import suppress

from rich.text import Text
from textual import events
from textual.containers import Container
from textual.reactive import reactive
from textual.signal import SignalError

from studytui.domain.faults import Fault, NothingToDo
from studytui.domain.text import clean
from studytui.services.snapshot import take
from studytui.tui.actions import performers
from studytui.tui.attendance import Attendance
from studytui.tui.border_keys import press_in_border
from studytui.tui.hints import hints
from studytui.tui.keeping import Keeping
from studytui.tui.keymap import keymap
from studytui.tui.look import ASCII, THEMES, UNICODE, draw_scrollbars, make_look
from studytui.tui.phases import face
from studytui.tui.pulse import Pulse
from studytui.tui.screens.dialog import Dialog
from studytui.tui.shelf import Shelf
from studytui.tui.tabs import tabs
from studytui.tui.telling import say_fault
from studytui.tui.theming import ThemedApp
from studytui.tui.verbs import BY_ID, Place, bindings, not_here
from studytui.tui.views.view import View
from studytui.tui.widgets.bars import HintBar, TopBar, VerbClicked
from studytui.tui.widgets.rows import RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ClassVar, Literal

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.message import Message

    from studytui.domain.roadmap import Roadmap
    from studytui.domain.settings import Settings
    from studytui.domain.target import Target
    from studytui.services.snapshot import Snapshot
    from studytui.services.study import Study
    from studytui.tui.look import Glyphs, Look

_MESSAGES_KEPT = 50
_LONG = 7 * 24 * 3600.0


class StudyApp(ThemedApp):
    """The full-screen dashboard on one Study."""

    CSS_PATH = "app.tcss"
    TITLE = "studytui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.EVERYWHERE])]
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (112, "-normal"), (180, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-medium"), (30, "-tall")]  # noqa: RUF012  # as Textual declares them

    snapshot: reactive[Snapshot | None] = reactive(None, init=False, repaint=False)
    look: reactive[Look | None] = reactive(None, init=False, repaint=False)
    now: reactive[int] = reactive(0, init=False, repaint=False)
    roadmap: reactive[Roadmap | None] = reactive(None, init=False, repaint=False)
    view: reactive[str] = reactive("dashboard", init=False, repaint=False)

    def __init__(
        self,
        study: Study,
        *,
        glyphs: Glyphs | None = None,
        demo: bool = False,
        gone: Callable[[], bool] | None = None,
        first_view: str = "dashboard",
    ) -> None:
        """Show `study`; `glyphs` overrides the setting, `demo` marks made-up data.

        `gone` tells whether the terminal is there no more; the program ends then.
        """
        super().__init__()
        self.gone = gone
        self._first_view = first_view
        self.study = study
        self.demo = demo
        self.messages: list[str] = []
        self.recent: list[str] = []
        self._in_use: Settings | None = None
        self._glyphs = glyphs
        self.seen_version = 0
        self._came_from = "dashboard"
        self._error_stays = False
        self._top = TopBar(id="tabs")
        self.keeping = Keeping(self)
        self.attendance = Attendance(self)
        self.shelf = Shelf(self)
        self.pulse = Pulse(self)
        self.animation_level = "none"
        self.begin_with_theme(study.settings.theme)
        with study.store.reading():
            self.set_reactive(StudyApp.snapshot, take(study))
        self.set_reactive(StudyApp.now, study.clock.seconds())
        self.set_reactive(StudyApp.look, self._make_look())
        self.seen_version = study.store.data_version()

    def use_settings(self) -> None:
        """Show what the settings say now: colours, signs, keys."""
        settings = self.study.settings
        before, self._in_use = self._in_use, settings
        if settings is before:
            return
        if before is None or before.theme != settings.theme:  # else one is perhaps being looked at
            self.theme = settings.theme if settings.theme in self.available_themes else THEMES[0].name
        look = self._make_look()
        if look != self.look:
            self.look = look
        self.set_class(look.glyphs.ascii, "-ascii")
        self.query_one(HintBar).display = settings.footer
        draw_scrollbars(look.glyphs)
        self.set_keymap(keymap(settings.keys))
        self.show_hints()

    @property
    def signs_are_given(self) -> bool:
        """Whether the signs come from the start of the program, not from the settings."""
        return self._glyphs is not None

    def _make_look(self) -> Look:
        glyphs = self._glyphs or (ASCII if self.study.settings.glyphs == "ascii" else UNICODE)
        few = self.no_color or self.console.color_system in ("standard", "windows")
        return make_look(self.get_css_variables(), glyphs, few)

    def compose(self) -> ComposeResult:
        """Tabs, the view, hints; other views are made when they are first shown."""
        from studytui.tui.views.dashboard import DashboardView

        self._set_breakpoints()
        yield self._top.data_bind(StudyApp.look, active=StudyApp.view)
        with Container(id="body"):
            yield DashboardView(id="dashboard").data_bind(StudyApp.look, StudyApp.snapshot, StudyApp.now)
        yield HintBar(id="hints").data_bind(StudyApp.look)

    def _set_breakpoints(self) -> None:
        """Give the screen the classes of its size before it is laid out, so that it is laid out once."""
        for edge, steps in (
            (self.size.width, self.HORIZONTAL_BREAKPOINTS),
            (self.size.height, self.VERTICAL_BREAKPOINTS),
        ):
            reached = [name for least, name in steps or () if edge >= least]
            self.screen.add_class(*reached[-1:])

    def on_mount(self) -> None:
        """Begin to listen: for other programs' changes, and for the clock while a timer runs."""
        top = self._top
        top.tabs = tabs()
        self.show_mark()
        self.use_settings()
        self.query_one("#stages").focus()
        with suppress(SignalError):  # when it is quit before it has begun
            self.theme_changed_signal.subscribe(self, self._look_again)
        self.show_clock()
        self.pulse.begin()
        self.call_after_refresh(self._settled)

    def _settled(self) -> None:
        gc.enable()
        gc.freeze()
        if self._exit:
            return
        self._show_due()
        if faults := self.faults_of(self.study.settings):
            self.say("\n".join(faults), error=True)
        if self.snapshot is not None and not self.snapshot.chosen:
            self.perform("first.run")
        elif self._first_view != "dashboard":
            self.call_later(self.go, self._first_view)
        self.attendance.begin()
        self.keeping.begin()
        self.call_later(performers)

    def show_mark(self) -> None:
        """A word beside the name: made-up data, or data that is only read."""
        self._top.marked = "demo" if self.demo else self.keeping.word

    def _show_due(self) -> None:
        """Say in the tab how many topics are due; never before the first paint, since it may take long."""
        self._top.tabs = tabs(self.study.reviewing.due_count(), self.look)

    def _look_again(self, _theme: object) -> None:
        self.look = self._make_look()

    @property
    def _leaving(self) -> bool:
        """Whether the program is about to end, its widgets perhaps gone already."""
        return self._exit or not self._top.is_attached

    def tick(self) -> None:
        """Move the clock on, only while there is one to be seen."""
        if self.snapshot is not None and self.snapshot.timer is not None and not self._leaving:
            self.now = self.study.clock.seconds()
            self.show_clock()
            self.attendance.tick()

    def poll(self) -> None:
        """Take up what another program wrote, the change of the day, and the file's being replaced."""
        if self._leaving:
            return
        if self.gone is not None and self.gone():
            self.exit(return_code=129)
            return
        try:
            if not self.keeping.still_there():
                return
            version = self.study.store.data_version()
            new_day = self.snapshot is not None and self.snapshot.week.today != self.study.today()
            if version != self.seen_version and not self.keeping.still_ours():
                return
            if version != self.seen_version or new_day:
                self.seen_version = version
                self.study.read_settings()
                self.renew()
            if new_day:
                self.keeping.begin()
            self.shelf.look()
            self.attendance.tell_hooks()
        except Fault as fault:
            self.say(say_fault(fault), error=True)

    def renew(self) -> None:
        """Read a new snapshot and hand it down."""
        self.use_settings()
        self.show_mark()
        self.now = self.study.clock.seconds()
        with self.study.store.reading():
            self.snapshot = take(self.study)
            self.current_view.read(self.study)
            self._show_due()
        if self.roadmap is not None and self.current_view.wants_roadmap:
            self.roadmap = self.shelf.roadmap(self.roadmap)
        self.show_clock()

    def show_clock(self) -> None:
        """The timer in the top bar."""
        if self.snapshot is None or self.look is None or self._leaving:
            return
        timer = self.snapshot.timer
        clock = ("", "", "")
        if timer is not None:
            shown = face(timer, self.now, self.look.glyphs)
            clock = (shown.sign, shown.clock, self.look.words(timer.title))
        self._top.clock = clock
        self.attendance.show_title()

    def say(self, words: str, *, error: bool = False) -> None:
        """One toast, in place of the one before; it goes by itself, an error with the next key."""
        words = clean(words)
        self.messages = [words, *self.messages][:_MESSAGES_KEPT]
        self.clear_notifications()
        self._error_stays = error
        severity: Literal["error", "information"] = "error" if error else "information"
        self.notify(words, severity=severity, timeout=_LONG if error else 4, markup=False)

    @property
    def current_view(self) -> View:
        """The view in front."""
        return self.query_one(f"#{self.view}", View)

    async def go(self, name: str) -> None:
        """Bring a view to the front, made when it is first wanted; the stage looked at goes along."""
        if name == self.view:
            return
        before = self.current_view
        before.left()
        found = self.query(f"#{name}")
        if not found:
            from studytui.tui.views import make_view

            made = make_view(name)
            made.data_bind(StudyApp.look, StudyApp.snapshot, StudyApp.now, StudyApp.roadmap)
            await self.query_one("#body").mount(made)
        view = self.query_one(f"#{name}", View)
        if view.wants_roadmap:
            self.roadmap = self.shelf.roadmap(self.roadmap)
        self.guard(lambda: view.read(self.study))
        view.take_over(before)
        self._came_from = self.view
        before.zoom(None)
        before.display = False
        view.display = True
        self.view = name
        view.shown()
        if view.first_focus:
            view.query_one(view.first_focus).focus()
        self.show_hints()

    async def go_back(self) -> None:
        """Return to the view before this one."""
        await self.go(self._came_from if self._came_from != self.view else "dashboard")

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Enter in the weekly review, which no view can carry out by itself."""
        if message.rows.id == "review-step":
            from studytui.tui.actions import review

            self.guard(lambda: review.opened(self, message.row.key))

    async def on_stats_view_open_day(self, message: Message) -> None:
        """Show a day's sessions in the Log."""
        from studytui.tui.actions.navigation import open_day

        await open_day(self, message)

    def selection(self) -> Target | None:
        """What is selected in the view in front."""
        return self.current_view.selection()

    def action_focus_next(self) -> None:
        """What Textual does on tab is a verb of ours, but in dialogs."""
        self.screen.focus_next() if self.screen.is_modal else self.perform("pane.next")

    def action_focus_previous(self) -> None:
        """And on shift+tab."""
        self.screen.focus_previous() if self.screen.is_modal else self.perform("pane.previous")

    def action_verb(self, verb: str) -> None:
        """Carry out a verb that a key stands for."""
        self.perform(verb)

    def on_verb_clicked(self, message: VerbClicked) -> None:
        """Carry out a verb whose word was clicked."""
        self.perform(message.verb)

    def perform(self, verb: str) -> None:
        """Offer a verb to what has the focus, to the view, and to the program itself, in that order."""
        self.guard(lambda: self._carry_out(verb))

    def _carry_out(self, verb: str) -> None:
        focused = self.screen.focused
        if isinstance(focused, RowList) and focused.perform(verb):
            return
        screen = self.screen
        if isinstance(screen, Dialog):
            if screen.perform(verb) or verb not in screen.PASSES:
                return
        elif screen.is_modal or self.current_view.perform(verb):
            return
        performer = performers().get(verb)
        if performer is not None:
            performer(self)
        elif (known := BY_ID.get(verb)) is not None:
            raise NothingToDo(*not_here(known))

    def guard(self, work: Callable[[], None]) -> None:
        """Do something, and tell the fault if it could not be done."""
        try:
            work()
        except Fault as fault:
            self.say(say_fault(fault), error=fault.exit_status != 1)
            with suppress(Fault):
                self.renew()

    def _handle_exception(self, error: Exception) -> None:
        """End with a word instead of a traceback where the data is at fault."""
        told = self.keeping.explained(error)
        if not told:
            super()._handle_exception(error)
        else:
            self.exit(return_code=3, message=Text(told))

    def show_hints(self) -> None:
        """The keys that work where the focus is."""
        bar = self.query_one(HintBar)
        bar.hints, bar.last = hints(self)

    async def on_event(self, event: events.Event) -> None:
        """Take note that somebody is here; a key that ends an absence only brings its question."""
        if self._error_stays and isinstance(event, events.Key):
            self._error_stays = False
            self.clear_notifications()
        if self.attendance.notice(event):
            return
        await super().on_event(event)

    def on_click(self, event: events.Click) -> None:
        """A key that stands in a border works by a click on it."""
        press_in_border(self, event)

    def on_unmount(self) -> None:
        """Say good-bye to the timer, and give the terminal its title back."""
        self.attendance.leave(orderly=not self.return_code)

    def on_descendant_focus(self) -> None:
        """Other keys work now."""
        if not self.screen.is_modal:
            self.show_hints()
