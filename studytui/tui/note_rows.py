"""Rows of the list of notes: one a note with its day or time, and below them how many there are by stage."""

from __future__ import annotations

from dataclasses import dataclass

from studytui.domain.weekly import is_week
from studytui.domain.wording import MONTHS, WEEKDAYS
from studytui.domain.zones import local, zone_named
from studytui.tui.telling import say_time
from studytui.tui.widgets.rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studytui.domain.ids import NoteTarget, RoadmapId
    from studytui.domain.target import Target
    from studytui.services.study import Study

_WEEK = 7
GONE = "no longer in a roadmap"
WEEKLY = "weekly review"


@dataclass(frozen=True)
class Listed:
    """A note in the list, or what is typed and no note yet; `place` is none where no roadmap has it."""

    key: NoteTarget
    title: str
    at: int
    place: Target | None
    unsaved: bool = False
    new: bool = False

    @property
    def where(self) -> str:
        """The stage or the roadmap it belongs to."""
        if is_week(self.key):
            return WEEKLY
        if self.place is None:
            return GONE
        return "" if self.place.item is None else self.place.stage_title


def read_list(study: Study, words: str, fresh: Mapping[NoteTarget, str]) -> list[Listed]:
    """The notes that hold `words`, best first; without words all, newest first, after what is no note yet."""
    notes = study.notebook.search(words)
    drafts = study.notebook.drafts()
    keys = {note.target for note in notes}
    others = (
        {} if words.strip() else {key: at for key, at in drafts.items() if study.notebook.of(key) is None}
    )
    places = study.notebook.places({*keys, *others, *fresh})
    listed = [
        Listed(
            note.target, _title(note.title, places.get(note.target)), note.updated, places.get(note.target)
        )
        for note in notes
    ]
    listed = [_with_draft(one, one.key in drafts) for one in listed]
    now = study.clock.seconds()
    begun = {**others, **{key: now for key in fresh if key not in keys}}
    first = [
        Listed(
            key,
            _title(fresh.get(key, _last_part(key)), places.get(key)),
            at,
            places.get(key),
            key in drafts,
            True,
        )
        for key, at in begun.items()
    ]
    return [*sorted(first, key=lambda one: -one.at), *listed]


def _with_draft(one: Listed, unsaved: bool) -> Listed:
    return Listed(one.key, one.title, one.at, one.place, unsaved) if unsaved else one


def _title(stored: str, place: Target | None) -> str:
    """What it is called now, else what it was called when it was last seen."""
    return stored if place is None else place.title


def _last_part(key: NoteTarget) -> str:
    return key.rpartition("/")[2].replace("-", " ")


def note_rows(listed: Sequence[Listed], study: Study, active: RoadmapId, searching: bool) -> list[Row]:
    """A row for each, and the counts by stage."""
    rows = [
        Row(
            str(one.key),
            one.title,
            right="draft" if one.unsaved else "new" if one.new else say_when(one.at, study),
            right_role="accent" if one.unsaved or one.new else "muted",
            role="text" if one.place is not None or is_week(one.key) else "muted",
        )
        for one in listed
    ]
    return rows if searching or not rows else [*rows, *_counts(listed, active)]


def _counts(listed: Sequence[Listed], active: RoadmapId) -> list[Row]:
    stages: dict[str, int] = {}
    others = gone = weeks = 0
    for one in listed:
        if is_week(one.key):
            weeks += 1
        elif one.place is None:
            gone += 1
        elif one.place.roadmap != active:
            others += 1
        elif one.place.stage is not None:
            stages[one.place.stage_title] = stages.get(one.place.stage_title, 0) + 1
    counts = list(stages.items())
    counts += [
        (words, number)
        for words, number in (
            ("Other roadmaps", others),
            ("Weekly reviews", weeks),
            (GONE.capitalize(), gone),
        )
        if number
    ]
    if not counts:
        return []
    rows = [Row(title=words, right=str(number), role="muted", indent=1) for words, number in counts]
    return [Row(), Row(title="BY STAGE", role="muted"), *rows]


def say_when(instant: int, study: Study) -> str:
    """The time of today, the weekday of this week, else the date, as short as can be."""
    zone_name = study.clock.zone_name()
    zone = zone_named(zone_name)
    day, today = local(instant, zone).date(), local(study.clock.seconds(), zone).date()
    if day == today:
        return say_time(instant, zone_name, study.settings.twelve_hours)
    if 0 < (today - day).days < _WEEK:
        return WEEKDAYS[day.weekday()][:3].title()
    month = MONTHS[day.month - 1]
    return f"{day.day} {month}" if day.year == today.year else f"{month} {day.year}"
