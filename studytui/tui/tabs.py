"""The words of the top bar: one for each view."""

from __future__ import annotations

from studytui.tui.widgets.bars import Tab

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.look import Look

_TABS = (
    Tab("dashboard", "1", "Dash"),
    Tab("stage", "2", "Stage"),
    Tab("notes", "3", "Notes"),
    Tab("log", "4", "Log"),
    Tab("review", "5", "Review"),
    Tab("stats", "6", "Stats"),
    Tab("roadmaps", "7", "Roadmaps"),
)


def tabs(due: int = 0, look: Look | None = None) -> tuple[Tab, ...]:
    """Every view's word; that of the review says how many topics are due."""
    dot = look.glyphs.dot if look is not None else " "
    return tuple(
        Tab(tab.view, tab.key, f"{tab.title}{dot}{due}") if tab.view == "review" and due else tab
        for tab in _TABS
    )
