"""Who may wait for what, how often, and how it ends by one's own hand."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import AuditEntry, Job, WaitlistEntry
from hellowork_portal.services.accounts.erasing import tidy_accounts
from hellowork_portal.services.waitlist import service
from tests.factories import NOW, TODAY, at, make_claimant
from tests.services.reservations.conftest import applicant_of
from tests.services.waitlist.conftest import Line, code_of


def test_a_full_slot_can_be_waited_for_once(line: Line, hanako: Principal, taro: Principal) -> None:
    slot = line.slot()
    line.reserve(hanako, slot)
    entry = line.wait_slot(taro, slot)
    assert line.wait_slot(taro, slot) == entry
    row = line.row(WaitlistEntry)
    assert (row.kind, row.wanted, row.slot_id, row.state) == ("slot", f"slot:{slot}", slot, "waiting")
    assert [one.action for one in line.rows(AuditEntry, subject_kind="waitlist_entry")] == ["waitlist.joined"]


def test_what_is_free_is_booked_instead(line: Line, hanako: Principal, taro: Principal) -> None:
    slot, other = line.slot(), line.slot(at(7, "11:00"))
    assert code_of(line.wait_slot, taro, slot) == "waitlist_seats_free"
    line.reserve(hanako, slot)
    assert code_of(line.wait_day, taro) == "waitlist_seats_free"
    line.reserve(line.people(1)[0], other)
    assert line.state(line.wait_day(taro)) == "waiting"


def test_what_is_not_offered_is_not_waited_for(line: Line, taro: Principal) -> None:
    late, far = line.slot(at(0, "11:30")), line.slot(at(40))
    closed = line.slot(at(8), state="closed")
    for slot in (late, far, closed, 9999):
        assert code_of(line.wait_slot, taro, slot) == "slot_not_offered"
    assert code_of(line.wait_day, taro, 9) == "slot_not_offered"
    assert code_of(line.wait_day, taro, offering_id=9999) == "slot_not_offered"


def test_what_one_may_not_book_is_not_waited_for(line: Line, hanako: Principal, taro: Principal) -> None:
    slot, same_time = line.slot(), line.slot(at(7, "10:15"))
    line.reserve(hanako, slot)
    line.reserve(taro, same_time)
    assert code_of(line.wait_slot, taro, slot) == "overlaps"
    line.reserve(taro, line.slot(at(8)))
    other = line.slot(at(9))
    line.reserve(hanako, other)
    assert code_of(line.wait_slot, taro, other) == "too_many_reservations"


def test_a_claimant_waits_on_the_own_day_alone(line: Line, hanako: Principal, taro: Principal) -> None:
    day, other = at(7), at(8)
    slots = [line.slot(starts, line.certification) for starts in (day, other)]
    for turn, slot in enumerate(slots):
        line.reserve(line.person(f"full{turn}@example.jp", number=f"1301026000099{turn}"), slot)
    person = applicant_of(line, taro)
    line.do(make_claimant, line.office, person, days=[TODAY + timedelta(days=7)])
    assert line.state(line.wait_slot(taro, slots[0])) == "waiting"
    assert code_of(line.wait_slot, taro, slots[1]) == "not_eligible_not_your_day"
    place = {"offering_id": line.certification.id}
    assert code_of(line.wait_day, taro, 8, **place) == "not_eligible_not_your_day"


def test_three_wishes_at_once_are_the_most(line: Line, hanako: Principal, taro: Principal) -> None:
    slots = [line.slot(at(7 + turn)) for turn in range(4)]
    for turn, slot in enumerate(slots):
        line.reserve(line.person(f"full{turn}@example.jp"), slot)
    entries = [line.wait_slot(taro, slot) for slot in slots[:3]]
    assert code_of(line.wait_slot, taro, slots[3]) == "waitlist_too_many"
    assert line.wait_slot(taro, slots[2]) == entries[2]
    line.do(service.leave, principal=taro, entry_id=entries[0], now=NOW)
    assert line.state(line.wait_slot(taro, slots[3])) == "waiting"


def test_leaving_is_one_tap_and_only_ones_own(line: Line, hanako: Principal, taro: Principal) -> None:
    slot = line.slot()
    line.reserve(hanako, slot)
    entry = line.wait_slot(taro, slot)
    for command in (service.leave, service.refuse):
        assert code_of(line.do, command, principal=hanako, entry_id=entry, now=NOW) == "waitlist_gone"
        assert code_of(line.do, command, principal=taro, entry_id=entry + 1, now=NOW) == "waitlist_gone"
    for _click in range(2):
        line.do(service.leave, principal=taro, entry_id=entry, now=NOW)
    assert line.state(entry) == "left"
    again = line.wait_slot(taro, slot)
    assert again != entry
    assert [row.state for row in line.waiting(taro).active] == ["waiting"]
    assert [row.state for row in line.waiting(taro).ended] == ["left"]


def test_strangers_do_not_wait(line: Line) -> None:
    for command, named in (
        (service.join_slot, {"slot_id": 1}),
        (service.join_day, {"offering_id": 1, "day": TODAY}),
        (service.join_earlier, {"number": "ABC"}),
        (service.leave, {"entry_id": 1}),
        (service.refuse, {"entry_id": 1}),
    ):
        with pytest.raises(SignInNeeded):
            line.do(command, principal=Principal(), now=NOW, **named)


def test_an_earlier_time_is_waited_for_with_ones_own_reservation(
    line: Line, hanako: Principal, taro: Principal
) -> None:
    number = line.reserve(taro, line.slot(at(9)))
    assert code_of(line.wait_earlier, taro, number) == "waitlist_nothing_earlier"
    early = line.slot(at(7))
    assert code_of(line.wait_earlier, taro, number) == "waitlist_seats_free"
    line.reserve(hanako, early)
    assert code_of(line.wait_earlier, hanako, number) == "reservation_not_found"
    entry = line.wait_earlier(taro, number)
    assert line.entry(entry).wanted.startswith("earlier:")
    (row,) = line.waiting(taro).active
    assert "10 December" in row.wish["en"]
    line.cancel(taro, number)
    assert line.state(entry) == "over"
    assert code_of(line.wait_earlier, taro, number) == "reservation_cancelled"


def test_a_certification_waits_for_earlier_times_of_its_own_day_alone(line: Line, taro: Principal) -> None:
    before = line.slot(at(6), line.certification)
    other = line.person("other@example.jp", number="13010260000991")
    who = line.person("claimant@example.jp", number="13010260000992")
    line.reserve(other, before)
    number = line.reserve(who, line.slot(at(7, "11:00"), line.certification))
    assert code_of(line.wait_earlier, who, number) == "waitlist_nothing_earlier"


def test_nobody_waits_nothing_is_queued(line: Line, hanako: Principal) -> None:
    line.cancel(hanako, line.reserve(hanako, line.slot()))
    assert [row.kind for row in line.rows(Job) if row.kind.startswith("waitlist")] == []


def test_a_wish_that_has_ended_is_forgotten_after_ninety_days_and_a_live_one_is_not(
    line: Line, hanako: Principal, taro: Principal
) -> None:
    slot = line.slot()
    line.reserve(hanako, slot)
    ended = line.wait_slot(taro, slot)
    line.do(service.leave, principal=taro, entry_id=ended, now=NOW)
    kept = line.wait_slot(taro, slot)
    assert line.do(tidy_accounts, now=NOW + timedelta(days=89))["wishes"] == 0
    assert line.do(tidy_accounts, now=NOW + timedelta(days=90))["wishes"] == 1
    assert [row.id for row in line.rows(WaitlistEntry)] == [kept]
