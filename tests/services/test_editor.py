"""A text in the user's own editor: no shell, a private file, nothing lost and nothing left behind."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studytui.domain.faults import Fault, NothingToDo, Refused, SystemRefused
from studytui.services.editor import NotSaved, edited, editor_command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studytui.store.home import Home


def writing(content: bytes | None, status: int = 0) -> Callable[[Sequence[str]], int]:
    """An editor that leaves `content` in the file, or takes the file away."""

    def launch(words: Sequence[str]) -> int:
        file = Path(words[-1])
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content)
        return status

    return launch


def left_over(home: Home) -> list[str]:
    """What stands in the data folder."""
    return sorted(os.listdir(home.folder))


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"EDITOR": "vim"}, ["vim"]),
        ({"VISUAL": "code --wait", "EDITOR": "vim"}, ["code", "--wait"]),
        ({"VISUAL": "  ", "EDITOR": "ed"}, ["ed"]),
        ({"EDITOR": "'/a b/vim' -c 'set tw=80'"}, ["/a b/vim", "-c", "set tw=80"]),
        ({"EDITOR": "true; touch PWNED #"}, ["true;", "touch", "PWNED", "#"]),
    ],
)
def test_the_command_is_split_and_no_shell_reads_it(environment: dict[str, str], words: list[str]) -> None:
    assert editor_command(environment) == words


@pytest.mark.parametrize("environment", [{}, {"EDITOR": ""}, {"VISUAL": " "}])
def test_without_an_editor_both_variables_are_named(environment: dict[str, str]) -> None:
    with pytest.raises(Refused) as caught:
        editor_command(environment)
    assert "$VISUAL" in caught.value.message
    assert "$EDITOR" in caught.value.message


def test_an_open_quotation_is_refused() -> None:
    with pytest.raises(Refused, match="quotation"):
        editor_command({"EDITOR": "vim 'x"})


def test_the_file_is_private_and_gone_afterwards(home: Home) -> None:
    seen = []

    def launch(words: Sequence[str]) -> int:
        file = Path(words[-1])
        seen.append((file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777))
        assert file.parent.parent == Path(home.folder)
        assert file.read_text(encoding="utf-8") == "naïve\n"
        (file.parent / ".git.md.swp").write_text("what editors leave")
        file.write_text("better\r\nlines\n", encoding="utf-8")
        return 0

    with edited(home, "naïve", {"EDITOR": "ed"}, "git.md", launch) as text:
        assert text == "better\nlines\n"
    assert seen == [(0o600, 0o700)]
    assert left_over(home) == []


def test_the_line_break_that_editors_want_is_no_change(home: Home) -> None:
    with edited(home, "as it was", {"EDITOR": "ed"}, launch=lambda _: 0) as text:
        assert text == "as it was"


@pytest.mark.parametrize(
    ("launch", "fault", "words"),
    [
        (writing(b"half", 1), NothingToDo, "status 1"),
        (writing(b"text\n", -2), NothingToDo, "interrupted"),
        (writing(b" \n"), NothingToDo, "empty"),
        (writing(None), NothingToDo, "empty"),
    ],
)
def test_a_failed_or_empty_edit_is_no_edit(
    home: Home, launch: Callable[[Sequence[str]], int], fault: type[Fault], words: str
) -> None:
    with pytest.raises(fault, match=words), edited(home, "text", {"EDITOR": "ed"}, launch=launch):
        raise AssertionError("nothing is to be saved")
    assert left_over(home) == []


@pytest.mark.parametrize(
    ("launch", "fault", "words"),
    [
        (writing(b"half", -2), NothingToDo, "interrupted"),
        (writing(b"\xff\xfe\xfa"), Refused, "UTF-8"),
        (writing(b"x" * 9_000_000), Refused, "too large"),
    ],
)
def test_what_was_written_and_cannot_be_taken_is_kept_and_named(
    home: Home, launch: Callable[[Sequence[str]], int], fault: type[Fault], words: str
) -> None:
    with (
        pytest.raises(fault, match=words) as told,
        edited(home, "text", {"EDITOR": "ed"}, launch=launch),
    ):
        raise AssertionError("nothing is to be saved")
    (folder,) = left_over(home)
    assert folder in told.value.hint


def test_an_editor_that_is_not_there(home: Home) -> None:
    with (
        pytest.raises(SystemRefused, match="/no/where was not found"),
        edited(home, "", {"EDITOR": "/no/where"}),
    ):
        pass
    assert left_over(home) == []


def test_what_cannot_be_saved_is_kept_and_named(home: Home) -> None:
    launch = writing(b"an hour of work")
    with pytest.raises(NotSaved) as caught, edited(home, "", {"EDITOR": "ed"}, "git.md", launch):
        raise Refused("the note would be too long")
    assert caught.value.message == "the note would be too long"
    assert caught.value.exit_status == Refused.exit_status
    file = Path(caught.value.hint.removeprefix("what you wrote is in "))
    assert file.read_text(encoding="utf-8") == "an hour of work"
    caught.value.discard()
    assert left_over(home) == []


def test_the_shell_is_not_asked(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Fault), edited(home, "x", {"EDITOR": "true; touch PWNED #"}):
        pass
    assert not list(tmp_path.rglob("PWNED"))
