"""A year of study as a picture in SVG, for a profile page: one square a day, one column a week."""

from __future__ import annotations

from datetime import timedelta

from studytui.domain.days import week_start
from studytui.domain.durations import format_duration
from studytui.domain.settings import WEEKDAYS
from studytui.domain.wording import MONTHS, say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

WEEKS = 53
_STEPS = (0, 1800, 3600, 7200)
"""A day is of the next shade above each: none, to 30 min, to 1 h, to 2 h, more."""

_CELL, _GAP, _LEFT, _TOP = 11, 3, 34, 36
_LIGHT = ("#ebedf0", "#b6e3c5", "#6cc08b", "#2f9457", "#17633a")
_DARK = ("#21262d", "#12402a", "#1d6b41", "#2f9457", "#63d391")


def shade(seconds: int) -> int:
    """Of the five shades (0 to 4) the one of a day."""
    return sum(seconds > step for step in _STEPS)


def heatmap_svg(days: Mapping[date, int], today: date, first_weekday: int, title: str) -> str:
    """The last 53 weeks up to `today` (seconds by study day), light or dark as its viewer prefers."""
    from xml.sax.saxutils import escape

    first = week_start(today, first_weekday) - timedelta(weeks=WEEKS - 1)
    shown = [first + timedelta(days=number) for number in range((today - first).days + 1)]
    studied = [day for day in shown if days.get(day, 0) > 0]
    total = sum(days.get(day, 0) for day in shown)
    words = f"{format_duration(total)} on {len(studied)} day{'' if len(studied) == 1 else 's'}"
    width, height = _LEFT + WEEKS * (_CELL + _GAP) + 10, _TOP + 7 * (_CELL + _GAP) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="title description">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="description">{escape(f"{words}, {say_day(shown[0])} to {say_day(today)}")}</desc>',
        _style(),
        f'<text x="{_LEFT}" y="12">{escape(title)}: {escape(words)}</text>',
        *_months(first, today),
        *_weekdays(first_weekday),
    ]
    for number, day in enumerate(shown):
        x, y = _LEFT + number // 7 * (_CELL + _GAP), _TOP + number % 7 * (_CELL + _GAP)
        seconds = days.get(day, 0)
        told = f"{say_day(day)}: {format_duration(seconds) if seconds else 'nothing'}"
        parts.append(
            f'<rect class="s{shade(seconds)}" x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" rx="2">'
            f"<title>{escape(told)}</title></rect>"
        )
    return "\n".join([*parts, "</svg>", ""])


def _style() -> str:
    light = "".join(f".s{number}{{fill:{colour}}}" for number, colour in enumerate(_LIGHT))
    dark = "".join(f".s{number}{{fill:{colour}}}" for number, colour in enumerate(_DARK))
    return (
        f"<style>text{{font:11px sans-serif;fill:#57606a}}{light}"
        f"@media (prefers-color-scheme:dark){{text{{fill:#9da7b1}}{dark}}}</style>"
    )


def _months(first: date, today: date) -> list[str]:
    """The month over the column in which its first day lies, where there is room for it."""
    found = []
    for week in range(WEEKS):
        days = [first + timedelta(days=7 * week + number) for number in range(7)]
        begun = next((day for day in days if day.day == 1 and day <= today), None)
        if begun is not None and week < WEEKS - 2:
            x = _LEFT + week * (_CELL + _GAP)
            found.append(f'<text x="{x}" y="{_TOP - 6}">{MONTHS[begun.month - 1]}</text>')
    return found


def _weekdays(first_weekday: int) -> list[str]:
    found = []
    for row in (0, 2, 4):
        name = WEEKDAYS[(first_weekday + row) % 7][:3].title()
        found.append(f'<text x="2" y="{_TOP + row * (_CELL + _GAP) + 10}">{name}</text>')
    return found
