"""The help: every verb with its keys, those of the pane that had the focus first; Enter runs one."""

from __future__ import annotations

from rich.cells import cell_len

from studytui.domain.text import fold
from studytui.tui.screens.finder import Finder
from studytui.tui.verbs import BY_ID, VERBS, Place, keys_here, keys_of, shown_key
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studytui.tui.verbs import Verb

_HEADINGS = {
    Place.STAGES: "STAGES",
    Place.CHECKLIST: "CHECKLIST",
    Place.PARTS: "CHANGING A ROADMAP",
    Place.LIST: "LISTS",
    Place.LOG: "LOG",
    Place.NOTES: "NOTES",
    Place.EDITOR: "NOTE EDITOR",
    Place.EDITOR: "NOTES",
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
_KEYS_WIDTH, _KEYS_WIDTH_NARROW = 14, 10
_NARROW = 100


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
        self._here = keys_here(places, own)
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
        """All keys of the line under the cursor, and its name in config.toml."""
        row = self.query_one("#found", RowList).current
        if row is None:
            return ""
        mine = " (your key)" if row.key in self._own else ""
        return f"{self._keys(BY_ID[row.key])}  {row.key}{mine}".strip()

    def _text(self, verb: Verb) -> str:
        return fold(" ".join((verb.help, verb.palette, verb.hint, verb.id, self._keys(verb))))

    def _keys(self, verb: Verb, most: int = 9) -> str:
        keys = self._here.get(verb.id, keys_of(verb, self._own))
        return " ".join(shown_key(key) for key in [key for key in keys if key != "shift+space"][:most])

    def _row(self, verb: Verb) -> Row:
        narrow = self.size.width < _NARROW
        keys = self._keys(verb, most=1 if narrow else 9) or "palette"
        pad = " " * max(1, (_KEYS_WIDTH_NARROW if narrow else _KEYS_WIDTH) - cell_len(keys))
        return Row(verb.id, f"{keys}{pad}{verb.help}")

    def on_resize(self) -> None:
        """Fewer keys where there is little room."""
        self.find()
