"""Bad weeks and two managers on one week, over events alone."""

from typing import Any

import pytest

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.models import Office, ScheduleChange, ScheduleDraft, ScheduleTemplate
from hellowork_portal.ui.staff.schedule.preview_state import PreviewState
from hellowork_portal.ui.staff.schedule.week_state import WeekState
from tests.factories import give_role
from tests.services.schedule_drafts.conftest import MORNING
from tests.ui.staff_house import A, StaffHouse

STRETCH = MORNING | {"weekday-0": True}
BAD: dict[str, tuple[dict[str, Any], str, str]] = {
    "overlap": ({"from_minute": "11:00", "to_minute": "13:00"}, "from_minute", "重な"),
    "no_seats": ({"seats": "0"}, "seats", "席"),
    "absurd_seats": ({"seats": "1000"}, "seats", "50"),
    "absurd_number": ({"seats": "9" * 10_000}, "seats", ""),
    "minus": ({"seats": "-1"}, "seats", ""),
    "no_number": ({"seats": "😀"}, "seats", ""),
    "held_back": ({"held_back": "3"}, "held_back", ""),
    "turned": ({"from_minute": "12:00", "to_minute": "9:00"}, "to_minute", ""),
    "length": ({"slot_minutes": "0"}, "slot_minutes", ""),
}


def step(
    house: StaffHouse, tab: str, state: Any, handler: str, payload: dict[str, Any], who: dict[str, Any]
) -> tuple[Any, ...]:
    """Return an event of `who` (cookie and query, read when it is sent)."""
    name = f"{state.get_full_name()}.{handler}"
    path = routes.STAFF_SCHEDULE
    return ((lambda: house.deliver(tab, name, payload, who["cookie"], path, who["query"])),)


@pytest.mark.parametrize("case", list(BAD))
def test_a_bad_stretch_is_told_at_its_box_and_not_drawn(house: StaffHouse, case: str) -> None:
    typed, box, said = BAD[case]
    manager = {"cookie": house.enter(house.manager), "query": {"office": A}}
    told, drawn = list[Any](), list[Any]()

    async def look() -> None:
        state = await (await house.staff_state_of("tab")).get_state(WeekState)
        drawn.append(house.desk.row(ScheduleDraft).change)
        told.append({name: words["ja"] for name, words in state.field_errors.items()})

    house.run(
        step(house, "tab", WeekState, "put", {"form": STRETCH}, manager),
        (look,),
        step(house, "tab", WeekState, "put", {"form": STRETCH | typed}, manager),
        (look,),
    )
    assert house.faults == []
    assert told[0] == {}
    assert list(told[1]) == [box]
    assert said in told[1][box]
    assert drawn[0] == drawn[1]
    assert house.desk.rows(ScheduleChange) == []


def test_the_second_of_two_managers_on_one_week_is_told_and_decides_again(house: StaffHouse) -> None:
    office = house.desk.rows(Office, code=A)[0].id
    house.desk.do(give_role, house.counsellor, Role.OFFICE_MANAGER, office)
    people = {
        name: {"cookie": house.enter(staff_id), "query": {"office": A}, "id": staff_id}
        for name, staff_id in (("first", house.manager), ("second", house.counsellor))
    }
    told = list[Any]()

    async def learn() -> None:
        for who in people.values():
            [draft] = house.desk.rows(ScheduleDraft, made_by=who["id"])
            who["query"]["draft"] = str(draft.id)

    async def look() -> None:
        state = await (await house.staff_state_of("second")).get_state(PreviewState)
        told.append((state.is_done, [line["ja"] for line in state.difference]))

    def draw(name: str, seats: str) -> list[tuple[Any, ...]]:
        put, show = {"form": STRETCH | {"seats": seats}}, {"form": {"valid_from": "2026-12-07"}}
        return [
            step(house, name, WeekState, handler, form, people[name])
            for handler, form in (("put", put), ("show", show))
        ]

    def preview(name: str, handler: str, **payload: Any) -> tuple[Any, ...]:
        return step(house, name, PreviewState, handler, payload, people[name])

    house.run(
        *draw("first", "1"), *draw("second", "3"), (learn,),
        preview("first", "open"), preview("second", "open"),
        preview("first", "apply", form={}),
        preview("second", "apply", form={}), (look,),
        preview("second", "apply", form={}), (look,),
    )  # fmt: skip
    assert house.faults == []
    assert told[0][0] is False
    assert "所長 花子" in told[0][1][0], "who has changed the week meanwhile"
    assert told[1] == (True, [])
    assert {row.seats for row in house.desk.rows(ScheduleTemplate)} == {3}
    assert [row.made_by for row in house.desk.rows(ScheduleChange)] == [house.manager, house.counsellor]
