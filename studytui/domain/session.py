"""A closed stretch of study, and the timer, which is the one that is still open."""

from __future__ import annotations

from studytui.domain.records import dataclass, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studytui.domain.ids import ItemId, RoadmapId, SessionId, StageId

LONGEST_SESSION = 24 * 3600

Pause = tuple[int, int | None]
"""Start and end of a pause in UTC seconds; the end is none while it lasts."""


@dataclass(frozen=True)
class Session:
    """A stretch of study in UTC seconds; `end` is none for the timer, `zone` is that of the moment.

    `plan` says how the timer runs (modes.py); a stopwatch has none.
    """

    id: SessionId
    start: int
    end: int | None
    zone: str
    roadmap: RoadmapId | None = None
    stage: StageId | None = None
    item: ItemId | None = None
    title: str = ""
    pauses: tuple[Pause, ...] = ()
    approximate: bool = False
    mode: str = "stopwatch"
    note: str = ""
    source: str = "timer"
    plan: str = ""

    @property
    def seconds(self) -> int:
        """Studied seconds, pauses left out; 0 while it runs."""
        return 0 if self.end is None else elapsed(self, self.end)

    @property
    def paused(self) -> bool:
        """Whether a pause lasts."""
        return bool(self.pauses) and self.pauses[-1][1] is None


def segments(session: Session, until: int) -> tuple[tuple[int, int], ...]:
    """The studied stretches up to `until` (UTC seconds) without pauses and breaks, in order, none empty."""
    last = session.end if session.end is not None else max(until, session.start)
    pauses = session.pauses
    if session.plan and session.end is None:
        from studytui.domain.modes import with_breaks  # a stopwatch has no breaks

        pauses = with_breaks(session, last)
    return studied(session.start, last, pauses)


def studied(start: int, end: int, pauses: Sequence[Pause]) -> tuple[tuple[int, int], ...]:
    """What is left between `start` and `end` without the pauses, in order, no stretch empty."""
    if not pauses:
        return ((start, end),) if end > start else ()
    stretches = []
    begin = start
    for pause_start, pause_end in pauses:
        stretches.append((begin, min(pause_start, end)))
        begin = end if pause_end is None else max(begin, min(max(pause_start, pause_end), end))
    stretches.append((begin, end))
    return tuple((low, high) for low, high in stretches if high > low)


def elapsed(session: Session, now: int) -> int:
    """Studied seconds up to `now`, pauses left out; never negative, also when the clock went back."""
    return sum(end - start for start, end in segments(session, now))


def trim_pauses(pauses: tuple[Pause, ...], start: int, end: int) -> tuple[Pause, ...]:
    """The pauses that lie between `start` and `end`, cut to them and closed."""
    cut = []
    for pause_start, pause_end in pauses:
        low, high = max(pause_start, start), min(end if pause_end is None else pause_end, end)
        if high > low:
            cut.append((low, high))
    return tuple(cut)


def begun_at(session: Session, start: int) -> Session:
    """The timer as if it had begun at `start`: what was paused from then on stays paused."""
    pauses = tuple((max(low, start), high) for low, high in session.pauses if high is None or high > start)
    return replace(session, start=start, pauses=pauses)


def sharing_pairs(sessions: Iterable[Session]) -> tuple[tuple[Session, Session, int], ...]:
    """Each two finished sessions that share studied seconds, the earlier one first, and how many.

    Approximate ones share nothing.
    """
    pairs: list[tuple[Session, Session, int]] = []
    reaching: list[Session] = []
    closed = (session for session in sessions if session.end is not None and not session.approximate)
    for session in sorted(closed, key=lambda session: (session.start, session.id)):
        reaching = [one for one in reaching if (one.end or 0) > session.start]
        for one in reaching:
            seconds = shared_seconds(session, (one,))
            if seconds:
                pairs.append((one, session, seconds))
        reaching.append(session)
    return tuple(pairs)


def shared_seconds(session: Session, others: Iterable[Session]) -> int:
    """Studied seconds of a finished session that count in any of the finished `others` too."""
    stretches = sorted(part for other in others for part in segments(other, other.start))
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    mine = segments(session, session.start)
    return sum(max(0, min(one[1], other[1]) - max(one[0], other[0])) for one in mine for other in merged)
