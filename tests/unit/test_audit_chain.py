"""How the chain spells what it hashes: fixed for ever, because old seals must fit tomorrow."""

import hashlib
import hmac
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hellowork_portal.services.audit import chain

AT = datetime(2026, 11, 23, 1, 2, 3, 4, tzinfo=UTC)
SEAL = chain.Seal(2, 1, 2, AT, "ab" * 32, AT)


@dataclass(frozen=True)
class Entry:
    id: int = 7
    at: datetime = AT
    actor_kind: str = "staff"
    actor_id: int | None = 3
    action: str = "reservation.changed"
    subject_kind: str = "reservation"
    subject_id: int | None = None
    details: dict[str, Any] = field(default_factory=lambda: {"b": 1, "a": {"d": None, "c": "髙"}})


def mac(message: bytes) -> str:
    return hmac.new(b"a key of this test", message, hashlib.sha256).hexdigest()


def test_an_entry_is_spelt_like_this_for_ever() -> None:
    assert chain.spelt_entry(Entry()) == (
        b'["audit-entry",1,7,"2026-11-23T01:02:03.000004+00:00","staff",3,"reservation.changed",'
        b'"reservation",null,{"a":{"c":"\\u9ad9","d":null},"b":1}]'
    )
    assert chain.leaf_hash(Entry(), mac) == "f955dde85ffa17d31d4792265e47f0808353ddc3fc890bb719ec459623c675d3"


def test_a_seal_is_hashed_like_this_for_ever() -> None:
    leaves = [(8, "cd" * 32), (7, "ef" * 32)]
    assert (
        chain.seal_hash(SEAL, leaves, mac)
        == chain.seal_hash(SEAL, leaves[::-1], mac)
        == "9ea387d53846ca46db59b831be013581e20122fa1ffc1afb5578d9b9dd9ce450"
    )


def test_the_same_instant_and_the_same_details_are_the_same_entry() -> None:
    japan = timezone(timedelta(hours=9))
    same = Entry(at=AT.astimezone(japan), details={"a": {"c": "髙", "d": None}, "b": 1})
    assert chain.spelt_entry(same) == chain.spelt_entry(Entry())


def test_every_column_counts() -> None:
    others: dict[str, Any] = {
        "id": 8,
        "at": AT + timedelta(microseconds=1),
        "actor_kind": "applicant",
        "actor_id": None,
        "action": "reservation.held",
        "subject_kind": "meeting",
        "subject_id": 1,
        "details": {"b": 1},
    }
    assert set(others) == set(Entry.__dataclass_fields__)
    spelt = {chain.spelt_entry(replace(Entry(), **{name: value})) for name, value in others.items()}
    assert len(spelt | {chain.spelt_entry(Entry())}) == len(others) + 1


def test_every_fact_of_a_seal_counts() -> None:
    others: dict[str, Any] = {
        "number": 3,
        "form": 2,
        "entry_count": 1,
        "next_from": AT + timedelta(1),
        "previous_hash": "cd" * 32,
        "sealed_at": AT + timedelta(1),
    }
    assert set(others) == set(chain.Seal.__dataclass_fields__)
    hashes = {chain.seal_hash(replace(SEAL, **{name: value}), [], mac) for name, value in others.items()}
    hashes |= {chain.seal_hash(SEAL, [], mac), chain.seal_hash(SEAL, [(1, "a")], mac)}
    assert len(hashes) == len(others) + 2


def test_a_full_seal_lets_the_next_look_as_far_back() -> None:
    full = [(number, "") for number in range(chain.MOST_IN_SEAL)]
    assert chain.next_seal(None, full, AT).next_from == chain.BEGINNING
    assert chain.next_seal(None, full[1:], AT).next_from == AT - chain.LATEST


def test_a_clock_that_was_ahead_hides_nothing_from_the_next_seal() -> None:
    ahead = chain.next_seal(None, [(1, "")], AT + timedelta(days=400))
    assert chain.looks_from(ahead, AT) == AT - chain.LATEST
