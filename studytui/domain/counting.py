"""What counts, and how much of it is done (design: the rules of counting)."""

from __future__ import annotations

from studytui.domain.records import dataclass
from studytui.domain.status import Kind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studytui.domain.entry import Entry
    from studytui.domain.ids import ItemId

Unit = tuple["ItemId", ...]
"""The ids that count as one: a single item, or the topics of one choice."""


@dataclass(frozen=True)
class Tally:
    """Counted items: all of them, the skipped, the done and the begun among them."""

    counted: int
    skipped: int
    done: int
    doing: int

    @property
    def total(self) -> int:
        """Counted less skipped."""
        return self.counted - self.skipped

    @property
    def percent(self) -> int | None:
        """Done of the total, rounded down, at least 1 once something is done; none without a total."""
        if self.total == 0:
            return None
        return max(100 * self.done // self.total, 1 if self.done else 0)


def units(lines: Iterable[Entry]) -> tuple[Unit, ...]:
    """The counted units of a stage's lines: topics, courses and steps that are not optional."""
    found: list[Unit] = []
    choices: dict[str, int] = {}
    for entry in lines:
        if entry.id is None or entry.optional or (entry.kind is Kind.PROJECT and entry.has_steps):
            continue
        if entry.choice is not None:
            place = choices.setdefault(entry.choice, len(found))
            if place < len(found):
                found[place] = (*found[place], entry.id)
                continue
        found.append((entry.id,))
    return tuple(found)


def unit_status(unit: Unit, statuses: Mapping[ItemId, Status]) -> Status:
    """A choice is done if any is, else doing if any is, skipped if all are, else todo."""
    states = [statuses.get(item, Status.TODO) for item in unit]
    if Status.DONE in states:
        return Status.DONE
    if Status.DOING in states:
        return Status.DOING
    if all(state is Status.SKIPPED for state in states):
        return Status.SKIPPED
    return Status.TODO


def tally(counted: Iterable[Unit], statuses: Mapping[ItemId, Status]) -> Tally:
    """Count units by status."""
    states = [
        statuses.get(unit[0], Status.TODO) if len(unit) == 1 else unit_status(unit, statuses)
        for unit in counted
    ]
    return Tally(
        len(states),
        states.count(Status.SKIPPED),
        states.count(Status.DONE),
        states.count(Status.DOING),
    )


def roadmap_units(lines: Iterable[Entry]) -> tuple[Unit, ...]:
    """The units of all stages that are not optional; what stands in two stages counts once."""
    by_stage: dict[str, list[Entry]] = {}
    left_out: set[str] = set()
    for entry in lines:
        by_stage.setdefault(entry.stage, []).append(entry)
        if entry.kind is Kind.STAGE and entry.optional:
            left_out.add(entry.stage)
    once: dict[Unit, None] = {}
    for stage, of_stage in by_stage.items():
        if stage not in left_out:
            once.update(dict.fromkeys(units(of_stage)))
    return tuple(once)


def derived(result: Tally, seconds: int) -> Status:
    """The status of a stage or a project with steps, which stores none; `seconds` is its own time."""
    if result.total > 0 and result.done == result.total:
        return Status.DONE
    if result.counted > 0 and result.total == 0:
        return Status.SKIPPED
    if result.done or result.doing or seconds > 0:
        return Status.DOING
    return Status.TODO
