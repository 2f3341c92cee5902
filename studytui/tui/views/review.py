"""The weekly review: five steps by keyboard, left and taken up again at any of them."""

from __future__ import annotations

from datetime import timedelta

from textual.containers import Horizontal
from textual.content import Content

from studytui.domain.weekly import Step, markdown
from studytui.tui import review_rows
from studytui.tui.border_keys import key_words
from studytui.tui.verbs import Place, bindings
from studytui.tui.views.view import View
from studytui.tui.widgets.rows import Row, RowList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.domain.target import Target
    from studytui.domain.weekly import WeeklyReview
    from studytui.services.reviewing import Queue, ReviewCard
    from studytui.services.study import Study


_OF_CARDS = ("review.show", "review.again", "review.skip", "review.postpone", "review.link")


class StepPane(RowList):
    """What the present step shows."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.REVIEW, Place.LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.REVIEW])]


class ReviewView(View):
    """The week looked back on, what is due, what stands still, the plan, and a summary."""

    DEFAULT_CSS = """
    #review-steps { width: 34; }
    #review-step { width: 1fr; }
    .-narrow #review-steps { width: 26; }
    .-tiny #review-steps { display: none; }
    """
    SCOPED_CSS = False
    first_focus = "#review-step"

    @property
    def hints(self) -> Mapping[str, str]:  # type: ignore[override]  # other words at each step
        """What the keys do at this step."""
        hidden = {
            Step.DUE_TOPICS: ("review.anew", "review.drop"),
            Step.STAGES: _OF_CARDS,
        }.get(self.step, (*_OF_CARDS, "review.anew", "review.drop"))
        words = dict.fromkeys((*hidden, "timer.toggle", "list.add", "list.filter", "view.focus"), "")
        words |= {"list.open": "go on", "list.previous": "[ ] week"}
        if self.step is Step.DUE_TOPICS:
            words["timer.toggle"] = "study it" if self.card is not None else ""
            gone = ("review.show",) if self.revealed else ("review.again",)
            words |= dict.fromkeys(_OF_CARDS if self.card is None else gone, "")
            words["list.open"] = "" if self.card is not None and not self.revealed else "go on"
        return words

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """At the first step, with nothing read yet."""
        super().__init__(id=id)
        self.step = Step.LOOK_BACK
        self.review: WeeklyReview | None = None
        self.card: ReviewCard | None = None
        self.revealed = False
        self.week: date | None = None
        self.kept = ""
        self._study: Study | None = None
        self._queue: Queue | None = None
        self._passed: set[str] = set()

    def compose(self) -> ComposeResult:
        """The steps at the left, the present one at the right."""
        with Horizontal():
            yield RowList(id="review-steps", classes="pane").data_bind(ReviewView.look)
            yield StepPane(id="review-step", classes="pane").data_bind(ReviewView.look)

    def read(self, study: Study) -> None:
        """Read the week, and what is due."""
        first = self._study is None
        self._study = study
        self.review = study.weekly.review(self.week)
        self.kept = study.weekly.kept(self.review.first)
        self._queue = study.reviewing.queue()
        if first and 1 <= self.review.step <= 5 and self.review.finished_at is None:
            self.step = Step(self.review.step)
        waiting = [topic for topic in self._queue.topics if topic.topic not in self._passed]
        wanted = waiting[0].topic if waiting else None
        if self.card is None or self.card.topic.topic != wanted:
            self.revealed = False
        self.card = study.reviewing.card(wanted) if wanted is not None else None
        self.draw()

    def watch_look(self) -> None:
        """Draw in the other look."""
        self.draw()

    def on_resize(self) -> None:
        """Wrap anew."""
        self.draw()

    def draw(self) -> None:
        """Draw both panes; the cursor goes to the row that goes on."""
        if not self.is_mounted or self.review is None or self._queue is None or self.look is None:
            return
        steps = self.query_one("#review-steps", RowList)
        steps.show(review_rows.step_rows(self.review, self.step, self._queue, self.look))
        steps.border_title = "Weekly review"
        steps.border_subtitle = Content(f"[ ] week {self.review.first:%V}")
        steps.go_to(f"step-{int(self.step)}")
        pane = self.query_one("#review-step", StepPane)
        pane.show(self._rows())
        dot = f" {self.look.glyphs.dot} "
        pane.border_title = Content(dot.join((str(int(self.step)), self.step.title)))
        done = self.look.glyphs.running * int(self.step)
        marks = (
            done + self.look.glyphs.todo * (5 - int(self.step))
            if not self.look.glyphs.ascii
            else f"{int(self.step)}/5"
        )
        pane.border_subtitle = Content(f"{marks}  {self.look.words(self._keys())}")

    def _rows(self) -> list[Row]:
        if self.review is None or self.look is None or self._study is None:
            return []
        if self.step is Step.LOOK_BACK:
            return review_rows.look_back_rows(self.review, self.look)
        if self.step is Step.DUE_TOPICS:
            return self._card_rows()
        if self.step is Step.STAGES:
            return review_rows.stage_step_rows(self.review, self.look)
        if self.step is Step.PLAN:
            return review_rows.plan_rows(self.review, self.look, self._study.today())
        return review_rows.finish_rows(self.review, self.kept, self.look, self._width())

    def _card_rows(self) -> list[Row]:
        if self.look is None or self._queue is None or self._study is None:
            return []
        if self.card is None:
            return review_rows.no_card_rows(self._queue, self.look, self._study.settings.reviews)
        number = self._queue.graded + 1 + len(self._passed)
        total = self._queue.graded + len(self._queue.topics)
        return review_rows.card_rows(
            self.card,
            number,
            max(number, total),
            self.revealed,
            self.look,
            self._width(),
            self._study.today(),
        )

    def _keys(self) -> str:
        own = {} if self.snapshot is None else self.snapshot.settings.keys
        return key_words(own, ("list.open", "go on"), ("review.back", "back"), ("app.back", "leave"))

    def _width(self) -> int:
        return self.query_one("#review-step", StepPane).size.width or 60

    def go_to_step(self, step: int) -> None:
        """Show another step, from its top, with the cursor on the row that goes on."""
        self.step = Step(min(5, max(1, step)))
        pane = self.query_one("#review-step", StepPane)
        pane.show(self._rows(), keep=False)
        pane.go_to(review_rows.NEXT)
        self.draw()

    def go_to_row(self, key: str) -> None:
        """Put the cursor on a row of the present step."""
        self.query_one("#review-step", StepPane).go_to(key)

    def show_week(self, week: date) -> None:
        """Look at the review of another week: what was kept of it, else its numbers."""
        if self._study is None or week > self._study.weekly.meant():
            return
        self.week = None if week == self._study.weekly.meant() else week
        self.read(self._study)
        finished = self.review is not None and self.review.finished_at is not None
        self.go_to_step(Step.FINISH if finished else Step.LOOK_BACK)

    def perform(self, verb: str) -> bool:
        """Go to another week; 5 is the last step while the step has the keys."""
        if self.review is None:
            return False
        if verb in ("list.previous", "list.next"):
            self.show_week(self.review.first + timedelta(weeks=-1 if verb == "list.previous" else 1))
        elif verb == "go.review" and self.query_one("#review-step").has_focus:
            self.go_to_step(Step.FINISH)
        else:
            return False
        return True

    def pass_over(self) -> None:
        """Leave the present card for another day of this review."""
        if self.card is not None:
            self._passed.add(self.card.topic.topic)

    def shown(self) -> None:
        """Stand on the row that goes on."""
        self.query_one("#review-step", StepPane).go_to(review_rows.NEXT)

    def selection(self) -> Target | None:
        """The topic on the card."""
        if self.step is not Step.DUE_TOPICS or self.card is None or self._study is None:
            return None
        return self._study.target(self.card.topic.topic)

    def copied(self) -> str:
        """The summary, for the clipboard: the note where one is kept."""
        return self.kept or (markdown(self.review) if self.review is not None else "")

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """A step at the left is gone to; the rest is carried out by the program."""
        if message.rows.id == "review-steps":
            self.go_to_step(int(message.row.key.removeprefix("step-")))
            self.query_one("#review-step").focus()
            message.stop()
