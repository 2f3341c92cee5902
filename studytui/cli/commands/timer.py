"""start, stop, pause, resume, cancel, continue."""

from __future__ import annotations

from studytui.cli import render
from studytui.domain.durations import parse_duration
from studytui.domain.faults import Refused
from studytui.domain.session import LONGEST_SESSION, elapsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from studytui.cli.context import Context
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
    parser.add_argument("--force", action="store_true", help=_FORCE)


def start(context: Context, arguments: Namespace) -> int:
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
    _refuse_too_long(context, at, arguments.force)
    return _started(context, study.timer.running(), study.timer.start(target, at))


def continue_(context: Context, arguments: Namespace) -> int:
    """Start on the last target again."""
    return _started(context, None, context.study.timer.continue_last())


def _started(context: Context, before: Session | None, started: Started) -> int:
    """Say what runs now, and what was saved for it."""
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
        context.out.line(f"started · {started.timer.title} · {render.span(started.timer, study)}")
    if started.stopped is not None:
        warn_overlaps(context, started.stopped)
    context.way_back()
    return 0


def stop_arguments(parser: ArgumentParser) -> None:
    """What `stop` takes."""
    parser.add_argument("--at", metavar="MOMENT", help="it ended then, such as 15:30")
    parser.add_argument("-m", "--note", default="", metavar="NOTE", help="a line on the session")
    parser.add_argument("--force", action="store_true", help=_FORCE)


def stop(context: Context, arguments: Namespace) -> int:
    """Stop the timer and save the session."""
    study = context.study
    running = study.timer.needed()
    at = None if arguments.at is None else context.moment(arguments.at)
    _refuse_too_long(context, at, arguments.force)
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
    context.way_back()
    return 0


def _refuse_too_long(context: Context, at: int | None, force: bool) -> None:
    """Refuse to save a timer that nobody has looked after for a day."""
    study = context.study
    running = study.timer.running()
    if running is None or force:
        return
    seconds = elapsed(running, study.clock.seconds() if at is None else at)
    if seconds > LONGEST_SESSION:
        raise Refused(
            f"the timer on {running.title} has run for {render.length(seconds)}, "
            f"{render.span(running, study)}; that is more than 24h",
            "say when it ended: studytui stop --at MOMENT; or, if it is right, add --force",
        )


def warn_overlaps(context: Context, saved: Session) -> None:
    """Say how much of a session counts twice."""
    from studytui.domain.session import shared_seconds

    overlaps = context.study.log.overlaps(saved)
    if overlaps:
        with_what = overlaps[0].title if len(overlaps) == 1 else f"{len(overlaps)} sessions"
        twice = render.length(shared_seconds(saved, overlaps))
        context.errors.remark(f"{twice} of it overlaps with {with_what} and counts twice")


def no_arguments(parser: ArgumentParser) -> None:
    """Nothing of its own."""


def pause(context: Context, arguments: Namespace) -> int:
    """Pause the timer."""
    return _told(context, "paused", context.study.timer.pause())


def resume(context: Context, arguments: Namespace) -> int:
    """Go on after a pause."""
    return _told(context, "running again", context.study.timer.resume())


def cancel(context: Context, arguments: Namespace) -> int:
    """Throw the timer away."""
    return _told(context, "thrown away", context.study.timer.cancel())


def _told(context: Context, done: str, timer: Session) -> int:
    if context.json:
        from studytui.cli import documents

        context.out.document(documents.timer(timer, context.study))
    else:
        context.out.line(render.session(f"{done}:", timer, context.study))
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
