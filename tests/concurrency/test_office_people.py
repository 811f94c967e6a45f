"""Several staff and the person at one reservation at once: one outcome, one letter, seats that add up."""

from functools import partial
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.principal import Role
from hellowork_portal.models import Applicant, Claimant, Office, Reservation
from hellowork_portal.services.claimants import records
from hellowork_portal.services.claimants.importing import keep_file, take_file
from hellowork_portal.services.office_reservations import commands, day
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from tests.concurrency.herd import Town, at_once, outcome, signed_in
from tests.concurrency.test_controls import TABS, meeting_point
from tests.concurrency.test_schedule_changes import WEDNESDAY, book, hall, slots_of
from tests.factories import NOW, assert_seats_add_up, make_applicant, make_staff
from tests.services.schedule_changes.conftest import staff

__all__ = ["hall"]


def office_of(town: Town) -> tuple[int, str]:
    office = town.row(Office, id=town.offering.office_id)
    return office.id, office.code


def letters(town: Town) -> list[Any]:
    return [job for job in town.jobs("mail") if job["mail"] == "reservation_cancelled"]


def test_staff_and_the_person_cancel_at_once_and_one_letter_leaves(hall: Town) -> None:
    office_id, _ = office_of(hall)
    (who,) = hall.people(1)
    number = str(book(hall, who, slots_of(hall)[0]))
    named = {"number": number, "now": NOW}
    by_office = [
        partial(
            outcome,
            commands.cancel_at_office,
            principal=staff(office_id, Role.COUNSELLOR, turn),
            revision=0,
            why="closed",
            **named,
        )
        for turn in range(1, 9)
    ]
    oneself = partial(outcome, cancel_reservation, principal=signed_in(who), **named)
    told = at_once([*by_office, oneself])
    assert told.count(True) <= 1
    assert {one for one in told if isinstance(one, str)} == set()
    assert hall.row(Reservation, number=number).state == "cancelled"
    assert len(letters(hall)) == 1
    assert_seats_add_up(hall)


def test_a_day_is_cancelled_while_people_book_it_and_nobody_is_cancelled_unseen(hall: Town) -> None:
    office_id, code = office_of(hall)
    slots, people = slots_of(hall), hall.people(12)
    for turn in range(4):
        book(hall, people[turn], slots[turn])
    place = {"principal": staff(office_id), "office_code": code, "day": WEDNESDAY, "now": NOW}
    seen = hall.do(day.day_list, **place)
    cancelling = partial(outcome, day.cancel_day, fingerprint=seen.fingerprint, why="weather", **place)
    booking = [partial(book, hall, people[turn], slots[turn]) for turn in range(4, 12)]
    told = at_once([cancelling, cancelling, *booking])
    done = [one for one in told[:2] if one == 4]
    assert set(told[:2]) <= {4, "staff_day_list_stale"}
    assert len(done) <= 1
    assert len(letters(hall)) == 4 * len(done)
    cancelled = hall.rows(Reservation, state="cancelled")
    assert len(cancelled) == 4 * len(done)
    assert_seats_add_up(hall)


@pytest.fixture
def twins(town: Town) -> tuple[int, list[int], int]:
    """A record and several accounts that state its number; return record, accounts and the manager."""
    office_id, code = office_of(town)

    def furnish(session: Session) -> tuple[list[int], int]:
        manager = make_staff(session, "manager@example.jp", Role.OFFICE_MANAGER, office_id)
        made = [
            make_applicant(session, f"twin-{turn}@example.jp", number="13010260000017")
            for turn in range(TABS)
        ]
        return [one.id or 0 for one in made], manager.id or 0

    accounts, manager_id = town.do(furnish)
    place = {"principal": staff(office_id, number=manager_id), "office_code": code, "now": NOW}
    content = "支給番号,氏名\n13010260000017,職安 花子".encode()
    kept = town.do(keep_file, file_name="x.csv", content=content, **place)
    at_once([partial(outcome, take_file, import_id=kept, **place) for _ in range(4)])
    return town.row(Claimant).id, accounts, manager_id


def link_all(town: Town, twins: tuple[int, list[int], int]) -> list[Any]:
    """Link the record to every account at the same moment; return what each was told."""
    claimant_id, accounts, manager_id = twins
    office_id, _ = office_of(town)
    who = staff(office_id, Role.COUNSELLOR, manager_id)
    named = {"principal": who, "claimant_id": claimant_id, "is_checked": True, "now": NOW}
    return at_once(
        [partial(outcome, records.link_claimant, applicant_id=account, **named) for account in accounts]
    )


def test_a_record_gets_one_account_whoever_links_it_at_once(
    town: Town, twins: tuple[int, list[int], int]
) -> None:
    told, accounts = link_all(town, twins), twins[1]
    assert told.count(True) == 1
    assert set(told) == {True, "staff_claimant_linked"}
    assert town.row(Claimant).applicant_id == accounts[told.index(True)]
    assert len(town.rows(Applicant)) >= len(accounts)


def test_without_the_records_lock_several_are_told_that_it_is_theirs_on_postgresql(
    town: Town, twins: tuple[int, list[int], int], dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: behind SQLite's one writer the same unguarded code is safe."""
    with meeting_point(is_met=dialect == "postgresql") as wait:

        def unlocked(session: Session, claimant_id: int) -> Claimant:
            row = session.get_one(Claimant, claimant_id, populate_existing=True)
            wait()
            return row

        monkeypatch.setattr(records, "locked_claimant", unlocked)
        told = link_all(town, twins)
    assert told.count(True) == (1 if dialect == "sqlite" else len(twins[1]))
    assert town.row(Claimant).applicant_id in twins[1], "one of them, whoever was told what"
