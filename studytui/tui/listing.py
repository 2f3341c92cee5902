"""Rows of the dashboard from a snapshot: the stages with their sum, and one stage's checklist."""

from __future__ import annotations

from studytui.domain.durations import format_compact
from studytui.domain.ids import NoteTarget
from studytui.domain.status import Kind, Status
from studytui.domain.wording import say_day
from studytui.tui.widgets.rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from studytui.services.figures import ItemFigures, StageFigures
    from studytui.services.snapshot import Snapshot
    from studytui.tui.look import Look

ROLE = {Status.DONE: "muted", Status.SKIPPED: "muted", Status.DOING: "text", Status.TODO: "text"}
SIGN_ROLE = {Status.DONE: "success", Status.SKIPPED: "muted", Status.DOING: "accent", Status.TODO: "muted"}

_NEXT_SHOWN = 3
CARD = (
    "Start here. Three keys are enough:",
    "",
    "  t      start the timer on this stage",
    "  space  tick off what you finish",
    "  n      write a note",
    "",
    "Already studied before today?",
    "  i      mark what you know already",
    "  A      add past hours to the log",
    "",
)


def rough(seconds: int) -> str:
    """A time in full hours from ten hours on, where minutes say nothing."""
    return format_compact(seconds if seconds < 10 * 3600 else seconds // 3600 * 3600)


def percent(figures: StageFigures) -> str:
    """How far a stage is, in words as short as can be."""
    share = figures.progress.percent
    return "–" if share is None else f"{share}%"


def planned(stage: StageFigures, snapshot: Snapshot) -> list[str]:
    """A stage's own goal and its target date in words, as far as they are set."""
    found = []
    goal = snapshot.stage_goals.get(stage.entry.stage)
    if goal is not None:
        found.append(f"{format_compact(goal.week_seconds)} of {format_compact(goal.goal_seconds)} this week")
    day = snapshot.deadlines.get(stage.entry.stage)
    if day is not None:
        found.append(f"by {say_day(day, year=day.year != snapshot.week.today.year)}")
    return found


def stage_rows(snapshot: Snapshot, look: Look, roomy: bool, gauges: bool = False) -> list[Row]:
    """A row for each stage, and below them the roadmap's sum and what comes next.

    Where it is `roomy`, hours stand beside the percents; `gauges` show the same as short meters.
    """
    rows = []
    for stage in snapshot.roadmap.stages:
        hours = rough(stage.seconds) if stage.seconds and roomy else ""
        optional = " (optional)" if stage.entry.optional else ""
        rows.append(
            Row(
                stage.entry.stage,
                f"{stage.entry.number} {stage.entry.title}{optional}",
                look.glyphs.status(stage.status),
                f"{hours:>3} {percent(stage):>4}"
                if gauges
                else f"{hours} {percent(stage):>4}".strip().rjust(4),
                ROLE[stage.status],
                SIGN_ROLE[stage.status],
                gauge=(stage.progress.percent or 0) / 100 if gauges else None,
            )
        )
    return rows + _sum_rows(snapshot, roomy)


def _sum_rows(snapshot: Snapshot, roomy: bool) -> list[Row]:
    roadmap = snapshot.roadmap
    share = roadmap.progress.percent or 0
    left = max(0, roadmap.planned - roadmap.seconds)
    figures = (
        f"{rough(roadmap.seconds)} of ~{rough(roadmap.planned)}"
        if roadmap.planned
        else rough(roadmap.seconds)
    )
    rows = [Row(), Row(title="TOTAL", role="muted", right=figures), Row(bar=share / 100, right=f"{share}%")]
    if roomy and roadmap.planned:
        rows.append(Row(title=f"~{rough(left)} left by the plan", role="muted"))
    if roomy and snapshot.next_up:
        rows += [Row(), Row(title="NEXT UP", role="muted")]
        for coming in snapshot.next_up[:_NEXT_SHOWN]:
            rows.append(Row(title=coming.item.entry.title, indent=1, role="text"))
            rows.append(Row(title=coming.why, indent=2, role="muted", attached=True))
    return rows


def item_rows(
    stage: StageFigures,
    snapshot: Snapshot,
    look: Look,
    opened: Container[str],
    card: bool = True,
    spaced: bool = False,
    headings: Mapping[str, str] | None = None,
) -> list[Row]:
    """A stage's meter and its checklists; projects in `opened` show their steps.

    Where it is `spaced`, an empty line parts them. `headings` are what topics stand under, by their ids.
    """
    share = stage.progress.percent
    time = rough(stage.seconds)
    if stage.planned:
        time = f"{time} of ~{rough(stage.planned)}"
    rows = [Row(bar=(share or 0) / 100, right=f"{percent(stage)}  {time}")]
    if card and not snapshot.ever_logged:
        rows += [Row(title=text, role="strong" if at == 0 else "text") for at, text in enumerate(CARD)]
    groups = (
        ("TOPICS", Kind.TOPIC, "topic"),
        ("COURSES", Kind.COURSE, "course"),
        ("PROJECTS", Kind.PROJECT, "project"),
    )
    for heading, kind, word in groups:
        members = [item for item in stage.items if item.entry.kind is kind]
        if not members:
            continue
        done = sum(item.status is Status.DONE for item in members)
        total = sum(item.status is not Status.SKIPPED for item in members)
        if spaced and rows[-1].key:
            rows.append(Row())
        rows.append(Row(title=f"{heading}  {done} of {total}", role="muted"))
        under: str | None = None
        for item in members:
            above = (headings or {}).get(str(item.entry.id))
            if above != under:
                under = above
                if above:
                    rows.append(Row(title=above, role="muted", indent=1))
            rows.append(_item_row(item, snapshot, look, opened))
            if item.entry.id in opened:
                rows += _step_rows(item, stage, snapshot, look, word)
    return rows


def _step_rows(
    owner: ItemFigures, stage: StageFigures, snapshot: Snapshot, look: Look, word: str
) -> list[Row]:
    steps = [item for item in stage.items if item.entry.parent == owner.entry.id]
    if not steps:
        return [Row(title=f"this {word} has no steps", role="muted", indent=2)]
    return [_item_row(step, snapshot, look, (), indent=1) for step in steps]


def _item_row(
    item: ItemFigures, snapshot: Snapshot, look: Look, opened: Container[str], indent: int = 0
) -> Row:
    entry = item.entry
    sign = look.glyphs.status(item.status)
    if entry.has_steps:
        sign += " " + (look.glyphs.opened if entry.id in opened else look.glyphs.closed)
    remark = ""
    if entry.optional and indent == 0:
        remark = f"  {look.glyphs.dot} optional"
    elif entry.choice:
        remark = f"  {look.glyphs.dot} one of {entry.choice}"
    title = entry.title + remark
    return Row(
        str(entry.id),
        title,
        sign,
        _figures(item, snapshot, look),
        ROLE[item.status],
        SIGN_ROLE[item.status],
        indent=indent,
    )


def _figures(item: ItemFigures, snapshot: Snapshot, look: Look) -> str:
    """Steps done, time, or the estimate; whether there is a note."""
    parts = []
    if item.entry.id is not None and NoteTarget(item.entry.id) in snapshot.notes:
        parts.append("n")
    if item.entry.has_steps:
        parts.append(f"{item.steps_done}/{item.steps_total}")
    if item.status is Status.SKIPPED:
        parts.append("skipped")
    elif item.known:
        parts.append("known")
    elif item.seconds:
        parts.append(format_compact(item.seconds))
    elif item.estimate and item.status is Status.TODO and item.entry.kind is not Kind.STEP:
        parts.append(f"~{format_compact(quarters(item.estimate))}")
    return "  ".join(parts)


def quarters(seconds: int) -> int:
    """An estimate to the quarter of an hour, since it is one."""
    return max(900, round(seconds / 900) * 900)
