"""Notes that are hostile, long or on a small screen: nothing crashes, nothing raw reaches the terminal."""

from __future__ import annotations

import pytest
from textual.events import Paste

from studytui.services.notebook import LONGEST_NOTE
from studytui.tui.app import StudyApp
from studytui.tui.look import ASCII
from studytui.tui.views.notes import NotesList
from studytui.tui.widgets.editor import NoteEditor
from tests.tui.notes_samples import GIT, GONE, JOINS, SIZES, body, fill
from tests.tui.screen import press

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy


@pytest.fixture
def notes(study: OpenStudy, clock: FixedClock) -> Study:
    """A study with three notes."""
    return fill(study(), clock)


HOSTILE = (
    "[/x][b]\x1b[31m\x07\u202eevil\u2066 👩\u200d👩\u200d👧 שלום [l](javascript:x) <script>\n"
    "\ttab\x00\n```\n~~~\n|a|\n|-|\n"
)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text(notes: Study, size: tuple[int, int]) -> None:
    notes.notebook.write(GIT, "[/x]\x1b[0m", HOSTILE * 20)
    notes.notebook.write(GONE, "[/red]", HOSTILE)
    app = StudyApp(notes)
    async with app.run_test(size=size) as pilot:
        for keys in (
            ("3",),
            ("j",),
            ("k",),
            ("f4",),
            ("f4",),
            ("enter",),
            ("escape",),
            ("slash", *"evil"),
            ("escape",),
        ):
            text = await press(pilot, *keys)
            assert not {"\x1b", "\x07", "\x00", "\u202e", "\u2066"} & set(text)
        editor = app.query_one(NoteEditor)
        editor.focus()
        editor.post_message(Paste("\x1b]52;c;AAAA\x07pasted\u202e"))
        await press(pilot)
        assert "]52;c;AAAApasted" in editor.text
        assert not {"\x1b", "\x07", "\u202e"} & set(editor.text)


@pytest.mark.parametrize(
    "text",
    [
        "x" * LONGEST_NOTE,
        pytest.param("- a\n" * (LONGEST_NOTE // 4), marks=pytest.mark.faults),
        "- a\n" * (LONGEST_NOTE // 64),
        "[" * 5000,
        "|a" * 3000,
        "> " * 5000,
    ],
)
async def test_long_notes(notes: Study, text: str) -> None:
    notes.notebook.write(JOINS, "Joins", text)
    app = StudyApp(notes)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3", "f4", "f4", "j", "k")
        assert app.query_one(NoteEditor).text == text


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 12), (60, 18), (100, 30)])
async def test_small_screens(notes: Study, size: tuple[int, int]) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=size) as pilot:
        await press(
            pilot,
            "3",
            "j",
            "enter",
            *"ab",
            "f4",
            "f4",
            "f3",
            "escape",
            "slash",
            *"x",
            "escape",
            "n",
            "escape",
        )
        await press(pilot, "1", "n", *"z", "f4", "escape")
    assert body(notes, GONE) == "Old tricks\nab"


async def test_a_tiny_screen_shows_one_pane_at_a_time(notes: Study) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(50, 20)) as pilot:
        await press(pilot, "3")
        assert app.query_one("#notes-side").display
        assert not app.query_one(NoteEditor).display
        await press(pilot, "enter")
        assert app.query_one(NoteEditor).display
        assert app.query_one(NoteEditor).has_focus
        await press(pilot, "escape")
        assert app.query_one(NotesList).has_focus


async def test_ascii_mode(notes: Study) -> None:
    notes.notebook.write(JOINS, "Joins", "# A\n\n- b\n\n> c\n\n---\n\n|d|\n|-|\n|e|\n")
    app = StudyApp(notes, glyphs=ASCII)
    async with app.run_test(size=(120, 40)) as pilot:
        for keys in (("3",), ("f4",), ("f4",), ("enter",), ("escape",), ("n",)):
            text = await press(pilot, *keys)
            assert text.isascii(), {sign for sign in text if not sign.isascii()}
