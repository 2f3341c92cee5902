"""Every time that cannot be meant is refused with its reason and the way to write it, wherever it stands."""

from __future__ import annotations

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.cli.harness import Cli

LONG = "9" * 10_000
MOMENTS = {
    "the future": ("2026-11-19 18:00", "is in the future: it is Thu 19 Nov 2026 16:00 now", "already past"),
    "tomorrow": ("tomorrow 9:00", "in the future", "already past"),
    "zero": ("0m ago", "no time at all", "at least one second"),
    "negative": ("-2h ago", "less than no time", "without the minus sign"),
    "a gap of the night": (
        "2026-03-29 02:30",
        "does not exist: the clocks went from 02:00 to 03:00",
        "showed",
    ),
    "garbage": ("when the bell rang", "was not understood as a moment", "Write now, 14:00"),
    "too long": (LONG, "10,000 characters long, too long for a moment", "Write now, 14:00"),
    "control characters": ("14:\x1b[31m00", "characters that are not read in a moment", "digits 0 to 9"),
    "digits of another script": ("١٤:٠٠", "characters that are not read in a moment", "digits 0 to 9"),
    "nothing": ("", "Nothing was given where a moment is needed", "Write now, 14:00"),
    "a date that is read in two ways": (
        "10/11/2026 14:00",
        "can mean 2026-11-10 or 2026-10-11",
        "year-month",
    ),
    "an hour alone": ("14", "can mean 14:00 or 14 minutes ago", "14:00"),
    "a duration": ("90m", "is a duration, not a moment", "90m ago"),
    "a day alone": ("yesterday", "has no time of day", "yesterday 14:00"),
    "no hour of the day": ("25:00", "is no time of day", "0:00 to 23:59"),
}
DURATIONS = {
    "zero": ("0h", "no time at all", "at least one second"),
    "negative": ("-5m", "less than no time", "without the minus sign"),
    "garbage": ("an hour or so", "was not understood as a duration", "Write 1h30m"),
    "months": ("2mo", "was not understood as a duration", "Write 1h30m"),
    "too long": (LONG, "10,000 characters long, too long for a duration", "Write 1h30m"),
    "control characters": ("3\x000m", "not readable text", "UTF-8"),
    "escape": ("3\x1b[2J0m", "characters that are not read in a duration", "digits 0 to 9"),
    "digits of another script": ("３０m", "characters that are not read in a duration", "digits 0 to 9"),
    "two readings": ("1.5", "can mean 1.5 hours or 1.5 minutes", "1.5h"),
    "minutes past the hour": ("1h75m", "go to 59", "2h 15m"),
    "a thousand": ("1,500m", "can mean 1.500 minutes or 1500 minutes", "without a comma"),
}
RANGES = {
    "the future": ("15:30-17:00", "ends at 17:00, in the future", "15:30-now"),
    "no time": ("14:00-14:00", "no time at all or a whole day", "+90m"),
    "the wrong way round": (
        "2026-11-18 14:00 to 2026-11-18 13:00",
        "ends before it starts",
        "earlier moment",
    ),
    "over a day": ("2026-11-16 14:00 to 2026-11-18 13:00", "a session is at most 24h", "--force"),
    "a gap of the night": ("2026-03-29 01:30-02:30", "does not exist", "clocks showed"),
    "twice": ("2026-10-25 02:40-02:20", "occurs twice that night", "+45m"),
    "too long": (f"14:00-{LONG}", "10,006 characters long, too long for a range", "14:00-15:30"),
    "control characters": ("14:00-\x1b]0;x\x0715:30", "not read in a range", "digits 0 to 9"),
    "garbage": ("14:00-soon", "was not understood as a range", "14:00-15:30"),
    "one half of the day": ("2:00-3:30pm", "can mean 2:00am or 2:00pm", "am or pm after both"),
}


def refused(cli: Cli, words: list[str], message: str, hint: str) -> None:
    """The call is refused, in two short lines without anything that is an order to a terminal."""
    before = cli.good("sessions", "--json").json()
    answer = cli(*words)
    assert answer.status == 2, answer.out
    assert message in answer.err
    assert hint in answer.err
    assert len(answer.err) < 600
    assert all(letter.isprintable() or letter == "\n" for letter in answer.err)
    assert cli.good("sessions", "--json").json() == before


@pytest.mark.parametrize(("words", "message", "hint"), MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize("place", ["start", "stop", "edit", "split"])
def test_moments_that_are_refused(cli: Cli, place: str, words: str, message: str, hint: str) -> None:
    if place == "stop":
        cli.good("start", "joins", "--at", "2026-03-28 12:00")
    elif place != "start":
        cli.good("log", "2026-03-28 22:00 to 2026-03-29 09:00", "joins")
    call = {
        "start": ["start", "joins", f"--at={words}"],
        "stop": ["stop", f"--at={words}"],
        "edit": ["edit", "last", f"--end={words}"],
        "split": ["split", "last", f"--at={words}"],
    }[place]
    refused(cli, call, message, hint)


@pytest.mark.parametrize(("words", "message", "hint"), DURATIONS.values(), ids=DURATIONS)
@pytest.mark.parametrize("place", ["log", "ago", "for"])
def test_durations_that_are_refused(cli: Cli, place: str, words: str, message: str, hint: str) -> None:
    call = {
        "log": ["log", words, "joins"],
        "ago": ["start", "joins", f"--ago={words}"],
        "for": ["start", "joins", "--mode", "countdown", f"--for={words}"],
    }[place]
    refused(cli, call, message, hint)


@pytest.mark.parametrize(("words", "message", "hint"), RANGES.values(), ids=RANGES)
def test_ranges_that_are_refused(cli: Cli, words: str, message: str, hint: str) -> None:
    refused(cli, ["log", words, "joins"], message, hint)


def test_a_time_that_occurs_twice_is_the_first_and_said_everywhere(cli: Cli) -> None:
    said = "02:30 occurs twice that night; the first is taken"
    assert said in cli.good("start", "joins", "--at", "2026-10-25 02:30").err
    assert cli.good("status", "--json").json()["running"]["start"] == "2026-10-25T02:30:00+02:00"
    cli.good("cancel")
    cli.good("log", "2026-10-25 00:00-06:00", "joins")
    assert said in cli.good("edit", "last", "--end", "2026-10-25 02:30").err
    assert cli.good("sessions", "--json").json()[0]["seconds"] == 2 * 3600 + 1800


@pytest.mark.parametrize("ago", ["25h", "400h"])
def test_a_timer_may_be_started_as_long_ago_as_one_says(cli: Cli, ago: str) -> None:
    assert cli.good("start", "joins", "--ago", ago, "--json").json()["seconds"] == int(ago[:-1]) * 3600


@pytest.mark.parametrize(
    ("words", "seconds"),
    [("1h30", 5400), ("1h 30m", 5400), ("90min", 5400), ("1,5h", 5400), ("1:30", 5400), ("1:30:00", 5400),
     ("45", 2700), ("45s", 45), ("2 hrs", 7200), ("PT1H30M", 5400), ("90 m", 5400)],
)  # fmt: skip
def test_durations_are_read_alike_wherever_they_are_typed(cli: Cli, words: str, seconds: int) -> None:
    assert cli.good("log", words, "joins", "--json").json()["seconds"] == seconds
    assert cli.good("start", "joins", "--ago", words, "--json").json()["seconds"] == seconds
    cli.good("cancel")
    found = cli.good("start", "joins", "--for", words, "--json").json()
    assert found["left_seconds"] == seconds


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("14:00", "2026-11-19T14:00:00+01:00"),
        ("9am", "2026-11-19T09:00:00+01:00"),
        ("9:30pm", "2026-11-18T21:30:00+01:00"),
        ("2h ago", "2026-11-19T14:00:00+01:00"),
        ("3 days ago", "2026-11-16T16:00:00+01:00"),
        ("yesterday 14:00", "2026-11-18T14:00:00+01:00"),
        ("monday 18:00", "2026-11-16T18:00:00+01:00"),
        ("2026-11-18 14:00", "2026-11-18T14:00:00+01:00"),
        ("2026-11-19T09:00:00Z", "2026-11-19T10:00:00+01:00"),
        ("2026-11-19T09:00:00+05:30", "2026-11-19T04:30:00+01:00"),
    ],
)
def test_moments_are_read_alike_wherever_they_are_typed(cli: Cli, words: str, start: str) -> None:
    assert cli.good("start", "joins", "--at", words, "--json").json()["start"] == start
    cli.good("cancel")
    cli.good("log", "2026-11-16 13:00 to 2026-11-16 13:30", "joins")
    found = cli.good("edit", "last", "--end", words, "--force", "--json").json()
    assert found["end"] == start
