"""An office, the declaration as it is shipped, and people whose 認定日 is today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.models import Application, ClaimantKind, Office, Procedure, StaffMember
from hellowork_portal.services.applications import drafts, starting, submission, writing
from hellowork_portal.services.procedures.service import load_procedures
from tests.factories import (
    NOW,
    TODAY,
    Desk,
    make_applicant,
    make_claimant,
    make_office,
    make_staff,
    principal_of,
    shipped_catalogue,
    staff_principal,
)

CODE, PERIOD_DAYS = "declaration", 28
SEARCHED = {
    "activities-rows": "0,1",
    **{
        f"activities.{row}.{column}": value
        for row, day in (("0", 5), ("1", 9))
        for column, value in {
            "method": "hello_work",
            "done_on": (TODAY - timedelta(days=day)).isoformat(),
            "institution": "ハローワーク新宿",
            "content": "職業相談",
        }.items()
    },
}
TYPED = {"worked": "no", "searched": "yes", **SEARCHED, "ready": "yes", "job_kind": "none", "truth": "on"}
"""A whole declaration of somebody who has not worked, as the boxes are typed."""


@dataclass(frozen=True)
class Papers(Desk):
    """A database with an office and the declaration, and short ways to act in it."""

    office: Office
    counsellor: Principal

    def person(
        self,
        mail: str = "hanako@example.jp",
        kind: ClaimantKind | None = ClaimantKind.FORM_ONLY,
        **changes: Any,
    ) -> Principal:
        """Somebody whose 認定日 is today, four weeks after the one before; without a kind nobody's record."""
        person = self.do(make_applicant, mail, number="13010260000999")
        if kind is not None:
            days = changes.pop("days", (TODAY - timedelta(days=PERIOD_DAYS), TODAY))
            self.do(make_claimant, self.office, person, kind, days, **changes)
        return principal_of(person)

    def begin(self, who: Principal, now: datetime = NOW, **args: Any) -> int:
        """「同意して進む」."""
        return self.do(starting.begin, principal=who, code=CODE, now=now, **args)

    def type(self, who: Principal, draft: int, typed: Mapping[str, Any] = TYPED, now: datetime = NOW) -> str:
        """Type into boxes."""
        return self.do(drafts.keep, principal=who, application_id=draft, typed=typed, now=now)

    def shown(self, who: Principal, draft: int, now: datetime = NOW) -> str:
        """The mark of what the check page shows; empty where it shows nothing."""
        try:
            page = self.see(writing.check_page, principal=who, application_id=draft, now=now)
        except PortalError:
            return ""
        return page.confirmed

    def submit(self, who: Principal, draft: int, now: datetime = NOW, accepted: Any = ()) -> str:
        """「申込む」 below what the check page shows."""
        about = {"application_id": draft, "accepted": accepted, "now": now}
        return self.do(submission.submit, principal=who, confirmed=self.shown(who, draft, now), **about)

    def filed(self, who: Principal, now: datetime = NOW) -> str:
        """The whole way to a number."""
        draft = self.begin(who, now)
        self.type(who, draft, now=now)
        return self.submit(who, draft, now)

    def application(self, draft: int) -> Any:
        """The row of an application."""
        return self.row(Application, id=draft)


def _furnish(session: Session) -> tuple[Office, StaffMember]:
    office = make_office(session)
    load_procedures(session, shipped_catalogue(), now=NOW - timedelta(days=100))
    return office, make_staff(session, "staff@staff.example.jp", Role.COUNSELLOR, office.id)


@pytest.fixture
def papers(database_url: str) -> Papers:
    """An office that takes declarations."""
    office, member = Desk(database_url).do(_furnish)
    return Papers(database_url, office, staff_principal(member, Grant(Role.COUNSELLOR, office.id)))


@pytest.fixture
def hanako(papers: Papers) -> Principal:
    """A claimant of kind b whose 認定日 is today."""
    return papers.person()


@pytest.fixture
def procedure_id(papers: Papers) -> int:
    """The id of the declaration."""
    return papers.row(Procedure, code=CODE).id
