"""The terminal as Textual drives it, made to outlive one that vanishes, stalls, or sends anything."""

from __future__ import annotations

import os
import select
import signal
import sys
from codecs import getincrementaldecoder

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Paste

from studytui.domain.text import clean
from studytui.tui.app import StudyApp
from studytui.tui.signals import HUNG_UP, end_when_begun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from textual.app import App
    from textual.message import Message

WITHOUT_PIXELS = "\x1b[?1016l"
"""The mouse tells cells again, not pixels."""
_READ_SECONDS = 0.1
_PATIENT_READS = 3
"""Reads without a byte after which no half of a key waits any more; then nothing but input wakes us."""
_STALL_SECONDS = 1.0
_READ_BYTES = 4096
_KEPT_LETTERS = 1 << 16


class Outlet:
    """The terminal as a file that is never an error: what a lost terminal is sent is dropped."""

    def __init__(self, stream: TextIO) -> None:
        """Write to what `stream` leads to, in its encoding."""
        self._descriptor = stream.fileno()
        self._encoding = stream.encoding
        self._waiting: list[str] = []
        self._letters = 0
        self.lost = False

    def fileno(self) -> int:
        """The number of the file."""
        return self._descriptor

    def write(self, text: str) -> None:
        """Keep text until `flush`, or until there is much of it."""
        self._waiting.append(text)
        self._letters += len(text)
        if self._letters > _KEPT_LETTERS:
            self.flush()

    def flush(self) -> None:
        """Send what was kept; waits where the terminal is slow, also where it does not wait by itself."""
        data = "".join(self._waiting).encode(self._encoding, "replace")
        self._waiting.clear()
        self._letters = 0
        while data and not self.lost:
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:
                select.select([], [self._descriptor], [], _STALL_SECONDS)
            except OSError:
                self.lost = True


class SteadyDriver(LinuxDriver):
    """Textual's driver, for which a lost terminal is an orderly end and stray bytes are nothing."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Drive the terminal that stdin and stdout of this process are; errors may go elsewhere."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert sys.__stdout__ is not None
        self._file = Outlet(sys.__stdout__)  # type: ignore[assignment]  # all of a file that is used of it
        self._empty_reads = 0
        self._roused, self._rouse = os.pipe()

    def write(self, data: str) -> None:
        """Send data; nothing where the terminal could not be taken over, or was given back."""
        if self._writer_thread is not None:
            super().write(data)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was, the mouse's pixels included."""
        if self._mouse_pixels:
            self.write(WITHOUT_PIXELS)
        super().stop_application_mode()

    def disable_input(self) -> None:
        """End the thread that reads, which may wait for a key that never comes."""
        os.write(self._rouse, b".")
        super().disable_input()
        os.read(self._roused, 1)

    def close(self) -> None:
        """End the thread that writes."""
        super().close()
        self._writer_thread = None

    def _sigtstp_application(self, *_: object) -> None:
        """Give the terminal back before stopping; from the loop, which is in no queue's lock."""
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _stop(self) -> None:
        self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again, also where something else than a key had stopped the program."""
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        if self._writer_thread is not None:
            self.suspend_application_mode()
        self._must_signal_resume = True
        self.resume_application_mode()
        if self._writer_thread is not None:
            self._app.refresh(layout=True)

    def run_input_thread(self) -> None:
        """Read keys until told to stop; bytes that are no text are replaced, senseless sequences dropped."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            try:
                data = self._read()
            except OSError:
                data = b""
            if data == b"":
                self._loop.call_soon_threadsafe(self._end)
                return
            try:
                if text := decode(data or b""):
                    for event in parser.feed(text):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
            except Exception:  # what a terminal sends is anybody's: no sequence of it may end the program
                parser = XTermParser(self._debug)

    def process_message(self, message: Message) -> None:
        """Hand a message on; what is pasted is text, and no order to a terminal that it is shown on."""
        if isinstance(message, Paste):
            message.text = clean(message.text)
        super().process_message(message)

    def _end(self) -> None:
        """Leave an app that nobody sees any more."""
        app = self._app
        if isinstance(app, StudyApp):
            end_when_begun(app, HUNG_UP)
        else:
            app.exit(return_code=HUNG_UP)

    def _read(self) -> bytes | None:
        """What was typed, none where nothing was, nothing at all where nothing will ever be."""
        seconds = _READ_SECONDS if self._empty_reads < _PATIENT_READS else None
        ready, _, _ = select.select([self.fileno, self._roused], [], [], seconds)
        self._empty_reads = 0 if ready else self._empty_reads + 1
        if self._roused in ready:
            self.exit_event.wait(_STALL_SECONDS)
            return None
        return os.read(self.fileno, _READ_BYTES) if ready else None
