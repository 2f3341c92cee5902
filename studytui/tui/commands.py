"""Everything the palette can do: the verbs, and places and things by their names."""

from __future__ import annotations

from dataclasses import dataclass

from studytui.domain.durations import format_duration
from studytui.domain.session import elapsed
from studytui.domain.status import Kind
from studytui.tui.phases import p_does
from studytui.tui.telling import drawable
from studytui.tui.verbs import VERBS, keys_of, shown_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.tui.app import StudyApp


_PAUSES = {"go on": "Timer: Resume", "pause": "Timer: Pause", "break": "Timer: Begin the break"}


@dataclass(frozen=True)
class Command:
    """One line of the palette; `id` begins with its kind, such as `verb:` or `stage:`."""

    id: str
    title: str
    key: str = ""

    @property
    def is_verb(self) -> bool:
        """Whether it is one of the verbs, not a place or a thing."""
        return self.id.startswith("verb:")


def commands(app: StudyApp) -> list[Command]:
    """Every command, those used last first."""
    every = [*_verbs(app), *_places(app), *_notes(app), *_roadmaps(app), *_themes(app)]
    rank = {found: at for at, found in enumerate(app.recent)}
    return sorted(every, key=lambda command: rank.get(command.id, len(rank)))


def _verbs(app: StudyApp) -> Iterator[Command]:
    own = app.study.settings.keys
    timer = app.study.timer.running()
    for verb in VERBS:
        if not verb.palette:
            continue
        title = verb.palette
        if verb.id == "timer.toggle":
            title = "Timer: Start on selection"
            if timer is not None:
                title = f"Timer: Stop and save ({format_duration(elapsed(timer, app.study.clock.seconds()))})"
        elif verb.id == "timer.pause" and timer is not None:
            title = _PAUSES[p_does(timer, app.study.clock.seconds())]
        elif verb.id == "timer.pomodoro":
            title += f" {app.study.settings.pomodoro_work}/{app.study.settings.pomodoro_break}"
        keys = keys_of(verb, own)
        if app.look is not None:
            title = drawable(title, app.look)
        yield Command(f"verb:{verb.id}", title, shown_key(keys[0]) if keys else "")


def _places(app: StudyApp) -> Iterator[Command]:
    if app.snapshot is None:
        return
    stages = app.snapshot.roadmap.stages
    for stage in stages:
        yield Command(f"stage:{stage.entry.stage}", f"Stage: {stage.entry.number} {stage.entry.title}")
    words = {Kind.TOPIC: "Topic", Kind.COURSE: "Course", Kind.PROJECT: "Project"}
    for stage in stages:
        for item in stage.items:
            if item.entry.kind in words:
                yield Command(
                    f"item:{stage.entry.stage}:{item.entry.id}",
                    f"{words[item.entry.kind]}: {item.entry.title}",
                )


def _notes(app: StudyApp) -> Iterator[Command]:
    for note in app.study.notebook.search(""):
        yield Command(f"note:{note.target}", f"Note: {note.title}")


def _roadmaps(app: StudyApp) -> Iterator[Command]:
    active = app.study.active_id()
    for listed in app.study.library.listing():
        if listed.id != active:
            yield Command(f"roadmap:{listed.id}", f"Roadmap: Switch to {listed.title}")


def _themes(app: StudyApp) -> Iterator[Command]:
    from studytui.tui.screens.theme import theme_names

    for name in theme_names(app):
        if name != app.theme:
            yield Command(f"theme:{name}", f"Theme: {name}")


def run(app: StudyApp, command: str) -> None:
    """Carry a command out, and remember it as the one used last."""
    app.recent = [command, *(other for other in app.recent if other != command)][:_KEPT]
    kind, _, name = command.partition(":")
    if kind == "verb":
        app.perform(name)
    elif kind == "stage":
        app.call_later(_show, app, name, None)
    elif kind == "item":
        stage, _, item = name.partition(":")
        app.call_later(_show, app, stage, item)
    elif kind == "note":
        _write(app, name)
    elif kind == "roadmap":
        from studytui.tui.actions.roadmaps import use_roadmap

        use_roadmap(app, name)
    elif kind == "theme":
        app.study.history.set_setting("theme", name)
        app.renew()


_KEPT = 20


async def _show(app: StudyApp, stage: str, item: str | None) -> None:
    """Go to the Stage view, on a stage or on one of its items."""
    from studytui.domain.ids import StageId
    from studytui.tui.views.dashboard import Checklist, StageBrowser

    await app.go("stage")
    view = app.current_view
    if isinstance(view, StageBrowser):
        view.stage = StageId(stage)
        view.redraw()
        checklist = view.query_one(Checklist)
        checklist.focus()
        if item is not None:
            checklist.go_to(item)


def _write(app: StudyApp, target: str) -> None:
    """Open a note."""
    from studytui.domain.ids import NoteTarget
    from studytui.tui.screens.note import NoteScreen

    key = NoteTarget(target)
    note = app.study.notebook.of(key)
    if note is not None:
        app.push_screen(NoteScreen(app.study, key, note.title), lambda _: app.renew())
