"""Killed at every system call that writes: the old state or the new one, whole, and the next one works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.actions import ACTIONS, BY_NAME
from tests.faults.bench import Bench, Judgement, half_done
from tests.faults.table import Figures, Goal

if TYPE_CHECKING:
    from tests.faults.actions import Action

KILLED = -9
SHARE = ("nothing: log 30m git", "running: stop -m a line", "set: undo")
EVERY = 20


def killed(bench: Bench, action: Action, every: int = 1) -> Judgement:
    """Kill an action before each (or every so manieth) call that writes, and judge what is left."""
    bench.lay_out(bench.base(action.base))
    old = bench.judged(action)
    points = [call for call in bench.enumerate(action) if call.writes]
    new = bench.judged(action)
    found = Judgement(wrong=[*old.wrong, *new.wrong])
    for call in points[::every]:
        bench.lay_out(bench.base(action.base))
        status, said = bench.act(action, [call.fault("signal=KILL")])
        left = bench.judged(action, status, said)
        wrong = [*left.wrong, *half_done(left, old.picture, new.picture)]
        if status != KILLED:
            wrong.append(f"was not killed: {status} {said}")
        found.held(f"{action.name}, before {call.name} {call.number}: {call.line[:150]}", wrong)
    return found


@pytest.mark.parametrize("name", SHARE)
def test_killed_at_a_share_of_the_calls_that_write(bench: Bench, name: str) -> None:
    found = killed(bench, BY_NAME[name], EVERY)
    assert found.points
    assert not found.wrong, "\n".join(found.wrong[:40])


@pytest.mark.faults
@pytest.mark.parametrize("name", [action.name for action in ACTIONS])
def test_killed_at_every_call_that_writes(bench: Bench, figures: Figures, name: str) -> None:
    found = killed(bench, BY_NAME[name])
    figures.add(Goal.KILLS, "points", found.points, least=4000)
    figures.add(Goal.KILLS, "lost or half-applied", len(found.wrong), most=0)
    assert not found.wrong, "\n".join(found.wrong[:40])
