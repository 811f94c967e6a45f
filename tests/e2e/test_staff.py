"""The staff side from the first mail on: invited, set up with an authenticator, inviting a counsellor."""

import secrets
import subprocess
from collections.abc import Callable

from playwright.sync_api import expect

from hellowork_portal import runtime
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.kit.principal import Role
from hellowork_portal.models import StaffMember
from hellowork_portal.services.access.sessions import start_session
from hellowork_portal.services.staff import sessions
from hellowork_portal.start.places import PYTHON, ROOT
from hellowork_portal.ui.staff.home.state import StaffHomeState
from hellowork_portal.ui.staff.people.state import PeopleState
from tests.e2e.cast_of_staff import ALSO_AT, AT, member
from tests.e2e.conftest import PHONE
from tests.e2e.desk import Desk
from tests.e2e.hands import Keys
from tests.e2e.ways import PASSWORD, Walk
from tests.e2e.wire import Wire
from tests.factories import totp_code
from tests.portal import Portal

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
    visit.page.go_back()
    visit.arrive("staff.home.title")
    return secret


def invite_counsellor(walk: Walk, mail: str) -> None:
    """Invite somebody to an office and see them in its list, also after a reload."""
    visit = walk.visit
    visit.go(f"{routes.STAFF_PEOPLE}?office={OFFICE}")
    visit.see("staff.people.title")
    walk.hand.fill(walk.box("mail_address"), mail)
    walk.hand.press(visit.button("staff.people.invite"))
    expect(visit.page.get_by_role("status").filter(has_text=f"{mail} に、「")).to_be_visible()
    expect(walk.box("mail_address")).to_have_value("")
    visit.page.reload()
    visit.wait()
    expect(visit.page.locator("main li", has_text=mail)).to_contain_text(
        visit.words("staff.people.invited_badge")
    )
    walk.post.wait(mail, SUBJECT)


def test_from_the_invitations_mail_to_inviting_a_counsellor_and_back_in(
    portal: Portal, somebody: Callable[..., tuple[Walk, str, int]]
) -> None:
    """On a phone, in a browser in which the same person is signed in as a citizen, too."""
    walk, _, _ = somebody("/my", width=PHONE)
    visit, mail = walk.visit, f"kanri-{secrets.token_hex(4)}@staff.example.jp"
    invite = [PYTHON, "-m", "hellowork_portal.cli", "staff-invite", "--administrator", mail]
    subprocess.run(invite, env=portal.settings, check=True, cwd=ROOT, capture_output=True)
    secret = join(walk, mail)
    invite_counsellor(walk, f"sodan-{secrets.token_hex(4)}@staff.example.jp")
    walk.hand.press(visit.page.locator("#staff-menu > summary"))
    walk.hand.press(visit.button("frame.menu.sign_out"))
    visit.see("staff.signed_out.title")
    visit.go(routes.STAFF_SECURITY)
    visit.arrive("staff.sign_in.title")
    keys = Keys(visit.page)
    keys.fill(walk.box("mail_address"), mail)
    keys.fill(walk.box("password"), PASSWORD)
    keys.press(visit.button("staff.sign_in.next"))
    visit.see("staff.code.title")
    keys.fill(walk.box("code"), "000000")
    keys.press(visit.button("staff.code.button"))
    expect(visit.page.locator("#refusal")).to_be_focused()
    keys.fill(walk.box("code"), totp_code(secret, clock.now(), steps=1))
    keys.press(visit.button("staff.code.button"))
    visit.see("staff.security.title")
    visit.go("/my")
    visit.arrive("access.my.title")


def event(state: type, handler: str) -> str:
    return f"{state.get_full_name()}.{handler}"  # type: ignore[attr-defined]


def test_forged_events_over_a_websocket_of_ones_own_open_nothing(portal: Portal, desk: Desk) -> None:
    """A counsellor with another office's numbers, a cookie that is over, a citizen's cookie."""
    own, other = (runtime.run_now(member, role=Role.COUNSELLOR, office=code) for code in (AT, ALSO_AT))
    token, _ = runtime.run_now(sessions.open_session, staff_id=own, old_token="", agent="")
    people, home = event(PeopleState, "open"), event(StaffHomeState, "open")
    with Wire(portal.url, staff=token) as wire:
        assert "職員 一郎" in wire.send(home, routes.STAFF)
        assert "not_allowed" in wire.send(people, routes.STAFF_PEOPLE, {"office": ALSO_AT})
        close = event(PeopleState, "close")
        for code in (AT, ALSO_AT):
            assert "not_allowed" in wire.send(close, routes.STAFF_PEOPLE, {"office": code}, staff_id=other)
        runtime.run_now(sessions.end_session, token=token)
        assert routes.STAFF_SIGN_IN in wire.send(home, routes.STAFF)
    _, applicant_id = desk.make_account()
    citizen = runtime.run_now(start_session, applicant_id=applicant_id)
    with Wire(portal.url, session=citizen, staff=citizen) as wire:
        assert routes.STAFF_SIGN_IN in wire.send(people, routes.STAFF_PEOPLE, {"office": AT})
    assert desk.row(StaffMember, other).closed_at is None
