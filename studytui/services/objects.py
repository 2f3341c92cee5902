"""A session and the timer as programs are given them, by `--json` and by hooks; keys are only added to."""

from __future__ import annotations

from studytui.domain.session import elapsed
from studytui.domain.zones import local, zone_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.session import Session
    from studytui.services.study import Study

    Document = dict[str, object]


def iso(at: int, zone: str) -> str:
    """A UTC second as ISO 8601 with the offset of a zone."""
    return local(at, zone_named(zone)).isoformat()


def session(found: Session, study: Study) -> Document:
    """A session, or the timer among sessions."""
    return {
        "id": found.id,
        "start": iso(found.start, found.zone),
        "end": None if found.end is None else iso(found.end, found.zone),
        "seconds": elapsed(found, study.clock.seconds()),
        "approximate": found.approximate,
        "roadmap": found.roadmap,
        "stage": found.stage,
        "item": found.item,
        "target": found.title,
        "mode": found.mode,
        "note": found.note,
        "source": found.source,
    }


def timer(found: Session, study: Study) -> Document:
    """The timer; `left_seconds` is below zero in overtime, null where a phase has no length."""
    phase = study.timer.phase(found)
    resting = phase is not None and phase.name == "break"
    return {
        "id": found.id,
        "state": "paused" if found.paused else "break" if resting else "running",
        "start": iso(found.start, found.zone),
        "seconds": elapsed(found, study.clock.seconds()),
        "mode": found.mode,
        "phase": None if phase is None else phase.name,
        "left_seconds": None if phase is None or phase.length is None else phase.length - phase.spent,
        "roadmap": found.roadmap,
        "stage": found.stage,
        "item": found.item,
        "target": found.title,
    }
