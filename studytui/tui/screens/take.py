"""Importing a curriculum: a file is named, what it would become is shown and chosen, then it is taken."""

from __future__ import annotations

from textual import work
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from studytui.domain.faults import Fault, Refused
from studytui.domain.records import replace
from studytui.exchange.preview import Choices
from studytui.tui.paths import completions, expanded, shown_name
from studytui.tui.preview_rows import changed, counts, tree
from studytui.tui.screens.dialog import Dialog
from studytui.tui.telling import drawable, say_fault
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.exchange.preview import Preview
    from studytui.services.importing import Plan
    from studytui.services.study import Study
    from studytui.tui.look import Look

_MODES = (None, "boxes", "tables", "paras", "lists")
_DEEPEST = 6
_EMPTY = (
    "What is read: a Markdown list, a\n"
    "roadmap in TOML, the config.json of\n"
    "an exercism track, your copy of a\n"
    "developer roadmap (JSON or folder).\n"
    "\n"
    "tab completes the name."
)


class PathInput(Input):
    """The file's name; Tab completes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.complete", show=False),
        Binding("down", "screen.pick(1)", show=False),
        Binding("up", "screen.pick(-1)", show=False),
    ]


class PreviewList(RowList):
    """The names that fit while one is typed; then the roadmap as it would be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "screen.mode", show=False),
        Binding("plus,equals_sign", "screen.level(1)", show=False),
        Binding("minus", "screen.level(-1)", show=False),
        Binding("s", "screen.section", show=False),
        Binding("e", "screen.names", show=False),
        Binding("R", "screen.replace", show=False),
    ]


class ImportScreen(Dialog[str]):
    """Answers with the id of the roadmap that was imported."""

    DEFAULT_CSS = """
    ImportScreen #import { width: 100; max-width: 100%; height: 90%; }
    ImportScreen .field { height: 1; padding: 0 1; }
    ImportScreen .label { width: 6; color: $muted; }
    ImportScreen Input, ImportScreen Input:focus { border: none; height: 1; padding: 0 1; background: $surface; width: 1fr; }
    ImportScreen .told { height: auto; padding: 0 1; }
    ImportScreen #choices { color: $muted; }
    ImportScreen #fate.-fault { color: $error; }
    ImportScreen #preview { height: 1fr; margin-top: 1; }
    ImportScreen.-low #import, ImportScreen.-tiny #import, ImportScreen.-narrow #import { height: 100%; }
    ImportScreen.-low #preview { margin-top: 0; }
    """  # noqa: E501
    SCOPED_CSS = False

    def __init__(self, study: Study) -> None:
        """Import into `study`."""
        super().__init__()
        self._study = study
        self._path = ""
        self._choices = Choices()
        self._preview: Preview | None = None
        self._plan: Plan | None = None
        self._replaces = False
        self._names: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """The name, what it holds, what can be chosen, and the tree."""
        with Vertical(id="import", classes="pane"):
            with Horizontal(classes="field"):
                yield Static("File", classes="label", markup=False)
                path = PathInput(id="path", placeholder="~/curriculum.md", select_on_focus=False)
                path.cursor_blink = False
                yield path
            yield Static(id="counts", classes="told", markup=False)
            yield Static(id="choices", classes="told", markup=False)
            yield Static(id="fate", classes="told", markup=False)
            yield PreviewList(id="preview", empty=_EMPTY)

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#import").border_title = "Import a roadmap"
        self.query_one(PathInput).focus()
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Draw in this look."""
        super().take_look(look)
        self._redraw()

    def _tell(self, where: str, words: str, faulty: bool = False) -> None:
        told = self.query_one(f"#{where}", Static)
        told.display = bool(words)
        told.set_class(faulty, "-fault")
        told.update(Content(words if self.look is None else drawable(words, self.look)))

    def _redraw(self) -> None:
        look = self.look
        if look is None:
            return
        rows, preview = self.query_one(PreviewList), self._preview
        keys = "enter read it · tab complete · esc close"
        if preview is None:
            rows.lit = False
            rows.show([Row(name, shown_name(name)) for name in self._names], keep=False)
            self._tell("counts", "")
            self._tell("choices", "")
        else:
            news = self._plan.changes if self._plan is not None else None
            rows.show([*(changed(news) if news else []), *tree(preview, look)], keep=False)
            self._tell("counts", counts(preview))
            self._tell("choices", self._say_choices(preview))
            keys = "enter import · e title and id · esc another file"
        self.query_one("#import").border_subtitle = drawable(keys, look)

    def _say_choices(self, preview: Preview) -> str:
        if not preview.headings:
            return f"read as {preview.mode}"
        level = "automatic" if self._choices.level is None else str(self._choices.level)
        chosen = "" if self._choices.mode else ", found by itself"
        section = self._choices.section or "all"
        return f"m mode: {preview.mode}{chosen} · - + level: {level} · s section: {section}"

    def on_input_changed(self, message: Input.Changed) -> None:
        """Another name: what was shown is of another file."""
        message.stop()
        self._preview = self._plan = None
        self._choices, self._replaces = Choices(), False
        self._tell("fate", "")
        self._complete_later(message.value)

    @work(exclusive=True, group="names")
    async def _complete_later(self, typed: str) -> None:
        from asyncio import to_thread

        self._names = await to_thread(completions, typed)
        if self._preview is None:
            self._redraw()

    def action_complete(self) -> None:
        """Take the name under the cursor, else the first one that fits."""
        path, rows = self.query_one(PathInput), self.query_one(PreviewList)
        if self._preview is not None:
            rows.focus()
        elif rows.current is not None:
            path.value = rows.current.key
            path.cursor_position = len(path.value)

    def action_pick(self, by: int) -> None:
        """Up and down among the names that fit."""
        rows = self.query_one(PreviewList)
        if self._preview is not None:
            rows.focus()
            return
        if rows.lit:
            rows.perform("list.down" if by > 0 else "list.up")
        rows.lit = True
        rows.refresh()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Read the file, or take the name that was picked."""
        message.stop()
        rows = self.query_one(PreviewList)
        if self._preview is None and rows.lit and rows.current is not None:
            self.action_complete()
            if rows.current is not None and rows.current.key.endswith(("/", "\\")):
                return
        self._path = expanded(self.query_one(PathInput).value)
        if self._path:
            self._read()

    def _read(self) -> None:
        """Read the file beside the dashboard, since a large one takes its time."""
        self._tell("fate", "reading…")
        path, choices = self._path, self._choices

        def work() -> None:
            found: Preview | Fault
            try:
                found = self._study.importing.read(path, choices)
            except Fault as fault:
                found = fault
            self.app.call_from_thread(self._was_read, path, found)

        self.run_worker(work, thread=True, exclusive=True, group="reading", exit_on_error=False)

    def _was_read(self, path: str, found: Preview | Fault) -> None:
        if path != self._path or not self.is_attached:
            return
        if isinstance(found, Fault):
            self._fail(found)
        else:
            self._take(found)
            self.query_one(PreviewList).focus()

    def _fail(self, fault: Fault) -> None:
        self._plan = None
        self._tell("fate", f"{self.look.glyphs.cross if self.look else ''} {say_fault(fault)}", faulty=True)

    def _take(self, preview: Preview) -> None:
        self._preview, self._plan = preview, None
        self._judge()
        self._redraw()

    def _judge(self) -> None:
        """Say what an import would do: a new roadmap, an update, or why it is refused."""
        if self._preview is None:
            return
        try:
            self._plan = plan = self._study.importing.plan(self._preview, overwrite=self._replaces)
        except Refused as fault:
            self._fail(Refused(f"{fault.message}: e gives this one another id, R replaces the other"))
        except Fault as fault:
            self._fail(fault)
        else:
            if plan.changes is None:
                self._tell("fate", f"= a new roadmap, in roadmaps/{plan.roadmap.id}.toml")
            else:
                lost = ", and your changes of it are lost" if plan.edited else ""
                self._tell("fate", f"= {plan.roadmap.id} is updated: {plan.changes.sentence()}{lost}")

    def _choose(self, choices: Choices) -> None:
        """Read the same file in another way; the counts follow."""
        preview = self._preview
        if preview is None:
            return
        self._choices = choices
        try:
            if preview.written is not None:
                self._take(self._study.importing.read(self._path, choices))
            else:
                self._take(preview.choosing(choices))
        except Fault as fault:
            self.query_one(PreviewList).show([])
            self._tell("counts", "")
            self._tell("choices", self._say_choices(replace(preview, mode=choices.mode or preview.mode)))
            self._fail(Refused(fault.message, "Another way to read it: m"))

    def action_mode(self) -> None:
        """The next way to read it."""
        if self._preview is not None and self._preview.written is None and self._preview.headings:
            at = _MODES.index(self._choices.mode)
            self._choose(replace(self._choices, mode=_MODES[(at + 1) % len(_MODES)]))

    def action_level(self, by: int) -> None:
        """Deeper or higher headings are the stages; beyond both ends it is found by itself."""
        if self._preview is not None and self._preview.headings:
            level = ((self._choices.level or 0) + by) % (_DEEPEST + 1)
            self._choose(replace(self._choices, level=level or None))

    def action_section(self) -> None:
        """Only what stands under one heading."""
        from studytui.tui.screens.choose import ChooseScreen

        preview = self._preview
        if preview is None or not preview.headings:
            return
        rows = [Row("all", "everything")]
        rows += [Row(f"={title}", title, indent=1) for title in dict.fromkeys(preview.headings) if title]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._choose(replace(self._choices, section=None if key == "all" else key[1:]))

        at = "all" if self._choices.section is None else f"={self._choices.section}"
        self.app.push_screen(ChooseScreen("Only what stands under", rows, at), chosen)

    def action_names(self) -> None:
        """Another title, another id."""
        from studytui.domain.ids import is_slug
        from studytui.tui.screens.form import Field, FormScreen

        preview = self._preview
        if preview is None:
            return

        def say_title(typed: Mapping[str, str]) -> str:
            return "" if typed["title"] else "the document's own"

        def say_id(typed: Mapping[str, str]) -> str:
            if typed["id"] and not is_slug(typed["id"]):
                raise Refused("An id has only a-z, 0-9 and -.")
            return f"= roadmaps/{typed['id']}.toml" if typed["id"] else "made of the title"

        def save(typed: Mapping[str, str]) -> None:
            self._choose(replace(self._choices, title=typed["title"] or None, identity=typed["id"] or None))

        fields = [
            Field("title", "Title", say_title, preview.title),
            Field("id", "Id", say_id, preview.roadmap.id),
        ]
        self.app.push_screen(FormScreen("Title and id", fields, save))

    def action_replace(self) -> None:
        """Let it take the place of a roadmap of one's own; undo brings that back."""
        self._replaces = True
        self._judge()
        self._redraw()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Enter imports; a name that is clicked is taken."""
        message.stop()
        if self._preview is None:
            self.action_complete()
            self.query_one(PathInput).focus()
            return
        if self._plan is None:
            self._judge()
        if self._plan is not None:
            try:
                done = self._study.importing.carry_out(self._plan)
            except Fault as fault:
                self._fail(fault)
            else:
                self.dismiss(done.roadmap.id)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """No news to anybody else."""
        message.stop()

    def on_row_list_left(self) -> None:
        """Back to the name."""
        self.query_one(PathInput).focus()

    def action_leave(self) -> None:
        """Back to the name, then close."""
        path = self.query_one(PathInput)
        if path.has_focus:
            self.dismiss(None)
        else:
            path.focus()
