"""The Roadmaps view: every roadmap with its progress, the one under the cursor described beside it."""

from __future__ import annotations

from contextlib import suppress

from textual.containers import Horizontal
from textual.content import Content

from studytui.domain.faults import Fault, NothingToDo
from studytui.domain.status import Status
from studytui.tui.verbs import Place, bindings
from studytui.tui.views.view import View
from studytui.tui.widgets.bars import VerbClicked
from studytui.tui.widgets.description import Beside, Description, counted, offer_rows
from studytui.tui.widgets.reading import paragraph
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.domain.changes import Changes
    from studytui.domain.ids import RoadmapId
    from studytui.domain.roadmap import Roadmap
    from studytui.roadmaps.findings import Finding
    from studytui.services.curricula import Offer
    from studytui.services.study import Study
    from studytui.services.updates import Left
    from studytui.tui.look import Look

_BROKEN = "broken/"
HIDDEN = "hidden/"
"""The row that stands for the hidden roadmaps."""
LEFT = "left/"
"""The row that stands for what no roadmap holds any more."""


class RoadmapList(RowList):
    """The roadmaps, and below them the files that cannot be opened."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.ROADMAPS, Place.LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.ROADMAPS])]


class RoadmapsView(View):
    """All roadmaps; Enter puts one in use."""

    DEFAULT_CSS = """
    RoadmapsView #roadmap-list { width: 44; }
    RoadmapsView #roadmap-text { width: 1fr; }
    .-narrow RoadmapsView #roadmap-list { width: 36; }
    .-tiny RoadmapsView #roadmap-list { width: 1fr; }
    .-tiny RoadmapsView #roadmap-text { display: none; }
    .-wide RoadmapsView #roadmap-list { width: 1fr; }
    .-wide RoadmapsView #roadmap-text { width: 100; }
    """
    SCOPED_CSS = False
    first_focus = "#roadmap-list"
    hints: ClassVar[Mapping[str, str]] = {
        "note.open": "",
        "list.add": "",
        "list.open": "",
        "list.previous": "",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Nothing has been read yet."""
        super().__init__(id=id)
        self._offers: dict[str, Offer] = {}
        self._roadmaps: dict[str, Roadmap] = {}
        self._paths: dict[str, str] = {}
        self._broken: dict[str, list[Finding]] = {}
        self._hidden: dict[str, str] = {}
        self._left: tuple[Left, ...] = ()
        self._shares: Mapping[RoadmapId, int] = {}
        self._news: dict[RoadmapId, Changes] = {}
        self._tell: Callable[[RoadmapId], None] | None = None

    def compose(self) -> ComposeResult:
        """The list, and what is told of the one under the cursor."""
        with Horizontal():
            yield RoadmapList(id="roadmap-list", classes="pane").data_bind(RoadmapsView.look)
            yield Description(id="roadmap-text", classes="pane").data_bind(RoadmapsView.look)

    def read(self, study: Study) -> None:
        """Read all roadmaps; what has not changed on disk is remembered by the library."""
        self._offers = {offer.id: offer for offer in study.roadmaps.offers()}
        self._roadmaps = {name: study.roadmaps.load(name) for name in self._offers}
        self._paths = {listed.id: listed.path for listed in study.library.listing()}
        self._broken = {}
        for finding in study.library.findings():
            if finding.severity == "error":
                self._broken.setdefault(_BROKEN + finding.file, []).append(finding)
        self._hidden = study.roadmaps.hidden()
        self._left = study.updates.left()
        self._shares = study.updates.overlaps(study.active_id())
        self._news |= study.updates.news()
        self._tell = study.updates.told
        self._redraw()

    def left(self) -> None:
        """What was told of new versions need not be told again."""
        self._news = {}

    def shown(self) -> None:
        """Begin at the one in use."""
        active = next((offer.id for offer in self._offers.values() if offer.active), None)
        if active is not None:
            self.query_one(RoadmapList).go_to(active)

    def watch_look(self) -> None:
        """Draw in the other look."""
        self._redraw()

    def _redraw(self) -> None:
        if not self.is_mounted or self.look is None:
            return
        roadmaps = self.query_one(RoadmapList)
        rows = offer_rows(list(self._offers.values()), self.look, self._shares, self._news)
        if self._broken:
            rows += [Row(), Row(title="CANNOT BE OPENED", role="muted")]
        for key, findings in self._broken.items():
            name = key.removeprefix(_BROKEN)
            rows.append(
                Row(key, name, self.look.glyphs.cross, counted(len(findings), "fault"), sign_role="error")
            )
            rows.append(Row(title=findings[0].message, role="muted", indent=2, attached=True))
        rows += self._shelf()
        roadmaps.show(rows)
        own = sum(not offer.bundled for offer in self._offers.values())
        roadmaps.border_title = "Roadmaps"
        roadmaps.border_subtitle = f"{len(self._offers) - own} bundled {self.look.glyphs.dot} {own} yours"
        self._describe()

    def _shelf(self) -> list[Row]:
        """What is kept, but is no roadmap that could be used."""
        rows = []
        if self._hidden:
            rows.append(Row(HIDDEN, "Hidden", " ", f"{len(self._hidden)}", role="muted"))
        if self._left:
            rows.append(Row(LEFT, "No longer in a roadmap", " ", f"{len(self._left)}", role="muted"))
        return [Row(), *rows] if rows else []

    def _describe(self) -> None:
        row = self.query_one(RoadmapList).current
        text = self.query_one(Description)
        if row is None or self.look is None:
            return
        if row.key in self._broken:
            text.border_title = Content(row.title)
            text.border_subtitle = "f5 read again"
            told = "\n\n".join(finding.sentence() for finding in self._broken[row.key])
            text.say(f"{told}\n\nE opens the file in your editor.")
            return
        if row.key in (HIDDEN, LEFT):
            text.border_title = row.title
            text.border_subtitle = "enter bring one back" if row.key == HIDDEN else "tab scroll"
            text.say_rows(
                hidden_rows(self._hidden) if row.key == HIDDEN else left_rows(self._left, self.look)
            )
            return
        offer = self._offers[row.key]
        goal = None if self.snapshot is None else self.snapshot.week.week_goal
        text.border_title = Content(offer.title)
        text.border_subtitle = f"tab scroll {self.look.glyphs.dot} y copy path"
        news = self._news.get(offer.id)
        beside = Beside(self._shares.get(offer.id, 0) if not offer.active else 0, news)
        text.describe(offer, self._roadmaps[row.key], goal, beside)
        if news is not None and self._tell is not None and self.display:
            with suppress(Fault):  # it is told again where the disk refuses
                self._tell(offer.id)

    def on_row_list_moved(self) -> None:
        """Tell of the other one."""
        self._describe()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """A click on the cursor's row, `l` or right: as Enter."""
        if isinstance(message.rows, RoadmapList):
            self.post_message(VerbClicked("roadmap.use"))

    def on_row_list_left(self, message: RowList.Left) -> None:
        """Back from the text to the list."""
        self.query_one(RoadmapList).focus()

    def chosen(self) -> str:
        """The id of the roadmap under the cursor; a Fault for a file that cannot be opened."""
        row = self.query_one(RoadmapList).current
        if row is None:
            raise NothingToDo("no roadmap is selected")
        if row.key in (HIDDEN, LEFT):
            raise NothingToDo("no roadmap is selected", "Go to one of those above")
        if row.key in self._broken:
            raise Fault(f"{row.title} cannot be opened", "mend the file, then read it again with f5")
        return row.key

    def row_key(self) -> str:
        """The key of the row under the cursor."""
        row = self.query_one(RoadmapList).current
        return "" if row is None else row.key

    def file_id(self) -> str:
        """The id of the file under the cursor, which need not be one that can be opened."""
        key = self.row_key()
        return key.removeprefix(_BROKEN).removesuffix(".toml") if key in self._broken else self.chosen()

    def copied(self) -> str:
        """The path of the file under the cursor."""
        row = self.query_one(RoadmapList).current
        return "" if row is None else self._paths.get(row.key, row.key.removeprefix(_BROKEN))


def hidden_rows(hidden: Mapping[str, str]) -> list[Row]:
    """The titles of the hidden roadmaps."""
    return [Row(title=title) for title in hidden.values()]


def left_rows(left: tuple[Left, ...], look: Look) -> list[Row]:
    """What no roadmap holds any more, with what is kept of it."""
    from studytui.domain.durations import format_compact

    words = "These have left their roadmaps. Their ticks, hours and notes are kept, and come back with them."
    rows = [*paragraph(words, 88, "muted"), Row()]
    for one in left:
        sign = look.glyphs.todo if one.status is None else look.glyphs.status(one.status)
        role = "success" if one.status is Status.DONE else "muted"
        time = format_compact(one.seconds) if one.seconds else ""
        rows.append(Row(title=one.title or one.item, sign=sign, right=time, sign_role=role))
    return rows
