"""The files of the data folder whose changes are in the history: config.toml and the user's own roadmaps."""

from __future__ import annotations

from contextlib import contextmanager

from studytui.store.files import put_text, read_text
from studytui.store.operations import FILES, Changed
from studytui.store.replacing import CONFIG, ROADMAPS, SUFFIX, file_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.store.operations import ChangeWriter
    from studytui.store.store import Store


def roadmap_file(roadmap: str) -> str:
    """The name in the data folder of the user's own roadmap of that id."""
    return f"{ROADMAPS}{roadmap}{SUFFIX}"


class Files:
    """Reads and replaces files as parts of changes; what a refused change replaced is put back."""

    def __init__(self, store: Store) -> None:
        """Work on the folder of `store`."""
        self._store = store
        self._home = store.home

    def read(self, name: str) -> str | None:
        """The file as it stands, byte for byte, once it is as committed; none without one."""
        self._store.settled()
        text = read_text(file_of(self._home, name))
        return text.removeprefix("\ufeff") if text is not None and name == CONFIG else text

    def has(self, name: str) -> bool:
        """Whether there is such a file now."""
        return read_text(file_of(self._home, name)) is not None

    def write(self, writer: ChangeWriter, name: str, old: str | None, text: str | None) -> None:
        """Put a file in place as part of a change, within `kept_if_refused`; none takes it away."""
        if old == text:
            return
        writer.log(FILES, name, old, text)
        self._replace(name, text)

    def turn(self, name: str, expected: str | None, wanted: str | None) -> None:
        """Turn a file back or forth, unless somebody has changed it since."""
        if self.read(name) != expected:
            by_hand = "config edit"
            if name.startswith(ROADMAPS):
                by_hand = f"roadmap edit {name.removeprefix(ROADMAPS).removesuffix(SUFFIX)}"
            raise Changed(f"{name} has been changed since", f"change it by hand: studytui {by_hand}")
        self._replace(name, wanted)

    @contextmanager
    def kept_if_refused(self) -> Iterator[None]:
        """Put the files back when the change that they belong to could not be committed."""
        try:
            yield
        finally:
            self._store.settle_files()

    def _replace(self, name: str, text: str | None) -> None:
        self._store.keep_file(name, text)
        put_text(file_of(self._home, name), text)
