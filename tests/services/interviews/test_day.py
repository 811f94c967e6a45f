"""The day of an interview: each step, one step back, and everybody who may not."""

from typing import Any

import pytest

from hellowork_portal.kit.errors import Invalid, NotAllowed, SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import in_all
from hellowork_portal.models import Interview, MeetingState
from hellowork_portal.services.interviews import errors, service
from hellowork_portal.services.interviews.board import day_board, open_day
from hellowork_portal.services.interviews.detail import interview_detail
from hellowork_portal.services.interviews.hosting import room_to_host
from hellowork_portal.services.reservations.errors import ReservationNotFound
from tests.factories import TODAY, assert_seats_add_up, at, make_applicant, principal_of
from tests.services.interviews.conftest import END, START, Day, minutes

RIGHT: dict[str, Any] = {"method": "driving_licence", "result": "confirmed"}


def test_a_whole_interview_from_the_door_to_the_end(day: Day) -> None:
    slot = day.slot()
    who, one = day.book(slot)
    assert (day.stage(one), day.stage(one, END - minutes(1)), day.stage(one, END)) == (
        "expected", "expected", "overdue",
    )  # fmt: skip
    number = day.number(one)
    day.do(service.arrived, principal=who, number=number, now=START - minutes(5))
    assert day.stage(one) == "waiting"
    assert day.board()[str(one)][2] == "13:55"
    day.act(service.check_identity, one, **RIGHT)
    assert day.stage(one) == "identified"
    day.act(service.start, one)
    assert (day.stage(one), day.stage(one, END)) == ("in_progress", "overrun")
    assert day.interview(one).counsellor_id == day.mine.id, "who begins it has it"
    day.act(service.finish, one, now=END)
    assert (day.state(one), day.stage(one)) == ("completed", "done")
    assert day.taken(slot) == 0
    assert_seats_add_up(day)
    told = ("arrived", "identified", "started", "finished")
    assert [len(day.recorded(f"interview.{action}")) for action in told] == [1, 1, 1, 1]
    assert day.recorded("interview.identified")[0].details == RIGHT


def test_a_person_waits_only_while_the_door_is_open_and_only_at_their_own(day: Day) -> None:
    who, one = day.book(day.slot())
    number = day.number(one)
    for now in (START - minutes(11), END):
        day.do(service.arrived, principal=who, number=number, now=now)
    assert (day.state(one), day.rows(Interview)) == ("confirmed", [])
    stranger = principal_of(day.do(make_applicant, "taro@example.jp"))
    for person, error in ((stranger, ReservationNotFound), (Principal(), SignInNeeded)):
        with pytest.raises(error):
            day.do(service.arrived, principal=person, number=number, now=START)
    day.do(service.arrived, principal=who, number=number, now=START)
    day.do(service.arrived, principal=who, number=number, now=START + minutes(3))
    assert day.interview(one).waiting_since == START, "the first time counts"


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_every_step_can_be_taken_back(day: Day, steps: int) -> None:
    slot = day.slot()
    _, one = day.book(slot)
    deeds: list[tuple[Any, dict[str, Any]]] = [
        (service.check_in, {}), (service.check_identity, RIGHT), (service.start, {}), (service.finish, {}),
    ]  # fmt: skip
    for deed, given in deeds[:steps]:
        day.act(deed, one, **given)
    stages = ("expected", "waiting", "identified", "in_progress", "done")
    for left in range(steps, 0, -1):
        assert day.stage(one) == stages[left]
        day.act(service.step_back, one)
    assert (day.stage(one), day.taken(slot)) == ("expected", 1)
    assert_seats_add_up(day)
    with pytest.raises(errors.StepImpossible):
        day.act(service.step_back, one)


def test_a_no_show_is_one_from_the_beginning_on_and_can_be_taken_back(day: Day) -> None:
    slot = day.slot()
    _, one = day.book(slot)
    with pytest.raises(errors.TooEarly):
        day.act(service.mark_no_show, one, now=START - minutes(1))
    day.act(service.mark_no_show, one)
    assert (day.stage(one), day.taken(slot)) == ("no_show", 0)
    day.act(service.step_back, one)
    assert (day.stage(one), day.taken(slot)) == ("expected", 1)


def test_a_seat_that_was_given_away_does_not_come_back(day: Day) -> None:
    slot = day.slot(capacity=1)
    _, one = day.book(slot)
    day.act(service.mark_no_show, one)
    day.do(_take, slot)
    with pytest.raises(errors.SeatGone):
        day.act(service.step_back, one)
    assert day.state(one) == "no_show"


def _take(session: Any, slot_id: int) -> None:
    from hellowork_portal.services.reservations.seats import take_seat

    take_seat(session, slot_id)


def test_without_a_meeting_nobody_is_absent(day: Day) -> None:
    from sqlalchemy import update

    from hellowork_portal.kit.sql import table_of
    from hellowork_portal.models import Meeting

    _, one = day.book(day.slot())
    failed = update(table_of(Meeting)).values(state=MeetingState.FAILED)
    day.do(lambda session: session.connection().execute(failed))
    with pytest.raises(errors.OurSide):
        day.act(service.mark_no_show, one)


def test_a_certification_ends_only_with_somebody_who_was_recognised(day: Day) -> None:
    _, one = day.book(day.slot(offering=day.certification), number="13010260000001")
    day.act(service.start, one)
    with pytest.raises(errors.IdentityMissing):
        day.act(service.finish, one)
    day.act(service.check_identity, one, method="questions", result="doubtful")
    with pytest.raises(errors.IdentityMissing):
        day.act(service.finish, one)
    day.act(service.check_identity, one, **RIGHT)
    day.act(service.finish, one)
    assert day.stage(one) == "done"


def test_steps_have_their_day_and_their_order(day: Day) -> None:
    _, one = day.book(day.slot())
    for now in (at(-1), at(1)):
        for deed in (service.check_in, service.start, service.step_back):
            with pytest.raises(errors.NotTheDay):
                day.act(deed, one, now=now)
    wrong: list[dict[str, Any]] = [
        {"method": "", "result": "confirmed"},
        {"method": "passport", "result": "x"},
    ]
    for given in wrong:
        with pytest.raises(Invalid):
            day.act(service.check_identity, one, **given)
    with pytest.raises(errors.StepImpossible):
        day.act(service.finish, one)
    assert day.state(one) == "confirmed"


def test_of_two_who_press_at_once_the_second_is_told(day: Day) -> None:
    _, one = day.book(day.slot())
    seen = day.seen(one)
    day.act(service.start, one, seen=seen)
    with pytest.raises(errors.InterviewMoved) as told:
        day.act(service.mark_no_show, one, by=day.colleague, seen=seen)
    assert told.value.values["stage"] == in_all("staff.day.stage.in_progress")
    assert day.stage(one) == "in_progress"


def commands(one: int) -> list[tuple[Any, dict[str, Any]]]:
    deeds = (service.check_in, service.start, service.finish, service.mark_no_show, service.step_back)
    seen: dict[str, Any] = {"reservation_id": one, "seen": 0}
    return [
        *[(deed, seen) for deed in deeds],
        (service.check_identity, seen | RIGHT),
        (interview_detail, {"reservation_id": one}),
        (room_to_host, {"reservation_id": one}),
    ]


def test_others_are_refused_alike_whatever_they_name(day: Day) -> None:
    who, one = day.book(day.slot())
    before = day.everything()
    for number in (one, one + 1000, 0):
        for command, given in commands(number):
            for person, error in ((day.other, NotAllowed), (who, SignInNeeded), (Principal(), SignInNeeded)):
                with pytest.raises(error):
                    day.do(command, principal=person, now=START, **given)
    for view in (day_board, open_day):
        for person, code in ((day.other, day.office), (day.mine, "HW27-001"), (day.mine, "nowhere")):
            with pytest.raises(NotAllowed):
                day.do(view, principal=person, office_code=code, on_day=None, now=START)
    assert day.everything() == before


def test_a_hold_is_nobodys_interview(day: Day) -> None:
    from hellowork_portal.services.reservations.holds import hold_seat

    who = principal_of(day.do(make_applicant, "hold@example.jp"))
    hold_id = day.do(hold_seat, principal=who, slot_id=day.slot(), now=at(-1))
    assert day.board() == {}
    with pytest.raises(NotAllowed):
        day.act(service.check_in, hold_id, seen=0)


def test_the_board_shows_the_day_in_order_and_who_looked_is_recorded(day: Day) -> None:
    _, late = day.book(day.slot("15:00"), "late@example.jp", name="遅井 三郎")
    _, early = day.book(day.slot("10:00"), "early@example.jp", name="早川 一郎")
    day.act(service.start, late)
    view = day.do(open_day, principal=day.mine, office_code=day.office, on_day=TODAY, now=START)
    assert [(row.id, row.starts, row.name, row.stage) for row in view.rows] == [
        (early, "10:00", "早川 一郎", "overdue"), (late, "15:00", "遅井 三郎", "in_progress"),
    ]  # fmt: skip
    assert {one.name for one in view.counsellors} == {"同僚 花子", "所長 次郎", "相談 太郎"}
    [entry] = day.recorded("interview.day_viewed")
    assert entry.details == {"day": "2026-12-01", "seen": 2}
    told = str(day.board())
    assert "早川" not in told
    empty = day.do(day_board, principal=day.mine, office_code=day.office, on_day=at(2).date(), now=START)
    assert (empty.rows, empty.on_day, empty.is_today) == ([], "2026-12-03", False)


def test_who_opens_an_interview_reads_what_it_needs_and_is_recorded(day: Day) -> None:
    _, one = day.book(day.slot(), number="13010260000001")
    view = day.do(interview_detail, principal=day.mine, reservation_id=one, now=START)
    assert (view.name, view.phone, view.claimant_number[-1]) == ("職安 花子", "0312345678", "1")
    assert [(line.answer) for line in view.answers] == ["a talk"]
    assert len(day.recorded("interview.viewed")) == 1


def test_the_rooms_key_is_for_the_day_and_for_who_goes_on(day: Day) -> None:
    _, one = day.book(day.slot())
    assert day.do(room_to_host, principal=day.mine, reservation_id=one, now=START) == f"room-{one}"
    with pytest.raises(errors.NotTheDay):
        day.do(room_to_host, principal=day.mine, reservation_id=one, now=at(1))
    day.act(service.mark_no_show, one)
    with pytest.raises(errors.StepImpossible):
        day.do(room_to_host, principal=day.mine, reservation_id=one, now=START)
