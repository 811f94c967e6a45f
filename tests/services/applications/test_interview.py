"""The declaration and the interview of one 認定日 point at each other."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import of_moment, of_span
from hellowork_portal.models import Application, ClaimantKind, Office, Reservation, ReservationState
from hellowork_portal.services.applications.interview_views import InterviewLink
from hellowork_portal.services.applications.own import application_view, declaration_of_interview
from hellowork_portal.services.applications.views import DeclarationLink
from hellowork_portal.services.procedures.definitions import newest_version_id
from tests.factories import NOW, TODAY, at, make_offering, make_procedure, make_slot
from tests.factories.places import kept
from tests.services.applications.conftest import PERIOD_DAYS, Papers

NUMBER = "K7M2P9Q4R6"
DAYS = tuple(TODAY + timedelta(days=PERIOD_DAYS * turn) for turn in (-1, 0, 1))


def _booked(session: Session, office: Office, who: Principal, starts_at: datetime) -> None:
    procedure = make_procedure(session, "interview", "certification")
    offering = make_offering(session, session.get_one(Office, office.id), procedure)
    slot = make_slot(session, offering, starts_at, taken=1)
    facts: dict[str, Any] = {
        "number": NUMBER,
        "slot_id": slot.id,
        "applicant_id": who.applicant_id,
        "procedure_version_id": newest_version_id(session, procedure.id or 0),
        "state": ReservationState.CONFIRMED,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "certification_on": slot.on_day,
        "held_at": NOW,
        "confirmed_at": NOW,
    }
    kept(session, Reservation, **facts)


def book(papers: Papers, who: Principal, starts_at: datetime) -> None:
    papers.do(_booked, papers.office, who, starts_at)


def link(papers: Papers, who: Principal, now: datetime = NOW) -> DeclarationLink:
    return papers.see(declaration_of_interview, principal=who, number=NUMBER, now=now)


@pytest.fixture
def both(papers: Papers) -> Principal:
    """Somebody who needs an interview, too."""
    return papers.person(kind=ClaimantKind.INTERVIEW_AND_FORM, days=DAYS)


def test_a_booking_tells_when_the_declaration_is_filed_and_how(papers: Papers, both: Principal) -> None:
    book(papers, both, at(28))
    stood = [(now, link(papers, both, now).own.standing) for now in (NOW, at(26), at(28), at(28, "17:30"))]
    assert [standing for _, standing in stood] == ["later", "drafting", "open", "over"]
    own = link(papers, both).own
    assert (own.dates.opens, own.dates.until) == (of_moment(at(28, "0:00")), of_moment(at(28, "17:15")))
    assert own.office.code == papers.office.code
    assert link(papers, both, at(29)).own.standing == "", "a day that is past asks for nothing"


def test_a_booking_leads_to_what_was_begun_and_to_what_was_filed(papers: Papers, both: Principal) -> None:
    book(papers, both, at(0, "14:00"))
    draft = papers.begin(both)
    assert (link(papers, both).number, link(papers, both).own.href_id) == ("", draft)
    papers.type(both, draft)
    number = papers.submit(both, draft)
    told = link(papers, both)
    assert (told.number, told.state, told.own.standing) == (number, "received", "filed")


def test_nobody_else_is_told_of_it(papers: Papers, both: Principal) -> None:
    book(papers, both, at(0, "14:00"))
    for stranger in (papers.person("taro@example.jp"), Principal()):
        assert link(papers, stranger) == DeclarationLink()


def interview(papers: Papers, who: Principal, number: str, now: datetime = NOW) -> InterviewLink:
    return papers.see(application_view, principal=who, number=number, now=now).interview


def test_a_declaration_tells_of_its_interview_or_that_one_is_to_be_booked(
    papers: Papers, both: Principal
) -> None:
    number = papers.filed(both)
    assert interview(papers, both, number) == InterviewLink(office_id=papers.office.id or 0)
    assert interview(papers, both, number, at(1)) == InterviewLink(), "its day is past"
    book(papers, both, at(0, "14:00"))
    assert interview(papers, both, number) == InterviewLink(NUMBER, of_span(at(0, "14:00"), at(0, "14:30")))
    papers.do(lambda db: setattr(db.get_one(Reservation, papers.row(Reservation).id), "state", "cancelled"))
    assert interview(papers, both, number).office_id == papers.office.id


@pytest.mark.parametrize("kind", [ClaimantKind.FORM_ONLY, None])
def test_who_needs_no_interview_is_asked_for_none(papers: Papers, kind: ClaimantKind | None) -> None:
    who = papers.person(kind=ClaimantKind.FORM_ONLY, days=DAYS)
    number = papers.filed(who)
    if kind is None:
        papers.do(
            lambda db: setattr(db.get_one(Application, papers.row(Application).id), "claimant_id", None)
        )
    assert interview(papers, who, number) == InterviewLink()
