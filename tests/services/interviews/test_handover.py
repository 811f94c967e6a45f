"""Nobody leaves with interviews ahead: they are listed, and passed on first."""

from typing import Any

import pytest

from hellowork_portal.kit.errors import NotAllowed, SignInNeeded
from hellowork_portal.models import StaffMember, StaffRole
from hellowork_portal.services.assignments.errors import CounsellorBusy, InterviewsLeft, NoCounsellor
from hellowork_portal.services.interviews import assigning, service
from hellowork_portal.services.staff.handover import hand_over, handovers_of
from hellowork_portal.services.staff.leaving import close_account, end_role
from tests.services.interviews.conftest import END, START, Day


@pytest.fixture
def two(day: Day) -> tuple[int, int]:
    """Two interviews of today that are mine."""
    ids = (day.book(day.slot())[1], day.book(day.slot("15:00"), "taro@example.jp")[1])
    for one in ids:
        day.act(assigning.assign, one, counsellor_id=day.mine.staff_id)
    return ids


def leave(day: Day, now: Any = START) -> None:
    day.do(close_account, principal=day.manager, staff_id=day.mine.staff_id, now=now)


def pass_to(day: Day, to_id: int, **changes: Any) -> int:
    given = {"principal": day.manager, "office_code": day.office, "staff_id": day.mine.staff_id, "now": START}
    return day.do(hand_over, to_id=to_id, **given | changes)


def whose(day: Day, ids: tuple[int, int]) -> list[int | None]:
    return [day.interview(one).counsellor_id for one in ids]


def test_an_account_closes_only_after_its_interviews_were_passed_on(day: Day, two: tuple[int, int]) -> None:
    with pytest.raises(InterviewsLeft) as told:
        leave(day)
    assert told.value.values == {"count": 2}
    role = day.rows(StaffRole, staff_member_id=day.mine.staff_id)[0].id
    with pytest.raises(InterviewsLeft):
        day.do(end_role, principal=day.manager, role_id=role, now=START)
    assert day.row(StaffMember, id=day.mine.staff_id).closed_at is None
    [line] = day.see(handovers_of, principal=day.manager, office_code=day.office, now=START)
    assert (line.staff_id, len(line.interviews)) == (day.mine.staff_id, 2)
    assert {one.staff_id for one in line.receivers} == {day.colleague.staff_id, day.manager.staff_id}
    assert pass_to(day, day.colleague.staff_id) == 2
    assert whose(day, two) == [day.colleague.id] * 2
    assert len(day.recorded("interview.handed_over")) == 2
    leave(day)
    assert day.row(StaffMember, id=day.mine.staff_id).closed_at == START


def test_what_is_over_holds_nobody_back(day: Day, two: tuple[int, int]) -> None:
    day.act(service.start, two[0])
    day.act(service.finish, two[0], now=END)
    assert pass_to(day, 0) == 1
    assert whose(day, two) == [day.mine.id, None]
    leave(day)


def test_who_is_busy_or_works_elsewhere_takes_nothing_over(day: Day, two: tuple[int, int]) -> None:
    _, third = day.book(
        day.slot("15:00", offering=day.certification), "jiro@example.jp", number="13010260000001"
    )
    day.act(assigning.assign, third, counsellor_id=day.colleague.staff_id)
    with pytest.raises(CounsellorBusy):
        pass_to(day, day.colleague.staff_id)
    for nobody in (day.other.staff_id, 10_000):
        with pytest.raises(NoCounsellor):
            pass_to(day, nobody)
    assert whose(day, two) == [day.mine.id] * 2, "all or nothing"


def test_only_those_who_look_after_the_office_pass_on(day: Day, two: tuple[int, int]) -> None:
    to_id = day.colleague.staff_id
    for by, office in ((day.mine, day.office), (day.other, day.office), (day.manager, "HW27-001")):
        with pytest.raises(NotAllowed):
            pass_to(day, to_id, principal=by, office_code=office)
        with pytest.raises(NotAllowed):
            day.see(handovers_of, principal=by, office_code=office, now=START)
    who, _ = day.book(day.slot("16:00"), "citizen@example.jp")
    with pytest.raises(SignInNeeded):
        pass_to(day, to_id, principal=who)
    assert whose(day, two) == [day.mine.id] * 2
