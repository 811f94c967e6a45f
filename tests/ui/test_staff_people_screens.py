"""Reservations, people, claimants and deliveries over events as a browser, or a forger, sends them."""

from typing import Any

import pytest

from hellowork_portal.kit import routes
from hellowork_portal.models import AuditEntry, Claimant, CounterCode, Job, Reservation
from hellowork_portal.services.reservations.confirmation import confirm_reservation
from hellowork_portal.services.reservations.holds import agree_terms, keep_draft
from hellowork_portal.ui.staff.applicants.state import ApplicantState
from hellowork_portal.ui.staff.claimants.import_state import ImportState
from hellowork_portal.ui.staff.claimants.state import ClaimantsState, ClaimantState
from hellowork_portal.ui.staff.deliveries.state import DeliveriesState
from hellowork_portal.ui.staff.reservations.day_state import CancelDayState
from hellowork_portal.ui.staff.reservations.detail_state import OfficeReservationState
from hellowork_portal.ui.staff.reservations.state import ReservationsState
from tests.factories import NOW, Desk
from tests.ui.staff_house import A, B, StaffHouse

Step = tuple[type, str, dict[str, Any], dict[str, str]]
ABSURD = {"why": "あ" * 10_000, "text": "😀" * 10_000, "slot": "9" * 40, "account": "-1", "document": "'"}


@pytest.fixture
def house(house_on_sqlite: StaffHouse) -> StaffHouse:
    return house_on_sqlite


def booked(house: StaffHouse) -> str:
    """The owner confirms what they hold; return the reservation's number."""
    from tests.factories import principal_of

    row = house.desk.row(Reservation, id=house.hold)

    def forget(db: Any) -> None:
        db.get_one(Reservation, house.hold).number = None

    def owner(db: Any) -> Any:
        from hellowork_portal.models import Applicant

        return principal_of(db.get_one(Applicant, row.applicant_id))

    who = house.desk.do(owner)
    given = {"principal": who, "hold_id": house.hold, "now": NOW}
    house.desk.do(forget)
    house.desk.do(agree_terms, **given)
    house.desk.do(keep_draft, typed={"wish": "a talk"}, **given)
    return house.desk.do(confirm_reservation, **given)


def play(house: StaffHouse, staff_id: int, *steps: Step) -> dict[type, Any]:
    """Send events of pages as a member of staff; return what the states then hold."""
    return beside_each_other(house, *[(staff_id, step) for step in steps])[staff_id]


def beside_each_other(house: StaffHouse, *steps: tuple[int, Step]) -> dict[int, dict[type, Any]]:
    """Send events of several members of staff, each from a tab of their own."""
    people = {who for who, _ in steps}
    cookies, held = {who: house.enter(who) for who in people}, {who: dict[type, Any]() for who in people}

    async def look() -> None:
        for who, step in steps:
            root = await house.staff_state_of(f"tab-{who}")
            held[who][step[0]] = await root.get_state(step[0])  # type: ignore[arg-type]

    def send(who: int, step: Any) -> tuple[Any, ...]:
        state, handler, payload, query = step
        name, path = f"{state.get_full_name()}.{handler}", routes.STAFF_RESERVATION
        return ((lambda: house.deliver(f"tab-{who}", name, payload, cookies[who], path, query)),)

    house.run(*[send(*one) for one in steps], (look,))
    assert house.faults == []
    return held


def at(office: str, **query: str) -> dict[str, str]:
    return {"office": office} | query


def test_a_counsellor_finds_opens_and_cancels_with_one_letter_for_two_clicks(house: StaffHouse) -> None:
    number = booked(house)
    there, form = at(A, number=number), {"form": {"why": "weather", "text": ""}}
    held = play(
        house,
        house.counsellor,
        (ReservationsState, "open", {}, at(A, q="被害")),
        (OfficeReservationState, "open", {}, there),
        (OfficeReservationState, "cancel", form, there),
        (OfficeReservationState, "cancel", form, there),
    )
    assert [row.number for row in held[ReservationsState].found.rows] == [number]
    page = held[OfficeReservationState]
    assert (page.view.state, page.error) == ("cancelled", {})
    assert "すでに取り消され" in page.done["ja"]
    letters = [job for job in house.desk.jobs("mail") if job["mail"] == "reservation_cancelled"]
    assert len(letters) == 1


def test_of_two_staff_who_cancel_at_once_the_second_is_told(house: StaffHouse) -> None:
    number = booked(house)
    there, form = at(A, number=number), {"form": {"why": "closed", "text": ""}}
    opening: Step = (OfficeReservationState, "open", {}, there)
    cancelling: Step = (OfficeReservationState, "cancel", form, there)
    both = (house.manager, house.counsellor)
    steps = [(who, step) for step in (opening, cancelling) for who in both]
    held = beside_each_other(house, *steps)
    first, second = (held[who][OfficeReservationState].done["ja"] for who in both)
    assert first.startswith("予約を取り消し")
    assert second.startswith("この予約は、すでに")


@pytest.mark.parametrize("clicks", [0, 1, 2])
def test_a_planned_reminder_is_listed_and_stopped_once(house: StaffHouse, clicks: int) -> None:
    number, there = booked(house), at(A, show="planned")
    (job,) = house.desk.rows(Job, kind="reminder")
    stopping: Step = (DeliveriesState, "stop", {"job_id": job.id}, there)
    opening: Step = (DeliveriesState, "open", {}, there)
    page = play(house, house.counsellor, opening, *[stopping] * clicks)[DeliveriesState]
    listed = [] if clicks else [("reservation_reminder", number)]
    assert [(line.kind, line.number) for line in page.found.lines] == listed
    assert page.shown == "planned"
    assert page.done.get("en", "").startswith("It will not be sent") == (clicks == 1)
    assert ("もう終わっています" in page.error.get("ja", "")) == (clicks == 2)


def test_what_waits_is_listed_and_days_are_asked_for_by_the_address(house: StaffHouse) -> None:
    booked(house)
    form, waiting = {"form": {"from": "2026-12-01", "to": "2026-12-02"}}, at(A, show="waiting")
    planned: Step = (DeliveriesState, "open", {}, at(A, show="planned"))
    searching: Step = (DeliveriesState, "search", form, at(A, show="planned"))
    held = play(house, house.counsellor, planned, searching, (DeliveriesState, "open", {}, waiting))
    page = held[DeliveriesState]
    assert {line.state for line in page.found.lines} == {"waiting"}
    assert "show=planned" in page.tabs["planned"]
    (where,) = house.wire.redirects()
    assert "from=2026-12-01&to=2026-12-02" in where
    assert "show=planned" in where


def test_an_absurd_list_is_that_of_what_was_sent(house: StaffHouse) -> None:
    absurd = at(A, show="x" * 9_999, page="9" * 30, **{"from": "9999-12-31", "to": "0001-01-01"})
    page = play(house, house.counsellor, (DeliveriesState, "open", {}, absurd))[DeliveriesState]
    assert (page.shown, page.found.lines, page.is_loaded) == ("sent", [], True)


def test_another_offices_counsellor_learns_and_changes_nothing(house: StaffHouse) -> None:
    number, form = booked(house), {"form": dict(ABSURD) | {"why": "weather"}}
    before = state_of_things(house.desk)
    steps: list[Step] = []
    for office in (A, B):
        there = at(office, number=number, id=str(house.owner), day="2026-12-02")
        steps += [
            (ReservationsState, "open", {}, there | {"q": number}),
            (OfficeReservationState, "open", {}, there),
            (OfficeReservationState, "cancel", form, there),
            (OfficeReservationState, "move", form, there),
            (OfficeReservationState, "choose_day", {"day": "2026-12-02"}, there),
            (OfficeReservationState, "resend", {}, there),
            (OfficeReservationState, "retry", {"job_id": 1}, there),
            (OfficeReservationState, "stop", {"job_id": 1}, there),
            (CancelDayState, "open", {}, there),
            (CancelDayState, "cancel", form, there),
            (ApplicantState, "open", {}, there),
            (ApplicantState, "make_code", {"form": {"document": "passport"}}, there),
            (ClaimantState, "make_code", {"form": {"document": "passport"}}, there),
            (ClaimantState, "link", {"form": {"account": "1", "checked": True}}, there),
            (ClaimantState, "keep_eligibility", {"form": {"online_kind": "none"}}, there),
            (ImportState, "take", {}, there),
            (DeliveriesState, "open", {}, there | {"show": "planned"}),
            (DeliveriesState, "open", {}, there | {"show": "waiting"}),
            (DeliveriesState, "retry", {"job_id": 1}, there),
            (DeliveriesState, "stop", {"job_id": 1}, there),
        ]
    play(house, house.other, *steps)
    assert state_of_things(house.desk) == before
    assert "被害" not in house.wire.text
    assert "victim@example.jp" not in house.wire.text


def state_of_things(desk: Desk) -> list[Any]:
    return [desk.rows(model) for model in (Reservation, Job, Claimant, CounterCode)]


def test_absurd_forms_are_answered_with_a_sentence_and_nothing_happens(house: StaffHouse) -> None:
    number = booked(house)
    before, there = state_of_things(house.desk), at(A, number=number, id="9" * 30, day="2026-99-99")
    form = {"form": ABSURD}
    steps: list[Step] = [
        (ReservationsState, "search", {"form": {"q": "😀" * 10_000, "from": "x" * 99}}, there),
        (OfficeReservationState, "open", {}, there),
        (OfficeReservationState, "cancel", form, there),
        (OfficeReservationState, "move", form, there),
        (OfficeReservationState, "choose_day", {"day": "あ" * 10_000}, there),
        (OfficeReservationState, "retry", {"job_id": 2**31 - 1}, there),
        (CancelDayState, "open", {}, there),
        (CancelDayState, "cancel", {"form": {"seen": "," * 10_000, "why": "weather"}}, there),
        (ClaimantsState, "search", {"form": {"q": "1" * 10_000}}, there),
        (ClaimantState, "link", {"form": ABSURD}, there),
        (ClaimantState, "keep_eligibility", {"form": {"seen": "x" * 10_000, "online_kind": "a"}}, there),
        (ClaimantState, "make_code", {"form": ABSURD}, there),
        (ApplicantState, "make_code", {"form": ABSURD}, there),
        (ImportState, "open", {}, there | {"error": "staff_file_quotes", "line": "<b>" * 999}),
        (ImportState, "take", {}, there),
    ]
    held = play(house, house.manager, *steps)
    assert state_of_things(house.desk) == before
    told = (OfficeReservationState, CancelDayState, ClaimantState, ApplicantState, ImportState)
    assert [state.__name__ for state in told if not held[state].error] == []


def test_a_claimant_number_is_searched_for_without_standing_in_the_address(house: StaffHouse) -> None:
    play(
        house,
        house.counsellor,
        (ReservationsState, "search", {"form": {"q": "13010-26-000000-1"}}, at(A)),
        (ClaimantsState, "search", {"form": {"q": "13010260000001"}}, at(A)),
    )
    (where,) = house.wire.redirects()
    assert "claimant=" in where
    assert "13010260000001" not in where
    assert "000000-1" not in where
    assert house.desk.rows(AuditEntry, action="claimant.searched") != []


def test_a_counsellor_may_not_cancel_days_nor_bring_files(house: StaffHouse) -> None:
    number = booked(house)
    there = at(A, number=number, day="2026-12-02", id="1")
    play(
        house,
        house.counsellor,
        (CancelDayState, "cancel", {"form": {"seen": f"{house.hold}.0", "why": "weather"}}, there),
        (ImportState, "take", {}, there),
    )
    assert house.desk.row(Reservation, number=number).state == "confirmed"
    assert all("not_allowed" in where for where in house.wire.redirects())
