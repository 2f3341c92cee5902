"""The colours: readable, the same with 256 of them as with all, and never the only sign of anything."""

from __future__ import annotations

import pytest
from textual.color import Color

from studytui.tui.look import ASCII, CONTRASTS, THEMES, UNICODE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.theme import Theme

LEVELS = (0, 0x5F, 0x87, 0xAF, 0xD7, 0xFF)
GREYS = tuple(8 + 10 * at for at in range(24))
INKS = ("foreground", "muted", "accent", "success", "warning", "error")


def colours(theme: Theme) -> dict[str, Color]:
    """Every colour that a theme of ours names."""
    named = {
        "foreground": theme.foreground,
        "background": theme.background,
        "surface": theme.surface,
        "panel": theme.panel,
        "primary": theme.primary,
        "accent": theme.accent,
        "success": theme.success,
        "warning": theme.warning,
        "error": theme.error,
        **theme.variables,
    }
    return {name: Color.parse(value) for name, value in named.items() if value is not None}


def luminance(colour: Color) -> float:
    """How light a colour is, after WCAG."""
    parts = [value / 255 for value in (colour.r, colour.g, colour.b)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_colours_are_among_the_256_so_that_ssh_shows_the_same(theme: Theme) -> None:
    for name, colour in colours(theme).items():
        cube = all(part in LEVELS for part in colour.rgb)
        grey = colour.r == colour.g == colour.b and colour.r in GREYS
        assert cube or grey, f"{name} {colour.hex}"


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_stand_out_from_what_is_behind_them(theme: Theme) -> None:
    found = colours(theme)
    least = 6.5 if theme.name in CONTRASTS.values() else 4.4
    for ink in INKS:
        assert contrast(found[ink], found["background"]) >= least, ink
    assert contrast(Color.parse("#ffffff"), found["selection"]) >= 6.4
    assert contrast(found["foreground"], found["selection-idle"]) >= 7.0
    assert contrast(found["edge-focused"], found["edge"]) >= 1.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_heat_rises_steadily_in_lightness(theme: Theme) -> None:
    heat = [luminance(colours(theme)[f"heat-{level}"]) for level in range(5)]
    assert heat == sorted(heat, reverse=not theme.dark)
    assert len(set(heat)) == 5


def test_every_plain_theme_has_one_of_high_contrast_and_every_sign_its_own_shape() -> None:
    names = {theme.name for theme in THEMES}
    assert set(CONTRASTS) | set(CONTRASTS.values()) == names
    for glyphs in (UNICODE, ASCII):
        states = (glyphs.done, glyphs.doing, glyphs.todo, glyphs.skipped, glyphs.due)
        assert len(set(states)) == 5
        assert len(set(glyphs.heat)) == 5
        assert glyphs.full != glyphs.empty
