"""Whether somebody is at the timer: its heartbeat, and what is asked and done after an absence."""

from __future__ import annotations

from studytui.domain.absence import (
    FORGOTTEN,
    IDLE,
    SURE,
    Absence,
    Pulse,
    absence,
    read_absence,
    shifted,
    write_absence,
)
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.records import replace
from studytui.domain.session import elapsed
from studytui.services.timing import Started
from studytui.store.tables import CHOICE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.modes import Phase
    from studytui.domain.session import Session
    from studytui.services.study import Study

_KEPT = "kept"
_ALWAYS = 1 << 62


class Presence:
    """The heartbeat and the absences of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def first(self, timer: Session) -> Pulse:
        """The heartbeat with which a timer begins; no dashboard watches it yet."""
        return self._here(timer, self._study.clock.seconds(), watched=False)

    def _here(self, timer: Session, input_at: int, watched: bool) -> Pulse:
        """All clocks as they are, read once; the last key was pressed at `input_at`, or now."""
        clock = self._study.clock
        zone = clock.zone_name()
        monotonic, boot, boot_id = clock.machine()
        now = clock.seconds()
        return Pulse(timer.id, now, min(input_at, now), monotonic, boot, boot_id, zone, watched)

    def absence(self, input_at: int | None = None) -> Absence | None:
        """What is to be asked about the running timer; `input_at` is the last key, none for now."""
        timer = self._study.timer.running()
        return None if timer is None else self.absence_of(timer, input_at)

    def absence_of(self, timer: Session, input_at: int | None = None) -> Absence | None:
        """What is to be asked about a timer that was read already."""
        here = self._here(timer, _ALWAYS if input_at is None else input_at, watched=True)
        return self._compared(timer, self._study.store.pulses.of(timer.id), here)

    def _compared(self, timer: Session, pulse: Pulse | None, here: Pulse) -> Absence | None:
        """What is to be asked about a timer between its last heartbeat, if there is one, and `here`."""
        if pulse is None:
            return None
        settings = self._study.settings
        found = absence(pulse, here, timer, settings.away_minutes * 60, settings.timer_limit * 3600)
        return found or self._taken_back(timer)

    def _taken_back(self, timer: Session) -> Absence | None:
        """The absence of a timer of which all was kept, where that answer was undone."""
        store = self._study.store
        kept = store.pulses.kept()
        if kept is None or kept == store.marks.choice(_KEPT):
            return None
        return read_absence(kept, timer)

    def beat(self, input_at: int | None = None) -> Absence | None:
        """Keep that a dashboard is open, and when its last key was pressed (UTC seconds).

        Called at least twice a minute while a timer runs. An absence is returned, and nothing is kept,
        until it has been answered.
        """
        timer = self._study.timer.running()
        if timer is None:
            return None
        before = self._study.store.pulses.of(timer.id)
        known = timer.start if before is None else before.input_at
        here = self._here(timer, known if input_at is None else input_at, watched=True)
        found = self._compared(timer, before, here)
        if found is not None and (found.cause not in (IDLE, FORGOTTEN) or here.input_at > known):
            return found
        self._study.store.keep_pulse(replace(here, input_at=min(max(known, here.input_at), here.at)))
        return None

    def leave(self) -> None:
        """Keep that the dashboard was closed while the timer goes on, as its user wants it."""
        timer = self._study.timer.running()
        if timer is None or self.absence_of(timer) is not None:
            return
        before = self._study.store.pulses.of(timer.id)
        input_at = self._study.clock.seconds() if before is None else before.input_at
        self._study.store.keep_pulse(self._here(timer, input_at, watched=False))

    def seen_lately(self, timer: Session) -> bool:
        """Whether a key was pressed at a dashboard within the last minutes."""
        pulse = self._study.store.pulses.of(timer.id)
        return pulse is not None and 0 <= self._study.clock.seconds() - pulse.input_at < SURE

    def keep(self, found: Absence, watched: bool = True) -> Session:
        """Let all of the time count; `watched` where a dashboard was asked, which goes on watching.

        Undone, the question is put again.
        """
        study = self._study
        timer = self._timer(found)
        answered = write_absence(found)
        with study.store.change(f"keep all of {timer.title}") as writer:
            writer.put(CHOICE, {"key": _KEPT, "value": answered})
            study.store.pulses.keep(answered)
            study.store.pulses.put(self._here(timer, study.clock.seconds(), watched))
        return timer

    def claim(self, timer: Session, phase: Phase) -> bool:
        """Whether this program is the first to say that a phase of a timer has begun, or is over."""
        call = f"{timer.id} {phase.place} {phase.over} {phase.start} {phase.length}"
        return self._study.store.claim_call(call)

    def cut(self, found: Absence) -> Session | None:
        """Save the timer as a session that ends at the last activity."""
        return self.end(found, found.since)

    def end(self, found: Absence, at: int) -> Session | None:
        """Save the timer as a session that ends at another moment (UTC seconds)."""
        self._timer(found)
        return self._study.timer.stop(at)

    def split(self, found: Absence) -> Started:
        """Save what was before the absence, and let a timer on the same go on since the return."""
        study = self._study
        timer = self._timer(found)
        if found.since <= timer.start:
            raise Refused("nothing was studied before that", "name when it ended, or throw it away")
        target = study.log.target_of(timer)
        plan = None
        if timer.plan:
            from studytui.domain.modes import anew, plan_of

            plan = anew(plan_of(timer), found.back)
        with study.store.change(f"split {timer.title} around an absence") as writer:
            saved = study.timer.close(writer, timer, found.since)
            gone_on = study.timer.write(writer, target, min(found.back, study.clock.seconds()), plan)
        if saved is not None:
            study.announce("stop", saved)
        study.announce("start", gone_on)
        return Started(gone_on, saved)

    def shift(self, found: Absence) -> Session:
        """Move the timer's start by as much as the clock was changed, so that its length stays true."""
        study = self._study
        timer = self._timer(found)
        moved = shifted(timer, found.stepped)
        if moved.start < 0 or elapsed(moved, study.clock.seconds()) == 0:
            raise Refused("the timer would not have begun yet", "name when it ended, or throw it away")
        with study.store.change(f"begin {timer.title} by the changed clock") as writer:
            study.store.put_session(writer, moved)
            study.store.pulses.put(self._here(moved, study.clock.seconds(), watched=True))
        return moved

    def discard(self, found: Absence) -> Session:
        """Throw the timer away; undo brings it back."""
        self._timer(found)
        return self._study.timer.cancel()

    def _timer(self, found: Absence) -> Session:
        timer = self._study.timer.running()
        if timer is None or timer.id != found.session:
            raise NothingToDo("that timer does not run any more", "see what runs with: studytui status")
        return timer
