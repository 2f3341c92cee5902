"""Hostile text in everything that a user or a file can name: it is shown, never obeyed, never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from studytui.tui.app import StudyApp
from tests.tui.screen import press, screen_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.study import Study
    from studytui.store.home import Home
    from tests.conftest import OpenStudy

WORDS = (
    "[/]",
    "[@click=app.quit]quit[/]",
    "[bold red",
    "$name {0} %s",
    "\u202egnal\u202c",
    "👩\u200d👩\u200d👧 ✔\ufe0f 🇩🇪",
    "e\u0301a\u0308 漢字かな",
    "\U0001f600" * 40,
    "<script>alert(1)</script>",
    "'; DROP TABLE session; --",
    "../../etc/passwd",
    "a" * 1900,
)
AT_ONCE = (1, 6)
"""Those that are tried in every run of the tests: an action, and wide signs."""
CONTROL = "\x1b]0;owned\x07\x9b31m\x00\x08bell\x07"

ROADMAP = """
schema = 1
id = "hostile"
title = {title}
summary = {title}
tips = [{title}]
[[stages]]
id = "one"
title = {title}
summary = {title}
hours = 10
tips = [{title}]
[[stages.topics]]
id = "topic-one"
title = {title}
details = [{title}]
resources = [{{ title = {title}, url = "https://example.org/" }}]
[[stages.courses]]
id = "course-one"
title = {title}
summary = {title}
[[stages.projects]]
id = "project-one"
title = {title}
summary = {title}
shows = {title}
steps = [{{ id = "first", text = {title} }}, {{ id = "second", text = {title} }}]
"""


def quoted(text: str) -> str:
    """A TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def write_roadmap(folder: Path, words: str) -> None:
    """A roadmap of the user's own, in which everything is called `words`."""
    folder.mkdir(parents=True)
    title = words.replace("\u202e", "").replace("\u202c", "") or "x"
    (folder / "hostile.toml").write_text(ROADMAP.format(title=quoted(title)), encoding="utf-8")


def assert_clean(app: StudyApp) -> None:
    """No control character reaches the terminal."""
    text = screen_text(app)
    found = {sign for sign in text if sign != "\n" and (ord(sign) < 32 or 127 <= ord(sign) < 160)}
    assert not found, found
    assert "\u202e" not in text


@pytest.mark.parametrize(
    "at", [at if at in AT_ONCE else pytest.param(at, marks=pytest.mark.faults) for at in range(len(WORDS))]
)
async def test_hostile_words_in_every_view(home: Home, study: OpenStudy, at: int) -> None:
    words = WORDS[at]
    write_roadmap(Path(home.roadmaps), words)
    made: Study = study()
    made.roadmaps.use("hostile")
    item = made.target("topic/topic-one")
    made.notebook.write(made.notebook.key(item), item.title, words + CONTROL)
    made.log.add(made.log.understand("30m"), item, note=words + CONTROL)
    made.timer.start(made.target("project/project-one"))
    app = StudyApp(made)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for key in ("1", "2", "3", "4", "5", "6", "7", ","):
            await press(pilot, key)
            assert_clean(app)
            await press(pilot, "tab", "down", "enter")
            assert_clean(app)
            await press(pilot, "escape", "escape")
        await press(pilot, "1", "tab", "G", "space", "t", "f")
        assert_clean(app)
        await press(pilot, "escape", "question_mark")
        assert_clean(app)
        await press(pilot, "escape", "ctrl+p")
        assert_clean(app)
        await press(pilot, "escape", "n")
        assert_clean(app)
        await press(pilot, "escape")
        app.say(words)
        await press(pilot)
        assert_clean(app)
