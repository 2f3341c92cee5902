"""config, themes, keys, completions."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studytui.cli.registry import COMMANDS
from studytui.domain.settings import SETTINGS

if TYPE_CHECKING:
    from tests.cli.harness import Cli


def test_list_get_and_set(cli: Cli) -> None:
    found = cli.good("config", "--json").json()
    assert found == {setting.key: setting.default for setting in SETTINGS}
    assert cli.good("config", "list", "--json").json() == found
    assert all(setting.key in cli.good("config").out for setting in SETTINGS)
    assert cli.good("config", "get", "day_start").out == "4\n"
    assert cli.good("config", "set", "day_start", "5").out == "day_start = 5\nundo: studytui undo\n"
    assert cli.good("config", "set", "mouse", "off", "--json").json() == {"mouse": False}
    assert cli.good("config", "get", "mouse").out == "false\n"
    assert cli.good("config", "get", "mouse", "--json").json() is False
    cli.good("undo", "2")
    assert cli.good("config", "list", "--json").json() == found


def test_comments_and_order_survive(cli: Cli) -> None:
    cli.home.mkdir(parents=True)
    (cli.home / "config.toml").write_text('# mine\nclock = "12h" # half\nday_start = 3\n')
    cli.good("config", "set", "day_start", "6")
    assert (cli.home / "config.toml").read_text() == '# mine\nclock = "12h" # half\nday_start = 6\n'


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["get", "wek_start"], "did you mean week_start"),
        (["get", "qqq"], "studytui config list"),
        (["set", "week_start", "mon"], "write one of: monday"),
        (["set", "day_start", "13"], "a whole number from 0 to 12"),
        (["set", "day_start", "x"], "a whole number from 0 to 12"),
        (["set", "mouse", "maybe"], "true or false"),
        (["set", "theme", "pink"], "studytui-dark, studytui-light"),
        (["set", "mouse"], "VALUE"),
        (["gte", "mouse"], "get"),
    ],
)
def test_what_cannot_be_set(cli: Cli, words: list[str], hint: str) -> None:
    answer = cli("config", *words)
    assert answer.status == 2
    assert hint in answer.err


def test_a_broken_file_is_told_and_not_written(cli: Cli) -> None:
    cli.home.mkdir(parents=True)
    (cli.home / "config.toml").write_text("clock = \n")
    answer = cli("status")
    assert answer.status == 1
    assert "config.toml" in answer.err
    assert "the defaults hold" in answer.err
    assert cli("config", "set", "clock", "12h").status == 3
    assert (cli.home / "config.toml").read_text() == "clock = \n"


def test_config_edit(cli: Cli) -> None:
    assert cli("config", "edit").status == 2
    cli.environment["EDITOR"] = "ed"

    def write(text: str) -> object:
        def play(file: str) -> int:
            Path(file).write_text(text)
            return 0

        return play

    good = cli.good("config", "edit", terminal=True, play=write('clock = "12h"\nclok = 1\n'))
    assert "saved" in good.out
    assert 'unknown setting "clok"' in good.err
    assert cli.good("config", "get", "clock").out == "12h\n"
    broken = cli("config", "edit", terminal=True, play=write("clock = "))
    assert broken.status == 2
    (kept,) = (path for path in cli.home.glob("edit-*/*") if path.is_file())
    assert str(kept) in broken.err
    assert kept.read_text() == "clock = "
    assert cli.good("config", "get", "clock").out == "12h\n"
    cli.good("undo")
    assert cli.good("config", "get", "clock").out == "24h\n"


def test_themes(cli: Cli) -> None:
    assert cli.good("themes").lines == [
        "* studytui-dark",
        "  studytui-light",
        "  studytui-dark-contrast",
        "  studytui-light-contrast",
    ]
    assert cli.good("themes", "--json").json() == [
        "studytui-dark",
        "studytui-light",
        "studytui-dark-contrast",
        "studytui-light-contrast",
    ]
    cli.good("config", "set", "theme", "studytui-light")
    assert cli.good("themes").lines[1] == "* studytui-light"


def test_the_themes_are_those_of_the_dashboard() -> None:
    from studytui.domain.settings import THEMES
    from studytui.tui.look import THEMES as DRAWN

    assert {theme.name for theme in DRAWN} >= set(THEMES)


def test_keys(cli: Cli) -> None:
    assert "timer.toggle  t     Start the timer, or stop it." in cli.good("keys").out
    assert cli.good("keys", "--json").json() == [
        {"verb": "timer.toggle", "keys": ["t"], "help": "Start the timer, or stop it."}
    ]
    assert cli.front.probed == 0
    cli.good("keys", terminal=True)
    assert cli.front.probed == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_name_every_command(cli: Cli, shell: str, tmp_path: Path) -> None:
    script = cli.good("completions", shell).out
    for name in COMMANDS:
        assert name in script
    found = shutil.which(shell)
    if found is not None:
        file = tmp_path / "completions"
        file.write_text(script)
        checked = subprocess.run([found, "-n", str(file)], capture_output=True, text=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, "")


def test_bash_completes_commands_and_options(cli: Cli, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    file = tmp_path / "completions"
    file.write_text(cli.good("completions", "bash").out)
    for words, wanted in (
        (["sta"], {"start", "status"}),
        (["report", "--b"], {"--by"}),
        (["roadmap", "us"], {"use"}),
    ):
        line = " ".join(words)
        script = (
            f"source {file}; COMP_WORDS=(studytui {line}); COMP_CWORD={len(words)}; "
            f"COMP_LINE='studytui {line}'; COMP_POINT={len(line) + 9}; "
            "$(complete -p studytui | sed 's/.*-F \\([^ ]*\\).*/\\1/'); printf '%s\\n' \"${COMPREPLY[@]}\""
        )
        found = subprocess.run([bash, "-c", script], capture_output=True, text=True, check=False)
        assert set(found.stdout.split()) == wanted, found.stderr


def test_completions_of_an_unknown_shell(cli: Cli) -> None:
    assert cli("completions", "csh").status == 2
    assert cli("completions").status == 2
