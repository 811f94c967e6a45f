"""The states of an application: drafts found anew, forged events, what is typed in two tabs."""

from datetime import timedelta

import pytest

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Applicant, Application, ApplicationState
from hellowork_portal.services.applications.rows import opened
from hellowork_portal.services.attachments import service as attachments
from hellowork_portal.services.attachments.rules import OwnerKind
from hellowork_portal.services.attachments.service import StoredFile
from hellowork_portal.ui.citizen.apply.draft_states import CheckState, FormState
from hellowork_portal.ui.citizen.apply.own_states import ApplicationPageState, WithdrawState
from hellowork_portal.ui.citizen.apply.state import ApplyState, StartState
from tests.factories import NOW, TODAY, at, make_office
from tests.services.applications.conftest import CODE, TYPED, Papers
from tests.ui.hands import address_of, events_of
from tests.ui.hands import opened as page_of

LAST = timedelta(days=28)


def who(papers: Papers, person: Principal) -> Applicant:
    return papers.see(lambda db: db.get_one(Applicant, person.id))


def form_page(papers: Papers, person: Principal, draft: int) -> FormState:
    page = page_of(FormState, routes.with_query(routes.APPLY_FORM, application=draft), who(papers, person))
    events_of(page.open())
    return page


def test_the_whole_way_from_terms_to_the_number(papers: Papers, hanako: Principal) -> None:
    there = routes.with_query(routes.APPLY_TERMS, procedure=CODE)
    start = page_of(StartState, there, who(papers, hanako))
    assert events_of(start.open()) == []
    assert start.start.standing == "open"
    events_of(start.agree({}))
    assert start.must_agree
    assert papers.rows(Application) == []
    to_form = address_of(events_of(start.agree({"agree": True})))
    form = page_of(FormState, to_form, who(papers, hanako))
    events_of(form.open())
    to_check = address_of(events_of(form.check(TYPED)))
    check = page_of(CheckState, to_check, who(papers, hanako))
    events_of(check.open())
    assert check.sections
    to_done = address_of([one for one in events_of(check.submit({})) if one])
    number = papers.row(Application).number
    assert to_done == routes.with_query(routes.APPLY_DONE, number=number)
    assert events_of(page_of(ApplicationPageState, to_done, who(papers, hanako)).open_done()) == []
    again = page_of(StartState, there, who(papers, hanako))
    assert address_of(events_of(again.open())) == routes.application(number)


def test_an_open_page_says_each_minute_of_the_last_hour_that_the_deadline_comes(
    papers: Papers, hanako: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = form_page(papers, hanako, papers.begin(hanako))
    shown = page.form
    until = page.draft.dates.until_ms
    assert (page.draft.minutes_left, page.soon_ms) == (0, until - 59 * 60_000)
    for wall, left in (("16:16", 59), ("17:05", 10)):
        monkeypatch.setattr(clock, "now", lambda wall=wall: at(0, wall))
        events_of(page.look())
        assert (page.draft.minutes_left, page.soon_ms) == (left, until - (left - 1) * 60_000)
    monkeypatch.setattr(clock, "now", lambda: at(0, "17:16"))
    events_of(page.look())
    assert (page.draft.standing, page.soon_ms < page.now_ms, page.form) == ("over", True, shown)


def attach(papers: Papers, person: Principal, draft: int) -> None:
    file = StoredFile("k" * 40, "受験票.heic", "image/jpeg", 1000, 0, "digest")
    about = {"principal": person, "kind": OwnerKind.APPLICATION, "case_id": draft, "now": NOW}
    assert papers.do(attachments.attach, file=file, **about)


def names(page: FormState | CheckState | ApplicationPageState) -> list[str]:
    return [line.name for line in page.files.lines]


def test_a_proof_is_attached_while_drafting_shown_for_checking_and_stays(
    papers: Papers, hanako: Principal
) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    attach(papers, hanako, draft)
    sent = routes.with_query(routes.APPLY_FORM, application=draft, file_done="added")
    page = page_of(FormState, sent, who(papers, hanako))
    assert len(events_of(page.open())) == 1, "the good news takes the focus"
    assert events_of(page.open()) == [], "but not from who types on when the page comes back"
    assert (names(page), page.files.takes_files, page.is_shown) == (["受験票.jpg"], True, True)
    there = routes.with_query(routes.APPLY_CONFIRM, application=draft)
    check = page_of(CheckState, there, who(papers, hanako))
    events_of(check.open())
    assert names(check) == ["受験票.jpg"]
    events_of(check.submit({}))
    number = papers.row(Application).number
    after = page_of(ApplicationPageState, routes.application(number), who(papers, hanako))
    events_of(after.open())
    assert names(after) == ["受験票.jpg"]
    assert names(form_page(papers, papers.person("taro@example.jp"), draft)) == []


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    page = form_page(papers, hanako, draft)
    assert events_of(page.check({"worked": "no"})) == []
    assert {line.field_id for line in page.form.errors} >= {"searched", "ready", "truth"}
    assert opened(papers.application(draft).draft_sealed) == {"worked": "no"}
    check = page_of(
        CheckState, routes.with_query(routes.APPLY_CONFIRM, application=draft), who(papers, hanako)
    )
    assert "wrong=1" in address_of(events_of(check.open()))


def test_what_another_tab_changed_is_shown_before_it_is_filed(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    there = routes.with_query(routes.APPLY_CONFIRM, application=draft)
    page = page_of(CheckState, there, who(papers, hanako))
    events_of(page.open())
    shown, before = page.confirmed, page.sections
    papers.type(hanako, draft, {"activities.0.content": "企業説明会"})
    for _ in range(2):
        assert "page_title" in str(events_of(page.submit({"confirmed": shown}))), "what is told stands there"
        assert (page.error["ja"][:9], page.sections != before) == ("この画面を開いたあ", True)
        assert papers.row(Application).state == ApplicationState.DRAFT
    events_of(page.submit({"confirmed": page.confirmed}))
    row = papers.row(Application)
    assert (row.state, opened(row.answers_sealed)["activities"][0]["content"]) == (
        ApplicationState.RECEIVED,
        "企業説明会",
    )


def test_forged_events_reach_nobody_elses_draft(papers: Papers, hanako: Principal) -> None:
    draft, other = papers.begin(hanako), papers.person("taro@example.jp")
    page = form_page(papers, other, draft)
    assert (page.is_gone, page.draft.application_id, page.is_shown) == (True, 0, False)
    events_of(page.keep("worked", "yes"))
    events_of(page.add("institution-1"))
    events_of(page.check({"worked": "yes"}))
    check = page_of(
        CheckState, routes.with_query(routes.APPLY_CONFIRM, application=draft), who(papers, other)
    )
    assert all("number" not in str(one.args) for one in events_of(check.submit({})) if one)
    row = papers.application(draft)
    assert (row.draft_sealed, row.state) == ("", ApplicationState.DRAFT)


def test_a_withdrawal_takes_what_is_on_the_screen_and_one_s_own(papers: Papers, hanako: Principal) -> None:
    number, other = papers.filed(hanako), papers.person("taro@example.jp")
    there = routes.with_query(routes.WITHDRAW, number=number)
    strange = page_of(WithdrawState, there, who(papers, other))
    events_of(strange.open())
    assert strange.is_missing
    events_of(strange.withdraw({"number": number}))
    mine = page_of(WithdrawState, there, who(papers, hanako))
    events_of(mine.withdraw({"number": "000000000000"}))
    assert papers.row(Application).state == ApplicationState.RECEIVED
    events_of(mine.withdraw({"number": number}))
    assert papers.row(Application).state == ApplicationState.WITHDRAWN


def test_strangers_see_what_can_be_applied_for_and_nothing_of_anybody(
    papers: Papers, hanako: Principal
) -> None:
    papers.filed(hanako)
    page = page_of(ApplyState, f"{routes.APPLY}?q=新宿")
    events_of(page.open())
    assert (page.is_signed, page.has_record, page.own.lines, page.total) == (False, False, [], 1)
    assert "procedure=declaration" in page.cards[0].href


def test_offices_are_listed_where_somebody_looks_for_one_and_else_each_procedure_once(
    papers: Papers, hanako: Principal
) -> None:
    papers.do(make_office, "13020", name="府中", kana="ふちゅう")

    def cards(query: str, person: Applicant | None) -> tuple[bool, list[tuple[bool, str]]]:
        page = page_of(ApplyState, routes.with_query(routes.APPLY, q=query), person)
        events_of(page.open())
        return page.has_record, [(bool(card.href), card.office.get("ja", "")) for card in page.cards]

    mine, strange = who(papers, hanako), papers.person("taro@example.jp", kind=None)
    assert cards("", None) == (False, [(False, "")])
    [own] = cards("", mine)[1]
    assert (cards("", mine)[0], own[0], "新宿" in own[1]) == (True, True, True), "one's own alone"
    assert cards("", who(papers, strange)) == (False, [(False, "")])
    assert len(cards("申告書", None)[1]) == 2


def test_what_the_records_know_is_offered_at_its_field_and_added_once(
    papers: Papers, hanako: Principal
) -> None:
    papers.filed(hanako)
    first = papers.row(Application)
    papers.do(lambda db: setattr(db.get_one(Application, first.id), "certification_on", TODAY - LAST))
    draft = papers.begin(hanako)
    page = form_page(papers, hanako, draft)
    [offer] = page.offers
    assert (page.offered_ids, offer.is_there) == ([offer.field_id], False)
    for _ in range(2):
        events_of(page.add(offer.id))
    assert [one.is_there for one in page.offers] == [True]
    assert opened(papers.application(draft).draft_sealed)[f"{offer.field_id}-rows"].count(",") == 0


def test_a_draft_is_discarded_once_and_the_list_says_so(papers: Papers, hanako: Principal) -> None:
    draft, stranger = papers.begin(hanako), papers.person("taro@example.jp")
    theirs = form_page(papers, stranger, draft)
    events_of(theirs.discard({}))
    assert papers.application(draft), "nobody else's"
    page = form_page(papers, hanako, draft)
    to_list, again = (address_of(events_of(page.discard({}))) for _ in range(2))
    assert (to_list, papers.rows(Application)) == (again, [])
    after = page_of(ApplyState, to_list, who(papers, hanako))
    events_of(after.open())
    assert (after.is_discarded, after.own.lines) == (True, [])


def test_what_was_filed_in_another_window_is_not_discarded(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    page = form_page(papers, hanako, draft)
    papers.type(hanako, draft)
    papers.submit(hanako, draft)
    assert "moved=" in address_of(events_of(page.discard({})))
    assert papers.application(draft).state == ApplicationState.RECEIVED
