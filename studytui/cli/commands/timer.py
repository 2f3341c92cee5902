"""start, stop, pause, resume, cancel, continue."""

from __future__ import annotations

from studytui.cli import render
from studytui.domain.durations import parse_duration
from studytui.domain.faults import Refused
from studytui.domain.session import LONGEST_SESSION, elapsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.domain.session import Session
    from studytui.services.timing import Started

_FORCE = "save a session of more than 24 hours too"


def start_arguments(parser: ArgumentParser) -> None:
    """What `start` takes."""
    parser.add_argument(
        "target",
        nargs="*",
        default=[],
        metavar="TARGET",
        help="what is studied; the roadmap alone without it",
    )
    began = parser.add_mutually_exclusive_group()
    began.add_argument("--at", metavar="MOMENT", help="it began then, such as 14:00")
    began.add_argument("--ago", metavar="DURATION", help="it began that long ago, such as 10m")
    parser.add_argument(
        "--mode", metavar="MODE", help="stopwatch, pomodoro, flow or countdown; else as the settings say"
    )
    parser.add_argument(
        "--for", dest="length", metavar="DURATION", help="of the countdown, or of an interval"
    )
    parser.add_argument("--force", action="store_true", help=_FORCE)


def start(context: Context, arguments: Found) -> int:
    """Start the timer."""
    study = context.study
    target = context.target(arguments.target)
    at = None
    if arguments.at is not None:
        at = context.moment(arguments.at)
    elif arguments.ago is not None:
        at = study.clock.seconds() - parse_duration(arguments.ago, longest=None)
        if at < 0:
            raise Refused("that is before 1970", "check the number")
    length = None if arguments.length is None else parse_duration(arguments.length)
    mode = None if arguments.mode is None else arguments.mode.strip().lower()
    _refuse_too_long(context, at, arguments.force, named=at is not None)
    before = study.timer.running()
    started = study.timer.start(target, at, mode, length)
    return _started(context, before, started, earlier=at is not None)


def continue_(context: Context, arguments: Found) -> int:
    """Start on the last target again."""
    return _started(context, None, context.study.timer.continue_last())


def _started(context: Context, before: Session | None, started: Started, earlier: bool = False) -> int:
    """Say what runs now, what was saved for it, and what counts twice where it began `earlier`."""
    study = context.study
    if context.json:
        from studytui.cli import documents

        stopped = None if started.stopped is None else documents.session(started.stopped, study)
        context.out.document({**documents.timer(started.timer, study), "stopped": stopped})
    elif started.stopped is not None:
        context.out.line(render.session("stopped and saved", started.stopped, study))
    elif before is not None:
        context.out.line(f"stopped {before.title}: it had not run for a second, so nothing is saved")
    if not context.json:
        how = render.mode(started.timer, study)
        context.out.line(f"started · {started.timer.title} · {render.span(started.timer, study)}{how}")
    if started.stopped is not None:
        warn_overlaps(context, started.stopped)
    if earlier:
        warn_overlaps(context, study.log.so_far(started.timer))
    context.way_back()
    return 0


def stop_arguments(parser: ArgumentParser) -> None:
    """What `stop` takes."""
    parser.add_argument("--at", metavar="MOMENT", help="it ended then, such as 15:30")
    parser.add_argument("-m", "--note", default="", metavar="NOTE", help="a line on the session")
    parser.add_argument("--force", action="store_true", help=_FORCE)


def stop(context: Context, arguments: Found) -> int:
    """Stop the timer and save the session."""
    study = context.study
    running = study.timer.needed()
    at = None if arguments.at is None else context.moment(arguments.at)
    if at is None:
        at = _asked_end(context, running, arguments.force)
    _refuse_too_long(context, at, arguments.force, named=at is not None)
    remark = "" if at is not None else _absence(context, running)
    saved = study.timer.stop(at, arguments.note)
    if context.json:
        from studytui.cli import documents

        context.out.document(None if saved is None else documents.session(saved, study))
    elif saved is None:
        context.out.line(f"stopped {running.title}: it had not run for a second, so nothing is saved")
    else:
        context.out.line(render.session("saved", saved, study))
    if saved is not None:
        warn_overlaps(context, saved)
    if remark:
        context.errors.remark(remark)
    context.way_back()
    return 0


def _absence(context: Context, running: Session) -> str:
    """What is to be said of time that counts although nobody may have been there, "" for nothing."""
    found = context.study.presence.absence_of(running)
    if found is None:
        return ""
    other = context.called("edit last --end MOMENT")
    return f"{found.reason} All of it counts; if it should not: {other}"


def _asked_end(context: Context, running: Session, force: bool) -> int | None:
    """When a forgotten timer really ended, asked where somebody can answer; none for now."""
    study = context.study
    if force or context.json or not context.world.answers or context.world.stdin is None:
        return None
    if not study.timer.too_long(running):
        return None
    context.out.line(_looks_forgotten(context, running))
    context.out.question("when did it end? (such as 15:30 or yesterday 18:00; `now` if all of it is right)")
    words = context.world.stdin.readline().strip()
    if not words:
        from studytui.domain.faults import NothingToDo

        raise NothingToDo("the timer runs on", "stop it with: studytui stop --at MOMENT")
    return context.moment(words)


def _looks_forgotten(context: Context, running: Session) -> str:
    study = context.study
    seconds = elapsed(running, study.clock.seconds())
    return f"the timer on {running.title} has run for {render.length(seconds)}, {render.span(running, study)}"


def _refuse_too_long(context: Context, at: int | None, force: bool, named: bool) -> None:
    """Refuse to save a timer that looks forgotten, and one of over a day whose end was `named`."""
    study = context.study
    running = study.timer.running()
    if running is None or force:
        return
    seconds = elapsed(running, study.clock.seconds() if at is None else at)
    if seconds <= LONGEST_SESSION and (named or not study.timer.too_long(running)):
        return
    limit = "24h" if seconds > LONGEST_SESSION else f"{study.settings.timer_limit}h"
    raise Refused(
        f"{_looks_forgotten(context, running)}; that is more than {limit}",
        "say when it ended: studytui stop --at MOMENT; or, if it is right, add --force",
    )


def warn_overlaps(context: Context, saved: Session) -> None:
    """Say how much of a session counts twice."""
    overlaps = context.study.log.overlaps(saved)
    if overlaps:
        from studytui.domain.session import shared_seconds

        with_what = overlaps[0].title if len(overlaps) == 1 else f"{len(overlaps)} sessions"
        twice = render.length(shared_seconds(saved, overlaps))
        context.errors.remark(f"{twice} of it overlaps with {with_what} and counts twice")


def no_arguments(parser: ArgumentParser) -> None:
    """Nothing of its own."""


def pause(context: Context, arguments: Found) -> int:
    """Pause the timer, or take the break that is due."""
    held = context.study.timer.hold()
    return _told(context, "paused" if held.paused else "break", held)


def resume(context: Context, arguments: Found) -> int:
    """Go on after a pause or a break."""
    return _told(context, "running again", context.study.timer.go_on())


def cancel(context: Context, arguments: Found) -> int:
    """Throw the timer away."""
    return _told(context, "thrown away", context.study.timer.cancel())


def _told(context: Context, done: str, timer: Session) -> int:
    if context.json:
        from studytui.cli import documents

        context.out.document(documents.timer(timer, context.study))
    else:
        how = render.mode(timer, context.study)
        context.out.line(render.session(f"{done}:", timer, context.study) + how)
    context.way_back()
    return 0


COMMANDS: Commands = {
    "start": (start_arguments, start),
    "stop": (stop_arguments, stop),
    "pause": (no_arguments, pause),
    "resume": (no_arguments, resume),
    "cancel": (no_arguments, cancel),
    "continue": (no_arguments, continue_),
}
