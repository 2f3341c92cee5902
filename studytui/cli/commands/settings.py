"""config, themes, keys, completions."""

from __future__ import annotations

from studytui.cli import tables
from studytui.cli.editor import edit
from studytui.cli.parser import add_common, whole_parser
from studytui.domain.faults import DataFault, Refused
from studytui.domain.settings import BY_KEY, SETTINGS, THEMES, fault_of, read_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.domain.settings import Setting, SettingValue

SHELLS = ("bash", "zsh", "fish")


def config_arguments(parser: ArgumentParser) -> None:
    """What `config` takes."""
    actions = parser.add_subparsers(dest="action")
    listing = actions.add_parser("list", description="List every setting.", help="every setting")
    getting = actions.add_parser("get", description="Print one setting.", help="one setting")
    getting.add_argument("key", metavar="KEY")
    setting = actions.add_parser("set", description="Change one setting.", help="change one")
    setting.add_argument("key", metavar="KEY")
    setting.add_argument("value", metavar="VALUE")
    editing = actions.add_parser("edit", description="Open config.toml in your editor.", help="open the file")
    for one in (listing, getting, setting, editing):
        add_common(one, below=True)


def config(context: Context, found: Found) -> int:
    """Show and change the settings."""
    actions = {None: _list, "list": _list, "get": _get, "set": _set, "edit": _edit}
    return actions[found.action](context, found)


def _list(context: Context, found: Found) -> int:
    if context.json:
        context.out.document({setting.key: _value(context, setting) for setting in SETTINGS})
        return 0
    rows = [
        (setting.key, written(_value(context, setting)), written(setting.default), setting.help)
        for setting in SETTINGS
    ]
    tables.show(context, ("SETTING", "VALUE", "DEFAULT", "WHAT IT IS"), rows)
    return 0


def _get(context: Context, found: Found) -> int:
    value = _value(context, _setting(found.key))
    if context.json:
        context.out.document(value)
    else:
        context.out.line(written(value))
    return 0


def _set(context: Context, found: Found) -> int:
    setting = _setting(found.key)
    value = read_word(setting, found.value)
    wrong = "it is of another kind" if value is None else fault_of(setting, value)
    if setting.key == "theme" and value not in THEMES:
        wrong = "there is no such theme"
    if value is None or wrong is not None:
        raise Refused(f'{setting.key}: "{found.value[:60]}" is not possible', _possible(setting))
    context.study.history.set_setting(setting.key, value)
    if context.json:
        context.out.document({setting.key: value})
    else:
        context.out.line(f"{setting.key} = {written(value)}")
    context.way_back()
    return 0


def _possible(setting: Setting) -> str:
    choices = THEMES if setting.key == "theme" else setting.choices
    if choices:
        return f"write one of: {', '.join(choices)}"
    if isinstance(setting.default, bool):
        return "write true or false"
    if isinstance(setting.default, int):
        return f"write a whole number from {setting.low} to {setting.high}"
    return setting.help


def _setting(key: str) -> Setting:
    """The setting of that name; Refused with what comes near."""
    found = BY_KEY.get(key.replace("-", "_"))
    if found is not None:
        return found
    from difflib import get_close_matches

    near = get_close_matches(key[:60], BY_KEY, n=2)
    hint = f"did you mean {' or '.join(near)}?" if near else "see them with: studytui config list"
    raise Refused(f'there is no setting "{key[:60]}"', hint)


def _value(context: Context, setting: Setting) -> SettingValue:
    value: SettingValue = getattr(context.study.settings, setting.key)
    return value


def written(value: SettingValue) -> str:
    """A value as it is typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _edit(context: Context, found: Found) -> int:
    history = context.study.history
    edit(context, history.config_text(), ".toml", "use: studytui config set KEY VALUE", history.write_config)
    for fault in context.study.settings.faults:
        context.errors.remark(fault)
    context.out.line(f"saved {context.home.config}")
    context.way_back()
    return 0


def themes_arguments(parser: ArgumentParser) -> None:
    """What `themes` takes."""


def themes(context: Context, found: Found) -> int:
    """List the themes."""
    if context.json:
        context.out.document(list(THEMES))
        return 0
    chosen = context.study.settings.theme
    for name in THEMES:
        context.out.line(f"{'*' if name == chosen else ' '} {name}")
    return 0


def keys_arguments(parser: ArgumentParser) -> None:
    """What `keys` takes."""


def keys(context: Context, found: Found) -> int:
    """Name pressed keys; without a terminal, list the verbs and their keys."""
    world = context.world
    if world.answers and world.draws and not context.json:
        return world.front.probe_keys()
    verbs = world.front.verbs()
    if context.json:
        context.out.document(
            [{"verb": verb, "keys": list(pressed), "help": told} for verb, pressed, told in verbs]
        )
    else:
        rows = [(verb, " ".join(pressed), told) for verb, pressed, told in verbs]
        tables.show(context, ("VERB", "KEYS", "WHAT IT DOES"), rows)
    return 0


def completions_arguments(parser: ArgumentParser) -> None:
    """What `completions` takes."""
    parser.add_argument("shell", choices=SHELLS, metavar="bash|zsh|fish")


def completions(context: Context, found: Found) -> int:
    """Print completions for a shell."""
    try:
        import shtab
    except ImportError:
        raise DataFault("the package shtab is missing", "install studytui anew, or shtab beside it") from None

    text = str(shtab.complete(whole_parser(), shell=found.shell))
    if context.json:
        context.out.document({"shell": found.shell, "script": text})
    else:
        context.out.line(text.rstrip("\n"))
    return 0


COMMANDS: Commands = {
    "config": (config_arguments, config),
    "themes": (themes_arguments, themes),
    "keys": (keys_arguments, keys),
    "completions": (completions_arguments, completions),
}
