"""Two versions of one text made into one in which nothing that was written is lost."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def merged(base: str, mine: str, theirs: str) -> str:
    """`mine` with what `theirs` has changed since `base`; where both changed the same lines, both stand."""
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    lines, own, other = base.split("\n"), mine.split("\n"), theirs.split("\n")
    own_from, own_to = _changed(lines, own)
    other_from, other_to = _changed(lines, other)
    own_new = own[own_from : len(own) - (len(lines) - own_to)]
    other_new = other[other_from : len(other) - (len(lines) - other_to)]
    if own_to <= other_from:
        kept = [*lines[:own_from], *own_new, *lines[own_to:other_from], *other_new, *lines[other_to:]]
    elif other_to <= own_from:
        kept = [*lines[:other_from], *other_new, *lines[other_to:own_from], *own_new, *lines[own_to:]]
    else:
        first, last = min(own_from, other_from), max(own_to, other_to)
        of_mine = [*lines[first:own_from], *own_new, *lines[own_to:last]]
        of_theirs = [*lines[first:other_from], *other_new, *lines[other_to:last]]
        kept = [*lines[:first], *of_mine, *of_theirs, *lines[last:]]
    return "\n".join(kept)


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """The stretch of `old` outside of which `new` begins and ends in the same way."""
    most = min(len(old), len(new))
    first = 0
    while first < most and old[first] == new[first]:
        first += 1
    same = 0
    while same < most - first and old[-1 - same] == new[-1 - same]:
        same += 1
    return first, len(old) - same
