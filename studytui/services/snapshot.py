"""What the dashboard shows, read in one go and frozen."""

from __future__ import annotations

from studytui.domain.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from studytui.domain.ids import NoteTarget, StageId
    from studytui.domain.session import Session
    from studytui.domain.settings import Settings
    from studytui.services.figures import Next, RoadmapFigures, Week
    from studytui.services.goalkeeping import StageGoal
    from studytui.services.study import Study
    from studytui.store.notes import Note


_SHOWN_TODAY = 12


@dataclass(frozen=True)
class Snapshot:
    """The state of a study at a moment; the running timer is left out of `week` and `year`.

    `year` holds seconds by study day of the last 53 weeks. `notes` are all notes, by what they are kept
    under. `zone` is the name of the present zone. `deadlines` are the
    target dates of the roadmap's stages. `chosen` is false until a roadmap was put in use.
    """

    at: int
    zone: str
    settings: Settings
    chosen: bool
    roadmap: RoadmapFigures
    timer: Session | None
    week: Week
    year: Mapping[date, int]
    today_sessions: tuple[Session, ...]
    next_up: tuple[Next, ...]
    notes: Mapping[NoteTarget, Note]
    last_stage: StageId | None
    ever_logged: bool
    deadlines: Mapping[StageId, date]
    stage_goals: Mapping[StageId, StageGoal]


def take(study: Study) -> Snapshot:
    """Read a Snapshot; asks indexes only, so that ten years of sessions cost no more than one."""
    roadmap = study.figures.roadmap()
    touched = study.store.sessions.last_touched()
    timer = study.timer.running()
    last_stage = None
    if timer is not None and timer.roadmap == roadmap.id:
        last_stage = timer.stage
    elif touched is not None and touched[0] == roadmap.id:
        last_stage = touched[1]
    return Snapshot(
        study.clock.seconds(),
        study.clock.zone_name(),
        study.settings,
        study.chosen(),
        roadmap,
        timer,
        study.figures.week(),
        study.figures.year(),
        tuple(reversed(study.store.sessions.listed(study.today(), study.today(), limit=_SHOWN_TODAY))),
        study.figures.next(roadmap=roadmap),
        {note.target: note for note in study.store.notes.all()},
        last_stage,
        study.store.sessions.any(),
        study.planning.deadlines(roadmap.id),
        {goal.stage: goal for goal in study.goals.of_stages(roadmap.id)},
    )
