"""Study: one data folder opened, and every use-case of it."""

from __future__ import annotations

import os
from functools import cached_property

from studytui.domain.ids import RoadmapId
from studytui.domain.status import Kind
from studytui.domain.target import resolve
from studytui.store.config import read_settings
from studytui.store.store import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, tzinfo

    from studytui.domain.entry import Entry
    from studytui.domain.ids import ItemId
    from studytui.domain.session import Session
    from studytui.domain.settings import Settings
    from studytui.domain.status import Status
    from studytui.domain.target import Target
    from studytui.roadmaps.library import Library
    from studytui.services.authoring import Authoring
    from studytui.services.clock import Clock
    from studytui.services.curricula import Curricula
    from studytui.services.figures import Figures
    from studytui.services.files import Files
    from studytui.services.forecasting import Forecasting
    from studytui.services.goalkeeping import Goalkeeping
    from studytui.services.history import History
    from studytui.services.importing import Importing
    from studytui.services.items import Items
    from studytui.services.logbook import Logbook
    from studytui.services.notebook import Notebook
    from studytui.services.planning import Planning
    from studytui.services.presence import Presence
    from studytui.services.repair import Repair
    from studytui.services.reports import Reports
    from studytui.services.reviewing import Reviewing
    from studytui.services.sifting import Sifting
    from studytui.services.timing import Timing
    from studytui.services.twins import Twins
    from studytui.services.updates import Updates
    from studytui.services.weekly import WeeklyReviews
    from studytui.store.home import Home

DEFAULT_ROADMAP = RoadmapId("backend-developer")
CHOSEN = "roadmap"
LOOKED_AFTER, PLACE = "kept", "place"
"""Facts of the database: the UTC second until which it has been looked after, and where it lay."""
_LONGEST_DAY = 49 * 3600


class Study:
    """The only API that both front ends know; its parts are made when they are first used."""

    def __init__(self, home: Home, clock: Clock, begin: bool = True) -> None:
        """Read the settings and open the database of `home`, made new where it may `begin`.

        Raises a Fault when it cannot be used.
        """
        self.home = home
        self.clock = clock
        self.settings: Settings = read_settings(home)
        self.store = Store(home, clock.now, self.settings.day_start, begin)
        if self.store.settle_files():
            self.read_settings()
        self._lines: tuple[RoadmapId, str, str, tuple[Entry, ...]] | None = None
        self._hooks_written = 0

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def read_settings(self) -> None:
        """Read the settings again, and reckon study days by them."""
        self.settings = read_settings(self.home)
        self.store.use_day_hour(self.settings.day_start)

    @cached_property
    def library(self) -> Library:
        """The roadmaps, bundled and the user's own."""
        from studytui.roadmaps.library import Library

        return Library(self.home.roadmaps, links=self.store.curricula.links)

    @cached_property
    def timer(self) -> Timing:
        """Start, stop and what lies between."""
        from studytui.services.timing import Timing

        return Timing(self)

    @cached_property
    def presence(self) -> Presence:
        """Whether somebody is at the timer, and what became of the time in which nobody was."""
        from studytui.services.presence import Presence

        return Presence(self)

    @cached_property
    def repair(self) -> Repair:
        """What puts several sessions right at once."""
        from studytui.services.repair import Repair

        return Repair(self)

    def announce(self, event: str, session: Session | None = None, items: Sequence[ItemId] = ()) -> None:
        """Run the user's hook for what has been committed, if there is one; it is not waited for."""
        if os.path.isdir(self.home.hooks):
            from studytui.services.hooks import run

            run(self, event, session, items)

    def hook_faults(self) -> tuple[str, ...]:
        """What went wrong with hooks since it was asked last; cheap while nothing does."""
        try:
            written = os.stat(os.path.join(self.home.folder, ".hooks")).st_mtime_ns
        except OSError:
            return ()
        if written == self._hooks_written:
            return ()
        self._hooks_written = written
        from studytui.services.hooks import untold

        return untold(self.home)

    @cached_property
    def log(self) -> Logbook:
        """Finished sessions and their repair."""
        from studytui.services.logbook import Logbook

        return Logbook(self)

    @cached_property
    def sifting(self) -> Sifting:
        """Looking sessions up by words, period and target."""
        from studytui.services.sifting import Sifting

        return Sifting(self)

    @cached_property
    def items(self) -> Items:
        """Statuses."""
        from studytui.services.items import Items

        return Items(self)

    @cached_property
    def notebook(self) -> Notebook:
        """Notes."""
        from studytui.services.notebook import Notebook

        return Notebook(self)

    @cached_property
    def goals(self) -> Goalkeeping:
        """Goals."""
        from studytui.services.goalkeeping import Goalkeeping

        return Goalkeeping(self)

    @cached_property
    def planning(self) -> Planning:
        """Target dates, planned pauses, and the plan of a week."""
        from studytui.services.planning import Planning

        return Planning(self)

    @cached_property
    def forecasting(self) -> Forecasting:
        """Finish dates."""
        from studytui.services.forecasting import Forecasting

        return Forecasting(self)

    @cached_property
    def reviewing(self) -> Reviewing:
        """Review of finished topics."""
        from studytui.services.reviewing import Reviewing

        return Reviewing(self)

    @cached_property
    def weekly(self) -> WeeklyReviews:
        """The weekly review."""
        from studytui.services.weekly import WeeklyReviews

        return WeeklyReviews(self)

    @cached_property
    def figures(self) -> Figures:
        """Today, the week, the streak, and the progress of a roadmap."""
        from studytui.services.figures import Figures

        return Figures(self)

    @cached_property
    def reports(self) -> Reports:
        """Totals by day, stage, item and so on."""
        from studytui.services.reports import Reports

        return Reports(self)

    @cached_property
    def history(self) -> History:
        """Undo and redo, and the settings, whose changes are part of it."""
        from studytui.services.history import History

        return History(self)

    @cached_property
    def roadmaps(self) -> Curricula:
        """Which roadmaps there are, and which is in use."""
        from studytui.services.curricula import Curricula

        return Curricula(self)

    @cached_property
    def files(self) -> Files:
        """The files of the data folder that are part of changes."""
        from studytui.services.files import Files

        return Files(self.store)

    @cached_property
    def importing(self) -> Importing:
        """Foreign curricula becoming roadmaps."""
        from studytui.services.importing import Importing

        return Importing(self)

    @cached_property
    def authoring(self) -> Authoring:
        """Roadmaps of one's own: new, changed, copied, hidden."""
        from studytui.services.authoring import Authoring

        return Authoring(self)

    @cached_property
    def twins(self) -> Twins:
        """Topics of one roadmap that are topics of the catalogue."""
        from studytui.services.twins import Twins

        return Twins(self)

    @cached_property
    def updates(self) -> Updates:
        """What became of roadmaps, what left them, and what two of them share."""
        from studytui.services.updates import Updates

        return Updates(self)

    def looked_after(self) -> bool:
        """Whether the data has had today's care, in this place; asked without reckoning what day it is."""
        facts = self.store.facts()
        until = facts.get(LOOKED_AFTER, "")
        left = int(until) - self.clock.seconds() if until.isdecimal() else 0
        return 0 < left <= _LONGEST_DAY and facts.get(PLACE) == self.home.folder

    def today(self) -> date:
        """The study day of this moment in the present zone."""
        from studytui.domain.days import study_day

        return study_day(self.clock.seconds(), self.clock.zone(), self.settings.day_start)

    def zone(self) -> tzinfo:
        """The present zone."""
        return self.clock.zone()

    def active_id(self) -> RoadmapId:
        """The roadmap in use; the default one while none was chosen."""
        return RoadmapId(self.store.marks.choice(CHOSEN) or DEFAULT_ROADMAP)

    def chosen(self) -> bool:
        """Whether a roadmap was ever put in use."""
        return self.store.marks.choice(CHOSEN) is not None

    def lines(self, roadmap: RoadmapId | None = None) -> tuple[RoadmapId, str, tuple[Entry, ...]]:
        """A roadmap's id, title and lines, from the index where its files have not changed since."""
        wanted = roadmap or self.active_id()
        stamp = self.library.stamp(wanted)
        if self._lines is not None and self._lines[0] == wanted and self._lines[2] == stamp:
            return wanted, self._lines[1], self._lines[3]
        title = self.store.lines.title(wanted, stamp)
        kept = None if title is None else self._kept_lines(wanted)
        if title is not None and kept is not None:
            lines = kept
        elif self._lines is not None and self._lines[0] == wanted and self._unreadable(wanted):
            _, title, _, lines = self._lines  # what was read last holds until the file is mended
        else:
            title, lines = self._read_lines(wanted, stamp)
        self._lines = (wanted, title, stamp, lines)
        return wanted, title, lines

    def title(self) -> str:
        """The title of the roadmap in use, without its lines where the index holds it."""
        wanted = self.active_id()
        return self.store.lines.title(wanted, self.library.stamp(wanted)) or self.lines(wanted)[1]

    def _unreadable(self, roadmap: RoadmapId) -> bool:
        """Whether a roadmap's file has become broken, or is gone."""
        return roadmap in self.library.broken() or roadmap not in self.library.ids()

    def _kept_lines(self, roadmap: RoadmapId) -> tuple[Entry, ...] | None:
        """The index of a roadmap; none where it is damaged, for its files hold the same."""
        from studytui.domain.faults import DataFault

        try:
            return self.store.lines.of(roadmap)
        except DataFault:
            return None

    def _read_lines(self, roadmap: RoadmapId, stamp: str) -> tuple[str, tuple[Entry, ...]]:
        from studytui.domain.entry import entries
        from studytui.domain.faults import SystemRefused
        from studytui.store.errors import translated

        found = self.library.load(roadmap)
        lines = entries(found)
        self.updates.noticed(found, lines)
        try:
            with translated(self.home.database):
                self.store.lines.keep(roadmap, found.title, stamp, lines)
        except SystemRefused:
            pass  # the index only saves time: a full or read-only disk must not hide the roadmap
        return found.title, lines

    def target(self, words: str) -> Target:
        """What `words` name in the active roadmap, or in another one as `ROADMAP:TARGET`."""
        prefix, colon, rest = words.partition(":")
        roadmap = None
        if colon and rest and prefix.strip() in self.library.ids():
            roadmap, words = RoadmapId(prefix.strip()), rest
        identity, title, lines = self.lines(roadmap)
        return resolve(words, identity, title, lines, self.statuses)

    def statuses(self) -> dict[ItemId, Status]:
        """The stored status of every item, whatever roadmap holds it."""
        return {item: mark.status for item, mark in self.store.marks.all().items()}

    def roadmap_target(self) -> Target:
        """The active roadmap alone."""
        return self.target(".")


def stage_title(lines: Sequence[Entry], stage: str) -> str:
    """The title of a stage, by its id."""
    return next((entry.title for entry in lines if entry.kind is Kind.STAGE and entry.stage == stage), stage)
