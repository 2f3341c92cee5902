"""sessions, edit, split, rm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_timer import SESSION_KEYS

if TYPE_CHECKING:
    from tests.cli.harness import Cli


def test_the_list_is_newest_first_with_the_timer_at_its_head(cli: Cli) -> None:
    assert cli.good("sessions").out == "no sessions\n"
    cli.good("log", "yesterday 10:00 +30m", "git", "-m", "branches")
    cli.good("log", "14:00-15:30", "joins")
    cli.good("start", "4", "--ago", "5m")
    lines = cli.good("ls").lines
    assert lines[0].split() == ["ID", "WHEN", "TIME", "TARGET", "NOTE"]
    assert [line.split("  ", 1)[1].strip() for line in lines[1:]] == [
        "since Thu 19 Nov 15:55      5m  Databases and SQL",
        "Thu 19 Nov 14:00-15:30  1h 30m  Databases and SQL › Joins",
        "Wed 18 Nov 10:00-10:30     30m  Programming foundations › Git, version control  branches",
    ]
    found = cli.good("ls", "--json").json()
    assert all(one.keys() == SESSION_KEYS for one in found)
    assert [one["end"] is None for one in found] == [True, False, False]
    assert found[0]["seconds"] == 300


def test_target_and_period_narrow_the_list(cli: Cli) -> None:
    cli.good("log", "yesterday 10:00 +30m", "git")
    cli.good("log", "monday 10:00 +30m", "joins")
    cli.good("log", "14:00-15:30", "joins")

    def count(*words: str) -> int:
        return len(cli.good("ls", *words, "--json").json())

    assert count("joins") == 2
    assert count("databases") == 2
    assert count(".") == 3
    assert count("joins", "today") == 1
    assert count("yesterday") == 1
    assert count("2026-W47") == 3
    assert count("--week") == 3
    assert count("--last-week") == 0
    assert count("--month") == 3
    assert count("--days", "2") == 2
    assert count("--from", "monday", "--to", "yesterday") == 2
    assert count("--limit", "1") == 1


def test_a_period_and_a_limit_are_read_strictly(cli: Cli) -> None:
    for words in (["yesterday", "--week"], ["--days", "x"], ["--limit", "0"], ["2026-13"], ["20/11/2026"]):
        answer = cli("ls", *words)
        assert answer.status == 2, words
        assert answer.err.count("\n") == 2


def test_a_terminal_shows_fifty_and_says_how_many_more(cli: Cli) -> None:
    for number in range(52):
        cli.good("log", f"2026-11-01 {8 + number // 6:02d}:{number % 6}0 +5m")
    answer = cli.good("ls", terminal=True)
    assert "2 more" in answer.out
    assert len(cli.good("ls").lines) == 53


def test_every_listed_id_names_one_session(cli: Cli) -> None:
    for number in range(10, 30):
        cli.good("log", f"2026-11-01 {number % 12 + 8:02d}:{number} +1m")
    for line in cli.good("ls").lines[1:]:
        ending = line.split()[0]
        assert len(ending) >= 4
        assert cli.good("edit", ending, "--note", f"was {ending}", "--json").json()["id"].endswith(ending)


def test_edit_times_target_and_note(cli: Cli) -> None:
    cli.good("log", "14:00-15:30", "joins")
    answer = cli.good("edit", "last", "--start", "14:30", "--target", "git", "--note", "better")
    assert answer.out == (
        "now 1h · Programming foundations › Git, version control · Thu 19 Nov 14:30-15:30 · better\n"
        "undo: studytui undo\n"
    )
    assert cli.good("edit", "last", "--note", "", "--json").json()["note"] == ""
    cli.good("undo", "2")
    assert cli.good("ls", "--json").json()[0]["item"] == "topic/joins"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--start", "15:45"], "before it starts"),
        (["--end", "2026-11-19 17:00"], "future"),
        (["--start", "2026-11-01 10:00"], "over 24 h"),
        ([], "nothing to change was named"),
        (["--target", "nonsense"], "nothing in this roadmap"),
    ],
)
def test_edits_that_are_refused(cli: Cli, words: list[str], message: str) -> None:
    cli.good("log", "14:00-15:30", "joins")
    answer = cli("edit", "last", *words)
    assert answer.status == 2
    assert message in answer.err
    assert cli.good("ls", "--json").json()[0]["seconds"] == 5400


def test_a_bare_time_on_an_old_session_asks_for_its_day(cli: Cli) -> None:
    cli.good("log", "monday 10:00 +30m", "git")
    answer = cli("edit", "last", "--start", "10:15")
    assert answer.status == 2
    assert "name the day too" in answer.err


def test_the_running_timer_is_edited_as_a_timer(cli: Cli) -> None:
    timer = cli.good("start", "joins", "--json").json()["id"]
    assert cli.good("edit", timer, "--start", "15:30", "--json").json()["seconds"] == 1800
    assert cli.good("edit", timer, "--target", "git", "--json").json()["item"] == "topic/git"
    assert cli("edit", timer, "--end", "15:45").status == 2
    assert cli("rm", timer).status == 2
    assert cli("split", timer, "--at", "15:45").status == 2


def test_split_and_rm(cli: Cli) -> None:
    cli.good("log", "14:00-15:30", "joins")
    parts = cli.good("split", "last", "--at", "14:30", "--json").json()
    assert [part["seconds"] for part in parts] == [1800, 3600]
    answer = cli.good("rm", "last")
    assert answer.lines[0] == "deleted 1h · Databases and SQL › Joins · Thu 19 Nov 14:30-15:30"
    assert cli("split", "last", "--at", "13:00").status == 2
    assert cli("split", "last").status == 2
    assert cli.good("rm", "last", "--json").json()["seconds"] == 1800
    assert cli("rm", "last").status == 2


@pytest.mark.parametrize("identity", ["abc", "zzzz", "", "%", "last2"])
def test_an_id_that_is_none(cli: Cli, identity: str) -> None:
    cli.good("log", "14:00-15:30", "joins")
    assert cli("rm", identity).status == 2
