"""Topics that were gathered from a document, divided into stages by its headings."""

from __future__ import annotations

from studytui.domain.faults import DataFault
from studytui.domain.records import replace
from studytui.domain.status import Kind
from studytui.exchange.gathering import Gathering, plain_words
from studytui.exchange.outline import OutlineItem, OutlineStage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studytui.exchange.blocks import Link
    from studytui.exchange.gathering import Found, Heading

MOST_STAGES = 200
_PREFIXES = ("project", "build", "game", "challenge", "capstone")
_PROJECT_WORDS = frozenset(("project", "projects", "capstone", "capstones"))
_KINDS = {"topic": Kind.TOPIC, "course": Kind.COURSE, "project": Kind.PROJECT}


class Staging:
    """A document's topics, its title heading, and the stages that they make."""

    def __init__(self, found: Gathering, top: Heading | None, title: str, file: str) -> None:
        """Stage `found`; `top` is the heading that names the whole, `title` what the whole is called."""
        self._found = found
        self._top = top
        self._title = title
        self._file = file

    def best_level(self) -> int:
        """The smallest heading level that gives three stages, failing that two, failing that none: 0."""
        first = self._top.level + 1 if self._top is not None else 1
        if any(heading.origin and heading.origin.kind == "stage" for heading in self._found.headings):
            return 2
        counts = {level: len(self._members(level)) for level in range(first, 7)}
        for wanted in (3, 2):
            fitting = [level for level, count in counts.items() if wanted <= count <= MOST_STAGES]
            if fitting:
                return fitting[0]
        return 0

    def stages(self, level: int) -> tuple[OutlineStage, ...]:
        """The stages by headings of `level` or less; 0 makes one of all."""
        members = self._members(level)
        if len(members) > MOST_STAGES:
            raise DataFault(
                f"{self._file}: {len(members):,} stages are more than a roadmap should have ({MOST_STAGES})",
                "choose a smaller --level, or one part of it with --section HEADING",
            )
        titles = self._titles(members)
        links: dict[Heading | None, list[Link]] = {key: [] for key in members}
        for path, link in self._found.loose:
            key = _deepest(path, level, self._top)
            if key in links:
                links[key].append(link)
        return tuple(
            OutlineStage(
                titles[key],
                tuple(self._item(topic, level) for topic in topics),
                tuple(dict.fromkeys(links[key])),
                key.origin if key is not None else None,
            )
            for key, topics in members.items()
        )

    def promoted(self, stages: tuple[OutlineStage, ...], level: int) -> tuple[OutlineStage, ...] | None:
        """The stages of a list whose items are the real stages; none where it is not such a list."""
        everything = len(self._found.topics)
        for place, topics in enumerate(self._members(level).values()):
            if len(topics) >= 4 and len(topics) * 10 >= everything * 8:
                if sum(bool(topic.nested) for topic in topics) * 10 < len(topics) * 6:
                    return None
                raised = self._raised(stages[place].title, topics, level)
                if len(raised) + len(stages) > MOST_STAGES:
                    return None
                return (*stages[:place], *raised, *stages[place + 1 :])
        return None

    def _members(self, level: int) -> dict[Heading | None, list[Found]]:
        """The topics of each stage, in the order of the document."""
        members: dict[Heading | None, list[Found]] = {}
        for heading in self._found.headings:
            if heading.origin and heading.origin.kind == "stage" and heading.level <= level:
                members[heading] = []
        for topic in self._found.topics:
            members.setdefault(_deepest(topic.path, level, self._top), []).append(topic)
        return dict(sorted(members.items(), key=lambda pair: pair[0].number if pair[0] is not None else -1))

    def _raised(self, title: str, topics: Sequence[Found], level: int) -> list[OutlineStage]:
        raised: list[OutlineStage] = []
        alone: int | None = None
        for topic in topics:
            inner = Gathering("lists")
            inner.take(topic.nested, whole=False)
            if inner.topics:
                items = tuple(self._item(one, level) for one in inner.topics)
                raised.append(OutlineStage(topic.title, items, tuple(topic.links[:1])))
                continue
            if alone is None:
                alone = len(raised)
                raised.append(OutlineStage(title))
            raised[alone] = replace(raised[alone], items=(*raised[alone].items, self._item(topic, level)))
        return raised

    def _titles(self, members: Iterable[Heading | None]) -> dict[Heading | None, str]:
        """What each stage is called; one title for two gets the heading above put before it."""
        plain = {key: (key.title if key is not None else "") or self._title for key in members}
        counts: dict[str, int] = {}
        for title in plain.values():
            counts[title] = counts.get(title, 0) + 1
        for key, title in plain.items():
            if counts[title] > 1 and key is not None and key.origin is None:
                above = next((one for one in reversed(self._above(key)) if one is not self._top), None)
                if above is not None and above.title:
                    plain[key] = f"{above.title}: {title}"
        return plain

    def _above(self, heading: Heading) -> tuple[Heading, ...]:
        path: list[Heading] = []
        for one in self._found.headings[: heading.number]:
            path = [kept for kept in path if kept.level < one.level]
            path.append(one)
        return tuple(kept for kept in path if kept.level < heading.level)

    def _item(self, topic: Found, level: int) -> OutlineItem:
        inside = [
            one.title for one in topic.path if (not level or one.level > level) and one is not self._top
        ]
        heading = " › ".join(part for part in (*inside, *topic.groups) if part)
        title, kind = topic.title, Kind.TOPIC
        if topic.origin is not None and topic.origin.kind in _KINDS:
            kind = _KINDS[topic.origin.kind]
        else:
            title, kind = self._judged(topic)
        return OutlineItem(
            title,
            kind,
            topic.mark,
            heading,
            tuple(dict.fromkeys(topic.links)),
            tuple(dict.fromkeys(topic.details)),
            tuple(topic.steps),
            topic.origin.hours if topic.origin is not None else topic.hours,
            topic.origin,
        )

    def _judged(self, topic: Found) -> tuple[str, Kind]:
        """A topic's title, and whether it is a project: by what stands in front of it or above it."""
        first, colon, rest = topic.title.partition(":")
        if colon and first.strip().casefold() in _PREFIXES and rest.strip():
            bare = rest.strip() if first.strip().casefold() == "project" else topic.title
            return bare, Kind.PROJECT
        above = [heading.title for heading in topic.path if heading is not self._top]
        for title in (*above, *topic.groups):
            if not _PROJECT_WORDS.isdisjoint(plain_words(title)):
                return topic.title, Kind.PROJECT
        return topic.title, Kind.TOPIC


def _deepest(path: Sequence[Heading], level: int, top: Heading | None) -> Heading | None:
    """The heading that a topic's stage is: the deepest of its headings that are not deeper than `level`."""
    fitting = [heading for heading in path if heading.level <= level and heading is not top]
    return fitting[-1] if fitting else None
