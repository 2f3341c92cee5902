"""Notes in the dashboard: typed, kept, saved, found, previewed and deleted, by keys."""

from __future__ import annotations

import os
import sys

import pytest

from studytui.domain.faults import SystemRefused
from studytui.domain.ids import NoteTarget
from studytui.services.notebook import LONGEST_NOTE
from studytui.tui.app import StudyApp
from studytui.tui.views.notes import NotesList, NotesView, SearchField
from studytui.tui.widgets.editor import NoteEditor
from studytui.tui.widgets.preview import Preview
from tests.tui.notes_samples import GIT, GONE, JOINS, SIZES, body, changes, fill, right
from tests.tui.screen import press, row_with, screen_text, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy


@pytest.fixture
def notes(study: OpenStudy, clock: FixedClock) -> Study:
    """A study with three notes."""
    return fill(study(), clock)


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_says_when_and_counts_by_stage(notes: Study, size: tuple[int, int]) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=size) as pilot:
        text = await press(pilot, "3")
        assert [row.key for row in app.query_one(NotesList).rows if row.key] == [JOINS, GONE, GIT]
        assert [right(app, key) for key in (JOINS, GONE, GIT)] == ["12:59", "Mon", "12 Oct"]
        assert "BY STAGE" in text
        assert " 1 " in row_with(app, "No longer in a r")
        assert "LEFT JOIN" in text
        assert app.query_one(Preview).display is (size[0] >= 112)


async def test_no_notes_yet(study: OpenStudy) -> None:
    made = study()
    made.roadmaps.use("backend-developer")
    app = StudyApp(made)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "3")
        assert "No notes yet." in text
        assert "n begins one." in text
        await press(pilot, "enter", "d", "E", "f4", "f4", "f3", "f3", "ctrl+s", "y", "tab", "tab", "escape")
        assert app.view == "notes"
        assert made.notebook.search("") == ()


async def test_what_is_typed_is_a_draft_then_one_change(notes: Study) -> None:
    before = changes(notes)
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "enter", *"More")
        editor = app.query_one(NoteEditor)
        editor.keep_draft()
        text = await press(pilot)
        assert "draft kept" in text
        assert notes.notebook.draft(JOINS) == body(notes) + "More"
        assert changes(notes) == before
        text = await press(pilot, "escape")
        assert body(notes).endswith("row.\nMore")
        assert notes.notebook.draft(JOINS) is None
        assert changes(notes) == before + 1
        assert "saved 13:00" in text
        await press(pilot, "u")
        assert body(notes).endswith("row.\n")
        assert "More" not in app.query_one(NoteEditor).text


async def test_the_pause_in_typing_keeps_the_draft(notes: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studytui.tui.widgets.editor._PAUSE_SECONDS", 0.001)
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "enter", *"Mo")
        for _ in range(200):
            if notes.notebook.draft(JOINS):
                break
            await pilot.pause(0.005)
        assert notes.notebook.draft(JOINS) == body(notes) + "Mo"


async def test_ctrl_s_saves_and_goes_on(notes: Study) -> None:
    before = changes(notes)
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "enter", *"one", "ctrl+s")
        assert body(notes).endswith("one")
        assert app.query_one(NoteEditor).has_focus
        await press(pilot, *"two", "ctrl+s", "ctrl+s", "escape", "enter", "escape")
        assert body(notes).endswith("onetwo")
        assert changes(notes) == before + 2


async def test_five_minutes_of_typing_are_a_change(notes: Study, clock: FixedClock) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "enter", *"a")
        clock.advance(299)
        await press(pilot, *"b")
        assert not body(notes).endswith("b")
        clock.advance(1)
        await press(pilot, *"c")
        assert body(notes).endswith("abc")


@pytest.mark.parametrize("way_out", [("ctrl+q",), ("escape", "j"), ("tab", "4"), ("tab", "q"), ("tab", "1")])
async def test_every_way_out_saves(notes: Study, way_out: tuple[str, ...]) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3", "enter", *"More")
        for key in way_out:
            await press(pilot, key)
    assert body(notes).endswith("More")


async def test_looking_is_no_change(notes: Study) -> None:
    before = changes(notes)
    app = StudyApp(notes)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3", "j", "k", "enter", "escape", "f4", "f4", "f3", "escape", "1", "3", "j", "q")
    assert changes(notes) == before


async def test_a_draft_is_taken_up_and_said(notes: Study) -> None:
    notes.notebook.keep_draft(JOINS, "half a thou")
    before = changes(notes)
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "3")
        assert "half a thou" in text
        assert "draft taken up" in text
        assert right(app, JOINS) == "draft"
        await press(pilot, "j", "k")
        assert changes(notes) == before
        await press(pilot, "enter", *"ght", "escape")
    assert body(notes) == "half a thought"


async def test_a_draft_of_no_note_yet_is_in_the_list(notes: Study) -> None:
    notes.notebook.keep_draft(NoteTarget("topic/redis"), "typed before the crash")
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "3")
        assert right(app, NoteTarget("topic/redis")) == "draft"
        assert "typed before the crash" in text
        await press(pilot, "enter", "escape")
    assert body(notes, NoteTarget("topic/redis")) == "typed before the crash"


async def test_search_is_live_and_finds_words_in_the_text(notes: Study) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "3", "slash", *"rebas")
        assert "1 found" in text
        assert [row.key for row in app.query_one(NotesList).rows if row.key] == [GIT]
        assert "Rebase or **merge**?" in text
        await press(pilot, "enter")
        assert app.query_one(NotesList).has_focus
        await press(pilot, "escape")
        assert app.query_one(SearchField).value == ""
        assert len(app.query_one(NotesList).rows) > 3
        text = await press(pilot, "slash", *"xyzzy")
        assert "No note has: xyzzy" in text
        await press(pilot, "down", "enter", "d", "E")
        await press(pilot, "slash", "escape")
        assert len(app.query_one(NotesList).rows) > 3


@pytest.mark.parametrize(
    "words", ['"', "'", "*", "NEAR(", "a AND", "[/red]", "^x", "\\", "%s", "{", "日本", "-", "$x"]
)
async def test_odd_searches(notes: Study, words: str) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3")
        app.query_one(SearchField).value = words
        await press(pilot)
        assert "found" in screen_text(app)


async def test_n_picks_what_to_write_on(notes: Study) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "3", "n")
        assert "Write a note on" in text
        assert "1 Programming foundations" in text
        text = await press(pilot, *"transac", "enter")
        assert right(app, NoteTarget("topic/transactions")) == "new"
        text = await press(pilot, *"acid", "escape")
        assert body(notes, NoteTarget("topic/transactions")) == "acid"
        assert app.query_one(NotesList).rows[0].key == "topic/transactions"
        await press(pilot, "a", "down", "enter", *"on the stage", "escape")
        assert body(notes, NoteTarget("stage/backend-developer/foundations")) == "on the stage"
        before = changes(notes)
        await press(pilot, "n", "escape", "n", *"redis", "enter", "escape")
        assert changes(notes) == before
        assert "Redis" not in [row.title for row in app.query_one(NotesList).rows]


async def test_delete_and_undo(notes: Study) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3", "j", "d")
        assert notes.notebook.of(GONE) is None
        assert words_said(app) == "Deleted the note on Perl one-liners. u undo"
        await press(pilot, "u")
        assert body(notes, GONE) == "Old tricks\n"
        assert "Perl one-liners" in screen_text(app)


async def test_deleting_a_note_with_a_draft_loses_nothing(notes: Study) -> None:
    notes.notebook.keep_draft(JOINS, "typed, never saved")
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "d")
        assert notes.notebook.of(JOINS) is None
        await press(pilot, "u")
    assert body(notes) == "typed, never saved"


async def test_an_emptied_note_goes_and_says_so(notes: Study) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "enter")
        app.query_one(NoteEditor).replace_text("")
        await press(pilot, "escape")
        assert notes.notebook.of(JOINS) is None
        assert "nothing is left" in words_said(app)


async def test_the_preview_in_place_of_the_editor_and_beside_it(notes: Study) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3")
        assert "rich.markdown" not in sys.modules or not app.query_one(Preview).display
        text = await press(pilot, "f4")
        assert "════" in text
        assert "`" not in text
        assert not app.query_one(NoteEditor).display
        text = await press(pilot, "enter")
        assert "`LEFT JOIN`" in text
        assert app.query_one(NoteEditor).has_focus
        await press(pilot, "f4")
        assert app.query_one(Preview).has_focus
        await press(pilot, "f4")
        assert app.query_one(NoteEditor).has_focus
        await press(pilot, "f4", "l")
        assert app.query_one(NoteEditor).has_focus
        await pilot.resize_terminal(120, 40)
        await press(pilot, "f4")
        assert app.query_one(Preview).display
        assert app.query_one(NoteEditor).display
        await press(pilot, "f3")
        assert not app.query_one("#notes-side").display
        await press(pilot, "escape")
        assert app.query_one(NotesList).has_focus
        assert app.query_one("#notes-side").display


async def test_the_preview_follows_the_typing(notes: Study) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3", "enter", "enter", *"- point")
        app.query_one(NoteEditor).keep_draft()
        assert " · point" in await press(pilot)


async def test_another_note_is_previewed_from_its_top(notes: Study) -> None:
    notes.notebook.write(JOINS, "Joins", "- point\n" * 100)
    notes.notebook.write(GIT, "Git", "- other\n" * 100)
    app = StudyApp(notes)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3", "tab", "tab", "end")
        assert app.query_one(Preview).scroll_offset.y > 50
        await press(pilot, "escape", "j")
        assert app.query_one(Preview).scroll_offset.y == 0


async def test_n_opens_the_note_on_anything_and_comes_back(notes: Study) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "tab", "n")
        assert "Note on Python" in text
        await press(pilot, *"Indentation", "f4")
        assert "Indentation" in screen_text(app)
        await press(pilot, "f4", *"!", "ctrl+s", "escape")
        assert app.view == "dashboard"
        assert not app.screen.is_modal
    assert body(notes, NoteTarget("topic/python")) == "Indentation!"


async def test_what_the_command_line_adds_is_merged_or_taken_up(notes: Study, study: OpenStudy) -> None:
    other = study()
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3")
        other.notebook.add(other.target("joins"), "first from outside")
        app.renew()
        assert "first from outside" in await press(pilot)
        await press(pilot, "enter", *"mine")
        other.notebook.add(other.target("joins"), "second from outside")
        app.renew()
        await press(pilot, "escape")
        assert "mine" in body(notes)
        assert "second from outside" in body(notes)
        assert "second from outside" in app.query_one(NoteEditor).text


async def test_a_refused_save_keeps_the_text_and_the_place(notes: Study) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3", "enter")
        editor = app.query_one(NoteEditor)
        editor.replace_text("long\n" * (LONGEST_NOTE // 5 + 1))
        text = await press(pilot, "escape")
        assert editor.has_focus
        assert "The note would be" in text
        assert editor.text.startswith("long")
        editor.replace_text("short")
        await press(pilot, "escape")
    assert body(notes) == "short"


async def test_a_full_disk_is_said_and_nothing_is_lost(notes: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise SystemRefused("no room to write", "free some space and try again")

    app = StudyApp(notes)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3", "enter", *"More")
        with monkeypatch.context() as patch:
            patch.setattr(notes.notebook, "write", full)
            patch.setattr(notes.notebook, "keep_draft", full)
            text = await press(pilot, "escape")
            assert "No room to write" in text
            assert app.query_one(NoteEditor).has_focus
        await press(pilot, "escape")
    assert body(notes).endswith("More")


async def test_the_hints_are_true(notes: Study) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(200, 50)) as pilot:
        text = await press(pilot, "3")
        hints = text.splitlines()[-1]
        assert "n new note" in hints
        assert "add hours" not in hints
        text = await press(pilot, "enter")
        hints = text.splitlines()[-1]
        assert "^s save" in hints
        assert "^g $EDITOR" in hints
        assert "t timer" not in hints


async def test_t_starts_on_what_the_note_is_on(notes: Study) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "t")
    timer = notes.timer.running()
    assert timer is not None
    assert timer.item == "topic/joins"


@pytest.mark.parametrize(
    ("keys", "shown"), [(("3", "E"), "Joins"), (("E",), "Dash"), (("3", "enter", "ctrl+g"), "Joins")]
)
async def test_without_an_editor_both_variables_are_named(
    notes: Study, keys: tuple[str, ...], shown: str
) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        assert shown in await press(pilot, *keys)
        assert "$VISUAL" in words_said(app)
        assert "$EDITOR" in words_said(app)


async def test_a_terminal_that_cannot_be_lent(notes: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "E")
        assert "cannot be lent" in words_said(app)
        await press(pilot, "1", "E")
        assert "cannot be lent" in words_said(app)
    assert not [name for name in os.listdir(notes.home.folder) if name.startswith("edit-")]


async def test_y_copies_the_note(notes: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []

    def put(text: str) -> str:
        taken.append(text)
        return "a test"

    monkeypatch.setattr("studytui.tui.clipboard.put", put)
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "y")
    assert taken == [body(notes)]


@pytest.mark.parametrize("verb", ["notes.search", "notes.new"])
async def test_from_the_palette(notes: Study, verb: str) -> None:
    app = StudyApp(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        app.perform(verb)
        text = await press(pilot)
        assert app.view == "notes"
        assert isinstance(app.current_view, NotesView)
        if verb == "notes.search":
            assert app.query_one(SearchField).has_focus
        else:
            assert "Write a note on" in text
