"""The look: signs and styles, made once for a theme and handed down to every widget."""

from __future__ import annotations

from rich.style import Style
from textual.scrollbar import ScrollBarRender
from textual.theme import Theme

from studytui.domain.records import dataclass
from studytui.domain.status import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Glyphs:
    """The signs in use: the full set, or ASCII for fonts and terminals that lack it."""

    done: str
    doing: str
    todo: str
    skipped: str
    due: str
    cursor: str
    opened: str
    closed: str
    running: str
    paused: str
    rest: str
    full: str
    empty: str
    then: str
    dot: str
    ellipsis: str
    dash: str
    cross: str
    heat: tuple[str, str, str, str, str]
    bars: str
    ascii: bool

    def status(self, status: Status) -> str:
        """The sign of a status."""
        return {
            Status.DONE: self.done,
            Status.DOING: self.doing,
            Status.TODO: self.todo,
            Status.SKIPPED: self.skipped,
        }[status]


UNICODE = Glyphs(
    "✓", "◐", "○", "–", "!", "▸", "▾", "▸", "●", "○", "◇", "━", "─", "›", "·", "…", "–", "×",
    ("·", "░", "▒", "▓", "█"), " ▁▂▃▄▅▆▇█", False,
)  # fmt: skip
ASCII = Glyphs(
    "x", "~", " ", "-", "!", ">", "v", ">", "@", "o", "%", "=", "-", ">", ".", "...", "-", "*",
    (".", ":", "+", "#", "@"), " .:-=+*#@", True,
)  # fmt: skip

DARK = Theme(
    name="studytui-dark",
    primary="#5fafff",
    secondary="#8a8a8a",
    accent="#5fafff",
    success="#5fd7af",
    warning="#ffaf5f",
    error="#ff875f",
    foreground="#d0d0d0",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    dark=True,
    variables={
        "muted": "#8a8a8a",
        "edge": "#4e4e4e",
        "edge-focused": "#5fafff",
        "selection": "#005f87",
        "selection-idle": "#303030",
        "heat-0": "#262626",
        "heat-1": "#005f87",
        "heat-2": "#0087af",
        "heat-3": "#5fafd7",
        "heat-4": "#afd7ff",
        "input-cursor-background": "#5fafff",
        "input-selection-background": "#005f87",
        "scrollbar": "#4e4e4e",
        "scrollbar-background": "#1c1c1c",
    },
)
LIGHT = Theme(
    name="studytui-light",
    primary="#005faf",
    secondary="#626262",
    accent="#005faf",
    success="#00875f",
    warning="#875f00",
    error="#af0000",
    foreground="#262626",
    background="#ffffff",
    surface="#eeeeee",
    panel="#e4e4e4",
    dark=False,
    variables={
        "muted": "#626262",
        "edge": "#b2b2b2",
        "edge-focused": "#005faf",
        "selection": "#005faf",
        "selection-idle": "#d7d7d7",
        "heat-0": "#eeeeee",
        "heat-1": "#afd7ff",
        "heat-2": "#5fafd7",
        "heat-3": "#0087af",
        "heat-4": "#005f87",
        "input-cursor-background": "#005faf",
        "input-selection-background": "#afd7ff",
        "scrollbar": "#b2b2b2",
        "scrollbar-background": "#eeeeee",
    },
)
DARK_CONTRAST = Theme(
    name="studytui-dark-contrast",
    primary="#87d7ff",
    secondary="#bcbcbc",
    accent="#87d7ff",
    success="#87ffaf",
    warning="#ffd75f",
    error="#ffafaf",
    foreground="#ffffff",
    background="#000000",
    surface="#1c1c1c",
    panel="#262626",
    dark=True,
    variables={
        "muted": "#c6c6c6",
        "edge": "#9e9e9e",
        "edge-focused": "#87d7ff",
        "selection": "#0000af",
        "selection-idle": "#444444",
        "heat-0": "#303030",
        "heat-1": "#005fd7",
        "heat-2": "#00afff",
        "heat-3": "#87d7ff",
        "heat-4": "#ffffff",
        "input-cursor-background": "#87d7ff",
        "input-selection-background": "#0000af",
        "scrollbar": "#9e9e9e",
        "scrollbar-background": "#1c1c1c",
    },
)
LIGHT_CONTRAST = Theme(
    name="studytui-light-contrast",
    primary="#0000af",
    secondary="#444444",
    accent="#0000af",
    success="#005f00",
    warning="#5f5f00",
    error="#870000",
    foreground="#000000",
    background="#ffffff",
    surface="#eeeeee",
    panel="#e4e4e4",
    dark=False,
    variables={
        "muted": "#444444",
        "edge": "#767676",
        "edge-focused": "#0000af",
        "selection": "#0000af",
        "selection-idle": "#c6c6c6",
        "heat-0": "#e4e4e4",
        "heat-1": "#87d7ff",
        "heat-2": "#0087ff",
        "heat-3": "#005faf",
        "heat-4": "#00005f",
        "input-cursor-background": "#0000af",
        "input-selection-background": "#afd7ff",
        "scrollbar": "#767676",
        "scrollbar-background": "#eeeeee",
    },
)
THEMES = (DARK, LIGHT, DARK_CONTRAST, LIGHT_CONTRAST)
CONTRASTS = {DARK.name: DARK_CONTRAST.name, LIGHT.name: LIGHT_CONTRAST.name}
"""The theme of high contrast that belongs to a plain one."""
_SCROLLBAR_ENDS = tuple(ScrollBarRender.VERTICAL_BARS)


def draw_scrollbars(glyphs: Glyphs) -> None:
    """Let scrollbars end in parts of a cell only where those signs may be drawn."""
    ScrollBarRender.VERTICAL_BARS = [" "] * 8 if glyphs.ascii else list(_SCROLLBAR_ENDS)


def variable_defaults(variables: Mapping[str, str], dark: bool) -> dict[str, str]:
    """What our own variables are under a theme that does not know them."""
    ours = dict((DARK if dark else LIGHT).variables)
    for name, other in (
        ("edge-focused", "primary"),
        ("selection", "primary-darken-2"),
        ("selection-idle", "panel"),
    ):
        if other in variables:
            ours[name] = variables[other]
    return ours


@dataclass(frozen=True)
class Look:
    """Styles by what they mean, and the signs that go with them."""

    glyphs: Glyphs
    text: Style
    muted: Style
    accent: Style
    success: Style
    warning: Style
    error: Style
    strong: Style
    selected: Style
    selected_idle: Style
    tab: Style
    bar: Style
    key: Style
    heat: tuple[Style, Style, Style, Style, Style]
    shades: bool = False
    """Whether the heat is told by signs of different density, since the terminal has too few colours."""

    def words(self, text: str) -> str:
        """Our own text, such as `Stage › item`, with the signs that are in use."""
        if not self.glyphs.ascii:
            return text
        for sign, plain in (("›", ">"), ("·", "."), ("–", "-"), ("…", "...")):
            text = text.replace(sign, plain)
        return text

    def status(self, status: Status) -> Style:
        """The style of a status's sign."""
        return {
            Status.DONE: self.success,
            Status.DOING: self.accent,
            Status.TODO: self.muted,
            Status.SKIPPED: self.muted,
        }[status]


def make_look(variables: Mapping[str, str], glyphs: Glyphs, few_colours: bool = False) -> Look:
    """The look of a theme, from its variables; with `few_colours` signs tell what shades of colours would."""
    back = variables["background"]

    def ink(name: str, bold: bool = False) -> Style:
        return Style(color=variables[name], bgcolor=back, bold=bold)

    white = Style(color="#ffffff", bgcolor=variables["selection"], bold=True)
    return Look(
        glyphs,
        ink("foreground"),
        ink("muted"),
        ink("accent"),
        ink("success"),
        ink("warning"),
        ink("error"),
        ink("foreground", bold=True),
        white,
        Style(color=variables["foreground"], bgcolor=variables["selection-idle"], bold=True),
        Style(color=back, bgcolor=variables["accent"], bold=True),
        Style(color=variables["muted"], bgcolor=variables["surface"]),
        Style(color=variables["accent"], bgcolor=variables["surface"], bold=True),
        (ink("heat-0"), ink("heat-1"), ink("heat-2"), ink("heat-3"), ink("heat-4")),
        few_colours or glyphs.ascii,
    )
