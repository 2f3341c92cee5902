"""Review of finished topics: what enters, what is due, grading, postponing, undo, and FSRS itself."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.ids import ItemId
from studytui.domain.reviewing import DAY, Grade, Grading, first_card, recall
from studytui.domain.status import Status
from studytui.services.scheduler import card_after, cards_by_grade
from tests.conftest import NOON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from studytui.store.home import Home
    from tests.conftest import OpenStudy

HOUR = 3600
GIT, SNAKE = ItemId("topic/git"), ItemId("topic/snake")


def done(study: Study, *names: str, known: bool = False) -> None:
    study.items.set_status([study.target(name) for name in names], Status.DONE, known)


def due(study: Study) -> list[str]:
    """The titles in the queue; the count that `status` tells is held against it."""
    queue = study.reviewing.queue()
    assert study.reviewing.due_count() == len(queue.topics)
    return [one.title for one in queue.topics]


def intervals(grades: list[int], late: int = 0) -> list[int]:
    """The days from each review to the next, every one on the day it is due or `late` days after."""
    gradings: list[Grading] = []
    at = NOON
    found = []
    for grade in grades:
        gradings.append(Grading(GIT, at, grade))
        card = card_after(gradings)
        found.append(card.interval_days)
        at = card.due + late * DAY
    return found


def test_fsrs_known_answers() -> None:
    assert intervals([3, 3, 3, 3, 3, 3]) == [2, 11, 46, 163, 365, 365]
    assert intervals([3, 3, 4, 2, 1, 3]) == [2, 11, 77, 198, 5, 11]
    assert intervals([3, 3], late=30)[1] == 38


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
def test_the_first_card_is_what_the_scheduler_makes(grade: int) -> None:
    import fsrs

    scheduler = fsrs.Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False
    )
    from studytui.services.scheduler import _moment

    card, _ = scheduler.review_card(
        fsrs.Card(card_id=1, due=_moment(NOON)), fsrs.Rating(grade), _moment(NOON)
    )
    own = first_card(Grading(GIT, NOON, grade))
    assert own.stability == pytest.approx(card.stability)
    assert own.difficulty == pytest.approx(card.difficulty)
    assert own.due == round(card.due.timestamp())
    for days in (0, 1, 9, 200):
        at = NOON + days * DAY
        assert recall(own, at) == pytest.approx(scheduler.get_card_retrievability(card, _moment(at)))


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8), st.integers(0, 90))
def test_better_grades_never_come_back_sooner(grades: list[int], wait: int) -> None:
    gradings = [Grading(GIT, NOON + at * 5 * DAY, grade) for at, grade in enumerate(grades)]
    now = gradings[-1].at + wait * DAY
    days = [card.interval_days for card in cards_by_grade(gradings, now).values()]
    assert days == sorted(days)
    assert 1 <= days[0] <= days[-1] <= 365


def test_a_topic_enters_when_it_is_done_and_is_due_two_study_days_later(
    small: Study, clock: FixedClock
) -> None:
    done(small, "git")
    assert due(small) == []
    clock.advance(DAY)
    assert due(small) == []
    clock.at = NOON + 2 * DAY - 9 * HOUR - 1
    assert due(small) == [], "the study day before, 03:59"
    clock.advance(1)
    assert due(small) == ["Git"], "from the start of its study day on, whatever the hour"
    clock.advance(90 * DAY)
    assert due(small) == ["Git"]


def test_only_topics_enter_and_none_that_was_known(small: Study, clock: FixedClock) -> None:
    done(small, "tables-course", "tiny-app", "shell-lists/first")
    done(small, "git", known=True)
    clock.advance(400 * DAY)
    assert due(small) == []
    with pytest.raises(Refused, match="Git is not in review"):
        small.reviewing.grade(small.target("git"), 3)
    with pytest.raises(Refused, match="Tables course is no topic"):
        small.reviewing.grade(small.target("tables-course"), 3)


def test_not_done_any_more_is_out_and_done_again_is_back_with_its_gradings(
    small: Study, clock: FixedClock
) -> None:
    done(small, "git")
    clock.advance(2 * DAY)
    small.reviewing.grade(small.target("git"), 4)
    clock.advance(60 * DAY)
    assert due(small) == ["Git"]
    small.items.set_status([small.target("git")], Status.DOING)
    assert due(small) == []
    done(small, "git")
    assert due(small) == ["Git"], "being done again is no review"
    assert [one.grade for one in small.store.progress.gradings(GIT)] == [3, 4]


def test_known_is_out_of_review_whatever_was_before(small: Study, clock: FixedClock) -> None:
    done(small, "git")
    clock.advance(5 * DAY)
    assert due(small) == ["Git"]
    small.items.set_status([small.target("git")], Status.DONE, known=True)
    assert due(small) == []
    assert len(small.store.progress.gradings(GIT)) == 1


def test_grading_tells_the_next_day_before_and_after(small: Study, clock: FixedClock) -> None:
    done(small, "git")
    clock.advance(2 * DAY)
    before = small.reviewing.outcomes(GIT)
    assert [(int(one.grade), one.days) for one in before] == [(1, 1), (2, 8), (3, 11), (4, 19)]
    assert before[2].due == date(2026, 12, 4)
    after = small.reviewing.grade(small.target("git"), 3)
    assert (after.due, after.interval_days, after.times) == (date(2026, 12, 4), 11, 2)
    assert due(small) == []


def test_undo_takes_a_grade_back_and_redo_brings_it_again(small: Study, clock: FixedClock) -> None:
    done(small, "git")
    clock.advance(2 * DAY)
    small.reviewing.grade(small.target("git"), 3)
    clock.advance(11 * DAY)
    second = small.reviewing.grade(small.target("git"), 1)
    card = small.store.progress.card(GIT)
    small.history.undo()
    assert due(small) == ["Git"]
    rebuilt = small.store.progress.card(GIT)
    assert rebuilt is not None
    assert (rebuilt.gradings, rebuilt.interval_days) == (2, 11)
    small.history.redo()
    assert due(small) == []
    assert small.store.progress.card(GIT) == card
    assert small.reviewing.card(GIT).topic == second
    small.history.undo()
    small.history.undo()
    assert due(small) == ["Git"]
    first = small.store.progress.card(GIT)
    assert first is not None
    assert (first.gradings, first.interval_days) == (1, 2)
    small.history.undo()
    assert due(small) == []
    assert small.store.progress.card(GIT) is None


@given(st.lists(st.sampled_from(["1", "2", "3", "4", "undo", "redo", "wait"]), max_size=14))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_card_is_always_what_its_gradings_make_of_it(small_again: OpenStudy, acts: list[str]) -> None:
    study = small_again()
    try:
        done(study, "git")
        for act in acts:
            try:
                if act == "undo":
                    study.history.undo()
                elif act == "redo":
                    study.history.redo()
                elif act == "wait":
                    study.clock.advance(DAY)  # type: ignore[attr-defined]  # the tests' clock can be put on
                else:
                    study.reviewing.grade_topic(GIT, int(act))
            except (NothingToDo, Refused):
                continue
        study.reviewing.queue()
        gradings = study.store.progress.gradings(GIT)
        assert study.store.progress.card(GIT) == (card_after(gradings) if gradings else None)
    finally:
        study.close()


def test_at_most_the_cap_a_day_and_what_was_graded_counts(small: Study, clock: FixedClock) -> None:
    done(small, "git", "snake", "gem", "requests-and-answers")
    small.history.set_setting("review_cap", 2)
    clock.advance(3 * DAY)
    assert len(due(small)) == 2
    assert small.reviewing.queue().waiting == 2
    first = small.reviewing.queue().topics[0]
    small.reviewing.grade_topic(first.topic, 3)
    assert len(due(small)) == 1
    small.reviewing.grade_topic(small.reviewing.queue().topics[0].topic, 3)
    queue = small.reviewing.queue()
    assert (queue.topics, queue.waiting, queue.graded) == ((), 2, 2)
    assert due(small) == []
    clock.advance(DAY)
    assert len(due(small)) == 2


def test_topics_done_today_take_no_place_of_the_day(small: Study, clock: FixedClock) -> None:
    done(small, "git")
    small.history.set_setting("review_cap", 1)
    clock.advance(3 * DAY)
    done(small, "snake", "gem")
    assert due(small) == ["Git"]


def test_postponing_stores_a_date_and_is_no_grading(small: Study, clock: FixedClock) -> None:
    done(small, "git", "snake")
    clock.advance(3 * DAY)
    assert small.reviewing.postpone() == 2
    assert due(small) == []
    assert len(small.store.progress.gradings(GIT)) == 1
    clock.advance(DAY)
    assert due(small) == ["Git", "Snake language"]
    small.reviewing.postpone([SNAKE], days=7)
    assert due(small) == ["Git"]
    small.history.undo()
    assert due(small) == ["Git", "Snake language"]
    with pytest.raises(Refused):
        small.reviewing.postpone([GIT], days=0)
    small.reviewing.postpone()
    with pytest.raises(NothingToDo):
        small.reviewing.postpone()


def test_switched_off_there_is_nothing_due_and_nothing_is_forgotten(small: Study, clock: FixedClock) -> None:
    done(small, "git")
    small.history.set_setting("reviews", False)
    done(small, "snake")
    clock.advance(3 * DAY)
    assert due(small) == []
    small.history.set_setting("reviews", True)
    assert due(small) == ["Git", "Snake language"]


def test_the_card_shows_question_note_and_link(small: Study, clock: FixedClock) -> None:
    done(small, "git")
    small.notebook.add(small.target("git"), "A branch is a name.")
    clock.advance(5 * DAY)
    card = small.reviewing.card(GIT)
    assert card.note == "A branch is a name.\n"
    assert card.question.endswith("?")
    assert card.topic.word == "fading"
    assert card.stage_title == "Basics"
    with pytest.raises(Refused):
        small.reviewing.card(SNAKE)


def test_bad_grades_are_refused(small: Study) -> None:
    done(small, "git")
    for grade in (0, 5, -1):
        with pytest.raises(Refused, match="from 1 to 4"):
            small.reviewing.grade_topic(GIT, grade)
    assert len(small.store.progress.gradings(GIT)) == 1


def test_a_clock_that_went_back_keeps_the_order_of_reviews(small: Study, clock: FixedClock) -> None:
    done(small, "git")
    clock.advance(-30 * DAY)
    graded = small.reviewing.grade_topic(GIT, Grade.GOOD)
    assert [one.grade for one in small.store.progress.gradings(GIT)] == [3, 3]
    assert graded.times == 2


def test_cards_are_a_cache(small: Study, home: Home, clock: FixedClock) -> None:
    """Whatever stands in them, the gradings decide once they change."""
    done(small, "git")
    clock.advance(2 * DAY)
    small.reviewing.grade_topic(GIT, 3)
    connection = sqlite3.connect(home.database)
    with connection:
        connection.execute("UPDATE card SET due = 0, stability = 9, gradings = 99")
    connection.close()
    small.reviewing.grade_topic(GIT, 3)
    assert small.store.progress.card(GIT) == card_after(small.store.progress.gradings(GIT))


def test_quick_commands_never_load_the_scheduler(small: Study, home: Home, clock: FixedClock) -> None:
    """status, start, stop, log and done, with reviews due."""
    done(small, "git")
    clock.advance(2 * DAY)
    small.reviewing.grade_topic(GIT, 1)
    small.close()
    code = (
        "import sys, studytui.services.study as s; from studytui.services.clock import FixedClock\n"
        "from studytui.store.home import Home; from studytui.domain.status import Status\n"
        f"study = s.Study(Home(sys.argv[1]), FixedClock({NOON + 9 * DAY}, 'Europe/Berlin'))\n"
        "assert study.reviewing.due_count() == 1\n"
        "study.figures.week(); study.timer.start(study.target('snake')); study.timer.running()\n"
        "study.clock.advance(60); study.timer.stop()\n"
        "study.log.add(study.log.understand('30m'), study.target('snake'))\n"
        "study.items.set_status([study.target('snake')], Status.DONE)\n"
        "assert 'fsrs' not in sys.modules, 'loaded'\n"
    )
    subprocess.run([sys.executable, "-c", code, home.folder], check=True, timeout=60)
