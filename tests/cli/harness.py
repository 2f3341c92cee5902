"""One call of the command line in this process, on a data folder and a clock of the test's own."""

from __future__ import annotations

import io
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from studytui.cli.main import run
from studytui.cli.world import World
from studytui.services.clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studytui.store.home import Home

ZONE = "Europe/Berlin"
NOW = int(datetime(2026, 11, 19, 16, 0, tzinfo=ZoneInfo(ZONE)).timestamp())
"""A Thursday afternoon."""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class FakeFront:
    """Stands for the dashboard, and remembers how it was opened."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, bool, bool, bool]] = []
        self.views: list[str] = []
        self.probed = 0

    def open(
        self,
        home: Home,
        *,
        demo: bool,
        ascii: bool,  # noqa: A002
        no_color: bool,
        view: str = "dashboard",
    ) -> int:
        self.views.append(view)
        self.opened.append((home.folder, demo, ascii, no_color))
        return 0

    def probe_keys(self) -> int:
        self.probed += 1
        return 0

    def verbs(self) -> Sequence[tuple[str, tuple[str, ...], str]]:
        return [("timer.toggle", ("t",), "Start the timer, or stop it.")]


class Answer:
    """What a call left behind."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    def json(self) -> Any:  # noqa: ANN401
        return json.loads(self.out)


class EditorWorld(World):
    """A world in which another program is only recorded, or played by the test."""

    launched: list[list[str]]
    play: Any = None

    def launch(self, words: Sequence[str]) -> int:
        self.launched.append(list(words))
        return int(self.play(words[-1]) or 0) if self.play is not None else 0


class Cli:
    """The program on a data folder under `folder`."""

    def __init__(self, folder: Path, now: int = NOW, zone: str = ZONE) -> None:
        self.home = folder / "home"
        self.clock = FixedClock(now, zone)
        self.environment = {"STUDYTUI_HOME": str(self.home)}
        self.front = FakeFront()
        self.launched: list[list[str]] = []

    def __call__(
        self, *words: str, stdin: str | None = "", terminal: bool = False, play: object = None
    ) -> Answer:
        """Run one call; on a terminal when so told."""
        out = Terminal() if terminal else io.StringIO()
        err = io.StringIO()
        source = None if stdin is None else (Terminal(stdin) if terminal else io.StringIO(stdin))
        world = EditorWorld(self.environment, self.clock, source, out, err, self.front)
        world.launched, world.play = self.launched, play
        status = run(words, world)
        answer = Answer(status, out.getvalue(), err.getvalue())
        assert "Traceback" not in answer.err
        assert "should not have happened" not in answer.err, answer.err
        return answer

    def good(self, *words: str, **settings: Any) -> Answer:  # noqa: ANN401
        """Run a call that must end well."""
        answer = self(*words, **settings)
        assert answer.status == 0, answer.err + answer.out
        return answer
