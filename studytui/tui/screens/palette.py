"""The palette: every command by its name, with the key that does the same."""

from __future__ import annotations

from studytui.tui.fuzzy import score
from studytui.tui.screens.finder import Finder
from studytui.tui.widgets.rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.tui.commands import Command


class PaletteScreen(Finder):
    """Answers with the id of a command."""

    CALLED = "Commands"
    EMPTY = "No command is called that."

    def __init__(self, commands: Sequence[Command]) -> None:
        """Offer these, in this order while nothing is typed."""
        super().__init__()
        self._commands = commands
        self._fitting = len(commands)

    def rows(self, words: str) -> list[Row]:
        """What fits, the best first."""
        found: list[tuple[float, Command]] = []
        for command in self._commands:
            fit = score(words, command.title)
            if fit is not None:
                found.append((fit if words.strip() else 0.0, command))
        found.sort(key=lambda pair: (-pair[0], len(pair[1].title) if words and not pair[1].is_verb else 0))
        self._fitting = len(found)
        return [
            Row(command.id, command.title, right=command.key, right_role="accent") for _, command in found
        ]

    def told(self) -> str:
        """How many fit."""
        return f"{self._fitting} of {len(self._commands)} commands"
