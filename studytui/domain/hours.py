"""To what the logged seconds belong: items, stages and a roadmap (design: hours)."""

from __future__ import annotations

from studytui.domain.counting import units
from studytui.domain.records import dataclass
from studytui.domain.status import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from studytui.domain.entry import Entry
    from studytui.domain.ids import ItemId, RoadmapId, StageId


@dataclass(frozen=True)
class TimeSum:
    """Seconds of all sessions that name one roadmap, stage and item."""

    roadmap: RoadmapId | None
    stage: StageId | None
    item: ItemId | None
    seconds: int


@dataclass(frozen=True)
class Hours:
    """Seconds by item (a project's with its steps'), by stage, and of the whole roadmap."""

    items: Mapping[ItemId, int]
    stages: Mapping[StageId, int]
    roadmap: int


@dataclass(frozen=True)
class Homes:
    """Where things belong: the stages that hold each item, and the project of each step."""

    stages: tuple[StageId, ...]
    items: Mapping[ItemId, list[StageId]]
    parents: Mapping[ItemId, ItemId]


def homes_of(lines: Sequence[Entry]) -> Homes:
    """Where the items of `lines` belong."""
    homes: dict[ItemId, list[StageId]] = {}
    parents: dict[ItemId, ItemId] = {}
    for entry in lines:
        if entry.id is not None:
            homes.setdefault(entry.id, []).append(entry.stage)
            if entry.parent is not None and entry.parent.startswith("project/"):
                parents[entry.id] = entry.parent
    stages = tuple(entry.stage for entry in lines if entry.kind is Kind.STAGE)
    return Homes(stages, homes, parents)


def attribute(
    sums: Iterable[TimeSum], roadmap: RoadmapId, lines: Sequence[Entry], where: Homes | None = None
) -> Hours:
    """Share out `sums` over `lines`; stages and the roadmap's own sessions add up to the roadmap.

    `where` is `homes_of(lines)`, for those who keep it.
    """
    where = where or homes_of(lines)
    homes, parents = where.items, where.parents
    stages = dict.fromkeys(where.stages, 0)
    items: dict[ItemId, int] = {}
    own = 0
    for part in sums:
        if part.item is not None:
            if part.item not in homes:
                continue
            items[part.item] = items.get(part.item, 0) + part.seconds
            owner = parents.get(part.item)
            if owner is not None:
                items[owner] = items.get(owner, 0) + part.seconds
            named = part.roadmap == roadmap and part.stage in homes[part.item]
            home = part.stage if named and part.stage is not None else homes[part.item][0]
            stages[home] += part.seconds
        elif part.roadmap == roadmap:
            if part.stage is None:
                own += part.seconds
            elif part.stage in stages:
                stages[part.stage] += part.seconds
    return Hours(items, stages, own + sum(stages.values()))


def belongs(
    part: TimeSum, roadmap: RoadmapId, items: Collection[ItemId], stages: Collection[StageId]
) -> bool:
    """Whether a sum of time is of a roadmap that holds these items and stages."""
    if part.item is not None:
        return part.item in items
    return part.roadmap == roadmap and (part.stage is None or part.stage in stages)


def estimates(stage_lines: Sequence[Entry], own: Mapping[ItemId, int]) -> dict[ItemId, int]:
    """Planned seconds of a stage's items: the user's, else the file's, else an even share of what is left.

    A project's estimate is spread over its steps; what the stage's hours leave goes evenly to its other
    counted items. `own` holds the user's estimates in seconds.
    """
    known: dict[ItemId, int] = {}
    steps: dict[ItemId, list[ItemId]] = {}
    for entry in stage_lines:
        if entry.id is None:
            continue
        if entry.parent is not None:
            steps.setdefault(entry.parent, []).append(entry.id)
        if entry.id in own:
            known[entry.id] = own[entry.id]
        elif entry.hours is not None:
            known[entry.id] = round(entry.hours * 3600)
    for owner, members in steps.items():
        if owner in known and owner.startswith("project/"):
            for step, share in zip(members, _even(known[owner], len(members)), strict=True):
                known.setdefault(step, share)
    stage = next((entry for entry in stage_lines if entry.kind is Kind.STAGE), None)
    if stage is None or stage.hours is None:
        return known
    counted = units(stage_lines)
    spent = sum(max((known[item] for item in unit if item in known), default=0) for unit in counted)
    unplanned = [unit for unit in counted if not any(item in known for item in unit)]
    if unplanned:
        shares = _even(max(0, round(stage.hours * 3600) - spent), len(unplanned))
        known.update({item: share for unit, share in zip(unplanned, shares, strict=True) for item in unit})
    for owner, members in steps.items():
        if owner.startswith("project/"):
            known.setdefault(owner, sum(known.get(step, 0) for step in members))
    return known


def _even(seconds: int, parts: int) -> list[int]:
    """Whole seconds shared out evenly; what does not divide goes to the first parts, so that they add up."""
    share, over = divmod(seconds, parts)
    return [share + (at < over) for at in range(parts)]
