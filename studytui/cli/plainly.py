"""The arguments of a plain call, read without argparse, whose import and parser cost as much as the answer.

A command declares its arguments once, to whatever has `add_argument`. Here they are read when there is
nothing to refuse and nothing to explain; for anything else `read` answers None, and the real parser says what
it has to say. A test holds the two to the same answers.
"""

from __future__ import annotations

from studytui.cli.registry import loaded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    Value = str | bool | list[str] | None


class Found:
    """Arguments by their names; argparse fills it too."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401
            """As each command declares it."""


class Unusual(Exception):
    """The call needs the real parser."""


class Declared:
    """Takes the declarations of a command's arguments, as argparse does."""

    def __init__(self) -> None:
        """Begin with what every command takes."""
        self.words: list[tuple[str, str, Sequence[str] | None]] = []
        self.options: dict[str, tuple[str, bool, Sequence[str] | None]] = {}
        self.values: dict[str, Value] = {}
        self.required: set[str] = set()
        self.exclusive: list[set[str]] = []
        for flag in ("--json", "--plain", "--ascii", "--no-color"):
            self.add_argument(flag, action="store_true")

    def add_argument(
        self,
        *names: str,
        nargs: str = "",
        default: Value = None,
        action: str = "store",
        dest: str = "",
        choices: Sequence[str] | None = None,
        required: bool = False,
        metavar: str = "",
        help: str = "",  # noqa: A002
    ) -> None:
        """Take note of one argument."""
        if action not in ("store", "store_true"):
            raise Unusual
        name = dest or max(names, key=len).lstrip("-").replace("-", "_")
        flag = action == "store_true"
        self.values[name] = False if flag else default
        if not names[0].startswith("-"):
            self.words.append((name, nargs, choices))
            return
        if required:
            self.required.add(name)
        for spelled in names:
            self.options[spelled] = (name, flag, choices)

    def add_mutually_exclusive_group(self) -> _Group:
        """Take note of options of which one may be given."""
        self.exclusive.append(set())
        return _Group(self, self.exclusive[-1])

    def add_subparsers(self, **settings: object) -> None:
        """Actions below a command are for the real parser."""
        raise Unusual


class _Group:
    """Options of which one may be given."""

    def __init__(self, whole: Declared, members: set[str]) -> None:
        self._whole = whole
        self._members = members

    def add_argument(self, *names: str, **settings: Any) -> None:  # noqa: ANN401
        """Take note of one of them."""
        self._whole.add_argument(*names, **settings)
        self._members.add(self._whole.options[names[0]][0])


def read(name: str, words: Sequence[str]) -> Found | None:
    """The arguments of a plain call of that command; None when the real parser must look at it."""
    declared = Declared()
    try:
        loaded(name)[0](declared)  # type: ignore[arg-type]  # it has what declarations use
        values = {**declared.values, **_values(declared, words)}
    except Unusual:
        return None
    found = Found()
    vars(found).update(values)
    return found


def _values(declared: Declared, words: Sequence[str]) -> dict[str, Value]:
    given: dict[str, Value] = {}
    plain: list[str] = []
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        if word == "-" or not word.startswith("-") or word[1].isdigit() or " " in word.partition("=")[0]:
            plain.append(word)
            continue
        spelled, equals, value = word.partition("=")
        if spelled not in declared.options or not spelled.startswith("--" if equals else "-"):
            raise Unusual
        name, flag, choices = declared.options[spelled]
        if flag:
            if equals:
                raise Unusual
            given[name] = True
            continue
        if not equals:
            if not rest or rest[-1].startswith("-"):
                raise Unusual
            value = rest.pop()
        if choices is not None and value not in choices:
            raise Unusual
        given[name] = value
    if declared.required - given.keys() or any(len(group & given.keys()) > 1 for group in declared.exclusive):
        raise Unusual
    return {**given, **_shared_out(declared, plain)}


def _shared_out(declared: Declared, plain: list[str]) -> dict[str, Value]:
    """Which words are for which argument; only the last one may take another number than one."""
    given: dict[str, Value] = {}
    rest = list(plain)
    for place, (name, nargs, choices) in enumerate(declared.words):
        if nargs and place < len(declared.words) - 1:
            raise Unusual
        if nargs in ("", "+") and not rest:
            raise Unusual
        if nargs in ("*", "+"):
            if rest:
                given[name], rest = rest, []
        elif rest:
            word = rest.pop(0)
            if choices is not None and word not in choices:
                raise Unusual
            given[name] = word
    if rest:
        raise Unusual
    return given
