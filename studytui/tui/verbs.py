"""Every verb of the dashboard: one object holds its keys, its words, and where it works.

Bindings, hint bar, help, palette and the user's own keys are made from this list.
"""

from __future__ import annotations

from enum import StrEnum

from textual.binding import Binding
from textual.keys import _character_to_key, key_to_character

from studytui.domain.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Place(StrEnum):
    """Where a verb's keys work: everywhere, or while something of that kind has the focus."""

    EVERYWHERE = "everywhere"
    LIST = "lists"
    STAGES = "stages"
    CHECKLIST = "checklist"
    PARTS = "stages and checklists"
    LOG = "log"
    NOTES = "notes"
    EDITOR = "note editor"
    ROADMAPS = "roadmaps"
    SETTINGS = "settings"
    YEAR = "year"
    STATS = "stats"
    REVIEW = "review"


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
UNBOUND = "unbound"
"""The key of a verb without one; no terminal sends it."""
_VIEWS = (
    ("dashboard", "1", "Dashboard"),
    ("stage", "2", "Stage"),
    ("notes", "3", "Notes"),
    ("log", "4", "Log"),
    ("review", "5", "Review"),
    ("stats", "6", "Stats"),
    ("roadmaps", "7", "Roadmaps"),
)
_MORE_KEYS = {"roadmaps": ("7", "m"), "review": ("5", "r")}
VERBS: tuple[Verb, ...] = (
    *(
        Verb(f"go.{view}", _MORE_KEYS.get(view, (key,)), _E, f"Go to the {title} view.", palette=f"Go to: {title}")
        for view, key, title in _VIEWS
    ),
    Verb("timer.toggle", ("t",), _E, "Start the timer on what is selected, or stop it and save.", "timer", 1, "Timer: Start or stop"),
    Verb("timer.pause", ("p",), _E, "Pause, take the break that is due, or go on.", "pause", 9, "Timer: Pause or resume"),
    Verb("timer.menu", ("T",), _E, "Mode, switch, begin earlier, end at a time, resume, discard.", palette="Timer: More…"),
    Verb("timer.switch", (), _E, "Let the timer be for something else, with all of its time.", palette="Timer: Switch to…"),
    Verb("timer.begin", (), _E, "Let the timer have begun earlier; without one, start it so.", palette="Timer: Begin earlier…"),
    Verb("timer.end", (), _E, "End the timer at an earlier time, and save it.", palette="Timer: End at…"),
    Verb("timer.resume", (), _E, "Go on after a pause, or start again on what was studied last.", palette="Timer: Resume last session"),
    Verb("timer.discard", (), _E, "Throw the running timer away; undo brings it back.", palette="Timer: Discard"),
    Verb("timer.mode", (), _E, "Choose how the timer runs; without one, start it so.", palette="Timer: Mode…"),
    Verb("timer.pomodoro", (), _E, "Intervals of work with breaks, as long as the settings say.", palette="Timer: Pomodoro"),
    Verb("timer.pomodoro.long", (), _E, "Intervals of 50 minutes with breaks of 10.", palette="Timer: Pomodoro 50/10"),
    Verb("timer.flow", (), _E, "Work as long as it flows; a break is a fifth of it.", palette="Timer: Flow"),
    Verb("timer.countdown", (), _E, "Count down from a length that you name.", palette="Timer: Countdown…"),
    Verb("timer.stopwatch", (), _E, "Count the time, without intervals and breaks.", palette="Timer: Stopwatch"),
    Verb("timer.break", (), _E, "Take the break before the interval is over, or end it.", palette="Timer: Take the break"),
    Verb("timer.away", (), _E, "Say what became of a time in which nobody was seen.", palette="Timer: Time away…"),
    Verb("item.done", ("space", "shift+space"), Place.CHECKLIST, "Tick what is selected, or take the tick back.", "done", 2, "Stage: Mark done"),
    Verb("item.skip", ("x",), Place.CHECKLIST, "Skip: it leaves the total; again brings it back.", "skip", 11, "Stage: Skip"),
    Verb("item.known", ("i",), Place.CHECKLIST, "Mark as known before: done, but on no date.", "known", 12, "Stage: Mark as known before"),
    Verb("item.link", ("o",), Place.CHECKLIST, "Open the link of what is selected.", "link", 13, "Stage: Open link"),
    Verb("item.estimate", ("w",), Place.CHECKLIST, "Set how long you think it takes.", palette="Stage: Set estimate…"),
    Verb("stage.deadline", ("W",), _E, "Set the day by which the stage is to be done.", palette="Stage: Set target date…"),
    Verb("stage.goal", (), _E, "Set how many hours a week the stage alone should have.", palette="Stage: Set weekly goal…"),
    Verb("goal.week", (), _E, "Set how many hours a week you want to study.", palette="Goal: Set hours a week…"),
    Verb("goal.pause", (), _E, "Plan days off; they end no row of weeks on goal.", palette="Goal: Plan a pause…"),
    Verb("goal.pause.end", (), _E, "Take a planned pause away.", palette="Goal: Take a pause away…"),
    Verb("stage.open", ("space", "shift+space"), Place.STAGES, "Go to the stage's checklist."),
    Verb("part.add", ("a",), Place.PARTS, "Add a topic, course, project, step, link or stage.", "add", 12, "Stage: Add…"),
    Verb("part.edit", ("e",), Place.PARTS, "Change the title, the planned hours and the link.", "edit", 13, "Stage: Edit…"),
    Verb("part.remove", ("d", "delete"), Place.PARTS, "Take it out of the roadmap; what was done is kept.", "remove", 14, "Stage: Remove from the roadmap"),
    Verb("part.down", ("J",), Place.PARTS, "Move it down; an item also into the next stage.", "J K move", 15, "Stage: Move down"),
    Verb("part.up", ("K",), Place.PARTS, "Move it up; an item also into the stage before.", palette="Stage: Move up"),
    Verb("part.move", (), Place.PARTS, "Move an item to another stage.", palette="Stage: Move to another stage…"),
    Verb("part.links", ("O",), Place.PARTS, "Its links: open, add, change, remove.", palette="Stage: Links…"),
    Verb("part.add.topic", (), Place.PARTS, "Add a topic behind the selected one.", palette="Stage: Add topic…"),
    Verb("part.add.course", (), Place.PARTS, "Add a course to the stage.", palette="Stage: Add course…"),
    Verb("part.add.project", (), Place.PARTS, "Add a project to the stage.", palette="Stage: Add project…"),
    Verb("part.add.step", (), Place.PARTS, "Add a step to a topic or a project.", palette="Stage: Add step…"),
    Verb("part.add.link", (), Place.PARTS, "Add a link to what is selected.", palette="Stage: Add link…"),
    Verb("part.add.stage", (), Place.PARTS, "Add a stage behind the selected one.", palette="Roadmap: Add stage…"),
    Verb("note.open", ("n",), _E, "Write a note on what is selected.", "note", 3, "Notes: Write on selection"),
    Verb("list.open", ("enter", "l", "right"), Place.LIST, "Open what is selected; show a project's steps.", "open", 5),
    Verb("list.leave", ("h", "left"), Place.LIST, "Leave: hide the steps, go back a pane."),
    Verb("list.add", ("a", "A"), _E, "Log hours that were studied already.", "add hours", 4, "Log: Add time by hand…"),
    Verb("list.filter", ("slash",), _E, "Show only the lines that hold what is typed.", "filter", 6, "View: Filter"),
    Verb("list.previous", ("left_square_bracket",), _E, "The stage or the period before.", "[ ] stage", 7, "Go to: Previous stage"),
    Verb("list.next", ("right_square_bracket",), _E, "The stage or the period after.", palette="Go to: Next stage"),
    Verb("list.copy", ("y",), _E, "Copy what is selected.", palette="View: Copy selection"),
    Verb("review.back", ("b",), Place.REVIEW, "The step before.", "back", 6),
    Verb("review.show", ("space", "shift+space"), Place.REVIEW, "Show the note and the grades.", "show", 2),
    Verb("review.again", ("1",), Place.REVIEW, "Grade: forgotten, again soon.", "1-4 grade", 3),
    Verb("review.hard", ("2",), Place.REVIEW, "Grade: known with effort."),
    Verb("review.good", ("3",), Place.REVIEW, "Grade: known."),
    Verb("review.easy", ("4",), Place.REVIEW, "Grade: known at once."),
    Verb("review.skip", ("s",), Place.REVIEW, "Leave the card ungraded.", "skip", 7),
    Verb("review.postpone", ("P",), Place.REVIEW, "Postpone all that is due to tomorrow.", "postpone the rest", 8, "Review: Postpone the rest"),
    Verb("review.link", ("o",), Place.REVIEW, "Open the topic's link.", "link", 9),
    Verb("review.anew", ("w",), Place.REVIEW, "Plan anew what stands still: an aim, or another date.", "plan anew", 3),
    Verb("review.drop", ("x",), Place.REVIEW, "Drop what stands still: skipped, it leaves the total.", "drop", 4),
    Verb("review.plan", (), _E, "Go to the plan of next week.", palette="Review: Plan next week"),
    Verb("review.due", (), _E, "Go to the topics that are due for review.", palette="Go to: Due topics"),
    Verb("review.past", (), _E, "Look at one of the weekly reviews that were kept.", palette="Review: Past reviews…"),
    Verb("stats.if", ("w",), Place.STATS, "Try hours a week, or a day to finish by.", "what if", 3, "Stats: What if…"),
    Verb("stats.heatmap", (), _E, "Write the year as a picture (SVG) into a file.", palette="Stats: Export heatmap…"),
    Verb("stats.record", (), _E, "Write what you studied into a Markdown file.", palette="Stats: Export learning record…"),
    Verb("day.left", ("left", "h"), Place.YEAR, "Look at the week before.", "arrows day", 1),
    Verb("day.right", ("right", "l"), Place.YEAR, "Look at the week after."),
    Verb("day.up", ("up", "k"), Place.YEAR, "Look at the day before."),
    Verb("day.down", ("down", "j"), Place.YEAR, "Look at the day after."),
    Verb("day.today", ("full_stop",), Place.YEAR, "Look at today.", "today", 5, "Stats: Look at today"),
    Verb("day.open", ("enter",), Place.YEAR, "Show the day in the log.", "open in log", 2, "Stats: Show the day in the log"),
    Verb("day.scale.less", ("minus",), Place.YEAR, "Let the colours begin at fewer hours.", "- + scale", 4, "Stats: Colours from fewer hours"),
    Verb("day.scale.more", ("plus",), Place.YEAR, "Let the colours begin at more hours.", palette="Stats: Colours from more hours"),
    Verb("log.edit", ("e",), Place.LOG, "Change the session; give those marked another target.", "edit", 2, "Log: Edit session…"),
    Verb("log.split", ("s",), Place.LOG, "Split the session at a time.", "split", 3, "Log: Split session…"),
    Verb("log.duplicate", ("D",), Place.LOG, "Log the same stretch once more.", "duplicate", 5, "Log: Duplicate session"),
    Verb("log.delete", ("d", "delete"), Place.LOG, "Delete the session, or those marked; undo brings back.", "delete", 4, "Log: Delete session"),
    Verb("log.mark", ("v",), Place.LOG, "Mark the session for d, e, J, < > and - +, or unmark it.", "mark", 6, "Log: Mark session"),
    Verb("log.join", ("J",), Place.LOG, "Join the marked sessions into one.", palette="Log: Join marked sessions"),
    Verb("log.overlap", ("o",), Place.LOG, "Trim one of two sessions that overlap, or keep both.", "overlap", 9, "Log: Settle overlap…"),
    Verb("log.gaps", (), _E, "List the free stretches of a day, and log one of them.", palette="Log: Fill a gap…"),
    Verb("log.start.earlier", ("less_than_sign",), Place.LOG, "Let it start 5 minutes earlier; move all of those marked.", "< > start", 7, "Log: Start 5 minutes earlier"),
    Verb("log.start.later", ("greater_than_sign",), Place.LOG, "Let it start 5 minutes later; move all of those marked.", palette="Log: Start 5 minutes later"),
    Verb("log.end.earlier", ("left_curly_bracket",), Place.LOG, "Let the session end 5 minutes earlier.", "{ } end", 8, "Log: End 5 minutes earlier"),
    Verb("log.end.later", ("right_curly_bracket",), Place.LOG, "Let the session end 5 minutes later.", palette="Log: End 5 minutes later"),
    Verb("log.start.minute.earlier", ("minus",), Place.LOG, "Let it start 1 minute earlier; move all of those marked.", palette="Log: Start 1 minute earlier"),
    Verb("log.start.minute.later", ("plus",), Place.LOG, "Let it start 1 minute later; move all of those marked.", palette="Log: Start 1 minute later"),
    Verb("log.end.minute.earlier", ("left_parenthesis",), Place.LOG, "Let the session end 1 minute earlier.", palette="Log: End 1 minute earlier"),
    Verb("log.end.minute.later", ("right_parenthesis",), Place.LOG, "Let the session end 1 minute later.", palette="Log: End 1 minute later"),
    Verb("log.same", ("equals_sign",), Place.LOG, "Show only the sessions on the same; again, all.", "same", 10, "Log: Only sessions on the same"),
    Verb("log.date", (), _E, "Show the sessions of a day, or those nearest before it.", palette="Log: Go to date…"),
    Verb("log.today", ("full_stop",), Place.LOG, "Go to today.", palette="Log: Go to today"),
    Verb("notes.delete", ("d", "delete"), Place.NOTES, "Delete the note; undo brings it back.", "delete", 4, "Notes: Delete"),
    Verb("notes.save", ("ctrl+s",), Place.EDITOR, "Save the note and go on writing; leaving it saves it too.", "save", 1, "Notes: Save"),
    Verb("notes.preview", ("f4",), Place.EDITOR, "Show or hide the preview.", "preview", 5, "Notes: Toggle preview"),
    Verb("notes.wide", ("f3",), Place.EDITOR, "Show the editor alone, and all again.", "editor only", 17, "Notes: Editor only"),
    Verb("notes.search", (), _E, "Search the text of all notes.", palette="Notes: Search all notes…"),
    Verb("notes.new", (), _E, "Choose what to write a note on.", palette="Notes: New…"),
    Verb("note.editor", ("E", "ctrl+g"), _E, "Write the note in your own editor ($VISUAL or $EDITOR).", "$EDITOR", 18, "Notes: Open in $EDITOR"),
    Verb("roadmap.use", ("enter",), Place.ROADMAPS, "Put the roadmap in use; nothing done in others is lost.", "use", 1, "Roadmap: Switch…"),
    Verb("roadmap.import", ("i",), Place.ROADMAPS, "Make a roadmap of a Markdown list, a TOML file or a track.", "import", 2, "Roadmap: Import…"),
    Verb("roadmap.new", ("n",), Place.ROADMAPS, "Begin a roadmap of your own.", "new", 3, "Roadmap: New…"),
    Verb("roadmap.edit", ("e",), Place.ROADMAPS, "Change the roadmap as an outline; a bundled one is copied.", "edit", 4, "Roadmap: Edit…"),
    Verb("roadmap.file", ("E",), Place.ROADMAPS, "Open the roadmap's file in your own editor.", "$EDITOR", 9, "Roadmap: Open the file in $EDITOR"),
    Verb("roadmap.copy", ("D",), Place.ROADMAPS, "Copy the roadmap as one of your own.", "duplicate", 7, "Roadmap: Duplicate as mine…"),
    Verb("roadmap.hide", ("d", "delete"), Place.ROADMAPS, "Leave the roadmap out of the list; nothing is lost.", "hide", 5, "Roadmap: Hide"),
    Verb("roadmap.unhide", (), _E, "Bring a hidden roadmap back into the list.", palette="Roadmap: Show a hidden one…"),
    Verb("roadmap.compare", ("c",), Place.ROADMAPS, "See what two roadmaps share.", "compare", 6, "Roadmap: Compare two…"),
    Verb("roadmap.export", ("x",), Place.ROADMAPS, "Write the roadmap into a file: Markdown with ticks, or TOML.", "export", 10, "Roadmap: Export…"),
    Verb("roadmap.links", (), _E, "Count topics of your roadmap as the known ones.", palette="Roadmap: Link known topics…"),
    Verb("setting.change", ("enter", "space", "shift+space"), Place.SETTINGS, "Change the setting; at once, and u takes it back.", "change", 1),
    Verb("setting.reset", ("r",), Place.SETTINGS, "Give the setting its default again.", "reset", 2),
    Verb("setting.file", ("E",), Place.SETTINGS, "Open config.toml in your own editor.", "open file", 3, "App: Open config.toml in $EDITOR"),
    Verb("view.zoom", ("z",), _E, "Give the whole view to the pane, and back.", "zoom", 14, "View: Zoom pane"),
    Verb("view.focus", ("f",), _E, "The timer alone, big.", "focus", 10, "View: Focus mode"),
    Verb("view.theme", (), _E, "Choose the colours.", palette="View: Theme…"),
    Verb("view.contrast", (), _E, "Take colours of high contrast, and go back.", palette="View: High contrast"),
    Verb("view.compact", (), _E, "Leave no empty lines in a stage's lists, or do again.", palette="View: Compact spacing"),
    Verb("view.footer", (), _E, "Hide the line of keys, or show it again.", palette="View: Toggle footer"),
    Verb("view.ascii", (), _E, "Draw with ASCII signs only, or with all again.", palette="View: ASCII glyphs"),
    Verb("view.screenshot", (), _E, "Write what is on the screen into an SVG file.", palette="View: Screenshot…"),
    Verb("change.undo", ("u",), _E, "Take the last change back.", "undo", 8, "Data: Undo"),
    Verb("change.redo", ("ctrl+r", "U"), _E, "Bring back what was undone.", palette="Data: Redo"),
    Verb("change.history", (), _E, "See what was changed, newest first.", palette="Data: Undo history"),
    Verb("data.backup", (), _E, "Copy the data into the backups.", palette="Data: Back up now"),
    Verb("data.backups", (), _E, "List the backups: when they were made and what they hold.", palette="Data: Backups…"),
    Verb("data.check", (), _E, "Check all data and say what is intact, as doctor does.", palette="Data: Check everything"),
    Verb("data.folder", (), _E, "Open the data folder in the system's file manager.", palette="Data: Open data folder"),
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
    Verb("app.keys", (), _E, "See what a key is called, and what it does.", palette="App: Keys (what does this key send?)"),
    Verb("app.about", (), _E, "Versions, and where the data lives.", palette="App: About"),
    Verb("app.copy", ("ctrl+c",), _E, "Copy what the mouse selected; else tell how to quit."),
    Verb("app.suspend", ("ctrl+z",), _E, "Leave for the shell; fg comes back.", palette="App: Suspend"),
    Verb("app.back", ("escape",), _E, "One step back; never quits."),
    Verb("app.quit", ("q", "ctrl+q"), _E, "Quit; a running timer goes on.", "quit", 17, "App: Quit"),
)  # fmt: skip
BY_ID: Mapping[str, Verb] = {verb.id: verb for verb in VERBS}

_SHOWN = {
    "space": "space", "slash": "/", "left_square_bracket": "[", "right_square_bracket": "]",
    "less_than_sign": "<", "greater_than_sign": ">", "left_curly_bracket": "{", "right_curly_bracket": "}",
    "left_parenthesis": "(", "right_parenthesis": ")", "minus": "-", "plus": "+", "equals_sign": "=", "full_stop": ".", "comma": ",", "question_mark": "?", "colon": ":", "escape": "esc", "delete": "del",
    "left": "left", "right": "right",
}  # fmt: skip


_WHERE = {
    Place.LIST: ("in a list", "Go to one with tab"),
    Place.STAGES: ("in the list of stages", "Go to it with 1, then tab"),
    Place.CHECKLIST: ("in a checklist", "Go to it with 2"),
    Place.PARTS: ("in the stages and in a checklist", "Go to one with 2"),
    Place.LOG: ("in the log", "Go to it with 4"),
    Place.NOTES: ("in the list of notes", "Go to it with 3"),
    Place.EDITOR: ("in the notes", "Go to them with 3"),
    Place.ROADMAPS: ("in the roadmaps", "Go to them with 7"),
    Place.SETTINGS: ("in the settings", "Go to them with ,"),
    Place.REVIEW: ("in the weekly review", "Go to it with 5"),
    Place.YEAR: ("in the year", "Go to it with 6"),
    Place.STATS: ("in the statistics", "Go to them with 6"),
}


def not_here(verb: Verb) -> tuple[str, str]:
    """Why a verb does nothing here, and where it does something."""
    where, how = _WHERE.get(verb.place, ("here", ""))
    name = (verb.palette or verb.help).rstrip("….")
    return (
        (f"{name}: nothing to do it on {where}", how)
        if where == "here"
        else (f"{name}: it works {where}", how)
    )


def types(key: str) -> bool:
    """Whether a key puts a sign into a text, so that it is no command where one is written."""
    return len(_SHOWN.get(key, key)) == 1 or key in ("space", "shift+space")


def shown_key(key: str) -> str:
    """A key as people write it."""
    if key.startswith("ctrl+"):
        return key.replace("ctrl+", "^")
    sign = key_to_character(key) or ""
    return _SHOWN.get(key) or (sign if sign.isprintable() else "") or key


def bindings(places: Iterable[Place]) -> list[Binding]:
    """Textual's bindings for the verbs of some places; each can be given other keys by its id."""
    wanted = set(places)
    return [
        Binding(
            ",".join(verb.keys) or UNBOUND,
            f"app.verb('{verb.id}')",
            verb.hint or verb.id,
            show=False,
            id=verb.id,
        )
        for verb in VERBS
        if verb.place in wanted
    ]


def bindings_of(*verbs: str) -> list[Binding]:
    """Textual's bindings for some verbs by their ids, for dialogs that let them through."""
    wanted = [BY_ID[verb] for verb in verbs]
    return [
        Binding(",".join(verb.keys) or UNBOUND, f"verb('{verb.id}')", show=False, id=verb.id)
        for verb in wanted
    ]


def keys_of(verb: Verb, own: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a verb, the user's where there are some."""
    if verb.id in own:
        named = (key.strip() for key in own[verb.id].split(","))
        return tuple(_character_to_key(key) if len(key) == 1 else key for key in named if key)
    return verb.keys


def keys_here(places: Iterable[Place], own: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The keys of every verb that works in `places` and everywhere; a place hides a key from those after it."""
    taken: set[str] = set()
    found: dict[str, tuple[str, ...]] = {}
    for place in dict.fromkeys((*places, Place.EVERYWHERE)):
        here = {
            verb.id: tuple(key for key in keys_of(verb, own) if key not in taken)
            for verb in VERBS
            if verb.place is place
        }
        found |= here
        taken |= {key for keys in here.values() for key in keys}
    return found
