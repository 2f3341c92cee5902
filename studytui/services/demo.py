"""A year of made-up study, so that somebody who tries the program sees it full."""

from __future__ import annotations

import json
from datetime import timedelta
from random import Random

from studytui.domain.counting import units
from studytui.domain.days import day_start, week_start
from studytui.domain.ids import NoteTarget, SessionId, stage_target
from studytui.domain.records import dataclass
from studytui.domain.session import Session
from studytui.domain.status import Kind, Status
from studytui.services.marking import keep_grading, mark
from studytui.services.planning import put_week
from studytui.services.study import CHOSEN, DEFAULT_ROADMAP
from studytui.store.tables import CHOICE, DEADLINE, GOAL, NOTE, REST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from studytui.domain.entry import Entry
    from studytui.services.study import Study
    from studytui.store.operations import ChangeWriter

_SEED = 20
_HOUR = 3600
_WEEK_GOAL = 3 * _HOUR
_REVIEW_DAYS = (0, 3, 15, 60, 190)
_SHARE_DONE = 0.5
_NOTES = {
    "topic/git": ("Git, version control", "A commit is a snapshot, a branch is a name for one.\n\n- `git switch -c` before anything risky\n- rebase only what nobody else has\n"),
    "topic/http": ("HTTP: methods, status codes, headers", "Safe: GET, HEAD. Idempotent: PUT, DELETE too.\n\n301 may turn a POST into a GET; **308 keeps the method**.\n"),
    "topic/joins": ("Joins", "`LEFT JOIN` keeps every left row, with NULLs on the right.\n\nA condition on the right table in WHERE makes it an inner join again.\n"),
    "topic/indexes": ("Indexes", "An index on (a, b) serves a and a+b, never b alone.\n\n> Ask: which query would this index not help?\n"),
    "topic/authentication": ("Authentication: sessions, JWT, OAuth", "A session can be revoked, a JWT cannot, unless a list of revoked ones is kept.\n"),
    "project/blog-api": ("Blog API", "Cursor pagination in the end: offsets skip rows when posts are added.\n"),
    "project/shop-database": ("Database for an online shop", "The order transaction needs SELECT ... FOR UPDATE on stock, or two buyers get the last one.\n"),
}  # fmt: skip


@dataclass(frozen=True)
class _Work:
    """One thing that was studied in the made-up year."""

    entry: Entry
    stage_title: str


def fill(study: Study) -> None:
    """Write the year before `study`'s present moment, and a timer that has run for 25 minutes."""
    random = Random(_SEED)
    _, _, lines = study.lines(DEFAULT_ROADMAP)
    order = _order(lines)
    work = order[: round(len(order) * _SHARE_DONE)]
    sessions = list(_sessions(study, random))
    with study.store.change("a year of made-up study") as writer:
        writer.put(CHOICE, {"key": CHOSEN, "value": DEFAULT_ROADMAP})
        first_week = week_start(study.today() - timedelta(days=364), study.settings.first_weekday)
        writer.put(GOAL, {"scope": "", "since": first_week.toordinal(), "seconds": _WEEK_GOAL, "per_day": 0})
        last_by_item = _write_sessions(study, writer, sessions, work)
        _write_marks(writer, work, last_by_item)
        _write_gradings(study, writer, work, last_by_item)
        _write_notes(study, writer)
        _write_plans(study, writer, order[len(work) :], work[-1])
        current = work[-1]
        study.store.put_session(writer, _session(study, study.clock.seconds() - 1513, None, current))


def _order(lines: tuple[Entry, ...]) -> list[_Work]:
    """The counted items in the order of the roadmap, one of each choice."""
    titles = {entry.stage: entry.title for entry in lines if entry.kind is Kind.STAGE}
    found = []
    for stage, title in titles.items():
        of_stage = [entry for entry in lines if entry.stage == stage]
        by_id = {entry.id: entry for entry in of_stage}
        found += [_Work(by_id[unit[0]], title) for unit in units(of_stage)]
    return found


def _sessions(study: Study, random: Random) -> Iterator[tuple[int, int]]:
    """Starts and lengths in seconds, with a holiday, quiet Sundays, and evenings more than mornings."""
    today = study.today()
    for back in range(360, -1, -1):
        day = today - timedelta(days=back)
        if 150 < back < 164 or random.random() > _likelihood(day, back):
            continue
        begin = day_start(day, study.clock.zone(), study.settings.day_start)
        hour = random.choice((7, 12, 18, 18, 19, 19, 20)) if back else 9
        for _ in range(random.choice((1, 1, 2)) if back else 2):
            start = begin + (hour - study.settings.day_start) * _HOUR + random.randrange(0, 40) * 60
            length = random.choice((20, 25, 30, 35, 45, 50, 65)) * 60
            if start + length < study.clock.seconds() - 1600:
                yield start, length
            hour += 2


def _likelihood(day: date, back: int) -> float:
    base = (0.75, 0.7, 0.6, 0.75, 0.45, 0.7, 0.25)[day.weekday()]
    return 1.0 if back == 0 else base + (0.1 if back < 60 else 0.0)


def _write_sessions(
    study: Study, writer: ChangeWriter, sessions: list[tuple[int, int]], work: list[_Work]
) -> dict[str, int]:
    """Give the sessions to the work in order; returns when each item was studied last."""
    last: dict[str, int] = {}
    for at, (start, length) in enumerate(sessions):
        item = work[min(len(work) - 1, at * len(work) // max(1, len(sessions)))]
        study.store.put_session(writer, _session(study, start, start + length, item))
        last[str(item.entry.id)] = start + length
    return last


def _session(study: Study, start: int, end: int | None, work: _Work) -> Session:
    return Session(
        SessionId(study.store.new_id()),
        start,
        end,
        study.clock.zone_name(),
        DEFAULT_ROADMAP,
        work.entry.stage,
        work.entry.id,
        f"{work.stage_title} › {work.entry.title}",
    )


def _write_marks(writer: ChangeWriter, work: list[_Work], last: dict[str, int]) -> None:
    done_at = min(last.values())
    for done in work[:-2]:
        if done.entry.id is not None:
            done_at = max(done_at, last.get(str(done.entry.id), done_at))
            mark(writer, done.entry.id, Status.DONE, done.entry.title, done_at)
    for begun in work[-2:]:
        if begun.entry.id is not None:
            mark(writer, begun.entry.id, Status.DOING, begun.entry.title)


def _write_gradings(study: Study, writer: ChangeWriter, work: list[_Work], last: dict[str, int]) -> None:
    """Reviews of the finished topics, each about when it fell due; the newest are left to be done."""
    now = study.clock.seconds()
    done_at = min(last.values())
    for finished in work[:-2]:
        topic = finished.entry.id
        if topic is None:
            continue
        done_at = max(done_at, last.get(str(topic), done_at))
        if finished.entry.kind is not Kind.TOPIC:
            continue
        for days in _REVIEW_DAYS:
            at = done_at + days * 24 * _HOUR
            if at < now - 4 * 24 * _HOUR:
                keep_grading(study, writer, topic, 3, finished.entry.title, at)


def _write_plans(study: Study, writer: ChangeWriter, coming: list[_Work], current: _Work) -> None:
    """A target date, the pause of the holiday, an aim; and what a weekly review finds to put right.

    That is a project that was begun and left, a session without a topic, and a tick without time.
    """
    today = study.today()
    week = week_start(today, study.settings.first_weekday)
    scope = stage_target(DEFAULT_ROADMAP, current.entry.stage)
    writer.put(DEADLINE, {"scope": scope, "day": (today + timedelta(weeks=8)).toordinal()})
    holiday = today - timedelta(days=163)
    writer.put(REST, {"first": holiday.toordinal(), "last": (holiday + timedelta(days=12)).toordinal()})
    ticked = next(one for one in coming if one.entry.kind is Kind.TOPIC)
    put_week(study, writer, week, {"aims": json.dumps([coming[0].entry.title], ensure_ascii=False)})
    evening = day_start(week - timedelta(days=3), study.clock.zone(), study.settings.day_start) + 15 * _HOUR
    assert ticked.entry.id is not None
    mark(writer, ticked.entry.id, Status.DONE, ticked.entry.title, evening)
    study.store.put_session(writer, _loose(study, evening, current))
    left = next((one for one in coming if one.entry.parent not in (None, current.entry.parent)), None)
    if left is not None and left.entry.id is not None:
        at = evening - 16 * 24 * _HOUR
        study.store.put_session(writer, _session(study, at, at + 40 * 60, left))
        mark(writer, left.entry.id, Status.DOING, left.entry.title)


def _loose(study: Study, start: int, work: _Work) -> Session:
    """A session of half an hour on a stage alone."""
    return Session(
        SessionId(study.store.new_id()),
        start,
        start + 1800,
        study.clock.zone_name(),
        DEFAULT_ROADMAP,
        work.entry.stage,
        None,
        work.stage_title,
    )


def _write_notes(study: Study, writer: ChangeWriter) -> None:
    now = study.clock.seconds()
    for at, (target, (title, body)) in enumerate(_NOTES.items()):
        updated = now - (len(_NOTES) - at) * 19 * _HOUR
        writer.put(NOTE, {"target": NoteTarget(target), "title": title, "body": body, "updated": updated})
    stage = stage_target(DEFAULT_ROADMAP, study.lines(DEFAULT_ROADMAP)[2][0].stage)
    body = "Two hours in the morning do more than three at night.\n"
    writer.put(
        NOTE, {"target": stage, "title": "Programming foundations", "body": body, "updated": now - 90 * 86400}
    )
