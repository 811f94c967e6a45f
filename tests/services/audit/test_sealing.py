"""What the sealing takes, and that late entries are not forgotten."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from hellowork_portal.adapters.database import transaction
from hellowork_portal.models import AuditEntry, AuditLeaf, AuditSeal
from hellowork_portal.services.audit import chain
from hellowork_portal.services.audit.sealing import head_of_chain, seal_entries
from hellowork_portal.services.audit.verifying import verify_chain
from tests.factories import NOW, Desk
from tests.factories.audit import sealed, write_entries

MINUTE = timedelta(minutes=1)


def test_each_seal_covers_what_was_written_since_and_follows_the_last(desk: Desk) -> None:
    assert desk.see(head_of_chain) is None
    ids = sealed(desk, 3, 2)
    first, second = desk.rows(AuditSeal)
    assert (first.number, first.entry_count, first.previous_hash) == (1, 3, "0" * 64)
    assert (second.number, second.entry_count, second.previous_hash) == (2, 2, first.hash)
    assert [(leaf.entry_id, leaf.seal_number) for leaf in desk.rows(AuditLeaf)] == list(
        zip(ids, [1, 1, 1, 2, 2], strict=True)
    )
    head = desk.see(head_of_chain)
    assert head
    assert (head.number, head.hash) == (2, second.hash)


def test_where_nothing_is_new_no_seal_is_made(desk: Desk) -> None:
    sealed(desk, 1)
    assert desk.do(seal_entries, now=NOW + MINUTE) is None
    assert len(desk.rows(AuditSeal)) == 1


def test_an_empty_audit_is_sound(desk: Desk) -> None:
    report = desk.see(verify_chain)
    assert (report.head, report.found, report.seals) == (None, 0, 0)


def test_seals_are_append_only_too(desk: Desk) -> None:
    sealed(desk, 1)
    for statement in (
        "UPDATE audit_seal SET form = 2",
        "DELETE FROM audit_leaf",
        "UPDATE audit_leaf SET hash = ''",
        "DELETE FROM audit_seal",
    ):
        with pytest.raises(DBAPIError, match="append-only"):
            desk.do(lambda session, words=statement: session.connection().exec_driver_sql(words))


def test_an_entry_with_a_lower_number_that_shows_up_later_goes_into_the_next_seal(
    postgresql_url: str,
) -> None:
    """PostgreSQL gives numbers before the commit; SQLite lets one writer in at a time."""
    desk = Desk(postgresql_url)
    with transaction(postgresql_url) as slow:
        write_entries(slow, 1)
        desk.do(write_entries, 1)
        assert desk.do(seal_entries, now=NOW + MINUTE)
    late, early = desk.rows(AuditEntry)
    assert [leaf.entry_id for leaf in desk.rows(AuditLeaf)] == [early.id]
    assert desk.see(verify_chain).waiting == 1
    assert desk.do(seal_entries, now=NOW + 2 * MINUTE)
    assert desk.row(AuditLeaf, entry_id=late.id).seal_number == 2
    report = desk.see(verify_chain)
    assert (report.found, report.entries, report.waiting) == (0, 2, 0)


def test_after_a_day_without_a_worker_everything_is_sealed(desk: Desk) -> None:
    sealed(desk, 1)
    for hours in (1, 12, 23):
        desk.do(write_entries, 1, now=NOW + timedelta(hours=hours))
    assert desk.do(seal_entries, now=NOW + timedelta(days=1))
    report = desk.see(verify_chain)
    assert (report.found, report.entries, report.waiting) == (0, 4, 0)


def test_more_than_a_seal_holds_goes_into_several(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "MOST_IN_SEAL", 3)
    desk.do(write_entries, 4, now=NOW - timedelta(days=30))
    desk.do(write_entries, 4, now=NOW)
    heads = [desk.do(seal_entries, now=NOW) for _ in range(4)]
    assert [head and head.number for head in heads] == [1, 2, 3, None]
    report = desk.see(verify_chain)
    assert (report.found, report.entries, report.waiting) == (0, 8, 0)
