"""A sample of the look, and words about what is selected."""

from __future__ import annotations

from textwrap import wrap

from studytui.tui.strips import meter
from studytui.tui.widgets.panes import Pane

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.snapshot import Snapshot
    from studytui.tui.look import Look
    from studytui.tui.strips import Piece

_WIDEST = 72


class SamplePane(Pane):
    """Words about a setting, and below them every style and sign."""

    told: tuple[str, ...] = ()

    def lines(self, look: Look, snapshot: Snapshot, width: int, height: int) -> list[list[Piece]]:
        """The words first: they are about what the cursor is on."""
        drawn: list[list[Piece]] = []
        for text in self.told:
            drawn += [[(f" {part}", look.text)] for part in wrap(text, max(8, min(width, _WIDEST) - 2))] or [
                []
            ]
        return [*drawn, [], *self._styles(look, min(width, 38))]

    def _styles(self, look: Look, width: int) -> list[list[Piece]]:
        signs = look.glyphs
        heat: list[Piece] = [(" less ", look.muted)]
        heat += [(sign + " ", style) for sign, style in zip(signs.heat, look.heat, strict=True)]
        row = f" {signs.doing} 3 A selected row"
        return [
            [(f" {signs.empty * max(0, width - 2)}", look.muted)],
            [
                (" normal  ", look.text),
                ("muted  ", look.muted),
                ("accent  ", look.accent),
                ("strong", look.strong),
            ],
            [
                (f" {signs.done} done  ", look.success),
                (f"{signs.doing} doing  ", look.accent),
                (f"{signs.todo} to do  ", look.muted),
                (f"{signs.skipped} skipped", look.muted),
            ],
            [
                (f" {signs.due} due  ", look.warning),
                (f"{signs.cross} fault  ", look.error),
                (f"{signs.running} running  ", look.success),
                (f"{signs.paused} paused", look.warning),
            ],
            [(row.ljust(width - 5) + "64% ", look.selected)],
            [(" ", look.text), *meter(0.64, width - 2, (signs.full, look.accent), (signs.empty, look.muted))],
            [*heat, ("more", look.muted)],
        ]
