"""From the first box to the 受付番号."""

import hashlib
from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import (
    Application,
    ApplicationEvent,
    ApplicationState,
    ApplicationSubmission,
    ClaimantKind,
    OfficeCertification,
)
from hellowork_portal.services.applications import errors, writing
from hellowork_portal.services.applications.rows import opened
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reviews.proposing import kept_findings
from tests.factories import NOW, TODAY, at
from tests.factories.places import kept
from tests.services.applications.conftest import TYPED, Papers


def test_a_whole_declaration_is_received_under_a_number(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    number = papers.submit(hanako, draft)
    row = papers.application(draft)
    assert (row.state, row.number, row.draft_sealed) == (ApplicationState.RECEIVED, number, "")
    assert (row.period_first, row.period_last) == (TODAY - timedelta(days=28), TODAY - timedelta(days=1))
    answers = opened(row.answers_sealed)
    assert answers["claimant_name"] == "職安 花子"
    assert answers["period_first"] == row.period_first.isoformat()
    assert len(answers["activities"]) == 2
    assert [one.kind for one in papers.rows(ApplicationEvent)] == ["begun", "submitted"]
    [job] = papers.jobs("mail")
    assert (job["mail"], job["application_id"]) == ("application_received", draft)


def test_the_statement_is_kept_by_its_hash_and_version(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    papers.submit(hanako, draft)
    [turn] = papers.rows(ApplicationSubmission)
    definition = papers.see(definition_of, papers.application(draft).procedure_version_id)
    statement = definition.form.fields["truth"].label["ja"]
    assert turn.statement_hash == hashlib.sha256(statement.encode()).hexdigest()
    assert (turn.language, turn.submitted_at) == ("ja", NOW)


def test_a_second_click_gets_the_same_number_and_writes_nothing(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    number = papers.submit(hanako, draft)
    assert papers.submit(hanako, draft) == number
    assert len(papers.rows(ApplicationSubmission)) == 1
    assert len(papers.jobs("mail")) == 1


def test_beginning_again_in_another_tab_gives_the_same_draft(papers: Papers, hanako: Principal) -> None:
    assert papers.begin(hanako) == papers.begin(hanako)
    assert len(papers.rows(Application)) == 1


def test_two_tabs_keep_each_others_boxes(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft, {"worked": "no"})
    papers.type(hanako, draft, {"ready": "yes"})
    assert opened(papers.application(draft).draft_sealed) == {"worked": "no", "ready": "yes"}


def test_what_the_browser_says_of_given_facts_is_not_believed(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft, {**TYPED, "claimant_name": "他人", "period_first": "2020-01-01"})
    papers.submit(hanako, draft)
    answers = opened(papers.application(draft).answers_sealed)
    assert (answers["claimant_name"], answers["certification_on"]) == ("職安 花子", TODAY.isoformat())


def test_a_draft_that_lacks_something_is_not_filed_and_stays(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft, {"worked": "no"})
    with pytest.raises(Invalid) as wrong:
        papers.submit(hanako, draft)
    assert {"searched", "ready", "truth"} <= set(wrong.value.fields)
    assert papers.application(draft).state == ApplicationState.DRAFT
    assert opened(papers.application(draft).draft_sealed) == {"worked": "no"}


def test_a_rules_error_stands_at_its_field(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    outside = {f"activities.{row}.done_on": "2026-01-05" for row in ("0", "1")}
    papers.type(hanako, draft, TYPED | outside)
    with pytest.raises(Invalid) as wrong:
        papers.submit(hanako, draft)
    assert "activities.0.done_on" in wrong.value.fields


def test_warnings_are_to_be_accepted_one_by_one(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft, {**TYPED, "activities-rows": "0"})
    page = papers.see(writing.check_page, principal=hanako, application_id=draft, now=NOW)
    rules = [doubt.rule for doubt in page.doubts]
    assert rules, "one activity of two is a doubt"
    with pytest.raises(errors.WarningsNotAccepted):
        papers.submit(hanako, draft)
    papers.submit(hanako, draft, accepted=rules)
    assert "V13" in papers.application(draft).accepted


def test_a_warning_that_says_something_else_by_now_is_accepted_anew(
    papers: Papers, hanako: Principal
) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft, {**TYPED, "activities-rows": "0"})
    page = papers.see(writing.check_page, principal=hanako, application_id=draft, now=NOW)
    papers.type(hanako, draft, {"searched": "no", "no_search_reason": "病気のため"})
    with pytest.raises(errors.WarningsNotAccepted):
        papers.submit(hanako, draft, accepted=[doubt.rule for doubt in page.doubts])
    papers.type(hanako, draft, {"searched": "yes", "activities.0.content": "企業説明会"})
    papers.submit(hanako, draft, accepted=[doubt.rule for doubt in page.doubts])


def test_declared_figures_in_doubts_lie_sealed_and_are_read_by_the_office(
    papers: Papers, hanako: Principal
) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft, {**TYPED, "activities-rows": "0"})
    page = papers.see(writing.check_page, principal=hanako, application_id=draft, now=NOW)
    papers.submit(hanako, draft, accepted=[doubt.rule for doubt in page.doubts])
    row = papers.application(draft)
    figured = [one for one in row.findings if one["values"]]
    assert figured, "a doubt with figures"
    assert all(isinstance(one["values"], str) for one in row.findings)
    found = {finding.rule: finding.values for finding in kept_findings(row)}
    assert found["V13"] == {"needed": 2, "count": 1}


def test_nobody_elses_draft_can_be_seen_typed_into_or_filed(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    other = papers.person("taro@example.jp")
    for deed in (
        lambda: papers.type(other, draft),
        lambda: papers.submit(other, draft),
        lambda: papers.see(writing.draft_head, principal=other, application_id=draft, now=NOW),
        lambda: papers.see(writing.draft_form, principal=other, application_id=draft, wrong={}, now=NOW),
        lambda: papers.see(writing.check_page, principal=other, application_id=draft, now=NOW),
    ):
        with pytest.raises(errors.ApplicationUnknown):
            deed()


@pytest.mark.parametrize(("wall", "is_open"), [("0:00", True), ("17:15", True), ("17:16", False)])
def test_the_window_is_open_to_its_very_edges(
    papers: Papers, hanako: Principal, wall: str, is_open: bool
) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    if is_open:
        assert papers.submit(hanako, draft, at(0, wall))
        return
    with pytest.raises(errors.FilesOver):
        papers.submit(hanako, draft, at(0, wall))
    head = papers.see(writing.draft_head, principal=hanako, application_id=draft, now=at(0, wall))
    assert (head.standing, head.office.name["ja"]) == ("over", "新宿（東京都）")
    assert papers.type(hanako, draft, {"ready": "no"}, at(0, wall)) == "17:16", "what is typed is still kept"


def test_a_draft_three_days_before_waits_for_its_day(papers: Papers) -> None:
    who = papers.person(days=(TODAY - timedelta(days=25), TODAY + timedelta(days=3)))
    draft = papers.begin(who)
    papers.type(who, draft)
    with pytest.raises(errors.FilesNotYet):
        papers.submit(who, draft)
    assert papers.submit(who, draft, at(3, "0:00"))


def test_four_days_before_is_too_early(papers: Papers) -> None:
    who = papers.person(days=(TODAY - timedelta(days=24), TODAY + timedelta(days=4)))
    with pytest.raises(errors.DraftsNotYet):
        papers.begin(who)


def test_an_office_sets_its_own_hours(papers: Papers, hanako: Principal) -> None:
    papers.do(kept, OfficeCertification, office_id=papers.office.id, files_until_minute=900, changed_at=NOW)
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    with pytest.raises(errors.FilesOver):
        papers.submit(hanako, draft, at(0, "15:01"))
    assert papers.submit(hanako, draft, at(0, "15:00"))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"kind": ClaimantKind.NONE}, errors.FilesInPerson),
        ({"online_until": TODAY - timedelta(days=1)}, errors.FilesInPerson),
        ({"online_from": TODAY + timedelta(days=1)}, errors.FilesInPerson),
        ({"days": ()}, errors.NoCertificationDay),
    ],
)
def test_the_offices_record_decides_who_may_file(papers: Papers, changes: dict, error: type) -> None:
    with pytest.raises(error):
        papers.begin(papers.person(**changes))


def test_a_period_that_was_decided_is_not_filed_again(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    row = papers.application(draft)
    columns = {name: value for name, value in row._mapping.items() if name not in ("id", "number")}
    decided = {"certification_on": TODAY - timedelta(days=2), "state": ApplicationState.CERTIFIED}
    papers.do(kept, Application, number="100000000001", **columns | decided)
    with pytest.raises(errors.PeriodDecided):
        papers.submit(hanako, draft)


def test_terms_come_before_filing(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    papers.do(lambda db: setattr(db.get_one(Application, draft), "terms_agreed_at", None))
    with pytest.raises(errors.TermsMissing):
        papers.submit(hanako, draft)


def test_more_than_any_form_takes_is_refused_and_nothing_is_lost(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft, {"ready": "yes"})
    with pytest.raises(errors.DraftTooLarge):
        papers.type(hanako, draft, {"no_search_reason": "あ" * 30_000})
    assert opened(papers.application(draft).draft_sealed) == {"ready": "yes"}
    papers.type(hanako, draft, {"no_search_reason": "😀" * 5_000})
