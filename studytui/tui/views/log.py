"""The Log: sessions by day, newest first, of which only those near the cursor are read."""

from __future__ import annotations

from datetime import timedelta

from textual.containers import Horizontal, Vertical
from textual.content import Content

from studytui.domain.days import day_start, week_start
from studytui.domain.periods import Period
from studytui.domain.session import elapsed
from studytui.services.figures import with_timer
from studytui.services.logbook import Page
from studytui.tui.border_keys import key_words
from studytui.tui.daybook import log_rows, with_marks
from studytui.tui.log_frame import log_title, week_words
from studytui.tui.telling import drawable
from studytui.tui.views.view import View
from studytui.tui.widgets.bars import VerbClicked
from studytui.tui.widgets.log_panes import ChangesPane, MonthPane, SessionPane, WeekPane
from studytui.tui.widgets.session_list import SessionList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import ClassVar

    from textual.app import ComposeResult

    from studytui.domain.session import Session
    from studytui.domain.sieve import Sieve
    from studytui.domain.target import Target
    from studytui.services.sifting import Sifted
    from studytui.services.study import Study
    from studytui.tui.widgets.rows import RowList

_PART = 200
_NEAR = 60
_MOST_KEPT = 1000
_MOST_FITTING = 5000
_CHANGES_SHOWN = 40
_EMPTY = "No sessions yet.\n\nt  starts the timer on what is selected\na  adds hours studied already"


class LogView(View):
    """Every session, to look up and to put right."""

    DEFAULT_CSS = """
    LogView #sessions { width: 1fr; }
    LogView #log-side { width: 42; }
    LogView #log-month { width: 44; display: none; }
    LogView #log-session { height: 1fr; min-height: 10; max-height: 16; }
    LogView #log-week { height: 1fr; }
    LogView #log-changes { height: 1fr; }
    .-narrow LogView #log-side, .-tiny LogView #log-side { display: none; }
    .-medium LogView #log-changes, .-low LogView #log-changes { display: none; }
    .-low LogView #log-week { display: none; }
    .-wide LogView #log-side { width: 50; }
    .-wide LogView #log-month { display: block; }
    """
    SCOPED_CSS = False
    first_focus = "#sessions"
    hints: ClassVar[Mapping[str, str]] = {"list.previous": "[ ] week", "list.open": ""}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Nothing is read before the view is shown."""
        super().__init__(id=id)
        self._study: Study | None = None
        self._page = Page((), 0, 0, 0, {})
        self._around: tuple[int | None, int, int] = (None, 0, _PART)
        self._coming: tuple[int | None, int, int] = self._around
        self._sieve: Sieve | None = None
        self._sifted: Sifted | None = None
        self._minute = -1
        self._week: date | None = None
        self._marked: dict[str, Session] = {}

    def compose(self) -> ComposeResult:
        """The sessions; beside them, where there is room, one of them, its week, the changes, its month."""
        with Horizontal():
            sessions = SessionList(id="sessions", classes="pane", empty=_EMPTY)
            sessions.border_title = "Log"
            yield sessions.data_bind(LogView.look)
            with Vertical(id="log-side"):
                session = SessionPane(id="log-session", classes="pane")
                session.border_title = "Session"
                yield session.data_bind(LogView.look, LogView.snapshot, LogView.now)
                yield WeekPane(id="log-week", classes="pane").data_bind(LogView.look, LogView.snapshot)
                changes = ChangesPane(id="log-changes", classes="pane")
                changes.border_title = "Changes"
                yield changes.data_bind(LogView.look, LogView.snapshot)
            yield MonthPane(id="log-month", classes="pane").data_bind(
                LogView.look, LogView.snapshot, LogView.now
            )

    @property
    def _rows(self) -> SessionList:
        return self.query_one("#sessions", SessionList)

    def read(self, study: Study) -> None:
        """Read the sessions that are shown, and what stands beside them."""
        self._study = study
        self._week = None
        study.sifting.renew()
        self._marked = {key: session for key in self._marked if (session := study.log.found(key)) is not None}
        self._load(*self._around)
        self.query_one(ChangesPane).changes = study.history.listed(_CHANGES_SHOWN)

    def watch_look(self) -> None:
        """Draw in the other look."""
        if self._study is not None:
            self._draw()

    def watch_now(self) -> None:
        """Draw the timer's row when a minute is full."""
        timer = None if self.snapshot is None else self.snapshot.timer
        if timer is not None and self._study is not None and elapsed(timer, self.now) // 60 != self._minute:
            self._draw()

    def _load(self, before: int | None, above: int, below: int, key: str = "") -> None:
        """Show the sessions around an instant, the cursor on `key`, else where it was."""
        if self._study is None:
            return
        self._around = self._coming = (before, above, below)
        sifting, words = self._study.sifting, self._rows.filter_words
        sieve, self._sieve = self._sieve, sifting.read(words) if words else None
        sifted = self._sifted = None if self._sieve is None else sifting.sift(self._sieve, below)
        self._page = self._study.log.page(before, above, below) if sifted is None else sifted.page
        self._week = self._week if sieve == self._sieve else None
        self._draw(key)

    @property
    def _shown(self) -> tuple[Session, ...]:
        """The sessions in the list, the timer at their head where that is shown."""
        head = () if self._timer is None or self._page.newer else (self._timer,)
        return (*head, *self._page.sessions)

    @property
    def _timer(self) -> Session | None:
        """The timer, where the filter leaves it."""
        timer = None if self.snapshot is None else self.snapshot.timer
        if timer is None or self._study is None or self._sieve is None:
            return timer
        return timer if self._study.sifting.fits(self._sieve, timer) else None

    def _draw(self, key: str = "") -> None:
        if self._study is None or self.snapshot is None or self.look is None or not self.is_mounted:
            return
        rows = self._rows
        timer = self.snapshot.timer
        self._minute = -1 if timer is None else elapsed(timer, self.now) // 60
        held = rows.current
        place = rows.cursor - rows.scroll_offset.y
        scrolled = rows.scroll_offset.y > 0
        rows.sessions = {session.id: session for session in self._shown}
        rows.today = self.snapshot.week.today
        drawn = log_rows(
            self._shown,
            self._page.days,
            self._study.log.day_of,
            self.snapshot,
            self.look,
            self.now,
            self._timer,
        )
        self.show_rows(rows, with_marks(drawn, self._marked, self.look))
        if key:
            rows.go_to(key)
        elif scrolled and held is not None and rows.current is not None and held.key == rows.current.key:
            rows.scroll_to(y=rows.cursor - place, animate=False)
        self._draw_side()
        self._draw_frame()

    def _draw_frame(self) -> None:
        """Week and month in the list's title, and where the cursor is at its foot."""
        if self.snapshot is None or self.look is None or self._week is None:
            return
        month, timer, rows = self.query_one(MonthPane), self._timer, self._rows
        totals = with_timer(month.totals, timer, self.now, self.snapshot.settings)
        shown_day = month.day or self._week
        running = None if timer is None else elapsed(timer, self.now)
        words = log_title(self._week, shown_day, totals, self.snapshot, self._sifted, running)
        rows.border_title = Content(drawable(words, self.look))
        if rows.filter_words:
            return
        if self._marked:
            rows.border_subtitle = drawable(f"{len(self._marked)} marked · esc unmarks", self.look)
            return
        key = rows.current.key if rows.current is not None else ""
        at = next((place for place, session in enumerate(self._shown, 1) if session.id == key), 0)
        number = self._page.newer + at
        rows.border_subtitle = f"{number:,} of {self._page.total + (timer is not None):,}" if at else ""

    def _draw_side(self) -> None:
        """What stands beside the list, for the session under the cursor."""
        if self._study is None or self.snapshot is None:
            return
        session = self.chosen()
        pane = self.query_one(SessionPane)
        pane.session = session
        pane.sharing = () if session is None else self._study.log.overlaps(session)
        running = session is not None and session.end is None
        verb = ("timer.menu", "change") if running else ("log.edit", "edit")
        pane.border_subtitle = Content(key_words(self.snapshot.settings.keys, verb) if session else "")
        day = self.snapshot.week.today if session is None else self._study.log.day_of(session)
        first = week_start(day, self.snapshot.settings.first_weekday)
        month = self.query_one(MonthPane)
        if first != self._week or month.day is None or month.day.replace(day=1) != day.replace(day=1):
            self._draw_week(first, day)
        month.day = day

    def _draw_week(self, first: date, day: date) -> None:
        assert self._study is not None
        assert self.snapshot is not None
        self._week = first
        week = Period(first, first + timedelta(days=6))
        pane = self.query_one(WeekPane)
        pane.by_stage = self._study.reports.report(week, "stage").rows
        pane.border_title = f"By stage, {week_words(first, self.snapshot)}"
        month = self.query_one(MonthPane)
        since = min(first - timedelta(weeks=12), day.replace(day=1))
        until = max(week.last, day.replace(day=28) + timedelta(days=3))
        sifted = self._sifted
        month.totals = self._study.log.day_totals(since, until) if sifted is None else sifted.days
        month.with_timer = self._timer is not None
        month.border_title = f"{day:%B %Y}" if sifted is None else f"{day:%B %Y}, filtered"

    def chosen(self) -> Session | None:
        """The session under the cursor, or the timer."""
        rows = self._rows
        return rows.sessions.get(rows.current.key) if rows.current is not None else None

    def marked(self) -> tuple[Session, ...]:
        """The sessions that are marked."""
        return tuple(self._marked.values())

    def mark(self, session: Session) -> None:
        """Mark a session, or unmark it, and go on to the next one."""
        if self._marked.pop(session.id, None) is None:
            self._marked[session.id] = session
        self._rows.perform("list.down")
        self._draw()

    def same(self) -> None:
        """Show only what was studied as under the cursor; all again where a filter is on."""
        session = self.chosen()
        if self._rows.filter_words or session is None or self._study is None:
            self._rows.filter("")
        else:
            self._rows.filter(self._study.sifting.typed(session))

    def unmark(self) -> None:
        """Mark nothing."""
        self._marked = {}
        self._draw()

    def selection(self) -> Target | None:
        """What the session under the cursor was for."""
        session = self.chosen()
        return None if session is None or self._study is None else self._study.log.target_of(session)

    def show_session(self, session: Session) -> None:
        """Put the cursor on a session, wherever it is in the log."""
        if session.id in self._rows.sessions:
            self._rows.go_to(session.id)
        elif session.end is not None:
            self._load(session.start + 1, _PART, _PART, session.id)

    def perform(self, verb: str) -> bool:
        """Go from week to week, and to today."""
        if verb == "list.previous":
            self._week_before()
        elif verb == "list.next":
            self._week_after()
        elif verb == "log.today":
            self._to_newest()
        elif verb == "log.same":
            self.same()
        elif verb == "app.back" and self._marked:
            self.unmark()
        else:
            return False
        return True

    def _to_newest(self) -> None:
        self._load(None, 0, _PART)
        self._rows.to_end(first=True)

    def _to_oldest(self) -> None:
        if self._rows.filter_words:
            self._load(None, 0, _MOST_FITTING)
        else:
            self._load(0, _PART, 0)
        self._rows.to_end(first=False)

    def _first_day(self) -> date | None:
        """The first day of the week of the session under the cursor."""
        session = self.chosen()
        if session is None or self._study is None:
            return None
        return week_start(self._study.log.day_of(session), self._study.settings.first_weekday)

    def _instant(self, day: date) -> int:
        assert self._study is not None
        return day_start(day, self._study.zone(), self._study.settings.day_start)

    def _week_before(self) -> None:
        """To the newest session before this week."""
        first = self._first_day()
        if first is None or self._study is None:
            return
        before = self._instant(first)
        if self._rows.filter_words:
            self._to_fitting(session for session in self._page.sessions if session.start < before)
            return
        found = self._study.log.page(before, 0, 1).sessions
        if found:
            self._load(before, _PART, _PART, found[0].id)
            self._rows.scroll_to(y=self._rows.cursor - 1, animate=False)

    def _week_after(self) -> None:
        """To the newest session of the next week that has one."""
        first = self._first_day()
        if first is None or self._study is None:
            return
        log = self._study.log
        if self._rows.filter_words:
            since = self._instant(first + timedelta(days=7))
            later = [session for session in self._page.sessions if session.start >= since]
            self._to_fitting(reversed(later))
            return
        coming = log.page(self._instant(first + timedelta(days=7)), 1, 0).sessions
        if not coming:
            self._to_newest()
            return
        week = week_start(log.day_of(coming[0]), self._study.settings.first_weekday)
        before = self._instant(week + timedelta(days=7))
        found = log.page(before, 0, 1).sessions
        if found:
            self._load(before, _PART, _PART, found[0].id)
            self._rows.scroll_to(y=self._rows.cursor - 1, animate=False)

    def _to_fitting(self, sessions: Iterable[Session]) -> None:
        """To the first of some of the sessions that a filter has left, if there is one."""
        found = next(iter(sessions), None)
        if found is not None:
            self._rows.go_to(found.id)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show what stands beside the session, and read more near the ends."""
        message.stop()
        self._draw_side()
        self._draw_frame()
        self._read_on(self._rows.cursor, self._rows.cursor)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Enter changes a session."""
        message.stop()
        self.post_message(VerbClicked("log.edit"))

    def on_session_list_wanted(self, message: SessionList.Wanted) -> None:
        """Read more, or go to an end."""
        message.stop()
        rows = self._rows
        session = self.chosen()
        if message.which == "list.top":
            self._to_newest()
        elif message.which == "list.bottom":
            self._to_oldest()
        elif message.which == "filter" and rows.filter_words:
            self._load(None, 0, _PART)
        elif message.which == "filter" and session is not None and session.end is not None:
            self._load(session.start + 1, _PART, _PART, session.id)
        elif message.which == "filter":
            self._to_newest()
        else:
            top = rows.scroll_offset.y
            self._read_on(top, top + rows.size.height)

    def _read_on(self, top: int, bottom: int) -> None:
        """Read further where the rows from `top` to `bottom` are near an end of what is read."""
        rows = self._rows
        before, above, below = self._around
        read = len(self._page.sessions)
        older = self._page.newer + read < self._page.total
        if bottom > len(rows.rows) - _NEAR and older and read:
            around = (before, above, below + _PART)
        elif top < _NEAR and self._page.newer:
            around = (before, above + _PART, below)
        else:
            return
        session = self.chosen()
        if read > _MOST_KEPT and session is not None and not rows.filter_words and top == bottom:
            around = (session.start + 1, _MOST_KEPT // 2, _MOST_KEPT // 2)
        if around != self._coming:
            self._coming = around
            self.call_next(self._load, *around)
