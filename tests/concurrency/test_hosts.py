"""A host is taken back while people book: who takes their time is counted, or gets another host."""

from collections.abc import Callable
from threading import Thread
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlmodel import Session

from hellowork_portal.kit.sql import is_sqlite, table_of
from hellowork_portal.models import Meeting, MeetingHost, MeetingHostTime
from hellowork_portal.services.meetings import hosts as lanes
from hellowork_portal.services.office_settings import hosts
from hellowork_portal.services.reservations import confirmation, holds
from tests.concurrency.herd import Result, Town, outcome, signed_in
from tests.factories import NOW, assert_seats_add_up, make_host
from tests.services.schedule_changes.conftest import staff

A_MOMENT = 0.3
"""As long as something is waited for that must not happen."""
_WAITING = text(
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
)
"""Who waits for the one who asks."""


@pytest.fixture
def two_hosts(town: Town) -> Town:
    """The town with a second host: whoever is taken back leaves another one."""

    def lend(session: Session) -> None:
        make_host(session, town.offering, "host-2", lanes=2)

    town.do(lend)
    return town


def about_to_confirm(town: Town) -> Callable[[], Result]:
    """Return what confirms a hold that lives."""
    (who,), (slot,) = town.people(1), town.slots(1)
    hold_id = town.do(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=NOW)
    town.fill_in(who, hold_id)
    given = {"principal": signed_in(who), "hold_id": hold_id, "now": NOW}
    return lambda: outcome(confirmation.confirm_reservation, **given)


def take_back_first(town: Town) -> Result:
    """Take the first host back; return `done`, or the code of the refusal."""
    office, (first, *_) = town.offering.office_id, town.rows(MeetingHost)
    named = {"principal": staff(office), "office_id": office, "host_id": first.id, "now": NOW}

    def change(session: Any) -> str:
        hosts.withdraw_host(session, **named)
        return "done"

    return outcome(change)


def stands_with(town: Town) -> Any:
    """Return the host with whom the only reservation stands, by its time and its meeting alike."""
    (host_id,) = {row.host_id for row in town.rows(MeetingHostTime)}
    assert town.row(Meeting).host_id == host_id
    return town.row(MeetingHost, id=host_id)


@pytest.mark.parametrize("is_guarded", [True, False])
def test_who_has_taken_a_hosts_time_is_counted(
    two_hosts: Town, dialect: str, monkeypatch: pytest.MonkeyPatch, is_guarded: bool
) -> None:
    """The control: without the host's lock the taking back counts nobody, and a booking loses its host.

    SQLite has one writer, so there the same code is safe without it.
    """
    confirm = about_to_confirm(two_hosts)
    if not is_guarded:
        monkeypatch.setattr(hosts, "_locked", _as_it_stands)
    is_harmed = dialect == "postgresql" and not is_guarded
    answers: list[Result] = []
    change = Thread(target=lambda: answers.append(take_back_first(two_hosts)))
    mend = confirmation.mend_host

    def mend_slowly(*given: Any) -> None:
        mend(*given)
        change.start()
        change.join(30 if is_harmed else A_MOMENT)

    monkeypatch.setattr(confirmation, "mend_host", mend_slowly)
    confirm()
    change.join()
    assert answers == (["done"] if is_harmed else ["staff_host_booked"])
    assert stands_with(two_hosts).is_active is not is_harmed
    assert_seats_add_up(two_hosts)


def _as_it_stands(session: Session, _offering_id: int, its: Any, _now: Any) -> Any:
    return session.connection().execute(select(table_of(MeetingHost)).where(its)).one_or_none()


@pytest.mark.parametrize("is_guarded", [True, False])
def test_who_waits_for_the_taking_back_gets_another_host(
    two_hosts: Town, dialect: str, monkeypatch: pytest.MonkeyPatch, is_guarded: bool
) -> None:
    """The control: who chose the host before the taking back and does not look again stands with nobody."""
    confirm = about_to_confirm(two_hosts)
    if not is_guarded:
        monkeypatch.setattr(lanes, "staying", lambda hosts: hosts)
    monkeypatch.setattr(confirmation, "_writes", confirmation._writes.__wrapped__)
    answers: list[Result] = []
    late, write = Thread(target=lambda: answers.append(confirm())), hosts.record

    def write_slowly(session: Session, *given: Any, **named: Any) -> None:
        late.start()
        _until_somebody_waits(session)
        assert answers == []
        write(session, *given, **named)

    with monkeypatch.context() as slow:
        slow.setattr(hosts, "record", write_slowly)
        assert take_back_first(two_hosts) == "done"
    late.join()
    is_harmed = dialect == "postgresql" and not is_guarded
    assert stands_with(two_hosts).is_active is not is_harmed
    assert_seats_add_up(two_hosts)


def _until_somebody_waits(session: Session) -> None:
    """Return once another transaction waits for this one; SQLite lets no other one begin to write."""
    if is_sqlite(session):
        return
    last = monotonic() + 30
    while not session.connection().execute(_WAITING).scalar_one():
        assert monotonic() < last, "nobody has come to wait"
