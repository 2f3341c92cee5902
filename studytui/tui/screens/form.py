"""A form of a few lines: what is typed in each is read at once, and what was understood is said below it."""

from __future__ import annotations

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from studytui.domain.faults import Fault
from studytui.domain.records import dataclass
from studytui.tui.screens.dialog import Dialog
from studytui.tui.telling import drawable, say_fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.tui.look import Look

    Typed = Mapping[str, str]


@dataclass(frozen=True)
class Field:
    """One line; `read` says what was understood of it, given all lines, or raises a Fault."""

    name: str
    label: str
    read: Callable[[Typed], str]
    value: str = ""
    placeholder: str = ""


class FormScreen(Dialog[bool]):
    """Answers True once `save` has taken what was typed; a Fault of it is said, and the form stays."""

    DEFAULT_CSS = """
    FormScreen #form { width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 0 1; }
    FormScreen .field { height: 1; }
    FormScreen .label { width: 9; color: $muted; }
    FormScreen Input, FormScreen Input:focus { border: none; height: 1; padding: 0 1; background: $surface; width: 1fr; }
    FormScreen .told { margin: 0 0 0 10; height: auto; min-height: 2; width: 1fr; color: $muted; }
    FormScreen .told.-fault, FormScreen #last.-fault { color: $error; }
    FormScreen #last { height: auto; color: $warning; display: none; }
    FormScreen.-low .told { min-height: 1; }
    """  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", show=False),
        Binding("up", "go(-1)", show=False),
        Binding("down", "go(1)", show=False),
    ]

    def __init__(self, title: str, fields: Sequence[Field], save: Callable[[Typed], None]) -> None:
        """Ask for these."""
        super().__init__()
        self._called = title
        self._fields = {field.name: field for field in fields}
        self._save = save
        self._discards = False
        self._touched: set[str] = {field.name for field in fields if field.value}

    def compose(self) -> ComposeResult:
        """The lines, below each what it means."""
        with VerticalScroll(id="form", classes="pane", can_focus=False):
            for field in self._fields.values():
                with Horizontal(classes="field"):
                    yield Static(field.label, classes="label", markup=False)
                    line = Input(
                        field.value, placeholder=field.placeholder, id=field.name, select_on_focus=False
                    )
                    line.cursor_blink = False
                    yield line
                yield Static(id=f"{field.name}-told", classes="told", markup=False)
            yield Static(id="last", markup=False)

    def on_mount(self) -> None:
        """Begin with the first line."""
        self.query(Input).first().focus()
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Write with the signs of this look."""
        super().take_look(look)
        if look is None:
            return
        box = self.query_one("#form")
        box.border_title = Content(drawable(self._called, look))
        enter = "enter save" if len(self._fields) == 1 else "enter next, save on the last · ctrl+s save"
        box.border_subtitle = drawable(f"{enter} · esc cancel", look)
        self._read()

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the lines."""
        return {name: self.query_one(f"#{name}", Input).value.strip() for name in self._fields}

    @property
    def changed(self) -> bool:
        """Whether anything was typed that would be lost."""
        return any(text != self._fields[name].value.strip() for name, text in self.typed.items())

    def on_input_changed(self, message: Input.Changed) -> None:
        """Read again."""
        message.stop()
        self._discards = False
        if message.value:
            self._touched.add(message.input.id or "")
        self._say("")
        self._read()

    def _read(self) -> str | None:
        """Say below each line what it means; the first line that is not understood."""
        if self.look is None:
            return None
        typed = self.typed
        wrong: str | None = None
        for name, field in self._fields.items():
            told = self.query_one(f"#{name}-told", Static)
            try:
                words = field.read(typed)
                faulty = False
            except Fault as fault:
                wrong = wrong or name
                faulty = name in self._touched
                words = f"{self.look.glyphs.cross} {say_fault(fault)}" if faulty else ""
            told.set_class(faulty, "-fault")
            told.update(Content(drawable(words, self.look)))
        return wrong

    def _say(self, words: str, faulty: bool = False) -> None:
        last = self.query_one("#last", Static)
        last.set_class(faulty, "-fault")
        last.display = bool(words)
        last.update(Content(words if self.look is None else drawable(words, self.look)))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes to the next line, and saves on the last."""
        message.stop()
        if message.input.id == list(self._fields)[-1]:
            self.action_save()
        else:
            self.focus_next()

    def action_go(self, by: int) -> None:
        """Up and down go from line to line."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_leave(self) -> None:
        """Cancel; what was typed is given up at the second time."""
        if self.changed and not self._discards:
            self._discards = True
            self._say("esc again discards what was typed")
            return
        self.dismiss(None)

    def action_save(self) -> None:
        """Save, if all is understood; else go to the line that is not."""
        self._touched |= set(self._fields)
        wrong = self._read()
        if wrong is not None:
            self.query_one(f"#{wrong}", Input).focus()
            return
        try:
            self._save(self.typed)
        except Fault as fault:
            sign = "" if self.look is None else f"{self.look.glyphs.cross} "
            self._say(f"{sign}{say_fault(fault)}", faulty=True)
            return
        self.dismiss(True)
