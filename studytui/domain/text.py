"""Foreign text made fit for a screen: no control character gets further than here."""

from __future__ import annotations

_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]"
_BIDI = r"[\u202a-\u202e\u2066-\u2069]"
_SURROGATE = r"[\ud800-\udfff]"


def clean(text: str) -> str:
    """`text` without control characters, text-direction overrides and lone surrogates; keeps \\n and \\t."""
    if text.isprintable():
        return text  # nothing of the kind, and no pattern to compile
    import re

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(_SURROGATE, "\ufffd", re.sub(_BIDI, "", re.sub(_CONTROL, "", text)))


def clean_line(text: str) -> str:
    """`text` cleaned and on one line, without surrounding blanks."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """`text` without case and accents, for comparing what a person typed with what a file says."""
    if text.isascii():
        return text.casefold()
    import unicodedata  # only what is not ASCII needs its tables

    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
