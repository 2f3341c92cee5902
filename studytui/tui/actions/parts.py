"""Changing a roadmap from within: its stages, topics, courses, projects and steps, their titles and links."""

from __future__ import annotations

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.status import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studytui.domain.target import Target
    from studytui.services.authoring import Edited
    from studytui.tui.app import StudyApp

    Change = Callable[[], Edited]

_NOTHING = NothingToDo("no stage and no item is selected", "Go to a list with tab")


def selected(app: StudyApp) -> Target:
    """The stage or the item that is to be changed, in the view or in the outline that is open."""
    from studytui.tui.screens.outline import OutlineScreen

    screen = app.screen
    target = screen.selection() if isinstance(screen, OutlineScreen) else app.selection()
    if target is None or target.stage is None:
        raise _NOTHING
    return target


def told(app: StudyApp, edited: Edited, words: str = "") -> None:
    """Show what was changed; a word about it where that cannot be seen, or where a copy was made."""
    from studytui.tui.screens.outline import OutlineScreen
    from studytui.tui.views.dashboard import StageBrowser

    app.renew()
    screen, view = app.screen, app.current_view
    if isinstance(screen, OutlineScreen):
        screen.reread(edited.item)
    elif isinstance(view, StageBrowser) and edited.item is not None:
        view.look_at(edited.item)
    said = ". ".join(part for part in (words, edited.word) if part)
    if said:
        app.say(f"{said}. u undo")


def add(app: StudyApp) -> None:
    """Ask what is to be added, then for its title."""
    from studytui.tui.screens.which_key import Way, WhichKey

    target = selected(app)
    owner = target.kind in (Kind.TOPIC, Kind.PROJECT, Kind.STEP)
    linked = target.kind is not Kind.STEP
    ways = [
        Way("t", "topic…", "topic"),
        Way("c", "course…", "course"),
        Way("p", "project…", "project"),
        Way("s", "step…", "step", "" if owner else "of a topic or a project"),
        Way("l", "link…", "link", "" if linked else "steps have none"),
        Way("g", "stage…", "stage"),
    ]

    def taken(kind: str | None) -> None:
        if kind == "link":
            app.perform("part.add.link")
        elif kind is not None:
            app.guard(lambda: add_kind(app, Kind(kind)))

    app.push_screen(WhichKey("Add to the roadmap", ways), taken)


def add_kind(app: StudyApp, kind: Kind) -> None:
    """Ask for the title of a new part, and put it behind what is selected."""
    target = selected(app)
    authoring = app.study.authoring
    if kind is Kind.STEP:
        owner = owner_of(app, target)
        _ask(app, f"Add a step to {owner.title}", lambda title: authoring.add_step(owner, title))
    elif kind is Kind.STAGE:
        _ask(
            app,
            f"Add a stage behind {stage_words(target)}",
            lambda title: authoring.add_stage(target.roadmap, title, target.stage),
        )
    else:
        _ask(
            app,
            f"Add a {kind.value} to {stage_words(target)}",
            lambda title: authoring.add_item(target, kind, title, target.item),
        )


def stage_words(target: Target) -> str:
    """The title of the stage that a target is, or stands in."""
    return target.title if target.kind is Kind.STAGE else target.stage_title


def owner_of(app: StudyApp, target: Target) -> Target:
    """The topic or the project that steps belong to: the target itself, or that of the step it is."""
    from studytui.domain.target import target_of

    if target.kind in (Kind.TOPIC, Kind.PROJECT):
        return target
    _, _, lines = app.study.lines(target.roadmap)
    step = next((line for line in lines if line.id == target.item and line.stage == target.stage), None)
    owner = next(
        (line for line in lines if step and line.id == step.parent and line.stage == step.stage), None
    )
    if owner is None:
        raise Refused("Steps belong to topics and projects.", "Select one of those.")
    return target_of(owner, target.roadmap, target.stage_title)


def _ask(app: StudyApp, question: str, change: Callable[[str], Edited]) -> None:
    from studytui.tui.screens.form import Field, FormScreen

    made: list[Edited] = []
    title = Field("title", "Title", _title)
    form = FormScreen(question, [title], lambda typed: made.append(change(typed["title"])))

    def saved(done: bool | None) -> None:
        if done:
            app.guard(lambda: told(app, made[0]))

    app.push_screen(form, saved)


def _title(typed: Mapping[str, str]) -> str:
    if not typed["title"].strip():
        raise Refused("A title is needed.", "Write a few words.")
    return ""


def edit(app: StudyApp) -> None:
    """A form with the title, the planned hours and the link of what is selected."""
    from studytui.services.authoring import Particulars
    from studytui.tui.screens.form import Field, FormScreen

    target = selected(app)
    authoring = app.study.authoring
    old = authoring.particulars(target)
    fields = [Field("title", "Title", _title, old.title)]
    if target.kind is not Kind.STEP:
        hours = "" if old.hours is None else f"{old.hours:g}"
        fields.append(Field("hours", "Hours", _say_hours, hours, "not planned: a share of what is left"))
    if target.kind not in (Kind.STEP, Kind.STAGE):
        fields.append(Field("link", "Link", _say_link, old.url or "", "none"))
    made: list[Edited] = []

    def save(typed: Mapping[str, str]) -> None:
        new = Particulars(typed["title"], read_hours(typed.get("hours", "")), typed.get("link") or None)
        if new != old:
            made.append(authoring.revise(target, old, new))

    def saved(done: bool | None) -> None:
        if done and made:
            app.guard(lambda: told(app, made[0]))

    app.push_screen(FormScreen(f"Edit {target.kind.value} · {target.title}", fields, save), saved)


def read_hours(text: str) -> float | None:
    """Hours from what was typed: a bare number is hours, else a duration; none from nothing."""
    from studytui.domain.durations import HOUR, parse_duration

    words = text.strip().replace(",", ".")
    if not words:
        return None
    if words.isascii() and words.replace(".", "", 1).isdigit():
        return float(words[:12])
    return parse_duration(words, longest=None) / HOUR


def _say_hours(typed: Mapping[str, str]) -> str:
    from studytui.domain.durations import HOUR, format_duration

    hours = read_hours(typed["hours"])
    if hours is None:
        return ""
    if not 0 < hours <= 100_000:
        raise Refused("Hours are more than 0 and at most 100,000.")
    return f"= {format_duration(round(hours * HOUR))} by the roadmap; w sets an estimate of your own"


def _say_link(typed: Mapping[str, str]) -> str:
    if typed["link"]:
        _web(typed["link"])
    return ""


def _web(text: str) -> None:
    head = text.strip().lower()
    if not head.startswith(("https://", "http://")) or len(head.partition("://")[2]) < 2 or " " in head:
        raise Refused("That is no address of the web.", "It begins with https:// or http://.")


def remove(app: StudyApp) -> None:
    """Take what is selected out of the roadmap; what was done of it is kept."""
    from studytui.tui.screens.outline import OutlineScreen
    from studytui.tui.views.dashboard import StageList

    target = selected(app)
    aimed = isinstance(app.screen, OutlineScreen) or isinstance(app.screen.focused, StageList)
    if target.item is None and not aimed:
        raise NothingToDo("no item is selected", "A stage is removed in the list of stages.")
    told(app, app.study.authoring.remove(target), f"Removed {target.title}")


def move(by: int) -> Callable[[StudyApp], None]:
    """What moves the selected part up or down."""

    def moved(app: StudyApp) -> None:
        target = selected(app)
        edited = app.study.authoring.move(target, by)
        told(app, edited if edited.item is not None else _at(edited, target))

    return moved


def _at(edited: Edited, target: Target) -> Edited:
    from studytui.domain.records import replace

    return replace(edited, item=target.stage)


def move_to(app: StudyApp) -> None:
    """Choose another stage for the selected item."""
    from studytui.tui.screens.choose import ChooseScreen
    from studytui.tui.widgets.rows import Row

    target = selected(app)
    if target.item is None or target.kind is Kind.STEP:
        raise Refused("Topics, courses and projects move from stage to stage.", "Select one of those.")
    _, _, lines = app.study.lines(target.roadmap)
    rows = [Row(line.stage, f"{line.number} {line.title}") for line in lines if line.kind is Kind.STAGE]

    def chosen(stage: str | None) -> None:
        if stage is not None:
            app.guard(lambda: told(app, app.study.authoring.move_to(target, stage)))

    app.push_screen(ChooseScreen(f"Move {target.title} to", rows, target.stage or ""), chosen)


def links(app: StudyApp) -> None:
    """The links of what is selected, to be opened, added, changed and removed."""
    from studytui.tui.screens.links import LinksScreen

    target = selected(app)
    if target.kind is Kind.STEP:
        target = owner_of(app, target)
    changed: list[Edited] = []

    def closed(_: None) -> None:
        if changed:
            app.guard(lambda: told(app, changed[-1]))

    app.push_screen(LinksScreen(app.study, target, changed), closed)


def add_link(app: StudyApp) -> None:
    """Ask for one more link of what is selected."""
    target = selected(app)
    if target.kind is Kind.STEP:
        target = owner_of(app, target)
    ask_link(app, target, lambda edited: told(app, edited, f"A link was added to {target.title}"))


def ask_link(
    app: StudyApp,
    target: Target,
    done: Callable[[Edited], None],
    change: Callable[[str, str], Edited] | None = None,
    old: tuple[str, str] = ("", ""),
) -> None:
    """A form for a link's address and words; `change` makes something else of them than a new link."""
    from studytui.tui.screens.form import Field, FormScreen

    authoring = app.study.authoring
    made: list[Edited] = []

    def save(typed: Mapping[str, str]) -> None:
        address, words = typed["address"], typed["words"]
        if change is not None:
            made.append(change(words or address, address))
        elif not words and target.kind is not Kind.STAGE and authoring.particulars(target).url is None:
            made.append(authoring.set_link(target, address))
        else:
            made.append(authoring.add_link(target, words or address, address))

    def say_address(typed: Mapping[str, str]) -> str:
        _web(typed["address"])
        return ""

    def say_words(typed: Mapping[str, str]) -> str:
        return "" if typed["words"] else "without words the address is shown"

    fields = [
        Field("address", "Address", say_address, old[1], "https://"),
        Field("words", "Words", say_words, old[0], "what it is called"),
    ]

    def saved(good: bool | None) -> None:
        if good:
            app.guard(lambda: done(made[0]))

    app.push_screen(FormScreen(f"Link · {target.title}", fields, save), saved)


PERFORMERS: Mapping[str, Callable[[StudyApp], None]] = {
    "part.add": add,
    "part.add.topic": lambda app: add_kind(app, Kind.TOPIC),
    "part.add.course": lambda app: add_kind(app, Kind.COURSE),
    "part.add.project": lambda app: add_kind(app, Kind.PROJECT),
    "part.add.step": lambda app: add_kind(app, Kind.STEP),
    "part.add.stage": lambda app: add_kind(app, Kind.STAGE),
    "part.add.link": add_link,
    "part.edit": edit,
    "part.remove": remove,
    "part.down": move(1),
    "part.up": move(-1),
    "part.move": move_to,
    "part.links": links,
}
