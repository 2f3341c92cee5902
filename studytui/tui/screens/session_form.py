"""The form of a session: when, on what, a note; read while it is typed."""

from __future__ import annotations

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from studytui.domain.durations import format_length
from studytui.domain.faults import Fault, Refused
from studytui.domain.ids import SessionId
from studytui.domain.periods import parse_day
from studytui.domain.records import dataclass, replace
from studytui.domain.session import Session, shared_seconds, trim_pauses
from studytui.domain.text import clean_line
from studytui.domain.zones import local, say_clock, zone_named
from studytui.services.logbook import Logged, Stretch
from studytui.tui.screens.dialog import Dialog
from studytui.tui.screens.target_picker import offer_rows, offers
from studytui.tui.telling import drawable, say_fault, say_span
from studytui.tui.widgets.rows import RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import ClassVar

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.domain.target import Target
    from studytui.services.study import Study
    from studytui.tui.look import Look

_FORMS = "90m · 14:00-15:30 · yesterday 9am-11am · monday 18:00 +45m · 9:00-now"
_FIELDS = ("when", "day", "what", "note")
_LABELS = {"when": "When", "day": "Day", "what": "What", "note": "Note"}


@dataclass(frozen=True)
class Times:
    """What was understood of When and Day; `moved` is false while a session keeps its times."""

    stretch: Stretch
    moved: bool


def typed_times(session: Session) -> tuple[str, str]:
    """A session's times as When and Day, such that they mean the same again."""
    zone = zone_named(session.zone)
    first, last = local(session.start, zone), local(session.end or session.start, zone)
    begin = say_clock(first.replace(tzinfo=None))
    finish = say_clock(last.replace(tzinfo=None))
    if (session.end or session.start) - session.start < 86400 and begin != finish:
        return f"{begin}-{finish}", first.date().isoformat()
    return f"{first.date().isoformat()} {begin} to {last.date().isoformat()} {finish}", ""


class Matches(RowList, can_focus=False):
    """What fits the words in the field above; a click takes it."""

    def on_click(self, event: events.Click) -> None:
        """One click is enough."""
        self.lit = True


class SessionForm(Dialog[Logged]):
    """Logs a session, or changes one; answers with what was written."""

    DEFAULT_CSS = """
    SessionForm #form { width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 0 1; }
    SessionForm .field { height: 1; }
    SessionForm .label { width: 7; color: $muted; }
    SessionForm Input, SessionForm Input:focus { border: none; height: 1; padding: 0 1; background: $surface; width: 1fr; }
    SessionForm .told { margin: 0 0 1 8; height: auto; width: 1fr; }
    SessionForm #times { min-height: 3; }
    SessionForm .-fault { color: $error; }
    SessionForm .-warned { color: $warning; }
    SessionForm .-idle { color: $muted; }
    SessionForm #matches { height: 5; margin: 0 0 1 7; }
    SessionForm #aim { margin: 0 0 0 8; }
    SessionForm #last { margin: 0 0 0 8; min-height: 1; }
    SessionForm.-medium #matches { height: 4; }
    SessionForm.-low #matches { height: 2; margin-bottom: 0; }
    SessionForm.-low .told { margin-bottom: 0; }
    """  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
    ]

    def __init__(
        self,
        study: Study,
        target: Target,
        session: Session | None = None,
        typed: tuple[str, str] = ("", ""),
    ) -> None:
        """Log time on `target`, or change `session`, which was for it; `typed` stands in When and Day."""
        super().__init__()
        self._study = study
        self._target = self._original = target
        self._session = session
        self._offers: tuple[Target, ...] = ()
        self._sought: str | None = None
        self._picking = False
        self._discards = False
        self._tried = False
        when, day = typed if session is None else typed_times(session)
        note = "" if session is None else clean_line(session.note)
        self._first = {"when": when, "day": day, "what": "", "note": note}

    def compose(self) -> ComposeResult:
        """Four fields, below each what it means."""
        self._first["what"] = self._words(self._target)
        with VerticalScroll(id="form", classes="pane", can_focus=False):
            yield from self._field("when")
            yield from self._field("day", "today, yesterday, monday or 2026-11-20")
            yield Static(id="times", classes="told", markup=False)
            yield from self._field("what", "the roadmap alone")
            yield Static(id="aim", classes="told", markup=False)
            yield Matches(id="matches", empty="Nothing in this roadmap is called that.")
            yield from self._field("note", "optional")
            yield Static(id="last", classes="told", markup=False)

    def _field(self, name: str, placeholder: str = "") -> ComposeResult:
        with Horizontal(classes="field"):
            yield Static(_LABELS[name], classes="label", markup=False)
            line = Input(self._first[name], placeholder=placeholder, id=name)
            line.cursor_blink = False
            yield line

    def on_mount(self) -> None:
        """Begin with the time."""
        self._input("when").focus()
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Write with the signs of this look."""
        super().take_look(look)
        if look is None:
            return
        box = self.query_one("#form")
        box.border_title = "Add session" if self._session is None else "Edit session"
        box.border_subtitle = drawable("ctrl+s save · esc cancel", look)
        self._read()

    def _input(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    def _words(self, target: Target) -> str:
        """A target as What shows it."""
        look = self.app.look
        return target.words if look is None else drawable(target.words, look)

    def _typed(self, name: str) -> str:
        return self._input(name).value.strip()

    @property
    def changed(self) -> bool:
        """Whether anything was typed that would be lost."""
        return any(self._typed(name) != self._first[name].strip() for name in _FIELDS)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Read again."""
        message.stop()
        self._discards = False
        self._read()

    def _read(self) -> None:
        """Say below each field what it means."""
        if self.look is None:
            return
        self._read_times()
        self._read_target()
        self._tell("last", "esc again discards what was typed" if self._discards else "", "warned")

    def _times(self) -> Times:
        """When it was: raises a Fault where that is not understood."""
        when, day = self._typed("when"), self._typed("day")
        session = self._session
        if session is not None and (when, day) == (self._first["when"], self._first["day"]):
            end = session.end or session.start
            said = "the time of day is approximate" if session.approximate else ""
            return Times(Stretch(session.start, end, session.approximate, said), False)
        on: date | None = parse_day(day, self._study.today()) if day else None
        log = self._study.log
        return Times(log.understand(when, on) if session is None else log.reread(session, when, on), True)

    def _trial(self, stretch: Stretch) -> Session:
        """The session as it would be."""
        if self._session is None:
            zone = self._study.clock.zone_name()
            return Session(SessionId(""), stretch.start, stretch.end, zone, approximate=stretch.approximate)
        pauses = trim_pauses(self._session.pauses, stretch.start, stretch.end)
        return replace(
            self._session,
            start=stretch.start,
            end=stretch.end,
            pauses=pauses,
            approximate=stretch.approximate,
        )

    def _read_times(self) -> None:
        if not self._typed("when") and not self._tried and not self._typed("day"):
            self._tell("times", _FORMS, "idle")
            return
        try:
            times = self._times()
        except Fault as fault:
            self._tell("times", f"{self._sign('cross')} {say_fault(fault)}", "fault")
            return
        trial = self._trial(times.stretch)
        twelve = self._study.settings.twelve_hours
        span = say_span(trial.start, trial.end or trial.start, trial.zone, self._study.today(), twelve)
        words = f"= {span} · {format_length(trial.seconds)}"
        if trial.zone != self._study.clock.zone_name():
            words += f" · {trial.zone}"
        if times.stretch.said:
            words += f"\n  {times.stretch.said}"
        sharing = self._study.log.overlaps(trial)
        if sharing:
            twice = format_length(shared_seconds(trial, sharing))
            words += f"\n{self._sign('due')} {twice} would count twice: {sharing[0].title}"
            words += f" and {len(sharing) - 1} more" if len(sharing) > 1 else ""
        self._tell("times", words, "warned" if sharing else "")

    def _aim(self) -> Target:
        """What it was on: raises a Fault where that is not one thing."""
        words = self._typed("what")
        if words == self._words(self._target):
            return self._target
        if not words:
            return self._study.roadmap_target()
        return self._study.target(words)

    def _read_target(self) -> None:
        words = self._typed("what")
        if words != self._sought and self.look is not None:
            self._sought = words
            self._picking = False
            self._offers = offers(self._study, "" if words == self._words(self._target) else words)
            self.query_one("#matches", Matches).show(offer_rows(self._offers, self.look), keep=False)
        try:
            target = self._aim()
        except Fault as fault:
            self._lit(bool(self._offers))
            if self._offers:
                number = len(self._offers)
                fits = "one line fits" if number == 1 else f"{number} lines fit"
                self._tell("aim", f"{fits}: enter takes the one below", "idle")
            else:
                self._tell("aim", f"{self._sign('cross')} {say_fault(fault)}", "fault")
            return
        self._lit(self._picking)
        self._tell("aim", f"= {target.words}", "")

    def _lit(self, lit: bool) -> None:
        """Show whether Enter takes the line below."""
        matches = self.query_one("#matches", Matches)
        if matches.lit != lit:
            matches.lit = lit
            matches.refresh()

    def _sign(self, name: str) -> str:
        return "" if self.look is None else str(getattr(self.look.glyphs, name))

    def _tell(self, where: str, words: str, state: str) -> None:
        if self.look is None:
            return
        told = self.query_one(f"#{where}", Static)
        for name in ("fault", "warned", "idle"):
            told.set_class(name == state, f"-{name}")
        told.update(Content(drawable(words, self.look)))

    def action_step(self, by: int) -> None:
        """Up and down: in the list below What, else from field to field."""
        if self._input("what").has_focus and self._offers:
            matches = self.query_one("#matches", Matches)
            if self._picking or matches.lit:
                matches.perform("list.down" if by > 0 else "list.up")
            self._picking = True
            self._lit(True)
        elif by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """The list's cursor is no news to anybody else."""
        message.stop()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """A line was clicked."""
        message.stop()
        self._take(message.row.key)

    def _take(self, key: str) -> None:
        self._target = self._offers[int(key)]
        self._sought = None
        what = self._input("what")
        what.value = self._words(self._target)
        what.cursor_position = len(what.value)
        self._read_target()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter takes the line below What, goes to the next field, and saves on the last."""
        message.stop()
        matches = self.query_one("#matches", Matches)
        name = message.input.id
        if name == "what" and matches.lit and matches.current is not None:
            self._take(matches.current.key)
        if name == "note":
            self.action_save()
        else:
            self.focus_next()

    def action_leave(self) -> None:
        """Cancel; what was typed is given up at the second time."""
        if self.changed and not self._discards:
            self._discards = True
            self._read()
            return
        self.dismiss(None)

    def action_save(self) -> None:
        """Write it, if all is understood; else go to the field that is not."""
        self._tried = True
        self._read()
        if self._session is not None and not self.changed:
            self.dismiss(None)
            return
        log = self._study.log
        field = "when"
        try:
            times = self._times()
            field = "what"
            target = self._aim()
            field = "note"
            note = self._typed("note")
            if self._session is None:
                self.dismiss(log.add(times.stretch, target, note))
                return
            self.dismiss(
                log.edit(
                    self._session,
                    times.stretch.start if times.moved else None,
                    times.stretch.end if times.moved else None,
                    target if target != self._original else None,
                    note if note != self._first["note"] else None,
                )
            )
        except Refused as fault:
            self._refuse(field, fault)
        except Fault as fault:
            self._refuse("note", fault)

    def _refuse(self, field: str, fault: Fault) -> None:
        self._input(field).focus()
        where = {"when": "times", "what": "aim"}.get(field, "last")
        self._tell(where, f"{self._sign('cross')} {say_fault(fault)}", "fault")
