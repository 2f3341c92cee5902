"""Who tells the time, and in which zone."""

from __future__ import annotations

import time

import pytest

from studytui.domain.zones import zone_named
from studytui.services.clock import Clock, FixedClock


def test_a_fixed_clock_stands() -> None:
    clock = FixedClock(1000.9, "Asia/Tokyo")
    assert (clock.now(), clock.seconds(), clock.zone_name()) == (1000.9, 1000, "Asia/Tokyo")
    clock.advance(60)
    assert clock.seconds() == 1060
    assert clock.zone() == zone_named("Asia/Tokyo")


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "Pacific/Apia"])
def test_the_zone_of_the_environment(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for written in (name, f":{name}"):
        monkeypatch.setenv("TZ", written)
        assert Clock().zone_name() == name


@pytest.mark.parametrize(("written", "offset"), [("CET-1", "+01:00"), ("NST3:30", "-03:30")])
def test_a_zone_without_a_name_is_an_offset(
    monkeypatch: pytest.MonkeyPatch, written: str, offset: str
) -> None:
    monkeypatch.setenv("TZ", written)
    time.tzset()
    try:
        assert Clock().zone_name() == offset
        assert zone_named(offset) == Clock().zone()
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


def test_the_system_always_tells_some_zone() -> None:
    assert zone_named(Clock().zone_name())
    assert Clock().seconds() > 1_700_000_000
