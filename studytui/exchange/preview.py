"""A foreign curriculum before it is imported: what it would become, reckoned anew for each choice."""

from __future__ import annotations

from studytui.domain.ids import is_slug
from studytui.domain.records import dataclass, replace
from studytui.domain.status import Kind, Status
from studytui.domain.text import clean_line
from studytui.exchange.curriculum import Curriculum, roadmap_slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.roadmap import Roadmap
    from studytui.exchange.curriculum import Ticked
    from studytui.exchange.markdown import MarkdownText
    from studytui.exchange.outline import Outline, OutlineItem


@dataclass(frozen=True)
class Choices:
    """What a person may choose of an import; none means what the document itself says."""

    identity: str | None = None
    title: str | None = None
    mode: str | None = None
    level: int | None = None
    section: str | None = None


@dataclass(frozen=True)
class Preview:
    """What an import would bring: the roadmap as a tree, its marks, and the counts.

    `topics` counts topics, courses and projects, so that topics and steps together are all boxes of a
    check-list; `hours` is what the source itself says. `headings` may be named as a section.
    `written` is the text of a source that is a roadmap in TOML already.
    """

    file: str
    source: MarkdownText | Outline
    choices: Choices
    roadmap: Roadmap
    marks: tuple[Ticked, ...]
    mode: str
    groups: int
    topics: int
    topics_done: int
    steps: int
    steps_done: int
    projects: int
    hours: float
    written: str | None = None

    @property
    def title(self) -> str:
        """The roadmap's title."""
        return self.roadmap.title

    @property
    def stages(self) -> int:
        """How many stages there are."""
        return len(self.roadmap.stages)

    @property
    def first_stage(self) -> str:
        """The title of the first stage."""
        return self.roadmap.stages[0].title

    @property
    def last_stage(self) -> str:
        """The title of the last stage."""
        return self.roadmap.stages[-1].title

    @property
    def headings(self) -> tuple[str, ...]:
        """What may be chosen as a section; nothing where the source is no document."""
        from studytui.exchange.outline import Outline

        return () if isinstance(self.source, Outline) else self.source.headings()

    def choosing(self, choices: Choices) -> Preview:
        """The same source with other choices; a Fault says why it cannot be."""
        return previewed(self.file, self.source, choices)

    def with_id(self, identity: str) -> Preview:
        """The same under another id."""
        return self.choosing(replace(self.choices, identity=identity))


def previewed(file: str, source: MarkdownText | Outline, choices: Choices) -> Preview:
    """What `source`, called `file`, would become."""
    from studytui.exchange.outline import Outline

    if isinstance(source, Outline):
        outline = source
    else:
        outline = source.outline(choices.mode, choices.level, choices.section)
    title = clean_line(choices.title or "") or outline.title or _spoken(file)
    brought = outline.origin.slug if outline.origin is not None else ""
    identity = choices.identity or brought or roadmap_slug(title)
    if not is_slug(identity):
        identity = roadmap_slug(identity)
    roadmap, marks = Curriculum(outline, identity, title, f"Imported from {file}.").roadmap()
    items = [item for stage in outline.stages for item in stage.items]
    groups = {(place, item.heading) for place, stage in enumerate(outline.stages) for item in stage.items}
    return Preview(
        file,
        source,
        choices,
        roadmap,
        marks,
        outline.mode,
        sum(bool(heading) for _, heading in groups),
        len(items),
        sum(item.mark is Status.DONE for item in items),
        sum(len(item.steps) for item in items),
        sum(step.mark is Status.DONE for item in items for step in item.steps),
        sum(item.kind is Kind.PROJECT for item in items),
        _hours(items),
    )


def _hours(items: list[OutlineItem]) -> float:
    return round(sum(item.hours or 0 for item in items), 1)


def _spoken(file: str) -> str:
    """A title for a document that has none, by the name of its file."""
    name = file.rpartition(".")[0] or file
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return (words[:1].upper() + words[1:]) or "Imported roadmap"
