"""log: durations, ranges, days, and every refusal of a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_timer import SESSION_KEYS

if TYPE_CHECKING:
    from tests.cli.harness import Cli


def test_log_says_what_it_understood_and_the_way_back(cli: Cli) -> None:
    assert cli.good("log", "14:00-15:30", "joins").out == (
        "logged 1h 30m · Databases and SQL › Joins · Thu 19 Nov 14:00-15:30\nundo: studytui undo\n"
    )


def test_log_json_is_the_session(cli: Cli) -> None:
    found = cli.good("log", "90m", "topic/joins", "-m", "left", "--json").json()
    assert found.keys() == SESSION_KEYS
    assert found["start"] == "2026-11-19T14:30:00+01:00"
    assert found["end"] == "2026-11-19T16:00:00+01:00"
    assert found["seconds"] == 5400
    assert (found["roadmap"], found["stage"], found["item"]) == (
        "backend-developer",
        "databases",
        "topic/joins",
    )
    assert (found["target"], found["note"], found["approximate"], found["source"]) == (
        "Databases and SQL › Joins",
        "left",
        False,
        "log",
    )


@pytest.mark.parametrize(
    ("words", "start", "seconds"),
    [
        (["1h30m"], "2026-11-19T14:30:00+01:00", 5400),
        (["1h 30m"], "2026-11-19T14:30:00+01:00", 5400),
        (["1.5h"], "2026-11-19T14:30:00+01:00", 5400),
        (["1:30"], "2026-11-19T14:30:00+01:00", 5400),
        (["45"], "2026-11-19T15:15:00+01:00", 2700),
        (["45s"], "2026-11-19T15:59:15+01:00", 45),
        (["PT1H30M"], "2026-11-19T14:30:00+01:00", 5400),
        (["14:00 - 15:30"], "2026-11-19T14:00:00+01:00", 5400),
        (["yesterday 14:00 to 15:30"], "2026-11-18T14:00:00+01:00", 5400),
        (["2026-11-18 14:00-15:30"], "2026-11-18T14:00:00+01:00", 5400),
        (["9:00-now"], "2026-11-19T09:00:00+01:00", 7 * 3600),
        (["yesterday 14:00 +90m"], "2026-11-18T14:00:00+01:00", 5400),
        (["yesterday 23:00-00:30"], "2026-11-18T23:00:00+01:00", 5400),
        (["14:00-15:30", "--on", "monday"], "2026-11-16T14:00:00+01:00", 5400),
        (["90m", "--on", "yesterday"], "2026-11-18T12:00:00+01:00", 5400),
        (["90m", "--on", "2026-11-01"], "2026-11-01T12:00:00+01:00", 5400),
    ],
)
def test_times_that_are_understood(cli: Cli, words: list[str], start: str, seconds: int) -> None:
    found = cli.good("log", *words, "--json").json()
    assert (found["start"], found["seconds"]) == (start, seconds)


def test_a_day_without_an_hour_is_approximate_and_says_so(cli: Cli) -> None:
    answer = cli.good("log", "90m", "joins", "--on", "yesterday")
    assert answer.lines[0] == (
        "logged 1h 30m · Databases and SQL › Joins · Wed 18 Nov (time of day approximate)"
    )
    assert "no hour was given" in answer.err
    assert cli.good("log", "90m", "--on", "yesterday", "--json").json()["approximate"] is True


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["15:00-17:00"], "in the future", "15:00-now"),
        (["0m"], "no time at all", "at least one second"),
        (["-30m"], "less than no time", "without the minus sign"),
        (["25h"], "a session is at most 24h", "--force"),
        (["1h30x"], "was not understood as a duration", "Write 1h30m"),
        (["90m git"], "was not understood as a duration", "Write 1h30m"),
        (["20/11/2026 14:00-15:30"], "is not how a day is written here", "2026-11-20"),
        (["10/11/2026 14:00-15:30"], "can mean 2026-11-10 or 2026-10-11", "year-month-day"),
        (["1:5"], "can mean 1:05 or 1:50", "two digits"),
        (["1400"], "can mean 1400 minutes or 14:00", "14:00-15:30"),
        (["1.5"], "can mean 1.5 hours or 1.5 minutes", "1.5h"),
        (["14:00-14:00"], "can mean no time at all or a whole day", "+90m"),
        (["2:00-3:30pm"], "can mean 2:00am or 2:00pm", "am or pm"),
        (["30:00"], "can mean 30h 0m or 30m 0s", "units"),
        (["2026-03-29 02:30-03:30"], "does not exist", "a time that the clocks showed"),
        (["90m", "--on", "tomorrow"], "future", "has begun"),
        (["90m", "--on", "20/11/2026"], "is not how a day is written here", "2026-11-20"),
    ],
)
def test_times_that_are_refused(cli: Cli, words: list[str], message: str, hint: str) -> None:
    answer = cli("log", *words)
    assert answer.status == 2, answer.out
    assert answer.out == ""
    first, second = answer.err.splitlines()
    assert first.startswith("studytui: ")
    assert message in first
    assert hint in second
    assert cli.good("ls", "--json").json() == []


def test_force_allows_more_than_a_day(cli: Cli) -> None:
    assert cli.good("log", "25h", "--force", "--json").json()["seconds"] == 25 * 3600


def test_a_time_that_occurs_twice_is_the_first_and_said(cli: Cli) -> None:
    answer = cli.good("log", "2026-10-25 02:30 +15m", "--json")
    assert answer.json()["start"] == "2026-10-25T02:30:00+02:00"
    assert "occurs twice" in answer.err


def test_overlaps_are_warned_of(cli: Cli) -> None:
    cli.good("log", "14:00-15:00", "git")
    answer = cli.good("log", "14:30-15:30", "joins")
    assert (
        answer.err
        == "30m of it overlaps with Programming foundations › Git, version control and counts twice\n"
    )
    assert "overlaps with 2 sessions" in cli.good("log", "14:00-16:00").err


def test_time_makes_a_todo_item_doing_in_one_undo_step(cli: Cli) -> None:
    cli.good("log", "30m", "joins")
    assert cli.good("show", "joins", "--json").json()["status"] == "doing"
    cli.good("undo")
    assert cli.good("show", "joins", "--json").json()["status"] == "todo"


def test_options_may_stand_between_words_and_a_target_may_have_several(cli: Cli) -> None:
    found = cli.good("log", "30m", "--on", "yesterday", "rest", "api", "--json").json()
    assert found["item"] == "topic/rest"


def test_a_time_with_blanks_wants_quotes(cli: Cli) -> None:
    answer = cli("log", "1h", "30m", "joins")
    assert answer.status == 2
    assert 'in quotes: "1h 30m"' in answer.err


def test_the_clock_of_the_settings(cli: Cli) -> None:
    cli.good("config", "set", "clock", "12h")
    assert "9:00am-2:30pm" in cli.good("log", "9:00-14:30").out


def test_over_midnight_both_days_are_said(cli: Cli) -> None:
    out = cli.good("log", "yesterday 23:30-00:30", "joins").out
    assert "logged 1h · Databases and SQL › Joins · Wed 18 Nov 23:30 - Thu 19 Nov 00:30" in out
    assert "Thu 20 Nov 2025 10:00-10:30" in cli.good("log", "2025-11-20 10:00 +30m").out
