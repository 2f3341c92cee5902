"""The help of the whole program."""

from __future__ import annotations

from studytui.cli.parser import DRAWING
from studytui.cli.registry import COMMANDS, GROUPS

_USAGE = """\
usage: studytui [--home DIR] [--plain] [--ascii] [--no-color] [COMMAND ...]

A study dashboard for the terminal. Without a command it opens the dashboard.
"""
_MORE = """\
TARGET is the number, id or title of a stage or an item, such as 4, git or "rest api design";
`.` is the roadmap itself, ROADMAP:TARGET is one of another roadmap. Times are such as 1h30m,
14:00-15:30, yesterday 14:00, 2h ago. Every command tells its own: studytui COMMAND --help
"""


def overview() -> str:
    """The commands by group, one line each, and the options."""
    lines = [_USAGE]
    for group in GROUPS:
        lines.append(f"{group}:")
        lines += [f"  {name:<12} {told}" for name, (of, _, told) in COMMANDS.items() if of == group]
        lines.append("")
    lines.append("Options:")
    options = (
        ("--home DIR", "the data folder, before the command; also STUDYTUI_HOME"),
        ("--json", "after the command: print one JSON document"),
        *DRAWING,
        ("--demo", "the dashboard on a year of made-up data"),
        ("--version", "print the version"),
        ("--help", "print this; after a command, its own help"),
    )
    lines += [f"  {flag:<12} {told}" for flag, told in options]
    return "\n".join([*lines, "", _MORE])
