"""Panes beside the log: one session, a week by stage, the last changes, a month and its weeks."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import wrap

from studytui.domain.days import week_start
from studytui.domain.durations import MINUTE, format_compact, format_duration, shares
from studytui.domain.session import elapsed, shared_seconds
from studytui.domain.wording import say_day
from studytui.domain.zones import local, zone_named
from studytui.services.figures import with_timer
from studytui.tui.strips import fit, meter
from studytui.tui.telling import drawable, say_time
from studytui.tui.widgets.panes import Pane
from studytui.tui.widgets.sparing import Shown
from studytui.tui.widgets.year import heat_level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from studytui.domain.session import Session
    from studytui.services.reports import ReportRow
    from studytui.services.snapshot import Snapshot
    from studytui.store.operations import Group
    from studytui.tui.look import Look
    from studytui.tui.strips import Piece

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_LABEL = 9


class SessionPane(Pane):
    """All that is known of one session."""

    session: Shown[Session | None] = Shown(None)
    sharing: Shown[tuple[Session, ...]] = Shown(tuple)
    """The sessions that share time with it."""

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """Target, times, length, source, note, and what counts twice."""
        session = self.session
        if session is None:
            return [[(" The session under the cursor", look.muted)], [(" is shown here.", look.muted)]]
        title = wrap(drawable(session.title, look), max(8, width - 2))[:3]
        drawn: list[list[Piece]] = [[(" " + part, look.strong)] for part in title]
        drawn += [[], *self._times(session, snapshot, look)]
        source = session.source if session.mode == "stopwatch" else f"{session.source}, {session.mode}"
        drawn.append(self._pair("Source", source, look))
        if self.sharing:
            twice = format_duration(shared_seconds(session, self.sharing))
            other = self.sharing[0].title.rpartition(" › ")[2]
            more = f" and {len(self.sharing) - 1} more" if len(self.sharing) > 1 else ""
            words = f"{twice} count twice: {other}{more}"
            parts = wrap(words, max(8, width - 4))
            drawn.append([(f" {look.glyphs.cross} ", look.error), (parts[0], look.text)])
            drawn += [[("   " + part, look.text)] for part in parts[1:3]]
        if session.note:
            drawn.append([])
            for text in session.note.splitlines():
                drawn += [[(" " + part, look.text)] for part in wrap(text, max(8, width - 2)) or [""]]
        if len(drawn) > height > 0:
            drawn[height - 1 :] = [[(" " + look.glyphs.ellipsis, look.muted)]]
        return drawn

    def _times(self, session: Session, snapshot: Snapshot, look: Look) -> list[list[Piece]]:
        twelve = snapshot.settings.twelve_hours
        zone = zone_named(session.zone)
        first = local(session.start, zone).date()
        drawn = [
            self._pair("Start", f"{say_day(first)} {say_time(session.start, session.zone, twelve)}", look)
        ]
        if session.end is None:
            drawn.append(self._pair("End", "paused" if session.paused else "still running", look))
        else:
            last = local(session.end, zone).date()
            day = "" if last == first else say_day(last, year=False) + " "
            drawn.append(self._pair("End", day + say_time(session.end, session.zone, twelve), look))
        studied = elapsed(session, self.now)
        pauses = (session.end or self.now) - session.start - studied
        length = format_duration(studied)
        if pauses >= 60:
            length += f"   (pauses {format_duration(pauses)})"
        drawn.append(self._pair("Length", length, look))
        if session.approximate:
            drawn.append(self._pair("Hour", "approximate (~)", look))
        if session.zone != snapshot.zone:
            drawn.append(self._pair("Zone", session.zone, look))
        return drawn

    def _pair(self, word: str, value: str, look: Look) -> list[Piece]:
        return [(" " + word.ljust(_LABEL - 1), look.muted), (value, look.text)]


class WeekPane(Pane):
    """The hours of a week by stage, the most first."""

    by_stage: Shown[tuple[ReportRow, ...]] = Shown(tuple)

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """A bar for each stage."""
        rows = [row for row in self.by_stage if row.seconds]
        if not rows:
            return [[(" Nothing logged in that week.", look.muted)]]
        most = rows[0].seconds
        minutes = shares([row.seconds for row in rows])
        label = min(max(len(row.label) for row in rows), max(10, width // 2 - 2))
        room = max(3, width - label - 10)
        drawn: list[list[Piece]] = []
        shown = rows if len(rows) <= height or height < 2 else rows[: height - 1]
        for row, part in zip(shown, minutes, strict=False):
            cells = max(1, round(row.seconds / most * room))
            drawn.append(
                [
                    (" " + fit(row.label, label, look.glyphs.ellipsis).ljust(label) + " ", look.text),
                    (look.glyphs.full * cells + " " * (room - cells), look.accent),
                    (format_compact(part * MINUTE).rjust(7), look.text),
                ]
            )
        if len(shown) < len(rows):
            rest = sum(minutes[len(shown) :]) * MINUTE
            drawn.append([(f" {len(rows) - len(shown)} more, {format_compact(rest)}", look.muted)])
        return drawn


class ChangesPane(Pane):
    """The last changes, newest first; what was taken back is said to be."""

    changes: Shown[tuple[Group, ...]] = Shown(tuple)

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """Time and name of each."""
        if not self.changes:
            hints = (" Every change will be listed here;", " u takes the last one back.")
            return [[(text, look.muted)] for text in hints]
        zone = zone_named(snapshot.zone)
        drawn: list[list[Piece]] = []
        for group in self.changes[: max(1, height)]:
            wall = local(group.at, zone)
            when = say_time(group.at, snapshot.zone, snapshot.settings.twelve_hours)
            if wall.date() != local(snapshot.at, zone).date():
                when = say_day(wall.date(), year=False)[4:]
            label = drawable(group.label, look) + (" (undone)" if group.undone else "")
            words = fit(label, width - 10, look.glyphs.ellipsis)
            drawn.append([(f" {when:7} ", look.muted), (words, look.muted if group.undone else look.text)])
        return drawn


class MonthPane(Pane):
    """A month as a calendar of heat, and below it the weeks that led there."""

    day: Shown[date | None] = Shown(None)
    totals: Shown[Mapping[date, int]] = Shown(dict)
    with_timer = True
    """Whether the running timer counts too; a filter may leave it out."""
    _seconds: Mapping[date, int] = {}

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """The weeks of the month, the chosen day in brackets; then a bar for each of the last weeks."""
        if self.day is None:
            return [[(" A month of study will be here.", look.muted)]]
        timer = snapshot.timer if self.with_timer else None
        self._seconds = with_timer(self.totals, timer, self.now, snapshot.settings)
        first_weekday = snapshot.settings.first_weekday
        names = [_WEEKDAYS[(first_weekday + at) % 7] for at in range(7)]
        drawn: list[list[Piece]] = [[(" " + "".join(f" {name} " for name in names), look.muted)]]
        start = week_start(self.day.replace(day=1), first_weekday)
        while start <= self.day or start.month == self.day.month:
            drawn.append(self._week(look, snapshot, start))
            start += timedelta(weeks=1)
        month = (self.day.year, self.day.month)
        days = [
            seconds for day, seconds in self._seconds.items() if (day.year, day.month) == month and seconds
        ]
        plural = "" if len(days) == 1 else "s"
        drawn += [[], [(f"  {format_compact(sum(days))} on {len(days)} day{plural}", look.text)], []]
        return [*drawn, *self._weeks(look, snapshot, width, height - len(drawn) - 1)]

    def _week(self, look: Look, snapshot: Snapshot, start: date) -> list[Piece]:
        assert self.day is not None
        pieces: list[Piece] = [(" ", look.text)]
        for at in range(7):
            day = start + timedelta(days=at)
            if day.month != self.day.month or day > snapshot.week.today:
                pieces.append(("    ", look.text))
                continue
            level = heat_level(self._seconds.get(day, 0))
            left, right = ("[", "]") if day == self.day else (" ", " ")
            cell = (look.glyphs.heat[level] * 2, look.heat[level] if level else look.muted)
            pieces += [(left, look.strong), cell, (right, look.strong)]
        return pieces

    def _weeks(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        if self.day is None or height < 3:
            return []
        newest = week_start(self.day, snapshot.settings.first_weekday)
        weeks = [newest - timedelta(weeks=back) for back in range(min(12, height - 1))]
        sums = [sum(self._seconds.get(week + timedelta(days=at), 0) for at in range(7)) for week in weeks]
        most = max([*sums, 1])
        room = max(4, width - 20)
        drawn: list[list[Piece]] = [[("  WEEKS", look.muted)]]
        full, empty = (look.glyphs.full, look.accent), (look.glyphs.empty, look.muted)
        for week, seconds in zip(weeks, sums, strict=True):
            bar = meter(seconds / most, room, full, empty)
            words = f"  {say_day(week, year=False)[4:]:7}"
            drawn.append([(words, look.muted), *bar, (format_compact(seconds).rjust(8), look.text)])
        return drawn
