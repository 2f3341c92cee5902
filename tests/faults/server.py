"""A process that has imported the program and forks a child for each call, traced by strace if asked.

Thousands of calls are needed; a child is ready in a few milliseconds and does with the data folder what a
process of its own does. Requests and answers are lines of JSON on stdin and stdout. In a child the clock
stands still and ids come from a seed, so that two runs of one action end in the same state, bit for bit.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import socket
import subprocess
import sys
import traceback
from typing import TYPE_CHECKING, Any

from studytui.cli.main import run
from studytui.cli.registry import COMMANDS, loaded
from studytui.cli.world import World
from studytui.domain.faults import Fault
from studytui.services.clock import FixedClock
from studytui.services.study import Study
from studytui.store.home import Home
from tests.cli.harness import FakeFront, Terminal
from tests.faults import soundness
from tests.faults.actions import EDITED
from tests.faults.saves import SAVES
from tests.faults.tracing import TRACED

if TYPE_CHECKING:
    from collections.abc import Sequence

    Request = dict[str, Any]

ZONE = "Europe/Berlin"
NOW = 1_795_446_000
"""Monday 23 November 2026, 16:00 in Berlin; requests count from here."""
CRASHED = 99
"""The status of a call that ended in an error which is no Fault."""


class Seeded:
    """Stands for os.urandom: of each size the same bytes in the same order.

    An id is as long as no name of an unfinished file, so that a second try at one changes no id.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._counts: dict[int, int] = {}

    def __call__(self, size: int) -> bytes:
        count = self._counts[size] = self._counts.get(size, 0) + 1
        return hashlib.sha256(f"{self._seed}/{size}/{count}".encode()).digest()[:size]


class EditorWorld(World):
    """A world in which the editor appends a line to what it is given."""

    def launch(self, words: Sequence[str]) -> int:
        with open(words[-1], "a", encoding="utf-8") as file:
            file.write("\n# a line by hand\n")
        return 0


def command(home: str, at: int, words: Sequence[str]) -> tuple[int, str, str]:
    """One call of the command line: its status, stdout and stderr."""
    kind = Terminal if tuple(words) in EDITED else io.StringIO
    out, err = kind(), io.StringIO()
    environment = {"STUDYTUI_HOME": home, "EDITOR": "played"}
    world = EditorWorld(environment, FixedClock(NOW + at, ZONE), kind(), out, err, FakeFront())
    status = run(list(words), world)
    return status, out.getvalue(), err.getvalue()


def save(home: str, at: int, name: str) -> tuple[int, str, str]:
    """One saving action of the dashboard, by the calls it makes; a Fault is what it would show."""
    study = None
    try:
        study = Study(Home(home), FixedClock(NOW + at, ZONE))
        SAVES[name](study)
    except Fault as fault:
        return fault.exit_status, "", f"studytui: {fault.message}\n{fault.hint}\n"
    finally:
        if study is not None:
            study.close()
    return 0, "", ""


def check(home: str, at: int) -> dict[str, object]:
    """Whether a folder is sound, works, and what it holds; the first call recovers what was interrupted."""
    status, _, err = command(home, at, ["status", "--json"])
    wrong = [f"status said: {err}"] if status not in (0, 1) else []
    wrong += soundness.wrong_in(Home(home))
    seen = soundness.picture(Home(home))
    status, out, err = command(home, at, ["log", "5m", "--json"])
    if status:
        wrong.append(f"the next command ended with {status}: {err}")
    else:
        after = soundness.picture(Home(home))
        new = json.loads(out)["id"]
        old = seen.get("session", [])
        assert isinstance(old, list)
        if [row for row in after["session"] if new not in row] != old:  # type: ignore[attr-defined]  # a list
            wrong.append("the next command changed other sessions")
        wrong += soundness.wrong_in(Home(home))
    left = sorted(
        os.path.relpath(os.path.join(where, name), home)
        for where, _, names in os.walk(home)
        for name in names
    )
    return {"wrong": wrong, "picture": seen, "files": left}


def _child(request: Request, answer: socket.socket) -> int:
    os.urandom = Seeded(request["seed"])
    home, at = request["home"], request["at"]
    try:
        if "check" in request:
            found: object = check(home, at)
            status = 0
        else:
            done = (
                command(home, at, request["argv"]) if "argv" in request else save(home, at, request["save"])
            )
            status, found = done[0], done[1:]
    except Exception:
        status, found = CRASHED, ("", traceback.format_exc())
    answer.sendall(json.dumps(found).encode())  # by calls in which no fault is put
    return status


def _traced(child: int, request: Request) -> subprocess.Popen[bytes]:
    """Attach strace to a child that waits."""
    words = ["strace", "-y", "-s", str(request.get("bytes", 0)), "-p", str(child)]
    words += ["-xx"] if request.get("bytes") else []
    words += ["-o", request["trace"], "-e", f"trace={TRACED}"]
    for fault in request.get("faults", ()):
        words += ["-e", f"inject={fault}"]
    tracer = subprocess.Popen(words, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert tracer.stderr is not None
    said = tracer.stderr.readline()
    if b"attached" not in said:
        raise SystemExit(f"strace: {said.decode()}{tracer.stderr.read().decode()}")
    return tracer


def answered(request: Request) -> dict[str, object]:
    """Fork a child for one request, and say how it ended."""
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        ours.close()
        theirs.recv(1)
        os._exit(_child(request, theirs))
    theirs.close()
    tracer = _traced(child, request) if request.get("trace") else None
    with ours:
        ours.sendall(b"!")
        parts = list(iter(lambda: ours.recv(1 << 16), b""))
    _, ended = os.waitpid(child, 0)
    if tracer is not None:
        tracer.wait()
        if tracer.stderr is not None:
            tracer.stderr.close()
    status = os.waitstatus_to_exitcode(ended)
    return {"status": status, "found": json.loads(b"".join(parts)) if status >= 0 else None}


def serve(scratch: str) -> None:
    """Answer requests until stdin ends."""
    for name in COMMANDS:
        loaded(name)
    check(os.path.join(scratch, "warm"), 0)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answered(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
