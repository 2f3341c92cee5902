"""What each verb does to the study: one function a verb, each one call on Study and a word about it."""

from __future__ import annotations

from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studytui.tui.app import StudyApp

    Performer = Callable[[StudyApp], None]


@cache
def performers() -> Mapping[str, Performer]:
    """What carries out each verb, by its id; imported when it is first asked for, not for the first paint."""
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

    return {
        **appearance.PERFORMERS,
        **away.PERFORMERS,
        **changes.PERFORMERS,
        **folders.PERFORMERS,
        **items.PERFORMERS,
        **log.PERFORMERS,
        **marks.PERFORMERS,
        **modes.PERFORMERS,
        **navigation.PERFORMERS,
        **notes.PERFORMERS,
        **parts.PERFORMERS,
        **planning.PERFORMERS,
        **program.PERFORMERS,
        **review.PERFORMERS,
        **roadmaps.PERFORMERS,
        **settings.PERFORMERS,
        **timer.PERFORMERS,
    }
