"""What is wrong with a roadmap file, where, and what would be right."""

from __future__ import annotations

from enum import StrEnum

from studytui.domain.records import dataclass
from studytui.domain.text import clean_line

QUOTED_LENGTH = 80


class Severity(StrEnum):
    """How bad it is: an error keeps the file out of the list, a warning and a notice do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True)
class Finding:
    """One fault of one file; `where` is empty for the file as a whole."""

    file: str
    where: str
    severity: Severity
    message: str
    hint: str = ""
    line: int | None = None
    column: int | None = None

    def sentence(self) -> str:
        """`FILE: WHERE: what is wrong (what would be right)`; a notice names its file itself."""
        parts = [] if self.severity is Severity.NOTICE else [self.file, self.where]
        told = ": ".join([part for part in parts if part] + [self.message])
        return f"{told} ({self.hint})" if self.hint else told

    def placed(self) -> str:
        """The sentence with the line behind the file's name, where it does not say that itself."""
        told = self.sentence()
        if not self.line or f"line {self.line}" in told:
            return told
        return f"{self.file}: line {self.line}: {told.removeprefix(self.file + ': ')}"


def quoted(text: str) -> str:
    """Foreign text fit for a message: cleaned, on one line, cut, in quotation marks."""
    line = clean_line(text[: QUOTED_LENGTH * 8])
    return f'"{line}"' if len(line) <= QUOTED_LENGTH else f'"{line[: QUOTED_LENGTH - 1]}…"'


def takes_place(file: str) -> Finding:
    """Said of a user's file that has the id of a bundled roadmap."""
    return Finding(file, "", Severity.NOTICE, f"your {file} takes the place of the bundled one")


def without_roadmap(ticks: int) -> Finding:
    """Said of ticks whose ids no roadmap holds any more; they are kept."""
    verb, noun = ("belongs", "tick") if ticks == 1 else ("belong", "ticks")
    return Finding("", "", Severity.NOTICE, f"{ticks:,} {noun} {verb} to topics that no roadmap holds now")
