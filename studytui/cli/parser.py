"""Arguments: one parser for the command that was called; all of them only for help and completions."""

from __future__ import annotations

import argparse
import re

from studytui.cli.errors import HelpWanted
from studytui.cli.plainly import Found
from studytui.cli.registry import COMMANDS, loaded
from studytui.domain.faults import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import NoReturn

WIDTH = 90
_NUMBERS = re.compile(r"-\d")
vars(argparse)["_"] = str  # its words stay English beside ours, and the search for translations is spared


class _Lines(argparse.HelpFormatter):
    """Help of a fixed width: asking the terminal for it costs an import, and pipes have none."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=WIDTH)


class Parser(argparse.ArgumentParser):
    """A parser that refuses as everything here refuses, and takes options before, between and after words."""

    def __init__(self, *, prog: str, description: str | None = None, add_help: bool = True) -> None:
        """Name the program as it stands in the help."""
        super().__init__(
            prog=prog,
            description=description,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Lines,
        )
        self.color = False  # Python 3.14 would colour help by its own rules
        self._negative_number_matcher = _NUMBERS  # so that -30m is told that it is less than no time
        if add_help:
            self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help="show this help")

    def print_help(self, file: object = None) -> None:
        """Hand the help to whoever owns stdout."""
        self.usage = None
        raise HelpWanted(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Refuse, with the right form."""
        raise Refused(message, self._right_form())

    def _right_form(self) -> str:
        self.usage = None
        return " ".join(self.format_usage().split())

    def read(self, words: Sequence[str]) -> Found:
        """The arguments in `words`."""
        if self._subparsers is not None:
            found, extra = self.parse_known_args(words, Found())
        else:
            found, extra = self._read_mixed(words)
        if extra:
            self._refuse_extra(extra)
        return found

    def _read_mixed(self, words: Sequence[str]) -> tuple[Found, list[str]]:
        """Read options and words in any order; argparse hides the words from its usage while it does."""
        self.usage = ""  # else it is written for each call, though only errors show it
        try:
            return self.parse_known_intermixed_args(words, Found())
        except HelpWanted:
            self.usage = None
            raise HelpWanted(self.format_help()) from None
        except Refused as fault:
            raise Refused(fault.message, self._right_form()) from None

    def _refuse_extra(self, extra: Sequence[str]) -> NoReturn:
        word = next((part for part in extra if part.startswith("-") and len(part) > 1), extra[0])
        if word.partition("=")[0] == "--home":
            raise Refused("--home goes before the command", "studytui --home DIR COMMAND")
        near = _near(word.partition("=")[0], self._option_string_actions)
        what = (
            f"there is no option {word[:60]}"
            if word.startswith("-")
            else f'"{word[:60]}" is one word too many'
        )
        self.error(f"{what}{near}")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse a word that is not among the choices."""
        if action.choices is None or value in action.choices:
            return
        choices = [str(choice) for choice in action.choices]
        near = _near(str(value), choices)
        name = action.metavar if isinstance(action.metavar, str) else "/".join(action.option_strings)
        message = (
            f'{name or action.dest}: there is no "{str(value)[:60]}"{near} (choose from {", ".join(choices)})'
        )
        self.error(message)


def _near(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word.lower()[:60], list(known), n=2, cutoff=0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def parser_for(name: str) -> Parser:
    """The parser of one command."""
    parser = Parser(prog=f"studytui {name}", description=COMMANDS[name][2])
    declare(parser, name)
    return parser


def declare(parser: argparse.ArgumentParser, name: str) -> None:
    """Add a command's own arguments, and those of every command."""
    loaded(name)[0](parser)
    add_common(parser)


def add_common(parser: argparse.ArgumentParser, below: bool = False) -> None:
    """Add what every command takes; `below` another parser that has it too, it sets only what is given."""
    default = argparse.SUPPRESS if below else False
    parser.add_argument("--json", action="store_true", default=default, help="print one JSON document")
    for flag in ("--plain", "--ascii", "--no-color"):
        parser.add_argument(flag, action="store_true", default=default, help=argparse.SUPPRESS)


def whole_parser() -> argparse.ArgumentParser:
    """Every command under one parser, for completions."""
    parser = Parser(prog="studytui", description="A study dashboard for the terminal.")
    parser.add_argument("--version", action="store_true", help="print the version")
    parser.add_argument("--home", metavar="DIR", help="the data folder")
    parser.add_argument("--demo", action="store_true", help="open the dashboard on made-up data")
    for flag, told in DRAWING:
        parser.add_argument(flag, action="store_true", help=told)
    commands = parser.add_subparsers(metavar="COMMAND", dest="command")
    for name, (_, _, told) in COMMANDS.items():
        declare(commands.add_parser(name, help=told, description=told), name)
    return parser


DRAWING = (
    ("--plain", "lines only: no tables, no colours"),
    ("--ascii", "no signs beyond ASCII"),
    ("--no-color", "no colours"),
)
