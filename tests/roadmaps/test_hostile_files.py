"""Files that are not what they say: whatever the bytes, the answer is findings, and soon."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studytui.domain.faults import DataFault
from studytui.domain.text import clean_line
from studytui.roadmaps.build import build
from studytui.roadmaps.catalogue import catalogue_of
from studytui.roadmaps.findings import Finding, quoted
from studytui.roadmaps.library import Library
from studytui.roadmaps.lines import Lines, masked
from studytui.roadmaps.read import MAX_BYTES, Document, parse, read
from studytui.roadmaps.report import MAX_FINDINGS, MAX_GUESSES
from studytui.roadmaps.validate import usable, validate
from tests.roadmaps.samples import CATALOGUE, TOP, catalogue, in_stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

PARTS = b"a." * 100_000


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (PARTS + b"a = 1", "not valid TOML: a key of more than 16 parts"),
        (b"[" + PARTS + b"a]", "not valid TOML: a key of more than 16 parts"),
        (b'x = {a = """y"""", ' + PARTS + b"a = 1}", "not valid TOML: a key of more than 16 parts"),
        (b"x = {a = '''y'''', " + PARTS + b"a = 1}", "not valid TOML: a key of more than 16 parts"),
        (b"a = " + b"[" * 100_000, "not valid TOML: brackets nested too deeply"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "not valid TOML: brackets nested too deeply"),
        (b"a = " + b"{a=" * 5000, "not valid TOML: brackets nested too deeply"),
        (b"\na = " + b"1" * 5000, "not valid TOML: a number of thousands of digits"),
        (b"a = " + b"1_" * 5000 + b"1", "not valid TOML: a number of thousands of digits"),
    ],
    ids=[
        "key",
        "header",
        "behind-text",
        "behind-literal",
        "arrays",
        "closed",
        "inline",
        "digits",
        "underscores",
    ],
)
def test_hostile_toml_is_one_finding_and_quick(data: bytes, message: str) -> None:
    begun = time.perf_counter()
    found = parse(data, "my.toml")
    assert time.perf_counter() - begun < 5
    assert isinstance(found, Finding)
    assert found.message == message
    assert found.line == (2 if data.startswith(b"\n") else 1)


@pytest.mark.parametrize(
    "data", [b'"""\\' * 200_000, b'"\\' * 400_000, b"'" * 900_000, b'"' * 900_000, b"''' " * 200_000]
)
def test_masking_is_never_quadratic(data: bytes) -> None:
    begun = time.perf_counter()
    masked(data.decode())
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "header", ['[{blanks}"x"]', '[x{blanks}."y"]', "[x{blanks}]", '{blanks}"x"{blanks}= 1']
)
def test_blanks_in_headers_are_never_cubic(header: str) -> None:
    text = f"schema = 1\n{header.replace('{blanks}', ' ' * 20_000)}\n"
    begun = time.perf_counter()
    assert isinstance(parse(text.encode(), "my.toml"), Document)
    Lines(text)
    assert time.perf_counter() - begun < 5


def test_dots_in_text_are_no_key() -> None:
    text = in_stage(
        'tips = ["a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t"] # a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s\n'
    )
    assert isinstance(parse(text.encode(), "my.toml"), Document)


@pytest.mark.parametrize(
    "piece",
    [
        "[[stages]]\n",
        "[[stages.topics]]\nid='postgress{n}'\n",
        "key{n} = 1\n",
        "[[stages.projects]]\nid='a'\n",
    ],
)
def test_a_file_full_of_faults(piece: str) -> None:
    pieces = (piece.replace("{n}", str(number)) for number in range(MAX_BYTES // (len(piece) + 5) - 20))
    begun = time.perf_counter()
    document = parse((TOP + "[[stages]]\n" + "".join(pieces)).encode(), "my.toml")
    assert isinstance(document, Document)
    found = validate(document, catalogue(), bundled=True, others=lambda project: {})
    assert time.perf_counter() - begun < 10
    assert len(found) == MAX_FINDINGS + 1
    assert found[-1].sentence().endswith("more faults")


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    (tmp_path / "real.txt").write_text(in_stage("").replace('"my"', '"link"'))
    (tmp_path / "link.toml").symlink_to(tmp_path / "real.txt")
    library = Library(tmp_path)
    for name in ("pipe", "folder", "zero"):
        assert [one.message for one in library.check(tmp_path / f"{name}.toml")] == ["not a regular file"]
    assert library.check(tmp_path / "loop.toml")[0].message.startswith("cannot be read: ")
    assert library.check(tmp_path / "none.toml")[0].message == "cannot be read: No such file or directory"
    assert library.check(str(tmp_path) + "/a\0b.toml")[0].message == "cannot be read: not a file name"
    assert library.findings() == ()
    assert library.load("link").title == "My roadmap"


def test_file_names_reach_the_screen_clean(tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31m.toml"
    path.write_text("")
    assert all(clean_line(one.sentence()) == one.sentence() for one in Library(tmp_path).findings())
    assert Library(tmp_path).findings()[0].sentence() == "[31m.toml: schema is missing (write schema = 1)"


def test_quoted_is_cut() -> None:
    assert quoted("x" * 80) == f'"{"x" * 80}"'
    assert quoted("x" * 81) == f'"{"x" * 79}…"'
    assert quoted("a\x1b]52;c\x07\nb") == '"a]52;c b"'


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes(data: bytes) -> None:
    check(data)


@given(st.text(alphabet="[]{}=.\"'#\\\n\r\t ,a1é\x00\x1b-_", max_size=120))
@settings(max_examples=400, deadline=None)
def test_any_text(text: str) -> None:
    check(text.encode())
    Lines(text)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_roadmap_with_a_part_replaced(data: st.DataObject) -> None:
    whole = in_stage(
        'weeks = [4, 5]\nhours = 45\n[[stages.topics]]\nid = "git"\nsteps = ["One", "Two"]\n'
        '[[stages.projects]]\nid = "shop"\ntitle = "Shop"\nsteps = [{ id = "a", text = "A" }]\n'
    )
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 20)))
    junk = data.draw(
        st.sampled_from(["", "[", "true", '"x"', "{}", "[[1]]", "nan", "1979-05-27", "\\u0007", "[x]\n"])
    )
    check((whole[:start] + junk + whole[end:]).encode())


KEYS = [
    "id",
    "title",
    "stages",
    "topics",
    "projects",
    "courses",
    "steps",
    "weeks",
    "source",
    "outlook",
    "url",
    "was",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6))
@example({"steps": [None, "One", {"id": "two"}]})
@settings(max_examples=400, deadline=None)
def test_any_values(table: dict[str, object]) -> None:
    check_document(Document("my.toml", "", {"schema": 1, **table}))
    catalogue_of(Document("catalogue.toml", "", {"topics": {"git": table}, "projects": {"a": table}}))


def check(data: bytes) -> None:
    found = parse(data, "my.toml")
    if isinstance(found, Finding):
        assert clean_line(found.sentence()) == found.sentence()
    else:
        check_document(found)


def check_document(document: Document) -> None:
    for bundled in (False, True):
        found = validate(document, catalogue(), bundled=bundled, others=lambda project: {})
        for one in found:
            assert clean_line(one.sentence()) == one.sentence()
            assert len(one.sentence()) < 1000
    if usable(document, catalogue()):
        build(document.table, catalogue(), bundled=False)


def test_hostile_text_is_clean_in_the_roadmap() -> None:
    text = in_stage('tips = ["a\\u202Eb\\uFEFFc\\nd"]\n').replace("My roadmap", "My \\u2066road\\u2069map  ")
    document = parse(text.encode(), "my.toml")
    assert isinstance(document, Document)
    roadmap = build(document.table, catalogue(), bundled=False)
    assert roadmap.title == "My roadmap"
    assert roadmap.stages[0].tips == ("abc d",)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff",
        b"a = ",
        CATALOGUE.encode().replace(b"title", b"titel"),
        b"topics = 5",
        b"[topics.git]\ntitle = 5",
    ],
)
def test_a_broken_catalogue_stops_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "roadmaps").mkdir()
    (tmp_path / "catalogue.toml").write_bytes(data)
    body = '[[stages.topics]]\nid = "some-topic"\n[[stages.projects]]\nid = "blog-api"\n'
    (tmp_path / "roadmaps" / "my.toml").write_text(in_stage(body))
    library = Library(None, str(tmp_path))
    roadmap = library.load("my")
    assert roadmap.stages[0].topics[0].title == "Some topic"
    assert roadmap.stages[0].projects[0].title == "Blog api"
    assert library.findings()
    assert all(one.file == "catalogue.toml" for one in library.findings())
    assert library.check(tmp_path / "roadmaps" / "my.toml") == ()


def test_a_missing_catalogue_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "roadmaps").mkdir()
    (tmp_path / "roadmaps" / "my.toml").write_text(in_stage(""))
    assert Library(None, str(tmp_path)).load("my").title == "My roadmap"
    assert Library(None, str(tmp_path / "nowhere")).ids() == ()


def test_a_file_that_grows_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(DataFault, match=r"my\.toml: 1\.1 MiB"):
        Library(tmp_path).load("my")
    assert isinstance(read(str(path)), Finding)


def test_only_so_many_guesses_are_made() -> None:
    text = in_stage("".join(f'[[stages.topics]]\nid = "postgress{number}"\n' for number in range(200)))
    found = parse(text.encode(), "my.toml")
    assert isinstance(found, Document)
    told = [one.message for one in validate(found, catalogue(), bundled=True)]
    assert len(told) == 200
    assert sum("did you mean" in message for message in told) == MAX_GUESSES
