"""The topics, courses and projects that roadmaps share, and the words by which people call them."""

from __future__ import annotations

from functools import cached_property

from studytui.domain.ids import is_slug
from studytui.domain.records import dataclass, field
from studytui.domain.text import clean_line, fold
from studytui.roadmaps import fields, parts
from studytui.roadmaps.consistency import check_once
from studytui.roadmaps.findings import Finding, quoted
from studytui.roadmaps.read import Document, read
from studytui.roadmaps.report import WHOLE, Report
from studytui.roadmaps.shape import COURSE, PROJECT, TOPIC, check_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.roadmap import Course, Project, Topic
    from studytui.roadmaps.fields import Check
    from studytui.roadmaps.report import Place
    from studytui.roadmaps.shape import Table

NEAR = 0.8


@dataclass(frozen=True)
class Catalogue:
    """What roadmaps may name by its id alone; not `whole` while its file is missing or broken."""

    topics: dict[str, Topic] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    whole: bool = True

    def resolve(self, word: str) -> str | None:
        """The topic that is called so by its id, its title or an alias, whatever the case and accents."""
        if word in self.topics:
            return word
        key = _key(word)
        return self._words.get(key) or self._words.get(key.replace("-", " "))

    def nearest(self, word: str) -> str | None:
        """The topic whose id, title or alias is spelled most like `word`, where one is really near."""
        import difflib  # only what is misspelled needs it

        found = difflib.get_close_matches(_key(word)[:200], self._words, 1, NEAR)
        return self._words[found[0]] if found else None

    @cached_property
    def _words(self) -> dict[str, str]:
        words = {slug: slug for slug in self.topics}
        for topic in self.topics.values():
            words.setdefault(_key(topic.title), topic.slug)
        for topic in self.topics.values():
            for alias in topic.aliases:
                words.setdefault(_key(alias), topic.slug)
        return words


def load_catalogue(path: str) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The catalogue in a file, without the entries that are wrong, and what is wrong with them."""
    document = read(path)
    if isinstance(document, Finding):
        return Catalogue(whole=False), (document,)
    return catalogue_of(document)


def catalogue_of(document: Document) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The same of a document that has been read."""
    report = Report(document, bundled=True)
    for key in document.table:
        if key not in _KINDS and key != "schema":
            report.warning(WHOLE, f"unknown key {quoted(key)}", "topics, courses and projects")
    topics = _entries(report, document.table, "topics")
    projects = _entries(report, document.table, "projects")
    for slug, table in projects.items():
        place = WHOLE.field("projects").field(slug)
        _project(report, place, table, topics)
    catalogue = Catalogue(
        {slug: parts.topic(slug, table, None) for slug, table in topics.items()},
        {
            slug: parts.course(slug, table, None)
            for slug, table in _entries(report, document.table, "courses").items()
        },
        {slug: parts.project(slug, table, None) for slug, table in projects.items()},
        {slug: group for slug, table in topics.items() if (group := parts.line(table, "group"))},
        whole=report.errors == 0,
    )
    return catalogue, report.findings()


def alias_clashes(document: Document, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Words that call two topics; the first one has them."""
    report = Report(document, bundled=True)
    called: dict[str, str] = {_key(slug): slug for slug in catalogue.topics}
    for topic in catalogue.topics.values():
        for word in (topic.title, *topic.aliases):
            owner = called.setdefault(_key(word), topic.slug)
            if owner != topic.slug:
                place = WHOLE.field("topics").field(topic.slug).field("aliases")
                report.warning(place, f"{quoted(word)} already calls {quoted(owner)}")
    return report.findings()


def _key(word: str) -> str:
    return fold(clean_line(word))


def _entries(report: Report, table: Table, kind: str) -> dict[str, Table]:
    found = table.get(kind, {})
    place = WHOLE.field(kind)
    if not isinstance(found, dict):
        report.error(place, f"expected tables, not {fields.described(found)}")
        return {}
    good = {}
    for slug, entry in found.items():
        errors = report.errors
        if not is_slug(slug):
            report.error(place, f"{quoted(slug)} is not an id")
        elif not isinstance(entry, dict):
            report.error(place.field(slug), f"expected a table, not {fields.described(entry)}")
        else:
            check_table(report, place.field(slug), entry, _KINDS[kind], ("title",))
        if report.errors == errors:
            good[slug] = entry
    return good


def _project(report: Report, place: Place, table: Table, topics: dict[str, Table]) -> None:
    if not table.get("steps"):
        report.error(place, "no steps")
    check_once(report, place, "steps", table.get("steps"), "project")
    for number, slug in enumerate(parts.lines(table, "topics"), 1):
        if slug not in topics:
            report.error(place.field("topics", number), f"{quoted(slug)} is not a known topic")


_KINDS: dict[str, dict[str, Check]] = {
    "topics": {
        **{key: check for key, check in TOPIC.items() if key not in ("id", "choice", "heading", "steps")},
        "group": fields.text,
        "aliases": fields.texts,
        "summary": fields.text,
    },
    "courses": {key: check for key, check in COURSE.items() if key != "id"},
    "projects": {key: check for key, check in PROJECT.items() if key != "id"},
}
