"""The staff's first page: today's figures of one's own offices, and what a new one has still to do."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.kit.words import of_day
from hellowork_portal.models import AuditEntry, Office
from hellowork_portal.services.interviews.service import check_in
from hellowork_portal.services.office_settings.offerings import offer, set_open
from hellowork_portal.services.staff_home.service import offices_today
from hellowork_portal.services.staff_home.views import OfficeToday
from tests.factories import TODAY, make_applicant, make_office, make_procedure, make_staff, staff_principal
from tests.factories.papers import make_application, version_of
from tests.services.interviews.conftest import START, Day


def seen(day: Day, who: Principal) -> list[OfficeToday]:
    return day.see(offices_today, principal=who, now=START)


def file(day: Day, mail: str, **changes: Any) -> None:
    """Somebody has filed a declaration at the office."""

    def make(session: Session) -> None:
        procedure = make_procedure(session, f"declaration_{mail[0]}")
        office, person = session.get_one(Office, day.office_id), make_applicant(session, mail)
        make_application(session, office, person, version_of(session, procedure), {}, **changes)

    day.do(make)


def test_the_figures_of_today_are_those_of_ones_own_office(day: Day) -> None:
    two, later = day.slot("15:00"), day.slot("16:00")
    day.slot("13:00")
    day.book(day.slot("12:00"), "forgotten@example.jp")
    _, waiting = day.book(two, "waiting@example.jp")
    day.book(later, "later@example.jp")
    day.act(check_in, waiting)
    file(day, "due@example.jp")
    file(day, "next@example.jp", certification_on=TODAY + timedelta(days=3))
    (office,) = seen(day, day.mine)
    assert (office.code, office.roles) == (day.office, ["counsellor"])
    assert (office.interviews, office.ahead, office.overdue, office.waiting) == (3, 1, 1, 1)
    assert office.free == 2, "a seat each at three and four; one o'clock is over"
    assert (office.cases, office.due, office.next_due) == (2, 1, of_day(TODAY))
    (elsewhere,) = seen(day, day.other)
    nothing = OfficeToday(elsewhere.code, elsewhere.words, ["counsellor"])
    assert elsewhere == replace(nothing, not_bookable=elsewhere.not_bookable)


def test_what_does_not_get_through_is_said_for_its_office(day: Day) -> None:
    day.book(day.slot("15:00"))
    later = START + timedelta(minutes=10)
    (office,) = day.see(offices_today, principal=day.mine, now=later)
    assert (office.letters, office.meetings) == (3, 1), "two reminders are overdue as well"
    assert office.stuck_since
    assert [one.letters for one in day.see(offices_today, principal=day.other, now=later)] == [0]


def test_a_new_offices_manager_is_led_from_step_to_step_until_somebody_books(day: Day) -> None:
    def found(session: Session) -> tuple[int, Principal]:
        office = make_office(session, "13099", name="新設")
        role = Role.OFFICE_MANAGER
        member = make_staff(session, "new@example.jp", role, office.id)
        return office.id or 0, staff_principal(member, Grant(role, office.id))

    office_id, manager = day.do(found)
    (office,) = seen(day, manager)
    assert [step.code for step in office.steps] == ["reach", "offer", "week", "bookable", "booked"]
    assert [step.code for step in office.steps if step.is_next] == ["reach"]
    procedure = day.do(lambda session: make_procedure(session, "online_talk").id)
    day.do(offer, principal=manager, office_id=office_id, procedure_id=procedure, mode="online", now=START)
    assert "hosts" in [step.code for step in seen(day, manager)[0].steps]
    (old,) = seen(day, day.manager)
    assert old.steps != [], "nobody has booked there yet, either"
    day.book(day.slot("15:00"))
    assert seen(day, day.manager)[0].steps == [], "somebody has booked"
    assert seen(day, day.mine)[0].steps == [], "counsellors set nothing up"


def test_looking_at_figures_names_nobody_and_is_not_recorded(day: Day) -> None:
    day.book(day.slot("15:00"))
    before = len(day.rows(AuditEntry))
    day.do(offices_today, principal=day.mine, now=START)
    assert len(day.rows(AuditEntry)) == before
    assert day.see(offices_today, principal=Principal(), now=START) == []


def test_offerings_that_nobody_can_book_are_named_with_why(day: Day) -> None:
    (office,) = seen(day, day.mine)
    assert [one.is_stopped for one in office.not_bookable] == [False, False], "no time has a seat yet"
    day.slot("15:00")
    full = day.slot("16:00", offering=day.certification, capacity=1)
    day.slot("13:00")
    assert seen(day, day.mine)[0].not_bookable == []
    day.book(full)
    assert seen(day, day.mine)[0].not_bookable == [], "booked up is not without seats"
    named = {"principal": day.manager, "office_id": day.office_id, "now": START}
    day.do(set_open, offering_id=day.counselling, is_open=False, **named)
    (stopped,) = seen(day, day.manager)[0].not_bookable
    assert stopped.is_stopped
    assert stopped.name["ja"]
    day.do(set_open, offering_id=day.counselling, is_open=True, **named)
    day.slot("16:30")
    assert seen(day, day.mine)[0].not_bookable == [], "reopened: what no timetable has is not offered again"
