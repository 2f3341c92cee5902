"""Names of things: the ids that state refers to, and the rule for the ids that people write."""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` itself is a quarter of a quick command's start-up
if TYPE_CHECKING:
    from typing import NewType

    RoadmapId = NewType("RoadmapId", str)
    StageId = NewType("StageId", str)
    ItemId = NewType("ItemId", str)
    NoteTarget = NewType("NoteTarget", str)
    SessionId = NewType("SessionId", str)
    GroupId = NewType("GroupId", str)
else:
    RoadmapId = StageId = ItemId = NoteTarget = SessionId = GroupId = str

SLUG_LENGTH = 64
_SLUG_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_DEVICE_NAMES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)


def is_slug(text: str) -> bool:
    """Whether `text` may be an id: a-z, 0-9 and inner -, at most 64, and no name that Windows keeps."""
    return (
        0 < len(text) <= SLUG_LENGTH
        and _SLUG_LETTERS.issuperset(text)
        and text[0] != "-"
        and text not in _DEVICE_NAMES
    )


def topic_id(slug: str) -> ItemId:
    """The global id of a topic."""
    return ItemId(f"topic/{slug}")


def course_id(slug: str) -> ItemId:
    """The global id of a course."""
    return ItemId(f"course/{slug}")


def project_id(slug: str) -> ItemId:
    """The global id of a project."""
    return ItemId(f"project/{slug}")


def step_id(owner: str, slug: str) -> ItemId:
    """The global id of a step, by the slug of its project or topic."""
    return ItemId(f"step/{owner}/{slug}")


def stage_target(roadmap: RoadmapId, stage: StageId) -> NoteTarget:
    """What a stage's own note and goal are kept under."""
    return NoteTarget(f"stage/{roadmap}/{stage}")


def roadmap_target(roadmap: RoadmapId) -> NoteTarget:
    """What a roadmap's own note is kept under."""
    return NoteTarget(f"roadmap/{roadmap}")


def uuid7(milliseconds: int, entropy: bytes) -> str:
    """A UUIDv7 (RFC 9562) from a Unix time in milliseconds and ten random bytes."""
    bits = int.from_bytes(entropy[:10], "big")
    number = (milliseconds & ((1 << 48) - 1)) << 80
    number |= 0x7 << 76
    number |= ((bits >> 62) & 0xFFF) << 64
    number |= 0b10 << 62
    number |= bits & ((1 << 62) - 1)
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
