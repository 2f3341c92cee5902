"""A real pseudo-terminal with a screen that can be read: what a person would see and type."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import termios
import time
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
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
        self,
        arguments: list[str],
        home: Path,
        columns: int = 120,
        rows: int = 40,
        program: Sequence[str] = (sys.executable, "-m", "studytui"),
        **environment: str,
    ) -> None:
        """Start `python -m studytui`, or another program, with `arguments` on the data folder `home`."""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.drawn = True
        """Whether what is read is drawn; that takes its time."""
        self.child = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            env=program_environment(home, **environment),
            dimensions=(rows, columns),
            timeout=PATIENCE,
            echo=False,
        )
        self._ended = False
        self.before = termios.tcgetattr(self.child.child_fd)

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
        if self.drawn:
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

    def wait_until(self, there: Callable[[], bool]) -> None:
        """Read until something is so; fails with the screen otherwise."""
        end = time.monotonic() + PATIENCE
        while not there():
            assert time.monotonic() < end, self.text()
            self._read(0.02)

    def settle(self) -> None:
        """Read until nothing more is drawn for a moment."""
        while self._read(0.15):
            pass

    def read_for(self, seconds: float) -> None:
        """Read what comes within that time, once."""
        self._read(seconds)

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

    def hang_up(self) -> int:
        """Take the terminal away; the exit status of the program, which must end by itself."""
        os.close(self.child.child_fd)
        return self.wait_without_terminal()

    def wait_without_terminal(self) -> int:
        """Wait for the end of a program whose terminal is gone; its exit status, 128 + n after a signal."""
        assert self.child.pid is not None
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pid, status = os.waitpid(self.child.pid, os.WNOHANG)
            if pid:
                self._ended = True
                code = os.waitstatus_to_exitcode(status)
                return code if code >= 0 else 128 - code
            time.sleep(0.02)
        raise AssertionError("still running without a terminal")

    def assert_restored(self) -> None:
        """Fail unless the terminal is as it was before the program took it."""
        raw = self.raw.decode("utf-8", "replace")
        modes: dict[str, str] = {}
        for numbers, state in re.findall(r"\x1b\[\?([\d;]+)([hl])", raw):
            modes |= dict.fromkeys(numbers.split(";"), state)
        wrong = {
            mode: state for mode, state in modes.items() if state != ("h" if mode in ("7", "25") else "l")
        }
        assert not wrong, f"left on or off: {wrong}"
        assert raw.count("\x1b[?1049h") == raw.count("\x1b[?1049l")
        assert len(re.findall(r"\x1b\[>\d+u", raw)) == raw.count("\x1b[<u"), "keys in the kitty way"
        assert raw.count("\x1b[22;2t") == raw.count("\x1b[23;2t"), "the title"
        assert termios.tcgetattr(self.child.child_fd) == self.before

    def close(self) -> None:
        """End the program, however it stands."""
        if self._ended:
            return
        if self.child.isalive():
            self.kill()
        self.child.close(force=True)
