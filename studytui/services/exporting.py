"""A roadmap as a file for others: its TOML as it is, or a Markdown check-list with its ticks."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.study import Study

FORMATS = ("toml", "md")


def exported(study: Study, roadmap: str | None, form: str) -> str:
    """The text of a roadmap, the one in use without an id, as `toml` or `md`."""
    identity = roadmap or study.active_id()
    if form == "toml":
        text, _ = study.library.text(identity)
        return text.removeprefix("\ufeff")
    from studytui.exchange.checklist import Checklist

    return Checklist(study.library.load(identity), study.statuses()).text()
