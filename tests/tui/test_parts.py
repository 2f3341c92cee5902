"""Changing a roadmap from the checklist and the list of stages."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from studytui.domain.status import Status
from studytui.tui.app import StudyApp
from studytui.tui.look import ASCII
from studytui.tui.screens.which_key import WhichKey
from studytui.tui.views.dashboard import Checklist, StageList
from studytui.tui.views.stage import StageView
from tests.tui.screen import press, row_with, screen_text, settle, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.roadmap import Roadmap
    from studytui.services.study import Study
    from studytui.store.home import Home
    from tests.conftest import OpenStudy

OWN = """# by hand
schema = 1
id = "mine"
title = "Mine"

[[stages]]
id = "one"
title = "One"   # the first

[[stages.topics]]
id = "mine-alpha"
title = "Alpha"

[[stages.topics]]
id = "mine-beta"
title = "Beta"

[[stages.projects]]
id = "mine-build"
title = "Build"
steps = ["Draw", "Make"]

[[stages]]
id = "two"
title = "Two"

[[stages.topics]]
id = "mine-gamma"
title = "Gamma"
"""


@pytest.fixture
def own(study: OpenStudy, home: Home) -> Study:
    """A study with a small roadmap of its own in use."""
    Path(home.roadmaps).mkdir(parents=True)
    Path(home.roadmaps, "mine.toml").write_text(OWN, "utf-8")
    made = study()
    made.roadmaps.use("mine")
    made.log.add(made.log.understand("30m"), made.target("alpha"))
    return made


def file(home: Home) -> str:
    """The roadmap's file as it stands."""
    return Path(home.roadmaps, "mine.toml").read_text("utf-8")


def write(home: Home, text: str) -> None:
    """Change the file from outside."""
    Path(home.roadmaps).mkdir(parents=True, exist_ok=True)
    Path(home.roadmaps, "mine.toml").write_text(text, "utf-8")


def loaded(study: Study) -> Roadmap:
    """The roadmap as it is now."""
    return study.roadmaps.load("mine")


def titles(study: Study, stage: int = 0) -> list[str]:
    """The topics of a stage."""
    return [topic.title for topic in loaded(study).stages[stage].topics]


async def test_a_topic_is_added_behind_the_cursor_and_undone(own: Study, home: Home) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert "Add to the roadmap" in await press(pilot, "2", "a")
        await press(pilot, "t", *"New [b]x", "enter")
        assert titles(own) == ["Alpha", "New [b]x", "Beta"]
        current = app.current_view.query_one(Checklist).current
        assert current is not None
        assert current.title == "New [b]x"
        assert words_said(app) == "", "what is seen is not told"
        assert file(home).startswith("# by hand\n"), "the comment is kept"
        assert "# the first" in file(home)
        await press(pilot, "u")
        assert file(home) == OWN
        assert "○ New" not in screen_text(app)
        await press(pilot, "ctrl+r")
        assert titles(own) == ["Alpha", "New [b]x", "Beta"]


@pytest.mark.parametrize(
    ("key", "word"), [("c", "COURSES"), ("p", "PROJECTS  0 of 2"), ("s", "▾ Alpha"), ("g", "2 Extra")]
)
async def test_everything_can_be_added(own: Study, key: str, word: str) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await press(pilot, "2", "a", key, *"Extra", "enter")
        assert word in text
        assert "Extra" in text


async def test_the_first_change_of_a_bundled_roadmap_says_that_it_is_copied(study: OpenStudy) -> None:
    made = study()
    made.roadmaps.use("backend-developer")
    app = StudyApp(made)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "2", "d")
        assert "Removed Python. Backend Developer is now a copy of your own" in words_said(app)
        assert not made.roadmaps.load("backend-developer").bundled
        await press(pilot, "u")
        assert made.roadmaps.load("backend-developer").bundled
        assert "Python" in screen_text(app)


async def test_the_form_changes_title_hours_and_link_in_one_step(own: Study, home: Home) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "e", *"s", "tab", *"90m", "tab", *"ftp://x", "ctrl+s")
        assert "no address of the web" in screen_text(app)
        assert file(home) == OWN
        await press(pilot, "ctrl+u", *"https://x.test", "enter")
        topic = loaded(own).stages[0].topics[0]
        assert (topic.title, topic.hours, topic.url) == ("Alphas", 1.5, "https://x.test")
        assert topic.slug == "mine-alpha", "the id stays, and with it what was done"
        await press(pilot, "u")
        assert file(home) == OWN


async def test_what_was_typed_in_a_form_is_not_lost_to_one_esc(own: Study, home: Home) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "e", "x", "escape")
        assert "esc again discards" in screen_text(app)
        await press(pilot, "escape")
        assert "Edit topic" not in screen_text(app)
        assert file(home) == OWN
        await press(pilot, "e", "ctrl+u", "enter", "enter", "enter")
        assert "A title is needed" in screen_text(app)


async def test_moving_goes_on_into_the_next_stage(own: Study) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "2", "J")
        assert titles(own) == ["Beta", "Alpha"]
        await press(pilot, "J")
        assert titles(own, 1) == ["Alpha", "Gamma"]
        assert "2 Two" in screen_text(app), "the view went along"
        await press(pilot, "J")
        assert titles(own, 1) == ["Gamma", "Alpha"]
        await press(pilot, "J")
        assert "at the end already" in words_said(app)
        await press(pilot, "K", "K")
        assert titles(own) == ["Beta", "Alpha"]


async def test_stages_are_moved_renamed_and_removed_in_their_list(own: Study) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "K")
        assert "at the top already" in words_said(app)
        await press(pilot, "J")
        assert [stage.title for stage in loaded(own).stages] == ["Two", "One"]
        current = app.current_view.query_one(StageList).current
        assert current is not None
        assert current.title == "2 One"
        await press(pilot, "e", *"!", "enter", *"4", "enter")
        stage = loaded(own).stages[1]
        assert (stage.title, stage.hours) == ("One!", 4)
        await press(pilot, "d")
        assert words_said(app) == "Removed One!. u undo"
        await press(pilot, "d")
        assert "one stage at least" in words_said(app)


async def test_a_stage_is_not_removed_from_its_checklist(own: Study) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "2", "]", "d")
        assert titles(own, 1) == []
        await press(pilot, "d")
        assert len(loaded(own).stages) == 2
        assert "removed in the list of stages" in words_said(app)


async def test_steps_are_added_renamed_moved_and_removed(own: Study) -> None:
    own.items.toggle_done(own.target("mine-build/make"))
    app = StudyApp(own)

    def steps() -> list[str]:
        return [step.title for step in loaded(own).stages[0].projects[0].steps]

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "2", "end", "enter", "down")
        await press(pilot, "a", "s", *"Show", "enter")
        assert steps() == ["Draw", "Make", "Show"]
        await press(pilot, "K")
        assert steps() == ["Draw", "Show", "Make"]
        await press(pilot, "e", *"!", "enter")
        assert steps() == ["Draw", "Show!", "Make"]
        await press(pilot, "d")
        assert steps() == ["Draw", "Make"]
        assert own.statuses()[own.target("mine-build/make").item] is Status.DONE  # type: ignore[index]


async def test_links_are_listed_added_changed_and_removed(
    own: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = StudyApp(own)
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)

    def links() -> list[tuple[str, str | None]]:
        return [(one.title, one.url) for one in loaded(own).stages[0].topics[0].resources]

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert "There is no link here yet" in await press(pilot, "2", "O")
        await press(pilot, "a", *"https://a.test", "enter", "enter")
        assert loaded(own).stages[0].topics[0].url == "https://a.test"
        await press(pilot, "a", *"https://b.test", "enter", *"B [red]", "enter")
        assert links() == [("B [red]", "https://b.test")]
        await press(pilot, "down", "enter")
        assert opened == ["https://b.test"]
        await press(pilot, "e", "end", *"/c", "ctrl+s")
        assert links() == [("B [red]", "https://b.test/c")]
        await press(pilot, "d")
        assert links() == []
        await press(pilot, "u")
        assert links() == [("B [red]", "https://b.test/c")]
        await press(pilot, "escape")
        assert "Links" not in row_with(app, "1 One")


async def test_another_stage_is_chosen_by_the_palette(own: Study) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "ctrl+p", *"to another stage", "enter", "down", "enter")
        assert titles(own, 1) == ["Gamma", "Alpha"]
        assert "2 Two" in screen_text(app)


async def test_a_file_that_is_broken_meanwhile_is_not_touched(own: Study, home: Home) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "2", "e", *"x")
        broken = OWN + "oops"
        write(home, broken)
        await press(pilot, "ctrl+s")
        assert "not valid TOML" in screen_text(app)
        assert file(home) == broken


async def test_ascii_stays_ascii(own: Study) -> None:
    app = StudyApp(own, glyphs=ASCII)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (("2", "a"), ("escape", "e"), ("escape", "O"), ("escape",)):
            assert (await press(pilot, *keys)).isascii()


async def test_the_stage_view_tells_headings_long_titles_and_other_roadmaps(
    study: OpenStudy, home: Home
) -> None:
    long = "Use a proper method according to the operation, such as to read, to create and to delete"
    text = OWN.replace(
        'id = "mine-alpha"\ntitle = "Alpha"', f'id = "git"\ntitle = "{long}"\nheading = "Basics"'
    )
    write(home, text)
    made = study()
    made.roadmaps.use("mine")
    app = StudyApp(made)
    async with app.run_test(size=(120, 40)) as pilot:
        shown = await press(pilot, "2")
        assert "│   Basics" in shown
        assert "delete" in shown, "the whole title stands beside"
        view = app.current_view
        assert isinstance(view, StageView)
        view._look_elsewhere()
        assert "Also in Backend Developer" in " ".join((await press(pilot)).split())


async def test_keys_typed_on_while_a_menu_is_left_leave_nothing_else(own: Study) -> None:
    app = StudyApp(own)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "a")
        menu = app.screen
        assert isinstance(menu, WhichKey)
        for _ in range(3):
            menu.post_message(events.Key("y", "y"))
        await settle(pilot)
        assert app.is_running
        await press(pilot, "a", "t")
        assert "Title" in screen_text(app)
