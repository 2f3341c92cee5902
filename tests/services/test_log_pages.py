"""The log a part at a time, and what is typed over a session's times."""

from __future__ import annotations

import pytest

from studytui.domain.faults import Fault
from studytui.domain.periods import parse_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.session import Session
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

HALF = 1800


@pytest.fixture
def opened(study: OpenStudy) -> Study:
    """A study with the default roadmap in use."""
    made = study()
    made.roadmaps.use("backend-developer")
    return made


def log(study: Study, words: str) -> Session:
    """A session of these times on the roadmap alone."""
    return study.log.add(study.log.understand(words), study.roadmap_target()).session


def test_a_page_around_an_instant(opened: Study) -> None:
    made = [log(opened, f"2026-11-{day:02d} 10:00-10:30") for day in range(1, 21)]
    newest = opened.log.page(None, 0, 5)
    assert [session.id for session in newest.sessions] == [session.id for session in made[:-6:-1]]
    assert (newest.above, newest.newer, newest.total) == (0, 0, 20)
    middle = opened.log.page(made[10].start, 3, 4)
    assert [session.id for session in middle.sessions] == [session.id for session in made[12:5:-1]]
    assert (middle.above, middle.newer, middle.total) == (3, 7, 20)
    assert sum(middle.days.values()) == 7 * HALF
    oldest = opened.log.page(0, 3, 0)
    assert [session.id for session in oldest.sessions] == [session.id for session in made[2::-1]]
    assert oldest.newer == 17


def test_a_page_leaves_the_timer_out(opened: Study, clock: FixedClock) -> None:
    log(opened, "2026-11-20 10:00-10:30")
    opened.timer.start(opened.roadmap_target())
    page = opened.log.page(clock.seconds() - 5 * 86400, 1, 1)
    assert (len(page.sessions), page.newer, page.total) == (1, 0, 1)


def test_an_empty_log_has_an_empty_page(opened: Study) -> None:
    assert opened.log.page(None, 0, 5).sessions == ()
    assert opened.log.page(0, 5, 5).total == 0


def test_recent_targets_once_each(opened: Study) -> None:
    git, joins = opened.target("git"), opened.target("joins")
    for target, words in ((git, "9:00-9:30"), (joins, "10:00-10:30"), (git, "11:00-11:30")):
        opened.log.add(opened.log.understand(words), target)
    assert opened.log.recent_targets() == (git, joins)


@pytest.mark.parametrize(
    ("words", "day", "start", "end"),
    [
        ("14:00-15:00", "", 0, HALF),
        ("14:10-14:40", "", 600, 600),
        ("45m", "", 0, 900),
        ("45m", "thursday", -86400, 900 - 86400),
        ("14:00-14:30", "2026-11-18", -2 * 86400, -2 * 86400),
        ("yesterday 14:00-14:30", "", 0, 0),
    ],
)
def test_typed_over_a_session(opened: Study, words: str, day: str, start: int, end: int) -> None:
    session = log(opened, "2026-11-20 14:00-14:30")
    on = parse_day(day, opened.today()) if day else None
    stretch = opened.log.reread(session, words, on)
    assert (stretch.start - session.start, stretch.end - (session.end or 0)) == (start, end)


def test_a_day_twice_is_refused(opened: Study) -> None:
    session = log(opened, "2026-11-20 14:00-14:30")
    with pytest.raises(Fault, match="named twice"):
        opened.log.reread(session, "yesterday 14:00-14:30", opened.today())
    with pytest.raises(Fault, match="named twice"):
        opened.log.understand("yesterday 14:00-14:30", opened.today())


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("23:45", 15), ("0:30", 60), ("20m", 20), ("1h15m", 75), ("2026-11-21 00:10", 40)],
)
def test_a_moment_within_a_session(opened: Study, words: str, minutes: int) -> None:
    session = log(opened, "2026-11-20 23:30-01:00")
    assert opened.log.moment_within(session, words) == session.start + minutes * 60


@pytest.mark.parametrize("words", ["", "x", "20", "25:00"])
def test_no_moment_within_a_session(opened: Study, words: str) -> None:
    session = log(opened, "2026-11-20 23:30-01:00")
    with pytest.raises(Fault):
        opened.log.split(session, opened.log.moment_within(session, words))


def test_an_estimate_is_set_and_taken_back(opened: Study) -> None:
    target = opened.target("joins")
    opened.items.set_estimate(target, 5400)
    assert opened.items.estimate(target) == 5400
    opened.items.set_estimate(target, None)
    assert opened.items.estimate(target) is None
    opened.history.undo()
    assert opened.items.estimate(target) == 5400
    opened.history.undo()
    assert opened.items.estimate(target) is None
    with pytest.raises(Fault, match="an estimate is for"):
        opened.items.set_estimate(opened.target("4"), 60)
