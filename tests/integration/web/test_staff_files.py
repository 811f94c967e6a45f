"""Files for staff over HTTP: who gets them, what they say, that they are harmless."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from hellowork_portal.adapters.xlsx_workbooks import XlsxWorkbooks
from hellowork_portal.kit import clock, cookies, routes
from hellowork_portal.kit.principal import SYSTEM, Role
from hellowork_portal.models import AuditEntry
from hellowork_portal.ports.workbooks import Column, ColumnKind, Sheet
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.staff.sessions import open_session
from hellowork_portal.web.routes import make_routes
from tests.factories import NOW, Desk, at, make_offering, make_office, make_procedure, make_slot, make_staff

ORIGIN, A, B = "http://127.0.0.1:3000", "13010", "HW27-001"
FILES = (routes.STAFF_AUDIT_FILE, routes.STAFF_REPORT_FILE, routes.STAFF_DECIDED_FILE)
_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def desk(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return Desk(database_url)


@pytest.fixture
def people(desk: Desk) -> dict[str, int]:
    def make(db: Any) -> dict[str, int]:
        office, _ = make_office(db, A), make_office(db, B, name="大阪東")
        slot = make_slot(db, make_offering(db, office, make_procedure(db)), at(7), capacity=4)
        record(
            db, SYSTEM, "schedule.changed", ("office", office.id), now=NOW, why="=HYPERLINK(1)", slot=slot.id
        )
        roles = {"manager": (Role.OFFICE_MANAGER, office.id), "counsellor": (Role.COUNSELLOR, office.id)}
        roles["administrator"] = (Role.SYSTEM_ADMINISTRATOR, None)
        return {
            name: make_staff(db, f"{name}@example.jp", role, place, name=f"=cmd|{name}").id or 0
            for name, (role, place) in roles.items()
        }

    return desk.do(make)


@pytest.fixture
def browser(desk: Desk) -> Iterator[TestClient]:
    with TestClient(make_routes(), base_url=ORIGIN, follow_redirects=False) as client:
        yield client


def take(browser: TestClient, desk: Desk, who: int, path: str, **typed: str) -> Any:
    token, _ = desk.do(open_session, who, old_token="", agent="", now=NOW)
    browser.cookies.set(cookies.staff_name(), token)
    return browser.post(path, data=typed, headers={"origin": ORIGIN})


def table(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["cache-control"] == "no-store"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("path", FILES)
def test_strangers_and_other_sites_get_no_file(
    browser: TestClient, people: dict[str, int], path: str
) -> None:
    answer = browser.post(path, data={"office": A}, headers={"origin": ORIGIN})
    assert answer.headers["location"].startswith(routes.STAFF_SIGN_IN)
    assert (
        browser.post(path, data={"office": A}, headers={"origin": "http://evil.example"}).status_code == 403
    )
    assert browser.get(path).status_code == 405


@pytest.mark.parametrize("path", FILES)
def test_others_are_led_back_to_the_page_that_tells_them(
    browser: TestClient, desk: Desk, people: dict[str, int], path: str
) -> None:
    pages = {
        routes.STAFF_AUDIT_FILE: routes.STAFF_AUDIT,
        routes.STAFF_DECIDED_FILE: routes.STAFF_APPLICATIONS,
    }
    page = pages.get(path, routes.STAFF_REPORTS)
    for who, office in (("counsellor", A), ("manager", B), ("manager", ""), ("manager", "x" * 10_000)):
        answer = take(browser, desk, people[who], path, office=office, since="2026-12-01", first="x")
        assert answer.status_code == 303
        assert answer.headers["location"].startswith(f"{page}?")
        assert len(answer.headers["location"]) < 300
    assert desk.rows(AuditEntry, action="audit.exported") == []


def test_wrong_days_lead_back_to_their_box(browser: TestClient, desk: Desk, people: dict[str, int]) -> None:
    answer = take(browser, desk, people["manager"], routes.STAFF_REPORT_FILE, office=A, since="x")
    assert answer.headers["location"] == f"{routes.STAFF_REPORTS}?office={A}&since=x"


def test_the_audit_as_a_file(browser: TestClient, desk: Desk, people: dict[str, int]) -> None:
    head, *rows = table(take(browser, desk, people["manager"], routes.STAFF_AUDIT_FILE, office=A))
    assert head[:3] == ["日時（日本時間）", "内容", "詳細"]
    (row,) = [row for row in rows if row[3] == "schedule.changed"]
    assert row[1] == "システムまたは運用者が、新宿（東京都）の予約枠の型や休みを変えました。"
    again = table(take(browser, desk, people["administrator"], routes.STAFF_AUDIT_FILE, action="audit"))
    assert [row[3] for row in again[1:]] == ["audit.exported"]
    assert not [cell for line in again for cell in line if cell.startswith("=")]


def test_a_report_as_csv(browser: TestClient, desk: Desk, people: dict[str, int]) -> None:
    asked = {"office": A, "since": "2026-12-01", "until": "2026-12-31", "kind": "csv"}
    rows = table(take(browser, desk, people["manager"], routes.STAFF_REPORT_FILE, **asked))
    assert rows[0][:4] == ["分け方", "名前", "席", "予約"]
    assert rows[1][:4] == ["全体", "全体", "4", "0"]
    assert {row[0] for row in rows[1:]} == {"全体", "手続き別", "曜日別", "時間帯別", "日別"}


def test_decisions_as_csv_and_json(browser: TestClient, desk: Desk, people: dict[str, int]) -> None:
    asked = {"office": A, "first": "2026-12-01", "last": "2026-12-01"}
    path, who = routes.STAFF_DECIDED_FILE, people["manager"]
    rows = table(take(browser, desk, who, path, kind="csv", **asked))
    assert rows[0][:3] == ["number", "turn", "replaces_turn"]
    found = take(browser, desk, who, path, kind="json", **asked)
    assert found.headers["content-type"].startswith("application/json")
    assert (found.json()["form"], found.json()["cases"]) == (1, [])
    wrong = take(browser, desk, who, path, kind="json", **asked | {"last": "x"})
    assert wrong.headers["location"].startswith(f"{routes.STAFF_APPLICATIONS}?")


def sheets_in(content: bytes) -> dict[str, list[list[tuple[str, str]]]]:
    """Return the cells of a workbook by sheet: (type, text)."""
    book = zipfile.ZipFile(io.BytesIO(content))
    names = [one.get("name", "") for one in _tree(book, "xl/workbook.xml").iter(f"{_CELL}sheet")]
    return {
        name: [
            [(cell.get("t", "n"), "".join(cell.itertext())) for cell in row]
            for row in _tree(book, f"xl/worksheets/sheet{turn}.xml").iter(f"{_CELL}row")
        ]
        for turn, name in enumerate(names, start=1)
    }


def _tree(book: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(name))


def test_a_report_as_a_workbook(browser: TestClient, desk: Desk, people: dict[str, int]) -> None:
    asked = {"since": "2026-12-01", "until": "2026-12-31", "kind": "xlsx"}
    answer = take(browser, desk, people["administrator"], routes.STAFF_REPORT_FILE, **asked)
    assert 'filename="report-20261201-1000.xlsx"' in answer.headers["content-disposition"]
    found = sheets_in(answer.content)
    titles = ["概要", "全体", "ハローワーク別", "手続き別", "曜日別", "時間帯別", "日別", "予約から面談まで"]
    assert list(found) == titles
    assert found["全体"][1][1] == ("n", "4"), "a number, not a text"
    assert found["日別"][1][0][0] == "n", "a day is a number with a format"
    assert int(found["日別"][1][0][1]) == (at(7).date() - date(1899, 12, 30)).days


def test_no_text_of_a_workbook_runs_or_links() -> None:
    columns = [Column("名前"), Column("数", ColumnKind.WHOLE)]
    evil = ["=1+1", "https://evil.example/", "+1", "x" * 32_000, "😀\x00"]
    content = XlsxWorkbooks().make([Sheet("表", columns, [[text, None] for text in evil])])
    (rows,) = sheets_in(content).values()
    assert [row[0][0] for row in rows[1:]] == ["inlineStr"] * len(evil)
    assert rows[1][0][1] == "=1+1"
    files = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert [name for name in files if "rels" in name and "sheet1" in name] == []
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in sheet
    assert "<f>" not in sheet
