"""A freed seat goes to the first in line who may have it, for a stated time; then to the next."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import AuditEntry, Job
from hellowork_portal.services.reservations import errors, holds
from hellowork_portal.services.waitlist import offering, service
from tests.factories import NOW, assert_seats_add_up, at
from tests.services.waitlist.conftest import Line

HALF = timedelta(minutes=30)
LATER = NOW + HALF


def two_waiting(line: Line, slot: int) -> tuple[list[Principal], list[int]]:
    """Let two people wait for a slot, one after the other."""
    people = line.people(2)
    times = (NOW, NOW + timedelta(seconds=1))
    return people, [line.wait_slot(who, slot, now) for who, now in zip(people, times, strict=True)]


def queued(line: Line, kind: str) -> int:
    return len(line.rows(Job, kind=kind))


@pytest.fixture
def slot(line: Line) -> int:
    return line.slot()


@pytest.fixture
def number(line: Line, hanako: Principal, slot: int) -> str:
    """The reservation that fills the slot."""
    return line.reserve(hanako, slot)


def test_a_cancelled_seat_is_kept_for_who_came_first(
    line: Line, hanako: Principal, slot: int, number: str
) -> None:
    first, second = line.people(2)
    entries = [
        line.wait_slot(who, slot, NOW + timedelta(seconds=turn)) for turn, who in enumerate((first, second))
    ]
    before = queued(line, "waitlist.offer")
    line.cancel(hanako, number)
    assert queued(line, "waitlist.offer") == before + 1
    assert line.serve() == 1
    hold = line.offered(entries[0])
    assert (hold.state, hold.is_offer, hold.expires_at, hold.slot_id) == ("held", True, LATER, slot)
    assert (line.state(entries[0]), line.state(entries[1]), line.taken(slot)) == ("offered", "waiting", 1)
    assert [job["mail"] for job in line.jobs("mail")][-1] == "waitlist_offer"
    (row,) = line.waiting(first).active
    assert (row.state, row.offer.hold_id) == ("offered", hold.id)
    assert line.serve() == 0
    assert_seats_add_up(line)


def test_an_offer_is_booked_on_the_ordinary_way(
    line: Line, hanako: Principal, taro: Principal, slot: int, number: str
) -> None:
    entry = line.wait_slot(taro, slot)
    line.cancel(hanako, number)
    line.serve()
    hold = line.offered(entry)
    assert line.hold(taro, slot) == hold.id
    line.fill_in(taro, hold.id)
    line.confirm(taro, hold.id, LATER - timedelta(minutes=1))
    assert line.state(entry) == "booked"
    line.do(offering.settle, entry_id=entry, now=LATER)
    assert (line.state(entry), line.taken(slot)) == ("booked", 1)


def test_an_unanswered_offer_passes_on_and_ends_a_wish_for_one_slot(
    line: Line, hanako: Principal, slot: int, number: str
) -> None:
    first, second = line.people(2)
    entries = [
        line.wait_slot(who, slot, NOW + timedelta(seconds=turn)) for turn, who in enumerate((first, second))
    ]
    line.cancel(hanako, number)
    line.serve()
    assert line.do(offering.settle, entry_id=entries[0], now=LATER - timedelta(seconds=1)) == LATER
    line.do(offering.settle, entry_id=entries[0], now=LATER)
    assert line.serve(LATER) == 1
    assert [line.state(entry) for entry in entries] == ["over", "offered"]
    assert [job["mail"] for job in line.jobs("mail")][-2:] == ["waitlist_ended", "waitlist_offer"]
    assert_seats_add_up(line)


def test_who_waits_for_a_day_ends_after_two_unanswered_offers_of_other_times(
    line: Line, hanako: Principal, taro: Principal
) -> None:
    slots = [line.slot(at(7, wall)) for wall in ("10:00", "11:00", "12:00")]
    fullers = line.people(3)
    numbers = [line.reserve(who, slot) for who, slot in zip(fullers, slots, strict=True)]
    entry = line.wait_day(taro)
    line.cancel(fullers[0], numbers[0])
    line.serve()
    line.do(offering.settle, entry_id=entry, now=LATER)
    assert line.state(entry) == "waiting"
    assert line.serve(LATER) == 0, "the same time is not offered twice to the same wish"
    line.cancel(fullers[1], numbers[1])
    assert line.serve(LATER) == 1
    assert line.offered(entry).slot_id == slots[1]
    line.do(offering.settle, entry_id=entry, now=LATER + HALF)
    assert line.state(entry) == "over"
    assert [job["mail"] for job in line.jobs("mail")][-1] == "waitlist_ended"


def test_who_has_not_answered_comes_after_those_who_never_had_an_offer(line: Line, hanako: Principal) -> None:
    slots = [line.slot(at(7, wall)) for wall in ("10:00", "11:00")]
    fullers = [line.person(f"full{turn}@example.jp") for turn in range(2)]
    numbers = [line.reserve(who, slot) for who, slot in zip(fullers, slots, strict=True)]
    first, second = line.people(2)
    one = line.wait_day(first)
    line.cancel(fullers[0], numbers[0])
    line.serve()
    line.reserve(hanako, line.slot(at(7, "13:00")))
    other = line.wait_day(second, now=NOW + timedelta(minutes=1))
    line.do(offering.settle, entry_id=one, now=LATER)
    assert line.serve(LATER) == 1
    assert (line.state(one), line.state(other)) == ("waiting", "offered")


def test_refusing_passes_on_at_once_and_costs_no_place(
    line: Line, hanako: Principal, taro: Principal
) -> None:
    slots = [line.slot(at(7, wall)) for wall in ("10:00", "11:00")]
    fullers = line.people(2)
    numbers = [line.reserve(who, slot) for who, slot in zip(fullers, slots, strict=True)]
    day = line.wait_day(taro)
    single = line.wait_slot(hanako, slots[0], NOW + timedelta(seconds=1))
    line.cancel(fullers[0], numbers[0])
    line.serve()
    for _click in range(2):
        line.do(service.refuse, principal=taro, entry_id=day, now=NOW)
    assert (line.state(day), line.entry(day).offers_made) == ("waiting", 0)
    assert line.serve() == 1
    assert line.state(single) == "offered"
    line.do(service.refuse, principal=hanako, entry_id=single, now=NOW)
    assert (line.state(single), line.taken(slots[0])) == ("left", 0)
    assert_seats_add_up(line)


def test_leaving_gives_an_offered_seat_to_the_next(
    line: Line, hanako: Principal, slot: int, number: str
) -> None:
    first, second = line.people(2)
    entries = [
        line.wait_slot(who, slot, NOW + timedelta(seconds=turn)) for turn, who in enumerate((first, second))
    ]
    line.cancel(hanako, number)
    line.serve()
    line.do(service.leave, principal=first, entry_id=entries[0], now=NOW)
    assert line.serve() == 1
    assert [line.state(entry) for entry in entries] == ["left", "offered"]


def test_nobody_loses_a_hold_to_an_offer(line: Line, hanako: Principal, slot: int, number: str) -> None:
    first, second = line.people(2)
    entries = [
        line.wait_slot(who, slot, NOW + timedelta(seconds=turn)) for turn, who in enumerate((first, second))
    ]
    typing = line.hold(first, line.slot(at(8)))
    line.cancel(hanako, number)
    assert line.serve() == 1
    assert [line.state(entry) for entry in entries] == ["waiting", "offered"]
    assert line.reservation(typing).state == "held"
    line.do(service.refuse, principal=second, entry_id=entries[1], now=NOW)
    assert line.serve() == 0
    over = NOW + timedelta(minutes=10)
    assert line.serve(over) == 1, "the hold has run out; the place in the line is kept"
    assert line.reservation(typing).state == "expired"
    assert_seats_add_up(line)


def test_who_sits_elsewhere_at_that_time_keeps_the_place(
    line: Line, hanako: Principal, slot: int, number: str
) -> None:
    first, second = line.people(2)
    entries = [
        line.wait_slot(who, slot, NOW + timedelta(seconds=turn)) for turn, who in enumerate((first, second))
    ]
    busy = line.reserve(first, line.slot(at(7, "10:15")))
    line.cancel(hanako, number)
    line.serve()
    assert [line.state(entry) for entry in entries] == ["waiting", "offered"]
    line.cancel(first, busy)
    line.do(service.leave, principal=second, entry_id=entries[1], now=NOW)
    line.serve()
    assert line.state(entries[0]) == "offered"


def test_booking_it_by_oneself_ends_the_wish(line: Line, hanako: Principal, taro: Principal) -> None:
    slots = [line.slot(at(7, wall)) for wall in ("10:00", "11:00")]
    fullers = line.people(2)
    numbers = [line.reserve(who, slot) for who, slot in zip(fullers, slots, strict=True)]
    wishes = [line.wait_slot(taro, slots[0]), line.wait_day(taro), line.wait_slot(taro, slots[1])]
    line.cancel(fullers[0], numbers[0])
    line.reserve(taro, slots[0])
    assert [line.state(entry) for entry in wishes] == ["booked", "booked", "waiting"]


def test_giving_the_seat_up_for_another_hold_is_no_missed_offer(
    line: Line, hanako: Principal, taro: Principal
) -> None:
    slot, other = line.slot(), line.slot(at(7, "11:00"))
    fullers = line.people(2)
    numbers = [line.reserve(who, one) for who, one in zip(fullers, (slot, other), strict=True)]
    entry = line.wait_day(taro)
    line.cancel(fullers[0], numbers[0])
    line.serve()
    wanted, held = line.slot(at(8)), line.offered(entry)
    with pytest.raises(errors.OfferKept) as asked:
        line.hold(taro, wanted)
    assert asked.value.values["until"] == of_moment(LATER)
    assert (line.state(entry), line.taken(slot), line.taken(wanted)) == ("offered", 1, 0)
    line.do(holds.hold_seat, principal=taro, slot_id=wanted, gives_up=held.id, now=NOW)
    assert (line.taken(slot), line.taken(wanted)) == (0, 1)
    assert [row.state for row in line.waiting(taro).active] == ["waiting"]
    line.sweep()
    assert (line.state(entry), line.entry(entry).offers_made) == ("waiting", 0)


def test_the_sweep_finds_what_nobody_told_and_ends_what_has_passed(
    line: Line, hanako: Principal, taro: Principal
) -> None:
    slot, soon = line.slot(), line.slot(at(1))
    fullers = line.people(2)
    numbers = [line.reserve(who, one) for who, one in zip(fullers, (slot, soon), strict=True)]
    entries = [line.wait_slot(taro, slot), line.wait_slot(taro, soon), line.wait_day(taro, 1)]
    before = queued(line, "waitlist.offer")
    line.sweep()
    assert queued(line, "waitlist.offer") == before
    line.cancel(fullers[0], numbers[0])
    line.sweep()
    assert queued(line, "waitlist.offer") == before + 2
    line.sweep(at(2))
    assert [line.state(entry) for entry in entries] == ["waiting", "over", "over"]
    assert "waitlist.ended" in [row.action for row in line.rows(AuditEntry)]


def test_an_ended_account_waits_for_nothing(
    line: Line, hanako: Principal, taro: Principal, slot: int, number: str
) -> None:
    from hellowork_portal.services.accounts.closing import close_account
    from tests.factories import PASSWORD_HASH

    entry = line.wait_slot(taro, slot)
    line.cancel(hanako, number)
    line.serve()
    line.do(close_account, principal=taro, verified_hash=PASSWORD_HASH, cancel_too=False, now=NOW)
    assert (line.state(entry), line.taken(slot)) == ("left", 0)
    assert line.serve() == 0
