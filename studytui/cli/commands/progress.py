"""forecast, review, grade: when a roadmap will be done, and finished topics that come back."""

from __future__ import annotations

from studytui.cli import progress_documents as documents
from studytui.cli import render, tables
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.wording import say_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.domain.forecast import Forecast
    from studytui.services.reviewing import DueTopic

_HOURS_OF_A_WEEK = 168
_HOURS = "write hours as 8, 7.5 or 7h30m: studytui forecast --hours 8"


def forecast_arguments(parser: ArgumentParser) -> None:
    """What `forecast` takes."""
    parser.add_argument("--hours", metavar="N", help="what if it were N hours a week")
    parser.add_argument("--by", metavar="DAY", help="the hours a week needed to finish by a day to come")


def forecast(context: Context, found: Found) -> int:
    """Tell by when the roadmap and its stages will be done, as a range."""
    from studytui.domain.coming import coming_day

    study = context.study
    week_seconds = None if found.hours is None else _week_seconds(found.hours)
    needed = None
    if found.by is not None:
        needed = study.forecasting.needed(coming_day(found.by, study.today()))
    told = study.forecasting.forecast(week_seconds)
    if week_seconds is not None and told.left_items and told.plan is None:
        raise NothingToDo(
            "too few open items have an estimate to turn hours into a date",
            "without --hours the forecast counts items: studytui forecast",
        )
    if context.json:
        document = documents.forecast(told)
        if needed is not None:
            document["needed"] = documents.needed(needed)
        context.out.document(document)
        return 0
    from studytui.domain.forecast_words import sentences, what_if, with_hours

    context.out.line(study.title())
    if needed is not None:
        for line in with_hours(needed.by, needed.left_seconds, needed.week_seconds, needed.so_far):
            context.out.line(line)
    if week_seconds is not None and told.left_items:
        context.out.line(what_if(told))
    for line in sentences(told, planned=week_seconds is None):
        context.out.line(line)
    if told.left_items:
        context.out.line()
        _stages(context, told, week_seconds is not None)
    return 0


def _week_seconds(words: str) -> int:
    """Hours a week, as a number or a duration, in seconds; no more than a week has."""
    from studytui.domain.durations import HOUR, parse_duration

    text = words.strip().replace(",", ".")
    plain = text.isascii() and text.replace(".", "", 1).isdigit()
    try:
        hours = float(text) if plain else parse_duration(words, longest=None) / HOUR
    except Refused as fault:
        raise Refused(f"--hours: {fault.message}", _HOURS) from None
    except OverflowError:
        hours = _HOURS_OF_A_WEEK + 1
    if hours > _HOURS_OF_A_WEEK:
        raise Refused(f"--hours: a week has {_HOURS_OF_A_WEEK} hours", _HOURS)
    return round(hours * HOUR)


def _stages(context: Context, told: Forecast, planned: bool) -> None:
    from studytui.domain.forecast_words import amount, stage_cells

    percents = () if planned else tuple(told.percentiles)
    titles = ("STAGE", "LEFT", *(f"{percent} %" for percent in percents))
    if not percents:
        titles = (*titles, "PLANNED")
    if any(stage.deadline is not None for stage in told.stages):
        titles = (*titles, "TARGET DATE")
    rows = []
    for stage in told.stages:
        left = amount(stage.left, told.unit) if stage.left else "-"
        row = (f"{stage.number}. {stage.title}", left, *stage_cells(stage, percents))
        if "TARGET DATE" in titles:
            row = (*row, "-" if stage.deadline is None else say_date(stage.deadline))
        rows.append(row)
    context.out.line("by stage, each with all before it:")
    tables.show(context, titles, rows, right=(1,))


def review_arguments(parser: ArgumentParser) -> None:
    """What `review` takes."""
    parser.add_argument(
        "--list", action="store_true", help="list the due topics instead of opening the review"
    )
    parser.add_argument(
        "--postpone", action="store_true", help="let all that is due come back tomorrow, without a grade"
    )
    parser.add_argument("--week", metavar="DAY", help="the weekly review of a week, such as 2026-W47")
    parser.add_argument("--reflect", metavar="TEXT", help="keep one line of reflection on the week")
    parser.add_argument("--hours", metavar="DURATION", help="plan the hours of the week after it")
    parser.add_argument("--aim", metavar="TEXT", help="add an aim for the week after it")
    parser.add_argument("--finish", action="store_true", help="keep the week's summary as a note")
    parser.add_argument("--past", action="store_true", help="list the weekly reviews that were finished")


def review(context: Context, found: Found) -> int:
    """Open the weekly review, take its steps by flags, or list the finished topics that are due."""
    from studytui.cli import weekly

    world, options = context.world, context.options
    if found.past:
        return weekly.past(context)
    if weekly.asked(found):
        return weekly.steps(context, found)
    if found.postpone:
        return _postpone(context)
    if not (found.list or context.json or options.plain) and world.draws and world.answers:
        return world.front.open(
            context.home, demo=False, ascii=options.ascii, no_color=options.no_color, view="review"
        )
    return _list(context)


def _postpone(context: Context) -> int:
    study = context.study
    number = study.reviewing.postpone()
    if context.json:
        context.out.document({"postponed": number})
        return 0
    context.out.line(f"{number} topic{'' if number == 1 else 's'} postponed to tomorrow")
    context.way_back()
    return 0


def _list(context: Context) -> int:
    study = context.study
    queue = study.reviewing.queue()
    if context.json:
        context.out.document([documents.due(one, study) for one in queue.topics])
        return 0
    if not study.settings.reviews:
        context.out.line("reviews are switched off; switch them on with: studytui config set reviews true")
        return 0
    if not queue.topics:
        enough = (
            f"{queue.graded} reviewed today, the rest can wait"
            if queue.waiting
            else "nothing is due for review"
        )
        context.out.line(enough)
        return 0
    tables.show(
        context,
        ("TOPIC", "TITLE", "DUE", "LAST", ""),
        [_due_row(context, one) for one in queue.topics],
    )
    if queue.waiting:
        context.out.line(f"{queue.waiting} more can wait for another day")
    context.out.line("grade one with: studytui grade TOPIC 1-4 (1 again, 2 hard, 3 good, 4 easy)")
    return 0


def _due_row(context: Context, one: DueTopic) -> tuple[str, ...]:
    study = context.study
    return (
        one.topic,
        one.title,
        render.day(one.due, study),
        render.moment(one.last, study),
        one.word,
    )


def grade_arguments(parser: ArgumentParser) -> None:
    """What `grade` takes."""
    parser.add_argument(
        "words", nargs="*", default=[], metavar="TOPIC GRADE",
        help="a finished topic, and 1 again, 2 hard, 3 good or 4 easy; without a grade the dates of each",
    )  # fmt: skip


def grade(context: Context, found: Found) -> int:
    """Grade how well a finished topic was remembered."""
    study = context.study
    if not found.words:
        raise Refused("grade what, and how?", "studytui grade TOPIC 1-4 (1 again, 2 hard, 3 good, 4 easy)")
    *words, number = found.words
    if not words or not (number.isascii() and number.isdigit()):
        return _outcomes(context, found.words)
    target = context.target(words)
    due = study.reviewing.grade(target, int(number) if len(number) < 4 else 0)
    if context.json:
        context.out.document(documents.due(due, study))
        return 0
    from studytui.domain.reviewing import Grade

    days = f"{due.interval_days} day{'' if due.interval_days == 1 else 's'}"
    word = Grade(int(number)).word.lower()
    context.out.line(f"reviewed: {target.words}: {word}, next on {render.day(due.due, study)}, in {days}")
    context.way_back()
    return 0


def _outcomes(context: Context, words: list[str]) -> int:
    """Say what each grade would lead to, before one is given."""
    study = context.study
    target = context.target(words)
    if target.item is None:
        raise Refused(
            f"{target.title} is no topic", "only finished topics are reviewed: studytui review --list"
        )
    card = study.reviewing.card(target.item)
    if context.json:
        context.out.document(documents.card(card, study))
        return 0
    context.out.line(f"{target.words} · {card.topic.word}")
    context.out.line(card.question)
    for one in card.outcomes:
        context.out.line(f"  {int(one.grade)} {one.grade.word:<6} next on {render.day(one.due, study)}")
    return 0


COMMANDS: Commands = {
    "forecast": (forecast_arguments, forecast),
    "review": (review_arguments, review),
    "grade": (grade_arguments, grade),
}
