"""The office's box on the declaration after a decision, the date in the Japanese year, and the addressee."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import Application, ApplicationSubmission, Office
from hellowork_portal.services.applications.rows import closed
from hellowork_portal.services.papers import notice, service
from tests.factories import NOW, make_applicant, make_claimant
from tests.factories.papers import make_benefit
from tests.factories.places import kept
from tests.services.papers.ground import declared
from tests.services.papers.test_papers import Scene, decide, own, printed, scene, text

__all__ = ["scene"]


def box(scene: Scene) -> dict[str, str]:
    return dict(own(scene).words["staff"]["rows"])


def with_record(scene: Scene) -> None:
    def link(session: Session) -> None:
        row = session.get_one(Application, scene.id)
        office = session.get_one(Office, row.office_id)
        claimant = make_claimant(session, office, make_applicant(session, "record@example.jp"))
        make_benefit(session, claimant, waiting_ends_on=date(2026, 11, 9))
        row.claimant_id = id_of(claimant)

    scene.do(link)


def test_what_record_answers_and_decision_know_stands_in_the_box(scene: Scene) -> None:
    with_record(scene)
    assert set(box(scene).values()) == {""}
    decide(scene)
    known = box(scene)
    assert known["支給番号"] == "13010-26-000001-7"
    assert known["待期満了日"] == "2026年11月9日（月）"
    assert known["支給期間（初日から末日まで）"] == "2026年11月3日（火）から2026年11月30日（月）まで"
    assert known["内職（日数、収入額）"] == "2日、収入額 6,000円"
    assert known["次回認定日と時間"] == "2026年12月29日（火） 0:00〜17:15"
    assert "28日間" in known["認定対象期間"]
    assert (known["未支給区分"], known["基本手当支給日数"]) == ("", "27")


def test_the_days_paid_for_begin_and_end_with_days_that_were_certified(scene: Scene) -> None:
    first = [(date(2026, 11, 3) + timedelta(days=turn)).isoformat() for turn in range(3)]
    refused = {"worked": first, "job": ["2026-11-30"]}
    decide(scene, decided_sealed=closed({"outcome": "partly_certified", "not_certified": refused}))
    stretch = "2026年11月6日（金）から2026年11月29日（日）まで"
    assert box(scene)["支給期間（初日から末日まで）"] == stretch


def test_nothing_is_paid_for_where_nothing_was_certified(scene: Scene) -> None:
    decide(scene, "not_certified", certified_days=0)
    assert box(scene)["支給期間（初日から末日まで）"] == ""


def test_who_decided_stands_on_the_offices_copy_alone(scene: Scene) -> None:
    decide(scene)
    paper: Any = scene.do(service.office_paper, principal=scene.people["here"], number=scene.number, now=NOW)
    assert dict(paper.words["staff"]["rows"])["取扱者"] != ""
    assert box(scene)["取扱者"] == ""


@pytest.mark.parametrize(
    ("language", "signed"),
    [("ja", "令和8年11月30日"), ("ja-easy", "令和 8年 11月 30日"), ("en", "30 November Reiwa 8")],
)
def test_it_is_dated_by_the_submission_in_the_japanese_year(scene: Scene, language: str, signed: str) -> None:
    submitted = {
        "application_id": scene.id, "turn": 1, "answers_sealed": closed(declared()), "statement_hash": "x",
        "language": "ja", "submitted_at": NOW - timedelta(days=1),
    }  # fmt: skip
    scene.do(lambda session: kept(session, ApplicationSubmission, **submitted))
    assert own(scene, language=language).words["signed_on"] == signed


def test_it_is_addressed_to_the_head_of_the_office_by_its_formal_name(scene: Scene) -> None:
    decide(scene)
    assert "公共職業安定所長殿" in text(printed(own(scene)))

    def name(session: Session) -> None:
        office = session.get_one(Office, session.get_one(Application, scene.id).office_id)
        office.formal_name = "飯田橋公共職業安定所"

    scene.do(name)
    assert own(scene).words["addressee"] == "飯田橋公共職業安定所長　殿"
    assert "飯田橋公共職業安定所長殿" in text(printed(own(scene)))
    assert own(scene, notice.own_notice).words["from"] == "飯田橋公共職業安定所長"
