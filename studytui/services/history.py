"""Undo and redo over everything, and the settings, whose file is part of it."""

from __future__ import annotations

from contextlib import contextmanager

from studytui.domain.faults import Refused
from studytui.domain.settings import BY_KEY, fault_of
from studytui.store import config
from studytui.store.operations import FILES, Changed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.domain.settings import SettingValue
    from studytui.services.study import Study
    from studytui.store.operations import Group

_CONFIG = "config.toml"


class History:
    """The use-cases of the history of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study
        self._replaced: list[str | None] = []

    def undo(self) -> Group:
        """Take back the newest change made on this device; NothingToDo at the first."""
        return self._turn(backwards=True)

    def redo(self) -> Group:
        """Bring back the change that was undone last."""
        return self._turn(backwards=False)

    def _turn(self, backwards: bool) -> Group:
        with self._file_kept_if_refused():
            group = self._study.store.turn(backwards, self._write_file)
        self._study.read_settings()
        return group

    def listed(self, limit: int | None = None) -> tuple[Group, ...]:
        """The changes, newest first."""
        return self._study.store.history(limit)

    def settings_text(self) -> str:
        """config.toml as it stands, empty where there is none."""
        return config.read_text(self._study.home) or ""

    def set_setting(self, key: str, value: SettingValue | None) -> None:
        """Write one setting into config.toml, none for its default; can be undone."""
        setting = BY_KEY.get(key)
        if setting is None:
            raise Refused(f'there is no setting "{key[:60]}"', "see them with: studytui config list")
        wrong = None if value is None else fault_of(setting, value)
        if wrong is not None:
            raise Refused(f"{key}: {wrong}", "see the settings with: studytui config list")
        self._write_config(config.with_setting(self._study.home, key, value), f"setting {key}")

    def config_text(self) -> str:
        """config.toml as it stands, nothing where there is none."""
        return config.read_text(self._study.home) or ""

    def write_config(self, text: str) -> None:
        """Make `text` the whole of config.toml, refused when it could not be read again; can be undone."""
        found = config.settings_in(self._study.home, text)
        if found.broken:
            raise Refused(found.faults[0], "config.toml is as it was")
        self._write_config(text, "settings")

    def _write_config(self, text: str, label: str) -> None:
        old = config.read_text(self._study.home)
        if old == text:
            return
        with self._file_kept_if_refused(), self._study.store.change(label) as writer:
            writer.log(FILES, _CONFIG, old, text)
            self._replace(old, text)
        self._study.read_settings()

    @contextmanager
    def _file_kept_if_refused(self) -> Iterator[None]:
        """Put the file back when the change that it belongs to could not be committed."""
        self._replaced.clear()
        try:
            yield
        except BaseException:
            for old in reversed(self._replaced):
                config.write_text(self._study.home, old)
            raise

    def _replace(self, old: str | None, text: str | None) -> None:
        config.write_text(self._study.home, text)
        self._replaced.append(old)

    def _write_file(self, name: str, expected: str | None, wanted: str | None) -> None:
        """Turn a file back or forth, unless somebody has changed it since."""
        if name != _CONFIG or config.read_text(self._study.home) != expected:
            raise Changed(f"{name} has been changed since", "change it by hand: studytui config edit")
        self._replace(expected, wanted)
