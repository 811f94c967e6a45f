"""The calendar of 認定日 and requests to change one, over events as a browser, or a forger, sends them."""

from typing import Any

import pytest

from hellowork_portal.models import CertificationDate, DayChangeRequest
from hellowork_portal.services.certifications.changes import ask_for_change
from hellowork_portal.ui.citizen.certification_days.state import OwnDaysState
from hellowork_portal.ui.staff.certification.state import CertificationDaysState
from tests.factories import NOW, TODAY, make_claimant, principal_of
from tests.ui.staff_house import A, B, StaffHouse
from tests.ui.test_staff_people_screens import ABSURD, Step, at, beside_each_other, play

DAY = TODAY.replace(day=29)
WHY = {"why_not": "旅行では変更できません。"}


@pytest.fixture
def house(house_on_sqlite: StaffHouse) -> StaffHouse:
    return house_on_sqlite


def asked(house: StaffHouse) -> int:
    """The owner is a claimant of office A and asks for another day."""
    from hellowork_portal.models import Applicant, Office

    def write(db: Any) -> int:
        person, office = db.get_one(Applicant, house.owner), db.get_one(Office, 1)
        make_claimant(db, office, person, days=[DAY])
        form = {"from_day": DAY.isoformat(), "reason": "exam", "note": "試験"}
        return ask_for_change(db, principal=principal_of(person), form=form, now=NOW)

    return house.desk.do(write)


def test_a_manager_makes_a_year_after_having_seen_what_it_does(house: StaffHouse) -> None:
    there, form = at(A, make="1"), {"form": {}}
    applying: Step = (CertificationDaysState, "apply", form, there)
    beside_each_other(
        house,
        (house.manager, applying),
        (house.manager, applying),
        (house.counsellor, (CertificationDaysState, "open", {}, at(A))),
    )
    assert len(house.desk.rows(CertificationDate)) == 261


def test_a_tab_that_has_shown_nothing_changes_nothing(house: StaffHouse) -> None:
    there = at(A, make="1")
    held = play(house, house.manager, (CertificationDaysState, "apply", {"form": {}}, there))
    assert held[CertificationDaysState].plan.new_count == 261
    assert house.desk.rows(CertificationDate) == []


def test_nobody_else_changes_the_calendar(house: StaffHouse) -> None:
    there, form = at(A, make="1"), {"form": dict(ABSURD)}
    steps: list[Step] = [
        (CertificationDaysState, "open", {}, there),
        (CertificationDaysState, "apply", form, there),
        (CertificationDaysState, "apply", form, at(B, make="1")),
        (CertificationDaysState, "look", form, there),
    ]
    beside_each_other(house, *[(who, step) for who in (house.counsellor, house.other) for step in steps])
    assert house.desk.rows(CertificationDate) == []


def test_absurd_addresses_are_answered_by_the_present_year(house: StaffHouse) -> None:
    queries = ({"year": "9" * 11}, {"year": "1"}, {"day": "9999-12-31", "to": "😀"}, {"day": "x" * 9999})
    steps: list[Step] = [(CertificationDaysState, "open", {}, at(A, **query)) for query in queries]
    held = play(house, house.manager, *steps)
    assert held[CertificationDaysState].view.fiscal_year == 2026


def test_another_office_learns_and_answers_nothing(house: StaffHouse) -> None:
    number = str(asked(house))
    form, elsewhere = {"form": WHY}, at(B, tab="requests", request=number)
    held = play(
        house,
        house.other,
        (CertificationDaysState, "refuse", form, at(A, tab="requests", request=number)),
        (CertificationDaysState, "refuse", form, elsewhere),
        (CertificationDaysState, "approve", {"form": {"new_day": "2026-12-30"}}, elsewhere),
        (CertificationDaysState, "open", {}, elsewhere),
    )
    assert held[CertificationDaysState].change.request_id == 0
    assert house.desk.row(DayChangeRequest).state == "asked"


def test_a_request_is_refused_with_a_reason_and_once(house: StaffHouse) -> None:
    there = at(A, tab="requests", request=str(asked(house)))
    held = beside_each_other(
        house,
        (house.manager, (CertificationDaysState, "open", {}, there)),
        (house.manager, (CertificationDaysState, "refuse", {"form": {"why_not": ""}}, there)),
        (house.counsellor, (CertificationDaysState, "refuse", {"form": WHY}, there)),
        (house.counsellor, (CertificationDaysState, "refuse", {"form": WHY}, there)),
    )
    assert [line.field for line in held[house.manager][CertificationDaysState].summary] == ["why_not"]
    assert held[house.counsellor][CertificationDaysState].error["ja"].startswith("この申し出には")
    assert house.desk.row(DayChangeRequest).state == "refused"


def sent(house: StaffHouse, *events: tuple[str, dict[str, Any], str]) -> None:
    """Send events of the person's page, each with its own cookie."""
    name = OwnDaysState.get_full_name()

    def step(handler: str, payload: dict[str, Any], cookie: str) -> Any:
        return (lambda: house.send("tab", f"{name}.{handler}", payload, cookie),)

    house.run(*[step(*one) for one in events])
    assert house.faults == []


def test_strangers_and_nonsense_withdraw_and_ask_for_nothing(house: StaffHouse) -> None:
    request_id = asked(house)
    stranger, owner = house.sign_in(house.attacker), house.sign_in(house.owner)
    absurd = {"form": dict(ABSURD) | {"from_day": DAY.isoformat(), "wished_on": "😀"}}
    sent(
        house,
        ("open", {}, ""),
        ("withdraw", {"request_id": request_id}, ""),
        ("withdraw", {"request_id": request_id}, stranger),
        ("withdraw", {"request_id": "1 OR 1"}, owner),
        ("ask", absurd, stranger),
        ("ask", absurd, owner),
    )
    assert house.desk.row(DayChangeRequest).state == "asked"


def test_a_person_withdraws_their_own(house: StaffHouse) -> None:
    request_id = asked(house)
    sent(house, ("withdraw", {"request_id": request_id}, house.sign_in(house.owner)))
    assert house.desk.row(DayChangeRequest).state == "withdrawn"
