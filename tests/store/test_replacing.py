"""A program that dies while it replaces a file: the next one brings file and history in step again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studytui.domain.faults import Fault, SystemRefused
from studytui.services.clock import FixedClock
from studytui.services.study import Study
from studytui.store.leftovers import sweep
from studytui.store.operations import Changed
from studytui.store.replacing import file_of

if TYPE_CHECKING:
    from studytui.store.home import Home

BEFORE, AFTER = "# mine\nday_start = 3\n", "# mine\nday_start = 5\n"
NOON = 1_795_262_400


class Died(BaseException):
    """The end of a program at a certain place."""


def study(home: Home) -> Study:
    return Study(home, FixedClock(NOON, "UTC"))


def dies(home: Home, monkeypatch: pytest.MonkeyPatch, committed: bool) -> None:
    """Let a change of the settings end after the file was replaced, before or after it is committed."""
    one = study(home)

    def replace() -> None:
        with one.files.kept_if_refused(), one.store.change("settings") as writer:
            one.files.write(writer, "config.toml", one.files.read("config.toml"), AFTER)
            if not committed:
                raise Died
        raise Died

    with monkeypatch.context() as dying:
        dying.setattr(one.store, "settle_files", lambda: None)
        with pytest.raises(Died):
            replace()
    assert Path(home.config).read_text() == AFTER
    assert len(home.interrupted()) == 1
    one.close()


@pytest.mark.parametrize("before", [BEFORE, None])
@pytest.mark.parametrize("committed", [False, True])
def test_the_file_goes_with_its_change(
    home: Home, monkeypatch: pytest.MonkeyPatch, before: str | None, committed: bool
) -> None:
    home.make()
    if before is not None:
        Path(home.config).write_text(before)
    dies(home, monkeypatch, committed)
    one = study(home)
    text = one.files.read("config.toml")
    assert text == (AFTER if committed else before)
    assert one.settings.day_start == (5 if committed else 4 if before is None else 3)
    assert len(one.history.listed()) == committed
    assert sorted(os.listdir(home.folder)) == [*(["config.toml"] if text else []), "study.db"]
    if committed:
        one.history.undo()
        assert one.files.read("config.toml") == before
    one.close()


def test_what_was_edited_since_is_left(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    dies(home, monkeypatch, committed=False)
    Path(home.config).write_text("# by hand\n")
    study(home).close()
    assert Path(home.config).read_text() == "# by hand\n"
    assert sorted(os.listdir(home.folder)) == ["config.toml", "study.db"]


def test_a_link_is_followed_and_stays_one(
    home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home.make()
    real = tmp_path / "dotfiles" / "study.toml"
    real.parent.mkdir()
    real.write_text(BEFORE)
    os.symlink(real, home.config)
    dies(home, monkeypatch, committed=False)
    study(home).close()
    assert os.path.islink(home.config)
    assert real.read_text() == BEFORE
    assert os.listdir(real.parent) == ["study.toml"]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"name": "../../etc/passwd", "there": true, "new": null}']
)
def test_a_header_that_makes_no_sense_is_removed(home: Home, content: str) -> None:
    study(home).close()
    Path(home.folder, ".change-0-0").write_text(content)
    Path(home.folder, ".change-of-mine").write_text(content)
    study(home).close()
    assert sorted(os.listdir(home.folder)) == [".change-of-mine", "study.db"]


def test_nothing_is_written_on_top_of_what_cannot_be_put_in_order(home: Home) -> None:
    study(home).close()
    header = Path(home.folder, ".change-0-0")
    header.mkdir()
    one = study(home)
    assert one.history.listed() == ()
    for write in (
        lambda: one.history.set_setting("day_start", 5),
        lambda: one.authoring.new("mine", "Mine"),
        one.history.undo,
    ):
        with pytest.raises(SystemRefused, match="could not be put in order") as refused:
            write()
        assert refused.value.exit_status == 4
        assert refused.value.hint
    one.close()
    assert sorted(os.listdir(home.folder)) == [".change-0-0", "study.db"]
    header.rmdir()
    one = study(home)
    one.history.set_setting("day_start", 5)
    assert len(one.history.listed()) == 1
    one.close()


def test_what_cannot_be_taken_back_is_before_the_next_change(home: Home) -> None:
    one = study(home)

    def refused() -> None:
        with one.files.kept_if_refused(), one.store.change("settings") as writer:
            one.files.write(writer, "config.toml", None, AFTER)
            (header,) = home.interrupted()
            Path(home.folder, header).rename(Path(home.folder, "aside"))
            Path(home.folder, header).mkdir()
            raise Died

    with pytest.raises(Died):
        refused()
    (header,) = home.interrupted()
    with pytest.raises(SystemRefused, match="could not be put in order"):
        one.authoring.new("mine", "Mine")
    assert Path(home.config).read_text() == AFTER
    Path(home.folder, header).rmdir()
    Path(home.folder, "aside").rename(Path(home.folder, header))
    one.authoring.new("mine", "Mine")
    one.close()
    assert sorted(os.listdir(home.folder)) == ["roadmaps", "study.db"]


@pytest.mark.parametrize("committed", [False, True])
def test_an_open_program_reads_no_file_of_a_change_that_another_one_left(
    home: Home, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    home.make()
    Path(home.config).write_text(BEFORE)
    one = study(home)
    dies(home, monkeypatch, committed)
    one.history.set_setting("week_start", "sunday")
    assert Path(home.config).read_text() == f'{AFTER if committed else BEFORE}week_start = "sunday"\n'
    one.history.undo()
    assert Path(home.config).read_text() == (AFTER if committed else BEFORE)
    one.close()


def test_what_a_file_was_is_not_swept_while_its_change_has_a_header(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.make()
    Path(home.config).write_text(BEFORE)
    os.utime(home.config, (NOON, NOON))
    dies(home, monkeypatch, committed=False)
    assert sweep(home, NOON + 10 * 86_400) == ()
    study(home).close()
    assert Path(home.config).read_text() == BEFORE


def test_no_name_leads_out_of_the_folder(home: Home) -> None:
    for name in ("study.db", "../config.toml", "roadmaps/../x.toml", "roadmaps/a/b.toml", "roadmaps/.toml"):
        with pytest.raises(Changed):
            file_of(home, name)
    assert issubclass(Changed, Fault)
