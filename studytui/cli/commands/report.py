"""report: totals of a period, and the week in review."""

from __future__ import annotations

from studytui.cli import periods, tables
from studytui.domain.durations import MINUTE, format_duration, shares
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
    hourless = study.reports.report(period, "day").total - result.total if by == "hour" else 0
    if context.json:
        context.out.document(
            {
                "from": result.first.isoformat(),
                "to": result.last.isoformat(),
                "total_seconds": result.total,
                **({"without_hour_seconds": hourless} if by == "hour" else {}),
                "rows": [
                    {"key": row.key, "label": row.label, "seconds": row.seconds, "sessions": row.sessions}
                    for row in result.rows
                ],
            }
        )
    else:
        _table(context, result, by)
        if hourless:
            context.out.line(f"{format_duration(hourless)} more at no certain hour")
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


COMMANDS: Commands = {"report": (report_arguments, report)}
