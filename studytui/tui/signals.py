"""Ends of a session that are nobody's choice: signals, and a terminal that is gone."""

from __future__ import annotations

import contextlib
import os
import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.tui.app import StudyApp

_WATCH_SECONDS = 1.0


@contextlib.contextmanager
def end_on_signals(app: StudyApp) -> Iterator[None]:
    """Leave in good order on TERM and HUP: the screen is restored and the exit status is 128 + n."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {}

    def leave(number: int, _frame: object) -> None:
        app.exit(128 + number, return_code=128 + number)

    for number in numbers:
        with contextlib.suppress(ValueError, OSError):
            before[number] = signal.signal(number, leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def terminal_gone() -> bool:
    """Whether the terminal this program was started in is no longer there."""
    try:
        return not os.isatty(0) or not os.isatty(1)
    except OSError:
        return True
