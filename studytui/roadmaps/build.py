"""A checked document becomes a roadmap."""

from __future__ import annotations

from studytui.domain.ids import RoadmapId, StageId
from studytui.domain.roadmap import Outlook, Roadmap, Source, Stage
from studytui.roadmaps import parts
from studytui.roadmaps.consistency import HOURS_PER_WEEK, slug_in
from studytui.roadmaps.shape import tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.roadmap import Course, Project
    from studytui.roadmaps.catalogue import Catalogue
    from studytui.roadmaps.shape import Table


def build(table: Table, catalogue: Catalogue, *, bundled: bool) -> Roadmap:
    """The roadmap that a document without errors describes."""
    weekly = parts.number(table, "hours_per_week") or HOURS_PER_WEEK
    slug = slug_in(table) or ""
    builder = _Builder(catalogue, weekly)
    return Roadmap(
        id=RoadmapId(slug),
        title=parts.line(table, "title") or slug,
        stages=tuple(builder.stage(number, stage) for number, stage in tables(table.get("stages"))),
        summary=parts.prose(table, "summary"),
        source=_source(table.get("source")),
        level=parts.levels(table),
        months=parts.span(table, "months"),
        hours_per_week=weekly,
        tags=parts.lines(table, "tags"),
        prerequisites=parts.lines(table, "prerequisites"),
        outcomes=parts.lines(table, "outcomes"),
        tips=parts.lines(table, "tips"),
        mistakes=parts.lines(table, "mistakes"),
        job_advice=parts.lines(table, "job_advice"),
        interviews=parts.lines(table, "interviews"),
        outlook=_outlook(table.get("outlook")),
        bundled=bundled,
    )


class _Builder:
    """Builds stages; a course or project that stands twice is filled from where it stood first."""

    def __init__(self, catalogue: Catalogue, weekly: float) -> None:
        self._catalogue = catalogue
        self._weekly = weekly
        self._courses: dict[str, Course] = {}
        self._projects: dict[str, Project] = {}

    def stage(self, number: int, table: Table) -> Stage:
        slug = slug_in(table) or f"stage-{number}"
        weeks = parts.span(table, "weeks")
        hours = parts.number(table, "hours")
        if hours is None and weeks is not None:
            hours = (weeks[0] + weeks[1]) / 2 * self._weekly
        topics = self._catalogue.topics
        return Stage(
            id=StageId(slug),
            number=number,
            title=parts.line(table, "title") or parts.spoken(slug),
            summary=parts.prose(table, "summary"),
            weeks=weeks,
            hours=hours,
            optional=table.get("optional") is True,
            tips=parts.lines(table, "tips"),
            topics=tuple(
                parts.topic(name, one, topics.get(name))
                for _, one in tables(table.get("topics"))
                if (name := slug_in(one))
            ),
            courses=tuple(self._course(one) for _, one in tables(table.get("courses"))),
            projects=tuple(self._project(one) for _, one in tables(table.get("projects"))),
            resources=parts.resources(table),
            was=parts.lines(table, "was"),
        )

    def _course(self, table: Table) -> Course:
        slug = slug_in(table) or ""
        base = self._courses.get(slug) or self._catalogue.courses.get(slug)
        course = parts.course(slug, table, base)
        self._courses.setdefault(slug, course)
        return course

    def _project(self, table: Table) -> Project:
        slug = slug_in(table) or ""
        base = self._projects.get(slug) or self._catalogue.projects.get(slug)
        project = parts.project(slug, table, base)
        self._projects.setdefault(slug, project)
        return project


def _source(value: object) -> Source | None:
    if not isinstance(value, dict):
        return None
    title, url = parts.line(value, "title"), parts.line(value, "url")
    publisher, note = parts.line(value, "publisher"), parts.prose(value, "note")
    named = title or publisher or url or note
    return Source(named, publisher, url, note) if named else None


def _outlook(value: object) -> Outlook | None:
    if not isinstance(value, dict):
        return None
    industries = parts.lines(value, "industries")
    if one := parts.line(value, "industries"):
        industries = tuple(name for part in one.split(",") if (name := part.strip()))
    return Outlook(
        salary_usd=_figure(value, "salary_usd"),
        growth_percent=_figure(value, "growth_percent"),
        growth_note=parts.line(value, "growth_note"),
        openings=parts.number(value, "openings") or parts.line(value, "openings"),
        country=parts.line(value, "country"),
        industries=industries,
    )


def _figure(table: Table, key: str) -> float | tuple[float, float] | None:
    found = parts.span(table, key)
    return found if found is None or found[0] != found[1] else found[0]
