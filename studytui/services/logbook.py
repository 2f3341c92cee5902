"""Finished sessions: logged after the fact, listed, and put right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studytui.domain.days import day_start
from studytui.domain.durations import parse_duration
from studytui.domain.faults import Refused
from studytui.domain.ids import SessionId
from studytui.domain.ranges import looks_like_range, parse_range
from studytui.domain.session import LONGEST_SESSION, Session, overlap_seconds, trim_pauses
from studytui.domain.status import Kind
from studytui.domain.target import Target
from studytui.domain.text import clean
from studytui.services.marking import begin_item
from studytui.services.study import stage_title
from studytui.services.timing import NOTE_LENGTH, put_in_use

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from studytui.domain.periods import Period
    from studytui.services.study import Study

NOON = 12


@dataclass(frozen=True)
class Stretch:
    """What was understood of a duration or a range: UTC seconds, and a remark where one is due."""

    start: int
    end: int
    approximate: bool
    said: str


@dataclass(frozen=True)
class Logged:
    """A session that was written, the remark on its times, and those it shares time with."""

    session: Session
    said: str
    overlaps: tuple[Session, ...]

    @property
    def twice_seconds(self) -> int:
        """How many seconds now count twice."""
        mine = (self.session.start, self.session.end or self.session.start)
        return sum(overlap_seconds(mine, (other.start, other.end or other.start)) for other in self.overlaps)


class Logbook:
    """The use-cases of sessions of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def understand(self, words: str, on: date | None = None, any_length: bool = False) -> Stretch:
        """What a duration or a range means now, or on a day: Refused with the accepted forms otherwise.

        A duration ends now; on another day it begins at noon, earlier if it would not fit, and is approximate.
        """
        study = self._study
        now, zone = study.clock.seconds(), study.clock.zone()
        longest = None if any_length else LONGEST_SESSION
        if looks_like_range(words):
            text = words if on is None else f"{on.isoformat()} {words}"
            found = parse_range(text, now, zone, longest=longest)
            return Stretch(found.start, found.end, False, found.said)
        seconds = parse_duration(words, longest=longest)
        if on is None or on == study.today():
            return Stretch(now - seconds, now, False, "")
        if on > study.today():
            raise Refused("that day is in the future", "log what has been studied; name a day up to today")
        last = day_start(_next(on), zone, study.settings.day_start)
        noon = day_start(on, zone, NOON)
        start = noon if noon + seconds <= last else last - seconds
        return Stretch(start, start + seconds, True, "no hour was given, so the time of day is approximate")

    def add(self, stretch: Stretch, target: Target, note: str = "", source: str = "log") -> Logged:
        """Write a finished session on `target`."""
        study = self._study
        session = Session(
            SessionId(study.store.new_id()),
            stretch.start,
            stretch.end,
            study.clock.zone_name(),
            target.roadmap,
            target.stage,
            target.item,
            target.words,
            approximate=stretch.approximate,
            note=clean(note)[:NOTE_LENGTH],
            source=source,
        )
        with study.store.change(f"log {target.words}") as writer:
            study.store.put_session(writer, session)
            put_in_use(study, writer)
            begin_item(study, writer, target)
        return Logged(session, stretch.said, self.overlaps(session))

    def overlaps(self, session: Session) -> tuple[Session, ...]:
        """The sessions that share time with this one; none for one without an hour."""
        if session.approximate or session.end is None:
            return ()
        return self._study.store.sessions.overlapping(session.start, session.end, session.id)

    def named(self, words: str) -> Session:
        """The session that an id, its end, or `last` names."""
        return self._study.store.sessions.named(words)

    def closed(self, words: str) -> Session:
        """A session that is finished; Refused for the timer."""
        session = self.named(words)
        if session.end is None:
            raise Refused("that session is still running", "stop it first with: studytui stop")
        return session

    def sessions(
        self, target: Target | None = None, period: Period | None = None, limit: int | None = None
    ) -> tuple[tuple[Session, ...], int]:
        """Sessions newest first, the timer at their head, and how many there are in all."""
        study = self._study
        first, last = (None, None) if period is None else (period.first, period.last)
        items, stage, roadmap = self._scope(target)
        found = study.store.sessions.listed(first, last, items, stage, roadmap, limit)
        total = study.store.sessions.count(first, last, items, stage, roadmap)
        return tuple(sorted(found, key=lambda session: session.end is not None)), total

    def _scope(self, target: Target | None):  # type: ignore[no-untyped-def]
        if target is None:
            return None, None, None
        _, _, lines = self._study.lines(target.roadmap)
        if target.kind is Kind.ROADMAP:
            return None, None, target.roadmap
        if target.kind is Kind.STAGE and target.stage is not None:
            items = [entry.id for entry in lines if entry.stage == target.stage and entry.id is not None]
            return items, (target.roadmap, target.stage), None
        owned = [entry.id for entry in lines if entry.parent == target.item and entry.id is not None]
        return [target.item, *owned], None, None

    def edit(
        self,
        session: Session,
        start: int | None = None,
        end: int | None = None,
        target: Target | None = None,
        note: str | None = None,
        any_length: bool = False,
    ) -> Logged:
        """Change a finished session; what is not named stays."""
        new_start = session.start if start is None else start
        new_end = (session.end or 0) if end is None else end
        self._check(new_start, new_end, any_length)
        moved = start is not None or end is not None
        changed = replace(
            session,
            start=new_start,
            end=new_end,
            pauses=trim_pauses(session.pauses, new_start, new_end),
            approximate=session.approximate and not moved,
        )
        if target is not None:
            changed = replace(
                changed, roadmap=target.roadmap, stage=target.stage, item=target.item, title=target.words
            )
        if note is not None:
            changed = replace(changed, note=clean(note)[:NOTE_LENGTH])
        if changed.seconds == 0:
            raise Refused(
                "nothing but pauses would be left", "name other times, or delete it with: studytui rm ID"
            )
        with self._study.store.change(f"edit {session.title}") as writer:
            self._study.store.put_session(writer, changed)
            if target is not None:
                begin_item(self._study, writer, target)
        return Logged(changed, "", self.overlaps(changed))

    def _check(self, start: int, end: int, any_length: bool) -> None:
        if end <= start:
            raise Refused("the session would end before it starts", "name a start before the end")
        if end > self._study.clock.seconds():
            raise Refused("the session would end in the future", "name an end up to now")
        if end - start > LONGEST_SESSION and not any_length:
            raise Refused("the session would last over 24 h", "if that is right, add --force")

    def nudge(self, session: Session, start_by: int = 0, end_by: int = 0) -> Logged:
        """Move a session's start or end by seconds."""
        return self.edit(session, session.start + start_by, (session.end or 0) + end_by)

    def split(self, session: Session, at: int) -> tuple[Session, Session]:
        """Make two of one, at a moment within it."""
        end = session.end or 0
        if not session.start < at < end:
            raise Refused("that moment is not within the session", "name one between its start and its end")
        first = replace(session, end=at, pauses=trim_pauses(session.pauses, session.start, at))
        second = replace(
            session,
            id=SessionId(self._study.store.new_id()),
            start=at,
            pauses=trim_pauses(session.pauses, at, end),
        )
        if first.seconds == 0 or second.seconds == 0:
            raise Refused("one part would be nothing but a pause", "name a moment outside the pause")
        with self._study.store.change(f"split {session.title}") as writer:
            self._study.store.put_session(writer, first)
            self._study.store.put_session(writer, second)
        return first, second

    def duplicate(self, session: Session) -> Logged:
        """Log the same stretch of time on the same target once more, for the user to change."""
        twin = replace(session, id=SessionId(self._study.store.new_id()))
        with self._study.store.change(f"duplicate {session.title}") as writer:
            self._study.store.put_session(writer, twin)
        return Logged(twin, "", self.overlaps(twin))

    def remove(self, session: Session) -> None:
        """Delete a session; undo brings it back."""
        with self._study.store.change(f"delete {session.title}") as writer:
            self._study.store.remove_session(writer, session)

    def target_of(self, session: Session) -> Target:
        """What a session was for, with the titles of today where its roadmap still holds it."""
        roadmap = session.roadmap or self._study.active_id()
        if roadmap in self._study.library.ids():
            identity, title, lines = self._study.lines(roadmap)
            if session.stage is None and session.item is None:
                return Target(identity, None, None, Kind.ROADMAP, title)
            for entry in lines:
                if entry.stage == session.stage and entry.id == session.item:
                    return Target(
                        identity,
                        entry.stage,
                        entry.id,
                        entry.kind,
                        entry.title,
                        stage_title(lines, entry.stage),
                    )
        kind = Kind(session.item.partition("/")[0]) if session.item else Kind.STAGE
        stage, _, title = session.title.rpartition(" › ")
        return Target(roadmap, session.stage, session.item, kind, title, stage)


def _next(day: date) -> date:
    from datetime import timedelta

    return day + timedelta(days=1)
