"""The screens of a schedule over events alone: tabs that forget, other offices by hand, double clicks."""

from typing import Any

import pytest

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.models import (
    Offering,
    OfficeClosure,
    ScheduleChange,
    ScheduleDraft,
    ScheduleTemplate,
    StaffRole,
)
from hellowork_portal.ui.staff.office.state import OfficeSettingsState
from hellowork_portal.ui.staff.schedule.days_state import DaysState
from hellowork_portal.ui.staff.schedule.preview_page import staff_preview
from hellowork_portal.ui.staff.schedule.preview_state import PreviewState
from hellowork_portal.ui.staff.schedule.week_state import WeekState
from tests.factories import give_role
from tests.services.schedule_drafts.conftest import MORNING
from tests.ui.staff_house import A, B, StaffHouse

AT_A = {"office": A}
"""The first offering of the office: no address names it here."""
STRETCH = MORNING | {"weekday-0": True}
CLOSING = {"valid_from": "2026-12-10", "reason_ja": "設備点検のため"}
_ASKED = "new URLSearchParams(globalThis.location?.search ?? '').get('draft') ?? ''"
SCHEDULES = (ScheduleTemplate, ScheduleDraft, ScheduleChange, OfficeClosure)


def event(
    house: StaffHouse,
    state: Any,
    handler: str,
    payload: dict[str, Any],
    cookie: str,
    query: dict[str, str],
    tab: str = "tab",
) -> tuple[Any, ...]:
    """Return an event for `house.run`, sent from a page of the schedule.

    `query` is read when the event is sent: a step before may have written into it.
    """
    name = f"{state.get_full_name()}.{handler}"
    return ((lambda: house.deliver(tab, name, payload, cookie, routes.STAFF_SCHEDULE, query)),)


def learn(house: StaffHouse, query: dict[str, str]) -> tuple[Any, ...]:
    """Return a step that writes the draft's id into an address."""

    async def write() -> None:
        query["draft"] = str(house.desk.row(ScheduleDraft).id)

    return (write,)


def kept(house: StaffHouse) -> str:
    return str([tuple(row) for model in SCHEDULES for row in house.desk.rows(model)])


def test_a_week_is_drawn_shown_and_applied_by_tabs_that_know_nothing_of_each_other(house: StaffHouse) -> None:
    cookie, seen = house.enter(house.manager), list[int]()
    query = {"office": A}

    async def count() -> None:
        seen.append(len(house.desk.rows(ScheduleChange)))

    def apply() -> tuple[Any, ...]:
        return event(house, PreviewState, "apply", {"form": {}}, cookie, query, "three")

    house.run(
        event(house, WeekState, "put", {"form": STRETCH}, cookie, AT_A, "one"),
        event(house, WeekState, "show", {"form": {"valid_from": "2026-12-07"}}, cookie, AT_A, "two"),
        learn(house, query),
        apply(), (count,), apply(), apply(), (count,),
    )  # fmt: skip
    assert house.faults == []
    assert house.wire.redirects() == [f"{routes.STAFF_PREVIEW}?office={A}&draft={query['draft']}"]
    assert seen == [0, 1], "nothing that this tab has not shown, and nothing twice"
    assert house.desk.row(ScheduleTemplate).seats == 2
    assert house.desk.rows(ScheduleDraft) == []


@pytest.mark.parametrize("handler", ["open", "drop"])
def test_whoever_leaves_a_change_is_back_at_its_offering(house: StaffHouse, handler: str) -> None:
    cookie, query, back = house.enter(house.manager), {"office": A}, list[str]()
    number = house.desk.rows(Offering)[0].id
    there = routes.with_query(routes.STAFF_SCHEDULE, office=A, offering=number)

    async def look() -> None:
        back.append((await (await house.staff_state_of("three")).get_state(PreviewState)).back)

    house.run(
        event(house, WeekState, "put", {"form": STRETCH}, cookie, AT_A, "one"),
        event(house, WeekState, "show", {"form": {"valid_from": "2026-12-07"}}, cookie, AT_A, "two"),
        learn(house, query),
        *[
            event(house, PreviewState, one, {}, cookie, query, "three")
            for one in dict.fromkeys(["open", handler])
        ],
        (look,),
    )
    assert house.faults == []
    assert back == [there]
    assert (house.wire.redirects()[-1] == there) == (handler == "drop")


def test_what_was_typed_wrongly_is_told_in_the_boxes_of_that_tab(house: StaffHouse) -> None:
    cookie, told = house.enter(house.manager), list[Any]()

    async def look() -> None:
        staff = await house.staff_state_of("tab")
        for state in (WeekState, DaysState):
            told.append((await staff.get_state(state)).field_errors)

    house.run(
        event(house, WeekState, "put", {"form": STRETCH | {"seats": "0"}}, cookie, AT_A),
        event(house, DaysState, "show", {"form": CLOSING | {"valid_from": "2020-01-01"}}, cookie, AT_A),
        (look,),
    )
    assert [list(one) for one in told] == [["seats"], ["valid_from"]]
    assert house.desk.rows(ScheduleDraft) == []


@pytest.mark.parametrize("who", ["counsellor", "manager_of_b"])
def test_who_has_no_say_changes_no_schedule(house: StaffHouse, who: str) -> None:
    if who == "manager_of_b":
        office_b = house.desk.row(StaffRole, staff_member_id=house.other).office_id
        house.desk.do(give_role, house.other, Role.OFFICE_MANAGER, office_b)
    cookie = house.enter(house.counsellor if who == "counsellor" else house.other)
    before, number = kept(house), str(house.desk.rows(Offering)[0].id)
    steps = [
        event(house, state, handler, payload, cookie, {"office": office, "offering": number})
        for office in (A, B)
        for state, handler, payload in (
            (WeekState, "put", {"form": STRETCH}),
            (WeekState, "show", {"form": {"valid_from": "2026-12-07"}}),
            (DaysState, "show", {"form": CLOSING}),
            (PreviewState, "apply", {"form": {}}),
            (OfficeSettingsState, "offer", {"form": {"procedure": "1", "mode": "telephone"}}),
            (OfficeSettingsState, "lend", {"form": {"offering": number, f"host-{number}": "x@example.jp"}}),
            (OfficeSettingsState, "close", {"offering_id": int(number)}),
        )
        if not (who == "manager_of_b" and office == B and handler in ("offer", "show"))
    ]
    house.run(*steps)
    assert house.faults == []
    assert kept(house) == before


def test_another_offices_draft_is_nobodys(house: StaffHouse) -> None:
    office_b = house.desk.row(StaffRole, staff_member_id=house.other).office_id
    house.desk.do(give_role, house.other, Role.OFFICE_MANAGER, office_b)
    stranger, query = house.enter(house.other), {"office": B}

    async def forget_what_was_sent() -> None:
        house.wire.sent.clear()

    house.run(
        event(house, DaysState, "show", {"form": CLOSING}, house.enter(house.manager), AT_A),
        (forget_what_was_sent,),
        learn(house, query),
        *[
            event(house, PreviewState, handler, payload, stranger, query, "theirs")
            for handler, payload in (("open", {}), ("apply", {"form": {}}), ("drop", {}))
        ],
    )
    assert "設備点検" not in house.wire.text
    assert str(house.desk.row(ScheduleDraft).id) == query["draft"]
    assert house.desk.rows(OfficeClosure) == []


def test_a_preview_shows_no_change_but_the_one_of_its_address() -> None:
    """What a tab looked at before is still in its state when the next change's page comes up."""
    drawn = str(staff_preview().render()).replace("\\'", "'")
    assert drawn.count(f"""?.["draft_id"]))?.valueOf?.() === ({_ASKED})""") == 2, "its sentence and its plan"
