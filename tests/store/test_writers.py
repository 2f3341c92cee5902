"""Many programs at once: every entry is kept, none is refused."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from studytui.store.errors import Busy
from studytui.store.verifying import broken_links
from tests.store.samples import NOON, ROOT, opened, put, sql, study_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.store.home import Home
    from studytui.store.store import Store

WRITERS, EACH = 8, 25

WRITER = """
import sys
from studytui.store.home import Home
from tests.store.samples import NOON, opened, put, study_of
home, number, each = Home(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
sys.stdin.read(1)
store = opened(home)
for entry in range(each):
    put(store, study_of(store, NOON + entry * 60, 30, note=f"{number}/{entry}"), label=f"log {entry}")
store.close()
print(each)
"""
UNDOER = WRITER.replace("store.close()", "store.turn(True, None)\nstore.turn(True, None)\nstore.close()")


def programs(code: str, home: Home, number: int) -> list[subprocess.Popen[str]]:
    return [
        subprocess.Popen(
            [sys.executable, "-c", code, home.folder, str(at), str(EACH)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for at in range(number)
    ]


def finish(running: list[subprocess.Popen[str]]) -> list[str]:
    """Let all go at once, and give what each printed."""
    for one in running:
        assert one.stdin is not None
        one.stdin.write("!")
        one.stdin.flush()
    said = []
    for one in running:
        out, wrong = one.communicate(timeout=100)
        assert one.returncode == 0, wrong
        said.append(out.strip())
    return said


def test_eight_writers_at_once_lose_nothing(home: Home) -> None:
    assert finish(programs(WRITER, home, WRITERS)) == [str(EACH)] * WRITERS
    store = opened(home)
    notes = sorted(one.note for one in store.sessions.listed())
    assert notes == sorted(f"{number}/{entry}" for number in range(WRITERS) for entry in range(EACH))
    assert len(store.history(None)) == WRITERS * EACH
    totals = store.sessions.day_totals(date(2026, 11, 1), date(2026, 12, 1))
    assert sum(totals.values()) == WRITERS * EACH * 30
    store.close()
    with sql(home) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert list(broken_links(connection)) == []


def test_writers_that_undo_each_others_work_leave_a_whole_log(home: Home) -> None:
    assert finish(programs(UNDOER, home, 3)) == [str(EACH)] * 3
    with sql(home) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert list(broken_links(connection)) == []
        (kept,) = connection.execute("SELECT count(*) FROM session").fetchone()
        (standing,) = connection.execute("SELECT count(*) FROM change WHERE state = 'done'").fetchone()
    assert kept == standing == 3 * (EACH - 2)


def test_a_reader_sees_whole_changes_only(home: Home) -> None:
    store, reader = opened(home), opened(home)
    put(store, study_of(store, NOON))
    with store.change("two") as writer:
        store.put_session(writer, study_of(store, NOON + 60))
        assert len(reader.sessions.listed()) == 1
        store.put_session(writer, study_of(store, NOON + 120))
    assert len(reader.sessions.listed()) == 3
    store.close()
    reader.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda store: put(store, study_of(store, NOON)),
        lambda store: store.turn(True, None),
        lambda store: store.notes.keep_draft("topic/git", "text", NOON),
    ],
)
def test_waiting_ends_with_a_word(
    home: Home, monkeypatch: pytest.MonkeyPatch, change: Callable[[Store], object]
) -> None:
    monkeypatch.setattr("studytui.store.connection.BUSY_SECONDS", 0.01)
    store, other = opened(home), opened(home)
    with store.change("long") as writer:
        store.put_session(writer, study_of(store, NOON))
        with pytest.raises(Busy, match="is in use by another program") as caught:
            change(other)
        assert caught.value.exit_status == 4
    put(other, study_of(other, NOON))
    assert len(store.sessions.listed()) == 2
    store.close()
    other.close()


def test_what_is_read_at_once_is_of_one_moment(home: Home) -> None:
    store, other = opened(home), opened(home)
    put(store, study_of(store, NOON))
    with store.reading():
        assert len(store.sessions.listed()) == 1
        with store.reading():
            assert store.sessions.any()
        store.notes.keep_draft("topic/git", "text", NOON)  # type: ignore[arg-type]  # a target's text
        put(other, study_of(other, NOON + 900))
        assert len(store.sessions.listed()) == 2
    with store.change("after") as writer:
        store.put_session(writer, study_of(store, NOON + 1800))
    assert len(other.sessions.listed()) == 3
    store.close()
    other.close()


def test_a_reader_of_one_moment_sees_no_later_one(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studytui.store.connection.BUSY_SECONDS", 0.01)
    store, other = opened(home), opened(home)
    put(store, study_of(store, NOON))
    with store.reading():
        assert len(store.sessions.listed()) == 1
        with pytest.raises(Busy):
            put(other, study_of(other, NOON + 900))
        assert len(store.sessions.listed()) == 1
    put(other, study_of(other, NOON + 900))
    assert len(store.sessions.listed()) == 2
    store.close()
    other.close()
