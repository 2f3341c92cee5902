"""log: a finished session, by its length or its times."""

from __future__ import annotations

from studytui.cli import render
from studytui.domain.faults import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands


def arguments(parser: ArgumentParser) -> None:
    """What `log` takes."""
    parser.add_argument(
        "time", metavar="DURATION|RANGE", help="such as 1h30m, 45m, 14:00-15:30, 'yesterday 14:00 +90m'"
    )
    parser.add_argument(
        "target",
        nargs="*",
        default=[],
        metavar="TARGET",
        help="what was studied; the roadmap alone without it",
    )
    parser.add_argument("--on", metavar="DAY", help="the day of it, such as yesterday or 2026-11-20")
    parser.add_argument("-m", "--note", default="", metavar="NOTE", help="a line on the session")
    parser.add_argument("--force", action="store_true", help="allow more than 24 hours")


def log(context: Context, found: Found) -> int:
    """Log a finished session."""
    study = context.study
    on = None if found.on is None else context.day(found.on)
    stretch = study.log.understand(found.time, on, found.force)
    try:
        target = context.target(found.target)
    except Refused as fault:
        if found.target and found.target[0][:1].isdigit():
            raise Refused(
                fault.message, f'{fault.hint}; a time with blanks goes in quotes: "1h 30m"'
            ) from None
        raise
    logged = study.log.add(stretch, target, found.note)
    if context.json:
        from studytui.cli import documents

        context.out.document(documents.session(logged.session, study))
    else:
        context.out.line(render.session("logged", logged.session, study))
    if logged.said:
        context.errors.remark(logged.said)
    if logged.overlaps:
        from studytui.cli.commands.timer import warn_overlaps

        warn_overlaps(context, logged.session)
    context.way_back()
    return 0


COMMANDS: Commands = {"log": (arguments, log)}
