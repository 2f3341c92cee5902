"""The weekly review's verbs: going on and back, grading, and what its rows do."""

from __future__ import annotations

from studytui.domain.durations import format_duration, parse_duration
from studytui.domain.faults import NothingToDo
from studytui.domain.text import clean_line
from studytui.domain.weekly import Step
from studytui.domain.wording import say_day
from studytui.tui.listing import quarters
from studytui.tui.review_rows import NEXT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.weekly import Stalled, WeeklyReview
    from studytui.tui.app import StudyApp
    from studytui.tui.views.review import ReviewView
    from studytui.tui.widgets.rows import Row

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
    if key == NEXT or kind in ("line", "done"):
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
    _to(app, int(view.step) + 1)


def back(app: StudyApp) -> None:
    """The step before."""
    _to(app, int(_view(app).step) - 1)


def _to(app: StudyApp, step: int) -> None:
    """Show another step, and the keys that work there."""
    _view(app).go_to_step(step)
    app.show_hints()


def show(app: StudyApp) -> None:
    """Show the note and the grades of the card."""
    view = _view(app)
    if view.card is None:
        raise NothingToDo("no card is open")
    view.revealed = True
    view.draw()
    app.show_hints()


def _grade(number: int) -> Callable[[StudyApp], None]:
    def grade(app: StudyApp) -> None:
        view = _view(app)
        if view.step is not Step.DUE_TOPICS or view.card is None:
            _to(app, number)
            return
        if not view.revealed:
            raise NothingToDo("space shows the note first", "Then 1 to 4 grade")
        title = view.card.topic.title
        graded = app.study.reviewing.grade_topic(view.card.topic.topic, number)
        app.renew()
        app.show_hints()
        app.say(f"{title}: again on {say_day(graded.due)}. u undo")

    return grade


def skip(app: StudyApp) -> None:
    """Leave the card for later in the week; nothing is graded."""
    view = _view(app)
    view.pass_over()
    app.renew()
    app.show_hints()


def postpone(app: StudyApp) -> None:
    """Postpone all that is due by a day."""
    number = app.study.reviewing.postpone()
    app.renew()
    app.show_hints()
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
            _view(app).go_to_row(NEXT)

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
            _view(app).go_to_row("aim-0")

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
            _view(app).go_to_row(f"aim-{place + 1}" if found.value and place + 1 < _LAST_AIMS else NEXT)

    prompt = Prompt(
        f"Aim {place + 1}", "What do you want to have done by the end of that week?", read, aims[place]
    )
    app.push_screen(prompt, lambda found: app.guard(lambda: taken(found)))


def _stalled(app: StudyApp, place: int) -> None:
    """Ask what is to become of something that stands still."""
    from studytui.tui.screens.choose import ChooseScreen
    from studytui.tui.widgets.rows import Row

    one = _review(app).stalled[place]
    rows = [
        Row("go", "Go on: start the timer on it"),
        *_anew_rows(one),
        Row("drop", "Drop it: skipped, it leaves the total"),
    ]
    app.push_screen(
        ChooseScreen(one.title, rows), lambda answer: app.guard(lambda: _settle(app, one, answer))
    )


def _anew_rows(one: Stalled) -> list[Row]:
    from studytui.tui.widgets.rows import Row

    rows = [Row("aim", "Plan anew: an aim of next week")]
    if one.item is None:
        rows.append(Row("date", "Plan anew: another target date"))
    return rows


def _settle(app: StudyApp, one: Stalled, answer: str | None) -> None:
    """Go on with something that stood still, plan it anew, or drop it."""
    from studytui.domain.status import Status
    from studytui.services.stalling import target_of
    from studytui.tui.actions.planning import ask_deadline

    if answer is None:
        return
    target = target_of(app.study, one)
    if answer == "date":
        ask_deadline(app, target)
        return
    if answer == "go":
        app.study.timer.start(target)
        words = f"Timer started on {target.words}"
    elif answer == "aim":
        review = _review(app)
        app.study.weekly.plan(review.first, aims=[*review.plan.aims, one.title])
        words = f"{one.title}: an aim of the week from {say_day(review.plan.first, year=False)}"
    else:
        ticked = app.study.items.set_status([target], Status.SKIPPED)
        words = f"{one.title}: {len(ticked.items)} skipped"
    app.renew()
    app.say(f"{words}. u undo")


def _chosen_stalled(app: StudyApp) -> Stalled:
    """What stands still and is selected."""
    from studytui.tui.views.review import StepPane

    view, review = _view(app), _review(app)
    row = view.query_one("#review-step", StepPane).current
    if view.step is not Step.STAGES or row is None or not row.key.startswith("stalled-"):
        raise NothingToDo("nothing that stands still is selected")
    return review.stalled[int(row.key.removeprefix("stalled-"))]


def drop(app: StudyApp) -> None:
    """Skip what stands still: its open items leave the total."""
    _settle(app, _chosen_stalled(app), "drop")


def anew(app: StudyApp) -> None:
    """Plan anew what stands still: a project as an aim, a stage as one or with another target date."""
    from studytui.tui.screens.choose import ChooseScreen

    one = _chosen_stalled(app)
    rows = _anew_rows(one)
    if len(rows) == 1:
        _settle(app, one, "aim")
        return
    app.push_screen(
        ChooseScreen(one.title, rows), lambda answer: app.guard(lambda: _settle(app, one, answer))
    )


def link(app: StudyApp) -> None:
    """Open the link of the topic on the card."""
    view = _view(app)
    if view.step is not Step.DUE_TOPICS or view.card is None:
        raise NothingToDo("no card is open")
    if view.card.url is None:
        raise NothingToDo(f"{view.card.topic.title} has no link")
    app.open_url(view.card.url)
    app.say(f"Opened {view.card.url}")


def plan(app: StudyApp) -> None:
    """Go to the plan of next week."""

    async def show() -> None:
        await app.go("review")
        _view(app).show_week(app.study.weekly.meant())
        _to(app, Step.PLAN)

    app.call_later(show)


def due(app: StudyApp) -> None:
    """Go to the topics that are due."""

    async def show() -> None:
        await app.go("review")
        _to(app, Step.DUE_TOPICS)

    app.call_later(show)


def past(app: StudyApp) -> None:
    """Choose one of the weeks whose review was finished, and show what was kept of it."""
    from studytui.tui.screens.choose import ChooseScreen
    from studytui.tui.widgets.rows import Row

    found = app.study.weekly.past()
    if not found:
        raise NothingToDo("no weekly review was finished yet", "The weekly review begins with 5")
    rows = [Row(one.first.isoformat(), one.title, right=one.reflection) for one in found]

    async def show(first: str) -> None:
        await app.go("review")
        _view(app).show_week(next(one.first for one in found if one.first.isoformat() == first))
        app.show_hints()

    def chosen(first: str | None) -> None:
        if first is not None:
            app.call_later(show, first)

    app.push_screen(ChooseScreen("Past weekly reviews", rows), chosen)


def _loose(app: StudyApp, place: int) -> None:
    """Give a session without a topic one."""
    from studytui.tui.screens.target_picker import TargetPicker

    session = app.study.log.named(_review(app).loose[place].session)
    picker = TargetPicker(app.study, "What was it?")

    def chosen(answer: str | None) -> None:
        if answer is not None:
            target = picker.chosen(answer)
            app.study.log.edit(session, target=target)
            app.renew()
            app.say(f"Now on {target.words}. u undo")

    app.push_screen(picker, lambda answer: app.guard(lambda: chosen(answer)))


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

    typed = format_duration(quarters(tick.estimate)) if tick.estimate else ""
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
    "review.anew": anew,
    "review.link": link,
    "review.due": due,
    "review.plan": plan,
    "review.past": past,
}
