"""A document against all rules of the format, all of its faults at once."""

from __future__ import annotations

from studytui.roadmaps.consistency import check_consistency
from studytui.roadmaps.references import check_references, check_shared_steps, check_titles
from studytui.roadmaps.report import Report
from studytui.roadmaps.shape import check_schema, check_top

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.roadmaps.catalogue import Catalogue
    from studytui.roadmaps.findings import Finding
    from studytui.roadmaps.read import Document
    from studytui.roadmaps.references import Others


def validate(
    document: Document, catalogue: Catalogue, *, bundled: bool, others: Others | None = None
) -> tuple[Finding, ...]:
    """Every fault of a roadmap file; `others` tells what other files say of a project's steps."""
    report = Report(document, bundled=bundled)
    if check_schema(report, document.table):
        check_top(report, document.table)
        check_consistency(report, document.table)
        if catalogue.whole:  # a broken one has its own faults, which are not the roadmap's
            check_titles(report, document.table, catalogue)
            check_references(report, document.table, catalogue)
        if others is not None:
            check_shared_steps(report, document.table, others)
    return report.findings()


def usable(document: Document, catalogue: Catalogue) -> bool:
    """Whether a roadmap can be made of the document: the quick question, without the reasons."""
    report = Report(document, bundled=False)
    if check_schema(report, document.table):
        check_top(report, document.table)
        check_consistency(report, document.table)
        if catalogue.whole:
            check_titles(report, document.table, catalogue)
    return report.errors == 0
