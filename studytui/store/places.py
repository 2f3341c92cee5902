"""Where a folder lies: on a network, in a folder that another program synchronises, or on this machine."""

from __future__ import annotations

import os
import re

_NETWORKS = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "davfs", "virtiofs")
)
_LOCAL_FUSE = frozenset(("fuse.portal", "fuse.lxcfs", "fuse.fuse-overlayfs", "fuse.gocryptfs"))
_SYNCHRONISED = (
    ("Dropbox", re.compile(r"dropbox\b", re.I)),
    ("OneDrive", re.compile(r"onedrive\b", re.I)),
    ("Google Drive", re.compile(r"(google ?drive|my drive)\b|googledrive", re.I)),
    ("iCloud", re.compile(r"(icloud ?drive|mobile documents|com~apple~clouddocs)", re.I)),
    ("Nextcloud", re.compile(r"(nextcloud|owncloud)\b", re.I)),
    ("Syncthing", re.compile(r"(syncthing|sync)\Z", re.I)),
    ("pCloud", re.compile(r"pcloud ?(drive|sync)?\Z", re.I)),
    ("MEGA", re.compile(r"mega(sync)?\Z", re.I)),
)
_MARKERS = (
    (".stfolder", "Syncthing"),
    (".stversions", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".sync_journal.db", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "Nextcloud"),
    (".tmp.drivedownload", "Google Drive"),
)
_CONFLICT = re.compile(
    r"conflicted copy|sync-conflict|(\b|_)conflict[-_ ]\d|\(.*'s conflict|\((case )?conflict", re.I
)
_NUMBERED = re.compile(r"(?P<stem>.+?)( ?\(\d+\)| \d+|-[A-Za-z0-9]+(-[A-Za-z0-9]+)*)(?P<ending>\.[a-z]+)")
_MOUNTS = "/proc/self/mountinfo"


def network_of(folder: str, mounts: str = _MOUNTS) -> str | None:
    """The kind of network file system that holds `folder` (nfs, cifs, fuse.sshfs), none on a local disk.

    Known on Linux only; `mounts` is where the kernel lists what is mounted.
    """
    kind = _kind_of(os.path.realpath(folder), mounts)
    if kind is None:
        return None
    foreign = kind.startswith("fuse.") and kind not in _LOCAL_FUSE
    return kind if foreign or kind in _NETWORKS else None


def _kind_of(path: str, mounts: str) -> str | None:
    try:
        with open(mounts, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return None
    found, longest = None, -1
    for line in lines:
        before, separator, after = line.partition(" - ")
        words, kinds = before.split(), after.split()
        if not separator or len(words) < 5 or not kinds:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), words[4])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= longest:
            found, longest = kinds[0], len(point)
    return found


def synchroniser_of(folder: str) -> str | None:
    """The program that synchronises `folder`, by the names above it and what such programs leave there."""
    path = os.path.realpath(folder)
    while True:
        name = os.path.basename(path)
        for program, form in _SYNCHRONISED:
            if form.match(name):
                return program
        for marker, program in _MARKERS:
            if os.path.lexists(os.path.join(path, marker)):
                return program
        above = os.path.dirname(path)
        if above == path:
            return None
        path = above


def warning(folder: str) -> str:
    """What a person should know of the place of their data, empty where it is a good one."""
    network = network_of(folder)
    if network is not None:
        return (
            f"{folder} lies on a network file system ({network}): use it on one machine at a time, "
            "for its locks may not hold between two"
        )
    program = synchroniser_of(folder)
    if program is not None:
        return (
            f"{folder} is synchronised by {program}: close studytui on one machine, and let it finish, "
            "before you open it on another"
        )
    return ""


def conflict_copies(folder: str, of: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Files of `folder` that a synchronising program made when two machines had written the same one.

    `of` are names whose numbered doubles ("study (1).db", "study 2.db", "study-LAPTOP.db") count too.
    """
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return ()
    return tuple(os.path.join(folder, name) for name in names if _conflicting(name, of))


def _conflicting(name: str, of: tuple[str, ...]) -> bool:
    if _CONFLICT.search(name):
        return True
    double = _NUMBERED.fullmatch(name)
    return double is not None and double["stem"] + double["ending"] in of
