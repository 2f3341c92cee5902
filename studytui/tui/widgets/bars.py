"""The line of tabs at the top and the line of hints at the bottom."""

from __future__ import annotations

from rich.cells import cell_len
from textual.message import Message
from textual.strip import Strip

from studytui.domain.records import dataclass
from studytui.tui.strips import fit, line
from studytui.tui.widgets.sparing import Shown, Sparing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

    from studytui.tui.look import Look
    from studytui.tui.strips import Piece


class VerbClicked(Message):
    """A word that stands for a verb was clicked."""

    def __init__(self, verb: str) -> None:
        """Tell which."""
        super().__init__()
        self.verb = verb


@dataclass(frozen=True)
class Tab:
    """A view's word in the top bar."""

    view: str
    key: str
    title: str


class _Bar(Sparing):
    """One line whose words can be clicked."""

    DEFAULT_CSS = "_Bar { height: 1; width: 1fr; }"
    look: Shown[Look | None] = Shown(None)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Nothing is shown before there is a look."""
        super().__init__(id=id)
        self._spans: list[tuple[int, int, str]] = []

    def on_click(self, event: events.Click) -> None:
        """Run the verb of the word."""
        for start, end, verb in self._spans:
            if start <= event.x < end:
                self.post_message(VerbClicked(verb))


class TopBar(_Bar):
    """Name, tabs, and the running timer at the right."""

    tabs: Shown[tuple[Tab, ...]] = Shown(tuple)
    active: Shown[str] = Shown("dashboard")
    clock: Shown[tuple[str, str, str]] = Shown(("", "", ""))
    """Sign, time and target of the timer; the first is empty without one."""
    marked: Shown[str] = Shown("")
    """A word beside the name, such as demo."""

    def draw_line(self, y: int) -> Strip:
        """The line."""
        look, width = self.look, self.size.width
        if look is None:
            return Strip.blank(width)
        bar = look.bar
        name = f" studytui{' ' + self.marked if self.marked else ''} "
        pieces: list[Piece] = [(name, bar + look.strong.without_color)]
        self._spans = []
        at = cell_len(name)
        sign, time, target = self.clock
        room = width - at - (cell_len(sign + time) + 3 if sign else 9)
        full = [f" {tab.key} {tab.title} " for tab in self.tabs]
        words = list(full)
        for place in reversed(range(len(words))):
            if sum(map(len, words)) <= room:
                break
            if self.tabs[place].view != self.active:
                words[place] = f" {self.tabs[place].key} "
        for tab, word in zip(self.tabs, words, strict=True):
            style = look.tab if tab.view == self.active else bar
            if look.glyphs.ascii and tab.view == self.active:
                word = f"[{word.strip()}]"
            pieces.append((word, style))
            self._spans.append((at, at + cell_len(word), f"go.{tab.view}"))
            at += cell_len(word)
        return self._with_clock(pieces, at, look, width, sign, time, target)

    def _with_clock(
        self, pieces: list[Piece], at: int, look: Look, width: int, sign: str, time: str, target: str
    ) -> Strip:
        bar = look.bar
        room = width - at - 2
        if not sign:
            right: list[Piece] = [("no timer ", bar)] if room >= 9 else []
        else:
            words = fit(target, room - cell_len(sign + time) - 3, look.glyphs.ellipsis)
            style = (look.success if sign == look.glyphs.running else look.warning) + bar.background_style
            right = [(f"{sign} {time} {words} " if words else f"{sign} {time} ", style)]
        gap = max(1, width - at - sum(cell_len(text) for text, _ in right))
        self._spans.append((at + gap, width, "timer.toggle"))
        return line([*pieces, (" " * gap, bar), *right], width, bar)


@dataclass(frozen=True)
class Hint:
    """A key and its word, and the verb that a click runs."""

    key: str
    word: str
    verb: str


class HintBar(_Bar):
    """The keys that work here, the most useful first; what does not fit is marked, help and palette stay."""

    hints: Shown[tuple[Hint, ...]] = Shown(tuple)
    last: Shown[tuple[Hint, ...]] = Shown(tuple)

    def draw_line(self, y: int) -> Strip:
        """The line."""
        look, width = self.look, self.size.width
        if look is None:
            return Strip.blank(width)
        tail: list[Piece] = []
        tail_size = 0
        for hint in self.last:
            tail_size += cell_len(hint.key) + cell_len(hint.word) + 3
        self._spans = []
        pieces: list[Piece] = [(" ", look.bar)]
        at = 1
        for place, hint in enumerate(self.hints):
            size = cell_len(hint.key) + cell_len(hint.word) + 3
            more = cell_len(look.glyphs.ellipsis) + 1 if place < len(self.hints) - 1 else 0
            if at + size + more > width - tail_size:
                pieces.append((look.glyphs.ellipsis, look.bar))
                at += cell_len(look.glyphs.ellipsis)
                break
            at = self._add(pieces, hint, at, look.key, look.bar)
        gap = max(0, width - at - tail_size)
        tail.append((" " * gap, look.bar))
        at += gap
        for hint in self.last:
            at = self._add(tail, hint, at, look.key, look.bar)
        return line([*pieces, *tail], width, look.bar)

    def _add(self, pieces: list[Piece], hint: Hint, at: int, key: Style, word: Style) -> int:
        pieces += [(hint.key, key), (" " + hint.word + "  ", word)]
        size = cell_len(hint.key) + cell_len(hint.word) + 3
        self._spans.append((at, at + size - 2, hint.verb))
        return at + size
