"""How many weeks a rest takes, exactly, when every week drawn from the urn goes back with a copy of itself.

That is Pólya's urn, the predictive of Rubin's Bayesian bootstrap: with n weeks in it, all ways to have drawn
each of them so and so many times in k draws are equally likely. So P(more than k weeks) is the share of
those ways whose weeks add up to less than the rest, and ways can be counted: nothing is drawn by chance, and
the same weeks always give the same answer.

The ways are counted by the generating function 1 / ((1 - y x^a) (1 - y x^b) ...) for weeks of a, b, ...: of
each sum (the power of x) one whole number holds the counts for every k (the power of y) side by side, so that
an addition of two numbers adds hundreds of counts.
"""

from __future__ import annotations

from itertools import pairwise
from math import comb, gcd

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Weeks = tuple[int | None, ...]

HORIZON = 521
"""Weeks in ten years; what lies further away is "more than 10 years"."""

_FINEST = 1024
"""Steps into which a rest is cut at most, so that the work is bounded."""


def weeks_needed(weeks: Sequence[int], rests: Sequence[int], percents: Sequence[int]) -> tuple[Weeks, ...]:
    """For each of `rests` the weeks within which it is done with a chance of each of `percents`.

    `weeks` and `rests` are in one unit, such as seconds or items. A percentile is the smallest k with
    P(weeks <= k) >= p; none when it lies beyond the horizon.
    """
    pace = sorted(week for week in weeks if week > 0)
    if not pace or len(set(weeks)) == 1:
        return tuple(_steady(rest, max(weeks, default=0), len(percents)) for rest in rests)
    step = gcd(*pace)
    most = -(-max(rests, default=0) // step)
    scale = 1
    while most > scale * _FINEST:
        scale *= 2
    coarse = _coarser([week // step for week in pace], scale)
    goals = [-(-rest // (step * scale)) for rest in rests]
    mean = sum(weeks) / len(weeks)
    reach = min(HORIZON, 2 * int(max(rests, default=0) / mean) + 16)
    while True:
        found = _percentiles(coarse, len(weeks), goals, percents, reach)
        if reach == HORIZON or all(week is not None for row in found for week in row):
            return found
        reach = min(HORIZON, 2 * reach)


def _coarser(weeks: Sequence[int], scale: int) -> list[int]:
    """The weeks in steps that are `scale` times as long, rounded so that their sum stays the nearest one."""
    ends = [0]
    for week in weeks:
        ends.append(ends[-1] + week)
    rounded = [(2 * end + scale) // (2 * scale) for end in ends]
    return [after - before for before, after in pairwise(rounded) if after > before]


def _steady(rest: int, pace: int, count: int) -> Weeks:
    """The weeks when every week is alike; none at a pace of nothing."""
    if rest <= 0:
        return (0,) * count
    if pace <= 0 or -(-rest // pace) > HORIZON:
        return (None,) * count
    return (-(-rest // pace),) * count


def _percentiles(
    pace: Sequence[int], size: int, goals: Sequence[int], percents: Sequence[int], reach: int
) -> tuple[Weeks, ...]:
    """The percentiles of each goal as far as `reach` weeks; `size` counts the weeks of nothing too."""
    width = comb(size + reach, reach).bit_length() + 1
    below = _ways_below(pace, goals, width, (1 << width * (reach + 1)) - 1)
    idle = size - len(pace)
    found = []
    for goal in goals:
        ways = _spread(below[max(goal, 0)], idle, width, reach)
        found.append(
            tuple(_first(ways, width, size, percent, reach) if goal > 0 else 0 for percent in percents)
        )
    return tuple(found)


def _ways_below(pace: Sequence[int], goals: Sequence[int], width: int, mask: int) -> dict[int, int]:
    """For each goal the ways to stay below it, those for k draws in slot k of `width` bits."""
    most = max(goals, default=0)
    row = [0] * max(most, 1)
    row[0] = 1
    for week in pace:
        for at in range(week, most):
            if row[at - week]:
                row[at] += row[at - week] << width & mask
    wanted = set(goals)
    below: dict[int, int] = {0: 0}
    total = 0
    for at, ways in enumerate(row, 1):
        total += ways
        if at in wanted:
            below[at] = total
    return below


def _spread(ways: int, idle: int, width: int, reach: int) -> int:
    """Let `idle` weeks of nothing be drawn any number of times beside the others."""
    mask = (1 << width * (reach + 1)) - 1
    for _ in range(idle):
        step = 1
        while step <= reach:
            ways += ways << width * step & mask
            step *= 2
    return ways


def _first(ways: int, width: int, size: int, percent: int, reach: int) -> int | None:
    """The first k at which at most (100 - percent) in a hundred ways are still below, by halving."""
    slot = (1 << width) - 1
    low, high = 0, reach + 1
    while low < high:
        k = (low + high) // 2
        if k > reach or (ways >> width * k & slot) * 100 <= (100 - percent) * comb(size + k - 1, k):
            high = k
        else:
            low = k + 1
    return low if low <= reach else None
