"""Power lost at any moment of a run: what was acknowledged is there, and nothing is half there."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from studytui.domain.faults import Fault
from studytui.services.clock import FixedClock
from studytui.services.study import Study
from studytui.store.home import Home
from tests.faults import soundness
from tests.faults.bench import STEP, Outcome, half_done
from tests.faults.power import Disk, Event, events, materialised
from tests.faults.server import NOW, ZONE
from tests.faults.table import Figures, Goal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.bench import Bench

RUN: tuple[dict[str, object], ...] = (
    {"argv": ["log", "30m", "git"]},
    {"argv": ["config", "set", "week_start", "sunday"]},
    {"argv": ["start", "joins"]},
    {"argv": ["pause"]},
    {"argv": ["roadmap", "new", "mine"]},
    {"argv": ["stop", "-m", "a line"]},
    {"argv": ["note", "git", "words"]},
    {"argv": ["config", "set", "theme", "studytui-light"]},
    {"argv": ["undo"]},
    {"argv": ["redo"]},
    {"save": "add a stage"},
    {"argv": ["backup"]},
    {"argv": ["roadmap", "import", "FILES/outline.md", "--id", "small"]},
    {"argv": ["done", "1", "--yes"]},
    {"save": "setting"},
    {"argv": ["undo"]},
)
SHARE, ALL = 2_000, 10_000
DEEP = 25
"""Every so manieth state is checked to the last row, and written to."""


@dataclass
class Recorded:
    """A run: the folder at its begin, its events with the number of the action, pictures before and after."""

    begin: Path
    events: list[tuple[int, Event]]
    pictures: list[dict[str, Any]]


@pytest.fixture(scope="module")
def recorded(bench: Bench) -> Recorded:
    """Every action of the run with all that it wrote, acknowledged by its exit status."""
    bench.lay_out(bench.base("nothing"))
    home = bench.case / "home"
    home.mkdir()
    begin = bench.folder / "begin"
    shutil.copytree(home, begin)
    happened: list[tuple[int, Event]] = []
    pictures = [soundness.picture(Home(str(home)))]
    for number, action in enumerate(RUN):
        words = action.get("argv")
        if isinstance(words, list):
            action = {"argv": [word.replace("FILES", str(bench.case / "files")) for word in words]}
        trace = bench.folder / "trace"
        status, said = bench.ask(home, number * STEP, number, trace=str(trace), bytes=1 << 20, **action)
        assert status == 0, said
        happened += [(number, event) for event in events(trace, home)]
        pictures.append(soundness.picture(Home(str(home))))
    return Recorded(begin, happened, pictures)


def _found(home: Home, deep: bool) -> tuple[dict[str, Any], list[str]]:
    """What a state holds once the program has opened it, and what is wrong with it."""
    try:
        study = Study(home, FixedClock(NOW + 3600, ZONE))
        wrong: list[str] = []
        if deep:
            seen = soundness.picture(home)
            study.log.add(study.log.understand("5m"), study.target("."))
            study.close()
            return seen, soundness.wrong_in(home)
        study.close()
    except Fault as fault:
        return {}, [f"cannot be opened: {fault.message}"]
    return soundness.picture(home), wrong


def lose_power(recorded: Recorded, folder: Path, states: int, seed: int) -> list[str]:
    """Lose power that often, at moments that go evenly through the run; what was wrong, in words."""
    chance = random.Random(seed)
    moments = sorted(chance.randrange(1, len(recorded.events) + 1) for _ in range(states))
    disk, done, wrong = Disk(recorded.begin), 0, []
    for turn, moment in enumerate(moments):
        while done < moment:
            disk.happen(recorded.events[done][1])
            done += 1
        number, event = recorded.events[done - 1]
        case = folder / "lost"
        materialised(disk.lost_power(chance), case)
        seen, faults = _found(Home(str(case)), turn % DEEP == 0)
        last = done == len(recorded.events) or recorded.events[done][0] != number
        old = recorded.pictures[number + 1] if last else recorded.pictures[number]
        faults += half_done(Outcome(0, "", [], seen, []), old, recorded.pictures[number + 1])
        wrong += [f"{RUN[number]}, after {event.what} {event.at}: {fault}" for fault in faults]
        shutil.rmtree(case)
    return wrong


def _states(*happened: Event, folder: Path) -> set[tuple[tuple[str, bytes | None], ...]]:
    disk, chance = Disk(folder), random.Random(1)
    for event in happened:
        disk.happen(event)
    return {tuple(sorted(disk.lost_power(chance).items())) for _ in range(300)}


def test_a_disk_keeps_what_was_flushed_and_any_part_of_the_rest(tmp_path: Path) -> None:
    made, one, two = Event("create", "a"), Event("write", "a", data=b"1" * 512), Event("sync", "a")
    named = Event("sync", "")
    assert _states(made, one, two, folder=tmp_path) == {(), (("a", b"1" * 512),)}
    assert _states(made, one, two, named, folder=tmp_path) == {(("a", b"1" * 512),)}
    torn = _states(made, named, Event("write", "a", data=b"1" * 512 + b"2" * 512), folder=tmp_path)
    assert torn == {
        (("a", content),) for content in (b"", b"1" * 512, bytes(512) + b"2" * 512, b"1" * 512 + b"2" * 512)
    }
    gone = _states(made, one, two, named, Event("rename", "a", "b"), folder=tmp_path)
    assert gone == {(("a", b"1" * 512),), (("b", b"1" * 512),)}


def test_power_lost_at_a_share_of_the_moments(recorded: Recorded, bench: Bench) -> None:
    wrong = lose_power(recorded, bench.folder, SHARE, 1)
    assert not wrong, "\n".join(wrong[:30])


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(2, 6))
def test_power_lost_at_any_moment(recorded: Recorded, bench: Bench, figures: Figures, seed: int) -> None:
    wrong = lose_power(recorded, bench.folder, ALL // 4, seed)
    figures.add(Goal.POWER, "states", ALL // 4, least=ALL)
    figures.add(Goal.POWER, "lost, half-applied or not to be opened", len(wrong), most=0)
    assert not wrong, "\n".join(wrong[:30])
