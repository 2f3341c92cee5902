"""Where roadmap files lie: the bundled ones beside the program, the user's own in their folder."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".toml"


def data_folder() -> str:
    """The bundled data: inside the package in a wheel, beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "data")
    beside = os.path.join(os.path.dirname(package), "data")
    return inside if os.path.isdir(inside) or not os.path.isdir(beside) else beside


def catalogue_file(data: str | None = None) -> str:
    """The file of the topics, courses and projects that roadmaps share."""
    return os.path.join(data or data_folder(), "catalogue.toml")


def bundled_files(data: str | None = None) -> dict[str, str]:
    """The bundled roadmaps, path by id, sorted by id."""
    return own_files(os.path.join(data or data_folder(), "roadmaps"))


def own_files(folder: str | None) -> dict[str, str]:
    """The roadmap files of a folder, path by name without `.toml`; a missing folder has none."""
    if folder is None:
        return {}
    try:
        return dict(sorted(_toml_files(folder)))
    except (OSError, ValueError):
        return {}


def _toml_files(folder: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name, suffix = os.path.splitext(entry.name)
            if suffix == SUFFIX and not name.startswith(".") and _is_regular(entry):
                yield name, entry.path


def _is_regular(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()  # follows a link: one to a regular file is as good as the file
    except OSError:
        return False
