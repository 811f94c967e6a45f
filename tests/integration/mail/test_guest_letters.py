"""The letter with a code, from the question to the mailbox; and the two letters of a claim."""

import re
from datetime import timedelta

import pytest

from hellowork_portal.adapters.database import transaction
from hellowork_portal.jobs import mails
from hellowork_portal.jobs.kinds import Family
from hellowork_portal.jobs.queue import JOB
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.kit.i18n import LANGUAGES, say_in_mail
from hellowork_portal.kit.principal import GuestPass, Principal, PrincipalKind
from hellowork_portal.models import JobState, Mode, Reservation
from hellowork_portal.services.guests import asking, claiming, opening, rules
from hellowork_portal.services.reservations.rules import number_shown
from tests.integration.jobs.families import Watch, jobs, tools
from tests.integration.mail.conftest import Post
from tests.integration.mail.ground import NAME, NOON, NUMBER, applicant, deliveries, lay

FAMILY = Family("mail", {"mail": mails.deliver}, JOB.c.kind == "mail", after_batch=mails.hang_up)
VALID = "K7M2P9Q4RG"
OWNER, SOMEBODY = f"{NUMBER.lower()}@example.jp", Principal(language="ja", address="192.0.2.1")


def ask(url: str, number: str, language: str = "ja", token: str = "") -> str:
    who = Principal(language=language, address="192.0.2.1")
    with transaction(url) as session:
        return asking.ask_for_code(session, principal=who, typed=number, token=token, mark="", now=NOON)


def work(url: str, post: Post, watch: Watch | None = None) -> None:
    runner = Runner(FAMILY, tools(url, watch or Watch(), post.mailer))
    while runner.run_once():
        pass


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_comes_by_mail_and_opens_the_reservation(
    database_url: str, post: Post, language: str
) -> None:
    lay(database_url, mode=Mode.TELEPHONE)
    token = ask(database_url, "ＡＢＣＤＥ－２３４５６", language)
    work(database_url, post)
    subject = say_in_mail(language, "mail.lookup_code.subject")
    [mail] = [one for one in post.mails(OWNER) if one.subject == subject]
    text = mail.body("plain")
    [code] = re.findall(r"(?<!\d)\d{6}(?!\d)", text)
    assert code not in mail.subject
    for said in ("ABCDE-23456", "15", say_in_mail(language, "mail.lookup_code.not_you")[:12]):
        assert said in text
    assert "http" not in text, "a code needs no link that somebody could imitate"
    assert code not in str([row.args for row in jobs(database_url)])
    with transaction(database_url) as session:
        told = opening.open_access(session, principal=SOMEBODY, token=token, typed=code, now=NOON)
    assert (told.outcome, told.number) == ("open", NUMBER)


def test_a_number_that_leads_nowhere_brings_no_mail_and_no_failed_job(database_url: str, post: Post) -> None:
    lay(database_url, mode=Mode.TELEPHONE)
    work(database_url, post)
    before = len(post.mails())
    for number in ("ABCDE23457", "nonsense", "9" * 10):
        ask(database_url, number)
    work(database_url, post)
    assert len(post.mails()) == before
    assert {row.state for row in jobs(database_url)} == {JobState.DONE}
    assert [row.kind for row in deliveries(database_url)] == ["reservation_confirmed_no_meeting"]


def test_the_code_asked_for_again_is_the_same_one(database_url: str, post: Post) -> None:
    lay(database_url, mode=Mode.TELEPHONE)
    token = ask(database_url, NUMBER)
    ask(database_url, NUMBER, token=token)
    work(database_url, post)
    bodies = [mail.body("plain") for mail in post.mails(OWNER) if "コード" in mail.subject]
    assert len(bodies) == 2
    assert len({re.findall(r"(?<!\d)\d{6}(?!\d)", body)[0] for body in bodies}) == 1


def test_a_mail_that_would_come_too_late_is_not_sent(database_url: str, post: Post) -> None:
    lay(database_url, mode=Mode.TELEPHONE)
    ask(database_url, NUMBER)
    watch = Watch()
    watch.pass_by(seconds=rules.CODE_LIFE.total_seconds())
    work(database_url, post, watch)
    assert [mail for mail in post.mails(OWNER) if "コード" in mail.subject] == []


def test_a_claim_tells_the_former_account_and_brings_the_details_to_the_new_one(
    database_url: str, post: Post
) -> None:
    ground = lay(database_url, mode=Mode.TELEPHONE)
    work(database_url, post)
    with transaction(database_url) as session:
        other = applicant("new@example.jp", name="職安 次郎")
        session.add(other)
        session.flush()
        session.get_one(Reservation, ground.reservation_id).number = VALID
        session.flush()
        guest = GuestPass(1, ground.reservation_id, ground.applicant_id)
        who = Principal(PrincipalKind.APPLICANT, other.id, language="en", guest=guest)
        claiming.claim_reservation(session, principal=who, number=VALID, now=NOON + timedelta(minutes=1))
    work(database_url, post, Watch(NOON + timedelta(minutes=2)))
    [away] = [mail for mail in post.mails(OWNER) if "別の利用者ID" in mail.subject]
    assert away.body("plain").startswith(f"{NAME} 様")
    assert "n•••@example.jp" in away.body("plain")
    assert "次郎" not in away.body("plain")
    [news] = post.mails("new@example.jp")
    assert news.body("plain").startswith("Dear 職安 次郎")
    assert number_shown(VALID) in news.body("plain")
    assert news.subject == "Hello Work: a reservation was moved to your user ID"
