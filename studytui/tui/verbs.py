"""Every verb of the dashboard: one object holds its keys, its words, and where it works.

Bindings, hint bar, help, palette and the user's own keys are made from this list.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Place(StrEnum):
    """Where a verb's keys work: everywhere, or while something of that kind has the focus."""

    EVERYWHERE = "everywhere"
    LIST = "lists"
    STAGES = "stages"
    CHECKLIST = "checklist"
    LOG = "log"
    NOTES = "notes"
    ROADMAPS = "roadmaps"
    SETTINGS = "settings"
    YEAR = "year"


@dataclass(frozen=True)
class Verb:
    """One thing a user can do.

    `hint` is the word in the hint bar (none: not shown there), `rank` its turn there (1 first), `palette` its
    line in the palette (none: not listed), `help` one sentence.
    """

    id: str
    keys: tuple[str, ...]
    place: Place
    help: str
    hint: str = ""
    rank: int = 99
    palette: str = ""


_E = Place.EVERYWHERE
_VIEWS = (
    ("dashboard", "1", "Dashboard"),
    ("stage", "2", "Stage"),
    ("notes", "3", "Notes"),
    ("log", "4", "Log"),
    ("roadmaps", "7", "Roadmaps"),
)
VERBS: tuple[Verb, ...] = (
    *(
        Verb(f"go.{view}", (key,) if view != "roadmaps" else ("7", "m"), _E, f"Go to the {title} view.", palette=f"Go to: {title}")
        for view, key, title in _VIEWS
    ),
    Verb("timer.toggle", ("t",), _E, "Start the timer on what is selected, or stop it and save.", "timer", 1, "Timer: Start or stop"),
    Verb("timer.pause", ("p",), _E, "Pause the timer, or go on after a pause.", "pause", 9, "Timer: Pause or resume"),
    Verb("timer.menu", ("T",), _E, "Switch, begin earlier, end at a time, resume the last, or discard.", palette="Timer: More…"),
    Verb("item.done", ("space", "shift+space"), Place.CHECKLIST, "Tick what is selected, or take the tick back.", "done", 2, "Stage: Mark done"),
    Verb("item.skip", ("x",), Place.CHECKLIST, "Skip what is selected: it leaves the total; again brings it back.", "skip", 11, "Stage: Skip"),
    Verb("item.known", ("i",), Place.CHECKLIST, "Mark as known before: done, but on no date.", "known", 12, "Stage: Mark as known before"),
    Verb("item.link", ("o",), Place.CHECKLIST, "Open the link of what is selected.", "link", 13, "Stage: Open link"),
    Verb("item.estimate", ("w",), Place.CHECKLIST, "Set how long you think it takes.", palette="Stage: Set estimate…"),
    Verb("stage.open", ("space", "shift+space"), Place.STAGES, "Go to the stage's checklist."),
    Verb("note.open", ("n",), _E, "Write a note on what is selected.", "note", 3, "Notes: Write on selection"),
    Verb("list.open", ("enter", "l", "right"), Place.LIST, "Open what is selected; show a project's steps.", "open", 5),
    Verb("list.leave", ("h", "left"), Place.LIST, "Leave: hide the steps, go back a pane."),
    Verb("list.add", ("a",), _E, "Log hours that were studied already.", "add hours", 4, "Log: Add time by hand…"),
    Verb("list.filter", ("slash",), _E, "Show only the lines that hold what is typed.", "filter", 6, "View: Filter"),
    Verb("list.previous", ("left_square_bracket",), _E, "The stage or the period before.", "[ ] stage", 7, "Go to: Previous stage"),
    Verb("list.next", ("right_square_bracket",), _E, "The stage or the period after.", palette="Go to: Next stage"),
    Verb("list.copy", ("y",), _E, "Copy what is selected.", palette="View: Copy selection"),
    Verb("log.edit", ("e",), Place.LOG, "Change the session.", "edit", 2, "Log: Edit session…"),
    Verb("log.split", ("s",), Place.LOG, "Split the session at a time.", "split", 3, "Log: Split session…"),
    Verb("log.duplicate", ("D",), Place.LOG, "Log the same stretch once more.", "duplicate", 5, "Log: Duplicate session"),
    Verb("log.delete", ("d", "delete"), Place.LOG, "Delete the session; undo brings it back.", "delete", 4, "Log: Delete session"),
    Verb("log.start.earlier", ("less_than_sign",), Place.LOG, "Let the session start 5 minutes earlier.", "< > start", 7, "Log: Start 5 minutes earlier"),
    Verb("log.start.later", ("greater_than_sign",), Place.LOG, "Let the session start 5 minutes later.", palette="Log: Start 5 minutes later"),
    Verb("log.end.earlier", ("left_curly_bracket",), Place.LOG, "Let the session end 5 minutes earlier.", "{ } end", 8, "Log: End 5 minutes earlier"),
    Verb("log.end.later", ("right_curly_bracket",), Place.LOG, "Let the session end 5 minutes later.", palette="Log: End 5 minutes later"),
    Verb("log.today", ("full_stop",), Place.LOG, "Go to today.", palette="Log: Go to today"),
    Verb("notes.delete", ("d", "delete"), Place.NOTES, "Delete the note; undo brings it back.", "delete", 4, "Notes: Delete"),
    Verb("notes.preview", ("f4",), Place.NOTES, "Show or hide the preview.", "preview", 5, "Notes: Toggle preview"),
    Verb("note.editor", ("E", "ctrl+g"), _E, "Write the note in your own editor ($VISUAL or $EDITOR).", palette="Notes: Open in $EDITOR"),
    Verb("roadmap.use", ("enter",), Place.ROADMAPS, "Put the roadmap in use; nothing done in others is lost.", "use", 1),
    Verb("setting.change", ("enter", "space", "shift+space"), Place.SETTINGS, "Change the setting; at once, and u takes it back.", "change", 1),
    Verb("setting.reset", ("r",), Place.SETTINGS, "Give the setting its default again.", "reset", 2),
    Verb("view.zoom", ("z",), _E, "Give the whole view to the pane, and back.", "zoom", 14, "View: Zoom pane"),
    Verb("view.focus", ("f",), _E, "The timer alone, big.", "focus", 10, "View: Focus mode"),
    Verb("view.theme", (), _E, "Choose the colours.", palette="View: Theme…"),
    Verb("change.undo", ("u",), _E, "Take the last change back.", "undo", 8, "Data: Undo"),
    Verb("change.redo", ("ctrl+r", "U"), _E, "Bring back what was undone.", palette="Data: Redo"),
    Verb("change.history", (), _E, "See what was changed, newest first.", palette="Data: Undo history"),
    Verb("data.backup", (), _E, "Copy the data into the backups.", palette="Data: Back up now"),
    Verb("data.reload", ("f5",), _E, "Read everything from the disk again.", palette="Data: Reload from disk"),
    Verb("app.settings", ("comma",), _E, "Change the settings.", "settings", 15, "App: Settings"),
    Verb("app.goto", ("g",), _E, "Go to a view, or to the top of the list.", "go to", 16),
    Verb("list.up", ("up", "k"), Place.LIST, "Go a line up."),
    Verb("list.down", ("down", "j"), Place.LIST, "Go a line down."),
    Verb("list.page.up", ("pageup",), Place.LIST, "Go a page up."),
    Verb("list.page.down", ("pagedown",), Place.LIST, "Go a page down."),
    Verb("list.top", ("home",), Place.LIST, "Go to the first line."),
    Verb("list.bottom", ("G", "end"), Place.LIST, "Go to the last line."),
    Verb("pane.next", ("tab",), _E, "Go to the next pane."),
    Verb("pane.previous", ("shift+tab",), _E, "Go to the pane before."),
    Verb("app.help", ("question_mark", "f1"), _E, "Show every key; Enter runs one.", palette="App: Help"),
    Verb("app.palette", ("ctrl+p", "colon"), _E, "Find any command by its name."),
    Verb("app.messages", (), _E, "Read the last messages again.", palette="App: Messages"),
    Verb("app.about", (), _E, "Versions, and where the data lives.", palette="App: About"),
    Verb("app.suspend", ("ctrl+z",), _E, "Leave for the shell; fg comes back.", palette="App: Suspend"),
    Verb("app.back", ("escape",), _E, "One step back; never quits."),
    Verb("app.quit", ("q", "ctrl+q"), _E, "Quit; a running timer goes on.", "quit", 17, "App: Quit"),
)  # fmt: skip
BY_ID: Mapping[str, Verb] = {verb.id: verb for verb in VERBS}

_SHOWN = {
    "space": "space", "slash": "/", "left_square_bracket": "[", "right_square_bracket": "]",
    "less_than_sign": "<", "greater_than_sign": ">", "left_curly_bracket": "{", "right_curly_bracket": "}",
    "full_stop": ".", "comma": ",", "question_mark": "?", "colon": ":", "escape": "esc", "delete": "del",
    "left": "left", "right": "right",
}  # fmt: skip


_WHERE = {
    Place.LIST: ("in a list", "Go to one with tab"),
    Place.STAGES: ("in the list of stages", "Go to it with 1, then tab"),
    Place.CHECKLIST: ("in a checklist", "Go to it with 2"),
    Place.LOG: ("in the log", "Go to it with 4"),
    Place.NOTES: ("in the notes", "Go to them with 3"),
    Place.ROADMAPS: ("in the roadmaps", "Go to them with 7"),
    Place.SETTINGS: ("in the settings", "Go to them with ,"),
    Place.YEAR: ("in the year", "Go to it with 1, then tab"),
}


def not_here(verb: Verb) -> tuple[str, str]:
    """Why a verb does nothing here, and where it does something."""
    where, how = _WHERE.get(verb.place, ("here", ""))
    name = (verb.palette or verb.help).rstrip("….")
    return (f"{name}: nothing to do it on {where}", how) if where == "here" else (f"{name}: it works {where}", how)


def shown_key(key: str) -> str:
    """A key as people write it."""
    return _SHOWN.get(key, key.replace("ctrl+", "^") if key.startswith("ctrl+") else key)


def bindings(places: Iterable[Place]) -> list[Binding]:
    """Textual's bindings for the verbs of some places; each can be given other keys by its id."""
    wanted = set(places)
    return [
        Binding(",".join(verb.keys), f"app.verb('{verb.id}')", verb.hint or verb.id, show=False, id=verb.id)
        for verb in VERBS
        if verb.place in wanted and verb.keys
    ]


def bindings_of(*verbs: str) -> list[Binding]:
    """Textual's bindings for some verbs by their ids, for dialogs that let them through."""
    wanted = [BY_ID[verb] for verb in verbs]
    return [Binding(",".join(verb.keys), f"verb('{verb.id}')", show=False, id=verb.id) for verb in wanted if verb.keys]


def keys_of(verb: Verb, own: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a verb, the user's where there are some."""
    if verb.id in own:
        return tuple(key.strip() for key in own[verb.id].split(",") if key.strip())
    return verb.keys


def faults_in(own: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with the user's keys: unknown verbs, and two verbs on one key in the same place."""
    faults = [f'[keys] {name}: there is no such verb; see them with: studytui keys' for name in own if name not in BY_ID]
    taken: dict[tuple[Place, str], Verb] = {}
    for verb in VERBS:
        for key in keys_of(verb, own):
            other = taken.setdefault((verb.place, key), verb)
            everywhere = taken.get((Place.EVERYWHERE, key))
            clash = other if other is not verb else everywhere
            if clash is not None and clash is not verb and (verb.id in own or clash.id in own):
                faults.append(f"[keys] {shown_key(key)} is both {clash.id} and {verb.id}")
    return tuple(faults)
