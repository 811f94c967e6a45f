"""Files of requests to move a 認定日, and how long both are kept."""

from datetime import timedelta

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Attachment, DayChangeRequest
from hellowork_portal.services.accounts.own_day_changes import withdraw_day_changes
from hellowork_portal.services.attachments import service as attachments
from hellowork_portal.services.attachments import tidying
from hellowork_portal.services.attachments.rules import OwnerKind
from hellowork_portal.services.attachments.service import StoredFile
from hellowork_portal.services.certifications import changes
from hellowork_portal.services.certifications.erasing import let_changes_go
from tests.factories import NOW
from tests.services.certifications.conftest import Bureau, weeks
from tests.services.certifications.test_changes import ask, refuse


def attach(bureau: Bureau, who: Principal, request_id: int, digest: str) -> None:
    file = StoredFile(digest.ljust(40, "0"), "受験票.pdf", "application/pdf", 1, 1, digest)
    about = {"principal": who, "kind": OwnerKind.DAY_CHANGE, "case_id": request_id, "now": NOW}
    assert bureau.do(attachments.attach, file=file, **about)


def test_files_go_with_a_request_that_is_taken_back_and_with_the_account(
    bureau: Bureau, person: Principal
) -> None:
    first, kept_one = ask(bureau, person), weeks(6).isoformat()
    attach(bureau, person, first, "a")
    bureau.do(changes.withdraw_change, principal=person, request_id=first, now=NOW)
    assert [job["key"][0] for job in bureau.jobs("file.forget")] == ["a"]
    refused = ask(bureau, person, from_day=kept_one)
    attach(bureau, person, refused, "b")
    refuse(bureau, refused)
    attach(bureau, person, ask(bureau, person), "c")
    bureau.do(withdraw_day_changes, person.applicant_id, now=NOW)
    assert sorted(job["key"][0] for job in bureau.jobs("file.forget")) == ["a", "c"]
    left = [row.day_change_request_id for row in bureau.rows(Attachment) if row.removed_at is None]
    assert left == [refused], "what was answered stays with its answer"


def test_requests_are_kept_five_years_answered_or_not_and_never_before_their_files(
    bureau: Bureau, person: Principal
) -> None:
    attach(bureau, person, ask(bureau, person), "a")
    refuse(bureau, ask(bureau, person, from_day=weeks(6).isoformat()))
    assert bureau.do(let_changes_go, now=NOW + timedelta(days=5 * 365)) == 0
    over = NOW + timedelta(days=5 * 366 + 1)
    assert bureau.do(let_changes_go, now=over) == 1, "the one without a file"
    assert bureau.do(tidying.let_go, now=over) == 1
    assert bureau.do(tidying.let_go, now=over + timedelta(days=31)) == 0
    assert bureau.do(let_changes_go, now=over + timedelta(days=31)) == 1
    assert bureau.rows(DayChangeRequest) == bureau.rows(Attachment) == []
