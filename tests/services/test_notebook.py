"""Notes: one for each roadmap, stage, topic, course and project; drafts; words that are found."""

from __future__ import annotations

import pytest

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.ids import NoteTarget
from studytui.services.notebook import LONGEST_NOTE
from tests.conftest import NOON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

GIT = NoteTarget("topic/git")


@pytest.mark.parametrize(
    ("words", "key", "title"),
    [
        (".", "roadmap/backend-developer", "Small roadmap"),
        ("1", "stage/backend-developer/basics", "Basics"),
        ("git", "topic/git", "Git"),
        ("other:git", "topic/git", "Git"),
        ("tables-course", "course/tables-course", "Tables course"),
        ("tiny-app", "project/tiny-app", "Tiny app"),
        ("tiny-app/plan", "project/tiny-app", "Tiny app"),
        ("shell-lists/first", "topic/shell-lists", "Shell lists"),
    ],
)
def test_what_a_note_is_kept_under(small: Study, words: str, key: str, title: str) -> None:
    note = small.notebook.add(small.target(words), "text")
    assert (note.target, note.title, note.body, note.updated) == (key, title, "text\n", NOON)
    assert small.notebook.of(note.target) == note


def test_a_paragraph_is_appended(small: Study, clock: FixedClock) -> None:
    small.notebook.add(small.target("git"), "  one\x1b[31m ")
    clock.advance(5)
    note = small.notebook.add(small.target("git"), "two\r\nlines\n\n")
    assert (note.body, note.updated) == ("one[31m\n\ntwo\nlines\n", NOON + 5)


@pytest.mark.parametrize("text", ["", "  \n", "\x1b\0"])
def test_an_empty_paragraph_is_refused(small: Study, text: str) -> None:
    with pytest.raises(Refused):
        small.notebook.add(small.target("git"), text)


def test_an_empty_note_is_taken_away(small: Study) -> None:
    small.notebook.add(small.target("git"), "text")
    small.notebook.write(GIT, "Git", " \n")
    assert small.notebook.of(GIT) is None
    small.history.undo()
    assert small.notebook.search("text")


def test_the_same_text_is_no_change(small: Study, clock: FixedClock) -> None:
    note = small.notebook.add(small.target("git"), "text")
    clock.advance(60)
    assert small.notebook.write(GIT, "Git", note.body) == note
    assert len(small.history.listed()) == 1


def test_the_size_of_a_note(small: Study) -> None:
    note = small.notebook.write(GIT, "Git", "x" * LONGEST_NOTE)
    assert len(note.body) == LONGEST_NOTE
    with pytest.raises(Refused, match="200,004 characters"):
        small.notebook.add(small.target("git"), "y")
    assert small.notebook.of(GIT) == note


def test_a_draft_is_no_operation_and_survives(small: Study, study: OpenStudy) -> None:
    small.notebook.keep_draft(GIT, "half a sen\x07tence")
    assert small.history.listed() == ()
    small.close()
    again = study()
    assert again.notebook.draft(GIT) == "half a sentence"
    assert again.notebook.of(GIT) is None
    assert again.notebook.search("sentence") == ()


def test_a_draft_is_done_with_when_the_note_is_written(small: Study) -> None:
    small.notebook.keep_draft(GIT, "one")
    small.notebook.write(GIT, "Git", "one two")
    assert small.notebook.draft(GIT) is None
    small.notebook.keep_draft(GIT, "one two")
    assert small.notebook.draft(GIT) is None, "it says what the note says"
    small.notebook.keep_draft(GIT, "one two three")
    small.notebook.write(GIT, "Git", "one two")
    assert small.notebook.draft(GIT) is None, "also when the note stays as it was"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("left", ["topic/git", "topic/gem"]),
        ("LEFT joi", ["topic/git"]),
        ("joins left", ["topic/git"]),
        ("oin", ["topic/git"]),
        ("creme", ["topic/gem"]),
        ("crème brûlée", ["topic/gem"]),
        ("gem", ["topic/gem"]),
        ("left nothing", []),
        ('"left', ["topic/git", "topic/gem"]),
        ("left OR nothing", []),
        ("NOT", ["topic/git"]),
        ("title:gem", []),
        ("left*", ["topic/git", "topic/gem"]),
        ("NEAR(left join)", []),
        ("\x1b", ["topic/gem", "topic/git"]),
        ("\ud800", []),
        ("'; DROP TABLE note; --", []),
    ],
)
def test_search(small: Study, clock: FixedClock, words: str, found: list[str]) -> None:
    small.notebook.add(small.target("git"), "LEFT JOINs keep every left row, do not forget")
    clock.advance(60)
    small.notebook.add(small.target("gem"), "Crème brûlée is left")
    assert sorted(note.target for note in small.notebook.search(words)) == sorted(found)


def test_search_for_nothing_lists_all_newest_first(small: Study, clock: FixedClock) -> None:
    for words in ("git", "gem", "1"):
        clock.advance(60)
        small.notebook.add(small.target(words), words)
    expected = ["stage/backend-developer/basics", "topic/gem", "topic/git"]
    assert [note.target for note in small.notebook.search("  ")] == expected


def test_undo_and_redo_of_a_note(small: Study) -> None:
    small.notebook.add(small.target("git"), "one")
    small.notebook.add(small.target("git"), "two")
    small.history.undo()
    assert small.notebook.search("two") == ()
    assert small.notebook.search("one")[0].body == "one\n"
    small.history.redo()
    assert small.notebook.search("two")[0].body == "one\n\ntwo\n"


def test_what_others_wrote_meanwhile_is_kept(small: Study) -> None:
    small.notebook.write(GIT, "Git", "one\n")
    small.notebook.add(small.target("git"), "from the command line")
    note = small.notebook.write(GIT, "Git", "one and a half\n", "one\n")
    assert note.body == "one and a half\n\nfrom the command line\n"


def test_a_deleted_note_comes_back_by_undo(small: Study) -> None:
    small.notebook.add(small.target("git"), "text")
    assert small.notebook.delete(GIT).body == "text\n"
    assert not small.notebook.search("")
    with pytest.raises(NothingToDo):
        small.notebook.delete(GIT)
    small.history.undo()
    assert small.notebook.search("text")


def test_drafts_are_listed_until_they_are_saved(small: Study) -> None:
    assert small.notebook.drafts() == {}
    small.notebook.keep_draft(GIT, "half a thou")
    assert small.notebook.drafts() == {GIT: NOON}
    small.notebook.write(GIT, "Git", "half a thought")
    assert small.notebook.drafts() == {}


def test_places_are_looked_for_in_every_roadmap(small: Study) -> None:
    keys = [NoteTarget(key) for key in ("topic/git", "stage/other/tools", "roadmap/other", "topic/gone")]
    places = small.notebook.places(keys)
    assert places[GIT].roadmap == "backend-developer"
    assert NoteTarget("topic/gone") not in places
    assert places[NoteTarget("stage/other/tools")].title == "Tools"
    assert places[NoteTarget("roadmap/other")].roadmap == "other"


@pytest.mark.parametrize(
    "words",
    ['"', "'", "*", "(", "NEAR(", "AND", "a AND", "NOT", "-x", "title:x", "{a b}:c", "^", "\\", "%", "\0",
     "a " * 9000, "\x1b[31m", "\u202e", "👩\u200d👩\u200d👧", "\ud800", ";DROP TABLE note"],
)  # fmt: skip
def test_no_search_fails(small: Study, words: str) -> None:
    small.notebook.add(small.target("git"), "a plain text")
    small.notebook.search(words)


@pytest.mark.parametrize("words", ["rebas", "C++", "->", "ebase", "本語"])
def test_beginnings_signs_and_insides_of_words_are_found(small: Study, words: str) -> None:
    small.notebook.add(small.target("git"), "Rebase in C++ -> 日本語")
    assert len(small.notebook.search(words)) == 1
