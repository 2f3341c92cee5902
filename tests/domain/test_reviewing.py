"""Cards without the scheduler: first reviews, recall, and what is shown on a day."""

from __future__ import annotations

import pytest

from studytui.domain.ids import ItemId
from studytui.domain.reviewing import (
    DAY,
    Awaiting,
    Card,
    Grade,
    Grading,
    first_card,
    recall,
    recall_word,
    shown_today,
)

GIT = ItemId("topic/git")
NOON = 1_795_262_400


@pytest.mark.parametrize(
    ("grade", "days", "stability"), [(1, 1, 0.212), (2, 1, 1.2931), (3, 2, 2.3065), (4, 8, 8.2956)]
)
def test_the_first_review(grade: int, days: int, stability: float) -> None:
    card = first_card(Grading(GIT, NOON, grade))
    assert (card.due, card.last, card.gradings) == (NOON + days * DAY, NOON, 1)
    assert card.stability == stability
    assert card.interval_days == days


def test_recall_after_a_first_good() -> None:
    card = first_card(Grading(GIT, NOON, 3))
    found = [round(recall(card, NOON + days * DAY), 3) for days in (0, 2, 10, 30, 100)]
    assert found == [1, 0.909, 0.774, 0.668, 0.559]
    assert recall(card, NOON - 5 * DAY) == 1, "a clock that went back"


def test_recall_is_told_in_a_word() -> None:
    words = [recall_word(chance) for chance in (1.0, 0.95, 0.94, 0.9, 0.89, 0.7, 0.69, 0.0)]
    assert words == ["fresh", "fresh", "well known", "well known", "fading", "fading", "faint", "faint"]


def test_the_days_cap_less_what_was_graded() -> None:
    queue = [Awaiting(Card(ItemId(f"topic/t{at}"), at, 0, 1, 1, 1), f"T{at}") for at in range(8)]
    assert [one.title for one in shown_today(queue, 5, 0)] == ["T0", "T1", "T2", "T3", "T4"]
    assert len(shown_today(queue, 5, 3)) == 2
    assert shown_today(queue, 5, 5) == shown_today(queue, 5, 9) == ()
    assert len(shown_today(queue, 99, 0)) == 8


def test_grades_have_words() -> None:
    assert [grade.word for grade in Grade] == ["Again", "Hard", "Good", "Easy"]
