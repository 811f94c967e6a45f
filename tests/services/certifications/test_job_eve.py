"""Who begins to work is certified up to the eve of it; all others up to the day before (domain.md §1)."""

from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Application, CertificationDay, DayChangeRequest
from hellowork_portal.services.certification_days.replacing import replace_day
from hellowork_portal.services.certifications import service
from hellowork_portal.services.certifications.contract import Period
from tests.factories import NOW
from tests.services.certifications.conftest import Bureau, weeks
from tests.services.certifications.test_case import file
from tests.services.certifications.test_changes import DAY, NEW, approve, ask

EVE, DAY_BEFORE = weeks(1), timedelta(days=1)


def case(bureau: Bureau, person: Principal, day: Any = EVE) -> Any:
    return bureau.see(service.case_on, applicant_id=person.applicant_id, day=day)


def moved(bureau: Bureau, person: Principal, reason: str, new_day: Any = EVE) -> int:
    """Let the office move the day for a reason; return the claimant."""
    approve(bureau, ask(bureau, person, reason=reason), new_day)
    return bureau.rows(DayChangeRequest)[-1].claimant_id


def test_the_period_of_who_begins_to_work_ends_on_the_eve_itself(bureau: Bureau, person: Principal) -> None:
    moved(bureau, person, "job")
    assert case(bureau, person).period == Period(weeks(-2), EVE)
    assert case(bureau, person, weeks(6)).period == Period(EVE + DAY_BEFORE, weeks(6) - DAY_BEFORE)


@pytest.mark.parametrize(("reason", "new_day"), [("interview", EVE), ("job", NEW)])
def test_for_others_and_for_a_later_day_it_ends_the_day_before(
    bureau: Bureau, person: Principal, reason: str, new_day: Any
) -> None:
    moved(bureau, person, reason, new_day)
    assert case(bureau, person, new_day).period.last == new_day - DAY_BEFORE
    assert case(bureau, person, weeks(6)).period.first == new_day


def test_a_draft_goes_along_with_the_eve_in_it(bureau: Bureau, person: Principal) -> None:
    request_id = ask(bureau, person, reason="job")
    claimant_id = bureau.row(DayChangeRequest).claimant_id
    draft = file(bureau, person.applicant_id, claimant_id, certification_on=DAY, period_first=weeks(-2))
    approve(bureau, request_id, EVE)
    row = bureau.row(Application, id=draft.id)
    assert (row.certification_on, row.period_last) == (EVE, EVE)
    assert bureau.see(service.context_of, row, now=NOW).period.days == 22


def test_a_day_that_moves_on_for_another_reason_is_no_eve_any_more(bureau: Bureau, person: Principal) -> None:
    claimant_id = moved(bureau, person, "job")
    later = EVE + timedelta(days=2)
    bureau.do(replace_day, claimant_id, EVE, later, is_approved=False)
    assert case(bureau, person, later).period.last == later - DAY_BEFORE
    assert {row.on_day for row in bureau.rows(CertificationDay)} == {weeks(-2), later, weeks(6)}
