"""Ids: UUIDv7 in order of time, and the rule for ids that people write."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.ids import (
    RoadmapId,
    StageId,
    course_id,
    is_slug,
    project_id,
    roadmap_target,
    stage_target,
    step_id,
    topic_id,
    uuid7,
)

MILLISECONDS = st.integers(0, (1 << 48) - 1)
ENTROPY = st.binary(min_size=10, max_size=10)


@given(MILLISECONDS, ENTROPY)
def test_uuid7_is_one(milliseconds: int, entropy: bytes) -> None:
    text = uuid7(milliseconds, entropy)
    found = uuid.UUID(text)
    assert str(found) == text
    assert found.version == 7
    assert found.variant == uuid.RFC_4122
    assert found.int >> 80 == milliseconds


@given(MILLISECONDS, MILLISECONDS, ENTROPY, ENTROPY)
def test_later_ids_sort_later(one: int, other: int, first: bytes, second: bytes) -> None:
    if one != other:
        assert (one < other) == (uuid7(one, first) < uuid7(other, second))


@given(MILLISECONDS, ENTROPY, st.integers(0, 73))
def test_each_random_bit_makes_another_id(milliseconds: int, entropy: bytes, bit: int) -> None:
    changed = (int.from_bytes(entropy, "big") ^ (1 << bit)).to_bytes(10, "big")
    assert uuid7(milliseconds, entropy) != uuid7(milliseconds, changed)


def test_an_example_of_the_rfc() -> None:
    """RFC 9562, appendix A.6."""
    entropy = ((0xCC3 << 62) | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    assert uuid7(0x017F22E279B0, entropy) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@pytest.mark.parametrize("word", ["a", "0", "git", "ci-cd", "2025-path", "a" * 64, "com10", "console"])
def test_what_may_be_an_id(word: str) -> None:
    assert is_slug(word)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "-a",
        "A",
        "a b",
        "a/b",
        "..",
        "../../etc/passwd",
        "a\n",
        "a\x00",
        "é",
        "а",
        "a" * 65,
        "a.b",
        "a_b",
        "-rf",
        "٣",
        "con",
        "nul",
        "com1",
        "lpt9",
        "aux",
        "prn",
    ],
)
def test_what_may_not(word: str) -> None:
    assert not is_slug(word)


def test_global_ids() -> None:
    assert topic_id("git") == "topic/git"
    assert course_id("sql") == "course/sql"
    assert project_id("app") == "project/app"
    assert step_id("app", "plan") == "step/app/plan"
    assert stage_target(RoadmapId("mine"), StageId("web")) == "stage/mine/web"
    assert roadmap_target(RoadmapId("mine")) == "roadmap/mine"
