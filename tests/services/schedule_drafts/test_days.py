"""Days other than usual, months at a glance, staff on duty and windows: typed, shown, told at the box."""

from datetime import date
from typing import Any

import pytest

from hellowork_portal.kit.errors import Invalid, NotAllowed
from hellowork_portal.models import DutyStretch, Offering
from hellowork_portal.services.office_settings.offerings import set_open
from hellowork_portal.services.schedule_drafts import days, errors, months, staffing
from tests.factories import NOW
from tests.services.schedule_changes.conftest import staff
from tests.services.schedule_drafts.conftest import Screens, counsellor

THURSDAY, NEW_YEAR = "2026-12-10", "2027-01-01"
WHY = {"reason_ja": "設備点検のため"}
PART = {"valid_from": THURSDAY, "from_minute": "9:00", "to_minute": "12:00"}


def begin(screens: Screens, kind: str, who: Any = None, **form: Any) -> int:
    return screens.act(days.begin_day_change, who, kind=kind, form=form, now=NOW)


def looked(screens: Screens, day: str) -> Any:
    return screens.ask(days.days_view, day=day, now=NOW)


def test_law_and_custom_close_days_by_themselves_and_a_manager_opens_one(screens: Screens) -> None:
    holiday = looked(screens, NEW_YEAR)
    assert (holiday.is_closed_by_law, holiday.closure["ja"]) == (True, "元日")
    screens.carry_out(begin(screens, "open", valid_from=NEW_YEAR))
    opened = looked(screens, NEW_YEAR)
    assert (opened.is_opened, opened.closure) == (True, {})
    (line,) = opened.coming
    assert "in spite of the holiday" in line.sentence["en"]
    back = screens.act(days.begin_taking_back, iso=line.iso, index=line.index, now=NOW)
    screens.carry_out(back)
    assert looked(screens, NEW_YEAR).closure["ja"] == "元日"


def test_a_morning_closed_somebody_away_other_seats_and_extra_hours(screens: Screens) -> None:
    its = {"offering_id": str(screens.offering_id)}
    screens.carry_out(begin(screens, "part", **PART, **WHY))
    assert looked(screens, THURSDAY).offerings[0].times[0].span == "13:00–13:30"
    afternoon = {"valid_from": THURSDAY, "from_minute": "13:00", "to_minute": "14:00"}
    screens.carry_out(begin(screens, "away", **afternoon, **its, seats="1"))
    assert looked(screens, THURSDAY).offerings[0].times[0].seats == 1
    screens.carry_out(begin(screens, "seats", **PART | {"valid_from": "2026-12-11"}, **its, seats="1"))
    assert [time.seats for time in looked(screens, "2026-12-11").offerings[0].times] == [1] * 5 + [2] * 6
    extra = {
        "from_minute": "17:00",
        "to_minute": "18:00",
        "slot_minutes": "30",
        "seats": "2",
        "held_back": "1",
    }
    screens.carry_out(begin(screens, "extra", valid_from="2026-12-11", **its, **extra))
    last = looked(screens, "2026-12-11").offerings[0].times[-1]
    assert (last.span, last.seats, last.held_back) == ("17:30–18:00", 2, 1)
    sentences = [line.sentence["en"] for line in looked(screens, THURSDAY).coming]
    assert len(sentences) == 4
    assert any("closed (the whole office) – 設備点検のため" in one for one in sentences)


@pytest.mark.parametrize(
    ("kind", "form", "told"),
    [
        ("close", {"valid_from": THURSDAY}, {"reason_ja": "schedule_reason_missing"}),
        (
            "close",
            {"valid_from": THURSDAY, "reason_ja": "あ" * 10_000},
            {"reason_ja": "schedule_reason_missing"},
        ),
        ("close", {"valid_from": "2026-11-01"} | WHY, {"valid_from": "schedule_in_past"}),
        (
            "close",
            {"valid_from": "", "valid_to": "x"} | WHY,
            {"valid_from": "staff_date_wrong", "valid_to": "staff_date_wrong"},
        ),
        (
            "close",
            {"valid_from": THURSDAY, "valid_to": "2028-02-01"} | WHY,
            {"valid_from": "schedule_too_far"},
        ),
        ("part", PART | {"to_minute": "8:00"} | WHY, {"to_minute": "schedule_hours_wrong"}),
        ("seats", PART | {"seats": "2"}, {"offering_id": "staff_offering_missing"}),
        ("away", PART | {"seats": "0"}, {"seats": "schedule_seats_absurd"}),
        ("away", PART | {"seats": ["x"]}, {"seats": "schedule_seats_absurd"}),
    ],
)
def test_bad_days_are_told_at_their_box(
    screens: Screens, kind: str, form: dict[str, Any], told: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        begin(screens, kind, **form)
    assert {box: error.code for box, error in refused.value.fields.items()} == told


def test_another_offices_offering_and_people_of_other_offices_change_nothing(screens: Screens) -> None:
    its = {"offering_id": str(screens.other_offering_id)}
    with pytest.raises(NotAllowed):
        begin(screens, "seats", **PART, **its, seats="1")
    for who in (staff(screens.other_office_id), counsellor(screens.office_id)):
        with pytest.raises(NotAllowed):
            begin(screens, "close", who, valid_from=THURSDAY, **WHY)
    with pytest.raises(errors.DraftGone):
        screens.act(days.begin_taking_back, iso=THURSDAY, index=3, now=NOW)


def test_a_month_tells_each_days_fill_in_word_number_and_shape(screens: Screens) -> None:
    for slot in screens.slots(date(2026, 12, 10)):
        for turn in range(2):
            screens.book(slot.id, f"{slot.id}-{turn}@example.jp")
    its: dict[str, Any] = {"month": "2026-12", "offering_id": screens.offering_id, "now": NOW}
    month = screens.ask(months.month_of, **its)
    by_day = {day.iso: day for day in month.days if day.in_month}
    assert len(by_day) == 31
    assert len(month.days) % 7 == 0
    full = by_day["2026-12-10"]
    assert (full.mark, full.percent, full.fill["en"]) == ("×", 100, "22/22 (100%)")
    assert full.label["en"] == "Thursday 10 December 2026, Full, 22/22 (100%)"
    assert by_day["2026-12-29"].mark == "－"
    assert "休み" in by_day["2026-12-29"].label["ja"]
    assert by_day["2026-12-11"].mark == "○"
    assert screens.ask(months.month_of, **{**its, "month": "nonsense"}).month == "2026-12"


def test_duty_is_prepared_shown_and_warned_of(screens: Screens) -> None:
    ticks = {f"weekday-{day}": True for day in range(5)}
    form = {"from_minute": "9:00", "to_minute": "17:00", "seats": "1", **ticks}
    screens.act(staffing.put_duty, form=form, now=NOW)
    view = screens.ask(staffing.staffing_of, now=NOW)
    assert (len(view.duty), view.is_changed, view.warnings) == (5, True, [])
    draft_id = screens.act(staffing.finish_duty, form={"valid_from": "2026-12-07"}, now=NOW)
    plan = screens.shown(draft_id).view
    assert "seats" in plan.warnings[0]["en"]
    screens.carry_out(draft_id)
    assert len(screens.rows(DutyStretch)) == 5
    assert screens.ask(staffing.staffing_of, now=NOW).warnings
    with pytest.raises(Invalid) as told:
        screens.act(staffing.put_duty, form={**form, "seats": "51"}, now=NOW)
    assert told.value.fields["seats"].code == "schedule_seats_absurd"


def test_a_window_is_changed_and_a_senseless_one_is_told_at_its_box(screens: Screens) -> None:
    number = screens.offering_id
    form = {f"opens_days_ahead-{number}": "14", f"opens_at-{number}": "8:45"}
    form |= {f"closes_hours-{number}": "3", f"closes_minutes-{number}": "30"}
    its = {"offering_id": number, "now": NOW}
    screens.carry_out(screens.act(staffing.begin_release, form=form, **its))
    row = screens.row(Offering, id=number)
    assert (row.opens_days_ahead, row.opens_at_minute, row.closes_minutes_before) == (14, 525, 210)
    form[f"opens_days_ahead-{number}"] = "500"
    with pytest.raises(Invalid) as told:
        screens.act(staffing.begin_release, form=form, **its)
    assert [*told.value.fields] == [f"opens_days_ahead-{number}"]


def test_a_stopped_offering_is_marked_on_its_week_and_on_a_day(screens: Screens) -> None:
    assert not screens.week_shown().is_stopped
    screens.act(set_open, offering_id=screens.offering_id, is_open=False, now=NOW)
    assert screens.week_shown().is_stopped
    assert not screens.week_shown(offering=screens.phone_id).is_stopped
    marked = {one.offering_id: one.is_stopped for one in looked(screens, "2026-12-10").offerings}
    assert marked == {screens.offering_id: True, screens.phone_id: False}
