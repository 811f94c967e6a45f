"""Staff set one person's online right, days and marks; what another has changed since is not overwritten."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.i18n import catalogue
from hellowork_portal.models import AuditEntry, Claimant, ClaimantBenefit, ClaimantKind
from hellowork_portal.services.applications.cases import case_by_record
from hellowork_portal.services.applications.errors import FilesInPerson
from hellowork_portal.services.certifications.facts import facts_of
from hellowork_portal.services.claimants import errors
from hellowork_portal.services.claimants.eligibility import save_eligibility
from hellowork_portal.services.claimants.records import claimant_view
from hellowork_portal.services.claimants.views import EligibilityView
from tests.factories import NOW, TODAY, make_applicant
from tests.services.claimants.conftest import HANAKO, NUMBER, Counter

NEXT = date(2026, 12, 8)


@pytest.fixture
def hanako(counter: Counter) -> int:
    counter.bring(HANAKO)
    return counter.claimants()[0].id


def shown(counter: Counter, claimant_id: int, who: Any = None) -> EligibilityView:
    given = {"principal": who or counter.counsellor, "claimant_id": claimant_id, "now": NOW}
    return counter.do(claimant_view, **given).eligibility


def save(counter: Counter, claimant_id: int, who: Any = None, seen: str = "", **changes: Any) -> bool:
    """Send the boxes as they stand, with some changed."""
    boxes = shown(counter, claimant_id)
    given = {"principal": who or counter.counsellor, "claimant_id": claimant_id, "now": NOW}
    form = {**boxes.__dict__, **changes}
    return counter.do(save_eligibility, seen=seen or boxes.revision, form=form, **given)


def test_what_is_typed_is_kept_and_told_with_before_and_after(counter: Counter, hanako: int) -> None:
    typed: dict[str, Any] = {
        "online_kind": "b", "online_until": "2027-03-31", "sought_on": "2026-11-04", "day_type": "1型－火",
        "waiting_ends_on": "令和8年11月12日", "restricted_from": "2026-11-13",
        "restricted_until": "2026-12-12", "benefit_ends_on": "2027-10-31", "training_from": "2027-01-05",
        "has_difficulty": True,
    }  # fmt: skip
    assert save(counter, hanako, **typed) is True
    row, benefit = counter.row(Claimant), counter.row(ClaimantBenefit)
    assert (row.online_kind, row.online_from, row.online_until) == ("b", date(2026, 11, 1), date(2027, 3, 31))
    assert (benefit.waiting_ends_on, benefit.restricted_until) == (date(2026, 11, 12), date(2026, 12, 12))
    assert (benefit.day_type, benefit.weekday, benefit.has_difficulty, benefit.revision) == (1, 1, True, 1)
    assert counter.see(facts_of, hanako).training_from == date(2027, 1, 5)
    after = shown(counter, hanako)
    boxes: dict[str, Any] = typed | {"online_from": "2026-11-01", "waiting_ends_on": "2026-11-12"}
    assert replace(after, revision="") == EligibilityView(**boxes)
    entry = counter.row(AuditEntry, action="claimant.eligibility_changed")
    assert (entry.subject_id, entry.actor_id) == (hanako, counter.counsellor.staff_id)
    history = counter.do(claimant_view, principal=counter.manager, claimant_id=hanako, now=NOW).history
    told = {one.label["ja"]: (one.was.get("ja", ""), one.value["ja"]) for one in history[0].told}
    assert told["オンライン区分"][0] != told["オンライン区分"][1]
    assert len(told) == len(typed) + 1, "the 型 is two columns"
    assert save(counter, hanako) is False
    assert len(counter.rows(AuditEntry, action="claimant.eligibility_changed")) == 1


def test_an_empty_box_takes_back_what_a_file_cannot(counter: Counter, hanako: int) -> None:
    save(counter, hanako, training_from="2026-11-09", training_until="2026-12-25", has_difficulty=True)
    save(counter, hanako, training_until="", has_difficulty=False, online_from="")
    benefit = counter.row(ClaimantBenefit)
    assert (benefit.training_from, benefit.training_until) == (date(2026, 11, 9), None)
    assert (benefit.has_difficulty, counter.row(Claimant).online_from) == (False, None)


def test_who_may_not_file_any_more_is_refused_at_once(counter: Counter, hanako: int) -> None:
    def link(session: Session) -> int:
        person = make_applicant(session, "hanako@example.jp")
        session.get_one(Claimant, hanako).applicant_id = person.id
        return person.id or 0

    person = counter.do(link)
    assert counter.see(case_by_record, person, hanako, NEXT).kind is ClaimantKind.INTERVIEW_AND_FORM
    day_before = (NEXT - timedelta(days=1)).isoformat()
    for changes in ({"online_kind": "none"}, {"online_kind": "b", "online_until": day_before}):
        save(counter, hanako, **changes)
        with pytest.raises(FilesInPerson):
            counter.see(case_by_record, person, hanako, NEXT)
    save(counter, hanako, online_kind="b", online_until=NEXT.isoformat())
    assert counter.see(case_by_record, person, hanako, NEXT).is_within


def test_only_the_records_own_office_may(counter: Counter, hanako: int) -> None:
    with pytest.raises(errors.ClaimantUnknown):
        save(counter, hanako, counter.of_other, online_kind="none")
    assert counter.rows(AuditEntry, action="claimant.eligibility_changed") == []
    assert counter.row(Claimant).online_kind == "a"


@pytest.mark.parametrize("by_file", [True, False])
def test_what_was_changed_since_is_not_overwritten(counter: Counter, hanako: int, by_file: bool) -> None:
    old = shown(counter, hanako).revision
    if by_file:
        counter.take(counter.keep(f"支給番号,氏名,待期満了日\n{NUMBER},職安 花子,2026-11-10"))
    else:
        save(counter, hanako, online_kind="b")
    assert save(counter, hanako, seen=old) is False, "what is there already, as by a second click"
    with pytest.raises(errors.ClaimantChanged):
        save(counter, hanako, seen=old, online_kind="none")
    assert counter.row(Claimant).online_kind != "none"


def test_a_file_of_amounts_leaves_what_staff_have_set(counter: Counter, hanako: int) -> None:
    save(counter, hanako, online_kind="b", has_difficulty=True)
    counter.take(counter.keep(f"支給番号,氏名,残日数\n{NUMBER},職安 花子,62"))
    benefit = counter.row(ClaimantBenefit)
    assert (counter.row(Claimant).online_kind, benefit.has_difficulty, benefit.remaining_days) == (
        "b",
        True,
        62,
    )


@pytest.mark.parametrize(
    ("box", "typed", "code"),
    [
        ("online_kind", "c", "kind"),
        ("online_kind", "", "kind"),
        ("online_until", "2026-10-31", "order"),
        ("waiting_ends_on", TODAY.isoformat()[:7], "day"),
        ("training_from", "あ" * 10_000, "day"),
        ("day_type", "5型－月", "day_type"),
        ("day_type", "😀", "day_type"),
    ],
)
def test_what_cannot_be_is_said_at_its_box(
    counter: Counter, hanako: int, box: str, typed: str, code: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        save(counter, hanako, **{box: typed})
    assert {name: error.code for name, error in wrong.value.fields.items()} == {
        box: f"staff_claimant_box_{code}"
    }
    for language in ("ja", "en"):
        assert f"error.staff_claimant_box_{code}" in catalogue(language)
