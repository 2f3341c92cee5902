"""All of the world that a command touches: one object, so that tests can hand in their own."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Protocol, TextIO

    from studytui.services.clock import Clock
    from studytui.store.home import Home

    class Front(Protocol):
        """What the command line knows of the dashboard; handed in, for it may not import it."""

        def open(
            self,
            home: Home,
            *,
            demo: bool,
            ascii: bool,  # noqa: A002
            no_color: bool,
            view: str = "dashboard",
        ) -> int:
            """Open the dashboard, and return the exit status when it is left."""

        def probe_keys(self) -> int:
            """Print the names of keys as they are pressed."""

        def verbs(self) -> Sequence[tuple[str, tuple[str, ...], str]]:
            """Of each verb the id, the keys and one sentence of help."""


class World:
    """Environment, clock and the three streams, any of which may be missing; and the dashboard."""

    def __init__(
        self,
        environment: Mapping[str, str],
        clock: Clock,
        stdin: TextIO | None,
        stdout: TextIO | None,
        stderr: TextIO | None,
        front: Front,
    ) -> None:
        """Keep what is handed in; nothing is read or written yet."""
        self.environment = environment
        self.clock = clock
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.front = front

    @property
    def draws(self) -> bool:
        """Whether stdout is a terminal that can do more than print lines."""
        return is_terminal(self.stdout) and self.environment.get("TERM") != "dumb"

    @property
    def answers(self) -> bool:
        """Whether somebody is there to be asked."""
        return is_terminal(self.stdin) and is_terminal(self.stdout)

    def launch(self, words: Sequence[str]) -> int:
        """Run another program in the terminal and return its exit status."""
        import subprocess

        return subprocess.call(list(words))


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is there and leads to a terminal."""
    try:
        return stream is not None and stream.isatty()
    except (OSError, ValueError):
        return False
