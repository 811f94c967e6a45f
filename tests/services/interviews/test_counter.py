"""Booking for who telephones or stands at the counter: found, agreed, recorded."""

from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid, NotAllowed, SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import (
    Applicant,
    AuditEntry,
    Meeting,
    MeetingHostTime,
    Office,
    Reservation,
    Slot,
)
from hellowork_portal.services.access.owners import is_closed_address
from hellowork_portal.services.counter import booking, errors, people
from hellowork_portal.services.interviews import service
from hellowork_portal.services.reservations import errors as reservation_errors
from tests.factories import assert_seats_add_up, at, make_applicant, make_offering, make_procedure
from tests.services.interviews.conftest import START, Day

TYPED = {
    "name": "窓口 三郎",
    "reading": "マドグチ サブロウ",
    "born_on": "1980-02-03",
    "phone": "03-1234-5678",
}


def find(day: Day, words: str, by: Principal | None = None, office: str = "") -> list[Any]:
    given = {"office_code": office or day.office, "words": words, "now": START}
    return day.do(people.find_people, principal=by or day.mine, **given)


def person(day: Day, mail: str = "caller@example.jp") -> str:
    """Somebody who has been found by their user ID; returns the key."""
    day.do(make_applicant, mail, number="13010260000001")
    return find(day, mail)[0].key


def book(day: Day, key: str, slot_id: int, **changes: Any) -> Any:
    given = {"principal": day.mine, "office_code": day.office, "consent": "telephone", "now": START} | changes
    return day.do(booking.book_for, person_key=key, slot_id=slot_id, **given)


def test_by_number_anybody_is_found_by_name_only_people_of_the_office(day: Day) -> None:
    day.do(
        make_applicant, "far@example.jp", name="遠山 桜", reading="トオヤマ サクラ", number="13010260000009"
    )
    who, one = day.book(day.slot(), name="近藤 梅", reading="コンドウ ウメ")
    assert [line.name for line in find(day, "１３０１０－２６００００００９"[:17])] == ["遠山 桜"]
    assert [line.name for line in find(day, "FAR@example.jp")] == ["遠山 桜"]
    assert [line.name for line in find(day, day.number(one).lower())] == ["近藤 梅"]
    for words in ("近藤", "コンドウ", "ｺﾝﾄﾞｳ", "こんどう"):
        assert [line.name for line in find(day, words)] == ["近藤 梅"]
    for words in ("遠山", "サクラ", "", "近", "%", "' OR 1=1", "😀" * 5000):
        assert find(day, words) == []
    assert find(day, "近藤", by=day.other, office="HW27-001") == []
    recorded = day.rows(AuditEntry, action="applicant.searched")
    assert recorded[0].details == {"by": "claimant_number", "found": 1}
    assert "近藤" not in str([entry.details for entry in recorded])
    assert who.id


def test_what_needs_a_number_is_said_before_anybody_is_booked_for_it(day: Day) -> None:
    def offered(session: Session) -> int:
        office = session.get_one(Office, day.office_id)
        procedure = make_procedure(session, "by_number", needs_claimant_number=True)
        return make_offering(session, office, procedure).id or 0

    numbered = day.do(offered)
    found = day.see(booking.offerings_to_book, principal=day.mine, office_code=day.office)
    assert {one.id for one in found if one.needs_number} == {numbered}
    assert len(found) == 3


def test_a_booking_by_telephone_uses_seats_kept_back_and_notes_the_consent(day: Day) -> None:
    slot = day.slot(capacity=1, held_back=1)
    booked = book(day, person(day), slot)
    row = day.row(Reservation, id=booked.id)
    assert (row.number, row.state, row.is_by_staff, row.terms_agreed_at) == (
        booked.number, "confirmed", True, START,
    )  # fmt: skip
    [entry] = day.rows(AuditEntry, action="reservation.booked_by_staff")
    assert entry.details == {"consent": "telephone", "slot": slot}
    assert (day.row(Slot, id=slot).taken_by_staff, booked.has_host, booked.has_mail) == (1, True, True)
    assert day.rows(Meeting, reservation_id=booked.id)[0].host_id
    assert [job["reservation_id"] for job in day.jobs("mail")] == [booked.id]
    day.act(service.start, booked.id)
    day.act(service.finish, booked.id)
    assert (day.row(Slot, id=slot).taken, day.row(Slot, id=slot).taken_by_staff) == (0, 0)
    assert_seats_add_up(day)


def test_without_consent_without_a_seat_or_twice_nobody_is_booked(day: Day) -> None:
    slot, key = day.slot(capacity=1), person(day)
    for consent in ("", "yes", "x" * 50):
        with pytest.raises(errors.ConsentMissing):
            book(day, key, slot, consent=consent)
    first = book(day, key, slot)
    assert book(day, key, slot) == first, "a second click"
    with pytest.raises(reservation_errors.Overlaps):
        book(day, key, day.slot(offering=day.certification))
    with pytest.raises(reservation_errors.SlotFull):
        book(day, person(day, "second@example.jp"), slot)
    with pytest.raises(reservation_errors.SlotNotOffered):
        book(day, key, day.slot("10:00"))
    assert_seats_add_up(day)


def test_a_key_is_good_for_who_found_the_person_and_their_office_alone(day: Day) -> None:
    slot, key = day.slot(), person(day)
    for stolen in (key, key[:-1], "1", "", "😀" * 300):
        for by in (day.colleague, day.manager):
            with pytest.raises(errors.PersonGone):
                book(day, stolen, slot, principal=by)
    for office in (day.office, "HW27-001", "nowhere"):
        with pytest.raises((NotAllowed, errors.PersonGone)):
            book(day, key, slot, principal=day.other, office_code=office)
    mine_elsewhere = find(day, "caller@example.jp", by=day.other, office="HW27-001")[0].key
    with pytest.raises(NotAllowed):
        book(day, mine_elsewhere, slot, principal=day.other, office_code="HW27-001")
    with pytest.raises(SignInNeeded):
        book(day, key, slot, principal=Principal())
    assert day.rows(Reservation) == []


def test_more_than_planned_only_by_the_manager_with_a_reason(day: Day) -> None:
    slot = day.slot(capacity=1)
    book(day, person(day), slot)
    given = {"slot_id": slot, "now": START}
    for by in (day.mine, day.other):
        with pytest.raises(NotAllowed):
            day.do(booking.overbook, principal=by, reason="urgent", **given)
    with pytest.raises(errors.ReasonMissing):
        day.do(booking.overbook, principal=day.manager, reason="because", **given)
    for _ in range(2):
        day.do(booking.overbook, principal=day.manager, reason="urgent", **given)
    [entry] = day.rows(AuditEntry, action="slot.overbooked")
    assert entry.details == {"slot": slot, "reason": "urgent", "at": START.isoformat()}
    book(day, person(day, "second@example.jp"), slot)
    assert (day.row(Slot, id=slot).capacity, day.row(Slot, id=slot).taken) == (2, 2)
    assert_seats_add_up(day)


def test_a_seat_that_an_end_has_freed_brings_its_host_along(day: Day) -> None:
    slot = day.slot(capacity=1)
    first = book(day, person(day), slot)
    hosts = len(day.rows(MeetingHostTime))
    day.act(service.start, first.id)
    day.act(service.finish, first.id)
    assert len(day.rows(MeetingHostTime)) == hosts, "a mistaken key can be taken back"
    second = book(day, person(day, "walk-in@example.jp"), slot)
    assert second.has_host
    assert {row.reservation_id for row in day.rows(MeetingHostTime)} == {second.id}


def test_somebody_without_an_account_is_written_down_and_gets_no_mail(day: Day) -> None:
    given = {"principal": day.mine, "office_code": day.office, "now": START}
    with pytest.raises(errors.ConsentMissing):
        day.do(people.write_down, typed=TYPED, consent="", **given)
    with pytest.raises(Invalid):
        day.do(people.write_down, typed=TYPED | {"phone": ""}, consent="counter", **given)
    line = day.do(people.write_down, typed=TYPED, consent="counter", **given)
    row = day.row(Applicant, name="窓口 三郎")
    assert (row.mail_address.endswith("@counter.invalid"), row.password_hash) == (True, "")
    assert is_closed_address(row.mail_address), "no letter goes there"
    assert not line.has_account
    told = book(day, line.key, day.slot(), consent="counter")
    assert (told.name, told.phone, told.has_mail, told.mode) == ("窓口 三郎", row.phone, False, "online")
    assert told.number_shown.replace("-", "") == told.number
    assert "14:00" in told.when["ja"]
    assert told.procedure["ja"]
    with pytest.raises(NotAllowed):
        day.do(people.write_down, typed=TYPED, consent="counter", **given | {"principal": day.other})


def test_times_show_what_staff_can_give(day: Day) -> None:
    kept, full = day.slot("15:00", capacity=2, held_back=2), day.slot("16:00", capacity=1)
    running, over = day.slot("13:50"), day.slot("10:00")
    book(day, person(day), full)
    given = {"principal": day.mine, "office_code": day.office, "on_day": None, "now": START}
    view = day.see(booking.times_to_give, offering_id=day.counselling, **given)
    assert [(time.slot_id, time.left, time.is_on) for time in view.times] == [
        (running, 2, True), (kept, 2, False), (full, 0, False),
    ]  # fmt: skip
    assert over not in [time.slot_id for time in view.times]
    assert (view.on_day, view.before, view.after) == (at(0).date().isoformat(), "", "")
    for by, offering in ((day.other, day.counselling), (day.mine, 10_000)):
        with pytest.raises(NotAllowed):
            day.see(booking.times_to_give, offering_id=offering, **given | {"principal": by})
