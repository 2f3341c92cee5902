"""The daily care: a copy that was checked whole, rotation, and what is told when something is off."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studytui.services import safekeeping
from studytui.services.safekeeping import look_after
from studytui.store import backups
from studytui.store.home import Home

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

DAY = 86400


def logged(study: Study) -> None:
    study.log.add(study.log.understand("30m"), study.target("git"))


def daily(home: Home) -> list[str]:
    try:
        return sorted(name for name in os.listdir(home.backups) if "daily" in name)
    except FileNotFoundError:
        return []


def test_a_copy_a_day_from_the_second_day_on(study: OpenStudy, home: Home, clock: FixedClock) -> None:
    one = study()
    logged(one)
    assert not one.looked_after()
    assert look_after(one) == ()
    assert one.looked_after()
    assert daily(home) == []
    clock.advance(DAY)
    assert not one.looked_after()
    for _ in range(3):
        assert look_after(one) == ()
    assert daily(home) == ["20261122-120000-daily.db"]
    (made,) = backups.listed(home)
    assert isinstance(made, backups.Backup)
    assert (made.sessions, made.made) == (1, clock.seconds())
    other = study()
    assert look_after(other, lambda: None) == ()
    assert len(daily(home)) == 1


def test_a_year_of_days_leaves_a_few_dozen_and_the_best(
    study: OpenStudy, home: Home, clock: FixedClock
) -> None:
    one = study()
    logged(one)
    plain = first = one.store.back_up("daily").file
    hand = one.store.back_up("manual").file
    logged(one)
    best = one.store.back_up("before-import").file
    for day in range(1, 420):
        clock.advance(DAY)
        moment = datetime.fromtimestamp(clock.seconds(), UTC)
        os.link(plain, os.path.join(home.backups, f"{moment:%Y%m%d-%H%M%S}-daily.db"))
        if day % 40 == 0 or day == 419:
            plain = os.path.join(home.backups, f"{moment:%Y%m%d-%H%M%S}-daily.db")
            backups.rotate(home, clock.now())
    names = set(os.listdir(home.backups))
    assert {os.path.basename(best), os.path.basename(hand)} <= names
    assert os.path.basename(first) not in names
    assert len(names) == 2 + 12 + 10 + 9 + 2
    Path(best).write_bytes(b"rotten")
    clock.advance(30 * DAY)
    gone = backups.rotate(home, clock.now())
    assert best in gone
    assert hand not in gone


def spoiled(home: Home, statement: str) -> None:
    with closing(sqlite3.connect(home.database)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE session SET note = 'other'", "1 row changed"),
        ("UPDATE session SET seconds = 1", "figures reckoned wrongly"),
        ("UPDATE operation SET new = new || ' '", "operations changed"),
        ("DELETE FROM session", "1 row changed"),
    ],
)
def test_a_silent_change_is_told_and_no_copy_of_it_kept(
    study: OpenStudy, home: Home, clock: FixedClock, statement: str, said: str
) -> None:
    one = study()
    logged(one)
    look_after(one)
    clock.advance(DAY)
    spoiled(home, statement)
    (told,) = look_after(one)
    assert said in told
    assert told.startswith(f"{home.database} is not as it was written (")
    assert told.endswith("see what is intact with: studytui doctor")
    assert daily(home) == []
    assert look_after(one) == ()


def test_damage_is_told_and_no_copy_of_it_kept(study: OpenStudy, home: Home, clock: FixedClock) -> None:
    one = study()
    for _ in range(30):
        logged(one)
        clock.advance(600)
    look_after(one)
    clock.advance(DAY)
    with closing(sqlite3.connect(home.database)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'week'").fetchone()
    with open(home.database, "r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    (told,) = look_after(study())
    assert "is damaged" in told
    assert told.endswith("see what is intact with: studytui doctor")
    assert daily(home) == []


def test_a_copy_that_cannot_be_made_is_told_and_tried_again(
    study: OpenStudy, home: Home, clock: FixedClock
) -> None:
    one = study()
    logged(one)
    look_after(one)
    clock.advance(DAY)
    Path(home.backups).write_text("in the way")
    (told,) = look_after(one)
    assert told.startswith("no backup could be made today: ")
    assert not one.looked_after()
    os.unlink(home.backups)
    assert look_after(one) == ()
    assert len(daily(home)) == 1


def test_a_synchronised_place_is_told_once(tmp_path: Path, clock: FixedClock) -> None:
    from studytui.services.study import Study

    for folder in ("Dropbox/studytui", "Nextcloud/studytui"):
        home = Home(str(tmp_path / folder))
        one = Study(home, clock)
        logged(one)
        (told,) = look_after(one)
        assert "is synchronised by" in told
        assert look_after(one) == ()
        clock.advance(DAY)
        assert look_after(one) == ()
        one.close()
    moved = tmp_path / "OneDrive"
    os.rename(tmp_path / "Dropbox", moved)
    one = Study(Home(str(moved / "studytui")), clock)
    assert "OneDrive" in look_after(one)[0]
    one.close()


def test_restore_drill(study: OpenStudy, home: Home, clock: FixedClock) -> None:
    """Six days of study; the file is lost in six ways, and each backup brings its day back."""
    one = study()
    held: dict[str, list[str]] = {}
    for _ in range(6):
        logged(one)
        clock.advance(DAY)
        assert look_after(one) == ()
        held[daily(home)[-1]] = sorted(session.id for session in one.store.sessions.listed())
    one.close()
    database = Path(home.database)
    losses: list[Callable[[], object]] = [
        database.unlink,
        lambda: database.write_bytes(b""),
        lambda: database.write_bytes(os.urandom(40_000)),
        lambda: os.truncate(database, 5000),
        lambda: Path(home.database + "-journal").write_bytes(b"old"),
        lambda: None,
    ]
    for (name, sessions), lose in zip(held.items(), losses, strict=True):
        lose()
        file = os.path.join(home.backups, name)
        done = safekeeping.restore(home, clock, file)
        assert done.backup.file == file
        again = study()
        assert sorted(session.id for session in again.store.sessions.listed()) == sessions
        logged(again)
        again.history.undo()
        with pytest.raises(Exception, match="nothing to undo"):
            again.history.undo()
        with closing(backups.open_copy(home.database)) as connection:
            from studytui.store.verifying import verify

            assert verify(connection).good
        again.close()
