"""Filed again: what is returned has its day, what is replaced says so, and each filing is stated anew."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import of_day, of_moment
from hellowork_portal.models import Application, ApplicationSubmission
from hellowork_portal.services.applications import rows, writing
from hellowork_portal.services.applications.own import application_view, own_view
from hellowork_portal.services.applications.views import ApplicationView, OwnView
from hellowork_portal.services.applications.withdrawal import withdraw_application
from hellowork_portal.services.reviews import opening
from hellowork_portal.services.today.service import next_certification
from tests.factories import NOW, TODAY, at
from tests.services.applications.conftest import PERIOD_DAYS, Papers

DUE = TODAY + timedelta(days=3)
CHANGED = {"ready": "no", "not_ready_reason": "health"}
DAYS = tuple(TODAY + timedelta(days=PERIOD_DAYS * turn) for turn in (-1, 0, 1))


def send_back(papers: Papers, number: str, message: str = "確かめてください。", **about: object) -> int:
    """Open a case and return it to its person."""
    draft = papers.row(Application, number=number)
    acting = {"principal": papers.counsellor, "number": number, "now": at(0, "11:00")}
    papers.do(opening.open_for_review, seen=draft.revision, **acting)
    asked = {"fields": {"ready": "ここ"}, "message": message, "due_on": DUE} | about
    papers.do(opening.return_case, seen=papers.application(draft.id).revision, **asked, **acting)
    return draft.id


def page(papers: Papers, who: Principal, number: str) -> ApplicationView:
    return papers.see(application_view, principal=who, number=number, now=NOW)


def test_a_returned_one_says_by_when_wherever_it_is_told(papers: Papers) -> None:
    who = papers.person(days=DAYS)
    draft = send_back(papers, papers.filed(who))

    def own(now=NOW) -> OwnView:
        found = papers.see(next_certification, principal=who, now=now)
        assert found is not None
        return found.declaration

    head = papers.see(writing.draft_head, principal=who, application_id=draft, now=NOW)
    assert own().correct_by == head.asked.due == of_day(DUE)
    assert [line.due_on for line in own(at(1)).others] == [of_day(DUE)], "beyond its 認定日, too"
    listed = papers.see(own_view, principal=who, now=NOW)
    assert [line.due_on for line in listed.lines] == [of_day(DUE)]
    papers.type(who, draft, CHANGED | {"truth": "on"})
    papers.submit(who, draft, at(1))
    assert own().correct_by == {}, "once it is answered nothing is due"


def test_a_return_without_a_day_has_none(papers: Papers, hanako: Principal) -> None:
    send_back(papers, papers.filed(hanako), due_on=None)
    assert papers.see(own_view, principal=hanako, now=NOW).correct_by == {}


@pytest.mark.parametrize(("message", "is_japanese"), [("確かめてください。", True), ("Please check.", False)])
def test_what_staff_wrote_is_known_as_japanese_and_as_theirs(
    papers: Papers, hanako: Principal, message: str, is_japanese: bool
) -> None:
    number = papers.filed(hanako)
    send_back(papers, number, message, fields={"ready": ""})
    view = page(papers, hanako, number)
    assert view.asked.is_japanese is is_japanese
    assert [one.is_office_japanese for one in view.history if one.message] == [is_japanese]


def test_a_persons_own_reason_is_not_the_offices(papers: Papers, hanako: Principal) -> None:
    number = papers.filed(hanako)
    papers.do(withdraw_application, principal=hanako, number=number, reason="間違えた", now=NOW)
    assert [one.is_office_japanese for one in page(papers, hanako, number).history] == [False] * 3


def test_a_replacement_knows_whose_place_it_takes_and_when_both_came(
    papers: Papers, hanako: Principal
) -> None:
    number = papers.filed(hanako)
    assert (page(papers, hanako, number).filed_as, page(papers, hanako, number).stated) == (
        "submitted", of_moment(NOW),
    )  # fmt: skip
    draft, later = papers.row(Application).id, at(0, "15:30")
    papers.type(hanako, draft, CHANGED | {"truth": "on"})
    head = papers.see(writing.draft_head, principal=hanako, application_id=draft, now=later)
    assert (head.way, head.number_shown.replace("-", "")) == ("replacing", number)
    papers.submit(hanako, draft, later)
    view = page(papers, hanako, number)
    assert (view.filed_as, view.submitted, view.stated) == ("replaced", of_moment(NOW), of_moment(later))
    assert [job["turn"] for job in papers.jobs("mail")] == [1, 2]


def test_a_correction_shows_both_times(papers: Papers, hanako: Principal) -> None:
    number = papers.filed(hanako)
    draft = send_back(papers, number)
    papers.type(hanako, draft, CHANGED | {"truth": "on"})
    papers.submit(hanako, draft, at(2))
    view = page(papers, hanako, number)
    assert (view.filed_as, view.submitted, view.stated) == ("corrected", of_moment(NOW), of_moment(at(2)))


@pytest.mark.parametrize("is_returned", [False, True])
def test_the_truth_is_stated_anew_with_each_filing(
    papers: Papers, hanako: Principal, is_returned: bool
) -> None:
    number = papers.filed(hanako)
    draft = send_back(papers, number) if is_returned else papers.row(Application).id
    form = {"principal": hanako, "application_id": draft, "wrong": {}, "now": NOW}
    assert "truth" not in papers.see(writing.draft_form, **form).boxes, (
        "what was ticked then is not ticked now"
    )
    papers.type(hanako, draft, CHANGED)
    with pytest.raises(Invalid) as wrong:
        papers.submit(hanako, draft, at(0, "12:00"))
    assert set(wrong.value.fields) == {"truth"}
    assert len(papers.rows(ApplicationSubmission)) == 1
    papers.type(hanako, draft, {"truth": "on"})
    papers.submit(hanako, draft, at(0, "12:00"))
    hashes = {one.statement_hash for one in papers.rows(ApplicationSubmission)}
    assert (len(papers.rows(ApplicationSubmission)), len(hashes)) == (2, 1)
    assert rows.opened(papers.application(draft).answers_sealed)["truth"] is True


def test_what_was_stated_and_not_filed_before_a_return_is_not_stated_after_it(
    papers: Papers, hanako: Principal
) -> None:
    number = papers.filed(hanako)
    draft = papers.row(Application).id
    papers.type(hanako, draft, CHANGED | {"truth": "on"})
    send_back(papers, number)
    form = {"principal": hanako, "application_id": draft, "wrong": {}, "now": NOW}
    shown = papers.see(writing.draft_form, **form).boxes
    assert (shown["ready"], shown.get("truth", "")) == ("no", ""), "what was typed stays, the tick does not"


def test_a_return_is_answered_as_it_is_but_not_unstated(papers: Papers, hanako: Principal) -> None:
    draft = send_back(papers, papers.filed(hanako))
    with pytest.raises(Invalid):
        papers.submit(hanako, draft, at(1))
    papers.type(hanako, draft, {"truth": "on"})
    papers.submit(hanako, draft, at(1))
    assert rows.opened(papers.application(draft).answers_sealed)["ready"] == "yes"
