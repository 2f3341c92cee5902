"""Themes without what Textual spends on them: a second parse of all styles, and a look-up for each line."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import App
from textual.filter import LineFilter

from studytui.tui.keymap import faults_in
from studytui.tui.look import THEMES, variable_defaults
from studytui.tui.widgets.remembering import Ground

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.color import Color
    from textual.screen import Screen
    from textual.theme import Theme

    from studytui.domain.settings import Settings


class PlainCuts(LineFilter):
    """Where Textual cuts a title, it ends with a full stop instead of Textual's own sign."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in ASCII, as far as Textual's sign goes; they keep their widths."""
        return [
            Segment(text.replace("…", "."), style, control) if "…" in text else segment
            for segment in segments
            for text, style, control in (segment,)
        ]


_ASCII = (PlainCuts(),)


class ThemedApp(App[int]):
    """An app that has our themes beside Textual's."""

    _named: tuple[str, Theme] | None = None
    _colours: tuple[Theme, dict[str, str]] | None = None

    def begin_with_theme(self, wanted: str) -> None:
        """Start in the theme of that name, in our first one where there is none; before the app runs.

        Assigning to `theme` lets Textual parse every style twice. For our themes, which use no colours of the
        terminal's own, it is enough to set what that would have set.
        """
        for theme in THEMES:
            self.register_theme(theme)
        first = next((theme for theme in THEMES if theme.name == wanted), THEMES[0])
        if wanted != first.name and wanted in self.available_themes:
            self.theme = wanted
            return
        self.set_reactive(App.theme, first.name)
        self.set_class(first.dark, "-dark-mode")
        self.set_class(not first.dark, "-light-mode")
        self.add_class(f"-theme-{first.name}")
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme in use by name, reckoned once."""
        if self._colours is None or self._colours[0] is not self.current_theme:
            self._colours = self.current_theme, super().get_css_variables()
        return dict(self._colours[1])

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that do not know them."""
        return variable_defaults({}, self.current_theme.dark)

    @property
    def current_theme(self) -> Theme:
        """The theme in use; Textual merges all themes anew for each line that it draws."""
        if self._named is None or self._named[0] != self.theme:
            self._named = self.theme, super().current_theme
        return self._named[1]

    def get_default_screen(self) -> Screen[None]:
        """The screen that is there from the start."""
        return Ground(id="_default")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through before it is drawn."""
        filters = super().get_line_filters()
        return (*filters, *_ASCII) if self.has_class("-ascii") else filters

    def faults_of(self, settings: Settings) -> tuple[str, ...]:
        """What is wrong in config.toml: values, keys, and a theme that there is not."""
        faults = (*settings.faults, *faults_in(settings.keys))
        if settings.theme not in self.available_themes:
            return (*faults, f"theme: there is no theme {settings.theme}; {THEMES[0].name} holds")
        return faults
