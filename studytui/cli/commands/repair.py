"""join, duplicate, nudge, gaps, overlaps, away: what puts the log and the timer right."""

from __future__ import annotations

from studytui.cli import documents, periods, render, tables
from studytui.cli.commands.sessions import SESSION_ID, told
from studytui.cli.commands.timer import warn_overlaps
from studytui.domain import absence
from studytui.domain.durations import parse_duration
from studytui.domain.faults import NothingToDo, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.domain.absence import Absence
    from studytui.domain.session import Session
    from studytui.services.repair import Overlap

_SEVERAL = f"{SESSION_ID}; several at once"
_ANSWERS = (absence.KEEP, absence.CUT, absence.SPLIT, absence.SHIFT, absence.DISCARD)


def join_arguments(parser: ArgumentParser) -> None:
    """What `join` takes."""
    parser.add_argument("ids", nargs="+", metavar="ID", help=_SEVERAL)
    parser.add_argument("--target", metavar="TARGET", help="what the whole was for, where they differ")
    parser.add_argument("--force", action="store_true", help="allow more than 24 hours")


def join(context: Context, found: Found) -> int:
    """Make one session of several; what lies between them is a pause."""
    target = None if found.target is None else context.target(found.target)
    whole = context.study.repair.join(_sessions(context, found.ids), target, found.force)
    told(context, f"joined {len(found.ids)}:", (whole,))
    warn_overlaps(context, whole)
    context.way_back()
    return 0


def duplicate_arguments(parser: ArgumentParser) -> None:
    """What `duplicate` takes."""
    parser.add_argument("id", metavar="ID", help=SESSION_ID)


def duplicate(context: Context, found: Found) -> int:
    """Log the same stretch once more."""
    log = context.study.log
    twin = log.duplicate(log.closed(found.id)).session
    told(context, "duplicated", (twin,))
    warn_overlaps(context, twin)
    context.way_back()
    return 0


def nudge_arguments(parser: ArgumentParser) -> None:
    """What `nudge` takes."""
    parser.add_argument("ids", nargs="+", metavar="ID", help=_SEVERAL)
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--earlier", metavar="DURATION", help="by that much, such as 5m")
    way.add_argument("--later", metavar="DURATION", help="by that much")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--start", action="store_true", help="the start alone, so that the length changes")
    part.add_argument("--end", action="store_true", help="the end alone")


def nudge(context: Context, found: Found) -> int:
    """Move sessions whole, or the start or the end of one."""
    study = context.study
    words = found.earlier or found.later
    if words is None:
        raise Refused("it was not said by how much", "add --earlier 5m or --later 5m")
    by = parse_duration(words) * (-1 if found.earlier is not None else 1)
    sessions = [study.log.named(identity) for identity in dict.fromkeys(found.ids)]
    if len(sessions) == 1 and sessions[0].end is None and not found.end:
        changed: tuple[Session, ...] = (study.timer.change_start(sessions[0].start + by),)
    elif found.start or found.end:
        if len(sessions) > 1:
            raise Refused(
                "only one session's start or end is moved at a time", "name one, or move them whole"
            )
        session = study.log.closed(found.ids[0])
        changed = (study.log.nudge(session, by * found.start, by * found.end).session,)
    else:
        changed = study.repair.shift(sessions, by)
    told(context, "now", changed)
    for session in changed:
        warn_overlaps(context, session if session.end is not None else study.log.so_far(session))
    context.way_back()
    return 0


def _sessions(context: Context, ids: Sequence[str]) -> list[Session]:
    return [context.study.log.closed(words) for words in dict.fromkeys(ids)]


def gaps_arguments(parser: ArgumentParser) -> None:
    """What `gaps` takes."""
    parser.add_argument(
        "day", nargs="?", default=None, metavar="DAY", help="such as yesterday or 2026-11-20; else today"
    )


def gaps(context: Context, found: Found) -> int:
    """List the stretches between the sessions of a day."""
    study = context.study
    day = study.today() if found.day is None else context.day(found.day)
    free = study.repair.gaps(day)
    zone = study.clock.zone_name()
    if context.json:
        stretches = [
            {"start": documents.iso(low, zone), "end": documents.iso(high, zone), "seconds": high - low}
            for low, high in free
        ]
        context.out.document(stretches)
        return 0
    if not free:
        context.out.line(f"no free stretch between sessions on {render.day(day, study)}")
        return 0
    for low, high in free:
        context.out.line(f"{render.stretch(low, high, study)}  {render.length(high - low)}")
    context.out.line(f"fill one with: {context.called('log')} '{render.typed(*free[0], study)}' TARGET")
    return 0


def overlaps_arguments(parser: ArgumentParser) -> None:
    """What `overlaps` takes."""
    parser.add_argument(
        "word", nargs="?", default=None, metavar="ID|PERIOD", help=f"one session, or those in {periods.WORDS}"
    )
    periods.add(parser)
    parser.add_argument(
        "--trim", metavar="WHICH", help="take what they share from the `later` or the `earlier` ones"
    )


def overlaps(context: Context, found: Found) -> int:
    """List every two sessions that share time, or let it count once."""
    study = context.study
    word = found.word
    named = word is not None and not periods.looks_like_one(word)
    if named:
        pairs = study.repair.overlaps_of(study.log.closed(word))
    else:
        pairs = study.repair.overlaps(periods.read(context, word, found))
    if found.trim is not None:
        return _trim(context, pairs, found.trim.strip().lower())
    if context.json:
        context.out.document(
            [
                {
                    "first": documents.session(pair.first, study),
                    "second": documents.session(pair.second, study),
                    "seconds": pair.seconds,
                }
                for pair in pairs
            ]
        )
    elif not pairs:
        context.out.line("no sessions share time")
    else:
        _list_pairs(context, pairs)
    return 0


def _list_pairs(context: Context, pairs: Sequence[Overlap]) -> None:
    study = context.study
    endings = study.log.endings([one for pair in pairs for one in (pair.first, pair.second)])
    rows = []
    for pair in pairs:
        for one, twice in ((pair.first, render.length(pair.seconds)), (pair.second, "")):
            rows.append((endings[one.id], render.span(one, study), twice, one.title))
    tables.show(context, ("ID", "WHEN", "TWICE", "TARGET"), rows, right=(2,))
    context.out.line(f"let it count once with: {context.called('overlaps ID --trim later')}, or leave it so")


def _trim(context: Context, pairs: Sequence[Overlap], which: str) -> int:
    from studytui.services.repair import EARLIER, LATER

    if which not in (EARLIER, LATER):
        raise Refused(f'"{which[:40]}" cannot be trimmed', "write --trim later or --trim earlier")
    left = context.study.repair.trim(pairs, EARLIER if which == LATER else LATER)
    if context.json:
        context.out.document([documents.session(one, context.study) for one in left])
        return 0
    for session in left:
        context.out.line(render.session("trimmed", session, context.study))
    if not left:
        context.out.line("deleted what was covered wholly")
    context.way_back()
    return 0


def away_arguments(parser: ArgumentParser) -> None:
    """What `away` takes."""
    parser.add_argument(
        "answer",
        nargs="?",
        default=None,
        metavar="ANSWER",
        help="keep all, cut at the last activity, split around it, shift the start, or discard; "
        "another end: studytui stop --at MOMENT",
    )


def away(context: Context, found: Found) -> int:
    """Say what is not certain of the timer's time, or decide on it."""
    presence = context.study.presence
    context.study.timer.needed()
    question = presence.absence()
    if question is None:
        raise NothingToDo("there is no time away to decide on", "see what runs with: studytui status")
    answer = None if found.answer is None else found.answer.strip().lower()
    if answer is None:
        _ask(context, question)
        return 0
    if answer not in _ANSWERS:
        raise Refused(f'"{answer[:40]}" is no answer', f"choose one of: {', '.join(_open(question))}")
    if answer not in question.choices:
        raise Refused(f"{answer} does not fit here", f"choose one of: {', '.join(_open(question))}")
    _decide(context, question, answer)
    context.way_back()
    return 0


def _open(question: Absence) -> list[str]:
    return [choice for choice in question.choices if choice in _ANSWERS]


def _ask(context: Context, question: Absence) -> None:
    study = context.study
    zone = study.clock.zone_name()
    if context.json:
        context.out.document(
            {
                "reason": question.reason,
                "cause": question.cause,
                "since": documents.iso(question.since, zone),
                "back": documents.iso(question.back, zone),
                "counted_seconds": question.counted,
                "choices": _open(question),
            }
        )
        return
    since, back = render.moment(question.since, study), render.moment(question.back, study)
    context.out.line(question.reason)
    context.out.line(f"last seen {since}, back {back}; {render.length(question.counted)} of it count now")
    told_of = {
        absence.KEEP: "all of it counts",
        absence.CUT: f"it ended {since}",
        absence.SPLIT: f"it ended {since}, and a new timer runs since {back}",
        absence.SHIFT: "the start moves along with the clock",
        absence.DISCARD: "the timer is thrown away",
    }
    for choice in _open(question):
        context.out.line(f"  {context.called(f'away {choice}')}  {told_of[choice]}")
    context.out.line(f"  {context.called('stop --at MOMENT')}  it ended then")


def _decide(context: Context, question: Absence, answer: str) -> None:
    presence = context.study.presence
    saved: Session | None = None
    timer: Session | None = None
    if answer == absence.KEEP:
        timer = presence.keep(question, watched=False)
    elif answer == absence.CUT:
        saved = presence.cut(question)
    elif answer == absence.SPLIT:
        started = presence.split(question)
        saved, timer = started.stopped, started.timer
    elif answer == absence.SHIFT:
        timer = presence.shift(question)
    else:
        gone = presence.discard(question)
        if not context.json:
            context.out.line(render.session("thrown away:", gone, context.study))
    if context.json:
        study = context.study
        context.out.document(
            {
                "saved": None if saved is None else documents.session(saved, study),
                "timer": None if timer is None else documents.timer(timer, study),
            }
        )
        return
    if saved is not None:
        context.out.line(render.session("saved", saved, context.study))
    if timer is not None:
        context.out.line(render.session("running", timer, context.study))


COMMANDS: Commands = {
    "join": (join_arguments, join),
    "duplicate": (duplicate_arguments, duplicate),
    "nudge": (nudge_arguments, nudge),
    "gaps": (gaps_arguments, gaps),
    "overlaps": (overlaps_arguments, overlaps),
    "away": (away_arguments, away),
}
