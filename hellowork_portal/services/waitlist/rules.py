"""Pure rules of waiting: how many wishes, how long an offer stands, which seat suits whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hellowork_portal.kit import clock
from hellowork_portal.models import WaitlistKind

MOST_WISHES = 3
MOST_LAPSED = 2
"""Offers that may run out unanswered before a wish ends."""
SHORTEST_OFFER = timedelta(minutes=10)
QUIET_FROM, QUIET_UNTIL = 21 * 60, 8 * 60
"""Minutes of the day in Japan between which nobody need watch their mail."""


@dataclass(frozen=True)
class Free:
    """A slot of an offering with a seat left for citizens."""

    slot_id: int
    on_day: date
    starts_at: datetime


@dataclass(frozen=True)
class Wish:
    """What an entry waits for; `before` is the start of the reservation that it would move."""

    kind: WaitlistKind
    slot_id: int | None
    on_day: date | None
    before: datetime | None


def suits(wish: Wish, free: Free) -> bool:
    """Whether a free slot is what somebody waits for."""
    if wish.kind is WaitlistKind.SLOT:
        return free.slot_id == wish.slot_id
    if wish.kind is WaitlistKind.DAY:
        return free.on_day == wish.on_day
    return wish.before is not None and free.starts_at < wish.before


def suiting(wish: Wish, free: Sequence[Free]) -> list[Free]:
    """Return the free slots that suit, the earliest first."""
    return sorted((one for one in free if suits(wish, one)), key=lambda one: one.starts_at)


def offer_ends(now: datetime, last_moment: datetime, minutes: int) -> datetime | None:
    """Return when an offer made now ends; None where too little time is left for one.

    `minutes` by day; half of what is left where booking closes soon, so that the next in
    line has a chance too, but ten minutes at least. An offer that would end at night
    stands until the morning, and none beyond the last moment at which it can be taken.
    """
    life = max(SHORTEST_OFFER, min(timedelta(minutes=minutes), (last_moment - now) / 2))
    ends = now + life
    if is_quiet(now) or is_quiet(ends):
        ends = _morning(now) + timedelta(minutes=minutes)
    ends = min(ends, last_moment)
    return ends if ends - now >= SHORTEST_OFFER else None


def is_quiet(moment: datetime) -> bool:
    """Whether it is night in Japan."""
    there = clock.in_japan(moment)
    minute = 60 * there.hour + there.minute
    return minute >= QUIET_FROM or minute < QUIET_UNTIL


def _morning(now: datetime) -> datetime:
    """Return the next end of the night."""
    today = clock.day_in_japan(now)
    morning = clock.at_japan(today, QUIET_UNTIL)
    return morning if morning > now else clock.at_japan(today + timedelta(days=1), QUIET_UNTIL)


def goes_on(kind: WaitlistKind, lapsed: int) -> bool:
    """Whether a wish lives on after an offer that was not taken: a slot is offered once to the same wish."""
    return kind is not WaitlistKind.SLOT and lapsed < MOST_LAPSED
