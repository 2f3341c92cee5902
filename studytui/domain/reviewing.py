"""Review of finished topics: the card that FSRS-6 keeps of each, and what is shown of it on a day.

The gradings are the truth; a card is what the scheduler makes of them (package `fsrs`: no learning steps, no
chance, a recall of 90 % wanted, 365 days at most).
"""

from __future__ import annotations

from enum import IntEnum

from studytui.domain.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.domain.ids import ItemId

DAY = 86400
LONGEST_DAYS = 365
WANTED_RECALL = 0.9


class Grade(IntEnum):
    """How well a topic was remembered."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def word(self) -> str:
        """The grade in a word, as keys and lists show it."""
        return self.name.capitalize()


@dataclass(frozen=True)
class Grading:
    """One review of a topic, at UTC seconds; `grade` is 1 to 4."""

    topic: ItemId
    at: int
    grade: int


@dataclass(frozen=True)
class Card:
    """What is known of a topic's memory; `due` and `last` are UTC seconds, stability is in days."""

    topic: ItemId
    due: int
    last: int
    stability: float
    difficulty: float
    gradings: int

    @property
    def interval_days(self) -> int:
        """Whole days from the last review to the next one."""
        return (self.due - self.last) // DAY


@dataclass(frozen=True)
class Awaiting:
    """A finished topic in the queue: its card and the title last seen."""

    card: Card
    title: str


_FIRST = {
    1: (0.212, 6.4133, 1),
    2: (1.2931, 5.112170705601056, 1),
    3: (2.3065, 2.118103970459016, 2),
    4: (8.2956, 1.0, 8),
}
"""Stability, difficulty and days after a first review of each grade, so that `done` need not load `fsrs`."""


def first_card(grading: Grading) -> Card:
    """The card after a topic's first review."""
    stability, difficulty, days = _FIRST[grading.grade]
    return Card(grading.topic, grading.at + days * DAY, grading.at, stability, difficulty, 1)


def recall(card: Card, now: int) -> float:
    """The chance that the topic is remembered at `now`, by FSRS-6's forgetting curve."""
    decay = -0.1542
    factor = WANTED_RECALL ** (1 / decay) - 1
    days = max(0, now - card.last) // DAY
    return float((1 + factor * days / card.stability) ** decay)


def recall_word(chance: float) -> str:
    """How a chance of recall is told."""
    if chance >= 0.95:
        return "fresh"
    if chance >= WANTED_RECALL:
        return "well known"
    return "fading" if chance >= 0.7 else "faint"


def shown_today(queue: Sequence[Awaiting], cap: int, graded_today: int) -> tuple[Awaiting, ...]:
    """What of the due topics is shown: at most `cap` a day, those graded today among them."""
    return tuple(queue[: max(0, cap - graded_today)])
