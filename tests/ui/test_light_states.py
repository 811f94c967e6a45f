"""States that nobody has used take no room, and changes are told as before."""

import asyncio
import inspect
import sys

import reflex as rx
from reflex.state import BaseState, State

from hellowork_portal.ui.shell.light_states import Changes, _init_bookkeeping, lighten_states


class Light(rx.State):
    """A state of this test."""

    told: str = ""
    often: int = 0


ORIGINAL = (
    inspect.getsource(BaseState._init_bookkeeping)
    if BaseState._init_bookkeeping is not _init_bookkeeping
    else ""
)


def test_the_framework_keeps_its_books_as_they_are_kept_here() -> None:
    """Another release may keep more of them: then `_init_bookkeeping` is to be written anew."""
    kept = {"parent_state", "substates", "dirty_vars", "dirty_substates", "_was_touched"}
    assert kept <= {name for cls in BaseState.__mro__ for name in getattr(cls, "__slots__", ())}
    if ORIGINAL:
        assert {name for name in kept if f'"{name}"' in ORIGINAL} == kept
        assert ORIGINAL.count("setattr_(self") == len(kept)


def test_a_state_begins_without_sets_and_tells_what_has_changed() -> None:
    lighten_states()
    root = State(_reflex_internal_init=True)  # type: ignore[call-arg]
    light = asyncio.run(root.get_state(Light))
    assert isinstance(light.dirty_vars, Changes)
    assert sys.getsizeof(light.dirty_vars) < 100
    name = light.get_full_name()
    root._clean()
    assert name not in root.get_delta()
    light.told = "full"
    assert root.get_delta()[name] == {"told_rx_state_": "full"}
    root._clean()
    light.often = 2
    assert root.get_delta()[name] == {"often_rx_state_": 2}


def test_changes_are_a_set() -> None:
    some = Changes()
    assert (list(some), len(some), "a" in some, some & {"a"}, some.union({"b"})) == (
        [],
        0,
        False,
        set(),
        {"b"},
    )
    some.discard("a")
    some.update(["a", "b"], ["c"])
    some.discard("b")
    assert (set(some), some & {"a", "z"}, "c" in some, bool(some)) == ({"a", "c"}, {"a"}, True, True)
    some.clear()
    assert not some
