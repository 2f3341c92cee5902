"""A forecast in sentences: ranges and what they rest on, never a reproach."""

from __future__ import annotations

from studytui.domain.durations import format_duration
from studytui.domain.forecast import FEWEST_WEEKS, SETTLED_WEEKS, Measure, State
from studytui.domain.wording import say_date, say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from studytui.domain.forecast import Forecast, Reach, StageForecast

_CHANCES = {50: "as likely as not", 85: "85 in 100", 95: "95 in 100"}
FAR = "more than 10 years"


def amount(value: int, unit: Measure) -> str:
    """Seconds as "4h 10m", or items as "12 items"."""
    if unit is Measure.HOURS:
        return format_duration(value)
    return f"{value} item{'' if value == 1 else 's'}"


def weeks(number: int) -> str:
    """A number of weeks in words."""
    return f"{number} week{'' if number == 1 else 's'}"


def when(reach: Reach) -> str:
    """The day of a percentile, or that it is too far away to name."""
    return FAR if reach.day is None else say_day(reach.day)


def date_of(reach: Reach) -> str:
    """The same without the weekday, for tables."""
    return FAR if reach.day is None else say_date(reach.day)


def sentences(found: Forecast, planned: bool = True) -> tuple[str, ...]:
    """What is known of the finish, on what it rests, and what would say more; the plan only if wanted."""
    if found.state is State.DONE:
        return ("Everything that counts here is done.",)
    told = [_rest(found)]
    if found.state in (State.READY, State.EARLY):
        told += [_range(found), _assumption(found)]
        if found.state is State.EARLY:
            told.append(f"This is early: it settles after {weeks(SETTLED_WEEKS)}.")
    elif found.state is State.NEVER:
        told += _never(found)
    else:
        told += [*(_plan(found) if planned else ()), *_so_far(found)]
        told.append(f"A forecast from the log comes after {weeks(FEWEST_WEEKS)} of study.")
    if found.calibration is not None:
        told.append(
            f"Estimates are scaled by {found.calibration.percent} %: what {found.calibration.topics} "
            "finished topics took."
        )
    if found.undated:
        told.append(
            f"{amount(found.undated, Measure.ITEMS)} done without a date tell nothing about the pace."
        )
    return tuple(told)


def what_if(found: Forecast) -> str:
    """By when it is done at the hours a week that were asked for."""
    at = f"At {format_duration(found.pace or 0)} a week"
    if found.plan is None or found.plan.day is None:
        return f"{at} it takes {FAR}."
    return f"{at}: done by {say_day(found.plan.day)}, in {weeks(found.plan.weeks or 0)}."


def with_hours(by: date, left: int, a_week: int, so_far: int | None) -> tuple[str, ...]:
    """The hours a week with which `left` seconds are done by a day, beside those so far."""
    pace = format_duration(-(-a_week // 60) * 60)
    told = f"Done by {say_day(by)} with {pace} a week: {format_duration(left)} left"
    beside = "" if so_far is None else f", {format_duration(so_far)} a week so far"
    if a_week > 7 * 86400:
        return (
            f"{told}{beside}.",
            "That is more than a week has: name a later day, or skip what is not needed.",
        )
    return (f"{told}{beside}.",)


def stage_cells(stage: StageForecast, percents: tuple[int, ...]) -> tuple[str, ...]:
    """A stage's dates for a table: those of the percentiles, or the planned one where there are none."""
    if not stage.left:
        return ("done",) + ("",) * (len(percents) - 1)
    if percents:
        return tuple(date_of(stage.percentiles[percent]) for percent in percents)
    return ("-" if stage.plan is None else date_of(stage.plan),)


def headline(found: Forecast) -> str:
    """The finish in a few words, for a pane's border."""
    if found.state is State.DONE:
        return "all done"
    if found.state is State.NEVER:
        return "no finish at this pace" if found.mean == 0 else FAR
    if found.state is State.PLAN:
        return "no forecast yet" if found.plan is None else f"planned: {when(found.plan)}"
    likely, safe = found.percentiles[50], found.percentiles[85]
    early = " (early)" if found.state is State.EARLY else ""
    return f"finish ~{when(likely)}, 85 %: {when(safe)}{early}"


def of_stage(stage: StageForecast, today: date, deadline: bool = True) -> str:
    """By when a stage and all before it are done, and the target date beside it where that is wanted."""
    parts = []
    if stage.left == 0:
        parts.append("done")
    elif stage.percentiles:
        parts += [f"{percent} %: {when(reach)}" for percent, reach in stage.percentiles.items()]
    elif stage.plan is not None:
        parts.append(f"planned: {when(stage.plan)}")
    if deadline and stage.deadline is not None and stage.left:
        parts.append(target_date(stage.deadline, today))
    return " · ".join(parts) or "no date yet"


def target_date(day: date, today: date) -> str:
    """A target date; one that has gone by is only named."""
    if day < today:
        return f"the target date {say_day(day)} has gone by: set another, or none"
    return f"target date {say_day(day)}"


def _rest(found: Forecast) -> str:
    if found.unit is Measure.HOURS:
        return f"Left: {format_duration(found.left)} in {amount(found.left_items, Measure.ITEMS)}."
    return f"Left: {amount(found.left, Measure.ITEMS)}."


def _range(found: Forecast) -> str:
    parts = []
    for percent, reach in found.percentiles.items():
        day = f"by {when(reach)}" if reach.day is not None else f"in {FAR}"
        parts.append(f"{_CHANCES[percent]} {day}")
    return f"Finish: {', '.join(parts)}."


def _assumption(found: Forecast) -> str:
    span = _span(min(found.weeks_used), max(found.weeks_used), found.unit)
    mean, recent = amount(found.mean, found.unit), amount(found.recent_mean, found.unit)
    return (
        f"This supposes weeks like the last {len(found.weeks_used)} complete ones: "
        f"{span} a week, {mean} on average, {recent} lately."
    )


def _span(low: int, high: int, unit: Measure) -> str:
    if low == high:
        return amount(low, unit)
    first = str(low) if unit is Measure.ITEMS else amount(low, unit)
    return f"{first} to {amount(high, unit)}"


def _never(found: Forecast) -> list[str]:
    used = weeks(len(found.weeks_used))
    if not any(found.weeks_used):
        return [
            f"No finish at this pace: the last {used} hold nothing on this roadmap. One session changes that."
        ]
    return [f"At the pace of the last {used} it takes {FAR}."]


def _plan(found: Forecast) -> list[str]:
    told = []
    if found.plan is not None and found.pace is not None:
        at = f"{format_duration(found.pace)} a week"
        if found.plan.day is None:
            told.append(f"Plan: at {at} it takes {FAR}.")
        else:
            told.append(
                f"Plan: at {at} done by {say_day(found.plan.day)}, in {weeks(found.plan.weeks or 0)}."
            )
    elif not found.left_seconds:
        told.append("There is no plan in hours: too few open items have an estimate.")
    else:
        told.append("There is no plan yet: set hours a week with: studytui goal 8h.")
    return told


def _so_far(found: Forecast) -> list[str]:
    if not found.weeks_used:
        return []
    span = _span(min(found.weeks_used), max(found.weeks_used), found.unit)
    return [f"So far: {span} a week in {weeks(len(found.weeks_used))}."]
