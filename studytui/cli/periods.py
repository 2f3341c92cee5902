"""Arguments that name a period: a word such as 2026-W47, or flags such as --week."""

from __future__ import annotations

import re

from studytui.domain import periods
from studytui.domain.faults import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.domain.periods import Period

WORDS = "today, yesterday, monday, 2026-11-20, 2026-W47, 2026-11, 2026-Q4 or 2026"
_LOOK = re.compile(
    r"today|yesterday|tomorrow|(mon|tue|wed|thu|fri|sat|sun)[a-z]*day|mon|tue|wed|thu|fri|sat|sun"
    r"|[0-9]{4}(-\S+)?|[0-9]{1,2}[/.-][0-9]{1,2}([/.-][0-9]{2,4})?"
)


def add(parser: ArgumentParser) -> None:
    """Add the flags of a period."""
    parser.add_argument("--week", action="store_true", help="the running week")
    parser.add_argument("--last-week", action="store_true", help="the week before")
    parser.add_argument("--month", action="store_true", help="the running month")
    parser.add_argument("--days", metavar="N", help="the last N days, today included")
    parser.add_argument("--from", dest="first", metavar="DAY", help="from that day on")
    parser.add_argument("--to", dest="last", metavar="DAY", help="up to that day, it included")


def looks_like_one(word: str) -> bool:
    """Whether a word is meant as a period, right or wrong, rather than as a target."""
    return _LOOK.fullmatch(word.strip().lower()) is not None


def read(context: Context, word: str | None, found: Found) -> Period | None:
    """The one period that the word or the flags name, none where nothing does."""
    study = context.study
    today, first_weekday = study.today(), study.settings.first_weekday
    given: list[Period] = []
    if word is not None:
        given.append(periods.parse_period(word, today))
    if found.week:
        given.append(periods.this_week(today, first_weekday))
    if found.last_week:
        given.append(periods.last_week(today, first_weekday))
    if found.month:
        given.append(periods.this_month(today))
    if found.days is not None:
        given.append(periods.last_days(found.days, today))
    if found.first is not None or found.last is not None:
        given.append(periods.between(found.first, found.last, today))
    if len(given) > 1:
        raise Refused(
            "more than one period is named", f"name one of: {WORDS}, --week, --days N, --from D --to D"
        )
    return given[0] if given else None
