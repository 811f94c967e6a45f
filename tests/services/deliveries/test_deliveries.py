"""What leaves an office's house: seen, tried again, given up; by its own staff."""

from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.settings import settings
from hellowork_portal.models import AuditEntry, Delivery, DeliveryState, Job, JobState
from hellowork_portal.services.deliveries import errors
from hellowork_portal.services.deliveries.service import (
    letters_sent,
    retry_delivery,
    stop_delivery,
    stuck,
    waiting_at,
)
from hellowork_portal.services.notices.service import Addressed, begin_delivery, mark_refused, message_id_of
from tests.factories import NOW, TODAY
from tests.services.schedule_changes.conftest import Bureau, staff

LATER = NOW + timedelta(minutes=10)
OFFICE, OTHER = "13010", "13020"


@pytest.fixture
def booked(bureau: Bureau) -> int:
    return bureau.book(bureau.slots()[0].id)


def who(bureau: Bureau) -> Principal:
    return staff(bureau.office_id, Role.COUNSELLOR)


def set_job(bureau: Bureau, kind: str, **values: Any) -> int:
    """Bring the job of a kind to a state; return its id."""
    row = bureau.rows(Job, kind=kind)[0]

    def write(session: Any) -> None:
        job = session.get_one(Job, row.id)
        for name, value in values.items():
            setattr(job, name, value)

    bureau.do(write)
    return row.id


def waiting(bureau: Bureau, now: Any = NOW, **named: Any) -> list[Any]:
    given = {"principal": who(bureau), "office_code": OFFICE} | named
    return bureau.do(waiting_at, now=now, **given)


def count(bureau: Bureau, now: Any = LATER) -> tuple[int, int]:
    found = bureau.see(stuck, principal=who(bureau), office_id=bureau.office_id, now=now)
    return found.letters, found.meetings


def test_what_only_waits_its_turn_is_not_stuck(bureau: Bureau, booked: int) -> None:
    assert (waiting(bureau), count(bureau, NOW)) == ([], (0, 0))


def test_what_was_given_up_tried_in_vain_or_never_begun_is_stuck_with_its_cause(
    bureau: Bureau, booked: int
) -> None:
    set_job(bureau, "mail", state=JobState.DEAD, error="mailer_away refused")
    set_job(bureau, "meeting.create", error="no_host_free", run_at=LATER + timedelta(hours=1))
    lines = waiting(bureau)
    assert [(one.kind, one.state) for one in lines] == [
        ("reservation_confirmed", "dead"), ("meeting_create", "retrying"),
    ]  # fmt: skip
    assert "メールサーバー" in lines[0].error["ja"]
    assert "host" in lines[1].error["en"]
    assert count(bureau) == (1, 1)
    assert count(bureau, LATER + timedelta(days=60)) == (0, 0), "long over"


def test_a_worker_that_does_not_run_is_noticed(bureau: Bureau, booked: int) -> None:
    assert count(bureau) == (1, 1)
    assert all("ワーカー" in one.error["ja"] for one in waiting(bureau, LATER))


def test_trying_again_gives_all_attempts_and_a_second_click_changes_nothing(
    bureau: Bureau, booked: int
) -> None:
    job = set_job(bureau, "mail", state=JobState.DEAD, error="TypeError f-1", attempt=12, done_at=NOW)
    for _ in range(2):
        bureau.do(retry_delivery, principal=who(bureau), job_id=job, now=LATER)
    row = bureau.row(Job, id=job)
    assert (row.state, row.attempt, row.error, row.run_at, row.done_at) == ("ready", 0, "", LATER, None)


def test_a_letter_that_is_stopped_never_leaves(bureau: Bureau, booked: int) -> None:
    job = set_job(bureau, "mail", error="mail_postponed")
    message = message_id_of(bureau.row(Job, id=job).key, settings().smtp.sender)
    letter = Addressed(message, "reservation_confirmed", "hanako@example.jp", reservation_id=booked)
    bureau.do(begin_delivery, letter, now=NOW)
    bureau.do(stop_delivery, principal=who(bureau), job_id=job, now=NOW)
    assert (bureau.row(Job, id=job).state, bureau.rows(Delivery)) == ("done", [])
    with pytest.raises(errors.DeliveryUnknown):
        bureau.do(retry_delivery, principal=who(bureau), job_id=job, now=NOW)
    assert bureau.row(AuditEntry, action="delivery.stopped").details == {"kind": "mail"}


def test_a_meetings_making_is_not_stopped_and_what_runs_is_left_alone(bureau: Bureau, booked: int) -> None:
    meeting = set_job(bureau, "meeting.create", error="no_host_free")
    with pytest.raises(errors.DeliveryNeeded):
        bureau.do(stop_delivery, principal=who(bureau), job_id=meeting, now=NOW)
    mail = set_job(bureau, "mail", state=JobState.RUNNING, lease_ends_at=LATER, error="x")
    for command in (retry_delivery, stop_delivery):
        with pytest.raises(errors.DeliveryUnderWay):
            bureau.do(command, principal=who(bureau), job_id=mail, now=NOW)


def test_another_offices_deliveries_do_not_exist(bureau: Bureau, booked: int) -> None:
    job = set_job(bureau, "mail", state=JobState.DEAD, error="x")
    other = staff(bureau.other_office_id, Role.OFFICE_MANAGER)
    assert waiting(bureau, principal=other, office_code=OTHER) == []
    for command in (retry_delivery, stop_delivery):
        for wrong in (job, 0, 2**31 - 1):
            with pytest.raises(errors.DeliveryUnknown):
                bureau.do(command, principal=other, job_id=wrong, now=NOW)
    with pytest.raises(NotAllowed):
        waiting(bureau, principal=other)
    with pytest.raises(NotAllowed):
        bureau.see(stuck, principal=other, office_id=bureau.office_id, now=NOW)


def test_letters_are_listed_by_day_with_what_was_refused_and_masked_addresses(
    bureau: Bureau, booked: int
) -> None:
    for turn, state in enumerate((DeliveryState.SENT, DeliveryState.REFUSED)):
        letter = Addressed(f"m{turn}", "reservation_confirmed", "hanako@example.jp", reservation_id=booked)
        bureau.do(begin_delivery, letter, now=NOW)
        if state is DeliveryState.REFUSED:
            bureau.do(mark_refused, f"m{turn}", "550")

    def listed(**named: Any) -> list[Any]:
        span = {"first": TODAY, "last": TODAY} | named
        given = {"principal": who(bureau), "office_code": OFFICE}
        return bureau.do(letters_sent, now=NOW, **given, **span).lines

    assert [one.state for one in listed()] == ["refused", "waiting"]
    (refused,) = listed(refused=True)
    assert (refused.recipient, "550" in refused.error["ja"]) == ("h•••@example.jp", True)
    assert listed(first=TODAY + timedelta(days=1), last=TODAY + timedelta(days=2)) == []
