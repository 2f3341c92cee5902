"""The restore drill: months of study with the daily care; every backup that is left brings its day back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from studytui.services import safekeeping
from studytui.services.clock import FixedClock
from studytui.services.safekeeping import look_after, verified
from studytui.services.study import Study
from studytui.store.backups import Backup, listed
from tests.conftest import NOON
from tests.faults.table import Goal

if TYPE_CHECKING:
    from studytui.store.home import Home
    from tests.faults.table import Figures

DAYS = 150


@pytest.mark.faults
def test_every_backup_that_is_left_brings_its_day_back(home: Home, figures: Figures) -> None:
    clock = FixedClock(NOON, "Europe/Berlin")
    study = Study(home, clock)
    held: dict[int, list[str]] = {}
    for _ in range(DAYS):
        study.log.add(study.log.understand("30m"), study.target("git"))
        held[clock.seconds()] = sorted(session.id for session in study.store.sessions.listed())
        assert look_after(study) == ()
        clock.advance(86400)
    study.close()
    backups = [one for one in listed(home) if isinstance(one, Backup)]
    assert len(backups) == len(os.listdir(home.backups))
    wrong = 0
    for one in backups:
        safekeeping.restore(home, clock, one.file)
        again = Study(home, clock)
        wrong += sorted(session.id for session in again.store.sessions.listed()) != held[one.made]
        wrong += not verified(home.database).good
        again.close()
    figures.add(Goal.BACKUPS, f"backups left after {DAYS} days, each restored", len(backups), least=20)
    figures.add(Goal.BACKUPS, "of them not as their day was", wrong, most=0)
    assert wrong == 0
