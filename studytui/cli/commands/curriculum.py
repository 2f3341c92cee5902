"""roadmap new, edit, copy, import, export, diff, hide, unhide."""

from __future__ import annotations

from studytui.cli.commands import twins
from studytui.cli.parser import add_common
from studytui.domain.durations import HOUR, format_duration
from studytui.domain.faults import Fault, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

    from studytui.cli.context import Context
    from studytui.cli.documents import Document
    from studytui.cli.plainly import Found
    from studytui.domain.changes import Changes
    from studytui.exchange.preview import Preview
    from studytui.services.authoring import Edited
    from studytui.services.importing import Imported, Plan
    from studytui.services.study import Study

    Actions = _SubParsersAction[ArgumentParser]

_MODES = ("boxes", "tables", "paras", "lists")
_SHOWN = 20


def declare(actions: Actions) -> None:
    """Add the actions to those of `roadmap`."""
    new = actions.add_parser("new", description="Begin a roadmap of your own.", help="begin one of your own")
    new.add_argument("id", metavar="ID", help="its id, such as music-theory")
    new.add_argument("--title", metavar="TITLE", help="its title; made of the id without it")
    edit = actions.add_parser(
        "edit", description="Edit a roadmap's file in your editor.", help="in your editor"
    )
    edit.add_argument("id", nargs="?", metavar="ID", help="its id; the one in use without it")
    copy = actions.add_parser(
        "copy", description="Copy a roadmap as one of your own.", help="copy as your own"
    )
    copy.add_argument("id", metavar="ID", help="the roadmap to copy")
    copy.add_argument("new_id", metavar="NEW-ID", help="the id of the copy")
    copy.add_argument("--title", metavar="TITLE", help="the title of the copy")
    _declare_import(actions)
    export = actions.add_parser("export", description="Print a roadmap as a file.", help="print it as a file")
    export.add_argument("id", nargs="?", metavar="ID", help="its id; the one in use without it")
    export.add_argument(
        "--format",
        required=True,
        choices=("toml", "md"),
        metavar="toml|md",
        help="md is a check-list with ticks",
    )
    diff = actions.add_parser("diff", description="What two roadmaps share.", help="what two of them share")
    diff.add_argument("first", metavar="A")
    diff.add_argument("second", metavar="B")
    hide = actions.add_parser(
        "hide", description="Leave a roadmap out of the list.", help="leave one out of lists"
    )
    hide.add_argument("id", metavar="ID")
    unhide = actions.add_parser("unhide", description="Bring it back into the list.", help="bring it back")
    unhide.add_argument("id", metavar="ID")
    twins.declare(actions)
    for one in (new, edit, copy, export, diff, hide, unhide):
        add_common(one, below=True)


def _declare_import(actions: Actions) -> None:
    parser = actions.add_parser(
        "import",
        description="Make a roadmap of a Markdown list, a roadmap file, or a JSON track.",
        help="make one of a list or file",
    )
    parser.add_argument("file", metavar="FILE", help="a file, or - for what is piped in")
    parser.add_argument("--id", metavar="ID", help="its id; made of the title without it")
    parser.add_argument("--title", metavar="TITLE", help="its title; the document's own without it")
    parser.add_argument("--mode", choices=_MODES, metavar="MODE", help=f"how it is read: {', '.join(_MODES)}")
    parser.add_argument("--level", metavar="N", help="the deepest headings that are stages, 1 to 6")
    parser.add_argument("--section", metavar="HEADING", help="only what stands under that heading")
    parser.add_argument(
        "--replace", action="store_true", help="replace a roadmap of yours, your changes included"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what it would bring")
    add_common(parser, below=True)


def notices(study: Study) -> list[str]:
    """What has changed in bundled roadmaps since it was told last, and how much is in no roadmap now."""
    from studytui.roadmaps.findings import without_roadmap

    told = []
    for roadmap, news in study.updates.news().items():
        told.append(f"{roadmap} is newer: {news.sentence()}; what you have done is kept")
        study.updates.told(roadmap)
    left = len([one for one in study.updates.left() if one.status is not None])
    return [*told, without_roadmap(left).sentence()] if left else told


def new(context: Context, found: Found) -> int:
    """Begin a roadmap of one's own."""
    made = context.study.authoring.new(found.id, found.title)
    if context.json:
        return _offer(context, made.id)
    context.out.line(f"new: {made.title} ({made.id})")
    context.out.line(f"edit it: {context.called(f'roadmap edit {made.id}')}")
    context.way_back()
    return 0


def copy(context: Context, found: Found) -> int:
    """Copy a roadmap as one's own."""
    made = context.study.authoring.duplicate(found.id, found.new_id, found.title)
    if context.json:
        return _offer(context, made.id)
    context.out.line(f"copied: {made.title} ({made.id})")
    context.way_back()
    return 0


def edit(context: Context, found: Found) -> int:
    """Edit a roadmap's file; what has faults is offered again with the faults marked."""
    from studytui.cli.editor import edit as edit_text
    from studytui.services.editor import NotSaved

    authoring = context.study.authoring
    identity, before = authoring.text(found.id)
    shown = before
    saved: list[Edited] = []

    def save(text: str) -> None:
        saved.append(authoring.save(identity, authoring.without_faults(text), before))

    while not saved:
        try:
            edit_text(context, shown, ".toml", f"edit the file in {context.home.roadmaps}", save)
        except NotSaved as fault:
            context.errors.remark(f"not saved: {fault.message}")
            try:
                context.confirm("edit it again, with the faults marked?")
            except Fault:
                raise fault from None
            shown = authoring.with_faults(identity, authoring.without_faults(fault.text))
            fault.discard()
    edited = saved[0]
    if context.json:
        return _offer(context, identity)
    context.out.line(f"edited: {edited.roadmap.title} ({identity})")
    if edited.word:
        context.out.line(edited.word)
    context.way_back()
    return 0


def take(context: Context, found: Found) -> int:
    """Import a curriculum."""
    from studytui.exchange.preview import Choices

    choices = Choices(found.id, found.title, found.mode, _level(found.level), found.section)
    importing = context.study.importing
    if found.file == "-":
        preview = importing.read_bytes(_piped(context), "what was piped in", choices)
    else:
        preview = importing.read(found.file, choices)
    if found.dry_run:
        return _preview(context, preview)
    plan = importing.plan(preview, overwrite=found.replace)
    imported = importing.carry_out(plan)
    if context.json:
        context.out.document(_counts(preview))
        return 0
    _tell_import(context, plan, imported)
    return 0


def _tell_import(context: Context, plan: Plan, imported: Imported) -> None:
    roadmap = imported.roadmap
    context.out.line(f"imported: {roadmap.title} ({roadmap.id}) · {_sizes(plan.preview)}")
    if imported.changes is not None:
        context.out.line(f"since the last import: {imported.changes.sentence()}")
        _tell_changes(context, imported.changes)
    if imported.marks:
        noun = "mark" if imported.marks == 1 else "marks"
        context.out.line(f"{imported.marks:,} {noun} taken over; what is done has no date")
    offers = len(context.study.twins.offers(roadmap.id))
    if offers:
        known = "topic is called like a known one" if offers == 1 else "topics are called like known ones"
        context.out.line(f"{offers:,} {known}; see: {context.called(f'roadmap links {roadmap.id}')}")
    context.out.line(f"put it in use: {context.called(f'roadmap use {roadmap.id}')}")
    context.way_back()


def _tell_changes(context: Context, changes: Changes) -> None:
    groups = (("+", changes.added), ("-", changes.removed), (">", changes.moved))
    for sign, titles in groups:
        for title in titles[:_SHOWN]:
            context.out.line(f"  {sign} {title}")
        if len(titles) > _SHOWN:
            context.out.line(f"  {sign} and {len(titles) - _SHOWN:,} more")
    for old, fresh in changes.renamed[:_SHOWN]:
        context.out.line(f"  {old} → {fresh}")


def _preview(context: Context, preview: Preview) -> int:
    if context.json:
        context.out.document(_counts(preview))
        return 0
    context.out.line(f"{preview.title} ({preview.roadmap.id}) · {_sizes(preview)} · read as {preview.mode}")
    for stage in preview.roadmap.stages:
        items = len(stage.topics) + len(stage.courses) + len(stage.projects)
        context.out.line(f"  {stage.number}. {stage.title} · {items:,} {'item' if items == 1 else 'items'}")
    return 0


def _sizes(preview: Preview) -> str:
    counts = ((preview.stages, "stage"), (preview.topics, "topic"), (preview.steps, "step"))
    words = [_counted(count, noun) for count, noun in counts if count]
    if preview.projects:
        words[1] += f" ({_counted(preview.projects, 'project')})"
    done = preview.topics_done + preview.steps_done
    if done:
        words.append(f"{done:,} done")
    if preview.hours:
        words.append(format_duration(round(preview.hours * HOUR)))
    return ", ".join(words)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _counts(preview: Preview) -> Document:
    return {
        "id": preview.roadmap.id,
        "title": preview.title,
        "mode": preview.mode,
        "stages": preview.stages,
        "groups": preview.groups,
        "topics": preview.topics,
        "topics_done": preview.topics_done,
        "steps": preview.steps,
        "steps_done": preview.steps_done,
        "projects": preview.projects,
        "hours": preview.hours,
        "first_stage": preview.first_stage,
        "last_stage": preview.last_stage,
    }


def export(context: Context, found: Found) -> int:
    """Print a roadmap as a file."""
    from studytui.services.exporting import exported

    text = exported(context.study, found.id, found.format)
    if context.json:
        context.out.document({"format": found.format, "text": text})
    else:
        context.out.line(text.rstrip("\n"))
    return 0


def diff(context: Context, found: Found) -> int:
    """Say what two roadmaps share."""
    overlap = context.study.updates.overlap(found.first, found.second)
    if context.json:
        context.out.document(
            {
                "a": overlap.first,
                "b": overlap.second,
                "percent_a": overlap.percent_first,
                "percent_b": overlap.percent_second,
                "done_in_both": overlap.done_in_both,
                "shared": list(overlap.shared),
                "only_a": list(overlap.only_first),
                "only_b": list(overlap.only_second),
            }
        )
        return 0
    both = len(overlap.shared)
    context.out.line(
        f"{both:,} in both, {overlap.done_in_both:,} of them done: "
        f"{overlap.percent_first} % of {overlap.first}, {overlap.percent_second} % of {overlap.second}"
    )
    for sign, titles in (("=", overlap.shared), ("-", overlap.only_first), ("+", overlap.only_second)):
        for title in titles:
            context.out.line(f"  {sign} {title}")
    return 0


def hide(context: Context, found: Found) -> int:
    """Leave a roadmap out of the list."""
    hidden = context.study.authoring.hide(found.id)
    if context.json:
        return _offer(context, hidden.id)
    context.out.line(f"hidden: {hidden.title} ({hidden.id})")
    context.way_back()
    return 0


def unhide(context: Context, found: Found) -> int:
    """Bring a roadmap back into the list."""
    shown = context.study.authoring.unhide(found.id)
    if context.json:
        return _offer(context, shown.id)
    context.out.line(f"in the list again: {shown.title} ({shown.id})")
    context.way_back()
    return 0


def _offer(context: Context, identity: str) -> int:
    from studytui.cli.commands.roadmap import offer_document

    roadmaps = context.study.roadmaps
    found = roadmaps.load(identity)
    context.out.document(offer_document(roadmaps.offer(found, context.study.active_id() == identity)))
    return 0


def _level(word: str | None) -> int | None:
    if word is None:
        return None
    if word not in ("1", "2", "3", "4", "5", "6"):
        raise Refused(f'"{word[:40]}" is no level of headings', "write --level 1 to 6")
    return int(word)


def _piped(context: Context) -> bytes:
    """What is piped in, as bytes where the stream has them."""
    from studytui.exchange.sources import MOST_BYTES

    stream = context.world.stdin
    if stream is None or context.world.answers:
        raise Refused("nothing is piped in", "studytui roadmap import - < FILE")
    raw = getattr(stream, "buffer", None)
    if raw is not None:
        data: bytes = raw.read(MOST_BYTES + 1)
        return data
    return stream.read(MOST_BYTES + 1).encode("utf-8", "surrogateescape")


ACTIONS = {
    "new": new,
    "edit": edit,
    "copy": copy,
    "import": take,
    "export": export,
    "diff": diff,
    "hide": hide,
    "unhide": unhide,
    "links": twins.links,
}
