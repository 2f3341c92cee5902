"""The data folder, opened by the program that the system has for folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading

from studytui.domain.faults import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.app import StudyApp


def opener() -> str | None:
    """The program that opens folders; none where there is none, or no desktop to show them on."""
    if sys.platform == "darwin":
        return shutil.which("open")
    if sys.platform == "win32":
        return shutil.which("explorer")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return shutil.which("xdg-open")
    return None


def open_folder(app: StudyApp) -> None:
    """Open the data folder, or say where it is."""
    folder = app.study.home.folder
    program = opener()
    if program is None:
        raise Refused(f"no program here opens folders. The data is in {folder}")
    try:
        opened = subprocess.Popen(
            [program, folder],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as fault:
        raise Refused(f"{program} cannot be run: {fault.strerror}. The data is in {folder}") from fault
    threading.Thread(target=opened.wait, daemon=True).start()
    app.say(f"Opened {folder}")


PERFORMERS = {"data.folder": open_folder}
