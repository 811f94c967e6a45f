"""The demonstration's declarations: real answers, told like any other, and never made twice."""

from datetime import timedelta

import pytest

from hellowork_portal.demo.seed import demonstration_data
from hellowork_portal.demo.seed_applications import seed_applications
from hellowork_portal.models import Application, ApplicationState
from hellowork_portal.services.applications import writing
from hellowork_portal.services.applications.own import application_view, own_view
from tests.factories import NOW, TODAY
from tests.services.applications.conftest import Papers

RETURNED, DECIDED = "yoshida.yui@example.jp", "yamasaki.kenta@example.jp"


@pytest.mark.parametrize("again_after", [0, 28])
def test_one_is_returned_one_is_decided_and_later_starts_add_nothing(
    papers: Papers, again_after: int
) -> None:
    people = {mail: papers.person(mail) for mail in (RETURNED, DECIDED)}
    data = demonstration_data()
    assert papers.do(seed_applications, data=data, now=NOW) == 2
    assert papers.do(seed_applications, data=data, now=NOW + timedelta(days=again_after)) == 0
    by_state = {row.state: row for row in papers.rows(Application)}
    back, done = by_state[ApplicationState.RETURNED], by_state[ApplicationState.CERTIFIED]
    assert (back.certification_on, done.certification_on) == (TODAY, TODAY - timedelta(days=28))

    def view(mail: str, number: str):
        return papers.see(application_view, principal=people[mail], number=number, now=NOW)

    asked = view(RETURNED, back.number).asked
    assert asked.message
    assert [one.note for one in asked.fields]
    form = {"principal": people[RETURNED], "application_id": back.id, "wrong": {}, "now": NOW}
    assert papers.see(writing.draft_form, **form).fixed
    told = view(DECIDED, done.number)
    assert (told.decision.outcome, told.decision.days) == ("certified", 28)
    assert [line.kind for line in told.history] == ["begun", "submitted", "opened", "decided"]
    assert len(told.answers) >= 4
    assert papers.see(own_view, principal=people[DECIDED], now=NOW).standing == "open"
