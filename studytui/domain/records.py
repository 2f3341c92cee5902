"""Frozen dataclasses whose making costs a quick command next to nothing.

The standard decorator compiles half a dozen functions for each class, a third of a millisecond, and its
module imports `inspect`: for the forty values of this program that is longer than the work of
`studytui status`. This one answers like it (frozen, compared and hashed by value, the same repr), compiles
`__init__` once a class has a few objects, and shares the rest. Records are not subclassed. Type
checkers are shown the standard one.
"""

from __future__ import annotations

__all__ = ["dataclass", "field", "replace"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace

    Made = Callable[..., None]

_FEW = 20
"""So many objects cost less without a compiled `__init__`."""

_NAMES: dict[type, tuple[str, ...]] = {}
"""The fields of each record, in order."""


class _Fresh:
    """A default that is made anew for each object."""

    def __init__(self, maker: Callable[[], object]) -> None:
        self.maker = maker


class _StandardFields:
    """What `dataclasses.fields` and its kin ask of a dataclass, made when one of them asks."""

    def __init__(self, defaults: dict[str, object]) -> None:
        self._defaults = defaults

    def __get__(self, found: object, owner: type) -> object:
        import dataclasses

        space = {
            name: dataclasses.field(default_factory=default.maker) if isinstance(default, _Fresh) else default
            for name, default in self._defaults.items()
        }
        twin = type(owner.__name__, (), {**space, "__annotations__": owner.__annotations__, "__doc__": ""})
        return vars(dataclasses.dataclass(twin))["__dataclass_fields__"]


def _record(*, frozen: bool) -> Callable[[type], type]:
    """Make a class a frozen record of its annotated fields."""
    if not frozen:
        raise TypeError("a record is frozen")
    return _recorded


def _recorded(cls: type) -> type:
    """Give a class its methods."""
    names = tuple(cls.__annotations__)
    defaults = {name: vars(cls)[name] for name in names if name in vars(cls)}
    usual = not any(isinstance(default, _Fresh) for default in defaults.values())
    uses = 0

    def first_init(self: object, *values: object, **named: object) -> None:
        nonlocal uses
        uses += 1
        if usual and uses < _FEW and len(values) + len(named) <= len(names):
            given = dict(zip(names, values, strict=False))
            fields = {**defaults, **given, **named}
            if len(fields) == len(names) and given.keys().isdisjoint(named):
                vars(self).update({name: fields[name] for name in names})
                return
        made = _compiled(names, defaults)
        _set(cls, "__init__", made)
        made(self, *values, **named)

    _NAMES[cls] = names
    _set(cls, "__match_args__", names)
    _set(cls, "__dataclass_fields__", _StandardFields(defaults))
    _set(cls, "__init__", first_init)
    for name, method in _SHARED:
        _set(cls, name, method)
    return cls


def _set(cls: type, name: str, value: object) -> None:
    type.__setattr__(cls, name, value)


def _compiled(names: tuple[str, ...], defaults: dict[str, object]) -> Made:
    """The `__init__` of a record with these fields."""
    given = [f"{name}=_default_{name}" if name in defaults else name for name in names]
    lines = [f"def __init__(self, {', '.join(given)}):", " fields = self.__dict__"]
    for name in names:
        value = name
        if isinstance(defaults.get(name), _Fresh):
            value = f"_default_{name}.maker() if {name} is _default_{name} else {name}"
        lines.append(f" fields[{name!r}] = {value}")
    space: dict[str, object] = {f"_default_{name}": default for name, default in defaults.items()}
    exec("\n".join(lines), space)
    made: Made = space["__init__"]  # type: ignore[assignment]  # it has just been compiled
    return made


def _values(record: object) -> tuple[object, ...]:
    fields = vars(record)
    return tuple([fields[name] for name in _NAMES[type(record)]])


def _equal(self: object, other: object) -> object:
    if type(other) is not type(self):
        return NotImplemented
    return self is other or _values(self) == _values(other)


def _hashed(self: object) -> int:
    return hash(_values(self))


def _shown(self: object) -> str:
    fields = ", ".join(f"{name}={vars(self)[name]!r}" for name in _NAMES[type(self)])
    return f"{type(self).__qualname__}({fields})"


def _refused(self: object, name: str, *value: object) -> None:
    raise AttributeError(f"a {type(self).__qualname__} does not change: {name}")


_SHARED = (
    ("__eq__", _equal),
    ("__hash__", _hashed),
    ("__repr__", _shown),
    ("__setattr__", _refused),
    ("__delattr__", _refused),
)


def _replaced(record: object, /, **changes: object) -> object:
    """A record like this one but for `changes`."""
    cls = type(record)
    return cls(**dict(zip(_NAMES[cls], _values(record), strict=True)) | changes)


def _field(*, default_factory: Callable[[], object]) -> object:
    """A field whose default is made anew for each object."""
    return _Fresh(default_factory)


if not TYPE_CHECKING:
    dataclass, field, replace = _record, _field, _replaced
