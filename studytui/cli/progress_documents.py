"""Forecasts and reviews as `--json` prints them."""

from __future__ import annotations

from studytui.cli.documents import iso

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from studytui.cli.documents import Document
    from studytui.domain.forecast import Forecast, Reach, StageForecast
    from studytui.services.forecasting import Needed
    from studytui.services.reviewing import DueTopic, ReviewCard
    from studytui.services.study import Study

_PERCENTS = (50, 85, 95)


def forecast(found: Forecast) -> Document:
    """A forecast; what the state cannot tell yet is null, and so is what is more than ten years away."""
    return {
        "unit": found.unit.value,
        "left": found.left,
        "weeks_used": list(found.weeks_used),
        "state": found.state.value,
        "percentiles": _percentiles(found.percentiles),
        "stages": [_stage(stage) for stage in found.stages],
        "plan": _plan(found.plan, found.pace),
        "left_items": found.left_items,
        "left_seconds": found.left_seconds or None,
        "mean": found.mean,
        "recent_mean": found.recent_mean,
        "first_week": None if found.first_week is None else found.first_week.isoformat(),
        "calibration_percent": None if found.calibration is None else found.calibration.percent,
        "undated": found.undated,
    }


def needed(found: Needed) -> Document:
    """The hours a week that a day asks for."""
    return {
        "by": found.by.isoformat(),
        "left_seconds": found.left_seconds,
        "week_seconds": found.week_seconds,
        "so_far_seconds": found.so_far,
    }


def due(found: DueTopic, study: Study) -> Document:
    """A topic in the review queue; `due` is a study day."""
    return {
        "topic": found.topic,
        "title": found.title,
        "due": found.due.isoformat(),
        "last": iso(found.last, study.clock.zone_name()),
        "interval_days": found.interval_days,
        "times": found.times,
    }


def card(found: ReviewCard, study: Study) -> Document:
    """A topic in review, with what each grade would lead to."""
    return {
        **due(found.topic, study),
        "question": found.question,
        "note": found.note,
        "url": found.url,
        "outcomes": {
            str(int(one.grade)): {"due": one.due.isoformat(), "days": one.days} for one in found.outcomes
        },
    }


def _percentiles(found: Mapping[int, Reach]) -> Document:
    return {str(percent): _reach(found[percent]) if percent in found else None for percent in _PERCENTS}


def _reach(found: Reach) -> Document:
    return {"weeks": found.weeks, "date": None if found.day is None else found.day.isoformat()}


def _plan(found: Reach | None, week_seconds: int | None) -> Document | None:
    return None if found is None else {"week_seconds": week_seconds, **_reach(found)}


def _stage(found: StageForecast) -> Document:
    return {
        "id": found.stage,
        "number": found.number,
        "title": found.title,
        "left": found.left,
        "percentiles": _percentiles(found.percentiles),
        "plan": None if found.plan is None else _reach(found.plan),
        "target_date": None if found.deadline is None else found.deadline.isoformat(),
    }
