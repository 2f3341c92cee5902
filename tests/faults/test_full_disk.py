"""A disk that is really full, or nearly: an action is carried out whole or refused in words; all is kept."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.faults.actions import ACTIONS
from tests.faults.bench import Bench, half_done
from tests.faults.table import Figures, Goal
from tests.faults.test_errors import misspoken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KILOBYTES = 4096
FREE = (0, 4, 12, 24, 48, 96, 192)
"""Kilobytes that are left."""


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of four megabytes."""
    disk = tmp_path_factory.mktemp("disk")
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk; a limit on files is tested beside the store")
    words = ["mount", "-t", "tmpfs", "-o", f"size={KILOBYTES}k", "tmpfs", str(disk)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture(scope="module")
def small_bench(small_disk: Path) -> Iterator[Bench]:
    """A bench whose cases lie on the small disk."""
    made = Bench(small_disk)
    yield made
    made.close()


def _fill(disk: Path, leave: int) -> None:
    """Leave so many kilobytes of a disk free."""
    found = os.statvfs(disk)
    with open(disk / "ballast", "wb") as file:
        file.write(bytes(found.f_bavail * found.f_frsize - leave * 1024))


def full(bench: Bench, disk: Path, name: str, frees: tuple[int, ...]) -> list[str]:
    """Carry an action out with so much room left each time; what was wrong, in words."""
    action = next(one for one in ACTIONS if one.name == name)
    bench.lay_out(bench.base(action.base))
    old = bench.judged(action)
    bench.lay_out(bench.base(action.base))
    bench.act(action)
    new = bench.judged(action)
    wrong = []
    for free in frees:
        bench.lay_out(bench.base(action.base))
        _fill(disk, free)
        status, said = bench.act(action)
        os.unlink(disk / "ballast")
        left = bench.judged(action, status, said)
        faults = [*left.wrong, *half_done(left, old.picture, new.picture), *misspoken(status, said)]
        if status == 0 and left.picture != new.picture:
            faults.append("said to be done, and is not")
        wrong += [f"{name}, {free} kB left: {fault}" for fault in faults]
    return wrong


@pytest.mark.parametrize("name", ["running: stop -m a line", "filled: backup"])
def test_a_full_disk(small_bench: Bench, small_disk: Path, name: str) -> None:
    assert full(small_bench, small_disk, name, (0, 24)) == []


@pytest.mark.faults
@pytest.mark.parametrize("name", [action.name for action in ACTIONS])
def test_a_disk_with_little_room(small_bench: Bench, small_disk: Path, figures: Figures, name: str) -> None:
    wrong = full(small_bench, small_disk, name, FREE)
    figures.add(Goal.FULL_DISK, "actions on a full or nearly full disk", len(FREE), least=500)
    figures.add(Goal.FULL_DISK, "lost, half-applied, or badly said", len(wrong), most=0)
    assert not wrong, "\n".join(wrong)
