"""Whether the audit is still what was sealed: a walk along the chain that names what is wrong and where.

It reads thousands of entries at a time, never all. Everything is read as of now, so that
seals which are added meanwhile are neither looked at nor missed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, func, or_, select
from sqlmodel import Session

from hellowork_portal.kit import sealing
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import AuditEntry, AuditLeaf, AuditSeal
from hellowork_portal.services.audit import chain
from hellowork_portal.services.audit.chain import Head
from hellowork_portal.services.audit.sealing import CHAIN_KEY, IS_SEALED, last_seal

_ENTRY, _LEAF, _SEAL = table_of(AuditEntry), table_of(AuditLeaf), table_of(AuditSeal)
_SEALS_AT_ONCE, _IDS_AT_ONCE = 500, 20_000
MOST_NAMED = 20


@dataclass(frozen=True)
class Finding:
    """Something wrong: a code (the sentence's key) and where."""

    code: str
    values: dict[str, object]


@dataclass
class Report:
    """What a walk has seen; `findings` names the first twenty of `found`."""

    head: Head | None = None
    after: int = 0
    """The number of the kept head from which the walk began; 0: from the beginning."""
    seals: int = 0
    seals_wrong: int = 0
    entries: int = 0
    waiting: int = 0
    found: int = 0
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, **values: object) -> None:
        """Note something wrong."""
        self.found += 1
        if len(self.findings) < MOST_NAMED:
            self.findings.append(Finding(code, values))


def verify_chain(session: Session, *, from_head: str = "") -> Report:
    """Walk the chain, from a kept head on where one is given, and look for entries outside it.

    A head that the chain does not have is wrong in itself; then everything is walked.
    """
    report = Report()
    try:
        since = _look_along(session, from_head, report)
    except (ValueError, TypeError):
        report.add("chain_unreadable")
        return report
    _look_outside(session, since, report)
    return report


def _look_along(session: Session, from_head: str, report: Report) -> datetime:
    """Walk the chain; return from when on entries may still wait for a seal."""
    last = last_seal(session)
    begin = _kept(session, from_head, report)
    if last is None:
        return chain.BEGINNING
    report.head = Head(last.number, last.hash, last.sealed_at)
    _Walk(session, report, begin).to(last.number)
    _look_beyond(session, last.number, report)
    return last.next_from


def _kept(session: Session, from_head: str, report: Report) -> Row[Any] | None:
    """Return the seal that a kept head names."""
    if not from_head:
        return None
    query = select(_SEAL).where(_SEAL.c.hash == from_head.strip().lower()).limit(1)
    found = session.connection().execute(query).one_or_none()
    if found is None:
        report.add("head_unknown")
    else:
        report.after = found.number
    return found


class _Walk:
    """A walk from seal to seal; it knows what the next one must be."""

    def __init__(self, session: Session, report: Report, begin: Row[Any] | None) -> None:
        self._session, self._report = session, report
        self._number = begin.number if begin else 0
        self._hash = begin.hash if begin else chain.NO_HASH
        self._mac = sealing.mac(CHAIN_KEY)

    def to(self, last: int) -> None:
        """Walk to a seal's number."""
        for seals in self._runs(last):
            between = _LEAF.c.seal_number.between(seals[0].number, seals[-1].number)
            leaves = self._session.connection().execute(select(_LEAF).where(between)).all()
            entries = self._entries(leaves)
            theirs: dict[int, list[Row[Any]]] = {}
            for leaf in leaves:
                theirs.setdefault(leaf.seal_number, []).append(leaf)
            for seal in seals:
                covered = theirs.pop(seal.number, [])
                self._check_seal(seal, covered)
                self._check_entries(seal, covered, entries)

    def _runs(self, last: int) -> Iterator[list[Row[Any]]]:
        """Yield seals in order, a few thousand entries' worth at a time."""
        run: list[Row[Any]] = []
        load = 0
        for seal in self._seals(last):
            if run and (len(run) >= _SEALS_AT_ONCE or load + seal.entry_count > chain.MOST_IN_SEAL):
                yield run
                run, load = [], 0
            run.append(seal)
            load += max(0, seal.entry_count)
        if run:
            yield run

    def _seals(self, last: int) -> Iterator[Row[Any]]:
        """Yield seals by number, twins (a fork) beside one another."""
        place = (self._number, self._hash if self._number else "")
        query = select(_SEAL).order_by(_SEAL.c.number, _SEAL.c.hash).limit(_SEALS_AT_ONCE)
        while True:
            number, hashed = place
            twin = and_(_SEAL.c.number == number, _SEAL.c.hash > hashed)
            here = query.where(_SEAL.c.number <= last, or_(_SEAL.c.number > number, twin))
            rows = self._session.connection().execute(here).all()
            yield from rows
            if len(rows) < _SEALS_AT_ONCE:
                return
            place = rows[-1].number, rows[-1].hash

    def _entries(self, leaves: Sequence[Row[Any]]) -> dict[int, Any]:
        """Return the entries of leaves by id; None for one whose columns nobody can read any more."""
        ids = [leaf.entry_id for leaf in leaves]
        found: dict[int, Any] = {}
        for at in range(0, len(ids), 500):
            found |= self._read(ids[at : at + 500])
        return found

    def _read(self, ids: Sequence[int]) -> dict[int, Any]:
        query = select(_ENTRY).where(_ENTRY.c.id.in_(ids))
        try:
            return {row.id: row for row in self._session.connection().execute(query)}
        except (ValueError, TypeError):
            if len(ids) == 1:
                return {ids[0]: None}
        return {key: row for one in ids for key, row in self._read([one]).items()}

    def _check_seal(self, seal: Row[Any], leaves: Sequence[Row[Any]]) -> None:
        report, where = self._report, {"number": seal.number, "at": seal.sealed_at}
        report.seals += 1
        if seal.number == self._number:
            report.add("fork", **where)
        elif seal.number > self._number + 1:
            report.add("seal_missing", first=self._number + 1, last=seal.number - 1)
        elif seal.previous_hash != self._hash:
            report.add("chain_broken", **where)
        if (
            chain.seal_hash(_seal_of(seal), [(one.entry_id, one.hash) for one in leaves], self._mac)
            != seal.hash
        ):
            report.seals_wrong += 1
            report.add("seal_changed", **where)
        self._number, self._hash = seal.number, seal.hash

    def _check_entries(self, seal: Row[Any], leaves: Sequence[Row[Any]], entries: dict[int, Any]) -> None:
        self._report.entries += len(leaves)
        for leaf in sorted(leaves, key=lambda one: one.entry_id):
            where = {"entry": leaf.entry_id, "number": seal.number, "at": seal.sealed_at}
            if leaf.entry_id not in entries:
                self._report.add("entry_removed", **where)
            elif not self._is_as_sealed(entries[leaf.entry_id], leaf.hash):
                self._report.add("entry_changed", **where)

    def _is_as_sealed(self, entry: Any, sealed_hash: str) -> bool:
        return entry is not None and chain.leaf_hash(entry, self._mac) == sealed_hash


def _seal_of(row: Row[Any]) -> chain.Seal:
    return chain.Seal(row.number, row.form, row.entry_count, row.next_from, row.previous_hash, row.sealed_at)


def _look_beyond(session: Session, last: int, report: Report) -> None:
    """Find what says that it lies under a seal after the last one: that seal is gone."""
    there = select(_SEAL.c.number).where(_SEAL.c.number == _LEAF.c.seal_number).exists()
    query = select(func.min(_LEAF.c.seal_number), func.max(_LEAF.c.seal_number))
    first, end = session.connection().execute(query.where(_LEAF.c.seal_number > last, ~there)).one()
    if first is not None:
        report.add("seal_missing", first=first, last=end)


def _look_outside(session: Session, since: datetime, report: Report) -> None:
    """Count what waits for the next seal, and find what no seal will take any more."""
    query = select(_ENTRY.c.id, (_ENTRY.c.at < since).label("is_late")).where(~IS_SEALED)
    for first, last in _windows(session):
        for row in session.connection().execute(query.where(_ENTRY.c.id.between(first, last))):
            if row.is_late:
                report.add("entry_added", entry=row.id)
            else:
                report.waiting += 1


def _windows(session: Session) -> Iterator[tuple[int, int]]:
    """Yield the first and last id of thousands of entries at a time."""
    last: int | None = None
    while True:
        ids = select(_ENTRY.c.id).order_by(_ENTRY.c.id).limit(_IDS_AT_ONCE)
        window = (ids if last is None else ids.where(_ENTRY.c.id > last)).subquery()
        bounds = select(func.min(window.c.id), func.max(window.c.id))
        first, last = session.connection().execute(bounds).one()
        if first is None or last is None:
            return
        yield first, last
