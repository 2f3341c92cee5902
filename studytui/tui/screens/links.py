"""The links of a stage or an item: opened, added, changed, removed."""

from __future__ import annotations

from textual.content import Content

from studytui.domain.faults import Fault, NothingToDo
from studytui.tui.screens.dialog import Dialog
from studytui.tui.telling import drawable
from studytui.tui.verbs import Place, bindings, bindings_of
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.domain.roadmap import Resource
    from studytui.domain.target import Target
    from studytui.services.authoring import Edited
    from studytui.services.study import Study
    from studytui.tui.look import Look

_OWN = "own"


class LinkList(RowList):
    """The links."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.PARTS, Place.LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.PARTS])]


class LinksScreen(Dialog[None]):
    """Every change is written at once, and `changed` gets it, for whoever opened this."""

    DEFAULT_CSS = """
    LinksScreen RowList { width: 90; max-width: 100%; height: 60%; max-height: 24; }
    """
    PASSES: ClassVar[frozenset[str]] = frozenset(("list.copy",))
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("list.copy", "change.undo", "change.redo", "item.link")
    ]

    def __init__(self, study: Study, target: Target, changed: list[Edited]) -> None:
        """Show the links of `target`."""
        super().__init__()
        self._study = study
        self._target = target
        self._changed = changed
        self._listed: tuple[Resource, ...] = ()
        self._own: str | None = None

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield LinkList(id="links", classes="pane", empty="There is no link here yet.\na adds one.")

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one(RowList).focus()
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Draw in this look."""
        super().take_look(look)
        if look is None:
            return
        links = self.query_one(RowList)
        links.border_title = Content(drawable(f"Links · {self._target.title}", look))
        links.border_subtitle = drawable("enter open · a add · e edit · d remove · esc close", look)
        self._reread()

    def _reread(self) -> None:
        authoring = self._study.authoring
        self._listed = authoring.links(self._target)
        self._own = authoring.particulars(self._target).url
        rows = [Row(_OWN, self._own)] if self._own else []
        for place, link in enumerate(self._listed):
            rows.append(Row(str(place), link.title, right="" if link.url else "no address"))
            if link.url and link.url != link.title:
                rows.append(Row(title=link.url, role="muted", indent=1, attached=True))
        self.query_one(RowList).show(rows)

    def perform(self, verb: str) -> bool:
        """Open, add, change, remove, take back."""
        works = {
            "item.link": self._open,
            "part.add": self._add,
            "part.edit": self._edit,
            "part.remove": self._remove,
        }
        if verb in works:
            works[verb]()
        elif verb in ("change.undo", "change.redo"):
            from studytui.tui.actions import changes

            changes.PERFORMERS[verb](self.app)
            self._changed.clear()
            self._reread()
        else:
            return verb.startswith("part.")
        return True

    def on_row_list_opened(self) -> None:
        """Enter opens."""
        self.app.guard(self._open)

    def on_row_list_left(self) -> None:
        """One step back."""
        self.dismiss(None)

    def _row(self) -> Row:
        row = self.query_one(RowList).current
        if row is None:
            raise NothingToDo("there is no link here yet", "a adds one")
        return row

    def _open(self) -> None:
        row = self._row()
        url = self._own if row.key == _OWN else self._listed[int(row.key)].url
        if url is None:
            raise NothingToDo(f"{row.title} has no address", "e gives it one")
        self.app.open_url(url)
        self.app.say(f"Opened {url}")

    def _add(self) -> None:
        from studytui.tui.actions.parts import ask_link

        ask_link(self.app, self._target, self._took)

    def _edit(self) -> None:
        from studytui.tui.actions.parts import ask_link

        row = self._row()
        authoring, target = self._study.authoring, self._target
        if row.key == _OWN:
            ask_link(
                self.app,
                target,
                self._took,
                lambda _words, address: authoring.set_link(target, address),
                ("", self._own or ""),
            )
            return
        place = int(row.key)
        link = self._listed[place]
        ask_link(
            self.app,
            target,
            self._took,
            lambda words, address: authoring.set_resource(target, place, words, address),
            (link.title, link.url or ""),
        )

    def _remove(self) -> None:
        row = self._row()
        authoring = self._study.authoring
        if row.key == _OWN:
            self._took(authoring.set_link(self._target, None))
        else:
            self._took(authoring.remove_resource(self._target, int(row.key)))
        self.app.say("The link was removed. u undo")

    def _took(self, edited: Edited) -> None:
        self._changed.append(edited)
        try:
            self._reread()
        except Fault:
            self.dismiss(None)
            raise
