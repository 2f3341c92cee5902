"""A newer version of an imported roadmap that keeps the ids of the old one, so that nothing done is lost."""

from __future__ import annotations

from studytui.domain.ids import course_id, project_id, step_id, topic_id
from studytui.domain.records import replace
from studytui.domain.slugs import unique
from studytui.domain.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from studytui.domain.ids import ItemId
    from studytui.domain.roadmap import Course, Project, Roadmap, Stage, Step, Topic

    Item = Topic | Course | Project
    T = TypeVar("T")

_NEAR = 0.7
_MOST_COMPARED = 400


class Renewal:
    """Finds for each part of the new version the part of the old one that it was."""

    def __init__(self, old: Roadmap, new: Roadmap) -> None:
        """Compare two versions of one roadmap."""
        self._old = old
        self._new = new
        self.ids: dict[ItemId, ItemId] = {}

    def renewed(self) -> Roadmap:
        """The new version under the old ids; `ids` tells which global ids were put in place of which."""
        stages = _paired(self._old.stages, self._new.stages, lambda stage: (fold(stage.title),), _title)
        slugs = _slugs(self._new.stages, stages, lambda stage: str(stage.id))
        olds = [(stage, item) for stage in self._old.stages for item in _items(stage)]
        news = [(stage, item) for stage in self._new.stages for item in _items(stage)]
        pairs = _paired(olds, news, _signs, lambda pair: fold(pair[1].title))
        item_slugs = _slugs(news, pairs, lambda pair: pair[1].slug)
        by_item = {
            (str(stage.id), str(item.id)): (slug, pairs.get(place))
            for place, ((stage, item), slug) in enumerate(zip(news, item_slugs, strict=True))
        }
        return replace(
            self._new,
            stages=tuple(
                self._stage(stage, slug, stages.get(place), by_item)
                for place, (stage, slug) in enumerate(zip(self._new.stages, slugs, strict=True))
            ),
        )

    def _stage(
        self,
        stage: Stage,
        slug: str,
        old: Stage | None,
        by_item: dict[tuple[str, str], tuple[str, tuple[Stage, Item] | None]],
    ) -> Stage:
        def found(item: Item) -> tuple[str, Item | None]:
            kept, pair = by_item[stage.id, item.id]
            return kept, None if pair is None else pair[1]

        return replace(
            stage,
            id=type(stage.id)(slug),
            was=old.was if old is not None else (),
            topics=tuple(self._topic(topic, *found(topic)) for topic in stage.topics),
            courses=tuple(self._course(course, *found(course)) for course in stage.courses),
            projects=tuple(self._project(project, *found(project)) for project in stage.projects),
        )

    def _topic(self, topic: Topic, slug: str, old: Item | None) -> Topic:
        identity = topic_id(slug)
        self.ids[topic.id] = identity
        steps = self._steps(slug, topic.steps, getattr(old, "steps", ()))
        was = old.was if old is not None else ()
        return replace(topic, id=identity, slug=slug, steps=steps, was=was)

    def _course(self, course: Course, slug: str, old: Item | None) -> Course:
        identity = course_id(slug)
        self.ids[course.id] = identity
        return replace(course, id=identity, slug=slug, was=old.was if old is not None else ())

    def _project(self, project: Project, slug: str, old: Item | None) -> Project:
        identity = project_id(slug)
        self.ids[project.id] = identity
        steps = self._steps(slug, project.steps, getattr(old, "steps", ()))
        was = old.was if old is not None else ()
        return replace(project, id=identity, slug=slug, steps=steps, was=was)

    def _steps(self, owner: str, new: Sequence[Step], old: Sequence[Step]) -> tuple[Step, ...]:
        pairs = _paired(old, new, lambda step: (fold(step.title),), _title)
        made = []
        for place, (step, slug) in enumerate(
            zip(new, _slugs(new, pairs, lambda step: step.slug), strict=True)
        ):
            identity = step_id(owner, slug)
            self.ids[step.id] = identity
            was = pairs[place].was if place in pairs else ()
            made.append(replace(step, id=identity, slug=slug, was=was))
        return tuple(made)


def _items(stage: Stage) -> list[Item]:
    return [*stage.topics, *stage.courses, *stage.projects]


def _title(part: Stage | Step) -> str:
    return fold(part.title)


def _signs(pair: tuple[Stage, Item]) -> tuple[object, ...]:
    """By what an item is known again, the surest first; its kind is part of each."""
    stage, item = pair
    kind = type(item).__name__
    title = fold(item.title)
    return (kind, fold(stage.title), title), (kind, title), (kind, item.url) if item.url else ()


def _paired(
    old: Sequence[T], new: Sequence[T], signs: Callable[[T], tuple[object, ...]], title: Callable[[T], str]
) -> dict[int, T]:
    """The old part of each new one, by its place: by equal signs in order, then by near titles."""
    left = dict(enumerate(old))
    waiting = dict(enumerate(new))
    pairs: dict[int, T] = {}
    rounds = len(signs(new[0])) if new else 0
    for turn in range(rounds):
        known: dict[object, list[int]] = {}
        for place, part in left.items():
            if sign := signs(part)[turn]:
                known.setdefault(sign, []).append(place)
        for place, part in list(waiting.items()):
            places = known.get(signs(part)[turn])
            if places:
                pairs[place] = left.pop(places.pop(0))
                del waiting[place]
    if left and waiting and len(left) * len(waiting) <= _MOST_COMPARED**2:
        _pair_near(left, waiting, pairs, title)
    return pairs


def _pair_near(
    left: dict[int, T], waiting: dict[int, T], pairs: dict[int, T], title: Callable[[T], str]
) -> None:
    import difflib

    for place, part in list(waiting.items()):
        names: dict[str, int] = {}
        for number, one in left.items():
            if type(_part(one)) is type(_part(part)):
                names.setdefault(title(one)[:200], number)
        found = difflib.get_close_matches(title(part)[:200], names, 1, _NEAR)
        if found:
            pairs[place] = left.pop(names[found[0]])
            del waiting[place]


def _part(one: object) -> object:
    return one[1] if isinstance(one, tuple) else one


def _slugs(new: Sequence[T], pairs: dict[int, T], slug: Callable[[T], str]) -> list[str]:
    """The old part's id for each new one that has any, else its own, made another where it is taken."""
    taken = {slug(part) for part in pairs.values()}
    chosen = []
    for place, part in enumerate(new):
        if place in pairs:
            chosen.append(slug(pairs[place]))
            continue
        own = unique(slug(part), taken)
        taken.add(own)
        chosen.append(own)
    return chosen
