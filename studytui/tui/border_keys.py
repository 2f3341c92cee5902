"""Keys that stand in the lower border of a pane or a dialog: written by their verbs, pressed by a click."""

from __future__ import annotations

import re

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.errors import NoWidget
from textual.keys import _character_to_key
from textual.widgets._toast import Toast

from studytui.tui.verbs import BY_ID, keys_of, shown_key
from studytui.tui.widgets.bars import VerbClicked
from studytui.tui.widgets.rows import RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import App
    from textual.geometry import Region

_PART = re.compile(r"(?P<words>\S.*?)(?: [·.] |, |  |$)")
_NAMED = {"enter": "enter", "esc": "escape", "tab": "tab", "space": "space"}
_OFFERS = {"u undo": "change.undo", "ctrl+r redo": "change.redo"}
_MOST_WORDS = 3
"""A letter before more words than these begins a sentence and is no key."""


def key_words(own: Mapping[str, str], *pairs: tuple[str, str]) -> str:
    """Verbs and their words as a border shows them, with the user's `own` keys; keyless ones are left out."""
    found = ((keys_of(BY_ID[verb], own), word) for verb, word in pairs)
    return " · ".join(f"{shown_key(keys[0])} {word}" for keys, word in found if keys)


def parts(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each part of a border's text begins and ends, in cells, and the key that it begins with."""
    for found in _PART.finditer(text):
        words = found["words"]
        start = cell_len(text[: found.start()])
        if words.startswith("[ ] "):
            yield start, start + 1, "left_square_bracket"
            yield start + 1, start + cell_len(words), "right_square_bracket"
        elif key := _key(words):
            yield start, start + cell_len(words), key


def _key(words: str) -> str:
    first, _, rest = words.partition(" ")
    if not rest or first.isdigit():
        return ""
    if first in _NAMED:
        return _NAMED[first]
    if first.startswith("^") and len(first) == 2:
        return f"ctrl+{first[1:]}"
    if re.fullmatch(r"ctrl\+\w|f\d+", first):
        return first
    if len(first) == 1 and len(words.split()) <= _MOST_WORDS + 1:
        return _character_to_key(first)
    return ""


def _offered(toast: Toast, region: Region, event: events.Click) -> str:
    """The verb whose words, at the end of a toast, were clicked."""
    content, room = toast.render(), toast.gutter
    lines = content.wrap(region.width - room.width)
    row, column = event.screen_y - region.y - room.top, event.screen_x - region.x - room.left
    for words, verb in _OFFERS.items():
        end = cell_len(lines[-1].plain.rstrip())
        if content.plain.endswith(words) and row == len(lines) - 1 and end - len(words) <= column < end:
            return verb
    return ""


def press_in_border(app: App[int], event: events.Click) -> None:
    """Press the key whose words in a lower border, or in a toast, were clicked."""
    try:
        widget, region = app.screen.get_widget_at(event.screen_x, event.screen_y)
    except NoWidget:
        return
    if isinstance(widget, Toast) and (verb := _offered(widget, region, event)):
        app.post_message(VerbClicked(verb))
        return
    if not widget.border_subtitle or event.screen_y != region.bottom - 1:
        return
    text = Content.from_markup(widget.border_subtitle).plain
    at = event.screen_x - (region.right - 3 - cell_len(text))
    for start, end, key in parts(text):
        if start <= at < end:
            lists = [widget] if widget.focusable else list(widget.query(RowList))
            if lists:
                lists[0].focus()
            app.call_later(app.post_message, events.Key(key, key if len(key) == 1 else None))
            return
