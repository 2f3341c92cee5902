"""The user's own editor, on a private file in the data folder."""

from __future__ import annotations

import os

from studytui.domain.faults import NothingToDo, Refused, SystemRefused
from studytui.domain.ids import uuid7
from studytui.store.home import FILE_MODE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.cli.context import Context

_LARGEST = 4 << 20


def edit(context: Context, text: str, ending: str, instead: str, save: Callable[[str], None]) -> None:
    """Let the user edit `text` and hand what came of it to `save`; NothingToDo when it stayed as it was.

    `instead` names the way that needs no editor. When `save` fails, the edited text is kept and named.
    """
    command = _command(context, instead)
    context.study.home.make()
    file = os.path.join(
        context.home.folder, f"edit-{uuid7(int(context.world.clock.now() * 1000), os.urandom(10))}{ending}"
    )
    _write(file, text)
    keep = False
    try:
        status = context.world.launch([*command, file])
        edited = _read(file)
        if status != 0:
            raise NothingToDo(f"the editor ended with status {status}, so nothing was changed")
        if edited == text or not edited.strip():
            raise NothingToDo("nothing was changed")
        keep = True
        save(edited)
        keep = False
    except FileNotFoundError:
        raise SystemRefused(
            f"the editor {command[0]} was not found", "set $VISUAL or $EDITOR to one that is there"
        ) from None
    except PermissionError:
        raise SystemRefused(
            f"the editor {command[0]} cannot be run", "set $VISUAL or $EDITOR to one that can"
        ) from None
    finally:
        if keep:
            context.errors.remark(f"your text is kept in {file}")
        else:
            _remove(file)


def _command(context: Context, instead: str) -> list[str]:
    import shlex

    if not context.world.answers:
        raise Refused("an editor needs a terminal", instead)
    environment = context.world.environment
    chosen = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = []
    if not words:
        raise Refused("no editor is named", f"set $VISUAL or $EDITOR, such as EDITOR=nano; or {instead}")
    return words


def _write(file: str, text: str) -> None:
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), FILE_MODE)
    with open(handle, "w", encoding="utf-8") as written:
        written.write(text)


def _read(file: str) -> str:
    """The file as the editor left it; it may have put another one in its place."""
    with open(file, "rb") as written:
        return written.read(_LARGEST).decode("utf-8", "replace").replace("\r\n", "\n")


def _remove(file: str) -> None:
    try:
        os.unlink(file)
    except OSError:
        return
