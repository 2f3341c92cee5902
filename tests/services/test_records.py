"""The learning record and the heatmap: true to the figures, harmless whatever is in them."""

from __future__ import annotations

import os
import stat
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from studytui.domain.faults import Refused
from studytui.domain.status import Status
from studytui.exchange.heatmap import heatmap_svg, shade
from studytui.services.logbook import Stretch
from studytui.services.records import heatmap, learning_record, write_file
from tests.conftest import NOON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from studytui.services.study import Study

HOUR = 3600
TODAY = date(2026, 11, 21)
_SVG = "{http://www.w3.org/2000/svg}"


def test_the_record_names_what_was_done_and_when(small: Study) -> None:
    small.log.add(Stretch(NOON - 2 * HOUR, NOON, False, ""), small.target("git"))
    small.items.set_status([small.target("git")], Status.DONE)
    small.items.set_status([small.target("gem")], Status.DONE, known=True)
    small.items.set_status([small.target("tiny-app/plan")], Status.SKIPPED)
    small.notebook.add(small.target("git"), "# A heading\n\na line")
    record = learning_record(small)
    assert record.startswith(
        "# Small roadmap\n\nLearning record of Sat 21 Nov 2026: 2 of 9 items done (22 %), 2h of study.\n"
    )
    assert "- [x] Git · done Sat 21 Nov 2026 · 2h\n" in record
    assert "- [x] Gem language · known before\n" in record
    assert "  - [-] Plan it\n" in record
    assert "\n> # A heading\n>\n> a line\n" in record
    headings = [
        token for token in MarkdownIt().parse(record) if token.type == "heading_open" and token.level == 0
    ]
    assert [token.tag for token in headings].count("h1") == 1


def test_the_timer_is_left_out(small: Study) -> None:
    before = learning_record(small)
    small.timer.start(small.target("."), NOON - HOUR)
    assert learning_record(small) == before


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0, 0), (1, 1), (1800, 1), (1801, 2), (3600, 2), (7200, 3), (7201, 4)]
)
def test_the_shades_of_a_day(seconds: int, expected: int) -> None:
    assert shade(seconds) == expected


@given(
    st.dictionaries(
        st.integers(0, 400).map(lambda back: TODAY - timedelta(days=back)), st.integers(0, 9 * HOUR)
    ),
    st.integers(0, 6),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
)
def test_the_picture_is_well_formed_and_has_a_square_a_day(
    days: dict[date, int], first_weekday: int, title: str
) -> None:
    root = ElementTree.fromstring(heatmap_svg(days, TODAY, first_weekday, title))
    squares = root.findall(f"{_SVG}rect")
    assert 52 * 7 < len(squares) <= 53 * 7
    first = TODAY - timedelta(days=len(squares) - 1)
    assert first.weekday() == first_weekday
    for number, square in enumerate(squares):
        day = first + timedelta(days=number)
        assert square.get("class") == f"s{shade(days.get(day, 0))}"
    assert root.find(f"{_SVG}title") is not None


def test_the_picture_of_a_study(small: Study) -> None:
    small.log.add(Stretch(NOON - 2 * HOUR, NOON, False, ""), small.target("git"))
    assert "2h on 1 day" in heatmap(small)


def test_a_file_is_written_whole_or_refused(tmp_path: Path) -> None:
    file = tmp_path / "record.md"
    write_file(str(file), "one")
    write_file(str(file), "two")
    assert file.read_text(encoding="utf-8") == "two"
    for place in (str(tmp_path), os.path.join(str(tmp_path), "no", "where.md")):
        with pytest.raises(Refused):
            write_file(place, "x")
    assert os.listdir(tmp_path) == ["record.md"]


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = str(tmp_path / "pipe")
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(pipe, "one")
    assert os.read(end, 10) == b"one"
    os.close(end)
    assert stat.S_ISFIFO(os.stat(pipe).st_mode)
