"""Moments: every form, the latest past one, and every refusal."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.faults import Refused
from studytui.domain.moments import MOMENT_FORMS, Moment, parse_moment, time_of_day
from studytui.domain.zones import local

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
APIA = ZoneInfo("Pacific/Apia")


def at(text: str, zone: ZoneInfo = BERLIN) -> int:
    """UTC seconds of a local ISO time; an offset in it wins."""
    moment = datetime.fromisoformat(text)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp())


NOW = at("2026-11-19T15:00:30")  # a Thursday

FORMS = {
    "now": "2026-11-19T15:00:30",
    "NOW": "2026-11-19T15:00:30",
    "14:00": "2026-11-19T14:00",
    "15:00": "2026-11-19T15:00",
    "15:00:30": "2026-11-19T15:00:30",
    "15:00:31": "2026-11-18T15:00:31",
    "16:00": "2026-11-18T16:00",
    "0:00": "2026-11-19T00:00",
    "24:00": "2026-11-19T00:00",
    "9am": "2026-11-19T09:00",
    "9 AM": "2026-11-19T09:00",
    "12am": "2026-11-19T00:00",
    "12pm": "2026-11-19T12:00",
    "12:30am": "2026-11-19T00:30",
    "9:30pm": "2026-11-18T21:30",
    "2h ago": "2026-11-19T13:00:30",
    "90m ago": "2026-11-19T13:30:30",
    "1h 30m ago": "2026-11-19T13:30:30",
    "45 ago": "2026-11-19T14:15:30",
    "30h ago": "2026-11-18T09:00:30",
    "1 day ago": "2026-11-18T15:00:30",
    "3 days ago": "2026-11-16T15:00:30",
    "2 weeks ago": "2026-11-05T15:00:30",
    "30 days ago": "2026-10-20T15:00:30",
    "yesterday 14:00": "2026-11-18T14:00",
    "yesterday 23:59": "2026-11-18T23:59",
    "yesterday at 9pm": "2026-11-18T21:00",
    "yesterday 24:00": "2026-11-19T00:00",
    "today 9:00": "2026-11-19T09:00",
    "monday 18:00": "2026-11-16T18:00",
    "Mon 18:00": "2026-11-16T18:00",
    "thursday 14:00": "2026-11-19T14:00",
    "thursday 16:00": "2026-11-12T16:00",
    "friday 9:00": "2026-11-13T09:00",
    "2026-11-18 14:00": "2026-11-18T14:00",
    "2026-11-18 9pm": "2026-11-18T21:00",
    "2026-11-18T14:00": "2026-11-18T14:00",
    "2026-11-18T14:00:05": "2026-11-18T14:00:05",
    "2026-11-18T14:00:05.999": "2026-11-18T14:00:05",
    "2026-11-18T14:00Z": "2026-11-18T14:00+00:00",
    "2026-11-18 14:00z": "2026-11-18T14:00+00:00",
    "2026-11-18T14:00+05:30": "2026-11-18T14:00+05:30",
    "2026-11-18 14:00 +0530": "2026-11-18T14:00+05:30",
    "2026-11-18T14:00-05": "2026-11-18T14:00-05:00",
    "2026-11-18 14:00:00-05:00": "2026-11-18T14:00-05:00",
    "1970-01-02 0:00": "1970-01-02T00:00",
}

REFUSALS = {
    "today 16:00": '"today 16:00" is in the future: it is Thu 19 Nov 2026 15:00:30 now.',
    "today 24:00": '"today 24:00" is in the future: it is Thu 19 Nov 2026 15:00:30 now.',
    "2026-11-20 14:00": '"2026-11-20 14:00" is in the future: it is Thu 19 Nov 2026 15:00:30 now.',
    "2026-11-19T15:00:31+01:00": '"2026-11-19T15:00:31+01:00" is in the future: '
    "it is Thu 19 Nov 2026 15:00:30 now.",
    "tomorrow 9:00": '"tomorrow 9:00" is in the future.',
    "tomorrow": '"tomorrow" is in the future.',
    "2026-03-29 02:30": "02:30 on Sun 29 Mar 2026 does not exist: the clocks went from 02:00 to 03:00.",
    "20/11/2026": '"20/11/2026" is not how a day is written here.',
    "20/11/2026 14:00": '"20/11/2026" is not how a day is written here.',
    "20.11.2026 14:00": '"20.11.2026" is not how a day is written here.',
    "2026/11/20 14:00": '"2026/11/20" is not how a day is written here.',
    "20/11/26": '"20/11/26" is not how a day is written here.',
    "40/40/2026": '"40/40/2026" is not how a day is written here.',
    "5/6/2026 9:00": '"5/6/2026" can mean 2026-06-05 or 2026-05-06.',
    "14": '"14" can mean 14:00 or 14 minutes ago.',
    "1430": '"1430" can mean 14:30 or 1430 minutes ago.',
    "5m": '"5m" is a duration, not a moment.',
    "14h00": '"14h00" is a duration, not a moment.',
    "1h30m": '"1h30m" is a duration, not a moment.',
    "yesterday": '"yesterday" has no time of day.',
    "monday": '"monday" has no time of day.',
    "2026-11-18": '"2026-11-18" has no time of day.',
    "2026-02-30 1:00": '"2026-02-30" is no day of the calendar.',
    "25:00": '"25:00" is no time of day.',
    "24:01": '"24:01" is no time of day.',
    "14:60": '"14:60" is no time of day.',
    "14:00:60": '"14:00:60" is no time of day.',
    "13pm": '"13pm" is no time of day.',
    "0am": '"0am" is no time of day.',
    "9:5": '"9:5" can mean 9:05 or 9:50.',
    "yesterday 14": '"yesterday 14" has an hour without minutes.',
    "2026-11-18 14:00-05:00": '"2026-11-18 14:00-05:00" can mean 14:00 at UTC-05:00, '
    "or a range that ends at 05:00.",
    "60000 days ago": '"60000 days ago" is before 1970.',
    "999999h ago": '"999999h" is longer than 100 years.',
    "800000h ago": '"800000h ago" is before 1970.',
    "0 days ago": '"0 days ago" is no time at all.',
    "0m ago": '"0m" is no time at all.',
    "-5m ago": '"-5m" is less than no time.',
    "5 foos ago": '"5 foos" was not understood as a duration.',
    "1969-12-31 10:00": "The year 1969 is out of reach.",
    "": "Nothing was given where a moment is needed.",
    "१४:००": '"१४:००" has characters that are not read in a moment.',
    "14:\x0700": '"14:00" has characters that are not read in a moment.',
    "14:00 " * 10_000: '"14:00 14:00 14:00 14:00 14:00 14:00 14:…" is 60,000 characters long, '
    "too long for a moment.",
}

NOT_UNDERSTOOD = [
    *("foo", "foo 14:00", "ago", "14:00 foo", "14:00 yesterday", "14.00", "in 5m", "+5m", "last monday"),
    *(
        "today 14:00Z",
        "14:00Z",
        "14:00+01:00",
        "mondayt14:00",
        "2026-11-18 9:00+01:00",
        "2026-11-18T9am+01:00",
    ),
    *("2026-11-1 14:00", "26-11-18 14:00", "20261118T140000Z", "2026-11-18T14:00+25:00", "14:00:0", "14::00"),
    *("now now", "noon", "midnight", "9am ago am", "14:00-15:30", "2026-11-18 at 14:00Z", "14:00 pm am"),
]


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_each_form_is_read(text: str, expected: str) -> None:
    assert parse_moment(text, NOW, BERLIN) == Moment(at(expected), "")


@pytest.mark.parametrize(("text", "message"), REFUSALS.items(), ids=[text[:20] for text in REFUSALS])
def test_each_refusal_says_why(text: str, message: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_moment(text, NOW, BERLIN)
    assert refusal.value.message == message
    assert refusal.value.hint


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_what_is_not_wholly_understood_names_the_forms(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_moment(text, NOW, BERLIN)
    assert refusal.value.message == f'"{text}" was not understood as a moment.'
    assert refusal.value.hint == MOMENT_FORMS


def test_the_forms_named_in_the_hint_are_read() -> None:
    forms = MOMENT_FORMS.removeprefix("Write ").removesuffix(".").replace(" or ", ", ").split(", ")
    assert len(forms) == 10
    for form in forms:
        parse_moment(form, at("2026-12-31T12:00"), BERLIN)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("20/11/2026", "Write 2026-11-20, year-month-day."),
        ("11/20/2026", "Write 2026-11-20, year-month-day."),
        ("5m", "If that long ago is meant, write 5m ago."),
        ("14", "Write 14:00 or 14m ago."),
        ("yesterday", "Write yesterday 14:00."),
        ("yesterday 9", "Write yesterday 9:00."),
        ("2026-11-18 14:00-05:00", "For the moment write 2026-11-18T14:00-05:00."),
    ],
)
def test_the_hint_is_the_next_step(text: str, hint: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_moment(text, NOW, BERLIN)
    assert refusal.value.hint == hint


def test_a_time_later_than_now_is_yesterdays() -> None:
    assert parse_moment("14:00", at("2026-11-19T09:00"), BERLIN).at == at("2026-11-18T14:00")


def test_a_weekday_that_is_today_is_today_once_its_time_is_past() -> None:
    assert parse_moment("thursday 9:00", at("2026-11-19T09:00"), BERLIN).at == at("2026-11-19T09:00")
    assert parse_moment("thursday 9:00", at("2026-11-19T08:59:59"), BERLIN).at == at("2026-11-12T09:00")


@pytest.mark.parametrize("text", ["2026-10-25 02:30", "02:30", "today 2:30", "sunday 2:30am"])
def test_a_time_that_occurs_twice_is_the_first_said_aloud(text: str) -> None:
    moment = parse_moment(text, at("2026-10-25T12:00"), BERLIN)
    assert moment == Moment(at("2026-10-25T02:30+02:00"), "02:30 occurs twice that night; the first is taken")


def test_an_offset_says_which_of_the_two_is_meant() -> None:
    moment = parse_moment("2026-10-25T02:30+01:00", at("2026-10-25T12:00"), BERLIN)
    assert moment == Moment(at("2026-10-25T02:30+01:00"), "")


@pytest.mark.parametrize("text", ["02:30", "today 02:30", "sunday 02:30", "2026-03-29T02:30"])
def test_a_time_that_this_night_left_out_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"^02:30 on Sun 29 Mar 2026 does not exist: .* from 02:00 to 03:00\.$"):
        parse_moment(text, at("2026-03-29T09:00"), BERLIN)


def test_a_time_that_the_coming_night_leaves_out_is_the_one_before() -> None:
    assert parse_moment("02:30", at("2026-03-29T01:00"), BERLIN).at == at("2026-03-28T02:30")


def test_days_ago_keep_the_time_of_day_over_a_clock_change() -> None:
    now = at("2026-11-02T12:00", NEW_YORK)
    assert parse_moment("2 days ago", now, NEW_YORK).at == at("2026-10-31T12:00", NEW_YORK)
    assert parse_moment("48h ago", now, NEW_YORK).at == at("2026-10-31T13:00", NEW_YORK)
    with pytest.raises(Refused, match="does not exist"):
        parse_moment("1 day ago", at("2026-03-30T02:30"), BERLIN)


def test_the_day_that_samoa_left_out() -> None:
    with pytest.raises(
        Refused, match="does not exist: the clocks went from Fri 30 Dec 2011 00:00 to Sat 31 Dec"
    ):
        parse_moment("yesterday 14:00", at("2011-12-31T09:00", APIA), APIA)


def test_a_moment_of_the_day_before_study_begins_is_of_the_calendar_day() -> None:
    assert parse_moment("yesterday 23:00", at("2026-11-19T01:00"), BERLIN).at == at("2026-11-18T23:00")


@pytest.mark.parametrize(
    ("words", "seconds"), [("14:00", 50400), ("9am", 32400), ("now", None), ("2h ago", None)]
)
def test_a_time_without_a_day(words: str, seconds: int | None) -> None:
    assert time_of_day(words) == seconds


@given(st.integers(86400, NOW), st.sampled_from([BERLIN, NEW_YORK, APIA]))
def test_a_machine_written_moment_is_read_back(instant: int, zone: ZoneInfo) -> None:
    for written in (local(instant, zone).isoformat(), local(instant, zone).astimezone(UTC).isoformat()):
        assert parse_moment(written, NOW, zone) == Moment(instant, "")


@given(
    st.text(max_size=120)
    | st.text("0123456789:-+ TZamp", max_size=26)
    | st.lists(
        st.sampled_from(["monday", "yesterday", "2026-10-25", "02:30", "9am", "ago", "2h", "T", "Z", "-05"])
    )
    .map(" ".join)
    .map(lambda text: text[:100])
)
def test_garbage_is_refused_or_past(text: str) -> None:
    try:
        moment = parse_moment(text, NOW, BERLIN)
    except Refused as refusal:
        words = refusal.message + refusal.hint
        assert words.isprintable()
    else:
        assert 0 <= moment.at <= NOW
