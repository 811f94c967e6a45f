"""An earlier time for one's own reservation: offered as a hold, taken by the change."""

import pytest

from hellowork_portal.kit.principal import Principal
from hellowork_portal.services.reservations.changes import change_reservation
from tests.factories import NOW, assert_seats_add_up, at
from tests.services.waitlist.conftest import Line, code_of


@pytest.fixture
def slot(line: Line) -> int:
    return line.slot()


@pytest.fixture
def number(line: Line, hanako: Principal, slot: int) -> str:
    """The reservation that fills the slot."""
    return line.reserve(hanako, slot)


def test_an_earlier_time_is_taken_by_the_change_and_by_nothing_else(
    line: Line, hanako: Principal, taro: Principal, slot: int, number: str
) -> None:
    late = line.slot(at(9))
    mine = line.reserve(taro, late)
    entry = line.wait_earlier(taro, mine)
    line.cancel(hanako, number)
    line.serve()
    hold = line.offered(entry)
    (row,) = line.waiting(taro).active
    assert (row.offer.number, row.offer.revision, row.offer.slot_id) == (mine, 0, slot)
    line.fill_in(taro, hold.id)
    assert code_of(line.confirm, taro, hold.id) == "offer_moves"
    moved = {"number": mine, "slot_id": slot, "revision": 0}
    assert line.do(change_reservation, principal=taro, **moved, now=NOW) == 1
    assert (line.state(entry), line.taken(slot), line.taken(late)) == ("booked", 1, 0)
    assert line.reservation(hold.id).state == "expired"
    assert_seats_add_up(line)


def test_moving_or_cancelling_ends_the_wish_and_lets_the_offer_go(
    line: Line, hanako: Principal, taro: Principal, slot: int, number: str
) -> None:
    mine = line.reserve(taro, line.slot(at(9)))
    entry = line.wait_earlier(taro, mine)
    line.cancel(hanako, number)
    line.serve()
    later = {"number": mine, "slot_id": line.slot(at(10)), "revision": 0}
    line.do(change_reservation, principal=taro, **later, now=NOW)
    assert (line.state(entry), line.taken(slot)) == ("over", 0)
    assert_seats_add_up(line)


def test_an_offer_for_a_certification_leaves_its_day_to_the_reservation(line: Line) -> None:
    early, late = (line.slot(at(7, wall), line.certification) for wall in ("10:00", "11:00"))
    other = line.person("other@example.jp", number="13010260000991")
    who = line.person("claimant@example.jp", number="13010260000992")
    theirs, mine = line.reserve(other, early), line.reserve(who, late)
    entry = line.wait_earlier(who, mine)
    line.cancel(other, theirs)
    assert line.serve(offering_id=line.certification.id) == 1
    moved = {"number": mine, "slot_id": early, "revision": 0}
    assert line.do(change_reservation, principal=who, **moved, now=NOW) == 1
    assert line.state(entry) == "booked"
