"""What each verb does to the study: one function a verb, each one call on Study and a word about it."""

from __future__ import annotations

from studytui.tui.actions import app as program
from studytui.tui.actions import (
    appearance,
    away,
    changes,
    folders,
    items,
    log,
    marks,
    modes,
    navigation,
    notes,
    parts,
    planning,
    review,
    roadmaps,
    settings,
    timer,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studytui.tui.app import StudyApp

    Performer = Callable[[StudyApp], None]

PERFORMERS: Mapping[str, Performer] = {
    **timer.PERFORMERS,
    **modes.PERFORMERS,
    **away.PERFORMERS,
    **items.PERFORMERS,
    **log.PERFORMERS,
    **marks.PERFORMERS,
    **notes.PERFORMERS,
    **parts.PERFORMERS,
    **changes.PERFORMERS,
    **navigation.PERFORMERS,
    **program.PERFORMERS,
    **appearance.PERFORMERS,
    **folders.PERFORMERS,
    **review.PERFORMERS,
    **planning.PERFORMERS,
    **roadmaps.PERFORMERS,
    **settings.PERFORMERS,
}
