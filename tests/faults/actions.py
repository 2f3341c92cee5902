"""Every action that writes, the state that it begins in, and how that state is made."""

from __future__ import annotations

from dataclasses import dataclass

from tests.faults.saves import FILLED, RUNNING

OUTLINE = """# A small outline

## First part

- [x] One thing
- [ ] Another thing

## Second part

- [ ] Git, version control
"""
"""Stands in the folder `files` beside the data folder of every case, as `outline.md`."""


@dataclass(frozen=True)
class Action:
    """A call of the command line, or a saving action of the dashboard, on a data folder in some state.

    In words, FILES stands for a folder beside the data folder.
    """

    base: str
    argv: tuple[str, ...] = ()
    save: str = ""

    @property
    def name(self) -> str:
        """Tells it from all others."""
        return f"{self.base}: {' '.join(self.argv) or f'dashboard, {self.save}'}"


BASES: dict[str, tuple[tuple[str, ...], ...]] = {
    "nothing": (),
    "filled": (
        ("log", "30m", "git", "--on", "2026-10-01"),
        ("log", "1h", "joins", "--on", "2026-11-20"),
        ("log", "14:00-14:30", "git", "-m", "first"),
        ("log", "14:40-15:10", "git", "-m", "second"),
        ("done", "joins"),
        ("note", "joins", "a first note"),
        ("goal", "6h"),
        ("roadmap", "new", "mine", "--title", "Mine"),
        ("config", "set", "week_start", "sunday"),
        ("backup", "FILES/old.db"),
        ("log", "10m", "git"),
    ),
    "running": (("start", "git", "--ago", "1h"),),
    "paused": (("pause",),),
    "undone": (("undo",),),
    "set": (("config", "set", "theme", "studytui-light"),),
    "unset": (("undo",),),
    "planned": (("goal", "--pause", "2026-W52"),),
    "imported": (("roadmap", "import", "FILES/outline.md", "--id", "small"),),
    "linked": (("roadmap", "links", "small", "--link", "all"),),
}
"""How each state is made; all but the first two begin with another one, by `FROM`."""
FROM = {
    **dict.fromkeys(("running", "undone", "set", "planned", "imported"), "filled"),
    **{"paused": "running", "unset": "set", "linked": "imported"},
}

_COMMANDS = (
    ("nothing", "log", "30m", "git"),
    ("nothing", "start", "git"),
    ("nothing", "config", "set", "week_start", "sunday"),
    ("filled", "start", "git"),
    ("running", "start", "joins"),
    ("running", "stop", "-m", "a line"),
    ("running", "pause"),
    ("paused", "resume"),
    ("running", "cancel"),
    ("filled", "continue"),
    ("filled", "log", "45m", "joins", "-m", "a line"),
    ("filled", "edit", "last", "--note", "another line"),
    ("filled", "edit", "last", "--target", "joins"),
    ("filled", "split", "last", "--at", "16:05"),
    ("filled", "rm", "last"),
    ("filled", "duplicate", "last"),
    ("filled", "nudge", "last", "--earlier", "10m"),
    ("running", "away", "cut"),
    ("running", "away", "discard"),
    ("filled", "goal", "--pause", "2026-W52"),
    ("planned", "goal", "--no-pause", "2026-12-24"),
    ("filled", "goal", "--stage", "1", "--by", "2027-03-31"),
    ("filled", "review", "--week", "2026-W47", "--reflect", "it went well", "--hours", "5h", "--aim", "one"),
    ("filled", "review", "--week", "2026-W47", "--finish"),
    ("imported", "roadmap", "links", "small", "--link", "all"),
    ("linked", "roadmap", "links", "small", "--unlink", "small-git-version-control"),
    ("imported", "roadmap", "links", "small", "--leave", "all"),
    ("filled", "note", "git", "a paragraph of words"),
    ("filled", "note", "git"),
    ("filled", "done", "git"),
    ("filled", "done", "2", "--yes"),
    ("filled", "doing", "joins"),
    ("filled", "todo", "joins"),
    ("filled", "skip", "git"),
    ("filled", "goal", "9h"),
    ("filled", "goal", "2h", "--stage", "1"),
    ("filled", "grade", "joins", "3"),
    ("filled", "undo"),
    ("undone", "redo"),
    ("set", "undo"),
    ("unset", "redo"),
    ("filled", "config", "set", "theme", "studytui-light"),
    ("filled", "roadmap", "use", "mine"),
    ("filled", "roadmap", "new", "yours"),
    ("filled", "roadmap", "edit", "mine"),
    ("filled", "roadmap", "edit", "backend-developer"),
    ("filled", "roadmap", "copy", "mine", "copied"),
    ("filled", "roadmap", "import", "FILES/outline.md", "--id", "small"),
    ("filled", "roadmap", "hide", "mine"),
    ("filled", "backup"),
    ("filled", "backup", "FILES/new.db"),
    ("filled", "restore", "FILES/old.db", "--yes"),
)

EDITED = (("note", "git"), ("roadmap", "edit", "mine"), ("roadmap", "edit", "backend-developer"))
"""These open an editor, and so need a terminal."""
ACTIONS = (
    *(Action(words[0], words[1:]) for words in _COMMANDS),
    *(Action("running", save=name) for name in RUNNING),
    *(Action("filled", save=name) for name in FILLED),
)
BY_NAME = {action.name: action for action in ACTIONS}
assert len(BY_NAME) == len(ACTIONS)
