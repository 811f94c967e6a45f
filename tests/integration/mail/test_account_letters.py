"""Letters about accounts, from the job to the mailbox: to whom they go, and to whom no longer."""

import pytest
from sqlmodel import Session

from hellowork_portal.adapters.database import transaction
from hellowork_portal.jobs import mails
from hellowork_portal.jobs.kinds import Family
from hellowork_portal.jobs.queue import JOB
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.models import Applicant, Delivery, DeliveryState, JobState, Mode
from hellowork_portal.services.access.owners import closed_address
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import NewJob
from tests.integration.jobs.families import Watch, jobs, put, tools
from tests.integration.mail.conftest import Post
from tests.integration.mail.ground import NAME, NOON, applicant, deliveries, lay

FAMILY = Family("mail", {"mail": mails.deliver}, JOB.c.kind == "mail", after_batch=mails.hang_up)
OLD, NEW = "old@example.jp", "new@example.jp"


@pytest.fixture
def person_id(database_url: str) -> int:
    with transaction(database_url) as session:
        person = applicant(NEW)
        session.add(person)
        session.flush()
        return person.id or 0


def run(url: str, post: Post, job: NewJob) -> None:
    put(url, job)
    Runner(FAMILY, tools(url, Watch(), post.mailer)).run_once()


def close(url: str, person_id: int) -> None:
    def empty(session: Session) -> None:
        person = session.get_one(Applicant, person_id)
        person.mail_address, person.name, person.closed_at = closed_address(person_id), "", NOON

    with transaction(url) as session:
        empty(session)


def changed(person_id: int) -> NewJob:
    link = "https://portal.example.jp/links/objection?token=topsecret"
    return letter(
        "address_changed",
        1,
        now=NOON,
        language="ja",
        to=OLD,
        applicant_id=person_id,
        link=link,
        new_address="n•••@example.jp",
    )


def test_the_former_address_is_told_with_the_way_to_object(
    database_url: str, post: Post, person_id: int
) -> None:
    run(database_url, post, changed(person_id))
    assert post.mails(NEW) == []
    [mail] = post.mails(OLD)
    text = mail.body("plain")
    assert text.startswith(f"{NAME} 様")
    for said in ("n•••@example.jp", "72時間以内", "/links/objection?token=topsecret"):
        assert said in text
    assert [(row.applicant_id, row.recipient) for row in deliveries(database_url)] == [(person_id, OLD)]
    assert "topsecret" not in str([row.args for row in jobs(database_url)])


def test_the_goodbye_names_the_person_who_is_no_longer_known(
    database_url: str, post: Post, person_id: int
) -> None:
    close(database_url, person_id)
    goodbye = letter(
        "account_closed_cancelled",
        person_id,
        now=NOON,
        language="ja",
        to=OLD,
        applicant_id=person_id,
        name=NAME,
        numbers="ABCDE-23456",
    )
    run(database_url, post, goodbye)
    [mail] = post.mails(OLD)
    assert mail.body("plain").startswith(f"{NAME} 様")
    assert "ABCDE-23456" in mail.body("plain")
    assert "ABCDE-23456" not in str([row.args for row in jobs(database_url)])


def test_a_closed_account_gets_no_letter_that_was_still_on_its_way(
    database_url: str, post: Post, person_id: int
) -> None:
    waiting = NewJob("mail", "k", {"mail": "password_changed", "applicant_id": person_id, "language": "ja"})
    key = mails.notices.message_id_of("k", mails.settings().smtp.sender)
    with transaction(database_url) as session:
        row = Delivery(
            message_id=key,
            kind="password_changed",
            recipient=closed_address(person_id),
            applicant_id=person_id,
            state=DeliveryState.QUEUED,
            created_at=NOON,
        )
        session.add(row)
    close(database_url, person_id)
    run(database_url, post, waiting)
    assert post.mails() == []
    assert deliveries(database_url) == [], "nobody waits for it"
    assert [row.state for row in jobs(database_url)] == [JobState.DONE]


def test_a_confirmation_to_a_closed_account_is_not_sent(database_url: str, post: Post) -> None:
    ground = lay(database_url)
    close(database_url, ground.applicant_id)
    Runner(FAMILY, tools(database_url, Watch(), post.mailer)).run_once()
    assert post.mails() == []


def test_letters_about_a_reservation_come_in_the_language_that_was_chosen(
    database_url: str, post: Post
) -> None:
    ground = lay(database_url, mode=Mode.TELEPHONE)
    with transaction(database_url) as session:
        person = session.get_one(Applicant, ground.applicant_id)
        person.language, person.follows_page_language = "en", False
        to = person.mail_address
    Runner(FAMILY, tools(database_url, Watch(), post.mailer)).run_once()
    [mail] = post.mails(to)
    assert mail.body("plain").startswith("Dear ")
