"""report, goal: totals, and what is wanted."""

from __future__ import annotations

from studytui.cli import documents, periods, tables
from studytui.domain.durations import MINUTE, format_duration, parse_duration, shares
from studytui.domain.faults import Refused
from studytui.domain.periods import this_week
from studytui.domain.wording import say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.services.reports import Report

GROUPINGS = ("day", "week", "month", "stage", "item", "weekday", "hour")
_BAR = 24
_NONE = ("0", "none", "0h", "0m")


def report_arguments(parser: ArgumentParser) -> None:
    """What `report` takes."""
    parser.add_argument(
        "period", nargs="?", metavar="PERIOD", help=f"{periods.WORDS}; the running week without it"
    )
    periods.add(parser)
    parser.add_argument("--by", choices=GROUPINGS, help="what is added up (stage)")


def report(context: Context, found: Found) -> int:
    """Add up a period."""
    study = context.study
    period = periods.read(context, found.period, found)
    if period is None:
        period = this_week(study.today(), study.settings.first_weekday)
    if (found.week or found.last_week) and found.by is None and not context.json:
        from studytui.domain.weekly import plain

        context.out.line(plain(study.weekly.review(period.first)).rstrip())
        return 0
    by = found.by or "stage"
    result = study.reports.report(period, by)
    if context.json:
        context.out.document(
            {
                "from": result.first.isoformat(),
                "to": result.last.isoformat(),
                "total_seconds": result.total,
                "rows": [
                    {"key": row.key, "label": row.label, "seconds": row.seconds, "sessions": row.sessions}
                    for row in result.rows
                ],
            }
        )
    else:
        _table(context, result, by)
    return 0


def _table(context: Context, result: Report, by: str) -> None:
    when = say_day(result.first)
    if result.last != result.first:
        when = f"{when} to {say_day(result.last)}"
    context.out.line(f"{when}: {format_duration(result.total)}")
    if not result.rows:
        context.out.line("no sessions")
        return
    minutes = shares([row.seconds for row in result.rows])
    most = max(1, *minutes)
    titles: tuple[str, ...] = (by.upper(), "TIME", "SESSIONS")
    rows: list[tuple[str, ...]] = [
        (row.label, format_duration(part * MINUTE), str(row.sessions))
        for row, part in zip(result.rows, minutes, strict=True)
    ]
    if context.draws:
        titles = (*titles, "")
        rows = [(*row, "█" * (_BAR * part // most)) for row, part in zip(rows, minutes, strict=True)]
    tables.show(context, titles, rows, right=(1, 2))


def goal_arguments(parser: ArgumentParser) -> None:
    """What `goal` takes."""
    parser.add_argument("duration", nargs="?", metavar="DURATION", help="such as 10h; 0 or none for no goal")
    parser.add_argument(
        "--per", choices=("week", "day"), default="week", help="a week (so without it) or a day"
    )
    parser.add_argument("--stage", metavar="TARGET", help="the goal of that stage alone, by the week")


def goal(context: Context, found: Found) -> int:
    """Show or set the goals."""
    study = context.study
    stage = None if found.stage is None else context.target(found.stage)
    if found.duration is None:
        if stage is not None or found.per != "week":
            raise Refused("no duration was given", "such as: studytui goal 10h --per week")
        _goals(context)
        return 0
    words = found.duration.strip().lower()
    seconds = 0 if words in _NONE else parse_duration(words, longest=None)
    study.goals.set(seconds, found.per == "day", stage)
    if context.json:
        context.out.document(documents.goals(study.goals.standing(), study.goals.by_stage()))
        return 0
    whose = "" if stage is None else f" for {stage.title}"
    if seconds:
        context.out.line(f"goal{whose}: {format_duration(seconds)} a {found.per}, from this week on")
    else:
        context.out.line(f"goal{whose}: none, from this week on")
    context.way_back()
    return 0


def _goals(context: Context) -> None:
    study = context.study
    standing, by_stage = study.goals.standing(), study.goals.by_stage()
    if context.json:
        context.out.document(documents.goals(standing, by_stage))
        return
    if standing is None and not by_stage:
        context.out.line("no goal is set; set one with: studytui goal 10h --per week")
    if standing is not None:
        of_day = f" ({format_duration(standing.seconds)} a day)" if standing.per_day else ""
        context.out.line(f"{format_duration(standing.week_seconds)} a week{of_day}")
    for one in by_stage:
        context.out.line(f"{documents.typed_target(one.scope)}: {format_duration(one.week_seconds)} a week")


COMMANDS: Commands = {"report": (report_arguments, report), "goal": (goal_arguments, goal)}
