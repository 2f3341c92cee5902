"""The first run: choose a roadmap, then how many hours a week."""

from __future__ import annotations

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from studytui.tui.screens.dialog import AnswersOnce
from studytui.tui.widgets.description import Description, offer_rows
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.services.curricula import Curricula
    from studytui.tui.app import StudyApp
    from studytui.tui.look import Look

IMPORT = "import/"
"""The answer of who has a curriculum already."""
_HOURS = (3, 5, 10, 15, 20)


def begin(app: StudyApp) -> None:
    """Ask for a roadmap, then for a goal; leaving either keeps the defaults."""

    def roadmap_chosen(chosen: str | None) -> None:
        if chosen == IMPORT:
            app.perform("roadmap.import")
        elif chosen is not None:
            app.study.roadmaps.use(chosen)
            app.renew()
            if app.look is not None:
                app.push_screen(HoursScreen(app.look), hours_chosen)

    def hours_chosen(hours: int | None) -> None:
        if hours:
            app.study.goals.set(hours * 3600)
        app.renew()

    if app.look is not None:
        app.push_screen(RoadmapScreen(app.look, app.study.roadmaps), roadmap_chosen)


class RoadmapScreen(AnswersOnce[str | None]):
    """The roadmaps at the left, the one under the cursor at the right."""

    DEFAULT_CSS = """
    RoadmapScreen { background: $background; }
    RoadmapScreen Horizontal { width: 100%; height: 1fr; }
    RoadmapScreen #offers { width: 44; }
    RoadmapScreen #offer { width: 1fr; }
    RoadmapScreen.-narrow #offers { width: 36; }
    RoadmapScreen.-tiny #offers { width: 1fr; }
    RoadmapScreen.-tiny #offer { display: none; }
    RoadmapScreen #welcome { height: 3; padding: 1 2 0 2; }
    """
    SCOPED_CSS = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "later"),
        Binding("i", "import", "import"),
    ]

    def __init__(self, look: Look, roadmaps: Curricula) -> None:
        """Offer these."""
        super().__init__()
        self._look = look
        self._load = roadmaps.load
        self._offers = {offer.id: offer for offer in roadmaps.offers()}

    def compose(self) -> ComposeResult:
        """List and description."""
        with Vertical():
            words = "Welcome. Choose what to study; you can switch at any time and lose nothing."
            yield Static(words, id="welcome", markup=False)
            with Horizontal():
                yield RowList(id="offers", classes="pane")
                yield Description(id="offer", classes="pane")

    def on_mount(self) -> None:
        """Fill the list."""
        offers = self.query_one("#offers", RowList)
        offers.look = self._look
        offers.border_title = "Choose a roadmap"
        offers.border_subtitle = "enter choose · i import · esc later"
        offers.show(offer_rows(list(self._offers.values()), self._look, choosing=True), keep=False)
        offers.focus()
        self.query_one(Description).look = self._look
        self._describe()

    def on_row_list_moved(self) -> None:
        """Describe the other one."""
        self._describe()

    def _describe(self) -> None:
        row = self.query_one("#offers", RowList).current
        if row is None:
            return
        offer = self._offers[row.key]  # type: ignore[index]  # keys are the ids of offers
        text = self.query_one("#offer", Description)
        text.border_title = Content(offer.title)
        text.border_subtitle = "tab scroll"
        text.describe(offer, self._load(offer.id), None)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Chosen."""
        self.dismiss(message.row.key)

    def on_row_list_left(self) -> None:
        """Back from the text to the list."""
        self.query_one("#offers").focus()

    def action_import(self) -> None:
        """A curriculum of one's own."""
        self.dismiss(IMPORT)

    def action_leave(self) -> None:
        """Not now: the default roadmap is shown, and is in use from the first change on."""
        self.dismiss(None)


class HoursScreen(AnswersOnce[int | None]):
    """One question: hours a week."""

    DEFAULT_CSS = """
    HoursScreen RowList { width: 48; height: 9; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "none")]

    def __init__(self, look: Look) -> None:
        """Ask in this look."""
        super().__init__()
        self._look = look

    def compose(self) -> ComposeResult:
        """The choices."""
        yield RowList(id="hours", classes="pane")

    def on_mount(self) -> None:
        """Five hours are proposed."""
        hours = self.query_one("#hours", RowList)
        hours.look = self._look
        hours.border_title = "How many hours a week?"
        hours.border_subtitle = "enter choose · esc no goal"
        rows = [Row(str(number), f"{number} hours a week") for number in _HOURS]
        hours.show([*rows, Row("0", "No goal for now")])
        hours.go_to("5")
        hours.focus()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Chosen."""
        self.dismiss(int(message.row.key))

    def action_leave(self) -> None:
        """No goal."""
        self.dismiss(None)
