"""The quick dataclass answers as the standard one does."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import TYPE_CHECKING

import pytest

from studytui.domain.records import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Quick:
    """A record."""

    name: str
    size: int = 3
    parts: Mapping[str, int] = field(default_factory=dict)

    @property
    def double(self) -> int:
        return self.size * 2


@dataclass(frozen=True)
class Plain:
    """One whose defaults are all plain."""

    name: str
    size: int = 3


@dataclasses.dataclass(frozen=True)
class Standard:
    """The same as Plain."""

    name: str
    size: int = 3


@pytest.mark.parametrize("objects", [1, 50])
def test_made_compared_and_shown_like_the_standard_one(objects: int) -> None:
    for number in range(objects):
        quick, standard = Plain(f"n{number}", size=number), Standard(f"n{number}", size=number)
        assert repr(quick) == repr(standard).replace("Standard", "Plain")
        assert vars(quick) == vars(standard)
        assert hash(quick) == hash(standard)
        assert quick == Plain(f"n{number}", number) != Plain("other")
        assert quick.__eq__(standard) is NotImplemented
        assert (Plain("x").size, Plain("x", 4).size) == (3, 4)


@pytest.mark.parametrize("made_before", [0, 50])
@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), (("a", 1, 2), {}), (("a",), {"name": "b"}), (("a",), {"other": 1}), ((), {"size": 1})],
)
def test_wrong_arguments_are_a_type_error(
    made_before: int, values: tuple[object, ...], named: dict[str, object]
) -> None:
    @dataclass(frozen=True)
    class Fresh:
        """Never used before."""

        name: str
        size: int = 3

    for _ in range(made_before):
        Fresh("a")
    with pytest.raises(TypeError):
        Fresh(*values, **named)  # type: ignore[arg-type]  # that is the point


def test_it_does_not_change() -> None:
    record = Quick("a")
    with pytest.raises(AttributeError):
        record.name = "b"  # type: ignore[misc]  # that is the point
    with pytest.raises(AttributeError):
        del record.name
    assert record.double == 6


def test_a_default_of_its_own_for_each() -> None:
    assert Quick("a").parts == {}
    assert Quick("a").parts is not Quick("a").parts
    assert Quick("a", parts={"x": 1}) == Quick("a", 3, {"x": 1})


def test_replace_copy_and_pickle() -> None:
    record = Plain("a", 4)
    assert replace(record, size=5) == Plain("a", 5)
    assert record == Plain("a", 4)
    with pytest.raises(TypeError):
        replace(record, other=1)  # type: ignore[call-arg]  # that is the point
    assert copy.copy(record) == copy.deepcopy(record) == pickle.loads(pickle.dumps(record)) == record


def test_the_standard_functions_know_it() -> None:
    record = Plain("a", 4)
    assert dataclasses.is_dataclass(record)
    assert [one.name for one in dataclasses.fields(record)] == ["name", "size"]
    assert dataclasses.replace(record, size=5) == Plain("a", 5)
    assert dataclasses.asdict(Quick("a")) == {"name": "a", "size": 3, "parts": {}}
    match record:
        case Plain(name, size):
            assert (name, size) == ("a", 4)


def test_nothing_but_frozen_records() -> None:
    with pytest.raises(TypeError):
        dataclass(frozen=False)
