"""Totals of a period by day, week, month, stage, item, weekday or hour."""

from __future__ import annotations

from collections import defaultdict

from studytui.domain.days import clock_hours, split, week_start
from studytui.domain.records import dataclass
from studytui.domain.session import Session, segments
from studytui.domain.settings import WEEKDAYS
from studytui.domain.wording import say_day
from studytui.domain.zones import zone_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from studytui.domain.periods import Period
    from studytui.services.study import Study

GROUPINGS = ("day", "week", "month", "stage", "item", "weekday", "hour")


@dataclass(frozen=True)
class ReportRow:
    """One line of a report: seconds, and the sessions that began under it."""

    key: str
    label: str
    seconds: int
    sessions: int


@dataclass(frozen=True)
class Report:
    """Totals of a period, whose days are study days; the running timer counts up to now."""

    first: date
    last: date
    total: int
    rows: tuple[ReportRow, ...]


class Reports:
    """The reports of one Study."""

    def __init__(self, study: Study) -> None:
        """Reckon for `study`."""
        self._study = study

    def report(self, period: Period, by: str = "stage") -> Report:
        """The totals of a period, its sessions split at the study days that bound it."""
        seconds: dict[str, int] = defaultdict(int)
        counts: dict[str, int] = defaultdict(int)
        labels: dict[str, str] = {}
        for session in self._touching(period):
            for at, (day, part) in enumerate(self._shares(session)):
                if not period.first <= day <= period.last:
                    continue
                for place, (key, label, share) in enumerate(self._keys(session, day, part, by)):
                    seconds[key] += share
                    labels[key] = label
                    counts[key] += at == 0 and place == 0
        rows = [ReportRow(key, labels[key], seconds[key], counts[key]) for key in labels]
        if by in ("stage", "item"):
            rows.sort(key=lambda row: (-row.seconds, row.label))
        else:
            rows.sort(key=lambda row: int(row.key) if by == "hour" else row.key)
        if by == "weekday":
            first = self._study.settings.first_weekday
            rows.sort(key=lambda row: (int(row.key) - first) % 7)
        return Report(period.first, period.last, sum(seconds.values()), tuple(rows))

    def _touching(self, period: Period) -> list[Session]:
        sessions = self._study.store.sessions
        found = list(sessions.listed(period.first, period.last))
        known = {session.id for session in found}
        timer = sessions.open_timer()
        reaching = [*sessions.spilling(period.first, period.last), *([] if timer is None else [timer])]
        found += [session for session in reaching if session.id not in known]
        return sorted(found, key=lambda session: session.start)

    def _shares(self, session: Session) -> tuple[tuple[date, int], ...]:
        until = self._study.clock.seconds() if session.end is None else session.end
        return split(segments(session, until), zone_named(session.zone), self._study.settings.day_start)

    def _keys(self, session: Session, day: date, part: int, by: str) -> list[tuple[str, str, int]]:
        """Under which keys a session's share of a day falls: key, label, seconds."""
        if by == "day":
            return [(day.isoformat(), say_day(day), part)]
        if by == "week":
            first = week_start(day, self._study.settings.first_weekday)
            return [(first.isoformat(), f"week of {say_day(first)}", part)]
        if by == "month":
            return [(day.isoformat()[:7], f"{day:%B %Y}", part)]
        if by == "weekday":
            return [(str(day.weekday()), WEEKDAYS[day.weekday()].capitalize(), part)]
        if by == "hour":
            return self._hours(session, day)
        if by == "item" and session.item is not None:
            return [(session.item, session.title, part)]
        if session.stage is not None:
            title = session.title.partition(" › ")[0] if session.item is not None else session.title
            return [(f"{session.roadmap}/{session.stage}", title, part)]
        return [(f"{session.roadmap or ''}", session.title or "no stage", part)]

    def _hours(self, session: Session, day: date) -> list[tuple[str, str, int]]:
        """A session's seconds by the clock hour; one without an hour has none."""
        if session.approximate:
            return []
        zone = zone_named(session.zone)
        until = self._study.clock.seconds() if session.end is None else session.end
        found: dict[int, int] = defaultdict(int)
        for stretch in segments(session, until):
            for hour, start, end in clock_hours(stretch, zone):
                if split(((start, end),), zone, self._study.settings.day_start)[0][0] == day:
                    found[hour] += end - start
        return [(str(hour), f"{hour:02d}:00", seconds) for hour, seconds in sorted(found.items())]
