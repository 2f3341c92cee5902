"""The urn: its exact answers, its rules, and whether its percentages hold."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import ceil
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studytui.domain.urn import HORIZON, weeks_needed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ALL = (50, 85, 95)
FEW_WEEKS = st.lists(st.integers(0, 9), min_size=1, max_size=12)


def needed(weeks: Sequence[int], rest: int, percents: tuple[int, ...] = ALL) -> tuple[int | None, ...]:
    return weeks_needed(weeks, [rest], percents)[0]


def test_known_answers() -> None:
    assert needed([0, 1], 1) == (1, 6, 19), "P(done within k) is 1 - 1/(k+1)"
    assert needed([3, 3, 3, 3], 10) == (4, 4, 4)
    assert needed([3, 3, 3, 3], 9) == (3, 3, 3)
    assert needed([7], 15) == (3, 3, 3)
    assert needed([0, 2, 5], 0) == (0, 0, 0)
    assert needed([0, 0, 0, 0], 1) == (None, None, None)
    assert needed([], 1) == (None, None, None)


def test_what_lies_beyond_ten_years_is_not_told() -> None:
    assert needed([1, 1], HORIZON) == (HORIZON, HORIZON, HORIZON)
    assert needed([1, 1], HORIZON + 1) == (None, None, None)
    likely, safe, _ = needed([0, 0, 0, 0, 0, 0, 0, 5], 200)
    assert likely is not None
    assert safe is None


def by_definition(weeks: Sequence[int], rest: int, most: int) -> list[Fraction]:
    """P(done within k weeks) for k up to `most`, drawn as the urn is: each week goes back with a copy."""
    size = len(weeks)

    @cache
    def below(copies: tuple[int, ...], total: int, draws: int) -> Fraction:
        """The chance that the sum stays below the rest over so many more draws."""
        if total >= rest:
            return Fraction(0)
        if draws == 0:
            return Fraction(1)
        drawn = sum(copies)
        return sum(
            (
                Fraction(1 + copies[at], size + drawn)
                * below((*copies[:at], copies[at] + 1, *copies[at + 1 :]), total + weeks[at], draws - 1)
                for at in range(size)
            ),
            Fraction(0),
        )

    return [1 - below((0,) * size, 0, k) for k in range(most + 1)]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=3), st.integers(1, 7))
@settings(max_examples=60, deadline=None)
def test_counting_ways_is_drawing_from_the_urn(weeks: list[int], rest: int) -> None:
    chances = by_definition(weeks, rest, 9)
    for percent, found in zip(ALL, needed(weeks, rest), strict=True):
        first = next((k for k, chance in enumerate(chances) if chance * 100 >= percent), None)
        assert found == first or (first is None and (found is None or found > 9))


@given(FEW_WEEKS, st.integers(0, 400), st.integers(0, 100))
def test_more_to_do_is_never_done_earlier(weeks: list[int], rest: int, more: int) -> None:
    for sooner, later in zip(needed(weeks, rest), needed(weeks, rest + more), strict=True):
        assert later is None or (sooner is not None and sooner <= later)


@given(FEW_WEEKS, st.integers(0, 400))
def test_a_week_of_nothing_never_brings_the_end_nearer(weeks: list[int], rest: int) -> None:
    for before, after in zip(needed(weeks, rest), needed([*weeks, 0], rest), strict=True):
        assert after is None or (before is not None and before <= after)


@given(FEW_WEEKS, st.lists(st.integers(0, 300), min_size=1, max_size=5), st.randoms(use_true_random=False))
@example([0, 0, 1], [300, 1], Random(1))
def test_percentiles_rise_and_neither_order_nor_company_matters(
    weeks: list[int], rests: list[int], random: Random
) -> None:
    together = weeks_needed(weeks, rests, ALL)
    for rest, row in zip(rests, together, strict=True):
        told = [HORIZON + 1 if k is None else k for k in row]
        assert told == sorted(told)
        assert row == needed(weeks, rest), "a stage's date does not depend on the other stages"
    shuffled = random.sample(weeks, len(weeks))
    assert weeks_needed(shuffled, rests, ALL) == together


@given(FEW_WEEKS, st.integers(1, 300), st.integers(2, 3600))
def test_the_unit_does_not_matter(weeks: list[int], rest: int, factor: int) -> None:
    assert needed([week * factor for week in weeks], rest * factor) == needed(weeks, rest)


@pytest.mark.parametrize("seed", range(4))
def test_long_rests_are_cut_coarser_and_still_come_out_right(seed: int) -> None:
    """Hours in seconds: against 4,000 draws of the urn, within what chance does to them."""
    random = Random(seed)
    weeks = [random.randrange(0, 10 * 3600) for _ in range(10)]
    rest = 300 * 3600
    ends = []
    for _ in range(4000):
        pool, total, k = list(weeks), 0, 0
        while total < rest:
            week = random.choice(pool)
            pool.append(week)
            total, k = total + week, k + 1
        ends.append(k)
    ends.sort()
    for percent, found in zip(ALL, needed(weeks, rest), strict=True):
        assert found is not None
        low, high = (ends[ceil(len(ends) * (percent + by) / 100)] for by in (-2.5, 2.5))
        assert low - 1 <= found <= high + 1


def poisson(random: Random, mean: float) -> int:
    """How often something of that mean happens, counted by its waiting times."""
    time, count = random.expovariate(mean), 0
    while time < 1:
        time += random.expovariate(mean)
        count += 1
    return count


def steady(random: Random) -> Callable[[], int]:
    return lambda: poisson(random, 4)


def moody(random: Random) -> Callable[[], int]:
    """Weeks that differ more than chance alone makes them."""
    return lambda: poisson(random, random.gammavariate(2, 2))


def pausing(random: Random) -> Callable[[], int]:
    """One week in five without study."""
    return lambda: 0 if random.random() < 0.2 else poisson(random, 5)


@pytest.mark.parametrize(
    ("learner", "history", "percent", "holds"),
    [
        (steady, 6, 85, 0.75),
        (steady, 12, 85, 0.75),
        (steady, 12, 95, 0.84),
        (moody, 12, 85, 0.72),
        (moody, 26, 85, 0.74),
        (pausing, 12, 85, 0.72),
        (pausing, 12, 95, 0.82),
    ],
)
def test_the_stated_percentages_hold_over_months_of_learners(
    learner: Callable[[Random], Callable[[], int]], history: int, percent: int, holds: float
) -> None:
    """200 learners, rest 100: as many as measured when the method was chosen are done in time, or more."""
    random = Random(history)
    kept = 0
    for _ in range(200):
        week = learner(random)
        found = needed([week() for _ in range(history)], 100, (percent,))[0]
        done = taken = 0
        while done < 100 and taken < HORIZON:
            done += week()
            taken += 1
        kept += found is None or taken <= found
    assert kept / 200 >= holds


def test_an_even_chance_is_an_even_chance() -> None:
    """Half of the learners are done by the 50 % date, no more than chance allows for."""
    random = Random(7)
    kept = 0
    for _ in range(400):
        week = steady(random)
        found = needed([week() for _ in range(12)], 60, (50,))[0]
        done = taken = 0
        while done < 60:
            done += week()
            taken += 1
        kept += found is not None and taken <= found
    assert 0.42 <= kept / 400 <= 0.63
