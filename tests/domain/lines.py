"""Lines of a roadmap, written short."""

from __future__ import annotations

from studytui.domain.entry import Entry
from studytui.domain.ids import ItemId, StageId
from studytui.domain.status import Kind


def stage(name: str, number: int = 1, *, hours: float | None = None, optional: bool = False) -> Entry:
    """A stage's line."""
    return Entry(Kind.STAGE, None, name, name.title(), StageId(name), number, optional=optional, hours=hours)


def line(
    identity: str,
    of: str = "basics",
    number: int = 1,
    *,
    title: str | None = None,
    parent: str | None = None,
    optional: bool = False,
    choice: str | None = None,
    has_steps: bool = False,
    hours: float | None = None,
    aliases: tuple[str, ...] = (),
) -> Entry:
    """An item's line, its kind and slug read off its global id."""
    kind, _, rest = identity.partition("/")
    slug = rest.rpartition("/")[2]
    return Entry(
        Kind(kind),
        ItemId(identity),
        slug,
        title or slug.replace("-", " ").title(),
        StageId(of),
        number,
        None if parent is None else ItemId(parent),
        optional,
        choice,
        has_steps,
        hours,
        aliases,
    )


def ids(*names: str) -> tuple[ItemId, ...]:
    """Global ids."""
    return tuple(ItemId(name) for name in names)
