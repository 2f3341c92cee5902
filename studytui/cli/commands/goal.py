"""goal: hours that are wanted, target dates of stages, and planned pauses."""

from __future__ import annotations

from studytui.cli import documents, render
from studytui.domain.durations import format_duration, parse_duration
from studytui.domain.faults import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studytui.cli.context import Context
    from studytui.cli.documents import Document
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.domain.goals import Rest
    from studytui.domain.target import Target

_NONE = ("0", "none", "0h", "0m")


def arguments(parser: ArgumentParser) -> None:
    """What `goal` takes."""
    parser.add_argument("duration", nargs="?", metavar="DURATION", help="such as 10h; 0 or none for no goal")
    parser.add_argument(
        "--per", choices=("week", "day"), default="week", help="a week (so without it) or a day"
    )
    parser.add_argument("--stage", metavar="TARGET", help="the goal of that stage alone, by the week")
    parser.add_argument(
        "--by", metavar="DAY", help="with --stage: its target date, such as 2027-03-31 or 6 weeks; or none"
    )
    parser.add_argument(
        "--pause", metavar="DAYS", help='plan days off, such as 2026-W52 or "2026-12-24 to 2027-01-03"'
    )
    parser.add_argument("--no-pause", metavar="DAY", help="take the planned pause that holds a day away")


def goal(context: Context, found: Found) -> int:
    """Show or set goals, target dates and planned pauses."""
    stage = None if found.stage is None else context.target(found.stage)
    asked = sum(value is not None for value in (found.duration, found.by, found.pause, found.no_pause))
    if asked > 1:
        raise Refused("one thing at a time", "a goal, --by, --pause or --no-pause")
    if found.by is not None:
        _deadline(context, stage, found.by)
    elif found.pause is not None or found.no_pause is not None:
        _pause(context, found.pause, found.no_pause)
    elif found.duration is not None:
        _set(context, found.duration, found.per, stage)
    else:
        if stage is not None or found.per != "week":
            raise Refused("no duration was given", "such as: studytui goal 10h --per week")
        _show(context)
        return 0
    if context.json:
        context.out.document(_document(context))
    else:
        context.way_back()
    return 0


def _set(context: Context, typed: str, per: str, stage: Target | None) -> None:
    words = typed.strip().lower()
    seconds = 0 if words in _NONE else parse_duration(words, longest=None)
    context.study.goals.set(seconds, per == "day", stage)
    whose = "" if stage is None else f" for {stage.title}"
    wanted = f"{format_duration(seconds)} a {per}" if seconds else "none"
    _say(context, f"goal{whose}: {wanted}, from this week on")


def _deadline(context: Context, stage: Target | None, typed: str) -> None:
    from studytui.domain.coming import coming_day, how_far

    if stage is None:
        raise Refused(
            "only a stage can have a target date", "name it: studytui goal --stage 4 --by 2027-03-31"
        )
    study = context.study
    today = study.today()
    day = None if typed.strip().lower() in _NONE else coming_day(typed, today)
    study.planning.set_deadline(stage, day)
    told = "none" if day is None else f"{render.day(day, study)}, {how_far(day, today)}"
    _say(context, f"target date of {stage.title}: {told}")


def _pause(context: Context, days: str | None, day: str | None) -> None:
    from studytui.domain.coming import coming_day, coming_days

    study = context.study
    today = study.today()
    if days is not None:
        wanted = coming_days(days, today)
        rest = study.planning.rest(wanted.first, wanted.last)
        _say(context, f"pause: {_span(context, rest)}; it ends no row of weeks")
    elif day is not None:
        rest = study.planning.end_rest(coming_day(day, today))
        _say(context, f"no pause: {_span(context, rest)}")


def _say(context: Context, words: str) -> None:
    if not context.json:
        context.out.line(words)


def _span(context: Context, rest: Rest) -> str:
    first, last = render.day(rest.first, context.study), render.day(rest.last, context.study)
    return first if first == last else f"{first} to {last}"


def _show(context: Context) -> None:
    study = context.study
    if context.json:
        context.out.document(_document(context))
        return
    standing, by_stage = study.goals.standing(), study.goals.by_stage()
    if standing is None and not by_stage:
        context.out.line("no goal is set; set one with: studytui goal 10h --per week")
    if standing is not None:
        of_day = f" ({format_duration(standing.seconds)} a day)" if standing.per_day else ""
        context.out.line(f"{format_duration(standing.week_seconds)} a week{of_day}")
    so_far = {goal.stage: goal.week_seconds for goal in study.goals.of_stages()}
    for one in by_stage:
        roadmap, _, stage = one.scope.removeprefix("stage/").partition("/")
        done = so_far.get(stage) if roadmap == study.active_id() else None  # type: ignore[call-overload]  # a StageId
        told = "" if done is None else f", {format_duration(done)} of it done"
        goal = f"{format_duration(one.week_seconds)} a week"
        context.out.line(f"{documents.typed_target(one.scope)}: {goal}{told}")
    for scope, day in study.store.progress.deadlines().items():
        from studytui.domain.forecast_words import target_date

        context.out.line(f"{documents.typed_target(scope)}: {target_date(day, study.today())}")
    for rest in study.planning.rests():
        if rest.last >= study.today():
            context.out.line(f"pause: {_span(context, rest)}")


def _document(context: Context) -> Document:
    study = context.study
    document = documents.goals(study.goals.standing(), study.goals.by_stage())
    return {
        **document,
        "target_dates": [
            {"stage": documents.typed_target(scope), "day": day.isoformat()}
            for scope, day in study.store.progress.deadlines().items()
        ],
        "pauses": [
            {"first": rest.first.isoformat(), "last": rest.last.isoformat()}
            for rest in study.planning.rests()
        ],
    }


COMMANDS: Commands = {"goal": (arguments, goal)}
