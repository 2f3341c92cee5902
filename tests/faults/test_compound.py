"""Faults upon faults: while the next one recovers, migrates, backs up or restores after a first one died."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.faults.actions import Action
from tests.faults.bench import Bench, Judgement, half_done
from tests.faults.old_schemas import VERSIONS, base_of
from tests.faults.table import Figures, Goal
from tests.faults.test_errors import failing, misspoken
from tests.faults.test_kills import killed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.tracing import Call

LOG = Action("filled", ("log", "45m", "joins", "-m", "a line"))
BACKUP = Action("filled", ("backup",))
RESTORE = Action("filled", ("restore", "FILES/old.db", "--yes"))
SETTING = Action("filled", ("config", "set", "theme", "studytui-light"))
UNSET = Action("set", ("undo",))
IMPORT = Action("filled", ("roadmap", "import", "FILES/outline.md", "--id", "small"))
STATUS = Action("filled", ("status",))
PAIRS = (
    (LOG, STATUS, 12),
    (LOG, LOG, 12),
    (SETTING, STATUS, 9),
    (SETTING, SETTING, 12),
    (IMPORT, IMPORT, 30),
    (BACKUP, BACKUP, 24),
    (RESTORE, RESTORE, 40),
    (RESTORE, LOG, 40),
)
"""What dies first, what comes next, and at which calls of the first: every so manieth, and the last ones."""
THIN = 7
"""Of the second faults every so manieth is tried; another one at each first point, as their calls differ."""
SHARE = ((LOG, STATUS, 40, 30), (SETTING, STATUS, 40, 30))


def twice(bench: Bench, first: Action, then: Action, every: int, thin: int = 1) -> Judgement:
    """Kill `first` at some calls, then let each (or every so manieth) call of `then` fail or be its last."""
    found = Judgement()
    points = [call for call in bench.enumerate(first) if call.writes]
    for call in {*points[::every], points[-1], _last_of(points)}:
        bench.lay_out(bench.base(first.base))
        bench.act(first, [call.fault("signal=KILL")])
        left = bench.keep("first")
        bench.seed += 1
        _then(bench, then, left, f"{first.name} killed before {call.line[:80]}, ", thin, found)
        bench.seed -= 1
    return found


def thrice(bench: Bench, action: Action, every: int) -> Judgement:
    """Kill an action at some calls, kill it again when it is tried anew, and fault its third try."""
    found = Judgement()
    points = [call for call in bench.enumerate(action) if call.writes]
    for call in {*points[::every], _last_of(points)}:
        bench.lay_out(bench.base(action.base))
        bench.act(action, [call.fault("signal=KILL")])
        left = bench.keep("first")
        bench.seed += 1
        again = [call for call in bench.enumerate(action, left) if call.writes]
        for second in {*again[:: every // 2], _last_of(again)} if again else ():
            bench.lay_out(left)
            bench.act(action, [second.fault("signal=KILL")])
            twice_left = bench.keep("second")
            bench.seed += 1
            _then(
                bench,
                action,
                twice_left,
                f"killed before {call.line[:60]} and {second.line[:60]}, ",
                40,
                found,
            )
            bench.seed -= 1
        bench.seed -= 1
    return found


def _last_of(points: list[Call]) -> Call:
    """The call that commits: the journal goes."""
    return next((call for call in reversed(points) if "-journal" in call.line), points[-1])


def _then(
    bench: Bench,
    then: Action,
    left: Path,
    said_first: str,
    thin: int,
    found: Judgement,
    chosen: Callable[[Call], bool] = lambda _: True,
) -> None:
    bench.lay_out(left)
    old = bench.judged(then)
    calls = [call for call in bench.enumerate(then, left) if chosen(call)]
    new = bench.judged(then)
    found.wrong += [f"{said_first}: {line}" for line in (*old.wrong, *new.wrong)]
    faults = [(call, "signal=KILL", False) for call in calls if call.writes]
    faults += [(call, "error=EIO", False) for call in calls if call.name != "fcntl"]
    faults += [(call, "error=ENOSPC", True) for call in calls if call.writes]
    for call, fault, lasts in faults[::thin]:
        bench.lay_out(left)
        status, said = bench.act(then, [call.fault(fault, lasts)])
        after = bench.judged(then, status, said)
        wrong = [*after.wrong, *half_done(after, old.picture, new.picture)]
        if "error" in fault and status != 1:
            wrong += misspoken(status, said)
        found.held(f"{said_first}then {then.name}, {fault}{'+' if lasts else ''} at {call.line[:100]}", wrong)


@pytest.mark.parametrize(("first", "then", "every", "thin"), SHARE)
def test_a_share_of_second_faults(bench: Bench, first: Action, then: Action, every: int, thin: int) -> None:
    found = twice(bench, first, then, every, thin)
    assert found.points
    assert not found.wrong, "\n".join(found.wrong[:30])


@pytest.mark.faults
@pytest.mark.parametrize(("first", "then", "every"), PAIRS, ids=lambda one: getattr(one, "name", str(one)))
def test_second_faults(bench: Bench, figures: Figures, first: Action, then: Action, every: int) -> None:
    found = twice(bench, first, then, every, THIN)
    figures.add(Goal.COMPOUND, "faults upon a kill", found.points, least=500)
    figures.add(Goal.COMPOUND, "lost, half-applied, or badly said", len(found.wrong), most=0)
    assert not found.wrong, "\n".join(found.wrong[:30])


def _about_files(call: Call) -> bool:
    return ".toml" in call.line or ".change-" in call.line or call.name == "getdents64"


@pytest.mark.parametrize("thin", [7, pytest.param(1, marks=pytest.mark.faults)])
def test_a_file_that_cannot_be_put_in_order_is_left_for_the_next(bench: Bench, thin: int) -> None:
    """Imported and not committed; each call on the files then fails once in the next import."""
    bench.lay_out(bench.base(IMPORT.base))
    last = _last_of([call for call in bench.enumerate(IMPORT) if call.writes])
    bench.lay_out(bench.base(IMPORT.base))
    bench.act(IMPORT, [last.fault("signal=KILL")])
    left, found = bench.keep("imported"), Judgement()
    _then(bench, IMPORT, left, "a broken off import, ", thin, found, _about_files)
    assert found.points > 20 / thin
    assert not found.wrong, "\n".join(found.wrong[:30])


@pytest.mark.parametrize("action", [SETTING, UNSET])
def test_a_look_at_a_file_fails_in_a_change_that_dies(bench: Bench, action: Action) -> None:
    """No answer from the system is no answer: a file that is there is never taken for one that is not."""
    bench.lay_out(bench.base(action.base))
    old = bench.judged(action)
    calls = bench.enumerate(action)
    new = bench.judged(action)
    dies = _last_of([call for call in calls if call.writes]).fault("signal=KILL")
    looks = [call for call in calls if call.name == "newfstatat" and "config.toml" in call.line]
    found = Judgement()
    for call in looks:
        bench.lay_out(bench.base(action.base))
        bench.act(action, [call.fault("error=EIO"), dies])
        after = bench.judged(action)
        found.held(call.line[:150], [*after.wrong, *half_done(after, old.picture, new.picture)])
    assert found.points > 2
    assert not found.wrong, "\n".join(found.wrong[:30])


def repaired(bench: Bench, every: int) -> Judgement:
    """Kill a repair of a row that changed silently at its calls; a second repair must mend it wholly."""
    repair, found = Action("filled", ("doctor", "--repair")), Judgement()
    bench.lay_out(bench.base("filled"))
    with closing(sqlite3.connect(bench.case / "home" / "study.db", isolation_level=None)) as harmed:
        harmed.execute("UPDATE session SET start = start - 60 WHERE note = 'first'")
    left = bench.keep("harmed")
    points = [call for call in bench.enumerate(repair, left) if call.writes]
    new = bench.judged(repair)
    found.wrong += new.wrong
    for call in points[::every]:
        bench.lay_out(left)
        bench.act(repair, [call.fault("signal=KILL")])
        status, said = bench.act(repair)
        after = bench.judged(repair, status, said)
        wrong = [*after.wrong, *([said] if status not in (0, 1) else [])]
        if after.picture.get("session") != new.picture["session"]:
            wrong.append("other sessions than after one repair")
        found.held(f"repair, before {call.line[:100]}", wrong)
    return found


def test_a_share_of_kills_of_a_repair(bench: Bench) -> None:
    found = repaired(bench, 40)
    assert found.points
    assert not found.wrong, "\n".join(found.wrong[:30])


@pytest.mark.faults
def test_a_repair_is_killed_at_every_call(bench: Bench, figures: Figures) -> None:
    found = repaired(bench, 1)
    figures.add(Goal.COMPOUND, "kills of a repair", found.points)
    figures.add(Goal.COMPOUND, "lost, half-applied, or badly said", len(found.wrong), most=0)
    assert not found.wrong, "\n".join(found.wrong[:30])


@pytest.mark.parametrize("version", VERSIONS)
def test_a_share_of_kills_of_a_migration(bench: Bench, version: int) -> None:
    found = killed(bench, Action(base_of(bench, version), ("log", "5m", "git")), 60)
    assert found.points
    assert not found.wrong, "\n".join(found.wrong[:30])


@pytest.mark.faults
@pytest.mark.parametrize("version", VERSIONS)
def test_every_migration_is_killed_at_every_call(bench: Bench, figures: Figures, version: int) -> None:
    action = Action(base_of(bench, version), ("log", "5m", "git"))
    found = killed(bench, action)
    figures.add(Goal.MIGRATION, "kills", found.points, least=100)
    again = twice(bench, action, action, 60, 5)
    figures.add(Goal.MIGRATION, "faults in the second try", again.points)
    figures.add(Goal.MIGRATION, "schemas", 1, least=len(VERSIONS))
    third = thrice(bench, action, 100)
    figures.add(Goal.MIGRATION, "faults in the third try", third.points)
    errors = failing(bench, action, 6)
    figures.add(Goal.MIGRATION, "errors at calls of the first", errors.points)
    wrong = [*found.wrong, *again.wrong, *third.wrong, *errors.wrong]
    figures.add(Goal.MIGRATION, "lost or half-applied", len(wrong), most=0)
    assert not wrong, "\n".join(wrong[:30])
