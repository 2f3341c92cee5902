"""Help, palette, menus, focus mode, filter, copying, and what tells about the program."""

from __future__ import annotations

from studytui.domain.faults import NothingToDo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.app import StudyApp
    from studytui.tui.verbs import Place


def show_help(app: StudyApp) -> None:
    """Every verb, those of the focused pane first; the one taken is carried out."""
    from studytui.tui.screens.help import HelpScreen
    from studytui.tui.widgets.rows import RowList

    focused = app.screen.focused
    places: tuple[Place, ...] = type(focused).PLACES if isinstance(focused, RowList) else ()
    pane = str(focused.border_title or "") if isinstance(focused, RowList) else ""

    def taken(verb: str | None) -> None:
        if verb is not None:
            app.perform(verb)

    app.push_screen(HelpScreen(places, app.study.settings.keys, pane), taken)


def show_palette(app: StudyApp) -> None:
    """Any command by its name."""
    from studytui.tui.commands import commands, run
    from studytui.tui.screens.palette import PaletteScreen

    def taken(command: str | None) -> None:
        if command is not None:
            app.guard(lambda: run(app, command))

    app.push_screen(PaletteScreen(commands(app)), taken)


def go_to(app: StudyApp) -> None:
    """The menu of places."""
    from studytui.tui.screens.goto import WAYS
    from studytui.tui.screens.which_key import Way, WhichKey

    def taken(verb: str | None) -> None:
        if verb is not None:
            app.perform(verb)

    app.push_screen(WhichKey("Go to", [Way(key, words, verb) for key, words, verb in WAYS]), taken)


def focus_mode(app: StudyApp) -> None:
    """The timer alone, big."""
    from studytui.tui.screens.focus import FocusScreen

    app.push_screen(FocusScreen())


def note_on_timer(app: StudyApp) -> None:
    """Write the note on what the timer is on."""
    from studytui.domain.target import target_of
    from studytui.tui.screens.note import NoteScreen

    timer = app.study.timer.needed()
    _, _, lines = app.study.lines(timer.roadmap)
    entry = next((line for line in lines if line.id == timer.item and line.stage == timer.stage), None)
    if timer.roadmap is None or entry is None:
        target = app.study.roadmap_target()
    else:
        target = target_of(entry, timer.roadmap, timer.title.partition(" › ")[0])
    notebook = app.study.notebook
    app.push_screen(
        NoteScreen(app.study, notebook.key(target), notebook.title(target)), lambda _: app.renew()
    )


def filter_list(app: StudyApp) -> None:
    """Narrow the focused list by typing."""
    from studytui.tui.widgets.filter import FilterBar
    from studytui.tui.widgets.rows import RowList

    focused = app.screen.focused
    if not isinstance(focused, RowList):
        raise NothingToDo("there is no list to filter here", "Go to one with tab")
    for open_already in app.query(FilterBar):
        open_already.remove()
    app.mount(FilterBar(focused), before="#hints")


def copy(app: StudyApp) -> None:
    """Copy what is selected."""
    from functools import partial

    from studytui.tui.clipboard import put

    text = _selected_text(app)
    if not text:
        raise NothingToDo("nothing is selected that could be copied")

    def work() -> None:
        used = put(text)
        app.call_from_thread(partial(_copied, app, text, used))

    app.run_worker(work, thread=True, exit_on_error=False)


def _selected_text(app: StudyApp) -> str:
    from studytui.tui.widgets.rows import RowList

    focused = app.screen.focused
    view = app.current_view
    told = getattr(view, "copied", None)
    if told is not None and not app.screen.is_modal:
        return str(told())
    return focused.copied() if isinstance(focused, RowList) else ""


def _copied(app: StudyApp, text: str, used: str | None) -> None:
    if used is None:
        app.copy_to_clipboard(text)
        used = "the terminal, if it lets programs copy"
    shown = text if len(text) <= 40 else text[:39] + (app.look.glyphs.ellipsis if app.look else "…")
    app.say(
        f"Copied “{shown}” by {used}."
        if app.look and not app.look.glyphs.ascii
        else f'Copied "{shown}" by {used}.'
    )


def show_history(app: StudyApp) -> None:
    """What was changed."""
    from studytui.tui.screens.history import HistoryScreen

    app.push_screen(HistoryScreen())


def show_messages(app: StudyApp) -> None:
    """The last messages."""
    from studytui.tui.screens.messages import MessagesScreen

    app.push_screen(MessagesScreen(tuple(app.messages)))


def show_about(app: StudyApp) -> None:
    """Versions and paths."""
    from studytui.tui.screens.about import AboutScreen

    app.push_screen(AboutScreen())


def show_keys(app: StudyApp) -> None:
    """What keys are called."""
    from studytui.tui.screens.keys import KeysScreen

    app.push_screen(KeysScreen())


PERFORMERS = {
    "app.help": show_help,
    "app.palette": show_palette,
    "app.goto": go_to,
    "app.messages": show_messages,
    "app.about": show_about,
    "app.keys": show_keys,
    "view.focus": focus_mode,
    "list.filter": filter_list,
    "list.copy": copy,
    "change.history": show_history,
}
