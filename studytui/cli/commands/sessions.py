"""sessions, edit, split, rm: what was logged, and its repair."""

from __future__ import annotations

from studytui.cli import documents, periods, render, tables
from studytui.cli.commands.timer import warn_overlaps
from studytui.domain.durations import parse_duration
from studytui.domain.faults import Refused
from studytui.domain.moments import time_of_day
from studytui.domain.session import elapsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.domain.session import Session
    from studytui.domain.target import Target

SHOWN = 50
SESSION_ID = "a session's id, its last characters, `last` or `timer`"


def sessions_arguments(parser: ArgumentParser) -> None:
    """What `sessions` takes."""
    parser.add_argument(
        "words", nargs="*", default=[], metavar="TARGET|PERIOD", help=f"of one target; in {periods.WORDS}"
    )
    periods.add(parser)
    parser.add_argument("--limit", metavar="N", help="at most N of them")


def sessions(context: Context, found: Found) -> int:
    """List sessions, newest first."""
    words = list(found.words)
    word = words.pop() if words and periods.looks_like_one(words[-1]) else None
    period = periods.read(context, word, found)
    target = context.target(words) if words else None
    limit = None if found.limit is None else whole_number(found.limit, "--limit")
    if limit is None and period is None and context.world.draws and not context.json:
        limit = SHOWN
    study = context.study
    listed, total = study.log.sessions(target, period, limit)
    if context.json:
        context.out.document([documents.session(one, study) for one in listed])
    elif not listed:
        context.out.line("no sessions")
    else:
        _table(context, listed)
        if total > len(listed):
            more = total - len(listed)
            context.out.line(f"{more:,} more: see them with --limit N or a period, such as --month")
    return 0


def _table(context: Context, listed: Sequence[Session]) -> None:
    study = context.study
    endings = study.log.endings(listed)
    rows = [
        (
            endings[one.id],
            render.span(one, study),
            render.length(elapsed(one, study.clock.seconds())),
            one.title,
            one.note,
        )
        for one in listed
    ]
    tables.show(context, ("ID", "WHEN", "TIME", "TARGET", "NOTE"), rows, right=(2,))


def whole_number(words: str, what: str) -> int:
    """A whole number above 0, as a person wrote it."""
    if not (words.isascii() and words.isdigit() and 0 < len(words) < 10 and int(words) > 0):
        raise Refused(f'{what}: "{words[:40]}" is no number', "write a whole number from 1 on")
    return int(words)


def edit_arguments(parser: ArgumentParser) -> None:
    """What `edit` takes."""
    parser.add_argument("ids", nargs="+", metavar="ID", help=f"{SESSION_ID}; several move to one --target")
    parser.add_argument("--start", metavar="MOMENT", help="when it began")
    parser.add_argument("--end", metavar="MOMENT", help="when it ended")
    parser.add_argument("--target", metavar="TARGET", help="what it was for")
    parser.add_argument("--note", metavar="NOTE", help="its line; an empty one takes it away")
    parser.add_argument("--mode", metavar="MODE", help="of the timer: how it runs from now on")
    parser.add_argument(
        "--for", dest="length", metavar="DURATION", help="of the timer: its countdown or interval"
    )
    parser.add_argument("--force", action="store_true", help="allow more than 24 hours")


def edit(context: Context, found: Found) -> int:
    """Change a session, or what several were for."""
    study = context.study
    sessions = [study.log.named(words) for words in dict.fromkeys(found.ids)]
    if found.start is found.end is found.target is found.note is found.mode is found.length is None:
        raise Refused("nothing to change was named", "add --start, --end, --target or --note")
    target = None if found.target is None else context.target(found.target)
    if len(sessions) > 1:
        return _move(context, sessions, target, found)
    session = sessions[0]
    start = None if found.start is None else context.moment(found.start, session.zone)
    if session.end is None:
        return _edit_timer(context, start, target, found)
    if found.mode is not None or found.length is not None:
        raise Refused("only the timer's mode can be changed", "leave --mode and --for away")
    end = None if found.end is None else context.moment(found.end, session.zone)
    try:
        changed = study.log.edit(session, start, end, target, found.note, found.force)
    except Refused as fault:
        raise Refused(fault.message, _with_day(fault.hint, found)) from None
    told(context, "now", (changed.session,))
    warn_overlaps(context, changed.session)
    context.way_back()
    return 0


def _move(context: Context, sessions: Sequence[Session], target: Target | None, found: Found) -> int:
    """Give several sessions another target, in one change."""
    others = (found.start, found.end, found.note, found.mode, found.length)
    if target is None or any(given is not None for given in others):
        raise Refused(
            "of several sessions only the target can be changed at once",
            "give --target alone, or move them in time with: studytui nudge",
        )
    told(context, "now", context.study.repair.move(sessions, target))
    context.way_back()
    return 0


def _edit_timer(context: Context, start: int | None, target: Target | None, found: Found) -> int:
    """Change when the timer began, what it is for, and how it runs."""
    if found.end is not None or found.note is not None:
        raise Refused(
            "that session is still running", "stop it first with: studytui stop --at MOMENT -m NOTE"
        )
    mode = None if found.mode is None else found.mode.strip().lower()
    length = None if found.length is None else parse_duration(found.length)
    changed = context.study.timer.amend(start, target, mode, length)
    told(context, "now running:", (changed,), how=render.mode(changed, context.study))
    if start is not None:
        warn_overlaps(context, context.study.log.so_far(changed))
    context.way_back()
    return 0


def _with_day(hint: str, found: Found) -> str:
    """The hint, and that a bare time of day means its latest past one, where one was given."""
    for words in (found.start, found.end):
        if words is not None and time_of_day(words.strip().lower()) is not None:
            return f"{hint}; a time alone is the latest one, so name the day too: 2026-11-20 {words.strip()}"
    return hint


def split_arguments(parser: ArgumentParser) -> None:
    """What `split` takes."""
    parser.add_argument("id", metavar="ID", help=SESSION_ID)
    parser.add_argument("--at", required=True, metavar="MOMENT", help="where the second one begins")


def split(context: Context, found: Found) -> int:
    """Make two sessions of one."""
    log = context.study.log
    session = log.closed(found.id)
    parts = log.split(session, context.moment(found.at, session.zone))
    told(context, "now", parts)
    context.way_back()
    return 0


def rm_arguments(parser: ArgumentParser) -> None:
    """What `rm` takes."""
    parser.add_argument("ids", nargs="+", metavar="ID", help=f"{SESSION_ID}; several at once")


def rm(context: Context, found: Found) -> int:
    """Delete sessions, all in one change."""
    log = context.study.log
    sessions = [log.closed(words) for words in dict.fromkeys(found.ids)]
    if len(sessions) == 1:
        log.remove(sessions[0])
    else:
        context.study.repair.remove(sessions)
    told(context, "deleted", sessions, single=len(found.ids) == 1)
    context.way_back()
    return 0


def told(
    context: Context, done: str, changed: Sequence[Session], single: bool = False, how: str = ""
) -> None:
    """Say what a session is now; JSON is one for a command that has one, a list for what made two."""
    if not context.json:
        for session in changed:
            context.out.line(render.session(done, session, context.study) + how)
        return
    found = [documents.session(session, context.study) for session in changed]
    context.out.document(found[0] if single or len(found) == 1 else found)


COMMANDS: Commands = {
    "sessions": (sessions_arguments, sessions),
    "edit": (edit_arguments, edit),
    "split": (split_arguments, split),
    "rm": (rm_arguments, rm),
}
