"""A roadmap as flat lines: what lists show, what targets are looked up in, what is counted."""

from __future__ import annotations

from studytui.domain.records import dataclass
from studytui.domain.status import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.domain.ids import ItemId, StageId
    from studytui.domain.roadmap import Project, Roadmap, Stage, Step, Topic


@dataclass(frozen=True)
class Entry:
    """One line of a roadmap; `id` is global and none for a stage, `parent` is a step's owner."""

    kind: Kind
    id: ItemId | None
    slug: str
    title: str
    stage: StageId
    number: int
    parent: ItemId | None = None
    optional: bool = False
    choice: str | None = None
    has_steps: bool = False
    hours: float | None = None
    aliases: tuple[str, ...] = ()


def entries(roadmap: Roadmap) -> tuple[Entry, ...]:
    """Every stage, topic, course, project and step of `roadmap`, in the order of the file."""
    return tuple(entry for stage in roadmap.stages for entry in _of_stage(stage))


def _of_stage(stage: Stage) -> Iterator[Entry]:
    yield Entry(
        Kind.STAGE,
        None,
        stage.id,
        stage.title,
        stage.id,
        stage.number,
        optional=stage.optional,
        hours=stage.hours,
    )
    for topic in stage.topics:
        yield Entry(
            Kind.TOPIC,
            topic.id,
            topic.slug,
            topic.title,
            stage.id,
            stage.number,
            None,
            topic.optional,
            topic.choice,
            bool(topic.steps),
            topic.hours,
            topic.aliases,
        )
        yield from _steps(stage, topic)
    for course in stage.courses:
        yield Entry(
            Kind.COURSE,
            course.id,
            course.slug,
            course.title,
            stage.id,
            stage.number,
            optional=course.optional,
            hours=course.hours,
        )
    for project in stage.projects:
        yield Entry(
            Kind.PROJECT,
            project.id,
            project.slug,
            project.title,
            stage.id,
            stage.number,
            optional=project.optional,
            has_steps=bool(project.steps),
            hours=project.hours,
        )
        yield from _steps(stage, project)


def _steps(stage: Stage, owner: Topic | Project) -> Iterator[Entry]:
    step: Step
    for step in owner.steps:
        yield Entry(
            Kind.STEP, step.id, step.slug, step.title, stage.id, stage.number, owner.id, owner.optional
        )
