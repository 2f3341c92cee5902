"""README.md is true to the letter: its commands run, its files are there, its keys are bound."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

from studytui.roadmaps.library import Library
from studytui.tui.verbs import BY_ID, VERBS, shown_key
from tests.journeys.terminal import program_environment

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_every_command_runs_in_the_order_given(tmp_path: Path) -> None:
    calls = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("studytui ")]
    assert len(calls) > 10
    (tmp_path / "curriculum.md").write_text(blocks("markdown")[0], encoding="utf-8")
    for call in calls:
        arguments = shlex.split(call, comments=True)[1:]
        done = subprocess.run(
            [sys.executable, "-m", "studytui", *arguments],
            env=program_environment(tmp_path / "data"),
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        quick_stop = arguments[0] == "stop" and done.returncode in (0, 1)
        assert done.returncode == 0 or quick_stop, f"{call}: {done.stdout}{done.stderr}"


def test_every_make_target_is_there() -> None:
    for target in re.findall(r"\bmake ([a-z]+)\b", README):
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE) or target in ("it",), target


def test_every_linked_file_is_there() -> None:
    prose = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)]+)\)", prose):
        assert link.startswith("https://") or (ROOT / link).exists(), link


def test_every_key_of_the_table_is_bound() -> None:
    table = README.split("## Keys")[1].split("Other keys go")[0]
    bound = {shown_key(key) for verb in VERBS for key in verb.keys} | {
        key for verb in VERBS for key in verb.keys
    }
    for key in re.findall(r"`([^`]+)`", table):
        assert key in bound, key


def test_the_example_of_own_keys_is_valid() -> None:
    for block in blocks("toml"):
        for verb in tomllib.loads(block).get("keys", {}):
            assert verb in BY_ID


def test_the_example_of_an_own_roadmap_has_no_faults(tmp_path: Path) -> None:
    text = next(block for block in blocks("toml") if block.startswith("schema"))
    file = tmp_path / f"{tomllib.loads(text)['id']}.toml"
    file.write_text(text, encoding="utf-8")
    assert [finding.sentence() for finding in Library(str(tmp_path)).check(file)] == []
