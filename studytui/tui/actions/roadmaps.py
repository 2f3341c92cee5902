"""Roadmaps as a whole: used, begun, copied, hidden, compared, changed in the outline or in an editor."""

from __future__ import annotations

import os

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.ids import RoadmapId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studytui.services.editor import NotSaved
    from studytui.tui.app import StudyApp


def use_roadmap(app: StudyApp, roadmap: str) -> None:
    """Put a roadmap in use by its id."""
    found = app.study.roadmaps.use(roadmap)
    app.renew()
    app.say(f"{found.title} is in use. u undo")


def use(app: StudyApp) -> None:
    """Put the roadmap under the cursor in use; from another view, go where one is chosen."""
    from studytui.tui.views.roadmaps import HIDDEN, RoadmapsView

    view = app.current_view
    if not isinstance(view, RoadmapsView):
        app.call_later(app.go, "roadmaps")
    elif view.row_key() == HIDDEN:
        unhide(app)
    else:
        use_roadmap(app, view.chosen())


def meant(app: StudyApp) -> RoadmapId:
    """The roadmap under the cursor of the list, in other views the one in use."""
    from studytui.tui.views.roadmaps import RoadmapsView

    view = app.current_view
    return RoadmapId(view.chosen()) if isinstance(view, RoadmapsView) else app.study.active_id()


def show(app: StudyApp, roadmap: str) -> None:
    """Go to a roadmap in the list."""

    async def there() -> None:
        from studytui.tui.views.roadmaps import RoadmapList, RoadmapsView

        await app.go("roadmaps")
        app.renew()
        view = app.current_view
        if isinstance(view, RoadmapsView):
            view.query_one(RoadmapList).go_to(roadmap)

    app.call_later(there)


def begin(app: StudyApp) -> None:
    """Ask for the title of a new roadmap, and open it to be filled."""
    _ask_name(app, "New roadmap", "", lambda title, identity: app.study.authoring.new(identity, title).id)


def duplicate(app: StudyApp) -> None:
    """Ask for the title of a copy."""
    source = app.study.roadmaps.load(meant(app))

    def copy(title: str, identity: str) -> str:
        return app.study.authoring.duplicate(source.id, identity, title).id

    _ask_name(app, f"Duplicate {source.title}", f"{source.title}, mine", copy)


def _ask_name(app: StudyApp, question: str, title: str, make: Callable[[str, str], str]) -> None:
    """A form for a title and an id that follows from it."""
    from studytui.domain.slugs import slug_of
    from studytui.tui.screens.form import Field, FormScreen

    made: list[str] = []

    def identity(typed: Mapping[str, str]) -> str:
        return typed["id"] or slug_of(typed["title"])[:40].strip("-")

    def say_title(typed: Mapping[str, str]) -> str:
        if not typed["title"]:
            raise Refused("A title is needed.", "Write a few words.")
        return ""

    def say_id(typed: Mapping[str, str]) -> str:
        if typed["title"] and not identity(typed):
            raise Refused("An id of a-z, 0-9 and - is needed.", "The title has no such letters.")
        return f"= roadmaps/{identity(typed)}.toml" if identity(typed) else ""

    fields = [Field("title", "Title", say_title, title), Field("id", "Id", say_id, "", "made of the title")]

    def saved(done: bool | None) -> None:
        if done:
            show(app, made[0])
            app.say("It is yours: e changes it, enter puts it in use. u undo")

    form = FormScreen(question, fields, lambda typed: made.append(make(typed["title"], identity(typed))))
    app.push_screen(form, saved)


def edit(app: StudyApp) -> None:
    """Open a roadmap as an outline."""
    from studytui.tui.screens.outline import OutlineScreen

    app.push_screen(OutlineScreen(app.study, app.study.roadmaps.load(meant(app)).id), lambda _: app.renew())


def edit_file(app: StudyApp) -> None:
    """Open a roadmap's file in the user's own editor; what has faults is offered again with them marked."""
    from studytui.tui.views.roadmaps import RoadmapsView

    view = app.current_view
    roadmap = view.file_id() if isinstance(view, RoadmapsView) else app.study.active_id()
    identity, text = app.study.authoring.text(roadmap)
    _edit_round(app, identity, text, text)


def _edit_round(app: StudyApp, roadmap: RoadmapId, before: str, shown: str) -> None:
    from studytui.services.editor import NotSaved, edited
    from studytui.tui.lending import lender

    authoring = app.study.authoring
    try:
        with edited(app.study.home, shown, os.environ, f"{roadmap}.toml", lender(app)) as new:
            saved = authoring.save(roadmap, authoring.without_faults(new), before)
    except NotSaved as fault:
        _offer_again(app, roadmap, before, fault)
        return
    app.renew()
    app.say(". ".join(part for part in (f"Saved {saved.roadmap.title}", saved.word) if part) + ". u undo")


def _offer_again(app: StudyApp, roadmap: RoadmapId, before: str, fault: NotSaved) -> None:
    """Show what is wrong, and let the text be edited again or be left in its file."""
    from studytui.tui.screens.faulty import FaultyScreen

    authoring = app.study.authoring
    text = authoring.without_faults(fault.text)
    faults = authoring.faults(roadmap, text) or (fault.message,)

    def chosen(again: bool | None) -> None:
        if again:
            app.guard(lambda: _again(app, roadmap, before, fault))
        else:
            app.say(f"Not saved. What you wrote is in {fault.file}", error=True)

    app.push_screen(FaultyScreen(f"{roadmap}.toml was not saved", faults, fault.file), chosen)


def _again(app: StudyApp, roadmap: RoadmapId, before: str, fault: NotSaved) -> None:
    authoring = app.study.authoring
    _edit_round(app, roadmap, before, authoring.with_faults(roadmap, authoring.without_faults(fault.text)))
    fault.discard()


def hide(app: StudyApp) -> None:
    """Leave a roadmap out of the list."""
    found = app.study.authoring.hide(meant(app))
    app.renew()
    app.say(f"{found.title} is hidden; what was done in it is kept. u undo")


def unhide(app: StudyApp) -> None:
    """Choose one of the hidden roadmaps."""
    from studytui.tui.screens.choose import ChooseScreen
    from studytui.tui.widgets.rows import Row

    hidden = app.study.roadmaps.hidden()
    if not hidden:
        raise NothingToDo("no roadmap is hidden")

    def chosen(roadmap: str | None) -> None:
        if roadmap is not None:
            app.guard(lambda: bring_back(roadmap))

    def bring_back(roadmap: str) -> None:
        found = app.study.authoring.unhide(roadmap)
        show(app, found.id)
        app.say(f"{found.title} is in the list again. u undo")

    rows = [Row(identity, title) for identity, title in hidden.items()]
    app.push_screen(ChooseScreen("Bring back into the list", rows), chosen)


def compare(app: StudyApp) -> None:
    """Choose another roadmap, and show what the two share."""
    from studytui.tui.screens.choose import ChooseScreen
    from studytui.tui.screens.compare import CompareScreen
    from studytui.tui.widgets.rows import Row

    first = app.study.roadmaps.load(meant(app))
    shares = app.study.updates.overlaps(first.id)
    rows = [
        Row(offer.id, offer.title, right=f"{shares.get(offer.id, 0)}% shared")
        for offer in app.study.roadmaps.offers()
        if offer.id != first.id
    ]
    if not rows:
        raise NothingToDo("there is no other roadmap to compare it with")

    def chosen(second: str | None) -> None:
        if second is not None:
            app.guard(lambda: opened(RoadmapId(second)))

    def opened(second: RoadmapId) -> None:
        app.push_screen(CompareScreen(app.study, first.id, second))

    active = app.study.active_id()
    app.push_screen(ChooseScreen(f"Compare {first.title} with", rows, active), chosen)


def offer_links(app: StudyApp) -> None:
    """Show the topics that are called like known ones, to be linked or not."""
    roadmap = meant(app)
    if not ask_twins(app, roadmap):
        off = "" if app.study.settings.topic_links else "Links are off in the settings."
        raise NothingToDo("no topic of this roadmap is called like a known one that is not linked", off)


def ask_twins(app: StudyApp, roadmap: RoadmapId) -> bool:
    """Offer the topics of a roadmap that may be known ones, if not asked yet; whether there are any."""
    from studytui.tui.screens.twins import TwinsScreen

    offers = app.study.twins.offers(roadmap)
    if not offers:
        return False

    def answered(linked: frozenset[str] | None) -> None:
        if linked is not None:
            app.guard(lambda: link(linked))

    def link(linked: frozenset[str]) -> None:
        yes = [offer for offer in offers if offer.topic in linked]
        app.study.twins.answer(yes, [offer for offer in offers if offer.topic not in linked])
        app.renew()
        if yes:
            count = (
                "1 topic counts as a known one"
                if len(yes) == 1
                else f"{len(yes):,} topics count as known ones"
            )
            app.say(f"{count} from now on. u undo")

    app.push_screen(TwinsScreen(app.study.roadmaps.load(roadmap).title, offers), answered)
    return True


def take(app: StudyApp) -> None:
    """Ask for a file, and show what it would become."""
    from studytui.tui.screens.take import ImportScreen

    def taken(roadmap: str | None) -> None:
        if roadmap is not None:
            show(app, roadmap)
            app.call_after_refresh(lambda: app.guard(lambda: _after_import(app, RoadmapId(roadmap))))

    app.push_screen(ImportScreen(app.study), taken)


def _after_import(app: StudyApp, roadmap: RoadmapId) -> None:
    app.say(f"{app.study.roadmaps.load(roadmap).title} is imported; enter puts it in use. u undo")
    ask_twins(app, roadmap)


def export(app: StudyApp) -> None:
    """Write a roadmap into a file: a check-list with its ticks, or TOML where the name ends so."""
    from studytui.services.exporting import exported
    from studytui.tui.actions.files import ask_file

    found = app.study.roadmaps.load(meant(app))

    def make(path: str) -> str:
        return exported(app.study, found.id, "toml" if path.lower().endswith(".toml") else "md")

    question = "Into which file? .md is a check-list with your ticks, .toml the roadmap alone."
    ask_file(app, f"Export {found.title}", f"{found.id}.md", make, question)


PERFORMERS: Mapping[str, Callable[[StudyApp], None]] = {
    "roadmap.use": use,
    "roadmap.import": take,
    "roadmap.new": begin,
    "roadmap.edit": edit,
    "roadmap.file": edit_file,
    "roadmap.copy": duplicate,
    "roadmap.hide": hide,
    "roadmap.unhide": unhide,
    "roadmap.compare": compare,
    "roadmap.links": offer_links,
    "roadmap.export": export,
}
