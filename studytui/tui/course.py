"""The burn-up's course: the hours of each week against the plan, and the forecast's range."""

from __future__ import annotations

from itertools import accumulate

from studytui.domain.forecast import State
from studytui.domain.wording import say_day
from studytui.services.statistics import statistics
from studytui.tui.widgets.burnup import Course

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.forecast import Forecast, Reach
    from studytui.services.study import Study

_LONGEST = 260
_HOUR = 3600


def course(study: Study) -> Course:
    """What was done by week, what is left by the forecast, and when that may be."""
    figures = statistics(study, _LONGEST)
    begun = next((at for at, (_, seconds) in enumerate(figures.weeks) if seconds), len(figures.weeks) - 1)
    hours = [seconds / _HOUR for _, seconds in figures.weeks[begun:]]
    forecast = study.forecasting.forecast()
    left = forecast.left_seconds / _HOUR
    if not left:
        left = max(0.0, study.figures.roadmap().planned / _HOUR - sum(hours))
    scope = sum(hours) + left
    likely, late = forecast.percentiles.get(50), forecast.percentiles.get(85)
    return Course(
        (0.0, *accumulate(hours)),
        scope,
        "h",
        None,
        _weeks(likely),
        _weeks(late),
        forecast.today,
        likely.day if likely else None,
        _words(forecast, sum(hours), scope),
    )


def _weeks(reach: Reach | None) -> float | None:
    return None if reach is None or reach.weeks is None else float(reach.weeks)


def _words(forecast: Forecast, done: float, scope: float) -> str:
    """The course in words: the finish as a range, or why there is none yet."""
    likely, late = forecast.percentiles.get(50), forecast.percentiles.get(85)
    if forecast.state is State.DONE:
        return f"all done, in {done:.0f} h"
    if likely is not None and likely.day is not None:
        words = f"finish ~{say_day(likely.day)}"
        return words if late is None or late.day is None else f"{words}, 85 in 100 by {say_day(late.day)}"
    if forecast.state is State.PLAN:
        return f"{done:.0f} h of ~{scope:.0f} h · a forecast comes after four weeks"
    return f"{done:.0f} h of ~{scope:.0f} h"
