"""The user's own editor, in a real terminal: lent, taken back, and no shell in between."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal, program_environment

Opener = Callable[..., Terminal]

_APPENDS = """#!/bin/sh
stat -c 'modes %a' "$1" "$(dirname "$1")"
echo "editing: press enter"
read -r answer
printf 'Written by hand.\\n' >> "$1"
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a roadmap in use and a note on Python."""
    folder = tmp_path / "studytui"
    command(folder, "roadmap", "use", "backend-developer")
    command(folder, "note", "python", "Indentation is syntax")
    return folder


@pytest.fixture
def terminal(data: Path) -> Iterator[Opener]:
    """Opens terminals on the data folder, and closes them."""
    opened: list[Terminal] = []

    def open_terminal(columns: int = 120, rows: int = 40, **environment: str) -> Terminal:
        opened.append(Terminal([], data, columns, rows, **environment))
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.close()


def command(data: Path, *arguments: str) -> str:
    """Run a command on the data folder, and read what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "studytui", *arguments],
        env=program_environment(data),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=True,
    )
    return done.stdout


def note(data: Path) -> str:
    """The text of the note on Python."""
    return next(
        str(one["text"])
        for one in json.loads(command(data, "notes", "--json"))
        if one["id"] == "topic/python"
    )


def script(tmp_path: Path, text: str) -> str:
    """An executable in a folder whose name has a blank, as it stands in $EDITOR."""
    folder = tmp_path / "my editors"
    folder.mkdir(exist_ok=True)
    file = folder / "editor.sh"
    file.write_text(text)
    file.chmod(0o700)
    return f"'{file}'"


def left_behind(data: Path) -> list[str]:
    """Files that an edit has left in the data folder."""
    return [name for name in os.listdir(data) if name.startswith("edit-")]


def test_there_and_back_with_the_place_kept(data: Path, terminal: Opener, tmp_path: Path) -> None:
    one = terminal(80, 24, VISUAL=script(tmp_path, _APPENDS))
    one.wait_for("1 Programming")
    one.press("3")
    one.wait_for("Indentation is syntax")
    one.press("enter")
    one.wait_for("esc list")
    one.press("More")
    one.wait_for("draft kept")
    one.press("ctrl+g")
    shown = one.wait_for("editing: press enter")
    assert "modes 600" in shown
    assert "modes 700" in shown
    assert one.raw.rindex(b"\x1b[?1049l") > one.raw.rindex(b"\x1b[?1049h")
    one.press("enter")
    one.wait_for("Written by hand.", "2:5", "saved", "3 Notes")
    assert note(data) == "Indentation is syntax\nMore\nWritten by hand.\n"
    assert left_behind(data) == []
    one.press("!", "escape")
    one.wait_for("More!", "n new note")
    one.press("u")
    one.wait_for("Undone", gone="More!")
    one.press("q")
    assert one.wait_for_end() == 0


def test_from_the_dashboard(data: Path, terminal: Opener, tmp_path: Path) -> None:
    one = terminal(EDITOR=script(tmp_path, _APPENDS))
    one.wait_for("1 Programming")
    one.press("tab")
    one.wait_for("space done")
    one.press("E")
    one.wait_for("editing: press enter")
    one.press("enter")
    one.wait_for("Saved the note on Python", "Stages", "space done")
    assert note(data) == "Indentation is syntax\nWritten by hand.\n"
    assert left_behind(data) == []


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("true; touch PWNED #", "not found"),
        ("true", "as it was"),
        ("false", "status 1"),
        ("/no/where/editor", "not found"),
        ("sh -c 'kill -INT $$'", "interrupted"),
        ("sh -c ': > \"$0\"'", "came back empty"),
        ("vim '", "quotation"),
        ("", "$VISUAL"),
    ],
)
def test_what_goes_wrong_leaves_the_note(data: Path, terminal: Opener, editor: str, said: str) -> None:
    one = terminal(EDITOR=editor)
    one.wait_for("1 Programming")
    one.press("3")
    one.wait_for("Indentation is syntax")
    one.press("E")
    one.wait_for(said, "3 Notes", "Indentation is syntax")
    assert note(data) == "Indentation is syntax\n"
    assert left_behind(data) == []
    assert not list(data.parent.rglob("PWNED"))
    assert not Path("PWNED").exists()
    one.press("q")
    assert one.wait_for_end() == 0


def test_an_interrupt_is_the_editors(data: Path, terminal: Opener, tmp_path: Path) -> None:
    text = "#!/bin/sh\ntrap 'echo caught >> \"$1\"; exit 0' INT\necho waiting\nwhile :; do sleep 0.05; done\n"
    one = terminal(EDITOR=script(tmp_path, text))
    one.wait_for("1 Programming")
    one.press("3")
    one.wait_for("Indentation is syntax")
    one.press("E")
    one.wait_for("waiting")
    one.press("\x03")
    one.wait_for("caught", "3 Notes")
    assert note(data) == "Indentation is syntax\ncaught\n"


def test_a_kill_keeps_the_draft(data: Path, terminal: Opener) -> None:
    one = terminal(80, 24)
    one.wait_for("1 Programming")
    one.press("3")
    one.wait_for("Indentation is syntax")
    one.press("enter")
    one.wait_for("esc list")
    one.press("Half a thou")
    one.wait_for("draft kept")
    one.kill(signal.SIGKILL)
    assert one.wait_for_end() == 128 + signal.SIGKILL
    again = terminal(80, 24)
    again.wait_for("1 Programming")
    again.press("3")
    again.wait_for("Half a thou", "draft taken up")
    again.press("enter")
    again.wait_for("esc list")
    again.press("ght", "q", "ctrl+s")
    again.wait_for("saved")
    assert note(data) == "Indentation is syntax\nHalf a thoughtq"


def test_a_signal_saves_what_is_typed(data: Path, terminal: Opener) -> None:
    one = terminal(80, 24)
    one.wait_for("1 Programming")
    one.press("3")
    one.wait_for("Indentation is syntax")
    one.press("enter")
    one.wait_for("esc list")
    one.press("typed")
    one.wait_for("typed")
    one.kill(signal.SIGTERM)
    assert one.wait_for_end() == 128 + signal.SIGTERM
    assert note(data) == "Indentation is syntax\ntyped"


_SPOILS_THEN_MENDS = """#!/bin/sh
if grep -q '^#!' "$1"
then sed -i 's/^weeks = 0/hours = 33/' "$1"
else sed -i 's/^hours = 20/weeks = 0/' "$1"
fi
"""


def test_a_roadmap_file_with_faults_is_offered_again(data: Path, terminal: Opener, tmp_path: Path) -> None:
    command(data, "roadmap", "new", "music")
    one = terminal(EDITOR=script(tmp_path, _SPOILS_THEN_MENDS))
    one.wait_for("1 Programming")
    one.press("7")
    one.wait_for("Music")
    one.press("G", "E")
    one.wait_for("music.toml was not saved", "weeks")
    assert "hours = 20" in (data / "roadmaps" / "music.toml").read_text()
    one.press("enter")
    one.wait_for("Saved Music")
    text = (data / "roadmaps" / "music.toml").read_text()
    assert "hours = 33" in text
    assert "#!" not in text
    assert left_behind(data) == []


def test_a_terminal_that_closes_while_it_is_lent(data: Path, terminal: Opener, tmp_path: Path) -> None:
    """What the editor had saved by then is kept, doctor knows where, and nobody is left running."""
    number = tmp_path / "number"
    saves = f"""#!/bin/sh
echo $$ > '{number}'
printf 'Saved before it closed.\\n' >> "$1"
echo "saved: press enter"
read -r answer
"""
    one = terminal(80, 24, VISUAL=script(tmp_path, saves))
    one.wait_for("1 Programming")
    one.press("3")
    one.wait_for("Indentation is syntax")
    one.press("enter")
    one.wait_for("esc list")
    one.press("ctrl+g")
    one.wait_for("saved: press enter")
    assert one.hang_up() == 128 + signal.SIGHUP
    editor = int(number.read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(editor, 0)
    assert note(data).strip() == "Indentation is syntax"
    (folder,) = left_behind(data)
    (file,) = (data / folder).iterdir()
    assert "Saved before it closed." in file.read_text()
    assert folder in command(data, "doctor")
