"""What is left of a roadmap: open counted items, and the seconds that they are expected to take still."""

from __future__ import annotations

from studytui.domain.counting import unit_status, units
from studytui.domain.records import dataclass
from studytui.domain.status import Kind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from studytui.domain.counting import Unit
    from studytui.domain.entry import Entry
    from studytui.domain.ids import ItemId, StageId

_OPEN = (Status.TODO, Status.DOING)
_LEAST_SHARE = 10
"""An open item has at least a tenth of its estimate left, however long it has taken."""

ENOUGH_TOPICS = 8
"""Finished topics from which on estimates are held against what such topics really took."""


@dataclass(frozen=True)
class Left:
    """What is open of a stage: items, how many of them have an estimate, and seconds.

    Items that stand in an earlier stage too are left to that one.
    """

    stage: StageId
    number: int
    title: str
    items: int
    estimated: int
    seconds: int


@dataclass(frozen=True)
class Calibration:
    """How finished topics went: their logged time in percent of their estimates, and how many they are."""

    percent: int
    topics: int


def left_by_stage(
    lines: Sequence[Entry],
    statuses: Mapping[ItemId, Status],
    planned: Mapping[ItemId, int],
    spent: Mapping[ItemId, int],
) -> tuple[Left, ...]:
    """What is left of each stage that is not optional, in order; estimates and time are in seconds.

    An open item without an estimate is expected to take as long as those with one do on average.
    """
    taken: set[Unit] = set()
    found: list[tuple[Entry, list[Unit]]] = []
    for stage, of_stage in by_stage(lines):
        if stage.optional:
            continue
        fresh = [unit for unit in units(of_stage) if unit not in taken]
        taken.update(fresh)
        found.append((stage, [unit for unit in fresh if unit_status(unit, statuses) in _OPEN]))
    known = [
        value
        for _, opened in found
        for unit in opened
        if (value := _planned(unit, statuses, planned)) is not None
    ]
    usual = round(sum(known) / len(known)) if known else 0
    return tuple(_left(stage, opened, statuses, planned, spent, usual) for stage, opened in found)


def by_stage(lines: Iterable[Entry]) -> list[tuple[Entry, list[Entry]]]:
    """Each stage's own line, and all lines of it, in order."""
    found: dict[StageId, list[Entry]] = {}
    for entry in lines:
        found.setdefault(entry.stage, []).append(entry)
    return [(of_stage[0], of_stage) for of_stage in found.values() if of_stage[0].kind is Kind.STAGE]


def _left(
    stage: Entry,
    opened: Sequence[Unit],
    statuses: Mapping[ItemId, Status],
    planned: Mapping[ItemId, int],
    spent: Mapping[ItemId, int],
    usual: int,
) -> Left:
    seconds = estimated = 0
    for unit in opened:
        plan = _planned(unit, statuses, planned)
        estimated += plan is not None
        expected = usual if plan is None else plan
        used = sum(spent.get(item, 0) for item in unit)
        seconds += max(expected - used, expected // _LEAST_SHARE)
    return Left(stage.stage, stage.number, stage.title, len(opened), estimated, seconds)


def _planned(unit: Unit, statuses: Mapping[ItemId, Status], planned: Mapping[ItemId, int]) -> int | None:
    """The estimate of an open item; of a choice that of what is begun, else the longest."""
    begun = [item for item in unit if statuses.get(item) is Status.DOING]
    known = [planned[item] for item in begun or unit if planned.get(item, 0) > 0]
    return max(known, default=None)


def calibration(
    lines: Iterable[Entry],
    finished: Iterable[ItemId],
    planned: Mapping[ItemId, int],
    spent: Mapping[ItemId, int],
) -> Calibration | None:
    """The time of finished topics against their estimates, once there are enough that have both.

    It is held between a quarter and four times, so that a timer forgotten once does not move every date.
    """
    topics = {entry.id for entry in lines if entry.kind is Kind.TOPIC and entry.id is not None}
    both = [item for item in finished if item in topics and spent.get(item, 0) > 0 < planned.get(item, 0)]
    if len(both) < ENOUGH_TOPICS:
        return None
    percent = round(100 * sum(spent[item] for item in both) / sum(planned[item] for item in both))
    return Calibration(min(400, max(25, percent)), len(both))
