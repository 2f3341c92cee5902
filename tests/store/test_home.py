"""The data folder: where it is, and that nobody else may look into it."""

from __future__ import annotations

import os
import stat

import pytest

from studytui.store.home import Home, find_home
from tests.store.samples import NOON, opened, picture, put, study_of


def test_only_the_owner_may_read(home: Home) -> None:
    before = os.umask(0)
    try:
        store = opened(home)
        put(store, study_of(store, NOON))
        store.back_up("test")
        store.close()
    finally:
        os.umask(before)
    modes = {name: stat.S_IMODE(mode) for name, (mode, _) in picture(os.path.dirname(home.folder)).items()}
    backup = next(name for name in modes if name.endswith("-test.db"))
    assert modes == {"data": 0o700, "data/study.db": 0o600, "data/backups": 0o700, backup: 0o600}
    assert not home.shared_with_others()
    os.chmod(home.folder, 0o755)
    assert home.shared_with_others()


def test_the_journal_is_as_private(home: Home) -> None:
    before = os.umask(0)
    try:
        store = opened(home)
        with store.change("log") as writer:
            store.put_session(writer, study_of(store, NOON))
            assert stat.S_IMODE(os.stat(home.database + "-journal").st_mode) == 0o600
        store.close()
    finally:
        os.umask(before)


@pytest.mark.parametrize(
    ("flag", "environment", "folder"),
    [
        ("/a/b", {"STUDYTUI_HOME": "/c"}, "/a/b"),
        (None, {"STUDYTUI_HOME": "/c/../d"}, "/d"),
        (None, {"XDG_CONFIG_HOME": "/x"}, "/x/studytui"),
        (None, {"XDG_CONFIG_HOME": "relative"}, "~/.config/studytui"),
        (None, {}, "~/.config/studytui"),
        ("~/study", {}, "~/study"),
    ],
)
def test_where_the_data_folder_is(flag: str | None, environment: dict[str, str], folder: str) -> None:
    assert find_home(flag, environment).folder == os.path.expanduser(folder)
