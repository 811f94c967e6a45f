"""Sending a proof with a draft, from a phone: refused with a sentence, received, looked at, taken back."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from hellowork_portal.kit import routes
from tests.e2e.cast_of_applicants import drafted
from tests.e2e.conftest import PHONE
from tests.e2e.ways import Walk
from tests.factories.files import picture

Somebody = Callable[..., tuple[Walk, str, int]]


def test_a_proof_is_sent_with_the_draft_from_a_phone(somebody: Somebody) -> None:
    walk, _, applicant_id = somebody(width=PHONE)
    visit, page = walk.visit, walk.visit.page
    draft = drafted(applicant_id)
    visit.go(routes.with_query(routes.APPLY_FORM, application=draft))
    visit.arrive("apply.form.title")

    send(walk, "受験票.heic", b"MZ this is a program")
    visit.told("error.attachment_unfit")
    visit.check("apply.files.refused")
    send(walk, "受験票.heic", picture("HEIF"))
    visit.told("attachment.done.added")

    visit.go(routes.with_query(routes.APPLY_CONFIRM, application=draft))
    visit.arrive("apply.confirm.title")
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
    walk.hand.press(visit.link("apply.confirm.back"))
    visit.arrive("apply.form.title")
    page.locator(f"form[action='{routes.DO_DETACH}'] button").press("Enter")
    visit.arrive("apply.form.title")
    visit.told("attachment.done.removed")
    expect(looking).to_have_count(0)


def send(walk: Walk, name: str, content: bytes) -> None:
    """Choose a file and send it by the keyboard; the browser itself posts the form."""
    page = walk.visit.page
    file: Any = {"name": name, "mimeType": "image/heic", "buffer": content}
    page.locator("#attachment-file").set_input_files(file)
    page.locator(f"form[action='{routes.DO_ATTACH}'] button").press("Enter")
    page.wait_for_url("**file_**")
    walk.visit.arrive("apply.form.title")
