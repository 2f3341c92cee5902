"""Which words stand in the hint bar: the keys of what has the focus, then those that work everywhere."""

from __future__ import annotations

from studytui.tui.verbs import BY_ID, Place, keys_here, shown_key, types
from studytui.tui.widgets.bars import Hint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.app import StudyApp
    from studytui.tui.verbs import Verb

_OWN_FIRST = frozenset(
    (Place.LOG, Place.NOTES, Place.EDITOR, Place.ROADMAPS, Place.SETTINGS, Place.YEAR, Place.REVIEW)
)
"""Places whose own verbs are what one is there for, so that they stand before the timer's."""
_OF_A_ROW = frozenset((Place.LOG, Place.NOTES, Place.CHECKLIST))
"""Places whose verbs need a row to work on: while a list is empty, they are no help."""
_SPELT = ("[", "<", "{", "-", "1-", "arrows ", "J ")
"""How hints begin that name their keys themselves, since several verbs share them."""


def hints(app: StudyApp) -> tuple[tuple[Hint, ...], tuple[Hint, ...]]:
    """The hints by rank, and those that always stand at the right."""
    focused = app.default_screen.focused
    writing = getattr(focused, "TYPES", False)
    words = {} if writing else app.current_view.hints
    places: tuple[Place, ...] = getattr(focused, "PLACES", ())
    own = app.study.settings.keys
    here = keys_here(places, own)
    empty = getattr(focused, "rows", None) == ()
    own_first = not _OWN_FIRST.isdisjoint(places)

    def usable(verb: Verb) -> list[str]:
        return [key for key in here[verb.id] if not (writing and types(key))]

    def turn(verb: Verb) -> tuple[bool, int]:
        return (own_first and verb.place is Place.EVERYWHERE, verb.rank)

    def helps(verb: Verb) -> bool:
        return bool(verb.hint) and not (empty and verb.place in _OF_A_ROW)

    verbs = sorted((BY_ID[verb] for verb in here if helps(BY_ID[verb])), key=turn)

    def hint(verb: Verb, key: str, words: str) -> Hint:
        spelt, _, word = words.rpartition(" ")
        if not verb.hint.startswith(_SPELT):
            return Hint(shown_key(key), words, verb.id)
        return Hint(shown_key(key) if verb.id in own else spelt, word, verb.id)

    shown = tuple(
        hint(verb, keys[0], word)
        for verb in verbs
        if (keys := usable(verb)) and (word := words.get(verb.id, verb.hint))
    )
    last = tuple(
        Hint(shown_key(keys[0]), word, verb)
        for verb, word in (("app.help", "help"), ("app.palette", "commands"))
        if (keys := usable(BY_ID[verb]))
    )
    return shown, last
