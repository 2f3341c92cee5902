"""forecast, review, grade, export, the week's report, and what status and next say of progress."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.services.samples import MAIN, OTHER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Cli

DAY, WEEK = 86400, 7 * 86400


@pytest.fixture
def small(cli: Cli) -> Cli:
    """The small roadmaps in the folder."""
    (cli.home / "roadmaps").mkdir(parents=True)
    (cli.home / "roadmaps" / "backend-developer.toml").write_text(MAIN, encoding="utf-8")
    (cli.home / "roadmaps" / "other.toml").write_text(OTHER, encoding="utf-8")
    return cli


def studied(cli: Cli, weeks: int, words: str = "2h") -> None:
    """Log as much in each of the weeks before, and come back to now."""
    cli.clock.advance(-weeks * WEEK)
    for _ in range(weeks):
        cli.good("log", words, "extra")
        cli.clock.advance(WEEK)


def test_forecast_of_nothing(small: Cli) -> None:
    out = small.good("forecast").out
    assert "set hours a week with: studytui goal 8h" in out
    found = small.good("forecast", "--json").json()
    assert set(found) >= {"unit", "left", "weeks_used", "state", "percentiles", "stages"}
    assert (found["unit"], found["state"], found["weeks_used"]) == ("hours", "plan", [])
    assert found["percentiles"] == {"50": None, "85": None, "95": None}
    assert found["plan"] is None


def test_forecast_with_weeks(small: Cli) -> None:
    studied(small, 8)
    found = small.good("forecast", "--json").json()
    assert found["state"] == "ready"
    assert found["weeks_used"] == [7200] * 8
    assert found["percentiles"]["50"] == {"weeks": 12, "date": "2027-02-11"}
    assert [stage["id"] for stage in found["stages"]] == ["basics", "web"]
    assert found["stages"][-1]["percentiles"] == found["percentiles"]
    out = small.good("forecast").out
    assert "as likely as not by Thu 11 Feb 2027" in out
    assert "weeks like the last 8 complete ones: 2h a week" in out
    assert "1. Basics" in out


def test_forecast_what_if(small: Cli) -> None:
    out = small.good("forecast", "--hours", "10").out
    assert "At 10h a week: done by Thu 10 Dec 2026, in 3 weeks." in out
    assert small.good("forecast", "--hours", "10h30m", "--json").json()["plan"] == {
        "week_seconds": 37800,
        "weeks": 3,
        "date": "2026-12-10",
    }
    assert small.good("forecast", "--hours", "7,5", "--json").json()["plan"]["week_seconds"] == 27000


@pytest.mark.parametrize("words", ["0", "-3", "169", "many", "1e9", "９"])
def test_absurd_hours_are_refused(small: Cli, words: str) -> None:
    answer = small("forecast", f"--hours={words}")
    assert answer.status == 2
    assert "studytui forecast --hours 8" in answer.err


def test_forecast_by_a_day(small: Cli) -> None:
    out = small.good("forecast", "--by", "2026-12-03").out
    assert "Done by Thu 3 Dec 2026 with 11h 7m a week: 22h 13m left." in out
    needed = small.good("forecast", "--by", "2026-12-03", "--json").json()["needed"]
    assert needed == {
        "by": "2026-12-03",
        "left_seconds": 80000,
        "week_seconds": 40000,
        "so_far_seconds": None,
    }
    gone = small("forecast", "--by", "2026-11-01")
    assert gone.status == 2
    assert "Sun 1 Nov 2026 has gone by" in gone.err
    assert "late" not in gone.err
    assert small("forecast", "--by", "today").status == 2
    assert small("forecast", "--by", "soon").status == 2


def test_a_roadmap_without_estimates(small: Cli) -> None:
    small.good("roadmap", "use", "other")
    assert small("forecast", "--hours", "10").status == 1
    assert small("forecast", "--by", "2027-01-01").status == 1
    assert "too few open items have an estimate" in small.good("forecast").out
    assert small.good("forecast", "--json").json()["unit"] == "items"


def test_everything_done(small: Cli) -> None:
    small.good("done", "gem")
    small.good("done", "1", "2", "--yes")
    assert "Everything that counts here is done." in small.good("forecast").out
    assert "Everything that counts" in small.good("forecast", "--hours", "5").out
    assert small("forecast", "--by", "2027-01-01").status == 1


def test_review_lists_what_is_due(small: Cli) -> None:
    assert small.good("review", "--list").out == "nothing is due for review\n"
    assert small.good("review", "--json").json() == []
    small.good("done", "git")
    small.clock.advance(3 * DAY)
    found = small.good("review", "--list", "--json").json()
    assert found == [
        {
            "topic": "topic/git",
            "title": "Git",
            "due": "2026-11-21",
            "last": "2026-11-19T16:00:00+01:00",
            "interval_days": 2,
            "times": 1,
        }
    ]
    out = small.good("review").out
    assert "topic/git" in out
    assert "Sat 21 Nov" in out
    assert "studytui grade TOPIC 1-4" in out
    small.good("config", "set", "reviews", "false")
    assert small.good("review", "--list", "--json").json() == []
    assert "switched off" in small.good("review").out


def test_the_cap_says_that_the_rest_can_wait(small: Cli) -> None:
    small.good("done", "git", "snake", "gem")
    small.good("config", "set", "review_cap", "1")
    small.clock.advance(3 * DAY)
    assert "2 more can wait for another day" in small.good("review").out
    small.good("grade", "gem", "3")
    assert "1 reviewed today, the rest can wait" in small.good("review").out


def test_grade(small: Cli) -> None:
    small.good("done", "git")
    small.clock.advance(2 * DAY)
    out = small.good("grade", "git").out
    assert "3 Good   next on Wed 2 Dec" in out
    assert set(small.good("grade", "git", "--json").json()["outcomes"]) == {"1", "2", "3", "4"}
    answer = small.good("grade", "git", "3")
    assert answer.lines[0] == "reviewed: Basics › Git: good, next on Wed 2 Dec, in 11 days"
    assert answer.lines[1].startswith("undo: ")
    small.good("undo")
    assert small.good("grade", "Git", "4", "--json").json()["interval_days"] == 19


@pytest.mark.parametrize(
    "words", [["git", "5"], ["git", "0"], ["snake", "3"], ["tables-course", "3"], ["1"], []]
)
def test_what_cannot_be_graded(small: Cli, words: list[str]) -> None:
    small.good("done", "git", "tables-course")
    answer = small("grade", *words)
    assert answer.status == 2
    assert answer.out == ""


def test_status_and_next_tell_what_is_due(small: Cli) -> None:
    small.good("done", "git")
    assert small("status", "--format", "{due}").out == "0\n"
    small.clock.advance(2 * DAY)
    assert small("status", "--format", "{due}").out == "1\n"
    assert small("status", "--json").json()["due_reviews"] == 1
    assert "due      1 topic" in small("status").out
    whys = {one["item"]["id"]: one["why"] for one in small.good("next", "--json").json()}
    assert whys["topic/git"] == "due for review"


def test_status_tells_weeks_on_goal(small: Cli) -> None:
    small.clock.advance(-8 * WEEK)
    small.good("goal", "2h")
    small.clock.advance(8 * WEEK)
    assert small("status", "--json").json()["streak_weeks"] == 0
    studied(small, 3)
    assert small("status", "--json").json()["streak_weeks"] == 3
    small.good("config", "set", "streaks", "false")
    assert small("status", "--json").json()["streak_weeks"] is None


def test_the_weeks_report_is_the_summary_in_plain_text(small: Cli) -> None:
    small.good("log", "2h", "git")
    out = small.good("report", "--week").out
    assert out.startswith(
        "Week of Mon 16 Nov 2026 to Sun 22 Nov 2026\n\n  Studied 2h in 1 session on 1 day\n"
    )
    assert "#" not in out
    assert small.good("report", "--last-week").out.startswith("Week of Mon 9 Nov 2026")
    assert small.good("report", "--week", "--json").json()["total_seconds"] == 7200
    assert small.good("report", "--week", "--by", "item").out.startswith("Mon 16 Nov 2026 to")
    assert small.good("report").out.startswith("Mon 16 Nov 2026 to")


def test_export_of_record_and_picture(small: Cli, tmp_path: Path) -> None:
    small.good("done", "git")
    assert small.good("export", "--format", "md").out.startswith("# Small roadmap\n")
    assert small.good("export", "--format", "svg").out.startswith("<svg ")
    file = tmp_path / "year.svg"
    assert json.loads(small.good("export", "--format", "svg", "-o", str(file), "--json").out)["file"] == str(
        file
    )
    assert file.read_text(encoding="utf-8").endswith("</svg>\n")
    assert small("export", "-o", str(tmp_path)).status == 2
    assert small("export", "--format", "pdf").status == 2


def test_figures_agree_to_the_second(small: Cli) -> None:
    studied(small, 9, "1h 23m")
    forecast = small.good("forecast", "--json").json()
    for at, seconds in enumerate(forecast["weeks_used"]):
        first = date.fromisoformat(forecast["first_week"]).toordinal() + 7 * at
        period = [
            "--from",
            date.fromordinal(first).isoformat(),
            "--to",
            date.fromordinal(first + 6).isoformat(),
        ]
        assert small.good("report", *period, "--json").json()["total_seconds"] == seconds


def test_review_opens_the_weekly_review_on_a_terminal(small: Cli) -> None:
    assert small("review", terminal=True).status == 0
    assert small.front.views == ["review"]
    assert "nothing is due" in small("review", "--list", terminal=True).out
    assert small.front.views == ["review"]


def test_the_weekly_review_by_flags(small: Cli) -> None:
    studied(small, 3)
    assert small("review", "--past").status == 1
    lines = small.good("review", "--reflect", "Slow and steady").lines
    assert "  “Slow and steady”" in lines
    assert lines[-1] == "undo: studytui undo"
    small.good("review", "--hours", "4h")
    found = small.good("review", "--aim", "Git", "--json").json()
    assert found["plan"] == {"week": "2026-11-16", "seconds": 4 * 3600, "aims": ["Git"]}
    assert (found["week"], found["seconds"], found["reflection"]) == ("2026-11-09", 7200, "Slow and steady")
    assert [week["seconds"] for week in found["before"]] == [7200, 7200, 0, 0]
    assert found["finished"] is None
    assert small.good("next", "--json").json()[0]["why"] == "an aim of this week"
    out = small.good("review", "--finish").out
    assert "> Slow and steady" in out
    assert "kept as a note: Week of Mon 9 Nov 2026" in out
    past = small.good("review", "--past", "--json").json()
    assert [one["week"] for one in past] == ["2026-11-09"]
    assert past[0]["summary"] == small.good("review", "--week", "2026-W46", "--json").json()["summary"]
    assert "Slow and steady" in small.good("review", "--past").out
    small.good("undo")
    assert small("review", "--past").status == 1


def test_the_steps_of_one_call_are_one_change(small: Cli) -> None:
    studied(small, 3)
    before = len(small.good("history", "--json").json())
    small.good("review", "--reflect", "Slow", "--hours", "4h", "--aim", "Git", "--finish")
    assert len(small.good("history", "--json").json()) == before + 1
    found = small.good("review", "--aim", "SQL", "--json").json()
    assert found["plan"]["aims"] == ["Git", "SQL"]
    small.good("undo")
    small.good("undo")
    assert small("review", "--past").status == 1
    found = small.good("review", "--aim", "SQL", "--json").json()
    assert (found["reflection"], found["plan"]["seconds"], found["plan"]["aims"]) == ("", None, ["SQL"])
    small.good("undo")
    assert small("review", "--reflect", "Slow", "--hours", "200h").status == 2
    assert small.good("review", "--aim", "SQL", "--json").json()["reflection"] == ""


@pytest.mark.parametrize(
    "words", [["--week", "2027-W10"], ["--hours", "200h"], ["--aim", "x" * 300], ["--week", "soon"]]
)
def test_weekly_reviews_that_are_refused(small: Cli, words: list[str]) -> None:
    assert small("review", *words).status == 2


def test_due_topics_are_postponed_without_a_grade(small: Cli) -> None:
    small.good("done", "git")
    small.clock.advance(3 * DAY)
    assert small.good("review", "--postpone").lines == [
        "1 topic postponed to tomorrow",
        "undo: studytui undo",
    ]
    assert small.good("review", "--list", "--json").json() == []
    assert small("review", "--postpone").status == 1
    small.good("undo")
    assert len(small.good("review", "--list", "--json").json()) == 1


def test_by_a_weekday_to_come(small: Cli) -> None:
    small.good("log", "2h", "git")
    found = small.good("forecast", "--by", "friday", "--json").json()
    assert found["needed"]["by"] == "2026-11-20"
