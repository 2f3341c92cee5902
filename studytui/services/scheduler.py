"""The way to `fsrs`, which is loaded when a card is made of several gradings, and at no other time."""

from __future__ import annotations

from datetime import UTC, datetime

from studytui.domain.reviewing import LONGEST_DAYS, WANTED_RECALL, Card, Grade, Grading, first_card

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def card_after(gradings: Sequence[Grading]) -> Card:
    """The card of a topic after all of its gradings (at least one), the first one first.

    Topics have no learning steps of minutes, and chance plays no part: like gradings give like cards.
    """
    if len(gradings) == 1:
        return first_card(gradings[0])
    import fsrs

    scheduler = fsrs.Scheduler(
        desired_retention=WANTED_RECALL,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )
    card = fsrs.Card(card_id=1, due=_moment(gradings[0].at))
    for grading in gradings:
        card, _ = scheduler.review_card(card, fsrs.Rating(grading.grade), _moment(grading.at))
    last = gradings[-1]
    return Card(
        last.topic,
        round(card.due.timestamp()),
        last.at,
        card.stability or 0.0,
        card.difficulty or 0.0,
        len(gradings),
    )


def cards_by_grade(gradings: Sequence[Grading], now: int) -> dict[Grade, Card]:
    """The card that each grade would lead to, were it given at `now` (UTC seconds)."""
    topic = gradings[0].topic
    return {grade: card_after((*gradings, Grading(topic, now, grade))) for grade in Grade}


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)
