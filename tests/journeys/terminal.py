"""A real pseudo-terminal with a screen that can be read: what a person would see and type."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 20.0
"""Seconds after which a word that has not come is given up; nothing waits longer than it must."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "space": " ",
    "ctrl+s": "\x13",
    "ctrl+r": "\x12",
    "ctrl+g": "\x07",
    "ctrl+p": "\x10",
}


def program_environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a program that knows nothing of the machine it is tested on."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ}
    return {
        **kept,
        "HOME": str(home.parent),
        "STUDYTUI_HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TZ": "Europe/Berlin",
        "LANG": "C.UTF-8",
        **more,
    }


class Terminal:
    """A program in a pseudo-terminal of some size."""

    def __init__(
        self, arguments: list[str], home: Path, columns: int = 120, rows: int = 40, **environment: str
    ) -> None:
        """Start `python -m studytui` with `arguments` on the data folder `home`."""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "studytui", *arguments],
            env=program_environment(home, **environment),
            dimensions=(rows, columns),
            timeout=PATIENCE,
            echo=False,
        )

    def text(self) -> str:
        """The screen as it stands."""
        return "\n".join(self.screen.display)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.child.child_fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.child.child_fd, 1 << 16)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)

    def wait_for(self, *words: str, gone: str = "") -> str:
        """Read until all `words` stand on the screen and `gone` does not; fails with the screen otherwise."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            shown = self.text()
            if all(word in shown for word in words) and (not gone or gone not in shown):
                return shown
            self._read(0.05)
        raise AssertionError(f"{words} did not come (or {gone!r} stayed):\n{self.text()}")

    def settle(self) -> None:
        """Read until nothing more is drawn for a moment."""
        while self._read(0.15):
            pass

    def press(self, *keys: str) -> None:
        """Send keys by name, or text as it is."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def wait_for_end(self) -> int:
        """Read until the program has ended; its exit status, 128 + n after a signal."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.child.isalive():
            self._read(0.05)
        while self._read(0.05):
            pass
        assert not self.child.isalive(), f"still running:\n{self.text()}"
        self.child.close()
        if self.child.signalstatus is not None:
            return 128 + int(self.child.signalstatus)
        return int(self.child.exitstatus or 0)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal."""
        assert self.child.pid is not None
        os.kill(self.child.pid, number)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def close(self) -> None:
        """End the program, however it stands."""
        if self.child.isalive():
            self.child.close(force=True)
