"""The one way to the time of day: everything above the domain is told it by a Clock."""

from __future__ import annotations

import os
import sys
import time

from studytui.domain.zones import zone_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo

    Machine = tuple[float | None, float | None, str | None]


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

    def machine(self) -> Machine:
        """The machine's own clocks, which nobody sets: monotonic, since boot (both in seconds), and boot id.

        The monotonic one stands still while the computer sleeps. What the system does not know is none.
        """
        boot = None
        if hasattr(time, "CLOCK_BOOTTIME"):
            boot = time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic(), boot, _boot_id()


class FixedClock(Clock):
    """A clock that stands where it was put, for demonstrations and tests."""

    def __init__(self, at: float, zone: str = "UTC") -> None:
        """Stand at `at` (UTC seconds) in the zone of that name."""
        self.at = at
        self._zone = zone
        self._awake = self._on = 1000.0
        self._boots = 1

    def now(self) -> float:
        """Where it was put."""
        return self.at

    def zone_name(self) -> str:
        """The zone it was put in."""
        return self._zone

    def machine(self) -> Machine:
        """The clocks of a machine that is as old as this one."""
        return self._awake, self._on, f"boot-{self._boots}"

    def advance(self, seconds: float) -> None:
        """Go on by that much."""
        self.at += seconds
        self._awake += seconds
        self._on += seconds

    def sleep(self, seconds: float) -> None:
        """Let the computer sleep for that long."""
        self.at += seconds
        self._on += seconds

    def set_by(self, seconds: float) -> None:
        """Let the time of day be changed by that much."""
        self.at += seconds

    def reboot(self, seconds: float) -> None:
        """Let the computer be off for that long, and started again."""
        self.at += seconds
        self._awake = self._on = 10.0
        self._boots += 1

    def travel(self, zone: str) -> None:
        """Be in another zone."""
        self._zone = zone


def _boot_id() -> str | None:
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read(64).strip() or None
    except (OSError, UnicodeDecodeError):
        return None


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


_ZONE_FOLDERS = "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo"
"""Where zones are on a system like Unix unless its Python was built otherwise."""


def _import_zoneinfo() -> None:
    """Import it without its reading all of Python's build settings, a fifth of a command's time."""
    if "zoneinfo" in sys.modules or os.name != "posix" or "PYTHONTZPATH" in os.environ:
        return
    os.environ["PYTHONTZPATH"] = _ZONE_FOLDERS
    try:
        import zoneinfo
    finally:
        del os.environ["PYTHONTZPATH"]
    if not any(map(os.path.isdir, zoneinfo.TZPATH)):
        zoneinfo.reset_tzpath()


def _known(name: str) -> bool:
    from studytui.domain.faults import Refused

    _import_zoneinfo()
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
