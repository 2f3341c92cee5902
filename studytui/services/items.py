"""Ticking: the status of items, projects and stages."""

from __future__ import annotations

from dataclasses import dataclass

from studytui.domain.counting import unit_status, units
from studytui.domain.faults import NothingToDo
from studytui.domain.status import Kind, Status, after_skip, after_space
from studytui.services.marking import mark
from studytui.services.timing import put_in_use

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

    def members(self, target: Target) -> tuple[list[Entry], tuple[str, ...]]:
        """The items that a status for `target` is for, and the choices of a stage that stay open.

        A project means its steps, a stage its counted items; of a choice with something done or doing, those.
        """
        _, _, lines = self._study.lines(target.roadmap)
        if target.kind is Kind.STAGE:
            return self._of_stage([entry for entry in lines if entry.stage == target.stage])
        if target.kind is Kind.PROJECT:
            steps = _once(entry for entry in lines if entry.parent == target.item)
            if steps:
                return steps, ()
        return _once(entry for entry in lines if entry.id == target.item and entry.id is not None), ()

    def _of_stage(self, lines: Sequence[Entry]) -> tuple[list[Entry], tuple[str, ...]]:
        statuses = self._study.statuses()
        by_id = {entry.id: entry for entry in lines if entry.id is not None}
        meant: list[Entry] = []
        left_open: list[str] = []
        for unit in units(lines):
            if len(unit) == 1:
                meant.append(by_id[unit[0]])
            elif unit_status(unit, statuses) is Status.TODO:
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
                members, unmarked = self.members(target)
                left_open += unmarked
                whole = target.kind in (Kind.STAGE, Kind.PROJECT) and len(members) > 1
                changed += self._give(writer, members, status, known, only_open=whole and status not in _OPEN)
            if not changed:
                raise NothingToDo(
                    f"nothing changed: {_named([target.title for target in targets])} "
                    f"{'is' if len(targets) == 1 else 'are'} {'known' if known else status.value} already"
                )
        return _ticked(changed, status, left_open)

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
            changed.append(entry)
        return changed

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
        members, _ = self.members(target)
        statuses = self._study.store.marks.statuses(entry.id for entry in members if entry.id is not None)
        opened = [entry for entry in members if entry.id and statuses.get(entry.id, Status.TODO) in _OPEN]
        if len(members) == 1 and aim is Status.SKIPPED and statuses.get(members[0].id or "") is Status.DONE:  # type: ignore[call-overload]
            opened = members
        if len(members) == 1 and aim is Status.DONE and statuses.get(members[0].id or "") is Status.SKIPPED:  # type: ignore[call-overload]
            opened = members
        word = "known" if known else aim.value
        with self._study.store.change(f"{word if opened else 'back'}: {target.title}") as writer:
            put_in_use(self._study, writer)
            if opened:
                return _ticked(self._give(writer, opened, aim, known, only_open=False), aim)
            back = [entry for entry in members if entry.id and statuses.get(entry.id) is aim]
            status = aim
            for entry in back:
                if entry.id is None:
                    continue
                seconds = self._study.store.sessions.item_seconds(entry.id)
                status = after_space(aim, seconds) if aim is Status.DONE else after_skip(aim, seconds)
                mark(writer, entry.id, status, entry.title)
        return _ticked(back, status)


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
