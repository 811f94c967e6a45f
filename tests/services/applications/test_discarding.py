"""A draft is given up with all that was typed and attached; nothing else is."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Application, ApplicationEvent, ApplicationState, Attachment, AuditEntry
from hellowork_portal.services.applications import drafts, errors, submission, writing
from hellowork_portal.services.applications.discarding import discard_draft
from hellowork_portal.services.attachments import service as attachments
from hellowork_portal.services.attachments import tidying
from hellowork_portal.services.attachments.rules import KEPT_AFTER_REMOVAL, OwnerKind
from hellowork_portal.services.attachments.service import StoredFile
from tests.factories import NOW
from tests.services.applications.conftest import TYPED, Papers

KEY = "k" * 40


def discard(papers: Papers, who: Principal, draft: int) -> None:
    papers.do(discard_draft, principal=who, application_id=draft, now=NOW)


def attach(papers: Papers, who: Principal, draft: int) -> None:
    file = StoredFile(KEY, "受験票.pdf", "application/pdf", 1000, 1, "digest")
    about = {"principal": who, "kind": OwnerKind.APPLICATION, "case_id": draft, "now": NOW}
    assert papers.do(attachments.attach, file=file, **about)


def test_it_is_gone_with_all_that_was_typed_and_a_new_one_is_empty(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    for _ in range(2):
        discard(papers, hanako, draft)
    assert papers.rows(Application) == papers.rows(ApplicationEvent) == []
    assert len(papers.rows(AuditEntry, action="application.discarded")) == 1, "a second click does nothing"
    new = papers.begin(hanako)
    form = papers.see(writing.draft_form, principal=hanako, application_id=new, wrong={}, now=NOW)
    assert set(form.boxes.values()) <= {"", "0"}


def test_its_files_go_too_and_their_rows_a_month_later(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    attach(papers, hanako, draft)
    discard(papers, hanako, draft)
    assert [job["key"] for job in papers.jobs("file.forget")] == [KEY]
    row = papers.row(Attachment)
    assert (row.removed_at, row.application_id) == (NOW, None)
    papers.do(tidying.let_go, now=NOW + KEPT_AFTER_REMOVAL * 2)
    assert papers.rows(Attachment) == []


def test_what_was_filed_is_not_discarded(papers: Papers, hanako: Principal) -> None:
    papers.filed(hanako)
    with pytest.raises(errors.MovedMeanwhile):
        discard(papers, hanako, papers.row(Application).id)
    assert papers.row(Application).state == ApplicationState.RECEIVED


def test_nobody_elses_draft_is_discarded(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    discard(papers, papers.person("taro@example.jp"), draft)
    assert papers.application(draft).draft_sealed


def test_another_tab_can_no_longer_type_into_it(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    discard(papers, hanako, draft)
    with pytest.raises(errors.ApplicationUnknown):
        papers.do(drafts.keep, principal=hanako, application_id=draft, typed=TYPED, drawn=0, now=NOW)


def test_a_tab_of_the_one_before_types_into_no_new_draft(papers: Papers, hanako: Principal) -> None:
    stale = papers.begin(hanako)
    discard(papers, hanako, stale)
    new = papers.begin(hanako)
    with pytest.raises(errors.ApplicationUnknown):
        papers.do(drafts.keep, principal=hanako, application_id=stale, typed=TYPED, drawn=0, now=NOW)
    with pytest.raises(errors.ApplicationUnknown):
        papers.do(writing.check_draft, principal=hanako, application_id=stale, drawn=0, now=NOW)
    discard(papers, hanako, stale)
    assert (new != stale, papers.application(new).draft_sealed) == (True, "")


def test_of_filing_and_discarding_at_once_one_happens(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    shown, line = papers.shown(hanako, draft), Barrier(2)

    def filed() -> bool:
        line.wait()
        about = {"application_id": draft, "confirmed": shown, "now": NOW}
        return bool(papers.do(submission.submit, principal=hanako, **about))

    def discarded() -> bool:
        line.wait()
        discard(papers, hanako, draft)
        return True

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(filed), pool.submit(discarded)]
        refused = [one.exception() for one in both if one.exception() is not None]
    assert len(refused) == 1
    assert isinstance(refused[0], PortalError)
    left = papers.rows(Application)
    assert isinstance(refused[0], errors.MovedMeanwhile) is bool(left)
    assert [one.state for one in left] in ([], [ApplicationState.RECEIVED])
    assert len(papers.jobs("mail")) == len(left)
