"""The quick reading of plain calls never differs from what argparse reads."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.cli import plainly
from studytui.cli.parser import parser_for
from studytui.cli.registry import COMMANDS
from studytui.domain.faults import Refused

WORDS = (
    "30m",
    "joins",
    "-30m",
    "-",
    "--",
    "- a bullet",
    "--json",
    "--plain",
    "--at",
    "--at=14:00",
    "--ago",
    "--on",
    "-m",
    "--note",
    "--note=",
    "--notes",
    "--force",
    "--force=1",
    "--yes",
    "--known",
    "--by",
    "day",
    "dya",
    "--per",
    "week",
    "--limit",
    "5",
    "--list",
    "--from",
    "--to",
    "--days",
    "-h",
    "--help",
    "-x",
    "",
    "two words",
    "list",
    "bash",
)


@settings(max_examples=600, deadline=None)
@given(name=st.sampled_from(sorted(COMMANDS)), words=st.lists(st.sampled_from(WORDS), max_size=5))
def test_it_reads_what_argparse_reads(name: str, words: list[str]) -> None:
    quick = plainly.read(name, words)
    if quick is None:
        return
    try:
        slow = parser_for(name).read(words)
    except Refused as fault:
        raise AssertionError(f"{name} {words}: argparse refuses it: {fault}") from None
    assert vars(quick) == vars(slow)


def test_the_usual_calls_are_read_quickly() -> None:
    for line in (
        "status",
        "status --json",
        "start joins",
        "start rest api --at 14:00",
        "stop",
        "stop -m done",
        "log 30m joins --on yesterday -m x",
        "log 14:00-15:30 joins",
        "done joins git --known",
        "ls --week",
        "undo",
        "report --by day",
    ):
        name, *words = line.split()
        assert plainly.read("sessions" if name == "ls" else name, words) is not None, line


def test_what_must_be_refused_or_explained_is_left_to_argparse() -> None:
    for line in (
        "log",
        "log 30m --jsn",
        "status --help",
        "start --at 1 --ago 2",
        "report --by dya",
        "roadmap list",
    ):
        name, *words = line.split()
        assert plainly.read(name, words) is None, line
