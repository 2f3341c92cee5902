"""Looking sessions up in the log by words, period and target, with what they add up to."""

from __future__ import annotations

from datetime import date

import pytest

from studytui.domain.ids import ItemId
from studytui.domain.periods import Period
from studytui.domain.records import replace
from studytui.domain.sieve import read_sieve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

TODAY = date(2026, 11, 21)
H = 3600


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("today", "2026-11-21", "2026-11-21"),
        ("yesterday", "2026-11-20", "2026-11-20"),
        ("Monday", "2026-11-16", "2026-11-16"),
        ("2026-11-03", "2026-11-03", "2026-11-03"),
        ("2026-W46", "2026-11-09", "2026-11-15"),
        ("2026-10", "2026-10-01", "2026-10-31"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("this week", "2026-11-16", "2026-11-22"),
        ("Last  Week", "2026-11-09", "2026-11-15"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("2026-11-02..2026-11-08", "2026-11-02", "2026-11-08"),
        ("monday..today", "2026-11-16", "2026-11-21"),
        ("2026-09..2026-10", "2026-09-01", "2026-10-31"),
        ("2026-11-02..", "2026-11-02", "2026-11-21"),
        ("..2026-10", "1970-01-01", "2026-10-31"),
        ("this month 2026-W47", "2026-11-16", "2026-11-22"),
    ],
)
def test_periods_in_a_filter(typed: str, first: str, last: str) -> None:
    sieve = read_sieve(typed, TODAY, 0)
    assert sieve.period == Period(date.fromisoformat(first), date.fromisoformat(last))
    assert sieve.words == ()
    assert read_sieve(f"git {typed} 'joins", TODAY, 0).words == ("git", "'joins")


@pytest.mark.parametrize(
    "typed", ["week", "this", "last", "20/11/2026", "2026-13", "..", "=", "tomorrow", "2026-12"]
)
def test_what_is_no_period_is_a_word(typed: str) -> None:
    sieve = read_sieve(typed, TODAY, 0)
    assert sieve.words == (typed,)
    assert sieve.period is None
    assert sieve.target == ""


@pytest.fixture
def opened(study: OpenStudy) -> Study:
    """Sessions of two months on three items, one over the boundary of a study day."""
    made = study()
    made.roadmaps.use("backend-developer")
    for times, target, note in (
        ("2026-10-05 10:00-12:00", "joins", ""),
        ("2026-11-09 22:00 to 2026-11-10 06:00", "git", "rébase and mérge"),
        ("2026-11-17 10:00-11:00", "git", ""),
        ("2026-11-18 10:00-10:30", "databases", "left JOINs"),
        ("2026-11-19 10:00-11:00", ".", ""),
    ):
        made.log.add(made.log.understand(times), made.target(target), note)
    return made


def found(study: Study, typed: str, limit: int = 99) -> tuple[list[int], int, int]:
    """The days of November (those of October negative) that fit, the number and the seconds of all."""
    sifted = study.sifting.sift(study.sifting.read(typed), limit)
    days = [study.log.day_of(session) for session in sifted.page.sessions]
    return [day.day if day.month == 11 else -day.day for day in days], sifted.number, sifted.seconds


@pytest.mark.parametrize(
    ("typed", "days", "hours"),
    [
        ("joins", [18, -5], 2.5),
        ("version", [17, 9], 9),
        ("REBASE", [9], 8),
        ("git rebase", [9], 8),
        ("git joins", [], 0),
        ("this week", [19, 18, 17], 2.5),
        ("git this week", [17], 1),
        ("2026-10", [-5], 2),
        ("=git", [17, 9], 9),
        ("=topic/git last week", [9], 8),
        ("=databases", [18, -5], 2.5),
        ("=.", [19, 18, 17, 9, -5], 12.5),
        ("=nonesuch", [], 0),
        ("2026-11-18..2026-11-17", [], 0),
        ("%", [], 0),
        ("_", [], 0),
    ],
)
def test_words_periods_and_targets(opened: Study, typed: str, days: list[int], hours: float) -> None:
    assert found(opened, typed) == (days, len(days), int(hours * H))


def test_all_that_fits_is_added_up_though_few_are_shown(opened: Study) -> None:
    assert found(opened, "2026", 2) == ([19, 18], 5, int(12.5 * H))
    sifted = opened.sifting.sift(opened.sifting.read("git"), 1)
    assert sifted.days == {date(2026, 11, 9): 6 * H, date(2026, 11, 10): 2 * H, date(2026, 11, 17): H}
    assert sum(sifted.days.values()) == sifted.seconds


def test_the_timer_fits_or_does_not(opened: Study, clock: FixedClock) -> None:
    timer = opened.timer.start(opened.target("git")).timer
    sifting = opened.sifting
    for typed, fits in (
        ("git", True),
        ("git today", True),
        ("yesterday", False),
        ("joins", False),
        ("=git", True),
        ("=foundations", True),
        ("=joins", False),
        ("=nonesuch", False),
    ):
        assert sifting.fits(sifting.read(typed), timer) is fits, typed
    assert found(opened, "today") == ([], 0, 0), "it is no finished session"


def test_the_same_as_a_session(opened: Study) -> None:
    for session in opened.log.page(None, 0, 9).sessions:
        typed = opened.sifting.typed(session)
        sieve = opened.sifting.read(typed)
        assert opened.sifting.fits(sieve, session), typed
        sifted = opened.sifting.sift(sieve, 9).page.sessions
        assert session in sifted


def test_an_item_that_is_gone_can_still_be_looked_for(opened: Study) -> None:
    moved = opened.log.page(None, 0, 9).sessions[2]
    with opened.store.change("gone") as writer:
        opened.store.put_session(writer, replace(moved, item=ItemId("topic/gone")))
    assert found(opened, "=topic/gone")[0] == [17]


def test_new_titles_and_notes_are_found_after_a_renewal(opened: Study) -> None:
    assert found(opened, "indexes")[1] == 0
    opened.log.add(opened.log.understand("30m"), opened.target("indexes"), "b-trees")
    opened.sifting.renew()
    assert found(opened, "indexes")[1] == 1
    assert found(opened, "b-trees")[1] == 1
