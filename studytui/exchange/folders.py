"""A user's own copy of a developer roadmap's content folder: one Markdown file for each topic."""

from __future__ import annotations

import os

from studytui.domain.faults import DataFault, SystemRefused
from studytui.exchange.blocks import read_blocks, walk
from studytui.exchange.outline import Outline, OutlineItem, OutlineStage
from studytui.exchange.sources import label_of, read_file, text_of
from studytui.exchange.tracks import read_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.exchange.blocks import Link

_MOST_FILES = 3000
_DEEPEST = 4


def read_folder(path: str) -> Outline:
    """The curriculum in a folder: its drawing beside the files orders them, else folders are the stages."""
    label = label_of(path)
    files = _markdown_files(path)
    if not files:
        raise DataFault(
            f"{label} is a folder without Markdown files",
            "name a file, or the content folder of a developer roadmap",
        )
    read = {name: _topic(name, full) for name, full in files.items()}
    drawing = _drawing(path)
    if drawing is not None:
        name, data = read_file(drawing)
        extras = {
            node: (item.details, item.links)
            for file, item in read.items()
            if (node := os.path.basename(file)[:-3].partition("@")[2])
        }
        return read_json(text_of(data, name), name, extras)
    stages: dict[str, list[OutlineItem]] = {}
    titles: dict[str, str] = {}
    for name, item in read.items():
        folder, file = os.path.split(name)
        if file == "index.md" and folder:
            titles[folder] = item.title
        if file != "index.md":
            stages.setdefault(folder, []).append(item)
    named = [
        OutlineStage(titles.get(folder) or _spoken(os.path.basename(folder)), tuple(items))
        for folder, items in stages.items()
    ]
    if not named:
        raise DataFault(f"{label} holds no topics", "name the content folder of a developer roadmap")
    above = os.path.basename(os.path.dirname(os.path.abspath(path))) if label == "content" else label
    return Outline(_spoken(above), "folder", tuple(named))


def _markdown_files(path: str) -> dict[str, str]:
    """The Markdown files below a folder, by their names in it; links are not followed."""
    found: dict[str, str] = {}
    waiting = [(path, "", 0)]
    try:
        while waiting:
            folder, prefix, depth = waiting.pop()
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = os.path.join(prefix, entry.name)
                    if entry.is_dir(follow_symlinks=False) and depth < _DEEPEST:
                        waiting.append((entry.path, name, depth + 1))
                    elif entry.name.endswith(".md") and entry.is_file(follow_symlinks=False):
                        found[name] = entry.path
                    if len(found) > _MOST_FILES:
                        raise DataFault(
                            f"{label_of(path)} holds more than {_MOST_FILES:,} files",
                            "name one roadmap's folder",
                        )
    except OSError as fault:
        raise SystemRefused(
            f"{label_of(path)} cannot be read: {fault.strerror or fault}",
            "check the disk and who may read it, then try again",
        ) from None
    return dict(sorted(found.items()))


def _drawing(path: str) -> str | None:
    """The JSON file that draws the same roadmap: in the folder or, for a content folder, beside it."""
    here = os.path.abspath(path)
    places = [here, os.path.dirname(here)] if os.path.basename(here) == "content" else [here]
    for place in places:
        name = os.path.join(place, f"{os.path.basename(place)}.json")
        if os.path.isfile(name):
            return name
    return None


def _topic(name: str, path: str) -> OutlineItem:
    """One file: its first heading, its words, its links."""
    label, data = read_file(path)
    blocks = read_blocks(text_of(data, label), label)
    title = next((block.words.plain for block in blocks if block.kind == "heading" and block.words.plain), "")
    details = tuple(block.words.plain for block in blocks if block.kind == "paragraph" and block.words.plain)
    links: list[Link] = [link for block in walk(blocks) for link in block.words.links]
    return OutlineItem(
        title or _spoken(os.path.basename(name)[:-3].partition("@")[0]),
        links=tuple(links),
        details=details[:4],
    )


def _spoken(name: str) -> str:
    words = " ".join(part for part in name.split("-") if not part.isdigit())
    return words[:1].upper() + words[1:]
