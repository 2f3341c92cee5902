"""Changes of one roadmap file by which comments, order and every untouched byte stay.

The text is cut at its headers; tomlkit changes keys and inline tables within one section. What comes out is
read again and compared with what was meant before anything is taken over.
"""

from __future__ import annotations

import tomllib
from copy import deepcopy

from studytui.domain.faults import DataFault
from studytui.roadmaps.fields import figure
from studytui.roadmaps.findings import Finding
from studytui.roadmaps.read import parse
from studytui.roadmaps.sections import sections, within
from studytui.roadmaps.write import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from studytui.roadmaps.sections import Path, Section
    from studytui.roadmaps.shape import Table

    Where = tuple[tuple[str, int], ...]
    Tree = Any  # tomlkit's containers, which have no one type

_BOM = "\ufeff"


class Edit:
    """A roadmap's text while it is being changed; `table` is what it says."""

    def __init__(self, text: str, file: str) -> None:
        """Begin with a text that is valid TOML; DataFault says where it is not."""
        found = parse(text.encode("utf-8", "replace"), file)
        if isinstance(found, Finding):
            raise DataFault(found.sentence(), "mend the file first: studytui roadmap edit")
        self._file = file
        self._mark = _BOM if text.startswith(_BOM) else ""
        self._ends = "\r\n" if "\r\n" in text else "\n"
        self._lines = text.removeprefix(_BOM).split("\n")
        self.table: Table = found.table

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self._mark + "\n".join(self._lines)

    def identity(self) -> str:
        """The roadmap's id."""
        found = self.table.get("id")
        return found if isinstance(found, str) else ""

    def at(self, where: Where) -> Table:
        """The table at a place, such as (("stages", 0), ("topics", 2))."""
        return _at(self.table, where)

    def set(self, where: Where, key: str, value: object) -> None:
        """Give a key of the table at `where` a value; none takes the key away."""
        meant = deepcopy(self.table)
        table = _at(meant, where)
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
        lines = self._without([one for one in self._sections() if within(one, (*_path(where), (key, None)))])
        of_list = [one for one in self._sections() if _is_element_of(one, _path(where), key)]
        if of_list:
            lines = self._without(of_list)

        def change(found: Tree) -> None:
            if value is None:
                found.pop(key, None)
            else:
                found[key] = _item(value)

        self._take(self._changed(lines, where, change), meant)

    def add(self, where: Where, key: str, index: int, table: Mapping[str, object] | str) -> None:
        """Put a table (or a plain step) into a list of the table at `where`, at that place."""
        meant = deepcopy(self.table)
        owner = _at(meant, where)
        known = list(_list(owner.get(key)))
        index = max(0, min(index, len(known)))
        owner[key] = [*known[:index], dict(table) if not isinstance(table, str) else table, *known[index:]]
        listed = self._elements(where, key)
        if listed or (not known and key not in _at(self.table, where) and self._own(where) is not None):
            header = ".".join([*(name for name, _ in where), key])
            block = [f"[[{header}]]", *_pairs(table if not isinstance(table, str) else {"text": table})]
            self._take(self._inserted(where, key, index, block), meant)
            return

        def change(found: Tree) -> None:
            if key not in found:
                found[key] = _item([table])
            else:
                found[key].insert(index, _item(table))

        self._try(where, key, change, meant)

    def remove(self, where: Where) -> None:
        """Take the table at `where` out of its list, with the comments directly above it."""
        meant = deepcopy(self.table)
        *above, (key, index) = where
        _list(_at(meant, tuple(above))[key]).pop(index)
        group = [one for one in self._sections() if within(one, _path(where))]
        if group:
            lines = self._without(group)
            if not _list(_at(meant, tuple(above))[key]):
                _at(meant, tuple(above)).pop(key)
            self._take(lines, meant)
            return

        def change(found: Tree) -> None:
            found[key].pop(index)

        self._try(tuple(above), key, change, meant)

    def move(self, where: Where, owner: Where, index: int) -> None:
        """Put the table at `where` into the same list of `owner`, at that place among the others."""
        *above, (key, place) = where
        table = deepcopy(self.at(where))
        group = [one for one in self._sections() if within(one, _path(where))]
        before = self._lines, self.table
        held = self._own(owner) is not None and (self._elements(owner, key) or key not in self.at(owner))
        if not group or not held:
            try:
                self.remove(where)
                self.add(owner, key, index, table)
            except BaseException:
                self._lines, self.table = before
                raise
            return
        block = [line for one in group for line in self._lines[one.lead : max(one.tail, one.header + 1)]]
        meant = deepcopy(self.table)
        source = _list(_at(meant, tuple(above))[key])
        source.pop(place)
        target = list(_list(_at(meant, owner).get(key)))
        if not source:
            _at(meant, tuple(above)).pop(key)
            target = target if tuple(above) != owner else []
        index = max(0, min(index, len(target)))
        _at(meant, owner)[key] = [*target[:index], table, *target[index:]]
        try:
            self.remove(where)
            self._take(self._inserted(owner, key, index, block), meant)
        except BaseException:
            self._lines, self.table = before
            raise

    def _sections(self) -> tuple[Section, ...]:
        return sections(self._lines)

    def _own(self, where: Where) -> Section | None:
        """The section of the table at `where`, none where that is an inline one."""
        return next((one for one in self._sections() if one.path == _path(where)), None)

    def _elements(self, where: Where, key: str) -> list[list[Section]]:
        """The sections of each table in a list that is written with headers."""
        found: dict[int, list[Section]] = {}
        path = _path(where)
        for one in self._sections():
            if _is_element_of(one, path, key):
                place = one.path[len(path)][1]
                found.setdefault(place or 0, []).append(one)
        return [found[place] for place in sorted(found)]

    def _without(self, group: Sequence[Section]) -> list[str]:
        """The lines without those sections; what parts others behind them stays."""
        lines = list(self._lines)
        for one in sorted(group, key=lambda section: -section.lead):
            behind = lines[one.tail : one.end]
            parted = one.lead == 0 or not lines[one.lead - 1].strip()
            if any(line.strip() for line in behind) or not parted or one.end == len(lines):
                kept = behind
            else:
                kept = []
            lines[one.lead : one.end] = kept
        return lines

    def _inserted(self, where: Where, key: str, index: int, block: Sequence[str]) -> list[str]:
        """The lines with a new section in its place among its list."""
        block = [line.rstrip("\r") + self._ends[:-1] for line in block]
        listed = self._elements(where, key)
        lines = list(self._lines)
        parted = not listed or key == "stages" or _parted(lines, listed[0][0].lead)
        if listed and len(listed) > 1:
            parted = key == "stages" or _parted(lines, listed[1][0].lead)
        blank = [self._ends[:-1]] if parted else []
        if index < len(listed):
            at = listed[index][0].lead
            lines[at:at] = [*block, *blank]
            return lines
        if listed:
            at = max(listed[-1][-1].tail, listed[-1][-1].header + 1)
        else:
            own = [one for one in self._sections() if within(one, _path(where))]
            last = own[0] if key == "topics" else own[-1]
            at = max(last.tail, last.header + 1)
        if at == len(lines) and lines and lines[-1]:
            lines[-1] += self._ends[:-1]
        lines[at:at] = [*blank, *block]
        if at + len(blank) + len(block) == len(lines):
            lines.append("")
        return lines

    def _changed(self, lines: list[str], where: Where, change: Callable[[Tree], None]) -> list[str]:
        """The lines with a change within one section, made by tomlkit."""
        import tomlkit

        path = _path(where)
        found = sections(lines)
        owner = max(
            (one for one in found if path[: len(one.path)] == one.path), key=lambda one: len(one.path)
        )
        core = "\n".join(lines[owner.header : owner.tail]).replace("\r\n", "\n").rstrip("\r")
        document: Tree = tomlkit.parse(core)
        inner: Tree = document
        for name, _ in owner.path:
            inner = inner[name]
        if owner.path and owner.path[-1][1] is not None:
            inner = inner[0]  # alone, only the header's last name is a list
        for name, place in where[len(owner.path) :]:
            inner = inner[name][place]
        change(inner)
        text = tomlkit.dumps(document)
        new = (text.removesuffix("\n") if not core.endswith("\n") else text).split("\n")
        if new == [""] and not core:
            new = []
        end = self._ends[:-1]
        if end:
            new = [line + end for line in new[:-1]] + [new[-1] + (end if owner.tail < len(lines) else "")]
        return [*lines[: owner.header], *new, *lines[owner.tail :]]

    def _try(self, where: Where, key: str, change: Callable[[Tree], None], meant: Table) -> None:
        """Change an inline list; where that does not give what was meant, the list is written anew."""
        try:
            self._take(self._changed(self._lines, where, change), meant)
        except (DataFault, IndexError, TypeError, ValueError):
            value = _at(meant, where)[key]

            def anew(found: Tree) -> None:
                found[key] = _item(value)

            self._take(self._changed(self._lines, where, anew), meant)

    def _take(self, lines: list[str], meant: Table) -> None:
        """Take new lines over, if they say what was meant."""
        try:
            said = tomllib.loads("\n".join(lines).replace("\r\n", "\n"))
        except ValueError as fault:
            raise DataFault(f"{self._file}: this cannot be changed here: {fault}", _BY_HAND) from None
        if said != meant:
            raise DataFault(f"{self._file}: this cannot be changed here without losing something", _BY_HAND)
        self._lines, self.table = lines, said


_BY_HAND = "change it by hand: studytui roadmap edit"


def _path(where: Where) -> Path:
    return where


def _is_element_of(section: Section, path: Path, key: str) -> bool:
    deeper = section.path[len(path) :]
    return (
        section.path[: len(path)] == path
        and bool(deeper)
        and deeper[0][0] == key
        and deeper[0][1] is not None
    )


def _at(table: Table, where: Where) -> Table:
    for name, place in where:
        one = _list(table[name])[place]
        if not isinstance(one, dict):
            raise DataFault("that is no table")
        table = one
    return table


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _parted(lines: Sequence[str], line: int) -> bool:
    return line > 0 and not lines[line - 1].strip()


def _pairs(table: Mapping[str, object]) -> list[str]:
    """The lines of a new section."""
    made: list[str] = []
    for key, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            made += [f"{key} = [", *(f"  {_inline(one)}," for one in value), "]"]
        else:
            made.append(f"{key} = {_inline(value)}")
    return made


def _inline(value: object) -> str:
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return figure(value)
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_inline(one)}' for key, one in value.items())} }}"
    return f"[{', '.join(_inline(one) for one in _list(value))}]"


def _item(value: object) -> Tree:
    """A value as tomlkit writes it: tables in one line, lists of tables with a line for each."""
    import tomlkit

    text = _inline(value)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        text = "[\n" + "".join(f"  {_inline(one)},\n" for one in value) + "]"
    return tomlkit.parse(f"value = {text}")["value"]
