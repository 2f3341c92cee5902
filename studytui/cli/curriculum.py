"""A roadmap with everything that was done of it, as `--json` prints it."""

from __future__ import annotations

from studytui.cli.documents import iso, progress
from studytui.domain.status import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from studytui.cli.documents import Document
    from studytui.domain.ids import ItemId, RoadmapId
    from studytui.domain.roadmap import Course, Outlook, Project, Roadmap, Stage, Step, Topic
    from studytui.services.figures import ItemFigures, StageFigures
    from studytui.services.study import Study

    Part = Topic | Course | Project | Step
    Span = tuple[float, float]


class Curriculum:
    """One roadmap: what its file says, beside the figures."""

    def __init__(self, study: Study, roadmap: RoadmapId) -> None:
        """Read the roadmap and reckon."""
        self._zone = study.clock.zone_name()
        self.roadmap: Roadmap = study.roadmaps.load(roadmap)
        self.figures = study.figures.roadmap(self.roadmap.id)
        self._own = study.store.marks.estimates()
        self._items = {
            (stage.entry.stage, item.entry.id): item for stage in self.figures.stages for item in stage.items
        }

    def document(self) -> Document:
        """The roadmap whole."""
        found = self.roadmap
        source = found.source
        return {
            "id": found.id,
            "title": found.title,
            "summary": found.summary,
            "source": None
            if source is None
            else {
                "title": source.title,
                "publisher": source.publisher,
                "url": source.url,
                "note": source.note,
            },
            "tags": list(found.tags),
            "months": _span(found.months),
            "level": list(found.level),
            "hours_per_week": found.hours_per_week,
            "outlook": None if found.outlook is None else _outlook(found.outlook),
            "prerequisites": list(found.prerequisites),
            "outcomes": list(found.outcomes),
            "tips": list(found.tips),
            "mistakes": list(found.mistakes),
            "job_advice": list(found.job_advice),
            "interviews": list(found.interviews),
            "stages": [self.stage(stage) for stage in found.stages],
        }

    def stage(self, stage: Stage) -> Document:
        """One stage whole."""
        figures = self.stage_figures(stage)
        return {
            "id": stage.id,
            "number": stage.number,
            "title": stage.title,
            "summary": stage.summary,
            "weeks": _span(stage.weeks),
            "hours": stage.hours,
            "optional": stage.optional,
            "tips": list(stage.tips),
            "progress": progress(figures.progress),
            "seconds": figures.seconds,
            "topics": [self.topic(stage, topic) for topic in stage.topics],
            "courses": [self.course(stage, course) for course in stage.courses],
            "projects": [self.project(stage, project) for project in stage.projects],
            "resources": [
                {"title": resource.title, "url": resource.url, "note": resource.note}
                for resource in stage.resources
            ],
        }

    def stage_figures(self, stage: Stage) -> StageFigures:
        """The figures of a stage of the file."""
        return self.figures.stages[stage.number - 1]

    def item_figures(self, stage: Stage, item: ItemId) -> ItemFigures:
        """The figures of an item in a stage."""
        return self._items[stage.id, item]

    def topic(self, stage: Stage, topic: Topic) -> Document:
        """A topic, with its steps where it has any."""
        document = self._item(stage, topic, topic.details, topic.url or _first(topic))
        if topic.steps:
            document["steps"] = [self.step(stage, step) for step in topic.steps]
        return document

    def course(self, stage: Stage, course: Course) -> Document:
        """A course, with its pace and level."""
        document = self._item(stage, course, (), course.url or _first(course))
        return {
            **document,
            "summary": course.summary,
            "weeks": _span(course.weeks),
            "level": list(course.level),
        }

    def project(self, stage: Stage, project: Project) -> Document:
        """A project within its stage."""
        return {
            "id": project.id,
            "title": project.title,
            "summary": project.summary,
            "shows": project.shows,
            "optional": project.optional,
            "seconds": self.item_figures(stage, project.id).seconds,
            "steps": [self.step(stage, step) for step in project.steps],
        }

    def project_item(self, stage: Stage, project: Project) -> Document:
        """A project as an item of its own."""
        document = self._item(stage, project, (), project.url or _first(project))
        return {**document, **self.project(stage, project)}

    def step(self, stage: Stage, step: Step) -> Document:
        """A step."""
        return self._item(stage, step, (), None)

    def _item(self, stage: Stage, part: Part, details: Iterable[str], url: str | None) -> Document:
        figures = self.item_figures(stage, part.id)
        entry = figures.entry
        own = self._own.get(part.id)
        done_at = figures.done_at if figures.status is Status.DONE else None
        return {
            "id": part.id,
            "kind": entry.kind.value,
            "title": part.title,
            "details": list(details),
            "status": figures.status.value,
            "optional": entry.optional,
            "choice": entry.choice,
            "done_at": None if done_at is None else iso(done_at, self._zone),
            "seconds": figures.seconds,
            "hours": entry.hours if own is None else own / 3600,
            "url": url,
        }

    def found(self, stage_id: str | None, item: ItemId) -> tuple[Stage, Part] | None:
        """Where an item stands in the file: in that stage, else in the first that has it."""
        for stage in sorted(self.roadmap.stages, key=lambda stage: stage.id != stage_id):
            for part in _parts(stage):
                if part.id == item:
                    return stage, part
        return None

    def item(self, stage_id: str | None, item: ItemId) -> Document | None:
        """An item by its id, none when the roadmap does not hold it."""
        from studytui.domain.roadmap import Course, Project, Topic

        found = self.found(stage_id, item)
        if found is None:
            return None
        stage, part = found
        if isinstance(part, Topic):
            return self.topic(stage, part)
        if isinstance(part, Course):
            return self.course(stage, part)
        if isinstance(part, Project):
            return self.project_item(stage, part)
        return self.step(stage, part)


def item_documents(study: Study, roadmaps: Iterable[RoadmapId], items: Iterable[ItemId]) -> list[Document]:
    """Items by their ids, each from the first of the roadmaps that holds it."""
    open_ones = [Curriculum(study, roadmap) for roadmap in dict.fromkeys(roadmaps)]
    found = []
    for item in items:
        documents = (curriculum.item(None, item) for curriculum in open_ones)
        found += [document for document in documents if document is not None][:1]
    return found


def _parts(stage: Stage) -> list[Part]:
    parts: list[Part] = []
    for topic in stage.topics:
        parts += [topic, *topic.steps]
    parts += stage.courses
    for project in stage.projects:
        parts += [project, *project.steps]
    return parts


def _span(span: Span | None) -> list[float] | None:
    return None if span is None else list(span)


def _first(part: Topic | Course | Project) -> str | None:
    return next((resource.url for resource in part.resources if resource.url), None)


def _outlook(outlook: Outlook) -> Document:
    salary, growth = outlook.salary_usd, outlook.growth_percent
    return {
        "salary_usd": list(salary) if isinstance(salary, tuple) else salary,
        "growth_percent": list(growth) if isinstance(growth, tuple) else growth,
        "growth_note": outlook.growth_note,
        "openings": outlook.openings,
        "country": outlook.country,
        "industries": list(outlook.industries),
    }
