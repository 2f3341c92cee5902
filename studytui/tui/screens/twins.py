"""Topics of a roadmap that are called like known ones: which of them are the same is chosen once."""

from __future__ import annotations

from textual.binding import Binding

from studytui.domain.status import Status
from studytui.tui.screens.dialog import Dialog
from studytui.tui.telling import drawable
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.services.twins import TwinOffer
    from studytui.tui.look import Look


class TwinsScreen(Dialog[frozenset[str]]):
    """Answers with the topics that are linked; the others are not asked about again. Esc asks later."""

    DEFAULT_CSS = """
    TwinsScreen RowList { width: 80; max-width: 100%; height: 80%; max-height: 34; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,shift+space", "turn", show=False, priority=True),
        Binding("enter", "link", show=False, priority=True),
        Binding("x", "none", show=False),
    ]

    def __init__(self, title: str, offers: Sequence[TwinOffer]) -> None:
        """Offer the links of the roadmap called `title`; all are chosen at first."""
        super().__init__()
        self._called = title
        self._offers = offers
        self._linked = {offer.topic for offer in offers}

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield RowList(id="twins", classes="pane")

    def on_mount(self) -> None:
        """Fill it."""
        twins = self.query_one(RowList)
        twins.border_title = "Are these the same topics?"
        twins.focus()
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Draw in this look."""
        super().take_look(look)
        self._redraw()

    def _redraw(self) -> None:
        look = self.look
        if look is None:
            return
        rows = [
            Row(title=f"A topic of {self._called} that is linked counts as the known one:", role="muted"),
            Row(title="done in one roadmap, it is done in all.", role="muted"),
            Row(),
        ]
        for offer in self._offers:
            on = offer.topic in self._linked
            known = f"{look.glyphs.then} {offer.known_title}"
            state = "" if offer.status is Status.TODO else f" {look.glyphs.status(offer.status)}"
            sign = look.glyphs.done if on else look.glyphs.todo
            role = "success" if on else "muted"
            rows.append(Row(offer.topic, offer.title, sign, known + state, sign_role=role))
        twins = self.query_one(RowList)
        twins.show(rows)
        count = f"{len(self._linked)} of {len(self._offers)}"
        keys = f"{count} · space choose · enter link them · x none · esc ask later"
        twins.border_subtitle = drawable(keys, look)

    def action_turn(self) -> None:
        """Link it, or do not."""
        row = self.query_one(RowList).current
        if row is not None:
            self._linked ^= {row.key}
            self._redraw()

    def action_link(self) -> None:
        """As chosen."""
        self.dismiss(frozenset(self._linked))

    def action_none(self) -> None:
        """None of them, and never asked again."""
        self.dismiss(frozenset())

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """A double click turns a row over."""
        self._linked ^= {message.row.key}
        self._redraw()

    def on_row_list_left(self) -> None:
        """Later."""
        self.dismiss(None)
