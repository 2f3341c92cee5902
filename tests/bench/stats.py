"""The Stats view and the forecast with a million sessions, beside the paint of a bare Textual app.

.venv/bin/python -m tests.bench.stats
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from studytui.services.clock import Clock
from studytui.services.study import Study
from studytui.store.home import Home
from tests.bench.fill import fill
from tests.bench.paint import HELLO, Session, paint

SIZES = (36_500, 1_000_000)
ROUNDS = 9
WORDS = (b"Burn-up", b"By stage", b"Rhythm")


def main() -> int:
    """Measure with the Python that runs this, and print the table."""
    from tests.bench.__main__ import environment

    with tempfile.TemporaryDirectory(prefix="studytui-bench-") as folder:
        homes = {size: Path(folder) / f"home{size}" for size in SIZES}
        for size, home in homes.items():
            fill(home, size)
        places = {size: environment(home) for size, home in homes.items()}
        print("\n".join(table(sys.executable, homes, places, environment(Path(folder) / "none"))))  # noqa: T201
    return 0


def table(
    program: str, homes: dict[int, Path], places: dict[int, dict[str, str]], bare: dict[str, str]
) -> list[str]:
    """Medians of interleaved runs: hello's first paint, Stats from its key to all panes, and a forecast."""
    hello: list[float] = []
    opened: dict[int, list[float]] = {size: [] for size in homes}
    for _ in range(ROUNDS):
        hello.append(paint([program, "-c", HELLO], [b"hello"], bare).first)
        for size, place in places.items():
            opened[size].append(stats_opens(program, place))
    lines = [
        "| sessions | Stats opens, ms | times hello (goal 1.5) | forecast, ms (goal 200) |",
        "| --- | --- | --- | --- |",
    ]
    for size, home in homes.items():
        milliseconds = median(opened[size])
        lines.append(
            f"| {size:,} | {milliseconds:.0f} | {milliseconds / median(hello):.2f} | {forecast(home):.0f} |"
        )
    return [*lines, "", f"A bare app's first paint: {median(hello):.0f} ms."]


def stats_opens(program: str, place: dict[str, str]) -> float:
    """Milliseconds from the key 6 until every pane of Stats is drawn, in a dashboard just opened."""
    session = Session([program, "-m", "studytui"], place)
    session.drain(2.0)
    milliseconds = session.until(b"6", WORDS)
    session.close()
    return milliseconds


def forecast(home: Path) -> float:
    """Milliseconds of a first forecast in a program just started, the weeks it looks at read anew."""
    found = []
    for _ in range(3):
        study = Study(Home(str(home)), Clock())
        study.store.sessions.sums()  # every view has asked for them before
        begun = time.perf_counter()
        study.forecasting.forecast()
        found.append((time.perf_counter() - begun) * 1000)
        study.close()
    return median(found)


if __name__ == "__main__":
    sys.exit(main())
