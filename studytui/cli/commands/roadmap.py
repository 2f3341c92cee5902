"""roadmap list, show, use, check; the other actions stand in curriculum.py."""

from __future__ import annotations

from studytui.cli import render, tables
from studytui.cli.commands.curriculum import ACTIONS, declare, notices
from studytui.cli.parser import add_common
from studytui.domain.durations import HOUR, format_duration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studytui.cli.context import Context
    from studytui.cli.documents import Document
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.roadmaps.findings import Finding
    from studytui.services.curricula import Offer


def arguments(parser: ArgumentParser) -> None:
    """What `roadmap` takes."""
    actions = parser.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", description="List every roadmap.", help="every roadmap")
    showing = actions.add_parser("show", description="Show a roadmap whole.", help="one roadmap whole")
    showing.add_argument("id", nargs="?", metavar="ID", help="its id; the one in use without it")
    using = actions.add_parser(
        "use", description="Put a roadmap in use; whatever was done stays.", help="put one in use"
    )
    using.add_argument("id", metavar="ID", help="its id, as in: studytui roadmap list")
    checking = actions.add_parser(
        "check",
        description="Say everything that is wrong in roadmap files.",
        help="say what is wrong in files",
    )
    checking.add_argument("files", nargs="+", metavar="FILE")
    for one in (listing, showing, using, checking):
        add_common(one, below=True)
    declare(actions)


def roadmap(context: Context, found: Found) -> int:
    """Carry out one of the actions."""
    actions = {"list": _list, "show": _show, "use": _use, "check": _check, **ACTIONS}
    return actions[found.action](context, found)


def _list(context: Context, found: Found) -> int:
    study = context.study
    offers = study.roadmaps.offers()
    if context.json:
        context.out.document([offer_document(offer) for offer in offers])
    else:
        rows = [
            (
                "*" if offer.active else "",
                offer.id,
                offer.title,
                str(offer.stages),
                str(offer.topics),
                str(offer.courses),
                str(offer.projects),
                format_duration(round(offer.hours * HOUR)) if offer.hours else "",
                f"{offer.progress.done} of {offer.progress.total}",
            )
            for offer in offers
        ]
        titles = ("", "ID", "TITLE", "STAGES", "TOPICS", "COURSES", "PROJECTS", "PLANNED", "DONE")
        tables.show(context, titles, rows, right=(3, 4, 5, 6, 7, 8))
    for finding in study.library.findings():
        if finding.severity.value == "error":
            context.errors.remark(finding.sentence())
    for told in notices(context.study):
        context.errors.remark(told)
    return 0


def offer_document(offer: Offer) -> Document:
    """A roadmap as the list shows it."""
    return {
        "id": offer.id,
        "title": offer.title,
        "active": offer.active,
        "bundled": offer.bundled,
        "stages": offer.stages,
        "topics": offer.topics,
        "courses": offer.courses,
        "projects": offer.projects,
        "steps": offer.steps,
        "hours": offer.hours,
        "done": offer.progress.done,
        "total": offer.progress.total,
    }


def _show(context: Context, found: Found) -> int:
    from studytui.cli.commands.show import show_roadmap
    from studytui.cli.curriculum import Curriculum

    roadmap = context.study.roadmaps.load(found.id)
    return show_roadmap(context, Curriculum(context.study, roadmap.id))


def _use(context: Context, found: Found) -> int:
    study = context.study
    used = study.roadmaps.use(found.id)
    offer = study.roadmaps.offer(used, active=True)
    if context.json:
        context.out.document(offer_document(offer))
    else:
        context.out.line(f"in use: {used.title} ({used.id}) · {render.progress(offer.progress)}")
    context.way_back()
    return 0


def _check(context: Context, found: Found) -> int:
    from studytui.roadmaps.findings import Severity
    from studytui.roadmaps.library import Library

    library = Library(context.home.roadmaps)
    by_file = {file: library.check(file) for file in found.files}
    findings = [finding for of_file in by_file.values() for finding in of_file]
    if context.json:
        context.out.document([_finding(finding) for finding in findings])
    else:
        for file, of_file in by_file.items():
            for finding in of_file:
                kind = "" if finding.severity is Severity.ERROR else f"{finding.severity.value}: "
                context.out.line(f"{kind}{finding.sentence()}")
            if not of_file:
                context.out.line(f"{file}: nothing is wrong")
    return 3 if any(finding.severity is Severity.ERROR for finding in findings) else 0


def _finding(finding: Finding) -> Document:
    return {
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "where": finding.where,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
    }


COMMANDS: Commands = {"roadmap": (arguments, roadmap)}
