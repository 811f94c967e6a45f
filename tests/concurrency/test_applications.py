"""One person, fifty tabs: one draft, one application, every box; and the harm where the lock is off."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Application, ApplicationEvent, ApplicationSubmission
from hellowork_portal.services.applications import drafts, starting, submission
from hellowork_portal.services.applications.rows import APPLICATION, opened
from tests.concurrency.herd import at_once, outcome
from tests.concurrency.test_controls import TABS, meeting_point
from tests.factories import NOW, TODAY, Desk
from tests.services.applications.conftest import CODE, Papers, _furnish

FIFTY = 50


@pytest.fixture
def papers(database_url: str) -> Papers:
    office, _ = Desk(database_url).do(_furnish)
    return Papers(database_url, office, Principal())


@pytest.fixture
def hanako(papers: Papers) -> Principal:
    return papers.person(days=(TODAY - timedelta(days=28), TODAY))


def typing(who: Principal, draft: int, box: str) -> Any:
    return partial(outcome, drafts.keep, principal=who, application_id=draft, typed={box: "x"}, now=NOW)


def test_fifty_tabs_begin_one_draft(papers: Papers, hanako: Principal) -> None:
    begun = at_once([partial(outcome, starting.begin, principal=hanako, code=CODE, now=NOW)] * FIFTY)
    assert set(begun) == {papers.row(Application).id}
    assert len(papers.rows(ApplicationEvent)) == 1


def test_fifty_tabs_submit_one_application(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    about = {"application_id": draft, "confirmed": papers.shown(hanako, draft), "now": NOW}
    press = partial(outcome, submission.submit, principal=hanako, **about)
    numbers = at_once([press] * FIFTY)
    assert set(numbers) == {papers.row(Application).number}
    assert len(papers.rows(ApplicationSubmission)) == 1
    assert [job["mail"] for job in papers.jobs("mail")] == ["application_received"]


def test_fifty_tabs_keep_fifty_boxes(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    names = [f"activities.{turn}.content" for turn in range(FIFTY)]
    at_once([typing(hanako, draft, name) for name in names])
    assert set(opened(papers.application(draft).draft_sealed)) == set(names)


def test_without_the_lock_boxes_would_be_lost(
    papers: Papers, hanako: Principal, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = papers.begin(hanako)
    names, found = [f"activities.{turn}.content" for turn in range(TABS)], drafts.own_draft
    with meeting_point(is_met=dialect == "postgresql") as wait:

        def slow(session: Any, principal: Principal, application_id: int, **_without: Any) -> Any:
            seen = found(session, principal, application_id)
            wait()
            return seen

        monkeypatch.setattr(drafts, "own_draft", slow)
        at_once([typing(hanako, draft, name) for name in names], TABS)
    kept = len(opened(papers.application(draft).draft_sealed))
    assert kept == 1 if dialect == "postgresql" else kept == TABS, "SQLite lets one writer in at a time"


def test_the_index_alone_would_keep_a_second_application_out(papers: Papers, hanako: Principal) -> None:
    draft = papers.begin(hanako)
    row = papers.application(draft)
    twin = {column.name: row._mapping[column.name] for column in APPLICATION.columns if column.name != "id"}
    with pytest.raises(Exception, match=r"(?i)unique"):
        papers.do(lambda db: db.connection().execute(APPLICATION.insert().values(**twin)))
