"""Folders on networks and in synchronised places are known, and what such programs leave behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studytui.store.places import conflict_copies, network_of, synchroniser_of, warning

MOUNTS = r"""
22 28 0:20 / /sys rw,nosuid shared:7 - sysfs sysfs rw
28 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 28 0:41 / /mnt/nas rw,relatime shared:20 - nfs4 nas:/export rw,vers=4.2
41 28 0:42 / /mnt/nas/local rw - ext4 /dev/vdb rw
42 28 0:43 / /mnt/far\040away rw - fuse.sshfs me@far:/ rw
43 28 0:44 / /mnt/share rw - cifs //box/share rw
44 28 0:45 / /mnt/host rw - 9p host rw
45 28 0:46 / /mnt/doc rw - fuse.portal portal rw
46 28 0:47 / /mnt/share rw - ext4 /dev/vdc rw
nonsense
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me/.config/studytui", None),
        ("/mnt/nas/me", "nfs4"),
        ("/mnt/nas", "nfs4"),
        ("/mnt/nasty", None),
        ("/mnt/nas/local/me", None),
        ("/mnt/far away/studytui", "fuse.sshfs"),
        ("/mnt/share/x", None),
        ("/mnt/host/x", "9p"),
        ("/mnt/doc/x", None),
    ],
)
def test_the_file_system_of_a_folder(tmp_path: Path, folder: str, kind: str | None) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert network_of(folder, str(mounts)) == kind


def test_without_a_list_of_mounts_nothing_is_said(tmp_path: Path) -> None:
    assert network_of("/mnt/nas", str(tmp_path / "nothing")) is None
    assert network_of(str(tmp_path)) is None


@pytest.mark.parametrize(
    ("names", "program"),
    [
        ("Dropbox/studytui", "Dropbox"),
        ("Dropbox (Personal)/apps/studytui", "Dropbox"),
        ("OneDrive - Somewhere/studytui", "OneDrive"),
        ("Google Drive/studytui", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/studytui", "iCloud"),
        ("Nextcloud/studytui", "Nextcloud"),
        ("Sync/studytui", "Syncthing"),
        (".config/studytui", None),
        ("projects/synchronous/studytui", None),
        ("dropboxes/studytui", None),
    ],
)
def test_synchronised_folders_by_name(tmp_path: Path, names: str, program: str | None) -> None:
    folder = tmp_path / names
    folder.mkdir(parents=True)
    assert synchroniser_of(str(folder)) == program
    assert bool(warning(str(folder))) == (program is not None)


def test_synchronised_folders_by_what_is_left_in_them(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "studytui"
    folder.mkdir(parents=True)
    assert warning(str(folder)) == ""
    (tmp_path / "deep" / ".stfolder").mkdir()
    assert warning(str(folder)).startswith(f"{folder} is synchronised by Syncthing: close studytui")


def test_conflict_copies_are_found(tmp_path: Path) -> None:
    made = [
        "study (Me's conflicted copy 2026-11-20).db",
        "study.sync-conflict-20261120-101112-ABCDEFG.db",
        "study (conflicted copy 2026-11-20 101112).db",
        "study (1).db",
        "study 2.db",
        "study-LAPTOP.db",
        "config (Me's conflicted copy 2026-11-20).toml",
        "study_conflict-20261120-101112.db",
    ]
    for name in [*made, "study.db", "study.db-journal", "config.toml", "mine-2025.toml", "study.db.old"]:
        Path(tmp_path, name).touch()
    found = [os.path.basename(file) for file in conflict_copies(str(tmp_path), ("study.db", "config.toml"))]
    assert sorted(found) == sorted(made)
    assert conflict_copies(str(tmp_path / "nothing")) == ()
