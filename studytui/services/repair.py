"""Putting the log right, several sessions at once: each repair is one change, and can be undone as one."""

from __future__ import annotations

from itertools import pairwise

from studytui.domain.days import day_start, study_day
from studytui.domain.durations import DAY
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.modes import merged
from studytui.domain.records import dataclass, replace
from studytui.domain.session import LONGEST_SESSION, Session, segments, shared_seconds, sharing_pairs
from studytui.services.logbook import Stretch
from studytui.services.marking import begin_item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from studytui.domain.ids import SessionId
    from studytui.domain.periods import Period
    from studytui.domain.session import Pause
    from studytui.domain.target import Target
    from studytui.services.logbook import Logged
    from studytui.services.study import Study

EARLIER, LATER = "earlier", "later"


@dataclass(frozen=True)
class Overlap:
    """Two sessions that share studied seconds; `first` is the one that starts earlier."""

    first: Session
    second: Session
    seconds: int


class Repair:
    """The use-cases on several sessions of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def remove(self, sessions: Sequence[Session]) -> None:
        """Delete sessions."""
        chosen = _closed(sessions)
        with self._study.store.change(_label("delete", chosen)) as writer:
            for session in chosen:
                self._study.store.remove_session(writer, session)

    def move(self, sessions: Sequence[Session], target: Target) -> tuple[Session, ...]:
        """Let sessions be for another target."""
        chosen = tuple(
            replace(session, roadmap=target.roadmap, stage=target.stage, item=target.item, title=target.words)
            for session in _closed(sessions)
        )
        with self._study.store.change(f"{_label('move', sessions)} to {target.words}") as writer:
            for session in chosen:
                self._study.store.put_session(writer, session)
            begin_item(self._study, writer, target)
        return chosen

    def shift(self, sessions: Sequence[Session], by: int) -> tuple[Session, ...]:
        """Move sessions by seconds, with their pauses; their lengths stay."""
        chosen = tuple(_shifted(session, by) for session in _closed(sessions))
        now = self._study.clock.seconds()
        if any((session.end or 0) > now for session in chosen):
            raise Refused("a session would end in the future", "move by less")
        if any(session.start < 0 for session in chosen):
            raise Refused("a session would begin before 1970", "move by less")
        with self._study.store.change(_label("nudge", sessions)) as writer:
            for session in chosen:
                self._study.store.put_session(writer, session)
        return chosen

    def join(
        self, sessions: Sequence[Session], target: Target | None = None, any_length: bool = False
    ) -> Session:
        """Make one session of several: what lies between them becomes pauses, what they share counts once."""
        chosen = sorted(_closed(sessions), key=lambda session: (session.start, session.id))
        if len(chosen) < 2:
            raise Refused("one session alone cannot be joined", "choose two or more")
        first = chosen[0]
        if target is None and any(_what(session) != _what(first) for session in chosen):
            raise Refused("the sessions are for different targets", "name the one that the whole is for")
        if any(session.approximate for session in chosen):
            raise Refused("the time of day of some of them is approximate", "give those their times first")
        end = max(session.end or 0 for session in chosen)
        if end - first.start > LONGEST_SESSION and not any_length:
            raise Refused("the session would last over 24 h", "join fewer of them")
        notes = dict.fromkeys(session.note.strip() for session in chosen if session.note.strip())
        whole = replace(first, end=end, pauses=_between(chosen), note="\n".join(notes))
        if target is not None:
            whole = replace(
                whole, roadmap=target.roadmap, stage=target.stage, item=target.item, title=target.words
            )
        with self._study.store.change(_label("join", chosen)) as writer:
            for session in chosen[1:]:
                self._study.store.remove_session(writer, session)
            self._study.store.put_session(writer, whole)
            if target is not None:
                begin_item(self._study, writer, target)
        return whole

    def gaps(self, day: date) -> tuple[tuple[int, int], ...]:
        """The free stretches (UTC seconds) between the sessions of a study day in the present zone."""
        study = self._study
        zone, hour = study.zone(), study.settings.day_start
        low = day_start(day, zone, hour)
        high = low + 2 * DAY
        taken: list[Pause] = []
        for session in study.store.sessions.overlapping(low, high):
            starts = study_day(session.start, zone, hour) == day
            if starts or session.start < low:
                taken.append((max(session.start, low), session.end))
        timer = study.timer.running()
        if timer is not None and study_day(timer.start, zone, hour) == day:
            taken.append((timer.start, None))
        stretches = merged(taken)
        return tuple((end, after) for (_, end), (after, _) in pairwise(stretches) if end is not None)

    def fill(self, gap: tuple[int, int], target: Target, note: str = "") -> Logged:
        """Log the whole of a free stretch on a target."""
        start, end = gap
        if end > self._study.clock.seconds() or end <= start:
            raise Refused("that is no free stretch of the past", "choose one between two sessions")
        return self._study.log.add(Stretch(start, end, False, ""), target, note)

    def overlaps(self, period: Period | None = None) -> tuple[Overlap, ...]:
        """Each two sessions of a period, else of all, that share studied seconds; no approximate ones."""
        sessions = self._study.store.sessions
        if period is None:
            listed = sessions.listed()
        else:
            listed = (
                *sessions.listed(period.first, period.last),
                *sessions.spilling(period.first, period.last),
            )
        found = {session.id: session for session in listed}
        return tuple(Overlap(*pair) for pair in sharing_pairs(found.values()))

    def overlaps_of(self, session: Session) -> tuple[Overlap, ...]:
        """The overlaps that a finished session is part of, however long it is."""
        pairs = []
        for other in self._study.log.overlaps(session):
            first, second = sorted((session, other), key=lambda one: (one.start, one.id))
            pairs.append(Overlap(first, second, shared_seconds(second, (first,))))
        return tuple(pairs)

    def trim(self, found: Iterable[Overlap], wins: str = EARLIER) -> tuple[Session, ...]:
        """Let what two sessions share count for one of them only; what is left of the others is returned.

        A session of which nothing is left is deleted.
        """
        if wins not in (EARLIER, LATER):
            raise Refused(f'"{wins[:40]}" cannot win', "let the earlier or the later session win")
        pairs = tuple(found)
        if not pairs:
            raise NothingToDo("no sessions overlap")
        changed: dict[SessionId, Session | None] = {}
        for pair in pairs:
            first = changed.get(pair.first.id, pair.first)
            second = changed.get(pair.second.id, pair.second)
            if first is None or second is None:
                continue
            winner, loser = (first, second) if wins == EARLIER else (second, first)
            changed[loser.id] = _without(loser, segments(winner, winner.start))
        originals = {session.id: session for pair in pairs for session in (pair.first, pair.second)}
        label = _label("trim", [originals[identity] for identity in changed])
        with self._study.store.change(label) as writer:
            for identity, session in changed.items():
                if session is None:
                    self._study.store.remove_session(writer, originals[identity])
                else:
                    self._study.store.put_session(writer, session)
        return tuple(session for session in changed.values() if session is not None)


def _closed(sessions: Sequence[Session]) -> tuple[Session, ...]:
    """Each session once; Refused for the timer."""
    chosen = {session.id: session for session in sessions}
    if not chosen:
        raise NothingToDo("no session is chosen")
    if any(session.end is None for session in chosen.values()):
        raise Refused("one of them is still running", "stop it first with: studytui stop")
    return tuple(chosen.values())


def _label(verb: str, sessions: Sequence[Session]) -> str:
    """The line of the history: what happened, to which session or to how many."""
    number = len({session.id for session in sessions})
    return f"{verb} {sessions[0].title}" if number == 1 else f"{verb} {number} sessions"


def _what(session: Session) -> tuple[object, ...]:
    return session.roadmap, session.stage, session.item


def _shifted(session: Session, by: int) -> Session:
    pauses = tuple((low + by, None if high is None else high + by) for low, high in session.pauses)
    return replace(session, start=session.start + by, end=(session.end or 0) + by, pauses=pauses)


def _between(sessions: Sequence[Session]) -> tuple[Pause, ...]:
    """What is not studied in any of the sessions, from the first start to the last end."""
    studied = merged([part for session in sessions for part in segments(session, session.start)])
    edges = [sessions[0].start]
    for low, high in studied:
        edges += [low, low if high is None else high]
    edges.append(max(session.end or 0 for session in sessions))
    return tuple((low, high) for low, high in zip(edges[::2], edges[1::2], strict=True) if high > low)


def _without(session: Session, stretches: Sequence[tuple[int, int]]) -> Session | None:
    """A session without what others studied: paused there, and shorter where that is at an end."""
    start, end = session.start, session.end or 0
    pauses = merged(
        (
            *session.pauses,
            *((max(low, start), min(high, end)) for low, high in stretches if low < end and high > start),
        )
    )
    closed = [(low, low if high is None else high) for low, high in pauses]
    while closed and closed[0][0] <= start:
        start = closed.pop(0)[1]
    while closed and closed[-1][1] >= end:
        end = closed.pop()[0]
    return None if end <= start else replace(session, start=start, end=end, pauses=tuple(closed))
