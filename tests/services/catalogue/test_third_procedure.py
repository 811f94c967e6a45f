"""A procedure is one file: found, shown, filled in and booked without a line of code."""

import pytest
import reflex as rx

from hellowork_portal.forms.field_types.base import Widget
from hellowork_portal.forms.views import ConfirmSection, FormView
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.i18n import LANGUAGES, pick
from hellowork_portal.kit.settings import ROOT
from hellowork_portal.models import Reservation
from hellowork_portal.services.procedures.search import Filters, search
from hellowork_portal.services.reservations import answers, confirmation, drafts, holds
from hellowork_portal.services.schedules.calendar import day_of, month_of
from hellowork_portal.ui.components.form_field import confirm_sections, form_error_summary, form_sections
from tests.factories import NOW, assert_seats_add_up
from tests.services.catalogue.conftest import (
    DAY,
    FILE,
    ONLINE,
    TELEPHONE,
    TYPED,
    Portal,
    booked,
    definition,
    held,
)

BOTH = [ONLINE, TELEPHONE]
NORMALISED = {
    "course": "other",
    "course_name": "ドローン 操縦",
    "starts_on": "2027-02-01",
    "left_on": "2026-10-31",
    "months": 12,
    "telephone": "0312345678",
    "support": ["interpreter"],
    "remarks": "一行目\n二行目",
    "consent": True,
}
CONFIRM_WORDS = {
    "ja": ["分野", "そのほか", "12", "通訳"],
    "ja-easy": ["{何|なに}を {勉強|べんきょう}したいか", "ほかの こと", "12", "{通訳|つうやく}"],
    "en": ["Field", "Something else", "12", "Interpreter"],
}


class Shown(rx.State):
    """A page's vars, so that the renderer meets what it meets on pages."""

    form: FormView = FormView([], [], [])
    rows: list[ConfirmSection] = []


def found(portal: Portal, query: str, filters: Filters | None = None) -> list[str]:
    page = portal.see(lambda session: search(session, query=query, filters=filters or Filters(), now=NOW))
    return sorted(f"{one.procedure_code}@{one.office['ja'][6:8]}" for one in page.results)


def form_of(portal: Portal, hold: int) -> FormView:
    return portal.ask(answers.hold_form, hold_id=hold, errors={})


def fields(view: FormView) -> dict[str, bool]:
    """Return field → whether it is to be seen."""
    return {one.id: one.is_visible for page in view.pages for part in page.sections for one in part.fields}


def test_nothing_in_the_portal_knows_of_it() -> None:
    package = ROOT / "hellowork_portal"
    texts = [path for path in package.rglob("*") if path.suffix in {".py", ".json"}]
    assert len(texts) > 200, "the search has lost its way"
    assert [path for path in texts if ONLINE in path.read_text(encoding="utf-8")] == []
    assert package not in FILE.parents


@pytest.mark.parametrize(
    "query", ["リスキリング", "くんれん", "ﾊﾛｰﾄﾚｰﾆﾝｸﾞ", "retraining", "面談予約（職業訓練相談）"]
)
def test_it_is_found_by_its_own_words_however_typed(portal: Portal, query: str) -> None:
    assert set(found(portal, query)) >= {f"{ONLINE}@甲府", f"{ONLINE}@乙訓", f"{TELEPHONE}@甲府"}


def test_it_is_found_with_a_place_by_its_mode_and_nowhere_else(portal: Portal) -> None:
    assert found(portal, "リスキリング おとくに") == [f"{ONLINE}@乙訓"]
    assert found(portal, "リスキリング", Filters(mode="telephone")) == [f"{TELEPHONE}@甲府"]
    assert found(portal, "リスキリング 丙沢") == []
    assert found(portal, "", Filters(purpose="other")) == found(portal, "リスキリング")


@pytest.mark.parametrize(("code", "seats"), [(ONLINE, 3), (TELEPHONE, 1)])
def test_its_month_and_its_days_have_the_seats_of_its_own_schedule(
    portal: Portal, code: str, seats: int
) -> None:
    offering = portal.offering(code).id
    month = portal.see(month_of, offering_id=offering, year=2026, month=12, now=NOW)
    days = {day.iso: day.seats_left for day in month.days_with_seats}
    assert list(days)[:4] == ["2026-12-02", "2026-12-03", "2026-12-04", "2026-12-09"]
    assert list(days)[-1] == "2026-12-18", "21 days ahead, Wednesdays to Fridays"
    times = portal.see(day_of, offering_id=offering, day=DAY, now=NOW)
    assert [(time.starts, time.ends) for time in times][:2] == [("10:00", "10:20"), ("10:30", "10:50")]
    assert {time.capacity for time in times} == {seats}
    assert days["2026-12-04"] == seats * len(times) == seats * 4


@pytest.mark.parametrize("code", BOTH)
def test_its_form_shows_every_field_in_every_language(portal: Portal, code: str) -> None:
    hold = held(portal, code)
    asked = list(definition(portal, code).form.fields)
    for language in LANGUAGES:
        view = form_of(portal.as_read_in(language), hold)
        seen = fields(view)
        assert list(seen) == asked
        assert [name for name, is_seen in seen.items() if not is_seen] == ["course_name"]
        labels = [one.label for page in view.pages for part in page.sections for one in part.fields]
        assert labels == [pick(one.label, language) for one in definition(portal, code).form.fields.values()]
    portal.act(holds.keep_draft, hold_id=hold, typed={"course": "other"})
    assert fields(form_of(portal, hold))["course_name"]


@pytest.mark.parametrize("code", BOTH)
def test_the_one_renderer_draws_every_field_of_it(portal: Portal, code: str) -> None:
    view = form_of(portal, held(portal, code))
    used = {one.widget for page in view.pages for part in page.sections for one in part.fields}
    script = str(form_sections(Shown.form))
    drawn = {widget.value for widget in Widget if f'("{widget.value}")' in script} | {Widget.LINE.value}
    assert len(used) >= 8
    assert used <= drawn
    assert "ErrorBox" in str(form_error_summary(Shown.form))
    assert '"dt"' in str(confirm_sections(Shown.rows))


def test_what_is_known_of_the_person_stands_there(portal: Portal) -> None:
    view = form_of(portal, held(portal, ONLINE))
    values = {one.id: one.value for page in view.pages for part in page.sections for one in part.fields}
    assert values["telephone"] == "0312345678"


@pytest.mark.parametrize("code", BOTH)
def test_wrong_answers_are_refused_each_at_its_field_and_kept(portal: Portal, code: str) -> None:
    hold = held(portal, code)
    wrong = TYPED | {"course_name": "", "months": "25", "left_on": "R8.12.2", "consent": ""}
    portal.act(holds.keep_draft, hold_id=hold, typed=wrong)
    with pytest.raises(Invalid) as told:
        portal.act(confirmation.confirm_reservation, hold_id=hold)
    assert {field: error.code for field, error in told.value.fields.items()} == {
        "course_name": "field.required",
        "left_on": "field.too_late",
        "months": "field.too_large",
        "consent": "field.must_agree",
    }
    assert drafts.opened(portal.row(Reservation).answers_sealed)["months"] == "25"
    assert portal.row(Reservation).number is None


@pytest.mark.parametrize("code", BOTH)
def test_good_answers_are_kept_normalised_and_sealed(portal: Portal, code: str) -> None:
    number = booked(portal, code)
    row = portal.row(Reservation)
    assert (row.number, row.state) == (number, "confirmed")
    assert drafts.opened(row.answers_sealed) == NORMALISED
    assert "ドローン" not in portal.everything()
    assert_seats_add_up(portal)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_page_says_the_answers_in_words(portal: Portal, language: str) -> None:
    hold = held(portal, ONLINE)
    portal.act(holds.keep_draft, hold_id=hold, typed=TYPED)
    shown = portal.as_read_in(language).ask(answers.confirm_form, hold_id=hold)
    rows = {row.field_id: row for section in shown for row in section.rows}
    assert list(rows) == list(NORMALISED)
    said = [rows["course"].label, rows["course"].words, rows["months"].words, rows["support"].words]
    assert said == CONFIRM_WORDS[language]
    assert "2027" in rows["starts_on"].words
