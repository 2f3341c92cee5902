"""The terminal lent to another program, such as the user's own editor."""

from __future__ import annotations

import signal

from textual.app import SuspendNotSupported

from studytui.domain.faults import Refused
from studytui.services.editor import launch_in_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studytui.tui.app import StudyApp


def lender(app: StudyApp) -> Callable[[Sequence[str]], int]:
    """What runs a program with the terminal lent to it, and returns its exit status.

    Where the terminal was closed meanwhile, the program counts as ended by that, whatever it made of it.
    """

    def launch(words: Sequence[str]) -> int:
        failure: OSError | ValueError | None = None
        status = 0
        try:
            with app.suspend():
                try:
                    status = launch_in_terminal(words)
                    if app.gone is not None and app.gone():
                        status = -getattr(signal, "SIGHUP", 1)
                except (OSError, ValueError) as fault:
                    failure = fault  # raised in here, it would leave the terminal as it was lent
        except SuspendNotSupported:
            raise Refused(
                "this terminal cannot be lent to another program", "use your editor from a shell"
            ) from None
        if failure is not None:
            raise failure
        return status

    return launch
