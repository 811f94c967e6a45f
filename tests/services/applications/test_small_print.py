"""What is kept with a declaration, and what the office's record and settings bring to its rules."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.models import Application, ApplicationState, ApplicationSubmission, Claimant
from hellowork_portal.services.applications.rows import closed, opened
from hellowork_portal.services.certifications import dated
from hellowork_portal.services.certifications.facts import earlier_of
from hellowork_portal.services.certifications.service import context_of
from tests.factories import NOW, TODAY
from tests.services.applications.conftest import Papers

SIDE = {
    "marks": {"2026-10-20": "side", "2026-10-21": "side"},
    "incomes": [],
    "direct_applications": [{"employer": "青空商店", "occupation": "事務"}],
}


def context(papers: Papers) -> Any:
    def ask(session: Session) -> Any:
        return context_of(session, session.exec(select(Application)).one(), now=NOW)

    return papers.see(ask)


def test_the_address_it_was_filed_from_is_kept_and_no_more_than_fits(papers: Papers) -> None:
    for mail, said, kept in (
        ("one@example.jp", "203.0.113.9", "203.0.113.9"),
        ("two@example.jp", "x" * 99, "x" * 64),
    ):
        papers.filed(replace(papers.person(mail), address=said))
        assert papers.rows(ApplicationSubmission)[-1].network == kept


def test_the_records_number_goes_before_the_one_that_the_account_states(
    papers: Papers, hanako: Principal
) -> None:
    number = papers.filed(hanako)
    [record] = papers.rows(Claimant)
    said = opened(papers.row(Application, number=number).answers_sealed)["claimant_number"]
    assert said == unseal(record.number_sealed) != "13010260000999"


def test_whether_one_application_is_enough_is_the_settings_word(papers: Papers, hanako: Principal) -> None:
    papers.begin(hanako)
    assert context(papers).is_application_enough is False
    shipped = dict(papers.see(dated.value_on, dated.ACTIVITIES, TODAY))
    value = {name: str(one) for name, one in shipped.items()} | {"one_application": "1"}
    papers.do(dated.set_value, dated.ACTIVITIES, TODAY, value, now=NOW)
    assert context(papers).is_application_enough is True
    papers.do(dated.set_value, dated.ACTIVITIES, TODAY + timedelta(days=1), value, now=NOW)
    assert context(papers).required_activities == 2


def test_a_withdrawn_declaration_says_nothing_of_earlier_work_or_applications(
    papers: Papers, hanako: Principal
) -> None:
    papers.filed(hanako)

    def stand(state: ApplicationState) -> Any:
        def write(session: Session) -> None:
            row = session.exec(select(Application)).one()
            row.answers_sealed, row.state = closed(SIDE), state

        papers.do(write)
        return papers.see(earlier_of, hanako.applicant_id, TODAY + timedelta(days=28))

    filed, withdrawn = stand(ApplicationState.RECEIVED), stand(ApplicationState.WITHDRAWN)
    assert (filed.unpaid_side_days, len(filed.applied)) == (2, 1)
    assert (withdrawn.unpaid_side_days, withdrawn.applied) == (0, ())
