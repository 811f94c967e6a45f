"""Every error of the rules is told: at a field that is drawn, or above the form of a correction."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hellowork_portal.forms.catalogue_files import load_catalogue
from hellowork_portal.forms.confirm import form_view
from hellowork_portal.forms.errors import FoundError
from hellowork_portal.forms.schema import gather, overlay, validate
from hellowork_portal.forms.views import FormView
from hellowork_portal.kit.i18n import LANGUAGES, say_marked
from hellowork_portal.services.applications.boxes import correctable, narrowed
from hellowork_portal.services.applications.writing import place_of
from hellowork_portal.services.certifications.contract import DeclarationContext, Level, Period
from hellowork_portal.services.certifications.declaration_rules import findings
from tests.unit.certifications.answering import DAY, FIRST, LAST, day

(FORM,) = (one for one in load_catalogue() if one.code == "declaration")
GIVEN: dict[str, object] = {
    "claimant_number": "13010261234561",
    "claimant_name": "職安 花子",
    "office_name": "ハローワーク新宿",
    "certification_on": DAY.isoformat(),
    "period_first": FIRST.isoformat(),
    "period_last": LAST.isoformat(),
}
BEGUN = {
    "worked": "no", "searched": "no", "no_search_reason": "就職", "ready": "no",
    "not_ready_reason": "employed", "job_kind": "employment", "job_found_by": "self",
    "job_employer": "青空商店", "job_address": "東京都新宿区", "job_phone": "03-1234-5678", "truth": "on",
}  # fmt: skip
"""Somebody who began to work in the period and says that they have not worked."""


def told(posted: dict[str, Any], language: str = "ja", today: date = DAY) -> tuple[set[str], FormView]:
    """Return where the rules find errors, and the form with them."""
    raw = overlay(FORM, gather(FORM, posted), GIVEN)
    checked = validate(FORM, raw, today)
    context = DeclarationContext(Period(FIRST, LAST), DAY, today)
    found = [one for one in findings(checked.answers, context) if one.level is Level.ERROR]
    wrong = {place_of(one): FoundError(f"finding.{one.key}", **one.values) for one in found}
    return set(wrong), form_view(FORM, raw, wrong, language, today)


@pytest.mark.parametrize("starts", [day(28), day(27), day(1)])
def test_work_that_has_begun_is_asked_about_where_one_says_that_one_has_not_worked(starts: str) -> None:
    places, view = told(BEGUN | {"job_starts_on": starts})
    assert places == {"worked"}
    assert [line.field_id for line in view.errors] == ["worked"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_correction_tells_what_is_wrong_outside_of_it(language: str) -> None:
    _, view = told(BEGUN | {"job_starts_on": day(27)}, language)
    shown = narrowed(view, correctable(FORM, ["job_kind"]), language)
    (line,) = shown.errors
    assert line.input_name == ""
    assert line.words.endswith(say_marked(language, "form.not_asked"))
    inside = narrowed(view, correctable(FORM, ["worked"]), language)
    assert inside.errors == view.errors


NO_YES, SOME_DAY = (
    st.sampled_from(["", "no", "yes"]),
    st.sampled_from(["", day(0), day(1), day(28), day(29), day(40)]),
)
BOXES = st.fixed_dictionaries(
    {
        "worked": NO_YES,
        f"marks.{day(3)}": st.sampled_from(["", "work", "side"]),
        "incomes-rows": st.sampled_from(["", "0"]),
        "incomes.0.earned_on": SOME_DAY,
        "incomes.0.amount": st.sampled_from(["", "0", "3000", "99999999"]),
        "incomes.0.days": st.sampled_from(["", "1", "31", "32"]),
        "searched": NO_YES,
        "no_search_reason": st.sampled_from(["", "けが"]),
        "activities-rows": st.sampled_from(["", "0"]),
        "activities.0.method": st.sampled_from(["", "hello_work"]),
        "activities.0.done_on": SOME_DAY,
        "ready": NO_YES,
        "not_ready_reason": st.sampled_from(["", "health", "employed", "self_employed"]),
        "job_kind": st.sampled_from(["", "none", "employment", "self_employment"]),
        "job_starts_on": SOME_DAY,
        "job_employer": st.sampled_from(["", "青空商店"]),
        "job_phone": st.sampled_from(["", "03-1234-5678"]),
    }
)


@given(BOXES, st.integers(-2, 3))
def test_no_error_is_without_its_line(posted: dict[str, str], later: int) -> None:
    places, view = told(posted, today=DAY + timedelta(days=later))
    assert len(view.errors) == len(places)
