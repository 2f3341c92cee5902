"""Where faults are tried: states made once, cases copied from them, and judgement on what became of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.faults.actions import BASES, FROM, OUTLINE, Action
from tests.faults.tracing import Call, calls

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).parents[2]
STEP = 60
"""Seconds that go by between two calls."""
_TRIES = 7


@dataclass
class Outcome:
    """What became of one case."""

    status: int
    said: str
    wrong: list[str]
    picture: dict[str, Any]
    files: list[str]


@dataclass
class Judgement:
    """All that was found wrong at the points of one action."""

    points: int = 0
    doubtful: int = 0
    wrong: list[str] = field(default_factory=list)

    def held(self, point: str, faults: Iterable[str]) -> None:
        """Count a point, and keep what is wrong there."""
        self.points += 1
        self.wrong += [f"{point}: {fault}" for fault in faults]


class Bench:
    """A server, and a folder in memory where there is one, for flushing costs nothing there."""

    def __init__(self, place: Path | None = None) -> None:
        """Start the server; cases lie in `place` where one is given."""
        memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
        self.folder = Path(tempfile.mkdtemp(prefix="studytui-faults-", dir=memory))
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.server", str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"},
        )
        self._seed = 0
        self._made: dict[str, int] = {}
        self.seed = 1_000_000
        """Of the ids that an action makes; two actions on one case need two."""
        self.case = (place or self.folder) / "case"

    def close(self) -> None:
        """End the server, and leave nothing."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait(10)
        self._server.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, home: Path, at: int, seed: int, **request: object) -> tuple[int, Any]:
        """One forked call: its status (-n after signal n) and what it gave back."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps({"home": str(home), "at": at, "seed": seed, **request}) + "\n")
        self._server.stdin.flush()
        answer = json.loads(self._server.stdout.readline())
        return answer["status"], answer["found"]

    def base(self, name: str) -> Path:
        """The folder of a state, with `home` and `files`; made where cases lie, when first asked for."""
        folder = self.folder / f"base-{name}"
        if name in self._made:
            return folder
        before = FROM.get(name)
        if before is None:
            shutil.rmtree(self.case, ignore_errors=True)
            (self.case / "files").mkdir(parents=True)
            (self.case / "files" / "outline.md").write_text(OUTLINE)
            at = 0
        else:
            self.lay_out(self.base(before))
            at = self._made[before]
        for words in BASES[name]:
            at += STEP
            self._seed += 1
            status, said = self.ask(self.case / "home", at, self._seed, argv=self._placed(words))
            assert status == 0, (words, said)
        shutil.copytree(self.case, folder)
        self._made[name] = at
        return folder

    def adopt(self, name: str, like: str, after: int) -> None:
        """Take a folder `base-NAME` as a state, some seconds later than another one."""
        self._made[name] = self._made[like] + after

    def keep(self, name: str) -> Path:
        """Keep the case as it lies there, to begin others with."""
        folder = self.folder / f"kept-{name}"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.case, folder, symlinks=True)
        return folder

    def _placed(self, words: Sequence[str]) -> list[str]:
        return [word.replace("FILES", str(self.case / "files")) for word in words]

    def lay_out(self, folder: Path) -> None:
        """Begin a case as a copy of a folder."""
        shutil.rmtree(self.case, ignore_errors=True)
        shutil.copytree(folder, self.case, symlinks=True)

    def act(self, action: Action, faults: Sequence[str] = (), traced: bool = False) -> tuple[int, str]:
        """Carry an action out on the case as it lies there; its status and what it said on stderr."""
        request: dict[str, object] = (
            {"argv": self._placed(action.argv)} if action.argv else {"save": action.save}
        )
        if faults or traced:
            request |= {"faults": list(faults), "trace": str(self.folder / "trace")}
        at = self._made[action.base] + STEP
        status, said = self.ask(self.case / "home", at, self.seed, **request)
        return status, "" if said is None else said[1]

    def enumerate(self, action: Action, start: Path | None = None) -> list[Call]:
        """The calls of an action that touch the case, in a run without faults."""
        self.lay_out(start or self.base(action.base))
        status, said = self.act(action, traced=True)
        assert status in (0, 1), (action.name, status, said)
        return calls(self.folder / "trace", self.case)

    def judged(self, action: Action, status: int = 0, said: str = "") -> Outcome:
        """What the case holds now, and what is wrong with it."""
        at = self._made[action.base] + 3 * STEP
        done, found = self.ask(self.case / "home", at, 2_000_000, check=True)
        if done != 0:
            return Outcome(status, said, [f"the check ended with {done}: {found}"], {}, [])
        return Outcome(status, said, found["wrong"], found["picture"], found["files"])


def differences(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """What two pictures do not share, in words."""
    said = []
    for name in sorted({*found, *wanted}):
        if found.get(name) != wanted.get(name):
            said.append(f"{name}: {str(found.get(name))[-150:]} for {str(wanted.get(name))[-150:]}")
    return said


def half_done(found: Outcome, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Nothing where the state is the old one, the new one, or an empty new start, else what differs."""
    if found.picture in (old, new):
        return []
    held = {name for name, rows in found.picture.items() if rows and name != "meta"}
    if not held and not old.get("change"):
        return []
    return [f"half: {line}" for line in differences(found.picture, new)]
