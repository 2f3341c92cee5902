"""A TOML text cut at its headers, so that one table can be changed and every other byte stays."""

from __future__ import annotations

import tomllib

from studytui.domain.records import dataclass
from studytui.roadmaps.lines import masked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Path = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Section:
    """A header with what stands under it, by lines from 0: comments above it, itself, its keys, blank lines.

    `path` leads there, with the place in each list of tables; the text before the first header has none.
    """

    path: Path
    lead: int
    header: int
    tail: int
    end: int


def sections(lines: Sequence[str]) -> tuple[Section, ...]:
    """The sections of a valid TOML text, in their order."""
    found = _headers(lines)
    starts = [(0, 0, ()), *((_lead(lines, line), line, path) for line, path in found)]
    made = []
    for place, (lead, line, path) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(lines)
        tail = end
        while tail > line and _idle(lines[tail - 1]):
            tail -= 1
        made.append(Section(path, lead, line, max(tail, line), end))
    return tuple(made)


def within(section: Section, path: Path) -> bool:
    """Whether a section is the table at `path` or one in it."""
    return section.path[: len(path)] == path


def _headers(lines: Sequence[str]) -> list[tuple[int, Path]]:
    found: list[tuple[int, Path]] = []
    counts: dict[Path, int] = {}
    known: dict[str, tuple[str, ...]] = {}
    depth = 0
    for number, line in enumerate(masked("\n".join(lines)).split("\n")):
        bare = line.strip()
        if depth or not bare.startswith("["):
            depth += bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
            continue
        written = lines[number].strip()
        keys = known.get(written)
        if keys is None:
            keys = known[written] = _keys(written)
        path: Path = ()
        for key in keys[:-1]:
            count = counts.get((*path, (key, None)))
            path = (*path, (key, None if count is None else count - 1))
        last: Path = (*path, (keys[-1], None))
        if bare.startswith("[["):
            counts[last] = counts.get(last, 0) + 1
            last = (*path, (keys[-1], counts[last] - 1))
        found.append((number, last))
    return found


def _keys(header: str) -> tuple[str, ...]:
    keys: list[str] = []
    value: object = tomllib.loads(header)
    while value:
        if isinstance(value, dict):
            key, value = next(iter(value.items()))
            keys.append(key)
        elif isinstance(value, list):
            value = value[0]
        else:
            break
    return tuple(keys)


def _lead(lines: Sequence[str], header: int) -> int:
    """The first of the comment lines that stand directly above a header."""
    lead = header
    while lead > 0 and lines[lead - 1].lstrip().startswith("#"):
        lead -= 1
    return lead


def _idle(line: str) -> bool:
    bare = line.strip()
    return not bare or bare.startswith("#")
