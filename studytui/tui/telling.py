"""Sessions and times in words, as the dashboard's lists, forms and toasts say them."""

from __future__ import annotations

from studytui.domain.durations import format_length
from studytui.domain.wording import say_day
from studytui.domain.zones import local, zone_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime

    from studytui.domain.faults import Fault
    from studytui.domain.session import Session
    from studytui.tui.look import Look


def say_time(instant: int, zone_name: str, twelve_hours: bool) -> str:
    """The time of day in a zone: 14:00 or 2:00pm."""
    return _clock(local(instant, zone_named(zone_name)), twelve_hours)


def _clock(wall: datetime, twelve_hours: bool) -> str:
    if twelve_hours:
        return f"{wall.hour % 12 or 12}:{wall.minute:02d}{'am' if wall.hour < 12 else 'pm'}"
    return f"{wall.hour:02d}:{wall.minute:02d}"


def say_span(start: int, end: int, zone_name: str, today: date, twelve_hours: bool = False) -> str:
    """From when to when: "Thu 19 Nov 14:00-15:30"; days and years are named where they are not plain."""
    zone = zone_named(zone_name)
    first, last = local(start, zone), local(end, zone)
    day = say_day(first.date(), year=first.year != today.year)
    begin, finish = _clock(first, twelve_hours), _clock(last, twelve_hours)
    if end - start < 86400 and (last.date() - first.date()).days <= 1:
        return f"{day} {begin}-{finish}"
    return f"{day} {begin} to {say_day(last.date(), year=last.year != today.year)} {finish}"


def say_moment(instant: int, zone_name: str, today: date, twelve_hours: bool = False) -> str:
    """A time of day, with its day where that is another: "at 14:00", "on Thu 19 Nov at 14:00"."""
    wall = local(instant, zone_named(zone_name))
    time = f"at {_clock(wall, twelve_hours)}"
    day = wall.date()
    return time if day == today else f"on {say_day(day, year=day.year != today.year)} {time}"


def say_session(session: Session, today: date, twelve_hours: bool = False) -> str:
    """A finished session on one line: when, how long, on what."""
    span = say_span(session.start, session.end or session.start, session.zone, today, twelve_hours)
    return f"{span} · {format_length(session.seconds)} · {session.title}"


def say_fault(fault: Fault) -> str:
    """A refusal as a sentence or two, without what only the command line knows."""
    words = _sentence(fault.message)
    if fault.hint and "studytui " not in fault.hint and "--" not in fault.hint:
        words += " " + _sentence(fault.hint)
    return words


def _sentence(text: str) -> str:
    text = text.strip()
    end = "" if text.endswith((".", "?", "!")) else "."
    if "." in text.partition(" ")[0].rstrip(".,:"):  # a file's name stays as it is
        return text + end
    return text[:1].upper() + text[1:] + end


def drawable(words: str, look: Look) -> str:
    """Words of ours with the signs that the look has."""
    glyphs = look.glyphs
    return words.replace("›", glyphs.then).replace("·", glyphs.dot).replace("…", glyphs.ellipsis)
