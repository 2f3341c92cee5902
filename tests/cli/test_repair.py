"""join, duplicate, nudge, gaps, overlaps, away, and edit on several sessions or the timer."""

from __future__ import annotations

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.cli.harness import Cli

HOUR = 3600


def listed(cli: Cli) -> list[tuple[str, str, int]]:
    """Start, target's last title and seconds of every session, newest first."""
    return [
        (one["start"][11:16], one["target"].rpartition(" › ")[2], one["seconds"])
        for one in cli.good("sessions", "--json").json()
    ]


def identity(cli: Cli, place: int = 0) -> str:
    return str(cli.good("sessions", "--json").json()[place]["id"])


def one_step_back(cli: Cli, before: list[tuple[str, str, int]]) -> None:
    """One undo brings the log back as it was."""
    assert listed(cli) != before
    cli.good("undo")
    assert listed(cli) == before


# The timer


def test_of_the_timer_start_target_and_mode_change_in_one_step(cli: Cli) -> None:
    cli.good("start", "joins", "--ago", "40m")
    answer = cli.good(
        "edit", "timer", "--start", "30m ago", "--target", "git", "--mode", "pomodoro", "--for", "50m"
    )
    assert "now running: 30m · Programming foundations › Git" in answer.out
    assert "pomodoro 1, work, 50m left" in answer.out
    found = cli.good("status", "--json").json()["running"]
    assert (found["start"][11:16], found["mode"], found["left_seconds"]) == ("15:30", "pomodoro", 3000)
    cli.good("undo")
    found = cli.good("status", "--json").json()["running"]
    assert (found["start"][11:16], found["mode"], found["item"]) == ("15:20", "stopwatch", "topic/joins")


def test_the_timer_is_named_only_while_it_runs(cli: Cli) -> None:
    assert "no timer is running" in cli("edit", "timer", "--start", "9:00").err
    assert cli("edit", "timer", "--start", "9:00").status == 1
    cli.good("start", "joins")
    answer = cli("edit", "last", "--start", "9:00")
    assert answer.status == 2
    assert "no finished session yet" in answer.err
    assert "`timer`" in answer.err


@pytest.mark.parametrize("words", [["--mode", "flow"], ["--for", "50m"]])
def test_a_mode_is_the_timers_alone(cli: Cli, words: list[str]) -> None:
    cli.good("log", "30m", "joins")
    answer = cli("edit", "last", *words)
    assert answer.status == 2
    assert "only the timer's mode can be changed" in answer.err


def test_a_start_in_the_past_says_what_counts_twice(cli: Cli) -> None:
    cli.good("log", "14:00-15:00", "git")
    answer = cli.good("start", "joins", "--at", "14:30")
    assert "30m of it overlaps with Programming foundations" in answer.err
    assert "1h of it overlaps" in cli.good("edit", "timer", "--start", "13:00").err


# Several sessions


def test_several_sessions_get_another_target_in_one_step(cli: Cli) -> None:
    cli.good("log", "9:00-10:00", "git")
    cli.good("log", "11:00-12:00", "git")
    before = listed(cli)
    cli.good("edit", identity(cli, 0), identity(cli, 1), "--target", "joins")
    assert {title for _, title, _ in listed(cli)} == {"Joins"}
    one_step_back(cli, before)


@pytest.mark.parametrize(
    "words", [["--start", "9:00"], ["--note", "x"], ["--target", "git", "--end", "9:00"]]
)
def test_of_several_sessions_only_the_target_changes(cli: Cli, words: list[str]) -> None:
    cli.good("log", "9:00-10:00", "git")
    cli.good("log", "11:00-12:00", "git")
    answer = cli("edit", identity(cli, 0), identity(cli, 1), *words)
    assert answer.status == 2
    assert "only the target can be changed at once" in answer.err


def test_join_makes_one_of_several_in_one_step(cli: Cli) -> None:
    cli.good("log", "9:00-10:00", "git")
    cli.good("log", "11:00-12:00", "git")
    before = listed(cli)
    found = cli.good("join", identity(cli, 0), identity(cli, 1), "--json").json()
    assert (found["start"][11:16], found["end"][11:16], found["seconds"]) == ("09:00", "12:00", 2 * HOUR)
    one_step_back(cli, before)


def test_join_asks_what_the_whole_is_for(cli: Cli) -> None:
    cli.good("log", "9:00-10:00", "git")
    cli.good("log", "11:00-12:00", "joins")
    both = [identity(cli, 0), identity(cli, 1)]
    answer = cli("join", *both)
    assert answer.status == 2
    assert "different targets" in answer.err
    assert "joined 2: 2h · Databases" in cli.good("join", *both, "--target", "joins").out
    assert "one session alone" in cli("join", "last").err


def test_duplicate_says_that_it_counts_twice(cli: Cli) -> None:
    cli.good("log", "9:00-10:00", "git")
    before = listed(cli)
    assert "1h of it overlaps" in cli.good("duplicate", "last").err
    assert len(listed(cli)) == 2
    one_step_back(cli, before)


@pytest.mark.parametrize(
    ("words", "start", "seconds"),
    [
        (["--earlier", "1m"], "08:59", HOUR),
        (["--later", "5m"], "09:05", HOUR),
        (["--earlier", "5m", "--start"], "08:55", HOUR + 300),
        (["--later", "1m", "--start"], "09:01", HOUR - 60),
        (["--later", "1m", "--end"], "09:00", HOUR + 60),
        (["--earlier", "5m", "--end"], "09:00", HOUR - 300),
    ],
)
def test_nudge_moves_whole_start_or_end(cli: Cli, words: list[str], start: str, seconds: int) -> None:
    cli.good("log", "9:00-10:00", "git")
    before = listed(cli)
    cli.good("nudge", "last", *words)
    assert listed(cli) == [(start, before[0][1], seconds)]
    one_step_back(cli, before)


def test_nudge_moves_several_in_one_step_and_the_timers_start(cli: Cli) -> None:
    cli.good("log", "9:00-10:00", "git")
    cli.good("log", "11:00-12:00", "git")
    before = listed(cli)
    cli.good("nudge", identity(cli, 0), identity(cli, 1), "--later", "5m")
    assert [start for start, _, _ in listed(cli)] == ["11:05", "09:05"]
    one_step_back(cli, before)
    cli.good("start", "joins", "--ago", "10m")
    assert "11m · Databases" in cli.good("nudge", "timer", "--earlier", "1m").out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "it was not said by how much"),
        (["--later", "2h"], "would end in the future"),
        (["--later", "0m"], "no time at all"),
        (["--earlier=-5m"], "less than no time"),
        (["--earlier", "1h", "--end"], "before it starts"),
        (["--earlier", "1m", "--later", "1m"], "not allowed with"),
    ],
)
def test_nudges_that_are_refused(cli: Cli, words: list[str], message: str) -> None:
    cli.good("log", "14:30-15:30", "git")
    before = listed(cli)
    answer = cli("nudge", "last", *words)
    assert answer.status == 2
    assert message in answer.err
    assert listed(cli) == before


def test_gaps_are_listed_as_log_takes_them(cli: Cli) -> None:
    assert "no free stretch between sessions on Thu 19 Nov" in cli.good("gaps").out
    cli.good("log", "yesterday 9:00-10:00", "git")
    cli.good("log", "yesterday 11:30-12:00", "git")
    answer = cli.good("gaps", "yesterday")
    assert answer.lines[0] == "Wed 18 Nov 10:00-11:30  1h 30m"
    assert "log '2026-11-18 10:00-11:30' TARGET" in answer.out
    (gap,) = cli.good("gaps", "yesterday", "--json").json()
    assert gap == {
        "start": "2026-11-18T10:00:00+01:00",
        "end": "2026-11-18T11:30:00+01:00",
        "seconds": 5400,
    }
    cli.good("log", "2026-11-18 10:00-11:30", "joins")
    assert cli.good("gaps", "yesterday", "--json").json() == []
    assert cli("gaps", "tomorrow").status == 2


def test_overlaps_find_both_and_trim_one_in_one_step(cli: Cli) -> None:
    assert cli.good("overlaps").out == "no sessions share time\n"
    cli.good("log", "9:00-10:00", "git")
    cli.good("log", "9:30-10:30", "joins")
    cli.good("log", "12:00-13:00", "joins")
    (pair,) = cli.good("overlaps", "--json").json()
    assert [pair[which]["start"][11:16] for which in ("first", "second")] == ["09:00", "09:30"]
    assert pair["seconds"] == 1800
    assert cli.good("overlaps", "yesterday", "--json").json() == []
    assert len(cli.good("overlaps", "today", "--json").json()) == 1
    assert cli.good("overlaps", identity(cli, 0), "--json").json() == []
    before = listed(cli)
    assert "trimmed 30m · Databases" in cli.good("overlaps", identity(cli, 1), "--trim", "later").out
    one_step_back(cli, before)
    cli.good("overlaps", identity(cli, 2), "--trim", "earlier")
    assert listed(cli)[2][2] == 1800
    assert cli("overlaps", "--trim", "later").status == 1
    assert "write --trim later" in cli("overlaps", "--trim", "both").err


# Away


def test_away_offers_what_the_dashboard_offers(cli: Cli) -> None:
    assert cli("away").status == 1
    cli.good("start", "joins")
    assert "no time away to decide on" in cli("away").err
    cli.clock.advance(HOUR)
    cli.clock.sleep(2 * HOUR)
    answer = cli.good("away")
    assert "The computer slept for 2h" in answer.out
    for choice in ("keep", "cut", "split", "discard"):
        assert (f"away {choice}" in answer.out) == (choice in ("keep", "discard"))
    found = cli.good("away", "--json").json()
    assert (found["cause"], found["counted_seconds"]) == ("sleep", 3 * HOUR)
    assert found["choices"] == ["keep", "discard"]


def slept(cli: Cli) -> None:
    """A timer that was seen at 17:00, and slept from then to 19:00."""
    from studytui.services.study import Study
    from studytui.store.home import find_home

    cli.good("start", "joins")
    cli.clock.advance(HOUR)
    study = Study(find_home(str(cli.home), {}), cli.clock)
    study.presence.beat(cli.clock.seconds())
    study.close()
    cli.clock.sleep(2 * HOUR)


@pytest.mark.parametrize(
    ("answer", "finished", "running"),
    [("keep", [], 3 * HOUR), ("cut", [HOUR], None), ("split", [HOUR], 0), ("discard", [], None)],
)
def test_each_answer_to_away_is_given_in_one_word(
    cli: Cli, answer: str, finished: list[int], running: int | None
) -> None:
    slept(cli)
    found = cli.good("away", answer, "--json").json()
    assert (found["saved"] is not None) == bool(finished)
    sessions = cli.good("sessions", "--json").json()
    assert [one["seconds"] for one in sessions if one["end"] is not None] == finished
    assert [one["seconds"] for one in sessions if one["end"] is None] == (
        [] if running is None else [running]
    )
    assert cli("away").status == 1


def test_answers_that_do_not_fit_are_refused(cli: Cli) -> None:
    slept(cli)
    for words, message in (("perhaps", "is no answer"), ("shift", "does not fit here")):
        answer = cli("away", words)
        assert answer.status == 2
        assert message in answer.err
        assert "keep, cut, split, discard" in answer.err
