"""doctor: what is intact, and how what is not is put in order."""

from __future__ import annotations

from studytui.services import checkup
from studytui.services.safekeeping import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands

AT_FAULT = 3


def arguments(parser: ArgumentParser) -> None:
    """What `doctor` takes."""
    parser.add_argument(
        "--repair", action="store_true", help="save what can be read into a new file; the old one is kept"
    )


def doctor(context: Context, found: Found) -> int:
    """Check all data and say what is intact."""
    home, clock = context.home, context.world.clock
    findings: tuple[checkup.Finding, ...] = _repaired(context) if found.repair else ()
    findings += checkup.examine(home, clock)
    if context.json:
        context.out.document(
            [
                {"what": one.what, "severity": one.severity, "message": one.message, "hint": one.hint}
                for one in findings
            ]
        )
    else:
        _say(context, findings)
    return AT_FAULT if any(one.severity == checkup.ERROR for one in findings) else 0


def _repaired(context: Context) -> tuple[checkup.Finding, ...]:
    done = checkup.repair(context.home, context.world.clock)
    now = done.done.now
    told = [
        checkup.Finding(
            "repaired",
            checkup.OK,
            f"saved {counted(now.sessions, 'session')}, {counted(now.notes, 'note')} and "
            f"{counted(now.operations, 'operation')}; nothing before this can be undone",
        ),
        checkup.Finding("kept", checkup.OK, f"the old file, as it was: {done.done.kept}"),
    ]
    if done.before is not None:
        told.append(checkup.Finding("kept", checkup.OK, f"a backup of what was there: {done.before.file}"))
    if done.better is not None:
        told.append(
            checkup.Finding(
                "backup",
                checkup.WARNING,
                f"a backup holds more: {counted(done.better.sessions, 'session')}",
                context.called(f"restore {done.better.file}"),
            )
        )
    return tuple(told)


def _say(context: Context, findings: Sequence[checkup.Finding]) -> None:
    for one in findings:
        context.out.line(f"{one.severity:<8} {one.what}: {one.message}")
        if one.hint:
            context.out.line(f"{'':<8} {one.hint}")
    wrong = sum(one.severity == checkup.ERROR for one in findings)
    context.out.line("all is intact" if not wrong else f"{wrong} at fault; nothing was changed")


COMMANDS: Commands = {"doctor": (arguments, doctor)}
