"""Windows in memory count as the library's own do, and let go of what no longer counts."""

import itertools

import pytest
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from hellowork_portal.adapters import windows
from hellowork_portal.adapters.windows import Windows

FIVE = parse("5 per minute")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    clock = Clock()
    monkeypatch.setattr(windows.time, "time", clock)
    return clock


class Clock:
    """Seconds that pass when told to; the library's storage reads the same clock."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("pauses", [(0, 1, 2), (7, 11, 13), (20, 1, 41), (61, 0, 0, 0, 0, 0, 0)])
def test_a_try_is_let_through_exactly_when_the_library_does(clock: Clock, pauses: tuple[int, ...]) -> None:
    ours, theirs = Windows(), MovingWindowRateLimiter(MemoryStorage())
    for pause in itertools.islice(itertools.cycle(pauses), 60):
        clock.now += pause + 0.37
        assert ours.hit(FIVE, "rule", "key") == theirs.hit(FIVE, "rule", "key")
        said = (ours.get_window_stats(FIVE, "rule", "key"), theirs.get_window_stats(FIVE, "rule", "key"))
        assert said[0].remaining == said[1].remaining
        assert said[0].reset_time == pytest.approx(said[1].reset_time)


def test_keys_do_not_count_for_one_another_and_can_be_emptied(clock: Clock) -> None:
    ours = Windows()
    assert [ours.hit(FIVE, "rule", "one") for _ in range(6)] == [True] * 5 + [False]
    assert ours.hit(FIVE, "rule", "other")
    ours.clear(FIVE, "rule", "one")
    assert ours.hit(FIVE, "rule", "one")


def test_nothing_is_kept_of_people_who_have_gone(clock: Clock) -> None:
    ours = Windows()
    for turn in range(1000):
        ours.hit(FIVE, "rule", f"person {turn}")
    clock.now += 200
    ours.hit(FIVE, "rule", "somebody")
    assert len(ours._tries) == len(ours._lasts) == 1
