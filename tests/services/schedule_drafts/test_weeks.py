"""Drawing a week: stretch by stretch, kept from click to click, refused at the box that is wrong."""

from datetime import date
from typing import Any

import pytest

from hellowork_portal.kit.errors import Invalid, NotAllowed
from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import Office, ScheduleDraft, ScheduleTemplate
from hellowork_portal.services.schedule_changes.errors import ScheduleNothingToCopy
from hellowork_portal.services.schedule_drafts import applying, errors, weeks
from tests.factories import NOW, make_offering, make_procedure
from tests.services.schedule_changes.conftest import staff
from tests.services.schedule_drafts.conftest import Screens, colleague, counsellor


def blocks(screens: Screens, offering: int = 0) -> list[str]:
    return [block.key for column in screens.week_shown(offering=offering).columns for block in column.blocks]


def wrong(screens: Screens, **typed: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as told:
        screens.put(**typed)
    return {box: error.code for box, error in told.value.fields.items()}


def test_a_stretch_is_put_on_several_days_and_nothing_holds_yet(screens: Screens) -> None:
    before = screens.rows(ScheduleTemplate)
    assert screens.put(weekdays=(5, 6), from_minute="１０：００") == 2
    shown = screens.week_shown()
    assert [key for key in blocks(screens) if key[0] in "56"] == ["5-600-720", "6-600-720"]
    assert (shown.is_changed, shown.has_weekend, shown.valid_from) == (True, True, "2026-12-07")
    assert screens.rows(ScheduleTemplate) == before


def test_the_drawing_is_ones_own(screens: Screens) -> None:
    screens.put(weekdays=(5,))
    other = screens.week_shown(who=colleague(screens.office_id))
    assert not other.is_changed
    assert not screens.week_shown(who=counsellor(screens.office_id)).can_change


def test_a_stretch_is_changed_moved_and_taken_out(screens: Screens) -> None:
    screens.put("0-540-720", weekdays=(0, 5), to_minute="11:00", seats="3", held_back="1")
    assert {"0-540-660", "5-540-660"} <= set(blocks(screens))
    assert "0-540-720" not in blocks(screens)
    place = {"offering_id": screens.offering_id, "day": ""}
    screens.act(weeks.remove_stretch, **place, key="5-540-660", now=NOW)
    assert "5-540-660" not in blocks(screens)
    with pytest.raises(errors.StretchGone):
        screens.act(weeks.remove_stretch, **place, key="5-540-660", now=NOW)


def test_a_day_and_a_week_are_copied(screens: Screens) -> None:
    screens.put("0-540-720", to_minute="10:00")
    place = {"offering_id": screens.offering_id, "day": ""}
    screens.act(weeks.copy_day, **place, source=0, targets=[1, 5, 99], now=NOW)
    assert [key for key in blocks(screens) if key[0] in "15"] == [
        "1-540-600", "1-780-990", "5-540-600", "5-780-990",
    ]  # fmt: skip
    screens.act(weeks.take_week, **place, source_id=screens.phone_id, now=NOW)
    assert blocks(screens) == blocks(screens, screens.phone_id)
    screens.act(weeks.drop_week, offering_id=screens.offering_id)
    assert not screens.week_shown().is_changed
    assert screens.rows(ScheduleDraft) == []


def test_there_is_nothing_to_copy_from_an_offering_without_hours(screens: Screens) -> None:
    empty = screens.do(
        lambda db: id_of(make_offering(db, db.get_one(Office, screens.office_id), make_procedure(db, "new")))
    )
    place = {"offering_id": screens.offering_id, "day": "", "now": NOW}
    with pytest.raises(ScheduleNothingToCopy):
        screens.act(weeks.take_week, **place, source_id=empty)
    with pytest.raises(errors.WeekEmpty):
        screens.finish(offering=empty)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"seats": "0"}, {"seats": "schedule_no_seats"}),
        ({"seats": "-3"}, {"seats": "schedule_seats_absurd"}),
        ({"seats": "999999999"}, {"seats": "schedule_seats_absurd"}),
        ({"seats": "二人"}, {"seats": "staff_number_wrong"}),
        ({"held_back": "3"}, {"held_back": "schedule_held_back_wrong"}),
        ({"slot_minutes": "0"}, {"slot_minutes": "schedule_length_wrong"}),
        ({"slot_minutes": "7"}, {"slot_minutes": "schedule_length_wrong"}),
        ({"from_minute": "13:00"}, {"to_minute": "schedule_hours_wrong"}),
        ({"from_minute": "9:02"}, {"to_minute": "schedule_hours_wrong"}),
        (
            {"from_minute": "", "to_minute": "25:00"},
            {"from_minute": "staff_time_wrong", "to_minute": "staff_time_wrong"},
        ),
        ({"weekdays": ()}, {"weekdays": "staff_weekday_missing"}),
        ({"weekdays": (1,), "from_minute": "11:00"}, {"from_minute": "schedule_overlaps"}),
    ],
)
def test_bad_input_is_told_at_its_box(screens: Screens, typed: dict[str, Any], told: dict[str, str]) -> None:
    assert wrong(screens, **{"weekdays": (5,)} | typed) == told
    assert screens.rows(ScheduleDraft) == []


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-11-01", "", {"valid_from": "schedule_in_past"}),
        ("", "", {"valid_from": "staff_date_wrong"}),
        ("2026-02-31", "", {"valid_from": "staff_date_wrong"}),
        ("2026-12-07", "2026-12-01", {"valid_to": "schedule_dates_wrong"}),
        ("2099-01-01", "", {"valid_from": "schedule_too_far"}),
    ],
)
def test_bad_dates_are_told_at_their_box(
    screens: Screens, first: str, last: str, told: dict[str, str]
) -> None:
    screens.put(weekdays=(5,))
    with pytest.raises(Invalid) as refused:
        screens.finish(first, last)
    assert {box: error.code for box, error in refused.value.fields.items()} == told
    assert screens.week_shown().is_changed, "what was drawn is kept"


def test_a_week_drawn_and_applied_is_the_week_from_its_day_on(screens: Screens) -> None:
    screens.put("3-540-720", weekdays=(3,), seats="1")
    draft_id = screens.finish()
    shown = screens.shown(draft_id).view
    assert (shown.added, shown.removed, shown.resized > 0, shown.stranded_count) == (0, 0, True, 0)
    done = screens.carry_out(draft_id)
    assert done.resized == shown.resized
    assert not screens.week_shown().is_changed
    seats = [slot.capacity for slot in screens.slots(date(2026, 12, 10))]
    assert seats[:5] == [1] * 5
    turns = [turn.iso for turn in screens.week_shown().turns]
    assert "2026-12-07" in turns
    later = screens.week_shown("2026-12-07")
    assert [block.seats for block in later.columns[3].blocks] == [1, 2]
    with pytest.raises(errors.DraftGone):
        screens.carry_out(draft_id)


@pytest.mark.parametrize("day", ["", "nonsense", "9999-12-31", "0001-01-01", "あ" * 40])
def test_any_day_of_an_address_shows_a_week(screens: Screens, day: str) -> None:
    assert screens.week_shown(day).offering_id == screens.offering_id


def test_nobody_else_looks_or_draws(screens: Screens) -> None:
    stranger = staff(screens.other_office_id)
    with pytest.raises(NotAllowed):
        screens.week_shown(who=stranger)
    with pytest.raises(NotAllowed):
        screens.week_shown(offering=screens.other_offering_id)
    with pytest.raises(NotAllowed):
        screens.put(offering=screens.other_offering_id)
    with pytest.raises(NotAllowed):
        screens.act(weeks.drop_week, counsellor(screens.office_id), offering_id=screens.offering_id)
    screens.put(weekdays=(5,))
    draft_id = screens.finish()
    for who in (stranger, counsellor(screens.office_id)):
        with pytest.raises(NotAllowed):
            screens.ask(applying.show_change, who, draft_id=draft_id, now=NOW)
    with pytest.raises(errors.DraftGone):
        screens.ask(applying.show_change, colleague(screens.office_id), draft_id=draft_id, now=NOW)


def test_an_empty_week_begins_as_the_procedure_usually_is(screens: Screens) -> None:
    assert screens.week_shown().usual == [], "there are hours already"
    offering = new_offering(screens)
    place: dict[str, Any] = {"offering_id": offering, "day": "", "now": NOW}
    shown = screens.week_shown(offering=offering)
    assert shown.is_empty
    assert shown.usual[0]["ja"].startswith("月")
    assert shown.lengths["slot_minutes"] == "30"
    screens.act(weeks.take_usual, None, **place)
    drawn = screens.week_shown(offering=offering)
    assert (drawn.is_changed, drawn.usual) == (True, [])
    assert len(drawn.columns[0].blocks) > 0
    assert not drawn.columns[6].blocks
    with pytest.raises(NotAllowed):
        screens.act(weeks.take_usual, counsellor(screens.office_id), **place)
    with pytest.raises(NotAllowed):
        screens.act(weeks.take_usual, None, **place | {"offering_id": 10_000})


def new_offering(screens: Screens) -> int:
    """Another procedure that the office offers, without any hours yet."""

    def make(session: Any) -> int:
        office = session.get_one(Office, screens.office_id)
        return id_of(make_offering(session, office, make_procedure(session, "usual")))

    return screens.do(make)
