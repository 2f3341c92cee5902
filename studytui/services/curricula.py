"""Which roadmaps there are, and which one is in use."""

from __future__ import annotations

from studytui.domain.counting import Tally, roadmap_units, tally
from studytui.domain.entry import entries
from studytui.domain.faults import Fault, NothingToDo
from studytui.domain.records import dataclass
from studytui.services.study import CHOSEN
from studytui.store.tables import CHOICE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.ids import RoadmapId
    from studytui.domain.roadmap import Roadmap
    from studytui.services.study import Study


@dataclass(frozen=True)
class Offer:
    """A roadmap in the list of all: its size, its planned hours, and how far it is."""

    id: RoadmapId
    title: str
    summary: str
    active: bool
    bundled: bool
    stages: int
    topics: int
    courses: int
    projects: int
    steps: int
    hours: float
    progress: Tally


class Curricula:
    """The use-cases of roadmaps of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def offers(self, everything: bool = False) -> tuple[Offer, ...]:
        """Every roadmap that can be opened, the default one first; hidden ones only with `everything`."""
        active = self._study.active_id()
        hidden = frozenset[str]() if everything else self._study.store.curricula.hidden()
        offers = []
        for listed in self._study.library.listing():
            if listed.id in hidden and listed.id != active:
                continue
            try:
                roadmap = self._study.library.load(listed.id)
            except Fault:
                continue
            offers.append(self.offer(roadmap, active == roadmap.id))
        return tuple(offers)

    def hidden(self) -> dict[str, str]:
        """The titles of the roadmaps that lists leave out, by their ids."""
        hidden = self._study.store.curricula.hidden()
        return {listed.id: listed.title for listed in self._study.library.listing() if listed.id in hidden}

    def offer(self, roadmap: Roadmap, active: bool) -> Offer:
        """A roadmap's line in the list."""
        every = list(roadmap.stages)
        owners = [*(topic for stage in every for topic in stage.topics)]
        projects = [project for stage in every for project in stage.projects]
        return Offer(
            roadmap.id,
            roadmap.title,
            roadmap.summary or "",
            active,
            roadmap.bundled,
            len(every),
            len(owners),
            sum(len(stage.courses) for stage in every),
            len(projects),
            sum(len(project.steps) for project in projects) + sum(len(topic.steps) for topic in owners),
            sum(stage.planned_hours for stage in every if not stage.optional),
            tally(roadmap_units(entries(roadmap)), self._study.statuses()),
        )

    def load(self, roadmap: str | None = None) -> Roadmap:
        """A roadmap by its id, the one in use without one."""
        return self._study.library.load(roadmap or self._study.active_id())

    def use(self, roadmap: str) -> Roadmap:
        """Put a roadmap in use; whatever was done in the others stays."""
        found = self.load(roadmap)
        if self._study.chosen() and self._study.active_id() == found.id:
            raise NothingToDo(f"{found.title} is in use already")
        with self._study.store.change(f"use {found.title}") as writer:
            writer.put(CHOICE, {"key": CHOSEN, "value": found.id})
        return found
