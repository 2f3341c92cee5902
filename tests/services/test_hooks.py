"""Hooks: run after the commit with JSON on stdin, never waited for, and their failures told once."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

from studytui.domain.status import Status
from studytui.services import hooks
from studytui.services.objects import session, timer
from tests.conftest import NOON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study

pytestmark = pytest.mark.skipif(os.name != "posix", reason="hooks are executables of POSIX systems")


def write(study: Study, event: str, script: str, mode: int = 0o700) -> Path:
    folder = Path(study.home.hooks)
    folder.mkdir(mode=0o700, exist_ok=True)
    hook = folder / event
    hook.write_text(f"#!/bin/sh\n{script}\n")
    hook.chmod(mode)
    return hook


def finished() -> None:
    """Wait for every hook that was begun."""
    for pid in hooks._waiting:
        os.waitpid(pid, 0)
    hooks._waiting.clear()


def told(study: Study, name: str = "told") -> Any:  # noqa: ANN401
    return json.loads((Path(study.home.folder) / name).read_text())


@pytest.fixture(autouse=True)
def no_hook_runs_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(hooks.WITHIN, raising=False)
    hooks._waiting.clear()


def test_a_hook_is_told_of_the_timer(small: Study) -> None:
    write(small, "start", "cat > told; pwd > where")
    started = small.timer.start(small.target("git"))
    finished()
    found = told(small)
    assert found == {
        "event": "start",
        "at": "2026-11-21T13:00:00+01:00",
        "home": small.home.folder,
        "timer": json.loads(json.dumps(timer(started.timer, small))),
    }
    assert (Path(small.home.folder) / "where").read_text().strip() == os.path.realpath(small.home.folder)
    assert small.hook_faults() == ()


def test_stop_pause_and_done_have_theirs(small: Study, clock: FixedClock) -> None:
    for event in ("stop", "pause", "done"):
        write(small, event, f"cat > {event}")
    small.timer.start(small.target("git"))
    clock.advance(60)
    small.timer.pause()
    ended = small.timer.stop()
    assert ended is not None
    small.items.set_status([small.target("git"), small.target("extra")], Status.DONE)
    finished()
    assert told(small, "done")["items"] == ["topic/git", "topic/extra"]
    small.items.toggle_done(small.target("snake"))
    finished()
    assert told(small, "pause")["timer"]["state"] == "paused"
    assert told(small, "stop")["session"] == json.loads(json.dumps(session(ended, small)))
    assert told(small, "done")["items"] == ["topic/snake"]


def test_a_hook_sees_what_was_committed(small: Study) -> None:
    write(small, "start", "sqlite3 study.db 'select 1' >/dev/null 2>&1; cp study.db seen.db; cat >/dev/null")
    started = small.timer.start(small.target("git"))
    finished()
    import sqlite3

    found = sqlite3.connect(Path(small.home.folder) / "seen.db")
    try:
        assert found.execute("SELECT id FROM session").fetchall() == [(started.timer.id,)]
    finally:
        found.close()


def test_a_large_document_stops_nobody(small: Study, clock: FixedClock) -> None:
    write(small, "stop", "cat > told")
    small.timer.start(small.target("git"))
    clock.advance(60)
    small.timer.stop(note="\U0001f600" * 10_000)
    finished()
    assert len(told(small)["session"]["note"]) == 10_000


def test_a_hook_that_does_not_read_is_fine(small: Study) -> None:
    write(small, "start", "exit 0")
    small.timer.start(small.target("git"))
    finished()
    assert small.hook_faults() == ()


def test_a_failure_is_told_once_until_it_changes(small: Study, clock: FixedClock) -> None:
    write(small, "start", "echo one >&2; echo 'no network' >&2; exit 3")
    for _ in range(3):
        small.timer.start(small.target("git"))
        clock.advance(60)
        finished()
    assert small.hook_faults() == ("the hook start failed: exit status 3: no network",)
    assert small.hook_faults() == ()
    small.timer.start(small.target("git"))
    finished()
    assert small.hook_faults() == ()
    write(small, "start", "exit 4")
    small.timer.start(small.target("git"))
    finished()
    assert small.hook_faults() == ("the hook start failed: exit status 4",)
    write(small, "start", "exit 0")
    small.timer.start(small.target("git"))
    finished()
    write(small, "start", "kill -9 $$")
    small.timer.start(small.target("git"))
    finished()
    assert small.hook_faults() == ("the hook start failed: signal 9",)


def test_a_slow_hook_is_ended_with_all_that_it_began(small: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "LIMIT_SECONDS", 0.3)
    write(small, "start", "echo $$ > pid; sleep 60 & sleep 60")
    small.timer.start(small.target("git"))
    finished()
    assert small.hook_faults() == ("the hook start failed: it was ended after 0.3 seconds",)
    group = int((Path(small.home.folder) / "pid").read_text())
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-g", str(group)], capture_output=True, text=True, check=False
    )
    members = listed.stdout.split()
    assert all(state.startswith("Z") for state in members)


def test_much_on_stderr_holds_nothing_up(small: Study) -> None:
    write(small, "start", "head -c 3000000 /dev/zero | tr '\\0' 'x' >&2; echo >&2; echo end >&2; exit 1")
    small.timer.start(small.target("git"))
    finished()
    assert small.hook_faults() == ("the hook start failed: exit status 1: end",)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda hook: hook.chmod(0o600), "it may not be executed"),
        (lambda hook: hook.chmod(0o720), "it may be written by others"),
        (lambda hook: hook.chmod(0o702), "it may be written by others"),
        (lambda hook: (hook.rename(hook.parent / "real"), hook.symlink_to("real")), "it is a link"),
        (lambda hook: hook.parent.chmod(0o770), "the folder hooks may be written by others"),
        (lambda hook: (hook.unlink(), hook.mkdir()), "it is not a file"),
        (
            lambda hook: (
                hook.parent.rename(hook.parent.parent / "elsewhere"),
                hook.parent.symlink_to("elsewhere"),
            ),
            "the folder hooks is a link",
        ),
        (lambda hook: hook.write_text("#!/no/such/shell\n"), "it could not be run"),
    ],
)
def test_what_is_not_safe_is_not_run_and_said(small: Study, spoil: Any, why: str) -> None:  # noqa: ANN401
    hook = write(small, "start", "touch ran")
    spoil(hook)
    if why == "it may not be executed" and os.getuid() == 0:
        assert not os.access(hook, os.X_OK)
    small.timer.start(small.target("git"))
    finished()
    assert not (Path(small.home.folder) / "ran").exists()
    (found,) = small.hook_faults()
    assert found.startswith(f"the hook start failed: {why}")
    assert small.timer.running() is not None


def test_a_hook_sets_off_no_other(small: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    write(small, "start", "touch ran")
    monkeypatch.setenv(hooks.WITHIN, "stop")
    small.timer.start(small.target("git"))
    assert hooks._waiting == []


def test_what_hooks_leave_is_private(small: Study) -> None:
    write(small, "start", "exit 1")
    small.timer.start(small.target("git"))
    finished()
    kept = Path(small.home.folder) / ".hooks"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in kept.iterdir()] == [0o600]


def test_without_a_hooks_folder_nothing_is_looked_for(small: Study) -> None:
    small.timer.start(small.target("git"), NOON - 60)
    assert sorted(os.listdir(small.home.folder)) == ["roadmaps", "study.db"]
    assert small.hook_faults() == ()


def test_a_full_disk_for_hooks_harms_nothing(small: Study) -> None:
    write(small, "start", "touch ran")
    (Path(small.home.folder) / ".hooks").write_text("in the way")
    assert small.timer.start(small.target("git")).timer == small.timer.running()
    assert small.hook_faults() == ()
