"""Importing a curriculum in the dashboard: naming the file, the preview, its choices, and what is refused."""

from __future__ import annotations

import pytest

from studytui.domain.status import Status
from studytui.tui.app import StudyApp
from studytui.tui.screens.take import ImportScreen, PreviewList
from studytui.tui.screens.twins import TwinsScreen
from tests.tui.screen import press, screen_text, settle, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from studytui.services.study import Study
    from tests.conftest import OpenStudy

LIST = """# Way
## One
### Deep
- [x] Git
- [ ] Alpha [b]
  - [ ] step
## Two
- [-] Beta
## Three
- [ ] Gamma
"""


@pytest.fixture
def used(study: OpenStudy) -> Study:
    """A study with a bundled roadmap in use."""
    made = study()
    made.roadmaps.use("backend-developer")
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list in a folder of its own."""
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "way.md").write_text(LIST, "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder / "way.md"


def told(text: str) -> str:
    """The words on a screen without its frames and its lines' ends."""
    return " ".join(text.replace("│", " ").split())


async def named(pilot: Pilot[int], path: str, *keys: str) -> str:
    """Open the import and give it a file's name."""
    await press(pilot, "7", "i")
    pilot.app.screen.query_one("#path").value = path  # type: ignore[attr-defined]  # an Input
    await settle(pilot)
    return await press(pilot, *keys)


async def test_from_a_name_to_a_roadmap_and_back(used: Study, file: Path) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        text = await named(pilot, str(file.parent) + "/w")
        assert "way.md" in text
        assert "picture" not in text
        text = await press(pilot, "tab", "enter")
        assert "Way · 3 stages · 1 group · 4 topics · 1 step · 1 done" in text
        assert "= a new roadmap, in roadmaps/way.toml" in text
        assert "✓ Git" in text
        assert "– Beta" in text
        assert used.library.ids()[-1] != "way", "nothing is written yet"
        await press(pilot, "enter")
        assert "Way is imported" in words_said(app)
        assert isinstance(app.screen, TwinsScreen), "git is a known topic"
        await press(pilot, "enter")
        assert used.roadmaps.load("way").stages[0].topics[0].slug == "git"
        mark = used.store.marks.all()
        assert mark[used.target("way:git").item].status is Status.DONE  # type: ignore[index]
        await press(pilot, "u", "u")
        assert "way" not in used.library.ids()
        assert used.statuses() == {}


async def test_counts_follow_mode_level_and_section(used: Study, file: Path) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        await named(pilot, str(file), "enter")
        text = await press(pilot, "plus")
        assert "level: 1" in text
        assert "Way · 1 stage ·" in text
        text = await press(pilot, "plus", "plus")
        assert "level: 3" in text
        assert "1 Deep" in text
        text = await press(pilot, "minus", "minus", "minus")
        assert "level: automatic" in text
        text = await press(pilot, "s", "down", "down", "down", "down", "enter")
        assert "section: Two" in text
        assert "1 topic" in text
        text = await press(pilot, "m")
        assert "mode: boxes ·" in text


async def test_a_mode_that_finds_nothing_is_told_and_imports_nothing(used: Study, tmp_path: Path) -> None:
    (tmp_path / "plain.md").write_text("# Way\n- one\n- two\n", "utf-8")
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await named(pilot, str(tmp_path / "plain.md"), "enter", "m")
        assert "mode: boxes" in text
        assert "nothing to learn was found as boxes. Another way to read it: m" in told(text)
        await press(pilot, "enter")
        assert isinstance(app.screen, ImportScreen)
        assert len(used.library.ids()) == 8
        text = await press(pilot, "m", "m", "m", "m")
        assert "mode: lists, found by itself" in text
        assert "2 topics" in text


async def test_title_and_id_are_chosen(used: Study, file: Path) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        await named(pilot, str(file), "enter", "e")
        await press(pilot, "ctrl+u", *"Path", "tab", "ctrl+u", *"../x", "ctrl+s")
        assert "An id has only" in screen_text(app)
        await press(pilot, "ctrl+u", *"my-path", "ctrl+s", "enter")
        assert used.roadmaps.load("my-path").title == "Path"


async def test_a_newer_version_says_what_changes_and_keeps_the_ticks(used: Study, file: Path) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        await named(pilot, str(file), "enter", "enter", "x")
        used.items.toggle_done(used.target("way:gamma"))
        newer(file)
        text = await named(pilot, str(file), "enter")
        assert "= way is updated: 1 added" in text
        assert "SINCE THE LAST IMPORT" in text
        assert "+ Delta" in text
        await press(pilot, "enter")
        assert used.statuses()[used.target("way:gamma").item] is Status.DONE  # type: ignore[index]


def newer(file: Path) -> None:
    """A second version of the list."""
    file.write_text(LIST + "- [ ] Delta\n", "utf-8")


async def test_a_changed_roadmap_is_replaced_only_on_demand(used: Study, file: Path) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await named(pilot, str(file), "enter", "enter", "x")
        used.authoring.rename(used.target("way:alpha"), "Alpha and more")
        text = await named(pilot, str(file), "enter")
        assert "R replaces the other" in told(text)
        await press(pilot, "enter")
        assert isinstance(app.screen, ImportScreen)
        text = await press(pilot, "R")
        assert "your changes of it are lost" in text
        await press(pilot, "enter")
        assert used.target("way:alpha").title == "Alpha [b]"
        await press(pilot, "u")
        assert used.target("way:alpha").title == "Alpha and more"


BAD = {
    "latin.md": ("- [ ] é\n".encode("latin-1"), "is not UTF-8"),
    "none.md": (b"Only words.\n", "were found"),
    "deep.md": (b"> " * 300 + b"x\n", "nested too deeply"),
    "broken.toml": (b'title = "x\n', "not valid TOML"),
    "keys.toml": (b".".join([b"a"] * 100_000) + b" = 1\n", "keys.toml"),
    "broken.json": (b"{", "not valid JSON"),
    "path.toml": (
        b'schema = 1\nid = "../../x"\ntitle = "D"\n[[stages]]\nid = "a"\ntitle = "A"\n',
        "path.toml: line 2: id",
    ),
}


@pytest.mark.parametrize("name", BAD)
async def test_bad_files_are_told_and_nothing_is_written(used: Study, tmp_path: Path, name: str) -> None:
    data, words = BAD[name]
    (tmp_path / name).write_bytes(data)
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await named(pilot, str(tmp_path / name), "enter")
        assert words in told(text)
        await press(pilot, "tab", "enter")
        assert isinstance(app.screen, ImportScreen)
        assert len(used.library.ids()) == 8


async def test_what_is_no_file_and_what_is_too_large(used: Study, tmp_path: Path) -> None:
    large = tmp_path / "large.md"
    with large.open("wb") as stream:
        stream.truncate(50 << 20)
    (tmp_path / "folder").mkdir()
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        for path, words in (
            (tmp_path / "nothing.md", "There is no file"),
            (tmp_path / "folder", "a folder without Markdown files"),
            (large, "50.0 MiB are more than a curriculum should be"),
        ):
            text = await named(pilot, str(path), "enter")
            assert words in told(text)
            await press(pilot, "escape")


async def test_esc_goes_back_to_the_name_and_then_leaves(used: Study, file: Path) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(40, 12)) as pilot:
        await named(pilot, str(file), "enter")
        assert app.screen.query_one(PreviewList).has_focus
        await press(pilot, "escape")
        assert isinstance(app.screen, ImportScreen)
        await press(pilot, "escape")
        assert not isinstance(app.screen, ImportScreen)


async def test_a_new_user_imports_before_anything_is_chosen(study: OpenStudy, file: Path) -> None:
    made = study()
    app = StudyApp(made)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "i import" in await press(pilot)
        await press(pilot, "i")
        app.screen.query_one("#path").value = str(file)  # type: ignore[attr-defined]  # an Input
        await settle(pilot)
        await press(pilot, "enter", "enter", "enter")
        await press(pilot, "enter")
        assert made.active_id() == "way"
