"""What lies ahead, in a line or two for the Dashboard: pace and finish, and what is due."""

from __future__ import annotations

from studytui.domain.durations import format_compact
from studytui.domain.forecast import Measure, State
from studytui.domain.wording import say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.forecast import Forecast
    from studytui.services.study import Study


def outlook(study: Study) -> tuple[str, ...]:
    """Lines for what is known; fewer where the settings want no forecast or nothing is due."""
    lines = []
    if study.settings.forecast:
        lines.append(_finish(study.forecasting.forecast()))
    due = study.reviewing.due_count() if study.settings.reviews else 0
    if due:
        lines.append(f"{due} topic{'' if due == 1 else 's'} due, r reviews {'it' if due == 1 else 'them'}")
    return tuple(line for line in lines if line)


def _finish(found: Forecast) -> str:
    likely = found.percentiles.get(50)
    if found.state is State.DONE:
        return "All done"
    if likely is None:
        return "A finish date after four weeks" if found.state is State.PLAN else ""
    if likely.day is None:
        return ""
    pace = f"{format_compact(found.pace)} a week, " if found.pace and found.unit is Measure.HOURS else ""
    return f"{pace}finish ~{say_day(likely.day)}"
