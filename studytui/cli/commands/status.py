"""status: what runs, today, the week."""

from __future__ import annotations

from studytui.cli import render
from studytui.domain.durations import format_compact, format_duration
from studytui.domain.faults import Refused
from studytui.domain.session import elapsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from studytui.cli.context import Context
    from studytui.cli.registry import Commands
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


def status(context: Context, found: Namespace) -> int:
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
                "due_reviews": 0,
                "roadmap": study.active_id(),
            }
        )
    elif found.format is not None:
        context.out.line(_filled(found.format, _fields(context, timer, week, today_seconds, week_seconds)))
    else:
        _say(context, timer, week, today_seconds, week_seconds)
    return 1 if timer is None else 0


def _say(context: Context, timer: Session | None, week: Week, today_seconds: int, week_seconds: int) -> None:
    study, out = context.study, context.out
    if timer is None:
        out.line("no timer is running")
    else:
        seconds = elapsed(timer, study.clock.seconds())
        state = "paused at" if timer.paused else "running"
        out.line(f"{state} {render.length(seconds)} · {timer.title} · {render.span(timer, study)}")
        if study.timer.too_long(timer):
            out.line("it has run for more than 24h: say when it ended with studytui stop --at MOMENT")
    of_day = "" if week.today_goal is None else f" of {format_duration(week.today_goal)}"
    out.line(f"today    {format_duration(today_seconds)}{of_day}")
    of_week = "" if week.week_goal is None else f" of {format_duration(week.week_goal)}"
    out.line(f"week     {format_duration(week_seconds)}{of_week}")
    if week.streak:
        out.line(f"on goal  {week.streak} week{'' if week.streak == 1 else 's'} in a row")
    out.line(f"roadmap  {study.title()}")


def _fields(
    context: Context, timer: Session | None, week: Week, today_seconds: int, week_seconds: int
) -> dict[str, str]:
    study = context.study
    stage = ""
    if timer is not None and timer.stage is not None:
        stage = timer.title.partition(" › ")[0]
    return {
        "state": "idle" if timer is None else "paused" if timer.paused else "running",
        "target": "" if timer is None else timer.title,
        "stage": stage,
        "elapsed": "" if timer is None else format_compact(elapsed(timer, study.clock.seconds())),
        "left": "",
        "mode": "" if timer is None else timer.mode,
        "phase": "",
        "today": format_compact(today_seconds),
        "week": format_compact(week_seconds),
        "goal": "" if week.week_goal is None else format_compact(week.week_goal),
        "streak": "" if week.streak is None else str(week.streak),
        "due": "0",
    }


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
