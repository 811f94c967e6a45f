"""「今日のご案内」: what the home page tells somebody who is signed in, and nobody else."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from hellowork_portal.kit.errors import SignInNeeded
from hellowork_portal.kit.principal import SYSTEM, Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    Applicant,
    BannerKind,
    ClaimantKind,
    Delivery,
    DeliveryState,
    Meeting,
    Mode,
    Offering,
    OfficeCertification,
    Reservation,
)
from hellowork_portal.ports.meetings import MeetingRoom
from hellowork_portal.services.banners.rules import NewBanner
from hellowork_portal.services.banners.service import add_banner
from hellowork_portal.services.meetings.service import store_room
from hellowork_portal.services.today.service import today
from hellowork_portal.services.today.views import NextCertification, TodayView
from tests.factories import NOW, TODAY, at, make_applicant, make_claimant, make_office, principal_of
from tests.factories.places import kept
from tests.services.reservations.conftest import Scene, scene

__all__ = ["scene"]
ROOM = MeetingRoom(provider_id="1", host="host-1", join_url="https://example.jp/j/1?pwd=x", passcode="987654")


@pytest.fixture
def hanako(scene: Scene) -> Principal:
    return scene.person()


def told(scene: Scene, who: Principal, now: datetime = NOW) -> TodayView:
    return scene.see(today, principal=who, now=now)


def claimant(scene: Scene, kind: ClaimantKind, *days: int, **changes: Any) -> Principal:
    """A person with a record and 認定日 so many days ahead."""
    dates = [TODAY + timedelta(days=ahead) for ahead in days]

    def make(session: Any) -> Applicant:
        person = make_applicant(session, "claimant@example.jp", claimant_number_fingerprint="x")
        make_claimant(session, scene.office, person, kind, dates, **changes)
        return person

    return principal_of(scene.do(make))


def certification(scene: Scene, who: Principal) -> NextCertification:
    found = told(scene, who).certification
    assert found is not None
    return found


def test_who_has_nothing_is_told_nothing_and_strangers_are_refused(scene: Scene, hanako: Principal) -> None:
    view = told(scene, hanako)
    assert (view.interview, view.hold, view.certification) == (None, None, None)
    assert (view.office_notices, view.mail_is_refused, view.office) == ([], False, {})
    with pytest.raises(SignInNeeded):
        told(scene, Principal())


def test_the_next_interview_is_ones_own_and_the_nearest(scene: Scene, hanako: Principal) -> None:
    scene.reserve(scene.person("other@example.jp"), scene.slot(at(1)))
    scene.reserve(hanako, scene.slot(at(5)))
    number = scene.reserve(hanako, scene.slot(at(2)))
    view = told(scene, hanako)
    assert view.interview is not None
    assert (view.interview.number, view.more_interviews) == (number, 1)
    assert (view.interview.day, view.interview.joins_at) == ("later", "9:50")
    assert view.interview.place.office_code == "13010"
    assert "2026" in view.interview.place.when["ja"]


@pytest.mark.parametrize(
    ("minutes", "is_open"), [(-11, False), (-10, True), (0, True), (29, True), (30, None)]
)
def test_the_door_opens_ten_minutes_before_and_stays_open_to_the_end(
    scene: Scene, hanako: Principal, minutes: int, is_open: bool | None
) -> None:
    scene.reserve(hanako, scene.slot(at(1)))
    scene.do(store_room, scene.row(Meeting).id, ROOM, now=NOW)
    interview = told(scene, hanako, at(1) + timedelta(minutes=minutes)).interview
    assert (interview and interview.can_join) == is_open
    assert (interview.join_url if interview else "") == (ROOM.join_url if is_open else "")
    if interview and not is_open:
        assert (interview.day, interview.opens_ms - interview.now_ms) == ("today", 60_000)


def test_a_meeting_that_is_not_ready_has_no_address_yet(scene: Scene, hanako: Principal) -> None:
    scene.reserve(hanako, scene.slot(at(1)))
    interview = told(scene, hanako, at(1)).interview
    assert interview is not None
    assert (interview.can_join, interview.meeting_state, interview.join_url) == (True, "pending", "")


def test_tomorrow_is_a_day_of_japan(scene: Scene, hanako: Principal) -> None:
    scene.reserve(hanako, scene.slot(at(2)))
    days = [
        told(scene, hanako, at(day, wall)).interview for day, wall in ((0, "23:59"), (1, "0:00"), (2, "0:00"))
    ]
    assert [interview and interview.day for interview in days] == ["later", "tomorrow", "today"]


@pytest.mark.parametrize("mode", [Mode.IN_PERSON, Mode.TELEPHONE])
def test_only_online_interviews_are_joined_here(scene: Scene, hanako: Principal, mode: Mode) -> None:
    scene.reserve(hanako, scene.slot(at(1)))
    offering = table_of(Offering)
    scene.do(lambda session: session.connection().execute(update(offering).values(mode=mode)))
    interview = told(scene, hanako, at(1)).interview
    assert interview is not None
    assert (interview.can_join, interview.join_url) == (False, "")


def test_a_cancelled_interview_is_not_the_next(scene: Scene, hanako: Principal) -> None:
    scene.reserve(hanako, scene.slot(at(1)))
    rows = update(table_of(Reservation)).values(state="cancelled")
    scene.do(lambda session: session.connection().execute(rows))
    assert told(scene, hanako).interview is None


def test_a_seat_that_waits_for_its_application_is_named_while_it_is_held(
    scene: Scene, hanako: Principal
) -> None:
    hold = scene.hold(hanako, scene.slot())
    view = told(scene, hanako)
    assert view.hold is not None
    assert view.hold.hold_id == hold
    assert told(scene, hanako, NOW + timedelta(minutes=11)).hold is None


def test_a_claimant_is_told_the_next_day_and_what_it_asks_for(scene: Scene) -> None:
    who = claimant(scene, ClaimantKind.INTERVIEW_AND_FORM, -4, 3, 31)
    found = certification(scene, who)
    assert (found.way, found.needs_booking, found.is_today) == ("interview", True, False)
    assert "4 December" in found.day["en"]
    assert "1 January 2027" in found.following["en"]
    dates = found.declaration.dates
    assert ("1 December" in dates.drafts["en"], "17:15" in dates.until["en"]) == (True, True)
    assert found.office_id == scene.office.id
    own = {"drafts_days_before": 1, "files_until_minute": 720, "changed_at": NOW}
    scene.do(kept, OfficeCertification, office_id=scene.office.id, **own)
    found = certification(scene, who)
    dates = found.declaration.dates
    assert ("3 December" in dates.drafts["en"], "12:00" in dates.until["en"]) == (True, True)


def test_the_way_to_book_is_the_one_calendar_of_ones_own_office(scene: Scene) -> None:
    who = claimant(scene, ClaimantKind.INTERVIEW_AND_FORM, 3)
    found = certification(scene, who)
    assert (found.offering_id, found.iso) == (scene.certification.id, (TODAY + timedelta(days=3)).isoformat())
    offering = table_of(Offering)
    its = update(offering).where(offering.c.id == scene.certification.id)
    scene.do(lambda session: session.connection().execute(its.values(is_open=False)))
    assert certification(scene, who).offering_id == 0


def test_a_booked_day_needs_no_booking(scene: Scene) -> None:
    who = claimant(scene, ClaimantKind.INTERVIEW_AND_FORM, 3)
    scene.hold(who, scene.slot(at(3), scene.certification))
    found = certification(scene, who)
    assert (found.needs_booking, found.offering_id) == (False, 0)


@pytest.mark.parametrize(
    ("kind", "changes", "way"),
    [
        (ClaimantKind.FORM_ONLY, {}, "form"),
        (ClaimantKind.NONE, {}, "in_person"),
        (ClaimantKind.INTERVIEW_AND_FORM, {"online_from": TODAY + timedelta(days=4)}, "in_person"),
        (ClaimantKind.INTERVIEW_AND_FORM, {"online_until": TODAY + timedelta(days=2)}, "in_person"),
        (ClaimantKind.INTERVIEW_AND_FORM, {"online_until": TODAY + timedelta(days=3)}, "interview"),
    ],
)
def test_the_way_is_what_the_record_allows_on_that_day(
    scene: Scene, kind: ClaimantKind, changes: dict[str, Any], way: str
) -> None:
    found = certification(scene, claimant(scene, kind, 3, **changes))
    assert (found.way, found.needs_booking) == (way, way == "interview")


def test_today_is_a_certification_day_and_a_far_one_cannot_be_booked_yet(scene: Scene) -> None:
    who = claimant(scene, ClaimantKind.INTERVIEW_AND_FORM, 0, 40)
    assert certification(scene, who).is_today
    later = told(scene, who, at(1)).certification
    assert later is not None
    assert (later.is_today, later.needs_booking) == (False, False)


def test_days_that_are_over_are_not_told(scene: Scene) -> None:
    assert told(scene, claimant(scene, ClaimantKind.NONE, -1)).certification is None


def test_ones_own_office_speaks_and_no_other(scene: Scene) -> None:
    who = claimant(scene, ClaimantKind.NONE, 3)
    scene.do(make_office, "13020", name="府中", kana="ふちゅう")
    for code, text in (("13010", "こちら"), ("13020", "よそ"), ("", "みんな")):
        banner = NewBanner(BannerKind.NOTICE, NOW, texts={"ja": text}, office_code=code)
        scene.do(add_banner, banner, principal=SYSTEM, now=NOW)
    view = told(scene, who)
    assert [banner.text["ja"] for banner in view.office_notices] == ["こちら"]
    assert "新宿" in view.office["ja"]


def test_a_refused_mail_is_told_until_one_gets_through(scene: Scene, hanako: Principal) -> None:
    def deliver(state: DeliveryState, message_id: str) -> None:
        row = Delivery(
            message_id=message_id, kind="x", recipient="hanako@example.jp", applicant_id=hanako.id,
            state=state, created_at=NOW,
        )  # fmt: skip
        scene.do(lambda session: session.add(row))

    deliver(DeliveryState.REFUSED, "1")
    assert told(scene, hanako).mail_is_refused is True
    deliver(DeliveryState.SENT, "2")
    assert told(scene, hanako).mail_is_refused is False


def test_the_view_carries_plain_values_only(scene: Scene) -> None:
    who = claimant(scene, ClaimantKind.INTERVIEW_AND_FORM, 3)
    scene.reserve(who, scene.slot(at(1)))
    assert json.dumps(asdict(told(scene, who)))


def test_who_filed_nothing_is_told_until_when_to_come_as_long_as_that_helps(scene: Scene) -> None:
    who = claimant(scene, ClaimantKind.FORM_ONLY, -28, 0, 28)
    soon = told(scene, who, at(0, "23:59")).certification
    assert soon is not None
    assert (soon.missed.day, soon.missed.phone) == ({}, "")
    found = told(scene, who, at(1)).certification
    assert found is not None
    assert "12月1日" in found.missed.day["ja"]
    assert "12月28日" in found.missed.last["ja"]
    assert "新宿" in found.missed.office["ja"]
    over = told(scene, who, at(28)).certification
    assert over is not None
    assert over.missed.day == {}


def test_who_has_no_coming_day_is_told_of_the_missed_one_all_the_same(scene: Scene) -> None:
    found = told(scene, claimant(scene, ClaimantKind.FORM_ONLY, -28, 0), at(1)).certification
    assert found is not None
    assert (found.day, found.missed.last) == ({}, {})
    assert "12月1日" in found.missed.day["ja"]
