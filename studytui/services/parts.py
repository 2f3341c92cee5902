"""The parts of a roadmap's file, found by what a person selected, and changed one by one."""

from __future__ import annotations

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.ids import step_id
from studytui.domain.roadmap import Resource
from studytui.domain.slugs import step_slug, unique
from studytui.domain.status import Kind
from studytui.domain.text import clean_line
from studytui.exchange.blocks import address
from studytui.exchange.curriculum import own_slug, roadmap_slug
from studytui.roadmaps.edit import Edit
from studytui.roadmaps.references import step_slugs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.ids import RoadmapId
    from studytui.domain.roadmap import Project, Topic
    from studytui.domain.target import Target
    from studytui.roadmaps.edit import Where
    from studytui.roadmaps.shape import Table
    from studytui.services.study import Study

_LISTS = {Kind.TOPIC: "topics", Kind.COURSE: "courses", Kind.PROJECT: "projects"}


class Parts:
    """One file being changed; each change answers with the id of what it made or moved."""

    def __init__(self, study: Study, roadmap: RoadmapId, text: str) -> None:
        """Begin with a file's text."""
        self._study = study
        self._roadmap = roadmap
        self._edit = Edit(text, f"{roadmap}.toml")

    @property
    def text(self) -> str:
        """The file's text as it is now."""
        return self._edit.text

    def add_stage(self, title: str, after: str | None) -> str:
        """A stage behind another one, else at the end."""
        stages = self._stages()
        taken = {str(stage.get("id")) for stage in stages}
        slug = unique(roadmap_slug(title), taken)
        place = len(stages) if after is None else self._stage(after)[0][1] + 1
        self._edit.add((), "stages", place, {"id": slug, "title": title})
        return slug

    def add_item(self, stage: Target, kind: Kind, title: str, after: str | None) -> str:
        """A topic, a course or a project, with an id of this roadmap's own."""
        key = _LISTS.get(kind)
        if key is None or stage.stage is None:
            raise Refused(
                "topics, courses and projects are added to a stage", "select a stage or something in it"
            )
        taken = {
            str(item.get("id"))
            for one in self._stages()
            for name in _LISTS.values()
            for item in _dicts(one, name)
        }
        slug = unique(own_slug(self._roadmap, title), taken)
        where = self._stage(stage.stage)
        items = _dicts(self._edit.at(where), key)
        places = [place for place, item in enumerate(items) if after and after.endswith(f"/{item.get('id')}")]
        made: dict[str, object] = {"id": slug, "title": title}
        if places and items[places[0]].get("heading"):
            made["heading"] = items[places[0]]["heading"]  # it stands among those of that heading
        self._edit.add(where, key, places[0] + 1 if places else len(items), made)
        return f"{kind.value}/{slug}"

    def add_step(self, owner: Target, text: str) -> str:
        """A step at the end of a topic's or a project's list."""
        if owner.kind not in (Kind.TOPIC, Kind.PROJECT):
            raise Refused("steps belong to topics and projects", "select one of those")
        where = self._found(owner)
        self._own_steps(owner, where)
        table = self._edit.at(where)
        slug = unique(step_slug(text), set(step_slugs(table.get("steps"))))
        self._edit.add(where, "steps", len(_list(table, "steps")), {"id": slug, "text": text})
        return step_id(str(table.get("id")), slug)

    def rename(self, target: Target, title: str) -> str | None:
        """Another title; a step that was plain text keeps its id beside it."""
        if target.kind is Kind.STEP:
            where = self._found(target)
            *above, (key, place) = where
            steps = _list(self._edit.at(tuple(above)), key)
            if isinstance(steps[place], str):
                slug = step_slugs(steps)[place]
                self._edit.set(tuple(above), key, _with_ids(steps, {place: (slug, title)}))
            else:
                self._edit.set(where, "text", title)
        else:
            self._edit.set(self._found(target), "title", title)
        return target.item

    def move(self, target: Target, by: int) -> str | None:
        """Up or down among its like; an item at the end of its stage goes to the next one."""
        where = self._found(target)
        *above, (key, place) = where
        owner = tuple(above)
        count = len(_list(self._edit.at(owner), key))
        wanted = place + by
        if 0 <= wanted < count:
            if key == "steps" and any(isinstance(step, str) for step in _list(self._edit.at(owner), key)):
                steps = _with_ids(_list(self._edit.at(owner), key), {})
                steps.insert(wanted, steps.pop(place))
                self._edit.set(owner, key, steps)
            else:
                self._edit.move(where, owner, wanted)
            return target.item
        if key not in _LISTS.values():
            raise NothingToDo(f"{target.title} is at the {'top' if by < 0 else 'end'} already")
        stage = above[0][1] + (1 if by > 0 else -1)
        if not 0 <= stage < len(self._stages()):
            raise NothingToDo(f"{target.title} is at the {'top' if by < 0 else 'end'} already")
        return self._into(target, where, stage, 0 if by > 0 else None)

    def move_to(self, target: Target, stage: str) -> str | None:
        """To the end of another stage."""
        if target.kind not in _LISTS:
            raise Refused("topics, courses and projects move from stage to stage", "select one of those")
        return self._into(target, self._found(target), self._stage(stage)[0][1], None)

    def _into(self, target: Target, where: Where, stage: int, place: int | None) -> str | None:
        key, _ = where[-1]
        there = _dicts(self._edit.at((("stages", stage),)), key)
        if any(item.get("id") == self._edit.at(where).get("id") for item in there):
            raise Refused(f"{target.title} is in that stage already", "remove one of the two")
        self._edit.move(where, (("stages", stage),), len(there) if place is None else place)
        return target.item

    def remove(self, target: Target) -> str | None:
        """Out of the file."""
        where = self._found(target)
        *above, (key, place) = where
        if key == "stages" and len(self._stages()) == 1:
            raise Refused("a roadmap has one stage at least", "rename it instead")
        steps = _list(self._edit.at(tuple(above)), key) if key == "steps" else []
        left = [slug for number, slug in enumerate(step_slugs(steps)) if number != place]
        if steps and list(step_slugs([step for number, step in enumerate(steps) if number != place])) != left:
            kept = _with_ids(steps, {})
            kept.pop(place)
            self._edit.set(tuple(above), key, kept)
        else:
            self._edit.remove(where)
        return None

    def link(self, target: Target, url: str | None) -> str | None:
        """The first link of an item."""
        if target.kind not in _LISTS:
            raise Refused("a link belongs to a topic, a course or a project", "select one of those")
        self._edit.set(self._found(target), "url", None if url is None else _web(url))
        return target.item

    def resource(self, target: Target, title: str, url: str) -> str | None:
        """One more link, of an item or a stage."""
        if target.kind not in _LISTS and target.kind is not Kind.STAGE:
            raise Refused("links belong to stages, topics, courses and projects", "select one of those")
        where = self._found(target)
        count = len(_list(self._edit.at(where), "resources"))
        resource = {"title": title, "url": _web(url)}
        if count:
            self._edit.add(where, "resources", count, resource)
        else:
            self._edit.set(where, "resources", [resource])
        return target.item

    def table(self, target: Target) -> Table:
        """What the file itself says of a part; of a plain step nothing."""
        where = self._found(target)
        if where and where[-1][0] == "steps":
            return {}
        return self._edit.at(where)

    def resources(self, target: Target) -> tuple[Resource, ...]:
        """The links in a part's list of them, as they stand there."""
        return tuple(
            Resource(clean_line(str(one.get("title", ""))), url if isinstance(url, str) else None)
            for one in _dicts(self.table(target), "resources")
            for url in (one.get("url"),)
        )

    def set_resource(self, target: Target, place: int, title: str, url: str) -> str | None:
        """Another title and address for a link of the list."""
        where = (*self._found(target), ("resources", place))
        self._edit.set(where, "title", title)
        self._edit.set(where, "url", _web(url))
        return target.item

    def remove_resource(self, target: Target, place: int) -> str | None:
        """Take a link out of the list."""
        self._edit.remove((*self._found(target), ("resources", place)))
        return target.item

    def hours(self, target: Target, hours: float | None) -> str | None:
        """Planned hours of a stage or an item."""
        if target.kind not in _LISTS and target.kind is not Kind.STAGE:
            raise Refused("hours are planned for stages, topics, courses and projects", "select one of those")
        if hours is not None and not 0 < hours <= 100_000:
            raise Refused("hours are more than 0 and at most 100,000")
        whole = None if hours is None else int(hours) if float(hours).is_integer() else hours
        self._edit.set(self._found(target), "hours", whole)
        return target.item

    def _stages(self) -> list[Table]:
        return _dicts(self._edit.table, "stages")

    def _stage(self, identity: str) -> Where:
        for place, stage in enumerate(self._stages()):
            if stage.get("id") == identity:
                return (("stages", place),)
        raise Refused(
            f'the file of this roadmap has no stage "{identity}"', "look at it: studytui roadmap edit"
        )

    def _found(self, target: Target) -> Where:
        """Where in the file the target stands; the whole file for the roadmap itself."""
        if target.stage is None:
            return ()
        where = self._stage(target.stage)
        if target.item is None:
            return where
        kind, _, rest = target.item.partition("/")
        if kind == "step":
            owner, _, slug = rest.partition("/")
            for name in ("topics", "projects"):
                for place, item in enumerate(_dicts(self._edit.at(where), name)):
                    if item.get("id") == owner:
                        inside = (*where, (name, place))
                        self._own_steps(target, inside)
                        steps = step_slugs(self._edit.at(inside).get("steps"))
                        if slug in steps:
                            return (*inside, ("steps", steps.index(slug)))
        else:
            links = self._study.store.curricula.links()
            names = {rest, *(own for own, same in links.items() if same == rest and kind == "topic")}
            for place, item in enumerate(_dicts(self._edit.at(where), f"{kind}s")):
                if item.get("id") in names:
                    return (*where, (f"{kind}s", place))
        raise Refused(f"{target.title} does not stand in the file of this roadmap", "reload, and try again")

    def _own_steps(self, target: Target, where: Where) -> None:
        """Write the steps that the catalogue gives a project into the file, so that they can be changed."""
        if _list(self._edit.at(where), "steps"):
            return
        slug = self._edit.at(where).get("id")
        for stage in self._study.library.load(self._roadmap).stages:
            owners: tuple[Topic | Project, ...] = (*stage.topics, *stage.projects)
            for owner in owners:
                if owner.slug == slug and owner.steps and stage.id == target.stage:
                    steps = [{"id": step.slug, "text": step.title} for step in owner.steps]
                    self._edit.set(where, "steps", steps)
                    return


def _with_ids(steps: list[object], texts: dict[int, tuple[str, str]]) -> list[dict[str, object]]:
    """Steps as tables with the ids that they have now, some with another text."""
    made: list[dict[str, object]] = []
    for place, (step, slug) in enumerate(zip(steps, step_slugs(steps), strict=True)):
        table = dict(step) if isinstance(step, dict) else {"id": slug, "text": step}
        if place in texts:
            table["text"] = texts[place][1]
        made.append(table)
    return made


def _dicts(table: Table, key: str) -> list[Table]:
    return [one for one in _list(table, key) if isinstance(one, dict)]


def _list(table: Table, key: str) -> list[object]:
    value = table.get(key)
    return value if isinstance(value, list) else []


def _web(url: str) -> str:
    found = address(url)
    if found is None:
        raise Refused(f'"{url[:80]}" is no address of the web', "only http and https")
    return found
