"""An office with two reviewers and a manager, another office, and declarations with answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import (
    Application,
    CertificationDay,
    CertificationDecision,
    Claimant,
    ClaimantBenefit,
    Office,
    Procedure,
)
from hellowork_portal.services.procedures.service import load_procedures
from hellowork_portal.services.reviews import deciding, opening
from hellowork_portal.services.reviews.case import case_view
from hellowork_portal.services.reviews.settings import save_review_settings
from hellowork_portal.services.reviews.views import CaseView
from tests.factories import (
    NOW,
    TODAY,
    Desk,
    make_applicant,
    make_claimant,
    make_office,
    make_staff,
    shipped_catalogue,
    staff_principal,
)
from tests.factories.papers import make_application, make_benefit, version_of

OFFICE, OTHER = "13010", "HW27-001"
NEXT = TODAY + timedelta(days=28)
SEARCHED = [
    {"method": "hello_work", "done_on": "2026-11-10", "institution": "新宿", "content": "職業相談"},
    {"method": "hello_work", "done_on": "2026-11-17", "institution": "新宿", "content": "職業紹介"},
]
PLAIN: dict[str, Any] = {
    "worked": "no",
    "searched": "yes",
    "activities": SEARCHED,
    "ready": "yes",
    "job_kind": "none",
    "truth": True,
}
"""A declaration about which nothing is doubtful: 28 days."""
FLAG = {"rule": "V15", "level": "flag", "field_id": "activities", "row": 0, "variant": "unrecorded",
        "column": "done_on", "values": {"day": "2026-11-10"}}  # fmt: skip


@dataclass(frozen=True)
class Bench(Desk):
    """The database of these tests with who reviews at which office."""

    office_id: int
    manager: Principal
    first: Principal
    second: Principal
    of_other: Principal

    def file(
        self, answers: Mapping[str, Any] = PLAIN, *, mail: str = "hanako@example.jp", **changes: Any
    ) -> str:
        """Somebody new files a declaration; return its 受付番号."""
        return self.do(_file, self.office_id, mail, dict(answers), changes)

    def row(self, *args: Any, **where: Any) -> Any:
        if args:
            return super().row(*args, **where)
        return super().row(Application, **where)

    def state(self, number: str) -> str:
        return self.row(number=number).state

    def revision(self, number: str) -> int:
        return self.row(number=number).revision

    def view(self, number: str, who: Principal | None = None, **named: Any) -> CaseView:
        return self.do(case_view, principal=who or self.first, number=number, now=NOW, **named)

    def open(self, number: str, who: Principal | None = None) -> None:
        seen = self.revision(number)
        given = {"principal": who or self.first, "number": number, "seen": seen, "now": NOW}
        self.do(opening.open_for_review, **given)

    def in_review(self, answers: Mapping[str, Any] = PLAIN, **named: Any) -> str:
        number = self.file(answers, **named)
        self.open(number)
        return number

    def decide(self, number: str, **boxes: Any) -> bool:
        """Decide as the proposal stands in the form, but for the boxes that are named."""
        form = as_proposed(self.view(number)) | boxes
        seen = int(form.pop("seen"))
        given = {"principal": self.first, "number": number, "seen": seen, "form": form, "now": NOW}
        return self.do(deciding.decide, **given)

    def answer(self, number: str, who: Principal, *, is_approved: bool = True, **named: Any) -> bool:
        turn = self.rows(CertificationDecision)[-1].turn
        given = {"turn": turn, "is_approved": is_approved} | named
        return self.do(deciding.answer_decision, principal=who, number=number, now=NOW, **given)

    def need_two(self, **form: Any) -> None:
        given = {"needs_two_persons": True, "sample_percent": "10"} | form
        self.do(save_review_settings, principal=self.manager, office_code=OFFICE, form=given, now=NOW)

    def left(self, number: str) -> int | None:
        """Return the remaining days of a case's claimant."""
        claimant_id = self.row(number=number).claimant_id
        return super().row(ClaimantBenefit, claimant_id=claimant_id).remaining_days

    def days(self, number: str) -> list[date]:
        claimant_id = self.row(number=number).claimant_id
        return [row.on_day for row in self.rows(CertificationDay, claimant_id=claimant_id)]

    def letters(self, mail: str = "application_decided") -> list[dict[str, Any]]:
        return [job for job in self.jobs("mail") if job["mail"] == mail]


def as_proposed(view: CaseView) -> dict[str, Any]:
    """Return the form of a decision as the page draws it for the proposal."""
    one = view.proposal
    names = ("certified_days", "reduced_days", "reduction_yen", "deferred_days", "payable_yen", "next_on")
    form: dict[str, Any] = {name: str(getattr(one, name)) for name in names}
    for part in one.stretches:
        form |= {
            f"first_{part.turn}": part.first,
            f"last_{part.turn}": part.last,
            f"why_{part.turn}": part.why,
        }
    return form | {"outcome": one.outcome, "seen": view.revision}


def _file(
    session: Session, office_id: int, mail: str, answers: dict[str, Any], changes: dict[str, Any]
) -> str:
    office = session.get_one(Office, office_id)
    procedure = session.exec(select(Procedure).where(Procedure.code == "declaration")).one()
    person = make_applicant(session, mail, number=changes.pop("stated", ""))
    has_record, benefit = changes.pop("has_record", True), changes.pop("benefit", {})
    claimant: Claimant | None = None
    if has_record:
        claimant = make_claimant(session, office, person, days=[TODAY, NEXT], name=person.name)
        if benefit is not None:
            make_benefit(session, claimant, **benefit)
    facts = {"claimant_id": id_of(claimant) if claimant else None, "is_unconfirmed_claim": not has_record}
    row = make_application(
        session, office, person, version_of(session, procedure), answers, **facts | changes
    )
    return row.number or ""


@pytest.fixture
def bench(database_url: str) -> Bench:
    def furnish(session: Session) -> dict[str, Any]:
        office, other = make_office(session, OFFICE), make_office(session, OTHER, name="大阪東")
        load_procedures(session, shipped_catalogue(), now=NOW)
        at, away = id_of(office), id_of(other)

        def member(mail: str, role: Role, where: int) -> Principal:
            made = make_staff(session, mail, role, where, name=mail.partition("@")[0])
            return staff_principal(made, Grant(role, where))

        return {
            "office_id": at,
            "manager": member("manager@example.jp", Role.OFFICE_MANAGER, at),
            "first": member("first@example.jp", Role.COUNSELLOR, at),
            "second": member("second@example.jp", Role.COUNSELLOR, at),
            "of_other": member("other@example.jp", Role.OFFICE_MANAGER, away),
        }

    return Bench(database_url, **Desk(database_url).do(furnish))
