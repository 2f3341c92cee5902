"""Words that name a stage or an item: the order in which they are tried (cli: a target)."""

from __future__ import annotations

from studytui.domain.faults import Refused
from studytui.domain.records import dataclass
from studytui.domain.status import Kind, Status
from studytui.domain.text import clean_line, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studytui.domain.entry import Entry
    from studytui.domain.ids import ItemId, RoadmapId, StageId

_SHOWN = 8


@dataclass(frozen=True)
class Target:
    """What time, a status or a note is for; the roadmap alone when stage and item are none."""

    roadmap: RoadmapId
    stage: StageId | None
    item: ItemId | None
    kind: Kind
    title: str
    stage_title: str = ""

    @property
    def words(self) -> str:
        """`Stage › item`, `Stage`, or the roadmap's title."""
        if self.item is None:
            return self.title
        return f"{self.stage_title} › {self.title}"


def resolve(
    words: str,
    roadmap: RoadmapId,
    roadmap_title: str,
    lines: Sequence[Entry],
    statuses: Callable[[], Mapping[ItemId, Status]],
) -> Target:
    """The one thing that `words` name; Refused, with what comes near, when there is none or several.

    `statuses` is asked only when an item stands in two stages: the first that is not done is meant then.
    """
    words = clean_line(words)
    if words == ".":
        return Target(roadmap, None, None, Kind.ROADMAP, roadmap_title)
    stages = {entry.stage: entry.title for entry in lines if entry.kind is Kind.STAGE}
    for rule in (_by_number, _by_global_id, _by_id, _by_title, _by_beginnings):
        found = _distinct(rule(words, lines), lines, statuses)
        if len(found) == 1:
            return target_of(found[0], roadmap, stages[found[0].stage])
        if found:
            raise Refused(
                f'"{words[:80]}" fits {len(found)} things',
                "name one of: " + ", ".join(map(_named, found[:_SHOWN])),
            )
    raise Refused(f'nothing in this roadmap is called "{words[:80]}"', _near(words, lines))


def target_of(entry: Entry, roadmap: RoadmapId, stage_title: str) -> Target:
    """The target that a roadmap's line is."""
    return Target(roadmap, entry.stage, entry.id, entry.kind, entry.title, stage_title)


def _named(entry: Entry) -> str:
    name = entry.id if entry.id is not None else str(entry.number)
    return f"{name} ({entry.title})"


def _by_number(words: str, lines: Sequence[Entry]) -> list[Entry]:
    if not (words.isascii() and words.isdigit()):
        return []
    return [entry for entry in lines if entry.kind is Kind.STAGE and str(entry.number) == words.lstrip("0")]


def _by_global_id(words: str, lines: Sequence[Entry]) -> list[Entry]:
    wanted = fold(words)
    return [entry for entry in lines if entry.id is not None and entry.id == wanted]


def _by_id(words: str, lines: Sequence[Entry]) -> list[Entry]:
    wanted = fold(words)
    found = [entry for entry in lines if entry.kind is not Kind.STEP and entry.slug == wanted]
    if found or "/" not in wanted:
        return found
    owner, _, slug = wanted.partition("/")
    for entry in lines:
        if entry.slug == slug and (
            (entry.parent is not None and entry.parent.partition("/")[2] == owner)
            or (entry.kind is not Kind.STEP and entry.kind is not Kind.STAGE and entry.stage == owner)
        ):
            found.append(entry)
    return found


def _by_title(words: str, lines: Sequence[Entry]) -> list[Entry]:
    wanted = fold(words)
    return [entry for entry in lines if fold(entry.title) == wanted or wanted in map(fold, entry.aliases)]


def _by_beginnings(words: str, lines: Sequence[Entry]) -> list[Entry]:
    wanted = _split(words)
    if not wanted:
        return []
    return [entry for entry in lines if _begins(wanted, _split(entry.title))]


def _split(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()


def _begins(wanted: list[str], title: list[str]) -> bool:
    left = list(title)
    for word in sorted(wanted, key=len, reverse=True):
        hit = next((part for part in left if part.startswith(word)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def _distinct(
    found: list[Entry], lines: Sequence[Entry], statuses: Callable[[], Mapping[ItemId, Status]]
) -> list[Entry]:
    """One line for each id; of an item in two stages, the line in the first stage that is not done."""
    by_id: dict[str, list[Entry]] = {}
    for entry in found:
        by_id.setdefault(entry.id or f"stage/{entry.stage}", []).append(entry)
    return [same[0] if len(same) == 1 else _first_open(same, lines, statuses) for same in by_id.values()]


def _first_open(
    same: list[Entry], lines: Sequence[Entry], statuses: Callable[[], Mapping[ItemId, Status]]
) -> Entry:
    from studytui.domain.counting import tally, units

    known = statuses()
    for entry in same:
        result = tally(units(line for line in lines if line.stage == entry.stage), known)
        if result.total == 0 or result.done < result.total:
            return entry
    return same[0]


def _near(words: str, lines: Sequence[Entry]) -> str:
    from difflib import get_close_matches

    wanted = fold(words)
    names: dict[str, Entry] = {}
    for entry in lines:
        if entry.kind is not Kind.STEP:
            for name in (entry.slug, fold(entry.title), *map(fold, entry.aliases)):
                names.setdefault(name, entry)
    parts: list[Entry] = []
    near = get_close_matches(wanted, names, n=4, cutoff=0.55)
    for name in near:
        if names[name] not in parts:
            parts.append(names[name])
    if not parts:
        return "see the names with: studytui show"
    return "did you mean " + ", ".join(_named(entry) for entry in parts) + "?"


if TYPE_CHECKING:
    _Rule = Callable[[str, Sequence[Entry]], list[Entry]]
