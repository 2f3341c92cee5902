"""config.toml: defaults where it is silent or wrong, comments and order kept, never half written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from studytui.domain.faults import DataFault, SystemRefused
from studytui.domain.settings import Settings
from studytui.store.config import read_settings, read_text, with_setting, write_text
from tests.store.samples import picture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.store.home import Home

TEXT = """# mine, and nobody else's

week_start = "sunday"   # as at home
day_start = 6

[keys]
"timer.toggle" = "f5"
"""


@pytest.fixture
def made(home: Home) -> Home:
    """A data folder."""
    home.make()
    return home


def test_without_a_file_the_defaults_hold(home: Home) -> None:
    assert read_settings(home) == Settings()
    assert read_text(home) is None
    assert not os.path.exists(home.folder)


def test_what_the_file_says_holds(made: Home) -> None:
    Path(made.config).write_text(TEXT)
    found = read_settings(made)
    assert (found.week_start, found.day_start, found.first_weekday) == ("sunday", 6, 6)
    assert found.keys == {"timer.toggle": "f5"}
    assert (found.faults, found.broken) == ((), False)


def test_a_wrong_value_is_said_and_the_others_hold(made: Home) -> None:
    Path(made.config).write_text('day_start = 25\nclock = "12h"\ntheem = "x"\nmouse = 1\n[zzzzzz]\na = 1\n')
    found = read_settings(made)
    assert (found.day_start, found.clock, found.mouse, found.broken) == (4, "12h", True, False)
    assert [fault.removeprefix(made.config + ": ") for fault in found.faults] == [
        "day_start: write a whole number from 0 to 12; 4 holds",
        'unknown setting "theem" (did you mean "theme"?)',
        "mouse: write true or false; True holds",
        'unknown setting "zzzzzz"',
    ]


@pytest.mark.parametrize(
    "content",
    [b"day_start = ", b"\xff\xfe", b"a = 1\na = 2", b"x = " + b"[" * 2000, b"#" * (1 << 21), b"a = 2\0"],
)
def test_while_the_file_is_broken_the_defaults_hold_and_it_is_not_written(made: Home, content: bytes) -> None:
    Path(made.config).write_bytes(content)
    found = read_settings(made)
    assert found.broken
    assert found == Settings(faults=found.faults, broken=True)
    (fault,) = found.faults
    assert fault.startswith(made.config)
    with pytest.raises(DataFault):
        with_setting(made, "clock", "12h")
    assert Path(made.config).read_bytes() == content


def test_a_broken_line_is_named(made: Home) -> None:
    Path(made.config).write_text('clock = "12h"\nday_start = = 4\n')
    assert "line 2" in read_settings(made).faults[0]


def test_what_is_no_file_is_not_waited_for(made: Home) -> None:
    os.mkfifo(made.config)
    assert read_settings(made).broken
    os.unlink(made.config)
    os.mkdir(made.config)
    assert read_settings(made).broken
    with pytest.raises(DataFault):
        read_text(made)


def test_a_file_with_a_byte_order_mark(made: Home) -> None:
    Path(made.config).write_bytes(b"\xef\xbb\xbfday_start = 5\r\n")
    assert read_settings(made).day_start == 5
    assert with_setting(made, "day_start", 7) == "day_start = 7\r\n"


def test_comments_and_order_survive(made: Home) -> None:
    Path(made.config).write_text(TEXT)
    assert with_setting(made, "week_start", "monday") == TEXT.replace('"sunday"', '"monday"')
    assert with_setting(made, "day_start", None) == TEXT.replace("day_start = 6\n", "")
    assert Path(made.config).read_text() == TEXT


def test_a_new_setting_goes_before_the_tables(made: Home) -> None:
    Path(made.config).write_text(TEXT)
    write_text(made, with_setting(made, "clock", "12h"))
    found = read_settings(made)
    assert (found.clock, found.keys, found.faults) == ("12h", {"timer.toggle": "f5"}, ())
    for line in TEXT.splitlines():
        assert line in Path(made.config).read_text().splitlines()


def test_a_new_file_is_private_and_alone(made: Home) -> None:
    before = os.umask(0)
    try:
        write_text(made, with_setting(made, "theme", "nord"))
    finally:
        os.umask(before)
    assert Path(made.config).read_text() == 'theme = "nord"\n'
    assert stat.S_IMODE(os.stat(made.config).st_mode) == 0o600
    assert os.listdir(made.folder) == ["config.toml"]
    write_text(made, None)
    assert os.listdir(made.folder) == []


def test_a_linked_file_stays_a_link(made: Home, tmp_path: Path) -> None:
    dotfiles = tmp_path / "dotfiles"
    dotfiles.mkdir()
    (dotfiles / "studytui.toml").write_text(TEXT)
    os.symlink(dotfiles / "studytui.toml", made.config)
    write_text(made, with_setting(made, "day_start", 3))
    assert os.path.islink(made.config)
    assert (dotfiles / "studytui.toml").read_text() == TEXT.replace("6", "3")
    assert os.listdir(dotfiles) == ["studytui.toml"]


def test_what_lies_in_the_way_of_the_new_file_is_not_followed(made: Home, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    os.symlink(victim, f"{made.config}.new-{os.getpid()}")
    write_text(made, "day_start = 2\n")
    assert victim.read_text() == "precious"
    assert read_settings(made).day_start == 2


def test_a_file_that_cannot_be_put_in_place_leaves_the_old(made: Home) -> None:
    os.mkdir(made.config)
    before = picture(made.folder)
    with pytest.raises(SystemRefused):
        write_text(made, "day_start = 2\n")
    assert picture(made.folder) == before
