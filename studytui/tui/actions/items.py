"""Ticking, skipping, and opening links."""

from __future__ import annotations

from studytui.domain.faults import NothingToDo
from studytui.domain.roadmap import Course
from studytui.domain.status import Kind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.target import Target
    from studytui.services.items import Ticked
    from studytui.tui.app import StudyApp


def _item(app: StudyApp) -> Target:
    target = app.selection()
    if target is None or target.item is None:
        raise NothingToDo("no topic, course or step is selected", "Go to the checklist with tab")
    return target


def _tell(app: StudyApp, target: Target, ticked: Ticked, word: str) -> None:
    """A word about it where more changed than the line that is looked at."""
    app.renew()
    if target.kind is Kind.PROJECT and len(ticked.items) != 1:
        number = len(ticked.items)
        app.say(f"{target.title}: {number} step{'' if number == 1 else 's'} {word}. u undo")


def done(app: StudyApp) -> None:
    """Tick, or take the tick back."""
    target = _item(app)
    ticked = app.study.items.toggle_done(target)
    _tell(app, target, ticked, "done" if ticked.status is Status.DONE else "open again")


def skip(app: StudyApp) -> None:
    """Skip, or bring back."""
    target = _item(app)
    ticked = app.study.items.toggle_skipped(target)
    _tell(app, target, ticked, "skipped" if ticked.status is Status.SKIPPED else "open again")


def known(app: StudyApp) -> None:
    """Mark as known before."""
    target = _item(app)
    ticked = app.study.items.toggle_known(target)
    _tell(app, target, ticked, "known" if ticked.status is Status.DONE else "open again")


def estimate(app: StudyApp) -> None:
    """Ask how long the selected item will take; nothing typed goes back to what the roadmap says."""
    from studytui.domain.durations import format_duration, parse_duration
    from studytui.tui.screens.prompt import Prompt, Read

    target = _item(app)
    own = app.study.items.estimate(target)

    def read(words: str) -> Read[int | None]:
        if not words.strip():
            return Read(None, "no estimate of yours; the roadmap's holds, if it has one")
        seconds = parse_duration(words, longest=None)
        return Read(seconds, f"{format_duration(seconds)} in all")

    def taken(found: Read[int | None] | None) -> None:
        if found is not None:
            app.guard(lambda: estimated(found.value))

    def estimated(seconds: int | None) -> None:
        app.study.items.set_estimate(target, seconds)
        app.renew()
        words = "no estimate of yours now" if seconds is None else f"estimated at {format_duration(seconds)}"
        app.say(f"{target.title}: {words}. u undo")

    question = "How long will it take in all? For example 90m or 12h; nothing for the roadmap's own estimate."
    typed = "" if own is None else format_duration(own)
    app.push_screen(Prompt(f"Estimate · {target.title}", question, read, typed), taken)


def link(app: StudyApp) -> None:
    """Open the first link of the selected item in the browser."""
    target = _item(app)
    address = link_of(app, target)
    if address is None:
        raise NothingToDo(f"{target.title} has no link")
    app.open_url(address)
    app.say(f"Opened {address}")


def link_of(app: StudyApp, target: Target) -> str | None:
    """The address of an item: its own, else the first of its resources; a step has its owner's."""
    roadmap = app.study.roadmaps.load(target.roadmap)
    for stage in roadmap.stages:
        if stage.id != target.stage:
            continue
        for item in stage.members:
            steps = () if isinstance(item, Course) else item.steps
            if item.id == target.item or any(step.id == target.item for step in steps):
                return item.url or next((found.url for found in item.resources if found.url), None)
    return None


PERFORMERS = {
    "item.done": done,
    "item.skip": skip,
    "item.known": known,
    "item.link": link,
    "item.estimate": estimate,
}
