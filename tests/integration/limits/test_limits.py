"""Limits on mails, sign-ins and holds hold across web workers that share a Redis."""

import multiprocessing
import os
from collections.abc import Iterator

import pytest

from hellowork_portal import runtime
from hellowork_portal.kit.errors import TooMany
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.settings import settings
from hellowork_portal.services.access.limits import LIMITS
from hellowork_portal.services.access.registration import mail_limits
from hellowork_portal.services.access.sign_in import Candidate, tries
from hellowork_portal.services.reservations.holds import hold_limits

WORKERS = 2
NOBODY = Candidate(None, "", "ja")
Spent = list[tuple[str, str]]


def somebody(network: str, applicant_id: int = 7) -> Principal:
    return Principal(PrincipalKind.APPLICANT, applicant_id, address=network)


def mail_to(address: str, network: str) -> Spent:
    return mail_limits(somebody(network), address)


def sign_in_of(address: str, network: str) -> Spent:
    return tries(address, network, "", NOBODY)


CASES = {
    "mail_per_address": [mail_to("taro@example.jp", f"10.1.0.{turn}") for turn in range(60)],
    "mail_per_network": [mail_to(f"taro{turn}@example.jp", "10.2.0.1") for turn in range(60)],
    "sign_in_per_account": [sign_in_of("taro@example.jp", f"10.3.0.{turn}") for turn in range(60)],
    "sign_in_per_network": [sign_in_of(f"taro{turn}@example.jp", "10.4.0.1") for turn in range(400)],
    "hold_per_person": [hold_limits(somebody(f"10.5.0.{turn}")) for turn in range(80)],
    "hold_per_network": [hold_limits(somebody("10.6.0.1", 100 + turn)) for turn in range(400)],
}
"""Tries that only the limit of this name can end: whatever else is counted differs each time."""


def passed(asked: dict[str, list[Spent]]) -> dict[str, int]:
    """Try one after the other in a process of its own; return how many of each were let through."""
    return {name: sum(map(is_passed, tries)) for name, tries in asked.items()}


def is_passed(limits: Spent) -> bool:
    try:
        runtime.spend_now(limits)
    except TooMany:
        return False
    return True


def in_workers() -> dict[str, int]:
    """Spread all tries over web workers that work at once; return how many they let through together."""
    shares = [{name: asked[turn::WORKERS] for name, asked in CASES.items()} for turn in range(WORKERS)]
    with multiprocessing.get_context("spawn").Pool(WORKERS) as pool:
        found = pool.map(passed, shares, chunksize=1)
    return {name: sum(one[name] for one in found) for name in CASES}


@pytest.fixture
def shared(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The portal's settings name a Redis."""
    monkeypatch.setenv("PORTAL_REDIS_URL", redis_url)
    forget()
    yield redis_url
    monkeypatch.undo()
    forget()


def forget() -> None:
    settings.cache_clear()
    runtime._ports.cache_clear()


def allowed() -> dict[str, int]:
    return {name: int(LIMITS[name].split()[0]) for name in CASES}


def test_two_workers_together_let_through_exactly_what_is_allowed(shared: str) -> None:
    assert in_workers() == allowed()


def test_without_redis_each_worker_counts_for_itself() -> None:
    """The control: so the settings refuse several workers without a Redis."""
    forget()
    assert "PORTAL_REDIS_URL" not in os.environ
    found, limits = in_workers(), allowed()
    assert found["mail_per_address"] == WORKERS * limits["mail_per_address"]
    assert found["hold_per_person"] == WORKERS * limits["hold_per_person"]


def test_another_person_another_address_and_another_network_are_not_shut_out(shared: str) -> None:
    passed(CASES)
    assert [name for name, asked in CASES.items() if is_passed(asked[-1])] == []
    others = [
        mail_to("jiro@example.jp", "198.51.100.1"),
        sign_in_of("jiro@example.jp", "198.51.100.1"),
        hold_limits(somebody("198.51.100.1", 999)),
    ]
    assert [is_passed(limits) for limits in others] == [True, True, True]


def test_who_is_stopped_is_told_for_how_long(shared: str) -> None:
    passed({"mail_per_address": CASES["mail_per_address"]})
    with pytest.raises(TooMany) as told:
        runtime.spend_now(CASES["mail_per_address"][0])
    assert 1 <= int(str(told.value.values["minutes"])) <= 60


def test_what_is_kept_in_redis_names_nobody(shared: str) -> None:
    from redis import Redis

    is_passed(mail_to("taro@example.jp", "10.0.0.1"))
    is_passed(sign_in_of("taro@example.jp", "10.0.0.1"))
    with Redis.from_url(shared) as client:
        keys = str(client.keys())
    assert "mail_per_address" in keys
    assert "taro" not in keys
