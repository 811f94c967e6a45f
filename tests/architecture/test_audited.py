"""What is recorded can be told: every action and every kind of subject has its words."""

import ast
from collections.abc import Iterator
from pathlib import Path

from hellowork_portal.kit.i18n import catalogue
from hellowork_portal.kit.principal import PrincipalKind
from tests.architecture.sources import calls, nodes_of, package_files, place

RECORDING = {"record": 2, "record_each": 2, "entry_values": 1}
"""Which argument is the action; the subject is the one behind it."""
MADE = {"f'meeting.{state}'": ("meeting.failed", "meeting.deleted")}
"""Actions whose code is made at run time: as it is written, and what it can be."""
ACTION, SUBJECT = "staff.audit.action.", "staff.audit.subject."


def recordings() -> Iterator[tuple[Path, ast.Call, ast.expr, ast.expr]]:
    """Yield (file, call, action, subject) of everything that writes an entry."""
    for path in package_files():
        for name, call in calls(path):
            turn = RECORDING.get(name.rsplit(".", 1)[-1])
            if turn is not None and len(call.args) > turn + 1:
                yield path, call, call.args[turn], call.args[turn + 1]


def actions() -> dict[str, str]:
    """Return action → place."""
    found: dict[str, str] = {}
    for path, call, action, _ in recordings():
        if isinstance(action, ast.Constant):
            codes = (str(action.value),)
        else:
            assert ast.unparse(action) in MADE, f"{place(path, call)}: what can this be?"
            codes = MADE[ast.unparse(action)]
        found |= dict.fromkeys(codes, place(path, call))
    return found


def kinds() -> set[str]:
    """Return the kinds of subjects, written in the call or under a name in the same file."""
    found: set[str] = set()
    for path, call, _, subject in recordings():
        named = named_in(path, subject.id) if isinstance(subject, ast.Name) else [subject]
        tuples = [node for one in named for node in ast.walk(one) if isinstance(node, ast.Tuple)]
        first = {one for node in tuples for one in node.elts[:1] if isinstance(one, ast.Constant)}
        assert first, f"{place(path, call)}: whom is this about?"
        found |= {str(kind.value) for kind in first}
    return found


def named_in(path: Path, name: str) -> list[ast.expr]:
    """Return what a file gives a name to, alone or among several."""
    return [
        node.value
        for node in nodes_of(path)
        if isinstance(node, ast.Assign)
        and any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(node.targets[0]))
    ]


def test_everything_that_writes_an_entry_is_found() -> None:
    assert {"reservation.confirmed", "reservation.held", "staff.closed", "meeting.failed"} <= set(actions())
    assert len(actions()) > 50
    assert {"reservation", "staff_member", "waitlist_entry", "audit", "office"} <= kinds()


def test_every_action_has_a_sentence_and_no_sentence_is_left_over() -> None:
    said = {key.removeprefix(ACTION) for key in catalogue("ja") if key.startswith(ACTION)}
    assert {code: where for code, where in actions().items() if code not in said} == {}
    assert said - set(actions()) == {"other"}


def test_every_kind_of_actor_and_subject_has_its_words() -> None:
    said = {key.removeprefix(SUBJECT) for key in catalogue("ja") if key.startswith(SUBJECT)}
    assert kinds() - said == set()
    assert said - kinds() == {"unknown"}
    assert [kind for kind in PrincipalKind if f"staff.audit.actor.{kind}" not in catalogue("ja")] == []


def test_every_action_is_in_a_group_that_can_be_searched_for() -> None:
    groups = {key.rpartition(".")[2] for key in catalogue("ja") if key.startswith("staff.audit.group.")}
    assert {code.partition(".")[0] for code in actions()} - groups == set()
