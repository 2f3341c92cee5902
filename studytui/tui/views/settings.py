"""The Settings: groups at the left, everything that can be set beside them, and what it would look like."""

from __future__ import annotations

from textual.containers import Horizontal

from studytui.domain.faults import Fault
from studytui.domain.text import clean
from studytui.tui.setting_rows import GROUPS, Facts, key_words, setting_rows
from studytui.tui.verbs import Place, bindings
from studytui.tui.views.view import View
from studytui.tui.widgets.bars import VerbClicked
from studytui.tui.widgets.rows import Row, RowList
from studytui.tui.widgets.sample import SamplePane

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studytui.services.study import Study


class SettingList(RowList):
    """Everything that can be set, by group."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.SETTINGS, Place.LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings([Place.SETTINGS])]


class SettingsView(View):
    """Settings, goal, data and keys; what is changed holds at once and can be undone."""

    DEFAULT_CSS = """
    SettingsView #setting-groups { width: 20; }
    SettingsView #setting-list { width: 1fr; }
    SettingsView #setting-sample { width: 40; }
    .-narrow SettingsView #setting-sample, .-tiny SettingsView #setting-sample { display: none; }
    .-tiny SettingsView #setting-groups { display: none; }
    .-wide SettingsView #setting-list { width: 100; }
    .-wide SettingsView #setting-sample { width: 1fr; }
    """
    SCOPED_CSS = False
    first_focus = "#setting-list"
    hints: ClassVar[Mapping[str, str]] = {
        "note.open": "",
        "list.add": "",
        "list.open": "",
        "list.previous": "",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Nothing has been read yet."""
        super().__init__(id=id)
        self._facts: Facts | None = None
        self._width = 0

    def compose(self) -> ComposeResult:
        """Groups, settings, a sample."""
        with Horizontal():
            yield RowList(id="setting-groups", classes="pane").data_bind(SettingsView.look)
            yield SettingList(id="setting-list", classes="pane").data_bind(SettingsView.look)
            sample = SamplePane(id="setting-sample", classes="pane")
            sample.border_title = "Sample"
            yield sample.data_bind(SettingsView.look, SettingsView.snapshot)

    def read(self, study: Study) -> None:
        """Read the settings, and where everything is."""
        try:
            text = clean(study.history.settings_text())
        except Fault:
            text = ""
        goal = study.goals.standing()
        self._facts = Facts(study.settings, text, None if goal is None else goal.week_seconds, study.home)
        self._redraw()

    def watch_look(self) -> None:
        """Draw in the other look."""
        self._redraw()

    def on_resize(self) -> None:
        """Break sentences where the width wants it."""
        if self.query_one(SettingList).scrollable_content_region.width != self._width:
            self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        if not self.is_mounted or self.look is None or self._facts is None:
            return
        settings = self.query_one(SettingList)
        self._width = settings.scrollable_content_region.width
        settings.show(setting_rows(self._facts, self.look, self._width or 50))
        settings.border_title = "Settings"
        dot = f" {self.look.glyphs.dot} "
        settings.border_subtitle = dot.join(("applied at once", "u undo"))
        groups = self.query_one("#setting-groups", RowList)
        groups.border_title = "Groups"
        groups.show([Row(group, group) for group in GROUPS])
        self._describe()

    def _describe(self) -> None:
        """Let the groups and the sample follow the cursor."""
        row = self.query_one(SettingList).current
        if row is None or self._facts is None:
            return
        groups = self.query_one("#setting-groups", RowList)
        if not groups.has_focus:
            groups.go_to(self._facts.group_of(row.key))
        sample = self.query_one(SamplePane)
        sample.told = self._facts.told(row.key)
        sample.refresh()

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """A group brings its settings into sight."""
        if isinstance(message.rows, SettingList):
            self._describe()
        elif message.rows.has_focus and self._facts is not None:
            settings = self.query_one(SettingList)
            wanted = message.row.key
            first = next(
                (row.key for row in settings.rows if row.key and self._facts.group_of(row.key) == wanted),
                None,
            )
            if first is not None:
                settings.perform("list.bottom")
                settings.go_to(first)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """A group is entered; a setting is changed."""
        if isinstance(message.rows, SettingList):
            self.post_message(VerbClicked("setting.change"))
        else:
            self.query_one(SettingList).focus()

    def on_row_list_left(self, message: RowList.Left) -> None:
        """To the groups."""
        if isinstance(message.rows, SettingList):
            self.query_one("#setting-groups").focus()

    def chosen(self) -> str:
        """The key of the row under the cursor."""
        row = self.query_one(SettingList).current
        return "" if row is None else row.key

    def copied(self) -> str:
        """The line of config.toml for what is selected, or the path."""
        key = self.chosen()
        if self._facts is None or not key:
            return ""
        if key.startswith("key:"):
            return key_words(key.removeprefix("key:"), self._facts.settings)
        return self._facts.line_of(key)

    def go_to(self, key: str) -> None:
        """Put the cursor on one setting."""
        self.query_one(SettingList).go_to(key)
