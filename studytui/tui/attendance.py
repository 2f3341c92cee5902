"""Whether somebody is at the timer: heartbeat, question after an absence, call at the end of an interval."""

from __future__ import annotations

import contextlib

from textual import events

from studytui.domain.absence import SURE, Absence
from studytui.domain.durations import HOUR, format_duration
from studytui.domain.faults import Fault, NothingToDo
from studytui.domain.session import LONGEST_SESSION
from studytui.tui.phases import face, phase_of
from studytui.tui.terminal import Terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.ids import SessionId
    from studytui.domain.modes import Phase
    from studytui.domain.session import Session
    from studytui.tui.app import StudyApp

BEAT = 30
AGAIN = 10 * 60
"""Seconds between two heartbeats, and until a question that was put off is asked again."""
_INPUT = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)


class Attendance:
    """Follows the person and the timer of one dashboard."""

    def __init__(self, app: StudyApp) -> None:
        """Follow those of `app`; nothing is asked before `begin`."""
        self._app = app
        self.terminal = Terminal(app)
        self._input_at = app.study.clock.seconds()
        self._beat_at: int | None = None
        self.begun = False
        self._asking = False
        self._alone = False
        self._put_off: int | None = None
        self._found: Absence | None = None
        self._warned: SessionId | None = None
        self._call: tuple[Session, tuple[int, bool]] | None = None
        self._title: object = None

    @property
    def _now(self) -> int:
        return self._app.study.clock.seconds()

    @property
    def _timer(self) -> Session | None:
        return None if self._app.snapshot is None else self._app.snapshot.timer

    def begin(self) -> None:
        """Somebody has opened the dashboard: ask what became of the time before."""
        self.begun = True
        self._input_at = self._now
        self._app.app_suspend_signal.subscribe(self._app, lambda _: self.leave(), immediate=True)
        self._app.app_resume_signal.subscribe(self._app, lambda _: self._come_back(), immediate=True)
        if self._timer is not None:
            self._beat()

    def notice(self, event: events.Event) -> bool:
        """Remember a key or a click; whether it ended an absence, and was a key that must do nothing else."""
        if not isinstance(event, _INPUT) or event.is_forwarded:
            return False
        now = self._now
        gap = now - self._input_at
        self._input_at = now
        self._alone = False
        if gap < SURE or not self._may_ask():
            return False
        self._put_off = self._found = None
        self._beat()
        return self._asking and isinstance(event, events.Key)

    def _may_ask(self) -> bool:
        return self.begun and not self._asking and self._timer is not None

    def tick(self) -> None:
        """Once a second while a timer is shown."""
        timer = self._timer
        if timer is None or not self.begun:
            return
        self._follow(timer)
        if self._beat_at is None or not 0 <= self._now - self._beat_at < BEAT:
            self._beat()

    def _beat(self) -> None:
        """Keep that somebody is here, or ask about the time in which nobody was."""
        self._beat_at = self._now
        try:
            found = self._app.study.presence.beat(self._input_at)
        except Fault:
            return  # a disk that refuses this is told of when something is saved
        if self._asking:
            self._correct(found)
            return
        if found is None:
            self._found = self._put_off = None
            self._warn()
            return
        if self._put_off is not None and 0 <= self._now - self._put_off < AGAIN:
            return
        if self._found is None or not _same(self._found, found):
            self._found = found
            self._alone = self._input_at < self._now
        self._ask(self._found)

    def _ask(self, found: Absence) -> None:
        from studytui.tui.screens.absence import AbsenceScreen

        if not self._may_ask():
            return
        self._asking = True
        self._warned = found.session
        self._app.push_screen(AbsenceScreen(self._app.study, found), self._answered)

    def _correct(self, found: Absence | None) -> None:
        """Put the return right while the question waits and nobody has come back to it."""
        from studytui.tui.screens.absence import AbsenceScreen

        if found is None or not self._alone:
            return
        self._found = found
        for screen in self._app.screen_stack:
            if isinstance(screen, AbsenceScreen):
                screen.show(found)

    def _answered(self, choice: str | None) -> None:
        """Do what was chosen; without a choice, ask again later."""
        from studytui.tui.actions.away import ANSWERS

        self._asking = False
        found = self._found
        if choice is None or found is None:
            self._put_off = self._now
            self._app.say(f"Nothing was decided. You are asked again in {format_duration(AGAIN)}.")
            return
        self._app.guard(lambda: ANSWERS[choice](self._app, found))

    def settled(self) -> None:
        """The question was answered, or an answer taken back: look anew at the next tick."""
        self._found = self._put_off = self._beat_at = None

    def ask_now(self) -> None:
        """Ask again, or for the first time, because the user wants it."""
        self._app.study.timer.needed()
        found = self._found or self._app.study.presence.absence()
        if found is None:
            raise NothingToDo("there is no time away to decide on", "T changes the timer")
        self._found = found
        self._ask(found)

    def _warn(self) -> None:
        """Say once that a timer has run for longer than is likely."""
        timer = self._timer
        if timer is None or timer.id == self._warned or not self._app.study.timer.over_limit(timer):
            return
        self._warned = timer.id
        limit = self._app.study.settings.timer_limit * HOUR or LONGEST_SESSION
        self._app.say(
            f"The timer has run for over {format_duration(limit)} on {timer.title}. T e ends it at a time.",
            error=True,
        )

    def _follow(self, timer: Session) -> None:
        """Call the person when a phase ends by the clock; what they did themselves they know."""
        phase = phase_of(timer, self._now)
        before, self._call = self._call, None if phase is None else (timer, phase.call)
        if phase is None or before is None or before[0] != timer or before[1] == phase.call or timer.paused:
            return
        from studytui.services.notifying import message, wanted

        study = self._app.study
        first = self._first_to_call(timer, phase)
        if first:
            study.announce("interval", timer)
        title, text = message(timer, phase)
        self._app.say(f"{title}: {text}.")
        if wanted(study.settings, self._app.app_focus):
            fault = self.terminal.call(study.settings, title, text, first=first)
            if fault:
                self._app.say(fault, error=True)

    def tell_hooks(self) -> None:
        """Say what went wrong with the user's hooks, whoever set them off."""
        for fault in self._app.study.hook_faults():
            self._app.say(f"{fault[:1].upper()}{fault[1:]}.", error=True)

    def _first_to_call(self, timer: Session, phase: Phase) -> bool:
        """Whether no other dashboard has run the user's own programs for this already."""
        try:
            return self._app.study.presence.claim(timer, phase)
        except Fault:
            return True  # a disk that refuses to remember it does not keep the person from hearing it

    def show_title(self) -> None:
        """Let the terminal's title tell the timer: at its start and end, and once a minute."""
        timer, look = self._timer, self._app.look
        if timer is None or look is None or not self._app.study.settings.terminal_title:
            if self._title is not None:
                self.terminal.entitle("")
            self._title = None
            return
        shown = face(timer, self._now, look.glyphs)
        title = (timer.id, timer.title, shown.sign, (self._now - timer.start) // 60)
        if title != self._title:
            self._title = title
            clock = shown.clock.replace("+00:", "+").removeprefix("00:")
            self.terminal.entitle(f"{shown.sign} {clock} {look.words(timer.title)}")

    def leave(self, *, orderly: bool = True) -> None:
        """The dashboard is closed or lent out; `orderly` where its user wants it."""
        self.terminal.entitle("")
        self._title = None
        if orderly:
            with contextlib.suppress(Fault):
                self._app.study.presence.leave()

    def _come_back(self) -> None:
        """The dashboard has the terminal again."""
        self._input_at = self._now
        self._beat_at = None


def _same(old: Absence, new: Absence) -> bool:
    """Whether two questions are about the same absence; its return is then that of the first."""
    plain = (old.session, old.cause, old.since, old.seen) == (new.session, new.cause, new.since, new.seen)
    return plain and abs(old.slept - new.slept) < BEAT and abs(old.stepped - new.stepped) < BEAT
