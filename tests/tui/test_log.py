"""The Log: sessions by day, put right by single keys, each of which can be undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studytui.domain.durations import MINUTE
from studytui.tui.app import StudyApp
from studytui.tui.views.log import LogView
from tests.tui.screen import press, row_with, screen_text, settle, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.pilot import Pilot

    from studytui.domain.session import Session
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy


@pytest.fixture
def logged(study: OpenStudy) -> Study:
    """Four sessions: two of yesterday, one of the week before, and one without an hour."""
    opened = study()
    opened.roadmaps.use("backend-developer")
    log = opened.log
    for words, target, note in (
        ("2026-11-09 18:00-19:00", "git", ""),
        ("2026-11-20 14:00-15:30", "joins", "LEFT JOIN keeps every left row"),
        ("2026-11-20 18:00-18:40", "indexes", ""),
    ):
        log.add(log.understand(words), opened.target(words=target), note)
    log.add(log.understand("45m", opened.today() - timedelta(days=3)), opened.target("normalization"))
    return opened


def sessions(study: Study) -> Sequence[Session]:
    """All sessions, newest first."""
    return study.log.sessions()[0]


def log_view(app: StudyApp) -> LogView:
    """The Log."""
    return app.query_one("#log", LogView)


def chosen(app: StudyApp) -> Session:
    """The session under the cursor."""
    session = log_view(app).chosen()
    assert session is not None
    return session


async def open_log(pilot: Pilot[int], *keys: str) -> str:
    """Go to the Log and press keys there."""
    return await press(pilot, "4", *keys)


async def test_sessions_stand_under_their_days(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_log(pilot)
        day = row_with(app, "Fri 20 Nov")
        assert "2h10" in day
        joins = row_with(app, "Joins")
        assert "14:00 – 15:30" in joins
        assert "1h30" in joins
        assert joins.rstrip(" │").endswith("n")
        assert row_with(app, "12:00 – 12:45").rstrip(" │").endswith("~")
        text = screen_text(app)
        assert text.index("Fri 20 Nov") < text.index("18:00 – 18:40") < text.index("Mon 9 Nov")
        assert "1 of 4" in text


async def test_the_timer_is_at_the_head(logged: Study, clock: FixedClock) -> None:
    logged.timer.start(logged.target("joins"), clock.seconds() - 25 * MINUTE)
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_log(pilot)
        assert "running" in row_with(app, "25m  ")
        assert "Today, Sat 21 Nov" in screen_text(app)
        clock.advance(60)
        app.now = clock.seconds()
        await settle(pilot)
        assert "running" in row_with(app, "26m  ")
        await press(pilot, "less_than_sign")
        timer = logged.timer.needed()
        assert timer.start == clock.seconds() - 31 * MINUTE
        await press(pilot, "right_curly_bracket")
        assert "still running" in words_said(app)
        await press(pilot, "d")
        assert logged.timer.running() is None
        await press(pilot, "u")
        assert logged.timer.needed() == timer


async def test_the_panes_tell_of_the_session(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=(200, 50)) as pilot:
        text = await open_log(pilot, "down")
        assert "LEFT JOIN keeps every left row" in text
        assert "Fri 20 Nov 2026 14:00" in text
        assert "By stage, this week" in text
        assert "November 2026" in text
        assert "log Databases" in text


async def test_an_empty_log_names_the_keys(study: OpenStudy) -> None:
    opened = study()
    opened.roadmaps.use("backend-developer")
    app = StudyApp(opened)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await open_log(pilot)
        assert "No sessions yet." in text
        await press(pilot, "e", "d", "left_square_bracket", "full_stop", "G", "home")
        assert "a adds one" in words_said(app).lower()


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("less_than_sign", -5, 0),
        ("greater_than_sign", 5, 0),
        ("left_curly_bracket", 0, -5),
        ("right_curly_bracket", 0, 5),
        ("minus", -1, 0),
        ("plus", 1, 0),
        ("left_parenthesis", 0, -1),
        ("right_parenthesis", 0, 1),
    ],
)
async def test_nudges(logged: Study, key: str, start: int, end: int) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_log(pilot, "down")
        before = chosen(app)
        await press(pilot, key)
        after = logged.log.named(before.id)
        assert after.end is not None
        assert before.end is not None
        assert (after.start, after.end) == (before.start + start * 60, before.end + end * 60)
        assert chosen(app).id == before.id
        await press(pilot, "u")
        assert logged.log.named(before.id) == before


async def test_delete_and_undo(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_log(pilot, "down")
        gone = chosen(app)
        await press(pilot, "d")
        assert gone not in sessions(logged)
        assert words_said(app).startswith("Deleted 1h 30m on ")
        assert words_said(app).endswith("u undo")
        await press(pilot, "u")
        assert gone in sessions(logged)
        await press(pilot, "delete")
        assert len(sessions(logged)) == 3


async def test_duplicate_warns_of_what_counts_twice(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_log(pilot, "down", "D")
        assert len(sessions(logged)) == 5
        assert "1h 30m now count twice" in words_said(app)
        await press(pilot, "u")
        assert len(sessions(logged)) == 4


async def test_split_at_a_time(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await open_log(pilot, "down", "s")
        assert "14:45" in text
        assert "14:00-14:45 · 45m" in text
        await press(pilot, "ctrl+u", *"14:20")
        assert "14:20-15:30 · 1h 10m" in screen_text(app)
        await press(pilot, "enter")
        lengths = [session.seconds // 60 for session in sessions(logged) if session.title.endswith("Joins")]
        assert lengths == [70, 20]
        await press(pilot, "u")
        assert len(sessions(logged)) == 4


async def test_split_refuses_a_time_outside(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_log(pilot, "down", "s", "ctrl+u", *"16:00", "enter")
        assert "not within the session" in screen_text(app)
        await press(pilot, "escape")
        assert len(sessions(logged)) == 4


async def test_weeks_and_today(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_log(pilot, "left_square_bracket")
        assert chosen(app).title.endswith("Git, version control")
        await press(pilot, "left_square_bracket")
        assert chosen(app).title.endswith("Git, version control")
        await press(pilot, "right_square_bracket")
        assert chosen(app).title.endswith("Indexes")
        await press(pilot, "G")
        assert chosen(app).title.endswith("Git, version control")
        await press(pilot, "full_stop")
        assert chosen(app).title.endswith("Indexes")


async def test_only_a_part_of_a_long_log_is_read(study: OpenStudy, clock: FixedClock) -> None:
    opened = study()
    opened.roadmaps.use("backend-developer")
    target = opened.target("joins")
    start = clock.seconds() - 900 * 86400
    for day in range(900):
        begin = start + day * 86400
        stretch = opened.log.understand("30m")
        moved = type(stretch)(begin, begin + 1800, False, "")
        opened.log.add(moved, target if day != 10 else opened.target("git"))
    app = StudyApp(opened)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_log(pilot)
        view = log_view(app)
        assert len(view._page.sessions) == 200
        await press(pilot, *["pagedown"] * 20)
        assert 200 < len(view._page.sessions) < 600
        assert chosen(app).start < clock.seconds() - 150 * 86400
        await press(pilot, "end")
        assert "900 of 900" in screen_text(app)
        assert chosen(app).start == start
        await press(pilot, *["up"] * 5, "home")
        assert "1 of 900" in screen_text(app)
        view._rows.filter("version")
        await press(pilot, "down")
        assert chosen(app).title.endswith("Git, version control")
        view._rows.filter("")
        await settle(pilot)
        assert chosen(app).title.endswith("Git, version control")
        await press(pilot, "up")
        assert "889 of 900" in screen_text(app)


async def test_enter_edits_and_t_starts_on_the_same(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await open_log(pilot, "down", "enter")
        assert "Edit session" in text
        await press(pilot, "escape", "t")
        assert logged.timer.needed().title.endswith("Joins")
        await press(pilot, "u")
        assert logged.timer.running() is None


async def test_verbs_of_the_log_work_elsewhere_on_the_last_session(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        app.perform("log.delete")
        await settle(pilot)
        assert "Indexes" in words_said(app)
        assert len(sessions(logged)) == 3
        app.perform("log.today")
        await settle(pilot)
        await settle(pilot)
        assert app.view == "log"


async def test_hostile_titles_are_only_text(study: OpenStudy) -> None:
    opened = study()
    opened.roadmaps.use("backend-developer")
    log = opened.log
    log.add(log.understand("30m"), opened.target("joins"), "[/x] [bold]note \N{PILE OF POO}")
    app = StudyApp(opened)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await open_log(pilot)
        assert "[/x] [bold]note" in text
        assert "[/x] [bold]note" in await press(pilot, "e")


async def test_small_screens(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=(20, 5)) as pilot:
        await open_log(pilot, "down", "e", "escape", "s", "escape", "T", "escape", "a", "escape")
        assert len(sessions(logged)) == 4


async def test_the_filter_takes_words_of_notes_periods_and_items(logged: Study, clock: FixedClock) -> None:
    log = logged.log
    log.add(log.understand("2026-10-05 10:00-12:00"), logged.target("joins"), "outer and inner")
    logged.timer.start(logged.target("indexes"))
    clock.advance(600)
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await open_log(pilot)
        assert "Log · this week" in text
        assert "November" in text
        text = await press(pilot, "slash")
        assert "words, =ITEM, this week, 2026-11, monday..today" in text
        text = await press(pilot, *"inner")
        assert "Log · 1 session, 2h · week of 5 Oct 2h · October 2h" in text
        assert "10:00" in text
        text = await press(pilot, *" this month")
        assert "No session fits: inner this month" in text
        assert "Look for words, =ITEM" in text
        text = await press(pilot, "escape", "home", "equals_sign")
        assert "filter: =topic/indexes, esc clears" in text
        assert "running" in text, "the timer is on it too"
        assert "Joins" not in text
        text = await press(pilot, "equals_sign")
        assert "filter:" not in text
        assert "Joins" in text
        text = await press(pilot, "slash", *"2026-10", "enter")
        assert "running" not in text
        assert "Log · 1 session, 2h · week of 5 Oct 2h · October 2h" in text


async def test_times_of_another_zone_say_where_they_were(logged: Study, clock: FixedClock) -> None:
    for zone, words in (("Asia/Tokyo", "2026-11-21 08:00-09:00"), ("Europe/Paris", "2026-11-21 02:00-03:00")):
        clock.travel(zone)
        logged.log.add(logged.log.understand(words), logged.target("git"))
    clock.travel("Europe/Berlin")
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_log(pilot)
        assert row_with(app, "08:00 – 09:00").rstrip(" │").endswith("Tokyo")
        assert "Paris" not in row_with(app, "02:00 – 03:00"), "the clocks there show what they show here"
        assert "Joins" in row_with(app, "14:00 – 15:30")


async def test_the_lengths_of_a_day_add_up_to_its_total(logged: Study, clock: FixedClock) -> None:
    for words in ("08:00:00-08:10:59", "09:00:00-09:10:59", "10:00:00-10:10:59"):
        logged.log.add(logged.log.understand(f"2026-11-19 {words}"), logged.target("git"))
    app = StudyApp(logged)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_log(pilot)
        assert "32m" in row_with(app, "Thu 19 Nov ──")
        shown = [row_with(app, f"{hour} – ").split()[4] for hour in ("08:00", "09:00", "10:00")]
        assert shown == ["10m", "11m", "11m"]


def test_the_minutes_of_a_running_timer_take_up_what_is_left(logged: Study, clock: FixedClock) -> None:
    from studytui.tui.daybook import shown_minutes

    log = logged.log
    closed = [log.add(log.understand("59s"), logged.target("git")).session for _ in range(3)]
    timer = logged.timer.start(logged.target("git")).timer
    for _ in range(90):
        clock.advance(1)
        found = shown_minutes([timer, *closed], clock.seconds())
        seconds = clock.seconds() - timer.start
        assert sum(found.values()) == (3 * 59 + seconds) // 60
        assert [found[one.id] for one in closed] == [1, 1, 0], "what is closed stands still"


async def test_both_of_two_that_overlap_are_marked(logged: Study) -> None:
    logged.log.add(logged.log.understand("2026-11-20 15:00-16:00"), logged.target("git"))
    app = StudyApp(logged)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_log(pilot)
        assert row_with(app, "15:00 – 16:00").rstrip(" │").endswith("×")
        assert row_with(app, "14:00 – 15:30").rstrip(" │").endswith("× n")
        assert not row_with(app, "18:00 – 18:40").rstrip(" │").endswith("×")
        await press(pilot, "down", "o", "e")
        assert not row_with(app, "15:30 – 16:00").rstrip(" │").endswith("×")
