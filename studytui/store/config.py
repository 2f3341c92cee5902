"""config.toml: read with defaults where it is silent or wrong, written so that comments and order survive."""

from __future__ import annotations

import errno
import os
import stat

from studytui.domain.faults import DataFault
from studytui.domain.settings import BY_KEY, Settings, fault_of
from studytui.domain.text import clean_line
from studytui.store.errors import from_system
from studytui.store.files import put_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.settings import SettingValue
    from studytui.store.home import Home

_LARGEST = 1 << 20
_PASSING = (errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM)
"""The disk or the system in trouble, not the file: nothing is done by defaults that the user has changed."""


def read_settings(home: Home) -> Settings:
    """The settings of `home`; while the file is broken the defaults hold, and `faults` says why.

    SystemRefused when the system fails to read it, so that nothing is written by other days than the user's.
    """
    try:
        found = os.stat(home.config)
        if not stat.S_ISREG(found.st_mode):
            return Settings(faults=(f"{home.config}: not a file; the defaults hold",), broken=True)
        if found.st_size > _LARGEST:
            return Settings(faults=(f"{home.config}: larger than 1 MiB; the defaults hold",), broken=True)
        with open(home.config, "rb") as file:
            text = file.read().decode("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except OSError as fault:
        if fault.errno in _PASSING:
            raise from_system(fault, home.config) from fault
        return Settings(faults=(f"{home.config}: {fault}; the defaults hold",), broken=True)
    except UnicodeDecodeError as fault:
        return Settings(faults=(f"{home.config}: {fault}; the defaults hold",), broken=True)
    return settings_in(home, text)


def settings_in(home: Home, text: str) -> Settings:
    """The settings that `text` would be as the file of `home`."""
    import tomllib  # 11 ms, and most people have no config file

    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        last = f"(at the end, line {len(text.splitlines())})"
        why = clean_line(str(fault)).replace("(at end of document)", last)
        return Settings(faults=(f"{home.config}: {why}; the defaults hold",), broken=True)
    return _checked(home, content)


def _checked(home: Home, content: dict[str, object]) -> Settings:
    faults: list[str] = []
    values: dict[str, SettingValue] = {}
    keys: dict[str, str] = {}
    for key, value in content.items():
        if key == "keys" and isinstance(value, dict):
            keys = {clean_line(verb): clean_line(str(pressed)) for verb, pressed in value.items()}
            continue
        setting = BY_KEY.get(key)
        if setting is None:
            faults.append(f'{home.config}: unknown setting "{clean_line(key)[:60]}"{_nearest(key)}')
            continue
        wrong = fault_of(setting, value)
        if wrong is None and isinstance(value, str | int | bool):
            values[key] = clean_line(value) if isinstance(value, str) else value
        else:
            faults.append(f"{home.config}: {key}: {wrong}; {setting.default} holds")
    return Settings(**values, keys=keys, faults=tuple(faults))  # type: ignore[arg-type]  # checked by fault_of


def _nearest(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, BY_KEY, n=1)
    return f' (did you mean "{near[0]}"?)' if near else ""


def read_text(home: Home) -> str | None:
    """The file as it stands, none without one."""
    try:
        with open(home.config, encoding="utf-8-sig", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as fault:
        raise DataFault(
            f"{home.config} cannot be read: {fault}", "mend or move the file, then try again"
        ) from fault


def with_setting(home: Home, key: str, value: SettingValue | None) -> str:
    """The file's text with one setting changed, or taken out where `value` is none; nothing is written."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    if read_settings(home).broken:
        raise DataFault(f"{read_settings(home).faults[0]}", "mend the file first: studytui config edit")
    try:
        document = tomlkit.parse(read_text(home) or "")
    except TOMLKitError as fault:
        raise DataFault(
            f"{home.config}: {clean_line(str(fault))}", "mend the file first: studytui config edit"
        ) from fault
    if value is None:
        document.pop(key, None)
    else:
        document[key] = value
    return tomlkit.dumps(document)


def write_text(home: Home, text: str | None) -> None:
    """Put the file's text in place whole, through a link where the file is one; none takes it away."""
    put_text(home.config, text)
