"""What is planned: target dates, goals, pauses, what if; and what can be shown of it all as a file."""

from __future__ import annotations

from studytui.domain.coming import coming_day, coming_days, how_far
from studytui.domain.durations import format_duration
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.status import Kind
from studytui.domain.wording import say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from studytui.domain.goals import Rest
    from studytui.domain.target import Target
    from studytui.tui.app import StudyApp
    from studytui.tui.screens.prompt import Read

_NONE = ("", "0", "none", "no")


def deadline(app: StudyApp) -> None:
    """Ask for the target date of the selected stage."""
    with_stage(app, lambda target: ask_deadline(app, target))


def stage_goal(app: StudyApp) -> None:
    """Ask for the hours a week of the selected stage."""
    with_stage(app, lambda target: _ask_stage_goal(app, target))


def with_stage(app: StudyApp, then: Callable[[Target], None]) -> None:
    """Do something with the stage that is selected, or with one that is chosen from a list."""
    from studytui.domain.target import Target
    from studytui.tui.screens.choose import ChooseScreen
    from studytui.tui.widgets.rows import Row

    _, _, lines = app.study.lines()
    stages = {entry.stage: entry for entry in lines if entry.kind is Kind.STAGE}

    def of(stage: str) -> Target:
        entry = next(entry for entry in stages.values() if entry.stage == stage)
        return Target(app.study.active_id(), entry.stage, None, Kind.STAGE, entry.title, entry.title)

    selected = app.selection()
    if selected is not None and selected.stage in stages:
        then(of(selected.stage))
        return
    rows = [Row(entry.stage, f"{entry.number} {entry.title}") for entry in stages.values()]
    app.push_screen(
        ChooseScreen("Which stage?", rows),
        lambda stage: app.guard(lambda: then(of(stage)) if stage is not None else None),
    )


def ask_deadline(app: StudyApp, target: Target) -> None:
    """Ask for the target date of a stage, and say beside it what the weeks so far lead to."""
    from studytui.domain.forecast_words import of_stage
    from studytui.tui.screens.prompt import Prompt, Read

    study = app.study
    today = study.today()
    own = study.planning.deadline(target)
    found = study.forecasting.forecast()
    stage = next((one for one in found.stages if one.stage == target.stage), None)

    def read(words: str) -> Read[date | None]:
        if words.strip().lower() in _NONE:
            return Read(None, "no target date")
        day = coming_day(words, today)
        if day < today:
            raise Refused(f"{say_day(day)} has gone by", "name today or a later day, or none")
        told = f"{say_day(day)}, {how_far(day, today)}"
        if stage is not None and found.unit.value == "hours" and stage.left and day > today:
            from studytui.domain.forecast import hours_needed

            pace = hours_needed(stage.left, today, day)
            told += f": {format_duration(-(-pace // 60) * 60)} a week for this stage and all before it"
        return Read(day, told)

    def taken(answer: Read[date | None] | None) -> None:
        if answer is not None:
            study.planning.set_deadline(target, answer.value)
            app.renew()
            words = "no target date" if answer.value is None else f"target date {say_day(answer.value)}"
            app.say(f"{target.title}: {words}. u undo")

    question = "By when should it be done? For example 2027-03-31 or 6 weeks; nothing for no date."
    if stage is not None and study.settings.forecast and (stage.percentiles or stage.plan):
        question += f" By the weeks so far: {of_stage(stage, today, deadline=False)}."
    typed = "" if own is None else own.isoformat()
    prompt = Prompt(f"Target date · {target.title}", question, read, typed)
    app.push_screen(prompt, lambda answer: app.guard(lambda: taken(answer)))


def _ask_stage_goal(app: StudyApp, target: Target) -> None:
    from studytui.tui.actions.settings import read_goal
    from studytui.tui.screens.prompt import Prompt, Read

    study = app.study
    held = next((goal for goal in study.goals.of_stages() if goal.stage == target.stage), None)

    def read(words: str) -> Read[int]:
        seconds = read_goal(words)
        return Read(seconds, f"{format_duration(seconds)} a week" if seconds else "no goal of its own")

    def taken(answer: Read[int] | None) -> None:
        if answer is not None:
            study.goals.set(answer.value, stage=target)
            app.renew()
            words = f"{format_duration(answer.value)} a week" if answer.value else "no goal of its own"
            app.say(f"{target.title}: {words}. u undo")

    typed = "" if held is None else format_duration(held.goal_seconds)
    prompt = Prompt(
        f"Weekly goal · {target.title}",
        "How much of it do you want to study in a week? 0 is no goal.",
        read,
        typed,
    )
    app.push_screen(prompt, lambda answer: app.guard(lambda: taken(answer)))


def week_goal(app: StudyApp) -> None:
    """Ask for the hours a week of all study."""
    from studytui.tui.actions.settings import ask_goal

    ask_goal(app)


def pause(app: StudyApp) -> None:
    """Ask for the days of a pause, which ends no row of weeks."""
    from studytui.tui.screens.prompt import Prompt, Read

    study = app.study
    today = study.today()

    def read(words: str) -> Read[Rest]:
        found = coming_days(words, today)
        if found.last < found.first:
            raise Refused("the pause ends before it begins", "name the earlier day first")
        days = (found.last - found.first).days + 1
        return Read(found, f"{_span(found)}, {days} day{'' if days == 1 else 's'}")

    def taken(answer: Read[Rest] | None) -> None:
        if answer is not None:
            merged = study.planning.rest(answer.value.first, answer.value.last)
            app.renew()
            app.say(f"Pause from {_span(merged)}: it ends no row of weeks. u undo")

    question = "Which days are off? For example 2 weeks, or 2026-12-24 to 2027-01-03."
    prompt = Prompt("Planned pause", question, read)
    app.push_screen(prompt, lambda answer: app.guard(lambda: taken(answer)))


def end_pause(app: StudyApp) -> None:
    """Take one of the planned pauses away."""
    from studytui.tui.screens.choose import ChooseScreen
    from studytui.tui.widgets.rows import Row

    rests = app.study.planning.rests()
    if not rests:
        raise NothingToDo("no pause is planned", "Goal: Plan a pause… in the commands plans one")
    rows = [Row(rest.first.isoformat(), _span(rest)) for rest in reversed(rests)]

    def chosen(first: str | None) -> None:
        if first is not None:
            day = next(rest.first for rest in rests if rest.first.isoformat() == first)
            rest = app.study.planning.end_rest(day)
            app.renew()
            app.say(f"No pause from {_span(rest)} any more. u undo")

    app.push_screen(
        ChooseScreen("Take which pause away?", rows), lambda first: app.guard(lambda: chosen(first))
    )


def _span(rest: Rest) -> str:
    if rest.first == rest.last:
        return say_day(rest.first)
    return f"{say_day(rest.first, year=rest.first.year != rest.last.year)} to {say_day(rest.last)}"


def what_if(app: StudyApp) -> None:
    """Say by when it is done at other hours a week, or how many hours a day to come asks for."""
    from studytui.tui.screens.prompt import Prompt

    def read(words: str) -> Read[None]:
        return _what_if(app, words)

    question = "Hours a week, such as 8h, tell the day; a day, such as 2027-06-30, tells the hours a week."
    app.push_screen(Prompt("What if", question, read, keys="esc close"), lambda _: None)


def _what_if(app: StudyApp, words: str) -> Read[None]:
    from studytui.domain.forecast_words import what_if as by_hours
    from studytui.domain.forecast_words import with_hours
    from studytui.tui.actions.settings import read_goal
    from studytui.tui.screens.prompt import Read

    study = app.study
    try:
        seconds = read_goal(words)
    except Refused as fault:
        if "168" in fault.message:
            raise
        day = coming_day(words, study.today())
        needed = study.forecasting.needed(day)
        told = with_hours(needed.by, needed.left_seconds, needed.week_seconds, needed.so_far)
        return Read(None, told[0], told[1] if len(told) > 1 else "")
    if not seconds:
        raise Refused("no hours a week lead to no date", "write hours a week, such as 8h")
    found = study.forecasting.forecast(seconds)
    if not found.left_items:
        return Read(None, "Everything that counts here is done.")
    if found.plan is None:
        raise NothingToDo("too few open items have an estimate to turn hours into a date")
    return Read(None, by_hours(found))


def heatmap(app: StudyApp) -> None:
    """Write the year as a picture into a file."""
    from studytui.services.records import heatmap as drawn
    from studytui.tui.actions.files import ask_file

    ask_file(app, "The year as a picture", "study.svg", lambda _: drawn(app.study))


def record(app: StudyApp) -> None:
    """Write the learning record into a file."""
    from studytui.services.records import learning_record
    from studytui.tui.actions.files import ask_file

    ask_file(app, "Learning record", "learning-record.md", lambda _: learning_record(app.study))


PERFORMERS = {
    "stage.deadline": deadline,
    "stage.goal": stage_goal,
    "goal.week": week_goal,
    "goal.pause": pause,
    "goal.pause.end": end_pause,
    "stats.if": what_if,
    "stats.heatmap": heatmap,
    "stats.record": record,
}
