"""Somebody with a draft, an office with staff, and a way to attach."""

from dataclasses import dataclass
from typing import Any

import pytest

from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.models import Application
from hellowork_portal.services.attachments import service
from hellowork_portal.services.attachments.rules import OwnerKind
from hellowork_portal.services.attachments.service import StoredFile
from tests.factories import (
    NOW,
    Desk,
    make_applicant,
    make_office,
    make_procedure,
    make_staff,
    principal_of,
    staff_principal,
)
from tests.factories.papers import make_application, version_of


@dataclass(frozen=True)
class Case(Desk):
    """A person's application, and who has to do with it."""

    id: int
    owner: Principal
    stranger: Principal
    counsellor: Principal
    elsewhere: Principal

    def attach(self, digest: str = "d1", who: Principal | None = None, **changes: Any) -> bool:
        """Attach a file that lies under a key made of `digest`."""
        facts: dict[str, Any] = {"key": digest.ljust(40, "0"), "digest": digest}
        facts |= {"name": "受験票.HEIC", "media_type": "image/jpeg", "size": 2_200_000, "page_count": 0}
        file = StoredFile(**facts | changes)
        return self.do(
            service.attach,
            principal=who or self.owner,
            kind=OwnerKind.APPLICATION,
            case_id=self.id,
            file=file,
            now=NOW,
        )

    def change(self, **values: Any) -> None:
        """Let the application be something else."""

        def act(session: Any) -> None:
            row = session.get(Application, self.id)
            for name, value in values.items():
                setattr(row, name, value)
            session.add(row)

        self.do(act)


@pytest.fixture
def case(database_url: str) -> Case:
    desk = Desk(database_url)

    def made(session: Any) -> dict[str, Any]:
        office, other = make_office(session), make_office(session, "HW27-001", name="大阪東")
        version = version_of(session, make_procedure(session, "declaration", "certification"))
        person, stranger = make_applicant(session), make_applicant(session, "taro@example.jp")
        here = make_staff(session, "here@example.jp", Role.COUNSELLOR, office.id)
        away = make_staff(session, "away@example.jp", Role.COUNSELLOR, other.id)
        return {
            "id": make_application(session, office, person, version).id,
            "owner": principal_of(person),
            "stranger": principal_of(stranger),
            "counsellor": staff_principal(here, Grant(Role.COUNSELLOR, office.id)),
            "elsewhere": staff_principal(away, Grant(Role.COUNSELLOR, other.id)),
        }

    return Case(database_url, **desk.do(made))
