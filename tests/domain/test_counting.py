"""The rules of counting: Stage, Percent, Roadmap, Derived."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.counting import Tally, derived, roadmap_units, tally, unit_status, units
from studytui.domain.entry import entries
from studytui.domain.ids import (
    ItemId,
    RoadmapId,
    StageId,
    course_id,
    project_id,
    step_id,
    topic_id,
)
from studytui.domain.roadmap import Course, Project, Roadmap, Stage, Step, Topic
from studytui.domain.status import Kind, Status
from tests.domain.lines import ids, line, stage

TODO, DOING, DONE, SKIPPED = Status.TODO, Status.DOING, Status.DONE, Status.SKIPPED
NAMES = [ItemId(f"topic/{letter}") for letter in "abcdefgh"]
STATUSES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Status))
UNITS = st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map(tuple), max_size=12)


def test_stage_counts_topics_courses_and_steps() -> None:
    lines = [
        stage("basics"),
        line("topic/git"),
        line("topic/lists", has_steps=True),
        line("step/lists/one", parent="topic/lists"),
        line("course/sql"),
        line("project/app", has_steps=True),
        line("step/app/plan", parent="project/app"),
        line("step/app/ship", parent="project/app"),
    ]
    assert units(lines) == (
        ids("topic/git"),
        ids("topic/lists"),
        ids("step/lists/one"),
        ids("course/sql"),
        ids("step/app/plan"),
        ids("step/app/ship"),
    )


def test_stage_counts_a_project_without_steps_as_one() -> None:
    assert units([stage("basics"), line("project/page")]) == (ids("project/page"),)


def test_stage_leaves_out_what_is_optional() -> None:
    lines = [
        line("topic/extra", optional=True),
        line("project/app", has_steps=True, optional=True),
        line("step/app/plan", parent="project/app", optional=True),
    ]
    assert units(lines) == ()


def test_steps_of_what_is_optional_are_optional() -> None:
    step = Step(step_id("app", "plan"), "plan", "Plan")
    roadmap = Roadmap(
        RoadmapId("r"),
        "R",
        (
            Stage(
                StageId("s"),
                1,
                "S",
                projects=(Project(project_id("app"), "app", "App", steps=(step,), optional=True),),
            ),
        ),
    )
    assert [entry.optional for entry in entries(roadmap)] == [False, True, True]


def test_stage_counts_a_choice_once_where_its_first_topic_stands() -> None:
    lines = [
        line("topic/git"),
        line("topic/snake", choice="language"),
        line("topic/http"),
        line("topic/gem", choice="language"),
        line("topic/mysql", choice="database"),
    ]
    assert units(lines) == (
        ids("topic/git"),
        ids("topic/snake", "topic/gem"),
        ids("topic/http"),
        ids("topic/mysql"),
    )


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((TODO, TODO), TODO),
        ((DONE, DOING), DONE),
        ((DONE, SKIPPED), DONE),
        ((SKIPPED, DOING), DOING),
        ((DOING, TODO), DOING),
        ((SKIPPED, TODO), TODO),
        ((SKIPPED, SKIPPED), SKIPPED),
    ],
)
def test_a_choice(states: tuple[Status, Status], expected: Status) -> None:
    unit = ids("topic/snake", "topic/gem")
    assert unit_status(unit, dict(zip(unit, states, strict=True))) is expected
    assert unit_status(unit[::-1], dict(zip(unit, states, strict=True))) is expected


def test_what_was_never_touched_is_todo() -> None:
    assert unit_status(ids("topic/git"), {}) is TODO


@given(UNITS, STATUSES)
def test_a_tally_adds_up(counted: list[tuple[ItemId, ...]], statuses: dict[ItemId, Status]) -> None:
    result = tally(counted, statuses)
    assert result.counted == len(counted)
    assert result.done + result.doing + result.skipped <= result.counted
    todo = [unit for unit in counted if unit_status(unit, statuses) is TODO]
    assert result.done + result.doing + result.skipped + len(todo) == result.counted
    assert result.total == result.counted - result.skipped


@given(UNITS, STATUSES)
def test_percent_bounds(counted: list[tuple[ItemId, ...]], statuses: dict[ItemId, Status]) -> None:
    result = tally(counted, statuses)
    if result.total == 0:
        assert result.percent is None
    else:
        assert result.percent is not None
        assert 0 <= result.percent <= 100
        assert (result.percent == 100) == (result.done == result.total)
        assert (result.percent == 0) == (result.done == 0)


@pytest.mark.parametrize(
    ("counted", "skipped", "done", "percent"),
    [
        (0, 0, 0, None),
        (3, 3, 0, None),
        (3, 0, 0, 0),
        (3, 0, 2, 66),
        (300, 0, 1, 1),
        (300, 0, 299, 99),
        (4, 2, 2, 100),
    ],
)
def test_percent(counted: int, skipped: int, done: int, percent: int | None) -> None:
    assert Tally(counted, skipped, done, 0).percent == percent


def test_roadmap_leaves_out_optional_stages_and_counts_twice_taught_items_once() -> None:
    lines = [
        stage("basics", 1),
        line("topic/git", "basics", 1),
        line("topic/http", "basics", 1),
        stage("web", 2),
        line("topic/git", "web", 2),
        line("topic/rest", "web", 2),
        stage("bonus", 3, optional=True),
        line("topic/lambda", "bonus", 3),
    ]
    assert roadmap_units(lines) == (ids("topic/git"), ids("topic/http"), ids("topic/rest"))
    statuses = {ItemId("topic/git"): DONE}
    assert tally(roadmap_units(lines), statuses).done == 1
    for name in ("basics", "web"):
        assert tally(units(entry for entry in lines if entry.stage == name), statuses).done == 1


def test_choices_of_two_stages_are_two() -> None:
    lines = [
        stage("one", 1),
        line("topic/a", "one", choice="pick"),
        line("topic/b", "one", choice="pick"),
        stage("two", 2),
        line("topic/c", "two", choice="pick"),
        line("topic/d", "two", choice="pick"),
    ]
    assert roadmap_units(lines) == (ids("topic/a", "topic/b"), ids("topic/c", "topic/d"))


@pytest.mark.parametrize(
    ("result", "seconds", "expected"),
    [
        (Tally(3, 0, 3, 0), 0, DONE),
        (Tally(3, 1, 2, 0), 0, DONE),
        (Tally(3, 3, 0, 0), 60, SKIPPED),
        (Tally(3, 0, 1, 0), 0, DOING),
        (Tally(3, 0, 0, 1), 0, DOING),
        (Tally(3, 0, 0, 0), 1, DOING),
        (Tally(3, 2, 0, 0), 0, TODO),
        (Tally(0, 0, 0, 0), 0, TODO),
        (Tally(0, 0, 0, 0), 1, DOING),
    ],
)
def test_derived(result: Tally, seconds: int, expected: Status) -> None:
    assert derived(result, seconds) is expected


def test_entries_follow_the_file() -> None:
    topic = Topic(
        topic_id("git"),
        "git",
        "Git",
        steps=(Step(step_id("git", "clone"), "clone", "Clone"),),
        choice="pick",
        hours=2.0,
        aliases=("vcs",),
    )
    course = Course(course_id("sql"), "sql", "SQL", hours=5.0)
    project = Project(project_id("app"), "app", "App", steps=(Step(step_id("app", "plan"), "plan", "Plan"),))
    first = Stage(
        StageId("s"),
        7,
        "S",
        hours=9.0,
        optional=True,
        topics=(topic,),
        courses=(course,),
        projects=(project,),
    )
    found = entries(Roadmap(RoadmapId("r"), "R", (first,)))
    assert [(entry.kind, entry.id, entry.parent, entry.has_steps, entry.hours) for entry in found] == [
        (Kind.STAGE, None, None, False, 9.0),
        (Kind.TOPIC, "topic/git", None, True, 2.0),
        (Kind.STEP, "step/git/clone", "topic/git", False, None),
        (Kind.COURSE, "course/sql", None, False, 5.0),
        (Kind.PROJECT, "project/app", None, True, None),
        (Kind.STEP, "step/app/plan", "project/app", False, None),
    ]
    assert {entry.number for entry in found} == {7}
    assert found[0].optional
    assert (found[1].choice, found[1].aliases) == ("pick", ("vcs",))
