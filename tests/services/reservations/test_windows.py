"""Until when a reservation is its owner's to change: product.md decisions 4 and 6, by the minute."""

from datetime import date, datetime, timedelta

import pytest

from hellowork_portal.forms.slots import SlotRules
from hellowork_portal.models import ClaimantKind
from hellowork_portal.services.reservations.rules import Record
from hellowork_portal.services.reservations.windows import Leeway, change_limit, cut_off, leeway
from tests.factories import NOW, TODAY, at

MINUTE = timedelta(minutes=1)
DAY = TODAY + timedelta(days=7)


def slots(**changes: object) -> SlotRules:
    hours = [{"weekdays": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"}]
    return SlotRules.model_validate({"slot_minutes": 15, "hours": hours} | changes)


def record(*days: date) -> Record:
    return Record(ClaimantKind.INTERVIEW_AND_FORM, 1, {}, None, None, days)


def of(
    purpose: str = "counselling",
    now: datetime = NOW,
    known: Record | None = None,
    within: int | None = None,
) -> Leeway:
    return leeway(at(7), purpose, slots(move_within_day_minutes_before=within), known, now)


def test_everything_may_be_changed_until_five_the_day_before() -> None:
    assert cut_off(at(7), slots()) == at(6, "17:00")
    last, late = of(now=at(6, "17:00")), of(now=at(6, "17:00") + MINUTE)
    assert (last.may_change, last.may_cancel) == (True, True)
    assert (late.may_change, late.may_cancel) == (False, False)


@pytest.mark.parametrize(
    ("within", "now", "code"),
    [
        (None, at(6, "17:00"), "both"),
        (None, at(6, "17:00") + MINUTE, "nothing"),
        (30, at(6, "17:00"), "both_apart"),
        (30, at(6, "17:00") + MINUTE, "time_only"),
        (30, at(7) - 30 * MINUTE, "time_only"),
        (30, at(7) - 29 * MINUTE, "nothing"),
    ],
)
def test_what_its_owner_may_do_has_one_name(within: int | None, now: datetime, code: str) -> None:
    assert of(now=now, within=within).code == code


@pytest.mark.parametrize(
    ("rules", "until"),
    [
        ({"change_until_days_before": 2, "change_until": "12:00"}, at(5, "12:00")),
        ({"change_until_days_before": 0, "change_until": "09:00"}, at(7, "9:00")),
        ({"change_until_days_before": 0, "change_until": "17:00"}, at(7)),
    ],
)
def test_a_procedure_may_say_otherwise_but_never_later_than_the_start(rules: dict, until) -> None:
    assert cut_off(at(7), slots(**rules)) == until


def test_a_procedure_without_slot_rules_has_the_common_cut_off() -> None:
    assert cut_off(at(7), None) == change_limit(at(7), None) == at(6, "17:00")


def test_counselling_may_move_to_any_day_of_the_window() -> None:
    assert of().days is None
    assert of().closes_minutes(DAY, 120) == 120


def test_a_certification_may_move_within_its_day_until_half_an_hour_before() -> None:
    last = of("certification", at(7, "9:30"), within=30)
    assert (last.may_change, last.may_cancel, last.days) == (True, False, frozenset({DAY}))
    assert not of("certification", at(7, "9:30") + MINUTE, within=30).may_change
    assert of("certification", at(6, "17:00"), within=30).may_cancel


def test_within_the_day_a_time_may_be_chosen_as_late_as_it_may_be_left() -> None:
    found = of("certification", within=30)
    assert found.closes_minutes(DAY, 120) == 30
    assert found.closes_minutes(DAY, 10) == 10
    assert found.closes_minutes(DAY + timedelta(days=1), 120) == 120


def test_a_certification_never_leaves_its_day_though_another_one_is_its_owners_too() -> None:
    known = record(DAY, DAY + timedelta(days=28))
    assert of("certification", known=known).days == frozenset({DAY})


def test_a_certification_whose_day_the_office_has_moved_may_follow_it() -> None:
    other = DAY + timedelta(days=1)
    assert of("certification", known=record(other)).days == frozenset({other})
    assert of("certification", known=record()).days == frozenset({DAY})


def test_another_procedure_that_moves_within_the_day_is_free_before_the_cut_off_alone() -> None:
    assert of(now=at(6, "17:00"), within=60).days is None
    after = of(now=at(6, "17:00") + MINUTE, within=60)
    assert (after.may_change, after.may_cancel, after.days) == (True, False, frozenset({DAY}))
