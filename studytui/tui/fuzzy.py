"""How well a few typed letters fit a title."""

from __future__ import annotations

from itertools import permutations

from studytui.domain.text import fold

_AT_BEGINNING, _INSIDE, _SCATTERED = 4.0, 2.0, 1.0
_OTHER_ORDER = 0.5
_MOST_REORDERED = 3
_LOOSEST = 3


def score(typed: str, title: str) -> float | None:
    """How well `typed` fits `title`, more is better; none where it does not fit.

    Every word must be found, in order if possible: best at the beginning of a word, then inside one, then
    with its letters close together.
    """
    words = fold(typed).split()
    text = fold(title)
    found = _in_order(words, text)
    if found is None and 1 < len(words) <= _MOST_REORDERED:
        others = [_in_order(list(order), text) for order in permutations(words)]
        best = max((other for other in others if other is not None), default=None)
        found = None if best is None else best * _OTHER_ORDER
    return found


def _in_order(words: list[str], text: str) -> float | None:
    total = 0.0
    at = 0
    for word in words:
        place = _beginning(word, text, at)
        if place is not None:
            total += _AT_BEGINNING * len(word)
        elif (inside := text.find(word, at)) >= 0:
            place = inside
            total += _INSIDE * len(word)
        else:
            end = _scattered(word, text, at)
            if end is None or end - at > _LOOSEST * len(word):
                return None
            total += _SCATTERED * len(word) * len(word) / (end - at)
            at = end
            continue
        at = place + len(word)
    return total


def _beginning(word: str, text: str, start: int) -> int | None:
    """Where a word of `text` begins with `word`."""
    place = text.find(word, start)
    while place >= 0:
        if place == 0 or not text[place - 1].isalnum():
            return place
        place = text.find(word, place + 1)
    return None


def _scattered(word: str, text: str, start: int) -> int | None:
    """Where the letters of `word`, in order, have all been seen."""
    at = start
    for letter in word:
        at = text.find(letter, at) + 1
        if not at:
            return None
    return at
