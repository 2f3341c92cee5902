"""report and goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.harness import Cli


def test_report_of_this_week_by_stage(cli: Cli) -> None:
    assert cli.good("report").out == "Mon 16 Nov 2026 to Sun 22 Nov 2026: 0m\nno sessions\n"
    cli.good("log", "monday 10:00 +90m", "joins")
    cli.good("log", "14:00-14:30", "git")
    cli.good("log", "2026-11-01 10:00 +30m", "git")
    assert cli.good("report").lines == [
        "Mon 16 Nov 2026 to Sun 22 Nov 2026: 2h",
        "STAGE                      TIME  SESSIONS",
        "Databases and SQL        1h 30m         1",
        "Programming foundations     30m         1",
    ]
    found = cli.good("report", "--json").json()
    assert found == {
        "from": "2026-11-16",
        "to": "2026-11-22",
        "total_seconds": 7200,
        "rows": [
            {
                "key": "backend-developer/databases",
                "label": "Databases and SQL",
                "seconds": 5400,
                "sessions": 1,
            },
            {
                "key": "backend-developer/foundations",
                "label": "Programming foundations",
                "seconds": 1800,
                "sessions": 1,
            },
        ],
    }


@pytest.mark.parametrize("by", ["day", "week", "month", "stage", "item", "weekday", "hour"])
def test_every_grouping_adds_up(cli: Cli, by: str) -> None:
    for words in ("monday 10:50 +25m", "yesterday 23:30-00:45", "14:00-14:30", "2026-10-31 03:30 +90m"):
        cli.good("log", words, "joins")
    found = cli.good("report", "--from", "2026-10-01", "--by", by, "--json").json()
    assert found["total_seconds"] == (25 + 75 + 30 + 90) * 60 == sum(row["seconds"] for row in found["rows"])
    assert sum(row["sessions"] for row in found["rows"]) == 4
    assert all(row.keys() == {"key", "label", "seconds", "sessions"} for row in found["rows"])


def test_shown_parts_are_adjusted_so_that_they_add_up(cli: Cli) -> None:
    for target, start in (("git", "10:00"), ("joins", "11:00"), ("rest", "12:00")):
        cli.good("log", f"{start} +1m", target)
        cli.good("log", f"{start.replace('00', '30')} +20s", target)
    lines = cli.good("report", "today").lines
    assert lines[0] == "Thu 19 Nov 2026: 4m"
    assert [line.split()[-2] for line in lines[2:]] == ["2m", "1m", "1m"]


def test_periods(cli: Cli) -> None:
    cli.good("log", "yesterday 10:00 +30m", "git")
    for words in (
        ["yesterday"],
        ["2026-11-18"],
        ["2026-W47"],
        ["2026-11"],
        ["2026-Q4"],
        ["--month"],
        ["--days", "2"],
    ):
        assert cli.good("report", *words, "--json").json()["total_seconds"] == 1800, words
    assert cli.good("report", "--last-week", "--json").json()["from"] == "2026-11-09"
    for words in (
        ["2027-01"],
        ["soon"],
        ["today", "--week"],
        ["--from", "today", "--to", "monday"],
        ["--days", "0"],
    ):
        assert cli("report", *words).status == 2, words
    answer = cli("report", "--by", "dya")
    assert answer.status == 2
    assert "did you mean day?" in answer.err


def test_the_running_timer_counts(cli: Cli) -> None:
    cli.good("start", "joins", "--ago", "30m")
    assert cli.good("report", "--json").json()["total_seconds"] == 1800


def test_goals_are_set_shown_and_taken_away(cli: Cli) -> None:
    nothing: dict[str, object] = {
        "week_seconds": None,
        "day_seconds": None,
        "stages": [],
        "target_dates": [],
        "pauses": [],
    }
    assert cli.good("goal", "--json").json() == nothing
    assert cli.good("goal").out.startswith("no goal is set")
    assert cli.good("goal", "10h").out == "goal: 10h a week, from this week on\nundo: studytui undo\n"
    daily = cli.good("goal", "90m", "--per", "day", "--json").json()
    assert daily == {**nothing, "week_seconds": 7 * 5400, "day_seconds": 5400}
    assert cli.good("goal").lines == ["10h 30m a week (1h 30m a day)"]
    found = cli.good("goal", "2h", "--stage", "4", "--json").json()
    assert found["stages"] == [{"stage": "backend-developer:databases", "week_seconds": 7200}]
    assert cli.good("show", found["stages"][0]["stage"], "--json").json()["id"] == "databases"
    cli.good("goal", "0", "--stage", "4")
    assert cli.good("goal", "none").lines[0] == "goal: none, from this week on"
    assert cli.good("goal", "--json").json() == nothing


def test_target_dates_and_pauses(cli: Cli) -> None:
    out = cli.good("goal", "--stage", "4", "--by", "6 weeks").lines
    assert out == ["target date of Databases and SQL: Thu 31 Dec, in 6 weeks", "undo: studytui undo"]
    found = cli.good("goal", "--pause", "2026-12-24 to 2027-01-03", "--json").json()
    assert found["pauses"] == [{"first": "2026-12-24", "last": "2027-01-03"}]
    assert found["target_dates"] == [{"stage": "backend-developer:databases", "day": "2026-12-31"}]
    shown = cli.good("goal").out
    assert "backend-developer:databases: target date Thu 31 Dec 2026" in shown
    assert "pause: Thu 24 Dec to Sun 3 Jan 2027" in shown
    assert "TARGET DATE" in cli.good("forecast").out
    assert "target date Thu 31 Dec 2026" in cli.good("show", "4").lines
    cli.clock.advance(60 * 86400)
    assert "has gone by: set another, or none" in cli.good("goal").out
    assert "pause" not in cli.good("goal").out, "one that is over is not shown"
    cli.good("goal", "--stage", "4", "--by", "none")
    cli.good("goal", "--no-pause", "2027-01-01")
    cli.good("undo")
    assert cli.good("goal", "--json").json()["pauses"] == found["pauses"]
    assert cli.good("goal", "--json").json()["target_dates"] == []


def test_a_stages_goal_tells_what_is_done_of_it(cli: Cli) -> None:
    cli.good("goal", "2h", "--stage", "4")
    cli.good("log", "50m", "joins")
    cli.good("start", "joins", "--ago", "10m")
    assert "2h a week, 1h of it done" in cli.good("goal").out
    assert "1h of 2h this week" in cli.good("show", "4").lines


@pytest.mark.parametrize(
    "words",
    [
        ["200h"],
        ["25h", "--per", "day"],
        ["2h", "--stage", "joins"],
        ["2h", "--per", "month"],
        ["x"],
        ["--per", "day"],
        ["--by", "2027-01-01"],
        ["--stage", "4", "--by", "yesterday"],
        ["--stage", "joins", "--by", "2027-01-01"],
        ["--stage", "4", "--by", "31/12/2026"],
        ["--stage", "4", "--by", "9999-01-01"],
        ["--pause", "2027-01-03 to 2026-12-24"],
        ["--pause", "400 days"],
        ["10h", "--pause", "2 weeks"],
    ],
)
def test_goals_that_are_refused(cli: Cli, words: list[str]) -> None:
    assert cli("goal", *words).status == 2


def test_bars_and_bold_only_on_a_terminal(cli: Cli) -> None:
    cli.good("log", "90m", "joins")
    drawn = cli.good("report", terminal=True).out
    assert "█" in drawn
    for words, environment in (
        (["report"], {"NO_COLOR": "1"}),
        (["report"], {"TERM": "dumb"}),
        (["--plain", "report"], {}),
        (["report", "--plain"], {}),
    ):
        cli.environment.update(environment)
        plain = cli.good(*words, terminal=True).out
        assert "█" not in plain
        assert "\x1b" not in plain
        for key in environment:
            del cli.environment[key]
    assert "\x1b[3" not in cli.good("report", "--no-color", terminal=True).out


def test_hours_say_what_has_none(cli: Cli) -> None:
    cli.good("log", "90m", "joins", "--on", "yesterday")
    cli.good("log", "30m", "joins")
    assert cli.good("report", "--by", "hour").lines[-1] == "1h 30m more at no certain hour"
    found = cli.good("report", "--by", "hour", "--json").json()
    assert (found["total_seconds"], found["without_hour_seconds"]) == (1800, 5400)
    assert "without_hour_seconds" not in cli.good("report", "--by", "day", "--json").json()


def test_the_hours_of_stages_add_up_to_their_roadmap(cli: Cli) -> None:
    cli.good("log", "59s", "joins")
    cli.good("log", "59s", "git")
    cli.good("log", "59s")
    lines = cli.good("show").lines
    assert " · 2m of " in lines[2], lines[2]
    assert sum(line.endswith(" · 1m") for line in lines) == 2
