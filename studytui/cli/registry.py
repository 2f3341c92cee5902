"""Which commands there are: their group in the help, one sentence each, and the module that runs them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found

    Arguments = Callable[[ArgumentParser], None]
    Run = Callable[[Context, Found], int]
    Commands = dict[str, tuple[Arguments, Run]]

COMMANDS = {
    "start": ("Time", "timer", "Start the timer; a running one is stopped and saved first."),
    "stop": ("Time", "timer", "Stop the timer and save the session."),
    "pause": ("Time", "timer", "Pause the timer, or take the break that is due."),
    "resume": ("Time", "timer", "Go on after a pause or a break."),
    "cancel": ("Time", "timer", "Throw the timer away; undo brings it back."),
    "continue": ("Time", "timer", "Start again on what was studied last."),
    "status": ("Time", "status", "Show what runs, today, and the week against the goal."),
    "log": ("Time", "log", "Log a finished session, by its length or its times."),
    "sessions": ("Time", "sessions", "List sessions, newest first (also: ls)."),
    "edit": ("Time", "sessions", "Change a session's times, target or note, or the running timer."),
    "split": ("Time", "sessions", "Make two sessions of one."),
    "join": ("Time", "repair", "Make one session of several."),
    "duplicate": ("Time", "repair", "Log the same stretch once more."),
    "nudge": ("Time", "repair", "Move sessions, their start or their end by a little."),
    "rm": ("Time", "sessions", "Delete sessions."),
    "gaps": ("Time", "repair", "List the free stretches of a day, to be filled with log."),
    "overlaps": ("Time", "repair", "List sessions that share time, and trim them."),
    "away": ("Time", "repair", "Say what becomes of a time in which nobody was at the timer."),
    "report": ("Time", "report", "Add up a period by day, week, month, stage, item, weekday or hour."),
    "goal": ("Time", "goal", "Show or set goals, target dates of stages and planned pauses."),
    "forecast": ("Progress", "progress", "Tell by when the roadmap will be done, as a range."),
    "review": ("Progress", "progress", "Review finished topics before they fade."),
    "grade": ("Progress", "progress", "Grade how well a finished topic was remembered."),
    "done": ("Roadmap", "items", "Mark items as done."),
    "todo": ("Roadmap", "items", "Mark items as still to do."),
    "doing": ("Roadmap", "items", "Mark items as begun."),
    "skip": ("Roadmap", "items", "Skip items: they leave the total."),
    "show": ("Roadmap", "show", "Show a stage, an item or the roadmap with progress, hours and links."),
    "next": ("Roadmap", "show", "Name the next things to study, and why."),
    "roadmap": ("Roadmap", "roadmap", "List, show, use, check, make, edit, import and export roadmaps."),
    "note": ("Notes", "notes", "Add to the note of a target, or open it in your editor."),
    "notes": ("Notes", "notes", "Search the notes, or list them all."),
    "undo": ("Data", "data", "Take back the last change."),
    "redo": ("Data", "data", "Bring back what was undone."),
    "history": ("Data", "data", "List the changes, newest first."),
    "export": ("Data", "export", "Print a learning record in Markdown, or the year as a picture."),
    "backup": ("Data", "data", "Copy all data into a checked backup."),
    "restore": ("Data", "data", "Put a backup in the place of the data."),
    "doctor": ("Data", "doctor", "Check all data and say what is intact; put it in order with --repair."),
    "paths": ("Data", "data", "Show where everything lies."),
    "config": ("Program", "settings", "Show and change the settings."),
    "themes": ("Program", "settings", "List the themes of the dashboard."),
    "keys": ("Program", "settings", "Show the names of pressed keys, or list the keys of the dashboard."),
    "completions": ("Program", "settings", "Print completions for bash, zsh or fish."),
}
ALIASES = {"ls": "sessions"}
GROUPS = ("Time", "Progress", "Roadmap", "Notes", "Data", "Program")


def named(word: str) -> str:
    """The command that `word` names; Refused with what comes near."""
    name = ALIASES.get(word, word)
    if name in COMMANDS:
        return name
    from difflib import get_close_matches

    from studytui.domain.faults import Refused

    near = get_close_matches(word.lower()[:60], [*COMMANDS, *ALIASES], n=3, cutoff=0.6)
    hint = f"did you mean {' or '.join(near)}?" if near else "see the commands with: studytui --help"
    raise Refused(f'there is no command "{word[:60]}"', hint)


def loaded(name: str) -> tuple[Arguments, Run]:
    """What declares the arguments of a command, and what runs it; only its module is imported."""
    module = __import__(f"studytui.cli.commands.{COMMANDS[name][1]}", fromlist=["COMMANDS"])
    commands: Commands = module.COMMANDS
    return commands[name]
