"""Killed at any moment: what was shown as saved is there, and what is filed is filed wholly, once."""

from functools import partial
from typing import Any

import pytest

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import (
    Application,
    ApplicationEvent,
    ApplicationState,
    ApplicationSubmission,
    AuditEntry,
)
from hellowork_portal.services.applications import drafts, starting, submission
from hellowork_portal.services.applications.rows import opened
from hellowork_portal.services.reviews import opening
from tests.factories import NOW
from tests.killing import killed_until_done
from tests.services.applications.conftest import CODE, TYPED, Papers

_MORE = {"no_search_reason": "まだ書いている途中の文", "ready": "no"}


def letters(papers: Papers) -> list[str]:
    return [job["mail"] for job in papers.jobs("mail")]


def test_a_box_is_saved_wholly_or_as_it_was_before(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)

    def kept() -> dict[str, Any]:
        return opened(papers.application(draft).draft_sealed)

    def still_there() -> None:
        assert kept() == TYPED

    killed_until_done(
        papers.url,
        still_there,
        partial(papers.do, drafts.keep, now=NOW),
        principal=hanako,
        application_id=draft,
        typed=_MORE,
    )
    assert kept() == TYPED | _MORE


def test_what_is_begun_is_begun_once(papers: Papers, hanako: Principal) -> None:
    def nothing() -> None:
        assert papers.rows(Application) == papers.rows(ApplicationEvent) == []

    killed_until_done(
        papers.url, nothing, partial(papers.do, starting.begin, now=NOW), principal=hanako, code=CODE
    )
    assert papers.begin(hanako) == papers.row(Application).id
    assert [one.kind for one in papers.rows(ApplicationEvent)] == ["begun"]


def test_a_declaration_is_filed_once_or_is_still_the_draft(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)

    def still_a_draft() -> None:
        row = papers.application(draft)
        assert (row.state, row.number, row.answers_sealed) == (ApplicationState.DRAFT, None, "")
        assert opened(row.draft_sealed) == TYPED
        assert papers.rows(ApplicationSubmission) == letters(papers) == []
        assert papers.rows(AuditEntry, action="application.submitted") == []
        assert [one.kind for one in papers.rows(ApplicationEvent)] == ["begun"]

    about = {"application_id": draft, "confirmed": papers.shown(hanako, draft)}
    killed_until_done(
        papers.url, still_a_draft, partial(papers.do, submission.submit, now=NOW), principal=hanako, **about
    )
    row = papers.application(draft)
    assert papers.submit(hanako, draft) == row.number, "the answer was lost: pressed again, the same number"
    assert (row.state, row.draft_sealed) == (ApplicationState.RECEIVED, "")
    assert letters(papers) == ["application_received"]
    assert [one.turn for one in papers.rows(ApplicationSubmission)] == [1]


@pytest.mark.parametrize("is_returned", [False, True])
def test_what_was_filed_stands_until_the_next_is_filed(
    papers: Papers, hanako: Principal, is_returned: bool
) -> None:
    number = papers.filed(hanako)
    draft = papers.row(Application).id
    if is_returned:
        about = {"principal": papers.counsellor, "number": number, "now": NOW}
        papers.do(opening.open_for_review, seen=papers.application(draft).revision, **about)
        seen = papers.application(draft).revision
        asked = {"fields": {"ready": ""}, "message": "確かめてください。"}
        papers.do(opening.return_case, seen=seen, due_on=None, **asked, **about)
    changed = {"ready": "no", "not_ready_reason": "health", "truth": "on"}
    papers.type(hanako, draft, changed)
    before = papers.application(draft)
    told = letters(papers)

    def stands() -> None:
        assert papers.application(draft) == before
        assert len(papers.rows(ApplicationSubmission)) == 1
        assert letters(papers) == told

    about = {"application_id": draft, "confirmed": papers.shown(hanako, draft)}
    killed_until_done(
        papers.url, stands, partial(papers.do, submission.submit, now=NOW), principal=hanako, **about
    )
    after = papers.application(draft)
    assert (after.state, after.number) == (ApplicationState.RECEIVED, number)
    assert opened(after.answers_sealed)["ready"] == "no"
    assert letters(papers) == [*told, "application_received"]
    assert len(papers.rows(ApplicationSubmission)) == 2
