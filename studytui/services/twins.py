"""Topics of a roadmap of one's own that are known ones: offered once, remembered, and counted as one."""

from __future__ import annotations

from studytui.domain.faults import Refused
from studytui.domain.ids import ItemId, topic_id
from studytui.domain.records import dataclass
from studytui.domain.status import Status
from studytui.domain.text import clean_line
from studytui.services.carrying import carry_item
from studytui.store.tables import TWIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from studytui.services.study import Study


@dataclass(frozen=True)
class TwinOffer:
    """A topic that may be a known one: its slug and title, the known slug and title, and how far that is."""

    topic: str
    title: str
    known: str
    known_title: str
    status: Status


class Twins:
    """The use-cases of links between topics of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def offers(self, roadmap: str | None = None) -> tuple[TwinOffer, ...]:
        """The topics of a roadmap that are called like a known one and were never asked about."""
        study = self._study
        if not study.settings.topic_links:
            return ()
        found = study.library.load(roadmap or study.active_id())
        if found.bundled:
            return ()
        catalogue = study.library.catalogue()
        asked = study.store.curricula.asked()
        statuses = study.statuses()
        offers: dict[str, TwinOffer] = {}
        for stage in found.stages:
            for topic in stage.topics:
                if topic.slug in catalogue.topics or topic.slug in asked or topic.slug in offers:
                    continue
                known = catalogue.resolve(topic.title)
                if known is not None:
                    status = statuses.get(topic_id(known), Status.TODO)
                    offers[topic.slug] = TwinOffer(
                        topic.slug, topic.title, known, catalogue.topics[known].title, status
                    )
        return tuple(offers.values())

    def answer(self, yes: Sequence[TwinOffer], no: Sequence[TwinOffer] = ()) -> int:
        """Link topics, and remember of which it is not wanted; what was done of them goes with them.

        Returns how many rows of state moved; all is one change.
        """
        study = self._study
        count = len(yes)
        what = f"link {count} topic{'' if count == 1 else 's'}" if yes else "no links"
        moved = 0
        with study.store.change(what) as writer:
            for offer in no:
                writer.put(TWIN, {"topic": offer.topic, "same_as": None, "title": offer.title})
            for offer in yes:
                writer.put(TWIN, {"topic": offer.topic, "same_as": offer.known, "title": offer.title})
                moved += carry_item(study, writer, topic_id(offer.topic), topic_id(offer.known))
        return moved

    def together(self) -> AbstractContextManager[object]:
        """What is done within is one change: all of it is kept, and taken back, at once."""
        return self._study.store.change("links of topics")

    def unlink(self, topic: str) -> None:
        """Count a topic on its own again, and ask no more; what was done stays with the known one.

        Refused where the topic is not linked.
        """
        if self._study.store.curricula.asked().get(topic) is None:
            raise Refused(f'"{clean_line(topic)[:80]}" is not linked', "nothing was changed")
        with self._study.store.change("unlink a topic") as writer:
            writer.put(TWIN, {"topic": topic, "same_as": None, "title": topic})

    def linked(self) -> dict[ItemId, ItemId]:
        """The known topic that each linked one counts as."""
        links = self._study.store.curricula.links()
        return {topic_id(topic): topic_id(known) for topic, known in links.items()}
