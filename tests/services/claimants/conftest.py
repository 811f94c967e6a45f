"""An office with its manager and counsellor, another office, and people with accounts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.models import Claimant
from hellowork_portal.services.claimants.importing import import_view, keep_file, take_file
from hellowork_portal.services.claimants.views import ImportView
from tests.factories import NOW, Desk, make_office, make_staff, staff_principal

OFFICE, OTHER = "13010", "HW27-001"
HEAD = "支給番号,氏名,フリガナ,生年月日,オンライン区分,オンライン開始日,オンライン終了日,認定日"
HANAKO = "13010-26-000001-7,職安 花子,ショクアン ハナコ,1990-04-01,a,2026-11-01,,2026-12-08;2027-01-05"
TARO = "13010260000025,髙橋 太郎,ﾀｶﾊｼ ﾀﾛｳ,平成2年4月1日,,,,"
NUMBER = "13010260000017"


@dataclass(frozen=True)
class Counter(Desk):
    """The database of these tests with who works at which office."""

    office_id: int
    other_id: int
    manager: Principal
    counsellor: Principal
    of_other: Principal

    def keep(self, text: str | bytes, who: Principal | None = None, office: str = OFFICE) -> int:
        content = text.encode() if isinstance(text, str) else text
        given = {"principal": who or self.manager, "office_code": office, "file_name": "list.csv"}
        return self.do(keep_file, content=content, now=NOW, **given)

    def preview(self, import_id: int, now: datetime = NOW, **named: Any) -> ImportView:
        given = {"principal": self.manager, "office_code": OFFICE} | named
        return self.do(import_view, import_id=import_id, now=now, **given)

    def take(self, import_id: int, now: datetime = NOW, **named: Any) -> ImportView:
        given = {"principal": self.manager, "office_code": OFFICE} | named
        return self.do(take_file, import_id=import_id, now=now, **given)

    def bring(self, *lines: str) -> ImportView:
        """Keep a file of these lines and take it."""
        return self.take(self.keep("\r\n".join([HEAD, *lines])))

    def claimants(self) -> list[Any]:
        return self.rows(Claimant)


def _people(session: Session) -> tuple[Any, ...]:
    a, b = make_office(session).id or 0, make_office(session, OTHER, name="大阪東").id or 0

    def member(mail: str, role: Role, office_id: int) -> Principal:
        return staff_principal(make_staff(session, mail, role, office_id), Grant(role, office_id))

    return (
        a,
        b,
        member("manager@example.jp", Role.OFFICE_MANAGER, a),
        member("counsellor@example.jp", Role.COUNSELLOR, a),
        member("other@example.jp", Role.OFFICE_MANAGER, b),
    )


@pytest.fixture
def counter(database_url: str) -> Counter:
    return Counter(database_url, *Desk(database_url).do(_people))
