"""The views: what the digit keys switch between. Each is made when it is first shown."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.views.view import View


def make_view(name: str) -> View:
    """A view by its name; only its own module is imported."""
    if name == "stage":
        from studytui.tui.views.stage import StageView

        return StageView(id=name)
    if name == "notes":
        from studytui.tui.views.notes import NotesView

        return NotesView(id=name)
    if name == "log":
        from studytui.tui.views.log import LogView

        return LogView(id=name)
    if name == "review":
        from studytui.tui.views.review import ReviewView

        return ReviewView(id=name)
    if name == "stats":
        from studytui.tui.views.stats import StatsView

        return StatsView(id=name)
    if name == "roadmaps":
        from studytui.tui.views.roadmaps import RoadmapsView

        return RoadmapsView(id=name)
    if name == "settings":
        from studytui.tui.views.settings import SettingsView

        return SettingsView(id=name)
    from studytui.tui.views.dashboard import DashboardView

    return DashboardView(id=name)
