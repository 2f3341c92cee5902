"""Comments by which an exported check-list names its lines, such as `<!-- topic/git hours=2.0 -->`."""

from __future__ import annotations

from studytui.domain.ids import is_slug
from studytui.exchange.outline import Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_KINDS = ("roadmap", "stage", "topic", "course", "project", "step")
_LARGEST = 1e9


def read_origin(comments: Iterable[str]) -> Origin | None:
    """What the first comment that names an id says; foreign comments say nothing."""
    for comment in comments:
        words = comment.split()
        kind, _, rest = words[0].partition("/") if words else ("", "", "")
        owner, _, slug = rest.rpartition("/")
        if kind not in _KINDS or not is_slug(slug) or (kind == "step") != is_slug(owner):
            continue
        values = dict(word.partition("=")[::2] for word in words[1:])
        choice = values.get("choice", "")
        hours = _number(values.get("hours", ""))
        low, _, high = values.get("weeks", "").partition("-")
        first, last = _number(low), _number(high or low)
        return Origin(
            kind,
            slug,
            owner,
            "optional" in values,
            choice if is_slug(choice) else None,
            hours,
            (first, last) if first and last and first <= last else None,
        )
    return None


def write_origin(origin: Origin) -> str:
    """The comment that `read_origin` reads back."""
    place = f"{origin.owner}/{origin.slug}" if origin.owner else origin.slug
    words = [f"{origin.kind}/{place}"]
    if origin.optional:
        words.append("optional")
    if origin.choice:
        words.append(f"choice={origin.choice}")
    if origin.hours:
        words.append(f"hours={origin.hours!r}")
    if origin.weeks:
        words.append(f"weeks={origin.weeks[0]!r}-{origin.weeks[1]!r}")
    return f"<!-- {' '.join(words)} -->"


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 < number <= _LARGEST else None
