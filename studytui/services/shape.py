"""What of a roadmap's figures depends on its lines alone, kept for as long as these are the same."""

from __future__ import annotations

from studytui.domain.counting import roadmap_units, units
from studytui.domain.hours import homes_of
from studytui.domain.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studytui.domain.counting import Unit
    from studytui.domain.entry import Entry
    from studytui.domain.hours import Homes
    from studytui.domain.ids import ItemId


@dataclass(frozen=True)
class StageShape:
    """A stage: its lines with its own first, its items' ids, what counts, and the steps of each owner."""

    lines: tuple[Entry, ...]
    items: tuple[ItemId, ...]
    units: tuple[Unit, ...]
    steps: Mapping[ItemId, tuple[Unit, ...]]


@dataclass(frozen=True)
class Shape:
    """A roadmap: its stages, what counts in the whole of it, and where everything belongs."""

    stages: tuple[StageShape, ...]
    units: tuple[Unit, ...]
    homes: Homes


def shape_of(lines: Sequence[Entry]) -> Shape:
    """The shape of these lines."""
    by_stage: dict[str, list[Entry]] = {}
    for entry in lines:
        by_stage.setdefault(entry.stage, []).append(entry)
    stages = tuple(_stage(tuple(of_stage)) for of_stage in by_stage.values())
    return Shape(stages, roadmap_units(lines), homes_of(lines))


def _stage(lines: tuple[Entry, ...]) -> StageShape:
    steps: dict[ItemId, list[Unit]] = {}
    for entry in lines:
        if entry.parent is not None and entry.id is not None:
            steps.setdefault(entry.parent, []).append((entry.id,))
    items = tuple(entry.id for entry in lines if entry.id is not None)
    return StageShape(lines, items, units(lines), {owner: tuple(found) for owner, found in steps.items()})
