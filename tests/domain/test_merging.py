"""Two versions of a text: nothing that was written is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.merging import merged


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("a\n", "a\nmine\n", "a\n", "a\nmine\n"),
        ("a\n", "a\n", "a\ntheirs\n", "a\ntheirs\n"),
        ("a\n", "b\n", "b\n", "b\n"),
        ("", "mine", "theirs", "mine\ntheirs"),
        ("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"),
        ("a\nb\nc\n", "a\nb\nC\n", "A\nb\nc\n", "A\nb\nC\n"),
        ("a\n", "a more\n", "a\n\nadded\n", "a more\n\nadded\n"),
        ("a\nb\n", "a\nmine\n", "a\ntheirs\n", "a\nmine\ntheirs\n"),
    ],
)
def test_both_changes_stand(base: str, mine: str, theirs: str, both: str) -> None:
    assert merged(base, mine, theirs) == both


LINES = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=6).map("\n".join)


@given(LINES, LINES, LINES)
def test_no_new_line_of_either_is_lost(base: str, mine: str, theirs: str) -> None:
    both = merged(base, mine, theirs).split("\n")
    known = base.split("\n")
    for version in (mine, theirs):
        new = set(version.split("\n")) - set(known)
        assert new <= set(both)
