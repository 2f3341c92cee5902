"""The burn-up's course as it is drawn: hours or items by week, the plan, and the forecast's range."""

from __future__ import annotations

from studytui.domain.durations import format_compact
from studytui.domain.forecast import Measure, State
from studytui.domain.forecast_words import FAR
from studytui.domain.wording import say_date
from studytui.tui.widgets.burnup import Course

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.forecast import Forecast, Reach
    from studytui.services.burnup import BurnUp

_HOUR = 3600


def course(found: BurnUp) -> Course:
    """What to draw, and the same in words."""
    size = _HOUR if found.unit is Measure.HOURS else 1
    percentiles = {} if found.forecast is None else found.forecast.percentiles
    likely = percentiles.get(50)
    return Course(
        tuple(part / size for part in found.done),
        found.scope / size,
        "h" if found.unit is Measure.HOURS else "items",
        _weeks(likely),
        _weeks(percentiles.get(85)),
        found.today,
        likely.day if likely else None,
        _words(found, size),
        _basis(found.forecast),
    )


def _basis(told: Forecast | None) -> str:
    """The weeks that a forecast takes those to come for: "by 12 weeks of 1h40 to 5h35"."""
    if told is None or not told.percentiles:
        return ""
    low, high = min(told.weeks_used), max(told.weeks_used)
    number = f"by {len(told.weeks_used)} weeks of"
    if told.unit is Measure.HOURS:
        span = format_compact(low) if low == high else f"{format_compact(low)} to {format_compact(high)}"
        return f"{number} {span}"
    return f"{number} {low} items" if low == high else f"{number} {low} to {high} items"


def _weeks(reach: Reach | None) -> float | None:
    return None if reach is None or reach.weeks is None else float(reach.weeks)


def _words(found: BurnUp, size: int) -> str:
    """The course in words: the finish as a range, or why there is none."""
    unit = "h" if found.unit is Measure.HOURS else "items"
    done, scope = found.done[-1] // size, round(found.scope / size)
    so_far = f"{done} of ~{scope} {unit}" if unit == "h" else f"{done} of {scope} items"
    told = found.forecast
    if told is None:
        return so_far
    likely, late = told.percentiles.get(50), told.percentiles.get(85)
    if told.state is State.DONE:
        return f"all done, in {done} h"
    if told.state is State.PLAN:
        return f"{so_far} · a forecast comes after four weeks"
    if likely is None or likely.day is None:
        return f"{so_far} · {FAR if told.mean else 'no finish at this pace'}"
    words = f"finish ~{say_date(likely.day)}"
    if late is not None:
        words += f" (85 %: {FAR if late.day is None else say_date(late.day)})"
    return words
