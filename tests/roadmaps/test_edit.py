"""Changes of a roadmap file: what was meant is there, and no other byte has moved."""

from __future__ import annotations

import difflib
import tomllib
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.domain.faults import DataFault
from studytui.roadmaps.edit import Edit

DATA = Path(__file__).parents[2] / "data" / "roadmaps"

HEADERS = """\
# A roadmap with every kind of layout.
schema = 1
id = "my"
title = 'My roadmap'   # a title

# --------------------------------- 1
[[stages]]  # the first
id = "one"
title = "One"
summary = \"\"\"
Of several lines,
# and no comment
\"\"\"

# about git
[[stages.topics]]
id = "git"
details = [
    "a",  # first
    "b",
]

[[stages.topics]]
id = "sql"
# a comment of its own

[[stages.topics.resources]]
title = "Docs"

[[stages.projects]]
id = "api"
title = "Api"
steps = [
  { id = "plan", text = "Plan" }, # plan first
  # then
  { id = "ship", text = "Ship [it]" },
]

# --------------------------------- 2
[[stages]]
id = "two"
title = "Two"
topics = [
    { id = "x", title = "X" },
    { id = "y", title = "Y" },  # why
]
projects = [{ id = "p", title = "P", steps = ["Build it", "Build it", "Ship"] }]
[[stages]]
id = "three"
title = "Three"
[[stages.topics]]
id = "last"
[source]
title = "Nowhere"
# the end"""


@cache
def texts() -> list[str]:
    bundled = [file.read_text(encoding="utf-8") for file in sorted(DATA.glob("*.toml"))]
    return [HEADERS, HEADERS.replace("\n", "\r\n"), "\ufeff" + HEADERS, *bundled]


def rows(table: dict[str, Any], key: str) -> list[Any]:
    found = table.get(key)
    return found if isinstance(found, list) else []


Changes = tuple[str, list[str], list[str]]


def changed(before: str, after: str) -> Changes:
    """The lines that stayed, those that went, those that came."""
    one, other = before.split("\n"), after.split("\n")
    kept: list[str] = []
    gone: list[str] = []
    came: list[str] = []
    for line in difflib.ndiff(one, other) if len(one) < 60 else _quick(one, other):
        {" ": kept, "-": gone, "+": came, "?": []}[line[0]].append(line[2:])
    return "\n".join(kept), gone, came


def _quick(one: list[str], other: list[str]) -> list[str]:
    found = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [f"  {line}" for line in one[a:b]]
        else:
            found += [f"- {line}" for line in one[a:b]] + [f"+ {line}" for line in other[c:d]]
    return found


def pick(data: st.DataObject, items: list[Any]) -> int:
    return data.draw(st.integers(0, len(items) - 1))


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_every_change_says_what_was_meant_and_touches_its_part_only(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(texts()))
    edit = Edit(text, "my.toml")
    assert edit.text == text
    meant = deepcopy(edit.table)
    stages = rows(meant, "stages")
    stage = pick(data, stages)
    key = data.draw(st.sampled_from(["topics", "projects", "courses"]))
    items = rows(stages[stage], key)
    verb = data.draw(
        st.sampled_from(["set", "hours", "drop", "add", "remove", "move", "across", "stage", "lift"])
    )
    title = data.draw(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
    where: tuple[tuple[str, int], ...] = (("stages", stage),)
    if verb == "set" and items:
        number = pick(data, items)
        edit.set((*where, (key, number)), "title", title)
        items[number]["title"] = title
    elif verb == "set":
        edit.set(where, "title", title)
        stages[stage]["title"] = title
    elif verb == "hours":
        edit.set((), "hours_per_week", 7)
        meant["hours_per_week"] = 7
    elif verb == "drop":
        edit.set(where, "summary", None)
        stages[stage].pop("summary", None)
    elif verb == "add":
        place = data.draw(st.integers(0, len(items)))
        new = {"id": "brand-new", "title": title, "resources": [{"title": "A", "url": "https://a.org"}]}
        edit.add(where, key, place, new)
        stages[stage][key] = [*items[:place], new, *items[place:]]
    elif verb == "stage":
        place = data.draw(st.integers(0, len(stages)))
        edit.add((), "stages", place, {"id": "brand-new", "title": title})
        stages.insert(place, {"id": "brand-new", "title": title})
    elif verb == "lift":
        place = pick(data, stages)
        edit.move(where, (), place)
        stages.insert(place, stages.pop(stage))
    elif items:
        number = pick(data, items)
        if verb == "remove":
            edit.remove((*where, (key, number)))
            items.pop(number)
        else:
            other = stage if verb == "move" else pick(data, stages)
            moved = items.pop(number)
            there = rows(stages[other], key)
            place = data.draw(st.integers(0, len(there)))
            edit.move((*where, (key, number)), (("stages", other),), place)
            stages[other][key] = [*there[:place], moved, *there[place:]]
    said = tomllib.loads(edit.text.removeprefix("\ufeff").replace("\r\n", "\n"))
    assert without_empty(said) == without_empty(meant)
    assert edit.text.startswith("\ufeff") == text.startswith("\ufeff")
    if "\r\n" in text:
        assert "\n" not in edit.text.replace("\r\n", "")
    if verb in ("set", "hours", "drop", "add", "stage"):
        _, gone, came = changed(text, edit.text)
        assert len(gone) <= 4 + title.count("\n") or verb == "drop"
        assert len(came) <= 9
    comments = [line.strip() for line in text.split("\n") if line.strip().startswith("#")]
    left = [line.strip() for line in edit.text.split("\n") if line.strip().startswith("#")]
    if verb in ("set", "hours", "add", "stage", "lift"):
        assert sorted(comments) == sorted(left)


def without_empty(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: without_empty(one) for key, one in value.items() if one != []}
    return [without_empty(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("place", range(9))
def test_undoing_a_change_by_hand_gives_the_same_bytes(place: int) -> None:
    text = texts()[place + 2 if place else 0] if place < 9 else HEADERS
    edit = Edit(text, "my.toml")
    edit.add((("stages", 1),), "topics", 1, {"id": "brand-new", "title": "New"})
    assert edit.text != text
    edit.remove((("stages", 1), ("topics", 1)))
    assert edit.text == text
    edit.move((("stages", 0),), (), 1)
    assert edit.text != text


def test_only_the_line_of_the_key_changes() -> None:
    edit = Edit(HEADERS, "my.toml")
    edit.set((("stages", 0), ("topics", 1)), "title", 'Structured \\ "queries"')
    _, gone, came = changed(HEADERS, edit.text)
    assert not gone
    assert came == ['title = "Structured \\\\ \\"queries\\""']
    edit = Edit(HEADERS, "my.toml")
    edit.set((), "title", "Other")
    _, gone, came = changed(HEADERS, edit.text)
    assert (gone, came) == (["title = 'My roadmap'   # a title"], ['title = "Other"   # a title'])


def test_a_section_takes_its_comment_along() -> None:
    edit = Edit(HEADERS, "my.toml")
    edit.move((("stages", 0), ("topics", 0)), (("stages", 2),), 1)
    third = edit.text[edit.text.index('id = "three"') :]
    assert '# about git\n[[stages.topics]]\nid = "git"' in third
    assert '"a",  # first' in third


def test_lists_written_inline_stay_inline() -> None:
    edit = Edit(HEADERS, "my.toml")
    edit.add((("stages", 1),), "topics", 1, {"id": "new", "title": "New"})
    kept, gone, _ = changed(HEADERS, edit.text)
    assert not gone
    assert "# why" in kept
    edit = Edit(HEADERS, "my.toml")
    edit.remove((("stages", 0), ("projects", 0), ("steps", 1)))
    kept, gone, came = changed(HEADERS, edit.text)
    assert "# plan first" in edit.text
    assert len(gone) <= 2
    assert len(came) <= 1


def test_what_is_no_toml_is_not_touched() -> None:
    with pytest.raises(DataFault, match="not valid TOML"):
        Edit("id = [", "my.toml")
