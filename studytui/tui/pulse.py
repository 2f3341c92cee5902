"""What the dashboard does by itself while nobody presses a key."""

from __future__ import annotations

from studytui.domain.faults import Fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.app import StudyApp

_SECONDS = 0.5
"""A change made elsewhere is on the screen within a second, so somebody has to look twice in one."""


class Pulse:
    """One timer for all of it, since each one that wakes the program costs more than what it does."""

    def __init__(self, app: StudyApp) -> None:
        """Beat for `app`."""
        self._app = app
        self._whole = False

    def begin(self) -> None:
        """Beat from now on."""
        self._app.set_interval(_SECONDS, self._beat)

    def _beat(self) -> None:
        """Look whether another program wrote; every other time look at the rest, and move the clock."""
        app = self._app
        self._whole = not self._whole
        if self._whole or self._has_changed():
            app.poll()
        if self._whole:
            app.tick()

    def _has_changed(self) -> bool:
        try:
            return self._app.study.store.data_version() != self._app.seen_version
        except Fault:
            return True
