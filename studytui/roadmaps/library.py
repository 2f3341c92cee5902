"""All roadmaps of one user: the bundled ones and their own, which come before bundled ones of the same id.

What reads and checks files is imported only where a file must be read: `stamp` alone has to be quick.
"""

from __future__ import annotations

import os
import stat

from studytui.domain.faults import DataFault, Refused
from studytui.domain.ids import is_slug
from studytui.domain.records import dataclass
from studytui.domain.text import clean_line
from studytui.roadmaps import locate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studytui.domain.roadmap import Roadmap
    from studytui.roadmaps.catalogue import Catalogue
    from studytui.roadmaps.findings import Finding

DEFAULT = "backend-developer"


@dataclass(frozen=True)
class Listed:
    """A roadmap that can be opened, as a list shows it; `replaces` says it stands for a bundled one."""

    id: str
    title: str
    summary: str | None
    path: str
    bundled: bool
    replaces: bool


class Library:
    """Finds, checks and opens roadmaps; what has been read is kept until its file changes."""

    def __init__(
        self,
        own_folder: str | os.PathLike[str] | None,
        data_folder: str | None = None,
        links: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """Look for the user's roadmaps in `own_folder`, for the bundled ones where the program keeps them.

        `links` tells which topics stand for which of the catalogue, by slug.
        """
        self._links = links
        self._own_folder = None if own_folder is None else os.fspath(own_folder)
        self._data = data_folder or locate.data_folder()
        self._bundled = locate.bundled_files(self._data)
        self._catalogue: tuple[str, Catalogue, tuple[Finding, ...]] | None = None
        self._built: dict[str, tuple[str, Roadmap | Finding]] = {}
        self._steps: dict[str, dict[str, tuple[str, ...]]] | None = None
        self._checked: tuple[bytes, Catalogue, Roadmap] | None = None

    def ids(self) -> tuple[str, ...]:
        """Every id there is a file for: the default one first, the other bundled ones, the user's own."""
        own = [slug for slug in locate.own_files(self._own_folder) if is_slug(slug)]
        every = dict.fromkeys([DEFAULT, *self._bundled, *own])
        return tuple(slug for slug in every if slug in self._bundled or slug in own)

    def listing(self) -> tuple[Listed, ...]:
        """The roadmaps that can be opened; broken files are left out, and `findings` says why."""
        own = locate.own_files(self._own_folder)
        listed = []
        for slug in self.ids():
            try:
                roadmap = self.load(slug)
            except DataFault:
                continue
            path = self._bundled[slug] if roadmap.bundled else own[slug]
            replaces = not roadmap.bundled and slug in self._bundled
            listed.append(Listed(slug, roadmap.title, roadmap.summary, path, roadmap.bundled, replaces))
        return tuple(listed)

    def load(self, roadmap_id: str) -> Roadmap:
        """The roadmap of that id: the user's own, else or while that is broken the bundled one."""
        from studytui.roadmaps.findings import Finding, quoted

        paths = self._paths(roadmap_id)
        if not paths:
            raise Refused(f"there is no roadmap {quoted(roadmap_id)}", self._meant(roadmap_id))
        answers = []
        for path in paths:
            answer = self._open(path)
            if not isinstance(answer, Finding):
                return self._linked(answer)
            answers.append((path, answer))
        path, first = answers[0]
        raise DataFault(first.sentence(), f"studytui roadmap check {clean_line(path)}")

    def load_own(self, roadmap_id: str) -> Roadmap:
        """The user's own roadmap of that id as its file says, without links; DataFault while it is broken."""
        from studytui.roadmaps.findings import Finding

        answer = self._open(self._own_path(roadmap_id))
        if isinstance(answer, Finding):
            raise DataFault(answer.sentence())
        return answer

    def of_text(self, text: str, file: str) -> Roadmap:
        """The roadmap in a text that is called `file`; DataFault with the first thing that is wrong.

        It is kept, for most texts that are checked are written next, and then read.
        """
        from studytui.roadmaps.build import build
        from studytui.roadmaps.findings import Finding, Severity
        from studytui.roadmaps.read import parse
        from studytui.roadmaps.validate import usable, validate

        data = text.encode("utf-8", "replace")
        document = parse(data, file)
        if isinstance(document, Finding):
            raise DataFault(document.sentence())
        catalogue = self.catalogue()
        if usable(document, catalogue):
            roadmap = build(document.table, catalogue, bundled=False)
            self._checked = data, catalogue, roadmap
            return roadmap
        found = validate(document, catalogue, bundled=False)
        first = next(finding for finding in found if finding.severity is Severity.ERROR)
        raise DataFault(first.placed())

    def text(self, roadmap_id: str) -> tuple[str, bool]:
        """The text of the file that a roadmap is read from, and whether it is a bundled one."""
        self.load(roadmap_id)
        path = self._paths(roadmap_id)[0]
        with open(path, encoding="utf-8", newline="") as file:
            return file.read(), path in self._bundled.values()

    def _linked(self, roadmap: Roadmap) -> Roadmap:
        """The roadmap with the catalogue's ids for topics that stand for one of the catalogue."""
        links = self._links()
        if not links:
            return roadmap
        from studytui.roadmaps.linking import linked

        return linked(roadmap, links)

    def catalogue(self) -> Catalogue:
        """The topics, courses and projects that roadmaps share."""
        return self._shared()[0]

    def findings(self) -> tuple[Finding, ...]:
        """Everything that is wrong or odd in the user's own files, and in the catalogue they lean on."""
        found = list(self._shared()[1])
        for path in locate.own_files(self._own_folder).values():
            found.extend(self.check(path))
        return tuple(found)

    def check(self, path: str | os.PathLike[str]) -> tuple[Finding, ...]:
        """Everything that is wrong or odd in one file, held to more if it is a bundled one."""
        from studytui.roadmaps.catalogue import alias_clashes
        from studytui.roadmaps.findings import Finding, Severity, takes_place
        from studytui.roadmaps.read import read
        from studytui.roadmaps.validate import validate

        name = os.fspath(path)
        document = read(name)
        if isinstance(document, Finding):
            return (document,)
        if _same(name, locate.catalogue_file(self._data)):
            catalogue, faults = self._shared()
            return faults + alias_clashes(document, catalogue)
        slug = os.path.splitext(os.path.basename(name))[0]
        known = self._bundled.get(slug)
        bundled = known is not None and _same(name, known)
        found = validate(
            document,
            self.catalogue(),
            bundled=bundled,
            others=lambda project: self._steps_elsewhere(project, slug),
        )
        if not bundled and known is not None and self._is_own(name):
            broken = any(finding.severity is Severity.ERROR for finding in found)
            found = found if broken else (takes_place(document.file), *found)
        return found

    def stamp(self, roadmap_id: str) -> str:
        """A cheap identity of all that `load` would read; another one means that it must read again."""
        stamp = _stamp([*self._paths(roadmap_id), locate.catalogue_file(self._data)])
        links = self._links()
        if not links:
            return stamp
        from zlib import crc32

        return f"{stamp}|{crc32(repr(sorted(links.items())).encode()):08x}"

    def own_stamp(self) -> str:
        """A cheap identity of all the user's own files."""
        return _stamp(list(locate.own_files(self._own_folder).values()))

    def broken(self) -> dict[str, Finding]:
        """The first fault of each of the user's own files that cannot be opened, by its id."""
        from studytui.roadmaps.findings import Finding

        answers = {slug: self._open(path) for slug, path in locate.own_files(self._own_folder).items()}
        return {slug: answer for slug, answer in answers.items() if isinstance(answer, Finding)}

    def _paths(self, roadmap_id: str) -> list[str]:
        if not is_slug(roadmap_id):
            return []
        paths = [self._bundled[roadmap_id]] if roadmap_id in self._bundled else []
        if self._own_folder is not None:
            own = self._own_path(roadmap_id)
            if _may_be_file(own):
                paths.insert(0, own)
        return paths

    def _own_path(self, roadmap_id: str) -> str:
        return os.path.join(self._own_folder or "", roadmap_id + locate.SUFFIX)

    def _open(self, path: str) -> Roadmap | Finding:
        stamp = _stamp([path, locate.catalogue_file(self._data)])
        kept = self._built.get(path)
        if kept is None or kept[0] != stamp:
            kept = self._built[path] = stamp, self._read(path)
        return kept[1]

    def _read(self, path: str) -> Roadmap | Finding:
        from studytui.roadmaps.build import build
        from studytui.roadmaps.findings import Finding, Severity
        from studytui.roadmaps.read import fetch, file_label, parse
        from studytui.roadmaps.validate import usable, validate

        data = fetch(path)
        if isinstance(data, Finding):
            return data
        catalogue, bundled = self.catalogue(), path in self._bundled.values()
        if (
            self._checked is not None
            and not bundled
            and self._checked[0] == data
            and self._checked[1] is catalogue
        ):
            return self._checked[2]
        document = parse(data, file_label(path))
        if isinstance(document, Finding):
            return document
        if usable(document, catalogue):
            return build(document.table, catalogue, bundled=bundled)
        found = validate(document, catalogue, bundled=False)
        return next(finding for finding in found if finding.severity is Severity.ERROR)

    def _shared(self) -> tuple[Catalogue, tuple[Finding, ...]]:
        path = locate.catalogue_file(self._data)
        stamp = _stamp([path])
        if self._catalogue is None or self._catalogue[0] != stamp:
            from studytui.roadmaps.catalogue import load_catalogue

            self._catalogue = stamp, *load_catalogue(path)
        return self._catalogue[1], self._catalogue[2]

    def _steps_elsewhere(self, project: str, roadmap_id: str) -> dict[str, tuple[str, ...]]:
        """What the catalogue and the bundled roadmaps of other ids say of a project's steps."""
        from studytui.roadmaps.findings import Finding
        from studytui.roadmaps.read import read
        from studytui.roadmaps.references import projects_with_steps

        if self._steps is None:
            self._steps = {}
            for slug, path in self._bundled.items():
                document = read(path)
                if not isinstance(document, Finding):
                    self._steps[slug] = projects_with_steps(document.table)
        found = {}
        if shared := self.catalogue().projects.get(project):
            found["data/catalogue.toml"] = tuple(step.slug for step in shared.steps)
        for slug, projects in self._steps.items():
            if slug != roadmap_id and project in projects:
                found[f"data/roadmaps/{slug}.toml"] = projects[project]
        return found

    def _is_own(self, path: str) -> bool:
        folder = os.path.dirname(path) or os.curdir
        return self._own_folder is not None and _same(folder, self._own_folder)

    def _meant(self, word: str) -> str:
        import difflib

        from studytui.roadmaps.findings import quoted

        ids = self.ids()
        typed = clean_line(word)[:200].casefold()
        near = [slug for slug in ids if typed and typed in slug]
        near = near or difflib.get_close_matches(typed, ids, 3, 0.5)
        if not near:
            return "`studytui roadmap list` names them all"
        return f"did you mean {' or '.join(quoted(slug) for slug in near[:3])}?"


def _same(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def _may_be_file(path: str) -> bool:
    """Whether there is a file, or the system does not say; reading it tells then what is wrong."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def _stamp(paths: list[str]) -> str:
    parts = []
    for path in paths:
        try:
            found = os.stat(path)
            parts.append(f"{path}:{found.st_mtime_ns}:{found.st_size}:{found.st_ino}")
        except (OSError, ValueError):
            parts.append(f"{path}:-")
    return "|".join(parts)
