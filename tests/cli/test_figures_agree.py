"""Views, command line and JSON say the same, to the second, of any history."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studytui.domain.session import elapsed
from studytui.domain.status import Status
from studytui.services.burnup import burn_up
from studytui.services.figures import running_shares
from studytui.services.logbook import Stretch
from studytui.services.snapshot import take
from studytui.services.statistics import day_words, statistics
from studytui.services.study import Study
from studytui.store.home import Home
from tests.cli.harness import NOW, Cli
from tests.services.samples import MAIN, OTHER, write_roadmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from studytui.services.snapshot import Snapshot

HOUR, DAY = 3600, 86400
TARGETS = ("git", "gem", "web/git", "1", ".", "other:git", "tiny-app/plan", "tables-course", "lambda-lore")


def filled(
    folder: Path, sessions: list[tuple[int, int, str]], ticks: list[str], minutes: int
) -> tuple[Cli, Study]:
    """A command line and a study on one folder with a history, and a timer that has run for some minutes."""
    cli = Cli(folder)
    home = Home(str(cli.home))
    write_roadmap(home, "backend-developer", MAIN)
    write_roadmap(home, "other", OTHER)
    study = Study(home, cli.clock)
    cli.clock.advance(-60 * DAY)
    study.goals.set(3 * HOUR)
    study.goals.set(HOUR, stage=study.target("1"))
    cli.clock.advance(60 * DAY)
    for back, seconds, words in sessions:
        end = NOW - back
        study.log.add(Stretch(end - seconds, end, False, ""), study.target(words))
    for words in ticks:
        study.items.set_status([study.target(words)], Status.DONE)
    if minutes:
        cli.clock.advance(-60 * minutes)
        study.timer.start(study.target("git"))
        cli.clock.advance(60 * minutes)
    return cli, study


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sessions=st.lists(
        st.tuples(st.integers(0, 70 * DAY), st.integers(1, 9 * HOUR), st.sampled_from(TARGETS)), max_size=7
    ),
    ticks=st.lists(
        st.sampled_from(("git", "gem", "tables-course", "tiny-app/plan")), max_size=3, unique=True
    ),
    minutes=st.integers(0, 600),
)
def test_views_command_line_and_json_agree_to_the_second(
    tmp_path_factory: pytest.TempPathFactory,
    sessions: list[tuple[int, int, str]],
    ticks: list[str],
    minutes: int,
) -> None:
    cli, study = filled(tmp_path_factory.mktemp("agree"), sessions, ticks, minutes)
    shown = take(study)
    now = study.clock.seconds()
    status = cli("status", "--json").json()
    shares = {} if shown.timer is None else running_shares(shown.timer, now, shown.settings)
    first = shown.week.first_day
    today = shown.week.today_seconds + shares.get(shown.week.today, 0)
    week = shown.week.week_seconds + sum(part for day, part in shares.items() if day >= first)
    assert (status["today_seconds"], status["week_seconds"]) == (today, week)
    assert (status["week_goal_seconds"], status["streak_weeks"]) == (shown.week.week_goal, shown.week.streak)
    reported = cli.good("report", "--json").json()
    assert reported["total_seconds"] == week == sum(row["seconds"] for row in reported["rows"])
    assert cli.good("report", "today", "--json").json()["total_seconds"] == today
    _stages(cli, shown)
    _weeks(cli, study, shown)
    review = study.weekly.review(first)
    told = cli.good("review", "--week", first.isoformat(), "--json").json()
    assert review.numbers.seconds == told["seconds"] == week
    assert [one.seconds for one in review.before] == [one["seconds"] for one in told["before"]]
    assert told["streak_weeks"] == review.streak == shown.week.streak
    goals = cli.good("goal").out
    for goal in study.goals.of_stages():
        minutes_done = goal.week_seconds // 60
        found = re.search(r"a week, (?:(\d+)h)? ?(?:(\d+)m)? of it done", goals)
        assert found is not None
        assert 60 * int(found[1] or 0) + int(found[2] or 0) == minutes_done
    study.close()


def _stages(cli: Cli, shown: Snapshot) -> None:
    """Stages, items and the whole roadmap, as shown, in JSON and in the record."""
    document = cli.good("roadmap", "show", "--json").json()
    for stage, found in zip(shown.roadmap.stages, document["stages"], strict=True):
        assert found["seconds"] == stage.seconds
        progress = found["progress"]
        assert (progress["done"], progress["total"]) == (stage.progress.done, stage.progress.total)
        assert progress["percent"] == stage.progress.percent
        assert progress["percent"] is None or 0 <= progress["percent"] <= 100
        seconds = {item["id"]: item["seconds"] for item in (*found["topics"], *found["courses"])}
        for item in stage.items:
            if item.entry.id in seconds:
                assert seconds[item.entry.id] == item.seconds
    assert sum(stage.seconds for stage in shown.roadmap.stages) <= shown.roadmap.seconds


def _weeks(cli: Cli, study: Study, shown: Snapshot) -> None:
    """Forecast, statistics and burn-up, which leave the timer out, beside reports less the timer."""
    running = 0 if shown.timer is None else elapsed(shown.timer, study.clock.seconds())
    forecast = study.forecasting.forecast()
    told = cli.good("forecast", "--json").json()
    assert (told["left"], told["left_items"], tuple(told["weeks_used"])) == (
        forecast.left,
        forecast.left_items,
        forecast.weeks_used,
    )
    for percent, reach in forecast.percentiles.items():
        finish = None if reach.day is None else reach.day.isoformat()
        assert told["percentiles"][str(percent)]["date"] == finish
    figures = statistics(study, 53)
    period = ["--from", figures.first.isoformat(), "--to", study.today().isoformat()]
    by_day = cli.good("report", *period, "--by", "day", "--json").json()
    assert by_day["total_seconds"] - running == figures.total == sum(shown.year.values())
    shares = {} if shown.timer is None else running_shares(shown.timer, study.clock.seconds(), shown.settings)
    for row in by_day["rows"]:
        day = date.fromisoformat(row["key"])
        assert row["seconds"] == shown.year.get(day, 0) + shares.get(day, 0) == day_words(study, day)[0]
    plot = burn_up(study)
    if plot.unit.value == "hours":
        assert plot.done[-1] == study.figures.roadmap(timer=False).seconds
    logged = cli.good("sessions", "--json").json()
    assert sum(one["seconds"] for one in logged if one["end"] is not None) == figures.total


def test_no_sentence_of_the_program_scolds() -> None:
    """No text of ours calls anything late, overdue, behind or failed, or exclaims."""
    import ast
    from pathlib import Path

    import studytui

    root = Path(studytui.__file__).parent
    words = (
        "overdue|you are late|too late|behind schedule|fell behind|lazy|you failed|streak (is )?(lost|broken)"
    )
    scolding = re.compile(rf"\b({words})\b", re.IGNORECASE)
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not scolding.search(node.value), f"{path.name}: {node.value!r}"
