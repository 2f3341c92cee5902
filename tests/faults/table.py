"""The figures of `make faults`, beside the goals they are held to; printed when all harnesses have run.

A harness takes the fixture `figures` and reports to it, from as many tests as it likes:

    def test_something(figures: Figures) -> None:
        figures.add(Goal.KILLS, "points", 412, least=4000)    # summed over all tests that report it
        figures.add(Goal.KILLS, "lost", 0, most=0)
        figures.top(Goal.CONCURRENCY, "commit p99, ms", 31.4, most=50)    # the largest of all reports
        figures.say(Goal.SYNC, "not built in this version")    # a goal that is named, not measured

`least` and `most` are held to the sum (or the largest) when all is run; they fail no test by themselves, so a
test must assert what it finds as well. A goal with a `say` is named in the table with that sentence; one that
nobody reports to is shown as not run. A new goal is a new member of `Goal`, with what is wanted in its words.
Reports travel as properties of the tests' reports, so that they arrive from every worker.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PROPERTY = "studytui-figure"
MARK = "faults"


class Goal(Enum):
    """What is promised, and the figure that is wanted."""

    KILLS = "killed at every system call", "all points (about 4,000): 0 lost, 0 half-applied"
    ERRORS = "I/O error at every call, once and for ever", "5,000 faults: 0 lost, 0 tracebacks, typed"
    COMPOUND = "fault during recovery, migration, backup, restore", "500: only old or new"
    POWER = "power-loss states replayed", "10,000: 0 lost"
    POWER_CUTS = "power cuts of a real file system", "1,000: 0 lost"
    FULL_DISK = "a disk that is really full", "0 lost, 0 tracebacks"
    MALFORMED = "malformed databases", "10,000 own, 10,461 of SQLite: 0 tracebacks, 0 changed"
    SILENT = "silent changes of committed rows", "100 % detected"
    SALVAGE = "salvage after one lost page", "99 % of the rows"
    GONE = "database deleted, zeroed, replaced by noise", "seen at once, backup offered"
    CONCURRENCY = "2 dashboards, 8 command lines at once", "0 lost, 0 refused, p99 < 50 ms, seen < 1 s"
    BACKUPS = "backups before every risk, and daily", "each reopened; restore drill"
    MIGRATION = "migration from every schema, killed anywhere", "only old or new"
    TOML = "hostile TOML", "20,000: 0 tracebacks, < 1 s, file and line named"
    INJECTION = "naughty strings and controls in every field", "0 raw escapes, 0 crashes"
    TERMINAL = "signals and terminals that go away", "20 cases: restored, status right, no orphan"
    TIME = "changes of clock and zone", "each second counted once"
    SYNC = "many machines", "100,000 schedules converge"
    MODEL = "a model of everything, at random", "1,000,000 steps"
    FILES = "modes, links, network", "0700 and 0600, 0 followed, 0 sockets"

    def __init__(self, title: str, wanted: str) -> None:
        """Name the promise, and what is wanted of it."""
        self.title = title
        self.wanted = wanted


@dataclass(frozen=True)
class Report:
    """One figure of one test; `number` is none where a sentence stands for it."""

    goal: Goal
    what: str
    number: float | None
    least: float | None = None
    most: float | None = None
    largest: bool = False

    def text(self) -> str:
        """As it travels from a worker."""
        return json.dumps(
            [self.goal.name, self.what, self.number, self.least, self.most, self.largest], ensure_ascii=False
        )

    @staticmethod
    def of(text: str) -> Report:
        """As it has arrived."""
        name, what, number, least, most, largest = json.loads(text)
        return Report(Goal[name], what, number, least, most, largest)


class Figures:
    """Takes the reports of one test."""

    def __init__(self, record: Callable[[str, object], None]) -> None:
        """Keep reports with `record`."""
        self._record = record

    def add(
        self, goal: Goal, what: str, number: float, *, least: float | None = None, most: float | None = None
    ) -> None:
        """Report a count that is summed over all tests."""
        self._record(PROPERTY, Report(goal, what, number, least, most).text())

    def top(
        self, goal: Goal, what: str, number: float, *, least: float | None = None, most: float | None = None
    ) -> None:
        """Report a measurement of which the largest stands."""
        self._record(PROPERTY, Report(goal, what, number, least, most, largest=True).text())

    def say(self, goal: Goal, sentence: str) -> None:
        """Name what is not measured or not met, and why."""
        self._record(PROPERTY, Report(goal, sentence, None).text())


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Figures:
    """Where a harness reports its figures."""
    return Figures(record_property)


@dataclass
class Row:
    """One goal with all that was reported to it."""

    goal: Goal
    numbers: dict[str, Report] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)
    failed: bool = False

    def take(self, report: Report) -> None:
        """Add a report to what was reported before."""
        if report.number is None:
            if report.what not in self.named:
                self.named.append(report.what)
            return
        before = self.numbers.get(report.what)
        number = report.number
        if before is not None and before.number is not None:
            number = max(number, before.number) if report.largest else number + before.number
        self.numbers[report.what] = Report(
            report.goal, report.what, number, report.least, report.most, report.largest
        )

    def verdict(self) -> str:
        """Whether the goal is met, in a word."""
        if self.failed:
            return "FAILED"
        if not self.numbers:
            return "named" if self.named else "not run"
        if all(_within(report) for report in self.numbers.values()):
            return "met"
        return "named" if self.named else "NOT MET"

    def found(self) -> str:
        """What was measured, and what is said about it."""
        counted = [f"{_number(report.number)} {what}" for what, report in self.numbers.items()]
        return "; ".join([", ".join(counted), *self.named] if counted else self.named)


def _within(report: Report) -> bool:
    number = report.number or 0
    return (report.least is None or number >= report.least) and (report.most is None or number <= report.most)


def _number(number: float | None) -> str:
    return f"{number:,.1f}" if isinstance(number, float) else f"{number:,}"


def rows(properties: Iterable[tuple[bool, Iterable[tuple[str, object]]]]) -> list[Row]:
    """A row for each goal, of the properties of all tests and whether each test failed."""
    found = {goal: Row(goal) for goal in Goal}
    for failed, kept in properties:
        for name, value in kept:
            if name == PROPERTY:
                report = Report.of(str(value))
                found[report.goal].take(report)
                found[report.goal].failed |= failed
    return list(found.values())


def lines(table: list[Row]) -> list[str]:
    """The table as it is printed: two lines a goal."""
    width = max(len(row.goal.title) for row in table)
    printed = []
    for row in table:
        printed.append(f"{row.verdict():<8} {row.goal.title:<{width}}  {row.goal.wanted}")
        if row.found():
            printed.append(f"{'':<8} {row.found()}")
    return printed


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table below the run of `make faults`."""
    if config.option.markexpr != MARK:
        return
    properties = [
        (kind in ("failed", "error"), report.user_properties)
        for kind, reports in terminalreporter.stats.items()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
    ]
    terminalreporter.section("goals and figures")
    for line in lines(rows(properties)):
        terminalreporter.write_line(line)
