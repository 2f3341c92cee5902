"""Ticking: the status of items, projects and stages."""

from __future__ import annotations

from studytui.domain.counting import unit_status, units
from studytui.domain.durations import format_duration
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.records import dataclass
from studytui.domain.session import elapsed
from studytui.domain.status import Kind, Status, after_skip, after_space
from studytui.services.marking import enter_review, mark
from studytui.services.timing import put_in_use
from studytui.store.tables import ESTIMATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studytui.domain.entry import Entry
    from studytui.domain.ids import ItemId
    from studytui.domain.target import Target
    from studytui.services.study import Study
    from studytui.store.operations import ChangeWriter

_OPEN = (Status.TODO, Status.DOING)


@dataclass(frozen=True)
class Ticked:
    """The items whose status was changed, to what, and the choices that a stage left open."""

    items: tuple[ItemId, ...]
    titles: tuple[str, ...]
    status: Status
    left_open: tuple[str, ...] = ()


class Items:
    """The use-cases of statuses of one Study."""

    def __init__(self, study: Study) -> None:
        """Work on `study`."""
        self._study = study

    def members(self, target: Target, aim: Status = Status.DONE) -> tuple[list[Entry], tuple[str, ...]]:
        """The items that the status `aim` for `target` is for, and the choices of a stage that stay open.

        A project means its steps, a stage its counted items. Done and doing are meant for those of a choice
        that are so already; a choice without any stays open.
        """
        _, _, lines = self._study.lines(target.roadmap)
        if target.kind is Kind.STAGE:
            return self._of_stage([entry for entry in lines if entry.stage == target.stage], aim)
        if target.kind is Kind.PROJECT:
            steps = _once(entry for entry in lines if entry.parent == target.item)
            if steps:
                return steps, ()
        return _once(entry for entry in lines if entry.id == target.item and entry.id is not None), ()

    def _of_stage(self, lines: Sequence[Entry], aim: Status) -> tuple[list[Entry], tuple[str, ...]]:
        statuses = self._study.statuses()
        by_id = {entry.id: entry for entry in lines if entry.id is not None}
        meant: list[Entry] = []
        left_open: list[str] = []
        for unit in units(lines):
            if len(unit) == 1 or aim in (Status.SKIPPED, Status.TODO):
                meant += [by_id[item] for item in unit]
            elif unit_status(unit, statuses) not in (Status.DOING, Status.DONE):
                left_open.append(str(by_id[unit[0]].choice))
            else:
                meant += [by_id[item] for item in unit if statuses.get(item) in (Status.DOING, Status.DONE)]
        return meant, tuple(left_open)

    def set_status(self, targets: Sequence[Target], status: Status, known: bool = False) -> Ticked:
        """Give items a status; of projects and stages only the open ones become done or skipped.

        `known` means done before, without a date. Raises NothingToDo when all were so already.
        """
        changed: list[Entry] = []
        left_open: list[str] = []
        label = f"{'known' if known else status.value}: {_named([target.title for target in targets])}"
        with self._study.store.change(label) as writer:
            put_in_use(self._study, writer)
            for target in targets:
                members, unmarked = self.members(target, status)
                left_open += unmarked
                whole = not _alone(target, members)
                changed += self._give(writer, members, status, known, only_open=whole and status not in _OPEN)
            if not changed:
                raise NothingToDo(
                    f"nothing changed: {_named([target.title for target in targets])} "
                    f"{'is' if len(targets) == 1 else 'are'} {'known' if known else status.value} already"
                )
        ticked = _ticked(changed, status, left_open)
        if status is Status.DONE:
            self._study.announce("done", items=ticked.items)
        return ticked

    def _give(
        self, writer: ChangeWriter, members: Iterable[Entry], status: Status, known: bool, only_open: bool
    ) -> list[Entry]:
        changed = []
        now = self._study.clock.seconds()
        for entry in members:
            if entry.id is None:
                continue
            old = self._study.store.marks.of(entry.id)
            before = Status.TODO if old is None else old.status
            if only_open and before not in _OPEN:
                continue
            done_at = now if status is Status.DONE and not known else None
            if before is status and not (known and old is not None and old.done_at is not None):
                continue
            mark(writer, entry.id, status, entry.title, done_at)
            if done_at is not None and entry.kind is Kind.TOPIC:
                enter_review(self._study, writer, entry.id, entry.title, done_at)
            changed.append(entry)
        return changed

    def estimate(self, target: Target) -> int | None:
        """The user's own estimate of an item in seconds."""
        return None if target.item is None else self._study.store.marks.estimates().get(target.item)

    def set_estimate(self, target: Target, seconds: int | None) -> None:
        """Set how long an item is expected to take; none goes back to what the roadmap says."""
        if target.item is None:
            raise Refused("an estimate is for a topic, a course, a project or a step", "select one of those")
        words = "no estimate" if seconds is None else f"estimate {format_duration(seconds)}"
        with self._study.store.change(f"{words}: {target.title}") as writer:
            put_in_use(self._study, writer)
            if seconds is None:
                writer.remove(ESTIMATE, {"item": target.item})
            else:
                writer.put(ESTIMATE, {"item": target.item, "seconds": seconds, "title": target.title})

    def toggle_done(self, target: Target) -> Ticked:
        """What `space` does: see the rules of counting, keys."""
        return self._toggle(target, Status.DONE, known=False)

    def toggle_skipped(self, target: Target) -> Ticked:
        """What `x` does."""
        return self._toggle(target, Status.SKIPPED, known=False)

    def toggle_known(self, target: Target) -> Ticked:
        """What `i` does: done without a date, and back."""
        return self._toggle(target, Status.DONE, known=True)

    def _toggle(self, target: Target, aim: Status, known: bool) -> Ticked:
        members, _ = self.members(target, aim)
        by_id = {entry.id: entry for entry in members if entry.id is not None}
        stored = self._study.store.marks.statuses(by_id)
        now = {item: stored.get(item, Status.TODO) for item in by_id}
        alone = _alone(target, members)
        opened = [item for item in by_id if (now[item] is not aim if alone else now[item] in _OPEN)]
        back = [] if opened else [item for item in by_id if now[item] is aim]
        if not opened and not back:
            return _ticked([], aim)
        word = ("known" if known else aim.value) if opened else "open again"
        status = aim
        with self._study.store.change(f"{word}: {target.title}") as writer:
            put_in_use(self._study, writer)
            if opened:
                self._give(writer, [by_id[item] for item in opened], aim, known, only_open=False)
            for item in back:
                seconds = self._seconds(item)
                status = after_space(aim, seconds) if aim is Status.DONE else after_skip(aim, seconds)
                mark(writer, item, status, by_id[item].title)
        ticked = _ticked([by_id[item] for item in opened or back], status)
        if opened and aim is Status.DONE:
            self._study.announce("done", items=ticked.items)
        return ticked

    def _seconds(self, item: ItemId) -> int:
        """An item's time, the running timer's included."""
        seconds = self._study.store.sessions.item_seconds(item)
        timer = self._study.timer.running()
        if timer is not None and timer.item == item:
            seconds += elapsed(timer, self._study.clock.seconds())
        return seconds


def _alone(target: Target, members: Sequence[Entry]) -> bool:
    """Whether a target is one item and no whole of which only the open parts are meant."""
    return len(members) == 1 and members[0].id == target.item


def _once(found: Iterable[Entry]) -> list[Entry]:
    return list({entry.id: entry for entry in found}.values())


def _ticked(changed: Sequence[Entry], status: Status, left_open: Sequence[str] = ()) -> Ticked:
    return Ticked(
        tuple(entry.id for entry in changed if entry.id is not None),
        tuple(entry.title for entry in changed),
        status,
        tuple(left_open),
    )


def _named(titles: Sequence[str]) -> str:
    return titles[0] if len(titles) == 1 else f"{titles[0]} and {len(titles) - 1} more"
