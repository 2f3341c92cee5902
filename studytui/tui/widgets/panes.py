"""Panes that only show: the timer with its big digits, today and the week, the beginnings of notes."""

from __future__ import annotations

from datetime import date, timedelta

from rich.cells import cell_len
from textual.strip import Strip

from studytui.domain.durations import MINUTE, format_compact, shares
from studytui.domain.ids import NoteTarget, stage_target
from studytui.domain.session import elapsed
from studytui.domain.wording import say_day
from studytui.domain.zones import local, zone_named
from studytui.services.figures import running_shares
from studytui.tui.phases import face
from studytui.tui.strips import fit, line, meter
from studytui.tui.widgets.sparing import Shown, Sparing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studytui.services.figures import StageFigures
    from studytui.services.snapshot import Snapshot
    from studytui.tui.look import Look
    from studytui.tui.strips import Piece

_HEAVY = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"), "1": ("╺┓ ", " ┃ ", "╺┻╸"), "2": ("╺━┓", "┏━┛", "┗━╸"), "3": ("╺━┓", " ━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"), "5": ("┏━╸", "┗━┓", "╺━┛"), "6": ("┏━╸", "┣━┓", "┗━┛"), "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"), "9": ("┏━┓", "┗━┫", "╺━┛"), ":": (" ", "·", "·"), "+": ("   ", "╺╋╸", "   "),
}  # fmt: skip
_PLAIN = {
    "0": (" _ ", "| |", "|_|"), "1": ("   ", "  |", "  |"), "2": (" _ ", " _|", "|_ "), "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"), "5": (" _ ", "|_ ", " _|"), "6": (" _ ", "|_ ", "|_|"), "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"), "9": (" _ ", "|_|", " _|"), ":": (" ", ".", "."), "+": ("   ", "_|_", " | "),
}  # fmt: skip
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_BETWEEN = "›"


def big_digits(text: str, ascii_only: bool) -> tuple[str, str, str]:
    """A time in digits of three rows."""
    table = _PLAIN if ascii_only else _HEAVY
    shapes = [table.get(sign, (" ", " ", " ")) for sign in text]
    top, middle, bottom = (" ".join(shape[row] for shape in shapes) for row in range(3))
    return top, middle, bottom


class Pane(Sparing):
    """A widget that draws lines of pieces; subclasses say which."""

    look: Shown[Look | None] = Shown(None)
    snapshot: Shown[Snapshot | None] = Shown(None)
    now: Shown[int] = Shown(0)

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """What stands on each line."""
        raise NotImplementedError

    def draw_line(self, y: int) -> Strip:
        """One line."""
        width = self.size.width
        if self.look is None or self.snapshot is None:
            return Strip.blank(width)
        if y == 0 or not hasattr(self, "_wanted"):
            self._wanted = self.lines(self.look, self.snapshot, width, self.size.height)
        pieces = self._wanted[y] if y < len(self._wanted) else []
        self._pieces[y] = self.look, width, pieces
        return line(pieces, width, self.look.text) if pieces else Strip.blank(width, self.look.text)

    @property
    def _pieces(self) -> dict[int, tuple[Look, int, list[Piece]]]:
        """What each line was drawn of."""
        found: dict[int, tuple[Look, int, list[Piece]]] = self.__dict__.setdefault("_drawn_of", {})
        return found

    def lines_in_doubt(self, height: int) -> Iterable[int]:
        """The lines whose pieces are others than those they were drawn of."""
        look, width = self.look, self.size.width
        if look is None or self.snapshot is None:
            return range(height)
        self._wanted = self.lines(look, self.snapshot, width, height)
        fresh = [*self._wanted, *[[] for _ in range(height)]]
        drawn = self._pieces
        return [y for y in range(height) if drawn.get(y) != (look, width, fresh[y])]


def clock_time(instant: int, snapshot: Snapshot, zone_name: str) -> str:
    """A time of day as the settings want it."""
    wall = local(instant, zone_named(zone_name))
    if snapshot.settings.twelve_hours:
        return f"{wall.hour % 12 or 12}:{wall.minute:02d}{'am' if wall.hour < 12 else 'pm'}"
    return f"{wall.hour:02d}:{wall.minute:02d}"


class TimerPane(Pane):
    """The running timer in big digits, what it is on and since when."""

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """Digits, target, mode and start; without a timer, how to start one."""
        timer = snapshot.timer
        if timer is None:
            words = ["No timer is running.", "", "t starts one on the selected stage or topic."]
            return [[], *[[(" " + fit(text, width - 2, look.glyphs.ellipsis), look.muted)] for text in words]]
        shown = face(timer, self.now, look.glyphs)
        clock, style = shown.clock, shown.clock_style(look)
        drawn: list[list[Piece]] = [[]] if height > 6 else []
        digits = big_digits(clock, look.glyphs.ascii)
        if snapshot.settings.big_clock and width >= len(digits[0]) and height >= 5:
            pad = " " * ((width - len(digits[0])) // 2)
            drawn += [[(pad + row, style)] for row in digits]
        else:
            drawn.append([(clock.center(width), style)])
        if height > 7:
            drawn.append([])
        drawn.append(
            [
                (f" {shown.sign} ", shown.sign_style(look)),
                (fit(look.words(timer.title), width - 4, look.glyphs.ellipsis), look.text),
            ]
        )
        since = clock_time(timer.start, snapshot, timer.zone)
        if not shown.planned:
            drawn.append([(f"   {shown.words} {look.glyphs.dot} since {since}", look.muted)])
            return drawn
        studied = f"{format_compact(elapsed(timer, self.now))} studied {look.glyphs.dot} since {since}"
        style = look.muted if shown.calm else look.warning
        return [
            *drawn,
            [("   " + fit(shown.words, width - 4, look.glyphs.ellipsis), style)],
            [("   " + fit(studied, width - 4, look.glyphs.ellipsis), look.muted)],
        ]


class TodayPane(Pane):
    """Today and the week against the goal, weeks on goal, what lies ahead, and the days of the week.

    `names_timer` is for where no pane of its own says what the timer is on.
    """

    outlook: Shown[tuple[str, ...]] = Shown(tuple)
    names_timer = False

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """Two meters, the streak, and as much of the week as there is room for."""
        week = snapshot.week
        running = (
            {} if snapshot.timer is None else running_shares(snapshot.timer, self.now, snapshot.settings)
        )
        today = week.today_seconds + running.get(week.today, 0)
        this_week = week.week_seconds + sum(part for day, part in running.items() if day >= week.first_day)
        if not snapshot.ever_logged:
            return self._fresh(look, snapshot, width)
        drawn: list[list[Piece]] = [
            self._meter(look, "Today", today, week.today_goal, width),
            self._meter(look, "Week", this_week, week.week_goal, width),
        ]
        days = sum(seconds > 0 for day, seconds in snapshot.year.items() if day >= week.first_day)
        if week.streak:
            plural = "" if week.streak == 1 else "s"
            drawn.append([(f" {week.streak} week{plural} on goal, {days} of 7 days", look.text)])
        else:
            hint = f" {look.glyphs.dot} no goal: , sets one" if week.week_goal is None else ""
            drawn.append([(f" {days} of 7 days this week{hint}", look.muted if hint else look.text)])
        low = height < 9
        ahead = self.outlook[: 1 if low else 2]
        drawn += [[(" " + fit(words, width - 2, look.glyphs.ellipsis), look.muted)] for words in ahead]
        if self.names_timer and snapshot.timer is not None and len(drawn) < height:
            sign = face(snapshot.timer, self.now, look.glyphs)
            title = fit(look.words(snapshot.timer.title), width - 4, look.glyphs.ellipsis)
            drawn.insert(0, [(f" {sign.sign} ", sign.sign_style(look)), (title, look.text)])
        elif low and (coming := self._next(look, snapshot, width)):
            drawn = [*drawn[:2], *drawn[3:], *coming]
        if height >= 9 + len(ahead) and width >= 34:
            drawn += [[], *self._days(look, snapshot, running, width)]
        if height >= len(drawn) + 4 and height >= 14 and snapshot.today_sessions:
            drawn += [[], *self._sessions(look, snapshot, width)]
        return drawn

    def _next(self, look: Look, snapshot: Snapshot, width: int) -> list[list[Piece]]:
        """What to study next, and why, where the list of stages has no room for it."""
        coming = next(iter(snapshot.next_up), None)
        if coming is None:
            return []
        title = fit(coming.item.entry.title, width - 7, look.glyphs.ellipsis)
        return [[(" Next ", look.muted), (title, look.text)], [(f"      {coming.why}", look.muted)]]

    def _sessions(self, look: Look, snapshot: Snapshot, width: int) -> list[list[Piece]]:
        drawn: list[list[Piece]] = [[(" SESSIONS TODAY", look.muted)]]
        minutes = shares([elapsed(session, self.now) for session in snapshot.today_sessions])
        for session, part in zip(snapshot.today_sessions, minutes, strict=True):
            start = clock_time(session.start, snapshot, session.zone)
            end = "" if session.end is None else clock_time(session.end, snapshot, session.zone)
            span = f" {start}{look.glyphs.dash}{end}".ljust(14)
            length = format_compact(part * MINUTE)
            title = session.title.rpartition(f" {_BETWEEN} ")[2]
            words = fit(title, width - len(span) - len(length) - 3, look.glyphs.ellipsis)
            gap = " " * max(1, width - len(span) - cell_len(words) - len(length) - 1)
            drawn.append([(span, look.muted), (words, look.text), (gap + length, look.muted)])
        return drawn

    def _fresh(self, look: Look, snapshot: Snapshot, width: int) -> list[list[Piece]]:
        goal = snapshot.week.week_goal
        words = f"Goal: {format_compact(goal)} a week (, to change)" if goal else "No goal yet (, sets one)"
        return [
            [(" Nothing logged yet.", look.text)],
            [(" " + fit(words, width - 2, look.glyphs.ellipsis), look.muted)],
            [],
            [(" t  starts the timer", look.muted)],
            [(" A  adds hours studied already", look.muted)],
        ]

    def _meter(self, look: Look, word: str, seconds: int, goal: int | None, width: int) -> list[Piece]:
        figures = format_compact(seconds) + (f" / {format_compact(goal)}" if goal else "")
        if not goal:
            return [(f" {word:6}", look.text), (figures.rjust(width - 8), look.text)]
        cells = max(4, width - 8 - max(14, len(figures) + 2))
        bar = meter(seconds / goal, cells, (look.glyphs.full, look.accent), (look.glyphs.empty, look.muted))
        return [(f" {word:6}", look.text), *bar, (figures.rjust(width - 8 - cells), look.text)]

    def _days(
        self, look: Look, snapshot: Snapshot, running: dict[date, int], width: int
    ) -> list[list[Piece]]:
        first = snapshot.week.first_day
        days = [first + timedelta(days=at) for at in range(7)]
        totals = [snapshot.year.get(day, 0) + running.get(day, 0) for day in days]
        most = max([*totals, 1])
        room = (width - 1) // 7
        bars = look.glyphs.bars
        names = "".join(WEEKDAYS[day.weekday()].center(room) for day in days)
        shapes: list[Piece] = [(" ", look.text)]
        for total in totals:
            level = 0 if not total else max(1, round(total / most * (len(bars) - 1)))
            sign = bars[level] * 2 if level else look.glyphs.dot
            shapes.append((sign.center(room), look.accent if level else look.muted))
        minutes = minutes_of_days(totals, (snapshot.week.today - first).days)
        figures = "".join(
            (format_compact(part * MINUTE) if total else look.glyphs.dash).center(room)
            for total, part in zip(totals, minutes, strict=True)
        )
        return [[(" " + names, look.muted)], shapes, [(" " + figures, look.muted)]]


def minutes_of_days(totals: Sequence[int], today: int) -> list[int]:
    """The seconds of days as minutes that add up to the week's; today's are whole minutes, as it stands above."""
    minutes = [total // MINUTE for total in totals]
    missing = sum(totals) // MINUTE - sum(minutes)
    others = sorted((at for at in range(len(totals)) if at != today), key=lambda at: -(totals[at] % MINUTE))
    for at in others[:missing]:
        minutes[at] += 1
    return minutes


class NotesPane(Pane):
    """The beginnings of notes, newest first: those of a stage, or all where it is given none."""

    stage: Shown[StageFigures | None] = Shown(None)

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """Day and title of each, and its first lines."""
        found = list(snapshot.notes.values())
        if self.stage is not None:
            keys = {stage_target(snapshot.roadmap.id, self.stage.entry.stage)}
            keys.update(NoteTarget(item.entry.id) for item in self.stage.items if item.entry.id is not None)
            found = [note for note in found if note.target in keys]
        if not found:
            return [[(" No notes yet: n writes one.", look.muted)]]
        drawn: list[list[Piece]] = []
        for note in sorted(found, key=lambda note: -note.updated):
            day = say_day(local(note.updated, zone_named(snapshot.zone)).date(), year=False)
            drawn.append(
                [
                    (f" {day}  ", look.muted),
                    (fit(note.title, width - len(day) - 4, look.glyphs.ellipsis), look.strong),
                ]
            )
            body = [text for text in note.body.splitlines() if text.strip()]
            drawn += [[("   " + fit(text, width - 4, look.glyphs.ellipsis), look.text)] for text in body[:4]]
            drawn.append([])
        return drawn
