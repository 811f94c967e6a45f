"""States that nobody has used take no room, and changes are told as before."""

import asyncio
import inspect
import sys
from collections.abc import Iterator

import reflex as rx
from reflex.state import BaseState, State

from hellowork_portal.ui.shell.light_states import Changes, _init_bookkeeping, lighten_states


class Light(rx.State):
    """A state of this test."""

    told: str = ""
    often: int = 0
    listed: list[str] = []


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


def _states(state: BaseState) -> Iterator[BaseState]:
    yield state
    for substate in state.substates.values():
        yield from _states(substate)


def _new_root() -> State:
    return State(_reflex_internal_init=True)  # type: ignore[call-arg]


def test_what_is_only_told_is_not_kept() -> None:
    import hellowork_portal.ui.pages  # noqa: F401  (importing pages registers their states)

    lighten_states()
    root = _new_root()
    told = root.dict()
    assert [type(one).__name__ for one in _states(root) if vars(one)] == []
    light = asyncio.run(root.get_state(Light))
    assert told[light.get_full_name()]["listed_rx_state_"] == []


def test_a_first_value_that_somebody_changes_is_theirs_alone() -> None:
    lighten_states()
    one, other = (root := _new_root()), _new_root()
    one.dict()
    other.dict()
    light = asyncio.run(root.get_state(Light))
    name = light.get_full_name()
    light.listed.append("theirs")
    assert root.get_delta()[name] == {"listed_rx_state_": ["theirs"]}
    assert one.dict()[name]["listed_rx_state_"] == ["theirs"]
    assert other.dict()[name]["listed_rx_state_"] == _new_root().dict()[name]["listed_rx_state_"] == []


def test_first_values_are_the_same_whenever_they_are_made() -> None:
    """What is told is made once for all tabs, what a handler reads is made for its own."""
    import hellowork_portal.ui.pages  # noqa: F401

    fields = [(cls, name, field) for cls in _kinds(State) for name, field in cls.__fields__.items()]
    differing = [
        f"{cls.__name__}.{name}"
        for cls, name, field in fields
        if field.default_value() != field.default_value()
    ]
    assert len(fields) > 500
    assert differing == []


def _kinds(cls: type[BaseState]) -> Iterator[type[BaseState]]:
    yield cls
    for below in cls.get_substates():
        yield from _kinds(below)


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
