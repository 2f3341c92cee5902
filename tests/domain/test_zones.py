"""Wall time and UTC, both ways."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.faults import Refused
from studytui.domain.zones import Instant, local, say_gap, to_instant, zone_named

BERLIN = ZoneInfo("Europe/Berlin")
APIA = ZoneInfo("Pacific/Apia")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


def utc(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[misc,arg-type]


def test_an_ordinary_time() -> None:
    found = to_instant(datetime(2026, 11, 20, 14, 0), BERLIN)
    assert found == Instant(utc(2026, 11, 20, 13), utc(2026, 11, 20, 13), True)
    assert not found.twice


def test_a_time_that_occurs_twice_is_given_both() -> None:
    found = to_instant(datetime(2026, 10, 25, 2, 30), BERLIN)
    assert found == Instant(utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30), True)
    assert found.twice
    assert to_instant(datetime(2026, 10, 25, 2, 30, fold=1), BERLIN) == found


@pytest.mark.parametrize(
    ("wall", "zone", "after", "words"),
    [
        (
            datetime(2026, 3, 29, 2, 30),
            BERLIN,
            utc(2026, 3, 29, 1),
            "02:30 on Sun 29 Mar 2026 does not exist: the clocks went from 02:00 to 03:00.",
        ),
        (
            datetime(2011, 12, 30, 12, 0),
            APIA,
            utc(2011, 12, 30, 10),
            "12:00 on Fri 30 Dec 2011 does not exist: "
            "the clocks went from Fri 30 Dec 2011 00:00 to Sat 31 Dec 2011 00:00.",
        ),
        (
            datetime(2026, 10, 4, 2, 15),
            LORD_HOWE,
            utc(2026, 10, 3, 15, 30),
            "02:15 on Sun 4 Oct 2026 does not exist: the clocks went from 02:00 to 02:30.",
        ),
    ],
)
def test_a_time_that_does_not_exist(wall: datetime, zone: ZoneInfo, after: int, words: str) -> None:
    found = to_instant(wall, zone)
    assert found == Instant(after, after, False)
    assert say_gap(wall, found, zone) == words


class OldZone(tzinfo):
    """A zone that knows no folds; in the gap it answers with the offset before or after the change."""

    def __init__(self, summer_from: int) -> None:
        self.summer = datetime(2026, 3, 29, summer_from)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(hours=1) + self.dst(moment)

    def dst(self, moment: datetime | None) -> timedelta:
        assert moment is not None
        return timedelta(hours=moment.replace(tzinfo=None) >= self.summer)

    def tzname(self, moment: datetime | None) -> str:
        return "old"

    def fromutc(self, moment: datetime) -> datetime:
        summer = moment.replace(tzinfo=None) >= datetime(2026, 3, 29, 1)
        return moment + timedelta(hours=1 + summer)


@pytest.mark.parametrize("summer_from", [2, 3])
def test_a_zone_without_folds_has_the_same_gap(summer_from: int) -> None:
    after = utc(2026, 3, 29, 1)
    assert to_instant(datetime(2026, 3, 29, 2, 30), OldZone(summer_from)) == Instant(after, after, False)


@given(
    st.integers(0, 2**32), st.sampled_from(["Europe/Berlin", "Africa/Casablanca", "Asia/Kathmandu", "UTC"])
)
def test_there_and_back(instant: int, name: str) -> None:
    zone = zone_named(name)
    found = to_instant(local(instant, zone).replace(tzinfo=None), zone)
    assert found.exists
    assert instant in {found.at, found.later}


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        ("UTC", 0),
        ("Z", 0),
        ("+05:30", 330),
        ("UTC+05:30", 330),
        ("-0330", -210),
        ("+5", 300),
        ("UTC-08:00", -480),
    ],
)
def test_offsets_are_zones(name: str, minutes: int) -> None:
    assert zone_named(name).utcoffset(None) == timedelta(minutes=minutes)


def test_names_are_zones_and_what_python_calls_an_offset_is_read_back() -> None:
    assert zone_named("Europe/Berlin") is BERLIN
    assert zone_named("Etc/GMT+5").utcoffset(datetime(2026, 1, 1)) == timedelta(hours=-5)
    for zone in (UTC, timezone(timedelta(seconds=2048)), timezone(-timedelta(hours=9, minutes=30))):
        assert zone_named(str(zone)) == zone


@pytest.mark.parametrize(
    "name",
    [
        *("", "Nowhere/Land", "../../etc/passwd", "/etc/localtime", "Europe", "a\x00b", "+24:00", "+05:60"),
        *("right/Europe/Berlin", "zone.tab", "Europe/Berlin\n", "١+", "x" * 10_000, "\ud800", "+１"),
    ],
)
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refusal:
        zone_named(name)
    assert refusal.value.message.startswith('There is no time zone "')
    assert "+01:00" in refusal.value.hint


@given(st.text(max_size=80))
def test_garbage_is_no_zone(name: str) -> None:
    try:
        zone_named(name)
    except Refused as refusal:
        words = refusal.message + refusal.hint
        assert words.isprintable()
