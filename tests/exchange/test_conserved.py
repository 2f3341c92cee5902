"""Rules that hold for every document: no box is lost, no id is twice, what is exported comes back."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.domain.entry import entries
from studytui.domain.faults import Fault
from studytui.domain.ids import RoadmapId, StageId, course_id, is_slug, project_id, step_id, topic_id
from studytui.domain.roadmap import Course, Project, Resource, Roadmap, Stage, Step, Topic
from studytui.domain.status import Kind, Status
from studytui.exchange.blocks import read_blocks, walk
from studytui.exchange.checklist import Checklist
from studytui.exchange.preview import Choices
from studytui.exchange.sources import of_text, text_of
from studytui.roadmaps.library import Library
from studytui.roadmaps.read import MAX_BYTES
from studytui.roadmaps.write import toml_of

LIBRARY = Library(None)
LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "  ", "    ", "\t", "> ", "      "]),
        st.sampled_from(
            ["- [ ] ", "- [x] ", "* [X] ", "1. [-] ", "- ", "1. ", "# ", "## ", "### ", "- ### ",
            "", "| ", "---", "```",
             "<!-- ", "[", "- [ ]", "- [✔️] ", "- [x](", "- ~~[] ", "===", "<details>", "|--|--|", "+ [/] "]
        ),
        st.sampled_from(
            ["Arrays", "Project: do", "[link](https://a.org/x)", "a | b", "**bold** rest",
            "License", "", "`code`",
             "[ ] again", "![p](q)", "配列", "<https://b.org>", ":rocket:", "x" * 300, "\x1b[0m",
             "[@video@v](https://c.org)"]
        ),
    ).map("".join),
    max_size=40,
)  # fmt: skip


@given(LINES, st.sampled_from([None, "boxes", "lists", "tables", "paras"]), st.sampled_from([None, 1, 2, 6]))
@settings(max_examples=400, deadline=None)
def test_no_box_is_lost_and_no_id_is_twice(lines: list[str], mode: str | None, level: int | None) -> None:
    text = "\n".join(lines)
    boxes = sum(block.mark is not None for block in walk(read_blocks(text, "x.md")))
    try:
        found = of_text(text, "x.md", Choices(mode=mode, level=level))
    except Fault:
        assert boxes == 0
        return
    if found.mode == "boxes":
        assert found.topics + found.steps == boxes
    else:
        assert found.topics + found.steps >= boxes
    ids = [entry.id for entry in entries(found.roadmap) if entry.id is not None]
    assert len(ids) == len(set(ids))
    assert all(is_slug(part) for identity in ids for part in identity.split("/")[1:])
    assert all(stage.topics or stage.courses or stage.projects for stage in found.roadmap.stages)
    assert LIBRARY.of_text(toml_of(found.roadmap), f"{found.roadmap.id}.toml").stages
    assert {mark.item for mark in found.marks} <= set(ids)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=800, deadline=None)
def test_any_bytes_are_a_curriculum_or_a_fault(data: bytes) -> None:
    for name in ("x.md", "x.json"):
        with contextlib.suppress(Fault):
            of_text(text_of(data, name), name, Choices())


@given(st.text("[]()!<>`*_~#-+|\\:\n \tx1.&;{}\"'$^=/", max_size=120))
@settings(max_examples=1500, deadline=None)
def test_any_signs_are_a_curriculum_or_a_fault(text: str) -> None:
    with contextlib.suppress(Fault):
        found = of_text(text, "x.md", Choices())
        assert LIBRARY.of_text(toml_of(found.roadmap), f"{found.roadmap.id}.toml") is not None


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["nodes", "edges", "type", "data", "label", "position", "x", "y",
        "exercises", "concept",
                         "practice", "slug", "name", "difficulty", "mockup", "controls", "control",
                         "properties",
                         "controlName", "id", "source", "target", "legend", "title", "concepts",
                         "prerequisites"]),
        inner | st.sampled_from(["topic", "subtopic", "title", "section", "100-a:101-b"]),
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@given(JSON)
@settings(max_examples=500, deadline=None)
def test_any_json_is_a_curriculum_or_a_fault(value: object) -> None:
    import json

    with contextlib.suppress(Fault):
        of_text(json.dumps(value), "x.json", Choices())


ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
SIGNS = st.text("*_[]()<>#`~&;:!\\-+.1 ax|\"'=/$^", min_size=1, max_size=24)
TITLES = (ANY | SIGNS).filter(lambda text: bool(_clean(text)))


def _clean(text: str) -> str:
    from studytui.domain.text import clean_line

    return clean_line(text)


TITLE = TITLES.map(_clean)
SLUG = st.from_regex(r"[a-z][a-z0-9]{2,5}", fullmatch=True)
STATUS = st.sampled_from(list(Status))
HOURS = st.none() | st.sampled_from([0.5, 1.0, 2.25, 40.0, 1e6])


@st.composite
def roadmaps(draw: st.DrawFn) -> Roadmap:
    stages = []
    for number, slug in enumerate(draw(st.lists(SLUG, min_size=1, max_size=4, unique=True)), 1):
        slugs = draw(st.lists(SLUG.filter(lambda slug: True), max_size=6, unique=True))
        topics, courses, projects = [], [], []
        for place, name in enumerate(slugs):
            kind = draw(st.sampled_from([Kind.TOPIC, Kind.COURSE, Kind.PROJECT]))
            one = f"{slug}-{name}"
            steps = tuple(
                Step(step_id(one, f"s{n}"), f"s{n}", draw(TITLE)) for n in range(draw(st.integers(0, 3)))
            )
            if kind is Kind.TOPIC:
                heading = draw(st.none() | TITLE)
                details = tuple(draw(st.lists(TITLE, max_size=2, unique=True)))
                topics.append(
                    Topic(topic_id(one), one, draw(TITLE), details, heading=heading, steps=steps,
                          optional=draw(st.booleans()), hours=draw(HOURS),
                          url="https://a.org" if place % 2 else None)
                )  # fmt: skip
            elif kind is Kind.COURSE:
                courses.append(Course(course_id(one), one, draw(TITLE), hours=draw(HOURS)))
            else:
                projects.append(Project(project_id(one), one, draw(TITLE), steps=steps))
        resources = (Resource("A", "https://a.org"),) if draw(st.booleans()) else ()
        stages.append(
            Stage(StageId(slug), number, draw(TITLE), optional=draw(st.booleans()), hours=draw(HOURS),
                  topics=tuple(topics), courses=tuple(courses), projects=tuple(projects), resources=resources)
        )  # fmt: skip
    return Roadmap(RoadmapId(draw(SLUG)), draw(TITLE), tuple(stages))


def bare(roadmap: Roadmap) -> object:
    """Everything that an exported check-list says."""
    return roadmap.id, roadmap.title, [
        (stage.id, stage.title, stage.optional, stage.hours,
         [(one.id, one.title, one.heading, one.optional, one.hours, one.url,
         one.steps) for one in stage.topics],
         [(one.id, one.title, one.hours) for one in stage.courses],
         [(one.id, one.title, one.steps) for one in stage.projects])
        for stage in roadmap.stages
    ]  # fmt: skip


@given(roadmaps(), st.data())
@settings(max_examples=200, deadline=None)
def test_what_is_exported_comes_back(roadmap: Roadmap, data: st.DataObject) -> None:
    items = [
        entry.id
        for entry in entries(roadmap)
        if entry.id is not None and not (entry.kind is Kind.PROJECT and entry.has_steps)
    ]
    statuses = {item: data.draw(STATUS) for item in items}
    text = Checklist(roadmap, statuses).text()
    found = of_text(text, "x.md", Choices())
    assert bare(found.roadmap) == bare(roadmap)
    known = {item: status for item, status in statuses.items() if status is not Status.TODO}
    assert {mark.item: mark.status for mark in found.marks} == known


@given(roadmaps())
@settings(max_examples=100, deadline=None)
def test_a_written_roadmap_reads_the_same(roadmap: Roadmap) -> None:
    text = toml_of(roadmap)
    assert len(text) < MAX_BYTES
    assert LIBRARY.of_text(text, f"{roadmap.id}.toml") == roadmap
