"""start, stop, pause, resume, cancel, continue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.harness import Cli

TIMER_KEYS = {
    "id",
    "state",
    "start",
    "seconds",
    "mode",
    "phase",
    "left_seconds",
    "roadmap",
    "stage",
    "item",
    "target",
}
SESSION_KEYS = {
    "id",
    "start",
    "end",
    "seconds",
    "approximate",
    "roadmap",
    "stage",
    "item",
    "target",
    "mode",
    "note",
    "source",
}


def test_start_and_stop_say_what_they_understood_and_the_way_back(cli: Cli) -> None:
    assert cli.good("start", "joins").out == (
        "started · Databases and SQL › Joins · since Thu 19 Nov 16:00\nundo: studytui undo\n"
    )
    cli.clock.advance(5400)
    assert cli.good("stop", "-m", "left joins").out == (
        "saved 1h 30m · Databases and SQL › Joins · Thu 19 Nov 16:00-17:30 · left joins\n"
        "undo: studytui undo\n"
    )


def test_start_json_is_the_timer_and_what_was_stopped(cli: Cli) -> None:
    first = cli.good("start", "joins", "--json").json()
    assert first.keys() == TIMER_KEYS | {"stopped"}
    assert first["stopped"] is None
    assert (first["state"], first["item"], first["stage"]) == ("running", "topic/joins", "databases")
    assert first["start"] == "2026-11-19T16:00:00+01:00"
    cli.clock.advance(60)
    second = cli.good("start", "git", "--json").json()
    assert second["stopped"].keys() == SESSION_KEYS
    assert (second["stopped"]["id"], second["stopped"]["seconds"]) == (first["id"], 60)


def test_a_running_timer_is_stopped_and_said(cli: Cli) -> None:
    cli.good("start", "joins")
    cli.clock.advance(600)
    lines = cli.good("start", "git").lines
    assert lines[0] == "stopped and saved 10m · Databases and SQL › Joins · Thu 19 Nov 16:00-16:10"
    assert lines[1].startswith("started · Programming foundations › Git, version control")


def test_start_and_stop_within_a_second_leave_nothing(cli: Cli) -> None:
    cli.good("start", "joins")
    assert "nothing is saved" in cli.good("stop").out
    cli.good("start", "joins")
    assert cli.good("stop", "--json").json() is None
    cli.good("start", "joins")
    assert "nothing is saved" in cli.good("start", "git").out
    cli.good("cancel")
    assert cli.good("ls", "--json").json() == []


def test_start_at_and_ago(cli: Cli) -> None:
    cli.good("start", "joins", "--at", "14:00")
    assert cli.good("status", "--json").json()["running"]["seconds"] == 7200
    cli.good("cancel")
    cli.good("start", "joins", "--ago", "10m")
    assert cli.good("status", "--json").json()["running"]["seconds"] == 600
    assert cli("start", "git", "--at", "14:00", "--ago", "10m").status == 2
    assert cli("start", "git", "--at", "14:00").status == 2


def test_stop_at_an_earlier_moment(cli: Cli) -> None:
    cli.good("start", "joins", "--at", "14:00")
    assert cli.good("stop", "--at", "15:00", "--json").json()["seconds"] == 3600
    cli.good("start", "joins", "--at", "14:00")
    answer = cli("stop", "--at", "13:00")
    assert answer.status == 2
    assert "not yet running" in answer.err


def test_a_timer_over_a_day_wants_its_end(cli: Cli) -> None:
    cli.good("start", "joins", "--ago", "25h")
    assert "has run for more than" in cli.good("status").out
    for words in (("stop",), ("start", "git"), ("stop", "--json")):
        answer = cli(*words)
        assert answer.status == 2
        assert "has run for 25h" in answer.err
        assert "--at MOMENT" in answer.err
        assert "--force" in answer.err
    assert cli.good("stop", "--at", "yesterday 18:00", "--json").json()["seconds"] == 3 * 3600
    cli.good("start", "joins", "--ago", "25h")
    assert cli.good("stop", "--force", "--json").json()["seconds"] == 25 * 3600


def test_pause_and_resume(cli: Cli) -> None:
    cli.good("start", "joins")
    cli.clock.advance(600)
    assert cli.good("pause").lines[0].startswith("paused: 10m · Databases and SQL › Joins")
    assert cli("pause").status == 1
    cli.clock.advance(600)
    assert cli.good("resume", "--json").json()["state"] == "running"
    assert cli("resume").status == 1
    cli.clock.advance(60)
    assert cli.good("stop", "--json").json()["seconds"] == 660


def test_cancel_can_be_undone(cli: Cli) -> None:
    cli.good("start", "joins")
    cli.clock.advance(600)
    assert cli.good("cancel").lines[0].startswith("thrown away: 10m · Databases and SQL › Joins")
    assert cli("status").status == 1
    cli.good("undo")
    assert cli.good("status", "--json").json()["running"]["seconds"] == 600


def test_continue_starts_the_last_target(cli: Cli) -> None:
    assert cli("continue").status == 1
    cli.good("log", "10m", "joins")
    assert cli.good("continue", "--json").json()["item"] == "topic/joins"
    assert cli("continue").status == 1


@pytest.mark.parametrize("command", ["stop", "pause", "resume", "cancel"])
def test_without_a_timer_there_is_nothing_to_do(cli: Cli, command: str) -> None:
    answer = cli(command)
    assert answer.status == 1
    assert answer.out == ""
    assert answer.err == "studytui: no timer is running\nstart one with: studytui start TARGET\n"


def test_stop_warns_of_what_counts_twice(cli: Cli) -> None:
    cli.good("log", "30m", "git")
    cli.good("start", "joins", "--ago", "1h")
    answer = cli.good("stop")
    assert (
        answer.err
        == "30m of it overlaps with Programming foundations › Git, version control and counts twice\n"
    )


def test_without_a_target_the_roadmap_alone_is_meant(cli: Cli) -> None:
    timer = cli.good("start", "--json").json()
    assert (timer["roadmap"], timer["stage"], timer["item"]) == ("backend-developer", None, None)
    assert timer["target"] == "Backend Developer"
