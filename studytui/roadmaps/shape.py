"""The fields that each table of a roadmap may have, what each needs, and the walk through them."""

from __future__ import annotations

from studytui.roadmaps import fields
from studytui.roadmaps.findings import quoted
from studytui.roadmaps.report import WHOLE, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.roadmaps.fields import Check
    from studytui.roadmaps.report import Report

    Table = dict[str, object]

MAX_STAGES = 200


def tables(value: object) -> Iterator[tuple[int, Table]]:
    """The tables of a list, counted from 1; what is no table has been said of elsewhere."""
    if isinstance(value, list):
        for number, one in enumerate(value, 1):
            if isinstance(one, dict):
                yield number, one


def check_table(
    report: Report, place: Place, table: Table, allowed: dict[str, Check], needed: tuple[str, ...]
) -> None:
    """Say which fields a table lacks, which it should not have, and which are wrong."""
    for key in needed:
        value = table.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            report.error(place, f"{key} is missing")
    for key, value in table.items():
        check = allowed.get(key)
        if check is None:
            near = report.nearest(key, allowed)
            written = Place(place.words, (*place.keys, key))
            report.warning(written, f"unknown key {quoted(key)}", f'did you mean "{near}"?' if near else "")
        else:
            check(report, place, key, value)


def check_tables(
    report: Report, place: Place, key: str, value: object, allowed: dict[str, Check], needed: tuple[str, ...]
) -> None:
    """The same of each table in a list of them."""
    if not isinstance(value, list):
        report.error(place.field(key), f"expected a list of tables, not {fields.described(value)}")
        return
    for number, one in enumerate(value, 1):
        if isinstance(one, dict):
            check_table(report, place.item(key, number, one.get("id")), one, allowed, needed)
        else:
            expected = f"expected a table, not {fields.described(one)}"
            report.error(place.field(key, number), expected)


def check_top(report: Report, table: Table) -> None:
    """Every field of a whole roadmap file."""
    check_table(report, WHOLE, table, TOP, ("id", "title"))
    stages = table.get("stages")
    if stages is None or stages == []:
        report.error(WHOLE, "no stages", "add a [[stages]] table")
    elif isinstance(stages, list) and len(stages) > MAX_STAGES:
        message = f"{len(stages):,} stages are more than a roadmap should have"
        report.error(WHOLE, message, str(MAX_STAGES))
    source = table.get("source")
    if report.bundled and not (isinstance(source, dict) and source.get("title")):
        report.error(WHOLE.field("source"), "title is missing")


def check_schema(report: Report, table: Table) -> bool:
    """Whether this version may go on and read the rest."""
    schema = table.get("schema")
    place = WHOLE.field("schema")
    if schema is None:
        report.error(Place("", place.keys), "schema is missing", "write schema = 1")
    elif isinstance(schema, bool) or not isinstance(schema, int):
        report.error(place, f"expected the number 1, not {fields.described(schema)}")
    elif schema > 1:
        message = f"schema {fields.figure(schema)} needs a newer version of studytui (this one reads 1)"
        report.error(Place("", place.keys), message)
        return False
    elif schema < 1:
        report.error(place, f"{fields.figure(schema)} is not above zero", "write schema = 1")
    return True


def _anything(report: Report, place: Place, key: str, value: object) -> None:
    """What is checked elsewhere."""


def _source(report: Report, place: Place, key: str, value: object) -> None:
    _one_table(report, place, key, value, SOURCE)


def _outlook(report: Report, place: Place, key: str, value: object) -> None:
    _one_table(report, place, key, value, OUTLOOK)


def _one_table(report: Report, place: Place, key: str, value: object, allowed: dict[str, Check]) -> None:
    if isinstance(value, dict):
        check_table(report, place.field(key), value, allowed, ())
    else:
        report.error(place.field(key), f"expected a table, not {fields.described(value)}")


def _stages(report: Report, place: Place, key: str, value: object) -> None:
    check_tables(report, place, key, value, STAGE, ("id", "title"))


def _topics(report: Report, place: Place, key: str, value: object) -> None:
    check_tables(report, place, key, value, TOPIC, ("id",))


def _courses(report: Report, place: Place, key: str, value: object) -> None:
    check_tables(report, place, key, value, COURSE, ("id",))


def _projects(report: Report, place: Place, key: str, value: object) -> None:
    check_tables(report, place, key, value, PROJECT, ("id",))


def _resources(report: Report, place: Place, key: str, value: object) -> None:
    check_tables(report, place, key, value, RESOURCE, ("title",))


def _steps(report: Report, place: Place, key: str, value: object) -> None:
    if not isinstance(value, list):
        report.error(place.field(key), f"expected a list of steps, not {fields.described(value)}")
        return
    for number, step in enumerate(value, 1):
        if isinstance(step, dict):
            check_table(report, place.item(key, number, step.get("id")), step, STEP, ("id", "text"))
        elif not isinstance(step, str) or report.bundled:
            expected = f"expected {{ id, text }}, not {fields.described(step)}"
            report.error(place.field(key, number), expected)
        elif not step.strip():
            report.error(place.field(key, number), "text is missing")
        else:
            fields.text(report, place.field(key, number), "text", step)


TOP: dict[str, Check] = {
    "schema": _anything,
    "id": fields.slug,
    "title": fields.text,
    "summary": fields.text,
    "level": fields.level,
    "months": fields.span,
    "hours_per_week": fields.hours_per_week,
    "tags": fields.texts,
    "prerequisites": fields.texts,
    "outcomes": fields.texts,
    "tips": fields.texts,
    "mistakes": fields.texts,
    "job_advice": fields.texts,
    "interviews": fields.texts,
    "source": _source,
    "outlook": _outlook,
    "stages": _stages,
}
SOURCE: dict[str, Check] = {
    "title": fields.text,
    "publisher": fields.text,
    "url": fields.url,
    "note": fields.text,
}
OUTLOOK: dict[str, Check] = {
    "salary_usd": fields.span,
    "growth_percent": fields.any_span,
    "growth_note": fields.text,
    "openings": fields.number_or_text,
    "country": fields.text,
    "industries": fields.text_or_texts,
}
STAGE: dict[str, Check] = {
    "id": fields.slug,
    "title": fields.text,
    "summary": fields.text,
    "weeks": fields.span,
    "hours": fields.number,
    "optional": fields.flag,
    "tips": fields.texts,
    "topics": _topics,
    "courses": _courses,
    "projects": _projects,
    "resources": _resources,
    "was": fields.slugs,
}
ITEM: dict[str, Check] = {
    "id": fields.slug,
    "title": fields.text,
    "optional": fields.flag,
    "hours": fields.number,
    "url": fields.url,
    "resources": _resources,
    "was": fields.slugs,
}
TOPIC: dict[str, Check] = {
    **ITEM,
    "details": fields.texts,
    "check": fields.text,
    "heading": fields.text,
    "steps": _steps,
    "choice": fields.slug,
}
COURSE: dict[str, Check] = {
    **ITEM,
    "summary": fields.text,
    "weeks": fields.span,
    "level": fields.level,
}
PROJECT: dict[str, Check] = {
    **ITEM,
    "summary": fields.text,
    "shows": fields.text,
    "topics": fields.slugs,
    "steps": _steps,
}
STEP: dict[str, Check] = {"id": fields.slug, "text": fields.text, "was": fields.slugs}
RESOURCE: dict[str, Check] = {"title": fields.text, "url": fields.url, "note": fields.text}
