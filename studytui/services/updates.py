"""What became of roadmaps at updates, what is in none of them any more, and what two of them share."""

from __future__ import annotations

import json

from studytui.domain.changes import Changes, changes, key_of
from studytui.domain.entry import entries
from studytui.domain.faults import Fault
from studytui.domain.ids import ItemId, RoadmapId
from studytui.domain.records import dataclass
from studytui.domain.status import Kind, Status
from studytui.services.carrying import carry_item, carry_stage, former_items, former_stages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studytui.domain.entry import Entry
    from studytui.domain.roadmap import Roadmap
    from studytui.services.study import Study
    from studytui.store.operations import ChangeWriter


@dataclass(frozen=True)
class Left:
    """An item with state that no roadmap holds any more, by the title last seen."""

    item: ItemId
    title: str
    status: Status | None
    seconds: int


@dataclass(frozen=True)
class Overlap:
    """What two roadmaps share: topics, courses and projects by title; percents are rounded down."""

    first: RoadmapId
    second: RoadmapId
    shared: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    done_in_both: int

    @property
    def percent_first(self) -> int:
        """How much of the first roadmap the second one holds."""
        return _percent(len(self.shared), len(self.only_first))

    @property
    def percent_second(self) -> int:
        """How much of the second roadmap the first one holds."""
        return _percent(len(self.shared), len(self.only_second))


class Updates:
    """The use-cases of changed roadmaps of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def noticed(self, found: Roadmap, lines: Sequence[Entry]) -> None:
        """Take up a file that is not as it was: carry state by `was`, keep the news of a bundled roadmap.

        Called while lines are read; where nothing may be written the roadmap is shown all the same.
        """
        try:
            old = self._study.store.lines.of(found.id)
            self.carry(found)
            if found.bundled and old:
                news = changes(old, lines, renames(found))
                if news:
                    self._study.store.curricula.keep_news(found.id, _written(news))
        except Fault:
            return  # a disk that is full or read-only must not hide the roadmap; the next reading tries again

    def carry(self, roadmap: Roadmap) -> int:
        """Move what is kept under former ids to the new ones; how many rows. A change of its own."""
        items, stages = former_items(roadmap), former_stages(roadmap)
        if not items and not stages:
            return 0
        store = self._study.store
        waiting = {old: new for old, new in items.items() if store.curricula.state_of(old)}
        renamed = {old: new for old, new in stages.items() if self._stage_has_state(roadmap, old)}
        if not waiting and not renamed:
            return 0
        with store.change(f"update: {roadmap.title}") as writer:
            return self.carried(writer, roadmap, waiting, renamed)

    def carried(
        self,
        writer: ChangeWriter,
        roadmap: Roadmap,
        items: Mapping[ItemId, ItemId],
        stages: Mapping[str, str],
    ) -> int:
        """The same as part of a change; what other roadmaps hold by the old id is copied."""
        elsewhere = self._held_elsewhere(roadmap.id) if items else frozenset()
        moved = 0
        for old, new in items.items():
            moved += carry_item(self._study, writer, old, new, leave=old in elsewhere)
        for was, now in stages.items():
            moved += carry_stage(self._study, writer, roadmap, was, now)
        return moved

    def news(self) -> dict[RoadmapId, Changes]:
        """What bundled roadmaps became since it was told last."""
        return {
            RoadmapId(roadmap): _read(text) for roadmap, text in self._study.store.curricula.news().items()
        }

    def told(self, roadmap: RoadmapId) -> None:
        """Somebody has seen what became of a roadmap."""
        self._study.store.curricula.keep_news(roadmap, None)

    def left(self) -> tuple[Left, ...]:
        """Everything with time, a status, a note or an estimate that is in no roadmap now; never deleted."""
        held = self._held_elsewhere(None)
        store = self._study.store
        return tuple(
            Left(
                ItemId(item),
                title,
                None if (mark := store.marks.of(ItemId(item))) is None else mark.status,
                store.sessions.item_seconds(ItemId(item)),
            )
            for item, title in store.curricula.titles_of_state().items()
            if item not in held
        )

    def overlap(self, first: str, second: str) -> Overlap:
        """What two roadmaps share; Refused where there is no such roadmap."""
        one, other = (self._items(name) for name in (first, second))
        shared = [item for item in one if item in other]
        statuses = self._study.store.marks.statuses(shared)
        return Overlap(
            RoadmapId(first),
            RoadmapId(second),
            tuple(one[item] for item in shared),
            tuple(title for item, title in one.items() if item not in other),
            tuple(title for item, title in other.items() if item not in one),
            sum(statuses.get(item) is Status.DONE for item in shared),
        )

    def overlaps(self, roadmap: str) -> dict[RoadmapId, int]:
        """How much of each other roadmap is in this one too, in percent; for the list of all."""
        own = self._items(roadmap)
        found: dict[RoadmapId, int] = {}
        for other in self._study.library.ids():
            if other != roadmap:
                try:
                    items = self._items(other)
                except Fault:
                    continue
                shared = sum(item in own for item in items)
                found[RoadmapId(other)] = _percent(shared, len(items) - shared)
        return found

    def elsewhere(self, roadmap: str) -> dict[ItemId, tuple[str, ...]]:
        """Which other roadmaps teach the items of this one, by title; what is done there is done here."""
        found: dict[ItemId, list[str]] = {item: [] for item in self._items(roadmap)}
        for listed in self._study.library.listing():
            if listed.id == roadmap:
                continue
            for item in self._items(listed.id):
                if item in found:
                    found[item].append(listed.title)
        return {item: tuple(others) for item, others in found.items() if others}

    def _items(self, roadmap: str) -> dict[ItemId, str]:
        in_use = roadmap == self._study.active_id()  # which goes on while its file is broken
        lines = self._study.lines()[2] if in_use else entries(self._study.library.load(roadmap))
        return {
            entry.id: entry.title for entry in lines if entry.id is not None and entry.kind is not Kind.STEP
        }

    def _held_elsewhere(self, roadmap: str | None) -> frozenset[ItemId]:
        """The items of all roadmaps but one, by their files as they are now."""
        held: set[ItemId] = set()
        for other in self._study.library.ids():
            if other == roadmap:
                continue
            try:
                lines = entries(self._study.library.load(other))
            except Fault:  # what it held while it could be read is not gone because it is broken now
                lines = self._study.store.lines.of(RoadmapId(other))
            held.update(entry.id for entry in lines if entry.id is not None)
        return frozenset(held)

    def _stage_has_state(self, roadmap: Roadmap, stage: str) -> bool:
        curricula = self._study.store.curricula
        target = f"stage/{roadmap.id}/{stage}"
        return bool(curricula.state_of(target) or curricula.state_of_stage(roadmap.id, stage))


def renames(roadmap: Roadmap) -> dict[str, str]:
    """The new key of each line that went by another id."""
    items = {str(old): str(new) for old, new in former_items(roadmap).items()}
    return items | {f"stage/{old}": f"stage/{new}" for old, new in former_stages(roadmap).items()}


def compared(old: Roadmap, new: Roadmap) -> Changes:
    """What became of a roadmap between two versions."""
    return changes(entries(old), entries(new), renames(new))


def keys(roadmap: Roadmap) -> frozenset[str]:
    """Everything in a roadmap, by what it is known by in all versions."""
    return frozenset(key_of(entry) for entry in entries(roadmap))


def _percent(shared: int, rest: int) -> int:
    return 100 * shared // (shared + rest) if shared + rest else 0


def _written(news: Changes) -> str:
    return json.dumps([news.added, news.removed, news.moved, news.renamed], ensure_ascii=False)


def _read(text: str) -> Changes:
    added, removed, moved, renamed = json.loads(text)
    return Changes(tuple(added), tuple(removed), tuple(moved), tuple((one, other) for one, other in renamed))
