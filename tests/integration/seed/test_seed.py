"""Demonstration data: real offices, invented people, every rule kept."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from hellowork_portal.adapters.argon2_passwords import Argon2Passwords
from hellowork_portal.demo.people import Account, new_password
from hellowork_portal.demo.seed import demonstration_data, seed
from hellowork_portal.forms.catalogue_files import load_catalogue
from hellowork_portal.forms.schema import validate
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    Applicant,
    CertificationDay,
    Claimant,
    Meeting,
    MeetingHost,
    MeetingHostTime,
    Offering,
    Office,
    OfficeClosure,
    Reservation,
    Slot,
)
from hellowork_portal.services.procedures.search import search
from hellowork_portal.services.reservations.drafts import opened
from hellowork_portal.services.reservations.rules import number_typed
from hellowork_portal.services.schedules.calendar import month_of
from tests import servers
from tests.factories import NOW, TODAY, Desk, assert_seats_add_up

PASSWORDS = Argon2Passwords()
_reservation, _slot, _offering = table_of(Reservation), table_of(Slot), table_of(Offering)


class Seeded(Desk):
    """A database with demonstration data and the accounts of its people."""

    accounts: list[Account]

    def again(self, days: int = 0) -> list[Account]:
        """Seed once more, some days later."""
        now = NOW + timedelta(days=days)
        return self.do(seed, known=self.accounts, passwords=PASSWORDS, now=now)

    def pairs(self, *columns: Any) -> list[Any]:
        """Return columns of reservations with their slots and offerings."""
        query = (
            select(*columns)
            .select_from(_reservation)
            .join(_slot, _slot.c.id == _reservation.c.slot_id)
            .join(_offering, _offering.c.id == _slot.c.offering_id)
        )
        return self.see(lambda session: list(session.connection().execute(query)))


@pytest.fixture(scope="module")
def seeded(
    dialect: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seeded]:
    """One seeded database for the tests that only look; seeding is the slow part."""
    if dialect == "sqlite":
        path = tmp_path_factory.mktemp("seeded") / "portal.db"
        servers.migrate(f"sqlite:///{path}")
        desk = Seeded(f"sqlite:///{path}")
        yield _seeded(desk)
        servers.engine_for(desk.url).dispose()
        return
    server: servers.PostgreSQL = request.getfixturevalue("postgresql_server")
    name = f"portal_seeded_{random.randrange(10**9)}"
    server.execute(f"CREATE DATABASE {name}")
    servers.migrate(server.url(name))
    yield _seeded(Seeded(server.url(name)))
    servers.engine_for(server.url(name)).dispose()
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _seeded(desk: Seeded) -> Seeded:
    accounts = desk.do(seed, known=[], passwords=PASSWORDS, now=NOW)
    object.__setattr__(desk, "accounts", accounts)
    return desk


def test_all_offices_offer_both_procedures_and_28_days_are_there(seeded: Seeded):
    assert len(seeded.rows(Office)) == 514
    assert len(seeded.rows(Offering)) >= 1028
    days = seeded.see(
        lambda session: session.connection().execute(select(func.max(_slot.c.on_day))).scalar_one()
    )
    assert days == date(2026, 12, 28)


def test_taken_is_the_count_of_live_reservations(seeded: Seeded):
    assert_seats_add_up(seeded)


def test_some_days_are_full_some_nearly_and_most_are_free(seeded: Seeded):
    soon = (_slot.c.on_day > TODAY) & (_slot.c.on_day <= TODAY + timedelta(days=7))
    counts = select(func.count(), func.sum(_slot.c.taken), func.sum(_slot.c.capacity)).where(soon)
    ((_times, taken, seats),) = seeded.see(lambda session: session.connection().execute(counts).all())
    assert 0.06 < taken / seats < 0.18
    states: Counter[str] = Counter()
    for office in ("新宿 職業相談", "品川"):
        page = seeded.see(lambda session, query=office: search(session, query=query, now=NOW))
        for result in page.results:
            named = {"offering_id": result.offering_id, "year": 2026, "month": 12, "now": NOW}
            states.update(str(day.state) for day in seeded.see(month_of, **named).days)
    assert states["full"] >= 3
    assert states["few"] >= 3
    assert states["open"] >= 30


def test_nobody_has_two_seats_and_every_number_is_a_number(seeded: Seeded):
    people = [row.applicant_id for row in seeded.pairs(_reservation.c.applicant_id)]
    assert len(people) > 1000
    assert len(set(people)) == len(people)
    assert all(number_typed(row.number) == row.number for row in seeded.pairs(_reservation.c.number))


def test_each_online_reservation_has_its_host_with_the_buffer(seeded: Seeded):
    time = table_of(MeetingHostTime)
    steps = select(time.c.reservation_id, func.count(), func.count(time.c.host_id.distinct())).group_by(
        time.c.reservation_id
    )
    lent = {
        row[0]: (row[1], row[2])
        for row in seeded.see(lambda session: session.connection().execute(steps).all())
    }
    spans = seeded.pairs(_reservation.c.id, _reservation.c.starts_at, _reservation.c.ends_at)
    wrong = [
        row.id
        for row in spans
        if lent.get(row.id)
        != ((row.ends_at - row.starts_at + timedelta(minutes=5)) // timedelta(minutes=5), 1)
    ]
    assert wrong == []
    host = table_of(MeetingHost)
    assert len(seeded.rows(MeetingHost)) == seeded.see(
        lambda session: (
            session.connection().execute(select(func.count(host.c.offering_id.distinct()))).scalar_one()
        )
    )


def test_meetings_are_asked_for_where_staff_work_as_for_anybody_else(seeded: Seeded):
    office = seeded.row(Office, code="HW13-006").id
    columns = (_reservation.c.id, _reservation.c.ends_at, _offering.c.office_id, _offering.c.mode)
    there = {
        row.id
        for row in seeded.pairs(*columns)
        if row.office_id == office and row.mode == "online" and row.ends_at > NOW
    }
    meetings = seeded.rows(Meeting)
    assert len(there) > 20
    assert {row.reservation_id for row in meetings} == there
    assert all(row.host_id for row in meetings)
    assert {job["reservation_id"] for job in seeded.jobs("meeting.create")} == there


def test_the_crowd_cannot_sign_in_and_lives_under_example_jp(seeded: Seeded):
    people = seeded.rows(Applicant)
    assert all(row.mail_address.endswith("@example.jp") for row in people)
    known = {account.mail for account in seeded.accounts}
    assert {row.password_hash for row in people if row.mail_address not in known} == {""}


def test_the_crowds_answers_are_answers_of_the_form(seeded: Seeded):
    definitions = {definition.code: definition for definition in load_catalogue()}
    for code, answers in demonstration_data()["crowd"]["answers"].items():
        assert validate(definitions[code], answers, TODAY).is_valid
    (first, *_) = seeded.rows(Reservation)
    assert opened(first.answers_sealed)["purpose_consent"] is True


def test_certification_is_marked_unconfirmed_and_stands_on_its_day(seeded: Seeded):
    columns = (_reservation.c.certification_on, _reservation.c.is_unconfirmed_claim, _slot.c.on_day)
    for certification_on, is_unconfirmed, on_day in seeded.pairs(*columns):
        assert is_unconfirmed == (certification_on is not None)
        assert certification_on in (None, on_day)


def test_the_accounts_work_and_their_passwords_obey_the_rules(seeded: Seeded):
    assert [account.code for account in seeded.accounts] == [
        "no_record",
        "kind_a",
        "kind_b",
        "not_online",
        "drafting",
    ]
    for account in seeded.accounts:
        person = seeded.row(Applicant, mail_address=account.mail)
        assert PASSWORDS.matches(person.password_hash, account.password)
    names = "".join(row.name for row in seeded.rows(Applicant) if row.password_hash)
    assert all(sign in names for sign in "髙﨑𠮷")


def test_a_new_password_has_all_four_kinds():
    for _ in range(50):
        password = new_password()
        assert len(password) == 14
        assert all(any(test(sign) for sign in password) for test in (str.isupper, str.islower, str.isdigit))
        assert not password.isalnum()
    assert new_password() != new_password()


def test_the_claimant_of_kind_a_has_a_day_today_the_next_open_day_and_in_28_days(seeded: Seeded):
    person = seeded.row(Applicant, mail_address=seeded.accounts[1].mail)
    claimant = seeded.row(Claimant, applicant_id=person.id)
    assert claimant.online_kind == "a"
    assert claimant.office_id == seeded.row(Office, code="HW13-006").id
    days = {
        row.on_day: row.is_approved_change for row in seeded.rows(CertificationDay, claimant_id=claimant.id)
    }
    assert days == {TODAY: False, date(2026, 12, 2): True, date(2026, 12, 28): False}
    kinds = sorted(row.online_kind for row in seeded.rows(Claimant))
    assert kinds == ["a", "b", "b", "none"]


def test_some_offices_are_closed_with_a_reason_in_three_languages(seeded: Seeded):
    closures = seeded.rows(OfficeClosure)
    assert len(closures) >= 3
    assert {tuple(sorted(row.reason)) for row in closures} == {("en", "ja", "ja-easy")}
    offered = table_of(Offering)
    closed = {(row.office_id, row.on_day) for row in closures}
    query = (
        select(offered.c.office_id, _slot.c.on_day)
        .join(_slot, _slot.c.offering_id == offered.c.id)
        .distinct()
    )
    assert not closed & {
        tuple(row) for row in seeded.see(lambda session: session.connection().execute(query).all())
    }


def test_seeding_again_changes_nothing_and_three_weeks_later_there_are_28_days_again(seeded: Seeded):
    before = (seeded.rows(Applicant), seeded.rows(Reservation), seeded.rows(CertificationDay))
    assert seeded.again() == seeded.accounts
    assert (seeded.rows(Applicant), seeded.rows(Reservation), seeded.rows(CertificationDay)) == before
    assert seeded.again(days=21) == seeded.accounts
    later = TODAY + timedelta(days=21)
    last = seeded.see(
        lambda session: session.connection().execute(select(func.max(_slot.c.on_day))).scalar_one()
    )
    assert last == later + timedelta(days=28)
    crowded = {row.on_day for row in seeded.pairs(_slot.c.on_day)}
    assert {later + timedelta(days=1), later + timedelta(days=2)} <= crowded
    assert_seats_add_up(seeded)
    claimant = seeded.row(Claimant, online_kind="a")
    days = {row.on_day for row in seeded.rows(CertificationDay, claimant_id=claimant.id)}
    assert later in days
    assert day_in_japan(NOW) not in days, "it would cut the period short"


def test_a_lost_password_is_replaced_and_a_known_one_kept(seeded: Seeded):
    object.__setattr__(seeded, "accounts", seeded.accounts[:2])
    accounts = seeded.again()
    assert accounts[:2] == seeded.accounts
    for account in accounts:
        person = seeded.row(Applicant, mail_address=account.mail)
        assert PASSWORDS.matches(person.password_hash, account.password)
    object.__setattr__(seeded, "accounts", accounts)
