"""The table of `make faults` tells what was measured, and never calls met what is not."""

from __future__ import annotations

from tests.faults.table import Figures, Goal, Row, lines, rows


def _row(goal: Goal, table: list[Row]) -> Row:
    return next(row for row in table if row.goal is goal)


def _reported(*tell: tuple[bool, list[tuple[str, object]]]) -> list[Row]:
    return rows(tell)


def test_counts_are_summed_over_tests_and_held_to_their_goal() -> None:
    kept: list[tuple[str, object]] = []
    figures = Figures(lambda name, value: kept.append((name, value)))
    figures.add(Goal.KILLS, "points", 3000, least=4000)
    assert _row(Goal.KILLS, _reported((False, kept))).verdict() == "NOT MET"
    figures.add(Goal.KILLS, "points", 1000, least=4000)
    row = _row(Goal.KILLS, _reported((False, kept)))
    assert row.verdict() == "met"
    assert row.found() == "4,000 points"
    figures.add(Goal.KILLS, "lost", 1, most=0)
    assert _row(Goal.KILLS, _reported((False, kept))).verdict() == "NOT MET"


def test_of_measurements_the_largest_stands() -> None:
    kept: list[tuple[str, object]] = []
    figures = Figures(lambda name, value: kept.append((name, value)))
    figures.top(Goal.CONCURRENCY, "p99, ms", 61.25, most=50)
    figures.top(Goal.CONCURRENCY, "p99, ms", 12.5, most=50)
    row = _row(Goal.CONCURRENCY, _reported((False, kept)))
    assert (row.verdict(), row.found()) == ("NOT MET", "61.2 p99, ms")
    figures.say(Goal.CONCURRENCY, "this disk syncs slowly")
    assert _row(Goal.CONCURRENCY, _reported((False, kept))).verdict() == "named"


def test_a_goal_that_nobody_reports_to_is_not_met() -> None:
    table = _reported()
    assert {row.verdict() for row in table} == {"not run"}
    assert len(lines(table)) == len(Goal)


def test_a_failed_test_is_never_met() -> None:
    kept: list[tuple[str, object]] = []
    Figures(lambda name, value: kept.append((name, value))).add(Goal.POWER, "states", 10_000)
    assert _row(Goal.POWER, _reported((True, kept))).verdict() == "FAILED"
