"""Who may read what of the audit, how it is found, and that reading is recorded."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed, SignInNeeded
from hellowork_portal.kit.principal import SYSTEM, Grant, Principal, PrincipalKind, Role
from hellowork_portal.models import AuditEntry, Reservation
from hellowork_portal.services.audit import search
from hellowork_portal.services.audit.sealing import seal_entries
from hellowork_portal.services.audit.search import Wanted, search_entries
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.audit.views import AuditPage
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.services.staff.leaving import end_role
from tests.factories import (
    NOW,
    Desk,
    at,
    give_role,
    make_applicant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    make_staff,
    principal_of,
    staff_principal,
)

A, B = "13010", "HW27-001"
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class House:
    """Two offices, a reservation at each, and who reads."""

    desk: Desk
    administrator: Principal
    manager: Principal
    applicant: Principal
    number: str

    def read(self, who: Principal, office: str = "", **more: Any) -> AuditPage:
        """Read a page."""
        wanted = more.pop("wanted", Wanted())
        args = {"now": NOW + MINUTE} | more
        return self.desk.do(search_entries, principal=who, office_code=office, wanted=wanted, **args)

    def seen(self, who: Principal, office: str = "", **wanted: Any) -> set[str]:
        """Return the actions that a reader sees, readings left out."""
        page = self.read(who, office, wanted=Wanted(**wanted))
        return {line.action for line in page.lines} - {"audit.searched"}


@pytest.fixture
def house(desk: Desk) -> House:
    return desk.do(_house, desk)


def _house(session: Session, desk: Desk) -> House:
    procedure = make_procedure(session)
    offices = [make_office(session, A), make_office(session, B, name="大阪東")]
    people = [make_applicant(session, f"{name}@example.jp") for name in "ab"]
    numbers = []
    for office, person in zip(offices, people, strict=True):
        slot = make_slot(session, make_offering(session, office, procedure), at(7))
        hold = hold_seat(session, principal=principal_of(person), slot_id=slot.id or 0, now=NOW)
        session.get_one(Reservation, hold).number = f"ABCDE2345{hold}"
        numbers.append(f"ABCDE2345{hold}")
    administrator = make_staff(session, "admin@example.jp", Role.SYSTEM_ADMINISTRATOR, name="小林 律")
    manager = make_staff(session, "manager@example.jp", Role.OFFICE_MANAGER, offices[0].id)
    grants = Grant(Role.SYSTEM_ADMINISTRATOR), Grant(Role.OFFICE_MANAGER, offices[0].id)
    first, second = (
        staff_principal(one, grant) for one, grant in zip((administrator, manager), grants, strict=True)
    )
    return House(desk, first, second, principal_of(people[0]), numbers[0])


def test_an_administrator_reads_everything_in_sentences(house: House) -> None:
    page = house.read(house.administrator)
    assert [line.action for line in page.lines] == ["reservation.held"] * 2
    sentences = {line.sentence["ja"] for line in page.lines}
    assert f"利用者（番号{house.applicant.id}）が、予約{house.number}の席を仮押さえしました。" in sentences
    assert f"held the seat of reservation {house.number}." in page.lines[1].sentence["en"]
    assert page.next is None


def test_a_hold_that_has_no_number_yet_is_told_apart_from_numbers(house: House) -> None:
    house.desk.do(record, SYSTEM, "reservation.held", ("reservation", 4711), now=NOW)
    wanted = Wanted(subject_kind="reservation", subject_id=4711)
    (line,) = house.read(house.administrator, wanted=wanted).lines
    assert "予約（内部の番号4711）の席" in line.sentence["ja"]


def test_reading_is_recorded_with_what_was_looked_for(house: House) -> None:
    house.read(house.administrator, wanted=Wanted(action="reservation", since=NOW, subject_id=99))
    entry = house.desk.row(AuditEntry, action="audit.searched")
    assert (entry.actor_kind, entry.actor_id) == ("staff", house.administrator.id)
    looked_for = {"action": "reservation", "since": NOW.isoformat(), "subject_id": 99}
    assert entry.details == {"shown": 0, "wanted": looked_for}
    (line,) = house.read(house.administrator, wanted=Wanted(action="audit")).lines
    assert line.sentence["en"] == f"Staff member 小林 律 (no. {house.administrator.id}) read the audit."


def test_a_manager_reads_what_is_about_their_office(house: House) -> None:
    (line,) = house.read(house.manager, A).lines
    assert house.number in line.sentence["ja"]
    with pytest.raises(NotAllowed):
        house.read(house.manager, B)
    with pytest.raises(NotAllowed):
        house.read(house.manager)
    house.read(house.administrator, A)
    assert {"office"} == {row.subject_kind for row in house.desk.rows(AuditEntry, action="audit.searched")}


def test_counsellors_applicants_and_strangers_read_nothing(house: House) -> None:
    (office,) = house.manager.offices_as(Role.OFFICE_MANAGER)
    counsellor = Principal(PrincipalKind.STAFF, 99, grants=frozenset({Grant(Role.COUNSELLOR, office)}))
    designer = Principal(PrincipalKind.STAFF, 98, grants=frozenset({Grant(Role.POLICY_DESIGNER)}))
    for who, error in (
        (counsellor, NotAllowed),
        (designer, NotAllowed),
        (house.applicant, SignInNeeded),
        (Principal(), SignInNeeded),
    ):
        for code in ("", A, "nowhere"):
            with pytest.raises(error):
                house.read(who, code)
    with pytest.raises(NotAllowed):
        house.read(house.administrator, "nowhere")
    assert house.desk.rows(AuditEntry, action="audit.searched") == []


def test_people_and_their_sessions_are_not_a_managers_to_read(house: House) -> None:
    for action, subject in (("session.started", ("session", 1)), ("applicant.changed", ("applicant", 1))):
        house.desk.do(record, SYSTEM, action, subject, now=NOW)
    assert house.seen(house.manager, A) == {"reservation.held"}
    assert {"session.started", "applicant.changed"} <= house.seen(house.administrator)


def test_of_staff_a_manager_reads_what_fell_into_their_time_here(house: House) -> None:
    desk = house.desk
    (a,) = house.manager.offices_as(Role.OFFICE_MANAGER)
    member = desk.do(make_staff, "c@example.jp", Role.COUNSELLOR, a)
    b = desk.do(make_office, "13020", name="新宿").id
    elsewhere = desk.do(give_role, member.id, Role.COUNSELLOR, b)
    about = ("staff_member", member.id)
    desk.do(record, SYSTEM, "staff.password_changed", about, now=NOW)
    desk.do(record, SYSTEM, "staff.password_refused", about, now=NOW - timedelta(days=1))
    desk.do(record, SYSTEM, "staff.role_granted", about, now=NOW, role="counsellor", office=b)
    desk.do(end_role, principal=house.administrator, role_id=elsewhere.id, now=NOW + MINUTE)
    assert house.seen(house.manager, A, subject_kind="staff_member") == {"staff.password_changed"}
    desk.do(record, SYSTEM, "staff.role_granted", about, now=NOW, role="counsellor", office=a)
    assert "staff.role_granted" in house.seen(house.manager, A)


@pytest.mark.parametrize(
    ("wanted", "times"),
    [
        (Wanted(actor_kind="staff", actor_id=5), [2, 3]),
        (Wanted(action="banner"), [2, 3]),
        (Wanted(action="banner.added"), [2]),
        (Wanted(action="bann"), []),
        (Wanted(action="banner%"), []),
        (Wanted(subject_kind="banner", subject_id=1), [2]),
        (Wanted(since=NOW + MINUTE * 3), [3]),
        (Wanted(since=NOW + MINUTE, until=NOW + MINUTE * 3), [2]),
        (Wanted(action="x" * 10_000), []),
        (Wanted(subject_kind="秘密 花子"), []),
        (Wanted(subject_id=2**40), []),
        (Wanted(actor_id=-1), []),
    ],
)
def test_entries_are_found_by_any_of_their_columns(house: House, wanted: Wanted, times: list[int]) -> None:
    staff = Principal(PrincipalKind.STAFF, 5)
    for turn, action in ((2, "banner.added"), (3, "banner.ended")):
        house.desk.do(record, staff, action, ("banner", turn - 1), now=NOW + MINUTE * turn)
    found = {line.subject_id for line in house.read(house.administrator, wanted=wanted).lines}
    assert found == {turn - 1 for turn in times}
    recorded = str([row.details for row in house.desk.rows(AuditEntry, action="audit.searched")])
    assert not any(word in recorded for word in ("花子", "xxx", "%"))


def test_pages_follow_one_another_without_gap_or_double(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "PAGE", 3)
    for turn in range(7):
        house.desk.do(record, SYSTEM, "job.died", ("job", turn), now=NOW + MINUTE * (turn // 4))
    wanted, place, seen = Wanted(action="job"), None, []
    while True:
        page = house.read(house.administrator, wanted=wanted, after=place)
        seen += [line.subject_id for line in page.lines]
        place = page.next
        if place is None:
            break
    assert seen == [6, 5, 4, 3, 2, 1, 0]


def test_a_line_says_whether_it_is_sealed_and_unknown_codes_are_told_as_they_are(house: House) -> None:
    house.desk.do(record, SYSTEM, "old.code", ("old_thing", 4), now=NOW, why="gone")
    house.desk.do(seal_entries, now=NOW)
    house.desk.do(record, SYSTEM, "old.code", ("old_thing", None), now=NOW + MINUTE)
    later, earlier = house.read(house.administrator, wanted=Wanted(action="old")).lines
    assert (earlier.is_sealed, later.is_sealed) == (True, False)
    assert earlier.sentence["en"] == "The system or its operator: old.code (old_thing 4)"
    assert earlier.details == [("why", "gone")]
    assert "somebody unknown" in later.sentence["en"]
