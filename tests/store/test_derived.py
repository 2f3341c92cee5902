"""What is reckoned from rows: seconds and study days of sessions, words of notes; and what queries read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.domain.faults import Refused
from studytui.domain.hours import TimeSum
from studytui.domain.session import Session
from studytui.domain.text import clean
from studytui.store.home import Home
from studytui.store.sessions import COLUMNS, day_shares, from_row, session_row
from studytui.store.tables import NOTE, SESSION
from tests.store.samples import NOON, opened, put, sql, study_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.store.store import Store

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 20)
NEXT = date(2026, 11, 21)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    """A new store whose study days begin at four."""
    found = opened(home)
    yield found
    found.close()


def at(day: int, hour: int, minute: int = 0, month: int = 11, zone: ZoneInfo = BERLIN) -> int:
    return int(datetime(2026, month, day, hour, minute, tzinfo=zone).timestamp())


def night(store: Store) -> Session:
    """Three hours over the boundary: 02:30 to 05:30 in Berlin, with a pause from 03:30 to 04:30."""
    pause = (at(21, 3, 30), at(21, 4, 30))
    return study_of(store, at(21, 2, 30), 3 * 3600, zone="Europe/Berlin", pauses=(pause,))


def derived(store: Store) -> list[tuple[object, ...]]:
    """Seconds, day and seconds of that day of every session, then what spills over."""
    with sql(store.home) as connection:
        sessions = connection.execute(
            "SELECT seconds, day, day_seconds FROM session ORDER BY start"
        ).fetchall()
        return [*sessions, *connection.execute("SELECT day, seconds FROM spill ORDER BY day").fetchall()]


def no_file(name: str, expected: str | None, wanted: str | None) -> None:
    pytest.fail("no file belongs to these changes")


def test_days_a_session_over_the_boundary_is_split_and_counted_where_it_starts(store: Store) -> None:
    put(store, night(store))
    assert derived(store) == [(7200, DAY.toordinal(), 3600), (NEXT.toordinal(), 3600)]
    assert store.sessions.day_totals(DAY, NEXT) == {DAY: 3600, NEXT: 3600}
    assert store.sessions.day_totals(NEXT, NEXT) == {NEXT: 3600}
    assert store.sessions.day_counts(DAY, NEXT) == {DAY: 1}
    assert [one.start for one in store.sessions.spilling(NEXT, NEXT)] == [at(21, 2, 30)]


def test_derived_columns_hold_after_every_turn(store: Store) -> None:
    one = night(store)
    states = [derived(store)]
    put(store, one)
    states.append(derived(store))
    put(store, replace(one, end=at(21, 3), pauses=()))
    states.append(derived(store))
    with store.change("delete") as writer:
        store.remove_session(writer, one)
    states.append(derived(store))
    assert states[2] == [(1800, DAY.toordinal(), 1800)]
    assert states[0] == states[3] == []
    for number in (2, 1, 0):
        store.turn(True, no_file)
        assert derived(store) == states[number]
    for number in (1, 2, 3):
        store.turn(False, no_file)
        assert derived(store) == states[number]


def test_days_in_the_zone_that_is_kept_with_the_session(store: Store) -> None:
    for zone in ("Europe/Berlin", "UTC", "Asia/Tokyo", "-11:00"):
        put(store, study_of(store, at(21, 4), 60, zone=zone))
    assert store.sessions.day_counts(DAY, NEXT) == {DAY: 2, NEXT: 2}


def test_another_hour_at_which_days_begin_reckons_all_anew(store: Store) -> None:
    put(store, night(store), study_of(store, at(20, 12), 60, zone="Europe/Berlin"))
    whole = store.sessions.day_totals(DAY, NEXT)
    store.use_day_hour(0)
    assert store.sessions.day_totals(DAY, NEXT) == {DAY: 60, NEXT: 7200}
    assert len(derived(store)) == 2
    store.close()
    later = opened(store.home, day_hour=4)
    assert later.sessions.day_totals(DAY, NEXT) == whole == {DAY: 3660, NEXT: 3600}
    later.close()


def test_days_are_written_by_the_hour_that_the_data_was_reckoned_by(store: Store) -> None:
    other = opened(store.home, day_hour=0)
    put(store, night(store))
    assert other.sessions.day_totals(DAY, NEXT) == {NEXT: 7200}
    other.close()


def test_the_timer_has_no_seconds_yet(store: Store) -> None:
    timer = study_of(store, NOON - 600, None)
    put(store, timer)
    assert derived(store) == [(0, NEXT.toordinal(), 0)]
    assert store.sessions.day_totals(DAY, NEXT) == {}
    put(store, replace(timer, end=NOON))
    assert derived(store) == [(600, NEXT.toordinal(), 600)]


STRETCHES = st.tuples(
    st.integers(at(24, 0, month=10), at(26, 0, month=10)),
    st.integers(1, 40 * 3600),
    st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "UTC"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(STRETCHES, min_size=1, max_size=5), st.integers(0, 12))
def test_the_days_add_up_to_the_seconds_also_over_a_clock_change(
    tmp_path_factory: pytest.TempPathFactory, stretches: list[tuple[int, int, str]], hour: int
) -> None:
    found = opened(Home(str(tmp_path_factory.mktemp("days"))), day_hour=hour)
    try:
        put(found, *(study_of(found, start, seconds, zone=zone) for start, seconds, zone in stretches))
        totals = found.sessions.day_totals(date(2026, 10, 1), date(2026, 11, 30))
        assert sum(totals.values()) == sum(seconds for _, seconds, _ in stretches)
        for one in found.sessions.listed():
            assert sum(part for _, part in day_shares(one, hour)[1]) == one.seconds
    finally:
        found.close()


def test_sums_by_roadmap_stage_and_item(store: Store) -> None:
    put(
        store,
        study_of(store, NOON, 100),
        study_of(store, NOON, 200),
        study_of(store, NOON, 400, item=None),
        study_of(store, NOON, 800, roadmap="other"),
        study_of(store, NOON, None),
    )
    sums = {(one.roadmap, one.stage, one.item): one.seconds for one in store.sessions.sums()}
    assert sums == {
        ("mine", "basics", "topic/git"): 300,
        ("mine", "basics", None): 400,
        ("other", "basics", "topic/git"): 800,
    }
    assert all(isinstance(one, TimeSum) for one in store.sessions.sums())
    assert store.sessions.item_seconds(study_of(store, NOON).item or pytest.fail("no item")) == 1100


PAUSES = st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 9)), max_size=3).map(tuple)


@settings(max_examples=50)
@given(
    st.builds(
        Session,
        st.text(max_size=9).map(str),
        st.integers(0, 2**40),
        st.one_of(st.none(), st.integers(0, 2**40)),
        st.text(max_size=9),
        pauses=st.lists(
            st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 9))), max_size=3
        ).map(tuple),
        approximate=st.booleans(),
        note=st.text(max_size=20).map(clean),
    )
)
def test_a_session_comes_back_from_its_row_as_it_was(one: Session) -> None:
    row = session_row(one)
    assert set(row) == set(SESSION.all_columns)
    order = [name.strip() for name in COLUMNS.split(",")]
    assert from_row([row[name] for name in order]) == one


def ids(store: Store, *starts: int) -> list[str]:
    made = [study_of(store, start, 60) for start in starts]
    put(store, *made)
    return [one.id for one in made]


def test_a_session_is_named_by_the_end_of_its_id(store: Store) -> None:
    with pytest.raises(Refused, match="there is no finished session yet"):
        store.sessions.named("last")
    first, second = ids(store, NOON, NOON + 60)
    assert store.sessions.named("last").id == second
    for words in (first, first[-4:], first[-4:].upper(), first[-12:], first.upper()):
        assert store.sessions.named(words).id == first
    for words in ("", "%", first[-3:], "zzzz", f"{first}0", "____"):
        with pytest.raises(Refused, match="no session has the id"):
            store.sessions.named(words)


def test_an_end_that_several_share_names_them(store: Store) -> None:
    put(store, *(study_of(store, NOON, 60, id=f"{number}-same") for number in range(2)))
    with pytest.raises(Refused) as caught:
        store.sessions.named("same")
    assert caught.value.hint == "write more of the id: 0-same, 1-same"


def test_lists_are_newest_first_and_cut(store: Store) -> None:
    found = ids(store, NOON, NOON + 86400, NOON - 86400)
    assert [one.id for one in store.sessions.listed()] == [found[1], found[0], found[2]]
    assert [one.id for one in store.sessions.listed(limit=1)] == [found[1]]
    assert [one.id for one in store.sessions.listed(NEXT, NEXT)] == [found[0]]
    assert store.sessions.count(None, NEXT) == 2


def note(store: Store, target: str, body: str, title: str = "Title") -> None:
    with store.change("note") as writer:
        if body:
            writer.put(NOTE, {"target": target, "title": title, "body": body, "updated": NOON})
        else:
            writer.remove(NOTE, {"target": target})


def hits(store: Store, words: str) -> list[str]:
    return sorted(found.target for found in store.notes.search(words))


def indexed(store: Store, words: str) -> list[str]:
    """The targets of the notes that the index alone finds."""
    with sql(store.home) as connection:
        rows = connection.execute(
            "SELECT target FROM note_words JOIN note ON note.rowid = note_words.rowid "
            "WHERE note_words MATCH ? ORDER BY target",
            (f"{words}*",),
        ).fetchall()
        (stray,) = connection.execute(
            "SELECT count(*) FROM note_words WHERE rowid NOT IN (SELECT rowid FROM note)"
        ).fetchone()
    assert stray == 0
    return [target for (target,) in rows]


def test_the_words_of_notes_are_in_step_with_them(store: Store) -> None:
    note(store, "topic/git", "commits and branches")
    note(store, "topic/sql", "joins", title="Crème brûlée")
    assert indexed(store, "branches") == ["topic/git"]
    assert indexed(store, "creme brul") == ["topic/sql"]
    note(store, "topic/git", "only rebasing")
    assert indexed(store, "branches") == []
    assert indexed(store, "rebas") == ["topic/git"]
    note(store, "topic/git", "")
    assert indexed(store, "rebasing") == []
    for words, found in (("rebasing", ["topic/git"]), ("branches", ["topic/git"])):
        store.turn(True, no_file)
        assert indexed(store, words) == found
    assert indexed(store, "rebasing") == []
    store.turn(True, no_file)
    store.turn(True, no_file)
    assert indexed(store, "joins") == indexed(store, "branches") == []
    store.turn(False, no_file)
    store.turn(False, no_file)
    assert indexed(store, "branches") == ["topic/git"]
    assert indexed(store, "joins") == ["topic/sql"]


HOSTILE = [
    '"',
    '""',
    "'",
    "*",
    "a*",
    "NEAR(a b)",
    "a AND",
    "OR",
    "NOT a",
    "title:a",
    "^a",
    "(",
    "{a b}: c",
    "-",
    "a - b",
]


@pytest.mark.parametrize(
    "words", [*HOSTILE, "\0none", "\\", "+ +", "a\tb\nc", "%", "x" * 5000, "ö" * 3, "👩‍🚀"]
)
def test_any_words_can_be_looked_for(store: Store, words: str) -> None:
    note(store, "topic/git", "plain text")
    assert hits(store, words) == []


def test_signs_beside_words_do_not_hide_what_is_there(store: Store) -> None:
    note(store, "topic/git", "C++ and C# and NOT less")
    assert hits(store, "C++ and") == hits(store, "not LESS") == hits(store, '"less"') == ["topic/git"]


@settings(max_examples=60, deadline=None, suppress_health_check=[])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=3))
def test_search_never_fails(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    found = opened(Home(str(tmp_path_factory.mktemp("words"))))
    try:
        note(found, "topic/git", "plain text")
        found.notes.search(" ".join(words).replace("\0", ""))
    finally:
        found.close()


def plan(store: Store, query: str, *values: object) -> str:
    with sql(store.home) as connection:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
    return "\n".join(str(row[3]) for row in rows)


def traced(store: Store) -> list[str]:
    """The queries that a store asks from now on."""
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    return asked


def plans(store: Store, asked: list[str]) -> list[str]:
    store._connection.set_trace_callback(None)
    return [plan(store, query) for query in asked if query.startswith("SELECT")]


def test_sums_are_kept_and_days_come_from_covering_indexes(store: Store) -> None:
    put(store, study_of(store, NOON))
    asked = traced(store)
    store.sessions.day_totals(DAY, NEXT)
    store.sessions.sums()
    one = study_of(store, NOON)
    assert one.item is not None
    store.sessions.item_seconds(one.item)
    store.sessions.day_counts(DAY, NEXT)
    days, spilled, sums, item, counts = plans(store, asked)
    assert days == counts == "SEARCH session USING COVERING INDEX session_by_day (day>? AND day<?)"
    assert spilled == "SEARCH spill USING PRIMARY KEY (day>? AND day<?)"
    assert sums == "SCAN total"
    assert item == "SEARCH total USING PRIMARY KEY (item=?)"


def test_what_every_command_asks_reads_no_whole_table(store: Store) -> None:
    put(store, study_of(store, NOON))
    asked = traced(store)
    store.sessions.open_timer()
    store.sessions.last_closed()
    store.sessions.last_touched()
    store.sessions.overlapping(NOON, NOON + 60)
    store.sessions.of(store.sessions.listed(limit=1)[0].id)
    store.sessions.spilling(DAY, NEXT)
    found = plans(store, asked)
    assert len(found) == 7
    for one in found:
        assert "INDEX" in one or "PRIMARY KEY" in one, one
        assert "TEMP B-TREE" not in one, one
    assert found[0] == "SCAN session USING INDEX session_open"


def test_a_write_reads_no_whole_table(store: Store) -> None:
    put(store, *(study_of(store, NOON + number * 60, 30) for number in range(20)))
    asked = traced(store)
    put(store, study_of(store, NOON))
    store.turn(True, no_file)
    store._connection.set_trace_callback(None)
    for query in asked:
        if query.split()[0] in ("SELECT", "UPDATE", "DELETE"):
            assert "SCAN session" not in plan(store, query), query
            assert "SCAN change" not in plan(store, query), query
