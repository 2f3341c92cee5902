"""Ranges: every form, both readings where there are two, and clock changes exact to the second."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.durations import DAY
from studytui.domain.faults import Refused
from studytui.domain.ranges import RANGE_FORMS, Range, looks_like_range, parse_range
from studytui.domain.zones import local

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> int:
    """UTC seconds of an ISO time, Berlin's unless it has an offset."""
    moment = datetime.fromisoformat(text)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)).timestamp())


NOW = at("2026-11-19T15:00:30")  # a Thursday

FORMS = {
    "13:00-14:30": ("2026-11-19T13:00", "2026-11-19T14:30"),
    "13:00 - 14:30": ("2026-11-19T13:00", "2026-11-19T14:30"),
    "13:00–14:30": ("2026-11-19T13:00", "2026-11-19T14:30"),
    "13:00 – 14:30": ("2026-11-19T13:00", "2026-11-19T14:30"),
    "13:00 to 14:30": ("2026-11-19T13:00", "2026-11-19T14:30"),
    "13:00-15:00:30": ("2026-11-19T13:00", "2026-11-19T15:00:30"),
    "9am-11am": ("2026-11-19T09:00", "2026-11-19T11:00"),
    "9:30-11am": ("2026-11-19T09:30", "2026-11-19T11:00"),
    "10am to 1pm": ("2026-11-19T10:00", "2026-11-19T13:00"),
    "12:00-1:30pm": ("2026-11-19T12:00", "2026-11-19T13:30"),
    "yesterday 14:00 to 15:30": ("2026-11-18T14:00", "2026-11-18T15:30"),
    "yesterday 14:00-15:30": ("2026-11-18T14:00", "2026-11-18T15:30"),
    "monday 22:00-1:00": ("2026-11-16T22:00", "2026-11-17T01:00"),
    "monday 22:00 - tuesday 1:00": ("2026-11-16T22:00", "2026-11-17T01:00"),
    "2026-11-18 14:00-15:30": ("2026-11-18T14:00", "2026-11-18T15:30"),
    "2026-11-18 08:00-09:30": ("2026-11-18T08:00", "2026-11-18T09:30"),
    "2026-11-18 23:00 to 2026-11-19 01:00": ("2026-11-18T23:00", "2026-11-19T01:00"),
    "2026-11-18T14:00 to 15:30": ("2026-11-18T14:00", "2026-11-18T15:30"),
    "2026-11-18T14:00-05:00 - 2026-11-18T15:00-05:00": (
        "2026-11-18T14:00-05:00",
        "2026-11-18T15:00-05:00",
    ),
    "2026-11-18T14:00Z to 2026-11-18T15:00Z": ("2026-11-18T14:00+00:00", "2026-11-18T15:00+00:00"),
    "9:00-now": ("2026-11-19T09:00", "2026-11-19T15:00:30"),
    "yesterday 22:00 to now": ("2026-11-18T22:00", "2026-11-19T15:00:30"),
    "2h ago - now": ("2026-11-19T13:00:30", "2026-11-19T15:00:30"),
    "yesterday 14:00 +90m": ("2026-11-18T14:00", "2026-11-18T15:30"),
    "13:00+1h30m": ("2026-11-19T13:00", "2026-11-19T14:30"),
    "13:00 + 1:30": ("2026-11-19T13:00", "2026-11-19T14:30"),
    "13:00 +PT45M": ("2026-11-19T13:00", "2026-11-19T13:45"),
    "2026-11-18 14:00 +90m": ("2026-11-18T14:00", "2026-11-18T15:30"),
    "2026-11-18T14:00Z +90m": ("2026-11-18T14:00+00:00", "2026-11-18T15:30+00:00"),
    "23:00-1:00": ("2026-11-18T23:00", "2026-11-19T01:00"),
    "22:00-24:00": ("2026-11-18T22:00", "2026-11-19T00:00"),
    "16:00-17:00": ("2026-11-18T16:00", "2026-11-18T17:00"),
    "yesterday 14:00-13:59": ("2026-11-18T14:00", "2026-11-19T13:59"),
    "2026-11-17 0:00-24:00": ("2026-11-17T00:00", "2026-11-18T00:00"),
    "2026-03-29 01:30-03:30": ("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00"),
    "2026-03-28 23:00-07:00": ("2026-03-28T23:00+01:00", "2026-03-29T07:00+02:00"),
    "2026-10-25 01:30-03:30": ("2026-10-25T01:30+02:00", "2026-10-25T03:30+01:00"),
    "2026-10-25 01:30 +2h": ("2026-10-25T01:30+02:00", "2026-10-25T02:30+01:00"),
}

REFUSALS = {
    "14:00-15:30": '"14:00-15:30" ends at 15:30, in the future: it is 15:00:30 now.',
    "14:00 +90m": '"14:00 +90m" ends at 15:30, in the future: it is 15:00:30 now.',
    "14:00-13:00": '"14:00-13:00" ends at 13:00 on Fri 20 Nov 2026, in the future: it is 15:00:30 now.',
    "today 16:00-17:00": '"today 16:00" is in the future: it is Thu 19 Nov 2026 15:00:30 now.',
    "2026-11-16 9:00-now": '"2026-11-16 9:00-now" is 78h long; a session is at most 24h.',
    "monday 9:00 +25h": '"monday 9:00 +25h" is 25h long; a session is at most 24h.',
    "2026-10-24 13:00 - 2026-10-25 13:00": '"2026-10-24 13:00 - 2026-10-25 13:00" is 25h long; '
    "a session is at most 24h.",
    "13:00-13:00": '"13:00-13:00" can mean no time at all or a whole day: both ends are 13:00.',
    "13:00 +0m": '"0m" is no time at all.',
    "yesterday 14:00 - monday 15:00": '"yesterday 14:00 - monday 15:00" ends before it starts.',
    "2h ago-3h ago": '"2h ago-3h ago" ends before it starts.',
    "2:00-3:30pm": 'In "2:00-3:30pm", 2:00 can mean 2:00am or 2:00pm.',
    "11:00-1pm": 'In "11:00-1pm", 11:00 can mean 11:00am or 11:00pm.',
    "9pm-11:30": 'In "9pm-11:30", 11:30 can mean 11:30am or 11:30pm.',
    "9-11": '"9-11" has an hour without minutes.',
    "9-11am": '"9-11am" has an hour without minutes.',
    "yesterday 9 to 11:00": '"yesterday 9 to 11:00" has an hour without minutes.',
    "2026-11-17T14:00-05:00": '"2026-11-17T14:00-05:00" can mean an end at 05:00, '
    "or the offset -05:00 from UTC.",
    "2026-11-18T08:00+01:30": '"2026-11-18T08:00+01:30" can mean a length of 01:30, '
    "or the offset +01:30 from UTC.",
    "2026-11-18 08:00 +10": '"2026-11-18 08:00 +10" can mean a length of 10, or the offset +10 from UTC.',
    "2026-11-18T14:00Z to 15:30": 'In "2026-11-18T14:00Z to 15:30" '
    "the end can mean 15:30 there or 15:30 here.",
    "14:00": '"14:00" has no end.',
    "yesterday 14:00": '"yesterday 14:00" has no end.',
    "20/11/2026 14:00-15:00": '"20/11/2026" is not how a day is written here.',
    "2026-02-30 14:00-15:00": '"2026-02-30" is no day of the calendar.',
    "13:00-25:00": '"25:00" is no time of day.',
    "13:75-14:00": '"13:75" is no time of day.',
    "2026-03-29 02:30-04:00": "02:30 on Sun 29 Mar 2026 does not exist: the clocks went from 02:00 to 03:00.",
    "2026-03-29 01:30-02:30": "02:30 on Sun 29 Mar 2026 does not exist: the clocks went from 02:00 to 03:00.",
    "2026-03-28 23:30-02:30": "02:30 on Sun 29 Mar 2026 does not exist: the clocks went from 02:00 to 03:00.",
    "2026-10-25 02:30-02:15": '02:15 occurs twice that night, so "2026-10-25 02:30-02:15" can mean '
    "45 minutes or an end on the next day.",
    "": "Nothing was given where a range is needed.",
    "१३:००-१४:००": '"१३:००-१४:००" has characters that are not read in a range.',
    "13:00-\x1b14:00": '"13:00-14:00" has characters that are not read in a range.',
    "13:00-14:00" + " " * 9_989: '"13:00-14:00…" is 10,000 characters long, too long for a range.',
}

NOT_UNDERSTOOD = [
    *(
        "foo",
        "now",
        "now-10:00",
        "now-now",
        "14:00 +foo",
        "14:00-",
        "-14:00",
        "14:00--15:00",
        "13:00-14:00-15:00",
    ),
    *(
        "1h30m",
        "yesterday",
        "13:00-14:00 yesterday",
        "13:00-monday",
        "13:00..14:00",
        "foo-14:00",
        "13:00 + -90m",
    ),
]


@pytest.mark.parametrize(("text", "ends"), FORMS.items())
def test_each_form_is_read(text: str, ends: tuple[str, str]) -> None:
    assert parse_range(text, NOW, BERLIN) == Range(at(ends[0]), at(ends[1]), "")
    assert looks_like_range(text)


@pytest.mark.parametrize(("text", "message"), REFUSALS.items(), ids=[text[:40] for text in REFUSALS])
def test_each_refusal_says_why(text: str, message: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_range(text, NOW, BERLIN)
    assert refusal.value.message == message
    assert refusal.value.hint


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_what_is_not_wholly_understood_names_the_forms(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_range(text, NOW, BERLIN)
    assert refusal.value.message == f'"{text}" was not understood as a range.'
    assert refusal.value.hint == RANGE_FORMS


def test_the_forms_named_in_the_hint_are_read() -> None:
    forms = RANGE_FORMS.removeprefix("Write ").removesuffix(".").replace(" or ", ", ").split(", ")
    assert len(forms) == 5
    for form in forms:
        assert parse_range(form, at("2026-11-20T16:00"), BERLIN).said == ""


def test_an_end_in_the_future_names_both_things_that_may_be_meant() -> None:
    with pytest.raises(Refused) as refusal:
        parse_range("14:00-15:30", NOW, BERLIN)
    assert refusal.value.hint == (
        "If you mean until now, write 14:00-now; if you mean yesterday, write yesterday 14:00-15:30."
    )
    parse_range("14:00-now", NOW, BERLIN)
    parse_range("yesterday 14:00-15:30", NOW, BERLIN)


def test_more_than_a_day_is_allowed_when_it_is_meant() -> None:
    with pytest.raises(Refused) as refusal:
        parse_range("monday 9:00-now", NOW, BERLIN)
    assert "--force" in refusal.value.hint
    assert parse_range("monday 9:00-now", NOW, BERLIN, longest=None).end == NOW


def test_what_occurs_twice_is_said_of_both_ends() -> None:
    early = "02:30 occurs twice that night; the first is taken"
    late = early.replace("02:30", "02:45")
    assert parse_range("2026-10-25 02:30-03:30", NOW, BERLIN) == Range(
        at("2026-10-25T02:30+02:00"), at("2026-10-25T03:30+01:00"), early
    )
    assert parse_range("2026-10-25 02:30-02:45", NOW, BERLIN) == Range(
        at("2026-10-25T02:30+02:00"), at("2026-10-25T02:45+02:00"), f"{early}; {late}"
    )
    assert parse_range("2026-10-25 01:45-02:45", NOW, BERLIN).said == late


def test_the_hints_of_two_readings_work() -> None:
    began = at("2026-11-17T14:00")
    assert parse_range("2026-11-17T14:00 to 05:00", NOW, BERLIN).end == at("2026-11-18T05:00")
    assert parse_range("2026-11-17T14:00 +90m", NOW, BERLIN) == Range(began, began + 5400, "")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "14:00",
            "9am",
            "yesterday 14:00",
            "14:00-25:99",
            "20/11/2026",
            "tomorrow 9:00-10:00",
            "9-11",
            "9 - 11",
        )
    ],
)
def test_wrong_times_of_day_still_look_like_a_range(text: str) -> None:
    if text == "14:00":
        assert not looks_like_range(text)  # it is 14 hours
    else:
        assert looks_like_range(text)


@pytest.mark.parametrize(
    "text",
    ["1h30m", "1h 30m", "-30m", "−30m", "1:30", "1,5h", "45", "PT1H30M", "2 hrs", "30m-40m", "", "foo"],
)
def test_durations_do_not_look_like_a_range(text: str) -> None:
    assert not looks_like_range(text)


@given(st.integers(0, DAY), st.integers(60, DAY))
def test_a_written_range_is_read_back(ago: int, length: int) -> None:
    end = NOW - ago
    start = end - length
    written = f"{local(start, BERLIN).isoformat()} to {local(end, BERLIN).isoformat()}"
    assert parse_range(written, NOW, BERLIN) == Range(start, end, "")


@given(
    st.text(max_size=120)
    | st.text("0123456789:-+ TZampo", max_size=40)
    | st.lists(
        st.sampled_from(
            [
                "monday",
                "yesterday",
                "2026-10-25",
                "02:30",
                "02:15",
                "9am",
                "2h ago",
                "-",
                "to",
                "+",
                "now",
                "90m",
            ]
        )
    )
    .map(" ".join)
    .map(lambda text: text[:100])
)
def test_garbage_is_refused_or_past(text: str) -> None:
    looks_like_range(text)
    try:
        found = parse_range(text, NOW, BERLIN)
    except Refused as refusal:
        words = refusal.message + refusal.hint
        assert words.isprintable()
    else:
        assert 0 <= found.start < found.end <= NOW
        assert found.end - found.start <= DAY
