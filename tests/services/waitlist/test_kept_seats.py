"""An offered seat as a hold: extended, shown by the clock, and never lost to an old page."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import of_time
from hellowork_portal.models import Job, Offering, OfficeClosure, Slot
from hellowork_portal.services.reservations import errors, holds, rules
from hellowork_portal.services.reservations.confirmation import confirm_reservation
from hellowork_portal.services.reservations.lookup import hold_view
from hellowork_portal.services.schedules.release import release_slots
from hellowork_portal.services.waitlist import offering
from tests.factories import NOW, assert_seats_add_up, at
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


@pytest.mark.parametrize("way", ["release", "switch"])
def test_who_was_offered_what_is_closed_since_is_told_and_an_open_offer_stands(
    line: Line, hanako: Principal, taro: Principal, slot: int, number: str, way: str
) -> None:
    """By a closure that a release has found, or by an office that takes no more reservations."""
    entry = line.wait_slot(taro, slot)
    line.cancel(hanako, number)
    assert line.serve() == 1
    line.sweep()
    assert line.state(entry) == "offered", "nothing has closed"
    close(line, slot, way)
    line.sweep()
    hold = line.offered(entry)
    assert (line.state(entry), hold.state, line.taken(slot)) == ("over", "expired", 0)
    assert [job["mail"] for job in line.jobs("mail")][-1] == "waitlist_gone"
    assert line.entry(entry).offers_made == 0
    assert_seats_add_up(line)


def close(line: Line, slot: int, way: str) -> None:
    """Close the slot's day, or the offering."""
    office_id, before = line.counselling.office_id, len(line.rows(Job, kind="waitlist.sweep"))
    if way == "switch":
        line.do(lambda session: setattr(session.get_one(Offering, line.counselling.id), "is_open", False))
        return
    day = line.row(Slot, id=slot).on_day
    closure = OfficeClosure(office_id=office_id, on_day=day, reason={"ja": "点検"})
    line.do(lambda session: session.add(closure))
    line.do(release_slots, now=NOW)
    assert len(line.rows(Job, kind="waitlist.sweep")) == before + 1, "and not only by the clock"
