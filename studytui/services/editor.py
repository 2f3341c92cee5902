"""A text in the user's own editor and back: $VISUAL or $EDITOR, run without a shell."""

from __future__ import annotations

import os
from contextlib import contextmanager

from studytui.domain.faults import Fault, NothingToDo, Refused, SystemRefused
from studytui.store.errors import from_system

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from studytui.store.home import Home

    Launch = Callable[[Sequence[str]], int]

VARIABLES = ("VISUAL", "EDITOR")
EDIT = "edit-"
"""How the folders begin in which texts are given to an editor."""
_LARGEST = 8_000_000
"""Bytes; what is more was not typed, and is not read."""


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """The words of the user's editor; Refused where none is named or its name cannot be split."""
    for variable in VARIABLES:
        words = environment.get(variable, "").strip()
        if not words:
            continue
        import shlex

        try:
            return shlex.split(words)
        except ValueError:
            raise Refused(
                f"${variable} cannot be read: a quotation mark is never closed",
                f"set it to a program's name, such as {variable}=vim",
            ) from None
    raise Refused(
        "no editor is named in $VISUAL or $EDITOR", "set one of them to a program's name, such as EDITOR=vim"
    )


class NotSaved(Fault):
    """What came back from the editor could not be saved: it is kept in `file`, and said so."""

    def __init__(self, fault: Fault, file: str, text: str) -> None:
        """Say what `fault` says, and where `text` is."""
        super().__init__(fault.message, f"what you wrote is in {file}")
        self.exit_status = fault.exit_status
        self.file = file
        self.text = text

    def discard(self) -> None:
        """Remove the file, once its text is in other hands."""
        _clear(os.path.dirname(self.file))


@contextmanager
def edited(
    home: Home,
    text: str,
    environment: Mapping[str, str],
    name: str = "note.md",
    launch: Launch | None = None,
) -> Iterator[str]:
    """What the user's editor makes of `text`, for the caller to save within the `with`.

    The file, called `name`, is the user's alone and is removed afterwards. It is kept, and named, where what
    was written would be lost: by a Fault of the caller, which becomes a NotSaved, by a signal that ended the
    editor after it had saved, or because it is no text (Refused). A failed edit and an empty one are a
    NothingToDo, before anything is saved.
    """
    editor_command(environment)
    shown = text if not text or text.endswith("\n") else f"{text}\n"
    folder, file = _lay_out(home, shown, name)
    keep = False
    try:
        status = run_editor(file, environment, launch)
        if status > 0:
            raise NothingToDo(f"the editor ended with status {status}, so nothing was changed")
        try:
            new = _read(file)
        except Refused as fault:
            keep = True
            raise Refused(fault.message, f"{fault.hint}; what you wrote is in {file}") from fault
        if status:
            keep = new not in (shown, "")
            saved = f"what it had saved is in {file}" if keep else ""
            raise NothingToDo("the editor was interrupted, so nothing was changed", saved)
        new = text if new == shown else new
        if not new.strip() and text.strip():
            raise NothingToDo("the file came back empty, so nothing was changed")
        try:
            yield new
        except Fault as fault:
            keep = new != text and not isinstance(fault, NothingToDo)
            if not keep:
                raise
            raise NotSaved(fault, file, new) from fault
    finally:
        if not keep:
            _clear(folder)


def run_editor(file: str, environment: Mapping[str, str], launch: Launch | None = None) -> int:
    """Open a file in the user's editor, and return its exit status; a Fault where it cannot be run."""
    command = editor_command(environment)
    another = "set $VISUAL or $EDITOR to one that is there"
    try:
        return (launch or launch_in_terminal)([*command, file])
    except FileNotFoundError:
        raise SystemRefused(f"the editor {command[0]} was not found", another) from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise SystemRefused(f"the editor {command[0]} cannot be run: {reason}", another) from None


def launch_in_terminal(words: Sequence[str]) -> int:
    """Run a program in the terminal until it ends; an interrupt is the program's, not ours."""
    import signal
    import subprocess

    before = {}
    for number in (signal.SIGINT, getattr(signal, "SIGQUIT", signal.SIGINT)):
        try:
            before[number] = signal.signal(number, lambda _number, _frame: None)
        except ValueError:  # not in the main thread, where no signals arrive
            break
    try:
        return subprocess.call(list(words))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _lay_out(home: Home, text: str, name: str) -> tuple[str, str]:
    """A folder that is the user's alone (0700) inside the data folder, and in it the text (0600)."""
    import tempfile

    try:
        home.make()
        folder = tempfile.mkdtemp(prefix=EDIT, dir=home.folder)
    except OSError as fault:
        raise from_system(fault, home.folder) from fault
    file = os.path.join(folder, name)
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(opened, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as fault:
        _clear(folder)
        raise from_system(fault, file) from fault
    return folder, file


def _read(file: str) -> str:
    try:
        with open(file, "rb") as stream:
            content = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        return ""
    except OSError as fault:
        raise from_system(fault, file) from fault
    if len(content) > _LARGEST:
        raise Refused("the file came back far too large, so nothing was changed", "make it shorter")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Refused(
            "the file came back in another encoding than UTF-8, so nothing was changed",
            "let your editor write UTF-8",
        ) from None


def _clear(folder: str) -> None:
    """Remove the folder with whatever the editor has left beside the file, such as swap files."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
