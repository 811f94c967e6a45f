"""A file of claimants as a browser posts it: kept for the manager, refused with a sentence for all else."""

from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.formparsers import MultiPartParser
from starlette.testclient import TestClient

from hellowork_portal.kit import clock, cookies, routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.models import ClaimantImport, StaffMember
from hellowork_portal.services.claimants.file_rows import MOST_BYTES
from hellowork_portal.services.staff.sessions import open_session
from hellowork_portal.web.claimant_files import LONGEST
from hellowork_portal.web.routes import make_routes
from tests.factories import Desk, make_office, make_staff

ORIGIN, OFFICE, OTHER = "http://127.0.0.1:3000", "13010", "HW27-001"
GOOD = "支給番号,氏名\r\n13010260000017,職安 花子".encode("cp932")


@pytest.fixture
def desk(database_url: str) -> Desk:
    desk = Desk(database_url)

    def people(db: Any) -> None:
        office, other = make_office(db), make_office(db, OTHER, name="大阪東")
        make_staff(db, "manager@example.jp", Role.OFFICE_MANAGER, office.id)
        make_staff(db, "counsellor@example.jp", Role.COUNSELLOR, office.id)
        make_staff(db, "other@example.jp", Role.OFFICE_MANAGER, other.id)

    desk.do(people)
    return desk


def send(desk: Desk, content: bytes, mail: str = "manager@example.jp", name: str = "list.csv") -> Any:
    """Post a file as a member of staff; without a mail address as nobody."""
    with TestClient(make_routes(), base_url=ORIGIN, follow_redirects=False) as client:
        if mail:
            its = desk.row(StaffMember, mail_address=mail).id
            token, _ = desk.do(open_session, its, old_token="", agent="", now=clock.now())
            client.cookies.set(cookies.staff_name(), token)
        form: dict[str, Any] = {"data": {"office": OFFICE}, "files": {"file": (name, content, "text/csv")}}
        return client.post(routes.DO_STAFF_IMPORT, headers={"origin": ORIGIN}, **form)


def told(answer: Any) -> tuple[str, dict[str, str]]:
    assert answer.status_code == 303
    url = urlsplit(answer.headers["location"])
    return url.path, {name: values[0] for name, values in parse_qs(url.query).items()}


def test_a_managers_file_is_kept_and_leads_to_what_it_would_do(desk: Desk) -> None:
    kept = "一覧" + "x" * 500 + ".csv"
    answer = send(desk, GOOD, name=kept)
    row = desk.row(ClaimantImport)
    assert told(answer) == (routes.STAFF_IMPORT, {"office": OFFICE, "id": str(row.id)})
    assert "花子" not in row.content_sealed
    assert len(row.file_name) == 100


@pytest.mark.parametrize(
    ("content", "code", "values"),
    [
        (b"", "staff_file_empty", {}),
        (b"PK\x03\x04xxxx", "staff_file_no_text", {}),
        ("支給番号".encode("utf-16"), "staff_file_encoding", {}),
        ('支給番号,氏名\n"1'.encode(), "staff_file_quotes", {"line": "2"}),
        (b"x" * (MOST_BYTES + 1), "staff_file_too_big", {"most": "5"}),
    ],
)
def test_what_is_no_list_is_told_on_the_page_it_came_from(
    desk: Desk, content: bytes, code: str, values: dict[str, str]
) -> None:
    assert told(send(desk, content)) == (routes.STAFF_IMPORT, {"office": OFFICE, "error": code} | values)
    assert desk.rows(ClaimantImport) == []


@pytest.mark.parametrize("mail", ["counsellor@example.jp", "other@example.jp"])
def test_nobody_but_the_offices_own_manager_brings_a_file(desk: Desk, mail: str) -> None:
    assert told(send(desk, GOOD, mail))[1]["error"] == "not_allowed"
    assert desk.rows(ClaimantImport) == []


def test_no_part_of_a_file_touches_the_disk_unsealed_and_a_strangers_is_not_even_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk, read = [], []
    monkeypatch.setattr(SpooledTemporaryFile, "rollover", on_disk.append)
    parse = MultiPartParser.parse
    monkeypatch.setattr(MultiPartParser, "parse", lambda parser: read.append(1) or parse(parser))
    large = b"PK\x03\x04" + b"x" * 2 * 1024 * 1024
    assert told(send(desk, large, ""))[0] == routes.STAFF_SIGN_IN
    assert read == []
    assert told(send(desk, large))[0] == routes.STAFF_IMPORT
    assert (len(read), on_disk) == (1, [])


def test_strangers_sign_in_first_and_endless_posts_are_cut_off(desk: Desk) -> None:
    assert told(send(desk, GOOD, ""))[0] == routes.STAFF_SIGN_IN
    assert send(desk, b"x" * (LONGEST + 1)).status_code == 413
    assert desk.rows(ClaimantImport) == []
