"""What a change repaints: the cells that differ, and nothing else; and never less."""

from __future__ import annotations

from rich.style import Style
from textual.app import App
from textual.geometry import Region

from studytui.tui.look import DARK, UNICODE, make_look
from studytui.tui.strips import changed_span, line
from studytui.tui.widgets.rows import Row, RowList
from tests.tui.screen import screen_text, settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    import pytest
    from textual.app import ComposeResult
    from textual.strip import Strip

PLAIN, BOLD = Style(), Style(bold=True)


def strip(*pieces: tuple[str, Style]) -> Strip:
    return line(pieces, sum(len(text) for text, _ in pieces), PLAIN)


def test_a_span_reaches_from_the_first_to_the_last_cell_that_differs() -> None:
    assert changed_span(strip(("abcdef", PLAIN)), strip(("abcdef", PLAIN))) is None
    assert changed_span(strip(("abc", PLAIN), ("def", PLAIN)), strip(("abcdef", PLAIN))) is None
    assert changed_span(strip(("abcdef", PLAIN)), strip(("aXcdYf", PLAIN))) == (1, 5)
    assert changed_span(strip(("abcdef", PLAIN)), strip(("ab", PLAIN), ("c", BOLD), ("def", PLAIN))) == (2, 3)


def test_wide_signs_count_by_their_cells() -> None:
    before = line([("学a学b", PLAIN)], 8, PLAIN)
    after = line([("学a学c", PLAIN)], 8, PLAIN)
    assert changed_span(before, after) == (5, 6)
    assert changed_span(before, line([("学a", PLAIN)], 4, PLAIN)) == (0, 8)


class Lists(App[int]):
    """One list."""

    CSS = "RowList { border: round white; }"

    def compose(self) -> ComposeResult:
        """Thirty rows, the border saying which."""
        yield RowList(id="list")

    def on_mount(self) -> None:
        """Draw them in our look."""
        self.register_theme(DARK)
        self.theme = DARK.name
        rows = self.query_one(RowList)
        rows.look = make_look(self.get_css_variables(), UNICODE)
        rows.show([Row(str(at), f"row {at}") for at in range(30)])
        rows.border_subtitle = "1 of 30"


def repainted(rows: RowList, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Region, ...]]:
    seen: list[tuple[Region, ...]] = []
    whole = rows._set_dirty

    def noted(*regions: Region) -> None:
        seen.append(regions)
        whole(*regions)

    monkeypatch.setattr(rows, "_set_dirty", noted)
    return seen


async def test_other_rows_and_titles_repaint_their_own_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Lists()
    async with app.run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        rows = app.query_one(RowList)
        seen = repainted(rows, monkeypatch)
        rows.show([Row(str(at), "row X" if at == 3 else f"row {at}") for at in range(30)])
        await settle(pilot)
        assert seen == [(Region(5, 3, 1, 1),)]
        assert "row X" in screen_text(app)
        seen.clear()
        rows.border_subtitle = "2 of 30"
        rows.border_subtitle = "2 of 30"
        await settle(pilot)
        assert seen == [(Region(28, rows.size.height, 11, 1),)]
        assert "2 of 30" in screen_text(app)


async def test_what_changed_while_it_was_hidden_is_seen_afterwards() -> None:
    app = Lists()
    async with app.run_test(size=(40, 12)) as pilot:
        rows = app.query_one(RowList)
        rows.display = False
        await settle(pilot)
        rows.show([Row("a", "another row")])
        await settle(pilot)
        rows.display = True
        await settle(pilot)
        assert "another row" in screen_text(app)
        assert "row 3" not in screen_text(app)
