"""status: words, JSON, a line for prompts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.test_timer import TIMER_KEYS

if TYPE_CHECKING:
    from tests.cli.harness import Cli

KEYS = {
    "running",
    "today_seconds",
    "week_seconds",
    "week_goal_seconds",
    "streak_weeks",
    "due_reviews",
    "roadmap",
}


def test_status_without_a_timer_answers_no(cli: Cli) -> None:
    answer = cli("status")
    assert answer.status == 1
    assert answer.out == "no timer is running\ntoday    0m\nweek     0m\nroadmap  Backend Developer\n"


def test_status_with_timer_and_goal(cli: Cli) -> None:
    cli.good("goal", "10h")
    cli.good("log", "monday 10:00 +90m", "git")
    cli.good("start", "joins", "--ago", "25m")
    answer = cli.good("status")
    assert answer.lines == [
        "running 25m · Databases and SQL › Joins · since Thu 19 Nov 15:35",
        "today    25m of 2h 7m",
        "week     1h 55m of 10h",
        "roadmap  Backend Developer",
    ]


def test_status_json(cli: Cli) -> None:
    empty = cli("status", "--json")
    assert empty.status == 1
    assert empty.json() == {
        "running": None,
        "today_seconds": 0,
        "week_seconds": 0,
        "week_goal_seconds": None,
        "streak_weeks": None,
        "due_reviews": 0,
        "roadmap": "backend-developer",
    }
    cli.good("goal", "1h")
    cli.good("log", "40m", "git")
    cli.good("start", "joins", "--ago", "20m")
    found = cli.good("status", "--json").json()
    assert found.keys() == KEYS
    assert found["running"].keys() == TIMER_KEYS
    assert (found["today_seconds"], found["week_seconds"], found["week_goal_seconds"]) == (3600, 3600, 3600)
    assert found["streak_weeks"] == 1


def test_a_format_for_prompts(cli: Cli) -> None:
    assert cli("status", "--format", "{state} {elapsed}|{due}").out == "idle |0\n"
    cli.good("start", "joins", "--ago", "65m")
    every = "{state} {target} {stage} {elapsed} {left} {mode} {phase} {today} {week} {goal} {streak} {due}"
    assert cli.good("status", "--format", every).out == (
        "running Databases and SQL › Joins Databases and SQL 1h05  stopwatch  1h05 1h05   0\n"
    )
    assert cli.good("status", "--format", "{{x}} 100% {elapsed}").out == "{x} 100% 1h05\n"


def test_an_unknown_field_is_refused(cli: Cli) -> None:
    answer = cli("status", "--format", "{elapse}")
    assert answer.status == 2
    assert "did you mean {elapsed}?" in answer.err
    assert cli("status", "--format", "{state.__class__}").status == 2
    assert cli("status", "--format", "{state").status == 2


def test_a_paused_timer_says_so(cli: Cli) -> None:
    cli.good("start", "joins", "--ago", "10m")
    cli.good("pause")
    cli.clock.advance(3600)
    assert cli.good("status").lines[0].startswith("paused at 10m · ")
    assert cli.good("status", "--json").json()["running"]["state"] == "paused"
