"""Home, offices and questions: what the address asks is shown, and nobody's own part to anybody else."""

from typing import Any

import pytest

from hellowork_portal.kit import clock, routes
from hellowork_portal.models import Applicant, ClaimantKind, Office
from hellowork_portal.services.reservations.errors import ReservationNotFound, SlotFull
from hellowork_portal.ui.citizen.faq.finding import questions
from hellowork_portal.ui.citizen.faq.state import FaqState
from hellowork_portal.ui.citizen.home.state import HomeState
from hellowork_portal.ui.citizen.office.state import OfficeState
from hellowork_portal.ui.citizen.offices.state import OfficesState
from tests.factories import (
    NOW,
    TODAY,
    Desk,
    make_applicant,
    make_claimant,
    make_offering,
    make_office,
    make_procedure,
)
from tests.ui.hands import address_of, events_of, go, opened


@pytest.fixture(autouse=True)
def _at_the_tests_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


@pytest.fixture
def office(desk: Desk) -> Office:
    def make(session: Any) -> Office:
        office = make_office(session, "13010", name="ハローワーク新宿")
        make_offering(session, office, make_procedure(session))
        return office

    return desk.do(make)


def claimant(desk: Desk, office: Office) -> Applicant:
    def make(session: Any) -> Applicant:
        person = make_applicant(session, "claimant@example.jp")
        make_claimant(session, office, person, ClaimantKind.INTERVIEW_AND_FORM, [TODAY])
        return person

    return desk.do(make)


def shown(page: Any, address: str, person: Applicant | None = None) -> Any:
    state = opened(page, address, person)
    events_of(state.open())
    return state


# home


def test_a_stranger_gets_nothing_personal(desk: Desk, office: Office) -> None:
    state = shown(HomeState, "/")
    assert (state.is_loaded, state.interview.number, state.certification.way) == (False, "", "")


def test_a_claimant_gets_the_day_and_where_to_book_it(desk: Desk, office: Office) -> None:
    person = claimant(desk, office)
    state = shown(HomeState, "/", person)
    assert (state.is_loaded, state.certification.way) == (True, "interview")
    assert state.booking_href == f"/procedures?purpose=certification&office={office.id}"
    offering = desk.do(_certifying, office)
    state = shown(HomeState, "/", person)
    assert state.booking_href == f"/calendar?offering={offering}&day={TODAY.isoformat()}"


def _certifying(session: Any, office: Office) -> int:
    procedure = make_procedure(session, "interview_certification", purpose="certification")
    return make_offering(session, office, procedure).id or 0


# offices


def test_an_office_is_shown_by_its_code(desk: Desk, office: Office) -> None:
    state = shown(OfficeState, routes.office("13010"))
    assert (state.is_missing, state.office.code) == (False, "13010")
    assert state.office.offered[0].href.startswith("/calendar?offering=")
    assert state.office.others_href == "/offices?prefecture=13"


@pytest.mark.parametrize("code", ["", "99999", "x" * 5000, "13010'--"])
def test_an_unknown_code_empties_the_page(desk: Desk, office: Office, code: str) -> None:
    state = shown(OfficeState, routes.office("13010"))
    go(state, f"/office?code={code}")
    events_of(state.open())
    assert (state.is_missing, state.office.code, state.office.offered) == (True, "", [])
    assert state.way.href == routes.OFFICES


def test_offices_are_listed_by_words_or_prefecture(desk: Desk, office: Office) -> None:
    assert [line.href for line in shown(OfficesState, "/offices?q=しんじゅく").lines] == [
        "/office?code=13010"
    ]
    assert shown(OfficesState, "/offices?prefecture=13").total == 1
    nothing = shown(OfficesState, "/offices?prefecture=99")
    assert (nothing.was_asked, nothing.lines) == (False, [])


def test_ones_own_office_is_offered_to_its_person_alone(desk: Desk, office: Office) -> None:
    assert shown(OfficesState, "/offices", claimant(desk, office)).own.href == "/office?code=13010"
    assert shown(OfficesState, "/offices").own.href == ""


def test_a_search_goes_into_the_address(desk: Desk) -> None:
    typed = {"q": "  東京　新宿 \ud800 "}
    assert address_of(events_of(opened(OfficesState, "/offices").submit(typed))).startswith(
        "/offices?q=%E6%9D%B1"
    )
    assert address_of(events_of(opened(FaqState, "/faq").submit({}))) == "/faq#questions"


# questions


def test_questions_follow_the_address(desk: Desk) -> None:
    state = shown(FaqState, "/faq?q=マイナンバー")
    assert "privacy.my_number" in state.found
    assert "privacy" in state.groups
    go(state, "/faq")
    events_of(state.open())
    assert (state.query, state.found, state.groups) == ("", [], [])


def test_a_very_long_question_is_cut(desk: Desk) -> None:
    state = shown(FaqState, f"/faq?q={'あ' * 5000}")
    assert len(state.query) == 100
    assert state.found == []
    assert len(questions()) >= 25


# errors


def test_an_error_brings_its_way_and_the_next_try_takes_both_away(desk: Desk) -> None:
    state = opened(OfficeState, "/office")
    state._show_error(ReservationNotFound())
    assert state.error["ja"]
    assert (state.way.href, bool(state.way.label["en"])) == ("/lookup?all=1", True)
    state._show_error(SlotFull())
    assert state.way.href == ""
    go(state, "/office?code=nowhere")
    events_of(state.open())
    assert state.way.href == routes.OFFICES
