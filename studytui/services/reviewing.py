"""Review of finished topics: what is due, what each grade would mean, grading and postponing."""

from __future__ import annotations

from datetime import timedelta

from studytui.domain.days import day_start, study_day
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.ids import NoteTarget
from studytui.domain.records import dataclass
from studytui.domain.reviewing import Grade, Grading, recall, recall_word, shown_today
from studytui.domain.status import Kind, Status
from studytui.services.marking import keep_grading
from studytui.store.tables import POSTPONED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from studytui.domain.ids import ItemId
    from studytui.domain.reviewing import Card
    from studytui.domain.roadmap import Topic
    from studytui.domain.target import Target
    from studytui.services.study import Study

QUESTION = "Can you explain it without looking? What would you build with it?"
"""Asked of a topic that has no question of its own."""


@dataclass(frozen=True)
class DueTopic:
    """A finished topic to look at again: since which study day, its last review (UTC seconds), its interval.

    `seen` is the study day of that last review. `times` counts its reviews, the first `done` included; `word`
    tells how well it may still be known.
    """

    topic: ItemId
    title: str
    due: date
    last: int
    interval_days: int
    times: int
    stability_days: float
    word: str
    seen: date


@dataclass(frozen=True)
class Outcome:
    """What a grade leads to: the study day of the next review, and the days until then."""

    grade: Grade
    due: date
    days: int


@dataclass(frozen=True)
class ReviewCard:
    """All that a review shows of a topic: its question, its own note, a link, and the four outcomes."""

    topic: DueTopic
    stage_title: str
    question: str
    note: str
    url: str | None
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Queue:
    """What is due today: the topics shown, how many wait beyond the day's cap, and those graded today."""

    topics: tuple[DueTopic, ...]
    waiting: int
    graded: int


class Reviewing:
    """The use-cases of reviews of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def due_count(self) -> int:
        """How many topics are shown as due today; 0 while reviews are switched off."""
        study = self._study
        if not study.settings.reviews:
            return 0
        start, end = self._today_bounds()
        number = study.store.progress.waiting_count(end, study.today())
        if number and study.store.progress.stale():
            self._refresh()
            number = study.store.progress.waiting_count(end, study.today())
        if not number:
            return 0
        graded = study.store.progress.reviews_between(start, end)
        return min(number, max(0, study.settings.review_cap - graded))

    def queue(self) -> Queue:
        """What is due today, first due first; empty while reviews are switched off."""
        study = self._study
        if not study.settings.reviews:
            return Queue((), 0, 0)
        self._refresh()
        start, end = self._today_bounds()
        waiting = study.store.progress.waiting(end, study.today())
        graded = study.store.progress.reviews_between(start, end)
        shown = shown_today(waiting, study.settings.review_cap, graded)
        return Queue(
            tuple(self._due(one.card, one.title) for one in shown), len(waiting) - len(shown), graded
        )

    def card(self, topic: ItemId) -> ReviewCard:
        """The card of a finished topic, due or not; Refused for what has none."""
        study = self._study
        title = self._title(topic)
        self._refresh()
        card = study.store.progress.card(topic)
        if card is None:
            raise self._not_done(title)
        stage_title, found = self._in_roadmap(topic)
        note = study.store.notes.of(NoteTarget(topic))
        url = None
        if found is not None:
            url = found.url or next((one.url for one in found.resources if one.url), None)
        return ReviewCard(
            self._due(card, title),
            stage_title,
            (found.check if found is not None else None) or QUESTION,
            "" if note is None else note.body,
            url,
            self.outcomes(topic),
        )

    def outcomes(self, topic: ItemId) -> tuple[Outcome, ...]:
        """When the topic comes again after each grade, were it given now."""
        from studytui.services.scheduler import cards_by_grade

        study = self._study
        now = study.clock.seconds()
        gradings = study.store.progress.gradings(topic)
        if not gradings:
            raise self._not_done(self._title(topic))
        return tuple(
            Outcome(grade, self._day(card.due), card.interval_days)
            for grade, card in cards_by_grade(gradings, max(now, gradings[-1].at)).items()
        )

    def grade(self, target: Target, grade: int) -> DueTopic:
        """Keep one review of a finished topic, 1 for forgotten to 4 for easy; can be undone."""
        if target.kind is not Kind.TOPIC or target.item is None:
            raise Refused(
                f"{target.title} is no topic", "only finished topics are reviewed: studytui review --list"
            )
        return self.grade_topic(target.item, grade, target.title)

    def grade_topic(self, topic: ItemId, grade: int, title: str = "") -> DueTopic:
        """The same by the topic's id."""
        from studytui.services.scheduler import card_after

        study = self._study
        if grade not in tuple(Grade):
            raise Refused("a grade is a number from 1 to 4", "1 again, 2 hard, 3 good, 4 easy")
        found = study.store.marks.of(topic)
        title = title or self._title(topic)
        if found is None or found.status is not Status.DONE or found.done_at is None:
            raise self._not_done(title)
        gradings = study.store.progress.gradings(topic)
        now = max([study.clock.seconds(), *(one.at + 1 for one in gradings)])  # their order is told by time
        card = card_after((*gradings, Grading(topic, now, grade)))
        with study.store.change(f"review {title}: {Grade(grade).word.lower()}") as writer:
            keep_grading(study, writer, topic, grade, title, now)
            writer.remove(POSTPONED, {"topic": topic})
            study.store.progress.keep_cards([card])
        study.announce("review", items=[topic])
        return self._due(card, title)

    def postpone(self, topics: Iterable[ItemId] | None = None, days: int = 1) -> int:
        """Let topics, or all that wait, come back after some days; no grading. Returns how many."""
        study = self._study
        if not 1 <= days <= 3650:
            raise Refused("reviews are postponed by 1 to 3650 days", "name fewer days")
        if topics is None:
            self._refresh()
            waiting = study.store.progress.waiting(self._today_bounds()[1], study.today())
            meant = [one.card.topic for one in waiting]
        else:
            meant = list(topics)
        if not meant:
            raise NothingToDo("nothing is due")
        until = study.today() + timedelta(days=days)
        what = self._title(meant[0]) if len(meant) == 1 else f"{len(meant)} topics"
        with study.store.change(f"postpone {what}") as writer:
            for topic in meant:
                writer.put(POSTPONED, {"topic": topic, "until": until.toordinal()})
        return len(meant)

    def _refresh(self) -> None:
        """Make the cards anew whose gradings have changed."""
        from studytui.services.scheduler import card_after

        progress = self._study.store.progress
        stale = progress.stale()
        if stale:
            self._study.store.keep_cards([card_after(progress.gradings(topic)) for topic in stale])

    def _today_bounds(self) -> tuple[int, int]:
        """Where today's study day begins and ends, in UTC seconds."""
        study = self._study
        today, zone, hour = study.today(), study.zone(), study.settings.day_start
        return day_start(today, zone, hour), day_start(today + timedelta(days=1), zone, hour)

    def _day(self, at: int) -> date:
        return study_day(at, self._study.zone(), self._study.settings.day_start)

    def _due(self, card: Card, title: str) -> DueTopic:
        chance = recall(card, self._study.clock.seconds())
        return DueTopic(
            card.topic,
            title,
            self._day(card.due),
            card.last,
            card.interval_days,
            card.gradings,
            card.stability,
            recall_word(chance),
            self._day(card.last),
        )

    def _title(self, topic: ItemId) -> str:
        found = self._study.store.marks.of(topic)
        if found is not None:
            return found.title
        _, _, lines = self._study.lines()
        return next((entry.title for entry in lines if entry.id == topic), str(topic))

    def _not_done(self, title: str) -> Refused:
        return Refused(
            f"{title} is not in review: a topic enters when it is done, on a date",
            "see what is: studytui review --list",
        )

    def _in_roadmap(self, topic: ItemId) -> tuple[str, Topic | None]:
        """The topic and its stage's title in the roadmap in use; none where that does not hold it."""
        _, _, lines = self._study.lines()
        if not any(entry.id == topic for entry in lines):
            return "", None
        for stage in self._study.roadmaps.load().stages:
            for one in stage.topics:
                if one.id == topic:
                    return stage.title, one
        return "", None
