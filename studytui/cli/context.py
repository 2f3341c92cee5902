"""What a command is given: the world, its options, and the study, opened when it is first asked for."""

from __future__ import annotations

from studytui.domain.faults import Refused
from studytui.store.home import find_home

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studytui.cli.errors import Errors
    from studytui.cli.output import Output
    from studytui.cli.plainly import Found
    from studytui.cli.world import World
    from studytui.domain.target import Target
    from studytui.services.study import Study
    from studytui.store.home import Home


class Options:
    """What stood before the command."""

    def __init__(self) -> None:
        """Begin with none."""
        self.home: str | None = None
        self.plain = False
        self.ascii = False
        self.no_color = False
        self.demo = False


class Context:
    """One call of one command."""

    def __init__(self, world: World, options: Options, out: Output, errors: Errors) -> None:
        """Work on `world`; nothing is opened yet."""
        self.world = world
        self.options = options
        self.out = out
        self.errors = errors
        self.json = False
        self._study: Study | None = None

    def take(self, arguments: Found) -> None:
        """Heed the options that every command takes."""
        self.json = arguments.json
        self.options.plain |= arguments.plain
        self.options.ascii |= arguments.ascii
        self.options.no_color |= arguments.no_color
        self.out.ascii = self.options.ascii

    @property
    def home(self) -> Home:
        """The data folder that is meant."""
        return find_home(self.options.home, self.world.environment)

    @property
    def study(self) -> Study:
        """The data folder, opened; what is wrong with its settings is said once."""
        if self._study is None:
            from studytui.services.study import Study

            self._study = Study(self.home, self.world.clock)
            for fault in (*self._study.settings.faults, *self._study.hook_faults()):
                self.errors.remark(fault)
        return self._study

    @property
    def draws(self) -> bool:
        """Whether tables may be drawn."""
        return self.world.draws and not self.options.plain and not self.world.environment.get("NO_COLOR")

    def say_read_only(self) -> None:
        """Say beside the answer that nothing can be written, and why."""
        if self._study is None:
            return
        store = self._study.store
        if why := store.unwritable or store.unsettled:
            self.errors.remark(f"read-only: {why.message}")

    @property
    def wrote(self) -> bool:
        """Whether the command has changed the data."""
        return self._study is not None and self._study.store.wrote

    def look_after(self) -> None:
        """Do what is due once a day, after the answer; what goes wrong with it is only said."""
        from studytui.domain.faults import Fault

        try:
            if self.study.looked_after():
                return
            from studytui.services.safekeeping import look_after

            for remark in look_after(self.study):
                self.errors.remark(remark)
        except Fault as fault:
            self.errors.remark(fault.message)

    def blame_damage(self, fault: Exception) -> None:
        """Raise that the data is damaged, where that explains a value that no data of ours has."""
        if self._study is not None:
            from studytui.services.checkup import blamed

            damage = blamed(self.home)
            if damage is not None:
                raise damage from fault

    def close(self) -> None:
        """Let go of what was opened."""
        if self._study is not None:
            self._study.close()

    def target(self, words: Sequence[str] | str | None) -> Target:
        """What the words name; the active roadmap without any."""
        if words is None or isinstance(words, str):
            return self.study.target(words or ".")
        return self.study.target(" ".join(words) or ".")

    def moment(self, words: str, zone: str | None = None) -> int:
        """The past moment (UTC seconds) that is meant in this zone or another; a remark on it is said."""
        from studytui.domain.moments import parse_moment

        there = self.study.clock.zone()
        if zone is not None:
            from studytui.domain.zones import zone_named

            there = zone_named(zone)
        moment = parse_moment(words, self.study.clock.seconds(), there)
        if moment.said:
            self.errors.remark(moment.said)
        return moment.at

    def day(self, words: str) -> date:
        """The study day that is meant."""
        from studytui.domain.periods import parse_day

        return parse_day(words, self.study.today())

    def way_back(self, command: str = "undo") -> None:
        """Say how the change is taken back."""
        if not self.json:
            self.out.line(f"undo: {self.called(command)}")

    def called(self, command: str) -> str:
        """A command as it must be written to mean this data folder."""
        return self.home.called(command)

    def confirm(self, question: str, flag: str = "--yes") -> None:
        """Ask, and go on only after a yes; Refused where nobody is there to answer."""
        if self.json or not self.world.answers or self.world.stdin is None:
            raise Refused(question, f"nobody can be asked here: if it is meant, add {flag}")
        self.out.question(f"{question} [y/N]")
        if self.world.stdin.readline().strip().lower() not in ("y", "yes"):
            from studytui.domain.faults import NothingToDo

            raise NothingToDo("nothing was changed")
