"""Roadmap files broken at random: each is a roadmap or has a message, soon and in little memory."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from studytui.domain.roadmap import Roadmap
from studytui.roadmaps import locate
from studytui.roadmaps.build import build
from studytui.roadmaps.findings import Finding
from studytui.roadmaps.library import Library
from studytui.roadmaps.read import parse
from studytui.roadmaps.validate import usable, validate
from tests.faults.table import Figures, Goal

MANY, SOME, BATCHES = 20_000, 400, 8
MEBIBYTES = 200
SECONDS = 1.0
JUNK = (
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    "==",
    '"',
    "'",
    '"""',
    "'''",
    "#",
    ".",
    ",",
    "\n",
    "\r",
    "\t",
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\ufeff",
    "nan",
    "inf",
    "-1",
    "1e999",
    "9" * 5000,
    "1979-05-27T07:32:00Z",
    "true",
    "[]",
    "{}",
    "[[1], [2]]",
    'id = "x"\n',
    "title = 7\n",
    "[[stages]]\n",
    "[[stages.topics]]\n",
    "stages = 3\n",
    "a.b.c.d.e = 1\n",
    "a" * 3000,
    "[" * 300,
    "{a=" * 200,
    "\\",
    "\\u0000",
    "\\ud800",
    "schema = 2\n",
    'hours = "many"\n',
    "hours = -4\n",
    "weeks = [9, 1]\n",
)


def broken(text: str, dice: Random) -> bytes:
    """A text with some of its parts cut, doubled, swapped, or replaced by junk."""
    text = text[: dice.randrange(len(text))] if dice.random() < 0.2 else text
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(text) + 1)
        behind = min(len(text), at + dice.choice((0, 1, 3, 20, 200)))
        piece = text[at:behind]
        fresh = dice.choice(("", piece * 2, piece[::-1], dice.choice(JUNK), dice.choice(JUNK) * 3))
        text = text[:at] + fresh + text[behind:]
    data = text.encode("utf-8", "surrogatepass")
    if dice.random() < 0.2:
        at = dice.randrange(len(data) + 1)
        data = data[:at] + dice.randbytes(dice.randrange(1, 4)) + data[at:]
    return data


def told(data: bytes, file: str, library: Library) -> tuple[str, bool]:
    """What became of it: a roadmap, or a message, and whether that names the file."""
    document = parse(data, file)
    if isinstance(document, Finding):
        return "message", file in document.placed()
    catalogue = library.catalogue()
    if usable(document, catalogue):
        assert isinstance(build(document.table, catalogue, bundled=False), Roadmap)
        return "roadmap", True
    found = validate(document, catalogue, bundled=False)
    return "message", bool(found) and all(file in finding.placed() for finding in found)


def try_many(seed: int, count: int) -> dict[str, float]:
    """The figures of so many files, in this process, which may take no more memory than is allowed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEBIBYTES << 20, MEBIBYTES << 20))
    library, dice = Library(None), Random(seed)
    texts = {
        f"{slug}.toml": Path(path).read_text("utf-8")
        for slug, path in locate.bundled_files(locate.data_folder()).items()
    }
    figures = {"roadmap": 0, "message": 0, "without a place": 0, "slowest": 0.0}
    for _ in range(count):
        file = dice.choice(list(texts))
        data = broken(texts[file], dice)
        begun = time.perf_counter()
        kind, placed = told(data, file, library)
        figures["slowest"] = max(figures["slowest"], time.perf_counter() - begun)
        figures[kind] += 1
        figures["without a place"] += not placed
    figures["mebibytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def in_a_process(seed: int, count: int) -> dict[str, float]:
    """The same in a process of its own; a traceback or too much memory fails the test."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.test_toml", str(seed), str(count)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, float] = json.loads(done.stdout)
    assert found["without a place"] == 0
    assert found["roadmap"] + found["message"] == count
    return found


def test_some_broken_files() -> None:
    found = in_a_process(1, SOME)
    assert found["roadmap"]
    assert found["message"]


@pytest.mark.faults
@pytest.mark.parametrize("batch", range(BATCHES))
def test_twenty_thousand_broken_files(batch: int, figures: Figures) -> None:
    found = in_a_process(100 + batch, MANY // BATCHES)
    assert found["slowest"] < SECONDS
    figures.add(Goal.TOML, "files", MANY // BATCHES, least=MANY)
    figures.add(Goal.TOML, "tracebacks", 0, most=0)
    figures.add(Goal.TOML, "messages without a place", int(found["without a place"]), most=0)
    figures.top(Goal.TOML, "s the slowest", found["slowest"], most=SECONDS)
    figures.top(Goal.TOML, "MiB the most", found["mebibytes"], most=MEBIBYTES)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(try_many(int(sys.argv[1]), int(sys.argv[2]))))
