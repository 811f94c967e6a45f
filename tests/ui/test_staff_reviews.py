"""The review of applications over events as a browser, or a forger, sends them."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.models import (
    Application,
    AuditEntry,
    CertificationDecision,
    ClaimantBenefit,
    CorrectionRequest,
    DecisionApproval,
    Job,
    Office,
    OfficeCertification,
    Procedure,
)
from hellowork_portal.services.procedures.service import load_procedures
from hellowork_portal.services.reviews.opening import open_for_review
from hellowork_portal.ui.staff.applications.bulk_state import BulkState
from hellowork_portal.ui.staff.applications.case_state import CaseState
from hellowork_portal.ui.staff.applications.state import ApplicationsState
from hellowork_portal.ui.staff.office.state import OfficeSettingsState
from tests.factories import NOW, TODAY, make_applicant, make_claimant, shipped_catalogue
from tests.factories.papers import make_application, make_benefit, version_of
from tests.services.reviews.conftest import NEXT, PLAIN
from tests.ui.staff_house import A, B, StaffHouse
from tests.ui.test_staff_people_screens import Step, at, beside_each_other, play

ABSURD = {"seen": "9" * 99, "outcome": "😀", "certified_days": "1" * 10_000, "message": "あ" * 10_000,
          "first_0": "'", "to": "9" * 40, "case-" + "x" * 999: True, "field-": True, "fingerprint": 1,
          "answer": "x" * 9999, "daily_wage": "٣", "sample_percent": "-1", "due_on": "いつか"}  # fmt: skip


@pytest.fixture
def house(house_on_sqlite: StaffHouse) -> StaffHouse:
    return house_on_sqlite


LONG_AGO = NOW - timedelta(days=20)
WINDOW = {"drafts_days_before": "5", "files_from": "09:00", "files_until": "12:00"}


def filed(house: StaffHouse, name: str = "申告 花子") -> str:
    """Somebody has filed a declaration at A; return its number."""

    def file(db: Session) -> str:
        load_procedures(db, shipped_catalogue(), now=NOW)
        office = db.exec(select(Office).where(Office.code == A)).one()
        procedure = db.exec(select(Procedure).where(Procedure.code == "declaration")).one()
        person = make_applicant(db, "filed@example.jp", name=name)
        claimant = make_claimant(db, office, person, days=[TODAY, NEXT])
        make_benefit(db, claimant)
        facts = {"claimant_id": claimant.id}
        return make_application(db, office, person, version_of(db, procedure), PLAIN, **facts).number or ""

    return house.desk.do(file)


def at_work(house: StaffHouse, staff_id: int, role: Role = Role.COUNSELLOR) -> Principal:
    office = house.desk.row(Office, code=A).id
    return Principal(PrincipalKind.STAFF, staff_id, grants=frozenset({Grant(role, office)}))


def begun(house: StaffHouse, number: str) -> dict[str, Any]:
    """The counsellor has opened it; return what the page holds."""
    who = at_work(house, house.counsellor)
    house.desk.do(open_for_review, principal=who, number=number, seen=0, now=NOW)
    return {"seen": str(house.desk.row(Application).revision)}


def decision(**more: str) -> dict[str, str]:
    return {
        "outcome": "certified",
        "certified_days": "28",
        "payable_yen": "138488",
        "next_on": "2026-12-29",
    } | more


def things(house: StaffHouse) -> list[Any]:
    models = (
        Application, CertificationDecision, CorrectionRequest, ClaimantBenefit, Job, OfficeCertification,
    )  # fmt: skip
    return [house.desk.rows(model) for model in models]


def test_a_case_is_found_opened_and_decided_once_for_two_clicks(house: StaffHouse) -> None:
    number = filed(house)
    there, seen = at(A, number=number), begun(house, number)
    form = {"form": seen | decision()}
    held = play(
        house,
        house.counsellor,
        (ApplicationsState, "open", {}, at(A)),
        (CaseState, "open", {}, there),
        (CaseState, "decide", form, there),
        (CaseState, "decide", form, there),
    )
    assert [row.number for row in held[ApplicationsState].found.rows] == [number]
    page = held[CaseState]
    assert (page.view.state, len(page.view.decisions)) == ("certified", 1)
    assert "ほかの職員か本人が" in page.error["ja"]
    assert len(house.desk.rows(CertificationDecision)) == 1


def test_wrong_boxes_are_said_at_their_place_and_the_case_stays(house: StaffHouse) -> None:
    number = filed(house)
    there, seen = at(A, number=number), begun(house, number)
    wrong = {"form": seen | decision(outcome="", certified_days="29")}
    held = play(house, house.counsellor, (CaseState, "open", {}, there), (CaseState, "decide", wrong, there))
    page = held[CaseState]
    assert {"outcome", "certified_days"} <= set(page.field_errors)
    assert {line.field for line in page.summary} == set(page.field_errors)
    assert page.view.state == "in_review"


def test_two_persons_and_the_decider_is_not_the_second(house: StaffHouse) -> None:
    number = filed(house)
    there, form = at(A, number=number), {"form": begun(house, number) | decision()}
    on, yes = {"form": {"needs_two_persons": True, "sample_percent": "20"}}, {"form": {"seen": "1"}}
    steps: list[tuple[int, Step]] = [
        (house.manager, (OfficeSettingsState, "save_reviews", on, at(A))),
        (house.counsellor, (CaseState, "decide", form, there)),
        (house.counsellor, (CaseState, "approve", yes, there)),
        (house.manager, (CaseState, "approve", yes, there)),
        (house.manager, (CaseState, "approve", yes, there)),
    ]
    held = beside_each_other(house, *steps)
    assert "自分の決定は" in held[house.counsellor][CaseState].error["ja"]
    page = held[house.manager][CaseState]
    assert page.view.state == "certified"
    assert "決裁を待っている決定はありません" in page.error["ja"]
    assert [row.by_id for row in house.desk.rows(DecisionApproval)] == [house.manager]


def test_another_offices_counsellor_learns_and_changes_nothing(house: StaffHouse) -> None:
    number = filed(house)
    seen = begun(house, number)
    before = things(house)
    steps: list[Step] = []
    for office in (A, B):
        there, form = (
            at(office, number=number),
            {"form": seen | decision() | {f"case-{number}": True, "to": "me"}},
        )
        steps += [
            (ApplicationsState, "open", {}, there | {"q": number}),
            (ApplicationsState, "give", form, there),
            (CaseState, "open", {}, there),
            (CaseState, "decide", form, there),
            (CaseState, "give_back", {"form": seen | {"field-activities": True, "message": "x"}}, there),
            (CaseState, "keep_amounts", {"form": {"seen": "0", "daily_wage": "1"}}, there),
            (CaseState, "approve", {"form": {"seen": "1"}}, there),
            (CaseState, "send_back", {"form": {"seen": "1", "answer": "x"}}, there),
            (BulkState, "open", {}, there),
            (BulkState, "approve", {"form": {"seen": "1.1"}}, there),
            (OfficeSettingsState, "save_reviews", {"form": {"sample_percent": "1"}}, there),
            (OfficeSettingsState, "save_form_window", {"form": WINDOW}, there),
            (ApplicationsState, "open", {}, there | {"show": "absent"}),
        ]
    play(house, house.other, *steps)
    assert things(house) == before
    assert "申告 花子" not in house.wire.text


def test_absurd_forms_are_answered_with_a_sentence_and_nothing_happens(house: StaffHouse) -> None:
    number = filed(house)
    before = things(house)
    there, form = at(A, number=number, beside="x" * 999, day="x", page="9" * 30), {"form": ABSURD}
    steps: list[Step] = [
        (ApplicationsState, "open", {}, there | {"show": "<b>", "kind": "csv"}),
        (ApplicationsState, "give", form, there),
        (ApplicationsState, "search", {"form": {"q": "😀" * 10_000, "day": 1}}, there),
        (CaseState, "open", {}, there),
        *((CaseState, name, form, there) for name in ("begin", "give_back", "decide", "keep_amounts")),
        *((CaseState, name, form, there) for name in ("approve", "send_back")),
        (CaseState, "compare", {"number": "x" * 10_000}, there),
        (BulkState, "approve", {"form": {"seen": "," * 50_000}}, there),
        (OfficeSettingsState, "save_reviews", form, there),
    ]
    play(house, house.manager, *steps)
    assert things(house) == before


def test_every_reading_of_a_case_is_recorded(house: StaffHouse) -> None:
    number = filed(house)
    there = at(A, number=number)
    play(house, house.counsellor, (CaseState, "open", {}, there), (CaseState, "open", {}, there))
    assert len(house.desk.rows(AuditEntry, action="application.viewed")) == 2


def test_the_manager_sets_when_declarations_are_taken_and_errors_stand_at_their_boxes(
    house: StaffHouse,
) -> None:
    wrong = {"form": WINDOW | {"files_until": "08:00"}}
    held = play(
        house,
        house.manager,
        (OfficeSettingsState, "open", {}, at(A)),
        (OfficeSettingsState, "save_form_window", {"form": WINDOW}, at(A)),
        (OfficeSettingsState, "save_form_window", wrong, at(A)),
    )
    assert set(held[OfficeSettingsState].field_errors) == {"files_until"}
    window = held[OfficeSettingsState].window
    assert (window.days_before, window.files_from, window.files_until) == (5, "09:00", "12:00")


def test_the_tab_of_those_who_filed_nothing_shows_them(house: StaffHouse) -> None:
    def absent(db: Session) -> None:
        office = db.exec(select(Office).where(Office.code == A)).one()
        person = make_applicant(db, "absent@example.jp", name="無届 花子", created_at=LONG_AGO)
        make_claimant(db, office, person, days=[LONG_AGO.date() + timedelta(days=9)])

    house.desk.do(absent)
    held = play(house, house.counsellor, (ApplicationsState, "open", {}, at(A) | {"show": "absent"}))
    found = held[ApplicationsState].found
    assert ([one.name for one in found.absences], found.rows) == (["無届 花子"], [])
