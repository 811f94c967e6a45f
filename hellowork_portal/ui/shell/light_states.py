"""States that nobody has used take no room: every tab has one of each kind, and most pages touch five.

The framework gives each state two sets for what has changed, 216 bytes each while they are empty;
with seventy kinds that is thirty kilobytes for every open tab. Here they are made with the first
change. The framework's names that this stands on are checked by tests/ui/test_light_states.py.
"""

from collections.abc import Iterable, Iterator, MutableSet
from collections.abc import Set as AbstractSet
from typing import Any

from reflex.state import BaseState


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
    """Let every state begin with `Changes` instead of two sets; to be called before any is made."""
    BaseState._init_bookkeeping = _init_bookkeeping


def _init_bookkeeping(self: BaseState, parent_state: BaseState | None = None) -> None:
    for name, value in (
        ("parent_state", parent_state),
        ("substates", {}),
        ("dirty_vars", Changes()),
        ("dirty_substates", Changes()),
        ("_was_touched", False),
    ):
        object.__setattr__(self, name, value)
