"""What a person may mean while still typing: the lines of a roadmap that fit some words, best first."""

from __future__ import annotations

from studytui.domain.status import Kind
from studytui.domain.target import target_of
from studytui.domain.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.domain.entry import Entry
    from studytui.domain.ids import RoadmapId
    from studytui.domain.target import Target


def fitting(words: str, roadmap: RoadmapId, lines: Sequence[Entry], limit: int = 200) -> tuple[Target, ...]:
    """The stages and items that hold all of `words`, in their title, aliases or stage; all without words.

    Whole titles come first, then those in which every word begins one, then the others; else in the order of
    the roadmap.
    """
    wanted = _words(words)
    stages = {entry.stage: entry.title for entry in lines if entry.kind is Kind.STAGE}
    folded = {stage: fold(title) for stage, title in stages.items()}
    found: list[tuple[int, int, Entry]] = []
    for place, entry in enumerate(lines):
        rank = _rank(wanted, entry, folded[entry.stage]) if wanted else 0
        if rank is not None:
            found.append((rank, place, entry))
    found.sort(key=lambda one: one[:2])
    return tuple(target_of(entry, roadmap, stages[entry.stage]) for _, _, entry in found[:limit])


def _rank(wanted: list[str], entry: Entry, stage: str) -> int | None:
    """How well a line fits, 0 best; none when it does not."""
    title = fold(entry.title)
    if _words(title) == wanted or (entry.kind is Kind.STAGE and wanted == [str(entry.number)]):
        return 0
    names = [title, *map(fold, entry.aliases)]
    own = _words(" ".join(names))
    if all(any(part.startswith(word) for part in own) for word in wanted):
        return 2 if entry.kind is Kind.STEP else 1
    everything = " ".join((*names, stage, entry.slug))
    if all(word in everything for word in wanted):
        return 4 if entry.kind is Kind.STEP else 3
    return None


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()
