"""The timer: started, paused, stopped, thrown away; each in one change that can be undone."""

from __future__ import annotations

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.ids import SessionId
from studytui.domain.records import dataclass, replace
from studytui.domain.session import LONGEST_SESSION, Session, begun_at, elapsed
from studytui.domain.text import clean
from studytui.services.marking import begin_item, forget_begun
from studytui.services.study import CHOSEN
from studytui.store.tables import CHOICE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.modes import Phase, Plan
    from studytui.domain.target import Target
    from studytui.services.study import Study
    from studytui.store.operations import ChangeWriter

NOTE_LENGTH = 10_000
_STOPWATCH = "stopwatch"


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

    def phase(self, timer: Session) -> Phase | None:
        """In which phase a timer is now; none for a stopwatch."""
        if not timer.plan:
            return None
        from studytui.domain.modes import phase

        return phase(timer, self._study.clock.seconds())

    def start(
        self,
        target: Target,
        at: int | None = None,
        mode: str | None = None,
        length: int | None = None,
        rest: int | None = None,
    ) -> Started:
        """Start on `target` now or at an earlier moment (UTC seconds); a running timer is saved first.

        `length` is that of a countdown or of an interval, `rest` that of a short break, in seconds; what is
        not given is as the settings say, and a length alone is a countdown's.
        """
        moment = self._study.clock.seconds() if at is None else at
        return self._begin(target, moment, self._planned(mode, length, moment, rest))

    def _planned(
        self, mode: str | None, length: int | None, since: int, rest: int | None = None
    ) -> Plan | None:
        settings = self._study.settings
        wanted = mode or (settings.timer_mode if length is None else "countdown")
        if wanted == _STOPWATCH and length is None:
            return None
        from studytui.services.running import planned

        return planned(settings, wanted, length, since, rest)

    def _begin(self, target: Target, moment: int, plan: Plan | None) -> Started:
        study = self._study
        now = study.clock.seconds()
        if moment > now:
            raise Refused("the timer cannot begin in the future", "name an earlier moment")
        with study.store.change(f"start {target.words}") as writer:
            stopped = self._end_running(writer, moment)
            timer = self.write(writer, target, moment, plan)
            put_in_use(study, writer)
            begin_item(study, writer, target)
        if stopped is not None:
            study.announce("stop", stopped)
        study.announce("start", timer)
        return Started(timer, stopped)

    def write(
        self, writer: ChangeWriter, target: Target, moment: int, plan: Plan | None, zone: str | None = None
    ) -> Session:
        """Write a new timer and its first heartbeat, as part of a change."""
        study = self._study
        timer = Session(
            SessionId(study.store.new_id()),
            moment,
            None,
            zone or study.clock.zone_name(),
            target.roadmap,
            target.stage,
            target.item,
            target.words,
        )
        if plan is not None:
            from studytui.domain.modes import begun, write_plan

            kept = write_plan(begun(plan, study.clock.seconds()))
            timer = replace(timer, mode=plan.mode, plan=kept)
        study.store.put_session(writer, timer)
        study.store.pulses.put(study.presence.first(timer))
        return timer

    def _end_running(self, writer: ChangeWriter, moment: int) -> Session | None:
        running = self.running()
        if running is None:
            return None
        if moment < running.start:
            raise Refused(
                f"a timer runs on {running.title} since later than that",
                "stop it first with: studytui stop, or throw it away with: studytui cancel",
            )
        return self.close(writer, running, moment)

    def close(self, writer: ChangeWriter, running: Session, moment: int) -> Session | None:
        """Close a timer at `moment`, as part of a change; one that lasted no second leaves nothing."""
        store = self._study.store
        ended = replace(running, end=moment)
        if running.pauses or running.plan:
            from studytui.domain.modes import closed

            ended = closed(running, moment)
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
            saved = self.close(writer, running, moment)
        if saved is not None:
            self._study.announce("stop", saved)
        return saved

    def pause(self) -> Session:
        """Pause; the time from now on does not count until it goes on."""
        running = self.needed()
        if running.paused:
            raise NothingToDo("the timer is paused already", "go on with: studytui resume")
        now = max(self._study.clock.seconds(), running.start, *(high or 0 for _, high in running.pauses), 0)
        paused = replace(running, pauses=(*running.pauses, (now, None)))
        self._put(f"pause {running.title}", paused)
        self._study.announce("pause", paused)
        return paused

    def resume(self) -> Session:
        """Go on after a pause."""
        running = self.needed()
        if not running.paused:
            raise NothingToDo("the timer is not paused", "pause it with: studytui pause")
        begun = running.pauses[-1][0]
        now = max(self._study.clock.seconds(), begun)
        gone_on = replace(running, pauses=(*running.pauses[:-1], (begun, now)))
        self._put(f"resume {running.title}", gone_on)
        self._study.announce("start", gone_on)
        return gone_on

    def take_break(self) -> Session:
        """Begin the break that the mode gives, whether the interval is over or not."""
        running = self.needed()
        phase = self.phase(running)
        if phase is None or running.mode not in ("pomodoro", "flow"):
            raise Refused(f"a {running.mode} has no breaks", "pause it, or change its mode")
        if phase.name == "break":
            raise NothingToDo("the break has begun already", "go on with: studytui resume")
        taken = self._turn(f"break of {running.title}", running)
        self._study.announce("pause", taken)
        return taken

    def end_break(self) -> Session:
        """Go on with the next interval."""
        running = self.needed()
        phase = self.phase(running)
        if phase is None or phase.name != "break":
            raise NothingToDo("there is no break to end", "see what runs with: studytui status")
        gone_on = self._turn(f"next interval of {running.title}", running)
        self._study.announce("start", gone_on)
        return gone_on

    def _turn(self, label: str, running: Session) -> Session:
        from studytui.domain.modes import turned

        changed = turned(running, self._study.clock.seconds())
        self._put(label, changed)
        return changed

    def hold(self) -> Session:
        """Take the break where one is due, which in flow is at any time; else pause."""
        running = self.needed()
        phase = None if running.paused else self.phase(running)
        if phase is None or phase.name == "break" or running.mode == "countdown":
            return self.pause()
        return self.take_break() if running.mode == "flow" or phase.over else self.pause()

    def go_on(self) -> Session:
        """Go on after a pause, or with the next interval after a break."""
        running = self.needed()
        phase = self.phase(running)
        if not running.paused and phase is not None and phase.name == "break":
            return self.end_break()
        return self.resume()

    def cancel(self) -> Session:
        """Throw the timer away; undo brings it back."""
        running = self.needed()
        with self._study.store.change(f"cancel {running.title}") as writer:
            self._study.store.remove_session(writer, running)
        return running

    def continue_last(self) -> Started:
        """Start again on what was studied last, in the mode of then."""
        running = self.running()
        if running is not None:
            phase = self.phase(running)
            held = running.paused or (phase is not None and phase.name == "break")
            raise NothingToDo(
                f"a timer runs on {running.title} already",
                "stop it with: studytui stop" if not held else "go on with: studytui resume",
            )
        last = self._study.store.sessions.last_closed()
        if last is None:
            raise NothingToDo("there is no session to continue", "start one with: studytui start TARGET")
        now = self._study.clock.seconds()
        plan = None
        if last.plan:
            from studytui.domain.modes import anew, plan_of

            plan = anew(plan_of(last), now)
        return self._begin(self._study.log.target_of(last), now, plan)

    def change_start(self, at: int) -> Session:
        """Let the timer have begun at another moment (UTC seconds); what was a break stays one."""
        return self.amend(at=at)

    def switch(self, target: Target) -> Session:
        """Let the running timer be for `target`, with all of its time."""
        return self.amend(target=target)

    def change_mode(self, mode: str, length: int | None = None, rest: int | None = None) -> Session:
        """Let the running timer go on in another mode from now; its time so far stays."""
        return self.amend(mode=mode, length=length, rest=rest)

    def amend(
        self,
        at: int | None = None,
        target: Target | None = None,
        mode: str | None = None,
        length: int | None = None,
        rest: int | None = None,
    ) -> Session:
        """Change start (UTC seconds), target and mode of the running timer, what is named, in one change."""
        study = self._study
        running = changed = self.needed()
        labels = []
        if at is not None:
            changed = self._begun_at(changed, at)
            labels.append(f"begin {running.title} at another time")
        if mode is not None or length is not None:
            from studytui.domain.modes import replanned

            now = study.clock.seconds()
            changed = replanned(changed, self._planned(mode, length, now, rest), now)
            labels.append(f"{changed.mode} for {running.title}")
        if target is not None:
            changed = replace(
                changed, roadmap=target.roadmap, stage=target.stage, item=target.item, title=target.words
            )
            labels.append(f"switch to {target.words}")
        label = labels[0] if len(labels) == 1 else f"change the timer on {running.title}"
        with study.store.change(label) as writer:
            study.store.put_session(writer, changed)
            if target is not None:
                begin_item(study, writer, target)
        return changed

    def _begun_at(self, running: Session, at: int) -> Session:
        now = self._study.clock.seconds()
        if at >= now:
            raise Refused("the timer cannot begin in the future", "name an earlier moment")
        changed = begun_at(running, at)
        if running.plan:
            from studytui.domain.modes import moved

            changed = replace(changed, plan=moved(running, at, now))
        return changed

    def _put(self, label: str, timer: Session) -> None:
        with self._study.store.change(label) as writer:
            self._study.store.put_session(writer, timer)

    def over_limit(self, timer: Session) -> bool:
        """Whether a timer has run for longer than the settings hold likely."""
        limit = self._study.settings.timer_limit * 3600
        return elapsed(timer, self._study.clock.seconds()) > (limit or LONGEST_SESSION)

    def too_long(self, timer: Session) -> bool:
        """Whether it must be asked when a timer ended: it is over the limit, and nobody was seen lately."""
        seconds = elapsed(timer, self._study.clock.seconds())
        if seconds > LONGEST_SESSION:
            return True
        return self.over_limit(timer) and not self._study.presence.seen_lately(timer)


def put_in_use(study: Study, writer: ChangeWriter) -> None:
    """Put the roadmap that is meant in use, when none was chosen yet; part of the first change."""
    if not study.chosen():
        writer.put(CHOICE, {"key": CHOSEN, "value": study.active_id()})
