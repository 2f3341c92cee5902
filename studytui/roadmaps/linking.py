"""Topics of one roadmap that count as topics of the catalogue."""

from __future__ import annotations

from studytui.domain.ids import topic_id
from studytui.domain.records import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from studytui.domain.roadmap import Roadmap, Stage


def linked(roadmap: Roadmap, links: Mapping[str, str]) -> Roadmap:
    """The roadmap with the catalogue's ids for the topics in `links` (slugs); their wording stays."""
    if not links or not any(topic.slug in links for stage in roadmap.stages for topic in stage.topics):
        return roadmap
    return replace(roadmap, stages=tuple(_stage(stage, links) for stage in roadmap.stages))


def _stage(stage: Stage, links: Mapping[str, str]) -> Stage:
    """The same of a stage; what is in it already is not there twice, and keeps its own id then."""
    here = {topic.slug for topic in stage.topics}
    topics = []
    for topic in stage.topics:
        same = links.get(topic.slug)
        if same is not None and same not in here:
            here.add(same)
            topic = replace(topic, id=topic_id(same), slug=same)
        topics.append(topic)
    return replace(stage, topics=tuple(topics))
