"""How long an offer stands, and which seat suits whom."""

from datetime import date, datetime, timedelta

import pytest

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.models import WaitlistKind
from hellowork_portal.services.waitlist.rules import Free, Wish, goes_on, offer_ends, suiting

DAY = date(2026, 12, 1)


def wall(text: str, days: int = 0) -> datetime:
    hours, minutes = text.split(":")
    return at_japan(DAY + timedelta(days=days), 60 * int(hours) + int(minutes))


@pytest.mark.parametrize(
    ("now", "last", "ends"),
    [
        (wall("10:00"), wall("8:00", 7), wall("10:30")),
        (wall("8:00"), wall("8:00", 7), wall("8:30")),
        (wall("20:29"), wall("8:00", 7), wall("20:59")),
        (wall("20:30"), wall("8:00", 7), wall("8:30", 1)),
        (wall("21:00"), wall("8:00", 7), wall("8:30", 1)),
        (wall("3:00"), wall("8:00", 7), wall("8:30")),
        (wall("7:59"), wall("8:00", 7), wall("8:30")),
        (wall("22:00"), wall("7:00", 1), wall("7:00", 1)),
        (wall("10:00"), wall("10:40"), wall("10:20")),
        (wall("10:00"), wall("10:15"), wall("10:10")),
        (wall("10:00"), wall("10:10"), wall("10:10")),
        (wall("10:00"), wall("10:09"), None),
        (wall("10:00"), wall("9:00"), None),
    ],
)
def test_an_offer_ends(now: datetime, last: datetime, ends: datetime | None) -> None:
    """By day after half an hour, at night in the morning, near the interview sooner, and never too late."""
    assert offer_ends(now, last, 30) == ends


def test_the_earliest_seat_that_suits_comes_first() -> None:
    late, early = Free(1, DAY, wall("11:00")), Free(2, DAY, wall("10:00"))
    other = Free(3, DAY + timedelta(days=1), wall("9:00", 1))
    free = [late, other, early]
    assert suiting(Wish(WaitlistKind.DAY, None, DAY, None), free) == [early, late]
    assert suiting(Wish(WaitlistKind.SLOT, 1, None, None), free) == [late]
    assert suiting(Wish(WaitlistKind.EARLIER, None, None, wall("11:00")), free) == [early]
    assert suiting(Wish(WaitlistKind.EARLIER, None, None, None), free) == []


def test_a_wish_ends_after_two_unanswered_offers_one_for_a_slot_after_the_first() -> None:
    assert [goes_on(WaitlistKind.DAY, lapsed) for lapsed in (1, 2)] == [True, False]
    assert [goes_on(WaitlistKind.EARLIER, lapsed) for lapsed in (1, 2)] == [True, False]
    assert goes_on(WaitlistKind.SLOT, 1) is False
