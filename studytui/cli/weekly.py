"""The weekly review by flags: reflection, plan, finish, and what was kept of earlier weeks."""

from __future__ import annotations

from contextlib import nullcontext

from studytui.cli import render
from studytui.cli.documents import iso
from studytui.domain.durations import parse_duration
from studytui.domain.faults import NothingToDo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.cli.context import Context
    from studytui.cli.documents import Document
    from studytui.cli.plainly import Found
    from studytui.domain.weekly import WeeklyReview, WeekNumbers


def asked(found: Found) -> bool:
    """Whether the call means the weekly review by flags."""
    told = (found.week, found.reflect, found.hours, found.aim)
    return bool(found.finish) or any(value is not None for value in told)


def steps(context: Context, found: Found) -> int:
    """Take the steps that were named; then show the week's summary."""
    from studytui.domain.periods import parse_period
    from studytui.domain.weekly import plain, week_title

    study = context.study
    week = study.weekly.meant() if found.week is None else parse_period(found.week, study.today()).first
    week = study.planning.week_of(week)
    named = [one is not None for one in (found.reflect, found.hours, found.aim)].count(True) + bool(
        found.finish
    )
    changed = named > 0
    with study.weekly.steps_together(week) if named > 1 else nullcontext():
        if found.reflect is not None:
            study.weekly.reflect(week, found.reflect)
        if found.hours is not None:
            study.weekly.plan(week, seconds=parse_duration(found.hours, longest=None))
        if found.aim is not None:
            study.weekly.plan(week, aims=[*study.weekly.review(week).plan.aims, found.aim])
        if found.finish:
            study.weekly.finish(week)
    review = study.weekly.review(week)
    if context.json:
        context.out.document(_document(review, study.weekly.kept(week), context))
        return 0
    as_kept = "" if changed and not found.finish else study.weekly.kept(week)
    context.out.line((as_kept or plain(review)).rstrip())
    if changed:
        context.out.line()
        if found.finish:
            context.out.line(f"kept as a note: {week_title(week)}")
        context.way_back()
    return 0


def past(context: Context) -> int:
    """List the finished reviews, the newest first."""
    study = context.study
    found = study.weekly.past()
    if context.json:
        context.out.document(
            [
                {
                    "week": one.first.isoformat(),
                    "title": one.title,
                    "finished": iso(one.finished_at, study.clock.zone_name()),
                    "reflection": one.reflection,
                    "summary": one.summary,
                }
                for one in found
            ]
        )
        return 0
    if not found:
        raise NothingToDo("no weekly review was finished yet", "finish one with: studytui review --finish")
    for one in found:
        line = f"{one.title} · finished {render.moment(one.finished_at, study)}"
        context.out.line(f"{line} · {one.reflection}" if one.reflection else line)
    context.out.line("show one with: studytui review --week 2026-11-16")
    return 0


def _document(review: WeeklyReview, kept: str, context: Context) -> Document:
    study = context.study
    zone = study.clock.zone_name()
    return {
        "week": review.first.isoformat(),
        "last": review.last.isoformat(),
        **_numbers(review.numbers),
        "before": [{"week": week.first.isoformat(), **_numbers(week)} for week in review.before],
        "streak_weeks": review.streak,
        "reflection": review.reflection,
        "aims": list(review.aims),
        "done": [
            {"id": one.item, "title": one.title, "seconds": one.seconds, "done_at": iso(one.done_at, zone)}
            for one in review.finished
        ],
        "stalled": [
            {"id": one.item, "stage": one.stage, "title": one.title, "last": one.last.isoformat()}
            for one in review.stalled
        ],
        "without_topic": [one.session for one in review.loose],
        "without_time": [one.item for one in review.ticks],
        "due_reviews": review.due,
        "plan": {
            "week": review.plan.first.isoformat(),
            "seconds": review.plan.goal_seconds,
            "aims": list(review.plan.aims),
        },
        "finished": None if review.finished_at is None else iso(review.finished_at, zone),
        "summary": kept or None,
    }


def _numbers(week: WeekNumbers) -> Document:
    return {
        "seconds": week.seconds,
        "goal_seconds": week.goal_seconds,
        "sessions": week.sessions,
        "days": week.days,
        "items": week.items,
        "reviews": week.reviews,
        "notes": week.notes,
        "pause": week.rested,
    }
