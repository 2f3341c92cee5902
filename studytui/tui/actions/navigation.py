"""Views, panes, and the way out."""

from __future__ import annotations

from studytui.tui.views.view import pane_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message

    from studytui.tui.app import StudyApp


def next_pane(app: StudyApp) -> None:
    """The next pane."""
    _to_pane(app, 1)


def previous_pane(app: StudyApp) -> None:
    """The pane before."""
    _to_pane(app, -1)


def _to_pane(app: StudyApp, by: int) -> None:
    """Focus another pane; a zoomed one gives the view to it."""
    view = app.current_view
    focused = app.screen.focused
    if view.zoomed is not None and focused in view.panes:
        view.panes[(view.panes.index(focused) + by) % len(view.panes)].focus()
    elif by > 0:
        app.screen.focus_next()
    else:
        app.screen.focus_previous()


def quit_app(app: StudyApp) -> None:
    """Leave; the timer goes on, since it lives on disk."""
    app.exit(0)


def tell_quit(app: StudyApp) -> None:
    """What ctrl+c does where nothing is selected that could be copied."""
    from studytui.tui.verbs import BY_ID, keys_of, shown_key

    keys = keys_of(BY_ID["app.quit"], app.study.settings.keys)
    way = f"{shown_key(keys[0])} quits" if keys else "App: Quit in the commands quits"
    app.say(f"Nothing is selected. {way}; a running timer goes on.")


def suspend(app: StudyApp) -> None:
    """Leave for the shell."""
    app.action_suspend_process()


def back(app: StudyApp) -> None:
    """One step back: out of zoom, to the view's first pane, to the view before."""
    if app.current_view.zoomed is not None:
        app.current_view.zoom(None)
        return
    if app.view == "settings":
        app.call_later(app.go_back)
        return
    first = app.current_view.first_focus
    wanted = app.current_view.query_one(first) if first else None
    if wanted is not None and wanted.can_focus and not wanted.has_focus:
        wanted.focus()
    elif app.view != "dashboard":
        app.call_later(app.go, "dashboard")


def zoom(app: StudyApp) -> None:
    """Give the focused pane the whole view, and back."""
    view = app.current_view
    view.zoom(pane_of(app.screen.focused) if view.zoomed is None else None)


async def open_day(app: StudyApp, message: Message) -> None:
    """Show a day's sessions in the Log."""
    from studytui.tui.views.log import LogView
    from studytui.tui.views.stats import StatsView

    assert isinstance(message, StatsView.OpenDay)
    newest = app.study.store.sessions.listed(message.day, message.day, limit=1)
    if not newest:
        app.say("Nothing was logged on that day. a adds hours")
        return
    await app.go("log")
    app.query_one(LogView).show_session(newest[0])


def first_run(app: StudyApp) -> None:
    """Choose a roadmap and a goal."""
    from studytui.tui.screens.first_run import begin

    begin(app)


def _go(name: str) -> Callable[[StudyApp], None]:
    def to_view(app: StudyApp) -> None:
        app.call_later(app.go, name)

    return to_view


PERFORMERS = {
    **{
        f"go.{name}": _go(name)
        for name in ("dashboard", "stage", "notes", "log", "review", "stats", "roadmaps")
    },
    "pane.next": next_pane,
    "pane.previous": previous_pane,
    "app.quit": quit_app,
    "app.copy": tell_quit,
    "app.suspend": suspend,
    "app.back": back,
    "view.zoom": zoom,
    "first.run": first_run,
}
