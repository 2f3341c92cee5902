"""What a TARGET may be, in the order in which it is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.harness import Cli


@pytest.mark.parametrize(
    ("target", "item", "stage"),
    [
        ("4", None, "databases"),
        ("04", None, "databases"),
        ("topic/joins", "topic/joins", "databases"),
        ("project/shop-database", "project/shop-database", "databases"),
        ("step/blog-api/crud", "step/blog-api/crud", "first-api"),
        ("databases", None, "databases"),
        ("git", "topic/git", "foundations"),
        ("blog-api/crud", "step/blog-api/crud", "first-api"),
        ("databases/joins", "topic/joins", "databases"),
        ("Databases and SQL", None, "databases"),
        ("JOINS", "topic/joins", "databases"),
        ("version control", "topic/git", "foundations"),
        ("Jöins", "topic/joins", "databases"),
        ("desi api rest", "topic/rest", "first-api"),
        (".", None, None),
        ("career-roadmap:databases", None, "databases"),
        ("career-roadmap:.", None, None),
    ],
)
def test_each_rule_of_a_target(cli: Cli, target: str, item: str | None, stage: str | None) -> None:
    found = cli.good("log", "1m", target, "--json").json()
    assert (found["item"], found["stage"]) == (item, stage)
    assert found["roadmap"] == ("career-roadmap" if target.startswith("career") else "backend-developer")


def test_one_match_is_said_aloud(cli: Cli) -> None:
    assert "A first API › REST API design" in cli.good("start", "desi", "api").out


def test_several_matches_are_listed_with_their_ids(cli: Cli) -> None:
    answer = cli("start", "data")
    assert answer.status == 2
    assert 'studytui: "data" fits ' in answer.err
    assert "topic/data-structures" in answer.err
    assert cli("status").status == 1


def test_no_match_gives_the_nearest_names_and_makes_nothing(cli: Cli) -> None:
    answer = cli("log", "30m", "jons")
    assert answer.status == 2
    assert 'nothing in this roadmap is called "jons"' in answer.err
    assert "did you mean topic/joins (Joins)" in answer.err
    assert "studytui show" in cli("log", "30m", "qqqqqqqq").err
    assert cli.good("ls", "--json").json() == []
    assert cli.good("history", "--json").json() == []


def test_an_item_in_two_stages_is_meant_in_the_first_that_is_not_done(cli: Cli) -> None:
    cli.good("roadmap", "use", "practical-roadmap")
    first = cli.good("log", "1m", "redis", "--json").json()
    stages = cli.good("roadmap", "show", "--json").json()["stages"]
    teaching = [stage["id"] for stage in stages if any(one["id"] == "topic/redis" for one in stage["topics"])]
    assert len(teaching) == 2
    assert first["stage"] == teaching[0]
    cli.good("done", teaching[0], "--yes")
    second = cli.good("log", "1m", "redis", "--json").json()
    assert second["stage"] == teaching[1]


def test_an_unknown_roadmap_before_the_colon_is_part_of_the_words(cli: Cli) -> None:
    assert cli("start", "nowhere:git").status == 2
