"""Bundled roadmaps and the user's own, side by side."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from studytui.domain.faults import DataFault, Refused
from studytui.roadmaps import locate
from studytui.roadmaps.findings import Severity
from studytui.roadmaps.library import DEFAULT, Library
from tests.roadmaps.samples import CATALOGUE, in_stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def named(slug: str, title: str, body: str = "") -> str:
    text = in_stage(body).replace('id = "my"', f'id = "{slug}"')
    return text.replace("My roadmap", title)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "roadmaps").mkdir(parents=True)
    (folder / "catalogue.toml").write_text(CATALOGUE)
    for slug in ("alpha", "backend-developer"):
        (folder / "roadmaps" / f"{slug}.toml").write_text(named(slug, f"Bundled {slug}"))
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def test_the_list_begins_with_the_default_one(data: Path, own: Path) -> None:
    (own / "aaa.toml").write_text(named("aaa", "Mine"))
    library = Library(own, str(data))
    assert library.ids() == (DEFAULT, "alpha", "aaa")
    assert [(one.id, one.title, one.bundled) for one in library.listing()] == [
        (DEFAULT, "Bundled backend-developer", True),
        ("alpha", "Bundled alpha", True),
        ("aaa", "Mine", False),
    ]
    assert library.listing()[2].path == str(own / "aaa.toml")


def test_a_users_file_takes_the_place_of_a_bundled_one(data: Path, own: Path) -> None:
    (own / "alpha.toml").write_text(named("alpha", "Mine"))
    library = Library(own, str(data))
    assert (library.load("alpha").title, library.load("alpha").bundled) == ("Mine", False)
    listed = library.listing()[1]
    assert (listed.id, listed.bundled, listed.replaces) == ("alpha", False, True)
    assert [one.severity for one in library.findings()] == [Severity.NOTICE]


def test_a_broken_users_file_leaves_the_bundled_one(data: Path, own: Path) -> None:
    (own / "alpha.toml").write_text("schema = 1\nid = ")
    library = Library(own, str(data))
    assert (library.load("alpha").title, library.load("alpha").bundled) == ("Bundled alpha", True)
    assert library.listing()[1].bundled
    assert [one.severity for one in library.findings()] == [Severity.ERROR]
    assert library.findings()[0].sentence().startswith("alpha.toml: line 2, column 5: not valid TOML: ")


def test_a_broken_file_stops_no_other(data: Path, own: Path) -> None:
    (own / "bad.toml").write_text(named("bad", "Bad", 'weeks = "4"\n'))
    (own / "good.toml").write_text(named("good", "Good"))
    library = Library(own, str(data))
    assert [one.id for one in library.listing()] == [DEFAULT, "alpha", "good"]
    with pytest.raises(DataFault) as caught:
        library.load("bad")
    expected = 'bad.toml: stages[1] first › weeks: expected a number or [low, high], not "4"'
    assert caught.value.message == expected
    assert caught.value.hint == f"studytui roadmap check {own / 'bad.toml'}"
    assert [one.sentence() for one in library.findings()] == [expected]


def test_unknown_ids(data: Path, own: Path) -> None:
    library = Library(own, str(data))
    with pytest.raises(Refused) as caught:
        library.load("alhpa")
    assert (caught.value.message, caught.value.hint) == (
        'there is no roadmap "alhpa"',
        'did you mean "alpha"?',
    )
    with pytest.raises(Refused) as caught:
        library.load("Backend")
    assert caught.value.hint == 'did you mean "backend-developer"?'
    for word in ("", "../../etc/passwd", "\x1b[31m", "zzzz", "a" * 5000):
        with pytest.raises(Refused) as caught:
            library.load(word)
        assert caught.value.hint == "`studytui roadmap list` names them all"


def test_what_has_been_read_is_kept_until_it_changes(data: Path, own: Path) -> None:
    path = own / "mine.toml"
    path.write_text(named("mine", "One"))
    library = Library(own, str(data))
    first, stamp = library.load("mine"), library.stamp("mine")
    assert library.load("mine") is first
    assert library.stamp("mine") == stamp
    path.write_text(named("mine", "Another"))
    os.utime(path, ns=(1, 1))
    assert library.stamp("mine") != stamp
    assert library.load("mine").title == "Another"
    stamp = library.stamp("mine")
    (data / "catalogue.toml").write_text("")
    assert library.stamp("mine") != stamp


def test_the_stamp_sees_a_users_file_come_and_go(data: Path, own: Path) -> None:
    library = Library(own, str(data))
    before = library.stamp("alpha")
    (own / "alpha.toml").write_text(named("alpha", "Mine"))
    assert library.stamp("alpha") != before
    assert library.load("alpha").title == "Mine"
    (own / "alpha.toml").unlink()
    assert library.stamp("alpha") == before
    assert library.load("alpha").title == "Bundled alpha"


def test_own_files(own: Path) -> None:
    (own / "b.toml").write_text("")
    (own / "a.toml").symlink_to(own / "b.toml")
    (own / "gone.toml").symlink_to(own / "nothing")
    (own / "c.toml").mkdir()
    (own / ".hidden.toml").write_text("")
    (own / "b.toml~").write_text("")
    assert list(locate.own_files(str(own)).items()) == [
        ("a", str(own / "a.toml")),
        ("b", str(own / "b.toml")),
    ]
    assert locate.own_files(str(own / "missing")) == {}
    assert locate.own_files(str(own / "b.toml")) == {}
    assert locate.own_files(None) == {}


def test_a_file_name_that_is_no_id_is_said(data: Path, own: Path) -> None:
    (own / "My Plan.toml").write_text(named("my-plan", "Plan"))
    library = Library(own, str(data))
    assert library.ids() == (DEFAULT, "alpha")
    assert [one.sentence() for one in library.findings()] == [
        'My Plan.toml: id is "my-plan" but the file is My Plan.toml'
    ]


def test_the_catalogue_can_be_checked(data: Path) -> None:
    library = Library(None, str(data))
    path = data / "catalogue.toml"
    assert library.check(path) == ()
    path.write_text(CATALOGUE + '[topics.vcs]\ntitle = "VCS"\naliases = ["GitHub"]\n[courses.x]\nweeks = 0\n')
    assert [one.sentence() for one in library.check(path)] == [
        "catalogue.toml: courses › x: title is missing",
        "catalogue.toml: courses › x › weeks: 0 is not above zero",
        'catalogue.toml: topics › vcs › aliases: "GitHub" already calls "git"',
    ]


def test_what_a_stamp_imports() -> None:
    """The stamp is asked by every quick command, the parser only by those that must read."""
    code = (
        "import sys\nfrom studytui.roadmaps.library import Library\n"
        f"Library(None).stamp({DEFAULT!r})\n"
        "print(*(name for name in ('tomllib', 'typing', 'difflib', 'pathlib', 'studytui.roadmaps.build')"
        " if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_bundled_data_of_a_wheel_and_of_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site" / "studytui"
    (package / "roadmaps").mkdir(parents=True)
    monkeypatch.setattr(locate, "__file__", str(package / "roadmaps" / "locate.py"))
    assert locate.data_folder() == str(package / "data")
    (tmp_path / "site" / "data").mkdir()
    assert locate.data_folder() == str(tmp_path / "site" / "data")
    (package / "data").mkdir()
    assert locate.data_folder() == str(package / "data")
