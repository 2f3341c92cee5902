"""The timer's verbs."""

from __future__ import annotations

from studytui.domain.durations import format_duration
from studytui.domain.faults import NothingToDo
from studytui.domain.session import elapsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.app import StudyApp


def toggle(app: StudyApp) -> None:
    """Stop whatever runs and save it, else start on what is selected."""
    timing = app.study.timer
    running = timing.running()
    if running is None:
        target = app.selection() or app.study.roadmap_target()
        timing.start(target)
        app.renew()
        app.say(f"Timer started on {target.words}. u undo")
        return
    if timing.too_long(running):
        app.perform("timer.end")
        return
    ended = timing.stop()
    app.renew()
    if ended is None:
        app.say(f"{running.title}: stopped within a second, so nothing was saved.")
    else:
        app.say(f"Saved {format_duration(ended.seconds)} on {ended.title}. u undo")


def pause(app: StudyApp) -> None:
    """Pause, or go on."""
    timing = app.study.timer
    running = timing.running()
    if running is None:
        raise NothingToDo("no timer is running", "t starts one")
    if running.paused:
        timing.resume()
        app.renew()
        app.say(f"Going on with {running.title}.")
    else:
        timing.pause()
        app.renew()
        app.say(f"Paused at {format_duration(elapsed(running, app.study.clock.seconds()))}. p goes on")


PERFORMERS = {"timer.toggle": toggle, "timer.pause": pause}
