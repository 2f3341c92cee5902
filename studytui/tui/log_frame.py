"""The words around the log: what its week and month add up to, and where the cursor is."""

from __future__ import annotations

from datetime import timedelta

from studytui.domain.durations import format_compact
from studytui.domain.wording import say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from studytui.services.sifting import Sifted
    from studytui.services.snapshot import Snapshot


def week_words(first: date, snapshot: Snapshot) -> str:
    """A week by its first day."""
    if first == snapshot.week.first_day:
        return "this week"
    return f"week of {say_day(first, year=first.year != snapshot.week.today.year)[4:]}"


def month_words(day: date, snapshot: Snapshot) -> str:
    """The month of a day."""
    return f"{day:%B}" if day.year == snapshot.week.today.year else f"{day:%B %Y}"


def log_title(
    first: date,
    day: date,
    totals: Mapping[date, int],
    snapshot: Snapshot,
    sifted: Sifted | None,
    running: int | None,
) -> str:
    """The list's title: the week that begins on `first`, the month of `day`, and all that a filter left.

    `totals` holds the seconds of their study days. `running` are those of the timer, where it is shown, which
    the totals include.
    """
    week = sum(totals.get(first + timedelta(days=at), 0) for at in range(7))
    month = sum(
        seconds for when, seconds in totals.items() if (when.year, when.month) == (day.year, day.month)
    )
    words = ["Log"]
    if sifted is not None:
        number = sifted.number + (running is not None)
        whole = format_compact(sifted.seconds + (running or 0))
        words.append(f"{number:,} session{'' if number == 1 else 's'}, {whole}")
    goal = ""
    if sifted is None and first == snapshot.week.first_day and snapshot.week.week_goal:
        goal = f" of {format_compact(snapshot.week.week_goal)}"
    words.append(f"{week_words(first, snapshot)} {format_compact(week)}{goal}")
    words.append(f"{month_words(day, snapshot)} {format_compact(month)}")
    return " · ".join(words)
