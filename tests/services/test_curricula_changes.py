"""Roadmaps imported, changed, linked, renewed: what was done is kept, and everything can be undone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studytui.domain.faults import DataFault, NothingToDo, Refused
from studytui.domain.ids import ItemId, RoadmapId, topic_id
from studytui.domain.status import Kind, Status
from studytui.exchange.preview import Choices
from studytui.services.exporting import exported
from studytui.store.operations import Changed
from tests.services.samples import MAIN, OTHER, content, write_roadmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.target import Target
    from studytui.services.importing import Imported
    from studytui.services.study import Study
    from studytui.store.home import Home
    from tests.conftest import OpenStudy

LIST = """# My list

## One
- [x] Git
- [ ] Knots and loops
  - [x] first
## Two
- [-] Old things
- [ ] Weaving
## Three
- [ ] Project: Basket
  - [ ] cut
"""


def take(study: Study, text: str, **choices: object) -> Imported:
    preview = study.importing.read_bytes(text.encode(), "list.md", Choices(**choices))  # type: ignore[arg-type]
    return study.importing.carry_out(study.importing.plan(preview))


def own(home: Home, name: str) -> Path:
    return Path(home.roadmaps) / f"{name}.toml"


def target(study: Study, words: str, roadmap: str = "my-list") -> Target:
    return study.target(f"{roadmap}:{words}")


def test_an_import_is_one_change_with_a_backup(study: OpenStudy, home: Home) -> None:
    one = study()
    before = content(home)
    imported = take(one, LIST)
    assert (imported.roadmap.id, imported.marks, imported.changes) == ("my-list", 3, None)
    assert os.path.isfile(imported.backup)
    assert own(home, "my-list").stat().st_mode & 0o777 == 0o600
    marks = one.store.marks.all()
    assert marks[ItemId("topic/my-list-git")].status is Status.DONE
    assert marks[ItemId("topic/my-list-git")].done_at is None
    assert one.figures.roadmap(RoadmapId("my-list")).progress.done == 2
    one.history.undo()
    assert content(home) == before
    assert not own(home, "my-list").exists()
    one.history.redo()
    assert one.lines(RoadmapId("my-list"))[1] == "My list"


def test_an_undo_does_not_take_back_what_was_changed_since(study: OpenStudy, home: Home) -> None:
    one = study()
    take(one, LIST)
    text = own(home, "my-list").read_text() + "# mine\n"
    own(home, "my-list").write_text(text)
    with pytest.raises(Changed, match="changed since") as refused:
        one.history.undo()
    assert "roadmap edit my-list" in refused.value.hint
    assert own(home, "my-list").read_text() == text


def test_a_refused_change_leaves_the_old_file(
    study: OpenStudy, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = study()
    take(one, LIST)
    before = own(home, "my-list").read_text()

    def refuse(*_: object) -> int:
        raise DataFault("no room")

    monkeypatch.setattr(one.importing, "_mark", refuse)
    with pytest.raises(DataFault):
        take(one, LIST.replace("Weaving", "Something else entirely"))
    assert own(home, "my-list").read_text() == before
    assert len(one.history.listed()) == 1


def test_a_file_that_is_a_link_stays_one(study: OpenStudy, home: Home, tmp_path: Path) -> None:
    one = study()
    take(one, LIST)
    elsewhere = tmp_path / "elsewhere.toml"
    os.rename(own(home, "my-list"), elsewhere)
    os.symlink(elsewhere, own(home, "my-list"))
    one.authoring.rename(target(one, "Weaving"), "Weaving baskets")
    assert own(home, "my-list").is_symlink()
    assert "Weaving baskets" in elsewhere.read_text()


def test_a_newer_version_keeps_ids_state_and_says_what_changed(study: OpenStudy) -> None:
    one = study()
    take(one, LIST)
    one.items.set_status([target(one, "Weaving")], Status.DONE)
    newer = LIST.replace("Weaving", "Weaving mats").replace("- [-] Old things\n", "")
    newer = newer.replace("## Three\n", "## Three\n- [ ] Knots and loops\n- [x] Dyeing\n").replace(
        "- [ ] Knots and loops\n  - [x] first\n", "", 1
    )
    imported = take(one, newer)
    assert imported.changes is not None
    assert imported.changes.renamed == (("Weaving", "Weaving mats"),)
    assert imported.changes.added == ("Dyeing",)
    assert set(imported.changes.removed) == {"Old things", "first"}
    assert imported.changes.moved == ("Knots and loops",)
    lines = {entry.title: entry for entry in one.lines(RoadmapId("my-list"))[2]}
    assert lines["Weaving mats"].id == "topic/my-list-weaving"
    assert one.store.marks.all()[topic_id("my-list-weaving")].done_at is not None
    assert {left.title for left in one.updates.left()} == {"Old things", "first"}
    again = take(one, newer)
    assert again.changes is not None
    assert not again.changes


def test_imports_do_not_take_the_place_of_other_roadmaps(study: OpenStudy, home: Home) -> None:
    one = study()
    with pytest.raises(Refused, match="bundled") as bundled:
        take(one, LIST, identity="path-2025")
    assert "--id path-2025-2" in bundled.value.hint
    write_roadmap(home, "other", OTHER)
    with pytest.raises(Refused, match="of your own"):
        take(one, LIST, identity="other")
    take(one, LIST)
    one.authoring.rename(target(one, "Weaving"), "My words")
    with pytest.raises(Refused, match="changed") as changed:
        take(one, LIST)
    assert "--replace" in changed.value.hint
    preview = one.importing.read_bytes(LIST.encode(), "list.md")
    plan = one.importing.plan(preview, overwrite=True)
    assert plan.edited
    assert one.importing.carry_out(plan).roadmap.stages[1].topics[1].title == "Weaving"
    assert own(home, "other").read_text() == OTHER


def test_a_roadmap_file_is_imported_as_it_is(study: OpenStudy, home: Home) -> None:
    one = study()
    text = "# by hand\n" + OTHER
    preview = one.importing.read_bytes(text.encode(), "other.toml", Choices(identity="third", title="Third"))
    assert (preview.mode, preview.topics, preview.title) == ("toml", 2, "Third")
    one.importing.carry_out(one.importing.plan(preview))
    assert own(home, "third").read_text() == text.replace('"other"', '"third"').replace(
        "Other roadmap", "Third"
    )
    with pytest.raises(DataFault, match=r"broken\.toml"):
        one.importing.read_bytes(b"id = [", "broken.toml")
    with pytest.raises(DataFault, match=r"line 7: .*title is missing"):
        one.importing.read_bytes(OTHER.replace('title = "Tools"', "").encode(), "other.toml")


def test_a_bundled_roadmap_is_copied_on_its_first_change(study: OpenStudy, home: Home) -> None:
    one = study()
    edited = one.authoring.rename(target(one, "git", "backend-developer"), "Git, my way")
    assert edited.copied
    assert "copy of your own" in edited.word
    bundled = (Path(__file__).parents[2] / "data" / "roadmaps" / "backend-developer.toml").read_text()
    mine = own(home, "backend-developer").read_text()
    assert len(set(mine.split("\n")) ^ set(bundled.split("\n"))) <= 2
    assert not one.authoring.rename(target(one, "git", "backend-developer"), "Git").copied
    one.history.undo()
    one.history.undo()
    assert not own(home, "backend-developer").exists()
    assert one.library.load("backend-developer").bundled


@pytest.fixture
def small(study: OpenStudy, home: Home) -> Study:
    write_roadmap(home, "backend-developer", MAIN)
    return study()


def titles(study: Study, kind: Kind) -> list[str]:
    return [entry.title for entry in study.lines()[2] if entry.kind is kind]


def test_every_part_can_be_changed_and_every_change_undone(small: Study, home: Home) -> None:
    author = small.authoring
    at = small.target
    author.add_stage(None, "Last stage")
    author.add_item(at("1"), Kind.TOPIC, "New topic", "topic/git")
    author.add_item(at("4"), Kind.COURSE, "New course")
    author.add_item(at("4"), Kind.PROJECT, "New project")
    author.add_step(at("New project"), "Think")
    author.add_step(at("tiny-app"), "Tell")
    author.rename(at("tiny-app/plan"), "Plan it well")
    author.rename(at("2"), "The whole web")
    author.move(at("New topic"), 1)
    author.move(at("4"), -1)
    author.move(at("tiny-app/ship"), -1)
    author.move_to(at("shell-lists"), "web")
    author.set_hours(at("New topic"), 3)
    author.set_hours(at("2"), 4.5)
    author.set_link(at("New topic"), "https://a.org")
    author.add_link(at("New topic"), "More", "https://b.org")
    author.add_link(at("1"), "Stage", "https://c.org")
    author.remove(at("extra"))
    author.remove(at("tiny-app/write"))
    found = small.library.load("backend-developer")
    assert [stage.title for stage in found.stages] == ["Basics", "The whole web", "Last stage", "Bonus"]
    topics = [topic.title for topic in found.stages[0].topics]
    assert topics == ["Git", "Snake language", "New topic", "Gem language"]
    new = found.stages[0].topics[2]
    assert (new.slug, new.hours, new.url, new.resources[0].url) == (
        "backend-developer-new-topic", 3, "https://a.org", "https://b.org",
    )  # fmt: skip
    assert [topic.slug for topic in found.stages[1].topics][-1] == "shell-lists"
    steps = [(step.slug, step.title) for step in found.stages[0].projects[0].steps]
    assert steps == [("plan", "Plan it well"), ("ship", "Ship it"), ("tell", "Tell")]
    assert found.stages[2].projects[0].steps[0].title == "Think"
    for _ in range(19):
        small.history.undo()
    assert own(home, "backend-developer").read_text() == MAIN
    with pytest.raises(NothingToDo):
        small.history.undo()


def test_what_cannot_be_changed_is_refused(small: Study, home: Home) -> None:
    author = small.authoring
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: author.set_link(small.target("git"), "file:///x"), "no address of the web"),
        (lambda: author.set_hours(small.target("git"), -1), "more than 0"),
        (lambda: author.rename(small.target("git"), "\x1b "), "title is needed"),
        (lambda: author.move(small.target("1"), -1), "at the top"),
        (lambda: author.move_to(small.target("git"), "web"), "in that stage already"),
        (lambda: author.add_step(small.target("tables-course"), "x"), "topics and projects"),
    ]
    for call, told in refused:
        with pytest.raises((Refused, NothingToDo), match=told):
            call()
    assert own(home, "backend-developer").read_text() == MAIN
    assert not small.history.listed()


def test_renaming_a_plain_step_keeps_its_tick(study: OpenStudy, home: Home) -> None:
    plain = OTHER + 'projects = [{ id = "p", title = "P", steps = ["Build it", "Build it", "Ship it"] }]\n'
    write_roadmap(home, "other", plain)
    one = study()
    one.items.set_status([target(one, "p/build-it-2", "other")], Status.DONE)
    one.authoring.rename(target(one, "p/build-it-2", "other"), "Build it again")
    one.authoring.remove(target(one, "p/build-it", "other"))
    steps = one.library.load("other").stages[0].projects[0].steps
    assert [(step.slug, step.title) for step in steps] == [
        ("build-it-2", "Build it again"),
        ("ship-it", "Ship it"),
    ]
    assert not one.updates.left()


def test_state_follows_former_ids(study: OpenStudy, home: Home) -> None:
    write_roadmap(home, "other", OTHER)
    one = study()
    one.items.set_status([target(one, "editors", "other")], Status.DONE)
    one.log.add(one.log.understand("30m", None, False), target(one, "editors", "other"), "")
    one.log.add(one.log.understand("10m", None, False), target(one, "1", "other"), "")
    text = OTHER.replace('id = "editors"', 'id = "writing", was = ["editors"]')
    write_roadmap(home, "other", text.replace('id = "tools"', 'id = "kit"\nwas = ["tools"]'))
    found = one.figures.roadmap(RoadmapId("other"))
    assert [item.status for item in found.stages[0].items] == [Status.TODO, Status.DONE]
    assert found.stages[0].seconds == 40 * 60
    assert not one.updates.left()
    one.history.undo()
    assert {left.title for left in one.updates.left()} == {"Editors"}


def test_news_of_a_bundled_roadmap_is_told_once(study: OpenStudy, tmp_path: Path, home: Home) -> None:
    from studytui.roadmaps.library import Library

    data = tmp_path / "program"
    (data / "roadmaps").mkdir(parents=True)
    file = data / "roadmaps" / "other.toml"
    file.write_text(OTHER)
    one = study()
    one.library = Library(home.roadmaps, str(data))
    one.lines(RoadmapId("other"))
    assert not one.updates.news()
    file.write_text(
        OTHER.replace('title = "Editors"', 'title = "Editors and more"').replace(
            '{ id = "git", title = "Git" }, ', ""
        )
    )
    one.lines(RoadmapId("other"))
    [news] = one.updates.news().values()
    assert (news.removed, news.renamed) == (("Git",), (("Editors", "Editors and more"),))
    one.updates.told(RoadmapId("other"))
    assert not one.updates.news()


def test_a_linked_topic_counts_as_the_known_one(study: OpenStudy, home: Home) -> None:
    one = study()
    one.items.set_status([one.target("topic/git")], Status.DONE)
    take(one, LIST.replace("[x] Git", "[ ] Version control"))
    one.log.add(one.log.understand("30m", None, False), target(one, "Version control"), "")
    [offer] = one.twins.offers("my-list")
    assert (offer.title, offer.known, offer.status) == ("Version control", "git", Status.DONE)
    assert one.twins.answer([offer]) > 0
    assert not one.twins.offers("my-list")
    item = one.figures.roadmap(RoadmapId("my-list")).stages[0].items[0]
    assert (item.entry.id, item.entry.title, item.status, item.seconds) == (
        "topic/git", "Version control", Status.DONE, 1800,
    )  # fmt: skip
    assert one.updates.overlap("my-list", "backend-developer").percent_first == 20
    assert "Backend Developer" in one.updates.elsewhere("my-list")[topic_id("git")]
    one.authoring.rename(target(one, "topic/git"), "Git")
    one.history.undo()
    one.history.undo()
    assert len(one.twins.offers("my-list")) == 1
    one.twins.answer([], one.twins.offers("my-list"))
    assert not one.twins.offers("my-list")
    assert content(home)["twin"] == [("my-list-version-control", None, "Version control")]


def test_links_are_not_offered_when_switched_off(study: OpenStudy) -> None:
    one = study()
    take(one, LIST)
    assert one.twins.offers("my-list")
    one.history.set_setting("topic_links", False)
    assert not one.twins.offers("my-list")


def test_hidden_roadmaps_leave_the_list(study: OpenStudy) -> None:
    one = study()
    one.authoring.hide("path-2025")
    assert "path-2025" not in {offer.id for offer in one.roadmaps.offers()}
    assert "path-2025" in {offer.id for offer in one.roadmaps.offers(everything=True)}
    with pytest.raises(Refused, match="in use"):
        one.authoring.hide("backend-developer")
    one.authoring.unhide("path-2025")
    assert "path-2025" in {offer.id for offer in one.roadmaps.offers()}


def test_new_and_copied_roadmaps(study: OpenStudy, home: Home) -> None:
    one = study()
    one.authoring.new("music-theory", 'All "about" it')
    assert one.library.load("music-theory").title == 'All "about" it'
    assert not [one for one in one.library.findings() if one.severity == "error"]
    one.authoring.duplicate("path-2025", "mine", "Mine")
    assert one.updates.overlap("mine", "path-2025").percent_first == 100
    for bad in ("../etc", "a/b", "CON", "x" * 65, ""):
        with pytest.raises(Refused):
            one.authoring.new(bad)
    with pytest.raises(Refused, match="already"):
        one.authoring.new("path-2025")
    assert sorted(os.listdir(home.roadmaps)) == ["mine.toml", "music-theory.toml"]


def test_an_edited_file_is_checked_and_its_faults_are_marked(study: OpenStudy) -> None:
    one = study()
    one.authoring.new("music")
    _, text = one.authoring.text("music")
    broken = text.replace("hours = 20", "weeks = 0")
    with pytest.raises(DataFault, match="line 10"):
        one.authoring.save("music", broken, text)
    marked = one.authoring.with_faults("music", broken)
    assert "#! music.toml: stages[1] first-steps › weeks: 0 is not above zero" in marked.split("\n")
    assert one.authoring.without_faults(marked) == broken
    assert one.authoring.text("music")[1] == text
    assert one.authoring.save("music", text + "# mine\n", text).roadmap.id == "music"
    with pytest.raises(DataFault, match="meanwhile"):
        one.authoring.save("music", text + "# theirs\n", text)


def test_a_topic_added_behind_another_stands_under_its_heading(study: OpenStudy) -> None:
    one = study()
    preview = one.importing.read_bytes(
        b"# T\n## A\n- [ ] a\n### H\n- [ ] b\n- [ ] c\n## B\n- [ ] d\n## C\n- [ ] e\n", "t.md"
    )
    one.importing.carry_out(one.importing.plan(preview))
    target = one.target("t:t-b")
    one.authoring.add_item(target, Kind.TOPIC, "between", target.item)
    topics = one.roadmaps.load("t").stages[0].topics
    assert [(topic.title, topic.heading) for topic in topics] == [
        ("a", None),
        ("b", "H"),
        ("between", "H"),
        ("c", "H"),
    ]


def test_hours_of_topics_count_where_a_stage_says_none(study: OpenStudy) -> None:
    text = """# Tables
## Early
Course | Duration | Effort
--|--|--
"""
    rows = "".join(f"[Course {n}](https://a.org/{n}) | 2 weeks | 5 hours/week\n" for n in range(6))
    opened = study()
    importing = opened.importing
    importing.carry_out(importing.plan(importing.read_bytes((text + rows).encode(), "a.md")))
    offer = next(offer for offer in opened.roadmaps.offers() if offer.id == "tables")
    assert offer.hours == 60
    brought = importing.read_bytes(exported(opened, "tables", "toml").encode(), "tables.toml")
    assert brought.hours == 60
    opened.roadmaps.use("tables")
    assert opened.figures.roadmap().planned == 60 * 3600
