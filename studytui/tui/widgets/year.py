"""The year as a heatmap: a column a week, a square a day."""

from __future__ import annotations

from datetime import date, timedelta

from textual.content import Content

from studytui.domain.durations import MINUTE, format_compact
from studytui.domain.session import elapsed
from studytui.domain.wording import say_day
from studytui.services.figures import with_timer
from studytui.tui.strips import fit
from studytui.tui.widgets.panes import WEEKDAYS, Pane
from studytui.tui.widgets.sparing import Shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.snapshot import Snapshot
    from studytui.tui.look import Look
    from studytui.tui.strips import Piece

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS = (0, 30 * 60, 60 * 60, 120 * 60)


def heat_level(seconds: int, scale: int = 0) -> int:
    """0 for none, then to 30 minutes, to 1 hour, to 2 hours, more; `scale` doubles the limits."""
    return sum(seconds > step * 2.0**scale for step in _STEPS)


def week_cells(width: int, height: int) -> int:
    """Cells a week takes across."""
    if height < 9 or width < 6 + 26 * 2:
        return 1
    return 3 if width >= 7 + 53 * 3 else 2


def shown_weeks(width: int, height: int) -> int:
    """How many weeks of the heatmap fit."""
    return max(1, min(53, (width - 7) // week_cells(width, height)))


def legend(look: Look) -> Content:
    """What the signs of the heat mean, for a border."""
    signs = [
        (look.glyphs.heat[level] if look.shades or level == 0 else "■", str(style.color.name))
        for level, style in enumerate(look.heat)
        if style.color is not None
    ]
    signs[0] = (signs[0][0], "")
    return Content.assemble("less ", *signs, " more")


class YearPane(Pane):
    """The last weeks as a heatmap, a column a week; one row a day, or two days in one row where it is low."""

    day: Shown[date | None] = Shown(None)
    day_line: Shown[str] = Shown("")
    scale: Shown[int] = Shown(0)

    def validate_now(self, now: int) -> int:
        """Stand still until a minute of the timer is full: nothing else is to be seen here."""
        timer = None if self.snapshot is None else self.snapshot.timer
        if (
            timer is None
            or not self.now
            or elapsed(timer, now) // MINUTE != elapsed(timer, self.now) // MINUTE
        ):
            return now
        return self.now

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """Months, the cells, and a line on the chosen day and the sum."""
        first_day = snapshot.week.first_day
        totals = with_timer(snapshot.year, snapshot.timer, self.now, snapshot.settings)
        tall = height >= 9
        step = week_cells(width, height)
        weeks = shown_weeks(width, height)
        start = first_day - timedelta(weeks=weeks - 1)
        drawn = [self._months(look, start, weeks, step)]
        for row in range(7) if tall else range(0, 7, 2):
            day = start + timedelta(days=row)
            name = WEEKDAYS[day.weekday()] if row % 2 == 0 else ""
            cells: list[Piece] = [(f" {name:4} ", look.muted)]
            for week in range(weeks):
                when = day + timedelta(weeks=week)
                cells.append(
                    self._cell(look, totals, when, snapshot.week.today, step)
                    if tall
                    else self._half(look, totals, when, snapshot.week.today, row)
                )
            drawn.append(cells)
        if self.day_line:
            drawn.append([(" " + fit(look.words(self.day_line), width - 2, look.glyphs.ellipsis), look.text)])
        if tall:
            drawn += self._words(look, snapshot, totals, width)
        return drawn

    def on_resize(self) -> None:
        """Say how far back it goes."""
        self.border_title = f"Last {min(52, shown_weeks(self.size.width, self.size.height))} weeks"

    def _months(self, look: Look, start: date, weeks: int, step: int) -> list[Piece]:
        text = [" "] * (weeks * step + 4)
        last = -9
        for week in range(weeks):
            day = start + timedelta(weeks=week)
            if day.day <= 7 and week * step - last >= 4:
                last = week * step
                text[last : last + 3] = _MONTHS[day.month - 1]
        return [("      " + "".join(text), look.muted)]

    def _cell(self, look: Look, totals: dict[date, int], day: date, today: date, step: int) -> Piece:
        if day > today:
            return (" " * step, look.text)
        level = heat_level(totals.get(day, 0), self.scale)
        sign = look.glyphs.heat[level] if look.shades or level == 0 else "■"
        style = look.heat[level] if level else look.muted
        if day == self.day:
            style = look.selected
        return (sign + " " * (step - 1), style)

    def _half(self, look: Look, totals: dict[date, int], day: date, today: date, row: int) -> Piece:
        upper = heat_level(totals.get(day, 0), self.scale) if day <= today else -1
        lower_day = day + timedelta(days=1)
        lower = heat_level(totals.get(lower_day, 0), self.scale) if row < 6 and lower_day <= today else -1
        if look.shades:
            level = max(upper, lower, 0)
            style = (
                look.selected if self.day in (day, lower_day) else look.heat[level] if level else look.muted
            )
            return (look.glyphs.heat[level] if upper >= 0 else " ", style)
        back = look.text.bgcolor
        top = look.heat[upper].color if upper >= 0 else back
        bottom = look.heat[lower].color if lower >= 0 else back
        if self.day == day:
            top = look.warning.color
        elif self.day == lower_day:
            bottom = look.warning.color
        from rich.style import Style

        return ("▀", Style(color=top, bgcolor=bottom))

    def _words(
        self, look: Look, snapshot: Snapshot, totals: dict[date, int], width: int
    ) -> list[list[Piece]]:
        if not any(totals.values()):
            return [[], [(" Your year appears here, one square a day.", look.muted)]]
        best = max(totals, key=lambda day: totals[day])
        days = sum(seconds > 0 for seconds in totals.values())
        words = (
            f"{format_compact(sum(totals.values()))} on {days} days {look.glyphs.dot} best day "
            f"{format_compact(totals[best])} ({say_day(best)})"
        )
        return [[], [(" " + fit(words, width - 2, look.glyphs.ellipsis), look.muted)]]
