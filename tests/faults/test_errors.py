"""Every call on the data folder fails, once and for ever: typed words, the old state whole, and all works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.actions import ACTIONS, BY_NAME
from tests.faults.bench import Bench, Judgement, half_done
from tests.faults.table import Figures, Goal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.actions import Action
    from tests.faults.tracing import Call

SHARE = (
    ("filled: log 45m joins -m a line", 45),
    ("filled: config set theme studytui-light", 45),
    ("filled: backup", 60),
    ("nothing: start git", 60),
)
DISK = ("ENOSPC", "EDQUOT", "EROFS")
READS = {"fcntl": ("ENOLCK",), "openat": ("EIO", "EMFILE")}
ANSWERS = (0, 3, 4)
"""Exit statuses that a fault may lead to: carried out all the same, the data looks damaged, refused."""


def faults_of(call: Call, turn: int) -> Iterator[tuple[str, bool]]:
    """The errors that are tried at a call, and whether they last.

    EIO comes at every call; of the other ways of a disk to refuse a write one comes at each, in turn.
    """
    kinds = READS.get(call.name, ("EIO",))
    if call.writes:
        kinds = (*kinds, DISK[(call.number + turn) % len(DISK)])
    for kind in kinds:
        yield kind, False
        if kind != "ENOLCK":  # SQLite would wait for its lock for seconds each time
            yield kind, True


def failing(bench: Bench, action: Action, every: int = 1) -> Judgement:
    """Let each call of an action (or every so manieth fault) fail, and judge what is said and left."""
    bench.lay_out(bench.base(action.base))
    old = bench.judged(action)
    turn = len(action.name)
    points = [(call, *fault) for call in bench.enumerate(action) for fault in faults_of(call, turn)]
    new = bench.judged(action)
    found = Judgement(wrong=[*old.wrong, *new.wrong])
    for call, kind, lasts in points[::every]:
        bench.lay_out(bench.base(action.base))
        status, said = bench.act(action, [call.fault(f"error={kind}", lasts)])
        left = bench.judged(action, status, said)
        wrong = [*left.wrong, *half_done(left, old.picture, new.picture), *misspoken(status, said)]
        if status == 0 and left.picture != new.picture:
            wrong.append("said to be done, and is not")
        if status and left.picture == new.picture != old.picture:
            found.doubtful += 1
        found.held(
            f"{action.name}, {kind}{'+' if lasts else ''} at {call.name} {call.number}: {call.line[:150]}",
            wrong,
        )
    return found


def misspoken(status: int, said: str) -> list[str]:
    """What is wrong with an answer: its exit status, or words that no person should read."""
    if status not in ANSWERS:
        return [f"ended with {status}: {said}"]
    lines = said.strip().splitlines()
    faults = [line for line in lines if line.startswith("studytui: ")]
    if status and (len(faults) != 1 or "should not have" in said or lines[-1] == faults[0]):
        return [f"said: {said}"]
    return []


@pytest.mark.parametrize(("name", "every"), SHARE)
def test_a_share_of_the_calls_fails(bench: Bench, name: str, every: int) -> None:
    found = failing(bench, BY_NAME[name], every)
    assert found.points
    assert not found.wrong, "\n".join(found.wrong[:40])


@pytest.mark.faults
@pytest.mark.parametrize("name", [action.name for action in ACTIONS])
def test_every_call_fails(bench: Bench, figures: Figures, name: str) -> None:
    found = failing(bench, BY_NAME[name])
    figures.add(Goal.ERRORS, "faults", found.points, least=5000)
    figures.add(Goal.ERRORS, "refused though committed (in doubt)", found.doubtful)
    figures.add(Goal.ERRORS, "lost, half-applied, or badly said", len(found.wrong), most=0)
    assert not found.wrong, "\n".join(found.wrong[:40])
