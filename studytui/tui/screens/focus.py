"""Focus mode: the timer alone, big."""

from __future__ import annotations

from rich.cells import cell_len

from studytui.domain.durations import format_clock, format_compact
from studytui.domain.session import elapsed
from studytui.services.figures import running_shares
from studytui.tui.phases import face, p_does
from studytui.tui.screens.dialog import Dialog
from studytui.tui.strips import fit, meter
from studytui.tui.verbs import bindings_of
from studytui.tui.widgets.panes import Pane, big_digits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.services.snapshot import Snapshot
    from studytui.tui.look import Look
    from studytui.tui.strips import Piece

_BAR = 40


def centred(pieces: list[Piece], width: int) -> list[Piece]:
    """Pieces in the middle of a line."""
    if not pieces:
        return []
    size = sum(cell_len(text) for text, _ in pieces)
    return [(" " * max(0, (width - size) // 2), pieces[0][1]), *pieces]


class FocusPane(Pane):
    """Big digits, what they are for, and today against the goal."""

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """Everything in the middle; what there is no room for is left out, the digits last."""
        blocks = [self._clock(look, snapshot, width, height), self._target(look, snapshot, width)]
        blocks += [self._today(look, snapshot, width), self._keys(look, snapshot, width)]
        while len(blocks) > 1 and sum(map(len, blocks)) + len(blocks) - 1 > height:
            blocks.pop(2 if len(blocks) > 2 else 1)
        drawn: list[list[Piece]] = []
        for block in blocks:
            drawn += [*([[]] if drawn else []), *block]
        return [[]] * max(0, (height - len(drawn)) // 2) + [centred(pieces, width) for pieces in drawn]

    def _clock(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        timer = snapshot.timer
        shown = None if timer is None else face(timer, self.now, look.glyphs)
        clock = format_clock(0) if shown is None else shown.clock
        style = look.muted if shown is None else shown.clock_style(look)
        digits = big_digits(clock, look.glyphs.ascii)
        if width < len(digits[0]) or height < len(digits):
            return [[(clock, style)]]
        return [[(row, style)] for row in digits]

    def _target(self, look: Look, snapshot: Snapshot, width: int) -> list[list[Piece]]:
        timer = snapshot.timer
        if timer is None:
            words = "No timer is running: t starts one on what is selected."
            return [[(fit(words, width, look.glyphs.ellipsis), look.text)]]
        title = fit(timer.title, width - 12, look.glyphs.ellipsis)
        shown = face(timer, self.now, look.glyphs)
        pieces = [(f"{shown.sign} ", shown.sign_style(look)), (title, look.strong)]
        if not shown.planned:
            return [[*pieces, ("  paused", look.warning)] if timer.paused else pieces]
        words = f"{shown.words} {look.glyphs.dot} {format_compact(elapsed(timer, self.now))} studied"
        style = look.muted if shown.calm else look.warning
        return [pieces, [(fit(words, width, look.glyphs.ellipsis), style)]]

    def _today(self, look: Look, snapshot: Snapshot, width: int) -> list[list[Piece]]:
        week = snapshot.week
        shares = {} if snapshot.timer is None else running_shares(snapshot.timer, self.now, snapshot.settings)
        today = week.today_seconds + shares.get(week.today, 0)
        if not week.today_goal:
            return [[(f"today {format_compact(today)}", look.text)]]
        words = (f"today {format_compact(today)} of {format_compact(week.today_goal)}", look.text)
        if width < _BAR + 4:
            return [[words]]
        share = today / week.today_goal
        return [
            meter(share, _BAR, (look.glyphs.full, look.accent), (look.glyphs.empty, look.muted)),
            [],
            [words],
        ]

    def _keys(self, look: Look, snapshot: Snapshot, width: int) -> list[list[Piece]]:
        timer = snapshot.timer
        keys = [("t", "start")]
        if timer is not None:
            keys = [("p", p_does(timer, self.now)), ("t", "stop & save"), ("n", "note")]
        pieces: list[Piece] = []
        for key, word in (*keys, ("esc", "back")):
            pieces += [(key, look.accent), (f" {word}   ", look.muted)]
        pieces[-1] = (pieces[-1][0].rstrip(), look.muted)
        return (
            [pieces] if sum(cell_len(text) for text, _ in pieces) <= width else [[("esc back", look.muted)]]
        )


class FocusScreen(Dialog[None]):
    """The whole screen for the timer; its keys are the program's."""

    DEFAULT_CSS = """
    FocusScreen { background: $background; }
    FocusScreen FocusPane { width: 100%; height: 100%; }
    """
    PASSES: ClassVar[frozenset[str]] = frozenset(
        (
            *("timer.toggle", "timer.pause", "timer.menu", "timer.switch", "timer.begin", "timer.end"),
            *("timer.resume", "timer.discard", "timer.mode", "timer.stopwatch", "timer.pomodoro"),
            *("timer.pomodoro.long", "timer.flow", "timer.countdown", "timer.break", "timer.away"),
            *("change.undo", "change.redo"),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("timer.toggle", "timer.pause", "timer.menu", "note.open", "view.focus"),
        *bindings_of("change.undo", "change.redo"),
    ]

    def compose(self) -> ComposeResult:
        """One widget."""
        yield FocusPane(id="focus")

    def on_mount(self) -> None:
        """Follow the clock and the timer."""
        super().on_mount()
        self.watch(self.app, "snapshot", self._follow)
        self.watch(self.app, "now", self._follow)

    def _follow(self) -> None:
        pane = self.query_one(FocusPane)
        pane.snapshot = self.app.snapshot
        pane.now = self.app.now
        pane.refresh()

    def perform(self, verb: str) -> bool:
        """A note goes to what the timer is on; the key that opened focus mode closes it."""
        if verb == "view.focus":
            self.dismiss(None)
        elif verb == "note.open":
            from studytui.tui.actions.app import note_on_timer

            note_on_timer(self.app)
        else:
            return False
        return True
