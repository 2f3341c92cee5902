"""What became of a roadmap between two versions of its file."""

from __future__ import annotations

from studytui.domain.records import dataclass
from studytui.domain.status import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studytui.domain.entry import Entry


@dataclass(frozen=True)
class Changes:
    """Titles of what was added, removed, moved to another stage, and renamed (old and new title)."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.removed or self.moved or self.renamed)

    def sentence(self) -> str:
        """The four counts in words."""
        counts = (
            (len(self.added), "added"),
            (len(self.removed), "removed"),
            (len(self.moved), "moved"),
            (len(self.renamed), "renamed"),
        )
        return ", ".join(f"{count:,} {word}" for count, word in counts if count) or "nothing changed"


def changes(old: Sequence[Entry], new: Sequence[Entry], was: Mapping[str, str]) -> Changes:
    """Compare the lines of two versions; `was` gives the new key of an old one that goes by another id."""
    before: dict[str, Entry] = {}
    for entry in old:
        key = key_of(entry)
        before.setdefault(was.get(key, key), entry)
    after: dict[str, Entry] = {}
    for entry in new:
        after.setdefault(key_of(entry), entry)
    stages = {was.get(f"stage/{entry.stage}", f"stage/{entry.stage}"): entry.stage for entry in old}
    renamed_stages = {stage: key.removeprefix("stage/") for key, stage in stages.items()}
    kept = [(before[key], entry) for key, entry in after.items() if key in before]
    homes: dict[str, set[str]] = {}
    for entry in old:
        key = key_of(entry)
        homes.setdefault(was.get(key, key), set()).add(renamed_stages[entry.stage])
    return Changes(
        tuple(entry.title for key, entry in after.items() if key not in before),
        tuple(entry.title for key, entry in before.items() if key not in after),
        tuple(
            entry.title
            for key, entry in after.items()
            if key in before and entry.kind not in (Kind.STAGE, Kind.STEP) and entry.stage not in homes[key]
        ),
        tuple((one.title, other.title) for one, other in kept if one.title != other.title),
    )


def key_of(entry: Entry) -> str:
    """What a line is known by in all versions of its roadmap."""
    return entry.id if entry.id is not None else f"stage/{entry.stage}"
