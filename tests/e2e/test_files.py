"""Sending a proof from a phone: chosen, refused with a sentence, received, checked, looked at, taken back."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from playwright.sync_api import expect
from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal import runtime
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Application, ApplicationState, Office, Procedure, ProcedureVersion
from hellowork_portal.services.applications.rows import closed
from tests.e2e.conftest import PHONE
from tests.e2e.desk import QUIET_OFFICE
from tests.e2e.ways import Walk
from tests.factories.files import picture
from tests.services.papers.ground import declared

Somebody = Callable[..., tuple[Walk, str, int]]
_PROCEDURE, _VERSION, _OFFICE = table_of(Procedure), table_of(ProcedureVersion), table_of(Office)


def submitted(session: Session, *, applicant_id: int, now: Any) -> str:
    """Let somebody have a declaration that nobody has opened yet; return its number."""
    version = select(_VERSION.c.id, _VERSION.c.procedure_id).join(_PROCEDURE)
    found = session.connection().execute(version.where(_PROCEDURE.c.code == "declaration")).first()
    office = session.connection().scalar(select(_OFFICE.c.id).where(_OFFICE.c.code == QUIET_OFFICE))
    assert found is not None
    today, number = clock.day_in_japan(now), str(10**11 + secrets.randbelow(9 * 10**11))
    row = Application(
        number=number,
        applicant_id=applicant_id,
        office_id=office or 0,
        procedure_id=found.procedure_id,
        procedure_version_id=found.id,
        state=ApplicationState.RECEIVED,
        certification_on=today,
        period_first=today - timedelta(days=28),
        period_last=today - timedelta(days=1),
        answers_sealed=closed(declared()),
        created_at=now,
        saved_at=now,
        submitted_at=now,
    )
    session.add(row)
    return number


def test_a_proof_is_sent_from_a_phone(somebody: Somebody) -> None:
    walk, _, applicant_id = somebody(width=PHONE)
    visit, page = walk.visit, walk.visit.page
    number = runtime.run_now(submitted, applicant_id=applicant_id)
    visit.go(routes.application(number))
    visit.arrive("apply.detail.title")

    send(walk, "受験票.heic", b"MZ this is a program")
    visit.told("error.attachment_unfit")
    visit.check("apply.files.refused")
    send(walk, "受験票.heic", picture("HEIF"))
    visit.told("attachment.done.added")

    looking = page.locator(f"main a[href^='{routes.ATTACHMENT}'][href$='look=1']")
    for _ in range(30):
        if looking.count():
            break
        page.wait_for_timeout(500)
        page.reload()
        visit.wait()
    visit.check("apply.files.checked")
    with page.expect_popup() as opened:
        looking.click()
    expect(opened.value.locator("img")).to_be_visible()
    opened.value.close()

    visit.speak("en")
    visit.check("apply.files.checked")
    page.locator(f"form[action='{routes.DO_DETACH}'] button").press("Enter")
    visit.arrive("apply.detail.title")
    visit.told("attachment.done.removed")
    expect(looking).to_have_count(0)


def send(walk: Walk, name: str, content: bytes) -> None:
    """Choose a file and send it by the keyboard; the browser itself posts the form."""
    page = walk.visit.page
    file: Any = {"name": name, "mimeType": "image/heic", "buffer": content}
    page.locator("#attachment-file").set_input_files(file)
    page.locator(f"form[action='{routes.DO_ATTACH}'] button").press("Enter")
    page.wait_for_url("**file_**")
    walk.visit.arrive("apply.detail.title")
