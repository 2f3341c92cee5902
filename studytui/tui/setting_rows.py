"""The lines of the settings: what can be set, the goal, where the data is, and the keys."""

from __future__ import annotations

from dataclasses import dataclass

from studytui.domain.durations import format_duration
from studytui.domain.settings import BY_KEY, SETTINGS
from studytui.tui.verbs import BY_ID, VERBS, keys_of, shown_key
from studytui.tui.widgets.reading import paragraph
from studytui.tui.widgets.rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.domain.settings import Setting, Settings, SettingValue
    from studytui.store.home import Home
    from studytui.tui.look import Look

GOALS, DATA, KEYS = "Goals", "Data", "Keys"
GROUPS = (*dict.fromkeys(setting.group for setting in SETTINGS), GOALS, DATA, KEYS)
GOAL, BACKUP = "goal:week", "data:backup"
_GOAL_TOLD = "How much you want to study in a week; today's share follows from it."
_BACKUP_TOLD = "Copies the data now; a copy is made every day anyway."
_KEYS_TOLD = (
    'To give a verb other keys, write its line into config.toml below [keys], such as "timer.toggle" = "t". '
    "What a key is called tells: studytui keys"
)
_PATHS = (
    ("data:folder", "Data folder", "Copy it, and you have everything on another machine."),
    ("data:config", "Settings file", "These settings; it may be changed by hand."),
    ("data:database", "Database", "Sessions, ticks, notes and goals."),
    ("data:roadmaps", "Own roadmaps", "A TOML file in here is a roadmap of yours."),
    ("data:backups", "Backups", "The copies of the database."),
)


def label(setting: Setting) -> str:
    """A setting's name as words."""
    return setting.key.replace("_", " ").capitalize()


def value_of(settings: Settings, setting: Setting) -> SettingValue:
    """What a setting is now."""
    value: SettingValue = getattr(settings, setting.key)
    return value


def said(setting: Setting, value: SettingValue) -> str:
    """A value as words."""
    if isinstance(value, bool):
        return "[x] on" if value else "[ ] off"
    if setting.key == "day_start":
        return f"{value:02}:00"
    return str(value)


def key_words(verb: str, settings: Settings) -> str:
    """The line of [keys] in config.toml that gives a verb its keys."""
    return f'"{verb}" = "{",".join(keys_of(BY_ID[verb], settings.keys))}"'


@dataclass(frozen=True)
class Facts:
    """What the settings are made from; `goal` is in seconds a week."""

    settings: Settings
    text: str
    goal: int | None
    home: Home

    def group_of(self, key: str) -> str:
        """The group of a row."""
        if key.startswith("goal:"):
            return GOALS
        if key.startswith("data:"):
            return DATA
        if key.startswith("key:"):
            return KEYS
        return BY_KEY[key].group

    def path(self, key: str) -> str:
        """The path that a row of the data shows."""
        return str(getattr(self.home, key.removeprefix("data:")))

    def line_of(self, key: str) -> str:
        """A setting as it would stand in config.toml, or a path."""
        if key in BY_KEY:
            value = value_of(self.settings, BY_KEY[key])
            return f"{key} = {str(value).lower()}" if isinstance(value, bool | int) else f'{key} = "{value}"'
        if key.startswith("data:") and key != BACKUP:
            return self.path(key)
        return "" if key != GOAL or not self.goal else format_duration(self.goal)

    def told(self, key: str) -> tuple[str, ...]:
        """What there is to say about a row, beside the sample."""
        if key.startswith("key:"):
            verb = key.removeprefix("key:")
            return (BY_ID[verb].help, "", "In config.toml, below [keys]:", key_words(verb, self.settings))
        if key == GOAL:
            return (_GOAL_TOLD,)
        if key == BACKUP:
            return (_BACKUP_TOLD,)
        if key.startswith("data:"):
            told = next(told for path, _, told in _PATHS if path == key)
            return (told, "", self.path(key))
        setting = BY_KEY[key]
        words = [setting.help]
        if setting.choices:
            words += ["", ", ".join(setting.choices)]
        words += ["", f"Default: {said(setting, setting.default)}", ""]
        number = self._line_number(key)
        where = f"config.toml, line {number}:" if number else "Not in config.toml: the default holds."
        return (*words, where, *([self.line_of(key)] if number else []))

    def _line_number(self, key: str) -> int | None:
        for number, text in enumerate(self.text.splitlines(), 1):
            if text.lstrip().startswith("["):
                return None
            if text.partition("=")[0].strip().strip("\"'") == key:
                return number
        return None


def setting_rows(facts: Facts, look: Look, width: int) -> list[Row]:
    """Every row, with its sentence below it."""
    rows = list(_faults(facts, look, width))
    for group in GROUPS[:-3]:
        rows += [*([Row()] if rows else []), Row(title=group.upper(), role="muted")]
        for setting in SETTINGS:
            if setting.group == group:
                rows += _setting(setting, facts, look, width)
    rows += [Row(), Row(title=GOALS.upper(), role="muted")]
    goal = f"{format_duration(facts.goal)} a week" if facts.goal else "none"
    rows += [Row(GOAL, "Hours a week", right=goal, right_role="accent"), *_told(_GOAL_TOLD, width)]
    rows += [Row(), Row(title=DATA.upper(), role="muted")]
    rows += [Row(BACKUP, "Back up now", right="enter", right_role="accent"), *_told(_BACKUP_TOLD, width)]
    for key, words, told in _PATHS:
        rows += [Row(key, words), *_path(facts.path(key), width), *_told(told, width)]
    return rows + list(_keys(facts, width))


def _told(text: str, width: int) -> Iterator[Row]:
    for row in paragraph(text, width, "muted", indent=1):
        yield Row(title=row.title, role="muted", indent=1, attached=True)


def _path(path: str, width: int) -> Iterator[Row]:
    """A path in full, broken where it must be."""
    room = max(10, width - 4)
    for at in range(0, len(path), room):
        yield Row(title=path[at : at + room], role="accent", indent=1, attached=True)


def _faults(facts: Facts, look: Look, width: int) -> Iterator[Row]:
    if not facts.settings.faults:
        return
    broken = facts.settings.broken
    title = (
        "CONFIG.TOML IS BROKEN: THE DEFAULTS HOLD, AND IT IS NOT WRITTEN"
        if broken
        else "WRONG IN CONFIG.TOML"
    )
    yield from paragraph(f"{look.glyphs.cross} {title}", width, "error")
    for fault in facts.settings.faults:
        yield from paragraph(fault, width, "error")
    yield from paragraph("Mend the file, then read it again with f5.", width, "muted")


def _setting(setting: Setting, facts: Facts, look: Look, width: int) -> Iterator[Row]:
    value = value_of(facts.settings, setting)
    sign = "" if isinstance(value, bool) else f" {look.glyphs.opened}"
    changed = "accent" if value != setting.default else "text"
    yield Row(setting.key, label(setting), right=said(setting, value) + sign, right_role=changed)
    yield from _told(setting.help, width)


def _keys(facts: Facts, width: int) -> Iterator[Row]:
    yield Row()
    yield Row(title=KEYS.upper(), role="muted")
    yield from paragraph(_KEYS_TOLD, width, "muted")
    own = facts.settings.keys
    for verb in VERBS:
        keys = "  ".join(shown_key(key) for key in keys_of(verb, own)) or "palette only"
        yield Row(f"key:{verb.id}", verb.id, right=keys, right_role="accent" if verb.id in own else "muted")
