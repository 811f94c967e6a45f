"""An offered seat as a hold: extended, shown by the clock, and never lost to an old page."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import of_time
from hellowork_portal.services.reservations import errors, holds, rules
from hellowork_portal.services.reservations.confirmation import confirm_reservation
from hellowork_portal.services.reservations.lookup import hold_view
from hellowork_portal.services.waitlist import offering
from tests.factories import NOW, at
from tests.services.waitlist.conftest import Line

HALF = timedelta(minutes=30)
LATER = NOW + HALF


@pytest.fixture
def slot(line: Line) -> int:
    return line.slot()


@pytest.fixture
def number(line: Line, hanako: Principal, slot: int) -> str:
    """The reservation that fills the slot."""
    return line.reserve(hanako, slot)


def test_a_late_confirmation_takes_no_offered_seat_without_a_word(
    line: Line, hanako: Principal, taro: Principal, slot: int, number: str
) -> None:
    late = line.hold(taro, line.slot(at(8)))
    line.fill_in(taro, late)
    later = NOW + 2 * rules.HOLD
    entry = line.wait_slot(taro, slot, later)
    line.cancel(hanako, number)
    line.serve(later)
    asked = {"principal": taro, "hold_id": late, "now": later}
    with pytest.raises(errors.OfferKept):
        line.do(confirm_reservation, **asked)
    assert line.state(entry) == "offered"
    assert line.do(confirm_reservation, **asked, gives_up=line.offered(entry).id)
    assert line.taken(slot) == 0


def test_extending_never_shortens_an_offer(
    line: Line, hanako: Principal, taro: Principal, slot: int, number: str
) -> None:
    entry = line.wait_slot(taro, slot)
    line.cancel(hanako, number)
    line.serve()
    hold = line.offered(entry).id
    line.do(holds.extend_hold, principal=taro, hold_id=hold, now=NOW)
    row = line.reservation(hold)
    assert (row.expires_at, row.extended_count) == (LATER, 0), "nothing is added, nothing is counted"
    line.do(holds.extend_hold, principal=taro, hold_id=hold, now=LATER - timedelta(minutes=1))
    ends = LATER + timedelta(minutes=9)
    assert line.do(offering.settle, entry_id=entry, now=LATER) == ends
    assert line.state(entry) == "offered"
    line.do(offering.settle, entry_id=entry, now=ends)
    assert line.state(entry) == "over"


def test_an_offer_is_shown_by_the_clock_until_extending_adds_something(
    line: Line, hanako: Principal, taro: Principal, slot: int, number: str
) -> None:
    entry = line.wait_slot(taro, slot)
    line.cancel(hanako, number)
    line.serve()
    asked = {"principal": taro, "hold_id": line.offered(entry).id}
    far = line.do(hold_view, **asked, now=NOW)
    assert far.kept_until["ja"].endswith(f"{of_time(LATER)}")
    turn = LATER - rules.HOLD
    assert far.look_ms == turn.timestamp() * 1000
    near = line.do(hold_view, **asked, now=turn)
    assert (near.is_live, near.kept_until, near.look_ms) == (True, {}, 0)
