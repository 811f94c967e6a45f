"""What the audit's chain hashes, spelt byte by byte; pure (decision 0018).

A spelling never changes: another one is another FORM, and both are known from then on.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

FORM = 1
MOST_IN_SEAL = 5000
LATEST = timedelta(hours=1)
"""How long after its `at` an entry may appear: longer than any transaction of ours lasts."""
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
NO_HASH = "0" * 64
"""What stands before the first seal."""

Mac = Callable[[bytes], str]
Leaf = tuple[int, str]
"""An entry's id and hash."""


@dataclass(frozen=True)
class Head:
    """The newest seal: what an operator keeps where nobody with the database can reach it."""

    number: int
    hash: str
    sealed_at: datetime


@dataclass(frozen=True)
class Seal:
    """A seal as it is hashed, but for what it covers."""

    number: int
    form: int
    entry_count: int
    next_from: datetime
    previous_hash: str
    sealed_at: datetime


def spelt_entry(entry: Any) -> bytes:
    """Return an entry's row as it is hashed: all columns, details in order of their names, UTC."""
    return _spelt(
        "audit-entry",
        entry.id,
        _instant(entry.at),
        entry.actor_kind,
        entry.actor_id,
        entry.action,
        entry.subject_kind,
        entry.subject_id,
        entry.details,
    )


def leaf_hash(entry: Any, mac: Mac) -> str:
    """Return an entry's hash."""
    return mac(spelt_entry(entry))


def seal_hash(seal: Seal, leaves: Iterable[Leaf], mac: Mac) -> str:
    """Return a seal's hash: over the hash before it, itself, and its leaves by entry id."""
    covered = hashlib.sha256("".join(f"{entry}:{leaf}\n" for entry, leaf in sorted(leaves)).encode())
    times = _instant(seal.next_from), _instant(seal.sealed_at)
    facts = (seal.number, seal.form, seal.entry_count, *times)
    return mac(_spelt("audit-seal", seal.previous_hash, *facts, covered.hexdigest()))


def looks_from(last: Any, now: datetime) -> datetime:
    """Return from which `at` on entries are taken: an hour before the last seal, at least.

    A seal made under a clock that was ahead does not hide what comes after it.
    """
    return BEGINNING if last is None else min(last.next_from, now - LATEST)


def next_seal(last: Any, leaves: Sequence[Leaf], now: datetime) -> Seal:
    """Return the seal that follows `last` (None: the first) over these entries.

    A full one leaves others waiting, so the next looks as far back as it did itself.
    """
    is_full = len(leaves) >= MOST_IN_SEAL
    return Seal(
        number=last.number + 1 if last else 1,
        form=FORM,
        entry_count=len(leaves),
        next_from=looks_from(last, now) if is_full else now - LATEST,
        previous_hash=last.hash if last else NO_HASH,
        sealed_at=now,
    )


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _spelt(kind: str, *facts: Any) -> bytes:
    text = json.dumps([kind, FORM, *facts], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return text.encode()
