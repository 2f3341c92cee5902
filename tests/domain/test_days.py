"""Study days: every second belongs to exactly one, at every clock change of every zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.days import day_start, split, study_day, week_days, week_start

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

BERLIN = ZoneInfo("Europe/Berlin")
APIA = ZoneInfo("Pacific/Apia")
ONE = timedelta(days=1)
FIRST, LAST = 0, int(datetime(2037, 12, 31, tzinfo=UTC).timestamp())
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOONS = [datetime(1970, 1, 2, 12, 17) + number * ONE for number in range(68 * 365 + 14)]


def offset(zone: tzinfo, instant: int) -> int:
    found = (EPOCH + timedelta(seconds=instant)).astimezone(zone).utcoffset()
    assert found is not None
    return found // timedelta(seconds=1)


def shifted(zone: tzinfo, instant: int, hour: int) -> datetime:
    """What the clocks show, less the study-day hour: the plain idea of a study day."""
    return EPOCH.replace(tzinfo=None) + timedelta(seconds=instant + offset(zone, instant) - hour * 3600)


def changes(zone: tzinfo) -> Iterator[tuple[int, int]]:
    """Each change between 1970 and 2037: its first second and the new offset, by days and then by halving."""
    offsets = list(map(zone.utcoffset, NOONS))
    for number in range(1, len(NOONS)):
        if offsets[number] == offsets[number - 1]:
            continue
        noon = int(NOONS[number].replace(tzinfo=UTC).timestamp())
        low, high = noon - 3 * 86400, noon + 86400
        ahead = offset(zone, low)
        while high - low > 1:
            middle = (low + high) // 2
            if offset(zone, middle) == ahead:
                low = middle
            else:
                high = middle
        yield high, offset(zone, high)


def different_zones() -> list[tuple[ZoneInfo, list[int]]]:
    """Every zone there is with its clock changes, one for each set of rules."""
    found: dict[tuple[tuple[int, int], ...], ZoneInfo] = {}
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        found.setdefault(((FIRST, offset(zone, FIRST)), *changes(zone)), zone)
    return [(zone, [change for change, _ in rules[1:]]) for rules, zone in found.items()]


def check_change(zone: tzinfo, change: int, hour: int) -> None:
    """The days around a clock change: in order, without gaps, and each second in the one it should be in."""
    middle = shifted(zone, change, hour).date()
    days = [middle + number * ONE for number in range(-3, 5)]
    starts = [day_start(day, zone, hour) for day in days]
    assert starts == sorted(starts), (zone, change, hour)
    assert starts[0] < change - 2 * 86400 + 3 * 3600
    for day, start in zip(days, starts, strict=True):
        opening = datetime.combine(day, time())
        assert shifted(zone, start - 1, hour) < opening <= shifted(zone, start, hour), (zone, day, hour)
    near = {change + step for step in range(-2, 3)}
    near |= {start + step for start in starts[2:-2] for step in (-1, 0)}
    for instant in near:
        holding = [
            day
            for day, start, end in zip(days[:-1], starts[:-1], starts[1:], strict=True)
            if start <= instant < end
        ]
        latest_shown = max(
            shifted(zone, moment, hour) for moment in (change - 1, change, instant) if moment <= instant
        )
        assert [study_day(instant, zone, hour)] == holding == [latest_shown.date()], (zone, instant, hour)
    check_split(zone, days, starts, hour)


def check_split(zone: tzinfo, days: list[date], starts: list[int], hour: int) -> None:
    """Whole days are split at their starts, and nothing is lost or counted twice."""
    whole = split([(starts[1] - 7, starts[-2] + 11)], zone, hour)
    lengths = [end - start for start, end in pairwise(starts[1:-1])]
    expected = [(day, length) for day, length in zip(days[1:-2], lengths, strict=True) if length]
    last_day = study_day(starts[-2], zone, hour)
    assert whole[0] == (study_day(starts[1] - 1, zone, hour), 7)
    assert whole[-1] == (last_day, 11)
    assert list(whole[1:-1]) == expected
    assert sum(seconds for _, seconds in whole) == starts[-2] - starts[1] + 18


@pytest.mark.parametrize("share", [16, pytest.param(1, marks=pytest.mark.faults)])
def test_every_clock_change_of_every_zone(share: int) -> None:
    checked = 0
    for number, (zone, moments) in enumerate(different_zones()):
        if number % share:
            continue
        for change in moments:
            shown = shifted(zone, change, 0).hour, shifted(zone, change - 1, 0).hour
            for hour in {0, 4, *(shown if checked % 7 == 0 or change % 3600 else ())}:
                check_change(zone, change, hour)
            checked += 1
    assert checked > 15_000 // share * 0.7


def test_the_length_of_days_at_clock_changes() -> None:
    def length(day: date, zone: tzinfo, hour: int = 4) -> float:
        return (day_start(day + ONE, zone, hour) - day_start(day, zone, hour)) / 3600

    assert length(date(2026, 3, 28), BERLIN) == 23
    assert length(date(2026, 10, 24), BERLIN) == 25
    assert length(date(2026, 10, 25), BERLIN) == 24
    assert length(date(2026, 10, 3), ZoneInfo("Australia/Lord_Howe")) == 23.5
    assert length(date(2026, 4, 4), ZoneInfo("Australia/Lord_Howe")) == 24.5
    assert length(date(2011, 12, 30), APIA, 0) == 0
    assert (length(date(2011, 12, 29), APIA), length(date(2011, 12, 30), APIA)) == (20, 4)


def test_the_start_in_a_gap_is_the_first_second_after_it_and_of_two_the_first() -> None:
    assert day_start(date(2026, 3, 29), BERLIN, 2) == int(datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp())
    assert day_start(date(2026, 10, 25), BERLIN, 2) == int(datetime(2026, 10, 25, 0, tzinfo=UTC).timestamp())


def test_a_clock_put_back_over_midnight_does_not_bring_the_day_back() -> None:
    newfoundland = ZoneInfo("America/St_Johns")  # 00:01 became 23:01
    midnight = day_start(date(2006, 10, 29), newfoundland, 0)
    assert study_day(midnight - 1, newfoundland, 0) == date(2006, 10, 28)
    assert {study_day(midnight + step, newfoundland, 0) for step in range(0, 7200, 60)} == {
        date(2006, 10, 29)
    }


def test_the_night_belongs_to_the_day_before() -> None:
    late = int(datetime(2026, 11, 20, 3, 59, 59, tzinfo=BERLIN).timestamp())
    assert study_day(late, BERLIN, 4) == date(2026, 11, 19)
    assert study_day(late + 1, BERLIN, 4) == date(2026, 11, 20)
    assert study_day(late, BERLIN, 0) == date(2026, 11, 20)


def test_sessions_are_split_at_the_start_of_the_study_day() -> None:
    four = day_start(date(2026, 11, 20), BERLIN, 4)
    segments = [(four - 600, four + 300), (four + 900, four + 960), (four, four), (four + 5, four - 5)]
    assert split(segments, BERLIN, 4) == ((date(2026, 11, 19), 600), (date(2026, 11, 20), 360))
    assert split([], BERLIN, 4) == ()
    assert split([(four + 60, four + 120), (four - 60, four)], BERLIN, 4) == (
        (date(2026, 11, 19), 60),
        (date(2026, 11, 20), 60),
    )


@given(
    st.lists(st.tuples(st.integers(FIRST, LAST), st.integers(0, 400_000)), max_size=5),
    st.sampled_from(
        ["Europe/Berlin", "Pacific/Apia", "Africa/Casablanca", "America/St_Johns", "Asia/Tehran"]
    ),
    st.integers(0, 23),
)
def test_splitting_conserves_every_second(parts: list[tuple[int, int]], name: str, hour: int) -> None:
    zone = ZoneInfo(name)
    days = split([(start, start + length) for start, length in parts], zone, hour)
    assert sum(seconds for _, seconds in days) == sum(length for _, length in parts)
    assert [day for day, _ in days] == sorted({day for day, _ in days})
    assert all(seconds > 0 for _, seconds in days)


@given(st.integers(FIRST, LAST), st.integers(-14 * 60, 14 * 60), st.integers(0, 23))
def test_an_offset_without_clock_changes(instant: int, minutes: int, hour: int) -> None:
    zone = timezone(timedelta(minutes=minutes))
    assert study_day(instant, zone, hour) == shifted(zone, instant, hour).date()


@pytest.mark.parametrize(("first", "expected"), [(0, 16), (6, 15), (5, 14), (3, 19), (4, 13)])
def test_weeks_begin_on_the_day_that_is_set(first: int, expected: int) -> None:
    thursday = date(2026, 11, 19)
    assert week_start(thursday, first) == date(2026, 11, expected)
    week = week_days(thursday, first)
    assert thursday in week
    assert [week[0] + number * ONE for number in range(7)] == list(week)
    assert week[0].weekday() == first
