"""Putting a roadmap in use."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.app import StudyApp


def use_roadmap(app: StudyApp, roadmap: str) -> None:
    """Put a roadmap in use by its id."""
    found = app.study.roadmaps.use(roadmap)
    app.renew()
    app.say(f"{found.title} is in use. u undo")


def use(app: StudyApp) -> None:
    """Put the roadmap under the cursor in use; from another view, go where one is chosen."""
    from studytui.tui.views.roadmaps import RoadmapsView

    view = app.current_view
    if isinstance(view, RoadmapsView):
        use_roadmap(app, view.chosen())
    else:
        app.call_later(app.go, "roadmaps")


PERFORMERS = {"roadmap.use": use}
