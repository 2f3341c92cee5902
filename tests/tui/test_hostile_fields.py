"""Hostile text typed and pasted into every field and prompt: it is text, whatever is done with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.widgets import Input, TextArea

from studytui.domain.text import clean
from studytui.tui.app import StudyApp
from tests.naughty import harmful
from tests.tui.screen import press, screen_text, settle
from tests.tui.test_parts import OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.widget import Widget

    from studytui.services.study import Study
    from studytui.store.home import Home
    from tests.conftest import OpenStudy

HOSTILE = (
    "[/x][@click=app.quit]x \x1b]0;owned\x07\x9b31m\x00\x7f "
    "\u202eabc\u2066 👩\u200d👩\u200d👧 \ud800 e\u0301 漢 [bold"
)
TYPED = (*"[/x]", "\x1b", "\x9b", "\u202e", "\u200d", "\ud800")
"""Keys as a terminal sends them: most of these are no text, and none may become any."""

PLACES: dict[str, dict[str, tuple[int, tuple[str, ...]]]] = {
    "1": {
        "hours": (4, ("A",)),
        "palette": (1, ("ctrl+p",)),
        "help": (1, ("question_mark",)),
        "begin": (1, ("do timer.begin",)),
        "end": (1, ("do timer.end",)),
        "switch": (1, ("do timer.switch",)),
        "countdown": (1, ("do timer.countdown",)),
        "finder of notes": (2, ("do notes.search",)),
        "picture": (1, ("do view.screenshot",)),
    },
    "4": {
        "a session": (4, ("down", "e")),
        "where to split": (1, ("down", "s")),
        "a gap": (4, ("do log.gaps", "enter")),
        "filter of the log": (1, ("slash",)),
    },
    "2": {
        "filter of a checklist": (1, ("slash",)),
        "estimate": (1, ("home", "w")),
        "target date": (1, ("W",)),
        "goal of a stage": (1, ("do stage.goal",)),
        "goal": (1, ("do goal.week",)),
        "pause": (1, ("do goal.pause",)),
        "title of a topic": (1, ("do part.add.topic",)),
        "title of a project": (1, ("do part.add.project",)),
        "title of a step": (1, ("end", "do part.add.step")),
        "a link": (2, ("home", "do part.add.link")),
        "an item": (3, ("home", "e")),
        "a note beside a list": (1, ("home", "n")),
        "title of a stage": (1, ("do part.add.stage",)),
    },
    "6": {"what if": (1, ("w",)), "heatmap": (1, ("do stats.heatmap",)), "record": (1, ("do stats.record",))},
    "7": {
        "a roadmap": (2, ("n",)),
        "an item of an outline": (3, ("end", "e", "down", "down", "e")),
        "import": (1, ("i",)),
        "export": (1, ("x",)),
    },
    "3": {"what a note is on": (1, ("n",)), "search of notes": (2, ("slash",)), "a note": (2, ("enter",))},
    "5": {
        "reflection": (1, ("end", "enter")),
        "hours of next week": (1, ("4", "home", "down", "enter")),
        "aim": (1, ("4", "end", "enter")),
    },
    "comma": {"a setting": (1, ("slash", *"countdown", "enter", "home", "enter"))},
}
"""By the key of their view: how many fields there are, and how they are come by."""

OFTEN = ("3", "4", "5", "7")
"""Views that have a field of each kind; the others have more of the same, and are gone through less often."""


def assert_clean(app: StudyApp) -> None:
    """Nothing that a terminal could take for an order is drawn."""
    found = harmful(screen_text(app))
    assert not found, found


async def follow(pilot: Pilot[int], ways: tuple[str, ...]) -> None:
    """Press keys and carry out verbs, as the palette does, that begin with "do"."""
    for way in ways:
        if way.startswith("do "):
            pilot.app.perform(way[3:])  # type: ignore[attr-defined]
        else:
            await press(pilot, way)
        await settle(pilot)


@pytest.fixture
def small(home: Home, study: OpenStudy) -> Study:
    """A study of a small roadmap of its own, with a session, a note and a timer."""
    Path(home.roadmaps).mkdir(parents=True)
    Path(home.roadmaps, "mine.toml").write_text(OWN, "utf-8")
    made = study()
    made.roadmaps.use("mine")
    item = made.target("mine-alpha")
    made.log.add(made.log.understand("yesterday 14:00-15:30", None), item)
    made.notebook.write(made.notebook.key(item), item.title, "note")
    made.timer.start(made.target("mine-beta"))
    return made


async def fill_in(pilot: Pilot[int], place: str, field: Widget) -> None:
    """Type into a field, and paste, as the driver hands on what a terminal sends."""
    field.focus()
    for sign in TYPED:
        field.post_message(Key(sign, sign))
    field.post_message(Paste(clean(HOSTILE)))
    await settle(pilot)
    held = field.text if isinstance(field, TextArea) else field.value if isinstance(field, Input) else ""
    assert "[@click=app.quit]x" in held, place
    assert not harmful(held)


@pytest.mark.parametrize(
    "view", [pytest.param(view, marks=[] if view in OFTEN else [pytest.mark.faults]) for view in PLACES]
)
async def test_every_field_takes_hostile_text_for_text(
    small: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    monkeypatch.chdir(tmp_path)
    app = StudyApp(small)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for place, (count, ways) in PLACES[view].items():
            await follow(pilot, (view, *ways))
            fields = [
                one
                for one in app.screen.query("Input, TextArea")
                if one.region and not getattr(one, "read_only", False)
            ]
            assert len(fields) == count, f"{place}: {fields}"
            for field in sorted(fields, key=lambda one: isinstance(one, Input)):
                await fill_in(pilot, place, field)
            assert_clean(app)
            await press(pilot, "enter")
            await settle(pilot)
            assert_clean(app)
            await press(pilot, *["escape"] * (3 if app.screen.is_modal else 1))
            assert not app.screen.is_modal, place
            assert app.is_running
