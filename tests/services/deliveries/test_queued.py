"""What an office still has to send: what waits its turn, and what is planned for later."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.models import Applicant, AuditEntry, Job, JobState, Reservation
from hellowork_portal.services.deliveries.queued import due_at, planned_at
from hellowork_portal.services.deliveries.service import PAGE, stop_delivery, waiting_at
from tests.factories import NOW, TODAY
from tests.services.schedule_changes.conftest import THURSDAY, Bureau, staff

OFFICE, OTHER = "13010", "13020"
THE_DAY_BEFORE = THURSDAY - timedelta(days=1)


@pytest.fixture
def booked(bureau: Bureau) -> int:
    return bureau.book(bureau.slots()[0].id)


def who(bureau: Bureau) -> Principal:
    return staff(bureau.office_id, Role.COUNSELLOR)


def due(bureau: Bureau, now: Any = NOW, **named: Any) -> Any:
    return bureau.do(due_at, now=now, **{"principal": who(bureau), "office_code": OFFICE} | named)


def planned(bureau: Bureau, now: Any = NOW, **named: Any) -> Any:
    given = {"principal": who(bureau), "office_code": OFFICE, "first": TODAY, "last": THURSDAY}
    return bureau.do(planned_at, now=now, **given | named)


def told(page: Any) -> list[tuple[str, str, bool]]:
    return [(line.kind, line.state, line.can_stop) for line in page.lines]


def change(bureau: Bureau, model: Any, row_id: int, **values: Any) -> None:
    def write(session: Session) -> None:
        for name, value in values.items():
            setattr(session.get_one(model, row_id), name, value)

    bureau.do(write)


def test_letters_and_meetings_wait_and_reminders_are_planned(bureau: Bureau, booked: int) -> None:
    assert sorted(told(due(bureau))) == [
        ("meeting_create", "waiting", False), ("reservation_confirmed", "waiting", True),
    ]  # fmt: skip
    assert told(planned(bureau)) == [("reservation_reminder", "planned", True)] * 2
    first, second = planned(bureau).lines
    assert ("12月9日" in first.when["ja"], "12月10日" in second.when["ja"]) == (True, True), "soonest first"
    assert first.number == bureau.reservation(booked).number
    assert bureau.rows(AuditEntry, action="delivery.searched")[-1].details == {"shown": 2}


def test_what_is_planned_is_asked_for_by_its_day_in_japan(bureau: Bureau, booked: int) -> None:
    def days(first: Any, last: Any) -> int:
        return len(planned(bureau, first=first, last=last).lines)

    assert days(TODAY, THE_DAY_BEFORE - timedelta(days=1)) == 0
    assert (days(TODAY, THE_DAY_BEFORE), days(THURSDAY, THURSDAY)) == (1, 1)


def test_a_planned_reminder_waits_when_its_time_has_come(bureau: Bureau, booked: int) -> None:
    moment = bureau.rows(Job, kind="reminder")[0].run_at
    assert len(planned(bureau, moment - timedelta(seconds=1)).lines) == 2
    assert (len(planned(bureau, moment).lines), len(due(bureau, moment).lines)) == (1, 3)
    late = due(bureau, moment + timedelta(minutes=6)).lines
    assert all("ワーカー" in line.error["ja"] for line in late), "nobody took them up"


def test_what_was_tried_in_vain_is_stuck_and_does_not_wait(bureau: Bureau, booked: int) -> None:
    job = bureau.rows(Job, kind="mail")[0].id
    for state in (JobState.READY, JobState.DEAD):
        change(bureau, Job, job, state=state, error="mailer_away refused")
        assert [line.kind for line in due(bureau).lines] == ["meeting_create"]
        stuck = bureau.do(waiting_at, principal=who(bureau), office_code=OFFICE, now=NOW)
        assert [line.job_id for line in stuck] == [job]
    change(bureau, Job, job, state=JobState.DONE, error="")
    assert [line.kind for line in due(bureau).lines] == ["meeting_create"]


def test_a_planned_reminder_is_stopped_and_gone(bureau: Bureau, booked: int) -> None:
    first, second = planned(bureau).lines
    bureau.do(stop_delivery, principal=who(bureau), job_id=first.job_id, now=NOW)
    assert [line.job_id for line in planned(bureau).lines] == [second.job_id]


@pytest.mark.parametrize("why", ["wants none", "cancelled"])
def test_a_reminder_that_would_not_be_sent_is_not_planned(bureau: Bureau, booked: int, why: str) -> None:
    if why == "cancelled":
        change(bureau, Reservation, booked, state="cancelled")
    else:
        change(bureau, Applicant, bureau.reservation(booked).applicant_id, wants_reminders=False)
    assert planned(bureau).lines == []
    assert len(due(bureau).lines) == 2, "letters and meetings go on"


def test_long_lists_come_in_pages(bureau: Bureau, booked: int) -> None:
    def more(session: Session) -> None:
        for turn in range(PAGE):
            args = {"reservation_id": booked, "mail": "reservation_reminder", "revision": 0, "minutes": turn}
            at = at_japan(TODAY + timedelta(days=1), turn)
            job = {"kind": "reminder", "key": f"one {turn}", "args": args, "run_at": at, "created_at": NOW}
            session.add(Job(**job))

    bureau.do(more)
    first, second, third = (planned(bureau, page=page) for page in (1, 2, 3))
    assert [(len(one.lines), one.page, one.has_more) for one in (first, second, third)] == [
        (PAGE, 1, True), (2, 2, False), (0, 3, False),
    ]  # fmt: skip
    assert {line.job_id for line in first.lines} & {line.job_id for line in second.lines} == set()


def test_another_offices_queue_is_not_seen(bureau: Bureau, booked: int) -> None:
    other = staff(bureau.other_office_id, Role.OFFICE_MANAGER)
    for asked in (due, planned):
        assert asked(bureau, principal=other, office_code=OTHER).lines == []
        for stranger in (other, staff(bureau.office_id, Role.POLICY_DESIGNER)):
            with pytest.raises(NotAllowed):
                asked(bureau, principal=stranger)
