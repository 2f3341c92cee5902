"""What a person can do about a database that cannot be used: the newest good backup, and how old it is."""

from __future__ import annotations

import os

from studytui.domain.faults import Fault
from studytui.store.backups import inspect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.store.backups import Backup
    from studytui.store.home import Home


def newest_good(home: Home) -> Backup | None:
    """The newest backup that is whole, none without one."""
    try:
        names = sorted((name for name in os.listdir(home.backups) if name.endswith(".db")), reverse=True)
    except OSError:
        return None
    for name in names:
        try:
            return inspect(os.path.join(home.backups, name))
        except Fault:
            continue
    return None


def remedy(home: Home, now: float, hint: str) -> str:
    """The next step for a database that is damaged or gone; `hint` comes after it."""
    good = newest_good(home)
    if good is None:
        return hint
    sessions = f"{good.sessions:,} session{'' if good.sessions == 1 else 's'}"
    bring = (
        f"the newest good backup is {said_age(now - good.made)} old and holds {sessions}; "
        f"bring it back with: {home.called(f'restore {good.file}')}"
    )
    return f"{bring}; {hint}" if hint else bring


def said_age(seconds: float) -> str:
    """How long ago something was, in its largest unit."""
    for unit, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        number = int(seconds // unit)
        if number >= 1:
            return f"{number:,} {name}{'' if number == 1 else 's'}"
    return "less than a minute"
