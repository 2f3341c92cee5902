"""Files that cannot be read say why; tracks and drawings in JSON, all made up."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from studytui.domain.faults import DataFault, Fault, SystemRefused
from studytui.exchange.preview import Choices
from studytui.exchange.sources import MOST_BYTES, of_text, read_curriculum

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.exchange.preview import Preview


def shape(found: Preview) -> dict[str, list[str]]:
    return {stage.title: [topic.title for topic in stage.topics] for stage in found.roadmap.stages}


def test_bad_files(tmp_path: Path) -> None:
    latin = tmp_path / "latin.md"
    latin.write_bytes("- [ ] a\n- [ ] caf\xe9\n".encode("latin-1"))
    huge = tmp_path / "huge.md"
    with huge.open("wb") as file:
        file.truncate(50 << 20)
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    for name, told in (
        ("latin.md", r"latin\.md: line 2: byte 0xe9 is not UTF-8"),
        ("huge.md", r"huge\.md: 50\.0 MiB are more"),
        ("empty", "empty is a folder without Markdown files"),
        ("none.md", r"there is no file .*none\.md"),
        ("pipe.md", r"pipe\.md is not a file"),
        ("a\0b", "is not the name of a file"),
    ):
        with pytest.raises(Fault, match=told) as refused:
            read_curriculum(str(tmp_path / name), Choices())
        assert refused.value.hint
        assert isinstance(refused.value, DataFault | SystemRefused)
    assert MOST_BYTES < 50 << 20


def test_an_exercism_track() -> None:
    track = {
        "language": "Snake",
        "concepts": [{"slug": "loops", "name": "Loops"}],
        "exercises": {
            "concept": [{"slug": "first", "name": "First", "concepts": ["loops"], "prerequisites": []}],
            "practice": [
                {"slug": "easy", "name": "Easy one", "difficulty": 1, "practices": ["loops"],
                 "prerequisites": ["x"]},
                {"slug": "hard", "name": "Hard one", "difficulty": 9},
                {"slug": "old", "name": "Old one", "difficulty": 1, "status": "deprecated"},
            ],
        },
    }  # fmt: skip
    found = of_text(json.dumps(track), "config.json", Choices())
    assert (found.title, found.mode) == ("Snake", "exercism")
    assert shape(found) == {
        "Learning exercises": ["First"],
        "Easy exercises": ["Easy one"],
        "Hard exercises": ["Hard one"],
    }
    assert found.roadmap.stages[1].topics[0].details == ("Practises: Loops", "Comes after: x")


def node(kind: str, name: str, label: str, y: float, x: float = 0, **more: object) -> dict[str, object]:
    return {"id": name, "type": kind, "position": {"x": x, "y": y}, "data": {"label": label}, **more}


DRAWING = {
    "nodes": [
        node("title", "t", "Weaving", 0),
        node("topic", "b", "Looms", 300),
        node("topic", "a", "Yarn", 100),
        node("subtopic", "a1", "Wool", 500),
        node("subtopic", "b1", "Frames", 290),
        node("section", "box", "", 280, width=100, height=300),
        node("subtopic", "b2", "Pedals", 550, 10),
        node("paragraph", "p", "Decoration", 5),
    ],
    "edges": [{"source": "a", "target": "a1"}],
}


def test_a_drawing_puts_subtopics_by_edge_box_and_nearness() -> None:
    found = of_text(json.dumps(DRAWING), "weaving.json", Choices())
    assert (found.title, found.mode) == ("Weaving", "nodes")
    assert shape(found) == {"Yarn": ["Wool"], "Looms": ["Frames", "Pedals"]}


def test_a_content_folder_with_its_drawing(tmp_path: Path) -> None:
    folder = tmp_path / "weaving"
    (folder / "content").mkdir(parents=True)
    (folder / "weaving.json").write_text(json.dumps(DRAWING))
    (folder / "content" / "wool@a1.md").write_text(
        "# Wool\n\nIt is warm.\n\n- [@article@On wool](https://w.org)\n"
    )
    os.symlink("/etc/hostname", folder / "content" / "link.md")
    for path in (folder, folder / "content"):
        found = read_curriculum(str(path), Choices())
        wool = found.roadmap.stages[0].topics[0]
        assert (wool.title, wool.url) == ("Wool", "https://w.org")
        assert wool.details[0] == "It is warm."


def test_a_content_folder_alone(tmp_path: Path) -> None:
    folder = tmp_path / "knots" / "content"
    (folder / "100-basics").mkdir(parents=True)
    (folder / "100-basics" / "index.md").write_text("# The basics\n")
    (folder / "100-basics" / "101-loop.md").write_text("# Loop\n")
    (folder / "200-other.md").write_text("text\n")
    found = read_curriculum(str(folder), Choices())
    assert found.title == "Knots"
    assert shape(found) == {"The basics": ["Loop"], "Knots": ["Other"]}


def test_an_older_drawing() -> None:
    def group(name: str, text: str) -> dict[str, object]:
        label = {"typeID": "Label", "properties": {"text": text}}
        return {
            "typeID": "__group__",
            "properties": {"controlName": name},
            "children": {"controls": {"control": [label]}},
        }

    controls = [
        group("100-basics:101-sub", "Sub%20one"),
        group("100-basics", "Basics"),
        group("200-next", "Next"),
    ]
    found = of_text(json.dumps({"mockup": {"controls": {"control": controls}}}), "old.json", Choices())
    assert shape(found) == {"Basics": ["Sub one"], "Next": ["Next"]}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", r"x\.json: line 1, column 2: not valid JSON"),
        ("{}", "no curriculum was found in this JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' + "1" * 5000 + "}", "a number too long"),
        ("[1, 2]", "no curriculum"),
        ('{"nodes": []}', "no curriculum"),
    ],
)
def test_json_that_is_no_curriculum(text: str, told: str) -> None:
    with pytest.raises(DataFault, match=told):
        of_text(text, "x.json", Choices())
