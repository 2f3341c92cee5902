"""Strings that break programs: a list of our own, in the classes of the Big List of Naughty Strings, and more."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import tempfile
import unicodedata
from pathlib import Path

import pytest

RESERVED = (
    "undefined", "null", "None", "nil", "true", "False", "hasOwnProperty", "then", "__class__", "__init__",
    "\\", "\\\\", "NaN", "Infinity", "con", "NUL", "aux.toml", "COM1", ".", "..", "~", "-", "--", "--help", "-rf",
)  # fmt: skip
NUMBERS = (
    "0", "1", "-1", "1.00", "$1.00", "1/2", "1E2", "1E02", "-1.00", "0..0", "1/0", "0/0", "-0", "0x0", "0xffffffff",
    "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e309", "9" * 400,
    "1,000,000.00", "1 000", "1'000", "01000", "08", "１２３", "١٢٣", "½", "²", "∞",
)  # fmt: skip
SIGNS = (
    ",./;'[]-=", '<>?:"{}|_+', "!@#$%^&*()`~", "Ω≈ç√∫˜µ≤≥÷", "¡™£¢∞§¶•ªº–≠", "ЁЂЃЄЅІЇЈЉЊ", "⁰⁴⁵₀₁₂", "'", '"', "''",
    '""', "'\"'", "\"''''\"'\"", "«»", "‘’“”", "田中さんにあげて下さい", "部落格", "사회과학원", "찦차를",
    "(｡◕ ∀ ◕｡)", "ヽ༼ຈل͜ຈ༽ﾉ", "( ͡° ͜ʖ ͡°)", "¯\\_(ツ)_/¯", "𠜎𠜱𠝹", "ĲĳǅŐﬀﬁ", "İıſß",
    "Ⱥ", "𝕋𝕙𝕖 𝖖𝖚𝖎𝖈𝖐", "🆃🅷🅴", "⒯⒣⒠", "ʇǝsɯɐ", "ab\u00adcd", "a\u200bb\u200cc\u2060d",
)  # fmt: skip
EMOJI = (
    "😍", "👩🏽", "👾 🙇 💁", "👨‍🦰 👨🏿‍🦰", "👩‍👩‍👧‍👦", "🧑‍💻", "❤️ 💔", "✋🏿 💪🏿", "0️⃣ 1️⃣ 🔟", "🇺🇸🇷🇺🇸 🇦🇫", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "✔\ufe0f ✔\ufe0e",
    "\u200d", "\ufe0f", "\u200d\u200d\u200d", "e\u0301" * 3, "a" + "\u0300" * 60, "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
    "\u0301alone", "क्षि", "ก็็็็็็", "ﷺ" * 5,
)  # fmt: skip
DIRECTIONS = (
    "ثم نفس سقطت", "בְּרֵאשִׁית", "hello السلام עולם", "\u202eright to left\u202c", "\u202aa\u202bb\u202d",
    "\u2066isolate\u2067\u2068\u2069", "\u061c\u200e\u200f", "test\u2060test\u202b",
)  # fmt: skip
BLANKS = (
    "", " ", "\t", "\n", "\r\n", "\r", "\v\f", "\u00a0", "\u1680\u180e\u2000\u2003\u2009\u202f\u205f\u3000", "\ufeff",
    "\ufffe", "\uffff", "\u2028\u2029\x85", "a\nb\r\nc\rd", " lead and trail ",
)  # fmt: skip
MARKUP = (
    "[/]", "[", "]", "[red]x[/red]", "[@click=app.quit]quit[/]", "[link=file:///etc/passwd]x[/link]", "[bold", "[[", "\\[x]",
    "[/nothing]", "[$primary]x[/]", "[on red]", "[#ff0000]", "[@click='app.bell']", "[not a tag!]", "{x}", "{0}", "%s%n%d",
    "$name ${name}", "{{7*7}}", "<%= 7 %>", "&amp;&#27;&lt;",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "<!--#exec cmd=\"id\"-->",
    "# heading", "- [x] item", "* * *", "```", "> quote", "| a | b |", "![x](file:///etc/passwd)", "<http://x>", "\\(x\\)",
)  # fmt: skip
INJECTIONS = (
    "1;DROP TABLE session", "1'; DROP TABLE session-- 1", "' OR 1=1 -- 1", "%", "_", "*", "NEAR(a b)", "a AND", '"a', "^a",
    "$HOME", "$ENV{'HOME'}", "`touch PWNED`", "$(touch PWNED)", "; touch PWNED", "| touch PWNED", "&& touch PWNED",
    "../../../../etc/passwd", "..\\..\\x", "/dev/null", "/", "file:///etc/passwd", "<?xml version='1.0'?><!DOCTYPE x>",
    "=1+1", "+1+1", "-2+3", "@SUM(1)", "=cmd|' /C calc'!A0", "\t=1", "eval(\"1\")", "System(\"ls\")",
    "Roses are \x1b[0;31mred\x1b[0m", "\x1b]0;PWN\x07", "\x1b]52;c;UFdO\x1b\\", "\x9b31m\x9d0;PWN\x9c", "\x1bP1$r\x1b\\",
    "\x1b[2J\x1b[H", "\x1b[?1049l", "\x1bc", "\x08\x08\x08over", "bell\x07", "\x00", "a\x00b", "\x7f", "\x1b", "\x1b[",
    "Powerلُلُصّبُلُلصّبُررً ॣ ॣh ॣ ॣ冗", "జ్ఞా",
)  # fmt: skip
CONTROLS = (
    "".join(map(chr, range(1, 32))), "".join(map(chr, range(0x7F, 0xA0))), "\ud800", "\udfff", "a\ud83db", "\udcff\udcfe",
)  # fmt: skip
LONG = ("a" * 10_000, "word " * 2_000, "漢" * 3_000, "[" * 3_000, "🧑‍💻" * 600, "\u0301" * 2_000)

NAUGHTY = (
    *RESERVED, *NUMBERS, *SIGNS, *EMOJI, *DIRECTIONS, *BLANKS, *MARKUP, *INJECTIONS, *CONTROLS, *LONG,
)  # fmt: skip
DIRECTING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def harmful(text: str, keep: str = "\n") -> set[str]:
    """Signs of `text` that a terminal could take for orders, or that turn or break the line."""
    return {
        sign
        for sign in text
        if sign not in keep
        and (unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") or ord(sign) in DIRECTING)
    }


def big_list() -> list[str]:
    """The Big List of Naughty Strings itself, as it is published; skipped where it cannot be fetched."""
    folder = Path(tempfile.gettempdir()) / "studytui-big-list"
    if not (kept := folder / "list.json").exists():
        if shutil.which("npm") is None:
            pytest.skip("the Big List of Naughty Strings is fetched with npm, which is not here")
        folder.mkdir(exist_ok=True)
        fetched = subprocess.run(
            ["npm", "pack", "--silent", "blns@2.0.4"],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if fetched.returncode:
            pytest.skip("the Big List of Naughty Strings could not be fetched")
        with tarfile.open(folder / fetched.stdout.split()[-1]) as archive:
            content = archive.extractfile("package/resources/blns.json")
            assert content is not None
            kept.write_bytes(content.read())
    found: list[str] = json.loads(kept.read_text("utf-8"))
    return found
