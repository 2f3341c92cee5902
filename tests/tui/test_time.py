"""Modes, absences, calls and repairs in the dashboard."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual import events

from studytui.domain.durations import HOUR, MINUTE
from studytui.services.notifying import RESTORE_TITLE, SAVE_TITLE
from studytui.tui.app import StudyApp
from studytui.tui.screens.absence import AbsenceScreen
from studytui.tui.screens.which_key import WhichKey
from studytui.tui.verbs import VERBS
from tests.tui.screen import press, row_with, screen_text, settle, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studytui.domain.session import Session
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

SIZE = (80, 24)


@pytest.fixture
def ready(study: OpenStudy) -> Study:
    """A roadmap in use."""
    opened = study()
    opened.roadmaps.use("backend-developer")
    return opened


@pytest.fixture
def running(ready: Study, clock: FixedClock) -> Study:
    """A timer that has run for an hour."""
    ready.timer.start(ready.target("joins"), clock.seconds() - HOUR)
    return ready


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written to a terminal, as if there were one."""
    from studytui.tui.terminal import Terminal

    written: list[str] = []
    monkeypatch.setenv("TERM", "xterm-kitty")
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setattr(Terminal, "live", property(lambda _: True))
    monkeypatch.setattr(Terminal, "write", lambda _, data: written.append(data))
    return written


def logged_in(study: Study) -> tuple[Session, ...]:
    """The finished sessions, newest first."""
    return study.log.page(None, 0, 99).sessions


def only(study: Study) -> Session:
    """The one finished session."""
    (found,) = logged_in(study)
    return found


async def pass_time(pilot: Pilot[int], clock: FixedClock, seconds: int) -> str:
    """Let time go by, and the dashboard look at the clock."""
    app = pilot.app
    assert isinstance(app, StudyApp)
    while seconds > 30:
        clock.advance(30)
        app.tick()
        seconds -= 30
    clock.advance(seconds)
    return await look_at_clock(pilot)


async def look_at_clock(pilot: Pilot[int]) -> str:
    """Let the dashboard look at the clock."""
    app = pilot.app
    assert isinstance(app, StudyApp)
    app.tick()
    await settle(pilot)
    return screen_text(app)


# Modes


async def test_a_pomodoro_through_its_cycle(ready: Study, clock: FixedClock) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await press(pilot, "T", "m")
        for words in ("s stopwatch", "p pomodoro 25/5", "l pomodoro 50/10", "f flow", "c countdown"):
            assert words in text
        text = await press(pilot, "p")
        assert ready.timer.needed().mode == "pomodoro"
        assert "pomodoro 1, work" in text
        assert "● 00:25:00" in text
        assert "● 00:15:00" in await pass_time(pilot, clock, 10 * MINUTE)
        text = await pass_time(pilot, clock, 17 * MINUTE)
        assert "! +00:02:00" in text
        assert "pomodoro 1 over: p takes 5m off" in text
        assert "p break · f focus" in text
        text = await press(pilot, "p")
        assert "◇ 00:05:00" in text
        assert "pomodoro 1, break" in text
        assert "27m studied" in await pass_time(pilot, clock, 3 * MINUTE)
        text = await press(pilot, "p")
        assert "pomodoro 2, work" in text
        await press(pilot, "t")
        assert only(ready).seconds == 27 * MINUTE


async def test_p_pauses_before_the_interval_is_over_and_the_menu_takes_the_break(
    ready: Study, clock: FixedClock
) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=SIZE) as pilot:
        app.perform("timer.pomodoro.long")
        assert "○ 00:30:00" in (await pass_time(pilot, clock, 20 * MINUTE), await press(pilot, "p"))[1]
        assert ready.timer.needed().paused
        await press(pilot, "p", "T", "p")
        assert "◇ 00:10:00" in screen_text(app)
        assert "A break of 10m" in words_said(app)
        assert "end the break" in await press(pilot, "T")
        assert "● 00:50:00" in await press(pilot, "p")
        assert "◇ 00:10:00" in await press(pilot, "u"), "each is one step back"


async def test_the_mode_of_a_running_timer_is_changed_and_taken_back(running: Study) -> None:
    app = StudyApp(running)
    async with app.run_test(size=(120, 40)) as pilot:
        before = running.timer.needed()
        text = await press(pilot, "T", "m", "f")
        assert "flow from now on" in words_said(app)
        assert running.timer.needed().mode == "flow"
        assert "flow 1, work" in text
        await press(pilot, "u")
        assert running.timer.needed() == before


async def test_a_countdown_asks_for_its_length(ready: Study, clock: FixedClock) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=SIZE) as pilot:
        text = await press(pilot, "T", "m", "c", "ctrl+u", *"1h15m")
        assert "= 1h 15m, from now on" in text
        assert "● 01:15:00" in await press(pilot, "enter")
        for _ in range(3):
            await pass_time(pilot, clock, 25 * MINUTE)
            await press(pilot, "down")
        assert "! +00:00:30" in await pass_time(pilot, clock, 30)
        await press(pilot, "p")
        assert ready.timer.needed().paused, "a countdown has no breaks"


async def test_focus_mode_shows_the_phase(ready: Study, clock: FixedClock) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=SIZE) as pilot:
        app.perform("timer.pomodoro")
        text = await press(pilot, "f")
        assert "pomodoro 1, work · 0m studied" in text
        assert "p pause" in text
        text = await pass_time(pilot, clock, 26 * MINUTE)
        assert "p break" in text
        assert "p takes 5m off" in text
        assert "p go on" in await press(pilot, "p")
        assert "Mode" in await press(pilot, "T", "m")
        await press(pilot, "s")
        assert ready.timer.needed().mode == "stopwatch"


async def test_ascii_stays_ascii(ready: Study, clock: FixedClock) -> None:
    from studytui.tui.look import ASCII

    app = StudyApp(ready, glyphs=ASCII)
    async with app.run_test(size=SIZE) as pilot:
        app.perform("timer.pomodoro")
        await pass_time(pilot, clock, 26 * MINUTE)
        text = await press(pilot, "p")
        assert "% 00:05:00" in text


async def test_palette_starts_modes(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=SIZE) as pilot:
        text = await press(pilot, "ctrl+p", *"pomodoro")
        assert "Timer: Pomodoro 25/5" in text
        assert "Timer: Pomodoro 50/10" in text
        await press(pilot, "enter")
        assert ready.timer.needed().mode == "pomodoro"


# Presence


async def test_a_heartbeat_while_the_timer_runs(running: Study, clock: FixedClock) -> None:
    app = StudyApp(running)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot)
        timer = running.timer.needed()
        changes = running.history.listed(5)
        await pass_time(pilot, clock, 10)
        await press(pilot, "down")
        pulse = running.store.pulses.of(timer.id)
        assert pulse is not None
        assert pulse.watched
        assert pulse.at == clock.seconds() - 10, "not twice within half a minute"
        await pass_time(pilot, clock, 20)
        pulse = running.store.pulses.of(timer.id)
        assert pulse is not None
        assert (pulse.at, pulse.input_at) == (clock.seconds(), clock.seconds() - 20)
        assert running.history.listed(5) == changes
        await press(pilot, "q")
    pulse = running.store.pulses.of(timer.id)
    assert pulse is not None
    assert not pulse.watched


async def away(pilot: Pilot[int], clock: FixedClock) -> str:
    """Be at the timer for ten minutes, sleep for two hours, and come back."""
    await press(pilot, "down")
    await pass_time(pilot, clock, 10 * MINUTE)
    await press(pilot, "down")
    await pass_time(pilot, clock, 30)
    clock.sleep(2 * HOUR)
    return await look_at_clock(pilot)


async def test_sleep_is_asked_about_with_its_times(running: Study, clock: FixedClock) -> None:
    app = StudyApp(running)
    async with app.run_test(size=SIZE) as pilot:
        text = await away(pilot, clock)
        assert isinstance(app.screen, AbsenceScreen)
        assert "The computer slept for 2h" in text
        assert "Last seen at 13:10, back at 15:10" in text
        for words in ("k keep all", "c cut: end at 13:10", "s split", "e end at another", "d discard"):
            assert words in text
        assert "m move the start" not in text
        await press(pilot, "x", "q", "t")
        assert isinstance(app.screen, AbsenceScreen), "other keys do nothing"


@pytest.mark.parametrize(
    ("key", "finished", "goes_on"),
    [
        ("k", [], 190 * MINUTE + 30),
        ("c", [70 * MINUTE], None),
        ("s", [70 * MINUTE], 0),
        ("d", [], None),
    ],
)
async def test_each_answer_is_one_key_and_can_be_undone(
    running: Study, clock: FixedClock, key: str, finished: list[int], goes_on: int | None
) -> None:
    from studytui.domain.session import elapsed

    app = StudyApp(running)
    async with app.run_test(size=SIZE) as pilot:
        before = running.timer.needed()
        await away(pilot, clock)
        await press(pilot, key)
        assert not isinstance(app.screen, AbsenceScreen)
        assert [session.seconds for session in logged_in(running)] == finished
        timer = running.timer.running()
        assert (None if timer is None else elapsed(timer, clock.seconds())) == goes_on
        await press(pilot, "u")
        assert running.timer.needed() == before
        assert logged_in(running) == ()
        text = await look_at_clock(pilot)
        assert isinstance(app.screen, AbsenceScreen), "what became of the time is open again"
        assert "The computer slept for 2h" in text
        assert "Last seen at 13:10, back at 15:10" in text


async def test_another_end_is_asked_for(running: Study, clock: FixedClock) -> None:
    app = StudyApp(running)
    async with app.run_test(size=SIZE) as pilot:
        await away(pilot, clock)
        await press(pilot, "e")
        assert "When did you stop?" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, AbsenceScreen)
        await press(pilot, "e", *"14:00", "enter")
        assert only(running).seconds == 2 * HOUR
        assert "Saved 2h" in words_said(app)
        await press(pilot, "u")
        assert running.timer.running() is not None


async def test_escape_decides_nothing_and_asks_again(running: Study, clock: FixedClock) -> None:
    app = StudyApp(running)
    async with app.run_test(size=SIZE) as pilot:
        before = running.timer.needed()
        await away(pilot, clock)
        await press(pilot, "escape")
        assert not isinstance(app.screen, AbsenceScreen)
        assert "asked again in 10m" in words_said(app)
        assert running.timer.needed() == before
        await pass_time(pilot, clock, 4 * MINUTE)
        await press(pilot, "down")
        assert not isinstance(app.screen, AbsenceScreen)
        await pass_time(pilot, clock, 4 * MINUTE)
        await press(pilot, "down")
        text = await pass_time(pilot, clock, 3 * MINUTE)
        assert isinstance(app.screen, AbsenceScreen)
        assert "back at 15:10" in text, "the return is that of the first time"
        await press(pilot, "escape")
        app.perform("timer.away")
        await press(pilot)
        assert isinstance(app.screen, AbsenceScreen)


async def test_no_key_for_long_is_asked_about_before_the_key_does_anything(
    running: Study, clock: FixedClock
) -> None:
    app = StudyApp(running)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "down")
        for _ in range(90):
            await pass_time(pilot, clock, 30)
        assert not isinstance(app.screen, AbsenceScreen), "nobody is there to be asked"
        text = await press(pilot, "t")
        assert isinstance(app.screen, AbsenceScreen)
        assert "No key was pressed for 45m" in text
        assert running.timer.running() is not None
        await press(pilot, "s")
        assert only(running).seconds == HOUR


async def test_a_changed_clock_can_move_the_start(running: Study, clock: FixedClock) -> None:
    app = StudyApp(running)
    async with app.run_test(size=SIZE) as pilot:
        await pass_time(pilot, clock, 30)
        start = running.timer.needed().start
        clock.set_by(3 * HOUR)
        text = await look_at_clock(pilot)
        assert "set forward by 3h" in text
        assert "m move the start" in text
        assert "s split" not in text
        await press(pilot, "m")
        assert running.timer.needed().start == start + 3 * HOUR
        await press(pilot, "u")
        assert running.timer.needed().start == start


async def test_a_killed_dashboard_is_asked_about_at_the_start(study: OpenStudy, clock: FixedClock) -> None:
    first = study()
    first.roadmaps.use("backend-developer")
    first.timer.start(first.target("joins"))
    first.presence.beat(clock.seconds())
    clock.advance(HOUR)
    app = StudyApp(study())
    async with app.run_test(size=SIZE) as pilot:
        text = await press(pilot)
        assert "The dashboard was ended or held" in text
        await press(pilot, "escape")
    again = StudyApp(study())
    async with again.run_test(size=(20, 5)) as pilot:
        await press(pilot)
        assert isinstance(again.screen, AbsenceScreen)


async def test_a_closed_dashboard_is_not_asked_about(study: OpenStudy, clock: FixedClock) -> None:
    first = study()
    first.roadmaps.use("backend-developer")
    first.timer.start(first.target("joins"))
    app = StudyApp(first)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "q")
    clock.advance(3 * HOUR)
    app = StudyApp(study())
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot)
        assert not isinstance(app.screen, AbsenceScreen)


async def test_lending_the_terminal_is_no_absence(running: Study, clock: FixedClock, sent: list[str]) -> None:
    app = StudyApp(running)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "down")
        app.app_suspend_signal.publish(app)
        assert sent[-1].endswith(RESTORE_TITLE)
        clock.advance(2 * HOUR)
        app.app_resume_signal.publish(app)
        await look_at_clock(pilot)
        await press(pilot, "down")
        assert not isinstance(app.screen, AbsenceScreen)
        assert sent[-1].startswith(SAVE_TITLE)


async def test_a_long_timer_is_warned_of_once(ready: Study, clock: FixedClock) -> None:
    ready.timer.start(ready.target("joins"), clock.seconds() - 10 * HOUR + 45)
    app = StudyApp(ready)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot)
        assert app.messages == []
        for _ in range(4):
            await pass_time(pilot, clock, 30)
            await press(pilot, "down")
        assert len(app.messages) == 1
        assert "over 10h" in words_said(app)


# Reaching the person


async def test_the_end_of_an_interval_calls_only_who_looks_elsewhere(
    ready: Study, clock: FixedClock, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(ready, "announce", lambda event, *_: told.append(event))
    app = StudyApp(ready)
    async with app.run_test(size=SIZE) as pilot:
        app.perform("timer.pomodoro")
        await pass_time(pilot, clock, 1)
        await pass_time(pilot, clock, 25 * MINUTE)
        assert told == ["start", "interval"]
        assert "interval 1 is over" in words_said(app)
        assert not [data for data in sent if "]99;" in data], "the window is in focus"
        await press(pilot, "p")
        app.post_message(events.AppBlur())
        await settle(pilot)
        await pass_time(pilot, clock, 1)
        await pass_time(pilot, clock, 5 * MINUTE)
        assert told == ["start", "interval", "pause", "interval"]
        (call,) = [data for data in sent if "]99;" in data]
        assert "the break is over" in call
        await pass_time(pilot, clock, 5 * MINUTE)
        assert told[4:] == [], "it is told once"


def failing_hook(study: Study) -> None:
    """A hook for the start of a timer that says why it fails."""
    hook = Path(study.home.hooks, "start")
    hook.parent.mkdir(mode=0o700, exist_ok=True)
    hook.write_text("#!/bin/sh\necho no such lamp >&2\nexit 3\n")
    hook.chmod(0o700)


def noted(study: Study) -> Path | None:
    """What was kept of its failure, once it has failed."""
    note = Path(study.home.folder, ".hooks", "start")
    return note if note.exists() else None


async def test_a_hook_that_fails_is_told_once(ready: Study) -> None:
    failing_hook(ready)
    app = StudyApp(ready)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "t")
        while (note := noted(ready)) is None:
            await settle(pilot)
        app.poll()
        await settle(pilot)
        assert "The hook start failed: exit status 3: no such lamp." in words_said(app)
        told = len(app.messages)
        os.utime(note.parent)
        app.poll()
        await settle(pilot)
        assert len(app.messages) == told
    assert ready.timer.running() is not None


async def test_a_countdown_rings_the_bell_if_that_is_set(
    ready: Study, clock: FixedClock, sent: list[str]
) -> None:
    ready.history.set_setting("notify", "bell")
    ready.history.set_setting("notify_when", "always")
    ready.timer.start(ready.target("joins"), length=10 * MINUTE)
    app = StudyApp(ready)
    async with app.run_test(size=SIZE) as pilot:
        await pass_time(pilot, clock, 1)
        await pass_time(pilot, clock, 10 * MINUTE)
        assert "\a" in sent


async def test_a_command_that_fails_is_told(ready: Study, clock: FixedClock, sent: list[str]) -> None:
    ready.history.set_setting("notify", "command")
    ready.history.set_setting("notify_when", "always")
    ready.timer.start(ready.target("joins"), length=10 * MINUTE)
    app = StudyApp(ready)
    async with app.run_test(size=SIZE) as pilot:
        await pass_time(pilot, clock, 1)
        await pass_time(pilot, clock, 10 * MINUTE)
        assert "notify_command is empty" in words_said(app)


async def test_the_title_tells_the_timer_once_a_minute_and_is_restored(
    ready: Study, clock: FixedClock, sent: list[str]
) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot)
        assert sent == []
        await press(pilot, "t")
        title = ready.timer.needed().title
        assert sent == [f"{SAVE_TITLE}\x1b]2;● 00:00 {title}\x1b\\"]
        for _ in range(13):
            await pass_time(pilot, clock, 10)
        assert [data[4:11] for data in sent[1:]] == ["● 01:00", "● 02:00"]
        await press(pilot, "q")
    assert sent[-1].endswith(RESTORE_TITLE)


async def test_nothing_is_written_without_a_terminal(ready: Study, clock: FixedClock) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=SIZE) as pilot:
        assert not app.attendance.terminal.live
        app.perform("timer.pomodoro")
        await pass_time(pilot, clock, 30 * MINUTE)


# The log


@pytest.fixture
def logged(ready: Study) -> Study:
    """Three sessions of today: Git twice, Joins once, with a gap and an overlap of half an hour."""
    for words, target in (("8:00-9:00", "git"), ("10:00-11:00", "git"), ("10:30-11:30", "joins")):
        ready.log.add(ready.log.understand(words), ready.target(target))
    return ready


def lengths(study: Study) -> list[int]:
    """The minutes of the sessions, newest first."""
    return [session.seconds // MINUTE for session in logged_in(study)]


async def test_marked_sessions_are_deleted_at_once(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=SIZE) as pilot:
        before = logged_in(logged)
        text = await press(pilot, "4", "v", "v")
        assert "2 marked" in text
        assert text.count("✓") == 2
        assert "marked" not in await press(pilot, "escape")
        await press(pilot, "home", "v", "v", "d")
        assert len(logged_in(logged)) == 1
        assert "Deleted 2 sessions, 2h" in words_said(app)
        await press(pilot, "u")
        assert logged_in(logged) == before


async def test_marked_sessions_are_moved_in_time_and_to_another_target(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=SIZE) as pilot:
        before = logged_in(logged)
        await press(pilot, "4", "v", "v", "<")
        starts = [session.start for session in logged_in(logged)]
        assert [old.start - new for old, new in zip(before, starts, strict=True)] == [300, 300, 0]
        assert "2 marked" in screen_text(app)
        await press(pilot, "u", ">", "u")
        assert logged_in(logged) == before
        await press(pilot, "e", *"index", "enter")
        assert [session.item for session in logged_in(logged)][:2] == ["topic/indexes"] * 2
        await press(pilot, "u")
        assert logged_in(logged) == before


async def test_marked_sessions_are_joined(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=SIZE) as pilot:
        before = logged_in(logged)
        await press(pilot, "4", "J")
        assert "No sessions are marked" in words_said(app)
        await press(pilot, "down", "v", "v", "J")
        assert sorted(lengths(logged)) == [60, 120]
        await press(pilot, "u")
        assert logged_in(logged) == before
        await press(pilot, "home", "v", "v", "J", *"joins", "enter")
        assert sorted(lengths(logged)) == [60, 90]
        await press(pilot, "u")
        assert logged_in(logged) == before


async def test_what_is_gone_is_not_marked(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "4", "v", "v")
        logged.log.remove(logged_in(logged)[0])
        app.renew()
        assert "1 marked" in await press(pilot)
        await press(pilot, "J")
        assert "cannot be joined" in words_said(app)


@pytest.mark.parametrize(("key", "left"), [("e", [30, 60, 60]), ("l", [60, 30, 60]), ("k", [60, 60, 60])])
async def test_an_overlap_is_trimmed_or_kept(logged: Study, key: str, left: list[int]) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=SIZE) as pilot:
        before = logged_in(logged)
        text = await press(pilot, "4", "o")
        assert isinstance(app.screen, WhichKey)
        assert "30m count twice" in text
        assert "earlier wins: trim Joins" in text
        await press(pilot, key)
        assert lengths(logged) == left
        if key != "k":
            await press(pilot, "u")
            assert logged_in(logged) == before


async def test_no_overlap_is_said(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "4", "end", "o")
        assert "shares no time" in words_said(app)


async def test_a_gap_is_filled(logged: Study) -> None:
    app = StudyApp(logged)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "4", "ctrl+p", *"fill a gap", "enter")
        assert "1h" in row_with(app, "09:00 – 10:00")
        text = await press(pilot, "enter")
        assert "09:00-10:00" in text
        await press(pilot, "ctrl+s")
        assert sum(lengths(logged)) == 240
        assert "Logged 1h" in words_said(app)
        app.perform("log.gaps")
        await press(pilot)
        assert "no free stretch" in words_said(app)


def test_new_verbs_fit_the_help() -> None:
    assert all(len(verb.help) <= 62 for verb in VERBS)
