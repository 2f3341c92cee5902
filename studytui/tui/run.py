"""From the command line into the dashboard, and back with the terminal as it was."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.study import Study
    from studytui.store.home import Home
    from studytui.tui.app import StudyApp


def run_dashboard(
    home: Home,
    *,
    demo: bool = False,
    ascii: bool = False,  # noqa: A002
    no_color: bool = False,
    view: str = "dashboard",
) -> int:
    """Open the dashboard on `home` until the user quits; returns the exit status.

    With `demo` a year of made-up data in a temporary folder is shown instead. Garbage collection is off until
    the first paint, which comes sooner so.
    """
    gc.disable()
    os.environ.setdefault("ESCDELAY", "25")
    if no_color:
        os.environ["NO_COLOR"] = "1"
    if not _speaks_unicode():
        ascii = True  # noqa: A001
        _replace_unsayable()
    if not demo:
        return _run(home, ascii, demo=False, view=view)
    import tempfile

    from studytui.store.home import Home as AnyHome

    with tempfile.TemporaryDirectory(prefix="studytui-demo-") as folder:
        return _run(AnyHome(os.path.join(folder, "studytui")), ascii, demo=True, view=view)


def _run(home: Home, ascii_only: bool, demo: bool, view: str) -> int:
    _import_asyncio_without_ssl()
    from studytui.services.clock import Clock
    from studytui.services.study import Study
    from studytui.tui.app import StudyApp
    from studytui.tui.look import ASCII
    from studytui.tui.signals import end_on_signals, terminal_gone

    study = Study(home, Clock())
    try:
        if demo:
            from studytui.services.demo import fill

            fill(study)
        glyphs = ASCII if ascii_only else None
        app = StudyApp(study, glyphs=glyphs, demo=demo, gone=terminal_gone, first_view=view)
        with end_on_signals(app):
            _drive(app)
            app.run(mouse=study.settings.mouse)
        if not demo and not app.return_code:
            _say_goodbye(study)
        return app.return_code or 0
    finally:
        study.close()


def _drive(app: StudyApp) -> None:
    """Take the driver that outlives its terminal, where there is one for this system."""
    if os.name != "posix" or "TEXTUAL_DRIVER" in os.environ:
        return
    from studytui.tui.driver import SteadyDriver

    app.driver_class = SteadyDriver


def _import_asyncio_without_ssl() -> None:
    """Spare 4 MB and a twentieth of the start: asyncio does without ssl, and nothing here connects."""
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # how an import is made to fail
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def _speaks_unicode() -> bool:
    encoding = getattr(sys.__stdout__, "encoding", None) or ""
    return encoding.lower().replace("-", "") in ("utf8", "utf8sig")


def _replace_unsayable() -> None:
    """Textual writes to stderr; what ASCII cannot say is then replaced instead of escaped."""
    if sys.__stderr__ is not None and hasattr(sys.__stderr__, "reconfigure"):
        sys.__stderr__.reconfigure(errors="replace")


def _say_goodbye(study: Study) -> None:
    from studytui.domain.durations import format_duration
    from studytui.domain.session import elapsed
    from studytui.domain.text import clean_line

    timer = study.timer.running()
    if timer is not None:
        time = format_duration(elapsed(timer, study.clock.seconds()))
        state = "is paused" if timer.paused else "goes on"
        print(f"The timer {state}: {time} on {clean_line(timer.title)}. Stop it with: studytui stop")  # noqa: T201
