"""note, notes: writing, and finding again."""

from __future__ import annotations

from studytui.cli import documents, render
from studytui.cli.editor import edit
from studytui.domain.faults import Fault, NothingToDo, Refused
from studytui.domain.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.domain.target import Target
    from studytui.store.notes import Note

_WITHOUT = "write the text behind the target, or pipe it in: studytui note TARGET -"
_SHOWN = 3
_LONGEST_INPUT = 1 << 20


class Changed(Fault):
    """Somebody else has written what was being edited."""

    exit_status = 1


def note_arguments(parser: ArgumentParser) -> None:
    """What `note` takes."""
    parser.add_argument("target", metavar="TARGET", help="a stage or an item; `.` for the roadmap")
    parser.add_argument(
        "text",
        nargs="*",
        default=[],
        metavar="TEXT",
        help="a paragraph to add, - from stdin; without it your editor",
    )


def note(context: Context, found: Found) -> int:
    """Add to the note of a target, or open it in the editor."""
    study = context.study
    target = context.target(found.target)
    if found.text:
        text = _piped(context) if found.text == ["-"] else " ".join(found.text)
        study.notebook.add(target, text)
        _told(context, target, "added to the note on")
        return 0
    key, title = study.notebook.key(target), study.notebook.title(target)
    before = study.notebook.of(key)
    body = "" if before is None else before.body

    def save(edited: str) -> None:
        now = study.notebook.of(key)
        if (now.body if now is not None else "") != body:
            raise Changed(f"the note on {title} was changed elsewhere meanwhile, so yours is not saved")
        study.notebook.write(key, title, edited)

    edit(context, body, ".md", _WITHOUT, save)
    _told(context, target, "saved the note on")
    return 0


def _piped(context: Context) -> str:
    if context.world.stdin is None:
        raise Refused("there is nothing on stdin", "write the text behind the target")
    return context.world.stdin.read(_LONGEST_INPUT)


def _told(context: Context, target: Target, done: str) -> None:
    notebook = context.study.notebook
    written = notebook.of(notebook.key(target))
    if context.json:
        context.out.document(None if written is None else documents.note(written, context.study))
        return
    context.out.line(f"{done} {notebook.title(target)}")
    context.way_back()


def notes_arguments(parser: ArgumentParser) -> None:
    """What `notes` takes."""
    parser.add_argument(
        "words", nargs="*", default=[], metavar="WORDS", help="what they must hold; all without it"
    )


def notes(context: Context, found: Found) -> int:
    """Search the notes, or list them all."""
    words = " ".join(found.words)
    hits = context.study.notebook.search(words)
    if context.json:
        context.out.document([documents.note(hit, context.study) for hit in hits])
        return 1 if words.strip() and not hits else 0
    if words.strip() and not hits:
        raise NothingToDo(f'no note holds "{words[:60]}"', "list them all with: studytui notes")
    if not hits:
        context.out.line("no notes")
    for number, hit in enumerate(hits):
        if number:
            context.out.line()
        _hit(context, hit, words)
    return 0


def _hit(context: Context, hit: Note, words: str) -> None:
    """A note with its first lines, or those that hold what was looked for."""
    written = render.moment(hit.updated, context.study)
    context.out.line(f"{hit.title} ({documents.typed_target(hit.target)}) · {written}")
    lines = [clean_line(line) for line in hit.body.splitlines() if line.strip()]
    wanted = words.casefold().split()
    fitting = [line for line in lines if any(word in line.casefold() for word in wanted)]
    shown = fitting or lines
    for line in shown[:_SHOWN]:
        context.out.line(f"  {line}")
    if len(shown) > _SHOWN:
        context.out.line("  …")


COMMANDS: Commands = {"note": (note_arguments, note), "notes": (notes_arguments, notes)}
