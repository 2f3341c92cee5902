"""The one way to the time of day: everything above the domain is told it by a Clock."""

from __future__ import annotations

import os
import time

from studytui.domain.zones import zone_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo


class Clock:
    """The system's clock and the zone that its user is in at this moment."""

    def now(self) -> float:
        """UTC seconds."""
        return time.time()

    def zone_name(self) -> str:
        """The IANA name of the present zone, its offset where the system tells no name."""
        return _zone_from_system() or _offset()

    def zone(self) -> tzinfo:
        """The present zone."""
        return zone_named(self.zone_name())

    def seconds(self) -> int:
        """UTC seconds, whole."""
        return int(self.now())


class FixedClock(Clock):
    """A clock that stands where it was put, for demonstrations and tests."""

    def __init__(self, at: float, zone: str = "UTC") -> None:
        """Stand at `at` (UTC seconds) in the zone of that name."""
        self.at = at
        self._zone = zone

    def now(self) -> float:
        """Where it was put."""
        return self.at

    def zone_name(self) -> str:
        """The zone it was put in."""
        return self._zone

    def advance(self, seconds: float) -> None:
        """Go on by that much."""
        self.at += seconds


def _zone_from_system() -> str | None:
    named = os.environ.get("TZ", "").lstrip(":")
    if named:
        return named if _known(named) else None
    try:
        target = os.readlink("/etc/localtime")
    except OSError:
        target = ""
    _, found, name = target.partition("zoneinfo/")
    if found and _known(name):
        return name
    try:
        with open("/etc/timezone", encoding="ascii") as file:
            name = file.read(100).strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if name and _known(name) else None


def _known(name: str) -> bool:
    from studytui.domain.faults import Refused

    try:
        zone_named(name)
    except Refused:
        return False
    return True


def _offset() -> str:
    offset = time.localtime().tm_gmtoff
    sign = "-" if offset < 0 else "+"
    minutes = abs(offset) // 60
    return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"
