"""What every test stands on: a machine that is nobody's, a data folder, a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from studytui.services.clock import FixedClock
from studytui.services.study import Study
from studytui.store.home import Home
from tests.faults.table import figures as figures
from tests.faults.table import pytest_terminal_summary as pytest_terminal_summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    OpenStudy = Callable[[], Study]

NOON = int(datetime(2026, 11, 21, 12, tzinfo=UTC).timestamp())
"""Saturday 21 November 2026, 13:00 in Berlin."""


@pytest.fixture(autouse=True)
def nobodys_machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let no test see or touch the data, the settings and the habits of whoever runs it."""
    folder = tmp_path_factory.mktemp("nobody")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / ".config"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("STUDYTUI_HOME", "TZ", "NO_COLOR", "FORCE_COLOR", "COLORTERM", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A data folder that is not there yet."""
    return Home(str(tmp_path / "data"))


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at `NOON` in Berlin."""
    return FixedClock(NOON, "Europe/Berlin")


@pytest.fixture
def study(home: Home, clock: FixedClock) -> Iterator[OpenStudy]:
    """Open the data folder as often as asked; all are closed at the end."""
    opened: list[Study] = []

    def open_study() -> Study:
        opened.append(Study(home, clock))
        return opened[-1]

    yield open_study
    for one in opened:
        one.close()
