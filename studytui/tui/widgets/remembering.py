"""Widgets that are asked for the same lines every second, and do not make them anew each time."""

from __future__ import annotations

from textual.screen import Screen
from textual.widget import Widget

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter
    from textual.geometry import Region
    from textual.strip import Strip


class Remembering(Widget):
    """A widget that gives the same lines again as long as none of them is dirty.

    Textual asks every widget between the highest and the lowest cell that changes, whether it changes or not.
    """

    _rendered: list[Strip]
    _asked: tuple[Region, Sequence[LineFilter]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """As every widget's; where nothing is dirty since they were asked for last, the same lines again."""
        cache = self._styles_cache
        asked = (crop, self.get_line_filters())
        if cache._cache and not cache._dirty_lines and self._asked == asked:
            return self._rendered
        self._rendered = super().render_lines(crop)
        self._asked = asked
        return self._rendered


class Ground(Screen[None], Remembering):
    """The screen that everything stands on."""
