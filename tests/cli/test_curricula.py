"""roadmap import, new, edit, copy, export, diff, hide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.cli.harness import Cli

LIST = "# My list\n## A\n- [x] Git\n- [ ] b\n  - [x] s\n## B\n- [ ] c\n## C\n- [ ] Project: d\n"
KEYS = {
    "title", "mode", "stages", "groups", "topics", "topics_done", "steps", "steps_done", "projects", "hours",
    "first_stage", "last_stage",
}  # fmt: skip


def test_a_dry_run_writes_nothing(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LIST)
    found = cli.good("roadmap", "import", str(tmp_path / "list.md"), "--dry-run", "--json").json()
    assert set(found) >= KEYS
    assert (found["mode"], found["stages"], found["topics"], found["steps"], found["projects"]) == (
        "boxes",
        3,
        4,
        1,
        1,
    )
    shown = cli.good("roadmap", "import", str(tmp_path / "list.md"), "--dry-run", "--section", "A").out
    assert "1 stage, 2 topics, 1 step, 2 done" in shown
    assert not (cli.home / "roadmaps").exists()


def test_an_import_from_a_pipe_and_back_out(cli: Cli) -> None:
    said = cli.good("roadmap", "import", "-", "--id", "mine", stdin=LIST).out
    assert "imported: My list (mine) · 3 stages, 4 topics (1 project), 1 step, 2 done" in said
    assert "undo: studytui undo" in said
    cli.good("roadmap", "use", "mine")
    text = cli.good("roadmap", "export", "--format", "md").out
    assert "- [x] Git <!-- topic/mine-git -->" in text
    again = cli.good("roadmap", "import", "-", "--dry-run", "--json", stdin=text).json()
    assert (again["id"], again["topics"], again["topics_done"], again["steps_done"]) == ("mine", 4, 1, 1)
    toml = cli.good("roadmap", "export", "mine", "--format", "toml").out
    assert toml == (cli.home / "roadmaps" / "mine.toml").read_text()
    assert "no roadmap" not in cli.good("roadmap", "list").err
    (cli.home / "roadmaps" / "mine.toml").write_text(toml.replace("mine-git", "mine-other"))
    assert "1 tick belongs to topics that no roadmap holds now" in cli.good("roadmap", "list").err
    (cli.home / "roadmaps" / "mine.toml").write_text(toml)
    cli.good("undo")
    cli.good("undo")
    assert not (cli.home / "roadmaps" / "mine.toml").exists()


def test_bad_imports_name_file_line_and_remedy(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes(b"- a\n- caf\xe9\n")
    (tmp_path / "none.md").write_text("words\n")
    for words, status, told in (
        ((str(tmp_path / "latin.md"),), 3, "latin.md: line 2: byte 0xe9 is not UTF-8"),
        ((str(tmp_path / "none.md"),), 3, "none.md: no check-list"),
        ((str(tmp_path / "missing.md"),), 3, "there is no file"),
        (("-", "--level", "x"), 2, "no level"),
        (("-", "--mode", "x"), 2, "choose from boxes"),
    ):
        answer = cli("roadmap", "import", *words, "--dry-run", stdin=LIST)
        assert (answer.status, told in answer.err) == (status, True), answer.err
        assert len(answer.err.splitlines()) == 2


def test_new_edit_copy_and_hide(cli: Cli, tmp_path: Path) -> None:
    cli.good("roadmap", "new", "music", "--title", "Music")
    assert cli("roadmap", "new", "../music").status == 2
    cli.environment["EDITOR"] = "ed"

    def better(file: str) -> None:
        with open(file, encoding="utf-8") as stream:
            text = stream.read()
        with open(file, "w", encoding="utf-8") as stream:
            stream.write(text.replace("First steps", "Scales"))

    said = cli.good("roadmap", "edit", "music", terminal=True, stdin="", play=better).out
    assert "edited: Music (music)" in said
    assert "Scales" in cli.good("roadmap", "show", "music").out
    cli.good("roadmap", "copy", "music", "tunes")
    cli.good("roadmap", "hide", "tunes")
    assert "tunes" not in cli.good("roadmap", "list").out
    cli.good("roadmap", "unhide", "tunes")
    assert "tunes" in cli.good("roadmap", "list").out
    found = json.loads(cli.good("roadmap", "diff", "music", "tunes", "--json").out)
    assert (found["percent_a"], found["percent_b"], found["only_a"]) == (100, 100, [])


def test_a_broken_edit_is_offered_again_with_its_faults(cli: Cli) -> None:
    cli.good("roadmap", "new", "music")
    cli.environment["EDITOR"] = "ed"
    seen: list[str] = []

    def edit(file: str) -> None:
        with open(file, encoding="utf-8") as stream:
            seen.append(stream.read())
        wrong, right = "hours = 20", "hours = 21"
        text = (
            seen[-1].replace(wrong, "weeks = 0") if len(seen) == 1 else seen[-1].replace("weeks = 0", right)
        )
        with open(file, "w", encoding="utf-8") as stream:
            stream.write(text)

    answer = cli.good("roadmap", "edit", "music", terminal=True, stdin="y\n", play=edit)
    assert "not saved: music.toml: line" in answer.err
    assert "#! music.toml: stages[1]" in seen[1]
    text = (cli.home / "roadmaps" / "music.toml").read_text()
    assert "hours = 21" in text
    assert "#!" not in text


def test_a_broken_edit_that_is_given_up_is_kept_in_a_file(cli: Cli) -> None:
    cli.good("roadmap", "new", "music")
    cli.environment["EDITOR"] = "ed"
    before = (cli.home / "roadmaps" / "music.toml").read_bytes()

    def edit(file: str) -> None:
        Path(file).write_text('schema = 1\nid = "music"\ntitle = "An hour of work\n', "utf-8")

    answer = cli("roadmap", "edit", "music", terminal=True, stdin="n\n", play=edit)
    assert answer.status == 3
    kept = Path(answer.err.strip().splitlines()[-1].partition("what you wrote is in ")[2].rstrip(")"))
    assert "An hour of work" in kept.read_text("utf-8")
    assert (cli.home / "roadmaps" / "music.toml").read_bytes() == before


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_byte_order_mark_of_an_edited_file_stay(cli: Cli, mark: str) -> None:
    cli.good("roadmap", "new", "music")
    cli.environment["EDITOR"] = "ed"
    file = cli.home / "roadmaps" / "music.toml"
    text = mark + file.read_text("utf-8").replace("\n", "\r\n")
    file.write_bytes(text.encode())
    assert cli("roadmap", "edit", "music", terminal=True, play=lambda _: None).status == 1
    assert file.read_bytes() == text.encode()

    def edit(name: str) -> None:
        there = Path(name).read_bytes()
        Path(name).write_bytes(there.replace(b"hours = 20", b"hours = 21").replace(b"\r\n", b"\n"))

    cli.good("roadmap", "edit", "music", terminal=True, play=edit)
    assert file.read_bytes() == text.replace("hours = 20", "hours = 21").encode()


def test_links_to_known_topics_are_listed_made_and_taken_back(cli: Cli) -> None:
    cli.good("roadmap", "import", "-", stdin=LIST)
    assert "Git (my-list-git) = Git, version control" in cli.good("roadmap", "links", "my-list").out
    assert cli("roadmap", "links", "my-list", "--link", "nothing").status == 2
    answer = cli.good("roadmap", "links", "my-list", "--link", "all")
    assert "linked: Git counts as Git, version control (git)" in answer.out
    assert json.loads(cli.good("roadmap", "links", "my-list", "--json").out) == []
    assert json.loads(cli.good("show", "topic/git", "--json").out)["status"] == "done"
    cli.good("roadmap", "links", "my-list", "--unlink", "my-list-git")
    assert cli("roadmap", "links", "my-list", "--unlink", "my-list-git").status == 2
    cli.good("undo")
    cli.good("undo")
    assert cli("roadmap", "links", "my-list", "--link", "all", "--unlink", "nothing").status == 2
    assert "Git (my-list-git)" in cli.good("roadmap", "links", "my-list").out
    cli.good("roadmap", "links", "my-list", "--leave", "my-list-git")
    assert "no topic is called" in cli.good("roadmap", "links", "my-list").out
    assert json.loads(cli.good("show", "topic/git", "--json").out)["status"] == "todo"


def test_the_list_is_not_drowned_in_warnings(cli: Cli) -> None:
    cli.good("roadmap", "import", "-", stdin=LIST)
    assert cli.good("roadmap", "list").err == ""
    assert "no steps" in cli("roadmap", "check", str(cli.home / "roadmaps" / "my-list.toml")).out
