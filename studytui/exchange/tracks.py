"""Curricula in JSON: an exercism track, and the files of the developer roadmaps."""

from __future__ import annotations

from studytui.domain.faults import DataFault
from studytui.domain.text import clean_line
from studytui.exchange.outline import Outline, OutlineItem, OutlineStage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from studytui.exchange.blocks import Link

    Json = Mapping[str, object]
    Extras = Mapping[str, tuple[tuple[str, ...], tuple[Link, ...]]]

_LEVELS = ((3, "Easy exercises"), (7, "Medium exercises"), (10, "Hard exercises"))
_LEFT_OUT = ("deprecated", "wip")


def read_json(text: str, file: str, extras: Extras | None = None) -> Outline:
    """The curriculum in a JSON text; `extras` are details and links by the id of a node."""
    import json

    try:
        found = json.loads(text)
    except json.JSONDecodeError as fault:
        raise DataFault(
            f"{file}: line {fault.lineno}, column {fault.colno}: not valid JSON: {clean_line(fault.msg)}",
            "import the file as it was downloaded",
        ) from None
    except (RecursionError, ValueError):
        raise DataFault(f"{file}: not valid JSON: nested too deeply, or a number too long") from None
    if isinstance(found, dict):
        if isinstance(found.get("exercises"), dict):
            stages, title = _exercism(found), _text(found.get("language"))
            mode = "exercism"
        elif isinstance(found.get("nodes"), list):
            stages, title = _nodes(found, extras or {}), _node_title(found)
            mode = "nodes"
        elif isinstance(found.get("mockup"), dict):
            stages, title, mode = _mockup(found), "", "mockup"
        else:
            stages, title, mode = (), "", ""
        if stages:
            return Outline(title, mode, stages)
    raise DataFault(
        f"{file}: no curriculum was found in this JSON",
        "what is read: the config.json of an exercism track, and a developer roadmap's own file",
    )


def _exercism(found: Json) -> tuple[OutlineStage, ...]:
    concepts = {_text(one.get("slug")): _text(one.get("name")) for one in _dicts(found.get("concepts"))}
    exercises = found["exercises"]
    assert isinstance(exercises, dict)
    learning = tuple(_exercise(one, concepts) for one in _exercises(exercises.get("concept")))
    by_level: dict[str, list[OutlineItem]] = {title: [] for _, title in _LEVELS}
    for one in _exercises(exercises.get("practice")):
        hard = one.get("difficulty")
        level = hard if isinstance(hard, int) else 1
        title = next((title for most, title in _LEVELS if level <= most), _LEVELS[-1][1])
        by_level[title].append(_exercise(one, concepts))
    staged = [("Learning exercises", learning), *((title, tuple(items)) for title, items in by_level.items())]
    return tuple(OutlineStage(title, items) for title, items in staged if items)


def _exercises(value: object) -> Iterator[Json]:
    for one in _dicts(value):
        if one.get("status") not in _LEFT_OUT and (_text(one.get("name")) or _text(one.get("slug"))):
            yield one


def _exercise(one: Json, concepts: Mapping[str, str]) -> OutlineItem:
    said = (("Practises", "practices"), ("Teaches", "concepts"), ("Comes after", "prerequisites"))
    details = []
    for words, key in said:
        names = [concepts.get(slug) or slug for slug in _texts(one.get(key))]
        if names:
            details.append(f"{words}: {', '.join(names)}")
    return OutlineItem(_text(one.get("name")) or _text(one.get("slug")), details=tuple(details))


def _node_title(found: Json) -> str:
    for node in _dicts(found.get("nodes")):
        if node.get("type") == "title":
            return _label(node)
    title = found.get("title")
    return _text(title.get("card") or title.get("page")) if isinstance(title, dict) else _text(title)


def _nodes(found: Json, extras: Extras) -> tuple[OutlineStage, ...]:
    """Topics are the stages, in the order in which they stand on the page, and subtopics their topics."""
    nodes = list(_dicts(found.get("nodes")))
    topics = sorted((node for node in nodes if node.get("type") == "topic" and _label(node)), key=_place)
    subtopics = sorted(
        (node for node in nodes if node.get("type") == "subtopic" and _label(node)), key=_place
    )
    if not topics:
        items = tuple(_node_item(node, extras) for node in subtopics)
        return (OutlineStage("", items),) if items else ()
    members: dict[int, list[OutlineItem]] = {place: [] for place in range(len(topics))}
    by_id = {_text(node.get("id")): place for place, node in enumerate(topics)}
    owners = _owners(found, by_id)
    sections = [node for node in nodes if node.get("type") == "section"]
    for node in subtopics:
        owner = owners.get(_text(node.get("id")))
        if owner is None:
            owner = _nearest(node, topics, sections)
        members[owner].append(_node_item(node, extras))
    stages = []
    for place, node in enumerate(topics):
        alone = _node_item(node, extras)
        stages.append(OutlineStage(alone.title, tuple(members[place]) or (alone,)))
    return tuple(stages)


def _owners(found: Json, topics: Mapping[str, int]) -> dict[str, int]:
    """The topic that an edge joins each other node to."""
    owners: dict[str, int] = {}
    for edge in _dicts(found.get("edges")):
        ends = (_text(edge.get("source")), _text(edge.get("target")))
        for one, other in (ends, ends[::-1]):
            if one in topics and other not in topics:
                owners.setdefault(other, topics[one])
    return owners


def _nearest(node: Json, topics: Sequence[Json], sections: Sequence[Json]) -> int:
    """The topic in the same box, else the one that stands nearest in height."""
    box = next((section for section in sections if _inside(node, section)), None)
    beside = [place for place, topic in enumerate(topics) if box is not None and _inside(topic, box)]
    height = _place(node)[0]
    return min(beside or range(len(topics)), key=lambda place: abs(_place(topics[place])[0] - height))


def _inside(node: Json, box: Json) -> bool:
    (top, left), (y, x) = _place(box), _place(node)
    high, wide = _number(box, "height"), _number(box, "width")
    return top <= y <= top + high and left <= x <= left + wide


def _node_item(node: Json, extras: Extras) -> OutlineItem:
    data = node.get("data")
    legend = data.get("legend") if isinstance(data, dict) else None
    said = _text(legend.get("label")) if isinstance(legend, dict) else ""
    details, links = extras.get(_text(node.get("id")), ((), ()))
    return OutlineItem(_label(node), details=((said,) if said else ()) + tuple(details), links=tuple(links))


def _label(node: Json) -> str:
    data = node.get("data")
    return _text(data.get("label")) if isinstance(data, dict) else ""


def _place(node: Json) -> tuple[float, float]:
    position = node.get("position")
    if not isinstance(position, dict):
        return 0.0, 0.0
    return _number(position, "y"), _number(position, "x")


def _number(table: Json, key: str) -> float:
    value = table.get(key)
    good = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e9
    return float(value) if good and isinstance(value, (int, float)) else 0.0


def _mockup(found: Json) -> tuple[OutlineStage, ...]:
    """The older drawings, whose groups are named `NNN-topic` and `NNN-topic:NNN-sub`."""
    named: dict[str, str] = {}
    for control in _controls(found.get("mockup"), 0):
        properties = control.get("properties")
        name = _text(properties.get("controlName")) if isinstance(properties, dict) else ""
        if name and name[:1].isdigit() and name not in named:
            named[name] = _drawn(control) or _spoken(name.rpartition(":")[2])
    stages: dict[str, list[OutlineItem]] = {}
    for name in sorted(named):
        top, colon, _ = name.partition(":")
        stages.setdefault(top, [])
        if colon:
            stages[top].append(OutlineItem(named[name]))
    titles = {top: named.get(top) or _spoken(top) for top in stages}
    return tuple(
        OutlineStage(titles[top], tuple(items) or (OutlineItem(titles[top]),))
        for top, items in stages.items()
    )


def _controls(value: object, depth: int) -> Iterator[Json]:
    if depth > 40 or not isinstance(value, dict):
        return
    controls = value.get("controls")
    for control in _dicts(controls.get("control") if isinstance(controls, dict) else None):
        yield control
        yield from _controls(control.get("children"), depth + 1)


def _drawn(control: Json) -> str:
    """The words that are drawn in a group."""
    for inner in _controls(control.get("children"), 0):
        properties = inner.get("properties")
        text = properties.get("text") if isinstance(properties, dict) else None
        if isinstance(text, str):
            from urllib.parse import unquote

            return _text(unquote(text))
    return ""


def _spoken(name: str) -> str:
    words = " ".join(part for part in name.split("-") if not part.isdigit())
    return _text(words[:1].upper() + words[1:])


def _dicts(value: object) -> Iterator[Json]:
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict):
            yield one


def _texts(value: object) -> list[str]:
    return [text for one in (value if isinstance(value, list) else ()) if (text := _text(one))]


def _text(value: object) -> str:
    return clean_line(value)[:1000] if isinstance(value, str) else ""
