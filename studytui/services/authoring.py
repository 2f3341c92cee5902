"""Roadmaps of one's own: begun, copied, changed part by part or in an editor, hidden; all can be undone."""

from __future__ import annotations

from studytui.domain.faults import DataFault, NothingToDo, Refused
from studytui.domain.ids import RoadmapId, is_slug
from studytui.domain.records import dataclass
from studytui.domain.text import clean_line
from studytui.services.files import roadmap_file
from studytui.services.parts import Parts
from studytui.store.tables import HIDDEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.roadmap import Resource, Roadmap
    from studytui.domain.status import Kind
    from studytui.domain.target import Target
    from studytui.roadmaps.findings import Finding
    from studytui.services.study import Study

FAULT_MARK = "#!"
"""Lines that begin so say what is wrong with the line below; they are taken out when the file comes back."""

_TEMPLATE = """schema = 1
id = "{id}"
title = {title}
hours_per_week = 10

# A stage is a stretch of the way; the order of the file is the order of study.
[[stages]]
id = "first-steps"
title = "First steps"
hours = 20

# A topic is something to learn. Tick it with: studytui done "A first topic"
[[stages.topics]]
id = "{id}-a-first-topic"
title = "A first topic"

# A project is something to build, by its steps.
[[stages.projects]]
id = "{id}-a-first-project"
title = "A first project"
steps = [
  {{ id = "sketch", text = "Sketch it" }},
  {{ id = "build", text = "Build it" }},
  {{ id = "show", text = "Show it to somebody" }},
]
"""


@dataclass(frozen=True)
class Edited:
    """A roadmap that was changed; `copied` says that a bundled one was copied first, so as to be changed."""

    roadmap: Roadmap
    copied: bool
    item: str | None = None

    @property
    def word(self) -> str:
        """What is said of a copy, nothing where there is none."""
        if not self.copied:
            return ""
        return (
            f"{self.roadmap.title} is now a copy of your own; updates of the bundled one no longer reach it"
        )


@dataclass(frozen=True)
class Particulars:
    """What a form changes of a part; `hours` and `url` are none where the roadmap says nothing of them."""

    title: str
    hours: float | None = None
    url: str | None = None


class Authoring:
    """The use-cases of roadmaps of one's own of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def new(self, identity: str, title: str | None = None) -> Roadmap:
        """Begin a roadmap from a template."""
        from studytui.roadmaps.write import quote

        self._free(identity)
        if len(identity) > 40:
            raise Refused(
                f'"{identity}" is too long for the id of a new roadmap', "40 characters are the most"
            )
        named = clean_line(title or "") or identity.replace("-", " ").capitalize()
        text = _TEMPLATE.format(id=identity, title=quote(named))
        return self._written(identity, None, text, f"new roadmap {named}")

    def duplicate(self, source: str, identity: str, title: str | None = None) -> Roadmap:
        """Copy a roadmap under another id; topics are shared, so what is done stays done."""
        from studytui.roadmaps.edit import Edit

        self._free(identity)
        text, _ = self._study.library.text(source)
        edit = Edit(text, f"{source}.toml")
        edit.set((), "id", identity)
        if title is not None and clean_line(title):
            edit.set((), "title", clean_line(title))
        return self._written(identity, None, edit.text, f"copy of {source}")

    def hide(self, roadmap: str) -> Roadmap:
        """Leave a roadmap out of the lists; nothing of it is lost."""
        found = self._study.library.load(roadmap)
        if found.id == self._study.active_id():
            raise Refused(f"{found.title} is in use", "put another one in use first: studytui roadmap use ID")
        if found.id in self._study.store.curricula.hidden():
            raise NothingToDo(f"{found.title} is hidden already")
        with self._study.store.change(f"hide {found.title}") as writer:
            writer.put(HIDDEN, {"roadmap": found.id, "title": found.title})
        return found

    def unhide(self, roadmap: str) -> Roadmap:
        """Bring a hidden roadmap back into the lists."""
        found = self._study.library.load(roadmap)
        if found.id not in self._study.store.curricula.hidden():
            raise NothingToDo(f"{found.title} is not hidden")
        with self._study.store.change(f"show {found.title}") as writer:
            writer.remove(HIDDEN, {"roadmap": found.id})
        return found

    def is_own(self, roadmap: str) -> bool:
        """Whether a roadmap has a file of the user's own."""
        return is_slug(roadmap) and self._study.files.has(roadmap_file(roadmap))

    def text(self, roadmap: str | None = None) -> tuple[RoadmapId, str]:
        """The file of a roadmap as an editor gets it."""
        identity = RoadmapId(roadmap or self._study.active_id())
        own = self._study.files.read(roadmap_file(identity)) if is_slug(identity) else None
        return identity, own if own is not None else self._study.library.text(identity)[0]

    def save(self, roadmap: str, text: str, before: str) -> Edited:
        """Make `text` the file of a roadmap; DataFault where it has a fault or is not as it was `before`."""
        if "\r\n" in before and "\r\n" not in text:
            text = text.replace(
                "\n", "\r\n"
            )  # as the file has it, whatever the way through the editor made of it
        if before.startswith("\ufeff") and not text.startswith("\ufeff"):
            text = f"\ufeff{text}"
        if text == before:
            raise NothingToDo("the roadmap came back as it was")
        self._study.library.of_text(text, f"{roadmap}.toml")
        own = self._study.files.read(roadmap_file(roadmap))
        if (own if own is not None else self._study.library.text(roadmap)[0]) != before:
            raise DataFault(f"{roadmap}.toml has been changed meanwhile", "open it again and change it there")
        found = self._written(roadmap, own, text, f"edit {roadmap}")
        return Edited(found, own is None)

    def faults(self, roadmap: str, text: str) -> tuple[str, ...]:
        """Everything that is wrong in a text, each with its line where that is known."""
        return tuple(finding.placed() for finding in self._errors(roadmap, text))

    def with_faults(self, roadmap: str, text: str) -> str:
        """A text with a line above each one that has a fault, saying which."""
        lines = text.split("\n")
        for finding in sorted(self._errors(roadmap, text), key=lambda one: one.line or 1, reverse=True):
            lines.insert(max(0, (finding.line or 1) - 1), f"{FAULT_MARK} {finding.sentence()}")
        return "\n".join(lines)

    def _errors(self, roadmap: str, text: str) -> list[Finding]:
        from studytui.roadmaps.findings import Finding, Severity
        from studytui.roadmaps.read import parse
        from studytui.roadmaps.validate import validate

        found = parse(text.encode("utf-8", "replace"), f"{roadmap}.toml")
        if isinstance(found, Finding):
            return [found]
        every = validate(found, self._study.library.catalogue(), bundled=False)
        return [finding for finding in every if finding.severity is Severity.ERROR]

    def without_faults(self, text: str) -> str:
        """A text without the lines that `with_faults` added."""
        return "\n".join(line for line in text.split("\n") if not line.startswith(FAULT_MARK))

    def add_stage(self, roadmap: str | None, title: str, after: str | None = None) -> Edited:
        """Add a stage behind another one, at the end without one."""
        named = _title(title)
        return self._changed(roadmap, f"add stage {named}", lambda parts: parts.add_stage(named, after))

    def add_item(self, stage: Target, kind: Kind, title: str, after: str | None = None) -> Edited:
        """Add a topic, a course or a project to the target's stage, behind the item of that id, else last."""
        named = _title(title)
        return self._changed(
            stage.roadmap, f"add {named}", lambda parts: parts.add_item(stage, kind, named, after)
        )

    def add_step(self, owner: Target, text: str) -> Edited:
        """Add a step to a topic or a project."""
        named = _title(text)
        return self._changed(owner.roadmap, f"add step {named}", lambda parts: parts.add_step(owner, named))

    def rename(self, target: Target, title: str) -> Edited:
        """Give a stage, an item, a step, or the roadmap another title; its id and its state stay."""
        named = _title(title)
        return self._changed(
            target.roadmap, f"rename {target.title}", lambda parts: parts.rename(target, named)
        )

    def particulars(self, target: Target) -> Particulars:
        """What the roadmap says of a part, as a form shows it."""
        identity, text = self.text(target.roadmap)
        said = Parts(self._study, identity, text).table(target)
        hours, url = said.get("hours"), said.get("url")
        return Particulars(
            target.title,
            float(hours) if isinstance(hours, (int, float)) else None,
            url if isinstance(url, str) else None,
        )

    def revise(self, target: Target, old: Particulars, new: Particulars) -> Edited:
        """Change a part's title, hours and link at once, as far as `new` differs from `old`."""
        named = _title(new.title)

        def change(parts: Parts) -> str | None:
            if named != old.title:
                parts.rename(target, named)
            if new.hours != old.hours:
                parts.hours(target, new.hours)
            if new.url != old.url:
                parts.link(target, new.url)
            return target.item

        return self._changed(target.roadmap, f"edit {target.title}", change)

    def links(self, target: Target) -> tuple[Resource, ...]:
        """The links that the file itself gives a stage or an item, besides the item's own address."""
        identity, text = self.text(target.roadmap)
        return Parts(self._study, identity, text).resources(target)

    def set_resource(self, target: Target, place: int, title: str, url: str) -> Edited:
        """Change one of those links, by its place among them."""
        named = _title(title)
        return self._changed(
            target.roadmap,
            f"link of {target.title}",
            lambda parts: parts.set_resource(target, place, named, url),
        )

    def remove_resource(self, target: Target, place: int) -> Edited:
        """Take one of those links away."""
        return self._changed(
            target.roadmap, f"link of {target.title}", lambda parts: parts.remove_resource(target, place)
        )

    def move(self, target: Target, by: int) -> Edited:
        """Move a part up (`by` less than 0) or down; an item also into the stage beside its own."""
        return self._changed(target.roadmap, f"move {target.title}", lambda parts: parts.move(target, by))

    def move_to(self, target: Target, stage: str) -> Edited:
        """Move an item to the end of another stage."""
        return self._changed(
            target.roadmap, f"move {target.title}", lambda parts: parts.move_to(target, stage)
        )

    def remove(self, target: Target) -> Edited:
        """Take a part out of the roadmap; its state stays, as no longer in the roadmap."""
        return self._changed(target.roadmap, f"remove {target.title}", lambda parts: parts.remove(target))

    def set_link(self, target: Target, url: str | None) -> Edited:
        """Set the first link of an item; none takes it away."""
        return self._changed(target.roadmap, f"link of {target.title}", lambda parts: parts.link(target, url))

    def add_link(self, target: Target, title: str, url: str) -> Edited:
        """Add a link to what there is to read or use for an item or a stage."""
        named = _title(title)
        return self._changed(
            target.roadmap, f"link of {target.title}", lambda parts: parts.resource(target, named, url)
        )

    def set_hours(self, target: Target, hours: float | None) -> Edited:
        """Set what the roadmap plans for a stage or an item; none leaves it to the rest."""
        return self._changed(
            target.roadmap, f"hours of {target.title}", lambda parts: parts.hours(target, hours)
        )

    def _changed(self, roadmap: str | None, label: str, change: Callable[[Parts], str | None]) -> Edited:
        """Carry out a change of a roadmap's file; a bundled one is copied first."""
        identity, text = self.text(roadmap)
        parts = Parts(self._study, identity, text)
        item = change(parts)
        old = self._study.files.read(roadmap_file(identity))
        found = self._written(identity, old, parts.text, label)
        return Edited(found, old is None, item)

    def _written(self, identity: str, old: str | None, text: str, label: str) -> Roadmap:
        study = self._study
        found = study.library.of_text(text, f"{identity}.toml")
        if old == text:
            raise NothingToDo("nothing was changed")
        with study.files.kept_if_refused(), study.store.change(label) as writer:
            study.files.write(writer, roadmap_file(identity), old, text)
        return found

    def _free(self, identity: str) -> None:
        self._study.store.settled()
        if not is_slug(identity):
            from studytui.domain.slugs import slug_of

            near = slug_of(identity)
            raise Refused(
                f'"{clean_line(identity)[:80]}" is not an id (a-z, 0-9, -)', f"try {near}" if near else ""
            )
        if (
            identity in self._study.library.ids()
            or self._study.files.read(roadmap_file(identity)) is not None
        ):
            raise Refused(f'there is a roadmap "{identity}" already', "name another id")


def _title(text: str) -> str:
    named = clean_line(text)
    if not named:
        raise Refused("a title is needed", "write a few words")
    if len(named) > 1000:
        raise Refused(f"{len(named):,} characters are too long for a title", "1,000 are the most")
    return named
