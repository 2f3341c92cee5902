"""Files that a person names as a curriculum: read within limits, recognised, and refused with a reason."""

from __future__ import annotations

import os
import stat

from studytui.domain.faults import DataFault, SystemRefused
from studytui.domain.text import clean_line
from studytui.exchange.preview import Choices, previewed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.exchange.preview import Preview

MOST_BYTES = 4 << 20


def read_file(path: str) -> tuple[str, bytes]:
    """The name and the bytes of a regular file of at most 4 MiB; a Fault says what is in the way."""
    label = label_of(path)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)  # not blocking, else a pipe without a writer would hold us for ever
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise DataFault(f"{label} is not a file", "name the file itself, or pipe it in: import -")
            if found.st_size > MOST_BYTES:
                raise too_large(label, found.st_size)
            with os.fdopen(os.dup(descriptor), "rb") as file:
                data = file.read(MOST_BYTES + 1)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise DataFault(f"there is no file {clean_line(path)}", "check the name") from None
    except OSError as fault:
        raise SystemRefused(
            f"{label} cannot be read: {fault.strerror or fault}",
            "check the disk and who may read it, then try again",
        ) from None
    except ValueError:
        raise DataFault(f"{label} is not the name of a file", "check the name") from None
    return label, data


def too_large(label: str, size: int) -> DataFault:
    """Said of what is larger than any curriculum."""
    return DataFault(
        f"{label}: {size / (1 << 20):,.1f} MiB are more than a curriculum should be ({MOST_BYTES >> 20} MiB)",
        "import one part of it",
    )


def label_of(path: str) -> str:
    """The name by which messages call a file."""
    return clean_line(os.path.basename(os.path.normpath(path))) or "?"


def text_of(data: bytes, label: str) -> str:
    """The text of a file, with one kind of line end and without a byte order mark."""
    if len(data) > MOST_BYTES:
        raise too_large(label, len(data))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise DataFault(
            f"{label}: line {line}: byte 0x{data[fault.start]:02x} is not UTF-8",
            f"save it as UTF-8, or turn it: iconv -f latin1 -t utf-8 {label}",
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_curriculum(path: str, choices: Choices) -> Preview:
    """What the file or folder at `path` would become as a roadmap."""
    if os.path.isdir(path):
        from studytui.exchange.folders import read_folder

        return previewed(label_of(path), read_folder(path), choices)
    label, data = read_file(path)
    return of_text(text_of(data, label), label, choices)


def of_text(text: str, label: str, choices: Choices) -> Preview:
    """The same of a text that is called `label`."""
    if label.lower().endswith(".json") or text.lstrip()[:1] == "{":
        from studytui.exchange.tracks import read_json

        return previewed(label, read_json(text, label), choices)
    from studytui.exchange.markdown import read_markdown

    return previewed(label, read_markdown(text, label), choices)
