"""How the data stands under the dashboard: whether it may be written, is still the same, and is cared for."""

from __future__ import annotations

import time

from studytui.domain.faults import Fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.app import StudyApp

READ_ONLY, STALE = "read-only", "old data"


class _Left(Exception):
    """The dashboard was closed while its data was looked after."""


class Keeping:
    """Watches the data file of one dashboard, and lets it have its daily care in the background."""

    def __init__(self, app: StudyApp) -> None:
        """Watch for `app`; nothing is done yet."""
        self._app = app
        self._ended = False

    @property
    def word(self) -> str:
        """What stands beside the name: the dashboard shows, but writes nothing."""
        if self._ended:
            return STALE
        return READ_ONLY if self._refusal is not None else ""

    @property
    def _refusal(self) -> Fault | None:
        """Why nothing can be written, where that is so from the start."""
        store = self._app.study.store
        return store.unwritable or store.unsettled

    def begin(self) -> None:
        """After the first paint, and on each new day: say what is wrong, or look after the data."""
        study = self._app.study
        if (why := self._refusal) is not None:
            self._app.say(f"Read-only: {why.message}.", error=True)
        elif not self._app.demo and not study.looked_after():
            self._app.run_worker(self._care, thread=True, exit_on_error=False, group="care")

    def _care(self) -> None:
        """Copy, check and rotate, on a connection of its own; the copy is checked, so no key has to wait."""
        from studytui.services.safekeeping import look_after
        from studytui.services.study import Study

        app = self._app
        try:
            study = Study(app.study.home, app.study.clock, begin=False)
            try:
                told = look_after(study, self._nap)
            finally:
                study.close()
        except _Left:
            return
        except Fault as fault:
            told = (fault.message,) if app.study.store.exists() else ()  # which is told by itself
        if told and app.is_running:
            app.call_from_thread(
                app.say, "\n".join(f"{one[:1].upper()}{one[1:]}." for one in told), error=True
            )

    def _nap(self) -> None:
        """Let keys and paints go first."""
        if not self._app.is_running:
            raise _Left
        time.sleep(0.001)

    def still_there(self) -> bool:
        """Whether the file that was opened stands in its place; what became of it is said once."""
        store = self._app.study.store
        if not self._ended and store.replaced():
            self._end(
                "Another file stands in the place of the data, restored or brought by another program. "
                if store.exists()
                else "The data file is gone: it was moved or deleted. "
            )
        return not self._ended

    def still_ours(self) -> bool:
        """Whether no newer version has taken the data further; asked after another program wrote."""
        from studytui.store.schema import VERSION

        store = self._app.study.store
        if not self._ended and store.unwritable is None and store.schema_version() != VERSION:
            self._end("A newer studytui has brought the data to its own version. ")
        return not self._ended

    def explained(self, error: Exception) -> str:
        """What is said at the end, where damage of the data explains an error that should never happen."""
        if isinstance(error, Fault):
            damage: Fault | None = error
        else:
            from studytui.services.checkup import blamed

            try:
                damage = blamed(self._app.study.home)
            except Fault as fault:
                damage = fault
        return "" if damage is None else f"studytui: {damage.message}\n{damage.hint}"

    def _end(self, what: str) -> None:
        self._ended = True
        self._app.show_mark()
        self._app.say(f"{what}Nothing more is written here; quit and start again to go on.", error=True)
