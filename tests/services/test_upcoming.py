"""What is next, and why."""

from __future__ import annotations

from studytui.domain.status import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study

DAY = 86400


def upcoming(study: Study, limit: int = 5) -> list[tuple[str, str]]:
    return [(one.item.entry.title, one.why) for one in study.figures.next(limit)]


def done(study: Study, *names: str) -> None:
    study.items.set_status([study.target(name) for name in names], Status.DONE)


def test_the_order_of_the_roadmap(small: Study) -> None:
    assert upcoming(small, 3) == [
        ("Git", "next in order"),
        ("Snake language", "next in order"),
        ("Gem language", "next in order"),
    ]


def test_timer_then_aims_then_what_is_begun_then_what_is_due(small: Study, clock: FixedClock) -> None:
    done(small, "gem")
    clock.advance(5 * DAY)
    small.items.set_status([small.target("git")], Status.DOING)
    small.timer.start(small.target("tables-course"))
    small.planning.plan_week(small.today(), aims=["Read the SHELL LISTS", "sleep well"])
    assert upcoming(small) == [
        ("Tables course", "the timer runs on it"),
        ("Shell lists", "an aim of this week"),
        ("Git", "you have begun it"),
        ("Gem language", "due for review"),
        ("First", "next in order"),
    ]
    clock.advance(7 * DAY)
    assert ("Shell lists", "an aim of this week") not in upcoming(small), "the plan was that week's"


def test_what_is_due_keeps_a_place_however_much_is_begun(small: Study, clock: FixedClock) -> None:
    done(small, "git")
    names = ["shell-lists", "tables-course", "tiny-app/plan", "tiny-app/write", "tiny-app/ship"]
    small.items.set_status([small.target(name) for name in names], Status.DOING)
    assert "Git" not in dict(upcoming(small))
    clock.advance(5 * DAY)
    assert upcoming(small)[-1] == ("Git", "due for review")
    assert len(upcoming(small)) == 5
    assert len(upcoming(small, 1)) == 1
    small.history.set_setting("reviews", False)
    assert "Git" not in dict(upcoming(small))


def test_an_aim_means_the_longest_title_in_it_and_only_what_is_open(small: Study) -> None:
    small.planning.plan_week(small.today(), aims=["Gem language", "finish Tiny app"])
    assert upcoming(small, 1) == [("Gem language", "an aim of this week")]
    done(small, "gem")
    assert upcoming(small, 1) == [("Git", "next in order")]
