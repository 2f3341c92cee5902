"""Finished sessions: logged after the fact, listed, and put right."""

from __future__ import annotations

import re

from studytui.domain.days import day_start, study_day
from studytui.domain.durations import parse_duration
from studytui.domain.faults import Refused
from studytui.domain.ids import SessionId
from studytui.domain.moments import at_wall, is_moment, parse_moment, time_of_day
from studytui.domain.ranges import looks_like_range, names_day, parse_range
from studytui.domain.records import dataclass, replace
from studytui.domain.session import LONGEST_SESSION, Session, shared_seconds, trim_pauses
from studytui.domain.status import Kind
from studytui.domain.target import Target
from studytui.domain.text import clean
from studytui.domain.zones import local, zone_named
from studytui.services.marking import begin_item
from studytui.services.study import stage_title
from studytui.services.timing import NOTE_LENGTH, put_in_use

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from studytui.domain.ids import ItemId, RoadmapId, StageId
    from studytui.domain.periods import Period
    from studytui.services.study import Study

    Scope = tuple[list[ItemId] | None, tuple[RoadmapId, StageId] | None, RoadmapId | None]

NOON = 12
_NEVER = 1 << 62


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
        """How many seconds of the session now count twice."""
        return shared_seconds(self.session, self.overlaps)


@dataclass(frozen=True)
class Page:
    """Finished sessions around an instant, newest first, `above` of them not before it.

    `newer` is how many began after the first of them, `total` how many there are in all. `days` holds the
    seconds of their study days, the timer left out.
    """

    sessions: tuple[Session, ...]
    above: int
    newer: int
    total: int
    days: Mapping[date, int]


class Logbook:
    """The use-cases of sessions of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def understand(self, words: str, on: date | None = None, any_length: bool = False) -> Stretch:
        """What a duration or a range means now, or on a day: Refused with the accepted forms otherwise.

        A duration ends now; on another day it begins at noon, earlier if it would not fit, and is
        approximate.
        """
        study = self._study
        now, zone = study.clock.seconds(), study.clock.zone()
        longest = None if any_length else LONGEST_SESSION
        if on is not None and names_day(words):
            raise Refused("the day is named twice", "name it once, with the times or as the day")
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

    def reread(self, session: Session, words: str, on: date | None = None) -> Stretch:
        """What is typed in place of a session's times: a range in its own zone, a duration from its start.

        A range without a day is on the day on which the session starts.
        """
        zone = zone_named(session.zone)
        if not looks_like_range(words):
            start = session.start
            if on is not None:
                wall = local(start, zone)
                seconds = wall.hour * 3600 + wall.minute * 60 + wall.second
                start = at_wall(on, seconds, zone).at
            return Stretch(start, start + parse_duration(words, longest=LONGEST_SESSION), False, "")
        if names_day(words):
            if on is not None:
                raise Refused("the day is named twice", "name it once, with the times or as the day")
            text = words
        else:
            text = f"{(on or local(session.start, zone).date()).isoformat()} {words}"
        found = parse_range(text, self._study.clock.seconds(), zone, longest=LONGEST_SESSION)
        return Stretch(found.start, found.end, False, found.said)

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
        found = self._study.store.sessions.overlapping(session.start, session.end, session.id)
        return tuple(other for other in found if shared_seconds(session, (other,)))

    def so_far(self, timer: Session) -> Session:
        """The timer as the session that it would be, if it were stopped now."""
        from studytui.domain.modes import closed

        return closed(timer, max(timer.start, self._study.clock.seconds()))

    def named(self, words: str) -> Session:
        """The session that an id, its end, `last` or `timer` names."""
        return self._study.store.sessions.named(words)

    def found(self, identity: str) -> Session | None:
        """The finished session with that whole id, none where it was deleted."""
        return self._study.store.sessions.found(identity)

    def endings(self, sessions: Iterable[Session]) -> dict[SessionId, str]:
        """Of each session the end of its id by which it can be named."""
        return self._study.store.sessions.endings([session.id for session in sessions])

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
        scope = self.scope(target)
        found = study.store.sessions.listed(first, last, *scope, limit)
        total = study.store.sessions.count(first, last, *scope)
        return tuple(sorted(found, key=lambda session: session.end is not None)), total

    def page(self, before: int | None, above: int, below: int) -> Page:
        """At most `below` finished sessions that began before an instant, and `above` that did not.

        None is the end of the log. Only what is returned is read, however much there is.
        """
        sessions = self._study.store.sessions
        at = _NEVER if before is None else before
        after = sessions.newer(at, above)
        found = (*after, *sessions.older(at, below))
        if not found:
            return Page((), 0, 0, 0, {})
        timer = sessions.open_timer()
        total = sessions.count() - (timer is not None)
        newer = 0
        if above and len(after) == above:
            newer = sessions.count_since(at) - above - (timer is not None and timer.start >= at)
        first, last = (self.day_of(found[place]) for place in (-1, 0))
        return Page(found, len(after), newer, total, sessions.day_totals(first, last))

    def titles(self) -> tuple[str, ...]:
        """The words of every target that has a session, as they were when it was logged."""
        return self._study.store.sessions.all_titles()

    def recent_targets(self, limit: int = 8) -> tuple[Target, ...]:
        """What was studied last, each once."""
        found: dict[tuple[str | None, str | None, str | None], Target] = {}
        for session in self._study.store.sessions.older(_NEVER, 12 * limit):
            key = (session.roadmap, session.stage, session.item)
            if key not in found:
                found[key] = self.target_of(session)
                if len(found) == limit:
                    break
        return tuple(found.values())

    def day_of(self, session: Session) -> date:
        """The study day on which a session starts, in its own zone."""
        return study_day(session.start, zone_named(session.zone), self._study.settings.day_start)

    def day_totals(self, first: date, last: date) -> dict[date, int]:
        """Seconds by study day, the timer left out."""
        return self._study.store.sessions.day_totals(first, last)

    def scope(self, target: Target | None) -> Scope:
        """Which sessions belong to a target: of which items, on which stage, in which roadmap."""
        if target is None:
            return None, None, None
        _, _, lines = self._study.lines(target.roadmap)
        if target.kind is Kind.ROADMAP:
            return None, None, target.roadmap
        if target.kind is Kind.STAGE and target.stage is not None:
            items = [entry.id for entry in lines if entry.stage == target.stage and entry.id is not None]
            return items, (target.roadmap, target.stage), None
        owned = [entry.id for entry in lines if entry.parent == target.item and entry.id is not None]
        return owned if target.item is None else [target.item, *owned], None, None

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
        moved = (new_start, new_end) != (session.start, session.end)
        if moved:
            self._check(new_start, new_end, any_length)
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
        """Move a session's start or end by seconds; moved as a whole it keeps its pauses and its length."""
        if start_by == end_by:
            (moved,) = self._study.repair.shift((session,), start_by)
            return Logged(moved, "", self.overlaps(moved))
        return self.edit(session, session.start + start_by, (session.end or 0) + end_by)

    def moment_within(self, session: Session, words: str) -> int:
        """The moment that a time of day, a length from its start, or a moment means for a session."""
        zone = zone_named(session.zone)
        plain = " ".join(words.lower().split())
        seconds = time_of_day(plain) if is_moment(plain) else None
        if seconds is not None:
            first = local(session.start, zone).date()
            tries = (at_wall(day, seconds, zone).at for day in (first, _next(first)))
            return next((at for at in tries if at > session.start), session.start)
        try:
            return parse_moment(words, self._study.clock.seconds(), zone).at
        except Refused:
            if is_moment(plain) or not re.search("[0-9] ?[hms]", plain):
                raise
            return session.start + parse_duration(words)

    def parts(self, session: Session, at: int) -> tuple[Session, Session]:
        """The two that a session would be, split at a moment."""
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
        return first, second

    def split(self, session: Session, at: int) -> tuple[Session, Session]:
        """Make two of one, at a moment within it."""
        first, second = self.parts(session, at)
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
        kind = Kind.STAGE if session.stage is not None else Kind.ROADMAP
        if session.item is not None:
            kind = Kind(session.item.partition("/")[0])
        stage, _, title = session.title.rpartition(" › ")
        return Target(roadmap, session.stage, session.item, kind, title, stage)


def _next(day: date) -> date:
    from datetime import timedelta

    return day + timedelta(days=1)
