"""Durations: every form, every refusal, and figures that add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.durations import (
    DAY,
    DURATION_FORMS,
    LONGEST_EVER,
    format_clock,
    format_compact,
    format_duration,
    parse_duration,
    shares,
)
from studytui.domain.faults import Refused

FORMS = {
    "1h30m": 5400,
    "1h30": 5400,
    "1h 30m": 5400,
    "1h 30": 5400,
    "1h5": 3900,
    "90m": 5400,
    "90min": 5400,
    "90 minutes": 5400,
    "1.5h": 5400,
    "1,5h": 5400,
    ".5h": 1800,
    "1.333h": 4799,
    "1:30": 5400,
    "0:45": 2700,
    "24:00": 86400,
    "1:30:00": 5400,
    "0:25:13": 1513,
    "45": 2700,
    "045": 2700,
    "45s": 45,
    "2 hrs": 7200,
    "2 hours 5 mins 1 sec": 7501,
    "1 hour and 30 minutes": 5400,
    "1h30m20s": 5420,
    "1h 20s": 3620,
    "90m 30s": 5430,
    "90M": 5400,
    " 1H  30M \n": 5400,
    "1h\u202f30m": 5400,
    "PT1H30M": 5400,
    "PT90M": 5400,
    "pt1.5h": 5400,
    "PT45S": 45,
    "24h": 86400,
    "1440m": 86400,
}

REFUSALS = {
    "0": '"0" is no time at all.',
    "0m": '"0m" is no time at all.',
    "0:00": '"0:00" is no time at all.',
    "PT0S": '"PT0S" is no time at all.',
    "0.0001h": '"0.0001h" is no time at all.',
    "-30m": '"-30m" is less than no time.',
    "−30m": '"−30m" is less than no time.',
    "-1:30": '"-1:30" is less than no time.',
    "25h": '"25h" is 25h long; a session is at most 24h.',
    "24:01": '"24:01" is 24h 1m long; a session is at most 24h.',
    "1441m": '"1441m" is 24h 1m long; a session is at most 24h.',
    "99999999999999999999h": '"99999999999999999999h" is longer than 100 years.',
    "90:00": '"90:00" can mean 90h 0m or 90m 0s.',
    "25:13": '"25:13" can mean 25h 13m or 25m 13s.',
    "1:5": '"1:5" can mean 1:05 or 1:50.',
    "1:30:5": '"1:30:5" can mean 1:30:05 or 1:30:50.',
    "1:75": 'In "1:75" the minutes and seconds go from 00 to 59.',
    "1:30:60": 'In "1:30:60" the minutes and seconds go from 00 to 59.',
    "1h90m": 'In "1h90m" the minutes after the hours go to 59.',
    "1h60": 'In "1h60" the minutes after the hours go to 59.',
    "1h 90s": 'In "1h 90s" the seconds after the hours go to 59.',
    "1.5": '"1.5" can mean 1.5 hours or 1.5 minutes.',
    "1,5": '"1,5" can mean 1,5 hours or 1,5 minutes.',
    "1430": '"1430" can mean 1430 minutes or 14:30.',
    "0130": '"0130" can mean 130 minutes or 1:30.',
    "1,500m": '"1,500m" can mean 1.500 minutes or 1500 minutes.',
    "": "Nothing was given where a duration is needed.",
    " \n": "Nothing was given where a duration is needed.",
    "१२m": '"१२m" has characters that are not read in a duration.',
    "４５": '"４５" has characters that are not read in a duration.',
    "4²": '"4²" has characters that are not read in a duration.',
    "45\u017f": '"45\u017f" has characters that are not read in a duration.',
    "1h\x00": '"1h" has characters that are not read in a duration.',
    "1h\x1b[31m": '"1h[31m" has characters that are not read in a duration.',
    "1h\n30m": '"1h 30m" has characters that are not read in a duration.',
    "x" * 10_000: f'"{"x" * 39}…" is 10,000 characters long, too long for a duration.',
    "1" * 10_000: f'"{"1" * 39}…" is 10,000 characters long, too long for a duration.',
}

NOT_UNDERSTOOD = [
    *("1h foo", "foo", "h", "1x", "1d", "1mo", "1.5h 30m", "30m 1h", "1h 1h", "30m20", "1 30", "1h30:00"),
    *(
        "PT",
        "P1D",
        "PT1.5H30M",
        "PT-1H",
        "1h and",
        "and 1h",
        "1h,30m",
        "1.h",
        "1..5h",
        "+30m",
        "--30m",
        "1e3m",
    ),
    *("0x10", "1_000", "14:00-15:30", "1:30:00:00", "1h30mm", "nan", "inf"),
]


@pytest.mark.parametrize(("text", "seconds"), FORMS.items())
def test_each_form_is_read(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(("text", "message"), REFUSALS.items(), ids=[text[:12] for text in REFUSALS])
def test_each_refusal_says_why(text: str, message: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_duration(text)
    assert refusal.value.message == message
    assert refusal.value.hint
    assert refusal.value.exit_status == 2


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_what_is_not_wholly_understood_names_the_forms(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_duration(text)
    assert refusal.value.message == f'"{text}" was not understood as a duration.'
    assert refusal.value.hint == DURATION_FORMS


def test_the_forms_named_in_the_hint_are_read() -> None:
    forms = DURATION_FORMS.removeprefix("Write ").removesuffix(".").replace(" or ", ", ").split(", ")
    assert [parse_duration(form.split(" (")[0]) for form in forms] == [5400] * 6 + [2700, 45, 7200, 5400]


def test_the_hint_of_a_long_session_names_the_way_to_allow_it() -> None:
    with pytest.raises(Refused) as refusal:
        parse_duration("25h")
    assert "--force" in refusal.value.hint


def test_a_longer_limit_and_none() -> None:
    assert parse_duration("25h", longest=None) == 25 * 3600
    assert parse_duration("45m", longest=2700) == 2700
    with pytest.raises(Refused, match="a session is at most 45m"):
        parse_duration("46m", longest=2700)
    with pytest.raises(Refused, match="longer than 100 years"):
        parse_duration("99999999h", longest=None)


@pytest.mark.parametrize(
    ("seconds", "long", "compact", "clock"),
    [
        (-5, "0m", "0m", "00:00:00"),
        (0, "0m", "0m", "00:00:00"),
        (59, "0m", "0m", "00:00:59"),
        (1513, "25m", "25m", "00:25:13"),
        (3600, "1h", "1h", "01:00:00"),
        (3900, "1h 5m", "1h05", "01:05:00"),
        (5459, "1h 30m", "1h30", "01:30:59"),
        (43200, "12h", "12h", "12:00:00"),
        (360000, "100h", "100h", "100:00:00"),
    ],
)
def test_durations_are_written(seconds: int, long: str, compact: str, clock: str) -> None:
    assert (format_duration(seconds), format_compact(seconds), format_clock(seconds)) == (
        long,
        compact,
        clock,
    )


@given(st.integers(60, LONGEST_EVER))
def test_what_is_written_is_read_back(seconds: int) -> None:
    minutes = seconds // 60 * 60
    assert parse_duration(format_duration(seconds), longest=None) == minutes
    assert parse_duration(format_compact(seconds), longest=None) == minutes


@given(st.integers(1, DAY))
def test_a_clock_is_read_back(seconds: int) -> None:
    assert parse_duration(format_clock(seconds)) == seconds


@given(st.text(max_size=120) | st.text("0123456789hmsPT:.,- and", max_size=20))
def test_garbage_is_refused_or_a_sane_number(text: str) -> None:
    try:
        seconds = parse_duration(text)
    except Refused as refusal:
        words = refusal.message + refusal.hint
        assert words.isprintable()
        assert words.endswith(".")
    else:
        assert 0 < seconds <= DAY


@given(st.lists(st.integers(0, 10**7), max_size=40), st.sampled_from([60, 3600, 1]))
def test_shares_add_up(parts: list[int], unit: int) -> None:
    wholes = shares(parts, unit)
    assert sum(wholes) == sum(parts) // unit
    for part, whole in zip(parts, wholes, strict=True):
        assert part // unit <= whole <= part // unit + (part % unit > 0)


def test_shares_give_to_the_largest_remainder_then_to_the_first() -> None:
    assert shares([90, 119, 31]) == (1, 2, 1)
    assert shares([90, 90, 60]) == (2, 1, 1)
    assert shares([]) == ()
