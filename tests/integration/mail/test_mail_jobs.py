"""Letters that are not about a reservation, from the job to the mailbox."""

from hellowork_portal.adapters.database import transaction
from hellowork_portal.jobs import mails
from hellowork_portal.jobs.kinds import Family
from hellowork_portal.jobs.queue import JOB
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.kit.sealing import seal
from hellowork_portal.models import DeliveryState, JobState
from hellowork_portal.services.outbox.service import NewJob
from tests.integration.jobs.families import Watch, job, jobs, put, tools
from tests.integration.mail.conftest import Post
from tests.integration.mail.ground import NAME, applicant, deliveries

FAMILY = Family("mail", {"mail": mails.deliver}, JOB.c.kind == "mail", after_batch=mails.hang_up)


def test_a_secret_link_lies_sealed_in_the_job_and_open_in_the_letter(database_url: str, post: Post) -> None:
    link = "https://portal.example.jp/links/register?token=topsecret"
    args = {"mail": "register_link", "to": "new@example.jp", "language": "en", "link_sealed": seal(link)}
    put(database_url, NewJob("mail", "mail:register:1", args))
    Runner(FAMILY, tools(database_url, Watch(), post.mailer)).run_once()
    [mail] = post.mails("new@example.jp")
    assert mail.subject == "Hello Work: complete your registration"
    assert link in mail.body("plain")
    assert all("topsecret" not in str(row.args) for row in jobs(database_url))


def test_a_letter_to_an_account_finds_name_and_address_itself(database_url: str, post: Post) -> None:
    with transaction(database_url) as session:
        person = applicant("hanako@example.jp")
        session.add(person)
        session.flush()
        person_id = person.id
    put(database_url, NewJob("mail", "k", {"mail": "register_done", "applicant_id": person_id}))
    Runner(FAMILY, tools(database_url, Watch(), post.mailer)).run_once()
    [mail] = post.mails("hanako@example.jp")
    assert mail.body("plain").startswith(f"{NAME} 様")
    assert deliveries(database_url)[0].applicant_id == person_id


def test_a_forged_recipient_list_reaches_nobody(database_url: str, post: Post) -> None:
    args = {"mail": "reset_unknown", "to": "a@example.jp, b@example.jp", "language": "ja"}
    put(database_url, NewJob("mail", "forged", args))
    Runner(FAMILY, tools(database_url, Watch(), post.mailer)).run_once()
    assert post.mails() == []
    [row] = deliveries(database_url)
    assert (row.state, row.error) == (DeliveryState.REFUSED, "address")


def test_an_unknown_letter_dies_visibly(database_url: str, post: Post) -> None:
    put(database_url, NewJob("mail", "k", {"mail": "valentine", "to": "a@example.jp"}))
    Runner(FAMILY, tools(database_url, Watch(), post.mailer)).run_once()
    assert (job(database_url, "k").state, job(database_url, "k").error) == (JobState.DEAD, "unknown_mail")
