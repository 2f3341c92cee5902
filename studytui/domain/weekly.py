"""The weekly review: what it shows of a week, and its summary in Markdown and in plain text."""

from __future__ import annotations

from datetime import timedelta
from enum import IntEnum

from studytui.domain.days import week_start
from studytui.domain.durations import MINUTE, format_duration, shares
from studytui.domain.ids import NoteTarget
from studytui.domain.records import dataclass
from studytui.domain.wording import say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from studytui.domain.ids import ItemId, RoadmapId, SessionId, StageId

STALLED_DAYS = 14
"""Days without a session and a tick after which something begun is called stalled."""


class Step(IntEnum):
    """The five steps, in their order."""

    LOOK_BACK = 1
    DUE_TOPICS = 2
    STAGES = 3
    PLAN = 4
    FINISH = 5

    @property
    def title(self) -> str:
        """The step's name on screen."""
        return _TITLES[self]


_TITLES = {
    Step.LOOK_BACK: "Look back",
    Step.DUE_TOPICS: "Due topics",
    Step.STAGES: "Stages & projects",
    Step.PLAN: "Plan next week",
    Step.FINISH: "Finish",
}


@dataclass(frozen=True)
class WeekNumbers:
    """A week in numbers; `goal_seconds` is none without a goal, `rested` tells of a planned pause in it.

    `items` are those done with a date, `topics` the topics among them; `reviews` are gradings of finished
    topics, `notes` those written or changed.
    """

    first: date
    seconds: int
    goal_seconds: int | None
    sessions: int
    days: int
    items: int
    topics: int
    reviews: int
    notes: int
    rested: bool = False

    @property
    def percent(self) -> int | None:
        """The time in percent of the goal, rounded down; none without a goal."""
        return 100 * self.seconds // self.goal_seconds if self.goal_seconds else None


@dataclass(frozen=True)
class StageTime:
    """The seconds of a week that went to a stage, a roadmap alone, or another roadmap; a stage's own goal."""

    title: str
    seconds: int
    goal_seconds: int | None = None


@dataclass(frozen=True)
class Finished:
    """An item that was done in the week, at UTC seconds, with the time it took in all."""

    item: ItemId
    title: str
    stage_title: str
    done_at: int
    seconds: int


@dataclass(frozen=True)
class Stalled:
    """A stage or a project that was begun and then left for a while; `item` is none for a stage.

    `last` is the last study day on which it was studied or ticked.
    """

    roadmap: RoadmapId
    stage: StageId
    item: ItemId | None
    title: str
    last: date
    days: int
    done: int
    total: int
    deadline: date | None


@dataclass(frozen=True)
class Loose:
    """A session of the week that names no topic, so that its time helps no estimate."""

    session: SessionId
    start: int
    zone: str
    seconds: int
    title: str


@dataclass(frozen=True)
class Tick:
    """An item that was done in the week without any time; `estimate` seconds may be offered to log."""

    item: ItemId
    title: str
    stage: StageId
    done_at: int
    estimate: int | None


@dataclass(frozen=True)
class WeekPlan:
    """The plan of a week: its seconds (none: the standing goal holds) and up to three aims."""

    first: date
    seconds: int | None
    aims: tuple[str, ...]
    standing_seconds: int | None

    @property
    def goal_seconds(self) -> int | None:
        """What holds in that week."""
        return self.standing_seconds if self.seconds is None else self.seconds


@dataclass(frozen=True)
class WeeklyReview:
    """All that the five steps show of the week from `first` to `last`, and where the review stands.

    `step` is 0 before it was begun; `before` are the weeks before, the newest first; `aims` are those set for
    this week a week ago; `due` is how many topics are due now, `streak` none without a goal.
    """

    first: date
    last: date
    step: int
    finished_at: int | None
    reflection: str
    numbers: WeekNumbers
    before: tuple[WeekNumbers, ...]
    aims: tuple[str, ...]
    stages: tuple[StageTime, ...]
    finished: tuple[Finished, ...]
    stalled: tuple[Stalled, ...]
    loose: tuple[Loose, ...]
    ticks: tuple[Tick, ...]
    due: int
    plan: WeekPlan
    streak: int | None
    forecast: str


def week_meant(today: date, first_weekday: int) -> date:
    """The first day of the week to review: the running one on its last day, else the last complete one."""
    first = week_start(today, first_weekday)
    return first if today == first + timedelta(days=6) else first - timedelta(days=7)


def week_note(first: date) -> NoteTarget:
    """What the summary of a week is kept under among the notes."""
    return NoteTarget(f"week/{first.isoformat()}")


def is_week(key: NoteTarget) -> bool:
    """Whether a note is the summary of a week."""
    return key.startswith("week/")


def week_title(first: date) -> str:
    """The title of a week's summary."""
    return f"Week of {say_day(first)}"


def compared(numbers: WeekNumbers, before: Iterable[WeekNumbers]) -> str:
    """The week's time beside the mean of those before, in words; empty where there is nothing before."""
    seconds = [week.seconds for week in before if not week.rested]
    if not any(seconds):
        return ""
    mean = sum(seconds) // len(seconds)
    count = "the week before" if len(seconds) == 1 else f"the {len(seconds)} weeks before"
    apart = numbers.seconds // MINUTE - mean // MINUTE
    if apart == 0:
        return f"as much as {count}"
    more = "more" if apart > 0 else "less"
    return f"{format_duration(abs(apart) * MINUTE)} {more} than {count} on average"


def markdown(review: WeeklyReview) -> str:
    """The summary as it is kept among the notes."""
    parts = [f"# {week_title(review.first)}", _bullets(facts(review), "- ")]
    for title, lines in _sections(review):
        parts.append(f"## {title}\n\n{_bullets(lines, '- ')}")
    if review.reflection:
        parts.insert(2, _quoted(review.reflection))
    return "\n\n".join(parts) + "\n"


def plain(review: WeeklyReview) -> str:
    """The same as plain text, for a terminal or a pipe."""
    parts = [
        f"{week_title(review.first)} to {say_day(review.last)}",
        _bullets(facts(review), "  "),
    ]
    if review.reflection:
        parts.append(f"  “{review.reflection}”")
    parts += [f"{title}\n{_bullets(lines, '  ')}" for title, lines in _sections(review)]
    return "\n\n".join(parts) + "\n"


def facts(review: WeeklyReview) -> list[str]:
    """The week in numbers, a line each."""
    numbers = review.numbers
    if not (numbers.seconds or numbers.items or numbers.reviews or numbers.notes):
        told = ["Nothing was logged in this week."]
    else:
        told = [f"Studied {format_duration(numbers.seconds)} in {_count(numbers.sessions, 'session')}"
                f" on {_count(numbers.days, 'day')}"]  # fmt: skip
        beside = compared(numbers, review.before)
        if beside:
            told[0] += f", {beside}"
    if numbers.goal_seconds:
        told.append(f"Goal {format_duration(numbers.goal_seconds)}: {numbers.percent} %")
    if numbers.rested:
        told.append("A planned pause lies in this week")
    if numbers.items:
        topics = f", {_count(numbers.topics, 'topic')} among them" if numbers.topics else ""
        told.append(f"{_count(numbers.items, 'item')} done{topics}")
    if numbers.reviews:
        told.append(_count(numbers.reviews, "review"))
    if numbers.notes:
        told.append(f"{_count(numbers.notes, 'note')} written")
    if review.streak:
        told.append(f"{_count(review.streak, 'week')} on goal in a row")
    if review.forecast:
        told.append(review.forecast[0].upper() + review.forecast[1:])
    return told


def _sections(review: WeeklyReview) -> list[tuple[str, list[str]]]:
    minutes = shares([stage.seconds for stage in review.stages])
    time = [
        f"{stage.title}: {format_duration(part * MINUTE)}"
        + (f" of {format_duration(stage.goal_seconds)}" if stage.goal_seconds else "")
        for stage, part in zip(review.stages, minutes, strict=True)
    ]
    done = [f"{one.stage_title} › {one.title}" if one.stage_title else one.title for one in review.finished]
    plan = [] if not review.plan.goal_seconds else [f"{format_duration(review.plan.goal_seconds)} of study"]
    sections = [
        ("Time", time),
        ("Done", done),
        ("Aims of this week", list(review.aims)),
        ("Waiting", [f"{one.title}: last on {say_day(one.last, year=False)}" for one in review.stalled]),
        (f"Plan for the {week_title(review.plan.first)[0].lower()}{week_title(review.plan.first)[1:]}",
         [*plan, *review.plan.aims]),
    ]  # fmt: skip
    return [(title, lines) for title, lines in sections if lines]


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _bullets(lines: Iterable[str], mark: str) -> str:
    return "\n".join(f"{mark}{line}" for line in lines)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())
