"""Writing something into a file that the user names."""

from __future__ import annotations

import os

from studytui.domain.faults import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.tui.app import StudyApp


def ask_file(app: StudyApp, title: str, name: str, make: Callable[[str], str], question: str = "") -> None:
    """Ask for a file, `name` in the home folder unless told otherwise; `make` gives the text for its path."""
    from studytui.services.records import write_file
    from studytui.tui.screens.prompt import Prompt, Read

    def read(words: str) -> Read[str]:
        path = os.path.abspath(os.path.expanduser(words.strip()))
        if not words.strip() or os.path.isdir(path):
            raise Refused("that is no file", f"write a name, such as ~/{name}")
        warning = "there is such a file; it will be written over" if os.path.exists(path) else ""
        return Read(path, path, warning)

    def taken(answer: Read[str] | None) -> None:
        if answer is not None:
            write_file(answer.value, make(answer.value))
            app.say(f"Written: {answer.value}")

    prompt = Prompt(title, question or "Into which file?", read, os.path.join("~", name))
    app.push_screen(prompt, lambda answer: app.guard(lambda: taken(answer)))
