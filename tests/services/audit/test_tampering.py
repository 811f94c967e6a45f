"""Whoever owns the database can change it; the chain says what and where."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from hellowork_portal.models import AuditSeal
from hellowork_portal.services.audit import sealing, verifying
from hellowork_portal.services.audit.sealing import head_of_chain, seal_entries
from hellowork_portal.services.audit.verifying import Report, verify_chain
from tests.factories import NOW, Desk
from tests.factories.audit import sealed, tamper, without_keys, write_entries

ADD = (
    "INSERT INTO audit_entry (id, at, actor_kind, action, subject_kind, details) VALUES"
    " ({id}, '{at}', 'system', 'job.died', 'job', '{{}}')"
)
LATER = NOW + timedelta(minutes=5)


def told(report: Report) -> list[tuple[object, ...]]:
    """Return what was found: code, then entry and seal where they are named."""
    names = ("entry", "number", "first", "last")
    return [
        (one.code, *(one.values[name] for name in names if name in one.values)) for one in report.findings
    ]


def found(desk: Desk, *statements: str) -> list[tuple[object, ...]]:
    """Tamper and return what the walk finds; before that it finds nothing."""
    assert told(desk.see(verify_chain)) == []
    tamper(desk, *statements)
    return told(desk.see(verify_chain))


@pytest.mark.parametrize(
    "change",
    [
        "action = 'job.done'",
        "at = '2026-11-01 00:00:00'",
        "actor_id = 9",
        "actor_kind = 'staff'",
        "subject_kind = 'meeting'",
        "subject_id = NULL",
        "details = '{\"turn\": 8}'",
    ],
)
def test_a_changed_entry_is_named(desk: Desk, change: str) -> None:
    ids = sealed(desk, 3, 3, 2)
    assert found(desk, f"UPDATE audit_entry SET {change} WHERE id = {ids[4]}") == [
        ("entry_changed", ids[4], 2)
    ]


def test_a_removed_entry_is_named(desk: Desk) -> None:
    ids = sealed(desk, 3, 3)
    assert found(desk, f"DELETE FROM audit_entry WHERE id = {ids[1]}") == [("entry_removed", ids[1], 1)]


def test_an_entry_removed_with_its_leaf_leaves_its_seal_unfit(desk: Desk) -> None:
    ids = sealed(desk, 3, 3)
    gone = (
        f"DELETE FROM audit_entry WHERE id = {ids[1]}",
        f"DELETE FROM audit_leaf WHERE entry_id = {ids[1]}",
    )
    assert found(desk, *gone) == [("seal_changed", 1)]


@pytest.mark.parametrize("number", [1000, -5])
def test_an_entry_slipped_into_the_past_is_named_and_never_sealed(desk: Desk, number: int) -> None:
    sealed(desk, 3, 3)
    past = ADD.format(id=number, at="2026-11-22 00:00:00")
    assert found(desk, past) == [("entry_added", number)]
    desk.do(write_entries, 1, now=LATER)
    assert desk.do(seal_entries, now=LATER)
    assert told(desk.see(verify_chain)) == [("entry_added", number)]


def test_a_slipped_in_entry_with_a_leaf_is_found_at_its_seal(desk: Desk) -> None:
    sealed(desk, 3, 3)
    leaf = f"INSERT INTO audit_leaf (entry_id, seal_number, hash) VALUES (1000, 1, '{'ab' * 32}')"
    wrong = found(desk, ADD.format(id=1000, at="2026-11-22 00:00:00"), leaf)
    assert wrong == [("seal_changed", 1), ("entry_changed", 1000, 1)]


def test_two_swapped_entries_are_both_named(desk: Desk) -> None:
    ids = sealed(desk, 3, 3)
    moves = ((ids[1], -1), (ids[4], ids[1]), (-1, ids[4]))
    swap = [f"UPDATE audit_entry SET id = {new} WHERE id = {old}" for old, new in moves]
    assert found(desk, *swap) == [("entry_changed", ids[1], 1), ("entry_changed", ids[4], 2)]


def test_a_changed_seal_is_named(desk: Desk) -> None:
    sealed(desk, 1, 1, 1)
    change = "UPDATE audit_seal SET sealed_at = '2026-11-20 00:00:00' WHERE number = 2"
    assert found(desk, change) == [("seal_changed", 2)]


def test_a_seal_written_anew_breaks_the_chain_behind_it(desk: Desk) -> None:
    """Even with the keys: what comes after names the old hash."""
    ids = sealed(desk, 1, 1, 1)
    row = desk.rows(AuditSeal)[1]
    seal = replace(verifying._seal_of(row), entry_count=0)
    forged = verifying.chain.seal_hash(seal, [], verifying.sealing.mac(sealing.CHAIN_KEY))
    wrong = found(
        desk,
        f"DELETE FROM audit_leaf WHERE entry_id = {ids[1]}",
        f"DELETE FROM audit_entry WHERE id = {ids[1]}",
        f"UPDATE audit_seal SET entry_count = 0, hash = '{forged}' WHERE number = 2",
    )
    assert wrong == [("chain_broken", 3)]


def test_missing_seals_are_named(desk: Desk) -> None:
    sealed(desk, 1, 1, 1, 1)
    cut = "DELETE FROM audit_seal WHERE number IN (2, 4)"
    assert found(desk, cut) == [("seal_missing", 2, 2), ("seal_missing", 4, 4)]


def test_a_cut_end_shows_by_the_head_that_was_kept(desk: Desk) -> None:
    ids = sealed(desk, 1, 1, 1)
    head = desk.see(head_of_chain)
    assert head
    assert told(desk.see(verify_chain, from_head=head.hash)) == []
    tables = (("audit_leaf", "entry_id", ids[2]), ("audit_entry", "id", ids[2]), ("audit_seal", "number", 3))
    cut = [f"DELETE FROM {table} WHERE {column} >= {first}" for table, column, first in tables]
    assert found(desk, *cut) == []
    assert told(desk.see(verify_chain, from_head=head.hash)) == [("head_unknown",)]


def test_from_a_kept_head_only_what_follows_is_walked(desk: Desk) -> None:
    ids = sealed(desk, 2, 2, 2)
    kept = desk.rows(AuditSeal)[0].hash
    tamper(desk, f"DELETE FROM audit_entry WHERE id IN ({ids[0]}, {ids[5]})")
    report = desk.see(verify_chain, from_head=f" {kept.upper()}\n")
    assert told(report) == [("entry_removed", ids[5], 3)]
    assert (report.after, report.seals, report.entries) == (1, 2, 4)


def test_other_keys_fit_no_seal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed(desk, 1, 1)
    monkeypatch.setattr(verifying, "CHAIN_KEY", "another key")
    report = desk.see(verify_chain)
    assert report.seals_wrong == report.seals == 2


def test_what_cannot_even_be_read_is_named(sqlite_url: str) -> None:
    """SQLite takes anything in any column."""
    desk = Desk(sqlite_url)
    ids = sealed(desk, 3, 3)
    broken = [
        f"UPDATE audit_entry SET details = 'no json' WHERE id = {ids[0]}",
        f"UPDATE audit_entry SET at = 'no time' WHERE id = {ids[4]}",
    ]
    assert found(desk, *broken) == [("entry_changed", ids[0], 1), ("entry_changed", ids[4], 2)]
    tamper(desk, "UPDATE audit_seal SET sealed_at = 'no time' WHERE number = 1")
    assert ("chain_unreadable",) in told(desk.see(verify_chain))


def test_a_look_from_before_another_seal_makes_no_fork(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    again = seal_with_an_old_look(desk, monkeypatch)
    assert again is None
    assert told(desk.see(verify_chain)) == []


def test_without_the_keys_of_its_tables_the_chain_forks(
    loose_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""
    loose_desk.do(without_keys)
    assert seal_with_an_old_look(loose_desk, monkeypatch) is not None
    assert "fork" in {code for code, *_ in told(loose_desk.see(verify_chain))}


def seal_with_an_old_look(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> object:
    """Seal, and seal again as one who has looked before that."""
    sealed(desk, 1)
    desk.do(write_entries, 2, now=LATER)
    old: dict[str, Callable[..., object]] = {}
    for name, seen in (
        ("last_seal", desk.see(sealing.last_seal)),
        ("_waiting", desk.see(sealing._waiting, NOW)),
    ):
        old[name] = lambda *_, seen=seen: seen
    assert desk.do(seal_entries, now=LATER)
    for name, look in old.items():
        monkeypatch.setattr(sealing, name, look)
    again = desk.do(seal_entries, now=LATER + timedelta(seconds=1))
    monkeypatch.undo()
    return again
