"""The data folder: where it is, what stands in it, and how it is made."""

from __future__ import annotations

import os
import stat

from studytui.domain.faults import SystemRefused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "STUDYTUI_HOME"
FOLDER_MODE = 0o700
FILE_MODE = 0o600
HEADER = ".change-"
"""With the id of a change and a number it names what tells which file the change replaces."""


class Home:
    """Paths inside one data folder; making it is a call of its own."""

    def __init__(self, folder: str, flag: str | None = None) -> None:
        """Name the folder, and the `--home` by which it was asked for; nothing is read or made yet."""
        self.folder = folder
        self._flag = flag
        self.config = os.path.join(folder, "config.toml")
        self.database = os.path.join(folder, "study.db")
        self.roadmaps = os.path.join(folder, "roadmaps")
        self.backups = os.path.join(folder, "backups")
        self.hooks = os.path.join(folder, "hooks")

    def make(self) -> None:
        """Make the folder, private to its owner; SystemRefused when the system does not let us."""
        make_folder(self.folder)

    def called(self, words: str) -> str:
        """A command as it must be written to mean this data folder."""
        if self._flag is None:
            return f"studytui {words}"
        import shlex

        return f"studytui --home {shlex.quote(self._flag)} {words}"

    def interrupted(self) -> list[str]:
        """Names of the headers of changes of files that are not finished, the newest of each change first.

        Raises OSError where the folder cannot be listed: nobody knows then whether there are any.
        """
        return sorted((name for name in os.listdir(self.folder) if name.startswith(HEADER)), reverse=True)

    def shared_with_others(self) -> bool:
        """Whether others may read the folder."""
        try:
            return bool(os.stat(self.folder).st_mode & (stat.S_IRWXG | stat.S_IRWXO))
        except OSError:
            return False


def make_folder(folder: str) -> None:
    """Make a private folder with its parents, if it is not there; SystemRefused when that fails."""
    if os.path.isdir(folder):
        return
    try:
        os.makedirs(folder, mode=FOLDER_MODE, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as fault:
        raise SystemRefused(
            f"{folder} cannot be the data folder: a file is in the way",
            "move that file, or name another folder with --home DIR",
        ) from fault
    except OSError as fault:
        raise SystemRefused(
            f"the data folder {folder} cannot be made: {fault.strerror or fault}",
            "free the place, or name another folder with --home DIR",
        ) from fault


def find_home(flag: str | None, environment: Mapping[str, str]) -> Home:
    """The data folder: `--home`, else STUDYTUI_HOME, else the user's config folder."""
    chosen = flag or environment.get(VARIABLE)
    if chosen:
        return Home(os.path.abspath(os.path.expanduser(chosen)), flag)
    if os.name == "posix" and os.uname().sysname == "Linux":
        base = environment.get("XDG_CONFIG_HOME", "").strip()
        if not os.path.isabs(base):
            base = os.path.expanduser("~/.config")
        return Home(os.path.join(base, "studytui"))
    from platformdirs import user_config_path  # 15 ms; on Linux the rule above is the same

    return Home(str(user_config_path("studytui", appauthor=False)))
