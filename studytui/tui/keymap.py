"""The user's own keys, from [keys] in config.toml: what Textual is told, and what is wrong with them."""

from __future__ import annotations

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

from studytui.tui.verbs import BY_ID, UNBOUND, VERBS, Place, keys_of, shown_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from studytui.tui.verbs import Verb

_MODIFIERS = frozenset(("ctrl", "shift", "alt", "super", "hyper", "meta"))
_NAMED = frozenset(key.value for key in Keys) | frozenset(KEY_NAME_REPLACEMENTS.values())
_TOGETHER = (
    *(
        (
            place,
            *([Place.PARTS] if place in (Place.STAGES, Place.CHECKLIST) else []),
            Place.LIST,
            Place.EVERYWHERE,
        )
        for place in Place
        if place not in (Place.EDITOR, Place.YEAR, Place.LIST)
    ),
    (Place.EDITOR, Place.EVERYWHERE),
    (Place.YEAR, Place.EVERYWHERE),
)
"""Places whose keys work at the same time."""


def keymap(own: Mapping[str, str]) -> dict[str, str]:
    """The user's keys as Textual takes them; a verb that was given none has none."""
    return {name: ",".join(keys_of(BY_ID[name], own)) or UNBOUND for name in own if name in BY_ID}


def is_key(name: str) -> bool:
    """Whether a terminal can send a key of that name."""
    *modifiers, key = name.split("+")
    if not _MODIFIERS.issuperset(modifiers) or not key:
        return False
    return key in _NAMED or key_to_character(key) is not None


def faults_in(own: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with the user's keys: unknown verbs, unknown keys, and two verbs on one key."""
    faults: dict[str, None] = {}
    for name in own:
        if name not in BY_ID:
            from difflib import get_close_matches  # only for a slip

            near = get_close_matches(name, BY_ID, n=1)
            meant = f'did you mean "{near[0]}"?' if near else "? lists them"
            faults[f'[keys] there is no verb "{name}"; {meant}'] = None
            continue
        for key in keys_of(BY_ID[name], own):
            if not is_key(key):
                faults[f'[keys] {name}: no key is called "{key}"; studytui keys tells their names'] = None
    for places in _TOGETHER:
        faults |= _clashes(places, own)
    return tuple(faults)


def _clashes(places: tuple[Place, ...], own: Mapping[str, str]) -> dict[str, None]:
    """Keys that two verbs have in places that work together, one of them by the user's will."""
    taken: dict[str, Verb] = {}
    faults: dict[str, None] = {}
    for verb in VERBS:
        if verb.place not in places:
            continue
        for key in keys_of(verb, own):
            other = taken.setdefault(key, verb)
            if other is not verb and (verb.id in own or other.id in own):
                first, second = sorted((verb.id, other.id))
                faults[f"[keys] {shown_key(key)} is both {first} and {second}"] = None
    return faults
