"""The program as it is called: `studytui`, or `python -m studytui`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from studytui.store.home import Home


class Front:
    """The dashboard, imported when it is opened."""

    def open(
        self,
        home: Home,
        *,
        demo: bool,
        ascii: bool,  # noqa: A002
        no_color: bool,
        view: str = "dashboard",
    ) -> int:
        """Open the dashboard on a view, and return the exit status when it is left."""
        import gc

        from studytui.tui.run import run_dashboard

        gc.enable()
        return run_dashboard(home, demo=demo, ascii=ascii, no_color=no_color, view=view)

    def probe_keys(self) -> int:
        """Print the names of keys as they are pressed."""
        from studytui.tui.keyprobe import run

        return run()

    def verbs(self) -> Sequence[tuple[str, tuple[str, ...], str]]:
        """Of each verb the id, the keys and one sentence of help."""
        from studytui.tui.verbs import VERBS

        return [(verb.id, verb.keys, verb.help) for verb in VERBS]


def main() -> None:
    """Run one call and leave with its exit status."""
    try:
        status = _call()
    except KeyboardInterrupt:
        status = 130
    _leave(status)


def _call() -> int:
    import gc
    import os
    import sys

    gc.disable()  # a command is over before there is anything to collect
    from studytui.cli.main import run
    from studytui.cli.world import World
    from studytui.services.clock import Clock

    for stream in (sys.stdin, sys.stdout):
        _never_fail_to_encode(stream)
    return run(sys.argv[1:], World(os.environ, Clock(), sys.stdin, sys.stdout, sys.stderr, Front()))


def _never_fail_to_encode(stream: TextIO | None) -> None:
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace" if stream.readable() else "strict")


def _leave(status: int) -> None:
    """End the process at once: everything is written, and taking the interpreter apart costs 3 ms."""
    import os
    import sys

    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            continue
    os._exit(status)


if __name__ == "__main__":
    main()
