"""The pure rules of a reservation, each from both sides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.words import same
from hellowork_portal.models import ClaimantKind, ReservationState
from hellowork_portal.services.reservations import errors, rules
from tests.factories import NOW, TODAY, at

MINUTE = timedelta(minutes=1)
WANTED = rules.Wanted(
    slot_id=1,
    offering_id=1,
    office_id=1,
    purpose=rules.COUNSELLING,
    procedure_version_id=1,
    starts_at=at(7),
    ends_at=at(7, "10:30"),
    on_day=TODAY + timedelta(days=7),
    is_open=True,
    opens_days_ahead=28,
    closes_minutes_before=120,
    mode="online",
    most_future=2,
)
CERTIFICATION = replace(WANTED, purpose=rules.CERTIFICATION, most_future=None)
OFFICE = same("新宿（東京都）")
RECORD = rules.Record(ClaimantKind.INTERVIEW_AND_FORM, 1, OFFICE, None, None, [WANTED.on_day])


def moved(wanted: rules.Wanted, days: int, wall: str = "10:00", minutes: int = 30) -> rules.Wanted:
    starts_at = at(days, wall)
    return replace(
        wanted, starts_at=starts_at, ends_at=starts_at + minutes * MINUTE, on_day=day_in_japan(starts_at)
    )


def standing(
    days: int, wall: str = "10:00", minutes: int = 30, purpose: str = rules.COUNSELLING
) -> rules.Standing:
    starts_at = at(days, wall)
    is_certification = purpose == rules.CERTIFICATION
    day = day_in_japan(starts_at) if is_certification else None
    return rules.Standing(1, 1, "confirmed", purpose, starts_at, starts_at + minutes * MINUTE, day)


def said(check, *args: object, **named: object) -> str:
    """Return the code of what a rule raises, `fine` if nothing."""
    try:
        check(*args, **named)
    except PortalError as error:
        return error.code
    return "fine"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (moved(WANTED, 28, "00:00"), "fine"),
        (moved(WANTED, 28, "23:59"), "fine"),
        (moved(WANTED, 29, "00:00"), "slot_not_offered"),
        (moved(WANTED, 0, "12:00"), "fine"),
        (moved(WANTED, 0, "11:59"), "slot_not_offered"),
        (moved(WANTED, 0, "09:00"), "slot_not_offered"),
        (moved(WANTED, -1), "slot_not_offered"),
        (replace(WANTED, is_open=False), "slot_not_offered"),
        (replace(moved(WANTED, 7), opens_days_ahead=7), "fine"),
        (replace(moved(WANTED, 8), opens_days_ahead=7), "slot_not_offered"),
        (replace(moved(WANTED, 0, "10:00"), closes_minutes_before=0), "fine"),
    ],
)
def test_the_window_opens_exactly_and_closes_exactly(wanted: rules.Wanted, code: str) -> None:
    assert said(rules.check_window, wanted, now=NOW) == code


@pytest.mark.parametrize(
    ("opens_at_minute", "days", "code"),
    [(600, 28, "fine"), (601, 28, "slot_not_offered"), (601, 27, "fine"), (1439, 27, "fine")],
)
def test_a_new_day_opens_at_the_offerings_own_minute(opens_at_minute: int, days: int, code: str) -> None:
    """NOW is 10:00 in Japan, the six hundredth minute."""
    wanted = replace(moved(WANTED, days), opens_at_minute=opens_at_minute)
    assert said(rules.check_window, wanted, now=NOW) == code


def test_the_windows_day_is_the_day_in_japan() -> None:
    just_after_midnight_in_japan = at(0, "00:00")
    assert just_after_midnight_in_japan.date() == TODAY - timedelta(days=1), "still yesterday in UTC"
    assert said(rules.check_window, moved(WANTED, 28), now=just_after_midnight_in_japan) == "fine"


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (standing(7, "09:30"), "fine"),
        (standing(7, "10:30"), "fine"),
        (standing(7, "09:31"), "overlaps"),
        (standing(7, "10:29"), "overlaps"),
        (standing(7, "10:10", 5), "overlaps"),
        (standing(7, "09:00", 180), "overlaps"),
        (standing(7, "10:00", purpose=rules.CERTIFICATION), "overlaps"),
        (standing(8, "10:00"), "fine"),
    ],
)
def test_no_two_interviews_overlap_and_neighbours_touch(other: rules.Standing, code: str) -> None:
    assert said(rules.check_standing, WANTED, [other], now=NOW) == code


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ([], "fine"),
        ([standing(1)], "fine"),
        ([standing(1), standing(2)], "too_many_reservations"),
        ([standing(1), replace(standing(2), state="held")], "too_many_reservations"),
        ([standing(1), standing(2, purpose=rules.CERTIFICATION)], "fine"),
        ([standing(1), standing(2, purpose="other")], "fine"),
        ([standing(1), standing(0, "10:00")], "fine"),
        ([standing(1), standing(0, "10:01")], "too_many_reservations"),
        ([standing(1), standing(-3)], "fine"),
    ],
)
def test_two_future_counselling_reservations_are_the_most(others: list[rules.Standing], code: str) -> None:
    assert said(rules.check_standing, WANTED, others, now=NOW) == code


def test_the_refusal_says_how_many_are_allowed() -> None:
    with pytest.raises(errors.TooManyReservations) as told:
        rules.check_standing(WANTED, [standing(1), standing(2)], now=NOW)
    assert told.value.values == {"most": 2}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (standing(7, "15:00", purpose=rules.CERTIFICATION), "already_reserved"),
        (standing(8, "15:00", purpose=rules.CERTIFICATION), "fine"),
        (standing(7, "15:00"), "fine"),
    ],
)
def test_one_certification_a_day(other: rules.Standing, code: str) -> None:
    assert said(rules.check_standing, CERTIFICATION, [other], now=NOW) == code


def test_counselling_on_a_certification_day_is_fine() -> None:
    other = standing(7, "15:00", purpose=rules.CERTIFICATION)
    assert said(rules.check_standing, WANTED, [other], now=NOW) == "fine"


DAY = WANTED.on_day


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (None, "fine"),
        (RECORD, "fine"),
        (replace(RECORD, kind=ClaimantKind.FORM_ONLY), "not_eligible_form_only"),
        (replace(RECORD, kind=ClaimantKind.NONE), "not_eligible_not_online"),
        (replace(RECORD, online_from=DAY, online_until=DAY), "fine"),
        (replace(RECORD, online_from=DAY + timedelta(days=1)), "not_eligible_not_online"),
        (replace(RECORD, online_until=DAY - timedelta(days=1)), "not_eligible_not_online"),
        (replace(RECORD, office_id=2), "not_eligible_other_office"),
        (replace(RECORD, days=[]), "not_eligible_not_your_day"),
        (
            replace(RECORD, days=[DAY - timedelta(days=28), DAY + timedelta(days=28)]),
            "not_eligible_not_your_day",
        ),
        (replace(RECORD, days=[date(2026, 1, 1), DAY]), "fine"),
    ],
)
def test_a_record_says_whether_certification_may_be_online_here_and_then(
    record: rules.Record | None, code: str
) -> None:
    assert said(rules.check_eligible, CERTIFICATION, record) == code


@pytest.mark.parametrize("kind", ClaimantKind)
def test_counselling_is_for_everybody(kind: ClaimantKind) -> None:
    assert said(rules.check_eligible, WANTED, replace(RECORD, kind=kind, office_id=2, days=[])) == "fine"


def test_another_office_is_named_in_the_refusal() -> None:
    with pytest.raises(errors.NotEligible) as told:
        rules.check_eligible(CERTIFICATION, replace(RECORD, office_id=2))
    assert told.value.values == {"office": OFFICE}


def test_every_state_has_its_transitions_and_ends_stay_ended() -> None:
    assert set(rules.TRANSITIONS) == set(ReservationState)
    for end in ("completed", "no_show", "cancelled"):
        assert rules.TRANSITIONS[ReservationState(end)] == frozenset()
