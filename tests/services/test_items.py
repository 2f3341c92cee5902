"""The rules of counting: Keys, Known, Derived, Stage, as the keys and commands carry them out."""

from __future__ import annotations

import pytest

from studytui.domain.faults import NothingToDo
from studytui.domain.ids import ItemId
from studytui.domain.status import Status
from studytui.services.logbook import Stretch
from tests.conftest import NOON
from tests.services.samples import MAIN, content, write_roadmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.figures import StageFigures
    from studytui.services.study import Study

TODO, DOING, DONE, SKIPPED = Status.TODO, Status.DOING, Status.DONE, Status.SKIPPED
STEPS = ("step/tiny-app/plan", "step/tiny-app/write", "step/tiny-app/ship")


def give(study: Study, status: Status, *words: str) -> None:
    study.items.set_status([study.target(one) for one in words], status)


def status(study: Study, words: str) -> Status:
    """The status that is shown, derived for a project."""
    target = study.target(words)
    return next(
        item.status
        for stage in study.figures.roadmap().stages
        for item in stage.items
        if item.entry.id == target.item
    )


def done_at(study: Study, words: str) -> int | None:
    item = study.target(words).item
    assert item is not None
    mark = study.store.marks.of(item)
    assert mark is not None
    return mark.done_at


def stage(study: Study, number: int = 1) -> StageFigures:
    return study.figures.roadmap().stages[number - 1]


def study_for(study: Study, words: str, seconds: int = 60) -> None:
    study.log.add(Stretch(NOON - seconds, NOON, False, ""), study.target(words))


@pytest.mark.parametrize("before", [TODO, DOING, SKIPPED])
def test_keys_space_makes_done_whatever_it_was(small: Study, before: Status) -> None:
    if before is not TODO:
        give(small, before, "git")
    ticked = small.items.toggle_done(small.target("git"))
    assert (ticked.items, ticked.titles, ticked.status) == (("topic/git",), ("Git",), DONE)
    assert (status(small, "git"), done_at(small, "git")) == (DONE, NOON)


@pytest.mark.parametrize("before", [TODO, DOING, DONE])
def test_keys_x_makes_skipped_whatever_it_was(small: Study, before: Status) -> None:
    if before is not TODO:
        give(small, before, "git")
    assert small.items.toggle_skipped(small.target("git")).status is SKIPPED
    assert (status(small, "git"), done_at(small, "git")) == (SKIPPED, None)


@pytest.mark.parametrize("toggle", ["toggle_done", "toggle_skipped", "toggle_known"])
@pytest.mark.parametrize(
    "words", ["git", "tables-course", "lone-page", "tiny-app/plan", "shell-lists", "extra"]
)
def test_keys_twice_goes_back_to_todo_or_doing(small: Study, toggle: str, words: str) -> None:
    target = small.target(words)
    getattr(small.items, toggle)(target)
    assert getattr(small.items, toggle)(target).status is TODO
    assert small.statuses() == {}
    study_for(small, words)
    getattr(small.items, toggle)(target)
    assert getattr(small.items, toggle)(target).status is DOING


def test_keys_time_of_the_running_timer_is_time(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"))
    clock.advance(60)
    small.items.toggle_done(small.target("git"))
    assert small.items.toggle_done(small.target("git")).status is DOING


def test_keys_space_on_a_project_does_all_its_open_steps(small: Study) -> None:
    give(small, SKIPPED, "tiny-app/plan")
    ticked = small.items.toggle_done(small.target("tiny-app"))
    assert (ticked.items, ticked.status) == (STEPS[1:], DONE)
    assert small.statuses() == {STEPS[0]: SKIPPED, STEPS[1]: DONE, STEPS[2]: DONE}
    study_for(small, "tiny-app/ship")
    ticked = small.items.toggle_done(small.target("tiny-app"))
    assert ticked.items == STEPS[1:]
    assert small.statuses() == {STEPS[0]: SKIPPED, STEPS[2]: DOING}


def test_keys_x_on_a_project_skips_all_its_open_steps(small: Study) -> None:
    give(small, DONE, "tiny-app/plan")
    assert small.items.toggle_skipped(small.target("tiny-app")).items == STEPS[1:]
    assert small.statuses() == {STEPS[0]: DONE, STEPS[1]: SKIPPED, STEPS[2]: SKIPPED}
    assert small.items.toggle_skipped(small.target("tiny-app")).items == STEPS[1:]
    assert small.statuses() == {STEPS[0]: DONE}


def test_keys_on_a_project_are_one_undo_step(small: Study) -> None:
    small.items.toggle_done(small.target("tiny-app"))
    small.history.undo()
    assert small.statuses() == {}


def test_keys_on_a_project_with_nothing_open_and_nothing_to_take_back(small: Study) -> None:
    give(small, SKIPPED, "tiny-app")
    before = content(small.home), len(small.history.listed())
    assert small.items.toggle_done(small.target("tiny-app")).items == ()
    assert (content(small.home), len(small.history.listed())) == before


def test_a_project_with_one_step_is_no_item(small: Study) -> None:
    one_step = MAIN.replace('        { id = "write", text = "Write it" },\n', "")
    write_roadmap(
        small.home, "backend-developer", one_step.replace('        { id = "ship", text = "Ship it" },\n', "")
    )
    give(small, SKIPPED, "tiny-app/plan")
    assert small.items.toggle_done(small.target("tiny-app")).items == ()
    with pytest.raises(NothingToDo):
        give(small, DONE, "tiny-app")
    assert small.statuses() == {STEPS[0]: SKIPPED}
    assert small.items.toggle_skipped(small.target("tiny-app")).items == STEPS[:1]
    assert small.statuses() == {}


def test_keys_the_steps_of_a_topic_are_its_own(small: Study) -> None:
    small.items.toggle_done(small.target("shell-lists"))
    assert small.statuses() == {"topic/shell-lists": DONE}


def test_done_stage_finishes_its_open_counted_items(small: Study) -> None:
    give(small, SKIPPED, "tables-course")
    give(small, DOING, "gem")
    ticked = small.items.set_status([small.target("1")], DONE)
    assert ticked.left_open == ()
    assert small.statuses() == {
        "topic/git": DONE,
        "topic/gem": DONE,
        "topic/shell-lists": DONE,
        "step/shell-lists/first": DONE,
        "course/tables-course": SKIPPED,
        **dict.fromkeys(STEPS, DONE),
        "project/lone-page": DONE,
    }
    assert stage(small).status is DONE
    assert stage(small).progress.percent == 100


def test_done_stage_leaves_open_and_names_a_choice_with_nothing_done_or_doing(small: Study) -> None:
    give(small, SKIPPED, "gem")
    ticked = small.items.set_status([small.target("1")], DONE)
    assert ticked.left_open == ("language",)
    assert (status(small, "snake"), status(small, "gem")) == (TODO, SKIPPED)
    assert stage(small).progress.done == 8


def test_skip_and_todo_of_a_stage_mean_all_of_it(small: Study) -> None:
    give(small, DONE, "git")
    give(small, SKIPPED, "1")
    assert (status(small, "git"), status(small, "gem"), status(small, "snake")) == (DONE, SKIPPED, SKIPPED)
    assert status(small, "extra") is TODO
    assert stage(small).progress.total == 1
    give(small, TODO, "1")
    assert small.statuses() == {}


def test_a_stage_is_one_undo_step(small: Study) -> None:
    small.items.set_status([small.target("1"), small.target("2")], DONE)
    small.history.undo()
    assert small.statuses() == {}


def test_done_twice_is_nothing(small: Study, clock: FixedClock) -> None:
    give(small, DONE, "git")
    clock.advance(60)
    with pytest.raises(NothingToDo, match="Git is done already"):
        give(small, DONE, "git")
    with pytest.raises(NothingToDo, match="Requests and answers and 1 more are todo already"):
        give(small, TODO, "requests-and-answers", "gem")
    assert done_at(small, "git") == NOON
    assert len(small.history.listed()) == 1


def test_several_targets_at_once(small: Study) -> None:
    ticked = small.items.set_status([small.target("git"), small.target("tiny-app")], DONE)
    assert ticked.items == ("topic/git", *STEPS)
    assert [group.label for group in small.history.listed()] == ["done: Git and 1 more"]


def test_known_is_done_without_a_date(small: Study) -> None:
    small.items.set_status([small.target("git")], DONE, known=True)
    assert (status(small, "git"), done_at(small, "git")) == (DONE, None)
    (item,) = [one for one in stage(small).items if one.entry.slug == "git"]
    assert item.known
    assert stage(small).progress.done == 1


def test_known_takes_the_date_of_what_was_done(small: Study, clock: FixedClock) -> None:
    give(small, DONE, "git")
    small.items.set_status([small.target("git")], DONE, known=True)
    assert done_at(small, "git") is None
    with pytest.raises(NothingToDo, match="Git is known already"):
        small.items.set_status([small.target("git")], DONE, known=True)
    with pytest.raises(NothingToDo):
        give(small, DONE, "git")


def test_known_on_a_project_means_its_open_steps(small: Study, clock: FixedClock) -> None:
    give(small, DONE, "tiny-app/plan")
    assert small.items.toggle_known(small.target("tiny-app")).items == STEPS[1:]
    assert done_at(small, "tiny-app/plan") == NOON
    assert done_at(small, "tiny-app/ship") is None


def test_derived_a_project(small: Study) -> None:
    assert status(small, "tiny-app") is TODO
    study_for(small, "tiny-app")
    assert status(small, "tiny-app") is DOING
    small.history.undo()
    give(small, DONE, "tiny-app/plan")
    assert status(small, "tiny-app") is DOING
    give(small, SKIPPED, "tiny-app/write")
    give(small, DONE, "tiny-app/ship")
    assert status(small, "tiny-app") is DONE
    give(small, SKIPPED, "tiny-app/plan", "tiny-app/ship")
    assert status(small, "tiny-app") is SKIPPED
    assert "project/tiny-app" not in small.statuses()


def test_derived_a_stage(small: Study) -> None:
    assert stage(small, 2).status is TODO
    study_for(small, "2")
    assert stage(small, 2).status is DOING
    give(small, DONE, "web/git")
    assert stage(small, 2).progress.percent == 50
    give(small, SKIPPED, "requests-and-answers")
    assert stage(small, 2).status is DONE
    give(small, SKIPPED, "web/git")
    assert stage(small, 2).status is SKIPPED
    assert stage(small, 2).progress.percent is None


def test_derived_by_time_in_the_same_undo_step(small: Study) -> None:
    study_for(small, "git")
    assert status(small, "git") is DOING
    assert len(small.history.listed()) == 1
    small.history.undo()
    assert status(small, "git") is TODO


def test_one_topic_in_two_roadmaps_is_one_tick(small: Study) -> None:
    small.items.toggle_done(small.target("other:git"))
    assert status(small, "git") is DONE
    assert [one.progress.done for one in small.figures.roadmap().stages] == [1, 1, 0]
    assert small.figures.roadmap().progress.done == 1
    other = small.figures.roadmap(small.target("other:.").roadmap)
    assert (other.progress.done, other.progress.total) == (1, 2)


def test_gone_items_keep_their_state(small: Study) -> None:
    give(small, DONE, "gem")
    study_for(small, "gem")
    small.notebook.add(small.target("gem"), "remember")
    before = content(small.home)
    without = MAIN.replace('    { id = "gem", title = "Gem language", choice = "language" },\n', "")
    write_roadmap(small.home, "backend-developer", without)
    assert "topic/gem" not in {entry.id for entry in small.lines()[2]}
    assert content(small.home) == before
    assert small.statuses() == {"topic/gem": DONE}
    (session,) = small.log.sessions()[0]
    assert small.log.target_of(session).words == "Basics › Gem language"
    assert small.store.sessions.titles(small.statuses()) == {"topic/gem": "Basics › Gem language"}
    assert small.figures.roadmap().progress.done == 0
    write_roadmap(small.home, "backend-developer", MAIN)
    assert status(small, "gem") is DONE


def test_estimates_of_the_user_come_before_the_files(small: Study) -> None:
    target = small.target("git")
    small.items.set_estimate(target, 3600)
    assert small.items.estimate(target) == 3600
    (item,) = [one for one in stage(small).items if one.entry.slug == "git"]
    assert item.estimate == 3600
    small.items.set_estimate(target, None)
    (item,) = [one for one in stage(small).items if one.entry.slug == "git"]
    assert item.estimate == 7200


def test_a_roadmap_edited_by_hand_is_read_in_the_midst_of_a_change(small: Study) -> None:
    """Its lines are kept anew while the tick is written, and are no transaction of their own."""
    target = small.target("git")
    write_roadmap(small.home, "backend-developer", MAIN.replace("Small roadmap", "A roadmap by hand"))
    small.items.set_status([target], Status.DONE)
    small.history.undo()
    assert small.lines()[1] == "A roadmap by hand"
    assert small.store.marks.of(ItemId("topic/git")) is None
