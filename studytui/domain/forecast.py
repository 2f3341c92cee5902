"""A finish date as a range, from the weeks really studied (Vacanti, Magennis; the urn of domain.urn).

The sample is up to twelve complete study weeks since the first activity, weeks of nothing included. Fewer
than four tell nothing about the next one, so that there is only a plan until then; up to seven the forecast
is called early, and its 95 % are left out.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from studytui.domain.records import dataclass
from studytui.domain.urn import weeks_needed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from studytui.domain.ids import StageId
    from studytui.domain.remaining import Calibration, Left

SAMPLE_WEEKS = 12
FEWEST_WEEKS = 4
SETTLED_WEEKS = 8
PERCENTS = (50, 85, 95)
_ENOUGH_ESTIMATES = 80
"""Percent of the open items that need an estimate for a forecast in hours."""


class State(StrEnum):
    """How much a forecast can say."""

    PLAN = "plan"
    EARLY = "early"
    READY = "ready"
    DONE = "done"
    NEVER = "never"


class Measure(StrEnum):
    """In what the rest and the weeks are told: seconds of study, or counted items done."""

    HOURS = "hours"
    ITEMS = "items"


@dataclass(frozen=True)
class Reach:
    """By when: whole weeks from today and the day; both none when it is more than ten years."""

    weeks: int | None
    day: date | None


@dataclass(frozen=True)
class StageForecast:
    """By when a stage and all before it are done; `left` is of them all, `deadline` the day that was set."""

    stage: StageId
    number: int
    title: str
    left: int
    percentiles: Mapping[int, Reach]
    plan: Reach | None
    deadline: date | None


@dataclass(frozen=True)
class Sample:
    """The complete weeks that are looked at, oldest first: their first days, seconds and items done."""

    weeks: tuple[date, ...]
    seconds: tuple[int, ...]
    items: tuple[int, ...]


@dataclass(frozen=True)
class Forecast:
    """When a roadmap will be done, at the pace of `weeks_used` (seconds or items, as `unit` says).

    `percentiles` holds 50, 85 and 95 as far as the state allows; `plan` is by the hours a week of `pace`
    (the goal, or hours to try), none without them. `left` is in the unit, `left_seconds` 0 without estimates.
    `undated` counts items that are done without a date, and so without a pace.
    """

    today: date
    unit: Measure
    left: int
    left_items: int
    left_seconds: int
    state: State
    weeks_used: tuple[int, ...]
    first_week: date | None
    percentiles: Mapping[int, Reach]
    pace: int | None
    plan: Reach | None
    stages: tuple[StageForecast, ...]
    calibration: Calibration | None
    undated: int = 0

    @property
    def mean(self) -> int:
        """What a week held on average, in the unit, rounded down."""
        return sum(self.weeks_used) // len(self.weeks_used) if self.weeks_used else 0

    @property
    def recent_mean(self) -> int:
        """The same of the last four weeks, which show a change of mood that no forecast sees."""
        recent = self.weeks_used[-4:]
        return sum(recent) // len(recent) if recent else 0


_weeks_needed = lru_cache(maxsize=16)(weeks_needed)
"""Redrawing without a change costs nothing."""


def reach(today: date, weeks: int | None) -> Reach:
    """A number of weeks from today as a day too."""
    from datetime import timedelta

    if weeks is None:
        return Reach(None, None)
    try:
        return Reach(weeks, today + timedelta(weeks=weeks))
    except OverflowError:
        return Reach(None, None)


def by_pace(today: date, seconds: int, a_week: int | None) -> Reach | None:
    """By when `seconds` are studied at so many a week; none without a pace, or without knowing the rest."""
    if not a_week or a_week < 0:
        return None
    from studytui.domain.urn import HORIZON

    weeks = -(-seconds // a_week)
    return reach(today, weeks if weeks <= HORIZON else None)


def hours_needed(seconds: int, today: date, day: date) -> int:
    """Seconds a week with which `seconds` are studied by a `day` after today, rounded up."""
    days = max(1, (day - today).days)
    return -(-7 * seconds // days)


def estimated(left: Sequence[Left]) -> bool:
    """Whether enough open items have an estimate to reckon in hours."""
    items = sum(stage.items for stage in left)
    return 100 * sum(stage.estimated for stage in left) >= _ENOUGH_ESTIMATES * items and items > 0


def measure_for(left: Sequence[Left], sample: Sample) -> Measure:
    """Hours, if the open items have estimates and the weeks hold time, or nothing at all; else items."""
    told = any(sample.seconds) or not any(sample.items)
    return Measure.HOURS if estimated(left) and told else Measure.ITEMS


def forecast(
    today: date,
    left: Sequence[Left],
    sample: Sample,
    pace: int | None = None,
    deadlines: Mapping[StageId, date] | None = None,
    calibration: Calibration | None = None,
    undated: int = 0,
) -> Forecast:
    """The forecast of what is `left`, by stage and of all of it; `pace` is seconds a week to plan by."""
    unit = measure_for(left, sample)
    used = sample.seconds if unit is Measure.HOURS else sample.items
    items = sum(stage.items for stage in left)
    seconds = sum(stage.seconds for stage in left) if estimated(left) else 0
    parts = [stage.seconds if unit is Measure.HOURS else stage.items for stage in left]
    sums = [sum(parts[: at + 1]) for at in range(len(parts))]
    seconds_sums = [sum(stage.seconds for stage in left[: at + 1]) for at in range(len(left))]
    percents = _percents(len(used)) if items else ()
    weeks = _weeks_needed(used, tuple(sums), percents) if percents else ((),) * len(sums)
    told = [dict(zip(percents, (reach(today, k) for k in row), strict=True)) for row in weeks]
    plans = [by_pace(today, part, pace) if seconds else None for part in seconds_sums]
    stages = tuple(
        StageForecast(stage.stage, stage.number, stage.title, sums[at], told[at], plans[at],
                      (deadlines or {}).get(stage.stage))
        for at, stage in enumerate(left)
    )  # fmt: skip
    whole = told[-1] if told else {}
    return Forecast(
        today,
        unit,
        sums[-1] if sums else 0,
        items,
        seconds,
        _state(items, len(used), whole),
        used,
        sample.weeks[0] if sample.weeks else None,
        whole,
        pace,
        by_pace(today, seconds, pace) if seconds else None,
        stages,
        calibration,
        undated,
    )


def _percents(weeks: int) -> tuple[int, ...]:
    """Which percentiles so many weeks can tell."""
    if weeks < FEWEST_WEEKS:
        return ()
    return PERCENTS if weeks >= SETTLED_WEEKS else PERCENTS[:2]


def _state(items: int, weeks: int, percentiles: Mapping[int, Reach]) -> State:
    if not items:
        return State.DONE
    if weeks < FEWEST_WEEKS:
        return State.PLAN
    if percentiles[PERCENTS[0]].weeks is None:
        return State.NEVER
    return State.READY if weeks >= SETTLED_WEEKS else State.EARLY
