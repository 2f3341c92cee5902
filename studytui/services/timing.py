"""The timer: started, paused, stopped, thrown away; each in one change that can be undone."""

from __future__ import annotations

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.ids import SessionId
from studytui.domain.records import dataclass, replace
from studytui.domain.session import LONGEST_SESSION, Session, begun_at, elapsed, trim_pauses
from studytui.domain.text import clean
from studytui.services.marking import begin_item, forget_begun
from studytui.services.study import CHOSEN
from studytui.store.tables import CHOICE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.target import Target
    from studytui.services.study import Study
    from studytui.store.operations import ChangeWriter

NOTE_LENGTH = 10_000


@dataclass(frozen=True)
class Started:
    """A timer that was started, and the session that it put an end to."""

    timer: Session
    stopped: Session | None


class Timing:
    """The use-cases of the timer of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def running(self) -> Session | None:
        """The timer, running or paused; none without one."""
        return self._study.store.sessions.open_timer()

    def needed(self) -> Session:
        """The timer; NothingToDo without one."""
        found = self.running()
        if found is None:
            raise NothingToDo("no timer is running", "start one with: studytui start TARGET")
        return found

    def start(self, target: Target, at: int | None = None, mode: str = "stopwatch") -> Started:
        """Start on `target` now or at an earlier moment (UTC seconds); a running timer is saved first."""
        study = self._study
        moment = study.clock.seconds() if at is None else at
        if moment > study.clock.seconds():
            raise Refused("the timer cannot begin in the future", "name an earlier moment")
        with study.store.change(f"start {target.words}") as writer:
            stopped = self._end_running(writer, moment)
            timer = Session(
                SessionId(study.store.new_id()),
                moment,
                None,
                study.clock.zone_name(),
                target.roadmap,
                target.stage,
                target.item,
                target.words,
                mode=mode,
            )
            study.store.put_session(writer, timer)
            put_in_use(study, writer)
            begin_item(study, writer, target)
        return Started(timer, stopped)

    def _end_running(self, writer: ChangeWriter, moment: int) -> Session | None:
        running = self.running()
        if running is None:
            return None
        if moment < running.start:
            raise Refused(
                f"a timer runs on {running.title} since later than that",
                "stop it first with: studytui stop, or throw it away with: studytui cancel",
            )
        return self._close(writer, running, moment)

    def _close(self, writer: ChangeWriter, running: Session, moment: int) -> Session | None:
        """Close a timer at `moment`; one that lasted no second leaves nothing."""
        store = self._study.store
        ended = replace(running, end=moment, pauses=trim_pauses(running.pauses, running.start, moment))
        if moment <= running.start or ended.seconds == 0:
            store.remove_session(writer, running)
            forget_begun(self._study, writer, running)
            return None
        store.put_session(writer, ended)
        return ended

    def stop(self, at: int | None = None, note: str = "") -> Session | None:
        """Save the timer as a session that ends now or earlier; none when it lasted no second."""
        running = self.needed()
        now = self._study.clock.seconds()
        moment = now if at is None else at
        if at is not None and moment <= running.start:
            raise Refused(
                "the timer was not yet running then",
                "name a later moment, or throw it away with: studytui cancel",
            )
        if moment > now:
            raise Refused("the timer cannot end in the future", "name an earlier moment")
        if note:
            running = replace(running, note=clean(note)[:NOTE_LENGTH])
        with self._study.store.change(f"stop {running.title}") as writer:
            return self._close(writer, running, moment)

    def pause(self) -> Session:
        """Pause; the time from now on does not count until it goes on."""
        running = self.needed()
        if running.paused:
            raise NothingToDo("the timer is paused already", "go on with: studytui resume")
        now = max(self._study.clock.seconds(), running.start)
        paused = replace(running, pauses=(*running.pauses, (now, None)))
        with self._study.store.change(f"pause {running.title}") as writer:
            self._study.store.put_session(writer, paused)
        return paused

    def resume(self) -> Session:
        """Go on after a pause."""
        running = self.needed()
        if not running.paused:
            raise NothingToDo("the timer is not paused", "pause it with: studytui pause")
        begun = running.pauses[-1][0]
        now = max(self._study.clock.seconds(), begun)
        gone_on = replace(running, pauses=(*running.pauses[:-1], (begun, now)))
        with self._study.store.change(f"resume {running.title}") as writer:
            self._study.store.put_session(writer, gone_on)
        return gone_on

    def cancel(self) -> Session:
        """Throw the timer away; undo brings it back."""
        running = self.needed()
        with self._study.store.change(f"cancel {running.title}") as writer:
            self._study.store.remove_session(writer, running)
        return running

    def continue_last(self) -> Started:
        """Start again on what was studied last."""
        running = self.running()
        if running is not None:
            raise NothingToDo(
                f"a timer runs on {running.title} already",
                "stop it with: studytui stop" if not running.paused else "go on with: studytui resume",
            )
        last = self._study.store.sessions.last_closed()
        if last is None:
            raise NothingToDo("there is no session to continue", "start one with: studytui start TARGET")
        return self.start(self._study.log.target_of(last))

    def change_start(self, at: int) -> Session:
        """Let the timer have begun at another moment (UTC seconds)."""
        running = self.needed()
        now = self._study.clock.seconds()
        if at >= now:
            raise Refused("the timer cannot begin in the future", "name an earlier moment")
        changed = begun_at(running, at)
        with self._study.store.change(f"begin {running.title} at another time") as writer:
            self._study.store.put_session(writer, changed)
        return changed

    def switch(self, target: Target) -> Session:
        """Let the running timer be for `target`, with all of its time."""
        running = self.needed()
        changed = replace(
            running, roadmap=target.roadmap, stage=target.stage, item=target.item, title=target.words
        )
        with self._study.store.change(f"switch to {target.words}") as writer:
            self._study.store.put_session(writer, changed)
            begin_item(self._study, writer, target)
        return changed

    def too_long(self, session: Session) -> bool:
        """Whether a timer has run longer than a session may without a word."""
        return elapsed(session, self._study.clock.seconds()) > LONGEST_SESSION


def put_in_use(study: Study, writer: ChangeWriter) -> None:
    """Put the roadmap that is meant in use, when none was chosen yet; part of the first change."""
    if not study.chosen():
        writer.put(CHOICE, {"key": CHOSEN, "value": study.active_id()})
