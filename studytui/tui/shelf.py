"""The roadmaps' files while the dashboard is open: changes are taken up, or their faults are told."""

from __future__ import annotations

from studytui.domain.faults import Fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.roadmap import Roadmap
    from studytui.roadmaps.findings import Finding
    from studytui.tui.app import StudyApp


class Shelf:
    """Looks at the user's own roadmap files again and again."""

    def __init__(self, app: StudyApp) -> None:
        """Look for `app`."""
        self._app = app
        self._stamp: str | None = None
        self._broken: frozenset[str] = frozenset()

    def look(self) -> None:
        """Take up what has changed since it was looked at last; at first tell what came with an update."""
        study = self._app.study
        stamp = study.library.own_stamp()
        if stamp == self._stamp:
            return
        first = self._stamp is None
        self._stamp = stamp
        if first:
            self._tell_news()
            if stamp:  # beside the dashboard, for a large file takes its time
                self._app.run_worker(self._look_first, thread=True, exit_on_error=False)
            return
        self._app.renew()
        self._tell(study.library.broken())

    def _look_first(self) -> None:
        broken = self._app.study.library.broken()
        if broken:
            self._app.call_from_thread(self._tell, broken)

    def _tell(self, broken: dict[str, Finding]) -> None:
        """Say which files have become broken, and when none is any more."""
        said = frozenset(finding.sentence() for finding in broken.values())
        if said - self._broken:
            self._app.say(_told(broken, str(self._app.study.active_id())), error=True)
        elif self._broken and not said:
            self._app.say("The roadmaps are read again.")
        self._broken = said

    def roadmap(self, before: Roadmap | None) -> Roadmap | None:
        """The roadmap in use with all that its file says; while that cannot be read, the one `before`."""
        try:
            return self._app.study.roadmaps.load()
        except Fault:
            return before

    def _tell_news(self) -> None:
        """Tell that a roadmap has come in a new version; the list of roadmaps shows what is new."""
        study = self._app.study
        news = study.updates.news()
        if news:
            roadmap, changes = next(iter(news.items()))
            title = study.roadmaps.load(roadmap).title
            self._app.say(f"{title} has come in a new version: {changes.sentence()}. 7 shows what")


def _told(broken: dict[str, Finding], active: str) -> str:
    """The fault of the roadmap in use, else the first one, and what holds meanwhile."""
    finding = broken.get(active) or next(iter(broken.values()))
    holds = " What is shown is as it was read before." if active in broken else ""
    return f"{finding.placed()}.{holds} E in the roadmaps opens the file"
