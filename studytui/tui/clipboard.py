"""Copying by the programs that a system has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

_SECONDS = 2.0


def programs() -> list[list[str]]:
    """The programs to try, in order, that are there and have somewhere to copy to."""
    tried: list[list[str]] = []
    if sys.platform == "darwin":
        tried.append(["pbcopy"])
    if os.environ.get("WAYLAND_DISPLAY"):
        tried.append(["wl-copy"])
    if os.environ.get("DISPLAY"):
        tried.append(["xclip", "-selection", "clipboard"])
    if sys.platform == "win32" or os.environ.get("WSL_DISTRO_NAME"):
        tried.append(["clip.exe"])
    return [words for words in tried if shutil.which(words[0])]


def put(text: str) -> str | None:
    """Copy `text`; the name of the program that took it, none where there is none."""
    for words in programs():
        encoding = "utf-16-le" if words[0] == "clip.exe" else "utf-8"
        try:
            subprocess.run(
                words,
                input=text.encode(encoding, "replace"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        return words[0]
    return None
