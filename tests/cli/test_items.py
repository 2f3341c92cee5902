"""done, todo, doing, skip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.harness import Cli

ITEM_KEYS = {
    "id",
    "kind",
    "title",
    "details",
    "status",
    "optional",
    "choice",
    "done_at",
    "seconds",
    "hours",
    "url",
}


def test_done_says_what_and_the_way_back(cli: Cli) -> None:
    assert cli.good("done", "joins").out == "done: Databases and SQL › Joins\nundo: studytui undo\n"
    answer = cli("done", "joins")
    assert answer.status == 1
    assert "is done already" in answer.err
    assert (
        cli.good("done", "git", "sql").out
        == "done: 2 items\n  Git, version control\n  SQL\nundo: studytui undo\n"
    )


def test_done_json_is_the_items(cli: Cli) -> None:
    (found,) = cli.good("done", "joins", "--json").json()
    assert found.keys() == ITEM_KEYS
    assert (found["id"], found["kind"], found["status"]) == ("topic/joins", "topic", "done")
    assert found["done_at"] == "2026-11-19T16:00:00+01:00"
    (known,) = cli.good("done", "git", "--known", "--json").json()
    assert (known["status"], known["done_at"]) == ("done", None)


@pytest.mark.parametrize(("command", "status"), [("todo", "todo"), ("doing", "doing"), ("skip", "skipped")])
def test_the_other_statuses(cli: Cli, command: str, status: str) -> None:
    cli.good("done", "joins")
    (found,) = cli.good(command, "joins", "--json").json()
    assert found["status"] == status
    assert cli(command, "joins").status == 1


def test_a_project_and_a_stage_ask_or_want_yes(cli: Cli) -> None:
    for words in (("done", "shop-database"), ("done", "4"), ("skip", "databases")):
        answer = cli(*words)
        assert answer.status == 2
        assert "--yes" in answer.err
        assert cli(*words, stdin=None).status == 2
        assert cli(*words, "--json", terminal=True, stdin="y\n").status == 2
        no = cli(*words, stdin="n\n", terminal=True)
        assert (no.status, "nothing was changed" in no.err) == (1, True)
        assert cli(*words, stdin="", terminal=True).status == 1
    assert cli.good("history", "--json").json() == []
    assert (
        "mark 8 items of Database for an online shop as done?"
        in cli.good("done", "shop-database", stdin="y\n", terminal=True).out
    )
    assert len(cli.good("done", "4", "--yes", "--json").json()) == 24 - 8


def test_a_stage_leaves_a_choice_open_and_names_it(cli: Cli) -> None:
    answer = cli.good("done", "3", "--yes")
    assert "left open, as nothing of it is chosen yet: FastAPI or Django" in answer.out
    again = cli("done", "3", "--yes")
    assert again.status == 1
    assert "left open" in again.err
    cli.good("done", "fastapi")
    progress = cli.good("show", "3", "--json").json()["progress"]
    assert progress["done"] == progress["total"]


def test_several_items_are_one_undo_step(cli: Cli) -> None:
    cli.good("done", "git", "joins", "sql")
    cli.good("undo")
    assert cli("undo").status == 1
    assert cli.good("show", "git", "--json").json()["status"] == "todo"


def test_a_roadmap_has_no_status(cli: Cli) -> None:
    assert cli("done", ".").status == 2
    assert cli("done").status == 2


def test_one_wrong_target_changes_nothing(cli: Cli) -> None:
    assert cli("done", "git", "nonsense").status == 2
    assert cli.good("show", "git", "--json").json()["status"] == "todo"


def test_a_shared_topic_is_done_in_every_roadmap(cli: Cli) -> None:
    cli.good("done", "git")
    found = 0
    for offer in cli.good("roadmap", "list", "--json").json():
        for stage in cli.good("roadmap", "show", offer["id"], "--json").json()["stages"]:
            for topic in stage["topics"]:
                if topic["id"] == "topic/git":
                    assert topic["status"] == "done", offer["id"]
                    found += 1
    assert found >= 5
    (item,) = cli.good("todo", "career-roadmap:git", "--json").json()
    assert item["status"] == "todo"
    assert cli.good("show", "git", "--json").json()["status"] == "todo"
