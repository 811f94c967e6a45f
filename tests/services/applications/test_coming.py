"""The next 認定日 and its declaration, as every page of one's own tells it; and nobody else's."""

from datetime import datetime, timedelta

import pytest

from hellowork_portal.kit.errors import SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Application, ApplicationState, Claimant, ClaimantKind
from hellowork_portal.services.applications.own import coming_declaration, own_view
from hellowork_portal.services.applications.rows import application_at, move_on
from hellowork_portal.services.applications.starting import Claim
from hellowork_portal.services.today.service import next_certification
from hellowork_portal.services.today.views import NextCertification
from tests.factories import NOW, TODAY, at
from tests.factories.papers import make_benefit
from tests.services.applications.conftest import PERIOD_DAYS, Papers

_S = ApplicationState
DAYS = tuple(TODAY + timedelta(days=PERIOD_DAYS * turn) for turn in (-1, 0, 1))
TOMORROW = at(1)


def told(papers: Papers, who: Principal, now: datetime = NOW) -> NextCertification:
    found = papers.see(next_certification, principal=who, now=now)
    assert found is not None
    return found


def moved(papers: Papers, number: str, *states: ApplicationState) -> None:
    for state in states:
        papers.do(
            lambda db, to=state: move_on(db, application_at(db, papers.counsellor, number, lock=True), to)
        )


def test_each_turn_of_the_declaration_is_told_with_what_is_to_be_done(papers: Papers) -> None:
    who = papers.person(days=DAYS)

    def seen() -> tuple[str, str, str]:
        own = told(papers, who).declaration
        return own.standing, own.state, own.due

    assert seen() == ("open", "", "this")
    draft = papers.begin(who)
    assert seen() == ("begun", "draft", "this")
    assert told(papers, who).declaration.href_id == draft
    papers.type(who, draft)
    number = papers.submit(who, draft)
    assert seen() == ("filed", "received", "")
    moved(papers, number, _S.IN_REVIEW)
    assert seen() == ("filed", "in_review", "")
    moved(papers, number, _S.RETURNED)
    assert seen() == ("returned", "returned", "this")


def test_what_was_filed_is_told_beyond_its_day_and_a_returned_one_is_due(papers: Papers) -> None:
    who = papers.person(days=DAYS)
    number = papers.filed(who)

    def seen() -> tuple[str, list[tuple[str, str]], str]:
        own = told(papers, who, TOMORROW).declaration
        return own.standing, [(line.number, line.state) for line in own.others], own.due

    assert seen() == ("later", [(number, "received")], "")
    moved(papers, number, _S.IN_REVIEW, _S.RETURNED)
    assert seen() == ("later", [(number, "returned")], "other")
    moved(papers, number, _S.RECEIVED, _S.IN_REVIEW, _S.CERTIFIED)
    assert seen() == ("later", [(number, "certified")], "")


def test_who_has_no_record_is_told_of_what_they_have_begun_alone(papers: Papers) -> None:
    who = papers.person("taro@example.jp", kind=None)
    assert papers.see(next_certification, principal=who, now=NOW) is None
    claim = Claim(TODAY.isoformat(), (TODAY - timedelta(days=28)).isoformat())
    draft = papers.begin(who, office_code=papers.office.code, claim=claim)
    found = told(papers, who)
    assert (found.day, found.way, found.declaration.href_id) == ({}, "", draft)


def test_the_first_day_is_at_the_counter_whatever_the_kind(papers: Papers) -> None:
    who = papers.person(kind=ClaimantKind.INTERVIEW_AND_FORM, days=(TODAY,))
    papers.do(make_benefit, papers.row(Claimant), sought_on=TODAY - timedelta(days=20))
    found = told(papers, who)
    assert (found.declaration.standing, found.way, found.needs_booking) == ("first", "in_person", False)


def test_it_is_the_same_that_the_list_tells_and_nobody_elses(papers: Papers, hanako: Principal) -> None:
    papers.filed(hanako)
    mine = papers.see(own_view, principal=hanako, now=NOW)
    short = papers.see(coming_declaration, principal=hanako, now=NOW)
    assert (short.standing, short.number, short.lines) == (mine.standing, mine.number, [])
    assert [line.number for line in mine.lines] == [papers.row(Application).number]
    other = papers.person("taro@example.jp")
    assert told(papers, other).declaration.number == ""
    with pytest.raises(SignInNeeded):
        papers.see(next_certification, principal=Principal(), now=NOW)
