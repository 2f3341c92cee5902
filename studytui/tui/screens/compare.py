"""What two roadmaps share, and what only one of them has."""

from __future__ import annotations

from textual.content import Content

from studytui.tui.screens.dialog import Dialog
from studytui.tui.telling import drawable
from studytui.tui.verbs import bindings_of
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.domain.ids import RoadmapId
    from studytui.services.study import Study
    from studytui.tui.look import Look


class CompareScreen(Dialog[None]):
    """Topics, courses and projects by title."""

    DEFAULT_CSS = """
    CompareScreen RowList { width: 80; max-width: 100%; height: 90%; }
    """
    PASSES: ClassVar[frozenset[str]] = frozenset(("list.copy",))
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("list.copy")]

    def __init__(self, study: Study, first: RoadmapId, second: RoadmapId) -> None:
        """Compare two."""
        super().__init__()
        self._overlap = study.updates.overlap(first, second)
        self._titles = tuple(study.roadmaps.load(one).title for one in (first, second))

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield RowList(id="shares", classes="pane")

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one(RowList).focus()
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Draw in this look."""
        super().take_look(look)
        if look is None:
            return
        found, (one, other) = self._overlap, self._titles
        rows = [
            Row(title=f"{found.percent_first}% of {one}", role="strong"),
            Row(title=f"{found.percent_second}% of {other}", role="strong"),
            Row(title=f"{found.done_in_both:,} done in both", role="muted"),
            *_group("IN BOTH", found.shared, "both"),
            *_group(f"ONLY IN {one}", found.only_first, "first"),
            *_group(f"ONLY IN {other}", found.only_second, "second"),
        ]
        shares = self.query_one(RowList)
        shares.show(rows)
        shares.border_title = Content(drawable(f"{one} · {other}", look))
        shares.border_subtitle = drawable("y copy · esc close", look)

    def on_row_list_left(self) -> None:
        """One step back."""
        self.dismiss(None)


def _group(heading: str, titles: Sequence[str], key: str) -> list[Row]:
    if not titles:
        return []
    rows = [Row(f"{key} {place}", title, indent=1) for place, title in enumerate(titles)]
    return [Row(), Row(title=heading, right=f"{len(titles):,}", role="muted"), *rows]
