"""Foreign curricula become roadmaps of one's own, and newer versions of them take their place."""

from __future__ import annotations

from studytui.domain.faults import DataFault, Refused
from studytui.domain.ids import is_slug
from studytui.domain.records import dataclass, replace
from studytui.domain.status import Status
from studytui.exchange.preview import Choices, Preview
from studytui.services.files import roadmap_file
from studytui.store.tables import CHOICE, MARK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.domain.changes import Changes
    from studytui.domain.roadmap import Project, Roadmap, Topic
    from studytui.exchange.curriculum import Ticked
    from studytui.services.study import Study
    from studytui.store.operations import ChangeWriter

IMPORTED = "imported/"
"""Under this and its id a roadmap's checksum is kept, as it was when it was imported last."""


@dataclass(frozen=True)
class Plan:
    """An import ready to be carried out: what is written, which marks come with it, what it changes.

    `changes` is none for a roadmap that was not there before, `edited` says that its file was changed by hand
    since its last import.
    """

    preview: Preview
    roadmap: Roadmap
    text: str
    marks: tuple[Ticked, ...]
    changes: Changes | None
    edited: bool


@dataclass(frozen=True)
class Imported:
    """What an import did: marks that it brought, rows of state that moved with renamed ids, the backup."""

    roadmap: Roadmap
    changes: Changes | None
    marks: int
    carried: int
    backup: str


class Importing:
    """The use-cases of imports of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def read(self, path: str, choices: Choices | None = None) -> Preview:
        """What the file or folder at `path` would become; nothing is written."""
        from studytui.exchange.sources import read_curriculum, read_file

        choices = choices or Choices()
        if path.lower().endswith(".toml"):
            label, data = read_file(path)
            return self._written(data, label, choices)
        return read_curriculum(path, choices)

    def read_bytes(self, data: bytes, label: str, choices: Choices | None = None) -> Preview:
        """The same of what was piped in, called `label` in messages."""
        from studytui.exchange.sources import of_text, text_of

        if label.lower().endswith(".toml"):
            return self._written(data, label, choices or Choices())
        return of_text(text_of(data, label), label, choices or Choices())

    def plan(self, preview: Preview, overwrite: bool = False) -> Plan:
        """Make ready what a preview shows; Refused where its id is another roadmap's.

        `overwrite` allows to replace a roadmap of one's own that was never imported, or was changed since.
        """
        from studytui.roadmaps.renewing import Renewal
        from studytui.roadmaps.write import toml_of
        from studytui.services.updates import compared

        self._study.store.settled()
        found, marks, changes, edited = preview.roadmap, preview.marks, None, False
        old = self._old(found.id, overwrite)
        if old is not None and preview.written is None:
            renewal = Renewal(old, found)
            found = renewal.renewed()
            marks = tuple(replace(one, item=renewal.ids.get(one.item, one.item)) for one in marks)
        if old is not None:
            changes = compared(old, found)
            edited = self._edited(found.id)
        text = preview.written if preview.written is not None else toml_of(found)
        return Plan(preview, self._checked(text, found.id), text, marks, changes, edited)

    def carry_out(self, plan: Plan) -> Imported:
        """Write the roadmap, its marks and the state that its ids bring along: one change, after a backup."""
        study = self._study
        backup = study.store.back_up("before-import")
        name, title = roadmap_file(plan.roadmap.id), plan.roadmap.title
        with study.files.kept_if_refused(), study.store.change(f"import {title}") as writer:
            study.files.write(writer, name, study.files.read(name), plan.text)
            key = f"{IMPORTED}{plan.roadmap.id}"
            writer.put(CHOICE, {"key": key, "value": checksum(plan.text)})
            marked = self._mark(writer, plan.marks)
            carried = self._carry(writer, plan.roadmap)
        return Imported(plan.roadmap, plan.changes, marked, carried, backup.file)

    def free_id(self, identity: str) -> str:
        """An id like this one that no roadmap has."""
        from studytui.domain.slugs import unique

        return unique(identity, set(self._study.library.ids()))

    def _written(self, data: bytes, label: str, choices: Choices) -> Preview:
        """A roadmap in TOML, as it is but for the id and the title that were chosen."""
        from studytui.exchange.outline import Outline
        from studytui.exchange.sources import text_of
        from studytui.roadmaps.edit import Edit

        text = text_of(data, label)
        try:
            edit = Edit(text, label)
        except DataFault as fault:
            raise DataFault(
                fault.message, f"mend it first, and look again: studytui roadmap check {label}"
            ) from None
        if choices.identity is not None:
            edit.set((), "id", choices.identity)
        if choices.title is not None:
            edit.set((), "title", choices.title)
        found = self._checked(edit.text, edit.identity(), label)
        stages = found.stages
        projects = [project for stage in stages for project in stage.projects]
        topics = [topic for stage in stages for topic in stage.topics]
        owners: tuple[Topic | Project, ...] = (*topics, *projects)
        courses = sum(len(stage.courses) for stage in stages)
        return Preview(
            label, Outline(found.title, "toml", ()), choices, found, (), "toml",
            len({(stage.id, topic.heading) for stage in stages for topic in stage.topics if topic.heading}),
            len(topics) + courses + len(projects), 0, sum(len(owner.steps) for owner in owners), 0,
            len(projects), round(sum(stage.planned_hours for stage in stages), 1), edit.text,
        )  # fmt: skip

    def _old(self, identity: str, overwrite: bool) -> Roadmap | None:
        """The roadmap that an import would take the place of, where it may."""
        study = self._study
        if not is_slug(identity):
            raise Refused(f'"{identity[:80]}" is not an id (a-z, 0-9, -)', "name one with --id")
        other = f"import it as another one with: --id {self.free_id(identity)}"
        own = study.files.read(roadmap_file(identity))
        if own is None:
            if identity in study.library.ids():
                raise Refused(f'"{identity}" is the id of a bundled roadmap', other)
            return None
        if not overwrite and study.store.marks.choice(f"{IMPORTED}{identity}") is None:
            raise Refused(
                f'there is a roadmap "{identity}" of your own, which was not imported',
                f"{other}; or replace it with: --replace",
            )
        if not overwrite and self._edited(identity):
            raise Refused(
                f'you have changed "{identity}" since it was imported',
                f"{other}; or replace it, your changes included, with: --replace",
            )
        try:
            return study.library.load_own(identity)
        except DataFault:
            return None

    def _edited(self, identity: str) -> bool:
        kept = self._study.store.marks.choice(f"{IMPORTED}{identity}")
        text = self._study.files.read(roadmap_file(identity))
        return kept is not None and text is not None and checksum(text) != kept

    def _checked(self, text: str, identity: str, label: str = "") -> Roadmap:
        """The roadmap in a text that is about to be written; DataFault with the first thing that is wrong."""
        return self._study.library.of_text(text, f"{identity}.toml" if is_slug(identity) else label)

    def _mark(self, writer: ChangeWriter, marks: Sequence[Ticked]) -> int:
        """Ticks come in as done without a date; what was done here already stays as it is."""
        known = self._study.store.marks.all()
        brought = [one for one in marks if one.item not in known]
        for one in brought:
            if one.status is not Status.TODO:
                row = {"item": one.item, "status": one.status.value, "done_at": None, "title": one.title}
                writer.put(MARK, row)
        return len(brought)

    def _carry(self, writer: ChangeWriter, roadmap: Roadmap) -> int:
        from studytui.services.carrying import former_items, former_stages

        return self._study.updates.carried(writer, roadmap, former_items(roadmap), former_stages(roadmap))


def checksum(text: str) -> str:
    """By what a file is known to be as it was."""
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
