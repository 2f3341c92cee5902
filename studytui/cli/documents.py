"""The objects that `--json` prints; their keys are only ever added to."""

from __future__ import annotations

from studytui.services.objects import iso, session, timer

__all__ = ["goals", "group", "iso", "note", "progress", "session", "timer", "typed_target"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.counting import Tally
    from studytui.domain.goals import Goal
    from studytui.services.study import Study
    from studytui.store.notes import Note
    from studytui.store.operations import Group

    Document = dict[str, object]


def progress(result: Tally) -> Document:
    """How far something is."""
    return {
        "done": result.done,
        "total": result.total,
        "skipped": result.skipped,
        "percent": result.percent,
    }


def group(found: Group, study: Study) -> Document:
    """A change in the history."""
    return {
        "id": found.id,
        "at": iso(found.at, study.clock.zone_name()),
        "label": found.label,
        "undone": found.undone,
    }


def note(found: Note, study: Study) -> Document:
    """A note; `target` can be given to other commands."""
    return {
        "id": found.target,
        "target": typed_target(found.target),
        "title": found.title,
        "text": found.body,
        "updated": iso(found.updated, study.clock.zone_name()),
    }


def typed_target(kept_under: str) -> str:
    """What a note or a goal is kept under, as a TARGET is written."""
    kind, _, rest = kept_under.partition("/")
    if kind == "roadmap":
        return f"{rest}:."
    if kind == "stage":
        return rest.replace("/", ":", 1)
    return kept_under


def goals(standing: Goal | None, by_stage: tuple[Goal, ...]) -> Document:
    """The goals that hold now."""
    return {
        "week_seconds": None if standing is None else standing.week_seconds,
        "day_seconds": standing.seconds if standing is not None and standing.per_day else None,
        "stages": [
            {"stage": typed_target(goal.scope), "week_seconds": goal.week_seconds} for goal in by_stage
        ],
    }
