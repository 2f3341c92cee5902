"""What a person can show of their study: a learning record in Markdown, and the year as a picture."""

from __future__ import annotations

from studytui.domain.days import study_day
from studytui.domain.durations import format_duration
from studytui.domain.ids import NoteTarget, roadmap_target, stage_target
from studytui.domain.roadmap import Course, Project
from studytui.domain.status import Status
from studytui.domain.text import clean_line
from studytui.domain.wording import say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.domain.ids import ItemId
    from studytui.domain.roadmap import Stage, Topic
    from studytui.services.figures import ItemFigures, StageFigures
    from studytui.services.study import Study
    from studytui.store.notes import Note

    Notes = dict[NoteTarget, Note]
    Figures = dict[ItemId, ItemFigures]

_BOXES = {Status.DONE: "[x]", Status.DOING: "[/]", Status.TODO: "[ ]", Status.SKIPPED: "[-]"}
_MARKUP = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_[]<>|"})


def heatmap(study: Study) -> str:
    """The last 53 weeks as SVG, the running timer left out."""
    from studytui.exchange.heatmap import heatmap_svg

    days = study.figures.year()
    return heatmap_svg(days, study.today(), study.settings.first_weekday, "Study")


def learning_record(study: Study) -> str:
    """The roadmap in use in Markdown: stages, hours, what is done and when, projects, links and notes.

    As all exports, it leaves the running timer out.
    """
    roadmap = study.roadmaps.load()
    figures = study.figures.roadmap(roadmap.id, timer=False)
    notes = {note.target: note for note in study.store.notes.all()}
    progress = figures.progress
    percent = "" if progress.percent is None else f" ({progress.percent} %)"
    lines = [
        f"# {_text(figures.title)}",
        "",
        f"Learning record of {say_day(study.today())}: {progress.done} of {progress.total} items "
        f"done{percent}, {format_duration(figures.seconds)} of study.",
    ]
    lines += _note(notes, roadmap_target(roadmap.id))
    for stage, found in zip(roadmap.stages, figures.stages, strict=True):
        lines += _stage(study, stage, found, notes)
        lines += _note(notes, stage_target(roadmap.id, stage.id))
    return "\n".join(lines) + "\n"


def _stage(study: Study, stage: Stage, found: StageFigures, notes: Notes) -> list[str]:
    items = {item.entry.id: item for item in found.items if item.entry.id is not None}
    planned = "" if found.planned is None else f" of {format_duration(found.planned)} planned"
    lines = [
        "",
        f"## {stage.number}. {_text(stage.title)}",
        "",
        f"{found.progress.done} of {found.progress.total} done · {format_duration(found.seconds)}{planned}",
    ]
    lines += _parts(study, "Topics", stage.topics, items, notes)
    lines += _parts(study, "Courses", stage.courses, items, notes)
    lines += _parts(study, "Projects", stage.projects, items, notes)
    links = [_link(resource.title, resource.url) for resource in stage.resources]
    return [*lines, "", "### Links", "", *(f"- {link}" for link in links)] if links else lines


def _parts(
    study: Study, title: str, parts: Sequence[Topic | Course | Project], items: Figures, notes: Notes
) -> list[str]:
    if not parts:
        return []
    lines = ["", f"### {title}", ""]
    below: list[str] = []
    for part in parts:
        url = part.url or next((resource.url for resource in part.resources if resource.url), None)
        lines.append(f"- {_line(study, items[part.id], _link(part.title, url))}")
        if not isinstance(part, Course):
            lines += [f"  - {_line(study, items[step.id], _text(step.title))}" for step in part.steps]
        note = _note(notes, NoteTarget(part.id))
        if note:
            below += ["", f"#### {_text(part.title)}", *note]
    return lines + below


def _line(study: Study, item: ItemFigures, title: str) -> str:
    parts = [f"{_BOXES[item.status]} {title}"]
    if item.status is Status.DONE and item.done_at is not None:
        day = study_day(item.done_at, study.zone(), study.settings.day_start)
        parts.append(f"done {say_day(day)}")
    elif item.known:
        parts.append("known before")
    if item.seconds:
        parts.append(format_duration(item.seconds))
    return " · ".join(parts)


def _note(notes: Notes, key: NoteTarget) -> list[str]:
    """A note as a quotation, so that its headings do not become those of the record."""
    note = notes.get(key)
    if note is None or not note.body.strip():
        return []
    return ["", *(f"> {line}".rstrip() for line in note.body.strip().splitlines())]


def _link(title: str, url: str | None) -> str:
    return _text(title) if not url else f"[{_text(title)}](<{url}>)"


def _text(text: str) -> str:
    return clean_line(text).translate(_MARKUP)


def write_file(path: str, text: str) -> None:
    """Put a document into a file that the user named, whole or not at all, or into a device or a pipe."""
    import os

    from studytui.domain.faults import Refused
    from studytui.store.files import put_text

    folder = os.path.dirname(os.path.abspath(path))
    if os.path.isdir(path) or not os.path.isdir(folder):
        raise Refused(f"{path} cannot be written: there is no such folder, or it is one", "name a file")
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "w", encoding="utf-8") as device:
            device.write(text)
        return
    put_text(path, text)
