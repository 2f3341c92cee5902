"""Which roadmaps there are, and which one is in use."""

from __future__ import annotations

import os

import pytest

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.status import Status
from tests.services.samples import write_roadmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.study import Study
    from tests.conftest import OpenStudy


def test_the_default_is_meant_while_none_is_chosen(small: Study) -> None:
    assert (small.chosen(), small.active_id()) == (False, "backend-developer")
    assert small.roadmaps.load().title == "Small roadmap"
    assert small.target(".").title == "Small roadmap"


def test_use(small: Study, study: OpenStudy) -> None:
    assert small.roadmaps.use("other").title == "Other roadmap"
    assert (small.chosen(), small.active_id()) == (True, "other")
    assert small.target("editors").stage == "tools"
    with pytest.raises(NothingToDo, match="in use already"):
        small.roadmaps.use("other")
    assert study().active_id() == "other"


def test_the_default_can_be_chosen_once(small: Study) -> None:
    small.roadmaps.use("backend-developer")
    assert small.chosen()
    with pytest.raises(NothingToDo):
        small.roadmaps.use("backend-developer")


def test_use_of_nothing(small: Study) -> None:
    with pytest.raises(Refused):
        small.roadmaps.use("nowhere")
    with pytest.raises(Refused):
        small.roadmaps.use("../other")
    assert small.history.listed() == ()


def test_what_was_done_in_the_others_stays(small: Study) -> None:
    small.items.set_status([small.target("gem")], Status.DONE)
    small.roadmaps.use("other")
    small.items.set_status([small.target("editors")], Status.DONE)
    small.roadmaps.use("backend-developer")
    assert small.statuses() == {"topic/gem": Status.DONE, "topic/editors": Status.DONE}


def test_offers(small: Study) -> None:
    small.items.set_status([small.target("git")], Status.DONE)
    offers = {offer.id: offer for offer in small.roadmaps.offers()}
    first = next(iter(offers.values()))
    assert (first.id, first.title, first.active, first.bundled) == (
        "backend-developer",
        "Small roadmap",
        True,
        False,
    )
    assert (first.stages, first.topics, first.courses, first.projects, first.steps) == (3, 8, 1, 2, 4)
    assert first.hours == 20
    assert (first.progress.done, first.progress.total) == (1, 10)
    other = next(offer for offer in offers.values() if offer.title == "Other roadmap")
    assert (other.active, other.progress.done, other.progress.total) == (False, 1, 2)
    assert sum(offer.active for offer in offers.values()) == 1
    assert sum(offer.bundled for offer in offers.values()) > 3


def test_a_broken_roadmap_hides_no_other(small: Study) -> None:
    write_roadmap(small.home, "other", "broken = ")
    assert "other" not in {offer.id for offer in small.roadmaps.offers()}
    assert small.target("git").item == "topic/git"


def test_the_index_of_lines_saves_only_time(small: Study, study: OpenStudy) -> None:
    once = small.lines()
    assert study().lines() == once
    broken = study()
    with broken.store.change("hold") as _:
        assert small.lines() == once


def test_a_roadmap_in_use_that_is_gone_is_said(small: Study, study: OpenStudy) -> None:
    small.roadmaps.use("other")
    os.unlink(os.path.join(small.home.roadmaps, "other.toml"))
    again = study()
    with pytest.raises(Refused, match='there is no roadmap "other"'):
        again.lines()
    again.roadmaps.use("backend-developer")
    assert again.target("git").item == "topic/git"
