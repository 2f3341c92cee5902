"""Rows of the log: sessions under the study days on which they start."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from studytui.domain.durations import MINUTE, format_compact, shares
from studytui.domain.session import elapsed, sharing_pairs
from studytui.domain.wording import say_day
from studytui.domain.zones import local, zone_named
from studytui.services.figures import running_shares
from studytui.tui.telling import drawable, say_time
from studytui.tui.widgets.rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import date

    from studytui.domain.ids import SessionId
    from studytui.domain.session import Session
    from studytui.services.snapshot import Snapshot
    from studytui.tui.look import Look

_LENGTH = 6


def log_rows(
    sessions: Sequence[Session],
    days: Mapping[date, int],
    day_of: Callable[[Session], date],
    snapshot: Snapshot,
    look: Look,
    now: int,
    timer: Session | None,
) -> list[Row]:
    """A heading for each study day, with its total, and below it its sessions, newest first.

    `days` holds the totals without the running `timer`, which is none where it is not shown.
    """
    running = {} if timer is None else running_shares(timer, now, snapshot.settings)
    minutes: dict[SessionId, int] = {}
    for _, group in groupby(sessions, day_of):
        minutes |= shown_minutes(list(group), now)
    twice = {one.id for first, second, _ in sharing_pairs(sessions) for one in (first, second)}
    rows: list[Row] = []
    last: date | None = None
    for session in sessions:
        day = day_of(session)
        if day != last:
            total = days.get(day, 0) + running.get(day, 0)
            rows.append(_heading(day, total, snapshot))
            last = day
        rows.append(_row(session, snapshot, look, minutes[session.id], session.id in twice))
    return rows


def with_marks(rows: list[Row], marked: Collection[str], look: Look) -> list[Row]:
    """The rows with a sign on those whose sessions are marked."""
    if not marked:
        return rows
    sign = look.glyphs.done
    return [
        replace(row, sign=sign, sign_role="accent", role="strong") if row.key in marked else row
        for row in rows
    ]


def _heading(day: date, seconds: int, snapshot: Snapshot) -> Row:
    week = snapshot.week
    right = format_compact(seconds)
    if day == week.today and week.today_goal:
        right += f" of {format_compact(week.today_goal)}"
    words = say_day(day, year=day.year != week.today.year)
    if day == week.today:
        words = f"Today, {words}"
    return Row(title=words, right=right, role="strong" if day == week.today else "muted", rule=True)


def shown_minutes(sessions: Sequence[Session], now: int) -> dict[SessionId, int]:
    """The minutes of sessions by their ids, such that they add up to those of their sum.

    What the whole minutes leave over goes to the largest remainders, of a running timer's to the timer.
    """
    closed = [session for session in sessions if session.end is not None]
    minutes = dict(
        zip((session.id for session in closed), shares([one.seconds for one in closed]), strict=True)
    )
    seconds = sum(session.seconds for session in closed)
    for session in sessions:
        if session.end is None:
            minutes[session.id] = (seconds + elapsed(session, now)) // MINUTE - seconds // MINUTE
    return minutes


def _row(session: Session, snapshot: Snapshot, look: Look, minutes: int, twice: bool) -> Row:
    twelve = snapshot.settings.twelve_hours
    width = 7 if twelve else 5
    start = say_time(session.start, session.zone, twelve).rjust(width)
    end = "" if session.end is None else say_time(session.end, session.zone, twelve)
    length = format_compact(minutes * MINUTE).rjust(_LENGTH)
    sign, right = " ", _marks(session, snapshot.zone, look.glyphs.cross if twice else "")
    if session.end is None:
        sign = look.glyphs.paused if session.paused else look.glyphs.running
        right = "paused" if session.paused else "running"
    return Row(
        session.id,
        drawable(session.title, look),
        sign,
        right,
        sign_role="warning" if session.paused else "success",
        lead=f"{start} {look.glyphs.dash} {end.rjust(width)}{length}  ",
    )


def _marks(session: Session, here: str, twice: str) -> str:
    """Where it was with other clocks, that it counts `twice`, has no hour of its own, has a note."""
    marks = [
        _elsewhere(session, here),
        twice,
        "~" if session.approximate else "",
        "n" if session.note else "",
    ]
    return " ".join(mark for mark in marks if mark)


def _elsewhere(session: Session, here: str) -> str:
    """The place whose time of day is shown, "" where it is that of here."""
    if session.zone == here:
        return ""
    there, home = (local(session.start, zone_named(zone)).utcoffset() for zone in (session.zone, here))
    return "" if there == home else session.zone.rpartition("/")[2].replace("_", " ")
