"""The one writer of stderr, and the rule of exit statuses."""

from __future__ import annotations

from studytui.domain.faults import Fault, Refused
from studytui.domain.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

INTERRUPTED = 130
BROKEN_PIPE = 141
SYSTEM = 4
_LONGEST = 4000
"""Letters of one sentence; what is longer repeats what somebody typed."""


class HelpWanted(Exception):
    """Not a failure: a help text was asked for."""

    def __init__(self, text: str) -> None:
        """Carry the text."""
        super().__init__(text)
        self.text = text


class Errors:
    """Says what went wrong, and remarks that are no part of an answer."""

    def __init__(self, stream: TextIO | None) -> None:
        """Write to `stream`, nowhere without one."""
        self._stream = stream

    def remark(self, text: str) -> None:
        """Say something beside the answer."""
        self._print(text)

    def status_after(self, fault: BaseException) -> int:
        """Say what happened, and return the exit status that it means."""
        if isinstance(fault, Fault):
            self._print(f"studytui: {fault.message}")
            if fault.hint:
                self._print(fault.hint)
            return fault.exit_status
        if isinstance(fault, KeyboardInterrupt):
            return INTERRUPTED
        if isinstance(fault, BrokenPipeError):
            return BROKEN_PIPE
        if isinstance(fault, MemoryError):
            self._print("studytui: there is not enough memory")
            self._print("close other programs and try again")
            return SYSTEM
        if isinstance(fault, OSError):
            place = f"{fault.filename}: " if isinstance(fault.filename, str) else ""
            self._print(f"studytui: {place}{fault.strerror or fault}")
            self._print("check the disk and try again; what was saved before is intact")
            return SYSTEM
        if isinstance(fault, SystemExit | GeneratorExit):
            raise fault
        self._print(f"studytui: this should not have happened: {type(fault).__name__}: {fault}")
        self._print("what was saved before is intact; please report it")
        return SYSTEM

    def _print(self, text: str) -> None:
        if self._stream is None:
            return
        line = clean_line(text)
        line = (line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…") + "\n"
        try:
            try:
                self._stream.write(line)
            except UnicodeEncodeError:
                self._stream.write(line.encode("ascii", "replace").decode())
            self._stream.flush()
        except (OSError, ValueError):
            return  # nobody can be told that nobody can be told


def refuse_unreadable(words: list[str]) -> None:
    """Refuse arguments that are no text: stray bytes, or a zero byte."""
    for word in words:
        if "\0" in word or any("\ud800" <= letter <= "\udfff" for letter in word):
            raise Refused(f'an argument is not readable text: "{clean_line(word)[:60]}"', "write it in UTF-8")
