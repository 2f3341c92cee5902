"""What the Dashboard says of what lies ahead, and what joins it where there is room."""

from __future__ import annotations

import pytest

from studytui.services.clock import FixedClock
from studytui.services.demo import fill
from studytui.services.study import Study
from studytui.store.home import Home
from studytui.tui.app import StudyApp
from studytui.tui.look import UNICODE, make_look
from studytui.tui.outlook import outlook
from studytui.tui.views.dashboard import DashboardView
from tests.tui.screen import press, row_with

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import OpenStudy

AT = 1795283400
"""Saturday 21 November 2026, 18:50 in Berlin."""


@pytest.fixture
def demo(tmp_path: Path) -> Study:
    """A study with the made-up year."""
    study = Study(Home(str(tmp_path / "studytui")), FixedClock(AT, "Europe/Berlin"))
    fill(study)
    return study


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_the_finish_stands_on_the_dashboard_and_the_burn_up_where_it_is_wide(
    demo: Study, size: tuple[int, int]
) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=size) as pilot:
        await press(pilot)
        app.query_one(DashboardView).look_ahead()
        text = await press(pilot)
        (finish, *_) = outlook(demo)
        assert "a week, finish ~" in finish
        assert finish in text
        assert ("Burn-up" in text) == (size[0] >= 180)
        assert ("━━━━━━━━" in row_with(app, "1 Programming").split("│")[1]) == (size[0] >= 180)
        assert "more ─╯" in text
    demo.close()


async def test_the_burn_up_comes_and_goes_with_the_width(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "Burn-up" not in await press(pilot)
        await pilot.resize_terminal(200, 50)
        await press(pilot)
        app.query_one(DashboardView).look_ahead()
        assert "finish ~" in (await press(pilot)).splitlines()[-2]
        await pilot.resize_terminal(120, 40)
        assert "Burn-up" not in await press(pilot)
    demo.close()


def test_without_a_forecast_or_reviews_less_is_said(demo: Study, study: OpenStudy) -> None:
    assert len(outlook(demo)) == 2
    demo.history.set_setting("forecast", False)
    assert [line.split()[1:] for line in outlook(demo)] == [["topic", "due,", "r", "reviews", "it"]]
    demo.history.set_setting("reviews", False)
    assert outlook(demo) == ()
    demo.close()
    fresh = study()
    assert outlook(fresh) == ("A finish date after four weeks",)


async def test_the_low_pane_says_what_the_timer_is_on_else_what_is_next(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot)
        assert "● Auth and security › Let tokens" in text
        text = await press(pilot, "t")
        assert "│ Next " in text
        assert "● Auth and security › Let tokens" not in text
    demo.close()


async def test_where_colours_are_few_the_heat_is_told_by_signs(
    demo: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value, shades in (
        ("TERM", "linux", True),
        ("NO_COLOR", "1", True),
        ("TERM", "xterm-256color", False),
    ):
        with monkeypatch.context() as only:
            only.setenv(name, value)
            app = StudyApp(demo)
            async with app.run_test(size=(120, 40)) as pilot:
                await press(pilot)
                assert app.look is not None
                assert app.look.shades is shades, (name, value)
                year = row_with(app, "│ Mon  ")
                assert ("■" in year) is not shades
                assert ("▒" in year) is shades
    demo.close()


def test_few_colours_are_asked_for_by_the_look() -> None:
    variables = dict.fromkeys(
        (
            *("background", "surface", "foreground", "muted", "accent", "success", "warning", "error"),
            *("selection", "selection-idle", "heat-0", "heat-1", "heat-2", "heat-3", "heat-4"),
        ),
        "#000000",
    )
    assert not make_look(variables, UNICODE).shades
    assert make_look(variables, UNICODE, few_colours=True).shades


async def test_the_look_ahead_is_made_anew_only_when_something_follows_from_it(
    demo: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Study] = []

    def told(study: Study) -> tuple[str, ...]:
        asked.append(study)
        return ("so",)

    monkeypatch.setattr("studytui.tui.outlook.outlook", told)
    app = StudyApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        view = app.query_one(DashboardView)
        view.look_ahead()
        view.look_ahead()
        assert len(asked) == 1
        assert "so" in await press(pilot)
        demo.items.toggle_done(demo.target("Password hashing (bcrypt, Argon2)"))
        app.renew()
        view.look_ahead()
        assert len(asked) == 2
    demo.close()
