"""Faults gathered while a document is checked, and the places they are said of."""

from __future__ import annotations

from studytui.domain.ids import is_slug
from studytui.domain.records import dataclass, replace
from studytui.roadmaps.findings import Finding, Severity
from studytui.roadmaps.lines import Keys, Lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from studytui.roadmaps.read import Document

MAX_FINDINGS = 1000
MAX_GUESSES = 60  # each "did you mean" compares with hundreds of words


@dataclass(frozen=True)
class Place:
    """Where in a document something stands: in words for a person, in keys for its line."""

    words: str = ""
    keys: Keys = ()

    def field(self, key: str, number: int | None = None) -> Place:
        """The place of one of its fields, or of an element of that field, counted from 1."""
        word = key if number is None else f"{key}[{number}]"
        keys = (*self.keys, key) if number is None else (*self.keys, key, number)
        return Place(f"{self.words} › {word}" if self.words else word, keys)

    def item(self, key: str, number: int, slug: object) -> Place:
        """The place of a numbered part, with its id in words where it has a good one."""
        place = self.field(key, number)
        named = isinstance(slug, str) and is_slug(slug)
        return Place(f"{place.words} {slug}", place.keys) if named else place


WHOLE = Place()


class Report:
    """The faults of one document; `bundled` ones are held to more than a user's own."""

    def __init__(self, document: Document, *, bundled: bool) -> None:
        """Begin with no faults."""
        self.file = document.file
        self.bundled = bundled
        self._text = document.text
        self._found: list[tuple[Keys, Finding]] = []
        self._more = 0
        self._guesses = 0
        self.errors = 0

    def error(self, place: Place, message: str, hint: str = "") -> None:
        """Add what keeps the file from being used."""
        self.add(Severity.ERROR, place, message, hint)

    def warning(self, place: Place, message: str, hint: str = "") -> None:
        """Add what is odd, and does no harm."""
        self.add(Severity.WARNING, place, message, hint)

    def lapse(self, place: Place, message: str, hint: str = "") -> None:
        """Add what is an error in a bundled file, and a warning in a user's own."""
        self.add(Severity.ERROR if self.bundled else Severity.WARNING, place, message, hint)

    def add(self, severity: Severity, place: Place, message: str, hint: str) -> None:
        """Add a fault; beyond a thousand they are only counted."""
        self.errors += severity is Severity.ERROR
        if len(self._found) >= MAX_FINDINGS:
            self._more += 1
            return
        self._found.append((place.keys, Finding(self.file, place.words, severity, message, hint)))

    def nearest(self, word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
        """The known word most like `word`, as long as not too many have been asked for."""
        if not self.may_guess():
            return None
        import difflib

        found = difflib.get_close_matches(word[:200], known, 1, cutoff)
        return found[0] if found else None

    def may_guess(self) -> bool:
        """Whether one more "did you mean" may be looked for; a hostile file asks for thousands."""
        self._guesses += 1
        return self._guesses <= MAX_GUESSES

    def findings(self) -> tuple[Finding, ...]:
        """All of them with their lines, in the order of the file."""
        if not self._found:
            return ()
        lines = Lines(self._text)
        found = [replace(finding, line=lines.line(keys)) for keys, finding in self._found]
        found.sort(key=lambda finding: finding.line or 0)
        if self._more:
            found.append(Finding(self.file, "", Severity.ERROR, f"{self._more:,} more faults"))
        return tuple(found)
