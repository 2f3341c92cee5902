"""Notes: one in Markdown for each roadmap, stage, topic, course and project."""

from __future__ import annotations

from studytui.domain.faults import Fault, NothingToDo, Refused
from studytui.domain.ids import NoteTarget, RoadmapId, roadmap_target, stage_target
from studytui.domain.merging import merged
from studytui.domain.status import Kind
from studytui.domain.target import Target, target_of
from studytui.domain.text import clean
from studytui.services.timing import put_in_use
from studytui.store.tables import NOTE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studytui.domain.entry import Entry
    from studytui.services.study import Study
    from studytui.store.notes import Note

LONGEST_NOTE = 200_000
"""Characters; a note is a page of thoughts, not a book."""
_LONGEST_SEARCH = 1000


class Notebook:
    """The use-cases of notes of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def key(self, target: Target) -> NoteTarget:
        """What the note of a target is kept under; a step's is its owner's."""
        if target.item is None:
            if target.stage is None:
                return roadmap_target(target.roadmap)
            return stage_target(target.roadmap, target.stage)
        if target.kind is Kind.STEP:
            _, _, lines = self._study.lines(target.roadmap)
            owner = next((entry.parent for entry in lines if entry.id == target.item), None)
            if owner is not None:
                return NoteTarget(owner)
        return NoteTarget(target.item)

    def of(self, key: NoteTarget) -> Note | None:
        """The note kept under `key`."""
        return self._study.store.notes.of(key)

    def add(self, target: Target, text: str) -> Note:
        """Append a paragraph to the target's note."""
        paragraph = clean(text).strip()
        if not paragraph:
            raise Refused(
                "there is no text to add",
                "write it behind the target, or pipe it in with: studytui note TARGET -",
            )
        old = self.of(self.key(target))
        body = (
            f"{old.body.rstrip()}\n\n{paragraph}\n"
            if old is not None and old.body.strip()
            else f"{paragraph}\n"
        )
        return self.write(self.key(target), self.title(target), body)

    def title(self, target: Target) -> str:
        """The title under which a target's note is listed."""
        if target.kind is not Kind.STEP:
            return target.title
        key = self.key(target)
        _, _, lines = self._study.lines(target.roadmap)
        return next((entry.title for entry in lines if str(entry.id) == key), target.title)

    def write(self, key: NoteTarget, title: str, body: str, base: str | None = None) -> Note:
        """Make `body` the note under `key`; an empty one takes the note away. Its draft is done with.

        With `base`, the text that the writer began with, what others have written since is kept too.
        """
        from studytui.store.notes import Note

        body = clean(body)
        if base is not None:
            stored = self.of(key)
            body = merged(base, body, stored.body if stored is not None else "")
        if len(body) > LONGEST_NOTE:
            raise Refused(
                f"the note would be {len(body):,} characters long; {LONGEST_NOTE:,} is the most",
                "put part of it into the note of a topic",
            )
        now = self._study.clock.seconds()
        old = self.of(key)
        with self._study.store.change(f"note on {title}") as writer:
            put_in_use(self._study, writer)
            if body.strip():
                if old is None or old.body != body:
                    writer.put(NOTE, {"target": key, "title": title, "body": body, "updated": now})
            elif old is not None:
                writer.remove(NOTE, {"target": key})
            self._study.store.notes.drop_draft(key)
        return self.of(key) or Note(key, title, "", now)

    def delete(self, key: NoteTarget) -> Note:
        """Take the note under `key` away, and return what it was; NothingToDo where there is none."""
        old = self.of(key)
        if old is None:
            raise NothingToDo("there is no note to delete")
        with self._study.store.change(f"delete note on {old.title}") as writer:
            writer.remove(NOTE, {"target": key})
            self._study.store.notes.drop_draft(key)
        return old

    def drafts(self) -> dict[NoteTarget, int]:
        """Where something was typed and never saved, with the time of it in UTC seconds."""
        notes = self._study.store.notes
        return {key: at for key, at in notes.drafts() if self.draft(key) is not None}

    def places(self, keys: Iterable[NoteTarget]) -> dict[NoteTarget, Target]:
        """What the notes under `keys` are on, in the roadmap in use or else in another; not what is gone."""
        study = self._study
        wanted = set(keys)
        found: dict[NoteTarget, Target] = {}
        active = study.active_id()
        for roadmap in (active, *(RoadmapId(other) for other in study.library.ids() if other != active)):
            if not wanted:
                break
            try:
                here = _targets(*study.lines(roadmap))
            except Fault:
                continue
            found.update({key: here[key] for key in wanted if key in here})
            wanted.difference_update(found)
        return found

    def draft(self, key: NoteTarget) -> str | None:
        """What was typed and never saved, such as before a crash; none when it is as the note."""
        draft = self._study.store.notes.draft(key)
        note = self.of(key)
        return None if draft is None or draft == (note.body if note else "") else draft

    def keep_draft(self, key: NoteTarget, body: str) -> None:
        """Keep what is being typed, on disk at once."""
        from studytui.store.errors import translated

        with translated(self._study.home.database):
            self._study.store.notes.keep_draft(key, clean(body), self._study.clock.seconds())

    def search(self, words: str) -> tuple[Note, ...]:
        """Notes that hold all of `words`, best first; all of them, newest first, without words."""
        from studytui.store.errors import translated

        with translated(self._study.home.database):
            return self._study.store.notes.search(clean(words)[:_LONGEST_SEARCH])


def _targets(roadmap: RoadmapId, title: str, lines: Sequence[Entry]) -> dict[NoteTarget, Target]:
    """Everything in a roadmap that can have a note, by what the note is kept under."""
    found = {roadmap_target(roadmap): Target(roadmap, None, None, Kind.ROADMAP, title)}
    stages = {entry.stage: entry.title for entry in lines if entry.kind is Kind.STAGE}
    for entry in lines:
        if entry.kind is Kind.STEP:
            continue
        key = stage_target(roadmap, entry.stage) if entry.id is None else NoteTarget(entry.id)
        found.setdefault(key, target_of(entry, roadmap, stages[entry.stage]))
    return found
