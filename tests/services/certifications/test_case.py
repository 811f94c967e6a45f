"""Which 認定日 is a person's next, over which period, and what a declaration is measured by."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.models import (
    Applicant,
    Application,
    CertificationDate,
    ClaimantKind,
    Office,
    OfficeCertification,
    Procedure,
    ReservationState,
)
from hellowork_portal.services.certifications import dated, errors, service
from hellowork_portal.services.certifications.contract import Period
from hellowork_portal.services.certifications.errors import SettingUnknown, SettingWrong
from tests.factories import NOW, TODAY, at
from tests.factories.papers import make_application, version_of
from tests.factories.places import kept
from tests.services.certifications.conftest import TUESDAY_1, Bureau, weeks


def case(bureau: Bureau, applicant_id: int, now: Any = NOW) -> Any:
    return bureau.see(service.current_case, applicant_id=applicant_id, now=now)


def file(bureau: Bureau, applicant_id: int, claimant_id: int, answers: Any = None, **changes: Any) -> Any:
    """Write a declaration and return its row."""

    def write(session: Any) -> int:
        procedure = session.exec(select(Procedure)).first()
        office, person = session.get_one(Office, bureau.office_id), session.get_one(Applicant, applicant_id)
        facts = {"claimant_id": claimant_id} | changes
        return (
            make_application(session, office, person, version_of(session, procedure), answers, **facts).id
            or 0
        )

    return bureau.row(Application, id=bureau.do(write))


def test_the_day_of_today_is_the_next_one_until_it_is_over(bureau: Bureau) -> None:
    _, person = bureau.claimant("hanako@example.jp", weeks(-4), TODAY, weeks(4))
    found = case(bureau, person.applicant_id)
    assert (found.certification_on, found.period) == (TODAY, Period(weeks(-4), TODAY - timedelta(days=1)))
    assert found.kind is ClaimantKind.INTERVIEW_AND_FORM
    assert case(bureau, person.applicant_id, at(0, "23:59")).certification_on == TODAY
    assert case(bureau, person.applicant_id, at(1, "0:00")).certification_on == weeks(4)


def test_the_first_period_begins_with_the_application_for_work(bureau: Bureau) -> None:
    _, person = bureau.claimant("hanako@example.jp", TODAY, sought_on=date(2026, 11, 5))
    found = case(bureau, person.applicant_id)
    assert (found.is_first, found.period.first) == (True, date(2026, 11, 5))


def test_the_day_of_the_last_declaration_counts_where_the_offices_days_are_not_known(bureau: Bureau) -> None:
    claimant_id, person = bureau.claimant("hanako@example.jp", TODAY)
    file(bureau, person.applicant_id, claimant_id, {}, certification_on=date(2026, 11, 10))
    assert case(bureau, person.applicant_id).period.first == date(2026, 11, 10)


def test_who_has_no_record_has_the_day_of_their_interview(bureau: Bureau) -> None:
    _, person = bureau.claimant()
    bureau.do(lambda session: session.connection().exec_driver_sql("DELETE FROM claimant"))
    assert case(bureau, person.applicant_id) is None
    bureau.book(person.applicant_id, at(7))
    found = case(bureau, person.applicant_id)
    assert (found.claimant_id, found.kind, found.certification_on) == (None, None, weeks(1))


def test_an_office_sets_the_hours_of_filing(bureau: Bureau) -> None:
    _, person = bureau.claimant("hanako@example.jp", TODAY)
    assert case(bureau, person.applicant_id).window.files_until == at_japan(TODAY, 1035)
    hours = {"drafts_days_before": 5, "files_from_minute": 510, "files_until_minute": 720, "changed_at": NOW}
    bureau.do(kept, OfficeCertification, office_id=bureau.office_id, **hours)
    window = case(bureau, person.applicant_id).window
    assert (window.files_from, window.files_until) == (at_japan(TODAY, 510), at_japan(TODAY, 720))
    assert window.drafts_from == TODAY - timedelta(days=5)


def test_a_context_knows_benefit_counselling_and_the_declaration_before(bureau: Bureau) -> None:
    claimant_id, person = bureau.claimant("hanako@example.jp", weeks(-4), TODAY, has_difficulty=True)
    before = {
        "marks": {"2026-10-20": "side", "2026-10-21": "side"},
        "incomes": [{"earned_on": "2026-10-20", "amount": 1000, "days": 1}],
        "direct_applications": [{"employer": "青空 商店", "occupation": "事務"}],
    }
    file(bureau, person.applicant_id, claimant_id, before, certification_on=weeks(-4), number="1")
    held = {"offering_id": bureau.counselling_id, "certification_on": None}
    bureau.book(person.applicant_id, at(-7), state=ReservationState.COMPLETED, **held)
    bureau.book(person.applicant_id, at(-6), state=ReservationState.NO_SHOW, **held)
    bureau.book(person.applicant_id, at(-35), state=ReservationState.COMPLETED, **held)
    row = file(bureau, person.applicant_id, claimant_id)
    context = bureau.see(service.context_of, row, now=NOW)
    assert context.counselled_on == (weeks(-1),)
    assert (context.earlier.unpaid_side_days, context.earlier.applied) == (1, (("青空商店", "事務"),))
    assert (context.required_activities, context.required_reason) == (1, "difficulty")
    assert context.facts.daily_allowance == 4946


def test_income_may_be_open_over_several_declarations_and_a_correction_speaks_of_its_day(
    bureau: Bureau,
) -> None:
    claimant_id, person = bureau.claimant("hanako@example.jp", weeks(-12), weeks(-8), weeks(-4), TODAY)
    marks = [["2026-09-01", "2026-09-02", "2026-09-03"], ["2026-09-10"], []]
    for turn, days in enumerate(marks):
        said = {
            "marks": dict.fromkeys(days, "side"),
            "incomes": [{"earned_on": "2026-09-10", "amount": 900, "days": turn}] if turn else [],
        }
        about = {"certification_on": weeks(4 * turn - 12), "number": str(turn)}
        file(bureau, person.applicant_id, claimant_id, said, **about)
    context = bureau.see(service.context_of, file(bureau, person.applicant_id, claimant_id), now=at(5))
    assert context.earlier.unpaid_side_days == 3 + 1 - 1 - 2
    assert context.today == TODAY


def test_the_next_day_is_the_noted_one_else_the_calendars(bureau: Bureau) -> None:
    claimant_id, _ = bureau.claimant("hanako@example.jp", TODAY, weeks(4), **TUESDAY_1)
    for turn, day in enumerate((TODAY, weeks(4), weeks(8))):
        moved = day + timedelta(days=turn)
        its = {"office_id": bureau.office_id, "fiscal_year": 2026, "cycle_on": day, "on_day": moved}
        bureau.do(kept, CertificationDate, changed_at=NOW, **its, **TUESDAY_1)
    after = [
        bureau.see(service.next_certification_day, claimant_id, day) for day in (TODAY, weeks(4), weeks(9))
    ]
    assert after == [weeks(4), weeks(8) + timedelta(days=2), None]


def test_a_value_set_here_holds_from_its_day_and_the_shipped_ones_before(bureau: Bureau) -> None:
    bureau.do(dated.set_value, "deduction", date(2026, 8, 1), {"yen": "1,405"}, now=NOW)
    amounts = bureau.see(dated.amounts_for, TODAY)
    days = (date(2026, 8, 1), date(2026, 7, 31), date(2024, 8, 1), date(2020, 1, 1))
    assert [amounts.deduction_on(day) for day in days] == [1405, 1391, 1354, 1354]
    bureau.do(dated.set_value, "deduction", date(2026, 8, 1), {"yen": "1406"}, now=NOW)
    assert bureau.see(dated.amounts_for, TODAY).deduction_on(TODAY) == 1406
    assert bureau.see(dated.settings_of, "deduction")[0].is_shipped


@pytest.mark.parametrize(
    ("code", "value", "error"),
    [
        ("bonus", {"yen": "1"}, SettingUnknown),
        ("deduction", {}, SettingWrong),
        ("deduction", {"yen": "1", "more": "2"}, SettingWrong),
        ("deduction", {"yen": "-1"}, SettingWrong),
        ("deduction", {"yen": "viel"}, SettingWrong),
        ("benefit", {"wage_percent": "80", "rounding": "up"}, SettingWrong),
    ],
)
def test_a_value_that_cannot_be_is_refused(bureau: Bureau, code: str, value: Any, error: Any) -> None:
    with pytest.raises(error):
        bureau.do(dated.set_value, code, TODAY, value, now=NOW)


def test_every_error_of_ours_is_a_named_one() -> None:
    own_errors = [one for one in vars(errors).values() if isinstance(one, type) and one is not PortalError]
    assert all(issubclass(one, PortalError) and one.code != PortalError.code for one in own_errors)
