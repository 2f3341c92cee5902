"""Notes: one in Markdown for each roadmap, stage, topic, course and project."""

from __future__ import annotations

from studytui.domain.faults import Refused
from studytui.domain.ids import NoteTarget, roadmap_target, stage_target
from studytui.domain.status import Kind
from studytui.domain.text import clean
from studytui.services.timing import put_in_use
from studytui.store.tables import NOTE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.target import Target
    from studytui.services.study import Study
    from studytui.store.notes import Note

LONGEST_NOTE = 200_000
"""Characters; a note is a page of thoughts, not a book."""


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
        return next((entry.title for entry in lines if entry.id == key), target.title)

    def write(self, key: NoteTarget, title: str, body: str) -> Note:
        """Make `body` the note under `key`; an empty one takes the note away. Its draft is done with."""
        from studytui.store.notes import Note

        body = clean(body)
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
            return self._study.store.notes.search(clean(words))
