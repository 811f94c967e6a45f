"""What two tabs or devices type into one draft: boxes stay, lists of rows are merged."""

from typing import Any

import pytest

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Application
from hellowork_portal.services.applications import writing
from hellowork_portal.services.applications.rows import opened
from hellowork_portal.ui.citizen.apply.draft_states import FormState
from tests.factories import NOW
from tests.services.applications.conftest import TYPED, Papers
from tests.ui.hands import address_of, events_of, go
from tests.ui.test_apply_states import form_page


def test_a_page_that_was_drawn_before_does_not_take_back_what_another_tab_typed(
    papers: Papers, hanako: Principal
) -> None:
    draft = papers.begin(hanako)
    old, new = form_page(papers, hanako, draft), form_page(papers, hanako, draft)
    events_of(new.keep("no_search_reason", "新しい"))
    events_of(new.keep("worked", "no"))
    events_of(old.check({"no_search_reason": "", "ready": "yes"}))
    kept = opened(papers.application(draft).draft_sealed)
    assert kept == {"no_search_reason": "新しい", "worked": "no", "ready": "yes"}


def test_a_row_that_another_device_added_outlives_the_empty_one_that_was_drawn_before(
    papers: Papers, hanako: Principal
) -> None:
    draft = papers.begin(hanako)
    phone, desk = form_page(papers, hanako, draft), form_page(papers, hanako, draft)
    events_of(phone.keep("searched", "yes"))
    events_of(desk.keep("searched", "yes"))
    events_of(desk.keep("activities-rows", "0,rx1"))
    events_of(desk.keep("activities.rx1.content", "職業相談"))
    events_of(phone.check({"searched": "yes", "activities-rows": "0", "activities.0.content": ""}))
    kept = opened(papers.application(draft).draft_sealed)
    assert kept["activities-rows"] == "0,rx1"
    page = papers.see(writing.draft_form, principal=hanako, application_id=draft, wrong={}, now=NOW)
    fields = [one for step in page.form.pages for part in step.sections for one in part.fields]
    [rows] = [one.rows for one in fields if one.id == "activities"]
    assert [row.cells[-1].value for row in rows] == ["", "職業相談"]


def test_a_row_that_was_drawn_and_is_taken_away_goes_though_it_was_never_kept(
    papers: Papers, hanako: Principal
) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft, {"searched": "yes"})
    phone, desk = form_page(papers, hanako, draft), form_page(papers, hanako, draft)
    events_of(desk.keep("activities-rows", "0,rx1"))
    events_of(phone.keep("activities-rows", "rx2"))
    assert opened(papers.application(draft).draft_sealed)["activities-rows"] == "rx1,rx2"


def test_rows_that_another_tab_added_stay(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft, {"activities-rows": "0,1"})
    old, new = form_page(papers, hanako, draft), form_page(papers, hanako, draft)
    events_of(new.keep("activities-rows", "0,1,b"))
    events_of(old.keep("activities-rows", "1,a"))
    assert opened(papers.application(draft).draft_sealed)["activities-rows"] == "1,b,a"


def test_a_row_that_is_brought_back_stands_where_it_was(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft, {"activities-rows": "0,1,2"})
    page, other = form_page(papers, hanako, draft), form_page(papers, hanako, draft)
    events_of(page.keep("activities-rows", "0,2"))
    events_of(other.keep("activities-rows", "0,1,2,new"))
    events_of(page.keep("activities-rows", "0,1,2"))
    assert opened(papers.application(draft).draft_sealed)["activities-rows"] == "0,1,2,new"


def test_a_row_that_is_added_is_drawn_and_one_that_is_typed_into_stays(
    papers: Papers, hanako: Principal
) -> None:
    draft = papers.begin(hanako)
    page = form_page(papers, hanako, draft)

    def activities() -> dict[str, str]:
        fields = [one for step in page.form.pages for part in step.sections for one in part.fields]
        return {row.key: row.cells[-1].value for one in fields if one.id == "activities" for row in one.rows}

    events_of(page.keep("searched", "yes"))
    assert activities() == {"0": ""}
    events_of(page.keep("activities-rows", "0,r1"))
    assert activities() == {"0": "", "r1": ""}
    events_of(page.keep("activities.r1.content", "x"))
    assert activities() == {"0": "", "r1": ""}, "a round trip for each box is too many"
    events_of(page.keep("activities-rows", "r1"))
    assert activities() == {"r1": "x"}


OLD, NEW = "職業相談", "企業説明会で話を聞いた"


def shown_in(page: FormState, column: str = "content") -> list[str]:
    """What stands in a column of the list of activities on the screen."""
    fields = [one for step in page.form.pages for part in step.sections for one in part.fields]
    [rows] = [one.rows for one in fields if one.id == "activities"]
    names = [[cell.value for cell in row.cells if cell.id.endswith(column)] for row in rows]
    return [value for cells in names for value in cells]


def two_tabs(papers: Papers, hanako: Principal) -> tuple[int, FormState]:
    """Return a draft that was filed, and a tab whose form was open before; a row was removed there."""
    draft = papers.begin(hanako)
    papers.type(hanako, draft, TYPED | ROWS)
    old = form_page(papers, hanako, draft)
    assert papers.submit(hanako, draft)
    return draft, old


ROWS = {name.replace(".1.", ".rx7."): value for name, value in TYPED.items()} | {"activities-rows": "0,rx7"}


def loaded_anew(papers: Papers, hanako: Principal, page: FormState, events: list[Any]) -> None:
    """Follow a page to where it is led, which is the form as it stands, and see that it says why."""
    there = address_of(events)
    assert there.startswith(routes.APPLY_FORM)
    go(page, there)
    events_of(page.open())
    assert page.error["en"].startswith("After you opened this page, the declaration was filed")
    assert (page.drawn, page.is_unsaved) == (papers.row(Application).revision, False)


def test_a_tab_from_before_a_filing_says_so_and_never_goes_on_with_other_text_than_is_typed(
    papers: Papers, hanako: Principal
) -> None:
    draft, old = two_tabs(papers, hanako)
    before = old.drawn
    loaded_anew(papers, hanako, old, events_of(old.keep("activities.rx7.content", NEW)))
    assert old.drawn != before, "the form's key: no box keeps what stood there"
    assert (papers.application(draft).draft_sealed, shown_in(old)) == ("", [OLD, OLD])
    events_of(old.keep("activities.1.content", NEW))
    assert shown_in(form_page(papers, hanako, draft)) == [OLD, NEW]
    assert address_of(events_of(old.check({"truth": "on"}))).startswith(routes.APPLY_CONFIRM)


@pytest.mark.parametrize("posted", [{}, {"activities.rx7.content": NEW}], ids=["nothing", "text"])
def test_nor_does_its_button_lead_to_a_check_page(
    papers: Papers, hanako: Principal, posted: dict[str, str]
) -> None:
    draft, old = two_tabs(papers, hanako)
    loaded_anew(papers, hanako, old, events_of(old.check(posted)))
    assert papers.application(draft).draft_sealed == ""
    events_of(old.open())
    assert old.error == {}, "said once"


def test_nor_does_a_row_that_is_offered_there_go_into_what_was_filed(
    papers: Papers, hanako: Principal
) -> None:
    draft, old = two_tabs(papers, hanako)
    loaded_anew(papers, hanako, old, events_of(old.add("institution-1")))
    assert papers.application(draft).draft_sealed == ""
