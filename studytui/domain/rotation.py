"""Which copies are kept as they age: all of two days, then one a day, one a week, one a month."""

from __future__ import annotations

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

ALL_SECONDS = 2 * 86400
DAILY, WEEKLY, MONTHLY = 12, 10, 9


def kept(moments: Iterable[int], now: float) -> frozenset[int]:
    """The moments (UTC seconds) whose copies stay at `now`.

    Past the last two days the newest copy of each of the last 12 days that have one stays, then of 10 weeks,
    then of 9 months. What lies in the future stays: a clock may have been wrong.
    """
    left = sorted(set(moments), reverse=True)
    staying = {moment for moment in left if now - moment < ALL_SECONDS}
    left = [moment for moment in left if moment not in staying]
    for form, number in (("%Y-%j", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        periods: dict[str, int] = {}
        for moment in left:
            periods.setdefault(time.strftime(form, time.gmtime(moment)), moment)
        taken = list(periods.values())[:number]
        staying.update(taken)
        if len(taken) < number:
            break
        left = [moment for moment in left if moment < taken[-1]]
    return frozenset(staying)
