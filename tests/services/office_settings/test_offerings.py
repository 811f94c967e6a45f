"""What an office offers: switched on from nothing, with hosts, step by step until somebody books."""

from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import Invalid, NotAllowed
from hellowork_portal.kit.settings import settings
from hellowork_portal.models import MeetingHost, Mode, Offering, Slot
from hellowork_portal.services.office_settings import errors
from hellowork_portal.services.office_settings.hosts import lend_host, withdraw_host
from hellowork_portal.services.office_settings.offerings import offer, set_mode, set_open
from hellowork_portal.services.office_settings.page import save_reach
from hellowork_portal.services.procedures.search import Filters, search
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.services.schedule_drafts import applying, weeks
from tests.factories import NOW, at, make_applicant, make_slot, principal_of
from tests.services.office_settings.conftest import NewOffice
from tests.services.schedule_drafts.conftest import MORNING

REACH = {"postal_code": "１６００００１", "address": "東京都新設区1-1", "phone": "03-1234-5678"}


def draw_week(house: NewOffice, offering_id: int) -> None:
    """Draw a morning of Mondays to Fridays and apply it from today on."""
    place = {"offering_id": offering_id, "day": ""}
    form: dict[str, Any] = {**MORNING, **{f"weekday-{day}": True for day in range(5)}}
    house.act(weeks.put_stretch, **place, form=form, replaced="")
    draft_id = house.act(weeks.finish_week, **place, form={"valid_from": "2026-12-01", "valid_to": ""})
    named = {"principal": house.manager, "office_id": house.office_id, "draft_id": draft_id, "now": NOW}
    shown = house.see(applying.show_change, **named)
    house.do(applying.apply_draft, **named, seen=shown.seen, form={})


def test_from_nothing_to_the_first_time_that_a_citizen_holds(house: NewOffice) -> None:
    assert house.steps() == {
        "reach": False, "offer": False, "week": False, "bookable": False, "booked": False,
    }  # fmt: skip
    house.act(save_reach, form=REACH)
    offering_id = house.act(offer, procedure_id=house.talk_id, mode="online")
    assert house.steps() == {
        "reach": True, "offer": True, "hosts": False, "week": False, "bookable": False, "booked": False,
    }  # fmt: skip
    draw_week(house, offering_id)
    assert house.rows(Slot) == [], "nobody can hold an online interview yet"
    house.act(lend_host, offering_id=offering_id, name="host@example.jp", lanes="2")
    view = house.settings()
    assert (view.is_set_up, view.bookable_id) == (True, offering_id)
    assert {slot.capacity for slot in house.rows(Slot)} == {2}
    found = house.see(search, filters=Filters(office_id=house.office_id), now=NOW).results
    assert [one.offering_id for one in found] == [offering_id]
    who = principal_of(house.do(make_applicant, "first@example.jp"))
    slot = next(slot for slot in house.rows(Slot) if slot.on_day.isoformat() == "2026-12-04")
    assert house.do(hold_seat, principal=who, slot_id=slot.id, now=NOW)
    assert [code for code, is_done in house.steps().items() if not is_done] == ["booked"], "a hold is none"


def test_a_demonstration_says_which_host_of_its_stand_in_is_free(
    house: NewOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert house.settings().host_example == "", "of a real provider nothing is known"
    monkeypatch.setenv("PORTAL_MODE", "demonstration")
    settings.cache_clear()
    first = house.act(offer, procedure_id=house.talk_id, mode="online")
    assert house.settings().host_example == "demo-host-0001"
    house.act(lend_host, offering_id=first, name="demo-host-0001", lanes="1")
    house.act(lend_host, offering_id=first, name="zzz@example.jp", lanes="1")
    assert house.settings().host_example == "demo-host-0002"
    monkeypatch.undo()
    settings.cache_clear()


def test_a_second_click_offers_nothing_twice_and_closing_stops_new_reservations(house: NewOffice) -> None:
    house.act(save_reach, form=REACH)
    first = house.act(offer, procedure_id=house.talk_id, mode="telephone")
    assert house.act(offer, procedure_id=house.talk_id, mode="telephone") == first
    draw_week(house, first)
    count = len(house.rows(Slot))
    house.act(set_open, offering_id=first, is_open=False)
    assert house.see(search, filters=Filters(office_id=house.office_id), now=NOW).results == []
    assert len(house.rows(Slot)) == count, "what is booked stands"
    assert house.act(offer, procedure_id=house.talk_id, mode="telephone") == first
    assert house.row(Offering, id=first).is_open


def test_a_mode_changes_only_while_nobody_has_booked(house: NewOffice) -> None:
    offering_id = house.act(offer, procedure_id=house.talk_id, mode="telephone")
    draw_week(house, offering_id)
    who = principal_of(house.do(make_applicant, "first@example.jp"))
    house.do(hold_seat, principal=who, slot_id=house.rows(Slot)[5].id, now=NOW)
    with pytest.raises(errors.ModeBooked) as told:
        house.act(set_mode, offering_id=offering_id, mode="online")
    assert told.value.values == {"count": 1}
    assert house.row(Offering, id=offering_id).mode == Mode.TELEPHONE


@pytest.mark.parametrize(
    ("procedure", "mode", "error"),
    [
        (10_000, "telephone", errors.ProcedureUnknown),
        (0, "telephone", errors.ProcedureUnknown),
        (None, "by pigeon", errors.ModeUnknown),
        (None, "in_person", errors.AddressNeeded),
    ],
)
def test_what_cannot_be_offered_is_refused(
    house: NewOffice, procedure: int | None, mode: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        house.act(offer, procedure_id=house.talk_id if procedure is None else procedure, mode=mode)
    assert house.rows(Offering) == []


def test_a_host_is_lent_once_and_taken_back_when_nobody_needs_it(house: NewOffice) -> None:
    talk = house.act(offer, procedure_id=house.talk_id, mode="online")
    other = house.act(offer, procedure_id=house.certificate_id, mode="online")
    lent: dict[str, Any] = {"name": "host@example.jp", "lanes": "9"}
    house.act(lend_host, offering_id=talk, **lent)
    assert house.row(MeetingHost).lanes == 1
    for name, code in (
        ("host@example.jp", "staff_host_taken"),
        (" ", "staff_host_missing"),
        ("あ", "staff_host_missing"),
    ):
        with pytest.raises(Invalid) as told:
            house.act(lend_host, offering_id=other, name=name, lanes="1")
        assert {box: error.code for box, error in told.value.fields.items()} == {f"host-{other}": code}
    house.act(withdraw_host, host_id=house.row(MeetingHost).id)
    assert house.settings().procedures[0].needs_hosts
    house.act(lend_host, offering_id=other, **lent)
    assert house.row(MeetingHost).offering_id == other


def test_no_host_is_taken_from_who_is_booking(house: NewOffice) -> None:
    talk = house.act(offer, procedure_id=house.talk_id, mode="online")
    for name in ("one@example.jp", "two@example.jp"):
        house.act(lend_host, offering_id=talk, name=name, lanes="1")
    first, second = house.rows(MeetingHost)

    slot_id = house.do(
        lambda session: make_slot(session, session.get_one(Offering, talk), at(1, "10:00"), capacity=2).id
    )
    for mail in ("one@example.jp", "two@example.jp"):
        who = house.do(lambda session, mail=mail: principal_of(make_applicant(session, mail)))
        house.do(hold_seat, principal=who, slot_id=slot_id, now=NOW)
    with pytest.raises(errors.HostNeeded) as told:
        house.act(withdraw_host, host_id=first.id)
    assert told.value.values == {"count": 2}
    later = NOW + timedelta(minutes=11)
    house.act(withdraw_host, host_id=first.id, now=later)
    assert [row.is_active for row in house.rows(MeetingHost)] == [False, True]
    house.act(lend_host, offering_id=talk, name="one@example.jp", lanes="1", now=later)
    assert house.row(MeetingHost, id=first.id).is_active
    assert second.is_active


def test_strangers_change_nothing(house: NewOffice) -> None:
    offering_id = house.act(offer, procedure_id=house.talk_id, mode="online")
    house.act(lend_host, offering_id=offering_id, name="host@example.jp", lanes="1")
    host_id, before = house.row(MeetingHost).id, house.everything()
    for who in house.strangers:
        for command, named in (
            (offer, {"procedure_id": house.certificate_id, "mode": "online"}),
            (set_mode, {"offering_id": offering_id, "mode": "telephone"}),
            (set_open, {"offering_id": offering_id, "is_open": False}),
            (lend_host, {"offering_id": offering_id, "name": "x@example.jp", "lanes": "1"}),
            (withdraw_host, {"host_id": host_id}),
        ):
            with pytest.raises(NotAllowed):
                house.act(command, who, **named)
            mine = {"office_id": house.other_id} | named
            with pytest.raises((NotAllowed, errors.ModeUnknown)):
                house.act(command, house.strangers[1], **mine)
    with pytest.raises(NotAllowed):
        house.act(
            set_open, house.strangers[0], office_id=house.other_id, offering_id=offering_id, is_open=False
        )
    assert house.everything() == before
