"""Checked tables of a file become the parts of a roadmap, filled from what the catalogue says of them."""

from __future__ import annotations

from studytui.domain.ids import course_id, project_id, step_id, topic_id
from studytui.domain.roadmap import Course, Project, Resource, Step, Topic
from studytui.domain.text import clean, clean_line
from studytui.roadmaps.references import steps_by_slug
from studytui.roadmaps.shape import tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.roadmaps.shape import Table


def line(table: Table, key: str) -> str | None:
    """A text of one line; None where it is missing or empty."""
    value = table.get(key)
    return (clean_line(value) or None) if isinstance(value, str) else None


def prose(table: Table, key: str) -> str | None:
    """A text that may have several lines; None where it is missing or empty."""
    value = table.get(key)
    return (clean(value).strip() or None) if isinstance(value, str) else None


def lines(table: Table, key: str) -> tuple[str, ...]:
    """A list of texts without the empty ones."""
    value = table.get(key)
    if not isinstance(value, list):
        return ()
    return tuple(text for one in value if isinstance(one, str) and (text := clean_line(one)))


def number(table: Table, key: str) -> float | None:
    """A number; whole ones become fractions too, for everything is reckoned in them."""
    value = table.get(key)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def span(table: Table, key: str) -> tuple[float, float] | None:
    """A range; one number is a range of itself."""
    value = table.get(key)
    if isinstance(value, list) and len(value) == 2:
        return float(value[0]), float(value[1])
    single = number(table, key)
    return None if single is None else (single, single)


def levels(table: Table, key: str = "level") -> tuple[str, ...]:
    """One level, or from and to."""
    value = table.get(key)
    return (value,) if isinstance(value, str) else lines(table, key)


def resources(table: Table) -> tuple[Resource, ...]:
    """What a table names to read or use."""
    return tuple(
        Resource(line(one, "title") or "", line(one, "url"), prose(one, "note"))
        for _, one in tables(table.get("resources"))
    )


def steps(owner: str, value: object) -> tuple[Step, ...]:
    """A checklist; steps that are plain text get their ids from it."""
    made = []
    for slug, one in steps_by_slug(value):
        table = one if isinstance(one, dict) else {"text": one}
        made.append(Step(step_id(owner, slug), slug, line(table, "text") or slug, lines(table, "was")))
    return tuple(made)


def spoken(slug: str) -> str:
    """A title for what has none."""
    return slug.replace("-", " ").strip().capitalize() or slug


def topic(slug: str, table: Table, base: Topic | None) -> Topic:
    """A topic as this table words it, the rest as `base` says."""
    return Topic(
        id=topic_id(slug),
        slug=slug,
        title=line(table, "title") or (base.title if base else spoken(slug)),
        details=lines(table, "details") or (base.details if base else ()),
        check=prose(table, "check") or (base.check if base else None),
        heading=line(table, "heading"),
        steps=steps(slug, table.get("steps")),
        optional=table.get("optional") is True,
        choice=line(table, "choice"),
        hours=number(table, "hours") or (base.hours if base else None),
        url=line(table, "url") or (base.url if base else None),
        resources=resources(table) or (base.resources if base else ()),
        aliases=lines(table, "aliases") or (base.aliases if base else ()),
        was=lines(table, "was") or (base.was if base else ()),
        summary=prose(table, "summary") or (base.summary if base else None),
    )


def course(slug: str, table: Table, base: Course | None) -> Course:
    """A course as this table words it, the rest as `base` says."""
    return Course(
        id=course_id(slug),
        slug=slug,
        title=line(table, "title") or (base.title if base else spoken(slug)),
        summary=prose(table, "summary") or (base.summary if base else None),
        weeks=span(table, "weeks") or (base.weeks if base else None),
        level=levels(table) or (base.level if base else ()),
        optional=table.get("optional") is True,
        hours=number(table, "hours") or (base.hours if base else None),
        url=line(table, "url") or (base.url if base else None),
        resources=resources(table) or (base.resources if base else ()),
        was=lines(table, "was") or (base.was if base else ()),
    )


def project(slug: str, table: Table, base: Project | None) -> Project:
    """A project as this table words it, the rest, checklist included, as `base` says."""
    return Project(
        id=project_id(slug),
        slug=slug,
        title=line(table, "title") or (base.title if base else spoken(slug)),
        summary=prose(table, "summary") or (base.summary if base else None),
        shows=prose(table, "shows") or (base.shows if base else None),
        topics=lines(table, "topics") or (base.topics if base else ()),
        steps=steps(slug, table.get("steps")) or (base.steps if base else ()),
        optional=table.get("optional") is True,
        hours=number(table, "hours") or (base.hours if base else None),
        url=line(table, "url") or (base.url if base else None),
        resources=resources(table) or (base.resources if base else ()),
        was=lines(table, "was") or (base.was if base else ()),
    )
