"""What staff see of one case: answers beside the earlier ones, interviews with notes, doubts, the working."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.models import Application, ApplicationState, Office, ReservationState
from hellowork_portal.services.reviews.views import AnswerLine, CaseView
from tests.factories import TODAY, at, make_office
from tests.factories.papers import make_application
from tests.factories.talks import make_talk
from tests.services.reviews.conftest import FLAG, PLAIN, SEARCHED, Bench

WORKED: dict[str, Any] = PLAIN | {
    "worked": "yes",
    "marks": {"2026-11-05": "side", "2026-11-06": "side"},
    "incomes": [{"earned_on": "2026-11-06", "amount": 6000, "days": 2}],
}


@pytest.fixture
def number(bench: Bench) -> str:
    """A declaration with an income and a flag, after an earlier one without work."""
    number = bench.file(WORKED, benefit={}, findings=[FLAG])
    earlier(bench, number, "1", 28, PLAIN | {"activities": SEARCHED[:1]})
    return number


def earlier(
    bench: Bench, number: str, tail: str, days: int, answers: dict[str, Any], office: Any = None, **more: Any
) -> None:
    """The same person has declared before."""

    def make(session: Session) -> None:
        row = session.get_one(Application, bench.row(number=number).id)
        at_office = office or session.get_one(Office, row.office_id)
        facts: dict[str, Any] = {
            "applicant_id": row.applicant_id,
            "procedure_id": row.procedure_id,
            "certification_on": TODAY - timedelta(days=days),
            "number": f"20000000000{tail}",
            "state": ApplicationState.CERTIFIED,
        }
        version = type("Version", (), {"id": row.procedure_version_id, "procedure_id": row.procedure_id})
        person = type("Person", (), {"id": row.applicant_id})
        make_application(session, at_office, person, version, answers, **facts | more)  # type: ignore[arg-type]

    bench.do(make)


def lines(view: CaseView) -> dict[str, AnswerLine]:
    return {line.field_id: line for section in view.sections for line in section.lines}


def test_each_answer_stands_beside_the_earlier_one(bench: Bench, number: str) -> None:
    view = bench.view(number)
    assert "11月3日" in view.compared["ja"]
    worked, ready = lines(view)["worked"], lines(view)["ready"]
    assert worked.words != worked.earlier != ""
    assert (worked.is_same, ready.is_same, ready.earlier) == (False, True, ready.words)
    searched = lines(view)["activities"]
    assert ["11月17日" in said for said in (searched.words, searched.earlier)] == [True, False]
    assert lines(view)["incomes"].earlier == ""


def test_earlier_declarations_of_this_office_are_listed_and_one_is_chosen(bench: Bench, number: str) -> None:
    earlier(bench, number, "2", 56, PLAIN | {"ready": "no", "not_ready_reason": "health"})
    earlier(bench, number, "3", 84, PLAIN, state=ApplicationState.WITHDRAWN)
    away = bench.do(make_office, "HW01-001", name="札幌")
    earlier(bench, number, "4", 112, PLAIN, office=away)
    view = bench.view(number)
    assert [one.number[-1] for one in view.earlier] == ["1", "2"]
    assert view.compared == view.earlier[0].certification
    older = bench.view(number, beside=view.earlier[1].number)
    assert older.compared == view.earlier[1].certification
    assert (lines(view)["ready"].is_same, lines(older)["ready"].is_same) == (True, False)


def test_interviews_stand_there_with_their_notes_those_of_other_offices_do_not(
    bench: Bench, number: str
) -> None:
    who = bench.row(number=number).applicant_id
    away = bench.do(make_office, "HW01-001", name="札幌")

    def hold(session: Session) -> None:
        here = session.get_one(Office, bench.office_id)
        note = ("求人票を2件渡した。", bench.first.staff_id)
        make_talk(session, here, who, at(-7), note=note)
        make_talk(session, here, who, at(-3), ReservationState.NO_SHOW)
        make_talk(
            session, here, who, at(0), ReservationState.CONFIRMED, code="interview_certification",
            certification_on=TODAY,
        )  # fmt: skip
        make_talk(session, away, who, at(-5), note=("よその記録", bench.first.staff_id))

    bench.do(hold)
    talks = bench.view(number).talks
    assert [(one.state, one.is_of_day, one.notes) for one in talks] == [
        ("confirmed", True, []),
        ("completed", False, ["求人票を2件渡した。"]),
    ]
    assert talks[1].on_day == "2026-11-24"


def test_the_proposal_comes_with_its_working_and_doubts_with_their_sentence(
    bench: Bench, number: str
) -> None:
    view = bench.view(number)
    working = [line["ja"] for line in view.proposal.working]
    assert any("6000" in line.replace(",", "") for line in working)
    assert any("控除額" in line for line in working)
    assert (view.proposal.reduced_days, view.proposal.reduction_yen > 0) == (2, True)
    [doubt] = view.doubts
    assert (doubt.rule, doubt.level, lines(view)["activities"].doubts) == ("V15", "flag", [doubt])
    assert "11月10日" in doubt.sentence["ja"]
