"""What is left of a roadmap, and what finished topics say about estimates."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.ids import ItemId
from studytui.domain.remaining import Calibration, calibration, left_by_stage
from studytui.domain.status import Status
from tests.domain.lines import line, stage

HOUR = 3600
LINES = (
    stage("basics"),
    line("topic/a"),
    line("topic/b"),
    line("topic/c", choice="one"),
    line("topic/d", choice="one"),
    stage("web", 2),
    line("topic/a", "web", 2),
    line("project/p", "web", 2, has_steps=True),
    line("step/p/s", "web", 2, parent="project/p"),
    line("step/p/t", "web", 2, parent="project/p"),
    stage("extra", 3, optional=True),
    line("topic/e", "extra", 3),
)


def planned(**hours: float) -> dict[ItemId, int]:
    return {ItemId(name.replace("__", "/")): round(value * HOUR) for name, value in hours.items()}


def left(
    statuses: dict[str, Status], plan: dict[ItemId, int], spent: dict[ItemId, int] | None = None
) -> list[tuple[int, int, int]]:
    """Items, how many with an estimate, and seconds, of each stage."""
    marks = {ItemId(item): status for item, status in statuses.items()}
    return [(one.items, one.estimated, one.seconds) for one in left_by_stage(LINES, marks, plan, spent or {})]


def test_counted_once_by_the_rules_of_counting() -> None:
    found = left_by_stage(LINES, {}, {}, {})
    assert [(one.stage, one.number, one.items) for one in found] == [("basics", 1, 3), ("web", 2, 2)]
    assert left({"topic/a": Status.DONE, "topic/b": Status.SKIPPED}, {}) == [(1, 0, 0), (2, 0, 0)]
    assert left({"topic/c": Status.DONE}, {}) == [(2, 0, 0), (2, 0, 0)]


def test_left_of_an_item_is_its_estimate_less_its_time_at_least_a_tenth() -> None:
    plan = planned(topic__a=10, topic__b=10, topic__c=10, topic__d=10, step__p__s=10, step__p__t=10)
    plan = {ItemId(item.replace("step/p/", "step/p/")): seconds for item, seconds in plan.items()}
    spent = {ItemId("topic/a"): 4 * HOUR, ItemId("topic/b"): 40 * HOUR}
    assert left({}, plan, spent) == [(3, 3, 17 * HOUR), (2, 2, 20 * HOUR)]


def test_items_without_an_estimate_take_as_long_as_the_others() -> None:
    plan = planned(topic__a=2, topic__b=4)
    assert left({}, plan) == [(3, 2, 9 * HOUR), (2, 0, 6 * HOUR)]


def test_a_choice_counts_what_is_begun_of_it_else_the_longest() -> None:
    plan = planned(topic__a=1, topic__b=1, topic__c=2, topic__d=6)
    assert left({}, plan)[0][2] == 8 * HOUR
    assert left({"topic/c": Status.DOING}, plan)[0][2] == 4 * HOUR


@given(
    st.dictionaries(st.sampled_from("abcde"), st.sampled_from(list(Status))),
    st.dictionaries(st.sampled_from("abcde"), st.integers(0, 10**6)),
    st.dictionaries(st.sampled_from("abcde"), st.integers(0, 10**6)),
)
def test_what_is_left_is_never_negative_and_ends_with_the_open_items(
    statuses: dict[str, Status], plans: dict[str, int], times: dict[str, int]
) -> None:
    found = left_by_stage(
        LINES,
        {ItemId(f"topic/{item}"): status for item, status in statuses.items()},
        {ItemId(f"topic/{item}"): seconds for item, seconds in plans.items()},
        {ItemId(f"topic/{item}"): seconds for item, seconds in times.items()},
    )
    for one in found:
        assert 0 <= one.estimated <= one.items
        assert one.seconds >= 0
        assert one.items or one.seconds == 0


def test_calibration_needs_eight_finished_topics_with_time_and_estimate() -> None:
    names = [f"topic/t{number}" for number in range(9)]
    lines = [stage("basics"), *(line(name) for name in names), line("course/c")]
    plan = {ItemId(name): 2 * HOUR for name in [*names, "course/c"]}
    spent = {ItemId(name): 3 * HOUR for name in [*names, "course/c"]}
    every = [ItemId(name) for name in [*names, "course/c"]]
    assert calibration(lines, every[:7], plan, spent) is None
    assert calibration(lines, every[:8], plan, spent) == Calibration(150, 8)
    assert calibration(lines, every, plan, spent) == Calibration(150, 9), "courses are left out"
    untimed = {**spent, every[0]: 0, every[1]: 0}
    assert calibration(lines, every, plan, untimed) is None
    assert calibration(lines, every, {**plan, every[0]: 0, every[1]: 0}, spent) is None


def test_calibration_is_held_within_bounds() -> None:
    names = [ItemId(f"topic/t{number}") for number in range(8)]
    lines = [stage("basics"), *(line(name) for name in names)]
    plan = dict.fromkeys(names, HOUR)
    assert calibration(lines, names, plan, dict.fromkeys(names, 1)) == Calibration(25, 8)
    assert calibration(lines, names, plan, dict.fromkeys(names, 999 * HOUR)) == Calibration(400, 8)
