"""The log, narrowed to what a person looks for, with what all of it adds up to."""

from __future__ import annotations

from studytui.domain.faults import Fault
from studytui.domain.ids import ItemId
from studytui.domain.records import dataclass
from studytui.domain.sieve import Sieve, read_sieve
from studytui.domain.text import fold
from studytui.services.logbook import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from studytui.domain.session import Session
    from studytui.services.logbook import Scope
    from studytui.services.study import Study


@dataclass(frozen=True)
class Sifted:
    """The newest of the sessions that fit, how many fit in all, and their seconds by study day."""

    page: Page
    number: int
    seconds: int
    days: Mapping[date, int]


class Sifting:
    """Looks sessions up for one Study; titles and notes are read once, until `renew`."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study
        self._titles: dict[str, str] | None = None
        self._notes: list[tuple[str, str]] = []

    def renew(self) -> None:
        """Read titles and notes anew when they are next needed."""
        self._titles = None

    def read(self, text: str) -> Sieve:
        """What a filter means today."""
        return read_sieve(text, self._study.today(), self._study.settings.first_weekday)

    def typed(self, session: Session) -> str:
        """A filter that leaves what was studied in a session, and nothing else."""
        target = self._study.log.target_of(session)
        named = target.item or target.stage or "."
        return f"={named}" if target.roadmap == self._study.active_id() else f"={target.roadmap}:{named}"

    def sift(self, sieve: Sieve, limit: int) -> Sifted:
        """The finished sessions that fit, the newest `limit` of them to be shown."""
        scope = self._scope(sieve)
        if scope is None or (sieve.period is not None and sieve.period.days < 1):
            return Sifted(Page((), 0, 0, 0, {}), 0, 0, {})
        titles, ids = self._with_words(sieve)
        first, last = (None, None) if sieve.period is None else (sieve.period.first, sieve.period.last)
        found = self._study.store.sifter.found(titles, ids, first, last, scope, limit)
        page = Page(found.sessions, 0, 0, found.number, found.days)
        return Sifted(page, found.number, found.seconds, found.days)

    def fits(self, sieve: Sieve, session: Session) -> bool:
        """Whether a session fits, the timer too."""
        scope = self._scope(sieve)
        if scope is None or not sieve.holds(_text(session.title, session.note)):
            return False
        day = self._study.log.day_of(session)
        if sieve.period is not None and not sieve.period.first <= day <= sieve.period.last:
            return False
        items, stage, roadmap = scope
        if items is not None and session.item in items:
            return True
        if stage is not None and (session.roadmap, session.stage, session.item) == (*stage, None):
            return True
        return items is None and stage is None and roadmap in (None, session.roadmap)

    def _scope(self, sieve: Sieve) -> Scope | None:
        """Which sessions the target takes in; None where it names nothing, or more than one thing."""
        if not sieve.target:
            return None, None, None
        try:
            return self._study.log.scope(self._study.target(sieve.target))
        except Fault:
            gone = sieve.target.rpartition(":")[
                2
            ]  # an item that no roadmap holds any more has its sessions still
            return ([ItemId(gone)], None, None) if "/" in gone else None

    def _with_words(self, sieve: Sieve) -> tuple[list[str] | None, list[str]]:
        """The titles that hold all words, and the sessions that do by their note; None for all titles."""
        if not sieve.words:
            return None, []
        if self._titles is None:
            self._titles = {title: fold(title) for title in self._study.log.titles()}
            self._notes = [
                (identity, _text(title, note)) for identity, title, note in self._study.store.sifter.notes()
            ]
        titles = [title for title, text in self._titles.items() if sieve.holds(text)]
        return titles, [identity for identity, text in self._notes if sieve.holds(text)]


def _text(title: str, note: str) -> str:
    return fold(f"{title}\n{note}")
