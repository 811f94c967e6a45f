"""After the 受付番号: replacing, correcting, withdrawing, the decision, erasing; and nobody else's."""

import json
from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import seal
from hellowork_portal.models import (
    Application,
    ApplicationEvent,
    ApplicationState,
    ApplicationSubmission,
    CertificationDecision,
    CorrectionRequest,
)
from hellowork_portal.services.applications import drafts, errors, rows, starting, writing
from hellowork_portal.services.applications.erasing import erase_drafts_of, let_go
from hellowork_portal.services.applications.own import application_view, own_view
from hellowork_portal.services.applications.rows import move_on, opened
from hellowork_portal.services.applications.starting import Claim
from hellowork_portal.services.applications.views import ApplicationView
from hellowork_portal.services.applications.withdrawal import withdraw_application
from tests.factories import NOW, TODAY, at
from tests.factories.places import kept
from tests.services.applications.conftest import CODE, TYPED, Papers

_S = ApplicationState


def set_state(papers: Papers, number: str, *states: ApplicationState) -> None:
    def move(db, state):
        row = rows.application_at(db, papers.counsellor, number, lock=True)
        move_on(db, row, state)

    for state in states:
        papers.do(move, state)


def returned(papers: Papers, number: str, *fields: str) -> int:
    set_state(papers, number, _S.IN_REVIEW, _S.RETURNED)
    row = papers.row(Application, number=number)
    notes = seal(json.dumps({"message": "直してください", "fields": dict.fromkeys(fields, "ここ")}))
    asked = {"asked_by_id": papers.counsellor.id, "asked_at": NOW, "fields": [*fields], "notes_sealed": notes}
    papers.do(kept, CorrectionRequest, application_id=row.id, **asked)
    return row.id


def test_until_staff_open_it_a_person_may_file_again_in_its_place(papers: Papers, hanako: Principal) -> None:
    number = papers.filed(hanako)
    draft = papers.row(Application, number=number).id
    papers.type(hanako, draft, {"ready": "no", "not_ready_reason": "health", "truth": "on"})
    assert opened(papers.application(draft).answers_sealed)["ready"] == "yes", "the first stands until then"
    assert papers.submit(hanako, draft) == number
    assert opened(papers.application(draft).answers_sealed)["ready"] == "no"
    assert [one.turn for one in papers.rows(ApplicationSubmission)] == [1, 2]
    assert papers.rows(ApplicationEvent)[-1].kind == "replaced"
    set_state(papers, number, _S.IN_REVIEW)
    for deed in (lambda: papers.type(hanako, draft), lambda: papers.type(hanako, draft, {"ready": "yes"})):
        with pytest.raises(errors.ApplicationOpened):
            deed()
    assert papers.submit(hanako, draft) == number, "a stale click finds nothing to submit"


def test_only_what_a_return_asks_for_can_be_changed(papers: Papers, hanako: Principal) -> None:
    number = papers.filed(hanako)
    draft = returned(papers, number, "ready")
    with pytest.raises(errors.FieldFixed):
        papers.type(hanako, draft, {"worked": "yes"})
    papers.type(hanako, draft, {"ready": "no"})
    with pytest.raises(Invalid) as wrong:
        papers.submit(hanako, draft, at(2))
    assert set(wrong.value.fields) == {"not_ready_reason", "truth"}, (
        "what the change leads to is answered, too"
    )
    papers.type(hanako, draft, {"not_ready_reason": "family", "truth": "on"})
    assert papers.submit(hanako, draft, at(2)) == number, "a return may be answered after the 認定日"
    answers = opened(papers.application(draft).answers_sealed)
    assert (answers["ready"], answers["not_ready_reason"], answers["worked"]) == ("no", "family", "no")
    assert len(answers["activities"]) == 2
    assert papers.row(CorrectionRequest).answered_at == at(2)
    assert papers.rows(ApplicationEvent)[-1].kind == "corrected"


def test_a_forged_draft_of_a_return_changes_nothing_else(papers: Papers, hanako: Principal) -> None:
    number = papers.filed(hanako)
    draft = returned(papers, number, "ready")
    forged = rows.closed({**TYPED, "ready": "yes", "searched": "no", "no_search_reason": "x"})
    papers.do(lambda db: setattr(db.get_one(Application, draft), "draft_sealed", forged))
    papers.submit(hanako, draft)
    assert opened(papers.application(draft).answers_sealed)["searched"] == "yes"


def test_the_form_of_a_return_shows_its_fields_and_the_rest_beside_them(
    papers: Papers, hanako: Principal
) -> None:
    draft = returned(papers, papers.filed(hanako), "activities")
    page = papers.see(writing.draft_form, principal=hanako, application_id=draft, wrong={}, now=NOW)
    shown = {
        field.id
        for part in page.form.pages
        for section in part.sections
        for field in section.fields
        if field.is_visible
    }
    assert shown == {"activities", "truth"}
    fixed = {row.field_id for section in page.fixed for row in section.rows}
    assert {"worked", "claimant_name", "ready"} <= fixed
    assert "activities" not in fixed
    assert page.boxes["activities.0.institution"] == "ハローワーク新宿"


def test_a_return_that_leads_to_an_error_elsewhere_says_so_above_the_form(
    papers: Papers, hanako: Principal
) -> None:
    draft = returned(papers, papers.filed(hanako), "job_kind")
    begun = {
        "job_kind": "employment",
        "job_found_by": "self",
        "job_starts_on": (TODAY - timedelta(days=2)).isoformat(),
        "job_employer": "青空商店",
        "job_address": "東京都新宿区",
        "job_phone": "03-1234-5678",
        "truth": "on",
    }
    papers.type(hanako, draft, begun)
    with pytest.raises(Invalid) as wrong:
        papers.submit(hanako, draft)
    given = {"principal": hanako, "application_id": draft, "wrong": wrong.value.fields, "now": NOW}
    (line,) = papers.see(writing.draft_form, **given).form.errors
    assert (line.field_id, line.input_name) == ("worked", "")
    assert "電話" in line.words


def test_what_can_be_withdrawn_is_withdrawn_once(papers: Papers, hanako: Principal) -> None:
    number = papers.filed(hanako)
    for _ in range(2):
        papers.do(withdraw_application, principal=hanako, number=number, reason="間違えた", now=NOW)
    assert papers.row(Application).state == _S.WITHDRAWN
    assert [one.kind for one in papers.rows(ApplicationEvent)] == ["begun", "submitted", "withdrawn"]
    assert [job["mail"] for job in papers.jobs("mail")] == ["application_received", "application_withdrawn"]
    again = papers.begin(hanako)
    papers.type(hanako, again)
    assert papers.submit(hanako, again) != number


@pytest.mark.parametrize("states", [(_S.IN_REVIEW,), (_S.IN_REVIEW, _S.CERTIFIED)])
def test_what_staff_have_opened_is_not_withdrawn(
    papers: Papers, hanako: Principal, states: tuple[ApplicationState, ...]
) -> None:
    number = papers.filed(hanako)
    set_state(papers, number, *states)
    with pytest.raises(errors.ApplicationOpened):
        papers.do(withdraw_application, principal=hanako, number=number, now=NOW)


def test_another_persons_number_is_like_one_that_nobody_has(papers: Papers, hanako: Principal) -> None:
    number, other = papers.filed(hanako), papers.person("taro@example.jp")
    for typed in (number, "999999999999", "", "😀"):
        with pytest.raises(errors.ApplicationUnknown):
            papers.see(application_view, principal=other, number=typed, now=NOW)
        with pytest.raises(errors.ApplicationUnknown):
            papers.do(withdraw_application, principal=other, number=typed, now=NOW)


def test_a_decision_is_told_with_its_reasons_and_the_next_day(papers: Papers, hanako: Principal) -> None:
    number = papers.filed(hanako)
    set_state(papers, number, _S.IN_REVIEW, _S.PARTLY_CERTIFIED)
    days = ["2026-11-20", "2026-11-09", "2026-11-08"]
    said = {"not_certified": {"worked": days}, "reason": "理由", "message": "連絡"}
    decided = {
        "outcome": "partly_certified", "certified_days": 27, "payable_yen": 133542, "turn": 1,
        "next_certification_on": TODAY + timedelta(days=28), "decided_by_id": papers.counsellor.id,
        "working_sealed": seal("{}"), "decided_sealed": seal(json.dumps(said)), "decided_at": NOW,
    }  # fmt: skip
    papers.do(kept, CertificationDecision, application_id=papers.row(Application).id, **decided)
    view = papers.see(application_view, principal=hanako, number=number, now=NOW)
    assert (view.decision.days, view.decision.yen, view.decision.is_negative) == (27, "133,542", True)
    assert (view.decision.reason, view.decision.message) == ("理由", "連絡")
    assert "2026年11月8日（日）から2026年11月9日（月）まで、2026年11月20日（金）（3日）" in reasons_of(view)
    assert view.decision.next_window["en"].startswith("Tuesday 29 December 2026 at 0:00 to ")
    assert "2026年12月29日" in view.decision.next_day["ja"]


def reasons_of(view: ApplicationView) -> str:
    return "".join(one["ja"] for one in view.decision.reasons)


def test_the_list_says_what_can_be_done_now(papers: Papers, hanako: Principal) -> None:
    def standing(now=NOW):
        return papers.see(own_view, principal=hanako, now=now).standing

    assert standing() == "open"
    draft = papers.begin(hanako)
    assert standing() == "begun"
    assert standing(at(0, "17:16")) == "over"
    papers.type(hanako, draft)
    papers.submit(hanako, draft)
    assert standing() == "filed"


def test_a_person_without_a_record_states_day_and_period(papers: Papers) -> None:
    who = papers.person("taro@example.jp", kind=None)
    for claim, wrong in (
        (Claim("2026-12-05", "2026-11-03"), "day"),
        (Claim(TODAY.isoformat(), TODAY.isoformat()), "previous"),
        (Claim("x", "y"), "day"),
        (Claim(TODAY.isoformat(), "2025-01-01"), "previous"),
    ):
        with pytest.raises(Invalid) as refused:
            papers.begin(who, office_code=papers.office.code, claim=claim)
        assert wrong in refused.value.fields
    claim = Claim(TODAY.isoformat(), (TODAY - timedelta(days=28)).isoformat())
    row = papers.application(papers.begin(who, office_code=papers.office.code, claim=claim))
    assert (row.is_unconfirmed_claim, row.claimant_id, row.certification_on) == (True, None, TODAY)
    with pytest.raises(errors.ApplicationUnknown):
        papers.begin(papers.person("jiro@example.jp", kind=None), office_code="nowhere", claim=claim)


def test_strangers_begin_nothing_and_are_told_what_holds_for_all(papers: Papers) -> None:
    where = {"code": CODE, "office_code": papers.office.code, "now": NOW}
    view = papers.see(starting.start_view, principal=Principal(), **where)
    assert (view.standing, view.asks_claim) == ("", False)
    with pytest.raises(errors.ApplicationUnknown):
        papers.see(starting.start_view, principal=Principal(), **(where | {"code": "interview_counselling"}))


def test_a_row_of_the_last_declaration_is_offered_and_added_by_a_tap_alone(
    papers: Papers, hanako: Principal
) -> None:
    papers.filed(hanako)
    first = papers.row(Application).id
    papers.do(
        lambda db: setattr(db.get_one(Application, first), "certification_on", TODAY - timedelta(days=28))
    )
    draft = papers.begin(hanako)
    page = papers.see(writing.draft_form, principal=hanako, application_id=draft, wrong={}, now=NOW)
    assert [offer.id for offer in page.offers] == ["institution-1"]
    assert [(offer.field_id, offer.is_there) for offer in page.offers] == [("activities", False)]
    assert page.boxes == {}
    papers.type(hanako, draft, {"activities-rows": "0", "activities.0.content": "説明会"})
    add = {"principal": hanako, "application_id": draft, "now": NOW}
    for offer in ("institution-1", "institution-1", "no-such-offer"):
        papers.do(drafts.add_offer, offer_id=offer, **add)
    kept_boxes = opened(papers.application(draft).draft_sealed)
    assert kept_boxes["activities-rows"] == "0,1"
    assert kept_boxes["activities.1.institution"] == "ハローワーク新宿"
    page = papers.see(writing.draft_form, principal=hanako, application_id=draft, wrong={}, now=NOW)
    assert [offer.is_there for offer in page.offers] == [True]


def test_what_the_law_keeps_is_kept_five_years_and_no_longer(papers: Papers, hanako: Principal) -> None:
    number = papers.filed(hanako)
    set_state(papers, number, _S.IN_REVIEW, _S.CERTIFIED)
    first = papers.row(Application).id
    papers.do(lambda db: setattr(db.get_one(Application, first), "decided_at", NOW))
    other = papers.begin(papers.person("taro@example.jp"))
    assert papers.do(let_go, now=NOW + timedelta(days=89)) == 0
    assert papers.do(let_go, now=NOW + timedelta(days=91)) == 1
    assert papers.rows(Application, id=other) == []
    assert papers.do(let_go, now=NOW + timedelta(days=5 * 365)) == 0
    assert papers.do(let_go, now=NOW + timedelta(days=5 * 366 + 1)) == 1
    assert papers.rows(ApplicationEvent) == papers.rows(ApplicationSubmission) == []


@pytest.mark.parametrize("states", [(), (_S.IN_REVIEW,), (_S.IN_REVIEW, _S.RETURNED)])
def test_what_nobody_decides_is_kept_no_longer_than_what_is_decided(
    papers: Papers, hanako: Principal, states: tuple[ApplicationState, ...]
) -> None:
    set_state(papers, papers.filed(hanako), *states)
    assert papers.do(let_go, now=NOW + timedelta(days=5 * 365)) == 0
    assert papers.do(let_go, now=NOW + timedelta(days=5 * 366 + 1)) == 1
    assert papers.rows(Application) == []


def test_closing_an_account_erases_drafts_and_keeps_what_was_filed(papers: Papers, hanako: Principal) -> None:
    number = papers.filed(hanako)
    taro = papers.person("taro@example.jp")
    papers.begin(taro)
    for who in (hanako, taro):
        papers.do(erase_drafts_of, who.id)
    assert [row.number for row in papers.rows(Application)] == [number]
