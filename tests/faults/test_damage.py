"""Damaged databases: no crash, no hang, no traceback, and no byte changed until a person says repair."""

from __future__ import annotations

import json
import os
import selectors
import shutil
import subprocess
import sys
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from studytui.store.backups import open_copy
from studytui.store.home import Home
from tests.faults.hurt import READING, call
from tests.faults.table import Goal
from tests.store.damage import MUTATIONS, filled, mutated, write
from tests.store.samples import ROOT, opened
from tests.store.test_repairing import lost_by_losing, pages
from tests.store.test_verifying import fill, unseen_flips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.table import Figures

FEW, MANY = 36, 10_000
HANG_SECONDS = 60
BATCHES = 8


class Patient:
    """The other process, started again when it dies."""

    def __init__(self) -> None:
        """Start it."""
        self.deaths = 0
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.hurt"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def asked(self, home: str, write: bool) -> dict[str, Any] | None:
        """What it makes of a folder; none when it died or hung."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps([home, write]) + "\n")
        process.stdin.flush()
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            line = process.stdout.readline() if waiting.select(HANG_SECONDS) else ""
        if line:
            found: dict[str, Any] = json.loads(line)
            return found
        self.deaths += 1
        self.close()
        self._start()
        return None

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def patient() -> Iterator[Patient]:
    """The other process."""
    made = Patient()
    yield made
    made.close()


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder with a backup, and a database of some 40 pages."""
    home = Home(str(tmp_path_factory.mktemp("healthy")))
    filled(home, 60)
    for words in READING:
        call(home.folder, words)  # the roadmap's lines are kept by the first reading
    store = opened(home)
    store.back_up("daily")
    store.close()
    return home


class Count:
    """What came of many."""

    def __init__(self) -> None:
        """Begin with none."""
        self.tried = self.dead = self.raw = self.changed = self.indexed = self.unnamed = 0
        self.slowest = 0.0
        self.told: list[str] = []

    def take(self, found: dict[str, Any] | None, what: str) -> None:
        """Count one."""
        self.tried += 1
        if found is None:
            self.dead += 1
            self.told.append(f"{what}: died or hung")
            return
        self.raw += bool(found["raw"])
        self.changed += found["changed"] and found["refused"]
        self.indexed += found["changed"] and not found["refused"]
        self.unnamed += not found["named"]
        self.slowest = max(self.slowest, found["seconds"])
        if found["raw"] or (found["changed"] and found["refused"]) or not found["named"]:
            self.told.append(f"{what}: {found}")

    def report(self, figures: Figures, what: str, least: int) -> None:
        """Report, and fail where anything was wrong."""
        figures.add(Goal.MALFORMED, what, self.tried, least=least)
        figures.add(Goal.MALFORMED, "crashes or hangs", self.dead, most=0)
        figures.add(Goal.MALFORMED, "tracebacks", self.raw, most=0)
        figures.add(Goal.MALFORMED, "changed without being told to", self.changed, most=0)
        figures.add(Goal.MALFORMED, "without the backup named", self.unnamed, most=0)
        figures.add(Goal.MALFORMED, "whose index of roadmaps was kept, no damage being met", self.indexed)
        figures.top(Goal.MALFORMED, "s for six commands at most", self.slowest)
        assert not self.told, "\n".join(self.told[:10])


def mutants(
    healthy: Home, patient: Patient, folder: Path, seed: int, number: int, figures: Figures, least: int
) -> None:
    """Damage a database in that many ways; each is read, then written and repaired where that is allowed."""
    data = Path(healthy.database).read_bytes()
    backup = next(Path(healthy.backups).iterdir())
    random, kinds, count = Random(seed), list(MUTATIONS), Count()
    for at in range(number):
        home = Home(str(folder / "home"))
        home.make()
        os.makedirs(home.backups)
        os.link(backup, os.path.join(home.backups, backup.name))
        kind = kinds[at % len(kinds)]
        write(home.database, mutated(data, kind, random))
        count.take(patient.asked(home.folder, at % 3 == 0), f"seed {seed}, number {at}, {kind}")
        shutil.rmtree(home.folder)
    count.report(figures, "own mutants", least)


def test_a_few_mutants(healthy: Home, patient: Patient, tmp_path: Path, figures: Figures) -> None:
    mutants(healthy, patient, tmp_path, 1, FEW, figures, 0)


@pytest.mark.faults
@pytest.mark.parametrize("batch", range(BATCHES))
def test_ten_thousand_mutants(
    healthy: Home, patient: Patient, tmp_path: Path, figures: Figures, batch: int
) -> None:
    mutants(healthy, patient, tmp_path, 100 + batch, MANY // BATCHES, figures, MANY)


CACHE = Path(tempfile.gettempdir()) / "studytui-sqlite-corpus"
SOURCES = Path("/etc/apt/sources.list.d/debian.sources")
"""Where this machine has its packages from."""


def corpus() -> list[bytes]:
    """SQLite's own malformed databases, out of Debian's source package; skipped where it cannot be had."""
    CACHE.mkdir(exist_ok=True)
    found = sorted(CACHE.glob("sqlite3_*.orig.tar.*"))
    if not found:
        if shutil.which("apt-get") is None or not SOURCES.exists():
            pytest.skip("SQLite's corpus comes out of a Debian source package, and there is no apt-get here")
        (CACHE / "lists" / "partial").mkdir(parents=True, exist_ok=True)
        (CACHE / "src.sources").write_text(SOURCES.read_text().replace("Types: deb\n", "Types: deb-src\n"))
        options = [
            f"-oDir::Etc::sourcelist={CACHE / 'src.sources'}",
            "-oDir::Etc::sourceparts=/dev/null",
            f"-oDir::State::lists={CACHE / 'lists'}",
            "-oAPT::Sandbox::User=root",
        ]
        for words in (["update", "-qq"], ["source", "--download-only", "-qq", "sqlite3"]):
            done = subprocess.run(
                ["apt-get", *options, *words],
                cwd=CACHE,
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            if done.returncode:  # no network, or no Debian
                pytest.skip(f"SQLite's corpus could not be fetched: {done.stderr.strip()[-200:]}")
        found = sorted(CACHE.glob("sqlite3_*.orig.tar.*"))
    images: set[bytes] = set()
    for name in ("fuzzdata3.db", "fuzzdata7.db"):
        with tarfile.open(found[0]) as archive:
            member = next(one for one in archive.getmembers() if one.name.endswith(f"/test/{name}"))
            content = archive.extractfile(member)
            assert content is not None
            (CACHE / name).write_bytes(content.read())
        with closing(open_copy(str(CACHE / name))) as connection:
            images.update(row[0] for row in connection.execute("SELECT dbcontent FROM db") if row[0])
    return sorted(images)


@pytest.mark.faults
def test_sqlites_own_corpus(healthy: Home, patient: Patient, tmp_path: Path, figures: Figures) -> None:
    backup = next(Path(healthy.backups).iterdir())
    count = Count()
    for at, image in enumerate(corpus()):
        home = Home(str(tmp_path / "home"))
        home.make()
        os.makedirs(home.backups)
        os.link(backup, os.path.join(home.backups, backup.name))
        write(home.database, bytes(image))
        count.take(patient.asked(home.folder, at % 10 == 0), f"image {at}")
        shutil.rmtree(home.folder)
    count.report(figures, "of SQLite's corpus", 10_000)


@pytest.mark.faults
@pytest.mark.parametrize("kind", ["gone", "empty", "noise", "text", "foreign", "swapped"])
def test_never_a_new_start(healthy: Home, tmp_path: Path, figures: Figures, kind: str) -> None:
    home = Home(str(tmp_path / "home"))
    shutil.copytree(healthy.folder, home.folder)
    data, random = Path(home.database).read_bytes(), Random(7)
    content = {
        "gone": None,
        "empty": b"",
        "noise": random.randbytes(len(data)),
        "text": mutated(data, "text", random),
        "foreign": mutated(data, "foreign", random),
        "swapped": data[4096:] + data[:4096],
    }[kind]
    os.unlink(home.database)
    if content is not None:
        write(home.database, content)
    offered = 0
    for words in (*READING, ("log", "5m", "git"), ("start", "git"), ("done", "git")):
        status, said = call(home.folder, words)
        assert status == 3, (words, said)
        offered += "studytui restore" in said
    assert (Path(home.database).read_bytes() if content is not None else None) == content
    figures.add(Goal.GONE, "ways, of which taken for a new start: 0", 1, least=6)
    assert offered == len(READING) + 3


@pytest.mark.faults
def test_every_flipped_bit_that_changes_a_row_is_seen(tmp_path: Path, figures: Figures) -> None:
    home = Home(str(tmp_path / "home"))
    fill(home)
    changed, unseen = unseen_flips(home, str(tmp_path / "copy.db"), 20_000)
    figures.add(Goal.SILENT, "flips that changed rows of a sound file", changed, least=500)
    figures.add(Goal.SILENT, "unseen", unseen, most=0)
    assert unseen == 0


@pytest.mark.faults
def test_each_page_lost_in_turn(tmp_path: Path, figures: Figures) -> None:
    template = Home(str(tmp_path / "template"))
    filled(template, 300)
    home = Home(str(tmp_path / "home"))
    home.make()
    had, lost = lost_by_losing(home, template.database, list(range(1, pages(template.database) + 1)))
    figures.add(Goal.SALVAGE, "pages lost, one at a time", pages(template.database))
    figures.top(Goal.SALVAGE, "% of the rows saved", 100 * (had - lost) / had, least=99)
    assert had - lost >= had * 0.99
