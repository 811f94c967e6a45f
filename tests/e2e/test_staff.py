"""The staff side from the first mail on: invited, set up with an authenticator, inviting a counsellor."""

import secrets
from collections.abc import Callable

from playwright.sync_api import expect

from hellowork_portal import runtime
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.services.staff.invitations import invite_administrator
from tests.e2e.conftest import PHONE
from tests.e2e.hands import Keys
from tests.e2e.ways import PASSWORD, Walk
from tests.factories import totp_code

OFFICE = "HW13-006"
SUBJECT = say("ja", "mail.staff_invitation.subject")


def join(walk: Walk, mail: str) -> str:
    """Go the whole way behind the invitation's mail, by keys alone; return the authenticator's secret."""
    visit, keys = walk.visit, Keys(walk.visit.page)
    visit.page.goto(walk.post.wait(mail, SUBJECT).link("/links/staff-invitation"))
    visit.see("staff.join.title")
    keys.press(visit.button("staff.join.next"))
    visit.told("error.field.required")
    for box, text in (("name", "髙橋 所長"), ("password", PASSWORD), ("password_again", PASSWORD)):
        keys.fill(walk.box(box), text)
    keys.press(visit.button("staff.join.next"))
    visit.see("staff.join.authenticator")
    secret = visit.page.locator("main ol p[translate=no]").inner_text().replace(" ", "")
    keys.fill(walk.box("code"), "000000")
    keys.press(visit.button("staff.join.next"))
    visit.told("error.staff_code_wrong")
    keys.fill(walk.box("code"), totp_code(secret, clock.now()))
    keys.press(visit.button("staff.join.next"))
    visit.see("staff.join.codes")
    expect(visit.page.locator("main ol.list-decimal li")).to_have_count(10)
    keys.press(visit.button("staff.join.finish"))
    visit.see("staff.home.title", "staff.home.welcome")
    return secret


def invite_counsellor(walk: Walk, mail: str) -> None:
    """Invite somebody to an office and see them in its list, also after a reload."""
    visit = walk.visit
    visit.go(f"{routes.STAFF_PEOPLE}?office={OFFICE}")
    visit.see("staff.people.title")
    walk.hand.fill(walk.box("mail_address"), mail)
    walk.hand.press(visit.button("staff.people.invite"))
    expect(
        visit.page.get_by_role("status").filter(has_text=visit.words("staff.people.invited"))
    ).to_be_visible()
    expect(walk.box("mail_address")).to_have_value("")
    visit.page.reload()
    visit.wait()
    expect(visit.page.locator("main li", has_text=mail)).to_contain_text(
        visit.words("staff.people.invited_badge")
    )
    walk.post.wait(mail, SUBJECT)


def test_from_the_invitations_mail_to_inviting_a_counsellor_and_back_in(
    somebody: Callable[..., tuple[Walk, str, int]],
) -> None:
    """On a phone, in a browser in which the same person is signed in as a citizen, too."""
    walk, _, _ = somebody("/my", width=PHONE)
    visit, mail = walk.visit, f"kanri-{secrets.token_hex(4)}@staff.example.jp"
    runtime.run_now(invite_administrator, mail_address=mail)
    secret = join(walk, mail)
    invite_counsellor(walk, f"sodan-{secrets.token_hex(4)}@staff.example.jp")
    walk.hand.press(visit.button("frame.menu.sign_out"))
    visit.see("staff.signed_out.title")
    visit.go(routes.STAFF_SECURITY)
    visit.arrive("staff.sign_in.title")
    keys = Keys(visit.page)
    keys.fill(walk.box("mail_address"), mail)
    keys.fill(walk.box("password"), PASSWORD)
    keys.press(visit.button("staff.sign_in.next"))
    visit.see("staff.code.title")
    keys.fill(walk.box("code"), totp_code(secret, clock.now(), steps=1))
    keys.press(visit.button("staff.code.button"))
    visit.see("staff.security.title")
    visit.go("/my")
    visit.arrive("access.my.title")
