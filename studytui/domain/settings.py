"""What a person may set in config.toml: one list that gives defaults, checks and the settings screen."""

from __future__ import annotations

from studytui.domain.records import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    SettingValue = str | int | bool

THEMES = ("studytui-dark", "studytui-light", "studytui-dark-contrast", "studytui-light-contrast")
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
    Setting(
        "spacing",
        "Appearance",
        "comfortable",
        "Whether empty lines part the lists of a stage where there is room for them.",
        ("comfortable", "compact"),
    ),
    Setting("footer", "Appearance", True, "Whether the line of keys is shown at the bottom."),
    Setting("big_clock", "Appearance", True, "Whether the timer pane shows the time in big digits."),
    Setting(
        "mouse", "Appearance", True, "Whether the dashboard listens to the mouse, from its next start on."
    ),
    Setting("clock", "Days", "24h", "How times of day are shown.", ("24h", "12h")),
    Setting("week_start", "Days", "monday", "The day on which a week begins.", WEEKDAYS),
    Setting("day_start", "Days", 4, "The hour at which a study day begins.", (), 0, 12),
    Setting(
        "topic_links",
        "Progress",
        True,
        "Whether topics of your own roadmaps are offered as links to known ones of the same name.",
    ),
    Setting(
        "forecast", "Progress", True, "Whether finish dates are shown; studytui forecast tells them always."
    ),
    Setting("streaks", "Progress", True, "Whether weeks on goal in a row are counted."),
    Setting("reviews", "Progress", True, "Whether finished topics come back for review."),
    Setting(
        "review_cap", "Progress", 5, "How many topics come back for review on one day at most.", (), 1, 99
    ),
    Setting(
        "timer_mode",
        "Timer",
        "stopwatch",
        "How the timer runs unless it is started otherwise.",
        ("stopwatch", "pomodoro", "flow", "countdown"),
    ),
    Setting("pomodoro_work", "Timer", 25, "The minutes of an interval of work.", (), 1, 240),
    Setting("pomodoro_break", "Timer", 5, "The minutes of a break.", (), 1, 120),
    Setting("pomodoro_long_break", "Timer", 15, "The minutes of a long break.", (), 1, 240),
    Setting("pomodoro_count", "Timer", 4, "After how many intervals the break is a long one.", (), 1, 12),
    Setting(
        "auto_start",
        "Timer",
        False,
        "Whether work and breaks take turns by the clock; otherwise each waits for you, and work counts on.",
    ),
    Setting("countdown_minutes", "Timer", 60, "The minutes of a countdown.", (), 1, 999),
    Setting(
        "away_minutes",
        "Timer",
        30,
        "After how many minutes without a key you are asked where the time went; 0 asks never.",
        (),
        0,
        999,
    ),
    Setting(
        "timer_limit", "Timer", 10, "After how many hours a timer looks forgotten; 0 for never.", (), 0, 24
    ),
    Setting(
        "notify",
        "Timer",
        "auto",
        "How you are told that an interval is over: auto takes what the terminal knows.",
        ("auto", "bell", "osc9", "osc99", "osc777", "command", "off"),
    ),
    Setting(
        "notify_when",
        "Timer",
        "blurred",
        "Whether you are told always, or only while the terminal is not in focus.",
        ("blurred", "always"),
    ),
    Setting(
        "notify_command",
        "Timer",
        "",
        "The command that tells you; {title} and {text} in it are filled in, and no shell reads it.",
    ),
    Setting("terminal_title", "Timer", True, "Whether the terminal's title shows the running timer."),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}


@dataclass(frozen=True)
class Settings:
    """The settings in force, and what was wrong in the file they came from.

    `keys` maps a verb's id to the keys that the user gave it.
    """

    theme: str = "studytui-dark"
    glyphs: str = "auto"
    spacing: str = "comfortable"
    footer: bool = True
    big_clock: bool = True
    mouse: bool = True
    clock: str = "24h"
    week_start: str = "monday"
    day_start: int = 4
    topic_links: bool = True
    forecast: bool = True
    streaks: bool = True
    reviews: bool = True
    review_cap: int = 5
    timer_mode: str = "stopwatch"
    pomodoro_work: int = 25
    pomodoro_break: int = 5
    pomodoro_long_break: int = 15
    pomodoro_count: int = 4
    auto_start: bool = False
    countdown_minutes: int = 60
    away_minutes: int = 30
    timer_limit: int = 10
    notify: str = "auto"
    notify_when: str = "blurred"
    notify_command: str = ""
    terminal_title: bool = True
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
