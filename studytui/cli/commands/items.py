"""done, todo, doing, skip: the status of items."""

from __future__ import annotations

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.status import Kind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.domain.target import Target

_WORDS = {
    Status.DONE: "done",
    Status.TODO: "todo",
    Status.DOING: "doing",
    Status.SKIPPED: "skipped",
}
_OPEN = (Status.TODO, Status.DOING)


def done_arguments(parser: ArgumentParser) -> None:
    """What `done` takes."""
    arguments(parser)
    parser.add_argument("--known", action="store_true", help="known before: done, but on no date")


def arguments(parser: ArgumentParser) -> None:
    """What every command of a status takes."""
    parser.add_argument(
        "targets", nargs="+", metavar="TARGET", help="an item; all of a project's or a stage's"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask, when it is a whole project or stage")


def done(context: Context, found: Found) -> int:
    """Mark items as done."""
    return _set(context, found, Status.DONE, found.known)


def todo(context: Context, found: Found) -> int:
    """Mark items as still to do."""
    return _set(context, found, Status.TODO)


def doing(context: Context, found: Found) -> int:
    """Mark items as begun."""
    return _set(context, found, Status.DOING)


def skip(context: Context, found: Found) -> int:
    """Skip items."""
    return _set(context, found, Status.SKIPPED)


def _set(context: Context, found: Found, status: Status, known: bool = False) -> int:
    study = context.study
    targets = [context.target(words) for words in found.targets]
    for target in targets:
        if target.kind is Kind.ROADMAP:
            raise Refused("a roadmap as a whole has no status", "name a stage or an item of it")
    word = "known" if known else _WORDS[status]
    if not found.yes:
        _ask_for_wholes(context, targets, status, word)
    try:
        ticked = study.items.set_status(targets, status, known)
    except NothingToDo as fault:
        raise NothingToDo(fault.message, _left_open(context, targets, status)) from None
    if context.json:
        from studytui.cli.curriculum import item_documents

        context.out.document(item_documents(study, [target.roadmap for target in targets], ticked.items))
        return 0
    if len(ticked.items) == 1:
        where = targets[0].stage_title if len(targets) == 1 and targets[0].item is not None else ""
        context.out.line(f"{word}: {where} › {ticked.titles[0]}" if where else f"{word}: {ticked.titles[0]}")
    else:
        context.out.line(f"{word}: {len(ticked.items)} items")
        for title in ticked.titles:
            context.out.line(f"  {title}")
    remark = _left_open(context, targets, status)
    if remark:
        context.out.line(remark)
    context.way_back()
    return 0


def _ask_for_wholes(context: Context, targets: Sequence[Target], status: Status, word: str) -> None:
    """Ask before a project or a stage changes more than one item."""
    study = context.study
    for target in targets:
        if target.kind not in (Kind.STAGE, Kind.PROJECT):
            continue
        members, _ = study.items.members(target, status)
        stored = study.store.marks.statuses([entry.id for entry in members if entry.id is not None])
        states = [stored.get(entry.id, Status.TODO) for entry in members if entry.id is not None]
        if status in _OPEN:
            changing = sum(state is not status for state in states)
        else:
            changing = sum(state in _OPEN for state in states)
        if changing > 1:
            context.confirm(f"mark {changing} items of {target.title} as {word}?")


def _left_open(context: Context, targets: Sequence[Target], status: Status) -> str:
    """The choices of stages in which nothing is chosen yet, by the names of what can be chosen."""
    study = context.study
    parts = []
    for target in targets:
        if target.kind is not Kind.STAGE:
            continue
        _, _, lines = study.lines(target.roadmap)
        for choice in study.items.members(target, status)[1]:
            titles = [
                entry.title for entry in lines if entry.stage == target.stage and entry.choice == choice
            ]
            parts.append(f"left open, as nothing of it is chosen yet: {' or '.join(titles)}")
    return "; ".join(parts)


COMMANDS: Commands = {
    "done": (done_arguments, done),
    "todo": (arguments, todo),
    "doing": (arguments, doing),
    "skip": (arguments, skip),
}
