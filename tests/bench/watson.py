"""Watson, the tracker that the commands are measured beside, in an environment of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from pathlib import Path


def install(folder: Path) -> Path:
    """Make an environment with td-watson, unless it stands; the path of its command."""
    command = folder / "bin" / "watson"
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run(
            [str(folder / "bin" / "pip"), "install", "--quiet", "td-watson==2.1.0", "setuptools<81"],
            check=True,
        )
    return command


def fill(folder: Path, sessions: int) -> None:
    """Write Watson's own file with that many frames, ten a day, ending now."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(7)
    now = int(time.time())
    frames = []
    for at in range(sessions):
        back, place = divmod(sessions - 1 - at, 10)
        start = now - now % 86400 - back * 86400 - (10 - place) * 5400
        frames.append(
            [
                start,
                start + random.randrange(600, 4800, 60),
                f"item{at % 200}",
                UUID(int=random.getrandbits(128)).hex,
                [],
                start,
            ]
        )
    (folder / "frames").write_text(json.dumps(frames), encoding="utf-8")
