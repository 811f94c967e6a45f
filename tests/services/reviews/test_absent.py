"""「申告がなかった人」 in the list of cases: the office's own people, the most urgent first, recorded."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import AuditEntry, CertificationDecision, ClaimantKind, Office
from hellowork_portal.services.claimants.settling import settle_day
from hellowork_portal.services.reviews.inbox import case_list
from hellowork_portal.services.reviews.rules import ABSENT, WantedCases, wanted_cases
from hellowork_portal.services.reviews.views import CasePage
from tests.factories import TODAY, at, make_applicant, make_claimant
from tests.services.reviews.conftest import NEXT, OFFICE, OTHER, Bench

WANTED = wanted_cases({"show": ABSENT})


def someone(bench: Bench, mail: str, name: str, code: str = OFFICE, **days: Any) -> None:
    def make(session: Session) -> None:
        office = session.get_one(Office, bench.row(Office, code=code).id)
        person = make_applicant(session, mail, name=name)
        facts = {"kind": ClaimantKind.FORM_ONLY, "days": [TODAY, NEXT]} | days
        make_claimant(session, office, person, **facts)

    bench.do(make)


def listed(
    bench: Bench, now: datetime, wanted: WantedCases = WANTED, who: Principal | None = None
) -> CasePage:
    return bench.do(case_list, principal=who or bench.first, office_code=OFFICE, wanted=wanted, now=now)


def test_the_office_sees_its_own_people_with_the_last_day_and_how_it_stands(bench: Bench) -> None:
    someone(bench, "later@example.jp", "後 花子")
    someone(bench, "sooner@example.jp", "先 太郎", days=[TODAY, TODAY + (NEXT - TODAY) / 2])
    someone(bench, "away@example.jp", "大阪 花子", OTHER)
    bench.file(mail="filed@example.jp")
    assert listed(bench, at(0, "23:59")).absences == []
    page = listed(bench, at(1))
    assert [one.name for one in page.absences] == ["先 太郎", "後 花子"]
    for one, day in zip(page.absences, ("12月14日", "12月28日"), strict=True):
        assert day in one.last["ja"]
    assert (page.absent, page.rows, page.has_more, page.received) == (2, [], False, 1)
    later = listed(bench, at(14))
    assert [(one.name, one.is_past) for one in later.absences] == [("後 花子", False), ("先 太郎", True)]
    assert bench.rows(CertificationDecision) == []


def test_the_tab_counts_who_is_still_to_come_on_every_list(bench: Bench) -> None:
    someone(bench, "one@example.jp", "花子", days=[TODAY, NEXT])
    page = listed(bench, at(1), WantedCases())
    assert (page.absent, page.absences) == (1, [])
    past = listed(bench, at(28))
    assert [one.is_past for one in past.absences] == [True]
    assert past.absent == 0


def test_what_the_office_has_settled_stands_apart_at_the_end(bench: Bench) -> None:
    for mail, name in (("first@example.jp", "先 太郎"), ("second@example.jp", "後 花子")):
        someone(bench, mail, name)
    first, second = listed(bench, at(1)).absences
    form = {"settled_day": first.iso, "settled_how": "visited"}
    about = {"principal": bench.first, "claimant_id": first.claimant_id, "now": at(1)}
    bench.do(settle_day, form=form, **about)
    page = listed(bench, at(1))
    assert (page.absences, page.absent) == ([second], 1)
    [settled] = page.settled
    assert (settled.name, settled.settled_how, bool(settled.settled_by)) == (first.name, "visited", True)


def test_a_day_narrows_it_and_reading_is_recorded_without_names(bench: Bench) -> None:
    someone(bench, "one@example.jp", "花子")
    narrowed = {"show": ABSENT, "day": NEXT.isoformat()}
    assert listed(bench, at(1), wanted_cases(narrowed)).absences == []
    assert len(listed(bench, at(1), wanted_cases(narrowed | {"day": TODAY.isoformat()})).absences) == 1
    entry = bench.rows(AuditEntry, action="application.searched")[-1]
    assert (entry.details["shown"], "absent" in entry.details["by"]) == (1, True)
    with pytest.raises(NotAllowed):
        listed(bench, at(1), who=bench.of_other)
