"""A roadmap with its ticks as a Markdown check-list, which imports again as the same roadmap."""

from __future__ import annotations

from studytui.domain.counting import derived, tally
from studytui.domain.status import Status
from studytui.exchange.origins import write_origin
from studytui.exchange.outline import Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from studytui.domain.ids import ItemId
    from studytui.domain.roadmap import Course, Project, Resource, Roadmap, Stage, Step, Topic

_BOXES = {Status.TODO: "[ ]", Status.DOING: "[/]", Status.DONE: "[x]", Status.SKIPPED: "[-]"}
_ESCAPED = frozenset("\\`*_[]<>#~&|")


class Checklist:
    """Writes one roadmap; the statuses are as they are stored."""

    def __init__(self, roadmap: Roadmap, statuses: Mapping[ItemId, Status]) -> None:
        """Write `roadmap`."""
        self._roadmap = roadmap
        self._statuses = statuses

    def text(self) -> str:
        """The whole document."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        found = self._roadmap
        yield f"# {escaped(found.title)} {write_origin(Origin('roadmap', found.id))}"
        if found.summary:
            yield from ("", escaped(found.summary))
        for stage in found.stages:
            origin = Origin("stage", stage.id, optional=stage.optional, hours=stage.hours, weeks=stage.weeks)
            yield from ("", f"## {escaped(stage.title)} {write_origin(origin)}", "")
            if stage.summary:
                yield from (escaped(stage.summary), "")
            for resource in stage.resources:
                if resource.url:
                    yield from (link(resource), "")
            yield from self._stage(stage)

    def _stage(self, stage: Stage) -> Iterator[str]:
        heading: str | None = None
        for topic in stage.topics:
            if topic.heading != heading:
                heading = topic.heading
                if heading:
                    yield f"- **{escaped(heading)}** <!-- group -->"
            yield from self._topic(topic, "  " if heading else "")
        for course in stage.courses:
            origin = Origin("course", course.slug, "", course.optional, None, course.hours)
            yield from self._item("", self._status(course.id), course, origin, ())
        for project in stage.projects:
            origin = Origin("project", project.slug, "", project.optional, None, project.hours)
            status = self._status(project.id)
            if project.steps:
                status = derived(tally([(step.id,) for step in project.steps], self._statuses), 0)
            yield from self._item("", status, project, origin, project.steps)

    def _topic(self, topic: Topic, indent: str) -> Iterator[str]:
        origin = Origin("topic", topic.slug, "", topic.optional, topic.choice, topic.hours)
        yield from self._item(indent, self._status(topic.id), topic, origin, topic.steps, topic.details)

    def _item(
        self,
        indent: str,
        status: Status,
        item: Topic | Course | Project,
        origin: Origin,
        steps: Sequence[Step],
        details: Sequence[str] = (),
    ) -> Iterator[str]:
        yield f"{indent}- {_BOXES[status]} {escaped(item.title)} {write_origin(origin)}"
        if item.url:
            yield f"{indent}  - <{item.url}>"
        for resource in item.resources:
            if resource.url:
                yield f"{indent}  - {link(resource)}"
        for detail in details:
            yield f"{indent}  - **{escaped(detail)}**"
        for step in steps:
            origin_of_step = write_origin(Origin("step", step.slug, item.slug))
            box = _BOXES[self._status(step.id)]
            yield f"{indent}  - {box} {escaped(step.title)} {origin_of_step}"

    def _status(self, item: ItemId) -> Status:
        return self._statuses.get(item, Status.TODO)


def escaped(text: str) -> str:
    """A text on one line as Markdown that means just it."""
    words = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in _ESCAPED else letter for letter in words)


def link(resource: Resource) -> str:
    """A link in Markdown."""
    return f"[{escaped(resource.title)}](<{resource.url}>)"
