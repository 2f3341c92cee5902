"""A target: the order in which words are tried."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.faults import Refused
from studytui.domain.ids import ItemId, RoadmapId
from studytui.domain.status import Kind, Status
from studytui.domain.target import Target, resolve
from tests.domain.lines import line, stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

LINES = (
    stage("databases", 1),
    line("topic/git", "databases", 1, title="Git", aliases=("version control",)),
    line("topic/sql-joins", "databases", 1, title="Joins in SQL"),
    line("topic/self-joins", "databases", 1, title="Self joins"),
    line("topic/cafe", "databases", 1, title="Café culture", aliases=("Kaffee",)),
    line("project/blog-api", "databases", 1, title="Blog API", has_steps=True),
    line("step/blog-api/crud", "databases", 1, title="Create, read, update", parent="project/blog-api"),
    stage("web", 2),
    line("topic/git", "web", 2, title="Git", aliases=("version control",)),
    line("topic/2", "web", 2, title="Two"),
    line("topic/http", "web", 2, title="HTTP"),
    line("project/http", "web", 2, title="HTTP server"),
    line("topic/databases-2", "web", 2, title="Databases"),
)


def named(words: str, statuses: Mapping[ItemId, Status] | None = None) -> Target:
    return resolve(words, RoadmapId("mine"), "My roadmap", LINES, lambda: statuses or {})


def refused(words: str) -> Refused:
    with pytest.raises(Refused) as caught:
        named(words)
    return caught.value


def test_a_dot_is_the_roadmap() -> None:
    assert named(".") == Target(RoadmapId("mine"), None, None, Kind.ROADMAP, "My roadmap")
    assert named(" . ").words == "My roadmap"


@pytest.mark.parametrize("words", ["2", "02", " 2 "])
def test_first_a_whole_number_is_a_stages_number(words: str) -> None:
    found = named(words)
    assert (found.kind, found.stage, found.item, found.words) == (Kind.STAGE, "web", None, "Web")


@pytest.mark.parametrize("words", ["topic/git", "TOPIC/Git", "project/blog-api", "step/blog-api/crud"])
def test_second_a_global_id(words: str) -> None:
    assert named(words).item == words.lower()


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("git", "topic/git"),
        ("GIT", "topic/git"),
        ("blog-api/crud", "step/blog-api/crud"),
        ("databases/cafe", "topic/cafe"),
        ("web/http-server", None),
    ],
)
def test_third_an_id(words: str, item: str | None) -> None:
    if item is None:
        refused(words)
    else:
        assert named(words).item == item


def test_an_id_comes_before_a_title() -> None:
    assert (named("databases").kind, named("databases").stage) == (Kind.STAGE, "databases")


def test_a_steps_own_id_is_no_target() -> None:
    assert refused("crud").exit_status == 2


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("joins in sql", "topic/sql-joins"),
        ("CAFE  culture", "topic/cafe"),
        ("café culture", "topic/cafe"),
        ("version control", "topic/git"),
        ("kaffee", "topic/cafe"),
        ("create, read, update", "step/blog-api/crud"),
    ],
)
def test_fourth_a_whole_title_or_alias(words: str, item: str) -> None:
    assert named(words).item == item


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("sql jo", "topic/sql-joins"),
        ("in sq join", "topic/sql-joins"),
        ("jo self", "topic/self-joins"),
        ("caf cul", "topic/cafe"),
        ("upd re", "step/blog-api/crud"),
    ],
)
def test_last_the_beginnings_of_words_in_any_order(words: str, item: str) -> None:
    assert named(words).item == item


def test_each_word_needs_a_word_of_its_own() -> None:
    assert refused("jo joins").message == 'nothing in this roadmap is called "jo joins"'
    assert refused("zzz qqq").hint == "see the names with: studytui show"


def test_several_are_listed_with_their_global_ids() -> None:
    fault = refused("joins")
    assert fault.exit_status == 2
    assert fault.message == '"joins" fits 2 things'
    assert fault.hint == "name one of: topic/sql-joins (Joins in SQL), topic/self-joins (Self joins)"
    assert "topic/http (HTTP), project/http (HTTP server)" in refused("http").hint


def test_none_gives_the_nearest_names() -> None:
    fault = refused("databses")
    assert fault.exit_status == 2
    assert fault.message == 'nothing in this roadmap is called "databses"'
    assert fault.hint.startswith("did you mean ")
    assert "1 (Databases)" in fault.hint


def test_an_item_in_two_stages_is_meant_in_the_first_that_is_not_done() -> None:
    first = [entry.id for entry in LINES if entry.stage == "databases" and entry.id is not None]
    done = dict.fromkeys(first, Status.DONE)
    assert named("git").stage == "databases"
    assert named("git", {ItemId("topic/git"): Status.DONE}).stage == "databases"
    assert named("git", done).stage == "web"
    assert named("web/git").stage == "web"
    everything = {entry.id: Status.DONE for entry in LINES if entry.id is not None}
    assert named("git", everything).stage == "databases"


def test_the_words_of_a_target() -> None:
    assert named("git").words == "Databases › Git"


@given(st.text(max_size=300))
def test_any_text_is_one_thing_or_refused_in_clean_words(words: str) -> None:
    try:
        named(words)
    except Refused as fault:
        said = fault.message + fault.hint
        assert not [letter for letter in said if ord(letter) < 32 or 127 <= ord(letter) < 160]
