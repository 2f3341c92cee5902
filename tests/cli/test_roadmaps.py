"""roadmap, show, next: every fact of every bundled roadmap reaches the JSON."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.test_items import ITEM_KEYS

if TYPE_CHECKING:
    from tests.cli.harness import Cli

DATA = Path(__file__).parents[2] / "data"
FILES = sorted((DATA / "roadmaps").glob("*.toml"))
ROADMAP_KEYS = {
    "id",
    "title",
    "summary",
    "source",
    "tags",
    "months",
    "level",
    "hours_per_week",
    "outlook",
    "prerequisites",
    "outcomes",
    "tips",
    "mistakes",
    "job_advice",
    "interviews",
    "stages",
}
STAGE_KEYS = {
    "id",
    "number",
    "title",
    "summary",
    "weeks",
    "hours",
    "optional",
    "tips",
    "progress",
    "seconds",
    "topics",
    "courses",
    "projects",
    "resources",
}
LIST_KEYS = {
    "id",
    "title",
    "active",
    "bundled",
    "stages",
    "topics",
    "courses",
    "projects",
    "steps",
    "hours",
    "done",
    "total",
}


def test_there_are_eight_bundled_roadmaps(cli: Cli) -> None:
    listed = cli.good("roadmap", "list", "--json").json()
    assert {one["id"] for one in listed} == {file.stem for file in FILES}
    assert len(listed) == 8
    assert listed[0]["id"] == "backend-developer"
    for one in listed:
        assert one.keys() == LIST_KEYS
        assert one["bundled"] is True
        shown = cli.good("roadmap", "show", one["id"], "--json").json()
        assert one["stages"] == len(shown["stages"])
        for kind in ("topics", "courses", "projects"):
            assert one[kind] == sum(len(stage[kind]) for stage in shown["stages"])
    assert "backend-developer" in cli.good("roadmap", "list").out


def _span(value: object) -> object:
    return value if value is None or isinstance(value, list) else [value, value]


def _level(value: object) -> object:
    return [] if value is None else value if isinstance(value, list) else [value]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_roadmap_show_json_holds_what_the_file_says(cli: Cli, file: Path) -> None:
    wanted: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    catalogue: dict[str, Any] = tomllib.loads((DATA / "catalogue.toml").read_text(encoding="utf-8"))
    found = cli.good("roadmap", "show", file.stem, "--json").json()
    assert found.keys() == ROADMAP_KEYS
    for key in ("id", "title", "summary"):
        assert found[key] == wanted[key]
    for key in ("tags", "prerequisites", "outcomes", "tips", "mistakes", "job_advice", "interviews"):
        assert found[key] == wanted.get(key, [])
    assert found["months"] == _span(wanted.get("months"))
    assert found["level"] == _level(wanted.get("level"))
    assert found["hours_per_week"] == wanted.get("hours_per_week", 10)
    assert {key: value for key, value in found["source"].items() if value is not None} == wanted["source"]
    outlook = found["outlook"]
    if "outlook" in wanted:
        assert ", ".join(outlook.pop("industries")) == wanted["outlook"].pop("industries")
        assert {key: value for key, value in outlook.items() if value is not None} == wanted["outlook"]
    else:
        assert outlook is None
    assert len(found["stages"]) == len(wanted["stages"])
    for number, (stage, said) in enumerate(zip(found["stages"], wanted["stages"], strict=True), start=1):
        _compare_stage(stage, said, number, catalogue)


def _compare_stage(
    stage: dict[str, Any], said: dict[str, Any], number: int, catalogue: dict[str, Any]
) -> None:
    assert stage.keys() == STAGE_KEYS
    assert stage["number"] == number
    for key in ("id", "title", "summary", "hours"):
        assert stage[key] == said[key]
    assert stage["weeks"] == _span(said.get("weeks"))
    assert stage["optional"] == said.get("optional", False)
    assert stage["tips"] == said.get("tips", [])
    assert [{k: v for k, v in one.items() if v is not None} for one in stage["resources"]] == said.get(
        "resources", []
    )
    assert stage["progress"].keys() == {"done", "total", "skipped", "percent"}
    for topic, one in zip(stage["topics"], said.get("topics", []), strict=True):
        assert topic.keys() - {"steps"} == ITEM_KEYS
        assert (topic["id"], topic["kind"]) == (f"topic/{one['id']}", "topic")
        assert topic["title"] == (one.get("title") or catalogue["topics"][one["id"]]["title"])
        assert topic["details"] == one.get("details", [])
        assert (topic["optional"], topic["choice"]) == (one.get("optional", False), one.get("choice"))
        links = [resource["url"] for resource in one.get("resources", [])]
        assert topic["url"] == one.get("url", links[0] if links else None)
    for course, one in zip(stage["courses"], said.get("courses", []), strict=True):
        assert course.keys() == ITEM_KEYS | {"summary", "weeks", "level"}
        told = {**catalogue["courses"].get(one["id"], {}), **one}
        assert course["id"] == f"course/{one['id']}"
        for key in ("title", "summary"):
            assert course[key] == told[key]
        assert course["weeks"] == _span(told.get("weeks"))
        assert course["level"] == _level(told.get("level"))
    for project, one in zip(stage["projects"], said.get("projects", []), strict=True):
        assert project.keys() == {"id", "title", "summary", "shows", "optional", "seconds", "steps"}
        told = {**catalogue["projects"].get(one["id"], {}), **one}
        assert project["id"] == f"project/{one['id']}"
        assert project["title"] == told["title"]
        assert project["summary"] == told.get("summary")
        assert project["shows"] == told.get("shows")
        assert project["optional"] == told.get("optional", False)
        assert [step["title"] for step in project["steps"]] == [step["text"] for step in told["steps"]]
        assert all(step.keys() == ITEM_KEYS and step["kind"] == "step" for step in project["steps"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_words_of_a_roadmap_name_its_stages_and_advice(cli: Cli, file: Path) -> None:
    wanted: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    out = cli.good("roadmap", "show", file.stem).out
    for stage in wanted["stages"]:
        assert stage["title"] in out
    for key in ("tips", "mistakes", "job_advice", "interviews", "outcomes", "prerequisites"):
        for text in wanted.get(key, []):
            assert text in out


def test_use_and_what_is_in_use(cli: Cli) -> None:
    answer = cli.good("roadmap", "use", "career-roadmap")
    assert answer.lines[0].startswith(
        "in use: Career roadmap: backend developer (career-roadmap) · 0 of 176 done"
    )
    assert answer.lines[1] == "undo: studytui undo"
    assert cli("status", "--json").json()["roadmap"] == "career-roadmap"
    assert cli("roadmap", "use", "career-roadmap").status == 1
    cli.good("undo")
    assert cli("status", "--json").json()["roadmap"] == "backend-developer"
    found = cli.good("roadmap", "use", "ten-topics", "--json").json()
    assert found.keys() == LIST_KEYS
    assert found["active"] is True


def test_an_unknown_roadmap_is_met_with_the_nearest(cli: Cli) -> None:
    answer = cli("roadmap", "use", "career")
    assert answer.status == 2
    assert 'did you mean "career-roadmap"' in answer.err
    assert cli("roadmap", "show", "../../etc/passwd").status == 2


def test_roadmap_wants_one_of_its_actions(cli: Cli) -> None:
    assert cli("roadmap").status == 2
    answer = cli("roadmap", "lst")
    assert answer.status == 2
    assert "did you mean list?" in answer.err


def test_check_of_good_and_bad_files(cli: Cli, tmp_path: Path) -> None:
    good = str(DATA / "roadmaps" / "backend-developer.toml")
    assert cli.good("roadmap", "check", good).out == f"{good}: nothing is wrong\n"
    assert cli.good("roadmap", "check", good, "--json").json() == []
    bad = tmp_path / "mine.toml"
    bad.write_text('schema = 1\nid = "mine"\ntitle = "Mine"\n[[stages]]\nid = "a"\nweek = 4\n')
    answer = cli("roadmap", "check", good, str(bad))
    assert answer.status == 3
    assert "mine.toml" in answer.out
    assert "title is missing" in answer.out
    found = cli("roadmap", "check", str(bad), "--json")
    assert found.status == 3
    for finding in found.json():
        assert finding.keys() == {"file", "line", "column", "where", "severity", "message", "hint"}
    assert {finding["severity"] for finding in found.json()} >= {"error", "warning"}
    assert cli("roadmap", "check", str(tmp_path / "none.toml")).status == 3
    assert cli("roadmap", "check").status == 2


def test_a_broken_own_roadmap_is_said_beside_the_list(cli: Cli) -> None:
    (cli.home / "roadmaps").mkdir(parents=True)
    (cli.home / "roadmaps" / "mine.toml").write_text("schema = ")
    answer = cli.good("roadmap", "list")
    assert "mine.toml" in answer.err
    assert "backend-developer" in answer.out


def test_show_of_a_stage_and_of_items(cli: Cli) -> None:
    cli.good("log", "90m", "joins", "-m", "self joins")
    cli.good("note", "joins", "LEFT JOIN keeps every left row")
    stage = cli.good("show", "4")
    assert stage.lines[0] == "4. Databases and SQL"
    assert "  [~] Joins · 1h 30m" in stage.lines
    assert "0 of 24 done, 0 % · 1h 30m of 45h planned · 4-5 weeks" in stage.lines
    assert cli.good("show", "4", "--json").json().keys() == STAGE_KEYS
    topic = cli.good("show", "joins").out
    assert "[~] doing · 1h 30m" in topic
    assert "self joins" in topic
    assert "LEFT JOIN keeps every left row" in topic
    assert cli.good("show", "joins", "--json").json().keys() == ITEM_KEYS
    project = cli.good("show", "shop-database", "--json").json()
    assert project.keys() == ITEM_KEYS | {"summary", "shows", "steps"}
    assert len(project["steps"]) == 8
    course = cli.good("show", "database-design-sql", "--json").json()
    assert course.keys() == ITEM_KEYS | {"summary", "weeks", "level"}
    step = cli.good("show", "shop-database/ddl", "--json").json()
    assert (step["id"], step["kind"]) == ("step/shop-database/ddl", "step")
    assert cli.good("show", "shop-database/ddl").status == 0
    assert cli.good("show", "--json").json().keys() == ROADMAP_KEYS
    assert cli.good("show").lines[0] == "Backend Developer (backend-developer)"


def test_next_names_what_is_begun_and_then_the_order(cli: Cli) -> None:
    cli.good("log", "90m", "joins")
    lines = cli.good("next").lines
    assert lines[0] == "Databases and SQL › Joins (topic/joins) · you have begun it · 1h 30m so far"
    assert lines[1] == "Programming foundations › Python (topic/python) · next in order"
    found = cli.good("next", "--json").json()
    assert all(one.keys() == {"item", "stage", "why"} for one in found)
    assert all(one["item"].keys() >= ITEM_KEYS for one in found)
    assert (found[0]["item"]["id"], found[0]["stage"]) == ("topic/joins", "databases")


def test_next_when_all_is_done(cli: Cli) -> None:
    cli.good("roadmap", "use", "ten-topics")
    for stage in range(1, 11):
        cli("done", str(stage), "--yes")
    answer = cli("next")
    assert answer.status == 1
    assert "everything" in answer.err
    assert cli("next", "--json").json() == []
