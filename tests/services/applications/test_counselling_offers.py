"""職業相談 that was held is offered as a row of the declaration, added by a tap, and counts."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Application, Office, ReservationState
from hellowork_portal.services.applications import drafts, writing
from hellowork_portal.services.applications.rows import opened
from hellowork_portal.services.certifications.service import context_of
from tests.factories import NOW, at, make_office
from tests.factories.talks import make_talk
from tests.services.applications.conftest import TYPED, Papers

HELD = at(-10)


def talk(papers: Papers, who: Principal, starts_at: datetime = HELD, **facts: Any) -> None:
    def make(session: Session) -> None:
        office = facts.pop("office", None) or session.get_one(Office, papers.office.id)
        make_talk(session, office, who.applicant_id, starts_at, **facts)

    papers.do(make)


def page(papers: Papers, who: Principal, draft: int) -> Any:
    return papers.see(writing.draft_form, principal=who, application_id=draft, wrong={}, now=NOW)


def test_held_counselling_is_offered_with_its_cells_and_added_once(papers: Papers, hanako: Principal) -> None:
    talk(papers, hanako)
    draft = papers.begin(hanako)
    [offer] = page(papers, hanako, draft).offers
    assert (offer.field_id, offer.is_there) == ("activities", False)
    assert "11月21日" in offer.words["ja"]
    assert "新宿" in offer.words["ja"]
    add = {"principal": hanako, "application_id": draft, "offer_id": offer.id, "now": NOW}
    for _ in range(2):
        papers.do(drafts.add_offer, **add)
    boxes = opened(papers.application(draft).draft_sealed)
    [row] = boxes["activities-rows"].split(",")
    typed = {name: boxes[f"activities.{row}.{name}"] for name in ("method", "done_on", "institution")}
    assert typed == {"method": "hello_work", "done_on": "2026-11-21", "institution": "新宿（東京都）"}
    assert boxes[f"activities.{row}.content"] == "職業相談（オンライン面談）"
    assert [one.is_there for one in page(papers, hanako, draft).offers] == [True]


@pytest.mark.parametrize(
    "state", [ReservationState.NO_SHOW, ReservationState.CANCELLED, ReservationState.CONFIRMED]
)
def test_what_was_not_held_is_not_offered(papers: Papers, hanako: Principal, state: ReservationState) -> None:
    talk(papers, hanako, state=state)
    assert page(papers, hanako, papers.begin(hanako)).offers == []


def test_only_counselling_of_the_period_is_offered_on_both_ends_included(
    papers: Papers, hanako: Principal
) -> None:
    for starts_at in (at(-29, "23:30"), at(-28, "0:00"), at(-1, "23:30"), at(0, "0:00")):
        talk(papers, hanako, starts_at)
    talk(papers, hanako, at(-5), code="interview_certification")
    talk(papers, papers.person("taro@example.jp"), at(-6))
    offers = page(papers, hanako, papers.begin(hanako)).offers
    told = [offer.words["ja"] for offer in offers]
    assert len(told) == 2
    assert "11月3日" in told[0]
    assert "11月30日" in told[1]


def test_it_counts_and_only_the_own_offices_talks_are_held_against_the_record(
    papers: Papers, hanako: Principal
) -> None:
    talk(papers, hanako)
    away = papers.do(make_office, "HW27-001", name="大阪東")
    talk(papers, hanako, at(-8), office=away)
    draft = papers.begin(hanako)
    assert len(page(papers, hanako, draft).offers) == 2

    def context(session: Session) -> Any:
        row = session.exec(select(Application)).one()
        return context_of(session, row, now=NOW)

    assert papers.see(context).counselled_on == ((HELD + timedelta(hours=9)).date(),)


def test_one_added_row_is_one_activity_too_few_and_two_are_enough(papers: Papers, hanako: Principal) -> None:
    talk(papers, hanako)
    talk(papers, hanako, at(-4))
    draft = papers.begin(hanako)
    plain = {name: value for name, value in TYPED.items() if not name.startswith("activities")}
    papers.type(hanako, draft, plain)

    def doubts() -> set[str]:
        shown = papers.see(writing.check_page, principal=hanako, application_id=draft, now=NOW)
        return {one.rule.partition("-")[0] for one in shown.doubts}

    seen = []
    for offer in page(papers, hanako, draft).offers:
        about = {"principal": hanako, "application_id": draft, "offer_id": offer.id, "now": NOW}
        papers.do(drafts.add_offer, **about)
        seen.append(doubts())
    assert seen == [{"v13"}, set()]
