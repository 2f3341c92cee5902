"""Large curricula: how long an outline takes to import, and whether a large roadmap is as quick as a small.

Run alone with `python -m tests.bench.curricula`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median

from tests.bench.paint import Paint, Session, paint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Environment = Callable[[Path], dict[str, str]]

STAGES, TOPICS, LETTERS = 150, 2000, 250_000
IMPORTS, PAINTS = 7, 11
_WORDS = (
    "parsing", "lexers", "tokens", "caching", "queues", "indexes", "schemas", "deploying", "containers",
    "reviews", "branches", "sockets", "threads", "memory", "pointers", "vectors", "graphs", "trees",
)  # fmt: skip


def outline(stages: int = STAGES, topics: int = TOPICS, letters: int = LETTERS) -> str:
    """A check-list of that many stages and topics, with links, steps, ticks and prose of that length."""
    dice = Random(1)
    lines = ["# A large curriculum", ""]
    for stage in range(stages):
        lines += [f"## Stage {stage + 1}: {' and '.join(dice.sample(_WORDS, 2))}", ""]
        first, behind = (topics * number // stages for number in (stage, stage + 1))
        for topic in range(first, behind):
            title = f"{dice.choice(_WORDS).capitalize()} with {dice.choice(_WORDS)}, {topic + 1}"
            lines.append(f"- [{' x'[topic % 9 == 0]}] [{title}](https://example.org/{topic})")
            if topic % 4 == 0:
                lines.append(f"  - [ ] Write one by hand, {topic + 1}")
        lines.append("")
    while (missing := letters - sum(len(line) + 1 for line in lines)) > 0:
        lines += [f"Much can be said of {' '.join(dice.choices(_WORDS, k=30))}."[: max(2, missing)], ""]
    return "\n".join(lines)


def homes(program: str, place: Path, environment: Environment) -> tuple[Path, Path, Path]:
    """The outline, a data folder with the default roadmap in use, and one with the large one."""
    file = place / "large.md"
    file.write_text(outline(), encoding="utf-8")
    small, large = place / "small-roadmap", place / "large-roadmap"
    for home, words in (
        (small, ["roadmap", "use", "backend-developer"]),
        (large, ["roadmap", "import", str(file)]),
        (large, ["roadmap", "use", "a-large-curriculum"]),
    ):
        run(program, environment(home), words)
        run(program, environment(home), ["status"])
    return file, small, large


def run(program: str, environment: dict[str, str], words: list[str]) -> float:
    """Run a command, and return its milliseconds."""
    begun = time.perf_counter()
    subprocess.run(
        [program, "-m", "studytui", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=words[0] != "status",
    )
    return (time.perf_counter() - begun) * 1000


def rows(program: str, place: Path, environment: Environment) -> list[str]:
    """A section of the table."""
    file, small, large = homes(program, place, environment)
    fresh = place / "fresh-roadmap"
    imports = [
        run(program, environment(fresh), ["roadmap", "import", str(file), "--id", f"n{number}"])
        for number in range(IMPORTS)
    ]
    paints = first_paints(program, environment, small, large)
    ticks = [ticking(program, environment(home)) for home in (small, large)]
    return [
        "",
        f"## A roadmap of {STAGES} stages and {TOPICS:,} topics",
        "",
        "| | default roadmap | large roadmap | times | goal |",
        "| --- | --- | --- | --- | --- |",
        f"| import of {LETTERS // 1000} kB, the whole command | | {median(imports):.0f} ms | | 1,000 ms |",
        _row("first paint", *paints, "1.2"),
        *(_row(name, one, other, "") for name, one, other in zip(_KEYS, *ticks, strict=True)),
    ]


_KEYS = ("a row down, first change", "a tick, first change", "a letter in the filter, first change")


def _row(name: str, small: float, large: float, goal: str) -> str:
    return f"| {name} | {small:.1f} ms | {large:.1f} ms | {large / small:.2f} | {goal} |"


def first_paints(program: str, environment: Environment, small: Path, large: Path) -> tuple[float, float]:
    """Median milliseconds to the first full paint of both, in turn."""
    found: dict[Path, list[Paint]] = {small: [], large: []}
    for _ in range(PAINTS):
        for home, words in ((small, b"Programming foundations"), (large, b"1 Stage 1")):
            arguments = [program, "-m", "studytui"]
            found[home].append(paint(arguments, [words, b"Stages", b"Timer"], environment(home)))
    return median(one.first for one in found[small]), median(one.first for one in found[large])


def ticking(program: str, environment: dict[str, str]) -> tuple[float, float, float]:
    """Median milliseconds of a move, of a tick, and of a letter of the filter, in the Stage view."""
    session = Session([program, "-m", "studytui"], environment)
    session.drain(1.0)
    session.stroke(b"2")
    session.drain(0.5)
    moves = session.strokes([b"j", b"k"] * 15).median
    ticks = session.strokes([b" "] * 20).median
    session.stroke(b"/")
    session.drain(0.5)
    letters = session.strokes([b"w", b"\x7f"] * 10).median
    session.close()
    return moves, ticks, letters


def main() -> int:
    """Measure, and print the table."""
    from tests.bench.__main__ import environment

    with tempfile.TemporaryDirectory(prefix="studytui-bench-") as folder:
        print("\n".join(rows(sys.executable, Path(folder), environment)))  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
