"""Rows of the weekly review: its steps, the week in numbers, and what each step shows."""

from __future__ import annotations

from studytui.domain.durations import format_compact, format_duration
from studytui.domain.weekly import Step, compared, markdown
from studytui.domain.wording import say_day
from studytui.domain.zones import local, zone_named
from studytui.tui.listing import quarters
from studytui.tui.widgets.rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from studytui.domain.weekly import Loose, WeeklyReview, WeekNumbers
    from studytui.services.reviewing import DueTopic, Queue, ReviewCard
    from studytui.tui.look import Look

NEXT = "next"
AIMS = 3


def step_rows(review: WeeklyReview, at: Step, queue: Queue, look: Look) -> list[Row]:
    """The five steps, and below them the week in numbers."""
    rows = []
    for step in Step:
        sign = look.glyphs.done if step < at or review.finished_at else look.glyphs.todo
        if step is at:
            sign = look.glyphs.doing
        right = str(len(queue.topics)) if step is Step.DUE_TOPICS and queue.topics else ""
        role = "strong" if step is at else "muted" if step < at else "text"
        rows.append(Row(f"step-{int(step)}", f"{int(step)} {step.title}", sign, right, role))
    numbers = review.numbers
    rows += [Row(), Row(title="THE WEEK", role="muted")]
    pairs = [
        ("Studied", format_compact(numbers.seconds)),
        (
            "Goal",
            ""
            if numbers.percent is None
            else f"{format_compact(numbers.goal_seconds or 0)}  {numbers.percent}%",
        ),
        ("Sessions", str(numbers.sessions)),
        ("Days", f"{numbers.days} of 7"),
        ("Items done", str(numbers.items)),
        ("Reviews", str(numbers.reviews)),
        ("Notes", str(numbers.notes)),
        ("On goal", f"{review.streak} wk" if review.streak else ""),
    ]
    return [*rows, *(Row(title=word, right=value) for word, value in pairs if value)]


def look_back_rows(review: WeeklyReview, look: Look) -> list[Row]:
    """What was done, beside the weeks before, and a line of reflection."""
    rows = [
        *_go_on("Go on to the due topics", look),
        Row(
            title=f"{format_duration(review.numbers.seconds)} from {say_day(review.first, year=False)} "
            f"to {say_day(review.last, year=False)}",
            role="strong",
        ),
    ]
    beside = compared(review.numbers, review.before)
    if beside:
        rows.append(Row(title=beside, role="muted"))
    rows += [Row()]
    if review.stages:
        rows.append(Row(title="WHERE IT WENT", role="muted"))
        rows += [
            Row(title=part.title, right=_of_goal(part.seconds, part.goal_seconds), indent=1)
            for part in review.stages
        ]
        rows.append(Row())
    if any(week.seconds or week.items for week in review.before):
        rows.append(Row(title="THE WEEKS BEFORE", role="muted"))
        rows += [_week_row(week, look) for week in review.before]
        rows.append(Row())
    rows.append(Row(title="FINISHED", role="muted"))
    if review.finished:
        rows += [
            Row(
                f"done-{at}",
                done.title,
                sign=look.glyphs.done,
                sign_role="success",
                right=format_compact(done.seconds) if done.seconds else "",
                indent=1,
            )
            for at, done in enumerate(review.finished)
        ]
    else:
        rows.append(Row(title="nothing was ticked this week", role="muted", indent=1))
    for aim in review.aims:
        rows.append(Row(title=f"aim: {aim}", indent=1))
    rows += [Row(), Row(title="ONE LINE OF REFLECTION", role="muted")]
    rows.append(
        Row(
            "reflect",
            review.reflection or "enter writes it",
            indent=1,
            role="text" if review.reflection else "muted",
        )
    )
    return rows


def _of_goal(seconds: int, goal: int | None) -> str:
    return format_compact(seconds) + (f" / {format_compact(goal)}" if goal else "")


def _week_row(week: WeekNumbers, look: Look) -> Row:
    """A week before in numbers."""
    parts = [f"{week.items} done", _of_goal(week.seconds, week.goal_seconds)]
    if week.rested:
        parts.insert(0, "pause")
    return Row(title=say_day(week.first, year=False), right=f" {look.glyphs.dot} ".join(parts), indent=1)


def card_rows(
    card: ReviewCard, number: int, total: int, shown: bool, look: Look, width: int, today: date
) -> list[Row]:
    """One due topic: the question, then what was noted of it and the four grades."""
    from textwrap import wrap

    topic = card.topic
    times = "once" if topic.times == 1 else f"{topic.times} times"
    dot = f" {look.glyphs.dot} "
    told = [f"seen {times}", f"last {_ago(topic, today)}", topic.word]
    if card.stage_title:
        told.insert(0, card.stage_title)
    rows = [
        Row(NEXT, topic.title, right=f"{number} of {total}", role="strong"),
        *(Row(title=text, role="muted") for text in wrap(dot.join(told), max(20, width - 4))),
        Row(),
        *(Row(title=text, role="text") for text in wrap(card.question, max(20, width - 4))),
        Row(),
    ]
    if not shown:
        return [*rows, Row(title="space shows your note and the grades", role="muted")]
    note = card.note.strip() or "There is no note on it yet: n writes one."
    for text in note.splitlines():
        rows += [Row(title=part, role="text") for part in wrap(text, max(20, width - 4)) or [""]]
    rows.append(Row())
    for outcome in card.outcomes:
        days = (
            "tomorrow" if outcome.days == 1 else "today" if outcome.days == 0 else f"in {outcome.days} days"
        )
        rows.append(
            Row(
                title=f"{int(outcome.grade)} {outcome.grade.word.capitalize()}",
                right=f"again {days}, {say_day(outcome.due, year=outcome.due.year != today.year)}",
                indent=1,
            )
        )
    return rows


def _day_of(one: Loose) -> str:
    return say_day(local(one.start, zone_named(one.zone)).date(), year=False)


def _ago(topic: DueTopic, today: date) -> str:
    days = (today - topic.seen).days
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def no_card_rows(queue: Queue, look: Look, on: bool) -> list[Row]:
    """What stands there when nothing is due."""
    if not on:
        words = "Reviews are switched off in the settings."
    elif queue.graded:
        words = f"Done for today: {queue.graded} graded."
    else:
        words = "Nothing is due. Topics come back some days after they are ticked."
    rows = [Row(title=words, role="text")]
    if queue.waiting:
        rows.append(Row(title=f"{queue.waiting} more wait for another day; there is no hurry.", role="muted"))
    return [*_go_on("Go on to stages and projects", look), *rows]


def stage_step_rows(review: WeeklyReview, look: Look) -> list[Row]:
    """What stands still, sessions without a topic, and ticks without time."""
    rows = [
        *_go_on("Go on to the plan", look),
        Row(title="BEGUN, AND QUIET FOR A WHILE", role="muted"),
    ]
    for at, one in enumerate(review.stalled):
        right = f"{one.done}/{one.total}  {one.days} days ago"
        if one.deadline is not None:
            right = f"by {say_day(one.deadline, year=False)}  {right}"
        rows.append(Row(f"stalled-{at}", one.title, look.glyphs.doing, right, sign_role="accent"))
    if not review.stalled:
        rows.append(Row(title="nothing: all that is begun is moving", role="muted", indent=1))
    rows += [Row(), Row(title="SESSIONS WITHOUT A TOPIC", role="muted")]
    rows += [
        Row(f"loose-{at}", one.title, right=f"{_day_of(one)}  {format_compact(one.seconds)}", indent=1)
        for at, one in enumerate(review.loose)
    ]
    if not review.loose:
        rows.append(Row(title="none", role="muted", indent=1))
    rows += [Row(), Row(title="TICKS WITHOUT TIME", role="muted")]
    for at, tick in enumerate(review.ticks):
        offer = (
            f"enter logs ~{format_compact(quarters(tick.estimate))}"
            if tick.estimate
            else "enter logs its time"
        )
        rows.append(Row(f"tick-{at}", tick.title, look.glyphs.done, offer, sign_role="success"))
    if not review.ticks:
        rows.append(Row(title="none", role="muted", indent=1))
    if review.stalled:
        words = "enter: go on, plan anew or drop"
        rows.insert(3 + len(review.stalled), Row(title=words, role="muted", indent=1, attached=True))
    return rows


def plan_rows(review: WeeklyReview, look: Look, today: date) -> list[Row]:
    """Hours and aims of the week to come."""
    plan = review.plan
    hours = "no goal" if plan.goal_seconds is None else format_duration(plan.goal_seconds)
    remark = "as every week" if plan.seconds is None else "this week alone"
    which = "The running week" if plan.first <= today else "The week to come"
    rows = [
        *_go_on("Go on to the summary", look),
        Row(title=f"{which}, from {say_day(plan.first)}", role="strong"),
        Row(title=review.forecast, role="muted") if review.forecast else Row(),
        Row(),
        Row("hours", f"Hours: {hours}", right=remark),
        Row(),
        Row(title="UP TO THREE AIMS", role="muted"),
    ]
    for at in range(AIMS):
        aim = plan.aims[at] if at < len(plan.aims) else ""
        rows.append(
            Row(
                f"aim-{at}", f"{at + 1} {aim or 'enter writes it'}", role="text" if aim else "muted", indent=1
            )
        )
    return rows


def finish_rows(review: WeeklyReview, kept: str, look: Look, width: int) -> list[Row]:
    """The summary as it will be kept, or as it is kept."""
    from textwrap import wrap

    words = "Keep it anew as a note" if review.finished_at else "Finish, and keep this as a note"
    rows = _go_on(f"{words} (y copies it)", look)
    for text in look.words(kept or markdown(review)).splitlines():
        role = "strong" if text.startswith("#") else "text"
        hang = "  " if text.startswith("- ") else ""
        parts = wrap(text, max(20, width - 4), subsequent_indent=hang) or [""]
        rows += [Row(f"line-{len(rows)}" if part else "", part, role=role) for part in parts]
    return rows


def _go_on(words: str, look: Look) -> list[Row]:
    """The row with which each step begins: enter leads on."""
    return [Row(NEXT, words, look.glyphs.then, role="accent"), Row()]
