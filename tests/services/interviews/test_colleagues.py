"""Whose interviews are, what is noted about them, what citizens tell, and work that changes hands."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import update

from hellowork_portal.kit.errors import Invalid, NotAllowed, SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import DayNotice, InterviewNote, Reservation
from hellowork_portal.services.assignments.errors import CounsellorBusy, NoCounsellor
from hellowork_portal.services.day_notices.service import interview_of, send_day_notice
from hellowork_portal.services.interviews import assigning, errors, notes, notices, service
from hellowork_portal.services.interviews.detail import interview_detail
from hellowork_portal.services.reservations.errors import SlotNotOffered
from tests.factories import assert_seats_add_up, at
from tests.services.interviews.conftest import START, Day, minutes


def give(day: Day, one: int, to: Principal, **more: Any) -> None:
    day.act(assigning.assign, one, counsellor_id=to.staff_id, **more)


def whose(day: Day, *ids: int) -> list[int | None]:
    return [day.interview(one).counsellor_id for one in ids]


def test_interviews_are_given_and_given_back(day: Day) -> None:
    _, one = day.book(day.slot())
    give(day, one, day.colleague)
    assert whose(day, one) == [day.colleague.id]
    day.act(assigning.assign, one, counsellor_id=0)
    assert whose(day, one) == [None]
    for nobody in (day.other.staff_id, 10_000):
        with pytest.raises(NoCounsellor):
            day.act(assigning.assign, one, counsellor_id=nobody)
    with pytest.raises(errors.InterviewMoved):
        give(day, one, day.mine, seen=0)


def test_nobody_holds_two_interviews_at_once_but_two_can_be_swapped(day: Day) -> None:
    slot = day.slot()
    (_, one), (_, two) = day.book(slot), day.book(slot, "taro@example.jp")
    give(day, one, day.mine)
    with pytest.raises(CounsellorBusy):
        give(day, two, day.mine)
    give(day, two, day.colleague)
    day.act(assigning.swap, one, other_id=two)
    assert whose(day, one, two) == [day.colleague.id, day.mine.id]
    with pytest.raises(NotAllowed):
        day.act(assigning.swap, one, other_id=one)
    day.act(service.start, one)
    day.act(service.finish, one)
    with pytest.raises(errors.StepImpossible):
        give(day, one, day.manager)


def test_notes_are_appended_sealed_and_read_with_their_authors(day: Day) -> None:
    _, one = day.book(day.slot())
    written = [(day.mine, "求人を2件紹介した。"), (day.colleague, "😀" * 10 + "\n続き")]
    for by, text in [*written, written[1]]:
        day.do(notes.add_note, principal=by, reservation_id=one, text=f"  {text} ", now=START)
    view = day.do(interview_detail, principal=day.mine, reservation_id=one, now=START)
    assert [(line.author, line.text) for line in view.notes] == [
        ("同僚 花子", "😀" * 10 + "\n続き"), ("相談 太郎", "求人を2件紹介した。"),
    ]  # fmt: skip
    assert "求人" not in day.everything()
    for text, error in ((" \n", errors.NoteEmpty), ("あ" * 2001, errors.NoteTooLong)):
        with pytest.raises(error):
            day.do(notes.add_note, principal=day.mine, reservation_id=one, text=text, now=START)
    with pytest.raises(NotAllowed):
        day.do(notes.add_note, principal=day.other, reservation_id=one, text="x", now=START)
    assert len(day.rows(InterviewNote)) == 2


def tell(day: Day, who: Principal, one: int, kind: str = "cannot_connect", late: int = 0) -> None:
    number = day.number(one)
    day.do(send_day_notice, principal=who, number=number, kind=kind, minutes=late, now=START - minutes(5))


def own(day: Day, who: Principal, one: int, now: datetime = START) -> tuple[str, str]:
    """What the person's own page says: what they told, and what the office has done about it."""
    view = day.do(interview_of, principal=who, number=day.number(one), now=now)
    return view.told, view.answer


def test_what_is_told_stands_on_the_board_until_somebody_answers(day: Day) -> None:
    who, one = day.book(day.slot())
    tell(day, who, one, "late", 10)
    assert day.board()[str(one)][5:7] == ["late", 10]
    assert own(day, who, one) == ("late", "")
    tell(day, who, one)
    assert day.board()[str(one)][5:7] == ["cannot_connect", 0]
    reply = {"principal": day.mine, "reservation_id": one, "now": START}
    day.do(notices.answer_notice, reply="called", **reply)
    assert day.board()[str(one)][5] == ""
    assert [row.answer for row in day.rows(DayNotice)] == ["called", "called"]
    assert own(day, who, one) == ("cannot_connect", "called")
    with pytest.raises(errors.NoticeAnswered):
        day.do(notices.answer_notice, reply="waiting", **reply)
    for word in ("moved", "", "x" * 99):
        with pytest.raises(Invalid):
            day.do(notices.answer_notice, reply=word, **reply)


def test_a_cause_on_our_side_is_never_a_no_show(day: Day) -> None:
    who, one = day.book(day.slot())
    tell(day, who, one)
    given = {"principal": day.mine, "reservation_id": one, "now": START}
    day.do(notices.answer_notice, reply="our_side", **given)
    with pytest.raises(errors.OurSide):
        day.act(service.mark_no_show, one)
    _, two = day.book(day.slot("15:00"), "taro@example.jp")
    day.act(notices.note_our_side, two)
    with pytest.raises(errors.OurSide):
        day.act(service.mark_no_show, two, now=at(0, "15:00"))


def test_another_time_today_is_agreed_by_telephone_and_told_by_mail(day: Day) -> None:
    slot, later, tomorrow = day.slot(), day.slot("16:00"), day.do(_tomorrow, day.counselling)
    who, one = day.book(slot)
    day.do(service.arrived, principal=who, number=day.number(one), now=START)
    tell(day, who, one)
    given = {"principal": day.mine, "reservation_id": one, "now": START}
    with pytest.raises(SlotNotOffered):
        day.do(notices.offer_today, slot_id=tomorrow, **given)
    free = day.do(interview_detail, **given).free_today
    assert [(choice.id, choice.label) for choice in free] == [(later, "16:00〜16:30")]
    day.do(notices.offer_today, slot_id=later, **given)
    row = day.row(Reservation, id=one)
    assert (row.slot_id, row.state, row.starts_at) == (later, "confirmed", at(0, "16:00"))
    assert day.board()[str(one)][0] == "expected"
    assert [notice.answer for notice in day.rows(DayNotice)] == ["moved"]
    assert own(day, who, one) == ("cannot_connect", "moved")
    [letter] = [job for job in day.jobs("mail") if job["mail"] == "reservation_changed"]
    assert "電話でお話し" in letter["reason"]["ja"]
    assert_seats_add_up(day)


def test_what_was_told_on_another_day_is_not_said_of_the_new_one(day: Day) -> None:
    who, one = day.book(day.slot())
    tell(day, who, one)
    assert own(day, who, one) == ("cannot_connect", "")
    starts = {"starts_at": at(1), "ends_at": at(1) + minutes(30)}
    row = table_of(Reservation)
    day.do(lambda db: db.connection().execute(update(row).where(row.c.id == one).values(**starts)))
    assert own(day, who, one, at(1)) == ("", "")


def _tomorrow(session: Any, offering_id: int) -> int:
    from hellowork_portal.models import Offering
    from tests.factories import make_slot

    return make_slot(session, session.get_one(Offering, offering_id), at(1)).id or 0


def test_others_answer_and_assign_nothing(day: Day) -> None:
    who, one = day.book(day.slot())
    tell(day, who, one)
    before = day.everything()
    forged: list[tuple[Any, dict[str, Any]]] = [
        (notices.answer_notice, {"reply": "called"}), (notices.offer_today, {"slot_id": day.slot("17:00")}),
        (notices.note_our_side, {"seen": 0}), (assigning.assign, {"seen": 0, "counsellor_id": 1}),
        (assigning.swap, {"seen": 0, "other_id": one}), (notes.add_note, {"text": "x"}),
    ]  # fmt: skip
    before = day.everything()
    for number in (one, one + 1000):
        for command, given in forged:
            for person, error in ((day.other, NotAllowed), (who, SignInNeeded)):
                with pytest.raises(error):
                    day.do(command, principal=person, reservation_id=number, now=START, **given)
    assert day.everything() == before
