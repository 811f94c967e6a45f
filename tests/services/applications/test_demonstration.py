"""The demonstration's declarations: real answers, told like any other, and never made twice."""

from collections import Counter
from datetime import timedelta

import pytest

from hellowork_portal.adapters.argon2_passwords import Argon2Passwords
from hellowork_portal.demo.people import seed_people
from hellowork_portal.demo.seed import demonstration_data
from hellowork_portal.demo.seed_applications import seed_applications
from hellowork_portal.demo.seed_clients import seed_clients
from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.models import Applicant, Application, ApplicationState
from hellowork_portal.services.applications import writing
from hellowork_portal.services.applications.own import application_view, own_view
from hellowork_portal.services.certifications.service import current_case
from hellowork_portal.services.reviews.bulk import bulk_list
from hellowork_portal.services.reviews.inbox import case_list
from hellowork_portal.services.reviews.rules import ALL, WantedCases
from tests.factories import NOW, TODAY, at, make_office, make_staff, staff_principal
from tests.services.applications.conftest import Papers

RETURNED, DECIDED, DRAFTING = (
    "yoshida.yui@example.jp",
    "yamasaki.kenta@example.jp",
    "morita.haruka@example.jp",
)
PASSWORDS = Argon2Passwords()
EACH = {
    "received": 3, "in_review": 1, "returned": 1, "certified": 1, "partly_certified": 1, "not_certified": 1,
}  # fmt: skip


@pytest.mark.parametrize("again_after", [0, 28])
def test_one_is_returned_one_is_decided_and_later_starts_add_nothing(
    papers: Papers, again_after: int
) -> None:
    people = {mail: papers.person(mail) for mail in (RETURNED, DECIDED)}
    data = demonstration_data()
    assert papers.do(seed_applications, data=data, now=NOW) == 3
    assert papers.do(seed_applications, data=data, now=NOW + timedelta(days=again_after)) == 0
    by_state = {row.state: row for row in papers.rows(Application)}
    back, done = by_state[ApplicationState.RETURNED], by_state[ApplicationState.CERTIFIED]
    assert (back.certification_on, done.certification_on) == (TODAY, TODAY - timedelta(days=28))

    def view(mail: str, number: str):
        return papers.see(application_view, principal=people[mail], number=number, now=NOW)

    asked = view(RETURNED, back.number).asked
    assert asked.message
    assert asked.due["ja"] == "2026年12月8日（火）", "a week later, as staff would"
    assert [one.note for one in asked.fields]
    form = {"principal": people[RETURNED], "application_id": back.id, "wrong": {}, "now": NOW}
    assert papers.see(writing.draft_form, **form).fixed
    told = view(DECIDED, done.number)
    assert (told.decision.outcome, told.decision.days) == ("certified", 28)
    assert [line.kind for line in told.history] == ["begun", "submitted", "opened", "decided"]
    assert len(told.answers) >= 4
    assert papers.see(own_view, principal=people[DECIDED], now=NOW).standing == "open"


def test_the_office_finds_one_of_each_and_the_next_day_still_does(papers: Papers) -> None:
    office = papers.do(make_office, "HW13-006")
    papers.do(make_office, "HW13-003")
    member = papers.do(make_staff, "kimura@staff.example.jp", Role.COUNSELLOR, office.id)
    counsellor = staff_principal(member, Grant(Role.COUNSELLOR, office.id))
    data, known = demonstration_data(), []
    for day in (0, 1):
        now = at(day, "10:00")
        known = papers.do(seed_people, data["people"], known, PASSWORDS, now)
        papers.do(seed_clients, data=data, now=now)
        made = papers.do(seed_applications, data=data, now=now)
        assert made == (0 if day else len(data["applications"]))
        there = {"principal": counsellor, "office_code": "HW13-006", "now": now}
        rows = papers.do(case_list, wanted=WantedCases(shown=ALL), **there).rows
        assert Counter(row.state for row in rows) == EACH
        assert {bool(row.flags) for row in rows if row.state == "received"} == {True, False}
        together = papers.do(bulk_list, **there)
        assert (together.count, together.left) == (1, 1), "with an income the 控除額 has to be the year's"
        for mail, standing in ((DECIDED, "open"), (DRAFTING, "begun")):
            assert papers.see(own_view, principal=person(papers, mail), now=now).standing == standing
    case = papers.see(current_case, applicant_id=person(papers, DECIDED).id, now=at(1, "10:00"))
    assert case is not None
    assert case.period.days == 29, "from the last 認定日, not from yesterday's start"


def person(papers: Papers, mail: str) -> Principal:
    return Principal(PrincipalKind.APPLICANT, papers.row(Applicant, mail_address=mail).id)


def test_a_person_reads_why_and_how_to_object(papers: Papers) -> None:
    kenta = papers.person(DECIDED)
    papers.do(seed_applications, data=demonstration_data(), now=NOW)
    partly = papers.row(Application, state=ApplicationState.PARTLY_CERTIFIED)
    told = papers.see(application_view, principal=kenta, number=partly.number, now=NOW).decision
    assert (told.is_negative, told.days, len(told.reasons)) == (True, 27, 1)
    assert told.reason
