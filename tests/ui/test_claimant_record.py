"""The form on a claimant's record over events: kept, refused at its boxes, overtaken by a colleague."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session
from sqlmodel import select as select_row

from hellowork_portal.kit.sealing import fingerprint, seal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import CertificationDay, Claimant, ClaimantKind, Office
from hellowork_portal.services.claimants.eligibility_boxes import eligibility_view
from hellowork_portal.ui.staff.applications.state import ApplicationsState
from hellowork_portal.ui.staff.claimants.state import ClaimantState
from tests.factories import NOW, TODAY, make_applicant, make_claimant
from tests.factories.places import kept
from tests.ui.staff_house import A, B, StaffHouse
from tests.ui.test_staff_people_screens import Step, at, beside_each_other, play

NUMBER = "13010260000017"


@pytest.fixture
def house(house_on_sqlite: StaffHouse) -> StaffHouse:
    return house_on_sqlite


@pytest.fixture
def record(house: StaffHouse) -> str:
    def write(db: Session) -> int:
        office = db.connection().scalar(select(table_of(Office).c.id).where(table_of(Office).c.code == A))
        facts = {
            "number_sealed": seal(NUMBER),
            "number_fingerprint": fingerprint(NUMBER),
            "name": "職安 花子",
        }
        return kept(db, Claimant, office_id=office, online_kind=ClaimantKind.FORM_ONLY, **facts).id or 0

    return str(house.desk.do(write))


def step(handler: str, record: str, office: str = A, **form: Any) -> Step:
    return (ClaimantState, handler, {"form": form} if form else {}, at(office, id=record))


def seen(house: StaffHouse, record: str) -> str:
    def ask(db: Session) -> str:
        row = db.connection().execute(
            select(table_of(Claimant)).where(table_of(Claimant).c.id == int(record))
        )
        return eligibility_view(row.one(), None).revision

    return house.desk.do(ask)


def test_what_is_typed_is_kept(house: StaffHouse, record: str) -> None:
    form = {"seen": seen(house, record), "online_kind": "a", "waiting_ends_on": "2026-11-30"}
    steps = (step("open", record), step("keep_eligibility", record, **form))
    page = play(house, house.counsellor, *steps)[ClaimantState]
    assert (page.field_errors, page.summary, page.done["ja"]) == ({}, [], "保存しました。")
    assert (page.view.kind, page.view.eligibility.waiting_ends_on) == ("a", "2026-11-30")


def test_a_wrong_box_says_so_and_the_form_is_not_drawn_anew(house: StaffHouse, record: str) -> None:
    before = seen(house, record)
    form = {"seen": before, "online_kind": "a", "waiting_ends_on": "2026-11-31"}
    steps = (step("open", record), step("keep_eligibility", record, **form))
    page = play(house, house.counsellor, *steps)[ClaimantState]
    assert [list(page.field_errors), [one.field for one in page.summary]] == [["waiting_ends_on"]] * 2
    assert "「待期満了日」" in page.field_errors["waiting_ends_on"]["ja"]
    assert (page.view.eligibility.revision, page.done_count) == (before, 0)
    assert house.desk.row(Claimant).online_kind == "b"


def test_of_two_tabs_the_second_sees_the_record_as_it_is_now(house: StaffHouse, record: str) -> None:
    both = ((house.manager, "a"), (house.counsellor, "none"))
    before = seen(house, record)
    steps = [(who, step("open", record)) for who, _ in both]
    steps += [(who, step("keep_eligibility", record, seen=before, online_kind=kind)) for who, kind in both]
    second = beside_each_other(house, *steps)[house.counsellor][ClaimantState]
    assert "変わりました" in second.error["ja"]
    assert (second.view.eligibility.online_kind, second.done) == ("a", {})


@pytest.mark.parametrize("office", [A, B])
def test_another_offices_counsellor_changes_nothing(house: StaffHouse, record: str, office: str) -> None:
    form = {"seen": seen(house, record), "online_kind": "none"}
    page = play(house, house.other, step("keep_eligibility", record, office, **form))[ClaimantState]
    assert page.view.claimant_id == 0
    assert house.desk.row(Claimant).online_kind == "b"


@pytest.fixture
def due(house: StaffHouse) -> str:
    """Somebody whose 認定日 is over with nothing filed; return the record's id."""

    def write(db: Session) -> int:
        office = db.exec(select_row(Office).where(Office.code == A)).one()
        person = make_applicant(
            db, "absent@example.jp", name="無届 花子", created_at=NOW - timedelta(days=20)
        )
        days = [TODAY - timedelta(days=28), TODAY - timedelta(days=1)]
        return make_claimant(db, office, person, kind=ClaimantKind.FORM_ONLY, days=days).id or 0

    return str(house.desk.do(write))


DAY = (TODAY - timedelta(days=1)).isoformat()
VISITED = {"settled_day": DAY, "settled_how": "visited"}


def settled(house: StaffHouse) -> list[str | None]:
    return [row.settled_how for row in house.desk.rows(CertificationDay)]


def test_a_wrong_box_of_a_day_loses_nothing(house: StaffHouse, due: str) -> None:
    form = {"settled_day": DAY, "settled_how": "other", "settled_note": ""}
    steps = (step("open", due), step("settle", due, **form))
    page = play(house, house.counsellor, *steps)[ClaimantState]
    assert (list(page.field_errors), page.is_settling, page.done_count) == (["settled_note"], True, 0)
    assert (page.chosen_day, settled(house)) == (DAY, [None, None])


def test_a_day_is_settled_and_stands_apart_on_the_list(house: StaffHouse, due: str) -> None:
    form = {"settled_day": DAY, "settled_how": "other", "settled_note": "電話で確認"}
    show: Step = (ApplicationsState, "open", {}, at(A) | {"show": "absent"})
    held = play(house, house.counsellor, step("open", due), step("settle", due, **form), show)
    page = held[ClaimantState]
    assert (page.done["ja"], page.chosen_day, page.is_settling) == ("手続き済みにしました。", "", False)
    [one] = page.view.due
    assert (one.iso, one.settled_how, one.settled_note) == (DAY, "other", "電話で確認")
    found = held[ApplicationsState].found
    assert (found.absences, [row.iso for row in found.settled], found.absent) == ([], [DAY], 0)


def test_it_is_taken_back_once(house: StaffHouse, due: str) -> None:
    back = step("unsettle", due, day=DAY, seen=NOW.isoformat())
    steps = (step("open", due), step("settle", due, **VISITED), back, back)
    page = play(house, house.counsellor, *steps)[ClaimantState]
    assert (page.chosen_day, [row.settled_how for row in page.view.due]) == (DAY, [""])
    assert "手続き済みではありません" in page.done["ja"]


def test_an_older_page_sees_a_day_as_it_is_now(house: StaffHouse, due: str) -> None:
    strange: Step = (ClaimantState, "open", {}, at(A, id=due, day="9" * 10_000))
    steps: list[tuple[int, Step]] = [(house.manager, step("open", due)), (house.counsellor, strange)]
    steps += [(house.manager, step("settle", due, **VISITED | {"settled_how": "paper"}))]
    steps += [(house.counsellor, step("settle", due, **VISITED))]
    second = beside_each_other(house, *steps)[house.counsellor][ClaimantState]
    assert "ほかの職員が" in second.error["ja"]
    assert [one.settled_how for one in second.view.due] == ["paper"]


@pytest.mark.parametrize("office", [A, B])
def test_another_offices_counsellor_settles_nothing(house: StaffHouse, due: str, office: str) -> None:
    wrong = step("unsettle", due, office, day=DAY, seen="x" * 10_000)
    page = play(house, house.other, step("settle", due, office, **VISITED), wrong)[ClaimantState]
    assert (page.view.claimant_id, settled(house)) == (0, [None, None])
