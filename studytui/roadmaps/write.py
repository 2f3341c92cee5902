"""A roadmap written as TOML anew, in the order in which a person would write it."""

from __future__ import annotations

from studytui.roadmaps.fields import figure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from studytui.domain.roadmap import Course, Outlook, Project, Resource, Roadmap, Stage, Step, Topic

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def toml_of(roadmap: Roadmap) -> str:
    """The file of a roadmap; reading it gives the same roadmap."""
    return "\n".join(_lines(roadmap)) + "\n"


def quote(text: str) -> str:
    """A text as TOML writes it."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return '"' + "".join(_ESCAPES.get(letter) or _plain(letter) for letter in text) + '"'


def _plain(letter: str) -> str:
    return letter if letter.isprintable() or letter == " " else f"\\U{ord(letter):08x}"


def _lines(roadmap: Roadmap) -> Iterator[str]:
    yield "schema = 1"
    yield f"id = {quote(roadmap.id)}"
    yield f"title = {quote(roadmap.title)}"
    yield from _text("summary", roadmap.summary)
    yield from _levels(roadmap.level)
    yield from _span("months", roadmap.months)
    if roadmap.hours_per_week != 10.0:
        yield f"hours_per_week = {figure(roadmap.hours_per_week)}"
    for key in ("tags", "prerequisites", "outcomes", "tips", "mistakes", "job_advice", "interviews"):
        yield from _texts(key, getattr(roadmap, key))
    if roadmap.source is not None:
        yield ""
        yield "[source]"
        for key in ("title", "publisher", "url", "note"):
            yield from _text(key, getattr(roadmap.source, key))
    if roadmap.outlook is not None:
        yield from _outlook(roadmap.outlook)
    for stage in roadmap.stages:
        yield from _stage(stage)


def _stage(stage: Stage) -> Iterator[str]:
    yield ""
    yield "[[stages]]"
    yield f"id = {quote(stage.id)}"
    yield f"title = {quote(stage.title)}"
    yield from _text("summary", stage.summary)
    yield from _span("weeks", stage.weeks)
    yield from _number("hours", stage.hours)
    yield from _flag("optional", stage.optional)
    yield from _texts("tips", stage.tips)
    yield from _texts("was", stage.was)
    yield from _resources(stage.resources)
    for topic in stage.topics:
        yield from _topic(topic)
    for course in stage.courses:
        yield from _course(course)
    for project in stage.projects:
        yield from _project(project)


def _topic(topic: Topic) -> Iterator[str]:
    yield from ("", "[[stages.topics]]")
    yield f"id = {quote(topic.slug)}"
    yield f"title = {quote(topic.title)}"
    yield from _text("heading", topic.heading)
    yield from _texts("details", topic.details)
    yield from _text("check", topic.check)
    yield from _text("choice", topic.choice)
    yield from _common(topic)
    yield from _steps(topic.steps)


def _course(course: Course) -> Iterator[str]:
    yield from ("", "[[stages.courses]]")
    yield f"id = {quote(course.slug)}"
    yield f"title = {quote(course.title)}"
    yield from _text("summary", course.summary)
    yield from _span("weeks", course.weeks)
    yield from _levels(course.level)
    yield from _common(course)


def _project(project: Project) -> Iterator[str]:
    yield from ("", "[[stages.projects]]")
    yield f"id = {quote(project.slug)}"
    yield f"title = {quote(project.title)}"
    yield from _text("summary", project.summary)
    yield from _text("shows", project.shows)
    yield from _texts("topics", project.topics)
    yield from _common(project)
    yield from _steps(project.steps)


def _common(item: Topic | Course | Project) -> Iterator[str]:
    yield from _flag("optional", item.optional)
    yield from _number("hours", item.hours)
    yield from _text("url", item.url)
    yield from _resources(item.resources)
    yield from _texts("was", item.was)


def _outlook(outlook: Outlook) -> Iterator[str]:
    yield from ("", "[outlook]")
    for key in ("salary_usd", "growth_percent"):
        value = getattr(outlook, key)
        if isinstance(value, tuple):
            yield f"{key} = [{figure(value[0])}, {figure(value[1])}]"
        elif value is not None:
            yield f"{key} = {figure(value)}"
    yield from _text("growth_note", outlook.growth_note)
    if isinstance(outlook.openings, str):
        yield from _text("openings", outlook.openings)
    else:
        yield from _number("openings", outlook.openings)
    yield from _text("country", outlook.country)
    yield from _texts("industries", outlook.industries)


def _steps(steps: Sequence[Step]) -> Iterator[str]:
    if not steps:
        return
    yield "steps = ["
    for step in steps:
        was = f", was = {_list(step.was)}" if step.was else ""
        yield f"  {{ id = {quote(step.slug)}, text = {quote(step.title)}{was} }},"
    yield "]"


def _resources(resources: Iterable[Resource]) -> Iterator[str]:
    found = [resource for resource in resources if resource.title]
    if not found:
        return
    yield "resources = ["
    for resource in found:
        parts = [f"title = {quote(resource.title)}"]
        if resource.url:
            parts.append(f"url = {quote(resource.url)}")
        if resource.note:
            parts.append(f"note = {quote(resource.note)}")
        yield f"  {{ {', '.join(parts)} }},"
    yield "]"


def _text(key: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"{key} = {quote(value)}"


def _texts(key: str, values: Sequence[str]) -> Iterator[str]:
    if values:
        yield f"{key} = {_list(values)}"


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(quote(value) for value in values)}]"


def _levels(levels: Sequence[str]) -> Iterator[str]:
    if len(levels) == 1:
        yield f"level = {quote(levels[0])}"
    else:
        yield from _texts("level", levels)


def _number(key: str, value: float | None) -> Iterator[str]:
    if value is not None:
        yield f"{key} = {figure(value)}"


def _span(key: str, span: tuple[float, float] | None) -> Iterator[str]:
    if span is None:
        return
    low, high = span
    yield f"{key} = {figure(low)}" if low == high else f"{key} = [{figure(low)}, {figure(high)}]"


def _flag(key: str, value: bool) -> Iterator[str]:
    if value:
        yield f"{key} = true"
