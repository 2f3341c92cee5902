"""What a roadmap must be in itself: ids once, choices of several, hours that fit its weeks."""

from __future__ import annotations

from studytui.domain.ids import is_slug
from studytui.roadmaps import fields
from studytui.roadmaps.findings import quoted
from studytui.roadmaps.report import WHOLE, Place
from studytui.roadmaps.shape import tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.roadmaps.report import Report
    from studytui.roadmaps.shape import Table

HOURS_PER_WEEK = 10.0
FAR = 2.0


def check_consistency(report: Report, table: Table) -> None:
    """All rules that one file can break without any other."""
    _file_name(report, table)
    check_once(report, WHOLE, "stages", table.get("stages"), "file")
    weekly = _weekly_hours(table)
    for number, stage in tables(table.get("stages")):
        place = WHOLE.item("stages", number, stage.get("id"))
        for key in ("topics", "courses", "projects"):
            check_once(report, place, key, stage.get(key), "stage")
        for key, owner in (("topics", "topic"), ("projects", "project")):
            for position, item in tables(stage.get(key)):
                inside = place.item(key, position, item.get("id"))
                check_once(report, inside, "steps", item.get("steps"), owner)
        _choices(report, place, stage)
        _hours(report, place, stage, weekly)
    _repeated_topics(report, table)


def slug_in(table: Table, key: str = "id") -> str | None:
    """The id in a field, where it is a good one."""
    value = table.get(key)
    return value if isinstance(value, str) and is_slug(value) else None


def _file_name(report: Report, table: Table) -> None:
    found = slug_in(table)
    if found is not None and f"{found}.toml" != report.file:
        report.error(Place("", ("id",)), f"id is {quoted(found)} but the file is {report.file}")


def check_once(report: Report, place: Place, key: str, value: object, owner: str) -> None:
    """Say which tables of a list have an id that one before them has."""
    seen: dict[str, int] = {}
    for number, item in tables(value):
        slug = slug_in(item)
        if slug is None:
            continue
        if slug in seen:
            message = f"{quoted(slug)} is already in this {owner}"
            report.error(place.field(key, number), message, f"{key}[{seen[slug]}]")
        seen.setdefault(slug, number)


def _choices(report: Report, place: Place, stage: Table) -> None:
    members: dict[str, int] = {}
    for _, topic in tables(stage.get("topics")):
        if choice := slug_in(topic, "choice"):
            members[choice] = members.get(choice, 0) + 1
    for choice, count in members.items():
        if count == 1:
            report.warning(place, f"choice {quoted(choice)} has one topic only")


def _weekly_hours(table: Table) -> float:
    value = table.get("hours_per_week")
    if isinstance(value, (int, float)) and fields.is_number(value) and 0 < value <= fields.MAX_NUMBER:
        return value
    return HOURS_PER_WEEK


def _hours(report: Report, place: Place, stage: Table, weekly: float) -> None:
    hours, weeks = stage.get("hours"), stage.get("weeks")
    ends = weeks if isinstance(weeks, list) else [weeks]
    numbers = [one for one in [hours, *ends] if isinstance(one, (int, float)) and fields.is_number(one)]
    if len(numbers) != len(ends) + 1 or not all(0 < one <= fields.MAX_NUMBER for one in numbers):
        return
    total, low, high = numbers[0], numbers[1], numbers[-1]
    rate = total / ((low + high) / 2)
    if rate > weekly * FAR or rate < weekly / FAR:
        shown = fields.figure(low) if low == high else f"{fields.figure(low)}–{fields.figure(high)}"
        noun = "week" if low == high == 1 else "weeks"
        message = f"{fields.figure(total)} in {shown} {noun} is {rate:.3g} h a week"
        report.warning(place.field("hours"), message)


def _repeated_topics(report: Report, table: Table) -> None:
    stages: dict[str, list[int]] = {}
    for number, stage in tables(table.get("stages")):
        for _, topic in tables(stage.get("topics")):
            slug = slug_in(topic)
            if slug is not None and number not in stages.setdefault(slug, []):
                stages[slug].append(number)
    for slug, numbers in stages.items():
        if len(numbers) > 1:
            listed = ", ".join(str(one) for one in numbers[:-1]) + f" and {numbers[-1]}"
            counts = "both" if len(numbers) == 2 else "all"
            message = f"{quoted(slug)} is in stages {listed}: one tick counts in {counts}"
            report.warning(Place("", ("stages", numbers[1])), message)
