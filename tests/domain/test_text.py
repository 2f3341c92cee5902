"""Foreign text: no control character gets further than `clean`."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.text import clean, clean_line, fold

ANY = st.text(st.characters())
"""Lone surrogates included."""
BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def harmful(text: str, keep: str = "") -> list[str]:
    return [
        letter
        for letter in text
        if letter not in keep
        and (unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or ord(letter) in BIDI)
    ]


@given(ANY)
def test_clean_never_leaves_control_characters(text: str) -> None:
    assert not harmful(clean(text), "\n\t")
    clean(text).encode()


@given(st.text(st.sampled_from("\r\n\0\x1b\x9b[31m\u2028\u202e\ufeff\ud800\udc00 a")))
def test_clean_of_the_worst(text: str) -> None:
    assert not harmful(clean(text), "\n\t")
    assert "\r" not in clean(text)


@given(ANY)
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.text(st.characters(exclude_categories=["C", "Z"])))
def test_clean_leaves_letters_alone(text: str) -> None:
    assert clean(text) == text


def test_every_control_character_goes() -> None:
    for code in (*range(32), *range(0x7F, 0xA0)):
        if chr(code) not in "\n\t\r":
            assert clean(f"a{chr(code)}b") == "ab"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\tb\n", "a\tb\n"),
        ("\x1b[31mred", "[31mred"),
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("\ud800", "\ufffd"),
        ("abc\u202edef", "abcdef"),
        ("👩‍🚀", "👩‍🚀"),
        ("क्षि", "क्षि"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(ANY)
def test_a_clean_line_is_one_line_without_blanks_around(text: str) -> None:
    line = clean_line(text)
    assert not harmful(line)
    assert line == line.strip()
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"),
        ("STRASSE", "straße"),
        ("Ångström", "angstrom"),
        ("ﬁle", "FILE"),
        ("İstanbul", "istanbul"),
    ],
)
def test_fold_compares_without_case_and_accents(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(st.characters(codec="ascii")))
def test_fold_of_plain_text_is_small_letters(text: str) -> None:
    assert fold(text) == text.lower()


@given(ANY)
def test_folded_text_compares_with_itself_in_capitals(text: str) -> None:
    if unicodedata.normalize("NFKD", text).isascii():
        assert fold(text) == fold(text.upper())
