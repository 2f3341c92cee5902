"""From the command line into the dashboard, and back with the terminal as it was."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.store.home import Home


def run_dashboard(home: Home, *, demo: bool = False, ascii: bool = False, no_color: bool = False) -> int:  # noqa: A002
    """Open the dashboard on `home` until the user quits; returns the exit status.

    Garbage collection is off until the first paint, which costs less so.
    """
    gc.disable()
    os.environ.setdefault("ESCDELAY", "25")
    if no_color:
        os.environ["NO_COLOR"] = "1"
    from studytui.services.clock import Clock
    from studytui.services.study import Study
    from studytui.tui.app import StudyApp
    from studytui.tui.look import ASCII

    if not _speaks_unicode():
        ascii = True  # noqa: A001
        _reconfigure()
    study = Study(home, Clock())
    try:
        app = StudyApp(study, glyphs=ASCII if ascii else None, demo=demo)
        from studytui.tui.signals import end_on_signals

        with end_on_signals(app):
            status = app.run(mouse=study.settings.mouse)
        _say_goodbye(study)
        return app.return_code if status is None else status
    finally:
        study.close()


def _speaks_unicode() -> bool:
    encoding = getattr(sys.__stderr__, "encoding", None) or ""
    return encoding.lower().replace("-", "") in ("utf8", "utf8sig")


def _reconfigure() -> None:
    """Textual writes to stderr; what ASCII cannot say is then replaced instead of escaped."""
    if sys.__stderr__ is not None and hasattr(sys.__stderr__, "reconfigure"):
        sys.__stderr__.reconfigure(errors="replace")


def _say_goodbye(study) -> None:  # type: ignore[no-untyped-def]
    from studytui.domain.durations import format_duration
    from studytui.domain.session import elapsed

    timer = study.timer.running()
    if timer is not None:
        time = format_duration(elapsed(timer, study.clock.seconds()))
        state = "is paused" if timer.paused else "goes on"
        print(f"The timer {state}: {time} on {timer.title}. Stop it with: studytui stop")  # noqa: T201
