"""The files of the data folder whose changes are in the history: config.toml and the user's own roadmaps."""

from __future__ import annotations

import os
from contextlib import contextmanager

from studytui.domain.ids import is_slug
from studytui.store.files import put_text, read_text
from studytui.store.operations import FILES, Changed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.store.home import Home
    from studytui.store.operations import ChangeWriter

CONFIG = "config.toml"
_ROADMAPS = "roadmaps/"
_SUFFIX = ".toml"


def roadmap_file(roadmap: str) -> str:
    """The name in the data folder of the user's own roadmap of that id."""
    return f"{_ROADMAPS}{roadmap}{_SUFFIX}"


class Files:
    """Reads and replaces files as parts of changes; what a refused change replaced is put back."""

    def __init__(self, home: Home) -> None:
        """Work on the folder `home`."""
        self._home = home
        self._replaced: list[tuple[str, str | None]] = []

    def read(self, name: str) -> str | None:
        """The file as it stands, byte for byte; none without one."""
        text = read_text(self._path(name))
        return text.removeprefix("\ufeff") if text is not None and name == CONFIG else text

    def write(self, writer: ChangeWriter, name: str, old: str | None, text: str | None) -> None:
        """Put a file in place as part of a change, within `kept_if_refused`; none takes it away."""
        if old == text:
            return
        writer.log(FILES, name, old, text)
        self._replace(name, old, text)

    def turn(self, name: str, expected: str | None, wanted: str | None) -> None:
        """Turn a file back or forth, unless somebody has changed it since."""
        if self.read(name) != expected:
            by_hand = "config edit"
            if name.startswith(_ROADMAPS):
                by_hand = f"roadmap edit {name.removeprefix(_ROADMAPS).removesuffix(_SUFFIX)}"
            raise Changed(f"{name} has been changed since", f"change it by hand: studytui {by_hand}")
        self._replace(name, expected, wanted)

    @contextmanager
    def kept_if_refused(self) -> Iterator[None]:
        """Put the files back when the change that they belong to could not be committed."""
        self._replaced.clear()
        try:
            yield
        except BaseException:
            for name, old in reversed(self._replaced):
                put_text(self._path(name), old)
            raise

    def _replace(self, name: str, old: str | None, text: str | None) -> None:
        put_text(self._path(name), text)
        self._replaced.append((name, old))

    def _path(self, name: str) -> str:
        """Where a file lies; no name leads out of the folder."""
        if name == CONFIG:
            return self._home.config
        slug = name.removeprefix(_ROADMAPS).removesuffix(_SUFFIX)
        if name != roadmap_file(slug) or not is_slug(slug):
            raise Changed(f"{name[:80]!r} is no file of this folder", "see: studytui doctor")
        return os.path.join(self._home.roadmaps, slug + _SUFFIX)
