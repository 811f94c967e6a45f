"""The day of the interview: a door with an hour, and what one tap tells the office."""

from datetime import datetime, timedelta

import pytest

from hellowork_portal.kit.errors import Invalid, SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import AuditEntry, DayNotice, Meeting, Mode, Offering, Reservation
from hellowork_portal.ports.meetings import MeetingRoom
from hellowork_portal.services.day_notices.errors import NotTheDay
from hellowork_portal.services.day_notices.rules import masked_phone
from hellowork_portal.services.day_notices.service import day_notices_of, interview_of, send_day_notice
from hellowork_portal.services.day_notices.views import InterviewView
from hellowork_portal.services.meetings.service import store_room
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.services.reservations.errors import ReservationNotFound
from tests.factories import NOW, at
from tests.services.reservations.conftest import Scene

START, END = at(7), at(7, "10:30")
ROOM = MeetingRoom(provider_id="1", host="host-1", join_url="https://example.jp/j/1?pwd=x", passcode="987654")


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


@pytest.fixture
def number(scene: Scene, hanako: Principal) -> str:
    """A reservation with its meeting ready."""
    number = scene.reserve(hanako, scene.slot(START))
    [meeting] = scene.rows(Meeting)
    scene.do(store_room, meeting.id, ROOM, now=NOW)
    return number


def seen(scene: Scene, who: Principal, number: str, now: datetime) -> InterviewView:
    return scene.see(interview_of, principal=who, number=number, now=now)


def tell(scene: Scene, who: Principal, number: str, kind: str, late: int = 0, now: datetime = START) -> None:
    scene.do(send_day_notice, principal=who, number=number, kind=kind, minutes=late, now=now)


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (START - minutes(71), "early"),
        (START - minutes(70), "soon"),
        (START - minutes(11), "soon"),
        (START - minutes(10), "open"),
        (END - minutes(1), "open"),
        (END, "over"),
    ],
)
def test_the_door_opens_ten_minutes_before_and_closes_at_the_end(
    scene: Scene, hanako: Principal, number: str, now: datetime, phase: str
) -> None:
    view = seen(scene, hanako, number, now)
    assert view.phase == phase
    assert (view.join_url, view.passcode) == ((ROOM.join_url, ROOM.passcode) if phase == "open" else ("", ""))
    assert not view.is_our_fault


def test_nobody_sees_or_tells_anything_of_another_s_interview(
    scene: Scene, taro: Principal, number: str
) -> None:
    for who, error in ((taro, ReservationNotFound), (Principal(), SignInNeeded)):
        with pytest.raises(error):
            seen(scene, who, number, START)
        with pytest.raises(error):
            tell(scene, who, number, "late", 5)
    assert scene.rows(DayNotice) == []


def test_a_meeting_that_is_not_there_at_the_start_is_our_fault(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(START))
    assert not seen(scene, hanako, number, START - minutes(1)).is_our_fault
    assert seen(scene, hanako, number, START).is_our_fault


def test_one_tap_is_kept_with_the_record_and_the_last_one_counts(
    scene: Scene, hanako: Principal, number: str
) -> None:
    tell(scene, hanako, number, "late", 10, START - minutes(5))
    tell(scene, hanako, number, "late", 10, START - minutes(4))
    tell(scene, hanako, number, "cannot_connect", now=START)
    [row] = scene.rows(Reservation)
    told = scene.see(day_notices_of, reservation_id=row.id)
    assert [(one.kind, one.minutes) for one in told] == [("late", 10), ("cannot_connect", None)]
    view = seen(scene, hanako, number, START)
    assert (view.told, view.told_minutes, view.can_tell) == ("cannot_connect", 0, True)
    recorded = scene.rows(AuditEntry, action="reservation.day_notice")
    assert [one.details for one in recorded] == [
        {"kind": "late", "minutes": 10},
        {"kind": "cannot_connect", "minutes": 0},
    ]


@pytest.mark.parametrize("now", [START - minutes(31), END])
def test_the_office_is_told_nothing_long_before_or_after(
    scene: Scene, hanako: Principal, number: str, now: datetime
) -> None:
    assert not seen(scene, hanako, number, now).can_tell
    with pytest.raises(NotTheDay):
        tell(scene, hanako, number, "cannot_connect", now=now)


@pytest.mark.parametrize(
    ("kind", "late"), [("late", 0), ("late", 7), ("cannot_connect", 5), ("drop table", 0)]
)
def test_what_no_button_says_is_refused(
    scene: Scene, hanako: Principal, number: str, kind: str, late: int
) -> None:
    with pytest.raises(Invalid):
        tell(scene, hanako, number, kind, late)


def test_a_cancelled_interview_has_no_door(scene: Scene, hanako: Principal, number: str) -> None:
    scene.do(cancel_reservation, principal=hanako, number=number, now=NOW)
    view = seen(scene, hanako, number, START)
    assert (view.phase, view.join_url, view.can_tell) == ("away", "", False)


def test_by_telephone_one_sees_which_number_is_called(scene: Scene, hanako: Principal) -> None:
    scene.do(lambda session: setattr(session.get_one(Offering, scene.counselling.id), "mode", Mode.TELEPHONE))
    number = scene.reserve(hanako, scene.slot(START))
    view = seen(scene, hanako, number, START)
    assert view.place.mode == "telephone"
    assert view.own_phone.endswith("5678")
    assert set(view.own_phone[:-4]) == {"*"}
    assert not view.is_our_fault


@pytest.mark.parametrize(("phone", "shown"), [("090-1234-5678", "*******5678"), ("123", "123"), ("", "")])
def test_a_masked_number_shows_its_end_alone(phone: str, shown: str) -> None:
    assert masked_phone(phone) == shown
