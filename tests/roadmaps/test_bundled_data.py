"""The bundled files are held to every rule of the format."""

from __future__ import annotations

import pytest

from studytui.roadmaps import locate
from studytui.roadmaps.library import DEFAULT, Library
from studytui.roadmaps.read import Document, read
from studytui.roadmaps.references import projects_with_steps

LIBRARY = Library(None)
IDS = [
    "backend-developer",
    "apis-databases-beyond",
    "career-roadmap",
    "foundations-to-career",
    "path-2025",
    "practical-roadmap",
    "ten-topics",
    "twelve-steps",
]
MEANT = {  # topics that the source itself teaches twice
    'apis-databases-beyond.toml: "fastapi" is in stages 1 and 4: one tick counts in both',
    'apis-databases-beyond.toml: "express" is in stages 1 and 4: one tick counts in both',
    'apis-databases-beyond.toml: "indexes" is in stages 5 and 7: one tick counts in both',
    'practical-roadmap.toml: "redis" is in stages 3 and 4: one tick counts in both',
}


def test_all_are_there() -> None:
    assert list(LIBRARY.ids()) == IDS
    assert [one.id for one in LIBRARY.listing()] == IDS


def test_no_findings_but_those_that_are_meant() -> None:
    paths = [locate.catalogue_file(), *locate.bundled_files().values()]
    assert {one.sentence() for path in paths for one in LIBRARY.check(path)} == MEANT


@pytest.mark.parametrize("slug", IDS)
def test_projects_have_five_to_eight_steps(slug: str) -> None:
    projects = [project for stage in LIBRARY.load(slug).stages for project in stage.projects]
    assert {
        project.slug: len(project.steps) for project in projects if not 5 <= len(project.steps) <= 8
    } == {}


@pytest.mark.parametrize("slug", IDS)
def test_topics_are_in_the_catalogue(slug: str) -> None:
    topics = {topic.slug for stage in LIBRARY.load(slug).stages for topic in stage.topics}
    assert topics
    assert topics <= set(LIBRARY.catalogue().topics)
    assert all(stage.hours and stage.topics for stage in LIBRARY.load(slug).stages)


def test_catalogue() -> None:
    topics = LIBRARY.catalogue().topics
    assert len(topics) == 70
    assert [slug for slug, topic in topics.items() if not topic.check or not topic.summary] == []
    assert set(LIBRARY.catalogue().groups) == set(topics)


def test_the_default_roadmap() -> None:
    roadmap = LIBRARY.load(DEFAULT)
    topics = [topic for stage in roadmap.stages for topic in stage.topics]
    projects = [project for stage in roadmap.stages for project in stage.projects]
    assert len(roadmap.stages) == 9
    assert (len(topics), len({topic.slug for topic in topics})) == (70, 70)
    assert len(projects) == 17
    assert sum(len(project.steps) for project in projects) == 107
    assert sum(stage.hours or 0 for stage in roadmap.stages) == 335
    assert sum(1 for topic in topics if topic.optional or topic.choice) == 11
    weeks = [stage.weeks or (0, 0) for stage in roadmap.stages]
    assert (sum(low for low, _ in weeks), sum(high for _, high in weeks)) == (28, 39)
    assert roadmap.bundled


@pytest.mark.parametrize(
    ("slug", "stages", "projects", "hours"),
    [
        ("practical-roadmap", 7, 3, 320),
        ("apis-databases-beyond", 10, 5, 340),
        ("career-roadmap", 6, 18, 315),
        ("foundations-to-career", 10, 2, 340),
        ("path-2025", 9, 4, 290),
        ("twelve-steps", 12, 2, 375),
        ("ten-topics", 10, 0, 310),
    ],
)
def test_the_published_ones(slug: str, stages: int, projects: int, hours: int) -> None:
    roadmap = LIBRARY.load(slug)
    assert len(roadmap.stages) == stages
    assert sum(len(stage.projects) for stage in roadmap.stages) == projects
    assert sum(stage.hours or 0 for stage in roadmap.stages) == hours
    assert roadmap.source is not None


def test_shared_projects_have_the_same_steps() -> None:
    seen = {slug: {step.slug for step in one.steps} for slug, one in LIBRARY.catalogue().projects.items()}
    for path in locate.bundled_files().values():
        document = read(path)
        assert isinstance(document, Document)
        for slug, steps in projects_with_steps(document.table).items():
            assert seen.setdefault(slug, set(steps)) == set(steps), (path, slug)


def test_a_step_belongs_to_one_project() -> None:
    """Topics and projects share the names of their steps; none may have the other's."""
    topics = set(LIBRARY.catalogue().topics)
    stepped = {
        topic.slug
        for slug in IDS
        for stage in LIBRARY.load(slug).stages
        for topic in stage.topics
        if topic.steps
    }
    projects = {p.slug for slug in IDS for stage in LIBRARY.load(slug).stages for p in stage.projects}
    assert stepped & projects == set()
    assert stepped <= topics
