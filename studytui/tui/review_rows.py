"""Rows of the weekly review: its steps, the week in numbers, and what each step shows."""

from __future__ import annotations

from studytui.domain.durations import format_compact, format_duration
from studytui.domain.weekly import Step, compared, markdown
from studytui.domain.wording import say_day
from studytui.tui.widgets.rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.weekly import WeeklyReview
    from studytui.services.reviewing import Queue, ReviewCard
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
        ("On goal", "" if review.streak is None else f"{review.streak} wk"),
    ]
    return [*rows, *(Row(title=word, right=value) for word, value in pairs if value)]


def look_back_rows(review: WeeklyReview, look: Look) -> list[Row]:
    """What was done, beside the weeks before, and a line of reflection."""
    rows = [
        Row(
            title=f"{format_duration(review.numbers.seconds)} from {say_day(review.first, year=False)} "
            f"to {say_day(review.last, year=False)}",
            role="strong",
        )
    ]
    beside = compared(review.numbers, review.before)
    if beside:
        rows.append(Row(title=beside, role="muted"))
    rows += [Row()]
    if review.stages:
        rows.append(Row(title="WHERE IT WENT", role="muted"))
        rows += [
            Row(title=part.title, right=format_compact(part.seconds), indent=1) for part in review.stages
        ]
        rows.append(Row())
    rows.append(Row(title="FINISHED", role="muted"))
    if review.finished:
        rows += [
            Row(
                title=done.title,
                sign=look.glyphs.done,
                sign_role="success",
                right=format_compact(done.seconds) if done.seconds else "",
                indent=1,
            )
            for done in review.finished
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
    return [*rows, Row(), Row(NEXT, "Go on to the due topics", look.glyphs.then, role="accent")]


def card_rows(card: ReviewCard, number: int, total: int, shown: bool, look: Look, width: int) -> list[Row]:
    """One due topic: the question, then what was noted of it and the four grades."""
    from textwrap import wrap

    topic = card.topic
    times = "once" if topic.times == 1 else f"{topic.times} times"
    rows = [
        Row(NEXT, topic.title, right=f"{number} of {total}", role="strong"),
        Row(
            title=f"{card.stage_title} {look.glyphs.dot} seen {times} {look.glyphs.dot} {topic.word}",
            role="muted",
        ),
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
                right=f"again {days}",
                indent=1,
            )
        )
    return rows


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
    return [*rows, Row(), Row(NEXT, "Go on to stages and projects", look.glyphs.then, role="accent")]


def stage_step_rows(review: WeeklyReview, look: Look) -> list[Row]:
    """What stands still, sessions without a topic, and ticks without time."""
    rows = [Row(title="BEGUN, AND QUIET FOR A WHILE", role="muted")]
    for at, one in enumerate(review.stalled):
        right = f"{one.done}/{one.total}  {one.days} days ago"
        rows.append(Row(f"stalled-{at}", one.title, look.glyphs.doing, right, sign_role="accent"))
    if not review.stalled:
        rows.append(Row(title="nothing: all that is begun is moving", role="muted", indent=1))
    rows += [Row(), Row(title="SESSIONS WITHOUT A TOPIC", role="muted")]
    rows += [
        Row(f"loose-{at}", one.title, right=format_compact(one.seconds), indent=1)
        for at, one in enumerate(review.loose)
    ]
    if not review.loose:
        rows.append(Row(title="none", role="muted", indent=1))
    rows += [Row(), Row(title="TICKS WITHOUT TIME", role="muted")]
    for at, tick in enumerate(review.ticks):
        offer = f"enter logs ~{format_compact(tick.estimate)}" if tick.estimate else "enter logs its time"
        rows.append(Row(f"tick-{at}", tick.title, look.glyphs.done, offer, sign_role="success"))
    if not review.ticks:
        rows.append(Row(title="none", role="muted", indent=1))
    return [*rows, Row(), Row(NEXT, "Go on to the plan", look.glyphs.then, role="accent")]


def plan_rows(review: WeeklyReview, look: Look) -> list[Row]:
    """Hours and aims of the week to come."""
    plan = review.plan
    hours = "no goal" if plan.goal_seconds is None else format_duration(plan.goal_seconds)
    remark = "as every week" if plan.seconds is None else "this week alone"
    rows = [
        Row(title=f"The week from {say_day(plan.first)}", role="strong"),
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
    return [*rows, Row(), Row(NEXT, "Go on to the summary", look.glyphs.then, role="accent")]


def finish_rows(review: WeeklyReview, look: Look) -> list[Row]:
    """The summary as it will be kept."""
    rows = [
        Row(title=text, role="strong" if text.startswith("#") else "text")
        for text in markdown(review).splitlines()
    ]
    words = "Keep it again as a note" if review.finished_at else "Finish, and keep this as a note"
    return [*rows, Row(), Row(NEXT, f"{words} (y copies it)", look.glyphs.then, role="accent")]
