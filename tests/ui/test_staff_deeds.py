"""What staff do with people, over events: answered, moved, given, exchanged, written down, passed on."""

from typing import Any

import pytest
from sqlalchemy import update

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    Applicant,
    AuditEntry,
    CounterCode,
    DayNotice,
    Interview,
    Mode,
    Offering,
    Office,
    Reservation,
    Slot,
)
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.services.reservations.rules import new_number
from hellowork_portal.ui.citizen.interview.parts import hours
from hellowork_portal.ui.citizen.interview.states import InterviewState
from hellowork_portal.ui.staff.applicants.state import ApplicantState
from hellowork_portal.ui.staff.booking.state import BookingState
from hellowork_portal.ui.staff.day.state import DayState
from hellowork_portal.ui.staff.people.state import PeopleState
from tests.factories import NOW, TODAY, at, make_applicant, make_slot, make_staff, principal_of
from tests.ui.hands import events_of, opened
from tests.ui.staff_house import A, StaffHouse

CALLER = {
    "name": "電話 一郎", "reading": "デンワ イチロウ", "born_on": "1980-05-06", "phone": "0312345678",
    "consent": "telephone",
}  # fmt: skip


@pytest.fixture
def house(house_on_sqlite: StaffHouse) -> StaffHouse:
    """The owner has an interview by telephone today, from now on; somebody else holds a seat beside them.

    On one database: what rows decide is tested on both below the services.
    """
    house, slot = house_on_sqlite, table_of(Slot)
    second = principal_of(house.desk.do(make_applicant, "second-person@example.jp"))
    house.desk.do(hold_seat, principal=second, slot_id=house.desk.rows(Slot)[0].id, now=NOW)
    house.desk.do(lambda db: db.connection().execute(update(table_of(Offering)).values(mode=Mode.TELEPHONE)))
    times: dict[str, Any] = {"starts_at": NOW, "ends_at": at(0, "10:30")}
    house.desk.do(lambda db: db.connection().execute(update(slot).values(on_day=TODAY, **times)))
    confirm(house, house.hold)
    return house


def confirm(house: StaffHouse, hold: int) -> None:
    row = table_of(Reservation)
    said: dict[str, Any] = {"state": "confirmed", "number": new_number(), "confirmed_at": NOW}
    said |= {"starts_at": NOW, "ends_at": at(0, "10:30")}
    house.desk.do(lambda db: db.connection().execute(update(row).where(row.c.id == hold).values(**said)))


def play(house: StaffHouse, who: int, state: Any, *steps: tuple[str, dict[str, Any]], **query: Any) -> Any:
    """Send events of one page as a member of staff; return the state behind it."""
    cookie, held = house.enter(who), list[Any]()
    asked = {"office": A} | {name: str(value) for name, value in query.items()}

    async def look() -> None:
        held.append(await (await house.staff_state_of("tab")).get_state(state))

    sent = [
        (
            (
                lambda name=name, payload=payload: house.deliver(
                    "tab", f"{state.get_full_name()}.{name}", payload, cookie, routes.STAFF, asked
                )
            ),
        )
        for name, payload in steps
    ]
    house.run(*sent, (look,))
    assert house.faults == []
    return held[0]


def about(one: int, seen: int = 0, **more: Any) -> dict[str, Any]:
    return {"form": {"interview": str(one), "revision": str(seen)} | {k: str(v) for k, v in more.items()}}


def holders(house: StaffHouse) -> dict[int, int | None]:
    return {row.reservation_id: row.counsellor_id for row in house.desk.rows(Interview)}


def test_what_was_told_is_answered_once(house: StaffHouse) -> None:
    told = {"reservation_id": house.hold, "kind": "cannot_connect", "at": NOW}
    house.desk.do(lambda db: db.add(DayNotice(**told)))
    reply = ("reply", {"reservation_id": house.hold, "reply": "called"})
    board = play(house, house.counsellor, DayState, ("open", {}), reply, reply)
    assert house.desk.row(DayNotice).answer == "called"
    assert (board.view.rows[0].notice, board.done) == ("", {})
    assert board.error["ja"], "the second answer is refused"


def test_a_page_that_waits_for_an_answer_looks_for_it_and_keeps_what_it_shows(house: StaffHouse) -> None:
    """It looks by itself as long as nobody has answered, within what a person may read."""
    row = house.desk.row(Reservation, id=house.hold)
    told = {"reservation_id": house.hold, "kind": "cannot_connect", "at": NOW}
    house.desk.do(lambda db: db.add(DayNotice(**told)))
    person = house.desk.see(lambda db: db.get_one(Applicant, house.owner))
    page = opened(InterviewState, f"{routes.INTERVIEW}?number={row.number}", person)
    assert events_of(page.open()) == []
    assert (page.interview.told, page.interview.answer) == ("cannot_connect", "")
    play(house, house.counsellor, DayState, ("reply", {"reservation_id": house.hold, "reply": "waiting"}))
    for _ in range(31):
        assert events_of(page.look()) == []
    assert (page.interview.number, page.interview.answer, page.error) == (row.number, "waiting", {})
    asked = str(hours(InterviewState.interview).render())  # type: ignore[arg-type]
    assert f"{InterviewState.get_full_name()}.look" in asked


def test_an_interview_moves_to_another_time_of_today(house: StaffHouse) -> None:
    def later(db: Any) -> int:
        return make_slot(db, db.query(Offering).one(), at(0, "16:00")).id or 0

    slot_id = house.desk.do(later)
    board = play(
        house, house.counsellor, DayState, ("open", {}), ("move_today", about(house.hold, slot=slot_id))
    )
    row = house.desk.row(Reservation, id=house.hold)
    assert (row.slot_id, row.starts_at) == (slot_id, at(0, "16:00"))
    assert board.view.rows[0].starts == "16:00"
    assert board.done["ja"]


def test_interviews_are_given_and_exchanged(house: StaffHouse) -> None:
    office = house.desk.rows(Office, code=A)[0].id
    colleague = house.desk.do(make_staff, "second@example.jp", Role.COUNSELLOR, office, name="同僚 次郎").id
    with_colleague = max(row.id for row in house.desk.rows(Reservation))
    confirm(house, with_colleague)
    board = play(
        house, house.counsellor, DayState, ("open", {}),
        ("assign", about(house.hold, counsellor=house.counsellor)),
        ("assign", about(with_colleague, counsellor=colleague)),
        ("assign", about(with_colleague, 1, counsellor=house.counsellor)),
        ("swap", about(house.hold, 1, other=with_colleague)),
    )  # fmt: skip
    assert holders(house) == {house.hold: colleague, with_colleague: house.counsellor}
    assert board.error == {}
    assert {row.counsellor for row in board.view.rows} == {"同僚 次郎", "相談 太郎"}


def test_who_calls_is_written_down_and_chosen(house: StaffHouse) -> None:
    unsaid = {"form": CALLER | {"consent": ""}}
    page = play(
        house, house.counsellor, BookingState,
        ("open", {}), ("write", {}), ("write_down", unsaid), ("write_down", {"form": CALLER}),
    )  # fmt: skip
    assert house.desk.rows(Applicant)[-1].name == "電話 一郎"
    assert (page.person.name, page.is_writing) == ("電話 一郎", False)
    assert len(house.desk.rows(AuditEntry, action="applicant.written_down")) == 1


@pytest.mark.parametrize("role", ["manager", "counsellor"])
def test_a_seat_more_is_the_managers_word_alone(house: StaffHouse, role: str) -> None:
    slot = house.desk.rows(Slot)[0]
    full = update(table_of(Slot)).where(table_of(Slot).c.id == slot.id).values(capacity=2)
    house.desk.do(lambda db: db.connection().execute(full))
    form = {"form": {"slot": str(slot.id), "reason": "urgent"}}
    page = play(
        house, getattr(house, role), BookingState, ("open", {}), ("add_seat", form), ("add_seat", form)
    )
    assert house.desk.row(Slot, id=slot.id).capacity == (3 if role == "manager" else 2)
    assert bool(page.done) == (role == "manager")


def test_work_ahead_is_passed_on(house: StaffHouse) -> None:
    given: dict[str, Any] = {"reservation_id": house.hold, "counsellor_id": house.counsellor}
    house.desk.do(lambda db: db.add(Interview(**given)))
    form = {"form": {"staff_id": str(house.counsellor), "to_id": "0"}}
    page = play(house, house.manager, PeopleState, ("open", {}), ("hand_over", form))
    assert holders(house) == {house.hold: None}
    assert "1" in page.done["ja"]


def test_a_code_is_made_once_the_person_was_recognised(house: StaffHouse) -> None:
    codes = [{"form": {"document": document}} for document in ("", "passport")]
    page = play(
        house, house.counsellor, ApplicantState,
        ("open", {}), ("make_code", codes[0]), ("make_code", codes[1]), id=house.owner,
    )  # fmt: skip
    assert len(house.desk.rows(CounterCode)) == 1
    assert page.code
    assert page.done["ja"]
