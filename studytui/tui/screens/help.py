"""The help: every verb with its keys, those of the pane that had the focus first; Enter runs one."""

from __future__ import annotations

from rich.cells import cell_len

from studytui.domain.text import fold
from studytui.tui.screens.finder import Finder
from studytui.tui.verbs import BY_ID, VERBS, Place, keys_of, shown_key
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studytui.tui.verbs import Verb

_HEADINGS = {
    Place.STAGES: "STAGES",
    Place.CHECKLIST: "CHECKLIST",
    Place.LIST: "LISTS",
    Place.LOG: "LOG",
    Place.NOTES: "NOTES",
    Place.ROADMAPS: "ROADMAPS",
    Place.SETTINGS: "SETTINGS",
    Place.YEAR: "YEAR",
}
_EVERYWHERE = {
    "timer": "TIMER",
    "go": "GO TO",
    "pane": "GO TO",
    "note": "NOTES",
    "notes": "NOTES",
    "list": "LISTS",
    "view": "VIEW",
    "change": "CHANGES AND DATA",
    "data": "CHANGES AND DATA",
    "app": "PROGRAM",
}
_KEYS_WIDTH = 13


def heading_of(verb: Verb) -> str:
    """Under which heading a verb stands."""
    return _HEADINGS.get(verb.place) or _EVERYWHERE.get(verb.id.partition(".")[0], "PROGRAM")


def grouped(places: Sequence[Place]) -> list[tuple[str, list[Verb]]]:
    """Every verb once: those of the places first, then by heading, in the order of the registry."""
    groups: dict[str, list[Verb]] = {}
    if places:
        groups["THIS PANE"] = [verb for place in places for verb in VERBS if verb.place is place]
    for verb in VERBS:
        if verb.place not in places:
            groups.setdefault(heading_of(verb), []).append(verb)
    return list(groups.items())


class HelpScreen(Finder):
    """Answers with the id of a verb."""

    DEFAULT_CSS = """
    HelpScreen #finder { width: 100; height: 90%; max-height: 44; }
    """
    CALLED = "Help"
    EMPTY = "No key does that. ctrl+p finds more."

    def __init__(self, places: Sequence[Place], own: Mapping[str, str], pane: str = "") -> None:
        """Help for a focus in `places`, with the user's `own` keys; `pane` is its title."""
        super().__init__()
        self._groups = grouped(places)
        self._own = own
        self._pane = pane

    def on_mount(self) -> None:
        """Say which pane."""
        super().on_mount()
        if self._pane:
            self.query_one("#finder").border_title = f"Help for {self._pane}"

    def rows(self, words: str) -> list[Row]:
        """The verbs whose keys, sentence or name hold all the words, under their headings."""
        wanted = fold(words).split()
        rows: list[Row] = []
        for heading, verbs in self._groups:
            fitting = [verb for verb in verbs if all(word in self._text(verb) for word in wanted)]
            if not fitting:
                continue
            rows += [*([Row()] if rows else []), Row(title=heading, role="muted")]
            rows += [self._row(verb) for verb in fitting]
        return rows

    def told(self) -> str:
        """Where the line under the cursor can be found in the palette, and by which name it is in config.toml."""
        row = self.query_one("#found", RowList).current
        if row is None:
            return ""
        mine = " (your key)" if row.key in self._own else ""
        return f"in [keys] of config.toml: {row.key}{mine}"

    def _text(self, verb: Verb) -> str:
        return fold(" ".join((verb.help, verb.palette, verb.hint, verb.id, self._keys(verb))))

    def _keys(self, verb: Verb) -> str:
        return " ".join(shown_key(key) for key in keys_of(verb, self._own) if not key.startswith("shift+s"))

    def _row(self, verb: Verb) -> Row:
        keys = self._keys(verb) or "palette"
        pad = " " * max(1, _KEYS_WIDTH - cell_len(keys))
        return Row(verb.id, f"{keys}{pad}{BY_ID[verb.id].help}", indent=0)
