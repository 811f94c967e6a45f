"""The home page: the same for all strangers; for who is signed in, what to do today."""

from datetime import timedelta

from playwright.sync_api import expect

from hellowork_portal import runtime
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Delivery, DeliveryState, Reservation
from tests.e2e.conftest import PHONE, Visitor, Walker
from tests.e2e.desk import Desk, _write
from tests.e2e.words import shown

_RES, _MAIL = table_of(Reservation), table_of(Delivery)


def home(walk, name: str) -> None:
    walk.visit.go("/")
    walk.visit.see("home.title", name)


def booked(somebody, desk: Desk, **options: object):
    """Somebody with an interview booked the guide's way; returns the walk, the id and the number."""
    walk, mail, applicant_id = somebody("/my", **options)
    walk.visit.go("/procedures?q=職業相談")
    walk.visit.wait()
    number = walk.book()
    walk.confirmation(mail)
    return walk, applicant_id, number


def begin_in(desk: Desk, applicant_id: int, ahead: timedelta) -> None:
    """Let a person's interview begin so long from now."""
    (row,) = desk.reservations_of(applicant_id, "confirmed")
    starts = clock.now() + ahead
    values = {"starts_at": starts, "ends_at": starts + timedelta(minutes=30)}
    runtime.run_now(_write, table=_RES, row_id=row.id, values=values)


def test_a_stranger_sees_the_static_page_and_nothing_personal(visitor: Visitor, portal) -> None:
    visit = visitor(width=PHONE)
    visit.go("/")
    visit.see("home.title", "home.stranger")
    expect(visit.page.locator("main")).not_to_contain_text(say("ja", "today.heading"))
    expect(visit.link("home.register")).to_be_visible()


def test_a_newcomer_is_told_that_nothing_is_booked(somebody) -> None:
    for language in ("ja", "en", "ja-easy"):
        walk, _, _ = somebody("/my", language=language, width=PHONE)
        home(walk, "home.today.empty")
        walk.visit.told("today.none")
        expect(walk.visit.link("home.register")).to_have_count(0)


def test_the_next_interview_is_shown_and_can_be_joined_when_its_time_comes(somebody, desk: Desk) -> None:
    walk, applicant_id, number = booked(somebody, desk, width=PHONE)
    home(walk, "home.today.later")
    page = walk.visit.page
    expect(page.locator("main")).to_contain_text(shown("ja", "today.interview"))
    expect(walk.join_link()).to_have_count(0)
    begin_in(desk, applicant_id, timedelta(minutes=10, seconds=12))
    home(walk, "home.today.soon")
    expect(walk.join_link()).to_have_count(0)
    expect(walk.join_link()).to_be_visible(timeout=30_000)
    walk.visit.check("home.today.open")
    walk.hand.press(walk.visit.link("today.detail"))
    walk.visit.see("detail.title", "home.today.detail")
    expect(page.locator("main")).to_contain_text(number)


def test_a_held_seat_is_named_and_leads_back_to_the_form(somebody, desk: Desk) -> None:
    walk, _, applicant_id = somebody("/my")
    desk.hold(applicant_id, desk.free_slot())
    home(walk, "home.today.hold")
    walk.hand.press(walk.visit.link("today.hold.go"))
    walk.visit.arrive("reserve.terms.title")


def test_a_claimant_is_told_the_next_certification_day(walker: Walker) -> None:
    walk = walker("/sign-in", width=PHONE)
    walk.sign_in("yamasaki.kenta@example.jp", _password(walk))
    walk.visit.page.wait_for_url("**/my")
    home(walk, "home.today.claimant")
    walk.visit.told("today.certification.interview")
    walk.visit.told("today.certification.now")
    walk.visit.told("apply.for_reservation")


def _password(walk) -> str:
    import json

    from hellowork_portal.kit.settings import settings

    accounts = json.loads((settings().data_dir / "demonstration.json").read_text())
    return next(one["password"] for one in accounts if one["mail"].startswith("yamasaki"))


def test_refused_mail_is_told_with_the_way_to_mend_it(somebody) -> None:
    walk, mail, applicant_id = somebody("/my", width=PHONE)
    row = Delivery(
        message_id=f"<{mail}>", kind="x", recipient=mail, applicant_id=applicant_id,
        state=DeliveryState.REFUSED, created_at=clock.now(),
    )  # fmt: skip
    runtime.run_now(lambda session: session.add(row))
    home(walk, "home.today.refused")
    walk.visit.told("today.mail")
    walk.hand.press(walk.visit.link("today.mail.link"))
    walk.visit.page.wait_for_url(f"**{routes.MY_ADDRESS}**")


def test_signing_out_takes_the_personal_part_away(somebody, desk: Desk) -> None:
    walk, _, _ = booked(somebody, desk)
    home(walk, "home.today.before")
    walk.visit.told("today.interview")
    walk.sign_out()
    walk.visit.go("/")
    walk.visit.see("home.title", "home.today.after")
    expect(walk.visit.page.locator("main")).not_to_contain_text(say("ja", "today.interview"))
