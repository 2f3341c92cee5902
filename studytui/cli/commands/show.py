"""show, next: a roadmap, a stage or an item with all that is known of it; and what comes next."""

from __future__ import annotations

from studytui.cli import render
from studytui.cli.curriculum import Curriculum
from studytui.domain.durations import MINUTE, format_duration, shares
from studytui.domain.faults import NothingToDo
from studytui.domain.status import Kind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable, Sequence

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.domain.roadmap import Resource, Stage
    from studytui.domain.target import Target
    from studytui.services.figures import ItemFigures

_LAST = 5


def show_arguments(parser: ArgumentParser) -> None:
    """What `show` takes."""
    parser.add_argument(
        "target", nargs="*", default=[], metavar="TARGET", help="a stage or an item; the roadmap without it"
    )


def show(context: Context, found: Found) -> int:
    """Show a roadmap, a stage or an item."""
    target = context.target(found.target)
    curriculum = Curriculum(context.study, target.roadmap)
    if target.kind is Kind.ROADMAP:
        return show_roadmap(context, curriculum)
    if target.kind is Kind.STAGE:
        stage = next(stage for stage in curriculum.roadmap.stages if stage.id == target.stage)
        if context.json:
            context.out.document(curriculum.stage(stage))
        else:
            _stage(context, curriculum, stage)
            _note(context, target)
        return 0
    assert target.item is not None
    if context.json:
        context.out.document(curriculum.item(target.stage, target.item))
    else:
        _item(context, curriculum, target)
        _note(context, target)
    return 0


def show_roadmap(context: Context, curriculum: Curriculum) -> int:
    """Show a roadmap by its stages, with what its source says."""
    if context.json:
        context.out.document(curriculum.document())
        return 0
    out, roadmap, figures = context.out, curriculum.roadmap, curriculum.figures
    out.line(f"{roadmap.title} ({roadmap.id})")
    if roadmap.summary:
        out.line(roadmap.summary)
    planned = f" of {format_duration(figures.planned)} planned" if figures.planned else ""
    out.line(f"{render.progress(figures.progress)} · {format_duration(figures.seconds)}{planned}")
    facts = [
        f"{_range(roadmap.months)} months" if roadmap.months else "",
        f"{roadmap.hours_per_week:g} hours a week",
        " to ".join(roadmap.level),
        ", ".join(roadmap.tags),
    ]
    out.line(" · ".join(fact for fact in facts if fact))
    out.line()
    spent = [stage.seconds for stage in figures.stages]
    minutes = shares([*spent, figures.seconds - sum(spent)])  # the last: what was studied on no stage
    for stage, part in zip(figures.stages, minutes, strict=False):
        mark = render.MARKS[stage.status.value]
        optional = " (optional)" if stage.entry.optional else ""
        out.line(
            f"{mark} {stage.entry.number}. {stage.entry.title}{optional} · "
            f"{render.progress(stage.progress)} · {format_duration(part * MINUTE)}"
        )
    for title, texts in (
        ("Before you begin", roadmap.prerequisites),
        ("What you will be able to do", roadmap.outcomes),
        ("Tips", roadmap.tips),
        ("Common mistakes", roadmap.mistakes),
        ("Finding a job", roadmap.job_advice),
        ("Interviews", roadmap.interviews),
    ):
        _list(context, title, texts)
    _outlook(context, curriculum)
    if roadmap.source is not None:
        parts = (roadmap.source.title, roadmap.source.publisher, roadmap.source.url, roadmap.source.note)
        out.line()
        out.line("Source: " + " · ".join(part for part in parts if part))
    return 0


def _outlook(context: Context, curriculum: Curriculum) -> None:
    outlook = curriculum.roadmap.outlook
    if outlook is None:
        return
    salary, growth = outlook.salary_usd, outlook.growth_percent
    facts = [
        f"salary {_money(salary)} US dollars a year" if salary is not None else "",
        f"growth {_range(growth)} %" if growth is not None else "",
        outlook.growth_note or "",
        f"openings: {outlook.openings}" if outlook.openings is not None else "",
        f"country: {outlook.country}" if outlook.country else "",
        f"industries: {', '.join(outlook.industries)}" if outlook.industries else "",
    ]
    _list(context, "Outlook", [fact for fact in facts if fact])


def _money(span: float | tuple[float, float]) -> str:
    return "-".join(f"{figure:,.0f}" for figure in (span if isinstance(span, tuple) else (span,)))


def _range(span: float | tuple[float, float]) -> str:
    if isinstance(span, tuple) and span[0] != span[1]:
        return f"{span[0]:g}-{span[1]:g}"
    return f"{(span[0] if isinstance(span, tuple) else span):g}"


def _stage(context: Context, curriculum: Curriculum, stage: Stage) -> None:
    out, figures = context.out, curriculum.stage_figures(stage)
    optional = " (optional)" if stage.optional else ""
    out.line(f"{stage.number}. {stage.title}{optional}")
    if stage.summary:
        out.line(stage.summary)
    planned = "" if figures.planned is None else f" of {format_duration(figures.planned)} planned"
    weeks = f" · {_range(stage.weeks)} weeks" if stage.weeks else ""
    out.line(f"{render.progress(figures.progress)} · {format_duration(figures.seconds)}{planned}{weeks}")
    _planned(context, curriculum, stage)
    headings = {topic.id: topic.heading for topic in stage.topics}
    heading: str | None = None
    for kind, title in ((Kind.TOPIC, "Topics"), (Kind.COURSE, "Courses"), (Kind.PROJECT, "Projects")):
        items = [item for item in figures.items if _group(item) is kind]
        if items:
            out.line()
            out.line(title)
        for item in items:
            own = headings.get(item.entry.id) if item.entry.id is not None else None
            if own and own != heading and item.entry.kind is Kind.TOPIC:
                out.line(f" {own}")
                heading = own
            out.line(_line(item))
    _list(context, "Tips", stage.tips)
    _resources(context, stage.resources)


def _planned(context: Context, curriculum: Curriculum, stage: Stage) -> None:
    """The stage's own goal and its target date, as far as they are set."""
    study, roadmap = context.study, curriculum.roadmap.id
    for goal in study.goals.of_stages(roadmap):
        if goal.stage == stage.id:
            done, wanted = format_duration(goal.week_seconds), format_duration(goal.goal_seconds)
            context.out.line(f"{done} of {wanted} this week")
    day = study.planning.deadlines(roadmap).get(stage.id)
    if day is not None:
        from studytui.domain.forecast_words import target_date

        context.out.line(target_date(day, study.today()))


def _group(item: ItemFigures) -> Kind:
    """Under which heading an item stands: a step under that of its owner."""
    if item.entry.parent is None:
        return item.entry.kind
    return Kind.PROJECT if item.entry.parent.startswith("project/") else Kind.TOPIC


def _line(item: ItemFigures) -> str:
    entry = item.entry
    indent = "    " if entry.parent is not None else "  "
    remarks = [
        f"{item.steps_done} of {item.steps_total}" if entry.has_steps else "",
        "known" if item.known else "",
        "optional" if entry.optional and entry.parent is None else "",
        f"choice {entry.choice}" if entry.choice else "",
        format_duration(item.seconds) if item.seconds else "",
    ]
    said = " · ".join(remark for remark in remarks if remark)
    return f"{indent}{render.MARKS[item.status.value]} {entry.title}{f' · {said}' if said else ''}"


def _item(context: Context, curriculum: Curriculum, target: Target) -> None:
    from studytui.domain.roadmap import Course, Project, Step, Topic

    assert target.item is not None
    where = curriculum.found(target.stage, target.item)
    assert where is not None
    stage, part = where
    out, study = context.out, context.study
    item = curriculum.item_figures(stage, target.item)
    out.line(f"{target.words} ({part.id})")
    state = "known before" if item.known else item.status.value
    if item.done_at is not None and item.status is Status.DONE:
        state = f"done on {render.moment(item.done_at, study)}"
    planned = "" if item.estimate is None else f" of {format_duration(item.estimate)} planned"
    out.line(f"{render.MARKS[item.status.value]} {state} · {format_duration(item.seconds)}{planned}")
    if not isinstance(part, Step) and part.summary:
        out.line(part.summary)
    if isinstance(part, Topic):
        _list(context, "", part.details)
        if part.check:
            out.line(f"Question: {part.check}")
    if isinstance(part, Course):
        pace = [f"{_range(part.weeks)} weeks" if part.weeks else "", " to ".join(part.level)]
        out.line(" · ".join(word for word in pace if word))
    if isinstance(part, Project):
        if part.shows:
            out.line(f"Shows: {part.shows}")
        if part.topics:
            out.line(f"Practises: {', '.join(part.topics)}")
    if isinstance(part, Topic | Project) and part.steps:
        out.line()
        for step in part.steps:
            out.line(_line(curriculum.item_figures(stage, step.id)))
    if not isinstance(part, Step):
        if part.url:
            out.line(f"Link: {part.url}")
        _resources(context, part.resources)
    listed, total = study.log.sessions(target, limit=_LAST)
    if listed:
        _list(context, f"Sessions ({total})", [render.session("", one, study).strip() for one in listed])


def _list(context: Context, title: str, texts: Iterable[str]) -> None:
    every = list(texts)
    if not every:
        return
    if title:
        context.out.line()
        context.out.line(title)
    for text in every:
        context.out.line(f"  - {text}")


def _resources(context: Context, resources: Sequence[Resource]) -> None:
    _list(
        context,
        "Links",
        [" · ".join(part for part in (one.title, one.url, one.note) if part) for one in resources],
    )


def _note(context: Context, target: Target) -> None:
    notebook = context.study.notebook
    note = notebook.of(notebook.key(target))
    if note is not None and note.body.strip():
        context.out.line()
        context.out.line("Note")
        context.out.line(note.body.rstrip())


def next_arguments(parser: ArgumentParser) -> None:
    """What `next` takes."""


def next_(context: Context, found: Found) -> int:
    """Name the next things to study."""
    study = context.study
    coming = study.figures.next()
    if context.json:
        curriculum = Curriculum(study, study.active_id())
        context.out.document(
            [
                {
                    "item": curriculum.item(one.item.entry.stage, one.item.entry.id),
                    "stage": one.item.entry.stage,
                    "why": one.why,
                }
                for one in coming
                if one.item.entry.id is not None
            ]
        )
        return 0 if coming else 1
    if not coming:
        raise NothingToDo("everything in this roadmap is done", "choose another: studytui roadmap list")
    for one in coming:
        spent = f" · {format_duration(one.item.seconds)} so far" if one.item.seconds else ""
        context.out.line(
            f"{one.stage_title} › {one.item.entry.title} ({one.item.entry.id}) · {one.why}{spent}"
        )
    return 0


COMMANDS: Commands = {"show": (show_arguments, show), "next": (next_arguments, next_)}
