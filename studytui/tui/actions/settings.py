"""Changing settings and the goal."""

from __future__ import annotations

from studytui.domain.durations import HOUR, format_duration, parse_duration
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.settings import BY_KEY, fault_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.settings import Setting, SettingValue
    from studytui.tui.app import StudyApp
    from studytui.tui.views.settings import SettingsView

_CYCLED = 3
_LISTED = 24
_WEEK = 7 * 24 * HOUR


def open_settings(app: StudyApp) -> None:
    """Go to the settings; the same key leads back."""
    app.call_later(
        app.go_back if app.view == "settings" else app.go, *(() if app.view == "settings" else ("settings",))
    )


def _view(app: StudyApp) -> SettingsView:
    from studytui.tui.views.settings import SettingsView

    view = app.current_view
    if not isinstance(view, SettingsView):
        raise NothingToDo("no setting is selected", "Go to the settings with ,")
    return view


def change(app: StudyApp) -> None:
    """Change what is selected: turn over, go on to the next value, or ask."""
    key = _view(app).chosen()
    if key == "goal:week":
        ask_goal(app)
    elif key == "data:backup":
        app.perform("data.backup")
    elif key.startswith("data:"):
        app.perform("list.copy")
    elif key.startswith("key:"):
        app.say(f"In config.toml, below [keys]: {_view(app).copied()}")
    elif key == "theme":
        choose_theme(app)
    elif key in BY_KEY:
        _change_setting(app, BY_KEY[key])


def reset(app: StudyApp) -> None:
    """Give a setting its default again."""
    key = _view(app).chosen()
    if key not in BY_KEY:
        raise NothingToDo("this has no default")
    put_setting(app, key, None)


def put_setting(app: StudyApp, key: str, value: SettingValue | None) -> None:
    """Write one setting, none for its default, and show what it changes."""
    app.study.history.set_setting(key, value)
    app.renew()


def _change_setting(app: StudyApp, setting: Setting) -> None:
    from studytui.tui.setting_rows import label, said, value_of

    value = value_of(app.study.settings, setting)
    choices: tuple[SettingValue, ...] = setting.choices
    if isinstance(value, bool):
        put_setting(app, setting.key, not value)
        return
    if isinstance(value, int) and setting.high - setting.low > _LISTED:
        _ask_number(app, setting, value)
        return
    if isinstance(value, int):
        choices = tuple(range(setting.low, setting.high + 1))
    if 0 < len(choices) <= _CYCLED:
        put_setting(app, setting.key, choices[(choices.index(value) + 1) % len(choices)])
        return
    from studytui.tui.screens.choose import ChooseScreen
    from studytui.tui.widgets.rows import Row

    rows = [Row(str(choice), said(setting, choice)) for choice in choices]

    def chosen(answer: str | None) -> None:
        if answer is not None:
            chosen_value = int(answer) if isinstance(value, int) else answer
            app.guard(lambda: put_setting(app, setting.key, chosen_value))

    app.push_screen(ChooseScreen(label(setting), rows, str(value)), chosen)


def _ask_number(app: StudyApp, setting: Setting, value: int) -> None:
    """Ask for a number that there are too many of for a list."""
    from studytui.tui.screens.prompt import Prompt, Read
    from studytui.tui.setting_rows import label

    def understand(text: str) -> Read[int]:
        number = int(text) if text.strip().isascii() and text.strip().isdigit() and len(text) < 9 else None
        wrong = fault_of(setting, number)
        if number is None or wrong is not None:
            raise Refused(wrong or "write a whole number")
        return Read(number, str(number))

    def answered(found: Read[int] | None) -> None:
        if found is not None:
            put_setting(app, setting.key, found.value)

    prompt = Prompt(label(setting), setting.help, understand, str(value))
    app.push_screen(prompt, lambda found: app.guard(lambda: answered(found)))


def choose_theme(app: StudyApp) -> None:
    """Choose the colours, each shown while the cursor is on it."""
    from studytui.tui.screens.theme import ThemeScreen

    before = app.theme

    def chosen(name: str | None) -> None:
        if name is None:
            return
        try:
            put_setting(app, "theme", name)
        except BaseException:
            app.theme = before
            raise

    app.push_screen(ThemeScreen(), lambda name: app.guard(lambda: chosen(name)))


def read_goal(text: str) -> int:
    """Seconds a week from what was typed: a bare number is hours, none or 0 is no goal."""
    words = text.strip().lower().replace(",", ".")
    if words in ("", "0", "none", "no"):
        return 0
    if words.replace(".", "", 1).isdigit() and words.isascii():
        seconds = round(float(words) * HOUR)
    else:
        seconds = parse_duration(text, longest=None)
    if seconds > _WEEK:
        raise Refused("A week has 168 hours.", "Name a goal that can be reached.")
    return seconds


def ask_goal(app: StudyApp) -> None:
    """Ask for the hours a week."""
    from studytui.tui.screens.prompt import Prompt, Read

    goal = app.study.goals.standing()

    def understand(text: str) -> Read[int]:
        seconds = read_goal(text)
        if not seconds:
            return Read(0, "no goal: none is shown anywhere")
        return Read(
            seconds, f"{format_duration(seconds)} a week, about {format_duration(seconds // 7)} a day"
        )

    def answered(found: Read[int] | None) -> None:
        if found is not None:
            app.study.goals.set(found.value)
            app.renew()

    value = format_duration(goal.week_seconds) if goal is not None and goal.week_seconds else "5h"
    question = "How much do you want to study in a week? 0 is no goal."
    prompt = Prompt("Hours a week", question, understand, value)
    app.push_screen(prompt, lambda found: app.guard(lambda: answered(found)))


def edit_file(app: StudyApp) -> None:
    """Open config.toml in the user's own editor, and read it again afterwards."""
    import os

    from studytui.services.editor import run_editor
    from studytui.tui.lending import lender

    app.study.home.make()
    run_editor(app.study.home.config, os.environ, lender(app))
    app.study.read_settings()
    app.renew()
    if faults := app.faults_of(app.study.settings):
        app.say("\n".join(faults), error=True)


PERFORMERS = {
    "app.settings": open_settings,
    "setting.change": change,
    "setting.reset": reset,
    "setting.file": edit_file,
    "view.theme": choose_theme,
}
