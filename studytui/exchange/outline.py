"""What every foreign curriculum is read into before it becomes a roadmap: stages, items, steps, and marks."""

from __future__ import annotations

from studytui.domain.records import dataclass
from studytui.domain.status import Kind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.exchange.blocks import Link


@dataclass(frozen=True)
class Origin:
    """What a line that this program once exported says of itself, so that it comes back as the same thing."""

    kind: str
    slug: str
    owner: str = ""
    optional: bool = False
    choice: str | None = None
    hours: float | None = None
    weeks: tuple[float, float] | None = None


@dataclass(frozen=True)
class OutlineStep:
    """A line of a checklist, with what its box says, none without a box."""

    title: str
    mark: Status | None = None
    origin: Origin | None = None


@dataclass(frozen=True)
class OutlineItem:
    """A topic, a course or a project, as its source words it; `heading` is where it stands in its stage."""

    title: str
    kind: Kind = Kind.TOPIC
    mark: Status | None = None
    heading: str = ""
    links: tuple[Link, ...] = ()
    details: tuple[str, ...] = ()
    steps: tuple[OutlineStep, ...] = ()
    hours: float | None = None
    origin: Origin | None = None


@dataclass(frozen=True)
class OutlineStage:
    """A stage with its items; `links` are those that belong to no item."""

    title: str
    items: tuple[OutlineItem, ...] = ()
    links: tuple[Link, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True)
class Outline:
    """A whole curriculum; `mode` says how it was read, `title` is empty where the source has none."""

    title: str
    mode: str
    stages: tuple[OutlineStage, ...]
    origin: Origin | None = None
