"""An outline becomes a roadmap with ids of its own, and the marks that its boxes say."""

from __future__ import annotations

from zlib import crc32

from studytui.domain.ids import (
    SLUG_LENGTH,
    RoadmapId,
    StageId,
    course_id,
    is_slug,
    project_id,
    step_id,
    topic_id,
)
from studytui.domain.records import dataclass
from studytui.domain.roadmap import Course, Project, Resource, Roadmap, Source, Stage, Step, Topic
from studytui.domain.slugs import slug_of, unique
from studytui.domain.status import Kind, Status
from studytui.domain.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studytui.domain.ids import ItemId
    from studytui.exchange.blocks import Link
    from studytui.exchange.outline import Origin, Outline, OutlineItem, OutlineStage, OutlineStep

LONGEST_TITLE = 1000
_LONGEST_TEXT = 2000
_LONGEST_PREFIX = 40
_MOST_DETAILS = 200


@dataclass(frozen=True)
class Ticked:
    """What a box says of an item: nothing of those that are open."""

    item: ItemId
    status: Status
    title: str


class Curriculum:
    """Makes one roadmap of one outline; no two of its ids are equal."""

    def __init__(self, outline: Outline, identity: str, title: str, source: str) -> None:
        """Make the roadmap `identity`, called `title`; `source` says where it comes from."""
        self._outline = outline
        self._identity = identity
        self._title = _cut(title, LONGEST_TITLE)
        self._source = source
        self._taken = self._kept_ids()
        self._marks: dict[ItemId, Ticked] = {}
        self._once: dict[str, tuple[str, ...]] = {}

    def roadmap(self) -> tuple[Roadmap, tuple[Ticked, ...]]:
        """The roadmap, and the marks of its items and steps."""
        stage_ids: set[str] = {stage.origin.slug for stage in self._outline.stages if stage.origin}
        given: set[str] = set()
        stages = []
        for number, stage in enumerate(self._outline.stages, 1):
            slug = stage.origin.slug if stage.origin is not None else ""
            if not slug or slug in given:
                slug = unique(_slug(stage.title or self._title, 64), stage_ids | given)
            given.add(slug)
            stages.append(self._stage(number, slug, stage))
        made = Roadmap(
            RoadmapId(self._identity),
            self._title,
            tuple(stages),
            source=Source(self._title, note=_cut(self._source, _LONGEST_TEXT)),
        )
        return made, tuple(self._marks.values())

    def _kept_ids(self) -> set[str]:
        """Ids that lines bring with them, so that no made one is equal."""
        every = (item.origin for stage in self._outline.stages for item in stage.items)
        return {origin.slug for origin in every if origin is not None}

    def _stage(self, number: int, slug: str, stage: OutlineStage) -> Stage:
        topics: list[Topic] = []
        courses: list[Course] = []
        projects: list[Project] = []
        here: set[tuple[Kind, str]] = set()
        for item in stage.items:
            identity = self._item_slug(item, here)
            here.add((item.kind, identity))
            if item.kind is Kind.COURSE:
                courses.append(self._course(identity, item))
            elif item.kind is Kind.PROJECT:
                projects.append(self._project(identity, item))
            else:
                topics.append(self._topic(identity, item))
        origin = stage.origin
        return Stage(
            StageId(slug),
            number,
            _cut(stage.title or self._title, LONGEST_TITLE),
            weeks=origin.weeks if origin is not None else None,
            hours=origin.hours if origin is not None else None,
            optional=origin is not None and origin.optional,
            topics=tuple(topics),
            courses=tuple(courses),
            projects=tuple(projects),
            resources=_resources(stage.links),
        )

    def _item_slug(self, item: OutlineItem, here: set[tuple[Kind, str]]) -> str:
        """The id that the item brought with it, else one of this roadmap's own."""
        if item.origin is not None and (item.kind, item.origin.slug) not in here:
            return item.origin.slug
        slug = unique(own_slug(self._identity, item.title), self._taken)
        self._taken.add(slug)
        return slug

    def _topic(self, slug: str, item: OutlineItem) -> Topic:
        origin = item.origin
        identity = topic_id(slug)
        self._mark(identity, item.mark, item.title)
        url, resources = _links(item.links)
        return Topic(
            identity,
            slug,
            _cut(item.title, LONGEST_TITLE),
            details=_details(item.details),
            heading=_cut(item.heading, _LONGEST_TEXT) or None,
            steps=self._steps(slug, item),
            optional=origin is not None and origin.optional,
            choice=origin.choice if origin is not None else None,
            hours=item.hours,
            url=url,
            resources=resources,
        )

    def _course(self, slug: str, item: OutlineItem) -> Course:
        identity = course_id(slug)
        self._mark(identity, item.mark, item.title)
        url, resources = _links(item.links)
        return Course(
            identity,
            slug,
            _cut(item.title, LONGEST_TITLE),
            summary=_cut("\n".join(item.details), _LONGEST_TEXT) or None,
            optional=item.origin is not None and item.origin.optional,
            hours=item.hours,
            url=url,
            resources=resources,
        )

    def _project(self, slug: str, item: OutlineItem) -> Project:
        identity = project_id(slug)
        steps = self._steps(slug, item)
        if not steps:
            self._mark(identity, item.mark, item.title)
        url, resources = _links(item.links)
        return Project(
            identity,
            slug,
            _cut(item.title, LONGEST_TITLE),
            summary=_cut("\n".join(item.details), _LONGEST_TEXT) or None,
            steps=steps,
            optional=item.origin is not None and item.origin.optional,
            hours=item.hours,
            url=url,
            resources=resources,
        )

    def _steps(self, owner: str, item: OutlineItem) -> tuple[Step, ...]:
        """The steps of an item; a project that is done or skipped means all of its open ones."""
        whole = (
            item.mark if item.kind is Kind.PROJECT and item.mark in (Status.DONE, Status.SKIPPED) else None
        )
        kept = [_own_origin(step, owner) for step in item.steps]
        taken = {origin.slug for origin in kept if origin is not None}
        given: set[str] = set()
        steps = []
        for step, origin in zip(item.steps, kept, strict=True):
            slug = origin.slug if origin is not None else ""
            if not slug or slug in given:
                slug = unique(_slug(step.title, SLUG_LENGTH), taken | given)
            given.add(slug)
            identity = step_id(owner, slug)
            mark = whole if whole is not None and step.mark is not Status.SKIPPED else step.mark
            if whole is Status.SKIPPED and step.mark is Status.DONE:
                mark = Status.DONE
            self._mark(identity, mark, step.title)
            steps.append(Step(identity, slug, _cut(step.title, _LONGEST_TEXT)))
        return tuple(steps)

    def _mark(self, item: ItemId, mark: Status | None, title: str) -> None:
        if mark is not None and mark is not Status.TODO:
            self._marks.setdefault(item, Ticked(item, mark, _cut(title, LONGEST_TITLE)))


def own_slug(roadmap: str, title: str) -> str:
    """The id of an item that belongs to one roadmap alone, whatever other lists call theirs."""
    prefix = roadmap
    if len(prefix) > _LONGEST_PREFIX:
        prefix = f"{roadmap[: _LONGEST_PREFIX - 9].rstrip('-')}-{crc32(roadmap.encode()):08x}"
    return f"{prefix}-{_slug(title, SLUG_LENGTH - len(prefix) - 1)}"


def roadmap_slug(title: str) -> str:
    """The id of a roadmap by its title."""
    return _slug(title, SLUG_LENGTH)


def _slug(title: str, length: int) -> str:
    """An id of at most `length`; a short hash where the title has no such letters, or too many of them."""
    slug = slug_of(title)
    if slug and len(slug) <= length and len(title) <= SLUG_LENGTH * 8:
        return slug
    sign = f"{crc32(clean_line(title).encode('utf-8', 'replace')):08x}"
    head = slug[: length - 9].rstrip("-") if length > 12 else ""
    made = f"{head}-{sign}" if head else sign[:length]
    return made if is_slug(made) else f"x{sign}"[:length]


def _own_origin(step: OutlineStep, owner: str) -> Origin | None:
    origin = step.origin
    return origin if origin is not None and origin.kind == "step" and origin.owner == owner else None


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _details(details: Iterable[str]) -> tuple[str, ...]:
    return tuple(_cut(text, _LONGEST_TEXT) for text in list(details)[:_MOST_DETAILS])


def _links(links: Iterable[Link]) -> tuple[str | None, tuple[Resource, ...]]:
    """The first link is the item's own address, the others are resources, each address once."""
    by_url: Mapping[str, Link] = {link.url: link for link in reversed(list(links))}
    ordered = list(reversed(list(by_url.values())))
    if not ordered:
        return None, ()
    return ordered[0].url, _resources(ordered[1:])


def _resources(links: Iterable[Link]) -> tuple[Resource, ...]:
    made: dict[str, Resource] = {}
    for link in links:
        title, note = _typed(_cut(link.title, LONGEST_TITLE) or link.url)
        made.setdefault(link.url, Resource(title, link.url, note))
    return tuple(made.values())


_TYPES = ("article", "official", "book", "video", "course", "opensource", "pdf", "podcast", "feed", "website")


def _typed(title: str) -> tuple[str, str | None]:
    """A link's title without the word that says what it leads to, and that word."""
    if title.startswith("@"):
        kind, at, rest = title[1:].partition("@")
        if at and kind.casefold() in _TYPES and rest.strip():
            return rest.strip(), kind.casefold()
    first, colon, rest = title.partition(":")
    if colon and first.strip().casefold() in _TYPES and rest.strip():
        return rest.strip(), first.strip().casefold()
    if title.endswith((")", "]")):
        for opening in "([":
            head, bracket, tail = title[:-1].rpartition(opening)
            if bracket and tail.strip().casefold() in _TYPES and head.strip():
                return head.strip(), tail.strip().casefold()
    return title, None
