"""The verbs: every key and every name does something, and none stands in another's way."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding
from textual.containers import ScrollableContainer
from textual.widgets import Input, TextArea

from studytui.domain.faults import Fault
from studytui.tui.actions import performers
from studytui.tui.app import StudyApp
from studytui.tui.keymap import faults_in, is_key, keymap
from studytui.tui.verbs import BY_ID, VERBS, Place, not_here
from tests.tui.screen import press, screen_text, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.widget import Widget

    from studytui.services.study import Study
    from studytui.store.home import Home
    from studytui.tui.verbs import Verb
    from tests.conftest import OpenStudy

RISKY = {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+left_square_bracket", "ctrl+a", "ctrl+b", "ctrl+enter"}
INTENDED = {
    ("enter", "roadmap.use"),
    ("enter", "setting.change"),
    ("E", "setting.file"),
    ("E", "roadmap.file"),
    ("n", "roadmap.new"),
    ("a", "part.add"),
    ("r", "setting.reset"),
}
"""Keys that a place has for something of its own, with the verb that has them there."""

VIEWS = {
    Place.STAGES: ("dashboard", "#stages"),
    Place.CHECKLIST: ("stage", "#stage-items"),
    Place.PARTS: ("stage", "#stage-items"),
    Place.LOG: ("log", ""),
    Place.NOTES: ("notes", ""),
    Place.EDITOR: ("notes", ""),
    Place.ROADMAPS: ("roadmaps", ""),
    Place.SETTINGS: ("settings", ""),
    Place.YEAR: ("stats", ""),
}
LEAVING = ("app.quit", "app.suspend")
ALONE = (Place.EDITOR, Place.YEAR, Place.REVIEW)
"""Places that are no lists; their keys stand before those that work everywhere."""
SPECIFIC = [place for place in Place if place not in (Place.EVERYWHERE, Place.LIST)]


@pytest.fixture
def used(study: OpenStudy) -> Study:
    """A study with a roadmap, a session, a tick and a note."""
    made = study()
    made.roadmaps.use("backend-developer")
    made.log.add(made.log.understand("90m"), made.target("1"))
    made.notebook.add(made.target("1"), "a note")
    return made


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.id)
def test_every_verb_has_a_sentence_and_a_way_to_it(verb: Verb) -> None:
    assert verb.help.endswith(".")
    assert verb.help[0].isupper()
    assert "!" not in verb.help
    assert len(verb.help) <= 62, "the help at 80 columns has no room for more"
    assert verb.keys or verb.palette
    assert all(is_key(key) for key in verb.keys)
    assert not RISKY & set(verb.keys)
    if verb.palette:
        assert ": " in verb.palette
        assert len(verb.palette) <= 50


def test_ids_and_names_are_unique() -> None:
    assert len({verb.id for verb in VERBS}) == len(VERBS)
    names = [verb.palette for verb in VERBS if verb.palette]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("place", SPECIFIC, ids=str)
def test_no_key_stands_for_two_verbs_in_one_place(place: Place) -> None:
    taken: dict[str, Verb] = {}
    order = (place, Place.LIST, Place.EVERYWHERE) if place not in ALONE else (place, Place.EVERYWHERE)
    for where in order:
        for verb in (verb for verb in VERBS if verb.place is where):
            for key in verb.keys:
                other = taken.setdefault(key, verb)
                if other is verb or (key, other.id) in INTENDED:
                    continue
                hidden = place in ALONE and where is Place.EVERYWHERE
                assert hidden, f"{key}: {other.id} and {verb.id}"


EDITED = (Input, TextArea)
"""Widgets of Textual in which one writes; whatever they bind is theirs while they have the keys."""


def textual_keys(*widgets: type[Widget]) -> set[str]:
    """Every key that widgets of Textual bind."""
    found: set[str] = set()
    for widget in widgets:
        for binding in widget.BINDINGS:
            keys = binding.key if isinstance(binding, Binding) else binding[0]
            found |= {key.strip() for key in keys.split(",")}
    return found


def test_no_verb_of_the_editor_takes_a_key_from_textuals_fields() -> None:
    theirs = textual_keys(*EDITED)
    assert {"ctrl+u", "ctrl+k", "ctrl+z"} <= theirs, "this test reads Textual's bindings"
    for verb in VERBS:
        if verb.place is Place.EDITOR:
            assert not theirs & set(verb.keys), verb.id


def test_what_works_while_one_writes_is_no_key_of_a_field_unless_that_is_meant() -> None:
    meant = {"ctrl+z": "undo in a text", "escape": "one step back", "tab": "next field", "f6": "", "f7": ""}
    theirs = textual_keys(*EDITED)
    for verb in VERBS:
        if verb.place is Place.EVERYWHERE:
            commands = {key for key in verb.keys if key.startswith(("ctrl+", "f"))}
            clash = (commands & theirs) - set(meant)
            assert not clash or verb.id in SHADOWED_BY_FIELDS, f"{verb.id}: {clash}"


SHADOWED_BY_FIELDS = {"app.copy", "list.copy", "list.filter", "view.focus", "change.undo", "app.goto"}
"""Verbs whose keys a field takes for itself, as it should."""


def test_the_keys_of_scrolling_are_the_lists_own_where_lists_are_focused() -> None:
    lists = {key for verb in VERBS if verb.place is Place.LIST for key in verb.keys}
    scrolling = textual_keys(ScrollableContainer) & {"up", "down", "left", "right", "home", "end", "pageup"}
    assert scrolling <= lists


async def handled(app: StudyApp, verb: str) -> bool:
    """Whether the verb does anything where the app is now, beyond saying that it is of another place."""
    try:
        app._carry_out(verb)
    except Fault as fault:
        return (fault.message, fault.hint) != not_here(BY_ID[verb])
    return True


@pytest.mark.parametrize(
    "verb",
    [verb for verb in VERBS if verb.id not in LEAVING and verb.id not in performers()],
    ids=lambda verb: verb.id,
)
async def test_every_verb_of_a_view_is_carried_out_in_its_place(used: Study, verb: Verb) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        view, focus = VIEWS.get(verb.place, ("dashboard", ""))
        await app.go(view)
        await press(pilot)
        if focus and app.query(focus):
            app.query_one(focus).focus()
        await press(pilot)
        assert await handled(app, verb.id), f"nothing carries out {verb.id}"
        await press(pilot)


def state(app: StudyApp) -> tuple[object, ...]:
    """Everything by which a user sees that something happened."""
    screen = app.screen
    focused = screen.focused
    return (
        app.view,
        screen,
        focused,
        getattr(focused, "cursor", None),
        app.current_view.zoomed,
        tuple(app.messages),
        app.study.history.listed(1),
        screen_text(app),
    )


PALETTE = [verb for verb in VERBS if verb.palette and verb.id not in LEAVING]
GROUPS = 12
"""Dashboards in which the commands of the palette are tried, each some."""


@pytest.mark.parametrize("group", range(GROUPS))
async def test_every_command_of_the_palette_does_something_or_says_why_not(
    used: Study, group: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = StudyApp(used)
    monkeypatch.setattr(app, "open_url", lambda *_: None)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for verb in PALETTE[group::GROUPS]:
            while app.screen.is_modal:
                await press(pilot, "escape")
            await app.go("dashboard")
            await press(pilot, "escape", "down")
            if verb.id == "go.dashboard":
                await press(pilot, "2")
            app.clear_notifications()
            before = state(app)
            app.perform(verb.id)
            await press(pilot)
            assert state(app) != before, f"{verb.id} did nothing and said nothing"


async def test_quitting_leaves_the_timer_alone(used: Study) -> None:
    used.timer.start(used.target("1"))
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "q")
    assert app.return_code == 0
    assert used.timer.running() is not None


def test_faults_of_the_users_keys_are_told() -> None:
    assert faults_in({}) == ()
    assert faults_in({"timer.toggle": "ctrl+t"}) == ()
    assert faults_in({"timer.togle": "t"}) == (
        '[keys] there is no verb "timer.togle"; did you mean "timer.toggle"?',
    )
    assert faults_in({"timer.toggle": "ctlr+t"}) == (
        '[keys] timer.toggle: no key is called "ctlr+t"; studytui keys tells their names',
    )
    assert faults_in({"timer.toggle": "p"}) == ("[keys] p is both timer.pause and timer.toggle",)
    assert faults_in({"item.skip": "j"}) == ("[keys] j is both item.skip and list.down",)
    assert faults_in({"log.split": "x"}) == (), "the checklist's x does not work in the log"
    assert faults_in({"timer.toggle": "p", "timer.pause": "t"}) == (), "two keys may change places"


def test_a_verb_can_be_given_no_key() -> None:
    assert keymap({"timer.toggle": "", "nope": "x"}) == {"timer.toggle": "unbound"}
    assert keymap({"timer.toggle": "%, f5"}) == {"timer.toggle": "percent_sign,f5"}


def own_keys(study: OpenStudy, home: Home, lines: str) -> StudyApp:
    """A dashboard on a folder whose config.toml has these keys."""
    Path(home.folder).mkdir()
    Path(home.config).write_text(f"[keys]\n{lines}\n", "utf-8")
    made = study()
    made.roadmaps.use("backend-developer")
    return StudyApp(made)


async def test_own_keys_work_in_lists_and_for_verbs_without_any(study: OpenStudy, home: Home) -> None:
    app = own_keys(study, home, '"item.done" = "c"\n"app.about" = "f9"\n"timer.toggle" = ""')
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "space", "t")
        assert app.study.statuses() == {}
        assert app.study.timer.running() is None
        text = await press(pilot, "c")
        assert len(app.study.statuses()) == 1
        assert "c done" in text
        assert "About studytui" in await press(pilot, "f9")


async def test_clashes_and_unknown_verbs_are_told_at_the_start(study: OpenStudy, home: Home) -> None:
    app = own_keys(study, home, '"timer.toggle" = "p"\n"timer.stopp" = "x"')
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        text = await press(pilot)
        assert "p is both timer.pause and timer.toggle" in words_said(app)
        assert 'there is no verb "timer.stopp"' in words_said(app)
        assert "p is both" in text


async def test_a_clashing_own_key_still_runs_one_of_the_two(study: OpenStudy, home: Home) -> None:
    app = own_keys(study, home, '"timer.toggle" = "p"')
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "p")
        assert app.study.timer.running() is not None
