"""A typhoon: whoever is on the list is cancelled and told, and nobody else."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.models import AuditEntry, Reservation, ReservationState
from hellowork_portal.services.office_reservations import errors
from hellowork_portal.services.office_reservations.day import cancel_day, day_list
from hellowork_portal.services.office_reservations.views import DayList
from hellowork_portal.services.reservations.holds import hold_seat
from tests.factories import NOW, assert_seats_add_up, make_applicant, principal_of
from tests.services.office_reservations.conftest import OFFICE, book
from tests.services.schedule_changes.conftest import THURSDAY, Bureau, keep_all, staff


def shown(bureau: Bureau, **named: Any) -> DayList:
    return bureau.do(day_list, **_named(bureau, named))


def done(bureau: Bureau, seen: DayList, **named: Any) -> int:
    given = {"fingerprint": seen.fingerprint, "why": "weather"} | named
    return bureau.do(cancel_day, **_named(bureau, given))


def _named(bureau: Bureau, named: Mapping[str, Any]) -> dict[str, Any]:
    return {"principal": bureau.manager, "office_code": OFFICE, "day": THURSDAY, "now": NOW} | dict(named)


def states(bureau: Bureau, *numbers: str) -> list[str]:
    return [bureau.row(Reservation, number=number).state for number in numbers]


@pytest.fixture
def three(bureau: Bureau) -> list[str]:
    """Two counselling reservations of the day and one by telephone."""
    first, second = bureau.slots()[:2]
    phone = bureau.slots(offering_id=bureau.phone_id)[0]
    places = ((first, "a@example.jp"), (second, "b@example.jp"), (phone, "c@example.jp"))
    return [book(bureau, slot.id, mail) for slot, mail in places]


def test_everybody_is_listed_then_cancelled_with_a_letter_and_the_day_is_closed(
    bureau: Bureau, three: list[str]
) -> None:
    seen = shown(bureau)
    assert ([line.number for line in seen.lines], seen.count, seen.left) == (
        [three[0], three[2], three[1]], 3, 0,
    )  # fmt: skip
    assert done(bureau, seen) == 3
    assert states(bureau, *three) == ["cancelled"] * 3
    letters = [job for job in bureau.jobs("mail") if job["mail"] == "reservation_cancelled"]
    assert {job["page"] for job in letters} == {
        f"/calendar?offering={bureau.offering_id}", f"/calendar?offering={bureau.phone_id}",
    }  # fmt: skip
    assert len(letters) == 3
    assert all("台風" in job["reason"]["ja"] for job in letters)
    assert {slot.state for slot in bureau.slots()} == {"closed"}
    entry = bureau.row(AuditEntry, action="reservation.day_cancelled")
    assert (entry.details["cancelled"], entry.details["reason"]) == (3, "weather")
    assert_seats_add_up(bureau)


def test_one_offering_alone(bureau: Bureau, three: list[str]) -> None:
    seen = shown(bureau, offering_id=bureau.phone_id)
    assert done(bureau, seen, offering_id=bureau.phone_id) == 1
    assert states(bureau, *three) == ["confirmed", "confirmed", "cancelled"]
    assert {slot.state for slot in bureau.slots()} == {"open"}


def test_who_books_after_the_list_was_shown_is_not_cancelled_in_silence(
    bureau: Bureau, three: list[str]
) -> None:
    seen = shown(bureau)
    late = book(bureau, bureau.slots()[3].id, "late@example.jp")
    with pytest.raises(errors.DayListStale) as stale:
        done(bureau, seen)
    assert stale.value.values == {"arrived": 1, "gone": 0}
    assert states(bureau, *three, late) == ["confirmed"] * 4
    assert done(bureau, shown(bureau)) == 4


@pytest.mark.parametrize("forged", ["", "1.0", "x", "," * 5000, "😀"])
def test_a_forged_list_cancels_nobody(bureau: Bureau, three: list[str], forged: str) -> None:
    with pytest.raises(errors.DayListStale):
        done(bureau, DayList(fingerprint=forged))
    assert states(bureau, *three) == ["confirmed"] * 3


def test_a_second_click_finds_nobody_left(bureau: Bureau, three: list[str]) -> None:
    seen = shown(bureau)
    done(bureau, seen)
    with pytest.raises(errors.DayListStale):
        done(bureau, seen)
    with pytest.raises(errors.DayListEmpty):
        done(bureau, shown(bureau))
    assert len([job for job in bureau.jobs("mail") if job["mail"] == "reservation_cancelled"]) == 3


def test_who_was_kept_when_the_day_was_closed_can_still_be_cancelled(
    bureau: Bureau, three: list[str]
) -> None:
    plan = bureau.preview(bureau.close())
    bureau.apply(bureau.close(), plan, keep_all(plan))
    assert done(bureau, shown(bureau)) == 3
    assert states(bureau, *three) == ["cancelled"] * 3
    assert_seats_add_up(bureau)


def test_interviews_under_way_stay_and_are_counted(bureau: Bureau, three: list[str]) -> None:
    def check_in(session: Any) -> None:
        its = bureau.row(Reservation, number=three[0]).id
        session.get_one(Reservation, its).state = ReservationState.CHECKED_IN

    bureau.do(check_in)
    seen = shown(bureau)
    assert (seen.count, seen.left) == (2, 1)
    assert done(bureau, seen) == 2
    assert states(bureau, *three) == ["checked_in", "cancelled", "cancelled"]


def test_holds_end_and_are_told_of_beforehand(bureau: Bureau, three: list[str]) -> None:
    who = principal_of(bureau.do(make_applicant, "holding@example.jp"))
    hold = bureau.do(hold_seat, principal=who, slot_id=bureau.slots()[4].id, now=NOW)
    seen = shown(bureau)
    assert (seen.count, seen.holds) == (3, 1)
    done(bureau, seen)
    assert bureau.row(Reservation, id=hold).state == "expired"
    assert_seats_add_up(bureau)


@pytest.mark.parametrize("day", [None, THURSDAY - timedelta(days=30), THURSDAY + timedelta(days=900)])
def test_a_day_that_is_none_or_over_is_refused(bureau: Bureau, day: Any) -> None:
    for command in (shown, lambda bureau, **named: done(bureau, DayList(), **named)):
        with pytest.raises(errors.DayWrong):
            command(bureau, day=day)


@pytest.mark.parametrize("why", ["", "asked", "other", "nonsense"])
def test_all_are_told_a_reason_that_nobody_has_asked_for(bureau: Bureau, three: list[str], why: str) -> None:
    with pytest.raises(errors.ReasonMissing):
        done(bureau, shown(bureau), why=why)


def test_only_the_offices_own_manager_may(bureau: Bureau, three: list[str]) -> None:
    seen = shown(bureau)
    others: list[Principal] = [
        staff(bureau.office_id, Role.COUNSELLOR), staff(bureau.other_office_id), staff(0),
    ]  # fmt: skip
    for who in others:
        with pytest.raises(NotAllowed):
            shown(bureau, principal=who)
        with pytest.raises(NotAllowed):
            done(bureau, seen, principal=who)
    assert states(bureau, *three) == ["confirmed"] * 3
