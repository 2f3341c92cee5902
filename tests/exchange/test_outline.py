"""Markdown lists of every shape that public curricula have, made up anew."""

from __future__ import annotations

import pytest

from studytui.domain.entry import entries
from studytui.domain.faults import DataFault, Refused
from studytui.domain.ids import is_slug
from studytui.domain.status import Status
from studytui.exchange.preview import Choices, Preview
from studytui.exchange.sources import of_text, text_of
from tests.bench.curricula import outline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.roadmap import Topic


def read(text: str, **choices: object) -> Preview:
    return of_text(text, "my-list.md", Choices(**choices))  # type: ignore[arg-type]  # the tests' own keys


def shape(found: Preview) -> dict[str, list[str]]:
    return {
        stage.title: [
            *(one.title for one in stage.topics),
            *(one.title for one in stage.courses),
            *(one.title for one in stage.projects),
        ]
        for stage in found.roadmap.stages
    }


def topic(found: Preview, title: str) -> Topic:
    return next(one for stage in found.roadmap.stages for one in stage.topics if one.title == title)


def marks(found: Preview) -> dict[str, Status]:
    return {mark.title: mark.status for mark in found.marks}


BOXES = """# Learn it

- [ ] Before

## One
- [x] A
- [ ] B
## Two
- [ ] C
  - [x] C one
  - [ ] C two
## Three
- [ ] D
"""


def test_boxes_are_topics_and_boxes_under_them_steps() -> None:
    found = read(BOXES)
    assert (found.mode, found.title) == ("boxes", "Learn it")
    assert shape(found) == {"Learn it": ["Before"], "One": ["A", "B"], "Two": ["C"], "Three": ["D"]}
    assert [step.title for step in topic(found, "C").steps] == ["C one", "C two"]
    assert marks(found) == {"A": Status.DONE, "C one": Status.DONE}
    assert (found.topics, found.topics_done, found.steps, found.steps_done) == (5, 1, 2, 1)
    assert (found.first_stage, found.last_stage) == ("Learn it", "Three")


@pytest.mark.parametrize(
    ("box", "status"),
    [
        *((f"[{sign}]", Status.DONE) for sign in "xX✔✓✅☑"),
        ("[✔️]", Status.DONE),
        ("[☑️]", Status.DONE),
        ("[-]", Status.SKIPPED),
        ("[~]", Status.SKIPPED),
        ("[/]", Status.DOING),
        ("[ ]", None),
        ("[>]", None),
        ("[<]", None),
        ("[*]", None),
    ],
)
def test_marks(box: str, status: Status | None) -> None:
    found = read(f"- {box} A\n- [ ] B\n- [ ] C\n")
    assert found.topics == 3
    assert marks(found).get("A") is status


@pytest.mark.parametrize(
    "line", ["[] A", "[](https://a.org) A", "~~[] x~~", "[x](https://a.org)", "[?] A", "[x]A"]
)
def test_what_only_looks_like_a_box_is_none(line: str) -> None:
    found = read(f"- {line}\n- [ ] B\n- [ ] C\n- [ ] D\n")
    assert (found.mode, found.topics) == ("boxes", 3)


def test_boxes_stand_in_quotes_but_not_in_code() -> None:
    found = read("> - [ ] A\n> - [x] B\n\n```\n- [ ] code\n```\n\n- [ ] C\n\n      - [ ] code too\n")
    assert shape(found) == {"My list": ["A", "B", "C"]}


def test_a_box_made_a_heading_by_the_line_below_stays_a_box() -> None:
    found = read("- [ ] A\n  - \n- [x] B\n  ---\n- [ ] C\n")
    assert shape(found) == {"My list": ["A", "B", "C"]}
    assert marks(found) == {"B": Status.DONE}


def test_a_heading_in_a_list_item_is_a_group_that_ends_with_it() -> None:
    found = read(
        "# T\n## S\n- ### Arrays\n  - [ ] A\n  - [ ] B\n- [ ] C\n- plain\n  - [ ] D\n    - [ ] step\n"
    )
    assert [(one.title, one.heading) for one in found.roadmap.stages[0].topics] == [
        ("A", "Arrays"), ("B", "Arrays"), ("C", None), ("D", "plain"),
    ]  # fmt: skip
    assert found.groups == 2


def test_deeper_headings_are_groups_too() -> None:
    found = read("# T\n## A\n### a\n- [ ] 1\n### b\n- [ ] 2\n## B\n- [ ] 3\n## C\n- [ ] 4\n")
    assert [one.heading for one in found.roadmap.stages[0].topics] == ["a", "b"]
    assert read("# T\n## A\n### a\n- [ ] 1\n### b\n- [ ] 2\n## B\n- [ ] 3\n", level=2).stages == 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Only\n- [ ] a\n- [ ] b\n- [ ] c\n", "Only"),
        ("intro\n\n# Only\n- [ ] a\n- [ ] b\n- [ ] c\n", "Only"),
        ("# First\n- [ ] a\n# Second\n- [ ] b\n- [ ] c\n", "First"),
        ("# Contents\n- [ ] a\n# Second\n- [ ] b\n- [ ] c\n", "My list"),
        ("## Sub\n- [ ] a\n# One\n- [ ] b\n# Two\n- [ ] c\n", "My list"),
        ("- [ ] a\n- [ ] b\n- [ ] c\n", "My list"),
        (
            '---\ntitle: "From the front"\ntags: [a]\n---\n# Only\n- [ ] a\n- [ ] b\n- [ ] c\n',
            "From the front",
        ),
        ("Set\n===\n- [ ] a\n- [ ] b\n- [ ] c\n", "Set"),
        ("# :rocket: Go [there](https://a.org) 🚀\n- [ ] a\n- [ ] b\n- [ ] c\n", ":rocket: Go there 🚀"),
    ],
)
def test_titles(text: str, title: str) -> None:
    found = read(text)
    assert found.title == title
    assert found.topics == 3


def test_a_rule_and_boxes_are_no_front_matter() -> None:
    assert read("---\n- [ ] a\n- [ ] b\n- [x] c\n---\n").topics == 3


def test_a_chosen_title_and_id() -> None:
    found = read(BOXES, title="Mine", identity="other")
    assert (found.title, found.roadmap.id) == ("Mine", "other")
    assert found.roadmap.stages[1].topics[0].id == "topic/other-a"


def test_stages_are_the_smallest_level_that_gives_three() -> None:
    two = "# T\n## A\n### a\n- [ ] 1\n### b\n- [ ] 2\n## B\n### c\n- [ ] 3\n"
    assert list(shape(read(two))) == ["a", "b", "c"]
    assert list(shape(read(two, level=2))) == ["A", "B"]
    assert list(shape(read("# T\n## A\n- [ ] 1\n- [ ] 2\n## B\n- [ ] 3\n"))) == ["A", "B"]
    assert list(shape(read("# T\n- [ ] 1\n- [ ] 2\n- [ ] 3\n"))) == ["T"]
    stray = "# T\n## A\n- [ ] 1\n# Stray\n- [ ] 2\n## B\n- [ ] 3\n"
    assert list(shape(read(stray))) == ["A", "Stray", "B"]


def test_stages_of_one_title_are_told_apart() -> None:
    text = "# T\n## A\n### More\n- [ ] 1\n## B\n### More\n- [ ] 2\n## C\n### Other\n- [ ] 3\n"
    assert list(shape(read(text, level=3))) == ["A: More", "B: More", "Other"]


def test_a_section_alone() -> None:
    text = (
        "# T\n## Start\n- [ ] no\n## Core work\n### A\n- [ ] 1\n### B\n- [ ] 2\n- [x] 3\n## End\n- [ ] no\n"
    )
    found = read(text, section="core")
    assert (found.title, found.topics) == ("Core work", 3)
    assert list(shape(found)) == ["A", "B"]
    with pytest.raises(Refused, match="no heading") as refused:
        read(text, section="nowhere")
    assert "Core work" in refused.value.hint


def test_lists_leave_out_contents_and_boiler_plate() -> None:
    text = """# T
## Contents
- [A](#a)
  - [B](#b)
## A
- Arrays
  - deep [one](https://a.org/1)
- [Trees](https://a.org/2) - an introduction
## 🤝 Contributing
- fork it
## B
- [only here](#b)
- Graphs
"""
    found = read(text)
    assert (found.mode, shape(found)) == (
        "lists",
        {"A": ["Arrays", "Trees - an introduction"], "B": ["Graphs"]},
    )
    assert topic(found, "Arrays").details == ("deep one",)
    assert topic(found, "Arrays").url == "https://a.org/1"


def test_boxes_leave_out_nothing() -> None:
    text = "- [ ] early\n# T\n## Contents\n- [ ] [A](#a)\n## License\n- [ ] MIT\n"
    assert read(text).topics == 3
    mixed = read("# T\n- a\n- b\n  - [x] inner\n## License\n- [ ] box\n- text\n")
    assert mixed.mode == "lists"
    assert (mixed.topics, mixed.steps) == (3, 1)


def test_one_list_of_everything_is_promoted() -> None:
    text = (
        "# T\n"
        + "".join(f"1. Part {n}\n   1. A{n}\n      1. deep\n   2. B{n}\n" for n in range(4))
        + "5. Alone\n"
    )
    found = read(text)
    assert found.mode == "lists+promoted"
    assert list(shape(found)) == ["Part 0", "Part 1", "Part 2", "Part 3", "T"]
    assert shape(found)["Part 2"] == ["A2", "B2"]


def test_tables_are_topics_with_hours() -> None:
    rows = "".join(
        f"| {n} | [Course {n}](https://a.org/{n}) | 4–6 weeks | 6-10 hours/week |\n" for n in range(5)
    )
    found = read(
        f"# T\n| # | Courses | Duration | Effort |\n|--|--|--|--|\n{rows}"
        "| | [![x](i.png)](https://i.org) | | |\n"
    )
    assert (found.mode, found.topics) == ("tables", 5)
    assert topic(found, "Course 1").hours == 40
    assert found.hours == 200
    assert topic(found, "Course 1").url == "https://a.org/1"


def test_a_row_is_called_by_its_first_link_wherever_that_leads() -> None:
    rows = "".join(f"[Course {n}](https://a.org/{n}) | 2 weeks | [talk](https://t.org)\n" for n in range(5))
    found = read(
        f"# T\nCourses | Duration | Discussion\n--|--|--\n{rows}"
        "[Notes](pages/notes/README.md) | 3 weeks | [talk](https://t.org)\n"
        "[Proofs](https://a.org/p) ([alt](https://b.org)) [alt 2](https://c.org) | 1 week | -\n"
        "[Sets](https://a.org/s), second edition ([alt](https://b.org)) | 1 week | -\n"
    )
    titles = [*(f"Course {n}" for n in range(5)), "Notes", "Proofs", "Sets, second edition (alt)"]
    assert (found.mode, shape(found)) == ("tables", {"T": titles})
    assert [one.url for one in topic(found, "Proofs").resources] == ["https://b.org", "https://c.org"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<h3 align="center">Weaving <i>for</i> all</h3>\n<p>words</p>\n\n# Contents\n', "Weaving for all"),
        ("<p><img src=a></p>\n\n<h1></h1><h1>Looms\n&amp; threads</h1>\n\n", "Looms & threads"),
        ("<h1>One</h1>\n\n# Two\n", "Two"),
        ("# Contents\n\n<h1>Late</h1>\n\n# Summary\n", "My list"),
        ("<div><![odd[ <h1>x</h1></div>\n\n", "My list"),
        ("<h1>never closed\n\n", "My list"),
    ],
)
def test_a_title_that_stands_in_html(head: str, title: str) -> None:
    assert read(f"{head}- [ ] A\n- [ ] B\n- [ ] C\n").title == title


def test_the_same_in_other_languages_is_nothing_to_learn() -> None:
    text = """# T
- [Auf Deutsch](README.de.md)
- [In Chinese](./ReadMe.zh-Hant.md)
- [Em português](docs/README_pt-BR.md)
## A
- [Looms](looms/README.md)
- [Part two](README-part-two.md)
## B
- [Threads](https://a.org/README.de.md)
"""
    assert shape(read(text)) == {"A": ["Looms", "Part two"], "B": ["Threads"]}


@pytest.mark.parametrize(
    ("duration", "effort", "hours"),
    [
        ("10 weeks", "8-10 hours/week", 90.0),
        ("4 weeks", "4–12 hours", 32.0),
        ("1 week", "2.5 hours a week", 2.5),
        ("12 hours", "", 12.0),
        ("", "20 hours", 20.0),
        ("self-paced", "6 hours/week", None),
        ("3 months", "10 hours/week", 130.0),
        ("-", "-", None),
    ],
)
def test_hours_of_a_row(duration: str, effort: str, hours: float | None) -> None:
    from studytui.exchange.workload import row_hours

    assert row_hours(["Name", "Duration", "Effort"], ["a", duration, effort]) == hours


def test_paragraphs_that_open_with_a_phrase() -> None:
    text = "# Ideas\n## Numbers\n" + "\n\n".join(f"**Idea {n}** - do it {n}" for n in range(4))
    text += "\n\n[Linked: one](https://a.org)\n\nplain\n"
    found = read(text)
    assert (found.mode, found.topics) == ("paras", 5)
    assert topic(found, "Idea 1").details == ("do it 1",)


def test_projects_by_prefix_and_by_heading() -> None:
    text = "# T\n## A\n- [ ] Project: Own site\n- [ ] Game: Chess\n- [ ] Read\n## Capstone work\n- [ ] Big\n"
    found = read(text)
    titles = [one.title for stage in found.roadmap.stages for one in stage.projects]
    assert titles == ["Own site", "Game: Chess", "Big"]
    assert (found.topics, found.projects) == (4, 3)
    assert read("# The big project\n- [ ] a\n- [ ] b\n- [ ] c\n").projects == 0


def test_text_is_plain() -> None:
    text = "- [ ] **Bold** `code` ~~gone~~ [link](https://a.org):\n"
    text += "- [ ] go :rocket:\n- [ ] a\n  b <kbd>c</kbd> ![x](y)\n"
    assert shape(read(text)) == {"My list": ["Bold code gone link", "go :rocket:", "a b c"]}


def test_links_become_resources() -> None:
    text = """# T
## S
[Stage link](https://s.org)
- [ ] A [first](https://a.org/1) [rel](./x) [mail](mailto:a@b.c) <https://a.org/2> https://a.org/3, [no]()
  - [Video: talk](https://a.org/4)
- [ ] B

  ```
  code
  ```
- [@book@The book](https://b.org)
- [ ] [[Review] x](https://c.org) (pdf)
"""
    found = read(text)
    [stage] = found.roadmap.stages
    assert [one.url for one in stage.resources] == ["https://s.org"]
    a, b, c = stage.topics
    assert (a.url, [one.url for one in a.resources]) == (
        "https://a.org/1", ["https://a.org/2", "https://a.org/3", "https://a.org/4"],
    )  # fmt: skip
    assert [(one.title, one.note) for one in a.resources][-1] == ("talk", "video")
    assert b.url == "https://b.org"
    assert (c.title, c.url) == ("[Review] x (pdf)", "https://c.org")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://a.org", "//a.org"]
)
def test_addresses_that_are_not_of_the_web_are_no_links(url: str) -> None:
    found = read(f"- [ ] [A]({url})\n- [ ] [B](<{url}>)\n- [ ] C\n")
    assert [one.url for one in found.roadmap.stages[0].topics] == [None] * 3


def test_ids_are_the_roadmaps_own_and_unique() -> None:
    text = "# T\n" + "- [ ] Intro\n" * 3 + "- [ ] 配列\n- [ ] مصفوفة\n- [ ] " + "long " * 60 + "\n- [ ] con\n"
    slugs = [one.slug for one in read(text).roadmap.stages[0].topics]
    assert slugs[:3] == ["t-intro", "t-intro-2", "t-intro-3"]
    assert len(set(slugs)) == len(slugs) == 7
    assert all(is_slug(slug) for slug in slugs)
    assert slugs == [one.slug for one in read(text + "- [ ] one more\n").roadmap.stages[0].topics][:7]
    other = read("# " + "A very long title " * 6 + "\n- [ ] a\n- [ ] b\n- [ ] c\n")
    assert all(is_slug(one.slug) for one in other.roadmap.stages[0].topics)


def test_line_ends_marks_and_tabs_change_nothing() -> None:
    plain = read(BOXES)
    crlf = text_of(("\ufeff" + BOXES.replace("\n", "\r\n")).encode(), "my-list.md")
    assert read(crlf).roadmap == plain.roadmap
    assert read(BOXES.replace("  - ", "\t- ")).roadmap == plain.roadmap


def test_control_characters_and_markup_are_only_text() -> None:
    found = read("- [ ] a\x1b[31m red \x9b2J\n- [ ] [/] b [@click=app.quit]c[/]\n- [ ] \x07bell\x00\n")
    said = " ".join(shape(found)["My list"])
    assert said.isprintable()
    assert "[@click=app.quit]c[/]" in said


def test_boxes_without_words_are_kept() -> None:
    found = read("- [ ] ![x](y)\n- [ ]\n- [x] [](https://a.org)\n")
    assert shape(found) == {"My list": ["Untitled", "Untitled", "https://a.org"]}


@pytest.mark.parametrize(
    "text", ["", "only words\n", "# A\n## B\n", "- [a](#a)\n- [b](#b)\n", "```\n- a\n```\n"]
)
def test_what_holds_no_list_is_refused(text: str) -> None:
    with pytest.raises(DataFault, match=r"my-list\.md: no check-list"):
        read(text)


@pytest.mark.parametrize("depth", [60, 400])
def test_nesting_beyond_measure_is_refused_with_its_line(depth: int) -> None:
    with pytest.raises(DataFault, match=r"my-list\.md: line \d+: nested too deeply"):
        read("\n".join("  " * level + "- [ ] a" for level in range(depth)))
    assert read("\n".join("  " * level + "- [ ] a" for level in range(40))).steps == 39


def test_a_paragraph_like_a_book_is_refused() -> None:
    with pytest.raises(DataFault, match="line 3: a paragraph of 100,000 characters"):
        read("# A\n\n" + "[" * 100_000)


def test_too_many_stages_are_refused() -> None:
    text = "# T\n" + "".join(f"## S{n}\n- [ ] a\n" for n in range(250))
    with pytest.raises(DataFault, match="250 stages"):
        read(text, level=2)
    assert read(text).stages == 1


def test_modes_and_levels_that_are_none() -> None:
    with pytest.raises(Refused, match="no mode"):
        read(BOXES, mode="boxen")
    with pytest.raises(Refused, match="levels 1 to 6"):
        read(BOXES, level=9)
    with pytest.raises(DataFault, match="as tables"):
        read("# T\n- a\n", mode="tables")


def test_counts_follow_the_choices() -> None:
    found = read(BOXES)
    assert found.choosing(Choices(level=1)).stages == 1
    assert found.choosing(Choices(section="Two")).topics == 1
    assert found.choosing(Choices()).roadmap == found.roadmap


def test_an_outline_of_150_stages_and_2000_topics_loses_nothing() -> None:
    text = outline()
    assert len(text) >= 250_000
    found = read(text)
    assert (found.stages, found.topics, found.steps) == (150, 2000, 500)
    assert found.topics_done == text.count("- [x]")
    lines = [entry for entry in entries(found.roadmap) if entry.id is not None]
    assert len({entry.id for entry in lines}) == len(lines)
