"""A study of the two small roadmaps."""

from __future__ import annotations

import pytest

from studytui.services.study import Study
from studytui.store.home import Home
from tests.services.samples import MAIN, OTHER, write_roadmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from tests.conftest import OpenStudy


@pytest.fixture
def small(home: Home, study: OpenStudy) -> Study:
    """The small roadmap in the default one's place, the other beside it, nothing done yet."""
    write_roadmap(home, "backend-developer", MAIN)
    write_roadmap(home, "other", OTHER)
    return study()


@pytest.fixture
def small_again(tmp_path_factory: pytest.TempPathFactory, clock: FixedClock) -> OpenStudy:
    """Open the small roadmap in a new folder, each time; whoever opens it closes it."""

    def open_study() -> Study:
        home = Home(str(tmp_path_factory.mktemp("again")))
        write_roadmap(home, "backend-developer", MAIN)
        write_roadmap(home, "other", OTHER)
        return Study(home, clock)

    return open_study
