"""The Stats view: the year day by day, the burn-up, hours by stage, and the rhythm; all also in words."""

from __future__ import annotations

from datetime import date, timedelta

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from studytui.domain.durations import format_compact, format_duration
from studytui.domain.forecast_words import date_of
from studytui.domain.session import elapsed
from studytui.domain.status import Status
from studytui.domain.wording import say_day
from studytui.services.burnup import burn_up
from studytui.services.statistics import Statistics, day_words, statistics
from studytui.tui.course import course
from studytui.tui.listing import planned, rough
from studytui.tui.strips import fit, meter
from studytui.tui.verbs import Place, bindings
from studytui.tui.views.view import View
from studytui.tui.widgets.burnup import BurnUp, Course
from studytui.tui.widgets.panes import Pane
from studytui.tui.widgets.sparing import Shown
from studytui.tui.widgets.year import YearPane, shown_weeks, week_cells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.domain.forecast import Forecast
    from studytui.domain.ids import StageId
    from studytui.services.figures import StageFigures
    from studytui.services.snapshot import Snapshot
    from studytui.services.study import Study
    from studytui.tui.look import Look
    from studytui.tui.strips import Piece

RANGES = ((13, "quarter"), (53, "year"), (106, "two years"), (261, "five years"))
_MOVES = {"day.left": -7, "day.right": 7, "day.up": -1, "day.down": 1}


class DayWalk(YearPane, can_focus=True):
    """The year, walked by arrows; answers with Chosen and Opened."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.YEAR, Place.STATS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.YEAR, Place.STATS])]
    beside: Shown[tuple[str, ...]] = Shown(())
    """Words at the right of the cells, where there is room for them."""

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """The year, a mark above the chosen day's week, and the words at the right."""
        drawn = super().lines(look, snapshot, width, height)
        if self.day is not None:
            first = snapshot.week.first_day - timedelta(weeks=shown_weeks(width, height) - 1)
            column = 6 + (self.day - first).days // 7 * week_cells(width, height)
            months = "".join(text for text, _ in drawn[0]).ljust(column + 1)
            drawn[0] = [
                (months[:column], look.muted),
                (look.glyphs.opened, look.accent),
                (months[column + 1 :], look.muted),
            ]
        used = 6 + shown_weeks(width, height) * week_cells(width, height) + 2
        rows = 7 if height >= 9 else 4
        if width - used >= 14:
            for at, words in enumerate(self.beside[:rows], start=1):
                drawn[at] = [
                    *drawn[at],
                    (" " * (used - sum(len(text) for text, _ in drawn[at])), look.text),
                    (fit(look.words(words), width - used, look.glyphs.ellipsis), look.muted),
                ]
        return drawn

    class Chosen(Message):
        """Another day is looked at."""

        def __init__(self, day: date) -> None:
            """Tell which."""
            super().__init__()
            self.day = day

    def walk(self, by: int) -> None:
        """Look at another day, within what is shown and not after today."""
        if self.snapshot is None:
            return
        week = self.snapshot.week
        first = week.first_day - timedelta(weeks=shown_weeks(self.size.width, self.size.height) - 1)
        day = (self.day or week.today) + timedelta(days=by)
        self.day = min(max(day, first), week.today)
        self.post_message(self.Chosen(self.day))


class StagesPane(Pane, can_focus=True):
    """Hours of each stage against its estimate; with room also its goal, and by when it may be done."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.STATS,)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.STATS])]
    finishes: Shown[Mapping[StageId, str]] = Shown({})

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """A bar a stage, its time at the right, and what is planned for it below."""
        stages = snapshot.roadmap.stages
        told = {stage.entry.stage: self._told(stage, look, snapshot) for stage in stages}
        roomy = height >= 2 * len(stages) and width >= 40 and any(told.values())
        shown = stages if roomy or len(stages) <= height else _around(stages, height - 1)
        drawn: list[list[Piece]] = []
        for stage in shown:
            drawn.append(self._stage(stage, look, snapshot, width))
            if roomy:
                words = fit(look.words(told[stage.entry.stage]), width - 4, look.glyphs.ellipsis)
                drawn.append([("   " + words, look.muted)])
        if len(shown) < len(stages):
            drawn.append([(f" {len(stages) - len(shown)} more: z shows all", look.muted)])
        return drawn

    def _told(self, stage: StageFigures, look: Look, snapshot: Snapshot) -> str:
        """A stage's goal, target date and finish in words."""
        parts = [*planned(stage, snapshot), self.finishes.get(stage.entry.stage, "")]
        return f" {look.glyphs.dot} ".join(part for part in parts if part)

    def _stage(self, stage: StageFigures, look: Look, snapshot: Snapshot, width: int) -> list[Piece]:
        room = max(10, min(30, width - 26))
        most = max([*(max(one.seconds, one.planned or 0) for one in snapshot.roadmap.stages), 1])
        title = fit(stage.entry.title, room, look.glyphs.ellipsis).ljust(room)
        figure = rough(stage.seconds) if stage.seconds else look.glyphs.dash
        if stage.planned:
            figure += f" / ~{rough(stage.planned)}"
        cells = max(3, width - room - 15)
        share = stage.seconds / (stage.planned or most)
        bar = meter(share, cells, (look.glyphs.full, look.accent), (look.glyphs.empty, look.muted))
        return [(f" {title} ", look.text), *bar, (figure.rjust(width - room - cells - 3), look.muted)]


def _around(stages: Sequence[StageFigures], room: int) -> Sequence[StageFigures]:
    """As many stages as there is room for, the one that is begun among them."""
    begun = next((at for at, stage in enumerate(stages) if stage.status is Status.DOING), 0)
    first = max(0, min(begun - room // 2, len(stages) - room))
    return stages[first : first + room]


class CoursePane(BurnUp, can_focus=True):
    """The burn-up, which z enlarges."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.STATS,)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.STATS])]


class RhythmPane(Pane, can_focus=True):
    """Weekdays, hours, pace, and the middle session."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.STATS,)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.STATS])]
    figures: Shown[Statistics | None] = Shown(None)
    range_words: Shown[str] = Shown("")

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """Bars of one row, and words."""
        figures = self.figures
        if figures is None or not figures.total:
            return [[(" What you log shows here,", look.muted)], [(" by weekday and by hour.", look.muted)]]
        first = snapshot.settings.first_weekday
        order = [(first + at) % 7 for at in range(7)]
        days: list[Piece] = [(" WEEKDAY ", look.muted)]
        most = max([*figures.weekdays, 1])
        for weekday in order:
            days += [
                (" " + "MTWTFSS"[weekday], look.muted),
                (_bar(figures.weekdays[weekday], most, look), look.accent),
            ]
        hours: list[Piece] = [(" HOUR 0–23 ".replace("–", look.glyphs.dash), look.muted)]
        most = max([*figures.hours, 1])
        shown = figures.hours
        if width < 11 + 24:
            shown = tuple(figures.hours[at] + figures.hours[at + 1] for at in range(0, 24, 2))
            most = max([*shown, 1])
        hours += [(_bar(seconds, most, look), look.accent) for seconds in shown]
        return [days, hours, *self._words(figures, look, width)]

    def _words(self, figures: Statistics, look: Look, width: int) -> list[list[Piece]]:
        pairs = [("PACE", _pace(figures))]
        if figures.best_day:
            pairs.append(
                ("BEST DAY", f"{say_day(figures.best_day[0])}, {format_duration(figures.best_day[1])}")
            )
        if figures.best_week:
            week = say_day(figures.best_week[0], year=False)
            pairs.append(("BEST WEEK", f"of {week}, {format_duration(figures.best_week[1])}"))
        pairs += [
            ("MIDDLE", f"{format_duration(figures.median_session)} a session"),
            ("MEAN", f"{format_duration(figures.mean_study_day)} on a study day"),
        ]
        return [
            [(f" {word:10}", look.muted), (fit(words, width - 12, look.glyphs.ellipsis), look.text)]
            for word, words in pairs
        ]


def _finishes(found: Forecast) -> dict[StageId, str]:
    """By when each stage and all before it may be done, as short as can be."""
    told = {}
    for stage in found.stages:
        likely, late = stage.percentiles.get(50), stage.percentiles.get(85)
        if stage.left and likely is not None and late is not None:
            told[stage.stage] = f"50 %: {date_of(likely)}, 85 %: {date_of(late)}"
        elif stage.left and stage.plan is not None:
            told[stage.stage] = f"planned: {date_of(stage.plan)}"
    return told


def _bar(seconds: int, most: int, look: Look) -> str:
    bars = look.glyphs.bars
    return bars[max(1, round(seconds / most * (len(bars) - 1)))] if seconds else look.glyphs.dot


def _pace(figures: Statistics) -> str:
    if figures.pace is None:
        return "after four weeks"
    words = f"{figures.pace / 3600:.1f} h a week over four"
    if figures.trend is None:
        return words
    return (
        f"{words}, {abs(figures.trend) / 3600:.1f} h {'more' if figures.trend >= 0 else 'less'} than before"
    )


class StatsView(View):
    """What was done, when, and where it leads."""

    DEFAULT_CSS = """
    #walk { height: 13; }
    #stats-below { height: 1fr; }
    #burnup { width: 3fr; }
    #stats-side { width: 2fr; min-width: 30; }
    #by-stage { height: 1fr; }
    #rhythm { height: 9; }
    .-narrow #walk, .-tiny #walk, .-low #walk, .-medium #walk { height: 8; }
    .-low #rhythm, .-medium #rhythm { height: 4; }
    #rhythm.-maximized, #walk.-maximized { height: 1fr; }
    .-tiny #burnup, .-low #stats-below { display: none; }
    """
    SCOPED_CSS = False
    first_focus = "#walk"
    hints: ClassVar[Mapping[str, str]] = {
        "list.previous": "[ ] range",
        "list.add": "",
        "list.filter": "",
        "note.open": "",
        "timer.pause": "",
    }

    course: reactive[Course | None] = reactive(None)
    range_at: reactive[int] = reactive(1, init=False)

    class OpenDay(Message):
        """The sessions of a day should be shown in the Log."""

        def __init__(self, day: date) -> None:
            """Tell which."""
            super().__init__()
            self.day = day

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Nothing is reckoned before there is a study."""
        super().__init__(id=id)
        self._study: Study | None = None
        self._minute = 0

    def compose(self) -> ComposeResult:
        """The year above; burn-up, stages and rhythm below."""
        walk = DayWalk(id="walk", classes="pane")
        yield walk.data_bind(StatsView.look, StatsView.snapshot, StatsView.now)
        with Horizontal(id="stats-below"):
            burnup = CoursePane(id="burnup", classes="pane")
            burnup.border_title = "Burn-up"
            yield burnup.data_bind(StatsView.look, StatsView.course)
            with Vertical(id="stats-side"):
                stages = StagesPane(id="by-stage", classes="pane")
                stages.border_title = "By stage"
                yield stages.data_bind(StatsView.look, StatsView.snapshot)
                rhythm = RhythmPane(id="rhythm", classes="pane")
                rhythm.border_title = "Rhythm"
                yield rhythm.data_bind(StatsView.look, StatsView.snapshot)

    def read(self, study: Study) -> None:
        """Reckon what is shown: of the range, of the day under the cursor, and where it leads."""
        self._study = study
        self._show()

    def watch_range_at(self) -> None:
        """Reckon another stretch of weeks."""
        self._show()

    def _show(self) -> None:
        if self._study is None or not self.is_mounted:
            return
        figures = statistics(self._study, RANGES[self.range_at][0])
        rhythm = self.query_one("#rhythm", RhythmPane)
        rhythm.figures = figures
        rhythm.border_subtitle = Content(f"[ ] range: {RANGES[self.range_at][1]}")
        plot = burn_up(self._study)
        self.course = course(plot)
        if plot.forecast is not None:
            self.query_one("#by-stage", StagesPane).finishes = _finishes(plot.forecast)
        else:
            self.query_one("#by-stage", StagesPane).finishes = {}
        walk = self.query_one("#walk", DayWalk)
        walk.beside = self._beside(figures)
        walk.on_resize()
        self._show_day()

    def _beside(self, figures: Statistics) -> tuple[str, ...]:
        """The figures of the year's pane in a few words each, the weightiest first."""
        if self.snapshot is None or not figures.total:
            return ()
        week = self.snapshot.week
        words = []
        if week.streak is not None:
            words.append(f"{week.streak} week{'' if week.streak == 1 else 's'} on goal")
        if figures.best_week is not None:
            words.append(f"best week {format_compact(figures.best_week[1])}")
        words.append(f"{format_compact(figures.mean_study_day)} a study day")
        if figures.pace is not None:
            words.append(f"{figures.pace / 3600:.1f} h a week")
        words += [f"{figures.days_studied} days", f"{format_compact(figures.total)} in all"]
        return tuple(words)

    def _show_day(self) -> None:
        if self._study is None:
            return
        walk = self.query_one("#walk", DayWalk)
        day = walk.day or self._study.today()
        seconds, sessions, stages = day_words(self._study, day)
        words = f"{say_day(day)} · {format_duration(seconds)}"
        if sessions:
            parts = ", ".join(f"{title} {format_compact(part)}" for title, part in stages[:3])
            words += f" · {sessions} session{'' if sessions == 1 else 's'}: {parts}"
        walk.day_line = words
        if self.look is not None:
            walk.border_subtitle = self.look.words("arrows pick a day · enter opens it in the log")

    def watch_now(self) -> None:
        """Count the timer in when a minute of it is full."""
        timer = None if self.snapshot is None else self.snapshot.timer
        minute = 0 if timer is None else elapsed(timer, self.now) // 60
        if self.is_mounted and minute != self._minute:
            self._minute = minute
            self._show_day()

    def on_day_walk_chosen(self, message: DayWalk.Chosen) -> None:
        """Say what was studied on it."""
        self._show_day()

    def perform(self, verb: str) -> bool:
        """Walk the days, change range and scale."""
        walk = self.query_one("#walk", DayWalk)
        if verb in _MOVES and walk.has_focus:
            walk.walk(_MOVES[verb])
        elif verb == "day.today":
            walk.day = None
            self._show_day()
        elif verb == "day.open" and self.snapshot is not None:
            self.post_message(self.OpenDay(walk.day or self.snapshot.week.today))
        elif verb in ("day.scale.less", "day.scale.more"):
            walk.scale = min(4, max(-2, walk.scale + (1 if verb == "day.scale.more" else -1)))
        elif verb in ("list.previous", "list.next"):
            step = 1 if verb == "list.previous" else -1
            self.range_at = min(len(RANGES) - 1, max(0, self.range_at + step))
        else:
            return False
        return True

    def copied(self) -> str:
        """The figures as text, for the clipboard."""
        figures = self.query_one("#rhythm", RhythmPane).figures
        if figures is None:
            return ""
        words = [
            f"{format_compact(figures.total)} on {figures.days_studied} days since {say_day(figures.first)}",
            f"Pace: {_pace(figures)}",
        ]
        if self.course is not None:
            words.append(self.course.words)
        return "\n".join(words)
