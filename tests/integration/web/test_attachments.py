"""Files over HTTP: who may send, look at and take back what; what a browser may do with them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from hellowork_portal import runtime
from hellowork_portal.jobs import files
from hellowork_portal.jobs.kinds import Tools
from hellowork_portal.kit import clock, cookies, routes
from hellowork_portal.kit.faults import Fault
from hellowork_portal.kit.settings import settings
from hellowork_portal.models import ApplicationState, Attachment, AuditEntry, StaffMember
from hellowork_portal.services.access.limits import LIMITS
from hellowork_portal.services.attachments import service
from hellowork_portal.services.staff.sessions import open_session
from hellowork_portal.web import attachments
from hellowork_portal.web.routes import make_routes
from tests.factories.files import pdf, picture
from tests.integration.jobs.families import Nowhere, job
from tests.services.access.conftest import HASH, PASSWORD
from tests.services.attachments.conftest import Case, case  # noqa: F401
from tests.services.attachments.test_attachments import listed

ORIGIN, MAIL, PAGE = "http://127.0.0.1:3000", "hanako@example.jp", "/apply?number=1"


@pytest.fixture
def folder(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: F811
    """Where files lie in this test."""
    monkeypatch.setenv("PORTAL_FILES_DIR", str(tmp_path / "kept"))
    settings.cache_clear()
    runtime._ports.cache_clear()
    return tmp_path / "kept"


@pytest.fixture
def stranger(folder: Path) -> Iterator[TestClient]:
    with TestClient(make_routes(), base_url=ORIGIN, follow_redirects=False) as client:
        yield client


@pytest.fixture
def owner(stranger: TestClient, case: Case) -> TestClient:  # noqa: F811
    case.do(_with_password, case.owner.applicant_id)
    typed = {"mail_address": MAIL, "password": PASSWORD}
    stranger.post(routes.DO_SIGN_IN, data=typed, headers={"origin": ORIGIN})
    return stranger


def _with_password(session: Any, its: int) -> None:
    from hellowork_portal.models import Applicant

    person = session.get(Applicant, its)
    person.password_hash, person.created_at = HASH, clock.now()
    session.add(person)


def send(
    browser: TestClient, case_id: int, content: bytes, name: str = "受験票.heic", **changes: str
) -> tuple[str, dict[str, str]]:
    fields = {"kind": "application", "case": str(case_id), "back": PAGE} | changes
    sent = {"file": (name, content, "text/html")}
    headers = {"origin": ORIGIN, "referer": f"{ORIGIN}/my"}
    return told(browser.post(routes.DO_ATTACH, data=fields, files=sent, headers=headers))


def told(answer: Any) -> tuple[str, dict[str, str]]:
    assert answer.status_code == 303
    url = urlsplit(answer.headers["location"])
    return url.path, {name: values[0] for name, values in parse_qs(url.query).items()}


def scan(case: Case) -> None:  # noqa: F811
    nowhere: Any = Nowhere()
    for row in case.rows(Attachment, state="quarantined"):
        files.scan(job(case.url, f"file:scan:{row.id}"), Tools(case.url, clock.now, nowhere, nowhere))  # type: ignore[arg-type]


def kept(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def test_a_file_comes_in_and_can_be_looked_at_and_saved(
    owner: TestClient,
    case: Case,  # noqa: F811
    folder: Path,
) -> None:
    assert send(owner, case.id, picture("HEIF")) == ("/apply", {"number": "1", "file_done": "added"})
    (path,) = kept(folder)
    assert b"JFIF" not in path.read_bytes()
    scan(case)
    (line,) = listed(case).lines
    looked = owner.get(line.look_href)
    assert looked.content.startswith(b"\xff\xd8\xff")
    assert looked.headers["content-disposition"].startswith("inline;")
    saved = owner.get(line.href)
    assert saved.headers["content-disposition"].endswith("filename*=UTF-8''%E5%8F%97%E9%A8%93%E7%A5%A8.jpg")
    assert saved.headers["content-disposition"].startswith("attachment;")
    for answer in (looked, saved):
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_pdf_is_never_shown_in_the_portals_own_page(owner: TestClient, case: Case) -> None:  # noqa: F811
    send(owner, case.id, pdf(), "証明書.pdf")
    scan(case)
    (line,) = listed(case).lines
    assert line.look_href == ""
    answer = owner.get(f"{line.href}&look=1")
    assert answer.headers["content-disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "attachment_empty"),
        (b"<html><script>alert(1)</script>", "attachment_unfit"),
        (b"\xff\xd8\xff nothing", "attachment_broken"),
    ],
)
def test_what_cannot_be_taken_is_told_on_the_page_and_leaves_nothing(
    owner: TestClient,
    case: Case,  # noqa: F811
    folder: Path,
    content: bytes,
    code: str,
) -> None:
    path, query = send(owner, case.id, content)
    assert (path, query["file_error"]) == ("/apply", code)
    assert kept(folder) == []
    assert case.rows(Attachment) == []


def test_where_only_the_databases_answer_is_lost_the_file_stays(
    owner: TestClient,
    case: Case,  # noqa: F811
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = runtime.run_now

    def lost(command: Any, **args: Any) -> Any:
        done = run(command, **args)
        if command is service.attach:
            raise Fault("ABCD2345")
        return done

    monkeypatch.setattr(runtime, "run_now", lost)
    assert send(owner, case.id, pdf())[1]["file_error"] == "fault"
    assert len(kept(folder)) == len(case.rows(Attachment)) == 1
    monkeypatch.setattr(runtime, "run_now", run)
    scan(case)
    assert owner.get(listed(case).lines[0].href).content == pdf()


def test_a_file_that_the_case_does_not_take_in_the_end_is_taken_away(
    owner: TestClient,
    case: Case,  # noqa: F811
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(service, "check_room", lambda session, **case: None)
    case.change(state=ApplicationState.CERTIFIED)
    assert send(owner, case.id, pdf())[1]["file_error"] == "attachment_closed"
    assert kept(folder) == []


def test_downloads_have_a_limit_of_their_own(owner: TestClient, case: Case) -> None:  # noqa: F811
    send(owner, case.id, pdf())
    scan(case)
    href = listed(case).lines[0].href
    for _ in range(int(LIMITS["downloads_per_person"].split()[0])):
        runtime.port("limiter").allow("downloads_per_person", f"applicant:{case.owner.id}")
    assert told(owner.get(href))[1]["file_error"] == "too_many"


def test_the_same_file_twice_lies_there_once(owner: TestClient, case: Case, folder: Path) -> None:  # noqa: F811
    for _ in range(2):
        assert send(owner, case.id, pdf())[1]["file_done"] == "added"
    assert len(kept(folder)) == 1


def test_too_long_a_file_still_gets_a_sentence(
    owner: TestClient,
    case: Case,  # noqa: F811
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    most = settings().files.most_bytes
    assert send(owner, case.id, b"\xff\xd8\xff" + b"x" * most) == (
        "/my",
        {"file_error": "attachment_too_big", "file_most": "10"},
    )
    assert kept(folder) == []


def test_an_endless_post_is_cut_off(owner: TestClient) -> None:
    headers = {"origin": ORIGIN, "content-length": str(attachments.LONGEST_READ + 1)}
    assert owner.post(routes.DO_ATTACH, content=b"", headers=headers).status_code == 413
    chunked = owner.post(routes.DO_ATTACH, content=iter([b"x"]), headers={"origin": ORIGIN})
    assert chunked.status_code == 413


def test_another_site_and_a_stranger_bring_nothing(
    owner: TestClient,
    case: Case,  # noqa: F811
    folder: Path,
) -> None:
    data = {"kind": "application", "case": str(case.id)}
    foreign = {"origin": "https://evil.example", "referer": "https://evil.example/"}
    assert owner.post(routes.DO_ATTACH, data=data, files={"file": pdf()}, headers=foreign).status_code == 403
    owner.cookies.clear()
    assert send(owner, case.id, pdf())[0] == routes.SIGN_IN
    assert owner.get(f"{routes.ATTACHMENT}?id=1").headers["location"].startswith(routes.SIGN_IN)
    assert kept(folder) == []


@pytest.mark.parametrize(
    "changes", [{"case": "999"}, {"case": "9" * 30}, {"case": ""}, {"kind": "office"}, {"kind": ""}]
)
def test_forged_cases_are_refused(
    owner: TestClient,
    case: Case,  # noqa: F811
    folder: Path,
    changes: dict[str, str],
) -> None:
    assert send(owner, case.id, pdf(), **changes)[1]["file_error"] == "not_allowed"
    assert kept(folder) == []


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_the_way_back_stays_inside(owner: TestClient, case: Case, back: str) -> None:  # noqa: F811
    assert send(owner, case.id, pdf(), back=back)[0] == "/my"


def test_a_file_is_taken_back(owner: TestClient, case: Case, folder: Path) -> None:  # noqa: F811
    send(owner, case.id, pdf())
    row = case.row(Attachment)
    typed = {"id": str(row.id), "back": f"{PAGE}&file_done=added"}
    answer = owner.post(routes.DO_DETACH, data=typed, headers={"origin": ORIGIN})
    assert told(answer) == ("/apply", {"number": "1", "file_done": "removed"})
    nowhere: Any = Nowhere()
    tools = Tools(case.url, clock.now, nowhere, nowhere)
    files.forget(job(case.url, f"file:forget:{row.store_key}"), tools)  # type: ignore[arg-type]
    assert kept(folder) == []


def test_staff_open_a_file_by_their_own_cookie_and_it_is_recorded(
    owner: TestClient,
    case: Case,  # noqa: F811
) -> None:
    send(owner, case.id, pdf())
    scan(case)
    case.change(state=ApplicationState.RECEIVED)
    href = f"{routes.STAFF_ATTACHMENT}?id={case.row(Attachment).id}"
    assert owner.get(href).headers["location"].startswith(routes.STAFF_SIGN_IN)
    for mail, status in (("away@example.jp", 303), ("here@example.jp", 200)):
        its = case.row(StaffMember, mail_address=mail).id
        token, _ = case.do(open_session, its, old_token="", agent="", now=clock.now())
        owner.cookies.set(cookies.staff_name(), token)
        assert owner.get(href).status_code == status
        owner.cookies.delete(cookies.staff_name())
    assert len(case.rows(AuditEntry, action="attachment.viewed")) == 1
