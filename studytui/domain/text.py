"""Foreign text made fit for a screen: no control character gets further than here."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` without control characters, text-direction overrides and lone surrogates; keeps \\n and \\t."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _BIDI.sub("", _CONTROL.sub("", text)))


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
