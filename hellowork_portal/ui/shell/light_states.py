"""States that nobody has used take no room: every tab has one of each kind, and most pages touch five.

The framework gives each state two sets for what has changed, 216 bytes each while they are empty;
with seventy kinds that is thirty kilobytes for every open tab. Here they are made with the first
change. It also copies the first value of every var into every tab, because it tells them all to a
browser that comes; another twenty kilobytes. Here what is only told is not kept: a var has a value
of its own from the first time that one of our handlers reads or sets it. The framework's names
that this stands on are checked by tests/ui/test_light_states.py.
"""

from collections.abc import Iterable, Iterator, MutableSet
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from reflex.state import BaseState
from reflex_base.vars.base import Field


class Changes(MutableSet[str]):
    """Names of what has changed: a set that is made when it is first added to."""

    __slots__ = ("_names",)

    def __init__(self) -> None:
        self._names: set[str] | None = None

    def __contains__(self, name: object) -> bool:
        return self._names is not None and name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names or ())

    def __len__(self) -> int:
        return len(self._names or ())

    def __and__(self, other: AbstractSet[Any]) -> set[str]:  # type: ignore[override]
        return set(self._names or ()) & set(other)

    def add(self, value: str) -> None:
        """Note a name."""
        if self._names is None:
            self._names = set()
        self._names.add(value)

    def discard(self, value: str) -> None:
        """Forget a name."""
        if self._names is not None:
            self._names.discard(value)

    def update(self, *more: Iterable[str]) -> None:
        """Note names."""
        for name in (name for names in more for name in names):
            self.add(name)

    def union(self, *more: Iterable[str]) -> set[str]:
        """Return a set of these and others."""
        return set(self._names or ()).union(*more)


def lighten_states() -> None:
    """Let states begin with `Changes` and without first values; to be called before any is made."""
    BaseState._init_bookkeeping = _init_bookkeeping
    BaseState.get_value = _value_to_tell


_value_kept = BaseState.get_value


def _value_to_tell(self: BaseState, key: str) -> Any:
    """Return a var's value for a message; one that nobody has touched is the same for every tab."""
    cls = type(self)
    # A proxy of a state reports the state's class, and has no fields.
    field = cls.__fields__.get(key) if cls is self.__class__ else None
    if field is None or field._owner is not cls or key in self.__dict__:
        return _value_kept(self, key)
    return _first_value(field)


@cache
def _first_value(field: Field[Any]) -> Any:
    """Return what a var begins with, for reading only."""
    return field.default_value()


def _init_bookkeeping(self: BaseState, parent_state: BaseState | None = None) -> None:
    for name, value in (
        ("parent_state", parent_state),
        ("substates", {}),
        ("dirty_vars", Changes()),
        ("dirty_substates", Changes()),
        ("_was_touched", False),
    ):
        object.__setattr__(self, name, value)
