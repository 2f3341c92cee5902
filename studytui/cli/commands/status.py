"""status: what runs, today, the week."""

from __future__ import annotations

from studytui.cli import render
from studytui.domain.durations import format_compact, format_duration
from studytui.domain.faults import Refused
from studytui.domain.session import LONGEST_SESSION, elapsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.domain.modes import Phase
    from studytui.domain.session import Session
    from studytui.services.figures import Week

FIELDS = (
    "state",
    "target",
    "stage",
    "elapsed",
    "left",
    "mode",
    "phase",
    "today",
    "week",
    "goal",
    "streak",
    "due",
)


def arguments(parser: ArgumentParser) -> None:
    """What `status` takes."""
    told = "one line for a prompt or a status bar, with " + " ".join(f"{{{field}}}" for field in FIELDS)
    parser.add_argument("--format", metavar="TEXT", help=told)


def status(context: Context, found: Found) -> int:
    """Show what runs, today, and the week against the goal."""
    study = context.study
    timer = study.timer.running()
    week = study.figures.week()
    today_seconds, week_seconds = week.today_seconds, week.week_seconds
    for day, seconds in study.figures.timer_shares(timer, study.clock.seconds()).items():
        today_seconds += seconds if day == week.today else 0
        week_seconds += seconds if week.first_day <= day else 0
    if context.json:
        from studytui.cli import documents

        context.out.document(
            {
                "running": None if timer is None else documents.timer(timer, study),
                "today_seconds": today_seconds,
                "week_seconds": week_seconds,
                "week_goal_seconds": week.week_goal,
                "streak_weeks": week.streak,
                "due_reviews": study.reviewing.due_count(),
                "roadmap": study.active_id(),
            }
        )
    elif found.format is not None:
        filled = _filled(found.format, _fields(context, timer, week, today_seconds, week_seconds))
        context.out.line(filled if filled.strip() else "")
    else:
        _say(context, timer, week, today_seconds, week_seconds)
    return 1 if timer is None else 0


def _say(context: Context, timer: Session | None, week: Week, today_seconds: int, week_seconds: int) -> None:
    study, out = context.study, context.out
    if timer is None:
        out.line("no timer is running")
    else:
        seconds = elapsed(timer, study.clock.seconds())
        phase = study.timer.phase(timer)
        resting = phase is not None and phase.name == "break"
        state = "paused at" if timer.paused else "break at" if resting else "running"
        how = render.mode(timer, study)
        out.line(f"{state} {render.length(seconds)} · {timer.title} · {render.span(timer, study)}{how}")
        _warn(context, timer)
    of_day = "" if week.today_goal is None else f" of {format_duration(week.today_goal)}"
    out.line(f"today    {format_duration(today_seconds)}{of_day}")
    of_week = "" if week.week_goal is None else f" of {format_duration(week.week_goal)}"
    out.line(f"week     {format_duration(week_seconds)}{of_week}")
    if week.streak:
        out.line(f"on goal  {week.streak} week{'' if week.streak == 1 else 's'} in a row")
    due = study.reviewing.due_count()
    if due:
        out.line(f"due      {due} topic{'' if due == 1 else 's'}: studytui review --list")
    out.line(f"roadmap  {study.title()}")


def _warn(context: Context, timer: Session) -> None:
    """Say what makes it doubtful that all of the time was study."""
    study = context.study
    found = study.presence.absence_of(timer)
    stop = "If it ended before, say when: studytui stop --at MOMENT"
    if found is not None and found.cause == "clock":
        ending = study.log.endings([timer])[timer.id]
        context.out.line(f"{found.reason} Put its start right: studytui edit {ending} --start MOMENT")
    elif found is not None and found.cause != "forgotten":
        context.out.line(f"{found.reason} {stop}")
    elif study.timer.over_limit(timer):
        over_a_day = elapsed(timer, study.clock.seconds()) > LONGEST_SESSION
        limit = 24 if over_a_day else study.settings.timer_limit
        context.out.line(f"It has run for more than {limit}h. {stop}")


def _fields(
    context: Context, timer: Session | None, week: Week, today_seconds: int, week_seconds: int
) -> dict[str, str]:
    study = context.study
    phase = None if timer is None else study.timer.phase(timer)
    stage = ""
    if timer is not None and timer.stage is not None:
        stage = timer.title.partition(" › ")[0]
    return {
        "state": _state(timer, phase),
        "target": "" if timer is None else timer.title,
        "stage": stage,
        "elapsed": "" if timer is None else format_compact(elapsed(timer, study.clock.seconds())),
        "left": _left(phase),
        "mode": "" if timer is None else timer.mode,
        "phase": "" if phase is None else phase.name,
        "today": format_compact(today_seconds),
        "week": format_compact(week_seconds),
        "goal": "" if week.week_goal is None else format_compact(week.week_goal),
        "streak": "" if week.streak is None else str(week.streak),
        "due": str(study.reviewing.due_count()),
    }


def _state(timer: Session | None, phase: Phase | None) -> str:
    if timer is None:
        return "idle"
    if timer.paused:
        return "paused"
    return "break" if phase is not None and phase.name == "break" else "running"


def _left(phase: Phase | None) -> str:
    """What is left of a phase, with a plus what is over it; in seconds below a minute."""
    if phase is None or phase.left is None:
        return ""
    seconds = phase.overtime or phase.left
    words = f"{seconds}s" if seconds < 60 else format_compact(seconds)
    return f"+{words}" if phase.overtime else words


def _filled(pattern: str, values: dict[str, str]) -> str:
    """The text with each {field} in its place; {{ and }} are braces."""
    parts: list[str] = []
    rest = pattern
    while rest:
        before, brace, rest = rest.partition("{")
        parts.append(before.replace("}}", "}"))
        if not brace:
            break
        if rest.startswith("{"):
            parts.append("{")
            rest = rest[1:]
            continue
        name, closing, rest = rest.partition("}")
        if not closing or name not in values:
            raise _unknown(name)
        parts.append(values[name])
    return "".join(parts)


def _unknown(name: str) -> Refused:
    from difflib import get_close_matches

    near = get_close_matches(name[:40], FIELDS, n=1)
    meant = f"did you mean {{{near[0]}}}? " if near else ""
    every = " ".join(f"{{{field}}}" for field in FIELDS)
    return Refused(f'--format: there is no field "{{{name[:40]}}}"', f"{meant}the fields are {every}")


COMMANDS: Commands = {"status": (arguments, status)}
