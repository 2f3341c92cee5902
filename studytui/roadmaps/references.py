"""What a roadmap says of things that stand elsewhere: known topics, courses and projects of the catalogue."""

from __future__ import annotations

from studytui.domain.ids import is_slug
from studytui.domain.slugs import step_slug, unique
from studytui.roadmaps.consistency import slug_in
from studytui.roadmaps.findings import quoted
from studytui.roadmaps.report import WHOLE, Place
from studytui.roadmaps.shape import tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from studytui.roadmaps.catalogue import Catalogue
    from studytui.roadmaps.report import Report
    from studytui.roadmaps.shape import Table

    # what other files say of a project's steps, by the name of the file; asked only where it matters
    Others = Callable[[str], dict[str, tuple[str, ...]]]


def check_titles(report: Report, table: Table, catalogue: Catalogue) -> None:
    """Courses and projects that the catalogue does not know need a title of their own."""
    known: dict[str, Container[str]] = {"courses": catalogue.courses, "projects": catalogue.projects}
    given: set[tuple[str, str]] = set()
    for place, key, item in _items(table):
        slug = slug_in(item)
        if key == "topics" or slug is None:
            continue
        if str(item.get("title", "")).strip():
            given.add((key, slug))
        elif (key, slug) not in given and slug not in known[key]:
            report.error(place, "title is missing")


def check_references(report: Report, table: Table, catalogue: Catalogue) -> None:
    """Topics, and projects' topics and steps, against the catalogue."""
    own = {slug for _, key, item in _items(table) if key == "topics" and (slug := slug_in(item))}
    projects = {slug for _, key, item in _items(table) if key == "projects" and (slug := slug_in(item))}
    stepped = {
        slug
        for _, key, item in _items(table)
        if key == "projects" and item.get("steps") and (slug := slug_in(item))
    }
    for place, key, item in _items(table):
        slug = slug_in(item)
        if slug is None:
            continue
        if key == "topics":
            _known_topic(
                report, _without_slug(place, slug), slug, catalogue, "; it will be counted on its own"
            )
            if item.get("steps") and (slug in projects or slug in catalogue.projects):
                report.error(place, f"{quoted(slug)} has steps, and is a project too", "give one another id")
        elif key == "projects":
            _project_topics(report, place, item, own, catalogue)
            known = catalogue.projects.get(slug)
            if slug not in stepped and not (known and known.steps):
                report.lapse(place, "no steps")


def check_shared_steps(report: Report, table: Table, others: Others) -> None:
    """A project has the same steps wherever it stands, for their ticks are shared."""
    here: dict[str, tuple[str, str]] = {}
    for place, key, item in _items(table):
        slug = slug_in(item)
        if key != "projects" or slug is None or not item.get("steps"):
            continue
        steps = step_slugs(item.get("steps"))
        for file, theirs in others(slug).items():
            if set(theirs) != set(steps):
                report.lapse(place, f"steps differ from {file}: {_difference(steps, theirs)}")
                break
        first = here.setdefault(slug, (place.words, " ".join(steps)))
        if set(first[1].split()) != set(steps):
            difference = _difference(steps, tuple(first[1].split()))
            report.lapse(place, f"steps differ from {first[0]}: {difference}")


def step_slugs(value: object) -> tuple[str, ...]:
    """The ids of a list of steps; those written as plain text get theirs from it."""
    return tuple(slug for slug, _ in steps_by_slug(value))


def steps_by_slug(value: object) -> list[tuple[str, object]]:
    """The steps of a list that have an id or a text to make one from, each behind its id."""
    steps = value if isinstance(value, list) else []
    given = [slug_in(step) if isinstance(step, dict) else None for step in steps]
    taken = {slug for slug in given if slug}
    found: list[tuple[str, object]] = []
    for step, slug in zip(steps, given, strict=True):
        if isinstance(step, str):
            slug = unique(step_slug(step), taken)
            taken.add(slug)
        if slug:
            found.append((slug, step))
    return found


def projects_with_steps(table: Table) -> dict[str, tuple[str, ...]]:
    """The steps of every project that gives its own, by the project's id."""
    return {
        slug: step_slugs(item.get("steps"))
        for _, key, item in _items(table)
        if key == "projects" and item.get("steps") and (slug := slug_in(item))
    }


def _items(table: Table) -> Iterator[tuple[Place, str, Table]]:
    for number, stage in tables(table.get("stages")):
        place = WHOLE.item("stages", number, stage.get("id"))
        for key in ("topics", "courses", "projects"):
            for position, item in tables(stage.get(key)):
                yield place.item(key, position, item.get("id")), key, item


def _without_slug(place: Place, slug: str) -> Place:
    return Place(place.words.removesuffix(f" {slug}"), place.keys)


def _project_topics(report: Report, place: Place, item: Table, own: set[str], catalogue: Catalogue) -> None:
    topics = item.get("topics")
    for number, topic in enumerate(topics if isinstance(topics, list) else [], 1):
        if isinstance(topic, str) and is_slug(topic) and (report.bundled or topic not in own):
            _known_topic(report, place.field("topics", number), topic, catalogue, "")


def _known_topic(report: Report, place: Place, slug: str, catalogue: Catalogue, tail: str) -> None:
    if slug in catalogue.topics:
        return
    near = catalogue.resolve(slug) or (catalogue.nearest(slug) if report.may_guess() else None)
    asked = f" (did you mean {quoted(near)}?)" if near else ""
    if report.bundled:
        report.error(place, f"{quoted(slug)} is not a known topic{asked}")
    elif near:
        report.warning(place, f"{quoted(slug)} is not a known topic{asked}{tail}")


def _difference(here: tuple[str, ...], there: tuple[str, ...]) -> str:
    more = [f"+{slug}" for slug in here if slug not in there]
    less = [f"−{slug}" for slug in there if slug not in here]
    told = more + less
    return " ".join(told[:12]) + (f" and {len(told) - 12} more" if len(told) > 12 else "")
