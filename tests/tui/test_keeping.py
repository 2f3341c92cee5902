"""The dashboard and its data file: read-only places, files that change under it, the daily care, checks."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from studytui.services.study import Study
from studytui.store.restoring import restore
from studytui.store.schema import VERSION
from studytui.tui.app import StudyApp
from studytui.tui.widgets.bars import TopBar
from tests.tui.screen import press, screen_text, settle, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studytui.services.clock import FixedClock
    from studytui.store.home import Home
    from tests.conftest import OpenStudy

DAY = 86400


@pytest.fixture
def used(study: OpenStudy, home: Home) -> Study:
    """A study with a roadmap in use and one session."""
    made = study()
    made.log.add(made.log.understand("30m"), made.target("git"))
    return made


def raw(home: Home, statement: str) -> None:
    with closing(sqlite3.connect(home.database)) as connection:
        connection.execute(statement)
        connection.commit()


def sessions(home: Home) -> int:
    with closing(sqlite3.connect(home.database)) as connection:
        return int(connection.execute("SELECT count(*) FROM session").fetchone()[0])


def content(file: str) -> bytes:
    return Path(file).read_bytes()


def noise(file: str) -> None:
    Path(file).write_text("noise")


def there(home: Home) -> bool:
    return os.path.exists(home.database)


async def test_a_newer_file_is_shown_and_not_written(
    study: OpenStudy, home: Home, clock: FixedClock, used: Study
) -> None:
    used.close()
    raw(home, "PRAGMA user_version = 99")
    before = content(home.database)
    app = StudyApp(study())
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot)
        assert "studytui read-only" in text.splitlines()[0]
        assert "was written by a newer studytui" in words_said(app)
        for keys in (["t"], ["space"], ["n", "a", "escape"], ["u"], ["4"], ["6"], ["1"]):
            await press(pilot, *keys)
        assert "Traceback" not in screen_text(app)
    assert content(home.database) == before


async def test_a_migration_under_the_dashboard_ends_its_writing(home: Home, used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        raw(home, f"PRAGMA user_version = {VERSION + 1}")
        raw(home, "INSERT INTO meta VALUES ('newer', '1')")
        app.poll()
        text = await press(pilot)
        assert "studytui old data" in text.splitlines()[0]
        told = "A newer studytui has brought the data to its own version. Nothing more"
        assert any(message.startswith(told) for message in app.messages)
        await press(pilot, "t")
        assert "nothing was written" in words_said(app)
    assert sessions(home) == 1


async def test_a_restore_under_the_dashboard_is_noticed(home: Home, clock: FixedClock, used: Study) -> None:
    made = used.store.back_up("daily")
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        restore(home, made.file, clock.now())
        app.poll()
        app.poll()
        text = await press(pilot)
        assert "studytui old data" in text.splitlines()[0]
        assert words_said(app).startswith("Another file stands in the place of the data")
        assert len([one for one in app.messages if one.startswith("Another file")]) == 1
        await press(pilot, "t")
        assert sessions(home) == 1
        os.unlink(home.database)
    assert not there(home)


async def test_a_file_that_is_deleted_is_told_as_such(home: Home, used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        os.unlink(home.database)
        app.poll()
        assert words_said(app).startswith("The data file is gone")
        await press(pilot, "t")
        assert not there(home)


async def cared_for(pilot: Pilot[int], study: Study) -> None:
    """Wait until the worker in the background has done its care."""
    for _ in range(400):
        await press(pilot)
        if study.looked_after():
            return
        await pilot.pause(0.05)
    pytest.fail("the data was not looked after")


async def test_the_daily_care_is_done_after_the_first_paint(
    home: Home, clock: FixedClock, used: Study
) -> None:
    clock.advance(DAY)
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await cared_for(pilot, used)
        assert [name for name in os.listdir(home.backups) if "daily" in name] == ["20261122-120000-daily.db"]
        assert app.messages == []
        clock.advance(DAY)
        app.poll()
        await cared_for(pilot, used)
        assert len(os.listdir(home.backups)) == 2
    assert used.looked_after()


async def test_silent_damage_is_told_in_the_dashboard(home: Home, clock: FixedClock, used: Study) -> None:
    clock.advance(DAY)
    raw(home, "UPDATE session SET note = 'by nobody'")
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await cared_for(pilot, used)
        await press(pilot)
        assert "is not as it was written (1 row changed)" in words_said(app)


async def answered(pilot: Pilot[int]) -> str:
    """The screen once what takes a moment has been found out."""
    for _ in range(400):
        text = await press(pilot)
        if "This takes a moment." not in text:
            return text
        await pilot.pause(0.05)
    pytest.fail("no answer came")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_backups_and_the_check_can_be_read(home: Home, used: Study, size: tuple[int, int]) -> None:
    app = StudyApp(used)
    async with app.run_test(size=size) as pilot:
        await press(pilot)
        app.perform("data.backups")
        text = await answered(pilot)
        assert "There are no backups yet." in text
        await press(pilot, "escape")
        made = used.store.back_up("manual")
        noise(os.path.join(home.backups, "20200101-000000-daily.db"))
        app.perform("data.backups")
        text = await answered(pilot)
        assert "Sat 21 Nov 2026 13:00 · 1 session, 0 notes, " in text
        assert "20200101-000000-daily.db" in text.replace("\n", "")
        assert app.screen.focused is not None
        assert getattr(app.screen.focused, "copied")() == f"studytui restore {made.file}"  # noqa: B009
        await press(pilot, "escape")
        app.perform("data.check")
        text = await answered(pilot)
        assert "every page of the file is sound" in text
        await press(pilot, "escape")
        assert app.query_one(TopBar).marked == ""


async def test_a_read_only_folder_can_be_looked_at(
    home: Home, clock: FixedClock, used: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    used.close()
    plain = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and plain(path, mode))
    shutil.copy(home.database, kept := home.folder + "-copy.db")
    app = StudyApp(Study(home, clock))
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot)
        assert "studytui read-only" in text.splitlines()[0]
        assert "may only be read here" in words_said(app)
        await press(pilot, "t")
        assert "may only be read here" in words_said(app)
        for keys in ("2", "3", "4", "5", "6", "7", "1"):
            await press(pilot, keys)
    app.study.close()
    assert content(home.database) == content(kept)


async def test_damage_that_is_met_later_ends_with_a_word(
    home: Home, used: Study, capsys: pytest.CaptureFixture[str]
) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        raw(home, "UPDATE session SET title = 'silent'")
        app._handle_exception(TypeError("unsupported"))
        await settle(pilot)
    assert app.return_code == 3
    told = capsys.readouterr().err.replace("\n", "")
    assert "is damaged (it holds what was never written)" in told
    assert "studytui doctor" in told


async def test_a_note_in_a_read_only_folder_is_read_and_left(
    home: Home, used: Study, clock: FixedClock
) -> None:
    used.close()
    raw(home, "PRAGMA user_version = 99")
    app = StudyApp(Study(home, clock))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n")
        text = await press(pilot, "a", "b")
        assert "read-only" in text.splitlines()[-4] or "read-only" in text
        await press(pilot, "escape")
        assert not app.screen.is_modal
    app.study.close()


async def test_a_change_that_cannot_be_put_in_order_is_told_and_its_end_seen(
    study: OpenStudy, home: Home, used: Study
) -> None:
    used.close()
    header = os.path.join(home.folder, ".change-0-0")
    os.mkdir(header)
    app = StudyApp(study())
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot)
        assert "studytui read-only" in text.splitlines()[0]
        assert "could not be put in order" in words_said(app)
        await press(pilot, "t")
        assert app.study.timer.running() is None
        os.rmdir(header)
        text = await press(pilot, "t")
        assert app.study.timer.running() is not None
        assert "read-only" not in text.splitlines()[0]
