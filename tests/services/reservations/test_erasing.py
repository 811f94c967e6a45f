"""Interviews go after their years, with all that was written about them, and nothing else does."""

from datetime import timedelta

from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sealing import seal
from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import (
    DayNotice,
    Delivery,
    GuestAccess,
    Interview,
    InterviewNote,
    Meeting,
    MeetingHostTime,
    Reservation,
    Slot,
    WaitlistEntry,
    WaitlistKind,
    WaitlistState,
)
from hellowork_portal.services.day_notices.service import send_day_notice
from hellowork_portal.services.reservations.erasing import DAYS_AT_ONCE, let_days_go
from tests.factories import NOW, assert_seats_add_up, at
from tests.factories.staff import make_staff
from tests.services.reservations.conftest import Scene

OVER = NOW + timedelta(days=3 * 366 + 8)
ABOUT = (DayNotice, Delivery, GuestAccess, Interview, InterviewNote, Meeting, MeetingHostTime)


def write_about(session: Session, reservation_id: int, office_id: int) -> None:
    """Leave a row wherever something is kept about an interview."""
    member = make_staff(session, "counsellor@example.jp", Role.COUNSELLOR, office_id)
    session.add(Interview(reservation_id=reservation_id))
    session.add(
        InterviewNote(reservation_id=reservation_id, author_id=id_of(member), at=NOW, text_sealed=seal("…"))
    )
    session.add(
        GuestAccess(
            reservation_id=reservation_id, cookie_hash="x", number="x", created_at=NOW, code_ends_at=NOW
        )
    )
    session.add(
        Delivery(
            reservation_id=reservation_id,
            message_id="x@example.jp",
            kind="confirmed",
            recipient="hanako@example.jp",
            created_at=NOW,
        )
    )


def test_a_day_goes_with_all_that_was_written_about_it(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    kept = scene.reserve(taro, scene.slot(at(8)))
    scene.do(send_day_notice, principal=hanako, number=number, kind="late", minutes=5, now=at(7))
    scene.do(write_about, scene.row(Reservation, number=number).id, scene.office.id)
    assert scene.do(let_days_go, now=OVER - timedelta(days=1)) == 0
    assert scene.do(let_days_go, now=OVER) == 1
    [left] = scene.rows(Reservation)
    assert left.number == kept
    assert {row.reservation_id for model in ABOUT for row in scene.rows(model)} == {left.id}
    assert [row.id for row in scene.rows(Slot)] == [left.slot_id]
    assert_seats_add_up(scene)
    assert scene.do(let_days_go, now=OVER) == 0


def test_a_wish_for_what_is_gone_goes_too_and_a_run_takes_a_week_at_most(
    scene: Scene, hanako: Principal
) -> None:
    first, *_ = [scene.slot(at(1 + day)) for day in range(DAYS_AT_ONCE + 2)]
    wish = WaitlistEntry(
        applicant_id=hanako.applicant_id,
        offering_id=scene.counselling.id or 0,
        kind=WaitlistKind.SLOT,
        wanted=f"slot:{first}",
        slot_id=first,
        state=WaitlistState.OVER,
        created_at=NOW,
    )
    scene.do(lambda db: db.add(wish))
    long_after = OVER + timedelta(days=30)
    scene.do(let_days_go, now=long_after)
    assert (len(scene.rows(Slot)), scene.rows(WaitlistEntry)) == (2, [])
    scene.do(let_days_go, now=long_after)
    assert scene.rows(Slot) == []
