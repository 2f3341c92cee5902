"""Ends of a session that are nobody's choice: signals, and a terminal that is gone."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studytui.tui.app import StudyApp

HUNG_UP = 129
"""The exit status without a terminal: that of a process which SIGHUP ended."""
_GRACE_SECONDS = 1.5
_BEGINNING_SECONDS = 0.02
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
_RESTORE = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[<u"
    "\x1b[?1049l\x1b[?25h\x1b[?1004l"
)


@contextlib.contextmanager
def end_on_signals(app: StudyApp) -> Iterator[None]:
    """Leave in good order on INT, TERM, HUP and QUIT: the screen is restored, the exit status is 128 + n.

    The program ends within two seconds even where it waits for something that does not come, such as a disk:
    every change is on it already, or is not made at all.
    """
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {}

    def leave(number: int, _frame: object) -> None:
        status = 128 + number
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise SystemExit(status) from None
        loop.call_soon_threadsafe(end_when_begun, app, status)

    for number in numbers:
        with contextlib.suppress(ValueError, OSError):
            before[number] = signal.signal(number, leave)
    try:
        with _insistence(numbers, _restorer(app)):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_when_begun(app: StudyApp, status: int) -> None:
    """End as soon as the dashboard stands: one that is half made cannot be left in order."""
    if app.attendance.begun:
        app.exit(status, return_code=status)
    else:
        asyncio.get_running_loop().call_later(_BEGINNING_SECONDS, end_when_begun, app, status)


def terminal_gone() -> bool:
    """Whether the terminal this program was started in is no longer there."""
    try:
        return not os.isatty(0) or not os.isatty(1)
    except OSError:
        return True


@contextlib.contextmanager
def _insistence(numbers: list[signal.Signals], restore: Callable[[], None]) -> Iterator[None]:
    """End the process by force when a signal has not ended it in time, whatever its main thread waits for."""
    if os.name != "posix":
        yield
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    over = threading.Event()

    def insist() -> None:
        while told := os.read(reader, 64):
            meant = [number for number in told if number in numbers]
            if meant and not over.wait(_GRACE_SECONDS):
                restore()
                os._exit(128 + meant[0])
        os.close(reader)

    threading.Thread(target=insist, name="studytui-signals", daemon=True).start()
    before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        over.set()
        os.close(writer)


def _restorer(app: StudyApp) -> Callable[[], None]:
    """What gives the terminal back without the help of the program that has it."""
    try:
        import termios

        attributes = termios.tcgetattr(0)
    except (ImportError, OSError, ValueError):
        return lambda: None
    except termios.error:
        return lambda: None

    def restore() -> None:
        with contextlib.suppress(OSError, ValueError, termios.error):
            os.set_blocking(1, False)
            try:
                os.write(1, (_RESTORE + app.attendance.terminal.untitled()).encode())
                termios.tcsetattr(0, termios.TCSANOW, attributes)
            finally:
                os.set_blocking(1, True)

    return restore
