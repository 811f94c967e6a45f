"""What the office's record says is asked again where a declaration is filed, and where a record is linked."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import fingerprint, seal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    Applicant,
    Application,
    ApplicationEvent,
    ApplicationState,
    AuditEntry,
    CertificationDay,
    Claimant,
    ClaimantKind,
    DayChangeRequest,
)
from hellowork_portal.services.applications import errors
from hellowork_portal.services.applications.starting import Claim
from hellowork_portal.services.certifications import changes, office_changes
from hellowork_portal.services.certifications import errors as days
from hellowork_portal.services.claimants.records import link_claimant, unlink_claimant
from hellowork_portal.services.reviews import errors as reviews
from hellowork_portal.services.reviews.bulk import bulk_list
from hellowork_portal.services.reviews.confirming import confirm_claim
from tests.factories import NOW, TODAY, at, make_applicant, make_claimant, principal_of
from tests.factories.papers import make_benefit
from tests.services.applications.conftest import Papers

_DAY, _CLAIMANT, _APPLICATION = table_of(CertificationDay), table_of(Claimant), table_of(Application)
NUMBER = "13010260000999"
BEFORE = TODAY - timedelta(days=28)
_S = ApplicationState


def run(papers: Papers, statement: Any) -> None:
    papers.do(lambda session: session.connection().execute(statement))


def without_day(papers: Papers) -> None:
    run(papers, delete(_DAY).where(_DAY.c.on_day == TODAY))


CHANGES: list[tuple[Any, type[Exception]]] = [
    (update(_CLAIMANT).values(online_kind=ClaimantKind.NONE), errors.FilesInPerson),
    (update(_CLAIMANT).values(online_until=TODAY - timedelta(days=1)), errors.FilesInPerson),
    (delete(_DAY).where(_DAY.c.on_day == TODAY), errors.DayMoved),
]


@pytest.mark.parametrize(("change", "error"), CHANGES)
def test_a_record_that_changed_since_the_beginning_is_asked_again(
    papers: Papers, hanako: Principal, change: Any, error: type[Exception]
) -> None:
    draft = papers.begin(hanako)
    papers.type(hanako, draft)
    run(papers, change)
    with pytest.raises(error):
        papers.submit(hanako, draft)
    assert papers.application(draft).state == _S.DRAFT


def test_a_return_is_answered_whatever_the_record_says_by_now(papers: Papers, hanako: Principal) -> None:
    from tests.services.applications.test_following import returned

    draft = returned(papers, papers.filed(hanako), "ready")
    run(papers, update(_CLAIMANT).values(online_kind=ClaimantKind.NONE))
    papers.type(hanako, draft, {"truth": "on"})
    assert papers.submit(hanako, draft, at(2))


def claim(papers: Papers, who: Principal, day: date = TODAY, previous: date = BEFORE, now: Any = NOW) -> int:
    given = {"office_code": papers.office.code, "claim": Claim(day.isoformat(), previous.isoformat())}
    return papers.begin(who, now, **given)


def unknown(papers: Papers, mail: str = "taro@example.jp") -> Principal:
    return principal_of(papers.do(make_applicant, mail, number=NUMBER))


def recorded(papers: Papers, *noted: date, **changed: Any) -> int:
    """Return a record of NUMBER that no account is linked to, with these 認定日."""

    def make(session: Any) -> int:
        facts = {"number_sealed": seal(NUMBER), "number_fingerprint": fingerprint(NUMBER)}
        kind, nobody = changed.pop("kind", ClaimantKind.FORM_ONLY), Applicant(id=0)  # type: ignore[call-arg]
        row = make_claimant(session, papers.office, nobody, kind, noted, applicant_id=None, **facts | changed)
        make_benefit(session, row)
        return row.id or 0

    return papers.do(make)


def link(papers: Papers, claimant_id: int, who: Principal) -> None:
    given = {"principal": papers.counsellor, "claimant_id": claimant_id, "is_checked": True, "now": NOW}
    papers.do(link_claimant, applicant_id=who.id, **given)


def filed_unknown(papers: Papers, who: Principal, **claimed: Any) -> Any:
    draft = claim(papers, who, **claimed)
    papers.type(who, draft)
    papers.submit(who, draft)
    return papers.application(draft)


def marks(papers: Papers, draft: int) -> tuple[bool, list[str]]:
    row = papers.application(draft)
    return row.is_unconfirmed_claim, [one["variant"] for one in row.findings if one["rule"] == "V01"]


def test_a_link_confirms_what_the_record_says_too(papers: Papers) -> None:
    who = unknown(papers)
    row = filed_unknown(papers, who)
    claimant_id = recorded(papers, BEFORE, TODAY)
    link(papers, claimant_id, who)
    assert (papers.application(row.id).claimant_id, marks(papers, row.id)) == (claimant_id, (False, []))
    assert papers.application(row.id).revision == row.revision + 1, "older pages are told"


@pytest.mark.parametrize(
    ("noted", "changed", "claimed", "doubt"),
    [
        ((BEFORE, TODAY), {"kind": ClaimantKind.NONE}, {}, "in_person"),
        ((BEFORE, TODAY), {"online_until": BEFORE}, {}, "in_person"),
        ((BEFORE, TODAY + timedelta(days=1)), {}, {}, "other_day"),
        ((BEFORE, TODAY), {}, {"previous": TODAY - timedelta(days=56)}, "other_period"),
    ],
)
def test_a_link_does_not_confirm_what_the_record_says_otherwise(
    papers: Papers, noted: Any, changed: Any, claimed: Any, doubt: str
) -> None:
    who = unknown(papers)
    row = filed_unknown(papers, who, **claimed)
    claimant_id = recorded(papers, *noted, **changed)
    link(papers, claimant_id, who)
    assert marks(papers, row.id) == (True, [doubt])
    assert papers.application(row.id).claimant_id == claimant_id
    listed = {"principal": papers.counsellor, "office_code": papers.office.code, "now": NOW}
    assert papers.do(bulk_list, **listed).lines == []
    given = {"principal": papers.counsellor, "number": row.number, "now": NOW}
    with pytest.raises(reviews.CaseChanged):
        papers.do(confirm_claim, seen=row.revision, **given)
    papers.do(confirm_claim, seen=row.revision + 1, **given)
    assert marks(papers, row.id) == (False, [doubt])
    assert papers.do(bulk_list, **listed).lines == [], "what staff have confirmed is still decided alone"
    assert papers.row(AuditEntry, action="application.claim_confirmed").actor_id == papers.counsellor.id
    assert papers.row(ApplicationEvent, kind="claim_confirmed").is_for_staff
    with pytest.raises(reviews.CaseChanged):
        papers.do(confirm_claim, seen=row.revision + 2, **given)


def test_nothing_is_confirmed_without_a_record_or_by_another_office(papers: Papers) -> None:
    row = filed_unknown(papers, unknown(papers))
    given = {"number": row.number, "seen": row.revision, "now": NOW}
    with pytest.raises(reviews.Unconfirmed):
        papers.do(confirm_claim, principal=papers.counsellor, **given)
    elsewhere = Principal(papers.counsellor.kind, papers.counsellor.id)
    with pytest.raises(reviews.CaseUnknown):
        papers.do(confirm_claim, principal=elsewhere, **given)


def test_a_draft_gets_the_records_period_or_is_not_filed(papers: Papers) -> None:
    who = unknown(papers)
    draft = claim(papers, who, previous=TODAY - timedelta(days=56))
    papers.type(who, draft)
    claimant_id = recorded(papers, BEFORE, TODAY)
    link(papers, claimant_id, who)
    row = papers.application(draft)
    assert (row.period_first, row.is_unconfirmed_claim) == (BEFORE, False)
    run(papers, update(_APPLICATION).values(claimant_id=None, is_unconfirmed_claim=True))
    papers.do(unlink_claimant, principal=papers.counsellor, claimant_id=claimant_id, now=NOW)
    without_day(papers)
    link(papers, claimant_id, who)
    assert marks(papers, draft) == (True, ["other_day"])
    with pytest.raises(errors.DayMoved):
        papers.submit(who, draft)


def test_days_that_were_filed_are_not_filed_again_under_another_day(papers: Papers) -> None:
    who, tomorrow = unknown(papers), TODAY + timedelta(days=1)
    filed = filed_unknown(papers, who)
    draft = claim(papers, who, tomorrow, BEFORE, at(1))
    papers.type(who, draft, now=at(1))
    with pytest.raises(errors.PeriodFiled):
        papers.submit(who, draft, at(1))
    run(papers, update(_APPLICATION).where(_APPLICATION.c.id == filed.id).values(state=_S.WITHDRAWN))
    assert papers.submit(who, draft, at(1))


def test_days_of_an_account_before_are_not_filed_again(papers: Papers, hanako: Principal) -> None:
    filed = papers.filed(hanako)
    claimant_id = papers.row(Application, number=filed).claimant_id
    again = principal_of(papers.do(make_applicant, "hanako.again@example.jp", number=NUMBER))
    run(papers, update(_CLAIMANT).where(_CLAIMANT.c.id == claimant_id).values(applicant_id=again.id))
    draft = papers.begin(again)
    papers.type(again, draft)
    with pytest.raises(errors.PeriodFiled):
        papers.submit(again, draft)


def test_unlinking_takes_open_requests_back_and_nobody_approves_for_another(
    papers: Papers, hanako: Principal
) -> None:
    form = {"from_day": TODAY.isoformat(), "reason": "interview", "note": ""}
    request_id = papers.do(changes.ask_for_change, principal=hanako, form=form, now=at(-1))
    claimant_id = papers.row(DayChangeRequest).claimant_id
    other = papers.do(make_applicant, "other@example.jp").id
    mistaken = update(_CLAIMANT).where(_CLAIMANT.c.id == claimant_id)
    run(papers, mistaken.values(applicant_id=other))
    new = {"new_day": (TODAY + timedelta(days=2)).isoformat(), "answer": ""}
    given = {"principal": papers.counsellor, "request_id": request_id, "form": new, "now": NOW}
    with pytest.raises(days.DayChangeUnlinked):
        papers.do(office_changes.approve_change, **given)
    run(papers, mistaken.values(applicant_id=hanako.id))
    papers.do(unlink_claimant, principal=papers.counsellor, claimant_id=claimant_id, now=NOW)
    assert papers.row(DayChangeRequest).state == "withdrawn"
    entry = papers.row(AuditEntry, action="certification.change_withdrawn")
    assert (entry.actor_id, entry.subject_id) == (papers.counsellor.id, request_id)
    with pytest.raises(days.DayChangeAnswered):
        papers.do(office_changes.approve_change, **given)
