"""The terminal around the dashboard: its title while a timer runs, and its way of calling somebody."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.app import App

    from studytui.domain.settings import Settings

_WITHOUT_TITLE = ("linux", "dumb")


class Terminal:
    """Writes to the terminal through the driver; to none, where there is none."""

    def __init__(self, app: App[int]) -> None:
        """Write to the terminal of `app`."""
        self._app = app
        self._titled = False

    @property
    def live(self) -> bool:
        """Whether there is a terminal that somebody looks at."""
        driver = self._app._driver
        return driver is not None and not driver.is_headless and not driver.is_web

    def write(self, data: str) -> None:
        """Send control sequences, which leave the screen as it is."""
        driver = self._app._driver
        if driver is not None and data:
            driver.write(data)

    def call(self, settings: Settings, title: str, text: str, *, first: bool = True) -> str:
        """Tell somebody who looks elsewhere, as the settings say; why it failed, "" where it did not.

        A command of the user's is run only by the `first` dashboard that calls.
        """
        if not self.live:
            return ""
        from studytui.services.notifying import kind_for, run_command, sequence

        kind = kind_for(settings.notify, os.environ)
        if kind == "command":
            return run_command(settings, title, text) if first else ""
        self.write(sequence(kind, title, text, os.environ))
        return ""

    def entitle(self, text: str) -> None:
        """Show a title, or bring back the one from before where there is none to show."""
        if not self.live or os.environ.get("TERM") in _WITHOUT_TITLE:
            return
        if not text and not self._titled:
            return
        from studytui.services.notifying import SAVE_TITLE, title_sequence

        if text:
            self.write(("" if self._titled else SAVE_TITLE) + title_sequence(text))
        else:
            self.write(self.untitled())
        self._titled = bool(text)

    def untitled(self) -> str:
        """What brings the title from before back; "" where none was set."""
        if not self._titled:
            return ""
        from studytui.services.notifying import RESTORE_TITLE, title_sequence

        return title_sequence("") + RESTORE_TITLE
