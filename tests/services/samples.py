"""Two small roadmaps that share a topic, and ways to look at a whole database."""

from __future__ import annotations

import os
import sqlite3

from studytui.store.tables import TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.store.home import Home

MAIN = """schema = 1
id = "backend-developer"
title = "Small roadmap"
[source]
title = "Nowhere"

[[stages]]
id = "basics"
title = "Basics"
hours = 20
topics = [
    { id = "git", title = "Git", hours = 2 },
    { id = "snake", title = "Snake language", choice = "language" },
    { id = "gem", title = "Gem language", choice = "language" },
    { id = "shell-lists", title = "Shell lists", steps = [{ id = "first", text = "First" }] },
    { id = "extra", title = "Extra", optional = true },
]
courses = [{ id = "tables-course", title = "Tables course", hours = 6 }]
projects = [
    { id = "tiny-app", title = "Tiny app", hours = 6, steps = [
        { id = "plan", text = "Plan it" },
        { id = "write", text = "Write it" },
        { id = "ship", text = "Ship it" },
    ] },
    { id = "lone-page", title = "Lone page" },
]

[[stages]]
id = "web"
title = "The web"
topics = [
    { id = "requests-and-answers", title = "Requests and answers" },
    { id = "git", title = "Git" },
]

[[stages]]
id = "bonus"
title = "Bonus"
optional = true
topics = [{ id = "lambda-lore", title = "Lambda lore" }]
"""

OTHER = """schema = 1
id = "other"
title = "Other roadmap"
[source]
title = "Nowhere"

[[stages]]
id = "tools"
title = "Tools"
topics = [{ id = "git", title = "Git" }, { id = "editors", title = "Editors" }]
"""


def write_roadmap(home: Home, name: str, text: str) -> None:
    """Put a roadmap of the user's own into the data folder."""
    os.makedirs(home.roadmaps, exist_ok=True)
    with open(os.path.join(home.roadmaps, f"{name}.toml"), "w", encoding="utf-8") as file:
        file.write(text)


Content = dict[str, list[tuple[object, ...]]]


def content(home: Home) -> Content:
    """Every row of every table that people change, what is derived from them, and the settings file."""
    connection = sqlite3.connect(f"file:{home.database}?mode=ro", uri=True)
    try:
        queries = {name: f"SELECT * FROM {name}" for name in TABLES}
        queries["spill"] = "SELECT * FROM spill"
        queries["note_words"] = (
            "SELECT note.target, note_words.title, note_words.body FROM note_words "
            "LEFT JOIN note ON note.rowid = note_words.rowid"
        )
        found = {
            name: sorted((tuple(row) for row in connection.execute(query)), key=repr)
            for name, query in queries.items()
        }
    finally:
        connection.close()
    try:
        with open(home.config, encoding="utf-8") as file:
            found["config.toml"] = [(file.read(),)]
    except FileNotFoundError:
        found["config.toml"] = []
    return found
