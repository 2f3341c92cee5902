"""The wheel works with no checkout near it, and so does the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout; what builds it is installed already."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    [built] = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_roadmaps_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    bundled = {Path(name).stem for name in names if name.startswith("studytui/data/roadmaps/")}
    assert bundled == {file.stem for file in (ROOT / "data" / "roadmaps").glob("*.toml")}
    assert len(bundled) == 8
    assert "studytui/data/catalogue.toml" in names
    assert "studytui/tui/app.tcss" in names
    assert "studytui/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "screenshots/"))]


def test_the_wheel_works_alone(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "elsewhere"
    zipfile.ZipFile(wheel).extractall(place)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(place),
        "STUDYTUI_HOME": str(tmp_path / "data"),
    }
    code = "import studytui, sys; print(studytui.__file__); from studytui.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, "roadmap", "list", "--json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    where, _, rest = done.stdout.partition("\n")
    assert where.startswith(str(place))
    assert len(json.loads(rest)) == 8


def test_the_checkout_finds_its_data() -> None:
    from studytui.roadmaps.library import Library

    assert len(Library(None).ids()) == 8
