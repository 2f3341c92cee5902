"""The filter of lists, copying, and a timer's key probe."""

from __future__ import annotations

import pytest

from studytui.tui import clipboard
from studytui.tui.app import StudyApp
from studytui.tui.keyprobe import KeyProbe, told
from studytui.tui.widgets.filter import FilterBar
from studytui.tui.widgets.rows import Row, RowList, with_words
from tests.tui.screen import press, screen_text, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from studytui.services.study import Study
    from tests.conftest import OpenStudy

ROWS = (
    Row(title="FRUIT"),
    Row("a", "Apple"),
    Row("p", "Pear, Äpfel"),
    Row(title="a fruit", attached=True),
    Row(title="ROOTS"),
    Row("c", "Carrot"),
    Row(),
    Row(title="SUM"),
)


@pytest.fixture
def used(study: OpenStudy) -> Study:
    """A study in which the default roadmap is in use."""
    made = study()
    made.roadmaps.use("backend-developer")
    return made


def titles(rows: tuple[Row, ...]) -> list[str]:
    """Only what is read."""
    return [row.title for row in rows]


def test_headings_and_attached_lines_stay_with_their_rows() -> None:
    assert titles(with_words(ROWS, "ap")) == ["FRUIT", "Apple", "Pear, Äpfel", "a fruit"]
    assert titles(with_words(ROWS, "apf pear")) == ["FRUIT", "Pear, Äpfel", "a fruit"]
    assert titles(with_words(ROWS, "CARR")) == ["ROOTS", "Carrot"]
    assert with_words(ROWS, "fruit") == ()


async def test_it_narrows_while_typing_and_enter_keeps_it(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "/", *"sql")
        items = app.query_one("#stage-items", RowList)
        assert [row.title for row in items.rows if row.key] == []
        assert "No line has: sql" in screen_text(app)
        await press(pilot, *(["backspace"] * 3), *"git")
        assert all("git" in row.title.lower() for row in items.rows if row.key)
        assert items.current is not None
        text = await press(pilot, "enter")
        assert not app.query(FilterBar)
        assert items.has_focus
        assert "filter: git, esc clears" in text
        await press(pilot, "space")
        assert "filter: git, esc clears" in screen_text(app)
        assert used.statuses()
        text = await press(pilot, "escape")
        assert "filter:" not in text
        assert len([row for row in items.rows if row.key]) > 5
        assert app.view == "stage"


async def test_esc_in_the_line_clears_it(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        stages = app.query_one("#stages", RowList)
        before = stages.rows
        await press(pilot, "/", *"auth")
        assert [row.title for row in stages.rows] == ["5 Auth and security"]
        selected = app.selection()
        assert selected is not None
        assert selected.stage == "security"
        text = await press(pilot, "escape")
        assert not app.query(FilterBar)
        assert stages.has_focus
        assert len(stages.rows) == len(before)
        assert "filter" not in text.splitlines()[13]
        await press(pilot, "/", "/", "tab")
        assert stages.has_focus


async def test_words_are_no_markup(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "/", *"[/x]", "enter")
        assert "filter: [/x], esc clears" in screen_text(app)


async def test_copying_says_by_what(used: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    app = StudyApp(used)
    monkeypatch.setattr(clipboard, "programs", list)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "y")
        assert app.clipboard == "1 Programming foundations"
        assert (
            words_said(app) == "Copied “1 Programming foundations” by the terminal, if it lets programs copy."
        )


def test_a_program_of_the_system_is_used_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "xclip"
    fake.write_text(f'#!/bin/sh\ncat > "{tmp_path}/copied"\n', "utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path) + ":/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert clipboard.put("Grüße") == "xclip"
    assert (tmp_path / "copied").read_text("utf-8") == "Grüße"
    fake.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    assert clipboard.put("Grüße") is None


async def test_the_key_probe_names_keys_and_leaves_on_two_q() -> None:
    app = KeyProbe({"timer.toggle": "ctrl+t"})
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("ctrl+t", "tab", "q", "ctrl+p", "left_shift", "q"):
            await press(pilot, key)
        assert app.is_running
        assert app.lines[0] == told("ctrl+t", {"timer.toggle": "ctrl+t"})
        assert "timer.toggle (everywhere)" in app.lines[0]
        assert "pane.next" in app.lines[1]
        assert "app.palette" in app.lines[3]
        assert "only a modifier" in app.lines[4]
        await press(pilot, "q")
    assert app.return_code == 0
