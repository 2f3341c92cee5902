"""From the start of a process to the first and the last of what it draws, in a real pseudo-terminal."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import termios
import time
from dataclasses import dataclass
from fcntl import ioctl

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

HELLO = """
import os
os.environ.setdefault("ESCDELAY", "25")
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello")
Hello().run()
"""


@dataclass(frozen=True)
class Paint:
    """Milliseconds to the first full content and to the last change of the first burst; peak memory in MB."""

    first: float
    settled: float
    megabytes: float


def paint(
    arguments: list[str], words: list[bytes], environment: dict[str, str], size: tuple[int, int] = (120, 40)
) -> Paint:
    """Start a program, wait until all `words` are drawn and nothing follows for a while, and end it."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execve(arguments[0], arguments, environment)
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    drawn = b""
    first = settled = 0.0
    while True:
        ready, _, _ = select.select([terminal], [], [], 0.35 if first else 10.0)
        if not ready:
            break
        drawn += os.read(terminal, 1 << 16)
        settled = time.perf_counter()
        if not first and all(word in drawn for word in words):
            first = settled
        if first and settled - first > 3:
            break
    with open(f"/proc/{child}/status", encoding="ascii") as status:
        peak = next(line for line in status if line.startswith("VmHWM"))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    assert first, drawn[-2000:]
    return Paint((first - started) * 1000, (settled - started) * 1000, int(peak.split()[1]) / 1024)


@dataclass(frozen=True)
class Strokes:
    """Milliseconds from a key to the first byte drawn (median, 95th percentile), and bytes a key (median)."""

    median: float
    late: float
    bytes: float


class Session:
    """A program kept open in a pseudo-terminal."""

    def __init__(
        self, arguments: list[str], environment: dict[str, str], size: tuple[int, int] = (120, 40)
    ) -> None:
        """Start it."""
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.execve(arguments[0], arguments, environment)
        ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def drain(self, quiet: float, longest: float = 8.0) -> int:
        """Read until nothing has come for `quiet` seconds, or for `longest`; how many bytes came."""
        count = 0
        end = time.monotonic() + longest
        while time.monotonic() < end and select.select([self.terminal], [], [], quiet)[0]:
            count += len(os.read(self.terminal, 1 << 16))
        return count

    def stroke(self, key: bytes) -> tuple[float, int]:
        """Press a key: milliseconds to the first byte, and the bytes of what it changed."""
        begun = time.perf_counter()
        os.write(self.terminal, key)
        assert select.select([self.terminal], [], [], 5.0)[0], "nothing was drawn"
        first = (time.perf_counter() - begun) * 1000
        return first, self.drain(0.03)

    def until(self, key: bytes, words: Iterable[bytes]) -> float:
        """Press a key: milliseconds until all of the words are drawn."""
        begun = time.perf_counter()
        os.write(self.terminal, key)
        drawn = b""
        wanted = tuple(words)
        while not all(word in drawn for word in wanted):
            assert select.select([self.terminal], [], [], 10.0)[0], drawn[-2000:]
            drawn += os.read(self.terminal, 1 << 16)
        return (time.perf_counter() - begun) * 1000

    def strokes(self, keys: list[bytes]) -> Strokes:
        """Press keys one after another."""
        found = [self.stroke(key) for key in keys]
        times = sorted(first for first, _ in found)
        sizes = sorted(size for _, size in found)
        return Strokes(times[len(times) // 2], times[int(len(times) * 0.95)], sizes[len(sizes) // 2])

    def idle(self, seconds: float) -> tuple[float, float]:
        """Percent of a core, and bytes a second, while nobody does anything."""
        before = self._ticks()
        end = time.monotonic() + seconds
        count = 0
        while (left := end - time.monotonic()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                count += len(os.read(self.terminal, 1 << 16))
        used = (self._ticks() - before) / os.sysconf("SC_CLK_TCK")
        return 100 * used / seconds, count / seconds

    def _ticks(self) -> int:
        with open(f"/proc/{self.child}/stat", encoding="ascii") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def close(self) -> None:
        """End it."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)
