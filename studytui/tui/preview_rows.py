"""What an import would bring, as rows: its counts, and the tree of stages, items and steps."""

from __future__ import annotations

from studytui.domain.durations import HOUR, format_duration
from studytui.domain.status import Status
from studytui.tui.widgets.rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studytui.domain.changes import Changes
    from studytui.domain.ids import ItemId
    from studytui.domain.roadmap import Course, Project, Stage, Topic
    from studytui.exchange.preview import Preview
    from studytui.tui.look import Look


def counts(preview: Preview) -> str:
    """Title and counts in a line."""
    numbers = (
        (preview.stages, "stage", "stages"),
        (preview.groups, "group", "groups"),
        (preview.topics, "topic", "topics"),
        (preview.steps, "step", "steps"),
        (preview.topics_done + preview.steps_done, "done", "done"),
        (preview.projects, "project", "projects"),
    )
    parts = [f"{number:,} {one if number == 1 else more}" for number, one, more in numbers if number]
    if preview.hours:
        parts.append(format_duration(round(preview.hours * HOUR)))
    return " · ".join((preview.title, *parts))


def changed(changes: Changes) -> list[Row]:
    """What a newer version brings, takes away, moves and renames, one line each."""
    renamed = [f"{old} is now {new}" for old, new in changes.renamed]
    groups = (("+", changes.added), ("-", changes.removed), (">", changes.moved), ("=", renamed))
    lines = [f"{sign} {title}" for sign, titles in groups for title in titles]
    rows = [Row(f"change {place}", line, indent=1) for place, line in enumerate(lines)]
    return [Row(title="SINCE THE LAST IMPORT", role="muted"), *rows, Row()] if rows else []


def tree(preview: Preview, look: Look) -> list[Row]:
    """Every stage with its items and their steps, ticked as they would be."""
    marks = {one.item: one.status for one in preview.marks}
    rows: list[Row] = []
    for stage in preview.roadmap.stages:
        number = len(stage.members)
        rows.append(
            Row(f"stage/{stage.id}", f"{stage.number} {stage.title}", right=f"{number:,}", role="strong")
        )
        rows += _items(stage, marks, look)
    return rows


def _items(stage: Stage, marks: Mapping[ItemId, Status], look: Look) -> Iterator[Row]:
    heading: str | None = None
    for item in stage.members:
        said = getattr(item, "heading", None)
        if said != heading:
            heading = said
            if heading:
                yield Row(title=heading, role="muted", indent=1)
        yield _row(f"{stage.id}/{item.id}", item.title, marks.get(item.id), look, 1, _kind(item))
        for step in getattr(item, "steps", ()):
            yield _row(f"{stage.id}/{step.id}", step.title, marks.get(step.id), look, 2)


def _kind(item: Topic | Course | Project) -> str:
    kind = item.id.partition("/")[0]
    hours = f"{item.hours:g}h" if item.hours else ""
    return "  ".join(part for part in ("" if kind == "topic" else kind, hours) if part)


def _row(key: str, title: str, status: Status | None, look: Look, indent: int, right: str = "") -> Row:
    status = status or Status.TODO
    role = "success" if status is Status.DONE else "muted"
    return Row(key, title, look.glyphs.status(status), right, sign_role=role, indent=indent)
