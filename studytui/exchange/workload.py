"""Hours out of the columns of a table: "10 weeks" at "6-10 hours/week" is 80."""

from __future__ import annotations

from studytui.domain.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_DURATION = ("duration", "length", "time", "weeks")
_EFFORT = ("effort", "workload", "hours")
_WEEKS = {"week": 1.0, "wk": 1.0, "month": 52 / 12, "day": 1 / 7}
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_MOST = 100_000


def row_hours(titles: Sequence[str], cells: Sequence[str]) -> float | None:
    """The hours that a row's duration and effort add up to, none where they do not say."""
    duration = effort = ""
    for title, cell in zip(titles, cells, strict=False):
        name = fold(title)
        if name.startswith(_DURATION) and not duration:
            duration = _plain(cell)
        elif name.startswith(_EFFORT) and not effort:
            effort = _plain(cell)
    weeks = _weeks(duration)
    hours = _middle(effort)
    if any(letter.isalpha() for letter in effort) and "hour" not in effort:
        hours = None  # "self-paced", "2 chapters"
    if weeks is not None and hours is not None:
        return _sane(weeks * hours)
    if hours is not None and "week" not in effort and not duration:
        return _sane(hours)
    return _sane(_middle(duration)) if "hour" in duration and "week" not in duration else None


def _plain(text: str) -> str:
    return fold(text).translate(_DASHES)


def _weeks(text: str) -> float | None:
    middle = _middle(text)
    unit = next((weeks for name, weeks in _WEEKS.items() if name in text), None)
    return None if middle is None or unit is None or "hour" in text else middle * unit


def _middle(text: str) -> float | None:
    """The first number of a text, or the middle of the range that it begins."""
    spaced = "".join(letter if letter in "0123456789." else "-" if letter == "-" else " " for letter in text)
    spaced = spaced.replace("-", " - ")
    words = [word.strip(".") or "." for word in spaced.split()]
    numbers: list[float] = []
    for place, word in enumerate(words):
        if word == "-":
            continue
        number = _number(word)
        if number is None:
            continue
        numbers.append(number)
        if len(numbers) == 2 or place + 1 >= len(words) or words[place + 1] != "-":
            break
    return sum(numbers) / len(numbers) if numbers else None


def _number(word: str) -> float | None:
    try:
        return float(word) if len(word) < 12 else None
    except ValueError:
        return None


def _sane(hours: float | None) -> float | None:
    return round(hours, 1) if hours is not None and 0 < hours <= _MOST else None
