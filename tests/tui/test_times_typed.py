"""Every form reads times as the command line does, and refuses what it refuses, before anything is saved."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from textual.widgets import Input

from studytui.domain.durations import HOUR
from studytui.services.clock import FixedClock
from studytui.services.study import Study
from studytui.tui.app import StudyApp
from tests.cli.test_bad_times import DURATIONS, MOMENTS, RANGES
from tests.tui.screen import press, screen_text, settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.pilot import Pilot

    from studytui.store.home import Home

    Refusals = Mapping[str, tuple[str, str, str]]

ZONE = "Europe/Berlin"
NOW = int(datetime(2026, 11, 19, 16, 0, tzinfo=ZoneInfo(ZONE)).timestamp())


@pytest.fixture
def ready(home: Home) -> Iterator[Study]:
    """A study on the Thursday afternoon of the command line's tests, with a session over a clock change."""
    made = Study(home, FixedClock(NOW, ZONE))
    made.roadmaps.use("backend-developer")
    made.log.add(made.log.understand("2026-03-28 22:00 to 2026-03-29 09:00"), made.target("joins"))
    yield made
    made.close()


async def told(pilot: Pilot[int], field: str, words: str) -> str:
    """What the dialog says of a line, on one line."""
    pilot.app.screen.query_one(f"#{field}", Input).value = words
    await settle(pilot)
    text = screen_text(pilot.app).replace("│", " ").replace("╭", " ").replace("╰", " ")
    return " ".join(text.split())


def one_line(words: str) -> str:
    return " ".join(words.split())


async def all_refused(pilot: Pilot[int], field: str, refusals: Refusals) -> None:
    """Each is refused with its reason, and Enter keeps the dialog open."""
    screen = pilot.app.screen
    for name, (words, message, _) in refusals.items():
        if "\x00" in words or "\x1b" in words:
            continue  # a line of text never holds them: a paste is cleaned, and keys are no text
        shown = await told(pilot, field, words)
        said = message.partition(" characters long")[0] if "characters long" in message else message
        assert "×" in shown, (name, shown)
        assert one_line(said)[:30].lower() in shown.lower(), (name, shown)
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is screen, name


async def test_the_session_form_refuses_what_the_command_line_refuses(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "A")
        before = ready.log.sessions()
        await all_refused(pilot, "when", DURATIONS)
        await all_refused(pilot, "when", RANGES)
        assert ready.log.sessions() == before


async def test_the_session_form_takes_every_form(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "A")
        for words in (
            "1h30m", "1h30", "1h 30m", "90m", "90min", "1.5h", "1,5h", "1:30", "1:30:00", "90 m", "PT1H30M",
            "14:30-16:00", "14:30 - 16:00", "14:30–16:00", "14:30-now", "2026-11-19 14:30-16:00",
            "14:30 +90m",
            "2:30pm-4pm", "2026-11-19T14:30:00+01:00 to 2026-11-19T15:00:00Z",
        ):  # fmt: skip
            assert "= Thu 19 Nov 14:30-16:00 · 1h 30m" in await told(pilot, "when", words), words
        for words, shown in (
            ("45", "15:15-16:00 · 45m"),
            ("45s", "15:59-16:00 · 45s"),
            ("2 hrs", "14:00-16:00 · 2h"),
            ("yesterday 14:00 to 15:30", "Wed 18 Nov 14:00-15:30 · 1h 30m"),
            ("yesterday 9am-11am", "Wed 18 Nov 09:00-11:00 · 2h"),
            ("monday 18:00 +45m", "Mon 16 Nov 18:00-18:45 · 45m"),
            ("2026-11-18 23:30-00:40", "Wed 18 Nov 23:30-00:40 · 1h 10m"),
        ):
            assert shown in await told(pilot, "when", words), words


async def test_moments_in_the_prompts_of_the_timer(ready: Study) -> None:
    ready.timer.start(ready.target("joins"), NOW - HOUR)
    app = StudyApp(ready)
    async with app.run_test(size=(120, 40)) as pilot:
        app.perform("timer.begin")
        await settle(pilot)
        await all_refused(pilot, "line", {key: MOMENTS[key] for key in MOMENTS if key != "a duration"})
        assert "began at 14:30 · 1h 30m so far" in await told(pilot, "line", "90m"), "that long ago"
        assert "began at 14:30" in await told(pilot, "line", "2:30pm")
        assert "began Wed 18 Nov at 22:00" in await told(pilot, "line", "yesterday 22:00")
        await press(pilot, "escape")
        app.perform("timer.end")
        await settle(pilot)
        await all_refused(pilot, "line", MOMENTS)
        assert "15:00-15:40 · 40m" in await told(pilot, "line", "20m ago")
        await press(pilot, "escape")
        app.perform("timer.countdown")
        await settle(pilot)
        await all_refused(pilot, "line", DURATIONS)
        assert "= 1h 30m, from now on" in await told(pilot, "line", "1,5h")
        assert ready.timer.needed().start == NOW - HOUR


async def test_moments_in_the_prompt_of_a_split(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "4", "s")
        fitting = ("the future", "garbage", "too long", "digits of another script", "a gap of the night")
        await all_refused(pilot, "line", {key: MOMENTS[key] for key in fitting})
        shown = await told(pilot, "line", "23:30")
        assert "Sat 28 Mar 22:00-23:30 · 1h 30m" in shown
        assert "Sat 28 Mar 23:30-09:00 · 8h 30m" in shown, "an hour was left out that night"
        assert "Sat 28 Mar 22:00-22:45 · 45m" in await told(pilot, "line", "45m")
