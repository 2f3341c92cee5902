"""What a dashboard costs while nobody does anything and the timer runs in each of its modes.

Called by `make bench`, and alone as `python -m tests.bench.modes [SECONDS]`, on 36,500 sessions.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.paint import Session

MODES: dict[str, list[list[str]]] = {
    "a pomodoro": [["start", "git", "--mode", "pomodoro"]],
    "its break": [["start", "git", "--mode", "pomodoro", "--for", "1s", "--ago", "2s"], ["pause"]],
    "a pomodoro past its length": [["start", "git", "--mode", "pomodoro", "--for", "1m", "--ago", "5m"]],
    "flow": [["start", "git", "--mode", "flow"]],
    "a countdown": [["start", "git", "--for", "2h"]],
    "a pause": [["start", "git"], ["pause"]],
}
GOAL = "0.5 %; 1,024"


def idling(program: str, environment: dict[str, str], seconds: float) -> list[str]:
    """A row for each mode: percent of a core, and bytes a second; the timer is gone afterwards."""
    rows = []
    for name, calls in MODES.items():
        for call in calls:
            _studytui(program, environment, *call)
        session = Session([program, "-m", "studytui"], environment)
        session.drain(6.0)
        busy, sent = session.idle(seconds)
        session.close()
        _studytui(program, environment, "cancel")
        rows.append(f"| idle, {name}: of a core; bytes a second | {busy:.2f} %; {sent:.0f} | {GOAL} |")
    return rows


def _studytui(program: str, environment: dict[str, str], *words: str) -> None:
    subprocess.run(
        [program, "-m", "studytui", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def main(seconds: float) -> int:
    """Measure this checkout and print the rows."""
    from tests.bench.__main__ import environment
    from tests.bench.fill import fill

    with tempfile.TemporaryDirectory(prefix="studytui-bench-") as folder:
        home = Path(folder) / "home"
        fill(home, 36_500)
        rows = idling(sys.executable, environment(home), seconds)
    print("\n".join(rows))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 15.0))
