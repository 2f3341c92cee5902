"""`make bench`: one run, all side by side, medians of interleaved runs; writes tests/bench/RESULTS.md."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.bench import curricula, watson
from tests.bench.fill import fill
from tests.bench.modes import idling
from tests.bench.paint import HELLO, Paint, Session, paint
from tests.bench.stats import table

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent.parent
SIZES = (0, 36_500, 100_000, 1_000_000)
PAINTS = 9
RUNS = 9
IDLE_SECONDS = 15.0
DOWN, UP = b"j", b"k"


def main() -> int:
    """Measure and write the table."""
    with tempfile.TemporaryDirectory(prefix="studytui-bench-") as folder:
        place = Path(folder)
        program = install(place / "environment")
        lines = [
            *heading(),
            *paints(program, place),
            *keys(program, place),
            *stats(program, place),
            *curricula.rows(program, place, environment),
            *commands(program, place),
        ]
    text = "\n".join(lines) + "\n"
    (ROOT / "tests" / "bench" / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)  # noqa: T201
    return 0


def install(folder: Path) -> str:
    """The wheel of this checkout, installed as a user would have it, with its bytecode; its Python."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(folder / "bin" / "pip"), "install", "--quiet", str(ROOT)], check=True)
    return str(folder / "bin" / "python")


def environment(home: Path) -> dict[str, str]:
    """Nothing of this machine but its PATH."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home.parent),
        "STUDYTUI_HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }


def homes(place: Path) -> dict[int, Path]:
    """A data folder of each size."""
    made = {}
    for size in SIZES:
        made[size] = place / f"home{size}"
        if not made[size].exists():
            fill(made[size], size)
    return made


def heading() -> list[str]:
    """What was measured on what."""
    from importlib.metadata import version

    return [
        "# How fast it is",
        "",
        "Made by `make bench`: one run, side by side, medians of interleaved runs. "
        f"Python {sys.version.split()[0]}, Textual {version('textual')}, {os.cpu_count()} cores. "
        "Milliseconds belong to one machine; the ratios count.",
    ]


def paints(program: str, place: Path) -> list[str]:
    """First paint with full content, the last change of the first burst, and peak memory."""
    cases: dict[str, tuple[list[str], list[bytes], Path]] = {
        'bare "hello" Textual app': ([program, "-c", HELLO], [b"hello"], place / "none")
    }
    for size, home in homes(place).items():
        if size:
            words = [b"Portfolio", b"Stages", b"Week"]
            cases[f"dashboard, {size:,} sessions"] = ([program, "-m", "studytui"], words, home)
    found: dict[str, list[Paint]] = {name: [] for name in cases}
    for _ in range(PAINTS):
        for name, (arguments, words, home) in cases.items():
            found[name].append(paint(arguments, words, environment(home)))
    lines = [
        "",
        "## First paint",
        "",
        "| | first ms | times | settled ms | times | peak MB | times |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    base: tuple[float, float, float] | None = None
    for name, runs in found.items():
        row = (
            median(run.first for run in runs),
            median(run.settled for run in runs),
            median(run.megabytes for run in runs),
        )
        base = base or row
        cells = " | ".join(
            f"{value:.0f} | {value / first:.2f}" for value, first in zip(row, base, strict=True)
        )
        lines.append(f"| {name} | {cells} |")
    return [
        *lines,
        "",
        "Goals with 36,500 sessions: at most 1.25, 1.4 and 1.25 times; 100,000 against 36,500 at most 1.08, "
        "1,000,000 at most 1.2.",
    ]


def keys(program: str, place: Path) -> list[str]:
    """Moving in a long list, and idling."""
    home = homes(place)[36_500]
    lines = ["", "## Keys and idling", "", "| | | goal |", "| --- | --- | --- |"]
    session = Session([program, "-m", "studytui"], environment(home))
    session.drain(1.0)
    session.stroke(b"4")
    session.drain(0.5)
    within = session.strokes(([DOWN] * 20 + [UP] * 20) * 5)
    session.strokes([DOWN] * 30)
    beyond = session.strokes([DOWN] * 150)
    for words, strokes in (("a row down or up in the log", within), ("a row that scrolls the log", beyond)):
        lines.append(f"| {words}, first change: median | {strokes.median:.1f} ms | 3 ms |")
        lines.append(f"| the same: 95th percentile | {strokes.late:.1f} ms | 8 ms |")
        lines.append(f"| the same: bytes sent, median | {strokes.bytes:,.0f} | 1,024 |")
    session.stroke(b"1")
    session.drain(0.5)
    still, silent = session.idle(IDLE_SECONDS)
    session.stroke(b"t")
    session.drain(6.0)
    busy, sent = session.idle(IDLE_SECONDS)
    session.stroke(b"t")
    session.close()
    lines.append(f"| idle, no timer: of a core; bytes a second | {still:.2f} %; {silent:.0f} | 0.2 %; 0 |")
    lines.append(
        f"| idle, the timer running: of a core; bytes a second | {busy:.2f} %; {sent:.0f} | 0.5 %; 1,024 |"
    )
    return [*lines, *idling(program, environment(home), IDLE_SECONDS)]


def stats(program: str, place: Path) -> list[str]:
    """The Stats view and a forecast with many sessions."""
    sizes = {size: home for size, home in homes(place).items() if size in (36_500, 1_000_000)}
    places = {size: environment(home) for size, home in sizes.items()}
    return ["", "## Statistics", "", *table(program, sizes, places, environment(place / "none"))]


def commands(program: str, place: Path) -> list[str]:
    """Whole processes: ours beside `python -c pass` and beside Watson."""
    other = watson.install(place / "watson")
    lines = [
        "",
        "## Commands",
        "",
        "Whole processes in ms, and times `python -c pass`; Watson 2.1.0 beside them.",
        "",
        "| sessions | `python -c pass` | command | studytui | times | Watson |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for size, home in homes(place).items():
        if size == 100_000:
            continue
        theirs = place / f"watson{size}"
        watson.fill(theirs, size)
        lines += _commands_at(program, str(other), size, home, theirs)
    return [*lines, "", "Goal: at most 3 times, and faster than Watson at every size."]


def _commands_at(program: str, other: str, size: int, home: Path, theirs: Path) -> list[str]:
    ours = str(Path(program).parent / "studytui")
    own, foreign = environment(home), {**environment(home), "WATSON_DIR": str(theirs)}
    pairs: dict[str, tuple[list[list[str]], list[list[str]]]] = {
        "status": ([[ours, "status"]], [[other, "status"]]),
        "start": ([[ours, "start", "git"], [ours, "cancel"]], [[other, "start", "git"], [other, "cancel"]]),
        "stop": ([[ours, "stop"], [ours, "start", "git"]], [[other, "stop"], [other, "start", "git"]]),
        "log": (
            [[ours, "log", "30m", "git"]],
            [[other, "add", "-f", "2026-01-01 10:00", "-t", "2026-01-01 10:30", "git"]],
        ),
        "done": ([[ours, "done", "python"], [ours, "todo", "python"]], []),
    }
    rows = []
    for name, (mine, foreign_calls) in pairs.items():
        if name == "stop":
            _run(mine[1], own)
            _run(foreign_calls[1], foreign)
        floor: list[float] = []
        first: list[float] = []
        second: list[float] = []
        for _ in range(RUNS):
            floor.append(_timed(lambda: _run([program, "-c", "pass"], own)))
            first.append(_timed(lambda call=mine[0]: _run(call, own)))  # type: ignore[misc]
            for call in mine[1:]:
                _run(call, own)
            if foreign_calls and (size < 1_000_000 or not second):  # half a minute a call
                second.append(_timed(lambda call=foreign_calls[0]: _run(call, foreign)))  # type: ignore[misc]
                for call in foreign_calls[1:]:
                    _run(call, foreign)
        if name == "stop":
            _run([ours, "cancel"], own)
            _run([other, "cancel"], foreign)
        base, mean = median(floor), median(first)
        beside = f"{median(second):.0f}" if second else "–"
        rows.append(f"| {size:,} | {base:.1f} | {name} | {mean:.1f} | {mean / base:.2f} | {beside} |")
    return rows


def _run(call: list[str], environment: dict[str, str]) -> None:
    subprocess.run(
        call,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def _timed(run: Callable[[], None]) -> float:
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    sys.exit(main())
