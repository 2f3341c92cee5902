"""What to study next, and why: the timer, the week's aims, what is begun, what is due, then the order."""

from __future__ import annotations

from studytui.domain.status import Kind, Status
from studytui.domain.text import fold
from studytui.services.figures import Next

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studytui.domain.ids import ItemId
    from studytui.services.figures import ItemFigures, RoadmapFigures
    from studytui.services.study import Study

TIMER = "the timer runs on it"
BEGUN = "you have begun it"
AIM = "an aim of this week"
DUE = "due for review"
ORDER = "next in order"
_MOST_DUE = 2
_SHORTEST_TITLE = 3


def upcoming(study: Study, roadmap: RoadmapFigures, limit: int) -> tuple[Next, ...]:
    """At most `limit` things of a roadmap; what is due keeps a place however much is begun."""
    running = study.timer.running()
    on_timer = None if running is None else running.item
    begun = list(_open(roadmap, Status.DOING))
    aims = _aimed(study, begun, roadmap)
    found: dict[ItemId, Next] = {}
    for title, item in begun:
        if item.entry.id == on_timer:
            _add(found, title, item, TIMER)
    for title, item in aims:
        _add(found, title, item, AIM)
    for title, item in begun:
        _add(found, title, item, BEGUN)
    due = list(_due(study, roadmap)) if limit > 1 else []
    kept = list(found.values())[: limit - 1 if due else limit]
    found = {}
    for one in [*kept, *due]:
        assert one.item.entry.id is not None
        found.setdefault(one.item.entry.id, one)
    for title, item in _open(roadmap, Status.TODO):
        if len(found) >= limit:
            break
        _add(found, title, item, ORDER)
    return tuple(found.values())[:limit]


def _add(found: dict[ItemId, Next], stage_title: str, item: ItemFigures, why: str) -> None:
    if item.entry.id is not None:
        found.setdefault(item.entry.id, Next(item, stage_title, why))


def _open(roadmap: RoadmapFigures, wanted: Status) -> Iterator[tuple[str, ItemFigures]]:
    """The counted items of a status in order, with their stages' titles; of a choice what is still open."""
    for stage in roadmap.stages:
        if stage.entry.optional:
            continue
        settled = {
            item.entry.choice
            for item in stage.items
            if item.entry.choice and item.status in (Status.DOING, Status.DONE)
        }
        for item in stage.items:
            entry = item.entry
            if item.status is not wanted or entry.optional:
                continue
            if entry.has_steps and entry.kind is Kind.PROJECT:
                continue
            if wanted is Status.TODO and entry.choice and entry.choice in settled:
                continue
            yield stage.entry.title, item


def _aimed(
    study: Study, begun: Iterable[tuple[str, ItemFigures]], roadmap: RoadmapFigures
) -> Iterator[tuple[str, ItemFigures]]:
    """The open items that an aim of the running week names, each aim the one with the longest title."""
    plan = study.planning.this_week()
    if plan is None or not plan.aims:
        return
    items = [*begun, *_open(roadmap, Status.TODO)]
    known = [(fold(item.entry.title), title, item) for title, item in items]
    for aim in plan.aims:
        words = fold(aim)
        hits = [one for one in known if len(one[0]) >= _SHORTEST_TITLE and one[0] in words]
        if hits:
            _, title, item = max(hits, key=lambda one: len(one[0]))
            yield title, item


def _due(study: Study, roadmap: RoadmapFigures) -> Iterator[Next]:
    """Finished topics of the roadmap that are due, the first two."""
    if not study.reviewing.due_count():
        return
    places = {item.entry.id: (stage.entry.title, item) for stage in roadmap.stages for item in stage.items}
    here = [places[one.topic] for one in study.reviewing.queue().topics if one.topic in places]
    for title, item in here[:_MOST_DUE]:
        yield Next(item, title, DUE)
