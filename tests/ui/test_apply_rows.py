"""What two tabs or devices type into one draft: boxes stay, lists of rows are merged."""

from hellowork_portal.kit.principal import Principal
from hellowork_portal.services.applications import writing
from hellowork_portal.services.applications.rows import opened
from tests.factories import NOW
from tests.services.applications.conftest import Papers
from tests.ui.hands import events_of
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
