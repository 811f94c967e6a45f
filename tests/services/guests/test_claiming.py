"""「この予約を自分の利用者IDに移す」: the rules hold for who gets it, both are told, twice is once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    Applicant,
    AuditEntry,
    ClaimantKind,
    Delivery,
    DeliveryState,
    Job,
    Reservation,
    WaitlistEntry,
    WaitlistKind,
)
from hellowork_portal.services.guests import claiming
from hellowork_portal.services.notices.facts import facts_of
from hellowork_portal.services.reservations import lookup
from tests.factories import NOW, assert_seats_add_up, at, make_claimant
from tests.factories.places import kept
from tests.services.guests.conftest import ask, beside, code, guest, seen_as, tried
from tests.services.reservations.conftest import Scene, applicant_of


def claim(scene: Scene, who: Principal, number: str) -> str:
    return scene.do(claiming.claim_reservation, principal=who, number=number, now=NOW)


def refused(scene: Scene, who: Principal, number: str) -> str:
    before = scene.everything()
    with pytest.raises(PortalError) as told:
        claim(scene, who, number)
    assert scene.everything() == before
    return told.value.code


def test_the_reservation_moves_with_number_seat_meeting_and_answers(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    slot = scene.slot()
    number = scene.reserve(hanako, slot)
    before = scene.row(Reservation, number=number)
    who = guest(scene, number)
    assert claim(scene, beside(taro, who), number) == number
    after = scene.row(Reservation, number=number)
    changed = {name for name, value in after._mapping.items() if value != before._mapping[name]}
    assert changed == {"applicant_id"}
    assert (after.applicant_id, scene.taken(slot)) == (taro.id, 1)
    asked = {"number": number, "now": NOW}
    assert scene.see(lookup.reservation_detail, principal=taro, **asked).history[-1].event == "claimed"
    for former in (hanako, who):
        with pytest.raises(PortalError, match="reservation_not_found"):
            scene.see(lookup.reservation_detail, principal=former, **asked)
    assert_seats_add_up(scene)


def test_both_are_told_and_letters_go_to_the_new_person_from_then_on(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot())
    its = scene.row(Reservation, number=number).id
    waiting = {"kind": "reservation_confirmed", "state": DeliveryState.QUEUED, "created_at": NOW}
    sent = {**waiting, "state": DeliveryState.SENT}
    for row in ({"message_id": "one", **waiting}, {"message_id": "two", **sent}):
        owned = {"recipient": "hanako@example.jp", "applicant_id": hanako.id, "reservation_id": its}
        scene.do(lambda session, row=row, owned=owned: kept(session, Delivery, **row, **owned))
    claim(scene, beside(taro, guest(scene, number)), number)
    [away] = [job for job in scene.jobs("mail") if job["mail"] == "reservation_moved_away"]
    assert (away["applicant_id"], away["language"]) == (hanako.id, "ja")
    assert "taro@" not in str(away)
    [news] = [job for job in scene.jobs("mail") if job["mail"] == "reservation_received"]
    assert news == {"mail": "reservation_received", "reservation_id": its, "language": "en", "revision": 0}
    facts = scene.see(facts_of, its)
    assert facts is not None
    assert facts.mail_address == "taro@example.jp"
    assert len(scene.rows(Job, kind="reminder")) == 2, "reminders read whose it is when they leave"
    addressed = {row.message_id: (row.recipient, row.applicant_id) for row in scene.rows(Delivery)}
    assert addressed == {"one": ("taro@example.jp", taro.id), "two": ("hanako@example.jp", hanako.id)}


def test_twice_is_once_and_the_owner_has_nothing_to_claim(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot())
    who = beside(taro, guest(scene, number))
    claim(scene, who, number)
    before = scene.everything()
    assert claim(scene, who, number) == number
    assert scene.everything() == before
    assert scene.see(claiming.claim_view, principal=who, number=number, now=NOW).is_own


def test_two_clicks_at_the_same_moment_move_it_once(scene: Scene, hanako: Principal, taro: Principal) -> None:
    number = scene.reserve(hanako, scene.slot())
    who = beside(taro, guest(scene, number))
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(lambda _: claim(scene, who, number), range(4)))
    assert given == [number] * 4
    assert len(scene.rows(AuditEntry, action="reservation.claimed")) == 1
    assert len([job for job in scene.jobs("mail") if job["mail"] == "reservation_moved_away"]) == 1


def test_two_people_who_claim_from_each_other_do_not_wait_for_each_other(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    one, two = scene.reserve(hanako, scene.slot()), scene.reserve(taro, scene.slot(at(8)))
    wishes = [(beside(taro, guest(scene, one)), one), (beside(hanako, guest(scene, two)), two)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda wish: claim(scene, *wish), wishes))
    owners = {number: scene.row(Reservation, number=number).applicant_id for number in (one, two)}
    assert owners == {one: taro.id, two: hanako.id}
    assert_seats_add_up(scene)


def test_without_the_code_nobody_claims(scene: Scene, hanako: Principal, taro: Principal) -> None:
    number, other = scene.reserve(hanako, scene.slot()), scene.reserve(hanako, scene.slot(at(8)))
    assert refused(scene, taro, number) == "reservation_not_found"
    assert refused(scene, beside(taro, guest(scene, other)), number) == "reservation_not_found"
    assert refused(scene, guest(scene, number), number) == "sign_in_needed"


def test_a_pass_to_what_another_person_has_claimed_is_none(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot())
    jiro = scene.person("jiro@example.jp")
    first, second = guest(scene, number), guest(scene, number)
    claim(scene, beside(taro, first), number)
    assert refused(scene, beside(jiro, second), number) == "reservation_not_found"


def test_a_pass_does_not_live_again_when_the_reservation_comes_back(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot())
    token = ask(scene, number)
    tried(scene, token, code(scene, token))
    claim(scene, beside(taro, guest(scene, number)), number)
    claim(scene, beside(hanako, guest(scene, number)), number)
    assert scene.row(Reservation, number=number).applicant_id == hanako.id
    assert seen_as(scene, token) is None


def test_the_rules_of_booking_hold_for_who_gets_it(scene: Scene, hanako: Principal, taro: Principal) -> None:
    number = scene.reserve(hanako, scene.slot())
    who = beside(taro, guest(scene, number))
    scene.reserve(taro, scene.slot(at(7, "10:15")))
    assert refused(scene, who, number) == "overlaps"


def test_nobody_comes_to_more_counselling_than_two_by_claiming(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot())
    for days in (8, 9):
        scene.reserve(taro, scene.slot(at(days)))
    assert refused(scene, beside(taro, guest(scene, number)), number) == "too_many_reservations"


def test_a_live_hold_counts_and_one_that_has_run_out_does_not(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    slot, other = scene.slot(capacity=2), scene.slot(at(7, "10:15"))
    number = scene.reserve(hanako, slot)
    who = beside(taro, guest(scene, number))
    hold = scene.hold(taro, other)
    assert refused(scene, who, number) == "overlaps"
    res = table_of(Reservation)
    past = update(res).where(res.c.id == hold).values(expires_at=NOW - timedelta(seconds=1))
    scene.do(lambda session: session.connection().execute(past))
    claim(scene, who, number)
    assert scene.taken(other) == 0
    assert_seats_add_up(scene)


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({"kind": ClaimantKind.FORM_ONLY, "days": [at(7).date()]}, "not_eligible_form_only"),
        ({"kind": ClaimantKind.NONE, "days": [at(7).date()]}, "not_eligible_not_online"),
        ({"days": [at(8).date()]}, "not_eligible_not_your_day"),
    ],
)
def test_a_certification_needs_what_the_office_s_record_allows(
    scene: Scene, hanako: Principal, taro: Principal, record: dict[str, Any], code: str
) -> None:
    number = scene.reserve(hanako, scene.slot(at(7), scene.certification))
    scene.do(make_claimant, scene.office, applicant_of(scene, taro), **record)
    assert refused(scene, beside(taro, guest(scene, number)), number) == code


def test_with_a_fitting_record_the_claim_is_confirmed_and_without_one_it_is_not(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot(at(7), scene.certification))
    assert scene.row(Reservation, number=number).is_unconfirmed_claim
    scene.do(make_claimant, scene.office, applicant_of(scene, taro), days=[at(7).date()])
    claim(scene, beside(taro, guest(scene, number)), number)
    assert not scene.row(Reservation, number=number).is_unconfirmed_claim
    claim(scene, beside(hanako, guest(scene, number)), number)
    assert scene.row(Reservation, number=number).is_unconfirmed_claim


def test_a_certification_needs_a_stated_number(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7), scene.certification))
    jiro = scene.person("jiro@example.jp")
    assert refused(scene, beside(jiro, guest(scene, number)), number) == "claimant_number_needed"


@pytest.mark.parametrize(
    ("state", "code"), [("cancelled", "reservation_cancelled"), ("in_progress", "reservation_under_way")]
)
def test_what_is_over_or_has_begun_stays_where_it_is(
    scene: Scene, hanako: Principal, taro: Principal, state: str, code: str
) -> None:
    number = scene.reserve(hanako, scene.slot())
    who = beside(taro, guest(scene, number))
    res = table_of(Reservation)
    scene.do(lambda session: session.connection().execute(update(res).values(state=state)))
    assert refused(scene, who, number) == code


def test_what_the_former_owner_waited_for_in_its_place_is_over(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot())
    its = scene.row(Reservation, number=number).id
    facts = {"applicant_id": hanako.id, "offering_id": scene.counselling.id, "created_at": NOW}
    wish = {"kind": WaitlistKind.EARLIER, "wanted": f"earlier:{its}", "reservation_id": its}
    scene.do(lambda session: kept(session, WaitlistEntry, **facts, **wish))
    claim(scene, beside(taro, guest(scene, number)), number)
    assert scene.row(WaitlistEntry).state == "over"


def test_a_closed_account_gets_nothing(scene: Scene, hanako: Principal, taro: Principal) -> None:
    number = scene.reserve(hanako, scene.slot())
    who = beside(taro, guest(scene, number))
    scene.do(lambda session: setattr(session.get_one(Applicant, taro.id), "closed_at", NOW))
    assert refused(scene, who, number) == "not_allowed"


def test_the_entry_names_both_accounts_and_the_pass(scene: Scene, hanako: Principal, taro: Principal) -> None:
    number = scene.reserve(hanako, scene.slot())
    who = guest(scene, number)
    claim(scene, beside(taro, who), number)
    entry = scene.row(AuditEntry, action="reservation.claimed")
    assert who.guest is not None
    assert (entry.actor_kind, entry.actor_id) == ("applicant", taro.id)
    assert entry.details == {"from_applicant": hanako.id, "guest": who.guest.id}
