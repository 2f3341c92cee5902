"""Where the menu behind `g` leads, and which keys are no keys of their own."""

from __future__ import annotations

from studytui.tui.verbs import BY_ID

_WAYS = (
    ("g", "top of the list", "list.top"),
    ("d", "Dashboard", "go.dashboard"),
    ("s", "Stage", "go.stage"),
    ("n", "Notes", "go.notes"),
    ("l", "Log", "go.log"),
    ("r", "Review", "go.review"),
    ("t", "Stats", "go.stats"),
    ("m", "Roadmaps", "go.roadmaps"),
)
WAYS = tuple(way for way in _WAYS if way[2] in BY_ID)
_MODIFIERS = (
    "shift",
    "ctrl",
    "control",
    "alt",
    "super",
    "hyper",
    "meta",
    "caps_lock",
    "num_lock",
    "scroll_lock",
)


def is_modifier(key: str) -> bool:
    """Whether a key is only Shift, Ctrl and the like, which some terminals send on their own."""
    return key.removeprefix("left_").removeprefix("right_").removeprefix("iso_level3_") in _MODIFIERS
