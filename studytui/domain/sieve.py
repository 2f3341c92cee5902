"""What a person types to narrow the log: words, a period, and what was studied."""

from __future__ import annotations

from studytui.domain import periods
from studytui.domain.faults import Refused
from studytui.domain.periods import Period
from studytui.domain.records import dataclass
from studytui.domain.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_SPANS: dict[tuple[str, str], Callable[[date, int], Period]] = {
    ("this", "week"): periods.this_week,
    ("last", "week"): periods.last_week,
    ("this", "month"): lambda today, _: periods.this_month(today),
    ("last", "month"): lambda today, _: periods.last_month(today),
}


@dataclass(frozen=True)
class Sieve:
    """All `words` must stand in a session's target or note; `target` is a TARGET as it was typed."""

    words: tuple[str, ...] = ()
    target: str = ""
    period: Period | None = None

    def holds(self, text: str) -> bool:
        """Whether all words stand in a text that was folded."""
        return all(word in text for word in self.words)


def read_sieve(text: str, today: date, first_weekday: int) -> Sieve:
    """What is meant by a filter; several periods leave what all of them share.

    Nothing is refused: what is no period and no target is a word that is looked for.
    """
    rest = fold(text).split()
    words: list[str] = []
    target = ""
    period: Period | None = None
    while rest:
        word = rest.pop(0)
        span = _SPANS.get((word, rest[0])) if rest else None
        if span is not None:
            rest.pop(0)
            found: Period | None = span(today, first_weekday)
        elif word.startswith("=") and len(word) > 1:
            target = word[1:]
            continue
        else:
            found = _period(word, today)
        if found is None:
            words.append(word)
        else:
            period = found if period is None else _shared(period, found)
    return Sieve(tuple(words), target, period)


def _period(word: str, today: date) -> Period | None:
    """A period in one word, or two with dots between them; None for any other word."""
    first, dots, last = word.partition("..")
    if word == "..":
        return None
    try:
        if not dots:
            return periods.parse_period(word, today)
        start = (
            periods.parse_period(first, today).first if first else periods.between(None, None, today).first
        )
        return Period(start, periods.parse_period(last, today).last if last else today)
    except Refused:
        return None


def _shared(one: Period, other: Period) -> Period:
    return Period(max(one.first, other.first), min(one.last, other.last))
