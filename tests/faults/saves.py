"""The saving actions of the dashboard, each by the call on `Study` that its key makes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studytui.domain.absence import Absence
from studytui.domain.ids import ItemId, RoadmapId, roadmap_target
from studytui.domain.status import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.session import Session
    from studytui.services.study import Study

    Save = Callable[[Study], object]


def _closed(study: Study) -> list[Session]:
    return [one for one in study.store.sessions.listed() if one.end is not None]


def _away(study: Study) -> Absence:
    timer, now = study.timer.needed(), study.clock.seconds()
    return Absence(timer.id, "idle", now - 900, now - 900, now, now - timer.start, 0, 300, ())


def _note(study: Study, text: str) -> object:
    target = study.target("git")
    return study.notebook.write(study.notebook.key(target), target.title, text)


RUNNING: dict[str, Save] = {
    "stop": lambda study: study.timer.stop(None, "what I did"),
    "start on another": lambda study: study.timer.start(study.target("joins")),
    "pause": lambda study: study.timer.pause(),
    "hold": lambda study: study.timer.hold(),
    "cancel": lambda study: study.timer.cancel(),
    "change the start": lambda study: study.timer.change_start(study.clock.seconds() - 1800),
    "switch": lambda study: study.timer.switch(study.target("joins")),
    "change the mode": lambda study: study.timer.change_mode("pomodoro"),
    "heartbeat": lambda study: study.presence.beat(study.clock.seconds()),
    "leave": lambda study: study.presence.leave(),
    "absence: keep": lambda study: study.presence.keep(_away(study)),
    "absence: cut": lambda study: study.presence.cut(_away(study)),
    "absence: split": lambda study: study.presence.split(_away(study)),
    "absence: shift": lambda study: study.presence.shift(_away(study)),
    "absence: discard": lambda study: study.presence.discard(_away(study)),
}
"""With a timer that runs."""

FILLED: dict[str, Save] = {
    "start": lambda study: study.timer.start(study.target("git")),
    "start a pomodoro": lambda study: study.timer.start(study.target("git"), mode="pomodoro"),
    "continue": lambda study: study.timer.continue_last(),
    "log": lambda study: study.log.add(study.log.understand("25m"), study.target("joins"), "a note"),
    "edit a session": lambda study: study.log.edit(_closed(study)[0], note="another note"),
    "nudge": lambda study: study.log.nudge(_closed(study)[0], -300, -300),
    "split": lambda study: study.log.split(_closed(study)[0], _closed(study)[0].start + 300),
    "duplicate": lambda study: study.log.duplicate(_closed(study)[0]),
    "delete a session": lambda study: study.log.remove(_closed(study)[0]),
    "delete two": lambda study: study.repair.remove(_closed(study)[:2]),
    "move two": lambda study: study.repair.move(_closed(study)[:2], study.target("joins")),
    "shift two": lambda study: study.repair.shift(_closed(study)[:2], -600),
    "join two": lambda study: study.repair.join(_closed(study)[:2], study.target("git"), any_length=True),
    "done": lambda study: study.items.toggle_done(study.target("git")),
    "skip": lambda study: study.items.toggle_skipped(study.target("joins")),
    "known": lambda study: study.items.toggle_known(study.target("joins")),
    "a whole stage": lambda study: study.items.set_status([study.target("2")], Status.DONE),
    "estimate": lambda study: study.items.set_estimate(study.target("git"), 7200),
    "note": lambda study: _note(study, "# words\n\nthat are looked for"),
    "delete a note": lambda study: study.notebook.delete(study.notebook.key(study.target("joins"))),
    "draft": lambda study: study.notebook.keep_draft(
        study.notebook.key(study.target("git")), "half a sentence"
    ),
    "goal": lambda study: study.goals.set(36000),
    "goal of a stage": lambda study: study.goals.set(7200, stage=study.target("1")),
    "target date": lambda study: study.planning.set_deadline(
        study.target("1"), study.today() + timedelta(90)
    ),
    "planned pause": lambda study: study.planning.rest(
        study.today() + timedelta(7), study.today() + timedelta(14)
    ),
    "plan of the week": lambda study: study.planning.plan_week(study.today(), 18000, ["one aim"]),
    "grade": lambda study: study.reviewing.grade_topic(_reviewed(study), 3),
    "postpone": lambda study: study.reviewing.postpone([_reviewed(study)]),
    "weekly review: step": lambda study: study.weekly.go_to(study.today(), 2),
    "weekly review: reflect": lambda study: study.weekly.reflect(study.today(), "it went well"),
    "weekly review: finish": lambda study: study.weekly.finish(study.today() - timedelta(7)),
    "use a roadmap": lambda study: study.roadmaps.use("mine"),
    "new roadmap": lambda study: study.authoring.new("other-one", "Another one"),
    "copy a roadmap": lambda study: study.authoring.duplicate("backend-developer", "my-backend"),
    "hide a roadmap": lambda study: study.authoring.hide("mine"),
    "add a stage": lambda study: study.authoring.add_stage("mine", "A new stage"),
    "add a topic": lambda study: study.authoring.add_item(
        study.target("mine:first-steps"), Kind.TOPIC, "A new topic"
    ),
    "rename": lambda study: study.authoring.rename(study.target("mine:first-steps"), "Very first steps"),
    "remove a part": lambda study: study.authoring.remove(study.target("mine:a-first-topic")),
    "edit a bundled roadmap": lambda study: study.authoring.add_stage("backend-developer", "A new stage"),
    "setting": lambda study: study.history.set_setting("day_start", 5),
    "settings by hand": lambda study: study.history.write_config("# mine\nday_start = 3\n"),
    "undo": lambda study: study.history.undo(),
    "back up": lambda study: study.store.back_up("daily"),
    "note on the roadmap": lambda study: study.notebook.write(
        roadmap_target(RoadmapId("mine")), "Mine", "on all of it"
    ),
}
"""With some history and no timer."""

SAVES = {**RUNNING, **FILLED}


def _reviewed(study: Study) -> ItemId:
    item = study.target("joins").item
    assert item is not None
    return item
