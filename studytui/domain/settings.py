"""What a person may set in config.toml: one list that gives defaults, checks and the settings screen."""

from __future__ import annotations

from studytui.domain.records import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    SettingValue = str | int | bool

THEMES = ("studytui-dark", "studytui-light")
"""The names of the themes; their colours are the dashboard's."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Setting:
    """One setting: its name, default, what it may be, and a sentence on what it does."""

    key: str
    group: str
    default: SettingValue
    help: str
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0


SETTINGS = (
    Setting(
        "theme",
        "Appearance",
        "studytui-dark",
        "The colours of the dashboard; see them with: studytui themes.",
    ),
    Setting(
        "glyphs",
        "Appearance",
        "auto",
        "The signs that are drawn: auto asks the terminal, ascii is for fonts that lack them.",
        ("auto", "unicode", "ascii"),
    ),
    Setting("big_clock", "Appearance", True, "Whether the timer pane shows the time in big digits."),
    Setting("mouse", "Appearance", True, "Whether the dashboard listens to the mouse, from its next start on."),
    Setting("clock", "Days", "24h", "How times of day are shown.", ("24h", "12h")),
    Setting("week_start", "Days", "monday", "The day on which a week begins.", WEEKDAYS),
    Setting("day_start", "Days", 4, "The hour at which a study day begins.", (), 0, 12),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}


@dataclass(frozen=True)
class Settings:
    """The settings in force, and what was wrong in the file they came from.

    `keys` maps a verb's id to the keys that the user gave it.
    """

    theme: str = "studytui-dark"
    glyphs: str = "auto"
    big_clock: bool = True
    mouse: bool = True
    clock: str = "24h"
    week_start: str = "monday"
    day_start: int = 4
    keys: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    broken: bool = False

    @property
    def first_weekday(self) -> int:
        """The day on which a week begins, Monday as 0."""
        return WEEKDAYS.index(self.week_start)

    @property
    def twelve_hours(self) -> bool:
        """Whether times of day are shown with am and pm."""
        return self.clock == "12h"


def fault_of(setting: Setting, value: object) -> str | None:
    """Why `value` may not stand for `setting`, none when it may."""
    if isinstance(setting.default, bool):
        return None if isinstance(value, bool) else "write true or false"
    if isinstance(setting.default, int):
        if isinstance(value, int) and not isinstance(value, bool) and setting.low <= value <= setting.high:
            return None
        return f"write a whole number from {setting.low} to {setting.high}"
    if not isinstance(value, str):
        return "write text in quotes"
    if setting.choices and value not in setting.choices:
        return f"write one of: {', '.join(setting.choices)}"
    return None


def read_word(setting: Setting, word: str) -> SettingValue | None:
    """What a word typed on the command line means for `setting`; none when it cannot be one."""
    if isinstance(setting.default, bool):
        return {"true": True, "on": True, "yes": True, "false": False, "off": False, "no": False}.get(
            word.lower()
        )
    if isinstance(setting.default, int):
        return int(word) if word.isascii() and word.isdigit() and len(word) < 4 else None
    return word
