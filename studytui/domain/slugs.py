"""Ids made from text that people wrote."""

from __future__ import annotations

import re

from studytui.domain.ids import SLUG_LENGTH, is_slug
from studytui.domain.text import fold

_OTHER = re.compile(r"[^a-z0-9]+")


def slug_of(text: str) -> str:
    """The id nearest to `text`, empty where it has no letter or digit that an id may have."""
    slug = _OTHER.sub("-", fold(text[: SLUG_LENGTH * 8])).strip("-")[:SLUG_LENGTH].rstrip("-")
    if slug and not is_slug(slug):
        return f"{slug}-1"  # a name that Windows keeps for a device
    return slug


def step_slug(text: str) -> str:
    """The id of a step that was written as plain text, the same wherever it stands in its list."""
    if slug := slug_of(text):
        return slug
    from zlib import crc32

    return f"step-{crc32(text.encode('utf-8', 'replace')):08x}"


def unique(slug: str, taken: set[str]) -> str:
    """`slug`, or with the first number that makes it another than those `taken`."""
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        tail = f"-{number}"
        candidate = slug[: SLUG_LENGTH - len(tail)] + tail
    return candidate
