"""No host is lent twice: not for one minute, not by two transactions at once."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

from sqlmodel import Session, select

from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.models import MeetingHost, MeetingHostTime
from hellowork_portal.services.meetings.hosts import free_host, take_host
from hellowork_portal.services.meetings.rules import buckets
from tests.integration.jobs.families import NOON
from tests.integration.mail.ground import confirm, make_offering

TOMORROW = NOON + timedelta(days=1)


def prepared(url: str, reservations: int, *lanes: int) -> tuple[int, list[int]]:
    """Make hosts with so many lanes, and reservations without a host; return offering and ids."""
    with transaction(url) as session:
        offering_id = make_offering(session)
        for number, count in enumerate(lanes):
            session.add(MeetingHost(provider_user_id=f"h{number}", offering_id=offering_id, lanes=count))
        made = [
            confirm(
                session,
                offering_id,
                number=f"NUMBER{number:04}",
                starts_at=TOMORROW + timedelta(minutes=1 + number),
            )
            for number in range(reservations)
        ]
    return offering_id, [one.reservation_id for one in made]


def take(session: Session, offering_id: int, reservation_id: int, minute: int = 0) -> int | None:
    starts_at: datetime = TOMORROW + timedelta(minutes=minute)
    return take_host(
        session,
        reservation_id=reservation_id,
        offering_id=offering_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=15),
        buffer_minutes=5,
    )


def test_buckets_cover_the_meeting_and_its_buffer() -> None:
    first = int(NOON.timestamp()) // 300
    assert buckets(NOON, NOON + timedelta(minutes=15), 5) == range(first, first + 4)
    odd = NOON + timedelta(minutes=2)
    assert buckets(odd, odd + timedelta(minutes=15), 0) == range(first, first + 4)


def test_every_lane_is_used_before_none_is_left(database_url: str) -> None:
    offering_id, ids = prepared(database_url, 4, 1, 2)
    with transaction(database_url) as session:
        hosts = [take(session, offering_id, one) for one in ids]
    assert hosts[0] != hosts[1] == hosts[2]
    assert hosts[3] is None


def test_a_host_rests_in_the_buffer_and_is_free_after_it(database_url: str) -> None:
    offering_id, ids = prepared(database_url, 3, 1)
    with transaction(database_url) as session:
        assert take(session, offering_id, ids[0]) is not None
        assert take(session, offering_id, ids[1], minute=15) is None
        assert take(session, offering_id, ids[2], minute=20) is not None


def test_a_host_given_back_can_be_lent_again(database_url: str) -> None:
    offering_id, ids = prepared(database_url, 2, 1)
    with transaction(database_url) as session:
        take(session, offering_id, ids[0])
        free_host(session, ids[0])
        assert take(session, offering_id, ids[1]) is not None


def test_inactive_hosts_and_those_of_others_are_never_lent(database_url: str) -> None:
    offering_id, ids = prepared(database_url, 1, 1)
    with transaction(database_url) as session:
        session.exec(select(MeetingHost)).one().is_active = False
    with transaction(database_url) as session:
        assert take(session, offering_id, ids[0]) is None
        assert take(session, offering_id + 1, ids[0]) is None


def test_many_at_once_get_each_lane_once_and_leave_no_fragments(database_url: str) -> None:
    offering_id, ids = prepared(database_url, 8, 2, 1)
    start, taken = Barrier(len(ids)), []

    def run(reservation_id: int, minute: int) -> None:
        start.wait()
        with transaction(database_url) as session:
            if take(session, offering_id, reservation_id, minute) is not None:
                taken.append(reservation_id)

    # Times that overlap by a part only, so that the key refuses some steps and not others.
    threads = [Thread(target=run, args=(one, 5 * (place % 3))) for place, one in enumerate(ids)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 3
    with reading(database_url) as session:
        rows = session.exec(select(MeetingHostTime)).all()
    assert {row.reservation_id for row in rows} == set(taken)
    assert len(rows) == 3 * 4
