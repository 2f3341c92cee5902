"""What a person may mean while still typing."""

from __future__ import annotations

from studytui.domain.entry import Entry
from studytui.domain.ids import ItemId, RoadmapId, StageId
from studytui.domain.matching import fitting
from studytui.domain.status import Kind


def stage(slug: str, title: str, number: int) -> Entry:
    """A stage."""
    return Entry(Kind.STAGE, None, slug, title, StageId(slug), number)


def topic(slug: str, title: str, of: str, aliases: tuple[str, ...] = ()) -> Entry:
    """A topic."""
    identity = ItemId(f"topic/{slug}")
    return Entry(Kind.TOPIC, identity, slug, title, StageId(of), 1, aliases=aliases)


LINES = (
    stage("db", "Databases", 1),
    topic("joins", "Joins", "db"),
    topic("sql", "SQL and its joins", "db", ("Structured Query Language",)),
    stage("web", "Web, joined up", 2),
    topic("cafe", "Café architecture", "web"),
)


def titles(words: str) -> list[str]:
    """The titles that fit, best first."""
    return [target.title for target in fitting(words, RoadmapId("r"), LINES)]


def test_without_words_all_fit_in_order() -> None:
    assert titles("") == [entry.title for entry in LINES]


def test_whole_titles_come_before_beginnings_and_those_before_parts() -> None:
    assert titles("joins") == ["Joins", "SQL and its joins"]
    assert titles("join") == ["Joins", "SQL and its joins", "Web, joined up", "Café architecture"]


def test_the_stage_counts_too() -> None:
    assert titles("data joins") == ["Joins", "SQL and its joins"]


def test_numbers_aliases_and_accents() -> None:
    assert titles("2") == ["Web, joined up"]
    assert titles("query lang") == ["SQL and its joins"]
    assert titles("CAFE") == ["Café architecture"]


def test_nothing_fits() -> None:
    assert titles("zebra") == []
    assert titles("?!") == [entry.title for entry in LINES]


def test_a_target_knows_its_stage() -> None:
    found = fitting("sql", RoadmapId("r"), LINES)[0]
    assert found.words == "Databases › SQL and its joins"
