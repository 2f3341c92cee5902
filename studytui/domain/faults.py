"""What can go wrong, said to a person: what happened, where, and the next step."""

from __future__ import annotations


class Fault(Exception):
    """A failure that a user is told about; `exit_status` is the command line's answer."""

    exit_status = 3

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep a one-sentence message and, where there is one, the next step."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class NothingToDo(Fault):
    """There is no timer, nothing to undo, no hit: nothing was wrong, and nothing was done."""

    exit_status = 1


class Refused(Fault):
    """The words were not understood, or mean something that may not be done."""

    exit_status = 2


class DataFault(Fault):
    """The data or a file is damaged, of another program, or of a newer version."""

    exit_status = 3


class SystemRefused(Fault):
    """The disk, the memory or the system did not let us."""

    exit_status = 4
