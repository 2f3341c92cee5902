"""Undo and redo over everything, and the settings, whose file is part of it."""

from __future__ import annotations

from studytui.domain.faults import Refused
from studytui.domain.settings import BY_KEY, fault_of
from studytui.store import config
from studytui.store.replacing import CONFIG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.settings import SettingValue
    from studytui.services.study import Study
    from studytui.store.operations import Group


class History:
    """The use-cases of the history of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def undo(self) -> Group:
        """Take back the newest change made on this device; NothingToDo at the first."""
        return self._turn(backwards=True)

    def redo(self) -> Group:
        """Bring back the change that was undone last."""
        return self._turn(backwards=False)

    def _turn(self, backwards: bool) -> Group:
        files = self._study.files
        with files.kept_if_refused():
            group = self._study.store.turn(backwards, files.turn)
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
        self._study.store.settled()
        wrong = None if value is None else fault_of(setting, value)
        if wrong is not None:
            raise Refused(f"{key}: {wrong}", "see the settings with: studytui config list")
        self._write_config(config.with_setting(self._study.home, key, value), f"setting {key}")

    def config_text(self) -> str:
        """config.toml as it stands, nothing where there is none."""
        return config.read_text(self._study.home) or ""

    def write_config(self, text: str) -> None:
        """Make `text` the whole of config.toml, refused when it could not be read again; can be undone."""
        self._study.store.settled()
        found = config.settings_in(self._study.home, text)
        if found.broken:
            raise Refused(found.faults[0], "config.toml is as it was")
        self._write_config(text, "settings")

    def _write_config(self, text: str, label: str) -> None:
        old = config.read_text(self._study.home)
        if old == text:
            return
        with self._study.files.kept_if_refused(), self._study.store.change(label) as writer:
            self._study.files.write(writer, CONFIG, old, text)
        self._study.read_settings()
