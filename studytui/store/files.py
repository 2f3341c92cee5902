"""Files of the data folder as text: read byte for byte, put in place whole and through links."""

from __future__ import annotations

import contextlib
import os
import stat

from studytui.domain.faults import DataFault
from studytui.store.connection import sync_folder
from studytui.store.errors import from_system
from studytui.store.home import FILE_MODE, make_folder

_LARGEST = 8 << 20


def read_text(path: str) -> str | None:
    """The file as it stands, its line ends and marks included; none without one."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise DataFault(f"{path} is not a file", "move it away, then try again")
        with open(path, "rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise from_system(fault, path) from fault
    if len(data) > _LARGEST:
        raise DataFault(f"{path} is larger than 8 MiB", "move it away, then try again")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise DataFault(f"{path}: line {line}: not UTF-8", "save the file as UTF-8, then try again") from None


def stands(path: str) -> bool:
    """Whether there is a file; OSError where the system does not say, for a wrong no would lose it."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    return True


def there_is(path: str) -> bool:
    """The same for services: what the system refuses to tell is a Fault."""
    from studytui.store.errors import translated

    with translated(path):
        return stands(path)


def real_path(path: str) -> str:
    """Where a file lies behind links; OSError where that cannot be told, instead of a guess."""
    try:
        return os.path.realpath(path, strict=True)
    except FileNotFoundError:
        return os.path.realpath(path)


def put_text(path: str, text: str | None) -> None:
    """Put a file's text in place whole, through a link where the file is one; none takes it away."""
    try:
        real = real_path(path)
    except OSError as fault:
        raise from_system(fault, path) from fault
    partial = f"{real}.new-{os.getpid()}"
    try:
        if text is None:
            os.unlink(real)
            sync_folder(os.path.dirname(real))
            return
        make_folder(os.path.dirname(real))
        with contextlib.suppress(FileNotFoundError):
            os.unlink(partial)
        handle = os.open(
            partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), FILE_MODE
        )
        with open(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, real)
        sync_folder(os.path.dirname(real))
    except OSError as fault:
        with contextlib.suppress(OSError):
            os.unlink(partial)
        raise from_system(fault, path) from fault
