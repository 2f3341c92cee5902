"""The question after an absence: what happened, when, and what shall become of that time."""

from __future__ import annotations

from textual.containers import Vertical
from textual.widgets import Static

from studytui.domain import absence
from studytui.domain.durations import format_duration
from studytui.domain.session import elapsed
from studytui.tui.screens.dialog import Dialog
from studytui.tui.telling import drawable, say_moment, say_time
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from studytui.domain.absence import Absence
    from studytui.services.study import Study
    from studytui.tui.look import Look

_KEYS = {
    "k": absence.KEEP,
    "c": absence.CUT,
    "s": absence.SPLIT,
    "m": absence.SHIFT,
    "e": absence.END,
    "d": absence.DISCARD,
}


class Answers(RowList, inherit_bindings=False):
    """A list that leaves all letters to its dialog."""


class AbsenceScreen(Dialog[str]):
    """Answers with one of the choices that the absence offers; Esc with none. Other keys do nothing."""

    DEFAULT_CSS = """
    AbsenceScreen #absence { width: 70; max-width: 100%; height: auto; max-height: 100%; padding: 0 1; }
    AbsenceScreen Static { height: auto; width: 1fr; }
    AbsenceScreen #answers { margin-top: 1; max-height: 100%; }
    AbsenceScreen.-low #what { max-height: 30vh; }
    AbsenceScreen.-low #answers { margin-top: 0; max-height: 50vh; }
    """

    def __init__(self, study: Study, found: Absence) -> None:
        """Ask about `found`."""
        super().__init__()
        self._study = study
        self._found = found

    def compose(self) -> ComposeResult:
        """What happened, and what can be done."""
        with Vertical(id="absence", classes="pane"):
            yield Static(id="what", markup=False)
            yield Answers(id="answers")

    def on_mount(self) -> None:
        """Let the arrows choose."""
        answers = self.query_one(Answers)
        answers.lit = True
        answers.focus()
        super().on_mount()

    def take_look(self, look: Look | None) -> None:
        """Draw with the signs of this look."""
        super().take_look(look)
        self.show(self._found)

    def show(self, found: Absence) -> None:
        """Ask about this."""
        self._found = found
        if self.look is None:
            return
        box = self.query_one("#absence")
        box.border_title = drawable("Where did the time go?", self.look)
        box.border_subtitle = "esc asks again later"
        self.query_one("#what", Static).update(drawable("\n".join(self._told()), self.look))
        rows = self._rows()
        answers = self.query_one(Answers)
        answers.styles.height = len(rows)
        answers.show(rows)

    def _at(self, instant: int) -> str:
        """A time of day, with its day where that is another than today."""
        study = self._study
        return say_moment(instant, study.clock.zone_name(), study.today(), study.settings.twelve_hours)

    def _told(self) -> list[str]:
        timer = self._study.timer.running()
        found = self._found
        lines = [found.reason, f"Last seen {self._at(found.since)}, back {self._at(found.back)}."]
        if timer is not None:
            lines.append(f"{timer.title}, begun {self._at(timer.start)}.")
        if found.counted:
            lines.append(f"Of that time {format_duration(found.counted)} count as study now.")
        return lines

    def _rows(self) -> list[Row]:
        timer = self._study.timer.running()
        if timer is None:
            return []
        found, now = self._found, self._study.clock.seconds()
        before, whole = elapsed(timer, found.since), elapsed(timer, now)
        end = self._at(found.since)
        told = {
            absence.KEEP: ("keep all of it", f"{format_duration(whole)}, goes on"),
            absence.CUT: (f"cut: end {end}, when you were last seen", f"saves {format_duration(before)}"),
            absence.SPLIT: (
                f"split: end {end}, go on since {say_time(found.back, *self._clock())}",
                f"saves {format_duration(before)}",
            ),
            absence.SHIFT: (
                "move the start along with the clock",
                f"{format_duration(elapsed(absence.shifted(timer, found.stepped), now))}, goes on",
            ),
            absence.END: ("end at another time" + (self.look.glyphs.ellipsis if self.look else ""), ""),
            absence.DISCARD: ("discard the timer", "saves nothing"),
        }
        return [
            Row(choice, told[choice][0], key, told[choice][1], sign_role="accent")
            for key, choice in _KEYS.items()
            if choice in found.choices
        ]

    def _clock(self) -> tuple[str, bool]:
        return self._study.clock.zone_name(), self._study.settings.twelve_hours

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Chosen by Enter or the mouse."""
        self.dismiss(message.row.key)

    def on_key(self, event: events.Key) -> None:
        """A key of the list is taken, arrows and Enter work."""
        event.stop()
        answers = self.query_one(Answers)
        choice = _KEYS.get(event.key)
        if choice is not None and choice in self._found.choices:
            self.dismiss(choice)
        elif event.key in ("up", "down"):
            answers.perform(f"list.{event.key}")
        elif event.key == "enter":
            answers.perform("list.open")
