"""Many sealers at once, while others write: one chain, every entry under exactly one seal.

The control, in which the chain forks, stands beside the tampering tests (services/audit).
"""

import multiprocessing
from collections.abc import Callable

import pytest

from hellowork_portal import runtime
from hellowork_portal.kit.settings import settings
from hellowork_portal.models import AuditEntry, AuditLeaf, AuditSeal
from hellowork_portal.services.audit import chain
from hellowork_portal.services.audit.sealing import seal_entries
from hellowork_portal.services.audit.verifying import verify_chain
from tests.concurrency.herd import Result, at_once
from tests.factories import NOW, Desk
from tests.factories.audit import write_entries

WRITERS, SEALERS, TURNS, FEWER = 4, 4, 15, 8


def write(turns: int) -> Result:
    for _ in range(turns):
        runtime.run_now(write_entries, count=2, now=NOW)
    return "done"


def seal(turns: int) -> Result:
    for _ in range(turns):
        runtime.run_now(seal_entries, now=NOW)
    return "done"


def write_and_seal(most: int, turns: int = TURNS) -> list[Result]:
    """Write and seal in threads, a few entries to a seal so that there are many."""
    chain.MOST_IN_SEAL = most
    works: list[Callable[[], Result]] = [lambda: write(turns)] * WRITERS + [lambda: seal(turns)] * SEALERS
    return at_once(works)


def assert_one_chain(desk: Desk, entries: int) -> None:
    """After a last round everything is sealed, once, in one line."""
    while desk.do(seal_entries, now=NOW):
        pass
    report = desk.see(verify_chain)
    assert (report.findings, report.waiting, report.entries) == ([], 0, entries)
    assert [seal.number for seal in desk.rows(AuditSeal)] == list(range(1, report.seals + 1))
    assert {leaf.entry_id for leaf in desk.rows(AuditLeaf)} == {entry.id for entry in desk.rows(AuditEntry)}


def test_threads_that_seal_at_once_make_one_chain(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "MOST_IN_SEAL", chain.MOST_IN_SEAL)
    assert set(write_and_seal(3)) == {"done"}
    assert_one_chain(Desk(database_url), WRITERS * TURNS * 2)


def test_processes_that_seal_at_once_make_one_chain(database_url: str) -> None:
    assert settings().database == database_url
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        results = pool.starmap(write_and_seal, [(3, FEWER), (3, FEWER)], chunksize=1)
    assert {one for share in results for one in share} == {"done"}
    assert_one_chain(Desk(database_url), 2 * WRITERS * FEWER * 2)
