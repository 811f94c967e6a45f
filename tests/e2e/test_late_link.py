"""A Zoom that is away at the booking: the mail goes without the address, and a second one brings it."""

from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import expect

from hellowork_portal.kit.i18n import say_in_mail
from tests.e2e.desk import Desk
from tests.e2e.post import Mail, NoMail, Post
from tests.e2e.times import age_reservation, hasten_jobs, jobs_of
from tests.e2e.ways import Walk

Somebody = Callable[..., tuple[Walk, str, int]]
FIRST, SECOND = "mail.reservation_confirmed.subject", "mail.meeting_ready.subject"


def book(somebody: Somebody, desk: Desk, language: str) -> tuple[Walk, str, str, int]:
    """Book a seat while Zoom is away; return the walk, the address, the number and the reservation."""
    walk, mail, applicant_id = somebody(language=language)
    hold_id = desk.hold(applicant_id, desk.free_slot())
    walk.visit.go(f"/reserve/terms?hold={hold_id}")
    walk.agree_to_terms()
    walk.fill_counselling()
    walk.check()
    return walk, mail, walk.apply(), desk.reservations_of(applicant_id, "confirmed")[0].id


def wait_for_second_mail(post: Post, mail: str, subject: str, reservation_id: int) -> Mail:
    """Wait for the mail with the address; no try of the meeting's job is waited for."""
    for _ in range(60):
        hasten_jobs(reservation_id)
        with suppress(NoMail):
            return post.wait(mail, subject, patience=1)
    raise NoMail(f"{subject}: {jobs_of(reservation_id)}")


def squeezed(text: str) -> str:
    """Return a mail's text without the breaks and spaces of its lines."""
    return "".join(text.split())


def test_the_first_mail_goes_after_a_minute_without_the_address_and_a_second_one_brings_it(
    somebody: Somebody, desk: Desk, post: Post, zoom_away: Callable[[bool], None]
) -> None:
    language = "en"
    zoom_away(True)
    walk, mail, number, reservation_id = book(somebody, desk, language)
    walk.visit.told("detail.meeting_pending")
    walk.visit.check("reserve.done.link_follows")
    assert post.mails(mail) == [], "the mail waits a minute for the address"

    age_reservation(reservation_id, seconds=61)
    first = post.wait(mail, say_in_mail(language, FIRST))
    assert number in first.text
    assert squeezed(say_in_mail(language, "mail.reservation_confirmed.without_link")) in squeezed(first.text)
    assert not [link for link in first.links if "/j/" in link]

    zoom_away(False)
    second = wait_for_second_mail(post, mail, say_in_mail(language, SECOND), reservation_id)
    assert number in second.text
    [address] = {link for link in second.links if "/j/" in link}
    walk.visit.go(f"/reservation?number={number}")
    walk.visit.see("detail.title", "detail.link_followed")
    expect(walk.join_link()).to_have_attribute("href", address)
    assert len(post.mails(mail)) == 2
