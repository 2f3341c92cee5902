"""Runs one hook within its time limit and keeps what went wrong; a program of its own, with nothing of ours.

Called as: hookwaiter.py HOOK NOTE SECONDS, with the hook's document on stdin.
"""

from __future__ import annotations

import contextlib
import os
import sys


def main(hook: str, kept: str, seconds: float) -> None:
    """Run the hook; stop it and all that it started when its time is over."""
    os.setsid()
    why = _run(hook, seconds)
    if why:
        note(kept, why)
    else:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(kept)


def _run(hook: str, seconds: float) -> str:
    """Run the hook and say what went wrong, "" for nothing."""
    import select
    import signal
    import subprocess
    import time

    try:
        child = subprocess.Popen(
            [hook],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=os.path.dirname(os.path.dirname(hook)),
            start_new_session=True,
        )
    except OSError as fault:
        return f"it could not be run: {fault.strerror}"
    assert child.stderr is not None
    said, told = b"", child.stderr.fileno()
    end = time.monotonic() + seconds
    while child.poll() is None and time.monotonic() < end:
        if not select.select([told], [], [], 0.05)[0]:
            continue
        part = os.read(told, 65536)
        said = (said + part)[-2000:]
        if not part:
            try:
                child.wait(max(0.0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                break
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        return f"it was ended after {seconds:g} seconds"
    if select.select([told], [], [], 0)[0]:
        said = (said + os.read(told, 65536))[-2000:]
    if child.returncode == 0:
        return ""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    what = "signal" if child.returncode < 0 else "exit status"
    return f"{what} {abs(child.returncode)}" + (f": {lines[-1][:300]}" if lines else "")


def note(path: str, why: str) -> None:
    """Keep why a hook failed, unless it is what it failed of the last time."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            if file.read(4000).partition("\n")[2] == why:
                return
    except FileNotFoundError:
        pass
    put(path, f"new\n{why}")


def put(path: str, text: str) -> None:
    """Write a small file whole."""
    partial = f"{path}.new-{os.getpid()}"
    handle = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(partial, path)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
