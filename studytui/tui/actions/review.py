"""The weekly review's verbs: going on and back, grading, and what its rows do."""

from __future__ import annotations

from studytui.domain.durations import format_duration, parse_duration
from studytui.domain.faults import NothingToDo
from studytui.domain.text import clean_line
from studytui.domain.weekly import Step
from studytui.domain.wording import say_day
from studytui.tui.review_rows import NEXT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.weekly import WeeklyReview
    from studytui.tui.app import StudyApp
    from studytui.tui.views.review import ReviewView

_LAST_AIMS = 3


def _view(app: StudyApp) -> ReviewView:
    from studytui.tui.views.review import ReviewView

    view = app.current_view
    if not isinstance(view, ReviewView):
        raise NothingToDo("that works in the weekly review", "Go to it with 5")
    return view


def _review(app: StudyApp) -> WeeklyReview:
    review = _view(app).review
    if review is None:
        raise NothingToDo("the review is not read yet")
    return review


def opened(app: StudyApp, key: str) -> None:
    """Enter on a row of a step."""
    kind, _, number = key.partition("-")
    if key == NEXT:
        go_on(app)
    elif key == "reflect":
        _reflect(app)
    elif key == "hours":
        _hours(app)
    elif kind == "aim":
        _aim(app, int(number))
    elif kind == "stalled":
        _stalled(app, int(number))
    elif kind == "loose":
        _loose(app, int(number))
    elif kind == "tick":
        _tick(app, int(number))


def go_on(app: StudyApp) -> None:
    """The next card, the next step, or the end of the review."""
    view, review = _view(app), _review(app)
    if view.step is Step.DUE_TOPICS and view.card is not None:
        if view.revealed:
            skip(app)
        else:
            show(app)
        return
    if view.step is Step.FINISH:
        note = app.study.weekly.finish(review.first)
        app.renew()
        app.say(f"Kept as the note {note.title}. y copies it, u undo")
        return
    app.study.weekly.go_to(review.first, int(view.step) + 1)
    app.renew()
    view.go_to_step(int(view.step) + 1)


def back(app: StudyApp) -> None:
    """The step before."""
    view = _view(app)
    view.go_to_step(int(view.step) - 1)


def show(app: StudyApp) -> None:
    """Show the note and the grades of the card."""
    view = _view(app)
    if view.card is None:
        raise NothingToDo("no card is open")
    view.revealed = True
    view.draw()


def _grade(number: int) -> Callable[[StudyApp], None]:
    def grade(app: StudyApp) -> None:
        view = _view(app)
        if view.step is not Step.DUE_TOPICS or view.card is None:
            view.go_to_step(number)
            return
        if not view.revealed:
            raise NothingToDo("space shows the note first", "Then 1 to 4 grade")
        title = view.card.topic.title
        graded = app.study.reviewing.grade_topic(view.card.topic.topic, number)
        app.renew()
        app.say(f"{title}: again on {say_day(graded.due)}. u undo")

    return grade


def skip(app: StudyApp) -> None:
    """Leave the card for later in the week; nothing is graded."""
    view = _view(app)
    view.pass_over()
    app.renew()


def postpone(app: StudyApp) -> None:
    """Postpone all that is due by a day."""
    number = app.study.reviewing.postpone()
    app.renew()
    app.say(f"{number} topic{'' if number == 1 else 's'} postponed to tomorrow. u undo")


def _reflect(app: StudyApp) -> None:
    from studytui.tui.screens.prompt import Prompt, Read

    review = _review(app)

    def read(typed: str) -> Read[str]:
        line = clean_line(typed)
        return Read(line, line or "no reflection")

    def taken(found: Read[str] | None) -> None:
        if found is not None:
            app.study.weekly.reflect(review.first, found.value)
            app.renew()

    prompt = Prompt("Reflection", "What went well, what got in the way? One line.", read, review.reflection)
    app.push_screen(prompt, lambda found: app.guard(lambda: taken(found)))


def _hours(app: StudyApp) -> None:
    from studytui.tui.screens.prompt import Prompt, Read

    review = _review(app)

    def read(typed: str) -> Read[int]:
        seconds = parse_duration(typed, longest=7 * 24 * 3600)
        return Read(
            seconds,
            f"{format_duration(seconds)} in the week from {say_day(review.plan.first)}, that week alone",
        )

    def taken(found: Read[int] | None) -> None:
        if found is not None:
            app.study.weekly.plan(review.first, seconds=found.value)
            app.renew()

    goal = review.plan.goal_seconds
    prompt = Prompt(
        "Hours next week",
        "How much do you plan? For example 6h.",
        read,
        format_duration(goal) if goal else "",
    )
    app.push_screen(prompt, lambda found: app.guard(lambda: taken(found)))


def _aim(app: StudyApp, place: int) -> None:
    from studytui.tui.screens.prompt import Prompt, Read

    review = _review(app)
    aims = [*review.plan.aims, *[""] * _LAST_AIMS][:_LAST_AIMS]

    def read(typed: str) -> Read[str]:
        line = clean_line(typed)
        return Read(line, line or "no aim")

    def taken(found: Read[str] | None) -> None:
        if found is not None:
            aims[place] = found.value
            app.study.weekly.plan(review.first, aims=[aim for aim in aims if aim])
            app.renew()

    prompt = Prompt(
        f"Aim {place + 1}", "What do you want to have done by the end of that week?", read, aims[place]
    )
    app.push_screen(prompt, lambda found: app.guard(lambda: taken(found)))


def _stalled(app: StudyApp, place: int) -> None:
    """Go on with something that stood still: the timer starts on it."""
    from studytui.services.stalling import target_of

    one = _review(app).stalled[place]
    target = target_of(app.study, one)
    app.study.timer.start(target)
    app.renew()
    app.say(f"Timer started on {target.words}. u undo; x skips it")


def drop(app: StudyApp) -> None:
    """Skip what stands still: its open items leave the total."""
    from studytui.domain.status import Status
    from studytui.services.stalling import target_of
    from studytui.tui.views.review import StepPane

    view, review = _view(app), _review(app)
    row = view.query_one("#review-step", StepPane).current
    if view.step is not Step.STAGES or row is None or not row.key.startswith("stalled-"):
        raise NothingToDo("nothing that stands still is selected")
    one = review.stalled[int(row.key.removeprefix("stalled-"))]
    ticked = app.study.items.set_status([target_of(app.study, one)], Status.SKIPPED)
    app.renew()
    app.say(f"{one.title}: {len(ticked.items)} skipped. u undo")


def _loose(app: StudyApp, place: int) -> None:
    """Give a session without a topic one."""
    from studytui.tui.screens.target_picker import TargetPicker

    session = app.study.log.named(_review(app).loose[place].session)

    def chosen(target: object) -> None:
        if target is not None:
            app.study.log.edit(session, target=target)  # type: ignore[arg-type]  # the picker answers targets
            app.renew()

    app.push_screen(TargetPicker(app.study, "What was it?"), lambda target: app.guard(lambda: chosen(target)))


def _tick(app: StudyApp, place: int) -> None:
    """Log the time that a tick has none of."""
    from studytui.tui.screens.prompt import Prompt, Read

    tick = _review(app).ticks[place]

    def read(typed: str) -> Read[int]:
        seconds = parse_duration(typed)
        return Read(seconds, f"{format_duration(seconds)} on {tick.title}, at no certain hour")

    def taken(found: Read[int] | None) -> None:
        if found is not None:
            app.study.weekly.log_tick(tick, found.value)
            app.renew()

    typed = format_duration(tick.estimate) if tick.estimate else ""
    prompt = Prompt(f"Time · {tick.title}", "How long did it take? For example 90m.", read, typed)
    app.push_screen(prompt, lambda found: app.guard(lambda: taken(found)))


PERFORMERS = {
    "review.back": back,
    "review.show": show,
    "review.again": _grade(1),
    "review.hard": _grade(2),
    "review.good": _grade(3),
    "review.easy": _grade(4),
    "review.skip": skip,
    "review.postpone": postpone,
    "review.drop": drop,
}
