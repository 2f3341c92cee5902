"""The user's own programs in the folder `hooks`, run after a commit and never waited for.

A program named after its event is given one JSON document on stdin. A waiter of its own (hookwaiter.py)
watches over it for ten seconds; what goes wrong is kept in the data folder and told once. Each hook must be
a file of its user's that nobody else may write, and no link.
"""

from __future__ import annotations

import json
import os
import stat
import sys

from studytui.services.objects import iso, session, timer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.domain.ids import ItemId
    from studytui.domain.session import Session
    from studytui.services.study import Study
    from studytui.store.home import Home

EVENTS = ("start", "stop", "pause", "interval", "done", "review")
LIMIT_SECONDS = 10
WITHIN = "STUDYTUI_HOOK"
"""Set for a hook and all that it runs, so that a hook which calls studytui sets off no other."""

_waiting: list[int] = []


def run(study: Study, event: str, found: Session | None, items: Sequence[ItemId]) -> None:
    """Let the hook of an event begin, where there is one; nothing here fails or waits."""
    if os.name != "posix" or WITHIN in os.environ or event not in EVENTS:
        return
    path = os.path.join(study.home.hooks, event)
    if not os.path.lexists(path):
        return
    try:
        why = _refusal(study.home.hooks, path)
        if why:
            _note(study.home, event, why)
        else:
            _begin(study.home, event, path, _document(study, event, found, items))
    except OSError as fault:
        _note(study.home, event, f"it could not be run: {fault.strerror or fault}")


def _document(study: Study, event: str, found: Session | None, items: Sequence[ItemId]) -> bytes:
    """What the hook is told: the event, when it was, and the session, timer or items that it is about."""
    told: dict[str, object] = {
        "event": event,
        "at": iso(study.clock.seconds(), study.clock.zone_name()),
        "home": study.home.folder,
    }
    if found is not None and found.end is None:
        told["timer"] = timer(found, study)
    elif found is not None:
        told["session"] = session(found, study)
    if items:
        told["items"] = list(items)
    return json.dumps(told).encode()


def _refusal(folder: str, path: str) -> str:
    """Why a hook is not run, "" where it may be."""
    for place, what in ((folder, "the folder hooks"), (path, "it")):
        found = os.lstat(place)
        if stat.S_ISLNK(found.st_mode):
            return f"{what} is a link, and links are not followed"
        if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return f"{what} may be written by others; take that away with: chmod go-w {place}"
        if found.st_uid not in (os.getuid(), 0):
            return f"{what} belongs to somebody else"
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return "it is not a file"
    return "" if os.access(path, os.X_OK) else f"it may not be executed; allow it with: chmod +x {path}"


def _begin(home: Home, event: str, path: str, document: bytes) -> None:
    """Start the waiter with the document as its stdin."""
    _reap()
    notes = _folder(home)
    name = os.path.join(notes, f"{event}-{os.getpid()}.json")
    given = os.open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    try:
        os.unlink(name)
        os.write(given, document)
        os.lseek(given, 0, os.SEEK_SET)
        waiter = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hookwaiter.py")
        pid = os.posix_spawn(
            sys.executable,
            [
                sys.executable,
                "-I",
                "-S",
                waiter,
                path,
                os.path.join(notes, event),
                str(LIMIT_SECONDS),
            ],
            {**os.environ, WITHIN: event, "STUDYTUI_HOME": home.folder},
            file_actions=[
                (os.POSIX_SPAWN_DUP2, given, 0),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
        )
        _waiting.append(pid)
    finally:
        os.close(given)


def _reap() -> None:
    """Let go of the waiters that are done."""
    for pid in list(_waiting):
        try:
            if os.waitpid(pid, os.WNOHANG)[0] == 0:
                continue
        except OSError:
            pass  # somebody else has waited for it
        _waiting.remove(pid)


def _folder(home: Home) -> str:
    """Where it is kept what went wrong; made when it is first needed."""
    folder = os.path.join(home.folder, ".hooks")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    if os.path.islink(folder):
        raise OSError(f"{folder} is a link")
    return folder


def _note(home: Home, event: str, why: str) -> None:
    """Keep what went wrong; what was told already is not kept again."""
    try:
        from studytui.services.hookwaiter import note

        note(os.path.join(_folder(home), event), why)
    except OSError:
        return  # the disk that refuses this is told of by what it holds


def untold(home: Home) -> tuple[str, ...]:
    """What went wrong with hooks since it was asked last, one sentence each; told once and no more."""
    folder = os.path.join(home.folder, ".hooks")
    found = []
    for event in EVENTS:
        try:
            path = os.path.join(folder, event)
            with open(path, encoding="utf-8", errors="replace") as file:
                state, _, why = file.read(4000).partition("\n")
            if state != "new":
                continue
            from studytui.services.hookwaiter import put

            put(path, f"told\n{why}")
            found.append(f"the hook {event} failed: {why}")
        except OSError:
            continue
    return tuple(found)
