"""A roadmap and its parts, as they stand in a file, whatever anybody has done of them."""

from __future__ import annotations

from studytui.domain.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.ids import ItemId, RoadmapId, StageId


@dataclass(frozen=True)
class Resource:
    """Something to read or use, with its address where it has one."""

    title: str
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Step:
    """One line of a checklist; `id` is global, `slug` is its own within its owner."""

    id: ItemId
    slug: str
    title: str
    was: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """Something to learn; the same id in every roadmap that teaches it."""

    id: ItemId
    slug: str
    title: str
    details: tuple[str, ...] = ()
    check: str | None = None
    heading: str | None = None
    steps: tuple[Step, ...] = ()
    optional: bool = False
    choice: str | None = None
    hours: float | None = None
    url: str | None = None
    resources: tuple[Resource, ...] = ()
    aliases: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    summary: str | None = None


@dataclass(frozen=True)
class Course:
    """A course; its weeks are a pace, never extra time of its stage."""

    id: ItemId
    slug: str
    title: str
    summary: str | None = None
    weeks: tuple[float, float] | None = None
    level: tuple[str, ...] = ()
    optional: bool = False
    hours: float | None = None
    url: str | None = None
    resources: tuple[Resource, ...] = ()
    was: tuple[str, ...] = ()


@dataclass(frozen=True)
class Project:
    """Something to build, by its steps; `topics` are slugs of what it practises."""

    id: ItemId
    slug: str
    title: str
    summary: str | None = None
    shows: str | None = None
    topics: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    optional: bool = False
    hours: float | None = None
    url: str | None = None
    resources: tuple[Resource, ...] = ()
    was: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """A stage; `number` counts from 1 in the order of the file, `weeks` is a range [lo, hi]."""

    id: StageId
    number: int
    title: str
    summary: str | None = None
    weeks: tuple[float, float] | None = None
    hours: float | None = None
    optional: bool = False
    tips: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    courses: tuple[Course, ...] = ()
    projects: tuple[Project, ...] = ()
    resources: tuple[Resource, ...] = ()
    was: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[Topic | Course | Project, ...]:
        """Topics, courses and projects, in the order in which they are shown."""
        return (*self.topics, *self.courses, *self.projects)

    @property
    def planned_hours(self) -> float:
        """Its own hours, else those of its members together; what is optional is not counted."""
        if self.hours is not None:
            return self.hours
        return sum(member.hours or 0 for member in self.members if not member.optional)


@dataclass(frozen=True)
class Source:
    """Where a roadmap comes from."""

    title: str
    publisher: str | None = None
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Outlook:
    """What the source says of the trade; figures as given there."""

    salary_usd: float | tuple[float, float] | None = None
    growth_percent: float | tuple[float, float] | None = None
    growth_note: str | None = None
    openings: float | str | None = None
    country: str | None = None
    industries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roadmap:
    """A whole roadmap; stages in the order of study."""

    id: RoadmapId
    title: str
    stages: tuple[Stage, ...]
    summary: str | None = None
    source: Source | None = None
    level: tuple[str, ...] = ()
    months: tuple[float, float] | None = None
    hours_per_week: float = 10.0
    tags: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    job_advice: tuple[str, ...] = ()
    interviews: tuple[str, ...] = ()
    outlook: Outlook | None = None
    bundled: bool = False
