"""The one writer of stdout: whatever goes there is cleaned first."""

from __future__ import annotations

from studytui.domain.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_PLAIN_SIGNS = {
    "›": ">",
    "·": "-",
    "…": "...",
    "–": "-",
    "—": "-",
    "−": "-",
    "█": "#",
    "░": ".",
    "→": "->",
    "’": "'",
    "“": '"',
    "”": '"',
}


class Output:
    """Collects lines, and writes them all at once."""

    def __init__(self, stream: TextIO | None) -> None:
        """Write to `stream`, nowhere without one."""
        self._stream = stream
        self._waiting: list[str] = []
        self.ascii = False

    @property
    def stream(self) -> TextIO | None:
        """The stream, for what draws tables; everything before is flushed first."""
        self.flush()
        return self._stream

    @property
    def encoding(self) -> str:
        """In what the stream encodes, in small letters."""
        return (getattr(self._stream, "encoding", None) or "utf-8").lower()

    def line(self, text: str = "") -> None:
        """Print a line; a text of several lines becomes several."""
        self._waiting.append(self.fit(clean(text)) + "\n")

    def question(self, text: str) -> None:
        """Print a question and stay behind it."""
        self._waiting.append(self.fit(clean(text)) + " ")
        self.flush()

    def document(self, document: object) -> None:
        """Print one JSON document."""
        import json

        unicode = self.encoding.startswith("utf")
        text = json.dumps(document, ensure_ascii=not unicode, indent=2)
        self._waiting.append("".join(map(_escaped, text)) + "\n")

    def fit(self, text: str) -> str:
        """`text` with the signs that were asked for, or that the stream can encode."""
        if self.ascii:
            for sign, plain in _PLAIN_SIGNS.items():
                text = text.replace(sign, plain)
        return text

    def flush(self) -> None:
        """Write what was collected."""
        text = "".join(self._waiting)
        self._waiting.clear()
        if self._stream is None:
            return
        if text:
            try:
                self._stream.write(text)
            except UnicodeEncodeError:
                for sign, plain in _PLAIN_SIGNS.items():
                    text = text.replace(sign, plain)
                self._stream.write(text.encode(self.encoding, "replace").decode(self.encoding))
        self._stream.flush()

    def drop(self) -> None:
        """Forget what was collected."""
        self._waiting.clear()


def _escaped(letter: str) -> str:
    """A letter of a JSON text, escaped where a terminal could take it for an order."""
    if letter.isprintable() or letter == "\n":
        return letter
    number = ord(letter)
    if number < 0x10000:
        return f"\\u{number:04x}"
    number -= 0x10000
    return f"\\u{0xD800 + (number >> 10):04x}\\u{0xDC00 + (number & 0x3FF):04x}"
