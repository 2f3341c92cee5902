"""The rules of counting: Hours, and the shares of Estimates."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.hours import Hours, TimeSum, attribute, estimates
from studytui.domain.ids import ItemId, RoadmapId, StageId
from tests.domain.lines import line, stage

HOUR = 3600
LINES = (
    stage("basics", 1, hours=20),
    line("topic/git", "basics", 1),
    line("topic/lists", "basics", 1, has_steps=True),
    line("step/lists/one", "basics", 1, parent="topic/lists"),
    line("project/app", "basics", 1, has_steps=True),
    line("step/app/plan", "basics", 1, parent="project/app"),
    line("step/app/ship", "basics", 1, parent="project/app"),
    stage("web", 2),
    line("topic/git", "web", 2),
    line("topic/http", "web", 2),
)
ITEMS = sorted({entry.id for entry in LINES if entry.id is not None})


def time(
    seconds: int, item: str | None = None, stage: str | None = None, roadmap: str | None = "mine"
) -> TimeSum:
    return TimeSum(
        None if roadmap is None else RoadmapId(roadmap),
        None if stage is None else StageId(stage),
        None if item is None else ItemId(item),
        seconds,
    )


def shared(*sums: TimeSum) -> Hours:
    return attribute(sums, RoadmapId("mine"), LINES)


def test_an_item_has_the_time_of_all_sessions_that_name_it_in_any_roadmap() -> None:
    found = shared(
        time(60, "topic/git", "basics"),
        time(30, "topic/git", "tools", "other"),
        time(5, "topic/git", None, None),
    )
    assert found.items == {"topic/git": 95}
    assert found.roadmap == 95


def test_a_project_has_its_steps_time_too() -> None:
    found = shared(
        time(10, "project/app", "basics"),
        time(20, "step/app/plan", "basics"),
        time(40, "step/app/ship", "basics"),
    )
    assert found.items == {"project/app": 70, "step/app/plan": 20, "step/app/ship": 40}
    assert found.stages == {"basics": 70, "web": 0}


def test_a_topic_has_only_its_own() -> None:
    assert shared(time(20, "step/lists/one", "basics")).items == {"step/lists/one": 20}


def test_a_stage_has_its_items_and_its_own() -> None:
    found = shared(time(10, None, "basics"), time(20, "topic/lists", "basics"))
    assert found.stages == {"basics": 30, "web": 0}


def test_an_item_in_two_stages_gives_to_the_one_that_is_named_else_to_the_first() -> None:
    assert shared(time(10, "topic/git", "web")).stages == {"basics": 0, "web": 10}
    assert shared(time(10, "topic/git", "gone")).stages == {"basics": 10, "web": 0}
    assert shared(time(10, "topic/git", "web", "other")).stages == {"basics": 10, "web": 0}
    assert shared(time(10, "topic/http", "basics")).stages == {"basics": 0, "web": 10}


def test_a_roadmap_has_its_stages_and_its_own() -> None:
    assert shared(time(10), time(20, None, "web"), time(40, "topic/git", "basics")).roadmap == 70


def test_what_is_of_another_roadmap_or_gone_is_not_counted() -> None:
    found = shared(
        time(1, None, None, "other"),
        time(2, None, "basics", "other"),
        time(4, "topic/gone", "basics"),
        time(8, None, "gone"),
    )
    assert found == Hours({}, {StageId("basics"): 0, StageId("web"): 0}, 0)


@given(
    st.lists(
        st.builds(
            time,
            st.integers(0, 10**6),
            st.sampled_from([None, "topic/gone", *ITEMS]),
            st.sampled_from([None, "basics", "web", "gone"]),
            st.sampled_from([None, "mine", "other"]),
        )
    )
)
def test_stages_add_up_to_their_roadmap(sums: list[TimeSum]) -> None:
    found = attribute(sums, RoadmapId("mine"), LINES)
    own = sum(one.seconds for one in sums if one.item is None and one.stage is None and one.roadmap == "mine")
    assert sum(found.stages.values()) + own == found.roadmap
    known = sum(one.seconds for one in sums if one.item in ITEMS)
    on_stages = sum(
        one.seconds
        for one in sums
        if one.item is None and one.roadmap == "mine" and one.stage in ("basics", "web")
    )
    assert found.roadmap == known + on_stages + own
    steps = found.items.get(ItemId("step/app/plan"), 0) + found.items.get(ItemId("step/app/ship"), 0)
    assert found.items.get(ItemId("project/app"), 0) >= steps


def planned(
    *lines: str, hours: float | None, own: dict[str, int] | None = None, **given_hours: float
) -> dict[ItemId, int]:
    entries = [stage("basics", hours=hours)]
    entries += [line(f"topic/{name}", hours=given_hours.get(name)) for name in lines]
    return estimates(entries, {ItemId(item): seconds for item, seconds in (own or {}).items()})


def test_what_a_stages_hours_leave_is_spread_evenly() -> None:
    assert planned("a", "b", "c", hours=10, a=4.0) == {
        "topic/a": 4 * HOUR,
        "topic/b": 3 * HOUR,
        "topic/c": 3 * HOUR,
    }


def test_the_users_estimate_comes_first() -> None:
    found = planned("a", "b", hours=10, own={"topic/a": HOUR}, a=4.0)
    assert found == {"topic/a": HOUR, "topic/b": 9 * HOUR}


def test_nothing_is_left_but_never_less_than_nothing() -> None:
    assert planned("a", "b", hours=2, a=4.0) == {"topic/a": 4 * HOUR, "topic/b": 0}


def test_a_stage_without_hours_spreads_nothing() -> None:
    assert planned("a", "b", hours=None, a=1.5) == {"topic/a": 5400}


def test_a_project_is_spread_over_its_steps() -> None:
    lines = [
        stage("basics"),
        line("project/app", hours=6, has_steps=True),
        line("step/app/one", parent="project/app"),
        line("step/app/two", parent="project/app"),
        line("step/app/three", parent="project/app"),
    ]
    found = estimates(lines, {ItemId("step/app/one"): 60})
    assert found == {
        "project/app": 6 * HOUR,
        "step/app/one": 60,
        "step/app/two": 2 * HOUR,
        "step/app/three": 2 * HOUR,
    }
    assert estimates(lines, {ItemId("project/app"): 3 * HOUR})[ItemId("step/app/two")] == HOUR


def test_a_choice_takes_one_share_for_each_of_its_topics() -> None:
    lines = [
        stage("basics", hours=6),
        line("topic/a", choice="pick"),
        line("topic/b", choice="pick"),
        line("topic/c"),
        line("topic/extra", optional=True),
    ]
    assert estimates(lines, {}) == {"topic/a": 3 * HOUR, "topic/b": 3 * HOUR, "topic/c": 3 * HOUR}


def test_a_project_without_hours_has_what_its_steps_got() -> None:
    lines = [
        stage("basics", hours=4),
        line("topic/a"),
        line("project/app", has_steps=True),
        line("step/app/one", parent="project/app"),
    ]
    assert estimates(lines, {})[ItemId("project/app")] == 2 * HOUR


@given(
    st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=1, max_size=10),
    st.floats(0, 500),
)
def test_shares_never_exceed_what_the_stage_leaves(hours: list[float | None], total: float) -> None:
    lines = [stage("basics", hours=total)]
    lines += [line(f"topic/t{number}", hours=given_hours) for number, given_hours in enumerate(hours)]
    found = estimates(lines, {})
    assert len(found) == len(hours)
    fixed = sum(round(one * HOUR) for one in hours if one is not None)
    spread = sum(found.values()) - fixed
    left = max(0, round(total * HOUR) - fixed)
    assert 0 <= spread <= left
    if None in hours:
        assert left - spread < len(hours)


@given(st.integers(1, 40), st.integers(1, 13))
def test_even_shares_add_up_to_the_hours_of_their_stage(hours: int, topics: int) -> None:
    lines = (stage("s", 1, hours=hours), *(line(f"topic/{at}", "s", 1) for at in range(topics)))
    found = estimates(lines, {})
    assert sum(found.values()) == hours * HOUR
    assert max(found.values()) - min(found.values()) <= 1
