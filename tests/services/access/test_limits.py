"""Rate limits: counted by key, across workers, and no reason to fail when Redis does."""

import pytest

from hellowork_portal.adapters.rate_limits import Limits
from hellowork_portal.services.access.limits import LIMITS
from tests import servers

RULES = {"few": "3 per hour", "other": "2 per 15 minutes"}


def used_up(limits: Limits, rule: str = "few", key: str = "k") -> int:
    """Return how many tries a window still had, by using them up."""
    tries = 0
    while limits.allow(rule, key):
        tries += 1
    return tries


def test_every_rule_of_the_portal_can_be_read() -> None:
    limits = Limits(LIMITS)
    assert all(limits.allow(rule, "key") for rule in LIMITS)


def test_a_window_counts_by_rule_and_key() -> None:
    limits = Limits(RULES)
    assert used_up(limits) == 3
    assert used_up(limits, key="another") == 3
    assert used_up(limits, "other") == 2
    assert not limits.allow("few", "k")
    assert (limits.minutes_left("few", "k"), limits.minutes_left("other", "k")) == (60, 15)


def test_a_window_can_be_forgotten() -> None:
    limits = Limits(RULES)
    used_up(limits)
    limits.forget("few", "k")
    assert used_up(limits) == 3


def test_workers_count_together_in_redis(redis_url: str) -> None:
    first, second = Limits(RULES, redis_url), Limits(RULES, redis_url)
    assert first.allow("few", "k")
    assert used_up(second) == 2
    assert not first.allow("few", "k")
    assert second.minutes_left("few", "k") == 60
    second.forget("few", "k")
    assert first.allow("few", "k")


def test_limits_go_on_in_each_process_when_redis_dies() -> None:
    with servers.redis() as url:
        limits = Limits(RULES, url)
        assert limits.allow("few", "k")
    assert used_up(limits) == 3
    assert limits.minutes_left("few", "k") == 60
    limits.forget("few", "k")


@pytest.mark.parametrize("address", ["redis://127.0.0.1:1/0"])
def test_a_redis_that_was_never_there_stops_nobody(address: str) -> None:
    assert used_up(Limits(RULES, address)) == 3
