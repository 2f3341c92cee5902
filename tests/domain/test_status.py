"""The rules of counting: Keys, for one item."""

from __future__ import annotations

import pytest

from studytui.domain.status import Status, after_skip, after_space

TODO, DOING, DONE, SKIPPED = Status.TODO, Status.DOING, Status.DONE, Status.SKIPPED


@pytest.mark.parametrize(
    ("before", "seconds", "after"),
    [
        (TODO, 0, DONE),
        (DOING, 0, DONE),
        (SKIPPED, 0, DONE),
        (SKIPPED, 9, DONE),
        (DONE, 0, TODO),
        (DONE, 1, DOING),
    ],
)
def test_space(before: Status, seconds: int, after: Status) -> None:
    assert after_space(before, seconds) is after


@pytest.mark.parametrize(
    ("before", "seconds", "after"),
    [
        (TODO, 0, SKIPPED),
        (DOING, 9, SKIPPED),
        (DONE, 9, SKIPPED),
        (SKIPPED, 0, TODO),
        (SKIPPED, 1, DOING),
    ],
)
def test_x(before: Status, seconds: int, after: Status) -> None:
    assert after_skip(before, seconds) is after


def test_the_words_are_those_of_the_files() -> None:
    assert [status.value for status in Status] == ["todo", "doing", "done", "skipped"]
