"""The burn-up: what is done over the weeks, the whole as a line above, and where it may lead."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from studytui.domain.records import dataclass
from studytui.domain.wording import say_date
from studytui.tui.strips import fit, line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from rich.style import Style

    from studytui.tui.look import Look
    from studytui.tui.strips import Piece

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Braille's eight dots by row and column of a cell."""


@dataclass(frozen=True)
class Course:
    """What a burn-up draws: `done` by week up to now, the whole `scope`, and when it may be reached.

    `unit` is what the axis counts; `likely` and `late` are weeks from now, none where nothing can be said.
    `words` is the same as text, `basis` the weeks that it supposes, empty where nothing is foretold.
    """

    done: tuple[float, ...]
    scope: float
    unit: str
    likely: float | None
    late: float | None
    today: date
    finish: date | None
    words: str
    basis: str = ""


class BurnUp(Widget):
    """Draws a Course with braille dots, or with plain signs in ASCII."""

    look: reactive[Look | None] = reactive(None)
    course: reactive[Course | None] = reactive(None)

    def watch_course(self) -> None:
        """Say the same in words at the border, and which weeks it supposes."""
        if self.course is not None and self.look is not None:
            title = f"Burn-up · {self.course.basis}" if self.course.basis else "Burn-up"
            self.border_title = self.look.words(title)
            self.border_subtitle = self.look.words(self.course.words)

    def on_resize(self) -> None:
        """Draw anew."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the plot."""
        width, height = self.size
        look, course = self.look, self.course
        if look is None:
            return Strip.blank(width)
        if course is None or course.scope <= 0 or height < 4 or width < 24:
            words = "The plot begins with the first hour." if y == 0 and course is not None else ""
            return line([(" " + fit(words, width - 2, look.glyphs.ellipsis), look.muted)], width, look.text)
        plot = _Plot(course, width - 8, height - 2, look)
        if y < height - 2:
            return line(plot.row(y), width, look.text)
        return line(plot.axis() if y == height - 2 else plot.dates(), width, look.text)


class _Plot:
    """The cells of one drawing."""

    def __init__(self, course: Course, columns: int, rows: int, look: Look) -> None:
        self.course, self.columns, self.rows, self.look = course, columns, rows, look
        ahead = course.late or course.likely or max(4.0, len(course.done) * 0.3)
        self.weeks = len(course.done) - 1 + min(ahead, max(8.0, len(course.done) * 2.0))
        self.weeks = max(self.weeks, 1.0)
        self.top = max(course.scope, course.done[-1] if course.done else 0.0) * 1.02
        self.cells: dict[tuple[int, int], int] = {}
        self.styles: dict[tuple[int, int], Style] = {}
        self._draw()

    def _dot(self, week: float, value: float, style: Style) -> None:
        x = round(week / self.weeks * (self.columns * 2 - 1))
        y = round((1 - value / self.top) * (self.rows * 4 - 1))
        if not (0 <= x < self.columns * 2 and 0 <= y < self.rows * 4):
            return
        cell = (y // 4, x // 2)
        self.cells[cell] = self.cells.get(cell, 0) | _DOTS[y % 4][x % 2]
        self.styles[cell] = style

    def _line(self, start: tuple[float, float], end: tuple[float, float], style: Style, gap: int = 1) -> None:
        steps = max(2, int(abs(end[0] - start[0]) / self.weeks * self.columns * 2) + 1)
        steps = max(steps, int(abs(end[1] - start[1]) / self.top * self.rows * 4) + 1)
        for at in range(0, steps + 1, gap):
            share = at / steps
            self._dot(start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share, style)

    def _draw(self) -> None:
        course, look = self.course, self.look
        now = float(len(course.done) - 1)
        self._line((0.0, course.scope), (self.weeks, course.scope), look.muted, gap=3)
        here = (now, course.done[-1])
        for weeks, style in (
            (course.late, look.muted),
            (course.likely, look.warning),
        ):
            if weeks is not None:
                self._line(here, (now + weeks, course.scope), style, gap=2)
        for week in range(1, len(course.done)):
            self._line((week - 1.0, course.done[week - 1]), (float(week), course.done[week]), look.accent)

    def row(self, y: int) -> list[Piece]:
        """A line of cells with its figure at the left."""
        look = self.look
        figure = ""
        if y % 3 == 0 or y == self.rows - 1:
            figure = f"{round((1 - y / max(1, self.rows - 1)) * self.top):>5}"
        edges = ("+", "|") if look.glyphs.ascii else ("┤", "│")
        edge = edges[0] if figure.strip() else edges[1]
        pieces: list[Piece] = [(f"{figure:>5} ", look.muted), (edge, look.muted)]
        today = round((len(self.course.done) - 1) / self.weeks * (self.columns * 2 - 1)) // 2
        for x in range(self.columns):
            bits = self.cells.get((y, x), 0)
            if bits:
                style = self.styles[(y, x)]
                plain = "o" if style == look.accent else "'" if style == look.warning else "."
                pieces.append((plain if look.glyphs.ascii else chr(0x2800 + bits), style))
            else:
                pieces.append(
                    ("." if look.glyphs.ascii else "┊", look.muted) if x == today else (" ", look.text)
                )
        return pieces

    def axis(self) -> list[Piece]:
        """The line under the plot."""
        corner, bar = ("+", "-") if self.look.glyphs.ascii else ("└", "─")
        return [(" " * 6 + corner + bar * self.columns, self.look.muted)]

    def dates(self) -> list[Piece]:
        """Today, and the likely finish."""
        text = [" "] * (self.columns + 14)
        today = round((len(self.course.done) - 1) / self.weeks * (self.columns - 1))
        _put(text, 7 + today - 2, "today")
        if self.course.finish is not None and self.course.likely is not None:
            place = round((len(self.course.done) - 1 + self.course.likely) / self.weeks * (self.columns - 1))
            words = say_date(self.course.finish)
            _put(text, min(7 + place - 3, self.columns + 7 - len(words)), words)
        return [("".join(text), self.look.muted)]


def _put(text: list[str], at: int, words: str) -> None:
    at = max(0, at)
    if any(sign != " " for sign in text[max(0, at - 1) : at + len(words) + 1]):
        return
    text[at : at + len(words)] = words
