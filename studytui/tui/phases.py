"""How the timer is shown: its sign, the clock that counts for its phase, and its phase in words."""

from __future__ import annotations

from studytui.domain.durations import format_clock, format_compact
from studytui.domain.records import dataclass
from studytui.domain.session import elapsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.style import Style

    from studytui.domain.modes import Phase
    from studytui.domain.session import Session
    from studytui.tui.look import Glyphs, Look


@dataclass(frozen=True)
class Face:
    """A timer as it is drawn; `clock` is what is left where its phase has a length, with a plus what is over.

    `calm` is false where something waits for its user: a pause, a break, overtime.
    """

    sign: str
    clock: str
    words: str
    calm: bool
    planned: bool

    def sign_style(self, look: Look) -> Style:
        """The style of the sign."""
        return look.success if self.calm else look.warning

    def clock_style(self, look: Look) -> Style:
        """The style of the digits."""
        return look.accent if self.calm else look.warning


def phase_of(timer: Session, now: int) -> Phase | None:
    """In which phase a timer is, none for a stopwatch."""
    if not timer.plan:
        return None
    from studytui.domain.modes import phase  # a stopwatch does without it

    return phase(timer, now)


def face(timer: Session, now: int, glyphs: Glyphs) -> Face:
    """The timer as it is at `now` (UTC seconds)."""
    phase = phase_of(timer, now)
    if phase is None:
        sign = glyphs.paused if timer.paused else glyphs.running
        words = "paused" if timer.paused else timer.mode
        return Face(sign, format_clock(elapsed(timer, now)), words, not timer.paused, planned=False)
    if timer.paused:
        sign = glyphs.paused
    elif phase.over:
        sign = glyphs.due
    else:
        sign = glyphs.running if phase.name == "work" else glyphs.rest
    words = _words(timer, phase)
    if timer.paused:
        words = f"paused {glyphs.dot} {words}"
    return Face(sign, _clock(timer, phase), words, sign == glyphs.running, planned=True)


def _clock(timer: Session, phase: Phase) -> str:
    if phase.length is None:
        return format_clock(phase.spent)
    if phase.overtime:
        return "+" + format_clock(phase.overtime)
    return format_clock(phase.left or 0)


def _words(timer: Session, phase: Phase) -> str:
    """The phase in words, and what `p` does where it waits."""
    over = phase.over and not timer.paused
    if timer.mode == "countdown":
        return "countdown, time is up" if over else "countdown"
    if not over:
        return f"{timer.mode} {phase.number}, {phase.name}"
    if phase.name == "break":
        return f"break {phase.number} over: p goes on"
    return f"{timer.mode} {phase.number} over: p takes {format_compact(phase.rest)} off"


def p_does(timer: Session, now: int) -> str:
    """What the key for pauses does now, in a word or two."""
    phase = phase_of(timer, now)
    if timer.paused or (phase is not None and phase.name == "break"):
        return "go on"
    due = phase is not None and timer.mode != "countdown" and (timer.mode == "flow" or phase.over)
    return "break" if due else "pause"
