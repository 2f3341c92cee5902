"""Picking a stage or an item by typing a part of its name; what was studied last comes first."""

from __future__ import annotations

from studytui.domain.matching import fitting
from studytui.domain.status import Kind
from studytui.tui.screens.finder import Finder
from studytui.tui.widgets.rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.domain.target import Target
    from studytui.services.study import Study
    from studytui.tui.look import Look

_SHOWN = 200


def offers(study: Study, words: str) -> tuple[Target, ...]:
    """What may be meant by some words; without words what was studied last, then all of the roadmap."""
    identity, _, lines = study.lines()
    found = fitting(words, identity, lines, _SHOWN)
    if words.strip():
        return found
    recent = study.log.recent_targets()
    names = {(target.stage, target.item) for target in recent if target.roadmap == identity}
    return (*recent, *(target for target in found if (target.stage, target.item) not in names))


def offer_rows(targets: Sequence[Target], look: Look) -> list[Row]:
    """A row for each target, its stage or kind at the right; the key is its place."""
    rows = []
    for place, target in enumerate(targets):
        beside = target.stage_title if target.item is not None else Kind(target.kind).value
        rows.append(Row(str(place), target.title, right=_short(beside, look), role="text"))
    return rows


def _short(words: str, look: Look) -> str:
    return words if len(words) <= 24 else words[:23].rstrip() + look.glyphs.ellipsis


class TargetPicker(Finder):
    """Answers with the words by which `chosen` tells the target."""

    EMPTY = "Nothing in this roadmap is called that."

    def __init__(self, study: Study, title: str) -> None:
        """Offer the roadmap in use under `title`."""
        super().__init__()
        self.CALLED = title
        self._study = study
        self._targets: tuple[Target, ...] = ()

    def rows(self, words: str) -> list[Row]:
        """What fits the words."""
        if self.look is None:
            return []
        self._targets = offers(self._study, words)
        return offer_rows(self._targets, self.look)

    def chosen(self, key: str) -> Target:
        """The target that the answer means."""
        return self._targets[int(key)]
