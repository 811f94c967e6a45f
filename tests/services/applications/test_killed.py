"""Killed at any moment: what was shown as saved is there, and what is filed is filed wholly, once."""

import os
import signal
import traceback
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, event

from hellowork_portal.adapters.database import engine_for
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
from tests.services.applications.conftest import CODE, TYPED, Papers

_MORE = {"no_search_reason": "まだ書いている途中の文", "ready": "no"}


def is_killed(papers: Papers, word: int, command: Callable[..., Any], **args: Any) -> bool:
    """Run a command in a process that is killed before its n-th change of the database (the commit is one).

    False where it had no more: it came to its end.
    """
    engine_for(papers.url).dispose()
    child = os.fork()
    if not child:
        code = 1
        try:
            _die_before(word)
            papers.do(command, now=NOW, **args)
            code = 0
        except BaseException:
            traceback.print_exc()
        os._exit(code)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL)
    return status == signal.SIGKILL


def _die_before(word: int) -> None:
    said = count(1)

    def commit(*_: object) -> None:
        if next(said) == word:
            os.kill(os.getpid(), signal.SIGKILL)

    def say(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            commit()

    event.listen(Engine, "before_cursor_execute", say)
    event.listen(Engine, "commit", commit)


def killed_until_done(papers: Papers, check: Callable[[], None], command: Callable[..., Any], **args: Any):
    """Kill it before its first change, its second, …; `check` what holds each time, until it is done."""
    for word in count(1):
        if not is_killed(papers, word, command, **args):
            assert word > 2, "its changes were counted"
            return
        check()


def letters(papers: Papers) -> list[str]:
    return [job["mail"] for job in papers.jobs("mail")]


def test_a_box_is_saved_wholly_or_as_it_was_before(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)

    def kept() -> dict[str, Any]:
        return opened(papers.application(draft).draft_sealed)

    def still_there() -> None:
        assert kept() == TYPED

    killed_until_done(papers, still_there, drafts.keep, principal=hanako, application_id=draft, typed=_MORE)
    assert kept() == TYPED | _MORE


def test_what_is_begun_is_begun_once(papers: Papers, hanako: Principal) -> None:
    def nothing() -> None:
        assert papers.rows(Application) == papers.rows(ApplicationEvent) == []

    killed_until_done(papers, nothing, starting.begin, principal=hanako, code=CODE)
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
    killed_until_done(papers, still_a_draft, submission.submit, principal=hanako, **about)
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
    killed_until_done(papers, stands, submission.submit, principal=hanako, **about)
    after = papers.application(draft)
    assert (after.state, after.number) == (ApplicationState.RECEIVED, number)
    assert opened(after.answers_sealed)["ready"] == "no"
    assert letters(papers) == [*told, "application_received"]
    assert len(papers.rows(ApplicationSubmission)) == 2
