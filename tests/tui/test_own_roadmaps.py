"""Roadmaps of one's own in the dashboard: begun, copied, hidden, compared, edited as outline and as file."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import pytest

from studytui.domain.changes import Changes
from studytui.domain.ids import RoadmapId
from studytui.tui.app import StudyApp
from studytui.tui.look import ASCII
from studytui.tui.screens.faulty import FaultyScreen
from studytui.tui.screens.outline import OutlineScreen
from studytui.tui.views.roadmaps import RoadmapList
from studytui.tui.widgets.rows import RowList
from tests.tui.screen import press, row_with, screen_text, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.study import Study
    from studytui.store.home import Home
    from tests.conftest import OpenStudy

SMALL = """schema = 1
id = "small"
title = "Small"  # kept

[[stages]]
id = "one"
title = "One"

[[stages.topics]]
id = "small-git"
title = "Git"

[[stages.topics]]
id = "small-own"
title = "Own"
steps = ["First", "Second"]
"""


@pytest.fixture
def used(study: OpenStudy, home: Home) -> Study:
    """A study with a bundled roadmap in use and a small one of its own beside it."""
    Path(home.roadmaps).mkdir(parents=True)
    Path(home.roadmaps, "small.toml").write_text(SMALL, "utf-8")
    made = study()
    made.roadmaps.use("backend-developer")
    return made


def write(home: Home, text: str) -> None:
    """Change the small roadmap's file from outside."""
    Path(home.roadmaps, "small.toml").write_text(text, "utf-8")


def written(home: Home) -> list[str]:
    """The names of all TOML files of the data folder."""
    return sorted(path.name for path in Path(home.folder).rglob("*.toml"))


def small(home: Home) -> str:
    """The small roadmap's file."""
    return Path(home.roadmaps, "small.toml").read_text("utf-8")


async def test_a_new_roadmap_is_made_of_its_title_and_stands_under_the_cursor(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        text = await press(pilot, "7", "n", *"Music Theory")
        assert "= roadmaps/music-theory.toml" in text
        await press(pilot, "enter", "enter")
        row = app.query_one(RoadmapList).current
        assert row is not None
        assert row.key == "music-theory"
        assert used.roadmaps.load("music-theory").title == "Music Theory"
        await press(pilot, "u")
        assert "music-theory" not in used.library.ids()


async def test_an_id_that_is_taken_or_is_a_path_stays_in_the_form(used: Study, home: Home) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "7", "n", *"Small", "ctrl+s")
        assert 'There is a roadmap "small" already' in screen_text(app)
        await press(pilot, "tab", *"../../x", "ctrl+s")
        assert "is not an id" in screen_text(app)
        assert written(home) == ["small.toml"]


async def test_a_bundled_roadmap_is_duplicated(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "7", "D", "enter", "enter")
        copy = used.roadmaps.load("backend-developer-mine")
        assert (copy.title, copy.bundled) == ("Backend Developer, mine", False)
        assert used.roadmaps.load("backend-developer").bundled


async def test_hidden_roadmaps_have_a_row_that_brings_them_back(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "7", "d")
        assert "is in use" in words_said(app)
        await press(pilot, "end", "d")
        assert words_said(app) == "Small is hidden; what was done in it is kept. u undo"
        assert "Hidden" in row_with(app, "Hidden")
        await press(pilot, "end")
        assert "Small" in screen_text(app), "the text beside tells which"
        await press(pilot, "enter", "enter")
        assert used.roadmaps.hidden() == {}
        row = app.query_one(RoadmapList).current
        assert row is not None
        assert row.key == "small"


async def test_two_are_compared(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await press(pilot, "7", "down", "c")
        assert "% shared" in text
        text = await press(pilot, "enter")
        overlap = used.updates.overlap("apis-databases-beyond", "backend-developer")
        assert f"{overlap.percent_first}% of Backend Developer Roadmap" in text
        assert "IN BOTH" in text
        assert overlap.shared[0] in text


async def test_the_list_says_how_much_is_shared(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await press(pilot, "7", "down")
        share = used.updates.overlaps("backend-developer")[RoadmapId("apis-databases-beyond")]
        assert share > 10
        assert f"{share}% shared" in text
        assert f"{share}% of it is in the roadmap in use" in text


async def test_a_roadmap_that_is_not_in_use_is_changed_as_an_outline(used: Study, home: Home) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        text = await press(pilot, "7", "end", "e")
        assert isinstance(app.screen, OutlineScreen)
        assert "First" in text
        await press(pilot, "down", "J")
        assert [topic.title for topic in used.roadmaps.load("small").stages[0].topics] == ["Own", "Git"]
        row = app.screen.query_one(RowList).current
        assert row is not None
        assert row.title == "Git"
        await press(pilot, "a", "t", *"Third", "enter")
        assert [topic.title for topic in used.roadmaps.load("small").stages[0].topics][-1] == "Third"
        await press(pilot, "d")
        assert words_said(app) == "Removed Third. u undo"
        await press(pilot, "u", "u", "u")
        assert small(home) == SMALL
        assert isinstance(app.screen, OutlineScreen)
        await press(pilot, "slash", *"seco")
        assert [row.title for row in app.screen.query_one(RowList).rows if row.key] == ["Second"]
        await press(pilot, "escape", "escape")
        assert not isinstance(app.screen, OutlineScreen)


async def test_the_outline_folds(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "7", "e")
        assert "copied as yours on the first change" in text
        assert "Python" not in text, "a large one begins folded"
        assert "Python" in await press(pilot, "enter")
        assert "Python" not in await press(pilot, "down", "h", "h")
        assert used.roadmaps.load("backend-developer").bundled


async def test_news_of_a_bundled_roadmap_are_shown_until_they_were_seen(used: Study) -> None:
    news = Changes(("Joins again",), ("Old way",), ("Indexes",), (("A", "B"),))
    text = json.dumps([news.added, news.removed, news.moved, news.renamed])
    used.store.curricula.keep_news("backend-developer", text)
    app = StudyApp(used)
    async with app.run_test(size=(120, 60)) as pilot:
        text = await press(pilot, "7")
        assert "new version" in text
        for words in ("NEW IN THIS VERSION", "+ Joins again", "- Old way", "> Indexes", "= A is now B"):
            assert words in text
        assert used.updates.news() == {}
        assert "new version" in await press(pilot, "f5"), "it stays while the view is open"
        assert "new version" not in await press(pilot, "1", "7")


async def test_what_left_its_roadmap_is_listed(used: Study, home: Home) -> None:
    used.items.toggle_done(used.target("small:small-own/first"))
    write(home, SMALL.replace('"First", ', ""))
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "No longer in a roadmap" in await press(pilot, "7", "end")
        assert "✓ First" in screen_text(app)
        await press(pilot, "enter")
        assert used.active_id() == "backend-developer"


async def test_known_topics_are_offered_once(used: Study) -> None:
    used.items.toggle_done(used.target("git"))
    app = StudyApp(used)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "7", "end", "ctrl+p", *"link known", "enter")
        assert "Git, version control ✓" in row_with(app, "› Git")
        await press(pilot, "escape")
        assert len(used.twins.offers("small")) == 1, "esc asks later"
        await press(pilot, "ctrl+p", *"link known", "enter", "space", "enter")
        assert used.twins.offers("small") == ()
        assert used.twins.linked() == {}
        await press(pilot, "u", "ctrl+p", *"link known", "enter", "enter")
        assert "1 topic counts as a known one" in words_said(app)
        assert used.roadmaps.load("small").stages[0].topics[0].slug == "git"


def editor(folder: Path, *commands: str) -> str:
    """An editor that does one command after another, each at one call."""
    script = folder / "editor"
    lines = "\n".join(f"  {number}) {command} ;;" for number, command in enumerate(commands))
    script.write_text(
        f'#!/bin/sh\nn=$(cat "{folder}/n" 2>/dev/null || echo 0)\necho $((n + 1)) > "{folder}/n"\n'
        f'cp "$1" "{folder}/shown$n"\ncase $n in\n{lines}\nesac\n',
        "utf-8",
    )
    script.chmod(0o700)
    return str(script)


def edit_home(home: Home) -> list[Path]:
    """Texts that are kept because they could not be saved."""
    return sorted(Path(home.folder).glob("edit-*/*.toml"))


async def test_a_file_with_faults_is_offered_again_with_them_marked(
    used: Study, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = 'sed -i \'s/^title = "One"/titel = "One"\\nhours = -1/\' "$1"'
    right = "sed -i 's/^titel/title/; s/^hours = -1/hours = 7/' \"$1\""
    monkeypatch.setenv("EDITOR", editor(tmp_path, wrong, right))
    app = StudyApp(used)
    monkeypatch.setattr(app, "suspend", nullcontext)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        text = await press(pilot, "7", "end", "E")
        assert isinstance(app.screen, FaultyScreen)
        assert "was not saved" in text
        assert "hours" in text
        assert small(home) == SMALL, "the old file is intact"
        assert len(edit_home(home)) == 1, "and what was written is kept"
        await press(pilot, "enter")
        assert "#! " in (tmp_path / "shown1").read_text("utf-8")
        assert used.roadmaps.load("small").stages[0].hours == 7
        assert "#!" not in small(home)
        assert "# kept" in small(home)
        assert words_said(app) == "Saved Small. u undo"
        assert edit_home(home) == []
        await press(pilot, "u")
        assert small(home) == SMALL


async def test_a_faulty_edit_that_is_left_is_kept_and_named(
    used: Study, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, "echo '[[[' >> \"$1\""))
    app = StudyApp(used)
    monkeypatch.setattr(app, "suspend", nullcontext)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "7", "end", "E", "escape")
        (kept,) = edit_home(home)
        assert str(kept) in words_said(app)
        assert kept.read_text("utf-8").endswith("[[[\n")
        assert small(home) == SMALL


async def test_a_broken_file_is_mended_in_the_editor(
    used: Study, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(home, SMALL + "oops\n")
    monkeypatch.setenv("EDITOR", editor(tmp_path, "sed -i '/^oops/d' \"$1\""))
    app = StudyApp(used)
    monkeypatch.setattr(app, "suspend", nullcontext)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert "CANNOT BE OPENED" in await press(pilot, "7", "end")
        await press(pilot, "E")
        assert small(home) == SMALL
        assert "CANNOT BE OPENED" not in screen_text(app)


@pytest.mark.parametrize(("ending", "words"), [("md", "- [x] Git"), ("toml", 'title = "Small"  # kept')])
async def test_a_roadmap_is_exported(used: Study, tmp_path: Path, ending: str, words: str) -> None:
    used.items.toggle_done(used.target("small:small-git"))
    app = StudyApp(used)
    file = tmp_path / f"out.{ending}"
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "7", "end", "x", "ctrl+u", *str(file), "enter")
        assert words_said(app) == f"Written: {file}"
        assert words in file.read_text("utf-8")


async def test_ascii_stays_ascii(used: Study) -> None:
    app = StudyApp(used, glyphs=ASCII)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (("7", "n"), ("escape", "e"), ("escape", "c"), ("enter",), ("escape", "i"), ("escape",)):
            assert (await press(pilot, *keys)).isascii(), keys
