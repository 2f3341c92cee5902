"""Small roadmaps and a small catalogue to be broken in tests."""

from __future__ import annotations

from functools import cache

from studytui.roadmaps.catalogue import Catalogue, catalogue_of
from studytui.roadmaps.read import Document, parse
from studytui.roadmaps.validate import validate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.roadmaps.findings import Finding

CATALOGUE = """
[topics.git]
title = "Git, version control"
group = "tools"
aliases = ["version control", "github"]
summary = "The history of a code base."
check = "What is a commit?"
[topics.sql]
title = "SQL"
aliases = ["structured query language"]
[topics.redis]
title = "Redis"
[topics.fastapi]
title = "FastAPI"
[topics.django]
title = "Django"
[topics.relational-databases]
title = "PostgreSQL / MySQL"
aliases = ["postgres", "Déjà SQL"]

[courses.sql-course]
title = "Database Design"
summary = "Good design."
weeks = 4
level = ["beginner", "intermediate"]

[projects.blog-api]
title = "Blog API"
topics = ["git"]
steps = [{ id = "sketch", text = "Sketch it" }, { id = "login", text = "Log in" }]
"""

TOP = """schema = 1
id = "my"
title = "My roadmap"
[source]
title = "Somebody's page"
"""

STAGE = """
[[stages]]
id = "first"
title = "First"
"""


def document(text: str | bytes, file: str = "my.toml") -> Document:
    """The document in `text`, which is TOML."""
    found = parse(text.encode() if isinstance(text, str) else text, file)
    assert isinstance(found, Document), found
    return found


@cache
def catalogue() -> Catalogue:
    """The small catalogue."""
    found, faults = catalogue_of(document(CATALOGUE, "catalogue.toml"))
    assert not faults
    return found


def findings(text: str, *, bundled: bool = False) -> tuple[Finding, ...]:
    """All findings of a roadmap called my.toml."""
    return validate(document(text), catalogue(), bundled=bundled)


def said(text: str, *, bundled: bool = False) -> list[str]:
    """The findings as a person reads them, each after its severity."""
    return [f"{one.severity}: {one.sentence()}" for one in findings(text, bundled=bundled)]


def in_stage(body: str) -> str:
    """A good roadmap with `body` in its only stage."""
    return TOP + STAGE + body
