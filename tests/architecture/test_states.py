"""The states: every handler says who may call it, and no row ever lies in a var."""

import copy
import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest
from reflex.state import BaseState, State
from sqlmodel import SQLModel

import hellowork_portal.models  # noqa: F401  (registers the tables)
from hellowork_portal.ui.shell import guard
from hellowork_portal.ui.shell.rights import APPLICANT, GUEST, PUBLIC, STAFF, right_of
from hellowork_portal.ui.shell.staff_session import StaffState

FRAMEWORKS_OWN = {"setvar"}
"""Reflex gives every state this handler; the guard refuses it because nobody declared it."""


@pytest.fixture(scope="module", autouse=True)
def _every_screen() -> None:
    """Import every module of the face, so that every state is known."""
    root = importlib.import_module("hellowork_portal.ui")
    for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
        importlib.import_module(module.name)
    guard.declared_rights.cache_clear()


def states() -> Iterator[type[BaseState]]:
    """Yield every state of the portal."""
    pending: list[type[BaseState]] = [State]
    while pending:
        state = pending.pop()
        pending.extend(state.get_substates())
        if state.__module__.startswith("hellowork_portal."):
            yield state


def test_every_handler_of_ours_declares_who_may_call_it() -> None:
    ours = {name: function for name, function in guard.handlers() if is_ours(function)}
    assert len(ours) > 20, "the search has lost its way"
    rights = (PUBLIC, GUEST, APPLICANT, STAFF)
    assert [name for name, function in ours.items() if right_of(function) not in rights] == []


def test_a_guest_may_call_these_and_no_others() -> None:
    """Every one works on the reservation of the address, which the service checks against the pass."""
    may = {name.rsplit("____", 1)[-1] for name, fn in guard.handlers() if right_of(fn) == GUEST}
    assert may == {
        "session_state.stay",
        "detail_state.open",
        "detail_state.open_done",
        "change_state.open",
        "change_state.choose_day",
        "change_state.choose_time",
        "change_state.turn_month",
        "change_confirm_state.open",
        "change_confirm_state.change",
        "cancel_state.open",
        "cancel_state.cancel",
        "interview_state.look",
        "interview_state.open",
        "interview_state.tell",
        "join_state.joined",
    }


def test_what_lies_on_the_staff_side_is_for_staff_or_open_to_all() -> None:
    sides = {
        name: ".ui.staff." in function.__module__ for name, function in guard.handlers() if is_ours(function)
    }
    rights = guard.declared_rights()
    assert {rights[name] for name, is_staff in sides.items() if is_staff} == {PUBLIC, STAFF}
    assert {name for name, right in rights.items() if right == STAFF and not sides.get(name)} == {
        f"{StaffState.get_full_name()}.stay"
    }


def is_ours(function: Any) -> bool:
    """Whether a handler was written here."""
    return getattr(function, "__module__", "").startswith("hellowork_portal.")


def test_nothing_else_is_let_through_but_the_frameworks_listed_handlers() -> None:
    known = dict(guard.handlers())
    allowed = set(guard.declared_rights())
    assert allowed <= set(known), "a handler on the list does not exist (any more)"
    foreign = {name for name in allowed if not is_ours(known[name])}
    assert foreign == set(guard._FRAMEWORK)


def test_handlers_that_reflex_adds_are_refused() -> None:
    added = {name for name, _ in guard.handlers() if name.rsplit(".", 1)[-1] in FRAMEWORKS_OWN}
    assert len(added) > 10
    assert added & set(guard.declared_rights()) == set()


def test_no_var_can_be_set_by_its_name() -> None:
    setters = [name for name, _ in guard.handlers() if name.rsplit(".", 1)[-1].startswith("set_")]
    assert [name for name in setters if name not in guard._FRAMEWORK] == []


def types_in(annotation: Any, seen: set[Any] | None = None) -> Iterator[type]:
    """Yield every class in an annotation, in its arguments and in the fields of its dataclasses."""
    seen = set() if seen is None else seen
    if annotation in seen:
        return
    seen.add(annotation)
    for argument in get_args(annotation):
        if not isinstance(argument, str | int | bool):
            yield from types_in(argument, seen)
    if isinstance(annotation, type):
        yield annotation
        if dataclasses.is_dataclass(annotation):
            for hint in get_type_hints(annotation).values():
                yield from types_in(hint, seen)


def vars_of(state: type[BaseState]) -> Iterator[tuple[str, Any]]:
    """Yield the vars that a state itself defines, with their types; computed ones too."""
    for name, var in {**state.base_vars, **state.computed_vars}.items():
        yield f"{state.__module__}.{state.__name__}.{name}", var._var_type


def test_no_row_of_a_table_is_a_var() -> None:
    found = {
        name: kind.__name__
        for state in states()
        for name, annotation in vars_of(state)
        for kind in types_in(annotation)
        if issubclass(kind, SQLModel)
    }
    assert found == {}


def test_the_search_for_rows_would_find_one() -> None:
    from hellowork_portal.models import Applicant

    @dataclasses.dataclass
    class Careless:
        who: list[Applicant | None]

    assert Applicant in set(types_in(dict[str, list[Careless]]))


def test_states_of_ours_are_looked_at() -> None:
    assert len(list(states())) > 10
    assert sum(1 for state in states() for _ in vars_of(state)) > 40


def test_what_a_var_begins_with_costs_a_tab_nothing() -> None:
    """Every tab has every state: a view as a first value is shared, so it must be one that never changes."""
    first = [
        (state.__name__, name, field.default_value())
        for state in states()
        for name, field in vars(state).items()
        if hasattr(field, "default_value")
    ]
    views = [found for found in first if dataclasses.is_dataclass(found[2])]
    assert len(views) > 20, "the search has lost its way"
    assert [found[:2] for found in views if not is_frozen(found[2])] == []
    assert [found[:2] for found in views if copy.deepcopy(found[2]) is not found[2]] == []


def is_frozen(view: Any) -> bool:
    return type(view).__dataclass_params__.frozen
